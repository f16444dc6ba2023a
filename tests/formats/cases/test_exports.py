"""Writing: the fields of what Better BibTeX and citation-js write, and of what citelib writes of the same items.

Both are read back and compared as variables, so that what counts is what the fields say, not how they are laid out.
"""

from __future__ import annotations

import json
from typing import Any

from citelib.formats.exchange import dumps, loads
from citelib.model import Item
from tests.formats.cases.agreement import Agreement, cases, variables

BBT_FLOORS = {"biblatex": 0.93, "bibtex": 0.90, "csl-json": 0.91, "csl-yaml": 0.95}
BBT_REASONS = {
    r".*: count: ": "what it exports depends on collections, duplicates and preferences that the items do not tell",
    r".*: issued: expected '([\d-]+)', found '\1-": "BibTeX has no days by its own rules; citelib writes day and month",
    r".*: (issued|submitted|original-date|event-date|accessed): ": "it reads the date of Zotero anew: seasons, "
    "approximate and open dates that are not in the CSL-JSON, or years before Christ counted from zero",
    r".*: language: ": "codes of languages stay as they are unless BibLaTeX has a name for them",
    r".*: (author|editor): ": "it takes particles and suffixes apart anew, and companies for people",
    r".*: note: |.*: .*citation-key: ": "lines of Extra are notes, keys and commands to it; here they are text",
    r".*: ISBN: ": "all numbers of the Zotero item; the CSL-JSON has one",
    r".*: URL: ": "it makes addresses secure, or takes them from the notes",
    r".*: (container-title|container-title-short): ": "it abbreviates titles of journals, and takes names for macros",
    r".*: (title|abstract): ": "it takes LaTeX in titles for commands; to citelib it is text, "
    "which comes back as it was",
    r".*: (publisher|publisher-place|event-place|call-number): ": "it takes semicolons for "
    "lists, and the place from Extra",
    r".*: (number|issue|volume|edition|page|medium|genre): ": "it moves numbers between fields, and names kinds anew",
}


def test_better_bibtex() -> None:
    agreement = Agreement()
    for case in cases("bbt_export"):
        for format in BBT_FLOORS:
            text = case.get(f"expected_{format.replace('-', '_')}")
            if text is not None:
                text = text if isinstance(text, str) else json.dumps(text)
                _compare(agreement, format, case["name"], case["input_csl_json"], text, format)
    agreement.settle(BBT_FLOORS, BBT_REASONS)


CITATION_JS_FLOORS = {"biblatex": 1.0, "bibtex": 0.93}
CITATION_JS_REASONS = {
    r".*unicode escapes: title: ": "characters that LaTeX has no command for are written as they are",
    r".*label: count": "two of the seven items are equal",
}


def test_citation_js() -> None:
    agreement = Agreement()
    for case in cases("citation_js_export"):
        if case["to_format"] in CITATION_JS_FLOORS and isinstance(case["expected"], str):
            _compare(agreement, case["to_format"], case["name"], case["input"], case["expected"], case["to_format"])
    agreement.settle(CITATION_JS_FLOORS, CITATION_JS_REASONS)


def _compare(agreement: Agreement, group: str, name: str, given: Any, text: str, format: str) -> None:
    options = {"note_fields": False} if format == "csl-json" else {}
    theirs = list(loads(text, format, **options).values())
    items = loads(json.dumps(given), "csl-json", note_fields=False)
    known = {variable for item in items.values() for variable in item}
    ours = list(loads(dumps(items, format), format).values())
    agreement.compare(group, f"{name}: count", len(theirs), len(ours))
    if len(theirs) == len(ours):
        for want, have in zip(_ordered(theirs), _ordered(ours), strict=True):
            found = variables(have)
            # What the other program knows from elsewhere is not asked for.
            for variable, value in variables(want, known).items():
                agreement.compare(group, f"{name}: {variable}", value, found.get(variable))


def _ordered(items: list[Item]) -> list[Item]:
    """By title: programs write entries in different orders and under different keys."""
    return sorted(items, key=lambda item: str(variables(item).get("title")))
