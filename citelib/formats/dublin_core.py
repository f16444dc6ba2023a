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

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from citelib.diagnostics import Diagnostic
from citelib.formats._draft import Draft
from citelib.formats._extra import read_extra, report_losses, said_type
from citelib.formats._fields import as_doi, isbns, issns, page_range
from citelib.formats._names import read_name, write_name
from citelib.formats._remainder import Remainder
from citelib.formats._xml import element, line_of, root_names, text, write_xml, xml_records
from citelib.formats.format import Format, Record, Source, Writing
from citelib.model import Date, Item, Name, Relation, relation_type

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["DIM", "DUBLIN_CORE"]

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
    "review": "review", "book review": "review-book", "interactiveresource": "webpage", "web page": "webpage",
    "manuscript": "manuscript", "newspaper article": "article-newspaper", "magazine article": "article-magazine",
    "musical score": "musical_score", "text": "document", "collection": "collection", "event": "event",
}  # fmt: skip
"""CSL type of the words that repositories have for types."""

_OUT_TYPES: Final = {csl: word for word, csl in reversed(TYPES.items())}

FIELDS: Final = {
    "title": "title", "abstract": "abstract", "description.abstract": "abstract", "description": "abstract",
    "publisher": "publisher", "publisher.place": "publisher-place", "date.issued": "issued", "issued": "issued",
    "date.created": "issued", "created": "issued", "date": "issued",
    "dateSubmitted": "submitted", "date.submitted": "submitted", "available": "available-date",
    "language": "language", "language.iso": "language", "rights": "license", "rights.uri": "license",
    "license": "license", "rights.license": "license", "relation.ispartofseries": "collection-title",
    "relation.ispartof": "container-title", "isPartOf": "container-title", "relation.ispartofjournal":
    "container-title", "source": "container-title", "bibliographicCitation.title": "container-title",
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
_RELATIONS: Final = {
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
                yield ".".join(filter(None, (one.get("element"), one.get("qualifier")))), text(one)
        elif isinstance(one.tag, str) and not len(one):
            yield one.tag, text(one) or one.get("resource") or ""


def _item(statements: list[Statement], line: int | None) -> Iterator[Record]:
    draft = Draft("dc", line)
    ours = [value.removeprefix(_PRIVATE) for _, value in statements if value.startswith(_PRIVATE)]
    theirs = [(name, value) for name, value in statements if value and not value.startswith(_PRIVATE)]
    draft.type = said_type(ours) or _type(theirs)
    for note in ours:
        if match := re.fullmatch(r"dc:([\w.]+): (.+)", note):
            draft.keep(match[1], match[2])
        elif not note.startswith("id: "):
            read_extra(note, draft)
    order = {name: rank for rank, name in enumerate(FIELDS)}
    for name, value in sorted(theirs, key=lambda one: order.get(one[0], 0)):
        _statement(draft, name, value)
    first = next((value for name, value in theirs if name.endswith(("stpage", "spage"))), "")
    last = next((value for name, value in theirs if name.endswith(("endpage", "epage"))), "")
    draft.put("page", page_range(first, last))
    id = next((note[4:] for note in ours if note.startswith("id: ")), None)
    yield from draft.records(id)


def _type(statements: list[Statement]) -> str:
    words = [value for name, value in statements if name.partition(".")[0] == "type" and name != "type.degree"]
    found = next((found for word in words if (found := _known(word)) is not None), "document")
    if found != "document":
        return found
    names = {name for name, _ in statements}
    return "article-journal" if "bibliographicCitation.volume" in names or "identifier.issn" in names else "document"


def _known(word: str) -> str | None:
    """The type of a word, or of the last part of its address."""
    key = re.split(r"[/#]", word)[-1].casefold().strip().removeprefix("text.")
    return TYPES.get(key) or TYPES.get(key.replace("_", " "))


def _statement(draft: Draft, name: str, value: str) -> None:
    if (variable := FIELDS.get(name)) is not None:
        if variable == "issued":
            if "issued" not in draft:
                draft.put("issued", _date(value))
        elif variable == "abstract" and "abstract" in draft:
            draft.keep(name, value)
        else:
            draft.put(variable, value, key=name)
    elif (variable := _PEOPLE.get(name)) is not None:
        draft.add(variable, [read_name(value) if "," in value else _person(value)])
    elif name.partition(".")[0] == "subject" or name == "coverage":
        draft.append("keyword", value, ", ")
    elif name.partition(".")[0] in ("identifier", "uri"):
        _identifier(draft, name, value)
    elif name in _RELATIONS and (row := relation_type("datacite", _RELATIONS[name])) is not None:
        if (doi := as_doi(value)) is not None:
            draft.relations.append(Relation(row.name, doi, "doi"))
        elif value.startswith("http"):
            draft.relations.append(Relation(row.name, value, "url"))
        else:
            draft.keep(name, value)
    elif name == "type":
        if _known(value) is None:
            draft.put("genre", value, key=name)
    elif not name.endswith(("stpage", "spage", "endpage", "epage")):
        draft.keep(name, value)


def _person(value: str) -> Name:
    name = read_name(value)
    return Name.parse(value) if name.literal is not None and 1 < len(value.split()) < 4 and value.istitle() else name


def _date(value: str) -> Date:
    return Date.parse(re.sub(r"(?<=[0-9])[T ][0-9]{2}:.*", "", value))


_IS_ISBN: Final = re.compile(r"identifier\.isbn|\S+ (?:(?:urn:)?isbn|[0-9Xx -]{10,17}$)", re.IGNORECASE)


def _identifier(draft: Draft, name: str, value: str) -> None:
    if (doi := as_doi(value)) is not None:
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


def write(items: Iterable[Item], writing: Writing) -> Iterator[str]:
    """Yield records of Dublin Core.

    Args:
        items: Items.
        writing: Told of what cannot be written.

    """
    spaces = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in _NAMESPACES.items())
    return write_xml(f"<records{spaces}>", (_element(item, writing) for item in items), "</records>")


def _make(name: str, content: str | None) -> Element | None:
    prefix, _, local = name.partition(":")
    return element(f"{{{_NAMESPACES[prefix]}}}{local}", content)


def _element(item: Item, writing: Writing) -> Element | None:
    rest = Remainder(item)
    content: list[Element | None] = []
    for variable, name in _OUT:
        value = rest.take(variable, lambda value: None if value.startswith(_PRIVATE) else value)
        content.append(_make(name, value))
    for variable, name in (("author", "dc:creator"), ("contributor", "dc:contributor")):
        content += [_make(name, write_name(one)) for one in rest.take_names(variable, _fits)]
    if date := rest.take_date("issued"):
        content.append(_make("dc:date", date))
    keywords = rest.take("keyword", lambda value: ", ".join(dict.fromkeys(filter(None, value.split(", ")))))
    content += [_make("dc:subject", word) for word in (keywords or "").split(", ")]
    word = _OUT_TYPES.get(item.type, "Text")
    content.append(_make("dc:type", word))
    if doi := rest.take("DOI", as_doi):
        content.append(_make("dc:identifier", f"doi:{doi}"))
    content += [_make("dc:identifier", f"ISBN {one}") for one in (rest.take("ISBN", isbns) or "").split()]
    content += [_make("dc:identifier", f"ISSN {one}") for one in (rest.take("ISSN", issns) or "").split()]
    if url := rest.take("URL", lambda value: value if re.match("https?://", value) and not as_doi(value) else None):
        content.append(_make("dc:identifier", url))
    lines = [f"id: {item.id}", *rest.lines(_known(word))]
    for key, values in item.custom.items():
        if key.startswith("dc:") and isinstance(values, list):
            lines += [f"{key}: {' '.join(one.split())}" for one in values if isinstance(one, str)]
    content += [_make("dc:description", f"{_PRIVATE}{line}") for line in lines]
    report_losses(item, "dc", writing)
    node = element("dc", content)
    if node is not None:
        from lxml import etree

        etree.cleanup_namespaces(node, top_nsmap=_NAMESPACES)
    return node


def _fits(name: Name) -> bool:
    written = write_name(name)
    return (read_name(written) if "," in written else _person(written)) == name


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
    extensions=(".dc", ".xml"),
    sniff=sniff,
    read=read,
    write=write,
    aliases=("oai-dc", "dc", "dc-xml", "dublin-core-xml"),
    note="simple Dublin Core and DCMI terms in XML",
)
"""Dublin Core."""

DIM: Final = Format(
    "dspace-dim-xml",
    "DSpace Intermediate Metadata",
    extensions=(".xml",),
    sniff=sniff_dim,
    read=read,
    aliases=("dim", "dspace"),
    note="qualified Dublin Core of DSpace, also inside METS",
)
"""DSpace's form."""
