"""The steps of finding duplicates, each from record batches to record batches; an engine brings the rows together.

- ``features``: of number, id and the whole work, the number, id, features and keys, or a diagnostic;
- ``rare_keys``: of number and the words of a title with their frequencies, number and keys of the rarest words;
- ``linked``: of keys with features, in order, links: pairs that are not apart;
- ``compared``: of features, and pairs of numbers, the same, where the engine makes the pairs;
- ``gathered``: of features and links of whole components, groups and versions.

Every decision is made by `citelib.matching`. Batches are of pyarrow.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from citelib.errors import CitelibError
from citelib.matching import blocking
from citelib.matching.features import Work, work_of
from citelib.matching.groups import Found, Group, Kinship, Link, grouped, kinships
from citelib.matching.verdicts import Pair, judge
from citelib.scale.structs import struct_of, struct_type, works_in
from citelib.tables.arrow import array_of, item_of
from citelib.tables.schema import pyarrow

__all__ = [
    "KINDS",
    "compared",
    "features",
    "gathered",
    "groups_batch",
    "kinds_of",
    "linked",
    "rare_keys",
    "schema_of",
    "versions_batch",
]

KINDS: Final = (*(make.__name__.strip("_") for make in blocking.KEYS), "rare_keys")
"""The kinds of keys, of which an engine may take one after the other; those of rare words, which need the frequencies
of all words, are the last."""


def kinds_of(*, identifiers_only: bool) -> Sequence[str]:
    """The kinds of keys by which records are brought together."""
    return KINDS[:1] if identifiers_only else KINDS


def schema_of(step: str) -> Any:
    """The schema of what a step gives, a ``pyarrow.Schema``."""
    pa = pyarrow()
    text, number, work = pa.string(), pa.int64(), struct_type()
    keys = pa.list_(pa.struct([("kind", text), ("key", text)]))
    found = [("score", pa.float64()), ("reasons", pa.list_(text))]
    columns = {
        "features": [("number", number), ("id", text), ("work", work), ("keys", keys), ("diagnostic", text)],
        "rare_keys": [("number", number), ("keys", pa.list_(text))],
        "links": [("one", number), ("other", number), ("verdict", text), *found],
        "groups": [("number", number), ("group", number), *found],
        "versions": [("earlier", number), ("later", number), ("relation", text), *found],
    }
    return pa.schema(columns[step])


def _batch(step: str, rows: Sequence[Sequence[Any]]) -> Any:
    """A batch of rows whose values stand in the order of the columns; works become structs."""
    pa, form = pyarrow(), schema_of(step)
    arrays = []
    for at, field in enumerate(form):
        values = [row[at] for row in rows]
        arrays.append(struct_of(values) if field.name == "work" else array_of(values, field.type))
    return pa.RecordBatch.from_arrays(arrays, schema=form)


# One record


def features(batch: Any) -> Any:
    """What of each record is compared, and the keys that it has by itself.

    Args:
        batch: Columns ``number``, ``id`` and ``csl``.

    Returns:
        A row for each. One that holds no item has a diagnostic, and costs no other.
    """
    rows: list[tuple[int, str | None, Work | None, list[dict[str, str]], str | None]] = []
    for number, id, text in zip(*(batch.column(name).to_pylist() for name in ("number", "id", "csl")), strict=True):
        try:
            work = work_of(number, item_of(text)[0])
        except CitelibError as error:
            rows.append((number, id, None, [], f"{error.message} [arrow-no-item]"))
            continue
        keys = [
            {"kind": kind, "key": key} for kind, make in zip(KINDS, blocking.KEYS, strict=False) for key in make(work)
        ]
        rows.append((number, id, work, keys, None))
    return _batch("features", rows)


def rare_keys(batch: Any) -> Any:
    """The keys of the rarest words of titles.

    Args:
        batch: Columns ``number`` and ``words``, a list of the words of a title, each a struct of ``word`` and
            ``count``, the number of titles that have it.

    Returns:
        A row of ``number`` and ``keys`` for each.
    """
    rows = []
    for number, title in zip(batch.column("number").to_pylist(), batch.column("words").to_pylist(), strict=True):
        frequency = {one["word"]: one["count"] for one in title or ()}
        rows.append((number, list(blocking.rare_keys(frequency, frequency))))
    return _batch("rare_keys", rows)


# One block, one pair


def linked(batches: Iterable[Any], before: Any = None) -> Iterator[Any]:
    """Links among rows that stand in order, each with those of its block near it.

    Args:
        batches: Columns ``key`` and ``work``, in order of key, title and number. A block may be of any size: only a
            window is held.
        before: Where the rows begin within a longer sequence, the rows in front of them, as many as the window has;
            pairs among these alone are left out.
    """
    lead = [] if before is None else list(_keyed([before]))
    outside = {work.number for _, work in lead}
    pairs = (
        pair
        for _, block in itertools.groupby(itertools.chain(lead, _keyed(batches)), key=lambda row: row[0])
        for pair in blocking.neighbours(work for _, work in block)
        if pair[0].number not in outside or pair[1].number not in outside
    )
    while taken := list(itertools.islice(pairs, _PAIRS)):
        yield _links(taken)


_PAIRS: Final = 20_000
"""Pairs that are compared before their links are handed on."""


def _keyed(batches: Iterable[Any]) -> Iterator[tuple[str, Work]]:
    for batch in batches:
        yield from zip(batch.column("key").to_pylist(), works_in(batch.column("work")), strict=True)


def compared(works: Any, pairs: Any) -> Any:
    """Links among works, of which an engine has found the pairs.

    Args:
        works: An Arrow array of works.
        pairs: Columns ``one`` and ``other``, numbers of works that are among them, the lower number first.
    """
    by_number = {work.number: work for work in works_in(works)}
    one, other = (pairs.column(name).to_pylist() for name in ("one", "other"))
    return _links(zip(map(by_number.__getitem__, one), map(by_number.__getitem__, other), strict=True))


def _links(pairs: Iterable[tuple[Work, Work]]) -> Any:
    rows = []
    for one, other in pairs:
        pair = judge(one, other)
        if pair.verdict != "apart":
            rows.append((one.number, other.number, pair.verdict, pair.score, pair.reasons))
    return _batch("links", rows)


# One component


def gathered(works: Iterable[Work], links: Any) -> Found:
    """The groups and versions among works that links hold together; other components may be there as well.

    Args:
        works: At least the works of the links.
        links: Rows as `compared` gives them, each pair once.
    """
    by_number = {work.number: work for work in works}
    found = [
        Link(row["one"], row["other"], Pair(row["verdict"], row["score"], tuple(row["reasons"])))
        for row in links.to_pylist()
    ]
    return Found(tuple(grouped(by_number, found)), tuple(kinships(by_number, found)), 0)


def groups_batch(groups: Iterable[Group]) -> Any:
    """Groups as rows, one for each record; a group is known by its lowest number."""
    rows = [(number, min(group.numbers), group.score, group.reasons) for group in groups for number in group.numbers]
    return _batch("groups", rows)


def versions_batch(versions: Iterable[Kinship]) -> Any:
    """Versions as rows."""
    return _batch("versions", [(one.earlier, one.later, one.relation, one.score, one.reasons) for one in versions])
