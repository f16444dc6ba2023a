"""InvenioRDM JSON: records of Zenodo and other repositories that run InvenioRDM.

Source of the keys: the metadata reference of InvenioRDM and, for older records, Zenodo's. Related identifiers are
relations.

>>> from citelib.formats.exchange import loads
>>> text = '{"id": "7", "pids": {"doi": {"identifier": "10.5072/x"}}, "metadata": {"title": "T",'
>>> text += ' "resource_type": {"id": "dataset"}}}'
>>> loads(text, "inveniordm")["10.5072/x"].type
'dataset'
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.formats.format import Format, Record, Source
from citelib.formats.json_yaml.json_values import json_keys, json_values
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import read_name
from citelib.formats.kit.names.affiliations import affiliated
from citelib.formats.kit.nested import at, listed, plain, records_in
from citelib.model import Date, Name, Relation, relation_type

__all__ = ["INVENIORDM"]

TYPES: Final = {
    "publication": "document", "publication-article": "article-journal", "article": "article-journal",
    "publication-book": "book", "book": "book", "publication-section": "chapter", "section": "chapter",
    "publication-conferencepaper": "paper-conference", "conferencepaper": "paper-conference",
    "publication-conferenceproceeding": "book", "publication-dissertation": "thesis", "publication-thesis": "thesis",
    "thesis": "thesis", "publication-preprint": "article", "preprint": "article", "publication-report": "report",
    "report": "report", "publication-workingpaper": "report", "publication-technicalnote": "report",
    "publication-patent": "patent", "publication-standard": "standard", "publication-datapaper": "article-journal",
    "publication-softwaredocumentation": "report", "publication-peerreview": "review", "dataset": "dataset",
    "software": "software", "software-computationalnotebook": "software", "poster": "speech", "presentation": "speech",
    "lesson": "speech", "image": "graphic", "image-figure": "figure", "image-photo": "graphic",
    "video": "motion_picture",
    "event": "event", "other": "document", "publication-blog": "post-weblog", "publication-blogpost": "post-weblog",
    "publication-other": "document",
    "blogpost": "post-weblog",
}  # fmt: skip
"""CSL type of each resource type."""

ROLES: Final = {"editor": "editor", "producer": "producer", "datacurator": "curator"}
"""Name variable of a contributor's role; of all others, ``contributor``."""


def read(source: Source) -> Iterator[Record]:
    """Yield the records of InvenioRDM JSON."""
    for value in json_values(source, "inveniordm"):
        if isinstance(value, Diagnostic):
            yield value
            continue
        for record in records_in(value.value, ("hits", "hits")):
            if isinstance(record, dict):
                yield from _item(record, value.line)


def _item(record: Mapping[str, Any], line: int) -> Iterator[Record]:
    draft = Draft("inveniordm", line)
    data = at(record, "metadata")
    kind = at(data, "resource_type")
    draft.type = TYPES.get(plain(kind, "id") or plain(kind, "subtype") or plain(kind, "type"), "document")
    draft.put("title", plain(data, "title"))
    for one in listed(data, "additional_titles"):
        draft.keep(f"title-{plain(one, 'type', 'id')}", plain(one, "title"))
    draft.add("author", [name for one in listed(data, "creators") if (name := _name(one))])
    for one in listed(data, "contributors"):
        role = plain(one, "role", "id") or plain(one, "type").casefold()
        if name := _name(one):
            draft.add(ROLES.get(role, "contributor"), [name])
    draft.put("DOI", as_doi(plain(record, "pids", "doi", "identifier") or plain(record, "doi") or plain(data, "doi")))
    draft.put("URL", plain(record, "links", "self_html") or plain(record, "links", "html"))
    draft.put("publisher", plain(data, "publisher") or ("Zenodo" if "zenodo" in plain(record, "links", "self") else ""))
    date = plain(data, "publication_date")
    draft.put("issued", Date.parse(date) if date else None)
    draft.put("version", plain(data, "version"))
    draft.put("language", plain(data, "languages", 0, "id") or plain(data, "language"))
    draft.put("abstract", _text(plain(data, "description")))
    for one in [*listed(data, "subjects"), *listed(data, "keywords")]:
        draft.add_keyword(plain(one, "subject") or plain(one, "title", "en") or plain(one))
    rights = listed(data, "rights") or listed(data, "license")
    draft.put("license", ", ".join(found for one in rights if (found := plain(one, "id") or plain(one, "title", "en"))))
    fields = at(record, "custom_fields")
    journal = at(fields, "journal:journal") or at(data, "journal")
    for key, variable in (("title", "container-title"), ("volume", "volume"), ("issue", "issue"), ("pages", "page"),
                          ("issn", "ISSN")):  # fmt: skip
        draft.put(variable, plain(journal, key))
    book = at(fields, "imprint:imprint") or at(data, "imprint")
    draft.put("container-title", plain(book, "title"))
    draft.put("publisher-place", plain(book, "place"))
    draft.put("ISBN", plain(book, "isbn"))
    draft.put("page", plain(book, "pages"))
    meeting = at(fields, "meeting:meeting") or at(data, "meeting")
    draft.put("event-title", plain(meeting, "title"))
    draft.put("event-place", plain(meeting, "place"))
    draft.put("publisher", plain(fields, "thesis:university") if draft.type == "thesis" else "", key="university")
    for one in listed(data, "related_identifiers"):
        word = plain(one, "relation_type", "id") or plain(one, "relation")
        row = relation_type("datacite", word)
        scheme = {"doi": "doi", "pmid": "pmid", "url": "url"}.get(plain(one, "scheme").casefold())
        target = plain(one, "identifier")
        if row and scheme and target:
            draft.relations.append(Relation(row.name, as_doi(target) or target, scheme))
        else:
            draft.keep(f"related-{word}", target)
    yield from draft.records(draft.variables.get("DOI") or plain(record, "id"))


def _name(value: Any) -> Name | None:
    person = at(value, "person_or_org") or value
    family, given, whole = (plain(person, key) for key in ("family_name", "given_name", "name"))
    ids = [*listed(person, "identifiers"), {"scheme": "orcid", "identifier": plain(person, "orcid")}]
    orcid = next((plain(one, "identifier") for one in ids if plain(one, "scheme") == "orcid"), "").rpartition("/")[2]
    custom = affiliated(plain(one, "name") for one in listed(value, "affiliations"))
    custom = custom or affiliated(plain(one) for one in listed(value, "affiliation"))
    if plain(person, "type") == "organizational" or not (family or whole):
        return Name(literal=whole, custom=custom) if whole else None
    if family and not given and orcid and " " in family:
        # Whoever has an ORCID iD is a person, whose whole name was put into the field of the family name.
        return attrs.evolve(Name.parse(family), orcid=orcid, custom=custom)
    if family:
        return Name(family, given or None, orcid=orcid or None, custom=custom)
    return attrs.evolve(read_name(whole), orcid=orcid or None, custom=custom)


def _text(markup: str) -> str:
    """Text of a description in HTML."""
    return one_line(html.unescape(re.sub(r"<[^<>]*>", " ", markup)))


def sniff(text: str) -> float:
    """Sure of keys that only InvenioRDM has."""
    keys = "person_or_org resource_type pids custom_fields related_identifiers conceptrecid access_right"
    found = json_keys(text, keys)
    return 0.97 if found > 2 else 0.7 if found == 2 else 0.0


INVENIORDM: Final = Format(
    "inveniordm",
    "InvenioRDM JSON",
    media_types=("application/vnd.inveniordm.v1+json",),
    sniff=sniff,
    read=read,
    aliases=("zenodo", "inveniordm-json"),
    note="records of Zenodo and other repositories that run InvenioRDM",
)
"""InvenioRDM."""
