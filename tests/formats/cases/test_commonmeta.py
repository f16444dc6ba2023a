"""What commonmeta-py asserts of records in its tests, in the terms of CSL, against what citelib reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from citelib.formats import registry
from citelib.formats.exchange import loads
from citelib.model import Item
from tests.formats.cases.agreement import Agreement, cases, plain

TYPES = {
    "JournalArticle": "article-journal",
    "Article": "article",
    "BlogPost": "post-weblog",
    "Book": "book",
    "BookChapter": "chapter",
    "Dataset": "dataset",
    "Dissertation": "thesis",
    "Presentation": "speech",
    "Software": "software",
    "ProceedingsArticle": "paper-conference",
}

READ: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "id": ("DOI", lambda value: value.removeprefix("https://doi.org/") if "/doi.org/10." in value else None),
    "title": ("title", str),
    "url": ("URL", str),
    "language": ("language", str),
    "version": ("version", str),
    "description": ("abstract", str),
    "date_published": ("issued", str),
    "type": ("type", TYPES.get),
    "publisher": ("publisher", lambda value: value.get("name")),
    "container": ("container-title", lambda value: None if value.get("type") == "Repository" else value.get("title")),
    "license": ("license", lambda value: value.get("url") or value.get("id")),
    "contributors[0]": ("author", lambda value: _name(value) if "Author" in value.get("roles", ["Author"]) else None),
}
"""The variable of each assertion, and its value; what has none, or is not said by the record, is None."""

NOT_READ = {"jsonfeed": "a feed of blog posts, not a format of references", "commonmeta": "their own format"}

FLOORS = {
    "bibtex": 0.90, "cff": 0.11, "codemeta": 0.87, "crossref-json": 0.84, "crossref-xml": 1.0, "csl-json": 1.0,
    "datacite-json": 0.89, "datacite-xml": 1.0, "inveniordm": 0.75, "openalex": 0.77, "ris": 0.91, "schema-org": 0.81,
}  # fmt: skip
REASONS = {
    r".* license: expected '.*', found '": "the licence as the record has it; the address is theirs",
    r"bibtex .* license: ": "copyright, which is no field of BibTeX's, is kept in custom",
    r"codemeta .* license: ": "licenseId is no property of CodeMeta",
    r"cff test_cff_converter_python": "the file in the case is not the one that the assertions are about",
    r"openalex .* publisher: ": "the host of a journal is its publisher only in their terms",
    r"openalex .* url: .*found None": "an address made of the DOI says nothing new",
    r"(crossref-json|schema-org) .* url: ": "Crossref's address of a work is that of its DOI",
    r"(crossref-json|datacite-json) .* title: ": "the subtitle is part of the title",
    r"inveniordm .* url: ": "the address of the record that was read",
    r"inveniordm .* language: expected 'en', found 'eng'": "the code that the record has",
    r".* date_published: expected '([\d-]+)t.*', found '\1'": "dates have no time of day",
    r"openalex .*rdf_for_container type: ": "OpenAlex says that it is a conference paper",
    r"openalex .*usda description: ": "characters of HTML are resolved",
    r"openalex .*book container: ": "the list of a publisher contains no book",
    r"ris test_thesis container: ": "T2 of a thesis is the department",
    r"schema-org .* type: expected 'post-weblog'": "a preprint (posted content) to Crossref",
    r"schema-org .* (container|version): ": "Crossref's answer has neither a container nor a version",
}


def test_assertions() -> None:
    agreement = Agreement()
    for case in cases("commonmeta"):
        if case["format"] in NOT_READ:
            continue
        # What they read as schema.org is whatever the address answered.
        name = None if case["format"] == "schema-org-jsonld" else registry.find(case["format"]).name
        item = next(iter(loads(case["input"], name).values()))
        for key, value in case["expected_asserts"].items():
            variable, reading = READ.get(key, ("", str))
            if variable and value is not None and (expected := reading(value)) is not None:
                agreement.compare(
                    name or "schema-org", f"{case['name']} {key}", plain(expected), _found(item, variable)
                )
    agreement.settle(FLOORS, REASONS)


def _found(item: Item, variable: str) -> object:
    if variable == "type":
        return item.type
    value = plain(item.get(variable))
    return value[0] if variable == "author" and isinstance(value, list) else value


def _name(value: Mapping[str, Any]) -> str:
    person = value.get("person") or {}
    family, given = person.get("family_name"), person.get("given_name")
    return ", ".join(part for part in (family, given) if part) or (value.get("organization") or {}).get("name", "")
