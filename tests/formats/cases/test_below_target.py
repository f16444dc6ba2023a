"""The formats whose scores stay below what was aimed at: what citelib reads otherwise than Zotero's translators and
biblatex-csl-converter.

What citelib reads besides must stand in the record, and what they read besides must be somewhere in citelib's item;
both are looked up there. All else has its reason in the list.
"""

from __future__ import annotations

import json
import re
from typing import Any

from citelib.formats.exchange import loads
from citelib.model import Item
from tests.formats.cases.agreement import Agreement, cases, plain, variables

FORMATS = ("bibtex", "marc", "marcxml", "mets-mods", "mods", "ovid-tagged", "rdf-dc", "refer-enw", "ris")
CONVERTER = "biblatex-csl-converter"

NOT_COMPARED = frozenset(
    "id citation-key note keyword source language title-short container-title-short citation-label custom".split()
)
"""What the score leaves out too, and the short titles, of which each program has a variable of its own."""

IN_THE_RECORD = "in the record:"
"""Begins the subject of what only citelib reads and the record has, word for word."""

NOWHERE = "nowhere:"
"""Begins the subject of what only they read and no part of citelib's item has, not even `custom`."""

FLOORS = {
    "bibtex": 0.84, "marc": 0.64, "marcxml": 0.79, "mets-mods": 0.72, "mods": 0.74, "ovid-tagged": 0.77,
    "rdf-dc": 0.61, "refer-enw": 0.80, "ris": 0.75, CONVERTER: 0.83,
}  # fmt: skip
"""The smallest share of the variables of either that is equal, by format."""

REASONS = {
    rf"\S+ {IN_THE_RECORD}": "the record has it; they have no field for it in items of the type, or leave it out",
    # RIS: two records of every type there is, whose values are the names of EndNote's fields
    rf"ris {NOWHERE} RIS#[24] .* issued: expected '0001', found ''": "«Year Date» is not a date, and not the year 0",
    r"ris RIS#[24] ": "the value says which of EndNote's fields it is, and that is how citelib reads it",
    r"ris RIS#1 .* submitted: ": "the day on which the patent was applied for",
    # BibTeX and BibLaTeX
    r"bibtex BibTeX#2 .* issued: ": "inherited, and the day which the entry has",
    r"bibtex .* title: expected 'non-braking": "an accent over nothing is a tilde, not the operator",
    r"bibtex .* title: expected 'extbackslash": "a break of the line, and a group without text",
    r"bibtex .*BibTeX#18 ": "two backslashes break the line, here in the middle of names; TEL are three letters",
    r"bibtex .* author: expected \['scholarship,|\S+ .* author: expected \['(at )?work,": "names of several words "
    "without braces are read by BibTeX's rules, which take the lower-case word for a particle",
    r"bibtex .*BibTeX#19 .* author: ": "letters of a name are not taken for initials",
    r"bibtex .* license: ": "copyright, which is no field of BibTeX's, is kept in custom",
    r"bibtex .* author: .*\"d' aspremont": "an apostrophe has no space behind it",
    r"\S+ .* URL: expected None, found 'https://arxiv": "the address that the number of arXiv has",
    rf"{CONVERTER} .* type: expected 'article'": "an @article stands in a journal, with @misc it is a document",
    rf"{CONVERTER} .* collection-number: .*found None|{CONVERTER} .* issue: expected None": "the number of an "
    "@article is that of the issue",
    rf"{CONVERTER} .* medium: .*found None": "an address in howpublished is the URL",
    rf"{CONVERTER} .* type: expected 'dataset', found 'book'": "@collection is a book of several authors' parts",
    rf"{CONVERTER} .* (author|editor): expected \[.*\bd'almeida|{CONVERTER} .*noopsort.* author: ": "commands "
    "which say how to sort are no part of the names, nor are pieces of them",
    rf"{CONVERTER} .* issued: expected '-0875'": "the year 0 is 1 BC, which CSL has as -1",
    rf"{CONVERTER} .* issued: expected '(\d+)~', found '\1\?'": "uncertain is not approximate",
    rf"{CONVERTER} .* issued: expected '([\d-]+)', found '\1(-XX)+'": "a month or day that is not known is kept so",
    rf"{CONVERTER} .* issued: expected '19.*, found '19.*X'": "the same span, kept as it is written",
    rf"{CONVERTER} .* title: .*found .*[₂²]": "small numbers are written as characters",
    rf"{CONVERTER} .* title: .*\[tweet\]|{CONVERTER} .*(Juris-M|Extra should).* title: ": "titleaddon belongs to it",
    rf"{CONVERTER} .* title: .*frac": "mathematics stays as it is",
    rf"{CONVERTER} .* container-title: expected '\[|{CONVERTER} .* author: expected \['\[ingrand": "an unknown "
    "abbreviation is text by its name",
    rf"{CONVERTER} .* container-title: .*\(book\)": "booktitleaddon belongs to it",
    rf"{CONVERTER} .* abstract: ": "braces and commands that are text stay text",
    rf"{CONVERTER} .*Inproceeding.* publisher-place: ": "address is where the publisher is, venue the event",
    rf"{CONVERTER} .* DOI: ": "a DOI without its resolver",
    rf"{CONVERTER} .* issued: expected '1976'": "the day, in Chinese",
    rf"{CONVERTER} .*Russian ": "two entries of one key are two entries",
    rf"{CONVERTER} .* genre: ": "what the type of the entry says, in words",
    # MARC, MODS and METS
    r"marc .* number-of-pages: ": "432 numbered pages, behind 24 that are not",
    r"(marc|marcxml) .* editor: ": "a company is one name",
    r"marc .* type: expected 'book', found 'dataset'": "the leader says that it is a computer file",
    r"(marcxml|refer-enw) .* event-place: ": "where the publisher is, not an event",
    r"marcxml .* (publisher-place|edition): expected '(.*)', found '\2\.'": "an abbreviation keeps its stop",
    r"marcxml .* issued: expected '17'": "the day in the record",
    r"marcxml .* issued: ": "a date is uncertain, or open, where the record says so",
    r"(mods|mets-mods) .* issued: expected '(\d+)', found '\2/": "the whole span",
    r"(mods|mets-mods) .* issued: ": "when it was made, not when it was digitised",
    r"mets-mods .* type: ": "the record says that it is printed, or a serial",
    r"mods .* author: .*workshop": "a conference is an event, not an author",
    r"mods .* publisher-place: ": "without half of a pair of brackets",
    r"mods .* archive_location: ": "each location once",
    r"mods .* contributor: .*found None": "whom the work is about, and former owners, did not contribute",
    r"mods .* contributor: ": "who created it is its author",
    r"mods .* publisher: ": "the publisher without place and years",
    # The others
    r"ovid-tagged .* issued: expected '([\d-]+)', found '\1-": "the day, or season, too",
    r"ovid-tagged .* issued: ": "both of two months",
    r"ovid-tagged .* ISBN: ": "as it stands there, and all of them",
    r"(ovid-tagged|rdf-dc) .* ISSN: ": "both numbers of the journal",
    r"ovid-tagged .* (container-title|author|editor): ": "the whole names and titles, without volumes and marks",
    r"ovid-tagged .* title: ": "brackets say that a title is translated, and are no part of it",
    r"ovid-tagged .* page: ": "the pages of the chapter, not of the book",
    r"ovid-tagged .* (publisher|publisher-place): ": "parted at the last comma, and the place not given is none",
    r"rdf-dc .* (DOI|URL): ": "the address is that of the DOI",
    r"rdf-dc .* type: ": "CSL has treaties",
    r"refer-enw .* archive_location: ": "%W is the provider of the database, kept in custom",
    r"refer-enw .* container-title: ": "the first of two titles",
}
"""Disagreements, and why they are."""


def test_records() -> None:
    agreement = Agreement()
    for case in cases("zotero_translators"):
        if case["format"] in FORMATS and isinstance(case["input"], str) and "expected_csl_json" in case:
            _compare(agreement, case["format"], case)
    for case in cases("biblatex_csl_converter"):
        _compare(agreement, CONVERTER, case)
    agreement.settle(FLOORS, REASONS)


def _compare(agreement: Agreement, group: str, case: dict[str, Any]) -> None:
    found = loads(case["input"], case["format"])
    expected = case["expected_csl_json"]
    record = _words(case["input"])
    for position, values in enumerate(expected):
        # One at a time: records that are equal, and have no id, would be one.
        want = _values(next(iter(loads(json.dumps([values]), "csl-json", note_fields=False).values())))
        by_position = list(found.values())[position] if len(found) == len(expected) else None
        item = found.get(str(values.get("id"))) or by_position
        assert item is not None, case["name"]
        have = _values(item)
        everything = _words(str([*have.values(), plain(str(item.custom)), item.relations]))
        for name in sorted((want.keys() | have.keys()) - NOT_COMPARED):
            subject = f"{case['name']} {want['type']} {name}"
            if name not in want:
                subject = f"{IN_THE_RECORD} {subject}" if _words(str(have[name])) <= record else subject
            elif name != "type" and not _words(str(want[name])) <= everything:
                subject = f"{NOWHERE} {subject}"
            agreement.compare(group, subject, want.get(name), have.get(name))


def _values(item: Item) -> dict[str, object]:
    return {**variables(item), "type": item.type}


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+|\w", text.casefold()))
