"""MODS, the Metadata Object Description Schema of the Library of Congress, also inside METS.

Source of the elements: MODS 3.8. The host (``relatedItem type="host"``) is the container, a series
(``type="series"``) the collection. Relations stand in ``relatedItem otherType="citelib:NAME"`` with the target as
``identifier``; variables that have no element in ``note type="citelib"``, in the form that RIS has.

>>> from citelib.formats.exchange import loads
>>> loads('<mods ID="a"><titleInfo><nonSort>The </nonSort><title>Map</title></titleInfo></mods>', "mods")["a"].title
'The Map'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from citelib.diagnostics import Diagnostic
from citelib.formats._draft import Draft
from citelib.formats._extra import extra_lines, read_extra, report_losses, said_type
from citelib.formats._fields import as_doi, isbns, issns, page_range, split_pages
from citelib.formats._names import read_name
from citelib.formats._roles import RELATORS, role
from citelib.formats._xml import element, is_legal, line_of, rich, root_names, text, texts, write_xml, xml_records
from citelib.formats.format import Format, Record, Source, Writing
from citelib.formats.marc.read import read_node
from citelib.model import Date, Item, Name, Relation
from citelib.model.relations import RELATION_TYPES

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["MODS"]

GENRES: Final = {
    "journal article": "article-journal", "academic journal": "article-journal", "article": "article-journal",
    "journalarticle": "article-journal", "magazine article": "article-magazine", "magazine": "article-magazine",
    "newspaper article": "article-newspaper", "newspaper": "article-newspaper", "book": "book",
    "book chapter": "chapter", "booksection": "chapter", "conference paper": "paper-conference",
    "conference publication": "book", "web site": "webpage", "website": "webpage", "webpage": "webpage",
    "thesis": "thesis", "theses": "thesis", "dissertation": "thesis", "report": "report",
    "technical report": "report", "letter": "personal_communication", "brief": "personal_communication",
    "map": "map", "patent": "patent", "interview": "interview", "motion picture": "motion_picture",
    "videorecording": "motion_picture", "encyclopedia article": "entry-encyclopedia", "manuscript": "manuscript",
    "technical standard": "standard", "dataset": "dataset", "software": "software", "hearing": "hearing",
    "legal case": "legal_case", "statute": "legislation", "bill": "bill", "review": "review",
    "book review": "review-book",
    "speech": "speech", "art original": "graphic", "art reproduction": "graphic", "photographs": "graphic",
}  # fmt: skip
"""CSL type of a genre; a genre that is a CSL type is that type."""

RESOURCES: Final = {
    "still image": "graphic", "moving image": "motion_picture", "cartographic": "map", "sound recording": "song",
    "sound recording-musical": "song", "sound recording-nonmusical": "song", "notated music": "musical_score",
    "software, multimedia": "software", "three dimensional object": "graphic",
}  # fmt: skip
"""CSL type of a type of resource."""

_OUT_RESOURCES: Final = {
    "graphic": "still image", "figure": "still image", "map": "cartographic", "song": "sound recording",
    "motion_picture": "moving image", "broadcast": "moving image", "software": "software, multimedia",
    "musical_score": "notated music",
}  # fmt: skip
_PERIODICAL: Final = frozenset(("periodical", "journal", "academic journal", "magazine", "newspaper", "periodicals"))
_DETAILS: Final = {"volume": "volume", "issue": "issue", "number": "issue", "part": "part-number", "section": "section",
                   "chapter": "chapter-number", "report number": "number"}  # fmt: skip


def read(source: Source) -> Iterator[Record]:
    """Yield the items of MODS."""
    found: list[Diagnostic] = []
    for record in xml_records(source, "mods", {"mods", "record"}, found.append):
        # METS holds MARC instead of MODS in some libraries; OAI has records around MODS.
        inner = [record] if record.tag == "mods" else list(record.iter("mods"))
        for one in inner:
            yield from _item(one)
        if not inner:
            yield from read_node(record)
    yield from found


def _item(record: Element) -> Iterator[Record]:
    draft = Draft("mods", line_of(record))
    host = record.find("relatedItem[@type='host']")
    notes = [text(one) for one in record.findall("note") if one.get("type") == "citelib"]
    draft.type = said_type(notes) or _type(record, host)
    for note in notes:
        read_extra(note, draft)
    _titles(draft, record)
    _names(draft, record, "author")
    _origin(draft, record)
    _identifiers(draft, record)
    if host is not None:
        _host(draft, host)
    for series in record.findall("relatedItem[@type='series']"):
        draft.put("collection-title", _title(series.find("titleInfo")))
        draft.put("collection-number", text(series, "titleInfo/partNumber") or text(series, "part/detail/number"))
    for one in record.findall("part"):
        _part(draft, one)
    draft.put("abstract", "\n".join(texts(record, "abstract")))
    languages = [one for one in record.findall("language/languageTerm") if one.get("type") != "text"]
    languages = languages or record.findall("language/languageTerm") or record.findall("language")
    draft.put("language", ", ".join(dict.fromkeys(found for one in languages if (found := text(one)))))
    _places(draft, record)
    for one in record.findall("note"):
        if one.get("type") not in ("citelib", "statement of responsibility"):
            draft.append("note", text(one), "\n")
    for one in record.findall("subject"):
        for word in (text(part) for part in one if part.tag in ("topic", "geographic", "temporal")):
            draft.append("keyword", word, ", ")
    draft.put("call-number", ", ".join(texts(record, "classification")))
    draft.put("license", text(record, "accessCondition"))
    _extent(draft, text(record, "physicalDescription/extent"))
    draft.put("scale", _scale(text(record, "subject/cartographics/scale")))
    _relations(draft, record)
    yield from draft.records(record.get("ID"))


def _type(record: Element, host: Element | None) -> str:
    genres = [(text(one), one.get("authority")) for one in record.findall("genre")]
    for genre, _ in genres:
        key = genre.casefold().strip(". ")
        if found := GENRES.get(key) or GENRES.get(key.removesuffix("s")):
            if found == "book" and host is not None and key == "book":
                return "chapter"
            return found
    resource = RESOURCES.get(text(record, "typeOfResource"))
    if resource:
        return resource
    if host is not None:
        host_genres = {genre.casefold() for genre in texts(host, "genre")}
        issuance = text(host, "originInfo/issuance")
        if host_genres & _PERIODICAL or issuance in ("continuing", "serial"):
            return "article-journal"
        if "newspaper" in host_genres:
            return "article-newspaper"
        if host.find("part") is not None and host.find("part/detail") is not None:
            return "article-journal"
        if any("conference" in genre for genre in host_genres):
            return "paper-conference"
        if host_genres or issuance == "monographic":
            return "chapter"
    if text(record, "originInfo/issuance") == "monographic":
        return "book"
    return "webpage" if any("web" in genre.casefold() for genre, _ in genres) else "document"


def _title(node: Element | None) -> str:
    """Article, title, subtitle and part as one."""
    if node is None:
        return ""
    lead = "".join(str(part) for part in node.findtext("nonSort") or "")
    glue = "" if not lead or lead.endswith(("'", "’", " ")) else " "
    title = f"{lead.lstrip()}{glue}{rich(node, 'title')}"
    if subtitle := rich(node, "subTitle"):
        title = f"{title}: {subtitle}"
    part = ": ".join(part for part in (text(node, "partNumber"), text(node, "partName")) if part)
    return f"{title}. {part}" if part and title else title


def _titles(draft: Draft, record: Element) -> None:
    for one in record.findall("titleInfo"):
        kind = one.get("type")
        if kind is None:
            draft.put("title", _title(one), key="titleInfo")
        elif kind == "abbreviated":
            draft.put("title-short", _title(one))
        elif kind == "uniform":
            draft.keep("uniform-title", _title(one))
        else:
            draft.keep(f"{kind}-title", _title(one))


def _names(draft: Draft, node: Element, default: str) -> None:
    for one in node.findall("name"):
        parts: dict[str, list[str]] = {}
        for part in one.findall("namePart"):
            if value := text(part):
                parts.setdefault(part.get("type") or "", []).append(value)
        roles = [found for term in one.findall("role/roleTerm") if (found := role(text(term)))]
        if (
            any(
                text(term).casefold() in ("pbl", "publisher", "dst", "distributor")
                for term in one.findall("role/roleTerm")
            )
            and not roles
        ):
            continue
        variable = roles[0] if roles else default
        if one.findall("role/roleTerm") and not roles:
            variable = "contributor"
        if "family" in parts:
            name = Name(
                family=" ".join(parts["family"]),
                given=_spaced(" ".join(parts.get("given", []))) or None,
                suffix=" ".join(parts.get("termsOfAddress", [])) or None,
            )
        elif words := parts.get("") or parts.get("given"):
            if one.get("type") in ("corporate", "conference"):
                name = Name(literal=": ".join(word.rstrip(".") for word in words))
            else:
                plain = re.sub(r"(?<=[^\W\d_]{3})\.$", "", _LIFE.sub("", words[0]).rstrip(", "))
                is_person = one.get("type") == "personal" and 1 < len(plain.split()) < 5
                name = read_name(plain) if "," in plain else Name.parse(plain) if is_person else Name(literal=plain)
        else:
            continue
        draft.add(variable, [name])


def _spaced(given: str) -> str:
    """Initials with spaces between them."""
    return re.sub(r"(?<=\b[A-Z]\.)(?=[A-Z]\.)", " ", given)


_LIFE: Final = re.compile(r",?\s*\(?(?:ca?\.\s*)?[0-9]{4}\??\s*[-–]\s*(?:[0-9]{4}\??)?\)?\.?$")
"""Years of birth and death behind a name."""

_PUBLISHERS: Final = frozenset("pbl publisher dst distributor".split())


def _origin(draft: Draft, record: Element) -> None:
    for origin in record.findall("originInfo"):
        for one in origin.findall("place"):
            terms = [term for term in one.findall("placeTerm") if term.get("type") != "code"] or one.findall("text")
            for term in terms:
                draft.put("publisher-place", text(term), key="place")
        draft.put("publisher", text(origin, "publisher"), key="publisher")
        draft.put("edition", text(origin, "edition"), key="edition")
    for path in ("dateIssued", "copyrightDate", "dateCreated"):
        found = record.findall(f"originInfo/{path}") or record.findall(f"relatedItem[@type='host']/originInfo/{path}")
        if found:
            found.sort(
                key=lambda one: (one.get("point") == "end", one.get("keyDate") != "yes", one.get("encoding") is None)
            )
            ends = [one for one in found if one.get("point") == "end"]
            value = text(found[0])
            if found[0].get("point") == "start" and ends and text(ends[0]).isdigit() and value.isdigit():
                draft.put("issued", value)
                draft.keep("date-end", text(ends[0]))
            else:
                draft.put("issued", _date(value))
            break


def _rank(one: Element) -> tuple[bool, bool, bool]:
    """Starts before ends, key dates first, then those with an encoding."""
    return one.get("point") == "end", one.get("keyDate") != "yes", one.get("encoding") is None


def _date(value: str) -> Date:
    """A date with the marks of cataloguers: ``c1999``, ``[1982?]``, ``20021203``."""
    value = value.strip()
    if re.fullmatch("[0-9]{8}", value):
        value = f"{value[:4]}-{value[4:6]}-{value[6:]}"
    date = Date.parse(value)
    if date.start is None and (match := re.search(r"(?<![0-9])[0-9]{4}(?![0-9])", value)):
        return Date.on(int(match[0])) if int(match[0]) else date
    return date


def _identifiers(draft: Draft, node: Element) -> None:
    for one in node.findall("identifier"):
        kind, value = (one.get("type") or "").casefold(), text(one)
        if one.get("invalid") == "yes" or not value:
            continue
        if kind == "doi":
            draft.put("DOI", as_doi(value), key="doi")
        elif kind == "isbn" and (numbers := isbns(value)):
            draft.append("ISBN", numbers, " ")
        elif kind == "issn" and (numbers := issns(value)):
            draft.append("ISSN", numbers, " ")
        elif kind == "pmid":
            draft.put("PMID", value, key=kind)
        elif kind == "uri" and value.startswith("http"):
            draft.put("URL", value, key=kind)
        else:
            draft.keep(f"identifier-{kind or 'local'}", value)


def _host(draft: Draft, host: Element) -> None:
    for one in host.findall("titleInfo"):
        variable = "container-title-short" if one.get("type") == "abbreviated" else "container-title"
        draft.put(variable, _title(one), key="host-title")
    _names(draft, host, "editor")
    _identifiers(draft, host)
    for one in host.findall("part"):
        _part(draft, one)
    _origin(draft, host) if "publisher" not in draft else None


def _part(draft: Draft, part: Element) -> None:
    for one in part.findall("detail"):
        variable = _DETAILS.get((one.get("type") or "").casefold())
        if variable:
            draft.put(variable, text(one, "number") or text(one, "title"), key=f"detail-{one.get('type')}")
    for one in part.findall("extent"):
        if (one.get("unit") or "page").startswith("page"):
            pages = page_range(text(one, "start"), text(one, "end")) or text(one, "list")
            draft.put("page", re.sub(r"^pp?\.\s*", "", pages))
    if date := text(part, "date"):
        draft.put("issued", _date(date), key="part-date")


def _places(draft: Draft, record: Element) -> None:
    urls = sorted(record.findall("location/url"), key=lambda one: one.get("usage") is None)
    for one in urls:
        draft.put("URL", text(one), key="url")
    draft.put("archive_location", "; ".join(texts(record, "location/physicalLocation")))
    draft.put("call-number", text(record, "location/shelfLocator"))
    for one in record.findall("relatedItem[@type='original']/location/physicalLocation"):
        draft.put("archive_location", text(one), key="physicalLocation")


def _scale(value: str) -> str:
    """A scale without the brackets and words of cataloguers: ``[ca. 1:510,000]``."""
    return re.sub(r"^(?:Scale\s+)?\[?(?:ca\.\s*)?(.*?)\]?\.?$", r"\1", value)


def _extent(draft: Draft, extent: str) -> None:
    match = re.search(r"([0-9]+)\s*(?:p\b|pages|S\.|s\.|leaves)", extent)
    if match and draft.type in ("book", "thesis", "report", "manuscript"):
        draft.put("number-of-pages", match[1])
    else:
        draft.keep("extent", extent)


def _relations(draft: Draft, record: Element) -> None:
    for one in record.findall("relatedItem"):
        name = (one.get("otherType") or "").removeprefix("citelib:")
        target = one.find("identifier")
        scheme = (target.get("type") or "") if target is not None else ""
        if name in RELATION_TYPES and scheme in ("id", "doi", "pmid", "url") and text(target):
            draft.relations.append(Relation(name, text(target), scheme))  # type: ignore[arg-type]


def write(items: Iterable[Item], writing: Writing) -> Iterator[str]:
    """Yield a MODS collection.

    Args:
        items: Items.
        writing: Told of what cannot be written.

    """
    start = '<modsCollection xmlns="http://www.loc.gov/mods/v3">'
    return write_xml(start, (_element(item, writing) for item in items), "</modsCollection>")


def _element(item: Item, writing: Writing) -> Element | None:
    variables = dict(item.variables)
    written: set[str] = set()

    def take(variable: str) -> str | None:
        value = variables.get(variable)
        if not isinstance(value, str) or not value or value != " ".join(value.split()) or not is_legal(value):
            return None
        written.add(variable)
        return value

    def identifier(variable: str, kind: str, fits: bool) -> Element | None:
        return element("identifier", take(variable), type=kind) if fits and take(variable) else None

    issued = item.issued
    date = (issued.edtf() or str(issued)) if issued else ""
    if date:
        written.add("issued")
    pages = split_pages(take("page") or "")
    host = element(
        "relatedItem",
        [
            element("titleInfo", [element("title", take("container-title"))]),
            _short("container-title-short", take),
            element(
                "part",
                [
                    *(_detail(kind, take(variable)) for kind, variable in (("volume", "volume"), ("issue", "issue"))),
                    element("extent", [element("start", pages[0]), element("end", pages[1])], unit="page")
                    if pages[0]
                    else None,
                ],
            ),
        ],
        type="host",
    )
    series = element(
        "relatedItem",
        [
            element(
                "titleInfo",
                [element("title", take("collection-title")), element("partNumber", take("collection-number"))],
            )
        ],
        type="series",
    )
    names = [
        node
        for variable, code in RELATORS.items()
        if variable in variables
        for name in variables[variable]
        if (node := _name(name, code)) is not None
    ]
    written |= RELATORS.keys()
    origin = element(
        "originInfo",
        [
            element("place", [element("placeTerm", take("publisher-place"), type="text")])
            if take("publisher-place")
            else None,
            element("publisher", take("publisher")),
            element("dateIssued", date, encoding="edtf") if date else None,
            element("edition", take("edition")),
        ],
    )
    content = [
        element("titleInfo", [element("title", take("title"))]),
        _short("title-short", take),
        *names,
        element("typeOfResource", _OUT_RESOURCES.get(item.type, "text")),
        element("genre", item.type, authority="local"),
        origin,
        element("language", [element("languageTerm", take("language"))]),
        element("abstract", take("abstract")),
        host if host is not None and len(host) else None,
        series if series is not None and len(series) else None,
        identifier("DOI", "doi", as_doi(item.DOI or "") == item.DOI),
        identifier("ISBN", "isbn", isbns(item.ISBN or "") == item.ISBN),
        identifier("ISSN", "issn", issns(item.ISSN or "") == item.ISSN),
        identifier("PMID", "pmid", True),
        element("location", [element("url", take("URL"))]),
        element("accessCondition", take("license")),
        *(_relation(relation) for relation in item.relations if relation.evidence is None),
    ]
    rest = item.evolve(relations=[relation for relation in item.relations if relation.evidence is not None])
    content.append(element("note", f"type: {item.type}", type="citelib"))
    content += [element("note", line, type="citelib") for line in extra_lines(rest, written)]
    report_losses(item, "mods", writing)
    return element("mods", content, ID=item.id)


def _short(variable: str, take: object) -> Element | None:
    value = take(variable) if callable(take) else None
    return element("titleInfo", [element("title", value)], type="abbreviated") if value else None


def _detail(kind: str, value: str | None) -> Element | None:
    return element("detail", [element("number", value)], type=kind) if value else None


def _name(name: Name, code: str) -> Element | None:
    if name.literal is not None or name.family is None:
        parts = [element("namePart", " ".join((name.literal or name.given or "").split()))]
        kind = "corporate"
    else:
        given = " ".join(part for part in (name.given, name.dropping_particle) if part)
        parts = [
            element("namePart", " ".join(name.full_family.split()), type="family"),
            element("namePart", " ".join(given.split()), type="given") if given.strip() else None,
            element("namePart", name.suffix, type="termsOfAddress") if name.suffix else None,
        ]
        kind = "personal"
    if not any(part is not None and part.text for part in parts):
        return None
    return element("name", [*parts, element("role", [element("roleTerm", code, type="code")])], type=kind)


def _relation(relation: Relation) -> Element | None:
    target = element("identifier", " ".join(relation.target.split()), type=relation.scheme)
    return element("relatedItem", [target], otherType=f"citelib:{relation.type}")


def sniff(text: str) -> float:
    """Sure of a MODS root or namespace."""
    name = root_names(text)[0]
    if name in ("mods", "modsCollection"):
        return 1.0
    return 0.9 if name and "www.loc.gov/mods/" in text[:20_000] and re.search(r"<(?:\w+:)?mods[\s>]", text) else 0.0


MODS: Final = Format(
    "mods",
    "MODS",
    extensions=(".mods", ".xml"),
    media_types=("application/mods+xml",),
    sniff=sniff,
    read=read,
    write=write,
    aliases=("mets-mods", "mods-xml"),
    note="the Library of Congress's Metadata Object Description Schema, also inside METS",
)
"""MODS."""
