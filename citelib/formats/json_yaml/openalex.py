"""OpenAlex JSON: works as the OpenAlex interface gives them.

Source of the keys: the «work» object of OpenAlex's documentation. ``referenced_works`` stay in ``custom``, because
they are numbers of OpenAlex's own.

>>> from citelib.formats.exchange import loads
>>> text = '{"id": "https://openalex.org/W1", "title": "T", "type": "article", "publication_date": "2019-04-12"}'
>>> loads(text, "openalex")["W1"].issued
Date('2019-04-12')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.formats.format import Format, Record, Source
from citelib.formats.json_yaml.json_values import json_values, looks_like_json
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi, page_range
from citelib.formats.kit.names import with_spaces
from citelib.formats.kit.names.affiliations import affiliated
from citelib.formats.kit.nested import at, listed, plain, records_in
from citelib.model import ET_AL, Name

__all__ = ["OPENALEX", "openalex_records"]

TYPES: Final = {
    "article": "article-journal", "journal-article": "article-journal", "letter": "article-journal",
    "editorial": "article-journal", "erratum": "article-journal", "retraction": "article-journal",
    "review": "article-journal", "book": "book", "monograph": "book", "book-chapter": "chapter",
    "reference-entry": "entry", "dissertation": "thesis", "report": "report", "dataset": "dataset",
    "preprint": "article", "posted-content": "article", "proceedings-article": "paper-conference",
    "conference-paper": "paper-conference",
    "standard": "standard", "peer-review": "review", "software": "software",
}  # fmt: skip
"""CSL type of each OpenAlex type."""


def read(source: Source) -> Iterator[Record]:
    """Yield the works of OpenAlex JSON."""
    for value in json_values(source, "openalex"):
        if isinstance(value, Diagnostic):
            yield value
            continue
        for work in records_in(value.value, ("results",), ("items",)):
            if isinstance(work, dict):
                yield from openalex_records(work, value.line)


def openalex_records(work: Mapping[str, Any], line: int | None) -> Iterator[Record]:
    """The item of a work of OpenAlex."""
    draft = Draft("openalex", line)
    place = at(work, "primary_location")
    place = place if isinstance(place, dict) else {"source": at(work, "host_venue")}
    kind = plain(work, "type_crossref") or plain(work, "type")
    draft.type = TYPES.get(kind) or TYPES.get(plain(work, "type"), "document")
    if plain(place, "source", "type") == "repository" and plain(work, "type") == "preprint":
        draft.type = "article"
    elif plain(place, "source", "type") == "conference" and draft.type == "article-journal":
        draft.type = "paper-conference"
    draft.put("title", plain(work, "title") or plain(work, "display_name"))
    draft.put("DOI", as_doi(plain(work, "doi")))
    for one in listed(work, "authorships"):
        if name := _name(one):
            draft.add("author", [name])
    if work.get("is_authors_truncated") is True:  # lists of works have the first hundred
        draft.add("author", [ET_AL])
    draft.put("issued", plain(work, "publication_date") or plain(work, "publication_year"))
    source, publisher = plain(place, "source", "display_name"), plain(place, "source", "host_organization_name")
    if draft.type == "book":
        draft.put("publisher", publisher or source)
    else:
        draft.put("container-title", source)
        if draft.type != "article-journal":
            draft.put("publisher", publisher)
    issn = plain(place, "source", "issn_l") or plain(place, "source", "issn")
    draft.put("ISSN", issn)
    for key, variable in (("volume", "volume"), ("issue", "issue")):
        draft.put(variable, plain(work, "biblio", key))
    draft.put("page", page_range(plain(work, "biblio", "first_page"), plain(work, "biblio", "last_page")))
    draft.put("language", plain(work, "language"))
    draft.put("license", plain(place, "license"))
    draft.put("PMID", plain(work, "ids", "pmid").rpartition("/")[2])
    if pmcid := plain(work, "ids", "pmcid").rpartition("/")[2]:
        draft.put("PMCID", pmcid if pmcid.upper().startswith("PMC") else f"PMC{pmcid}")
    draft.put("abstract", _abstract(at(work, "abstract_inverted_index")))
    for one in listed(work, "keywords"):
        draft.add_keyword(plain(one, "display_name") or plain(one, "keyword") or plain(one))
    if at(work, "is_retracted") is True:
        draft.put("status", "retracted")
    for key in ("referenced_works", "related_works"):
        if values := listed(work, key):
            draft.custom[f"openalex:{key}"] = values
    yield from draft.records(plain(work, "id").rpartition("/")[2])


def _name(value: Any) -> Name | None:
    whole = plain(value, "author", "display_name") or plain(value, "raw_author_name")
    # Figshare puts its number of a person behind the name.
    whole = re.sub(r"(?<!\s)\s*+\([0-9]+\)$", "", whole)
    if not whole:
        return None
    orcid = plain(value, "author", "orcid").rpartition("/")[2] or None
    places = affiliated(plain(one, "display_name") for one in listed(value, "institutions"))
    return attrs.evolve(with_spaces(Name.parse(whole)), orcid=orcid, custom=places)


def _abstract(index: Any) -> str:
    """The text of an inverted index: each word with the places where it stands."""
    if not isinstance(index, dict):
        return ""
    words = {place: word for word, places in index.items() for place in listed(places) if isinstance(place, int)}
    return " ".join(words[place] for place in sorted(words))


def sniff(text: str) -> float:
    """Sure of addresses of OpenAlex under its keys."""
    if not looks_like_json(text) or "openalex.org/" not in text:
        return 0.0
    return 1.0 if '"authorships"' in text or '"abstract_inverted_index"' in text or '"biblio"' in text else 0.5


OPENALEX: Final = Format(
    "openalex",
    "OpenAlex JSON",
    sniff=sniff,
    read=read,
    aliases=("openalex-json",),
    note="works as the OpenAlex interface gives them",
)
"""OpenAlex."""
