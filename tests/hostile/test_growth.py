"""Work grows with the input: a run of any separator, at any place, takes no more than its share of the time."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import count

import attrs
import pytest

import citelib
from citelib.checks import check
from citelib.errors import CitelibError
from citelib.formats import registry
from citelib.formats.exchange import dumps, loads
from citelib.formats.format import Format
from citelib.matching import find_groups
from citelib.model import Bibliography, Date, Item, Name
from citelib.model.vocabulary import NUMBER_VARIABLES, TEXT_VARIABLES
from citelib.output import OUTPUTS
from citelib.verification import Collection, verify
from tests.hostile.inputs import file_of

_NO_TEXT = ("excel", "parquet")
READERS = [format for format in registry.formats() if format.read is not None and format.name not in _NO_TEXT]
"""All that read text; values of spreadsheets go through the reader of tables, of Parquet through that of CSL-JSON."""
WRITERS = [format.name for format in registry.formats() if format.write is not None]
RUNS = [" ", "\u00a0", "\n", ",", "; ", ".", "{", "<", "0", "a", "A. ", "[["]
SIZE = 5_000
SOON = 0.5
"""Seconds that are too few to tell from those of a busy machine; what is quadratic takes longer at four times SIZE."""
RATIO = 8
"""Linear work takes 4 times as long for 4 times as much, quadratic 16 times."""


def seconds(work: Callable[[], object]) -> float:
    """Processor time, which other processes do not lengthen as they do the time of the clock."""
    start = time.process_time()
    with suppress(CitelibError):
        work()
    return time.process_time() - start


def is_linear(once: Callable[[], object], four_times: Callable[[], object]) -> bool:
    """Whether the larger work is done soon, or in the time that its size explains; the best of five goes counts."""
    for _ in range(5):
        long = seconds(four_times)
        if long < SOON or long / max(seconds(once), 0.001) < RATIO:
            return True
    return False


def run_of(piece: str, size: int) -> str:
    return piece * (size // len(piece))


@pytest.mark.parametrize("format", READERS, ids=lambda format: format.name)
def test_runs_of_separators(format: Format) -> None:
    """A run of anything within any value of a file."""
    text, _, spots = file_of(format)
    assert spots
    slow = []
    for piece in RUNS:
        longer = text
        longest = text
        for at in sorted(spots.values(), reverse=True):
            longer = longer[:at] + run_of(piece, SIZE) + longer[at:]
            longest = longest[:at] + run_of(piece, 4 * SIZE) + longest[at:]
        if not is_linear(partial(loads, longer, format), partial(loads, longest, format)):
            slow.append(piece)
    assert slow == []


def works_with(piece: str, size: int) -> Bibliography:
    """An item all of whose values are runs, with something at the end that ends no run well."""
    value = f"a{run_of(piece, size)}\x01b"
    texts = dict.fromkeys(sorted(TEXT_VARIABLES | NUMBER_VARIABLES), value)
    names = [Name(value, value), Name(literal=value)]
    return Bibliography([Item("a", "article-journal", texts, author=names, issued=Date.parse(value))])


@pytest.mark.parametrize("piece", RUNS)
def test_runs_before_a_file(piece: str) -> None:
    """What stands in front of everything is looked at for an encoding, too, and for what the file is."""

    def opened(size: int) -> None:
        for text in ("@book{a, title={Ö}}", "TY  - BOOK\nER  - \n", '[{"id": "a"}]', "<x/>", "Lee, A. (2019). Moss."):
            with suppress(CitelibError):
                loads(f"{run_of(piece, size)}{text}".encode("cp1252"))

    assert is_linear(partial(opened, SIZE // 5), partial(opened, SIZE * 4 // 5))


_FRESH = count()


def verified(works: Bibliography) -> None:
    """Each work checked against records that are nearly the same, with texts that no cache has met."""
    fresh = f" {next(_FRESH)}"

    def nearly(item: Item, end: str) -> Item:
        texts = {name: f"{value}{end}" for name, value in item.variables.items() if isinstance(value, str)}
        names = [attrs.evolve(name, family=f"{name.family}{end}", given=f"{name.given}{end}") for name in item.author]
        return item.evolve(**{**texts, "DOI": "10.5555/a"}, author=names, issued=Date.on(2019))

    entries = [nearly(item, fresh) for item in works.values()]
    records = [nearly(item, f"{fresh}{letter}") for item in works.values() for letter in "ab"]
    for collection in (records, [record.evolve(DOI=None) for record in records]):
        verify(entries, [Collection(collection)])


DOORS: dict[str, Callable[[Bibliography], object]] = {
    **{f"write {name}": partial(dumps, format=name, report=lambda _: None) for name in WRITERS},
    **{f"style {name}": partial(citelib.format, style=name) for name in ("apa", "ieee", "chicago-notes-bibliography")},
    **{f"output {name}": partial(citelib.format, output=name) for name in OUTPUTS},
    "check": lambda works: list(check(works)),
    "verify": verified,
    "groups": lambda works: find_groups(enumerate([*works.values()] * 2)),
}


@pytest.mark.parametrize("door", DOORS)
def test_runs_in_items(door: str) -> None:
    """A run of anything within any value of an item, wherever it goes."""
    work = DOORS[door]
    slow = [
        piece
        for piece in RUNS
        if not is_linear(partial(work, works_with(piece, SIZE // 5)), partial(work, works_with(piece, SIZE * 4 // 5)))
    ]
    assert slow == []


REPEATED = {
    "json-keys": ("csl-json", lambda n: '[{"id":"a","type":"book",' + ",".join('"a":1' for _ in range(n)) + "}]"),
    "json-garbage": ("csl-json", lambda n: '[{"id":"a","type":"book"}]' + "a," * n),
    "json-quotes": ("csl-json", lambda n: '[{"id":"a","type":"book"}]' + '"a,' * n),
    "json-brackets": ("csl-json", lambda n: '[{"id":"a","type":"book"}]' + "{]" * n),
    "bibtex-pages": ("bibtex", lambda n: "@article{a,pages={" + "\u00a0" * n + "1}}"),
    "bibtex-entries": ("bibtex", lambda n: "@article{a,\n" * (n // 4)),
    "bibtex-macros": ("bibtex", lambda n: "".join(f"@string{{a{i} = a{i - 1} # a{i - 1}}}\n" for i in range(n // 40))),
    "ris-records": ("ris", lambda n: "TY  - BOOK\n" * n),
    "same-ids": ("ris", lambda n: "".join(f"TY  - BOOK\nID  - a\nTI  - {i}\nER  - \n" for i in range(n // 8))),
    "no-ids": ("csl-json", lambda n: "[" + ",".join('{"type":"book","title":"T"}' for _ in range(n // 8)) + "]"),
    "yaml-keys": ("csl-yaml", lambda n: "? " * min(n, 190) + "x"),
    "mods-references": ("mods", lambda n: "<mods><genre>" + "&a;&#xD800;" * n + "</genre></mods>"),
    "wikipedia-links": ("wikipedia", lambda n: "{{cite web |title=" + "[[a|" * n),
    "html-spans": ("coins", lambda n: '<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft.btitle=T">' * (n // 4)),
}  # fmt: skip


@pytest.mark.parametrize("name", REPEATED)
def test_repeated(name: str) -> None:
    format, make = REPEATED[name]
    once, four_times = (partial(loads, make(size), format) for size in (SIZE // 2, SIZE * 2))
    assert is_linear(once, four_times)
