"""ORCID's JSON: the works of a record, one work with its contributors, or a bulk of them, as the interface gives them.

Source of the keys: the schemas of ORCID's messages 3.0. Summaries name no authors; whose record it is does not say who
else wrote the work, so that nobody is guessed. Of several summaries of one work the preferred, which is the first,
counts. What has no variable stays in ``custom`` under ``orcid:KEY``.

>>> from citelib.formats.exchange import loads
>>> text = '{"put-code": 7, "type": "book", "title": {"title": {"value": "On roads"}}, "external-ids": null}'
>>> loads(text, "orcid")["orcid-7"].title
'On roads'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.formats.format import ORCID, Format, Record, Source
from citelib.formats.json_yaml.json_values import json_values, looks_like_json
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi, as_pmcid, isbns, issns
from citelib.formats.kit.names import read_in_order
from citelib.formats.kit.nested import at, listed, plain
from citelib.model import Name

__all__ = ["ORCID_JSON"]

TYPES: Final = {
    "journal-article": "article-journal", "review": "article-journal", "journal-issue": "periodical", "book": "book",
    "edited-book": "book", "book-chapter": "chapter", "book-review": "review-book", "conference-paper":
    "paper-conference", "conference-abstract": "paper-conference", "conference-output": "paper-conference",
    "conference-proceedings": "paper-conference", "conference-poster": "speech", "conference-presentation": "speech",
    "dissertation": "thesis", "dissertation-thesis": "thesis", "preprint": "article", "working-paper": "report",
    "report": "report", "manual": "report", "data-set": "dataset", "software": "software", "patent": "patent",
    "dictionary-entry": "entry-dictionary", "encyclopedia-entry": "entry-encyclopedia", "website": "webpage",
    "blog-post": "post-weblog", "magazine-article": "article-magazine", "newspaper-article": "article-newspaper",
    "lecture-speech": "speech", "standards-and-policy": "standard", "translation": "book", "artistic-performance":
    "performance", "online-resource": "webpage", "public-speech": "speech", "sound": "song", "moving-image":
    "motion_picture", "cartographic-material": "map",
}  # fmt: skip
"""CSL type of each type of work."""
_ROLES: Final = {
    "author": "author",
    "editor": "editor",
    "chair-or-translator": "translator",
    "translator": "translator",
}


def read(source: Source) -> Iterator[Record]:
    """Yield the works."""
    for value in json_values(source, "orcid"):
        if isinstance(value, Diagnostic):
            yield value
        else:
            for work in _works(value.value):
                yield from _item(work, value.line)


def _works(value: Any) -> Iterator[Mapping[str, Any]]:
    """The works of a message, whatever is around them."""
    if isinstance(value, list):
        for one in value:
            yield from _works(one)
    if not isinstance(value, Mapping):
        return
    if "put-code" in value and "title" in value:
        yield value
        return
    for group in listed(value, "group"):
        summaries = listed(group, "work-summary")
        yield from (one for one in summaries[:1] if isinstance(one, Mapping))
    for path in (("activities-summary", "works"), ("works",), ("work",), ("bulk",)):
        yield from _works(at(value, *path))


def _item(work: Mapping[str, Any], line: int | None) -> Iterator[Record]:
    draft = Draft("orcid", line)
    word = plain(work, "type").casefold().replace("_", "-")
    draft.type = TYPES.get(word, "document")
    title, subtitle = plain(work, "title", "title", "value"), plain(work, "title", "subtitle", "value")
    draft.put("title", f"{title}: {subtitle}" if title and subtitle else title)
    around = plain(work, "journal-title", "value")
    draft.put("publisher" if draft.type in ("book", "thesis", "report") else "container-title", around)
    draft.put("original-title", plain(work, "title", "translated-title", "value"))
    parts = [plain(work, "publication-date", part, "value") for part in ("year", "month", "day")]
    draft.put("issued", "-".join(part.zfill(2) for part in parts[: parts.index("")] if part) if "" in parts
              else "-".join(part.zfill(2) for part in parts))  # fmt: skip
    draft.put("abstract", plain(work, "short-description"))
    draft.put("language", plain(work, "language-code"))
    _identifiers(draft, work)
    draft.put("URL", plain(work, "url", "value"))
    for one in listed(work, "contributors", "contributor"):
        if name := _name(one):
            role = plain(one, "contributor-attributes", "contributor-role").casefold()
            draft.add(_ROLES.get(role, "author" if not role else "contributor"), [name])
    yield from draft.records(f"orcid-{code}" if (code := plain(work, "put-code")) else None)


def _name(one: Any) -> Name | None:
    text = plain(one, "credit-name", "value") or plain(one, "credit-name")
    if not text:
        return None
    orcid = plain(one, "contributor-orcid", "path") or None
    name = read_in_order(text)
    return name if name.literal is not None else attrs.evolve(name, orcid=orcid)


def _identifiers(draft: Draft, work: Mapping[str, Any]) -> None:
    for one in listed(work, "external-ids", "external-id"):
        kind, value = plain(one, "external-id-type").casefold(), plain(one, "external-id-value")
        relation = plain(one, "external-id-relationship").casefold().replace("_", "-")
        if relation == "part-of" and kind not in ("issn", "isbn"):
            draft.keep(f"part-of-{kind}", value)
        elif kind == "doi" and (doi := as_doi(value)):
            draft.put("DOI", doi)
        elif kind == "pmid" and (match := re.search("[0-9]+", value)):
            draft.put("PMID", match[0])
        elif kind == "pmc" and (pmcid := as_pmcid(value)):
            draft.put("PMCID", pmcid)
        elif kind == "issn" and (number := issns(value)):
            draft.append("ISSN", number, " ")
        elif kind == "isbn" and (number := isbns(value)):
            draft.append("ISBN", number, " ")
        elif kind == "arxiv":
            draft.put("number", f"arXiv:{value.removeprefix('arXiv:')}")
        elif value:
            draft.keep(kind or "external-id", value)


def sniff(text: str) -> float:
    """Sure of works with put codes."""
    if not looks_like_json(text) or '"put-code"' not in text:
        return 0.0
    return 0.95 if re.search(r'"(?:work-summary|external-ids|journal-title)"\s*:', text) else 0.3


ORCID_JSON: Final = Format(
    "orcid",
    "ORCID JSON",
    sniff=sniff,
    read=read,
    aliases=("orcid-json",),
    note="works as ORCID's interface gives them",
    of_names=frozenset((ORCID,)),
)
"""ORCID."""
