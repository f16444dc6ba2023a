"""Several records of one work as one, field by field by stated rules.

`united` is the one way in which records are merged. Duplicates become the best record with the best of each field
(`merged`), a stub gives way to its record (`apply`), and a record that was looked up fills what is lacking (`filled`).
What is united in every case: relations, keywords, collections, aliases and `custom`.

>>> merged([Item("a", "book", title="Structures"), Item("b", "book", title="Structures", volume="2", keyword="x")])
Item('a', 'book', title='Structures', volume='2', keyword='x', custom={'citelib:aliases': ['b']})
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from citelib.comparing import fold, fold_words
from citelib.errors import ModelError
from citelib.matching import likeness
from citelib.matching.numbers import DUPLICATE
from citelib.model import Bibliography, Date, Item, Name
from citelib.model.custom import ALIASES_KEY, COLLECTIONS_KEY, STUB_KEY
from citelib.model.handles import handles
from citelib.model.keywords import join_keywords, split_keywords
from citelib.model.relations import redirected, target

if TYPE_CHECKING:
    from citelib.matching.stubs import Proposal

__all__ = ["RULES", "apply", "best_first", "filled", "merged", "rank", "united", "updated"]

_IDENTIFIERS: Final = ("DOI", "PMID", "PMCID", "ISBN")
_PRESUMED: Final = "research article"
"""The genre of a stub of which the text says nothing else: it adds nothing to a record."""

Rules = Mapping[str, Callable[[Sequence[Any]], Any]]
"""For each variable or kind of variable, what takes a value of those from best record to worst."""


def _longest(values: Sequence[str]) -> str:
    return max(values, key=len)


def _most_precise(values: Sequence[Date]) -> Date:
    return max(values, key=lambda date: (date.start is not None, sum(map(len, date.date_parts))))


def _fullest(values: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
    return max(values, key=lambda names: (len(names), sum(len(str(name)) for name in names)))


def _range(values: Sequence[str]) -> str:
    return next((value for value in values if "-" in value or "–" in value), values[0])


def _proper_title(values: Sequence[str]) -> str:
    return next((value for value in values if not value.isupper()), values[0])


def _first(values: Sequence[Any]) -> Any:
    return values[0]


def _are_titles_alike(best: str, other: str) -> bool:
    return likeness.titles(fold_words(best), fold_words(other)) >= DUPLICATE.alike


def _are_containers_alike(best: str, other: str) -> bool:
    return (likeness.containers(fold_words(best), fold_words(other)) or 0) >= DUPLICATE.other_container


def _have_one_start(best: str, other: str) -> bool:
    return re.split("[-–]", best)[0].strip() == re.split("[-–]", other)[0].strip()


def _share_a_name(best: Sequence[Name], other: Sequence[Name]) -> bool:
    mine, theirs = ({word for name in names for word in fold_words(str(name)).split()} for names in (best, other))
    return any(len(word) > 1 for word in mine & theirs)


def _is_vaguer(best: Date, other: Date) -> bool:
    return best.start is None or is_less_precise(best, other)


def _alike(agree: Callable[[Any, Any], bool], choose: Callable[[Sequence[Any]], Any]) -> Callable[[Sequence[Any]], Any]:
    """A rule that chooses among the best record's value and those that say the same as it.

    Otherwise the article would get the pages that it had at a meeting, or another year than its volume's.
    """
    return lambda values: choose([values[0], *(value for value in values[1:] if agree(values[0], value))])


RULES: Final[Rules] = MappingProxyType(
    {
        "title": _alike(_are_titles_alike, _proper_title),
        "abstract": _longest,
        "note": _longest,
        "page": _alike(_have_one_start, _range),
        "container-title": _alike(_are_containers_alike, _longest),  # so that no abbreviation wins
        "publisher": _alike(_are_containers_alike, _longest),
        "(names)": _alike(_share_a_name, _fullest),
        "(dates)": _alike(_is_vaguer, _most_precise),
        "(others)": _first,
    }
)
"""The rules for duplicates."""

_FIRST: Final[Rules] = MappingProxyType(dict.fromkeys(("(names)", "(dates)", "(others)"), _first))
"""The rules where one record is known to be better than the other."""


def _rule(rules: Rules, name: str, value: Any) -> Callable[[Sequence[Any]], Any]:
    kind = "(names)" if isinstance(value, tuple) else "(dates)" if isinstance(value, Date) else "(others)"
    return rules[name if name in rules else kind]


def united(ranked: Sequence[Item], *, id: str | None = None, rules: Rules = RULES) -> Item:
    """The item that records of one work make together.

    Args:
        ranked: The records from best to worst; the type is that of the best.
        id: The id of the item; that of the best if None. The ids of the others become aliases.
        rules: Whose value is taken for each variable.

    Returns:
        The item. Relations are those of all, each once and none to the work itself; lists in `custom` are united, and
        of other values the best record's stays.
    """
    best = ranked[0]
    id = best.id if id is None else id
    variables: dict[str, Any] = {}
    for item in ranked:
        for name, value in item.variables.items():
            if name not in variables:
                values = [one.variables[name] for one in ranked if name in one.variables]
                variables[name] = _rule(rules, name, value)(values)
    custom: dict[str, Any] = {}
    for item in reversed(ranked):
        custom.update(item.custom)
    for key, values in (
        (COLLECTIONS_KEY, _listed(ranked, COLLECTIONS_KEY)),
        (ALIASES_KEY, [one for item in ranked for one in (*_listed([item], ALIASES_KEY), item.id) if one != id]),
    ):
        if values:
            custom[key] = list(dict.fromkeys(values))
        else:
            custom.pop(key, None)
    if keywords := _keywords(ranked):
        variables["keyword"] = keywords
    own = {handle for item in ranked for handle in handles(item)}
    relations = redirected(link for item in ranked for link in item.relations)
    relations = tuple(link for link in relations if target(link.scheme, link.target) not in own)
    return Item(id, best.type, variables, relations=relations, custom=custom)


def _listed(items: Iterable[Item], key: str) -> list[str]:
    """What the items list under a key of `custom`."""
    lists = [item.custom.get(key) for item in items]
    return [one for value in lists if isinstance(value, (list, tuple)) for one in value if isinstance(one, str) and one]


def _keywords(items: Iterable[Item]) -> str:
    """The keywords of all, each once whatever its case."""
    found: dict[str, str] = {}
    for item in items:
        for word in split_keywords(item.variables.get("keyword") or ""):
            found.setdefault(fold(word), word)
    return join_keywords(found.values())


def rank(item: Item) -> tuple[int, int, int]:
    """What records are sorted by, the best first: identifiers, then a precise date, then most variables."""
    parts = item.issued.date_parts if item.issued else ()
    return (
        -sum(name in item.variables for name in _IDENTIFIERS),
        -(len(parts[0]) if parts else 0),
        -len(item.variables),
    )


def best_first(items: Sequence[Item]) -> list[Item]:
    """Records from best to worst; the earlier on a draw."""
    return sorted(items, key=rank)


def merged(items: Sequence[Item]) -> Item:
    """The item that several records of one work make together, under the id of the first."""
    return united(best_first(items), id=items[0].id)


def filled(item: Item, found: Item) -> tuple[Item, list[str]]:
    """An item with what it lacks taken from another record of the work, and the variables in which the two differ.

    >>> item, conflicts = filled(Item("a", "book", title="One"), Item("a", "book", title="Two", volume="3"))
    >>> item.title, item.volume, conflicts
    ('One', '3', ['title'])
    """
    conflicts = [
        name for name, value in item.variables.items() if name in found.variables and found.variables[name] != value
    ]
    result = united([item, found.evolve(id=item.id)], rules=_FIRST)
    return (result if item.keyword is None else result.evolve(keyword=item.keyword)), conflicts


def updated(item: Item, found: Item) -> Item:
    """An item with what another record of the work says, under its own id; what only the item has stays.

    Keywords are united, and lists of `custom`; the id of the other record becomes no alias. A date gives way only to
    one that is as precise.

    >>> updated(Item("a", "book", title="One", keyword="read"), Item("b", "book", title="One!", keyword="x")).keyword
    'x, read'
    """
    vague = {
        name.replace("-", "_"): item.variables[name]
        for name, date in found.variables.items()
        if isinstance(date, Date)
        and isinstance(item.variables.get(name), Date)
        and is_less_precise(date, item.variables[name])
    }
    result = united([found.evolve(id=item.id, **vague), item], rules=_FIRST)
    if item.keyword and set(_words(found.keyword)) <= set(_words(item.keyword)):
        result = result.evolve(keyword=item.keyword)
    return result


def is_less_precise(date: Date, other: Date) -> bool:
    """Whether a date says nothing that another does not say more exactly: the year of a month, the month of a day.

    >>> is_less_precise(Date.on(2020), Date.on(2020, 5)), is_less_precise(Date.on(2020, 6), Date.on(2020, 5))
    (True, False)
    """
    mine, others = date.date_parts, other.date_parts
    if len(mine) != 1 or len(others) != 1 or date.literal or other.literal:
        return False
    return list(mine[0]) == list(others[0])[: len(mine[0])] and len(mine[0]) < len(others[0])


def _words(keywords: str | None) -> list[str]:
    return [fold(part) for part in re.split("[,;]", keywords or "") if part.strip()]


def apply(stubs: Bibliography | Iterable[Item], proposals: Iterable[Proposal]) -> Bibliography:
    """A copy of the collection with records in the place of the stubs whose proposals are accepted.

    Relations that pointed at a stub point at the record; the stub's own relations go over to it with their evidence; a
    variable that only the stub has is kept, and the stub's id stays as an alias. If the record is in the collection
    already, the stub goes and its relations move there.

    Args:
        stubs: The collection with the stubs.
        proposals: Proposals of `citelib.link`; those that are not accepted are passed over.

    Raises:
        ModelError: Two accepted proposals for one stub, or for one record.
    """
    items = stubs if isinstance(stubs, Bibliography) else Bibliography(stubs)
    records: dict[str, Item] = {}
    for proposal in proposals:
        if not proposal.accepted:
            continue
        stub, record = proposal.stub, proposal.record
        if stub.id in records:
            raise ModelError(f"the stub {stub.id!r} is accepted for {records[stub.id].id!r} and for {record.id!r}")
        if any(record.id == other.id for other in records.values()):
            raise ModelError(f"the record {record.id!r} is accepted for two stubs")
        if stub.id in items:
            records[stub.id] = record
    targets = {stub: record.id for stub, record in records.items()}
    taken = {record.id for record in records.values()}
    result: dict[str, Item] = {}
    for item in items.values():
        if item.id in records:
            record = _present(items, records[item.id])
            item = united([record, _without_stub_marks(item)], rules=_FIRST)
        elif item.id in taken:
            # The record was in the collection already: it is merged where its stub stands.
            continue
        relations = redirected(item.relations, targets, item.id)
        result[item.id] = item if relations == item.relations else item.evolve(relations=relations)
    return Bibliography(result.values(), blocks=items.blocks, diagnostics=items.diagnostics)


def _present(items: Bibliography, record: Item) -> Item:
    """The record as the collection has it already, else as it was proposed."""
    present = items.get(record.id)
    return present if present is not None and present.id == record.id else record


def _without_stub_marks(stub: Item) -> Item:
    """The stub without what says only that it is one."""
    custom = {name: value for name, value in stub.custom.items() if name != STUB_KEY}
    return stub.evolve(custom=custom, genre=None if stub.genre == _PRESUMED else stub.genre)
