"""DataCite's metadata as nested data with the keys of its JSON, which its XML is turned into, too.

Source of the keys: DataCite Metadata Schema 4.6. Related identifiers are relations; what has no relation of that name
stays in ``custom`` under ``FORMAT:relatedIdentifiers``.

>>> work = datacite_work(Item("10.5072/x", "dataset", DOI="10.5072/x", title="T"))
>>> work["titles"], [record.title for record in datacite_record(work, "datacite-json", None)]
([{'title': 'T'}], ['T'])
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from typing import Any, Final

import attrs

from citelib.formats.format import Record
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import extra_lines, kept_values, noted_type, read_extra
from citelib.formats.kit.fields import as_doi, page_range, split_pages
from citelib.formats.kit.lines import are_lines, is_line, one_line, paragraphs
from citelib.formats.kit.names import in_reading_order, read_in_order, read_name, write_name
from citelib.formats.kit.names.affiliations import affiliated, affiliations
from citelib.formats.kit.nested import at, listed, plain
from citelib.model import RELATION_TYPES, Date, Item, Name, Relation, people, relation_type
from citelib.model.custom import remembered
from citelib.model.keywords import split_keywords
from citelib.model.names import is_suffix
from citelib.model.vocabulary import ITEM_TYPES

__all__ = ["CONTRIBUTORS", "TYPES", "datacite_record", "datacite_work"]

TYPES: Final[dict[str, str]] = {
    "JournalArticle": "article-journal", "Text": "document", "Dataset": "dataset", "Software": "software",
    "ComputationalNotebook": "software", "Workflow": "software", "Book": "book", "BookChapter": "chapter",
    "ConferencePaper": "paper-conference", "ConferenceProceeding": "book", "Dissertation": "thesis",
    "Preprint": "article", "Report": "report", "DataPaper": "article-journal", "PeerReview": "review",
    "Standard": "standard", "Journal": "periodical", "Image": "graphic", "Audiovisual": "motion_picture",
    "Film": "motion_picture", "Sound": "song", "Event": "event", "Collection": "collection",
    "InteractiveResource": "webpage", "OutputManagementPlan": "report", "Model": "dataset", "Other": "document",
    "PhysicalObject": "document", "Service": "document", "Presentation": "speech", "Poster": "speech",
}  # fmt: skip
"""CSL type of each ``resourceTypeGeneral``; the first of a CSL type is the one that is written."""

WORDS: Final = {
    "journal article": "article-journal", "article": "article-journal", "thesis": "thesis", "dissertation": "thesis",
    "report": "report", "book": "book", "book chapter": "chapter", "conference paper": "paper-conference",
    "preprint": "article", "blog post": "post-weblog", "blogposting": "post-weblog", "poster": "speech",
    "presentation": "speech", "newspaper article": "article-newspaper", "map": "map", "lesson": "document",
}  # fmt: skip
"""CSL type of a free ``resourceType``, for which DataCite only says that it is text."""

CONTRIBUTORS: Final = {"Editor": "editor", "Producer": "producer", "DataCurator": "curator", "Translator": "translator"}
"""Name variable of a ``contributorType``; of all others, ``contributor``."""


def datacite_record(work: Mapping[str, Any], format: str, line: int | None) -> Iterator[Record]:
    """The item of a record with the keys of DataCite JSON."""
    draft = Draft(format, line)
    notes = [plain(one, "description") for one in listed(work, "descriptions") if _kind(one) == "TechnicalInfo"]
    draft.type = noted_type(notes) or _type(work)
    titles = [
        (plain(one, "titleType"), plain(one, "title") or plain(one), plain(one, "lang"))
        for one in listed(work, "titles")
    ]
    first = next((one for one in titles if not one[0]), titles[0] if titles else ("", "", ""))
    main, language = first[1], first[2]
    for kind, title, own_language in titles:
        if kind == "Subtitle" and own_language in ("", language):
            main = f"{main}: {title}"
        elif title != main:
            draft.keep(f"title-{kind or 'Other'}", title)
    draft.put("title", main)
    creators = listed(work, "creators")
    authors = [name for one in creators if (name := _name(one))]
    is_typed = any(plain(one, "nameType") for one in creators)
    draft.add("author", authors if is_typed else in_reading_order(authors))
    for one in listed(work, "contributors"):
        role = CONTRIBUTORS.get(plain(one, "contributorType"), "contributor")
        if (name := _name(one)) and name not in draft.variables.get(role, ()):
            draft.add(role, [name])
    doi = as_doi(plain(work, "doi")) or as_doi(plain(work, "id"))
    for one in listed(work, "identifiers"):
        if plain(one, "identifierType").upper() == "DOI":
            doi = doi or as_doi(plain(one, "identifier"))
        else:
            draft.keep(f"identifier-{plain(one, 'identifierType')}", plain(one, "identifier"))
    draft.put("DOI", doi)
    draft.put("URL", plain(work, "url"))
    draft.put("publisher", plain(work, "publisher", "name") or plain(work, "publisher"))
    draft.put("version", plain(work, "version"))
    draft.put("language", plain(work, "language"))
    draft.put("license", ", ".join(found for one in listed(work, "rightsList") if (found := _license(one))))
    formats, sizes = (", ".join(filter(None, map(plain, listed(work, key)))) for key in ("formats", "sizes"))
    if draft.type in ("dataset", "software", "motion_picture", "song", "graphic"):
        draft.put("medium", formats)
        draft.put("dimensions", sizes)
    else:
        draft.keep("formats", formats)
        draft.keep("sizes", sizes)
    for one in listed(work, "subjects"):
        draft.add_keyword(plain(one, "subject") or plain(one))
    _descriptions(draft, work)
    _dates(draft, work)
    _container(draft, work)
    if draft.type.startswith("article") and draft.variables.get("container-title") == draft.variables.get("publisher"):
        # Repositories that know no publisher repeat the journal.
        draft.variables.pop("publisher", None)
    if "page" not in draft and (match := _SIZE.fullmatch(sizes)):
        draft.put("page", match[1])
    _relations(draft, work)
    for key in ("fundingReferences", "geoLocations"):
        if value := at(work, key):
            draft.custom[remembered(format, key)] = value
    yield from draft.records(plain(work, "citelib-id") or draft.variables.get("DOI"))


def _kind(value: Any) -> str:
    return plain(value, "descriptionType")


def _type(work: Mapping[str, Any]) -> str:
    general = plain(work, "types", "resourceTypeGeneral")
    word = plain(work, "types", "resourceType")
    citeproc = plain(work, "types", "citeproc")
    if general in ("Text", "Other", "") or (general == "Audiovisual" and word):
        found = WORDS.get(word.casefold())
        if found:
            return found
        if citeproc in ITEM_TYPES and citeproc not in ("article", "article-journal"):
            return citeproc
    found = TYPES.get(general) or (citeproc if citeproc in ITEM_TYPES else "document")
    return "report" if general == "Text" and found == "document" else found


def _name(value: Any) -> Name | None:
    family, given, whole = (plain(value, key) for key in ("familyName", "givenName", "name"))
    orcid = None
    for one in listed(value, "nameIdentifiers"):
        if plain(one, "nameIdentifierScheme").upper() == "ORCID":
            orcid = plain(one, "nameIdentifier").rpartition("/")[2] or None
    custom = affiliated(plain(one, "name") or plain(one) for one in listed(value, "affiliation"))
    if family and plain(value, "nameType") != "Organizational":
        suffix = whole.removeprefix(f"{family}, {given}, ") if given else ""
        suffix = suffix if suffix != whole and is_suffix(suffix) else ""
        return Name(family, given or None, suffix or None, orcid=orcid, custom=custom)
    whole = whole or given
    if not whole:
        return None
    if plain(value, "nameType") == "Organizational":
        return Name(literal=whole, orcid=orcid, custom=custom)
    read = read_in_order if plain(value, "nameType") == "Personal" else read_name
    return attrs.evolve(read(whole), orcid=orcid, custom=custom)


def _license(value: Any) -> str:
    return plain(value, "rights") or plain(value, "rightsIdentifier") or plain(value, "rightsUri")


def _descriptions(draft: Draft, work: Mapping[str, Any]) -> None:
    language = plain(work, "language").partition("-")[0].casefold()
    abstracts = {
        plain(one, "lang").partition("-")[0] for one in listed(work, "descriptions") if _kind(one) == "Abstract"
    }
    for one in listed(work, "descriptions"):
        words, kind = plain(one, "description", fit=paragraphs), _kind(one)
        own = plain(one, "lang").partition("-")[0]
        if kind == "Abstract" and own and own != language and language in abstracts:
            # Of abstracts in several languages, the one in that of the work.
            draft.keep(f"abstract-{own}", words)
        elif kind == "Abstract":
            draft.append("abstract", words, "\n")
        elif kind == "TechnicalInfo" and read_extra(one_line(words), draft):
            pass
        elif kind == "SeriesInformation":
            draft.keep("SeriesInformation", words)
        else:
            draft.append("note", words, "\n")


def _dates(draft: Draft, work: Mapping[str, Any]) -> None:
    dates = {plain(one, "dateType"): plain(one, "date") for one in listed(work, "dates")}
    year = plain(work, "publicationYear")
    issued = dates.pop("Issued", "")
    if issued and (date := Date.parse(issued.partition("T")[0])).start is not None:
        draft.put("issued", date)
    else:
        draft.put("issued", year or issued or dates.get("Available", ""))
    for kind, date_text in dates.items():
        if kind == "Submitted":
            draft.put("submitted", date_text)
        else:
            draft.keep(f"date-{kind}", date_text)


def _container(draft: Draft, work: Mapping[str, Any]) -> None:
    container = at(work, "container")
    if isinstance(container, dict):
        target = "collection-title" if draft.type == "book" else "container-title"
        if draft.type not in ("dataset", "software"):
            draft.put(target, plain(container, "title"))
        else:
            draft.keep("container-title", plain(container, "title"))
        draft.put("volume", plain(container, "volume"))
        draft.put("issue", plain(container, "issue"))
        pages = page_range(plain(container, "firstPage"), plain(container, "lastPage"))
        draft.put("page", pages) if _PAGES.fullmatch(pages) else draft.keep("pages", pages)
        kind = plain(container, "identifierType").upper()
        if kind in ("ISSN", "ISBN"):
            draft.put(kind, plain(container, "identifier"))
    for one in listed(work, "relatedItems"):
        if plain(one, "relationType") == "IsPublishedIn":
            draft.put("container-title", plain(one, "titles", 0, "title") or plain(one, "titles", "title"))
            kind = plain(one, "relatedItemIdentifier", "relatedItemIdentifierType").upper()
            if kind in ("ISSN", "ISBN"):
                draft.put(kind, plain(one, "relatedItemIdentifier", "relatedItemIdentifier"), key=f"container-{kind}")
            for key in ("volume", "issue", "edition", "publisher"):
                draft.put(key, plain(one, key), key=f"container-{key}")
            draft.put("page", page_range(plain(one, "firstPage"), plain(one, "lastPage")))


_SIZE: Final = re.compile(r"([0-9]+\s?[-–]\s?[0-9]+)\s*(?:p\.?|pages|Seiten|S\.)?", re.IGNORECASE)
_PAGES: Final = re.compile(r"(?=[\w.]*?[0-9])[\w.]+(?:\s?[-–]\s?[\w.]+)?")
_SCHEMES: Final = {"DOI": "doi", "PMID": "pmid", "URL": "url", "LOCAL": "id"}


def _relations(draft: Draft, work: Mapping[str, Any]) -> None:
    others = []
    for one in listed(work, "relatedIdentifiers"):
        row = relation_type("datacite", plain(one, "relationType"))
        kind, target = plain(one, "relatedIdentifierType").upper(), plain(one, "relatedIdentifier")
        if row and kind in _SCHEMES and target:
            relation = Relation(row.name, target, _SCHEMES[kind])
            if relation not in draft.relations:
                draft.relations.append(relation)
        elif kind in ("ISSN", "ISBN") and (
            (row and row.name == "part-of") or plain(one, "relationType") == "IsPublishedIn"
        ):
            draft.put(kind, target)
        else:
            others.append(one)
    if others:
        draft.custom[remembered(draft.format, "relatedIdentifiers")] = others


# Writing


_OUT_TYPES: Final = {csl: name for name, csl in reversed(TYPES.items())}
_ROLES: Final = {variable: kind for kind, variable in reversed(CONTRIBUTORS.items())}


def datacite_work(item: Item, format: str = "datacite-json", without: Container[str] = ()) -> dict[str, Any]:
    """The item with the keys of DataCite JSON, which `datacite_record` reads.

    Args:
        item: The item.
        format: Name of the format: prefix of left-overs in ``custom``.
        without: Variables that the format has no place for.
    """
    own = kept_values(item, format)
    written = {"title", "author", "editor", "producer", "curator", "translator", "keyword"}
    general = _OUT_TYPES.get(item.type, "Other")
    work: dict[str, Any] = {"types": {"resourceTypeGeneral": general}}

    def take(variable: str) -> str:
        value = item.variables.get(variable)
        if not isinstance(value, str) or not value or not is_line(value) or variable in without:
            return ""
        written.add(variable)
        return value

    if item.DOI and as_doi(item.DOI) == item.DOI:
        work["doi"] = take("DOI")
    if item.id != item.DOI:
        work["citelib-id"] = item.id
    work["titles"] = [{"title": one_line(item.title or "")}]
    work["creators"] = [_person(name) for name in people(item.author)]
    contributors = [
        {**_person(name), "contributorType": kind}
        for variable, kind in _ROLES.items()
        for name in people(item.variables.get(variable, ()))
    ]
    if contributors:
        work["contributors"] = contributors
    for variable, key in (("publisher", "publisher"), ("version", "version"), ("language", "language"), ("URL", "url")):
        if value := take(variable):
            work[key] = value
    if value := take("license"):
        work["rightsList"] = [{"rights": value}]
    if item.issued and item.issued.year is not None and item.issued.year > 0:
        work["publicationYear"] = str(item.issued.year)
        work["dates"] = [{"date": item.issued.edtf(), "dateType": "Issued"}]
        written.add("issued")
    words = split_keywords(item.keyword or "")
    work["subjects"] = [{"subject": word} for word in words if word]
    container: dict[str, Any] = {}
    part_type = item.type not in ("dataset", "software", "book")
    if part_type and (value := take("container-title")):
        container["title"] = value
        first, last = split_pages(take("page") if _PAGES.fullmatch(item.page or "") else "")
        parts = {"volume": take("volume"), "issue": take("issue"), "firstPage": first, "lastPage": last}
        container |= {key: part for key, part in parts.items() if part}
        work["container"] = container
    links, rest = [], []
    for relation in item.relations:
        word = RELATION_TYPES[relation.type].datacite
        if word and not relation.evidence and relation.scheme != "id":
            kind = {"doi": "DOI", "pmid": "PMID", "url": "URL"}[relation.scheme]
            links.append({"relatedIdentifier": relation.target, "relatedIdentifierType": kind, "relationType": word})
        else:
            rest.append(relation)
    kept = own.pop("relatedIdentifiers", None)
    if links or isinstance(kept, list):
        work["relatedIdentifiers"] = links + (kept if isinstance(kept, list) else [])
    descriptions = []
    if (abstract := item.abstract) and are_lines(abstract):
        written.add("abstract")
        descriptions.append({"description": abstract, "descriptionType": "Abstract"})
    if value := take("note"):
        descriptions.append({"description": value, "descriptionType": "Other"})
    descriptions += [
        {"description": line, "descriptionType": "TechnicalInfo"}
        for line in (f"type: {item.type}", *extra_lines(item, written, rest))
    ]
    work["descriptions"] = descriptions
    work |= {key: own[key] for key in ("fundingReferences", "geoLocations") if key in own}
    return work


def _person(name: Name) -> dict[str, Any]:
    person: dict[str, Any] = {"name": " ".join(write_name(name).split())}
    if name.literal is not None:
        person = {"name": name.literal, "nameType": "Organizational"}
    elif name.family:
        given = " ".join(part for part in (name.given, name.dropping_particle) if part)
        person |= {"nameType": "Personal", "familyName": name.full_family}
        if given:
            person["givenName"] = given
    if name.orcid:
        person["nameIdentifiers"] = [{"nameIdentifier": name.orcid, "nameIdentifierScheme": "ORCID"}]
    if places := affiliations(name):
        person["affiliation"] = [{"name": place} for place in places]
    return person
