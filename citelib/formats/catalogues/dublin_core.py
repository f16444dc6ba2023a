"""Dublin Core in XML: simple (``oai_dc``), with DCMI terms, and DSpace's form (DIM), also inside METS and OAI.

Source of the terms: DCMI Metadata Terms (2020), the fifteen elements of ISO 15836, DSpace's metadata registry.

Written is simple Dublin Core with a few DCMI terms. What has no element stands in a ``dc:description`` that begins with
``citelib:``, a line each: id, type, other variables, relations. ``references``, ``replaces``, ``isVersionOf`` and their
kin become relations when they hold a DOI or an address. What is not understood is kept in ``custom`` as ``dc:NAME`` (or
``dc:NAME.QUALIFIER``) and written back as such a line.

>>> from citelib.formats.exchange import loads
>>> text = "<title>T</title><creator>Low, A.</creator><type>Book</type>"
>>> loads(f"<dc>{text}</dc>", "dublin-core")["lowt"].type
'book'
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.formats.catalogues.cataloguing import pages_and_volumes, read_parts
from citelib.formats.format import Format, Record, Source, Writing
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import kept_lines, noted_type, read_extra
from citelib.formats.kit.fields import as_doi, isbns, issns, page_range, web_address
from citelib.formats.kit.languages import as_language
from citelib.formats.kit.lines import is_line, one_line, paragraphs, without_control
from citelib.formats.kit.names import affiliated, affiliations, is_body, read_name, write_name
from citelib.formats.kit.written import WrittenDraft
from citelib.formats.xml.elements import line_of, root_names, text, xml_records
from citelib.formats.xml.writing import declare, element, prefixed, write_xml
from citelib.model import Date, Item, Name, Relation, relation_type
from citelib.model.custom import AFFILIATION

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = [
    "DIM", "DUBLIN_CORE", "FIELDS", "RELATIONS", "is_status", "known_type", "read_extent", "read_people", "read_source",
]  # fmt: skip

TYPES: Final = {
    "article": "article-journal", "journal article": "article-journal", "journalarticle": "article-journal",
    "book": "book", "monograph": "book", "book chapter": "chapter", "book section": "chapter", "book part": "chapter",
    "bookpart": "chapter", "booksection": "chapter", "conference paper": "paper-conference", "conference object":
    "paper-conference", "conferenceobject": "paper-conference", "conference proceedings": "book", "thesis": "thesis",
    "dissertation": "thesis", "doctoral thesis": "thesis", "master thesis": "thesis", "doctoralthesis": "thesis",
    "masterthesis": "thesis", "report": "report", "technical report": "report", "working paper": "report",
    "workingpaper": "report", "preprint": "article", "dataset": "dataset", "software": "software", "image": "graphic",
    "stillimage": "graphic", "still image": "graphic", "movingimage": "motion_picture", "moving image":
    "motion_picture", "sound": "song", "map": "map", "patent": "patent", "lecture": "speech", "presentation": "speech",
    "review": "review", "book review": "review-book", "web page": "webpage", "interactiveresource": "webpage",
    "manuscript": "manuscript", "newspaper article": "article-newspaper", "magazine article": "article-magazine",
    "musical score": "musical_score", "text": "document", "collection": "collection", "event": "event",
    # DSpace, EPrints, OJS and info:eu-repo
    "research article": "article-journal", "peer-reviewed article": "article-journal", "contributiontoperiodical":
    "article-journal", "review article": "article-journal", "conference or workshop item": "paper-conference",
    "conferencecontribution": "paper-conference", "conference contribution": "paper-conference", "inproceedings":
    "paper-conference", "conferenceposter": "speech", "poster": "speech", "conferenceproceedings": "book",
    "proceedings": "book", "bachelorthesis": "thesis", "bachelor thesis": "thesis", "studentthesis": "thesis",
    "phd thesis": "thesis", "master's thesis": "thesis", "electronic thesis or dissertation": "thesis",
    "habilitation thesis": "thesis", "internalreport": "report", "externalresearchreport": "report", "technicalreport":
    "report", "researchreport": "report", "research report": "report", "report part": "report", "video":
    "motion_picture", "recording, musical": "song", "recording, oral": "song", "audio": "song", "photograph":
    "graphic", "bookreview": "review-book", "periodical": "periodical", "journal": "periodical", "newspaper":
    "periodical", "website": "webpage", "letter": "personal_communication", "interview": "interview", "standard":
    "standard", "physicalobject": "graphic", "software application": "software", "model": "dataset",
    # COAR resource types
    "c_6501": "article-journal", "c_2df8fbb1": "article-journal", "c_3e5a": "article-journal", "c_dcae04bc":
    "article-journal", "c_b239": "article-journal", "c_545b": "article-journal", "c_2f33": "book", "c_f744": "book",
    "c_3248": "chapter", "c_5794": "paper-conference", "c_c94f": "paper-conference", "c_46ec": "thesis", "c_db06":
    "thesis", "c_bdcc": "thesis", "c_7a1f": "thesis", "c_93fc": "report", "c_18gh": "report", "c_8042": "report",
    "c_816b": "article", "c_ddb1": "dataset", "c_5ce6": "software", "c_c513": "graphic", "c_ecc8": "graphic",
    "c_12ce": "motion_picture", "c_8a7e": "motion_picture", "c_18cc": "song", "c_12cd": "map", "c_15cd": "patent",
    "c_8544": "speech", "c_6670": "speech", "c_efa0": "review", "c_ba08": "review-book", "c_7ad9": "webpage",
    "c_0640": "periodical", "c_998f": "article-newspaper", "c_0857": "personal_communication", "c_26e4": "interview",
    "c_18cw": "musical_score", "c_0040": "manuscript", "c_18cf": "document",
}  # fmt: skip
"""CSL type of the words and codes that repositories have for types."""

_OUT_TYPES: Final = {csl: word for word, csl in reversed(TYPES.items())}
_STATUSES: Final = re.compile(
    r".*(?:published|accepted|submitted|draft|updated)Version|(?:Non)?PeerReviewed|c_[0-9a-f]+"
)
"""Words for types that say how far a work has come, or a code without a CSL type."""

FIELDS: Final = {
    "title": "title", "abstract": "abstract", "description.abstract": "abstract", "description": "abstract",
    "publisher": "publisher", "publisher.place": "publisher-place", "date.issued": "issued", "issued": "issued",
    "date.created": "issued", "created": "issued", "date": "issued",
    "dateSubmitted": "submitted", "date.submitted": "submitted", "available": "available-date",
    "language": "language", "language.iso": "language", "rights": "license", "rights.uri": "license",
    "license": "license", "rights.license": "license", "relation.ispartofseries": "collection-title",
    "relation.ispartof": "container-title", "isPartOf": "container-title", "relation.ispartofjournal":
    "container-title", "source": "container-title", "bibliographicCitation.title": "container-title",
    "journalTitle": "container-title", "volume": "volume", "issue": "issue",
    "bibliographicCitation.volume": "volume", "bibliographicCitation.issue": "issue", "medium": "medium",
    "identifier.volume": "volume", "identifier.issue": "issue", "edition": "edition", "title.alternative":
    "title-short", "alternative": "title-short", "type.degree": "genre", "publisher.institution": "publisher",
    "identifier.pmid": "PMID", "format.extent": "dimensions", "extent": "dimensions", "source.journaltitle":
    "container-title", "citation.volume": "volume", "citation.issue": "issue", "identifier.edition": "edition",
}  # fmt: skip
"""Variable of each element or qualified element; of several for one variable, the first listed is trusted most."""

_PEOPLE: Final = {
    "creator": "author", "contributor.author": "author", "contributor.editor": "editor", "contributor.translator":
    "translator", "contributor": "contributor", "contributor.illustrator": "illustrator", "creator.author": "author",
}  # fmt: skip
RELATIONS: Final = {
    "references": "References", "isReferencedBy": "IsReferencedBy", "replaces": "Obsoletes", "isReplacedBy":
    "IsObsoletedBy", "isVersionOf": "IsVersionOf", "hasVersion": "HasVersion", "hasPart": "HasPart",
}  # fmt: skip
"""DataCite's name of the relation that a DCMI term is."""

_PRIVATE: Final = "citelib: "
_WORKS: Final = ("dc", "dim", "qualifieddc", "dcCollection", "srw_dc")
Statement = tuple[str, str]


def read(source: Source) -> Iterator[Record]:
    """Yield the works of Dublin Core in XML."""
    found: list[Diagnostic] = []
    for node in xml_records(source, "dc", {*_WORKS, "metadata", "Description"}, found.append):
        inner = [one for one in node.iter() if one.tag in _WORKS] if node.tag == "metadata" else [node]
        for one in inner or [node]:
            statements = list(_statements(one))
            if statements:
                yield from _item(statements, line_of(one))
    yield from found


def _statements(node: Element) -> Iterator[Statement]:
    for one in node:
        if one.tag == "field":
            if (one.get("mdschema") or "dc") in ("dc", "dcterms"):
                name = ".".join(filter(None, (one.get("element"), one.get("qualifier"))))
                yield name, text(one, fit=_fit(name))
        elif isinstance(one.tag, str) and not len(one):
            yield one.tag, text(one, fit=_fit(one.tag)) or one.get("resource") or ""


def _fit(name: str) -> Callable[[str], str]:
    return paragraphs if FIELDS.get(name) == "abstract" else one_line


def _item(statements: list[Statement], line: int | None) -> Iterator[Record]:
    draft = Draft("dc", line)
    ours = [value.removeprefix(_PRIVATE) for _, value in statements if value.startswith(_PRIVATE)]
    theirs = [(name, value) for name, value in statements if value and not value.startswith(_PRIVATE)]
    draft.type = noted_type(ours) or _type(theirs)
    for note in ours:
        read_extra(note, draft)
    if any(name == "type" and value.endswith("PeerReviewed") for name, value in theirs):
        # EPrints gives its page and the DOI as relations.
        theirs = [("identifier" if name == "relation" else name, value) for name, value in theirs]
    for name, value in sorted(theirs, key=_rank):
        _statement(draft, name, value)
    first = next((value for name, value in theirs if _is_one_of(name, _FIRST_PAGES)), "")
    last = next((value for name, value in theirs if _is_one_of(name, _LAST_PAGES)), "")
    draft.put("page", page_range(first, last))
    if draft.type == "document" and not ours and {"container-title", "volume"} <= draft.variables.keys():
        draft.type = "article-journal"
    id = next((note[4:] for note in ours if note.startswith("id: ")), None)
    yield from draft.records(id)


_ORDER: Final = {name: rank for rank, name in enumerate(FIELDS)}


def _rank(statement: Statement) -> tuple[int, bool]:
    """The order of trust: dates with a time are those of the repository, and a licence is more than a copyright."""
    name, value = statement
    is_less = bool(re.search("T[0-9]{2}:", value)) if "date" in name else "creativecommons.org" not in value
    return _ORDER.get(name, 0), is_less if FIELDS.get(name) in ("issued", "license") else False


def _type(statements: list[Statement]) -> str:
    words = [value for name, value in statements if name.partition(".")[0] == "type" and name != "type.degree"]
    known = [found for word in words if (found := known_type(word)) is not None]
    found = next((one for one in known if one != "document"), "document")
    if found != "document":
        return found
    names = {name for name, _ in statements}
    return "article-journal" if "bibliographicCitation.volume" in names or "identifier.issn" in names else "document"


def known_type(word: str) -> str | None:
    """The CSL type of a word for a type, or of the last part of its address, or None.

    >>> known_type("info:eu-repo/semantics/doctoralThesis"), known_type("http://purl.org/coar/resource_type/c_6501")
    ('thesis', 'article-journal')
    """
    key = re.split(r"[/#]", word)[-1].casefold().strip().removeprefix("text.")
    return TYPES.get(key) or TYPES.get(key.replace("_", " "))


def _statement(draft: Draft, name: str, value: str) -> None:
    if (variable := FIELDS.get(name)) is not None:
        if variable == "issued":
            if "issued" not in draft:
                draft.put("issued", _date(value))
        elif variable == "abstract" and "abstract" in draft:
            draft.keep(name, value)
        elif name == "source":
            if not read_source(draft, value):
                draft.keep(name, value)
        elif variable == "language":
            draft.put("language", as_language(value), key=name)
        elif variable == "dimensions":
            read_extent(draft, name, value)
        else:
            draft.put(variable, value, key=name)
    elif (variable := _PEOPLE.get(name)) is not None:
        draft.add(variable, read_people(value))
    elif name.partition(".")[0] == "subject" or name == "coverage":
        for word in re.split(r";\s*", value):
            draft.add_keyword(word)
    elif name.partition(".")[0] in ("identifier", "uri"):
        _identifier(draft, name, value)
    elif name in RELATIONS and (row := relation_type("datacite", RELATIONS[name])) is not None:
        if (doi := as_doi(value)) is not None:
            draft.relations.append(Relation(row.name, doi, "doi"))
        elif value.startswith("http"):
            draft.relations.append(Relation(row.name, value, "url"))
        else:
            draft.keep(name, value)
    elif name == "relation" and (doi := as_doi(value)) is not None:
        draft.relations.append(Relation("related-to", doi, "doi"))
    elif name == "format" and pages_and_volumes(value)[0]:
        read_extent(draft, name, value)
    elif name == "type":
        if known_type(value) is None:
            draft.keep(name, value) if is_status(value) else draft.put("genre", value, key=name)
    elif not _is_one_of(name, _FIRST_PAGES | _LAST_PAGES):
        draft.keep(name, value)


_FIRST_PAGES: Final = frozenset(("firstpage", "startpage", "stpage", "spage"))
_LAST_PAGES: Final = frozenset(("lastpage", "endpage", "epage"))


def _is_one_of(name: str, names: frozenset[str]) -> bool:
    """Whether the last part of a qualified name, as of ``citation.lastpage``, is one of those."""
    return name.rpartition(".")[2] in names


def is_status(word: str) -> bool:
    """Whether a word for a type says only how far a work has come."""
    return bool(_STATUSES.fullmatch(re.split(r"[/#]", word)[-1]))


def read_source(draft: Draft, value: str) -> bool:
    """Read where a work is from: a serial number, a journal, or a journal with its issue and pages, as OJS has it.

    Returns:
        Whether all of it is in the draft now.

    >>> draft = Draft("dc")
    >>> read_source(draft, "Journal of Order; Vol. 12 No. 3 (2019): Things; 12-34"), draft.variables["page"]
    (True, '12-34')
    """
    if issns(value) == value.strip():
        draft.append("ISSN", value, " ")
        return True
    title, *others = value.split("; ")
    said = read_parts(others[0]) if others else {}
    if not said.keys() & {"volume", "issue"}:
        title, said, others = value, {}, []
    elif re.fullmatch(r"[\w.]*[0-9][\w.]*(?:\s?[-–]\s?[\w.]+)?", others[-1]) and len(others) > 1:
        said["page"] = others[-1]
    year = said.pop("issued", "")
    if year and "issued" not in draft:
        draft.put("issued", year)
    whole = draft.variables.setdefault("container-title", title) == title
    return all([draft.variables.setdefault(key, part) == part for key, part in said.items()]) and whole  # noqa: C419


def read_extent(draft: Draft, name: str, value: str) -> None:
    """Read an extent: a number of pages, or dimensions."""
    pages, _ = pages_and_volumes(value)
    if pages and draft.type in _PAGED and "number-of-pages" not in draft:
        draft.put("number-of-pages", pages)
        if not re.fullmatch(r"[0-9]+ (?:p|pages)\.?", value):
            draft.keep(name, value)
    else:
        draft.put("dimensions", value, key=name)


_PAGED: Final = frozenset("book thesis report manuscript document musical_score pamphlet".split())


def read_people(value: str) -> list[Name]:
    """The people of one element: one name, several with semicolons between them, or a name and its affiliation.

    >>> read_people("Low, Ann; University of X")
    [Name(family='Low', given='Ann', custom={'affiliation': ['University of X']})]
    >>> read_people("Low, Ann; High, Bea")
    [Name(family='Low', given='Ann'), Name(family='High', given='Bea')]
    """
    first, *others = [part for part in value.split("; ") if part.strip()] or [value]
    if "," not in first or not others:
        return [read_name(value) if "," in value else _person(value)]
    if all("," in one and not is_body(one) for one in others):
        return [read_name(one) for one in (first, *others)]
    return [attrs.evolve(read_name(first), custom=affiliated(others))]


def _person(value: str) -> Name:
    name = read_name(value)
    return Name.parse(value) if name.literal is not None and 1 < len(value.split()) < 4 and value.istitle() else name


def _date(value: str) -> Date:
    return Date.parse(re.sub(r"(?<=[0-9])[T ][0-9]{2}:.*", "", value))


_IS_ISBN: Final = re.compile(r"identifier\.isbn|\S+ (?:(?:urn:)?isbn|[0-9Xx -]{10,17}$)", re.IGNORECASE)


_CITATION: Final = re.compile(
    r"\.? (?P<title>[^.]+(?:\. [A-Z][^.]*)?), (?P<volume>[\w.-]+)(?: \((?P<issue>[^()]+)\))?\.(?: pp?\. "
    r"(?P<page>\w+(?:[-–]\w+)?)\.?)?(?: ISSN (?P<issn>\S+?)(?: \([^()]*\))?)?\s*"
)


def read_citation(draft: Draft, value: str) -> bool:
    """Read journal, volume, issue and pages of EPrints' citation, which follows the title; False if it is none.

    >>> draft = Draft("dc")
    >>> _ = draft.put("title", "An eprint")
    >>> read_citation(draft, "Low, Ann (2001) An eprint. Journal of Order, 41 (3). pp. 12-34. ISSN 0036-8075")
    True
    >>> draft.variables["container-title"], draft.variables["volume"], draft.variables["page"]
    ('Journal of Order', '41', '12-34')
    """
    _, title, rest = value.partition(str(draft.variables.get("title") or "\0"))
    match = _CITATION.fullmatch(rest) if title else None
    if match is None:
        return False
    draft.variables.setdefault("container-title", match["title"])
    for variable in ("volume", "issue", "page"):
        if match[variable]:
            draft.variables.setdefault(variable, match[variable])
    draft.append("ISSN", issns(match["issn"] or "") or "", " ")
    return True


def _identifier(draft: Draft, name: str, value: str) -> None:
    if read_citation(draft, value):
        draft.keep(name, value)
    elif (doi := as_doi(value)) is not None:
        draft.put("DOI", doi, key=name)
    elif _IS_ISBN.match(f"{name} {value}") and (numbers := isbns(value)):
        draft.append("ISBN", numbers, " ")
    elif re.search(r"issn", f"{name} {value}", re.IGNORECASE) and (numbers := issns(value)):
        draft.append("ISSN", numbers, " ")
    elif match := re.fullmatch(r"(?:urn:)?isbn:?\s*(.+)", value, re.IGNORECASE):
        draft.append("ISBN", isbns(match[1]) or match[1], " ")
    elif match := re.fullmatch(r"(?:info:pmid/|pmid:\s*)([0-9]+)", value, re.IGNORECASE):
        draft.put("PMID", match[1], key=name)
    elif re.match("https?://", value):
        draft.put("URL", value, key=name)
    else:
        draft.keep(name, value)


# Writing

_OUT: Final = (
    ("title", "dc:title"), ("abstract", "dcterms:abstract"), ("publisher", "dc:publisher"), ("language", "dc:language"),
    ("license", "dc:rights"), ("container-title", "dc:source"), ("title-short", "dcterms:alternative"),
    ("medium", "dcterms:medium"), ("dimensions", "dcterms:extent"),
)  # fmt: skip
_NAMESPACES: Final = {"dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/"}


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield records of Dublin Core.

    Args:
        items: Items.
    """
    spaces = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in _NAMESPACES.items())
    return write_xml(f"<records{spaces}>", (_element(item) for item in items), "</records>")


_make: Final = prefixed(_NAMESPACES)


def _element(item: Item) -> Element | None:
    rest = WrittenDraft(item)
    content: list[Element | None] = []
    issue = _issue(item)
    if issue and _takes(rest, issue):
        content.append(_make("dc:source", issue))
    for variable, name in _OUT:
        if variable == "container-title" and variable not in rest.left():
            continue
        again = functools.partial(_again, item.type, name.partition(":")[2])
        if variable == "abstract":
            value = "\n".join(rest.take_lines(variable, again)) or None
        else:
            value = rest.take(variable, again) if variable == "title" else rest.take_exact(variable, again)
        content.append(_make(name, value))
    for variable, name in (("author", "dc:creator"), ("contributor", "dc:contributor")):
        content += [_make(name, text) for text in rest.take_names(variable, _written, _read_written)]
    if date := rest.take_date("issued"):
        content.append(_make("dc:date", date))
    content += [_make("dc:subject", word) for word in rest.take_keywords()]
    word = _OUT_TYPES.get(item.type, "Text")
    content.append(_make("dc:type", word))
    if doi := rest.take_exact("DOI", as_doi):
        content.append(_make("dc:identifier", f"doi:{doi}"))
    content += [_make("dc:identifier", f"ISBN {one}") for one in (rest.take_exact("ISBN", isbns) or "").split()]
    content += [_make("dc:identifier", f"ISSN {one}") for one in (rest.take_exact("ISSN", issns) or "").split()]
    if url := rest.take_exact("URL", web_address):
        content.append(_make("dc:identifier", url))
    lines = [f"id: {item.id}", *rest.lines(known_type(word)), *kept_lines(item, "dc")]
    content += [_make("dc:description", f"{_PRIVATE}{line}") for line in lines]
    node = element("dc", content)
    return None if node is None else declare(node, _NAMESPACES)


def _distinct_words(value: str) -> str:
    return ", ".join(dict.fromkeys(filter(None, re.split(r", |;\s*", value))))


def _issue(item: Item) -> str:
    """Journal, volume, issue and pages as OJS writes a source, or nothing."""
    parts = [f"{label} {item.get(name)}" for label, name in (("Vol.", "volume"), ("No.", "issue")) if item.get(name)]
    title = item.get("container-title")
    return "; ".join(filter(None, (title, " ".join(parts), item.get("page")))) if title and parts else ""


def _takes(rest: WrittenDraft, source: str) -> bool:
    """Whether the reader gives back what a source says; if so, it counts as written."""
    draft = Draft("dc")
    if not is_line(source) or not read_source(draft, source):
        return False
    if any(rest.item.get(name) != value for name, value in draft.variables.items()):
        return False
    rest.mark(draft.variables)
    return True


def _again(kind: str, name: str, value: str) -> str | None:
    """The value of the one variable that the reader makes of a statement, or None."""
    draft = Draft("dc")
    draft.type = kind
    if not value.startswith(_PRIVATE):
        _statement(draft, name, value)
    found = next(iter(draft.variables.values()), None)
    return found if len(draft.variables) == 1 and not draft.custom and isinstance(found, str) else None


def _written(name: Name) -> str | None:
    """A name and its affiliations; dates of life and ORCIDs have no place."""
    plain = without_control(write_name(name))
    text = "; ".join([plain, *affiliations(name)])
    return (text if len(read_people(text)) == 1 else plain) or None


def _read_written(text: str) -> Name | None:
    found = read_people(text)
    return found[0] if len(found) == 1 else None


def sniff(text: str) -> float:
    """Sure of records of simple or qualified Dublin Core; METS may hold it."""
    name = root_names(text)[0]
    if not name or name == "RDF":
        return 0.0
    if name in ("dc", "qualifieddc", "srw_dc") or re.search(r"<(?:\w+:)?(?:dc|qualifieddc)[\s>]", text[:5000]):
        return 0.95
    is_core = "purl.org/dc/elements/1.1" in text[:20_000] or "purl.org/dc/terms" in text[:20_000]
    return 0.5 if is_core and name in ("metadata", "records", "record") else 0.1 if is_core else 0.0


def sniff_dim(text: str) -> float:
    """Sure of fields with a schema."""
    return 1.0 if root_names(text)[0] and re.search(r"<(?:\w+:)?dim[\s>]", text) else 0.0


DUBLIN_CORE: Final = Format(
    "dublin-core",
    "Dublin Core XML",
    sniff=sniff,
    read=read,
    write=write,
    aliases=("oai-dc", "dc", "dc-xml", "dublin-core-xml"),
    note="simple Dublin Core and DCMI terms in XML",
    of_names=frozenset((AFFILIATION,)),
    own=("dc:",),
)
"""Dublin Core."""

DIM: Final = Format(
    "dspace-dim-xml",
    "DSpace Intermediate Metadata",
    sniff=sniff_dim,
    read=read,
    aliases=("dim", "dspace"),
    note="qualified Dublin Core of DSpace, also inside METS",
)
"""DSpace's form."""
