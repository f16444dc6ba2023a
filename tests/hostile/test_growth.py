"""Work grows with the input: a run of any separator, at any place, takes no more than its share of the time."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from citelib.errors import LimitError, ReadError
from citelib.formats import registry
from citelib.formats.exchange import loads
from citelib.formats.format import Format
from tests.hostile.inputs import file_of

READERS = [registry.find(name) for name in ("bibtex", "ris", "medline-nbib", "refer", "wos-tagged", "ovid-tagged")]
RUNS = ["\u00a0", ",", "{", "0", "a"]
SIZE = 2_500
SOON = 0.3
"""Seconds that are too few to tell from those of a busy machine; what is quadratic takes longer at four times SIZE."""
RATIO = 8
"""Linear work takes 4 times as long for 4 times as much, quadratic 16 times."""


def seconds(text: str, format: Format) -> float:
    """Processor time, which other processes do not lengthen as they do the time of the clock."""
    start = time.process_time()
    with suppress(ReadError, LimitError):
        loads(text, format)
    return time.process_time() - start


def is_linear(once: str, four_times: str, format: Format) -> bool:
    """Whether the longer text is read soon, or in the time that its length explains; the best of three goes counts."""
    for _ in range(2):
        long = seconds(four_times, format)
        if long < SOON or long / max(seconds(once, format), 0.001) < RATIO:
            return True
    return False


@pytest.mark.parametrize("format", READERS, ids=lambda format: format.name)
def test_runs_of_separators(format: Format) -> None:
    text, _, spots = file_of(format)
    assert spots
    slow = []
    for name, at in spots.items():
        for run in RUNS:
            once, four_times = (text[:at] + run * (count // len(run)) + text[at:] for count in (SIZE, 4 * SIZE))
            if not is_linear(once, four_times, format):
                slow.append((name, run))
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
    assert is_linear(make(SIZE), make(4 * SIZE), registry.find(format))
