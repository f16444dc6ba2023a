"""The official CSL test suite: reading a fixture and running it through the public interface.

`run` gives the text that a fixture's RESULT is compared with; the rules are those of the suite's own runner. As a
script, ``python -m tests.csl.suite [PREFIX …]`` prints how many fixtures of each kind pass, and the differences of
those that are named.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from citelib.csl import Citation, Cite, Options, Processor
from citelib.csl.style.parse import parse
from citelib.csl.style.resolve import resolve
from citelib.model import Item, structure

_OPEN = re.compile(r"^.*>>={2,}\s([A-Z0-9-]+)\s.*=>>.*$")
_CLOSE = re.compile(r"^.*<<={2,}\s([A-Z0-9-]+)\s.*=<<.*$")


LETTER_OF_CSL = Options(capital_subtitles=False)
"""Fixtures borrow the ids of styles; what the manuals of these ask for beyond CSL is left out."""


@attrs.frozen
class Fixture:
    """A fixture: its name and the texts of its sections."""

    name: str
    sections: dict[str, str]

    @property
    def result(self) -> str:
        """The text that is expected."""
        return self.sections["RESULT"].strip()


def read_fixture(path: Path) -> Fixture:
    """Read a fixture file."""
    text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    sections: dict[str, str] = {}
    name, lines = "", list[str]()
    for line in text.split("\n"):
        if name:
            if (match := _CLOSE.match(line)) and match[1] == name:
                sections[name] = "\n".join(lines)
                name, lines = "", []
            else:
                lines.append(line)
        elif match := _OPEN.match(line):
            name = match[1]
    return Fixture(path.stem, sections)


def suite_folder() -> Path | None:
    """The folder of the suite: CSL_TEST_SUITE, else the shared one; None if there is none."""
    named = os.environ.get("CSL_TEST_SUITE")
    if named:
        return Path(named)
    from tests.shared import SHARED

    folder = SHARED / "csl/test-suite"
    return folder if folder.exists() else None


def items_of(fixture: Fixture) -> list[Item]:
    """The items of INPUT; an id that comes again replaces the item at its place."""
    items: dict[str, Item] = {}
    for number, record in enumerate(json.loads(fixture.sections["INPUT"])):
        item = structure(record, id=f"item-{number}", report=lambda _code, _message: None)
        items[item.id] = item
    return list(items.values())


def cite_of(record: dict[str, Any]) -> Cite:
    """A cite of CITATIONS or CITATION-ITEMS."""
    note = record.get("first-reference-note-number")
    return Cite(
        record["id"],
        locator=record.get("locator"),
        label=record.get("label"),
        prefix=record.get("prefix"),
        suffix=record.get("suffix"),
        suppress_author=bool(record.get("suppress-author")),
        author_only=bool(record.get("author-only")),
        position=record.get("position"),
        near_note=record.get("near-note"),
        first_reference_note_number=note,
    )


def run(fixture: Fixture) -> str:
    """The text that citelib gives for a fixture."""
    style = resolve(parse(fixture.sections["CSL"], strict=False))
    items = items_of(fixture)
    if fixture.sections["MODE"].strip() == "bibliography":
        if "CITATIONS" in fixture.sections:
            processor, _ = _replay(fixture, style, items)
        else:
            processor = Processor(items, style, nocite="*", output="html", options=LETTER_OF_CSL)
        return str(processor.bibliography())
    if "CITATIONS" in fixture.sections:
        return _replay(fixture, style, items)[1]
    processor = Processor(items, style, nocite="*", output="html", options=LETTER_OF_CSL)
    # All of INPUT is known in its order, whatever is cited first.
    processor.cite(Citation.of(*[item.id for item in items], id="all of INPUT"))
    if "CITATION-ITEMS" in fixture.sections:
        lines = []
        for number, records in enumerate(json.loads(fixture.sections["CITATION-ITEMS"])):
            # No positions are worked out: every cite is the first unless it says otherwise.
            cites = [_first(cite_of(record)) for record in records]
            changes = processor.insert(Citation(cites, id=f"line-{number}"), 1)
            processor.remove(f"line-{number}")
            lines.append(dict(changes.citations)[f"line-{number}"])
        return "\n".join(lines)
    cited = [Cite(id, position=0) for id in processor.order]
    return dict(processor.cite(Citation(cited, id="all")).citations)["all"]


def _first(cite: Cite) -> Cite:
    return cite if cite.position is not None else attrs.evolve(cite, position=0)


def _replay(fixture: Fixture, style: Any, items: list[Item]) -> tuple[Processor, str]:
    """Edit a document as CITATIONS says; the lines of the last state, marked as the last edit changed them."""
    processor = Processor(items, style, output="html", options=LETTER_OF_CSL)
    known: dict[str, Citation] = {}
    touched: set[str] = set()
    for record, before, after in json.loads(fixture.sections["CITATIONS"]):
        id = str(record["citationID"])
        note = (record.get("properties") or {}).get("noteIndex", 0)
        known[id] = Citation([cite_of(cite) for cite in record["citationItems"]], id=id, note=note)
        document = [
            *(attrs.evolve(known[str(name)], note=number) for name, number in before),
            known[id],
            *(attrs.evolve(known[str(name)], note=number) for name, number in after),
        ]
        changes = processor.replace_citations(document)
        touched = {id, *changes.rendered}
    lines = [
        f"{'>>' if name in touched else '..'}[{number}] {text}"
        for number, (name, text) in enumerate(processor.citations)
    ]
    return processor, "\n".join(lines)


def marks_removed(text: str) -> str:
    """The lines of a replayed document without the marks that say what the last edit touched."""
    return re.sub(r"^(?:>>|\.\.)(?=\[\d+\] )", "", text, flags=re.MULTILINE)


def fixtures(folder: Path) -> Iterator[Fixture]:
    """All fixtures of a folder, by name."""
    for path in sorted(folder.glob("*.txt")):
        yield read_fixture(path)


def main(names: list[str]) -> None:
    """Print counts by category, or differences of named fixtures."""
    folder = suite_folder()
    assert folder is not None
    passed: dict[str, list[int]] = {}
    failures = []
    for fixture in fixtures(folder):
        if names and not fixture.name.startswith(tuple(names)):
            continue
        try:
            got = run(fixture)
        except Exception as error:  # the report goes on
            if names:
                import traceback

                traceback.print_exc()
            got = f"{type(error).__name__}: {error}"
        good = got == fixture.result
        passed.setdefault(fixture.name.split("_")[0], []).append(good)
        if not good:
            failures.append(fixture.name)
            if names:
                print(f"--- {fixture.name}\nwant {fixture.result}\ngot  {got}\n")
    if not names:
        print(" ".join(failures[:80]))
        for category, results in sorted(passed.items()):
            print(f"{category:16} {sum(results):4} of {len(results)}")
    print("total", sum(map(sum, passed.values())), "of", sum(map(len, passed.values())))


if __name__ == "__main__":
    main(sys.argv[1:])
