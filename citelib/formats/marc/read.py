"""From MARC records to items."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.errors import ReadError
from citelib.formats._draft import Draft
from citelib.formats._extra import read_extra, said_type
from citelib.formats._fields import as_doi, isbns, issns
from citelib.formats._languages import as_language
from citelib.formats._names import read_name
from citelib.formats._roles import role
from citelib.formats._xml import root_names, xml_records
from citelib.formats.format import Record, Source
from citelib.formats.marc.record import MarcField, MarcRecord, exchange_records, write_field, xml_record
from citelib.model import Date, Name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = [
    "LOCAL",
    "clean",
    "read_exchange",
    "read_node",
    "read_parts",
    "read_type",
    "read_xml",
    "sniff_exchange",
    "sniff_xml",
]

LOCAL: Final = "citelib"
"""Subfield 5 («institution to which the field applies») of our own notes."""

TYPES: Final = {
    "a": "book", "c": "musical_score", "d": "musical_score", "e": "map", "f": "map", "g": "motion_picture",
    "i": "song", "j": "song", "k": "graphic", "m": "book", "o": "collection", "p": "collection", "r": "graphic",
    "t": "manuscript",
}  # fmt: skip
"""CSL type by the sixth byte of the leader."""

_CONTENT: Final = {"cop": "software", "cod": "dataset", "crd": "dataset", "tdi": "motion_picture"}
"""CSL type by the content type of field 336."""

_UNIMARC: Final = {
    "200": ("245", "aaebhnipfc"), "205": ("250", "aa"), "210": ("264", "aacbdc"), "214": ("264", "aacbdc"),
    "215": ("300", "aa"), "225": ("490", "aavv"), "010": ("020", "aa"), "011": ("022", "aa"), "101": ("041", "aa"),
    "330": ("520", "aa"), "300": ("500", "aa"), "610": ("653", "aa"), "606": ("650", "aaxx"),
    "328": ("502", "aabbddcc"),
    "461": ("773", "ttvgxxyz"), "463": ("773", "ttvgxxyz"), "464": ("773", "ttvgxxyz"), "700": ("100", "aabb44"),
    "701": ("700", "aabb44"), "702": ("700", "aabb44"), "710": ("110", "aa44"), "711": ("710", "aa44"),
    "712": ("710", "aa44"), "676": ("082", "aa"), "680": ("050", "aabb"), "856": ("856", "uu"),
}  # fmt: skip
"""MARC 21 field of a UNIMARC field, with pairs of subfields: theirs and ours."""

_UNIMARC_ROLES: Final = {
    "070": "author", "340": "editor", "650": "contributor", "651": "editorial-director", "730": "translator",
    "440": "illustrator", "230": "composer", "300": "director", "590": "performer", "220": "compiler",
    "080": "contributor", "100": "original-author", "460": "interviewer", "470": "interviewer", "630": "producer",
}  # fmt: skip


def read_xml(source: Source) -> Iterator[Record]:
    """Yield the items of MARCXML."""
    found: list[Diagnostic] = []
    for node in xml_records(source, "marcxml", {"record"}, found.append):
        yield from read_node(node)
    yield from found


def read_node(node: Element) -> Iterator[Record]:
    """Yield the items of a ``record`` element, whose names have no namespaces."""
    # Answers of SRU and OAI wrap the record in one of the same name.
    for one in node.iter("record"):
        if one.find("datafield") is not None or one.find("leader") is not None:
            yield from _item(xml_record(one))


def read_exchange(source: Source) -> Iterator[Record]:
    """Yield the items of a file in the exchange form."""
    data = source.read_bytes()
    if b"\x1e" not in data or b"\x1f" not in data:
        raise ReadError("this is no MARC: it has no field separators", format="marc", source=source.name)
    for number, record in enumerate(exchange_records(data), 1):
        if record.fields or record.control:
            yield from _item(record)
        else:
            message = f"record {number} has no directory of its fields"
            yield Diagnostic("error", "marc-no-directory", message)


def _item(record: MarcRecord) -> Iterator[Record]:
    if record.all("200") and not record.all("245"):
        record = _from_unimarc(record)
    draft = Draft("marc", record.line)
    notes = [field.first("a") for field in record.all("590") if field.first("5") == LOCAL]
    draft.type = said_type(notes) or read_type(record)
    for note in notes:
        if match := re.fullmatch(r"marc:(\w+): (.+)", note):
            draft.keep(match[1], match[2])
        else:
            read_extra(note, draft)
    _title(draft, record)
    _names(draft, record)
    _imprint(draft, record)
    _numbers(draft, record)
    for tag, reader in _READERS.items():
        for field in record.all(tag):
            reader(draft, field)
    _host(draft, record)
    _call_number(draft, record)
    codes = [code for field in record.all("041") for code in field.all("a")] or [record.control.get("008", "")[35:38]]
    draft.put("language", ", ".join(dict.fromkeys(as_language(code) for code in codes if code.strip(" |"))))
    for field in record.fields:
        if field.tag not in _READ and not (field.tag == "590" and field.first("5") == LOCAL):
            draft.keep(field.tag, write_field(field))
    if source := record.control.get("003"):
        draft.keep("003", source)
    yield from draft.records(" ".join(record.control.get("001", "").split()) or None)


def _from_unimarc(record: MarcRecord) -> MarcRecord:
    fields = []
    for field in record.fields:
        row = _UNIMARC.get(field.tag)
        if row is None:
            continue
        tag, pairs = row
        codes = dict(zip(pairs[::2], pairs[1::2], strict=True))
        values = [(codes[code], value) for code, value in field.subfields if code in codes]
        if tag in ("100", "700"):
            family = " ".join(value for code, value in values if code == "a").rstrip(", ")
            given = " ".join(value for code, value in values if code == "b").strip(", ")
            values = [("a", f"{family}, {given}" if given else family), *((c, v) for c, v in values if c == "4")]
        fields.append(MarcField(tag, "1 " if tag in ("100", "700") else field.indicators, values))
    doi = [MarcField("024", "7 ", [("a", text), ("2", "doi")]) for text in _texts(record, "017", "a") if as_doi(text)]
    leader = record.leader[:6] + {"b": "a", "l": "m"}.get(record.leader[6:7], record.leader[6:7]) + record.leader[7:]
    control = {tag: value for tag, value in record.control.items() if tag in ("001", "003")}
    return MarcRecord(leader, control, [*fields, *doi], record.line)


def _texts(record: MarcRecord, tag: str, codes: str) -> list[str]:
    return [value for field in record.all(tag) for value in field.all(codes)]


_ABBREVIATED: Final = re.compile(
    r"(?:(?<![^\W_])[^\W\d_]|\b(?:ed|eds|ca|Co|Inc|Ltd|Jr|Sr|etc|al|St|Dr|Aufl|Hrsg|Bd|vol|no|p|pp|ill|Univ|Dept|rev"
    r"|enl|Wm|Geo|Chas|Or))\.$",
    re.IGNORECASE,
)
"""An abbreviation at the end, whose full stop is its own."""


def clean(text: str) -> str:
    """A value without the punctuation of cataloguing rules behind it.

    >>> clean("The white house /"), clean("Washington, D.C. :"), clean("Atlantic,"), clean("2nd ed.")
    ('The white house', 'Washington, D.C.', 'Atlantic', '2nd ed.')
    """
    text = " ".join(text.split())
    while True:
        shorter = re.sub(r"(?:\s[/:;=,]|[,;:=])$", "", text).rstrip()
        if shorter.endswith(".") and not shorter.endswith("..") and not _ABBREVIATED.search(shorter[-12:]):
            shorter = shorter[:-1]
        if shorter == text:
            return text
        text = shorter


def read_type(record: MarcRecord) -> str:
    """The CSL type that the leader, the content type and the host tell."""
    kind, level = record.leader[6:7], record.leader[7:8]
    host = record.all("773")
    found = next((_CONTENT[code] for code in _texts(record, "336", "b") if code in _CONTENT), TYPES.get(kind, "book"))
    if kind == "m" and found == "book":
        found = {"a": "dataset", "b": "software"}.get(record.control.get("008", "")[26:27], "book")
    if record.all("502"):
        return "thesis"
    if found == "book" and (level in ("a", "b") or (host and level not in ("m", "s"))):
        is_serial = any(
            field.first("x") or field.first("7")[3:4] == "s" or read_parts(" ".join(field.all("g"))).keys() & {"issue"}
            for field in host
        )
        return "article-journal" if is_serial or not any(field.first("z") for field in host) else "chapter"
    if found == "book" and level in ("s", "i"):
        return "periodical"
    return found


def _title(draft: Draft, record: MarcRecord) -> None:
    for field in record.all("245"):
        title = ""
        before = ""
        for code, value in field.subfields:
            if code in "abnp" and (value := clean(value).lstrip(":;=/ ")):
                glue = "" if not title else ". " if code == "n" or (code == "p" and before != "n") else ": "
                title += glue + value
                before = code
        draft.put("title", title, key="245")
        if medium := clean(re.sub(r"[\[\]]", "", clean(field.first("h")))):
            draft.put("medium", medium) if draft.type in _MATERIAL else draft.keep("245h", medium)
        if responsibility := field.first("c"):
            draft.keep("245c", responsibility)
    for field in record.all("210"):
        draft.put("title-short", clean(field.first("a")))
    for field in record.all("240"):
        draft.put("original-title", clean(field.first("a")))


_MATERIAL: Final = frozenset("song motion_picture graphic map musical_score".split())
"""Types of which a medium says something."""

_EDITED: Final = re.compile(
    r"\b(?:ed(?:ited|itors?|s?\.)|hrsg|herausgegeben|éd(?:ité|s?\.)|a cura di|red\.)", re.IGNORECASE
)


def _names(draft: Draft, record: MarcRecord) -> None:
    has_main = bool(record.all("100", "110", "111"))
    responsibility = " ".join(_texts(record, "245", "c"))
    added = "author" if (has_main or responsibility) and not _EDITED.search(responsibility) else "editor"
    for field in record.fields:
        if field.tag not in _NAMES:
            continue
        if field.tag == "711" or (field.tag == "111" and record.all("700")):
            draft.put("event-title", clean(field.first("a")), key=field.tag)
            draft.put("event-place", clean(field.first("c")), key=f"{field.tag}c")
            continue
        if field.tag[0] == "7" and field.first("t"):
            draft.keep(field.tag, write_field(field))  # an entry for another work
            continue
        given_roles = [value for value in field.all("4e") if value.strip(" .,")]
        found = next((known for value in given_roles if (known := _role(value))), None)
        if any(_is_no_role(value) for value in given_roles) and found in (None, "contributor"):
            draft.keep(field.tag, write_field(field))
            continue
        default = "author" if field.tag[0] == "1" else added
        if field.tag == "710":
            default = "contributor" if has_main else "editor"
        if name := _name(field):
            draft.add(found or default, [name])
    if draft.type == "song" and not {"author", "composer"} & draft.variables.keys() and "performer" in draft:
        draft.variables["author"] = draft.variables.pop("performer")


def _role(word: str) -> str | None:
    return _UNIMARC_ROLES.get(word) or role(word.rpartition("/")[2])


def _is_no_role(word: str) -> bool:
    """Publishers, owners, sponsors and «others» are no contributors to cite."""
    return word.strip(" .").casefold() in ("pbl", "publisher", "dgg", "own", "spn", "oth", "sonstige", "isb", "his")


def _name(field: MarcField) -> Name | None:
    whole = field.first("a").strip().rstrip(",;:/ ").strip()
    if not whole:
        return None
    custom = {"dates": dates} if (dates := field.first("d").rstrip(".,")) else None
    if field.tag in ("110", "710", "111"):
        parts = [clean(value) for value in field.all("ab")]
        return Name(literal=". ".join(part for part in parts if part))
    if field.tag == "720" and field.indicators[0] != "1" and field.first("7").casefold().startswith("organi"):
        return Name(literal=whole)
    if "," not in whole:
        return (
            attrs.evolve(read_name(whole), custom=custom)
            if field.indicators[0] != "1"
            else Name(clean(whole), custom=custom)
        )
    name = read_name(clean(whole) if whole.endswith(".") and not re.search(r"\b\w\.$", whole) else whole)
    suffix = field.first("c").strip(" ,.")
    is_suffix = re.fullmatch(r"(?:Jr|Sr|I{2,3}|IV|VI*)\.?", suffix, re.IGNORECASE)
    return attrs.evolve(
        name, suffix=name.suffix or (field.first("c").strip(" ,") if is_suffix else None), custom=custom
    )


def _imprint(draft: Draft, record: MarcRecord) -> None:
    fields = [field for field in record.all("264", "260") if field.tag == "260" or field.indicators[1] in "1 0"]
    for field in [*fields, *(one for one in record.all("264") if one not in fields)]:
        draft.put("publisher-place", _bare(field.first("a")), key="264a")
        draft.put("publisher", _bare(field.first("b")), key="264b")
        if "issued" not in draft and (value := field.first("c")):
            draft.put("issued", read_date(value))
    for field in record.all("269"):
        draft.put("issued", read_date(field.first("ca")), key="269")
    year = record.control.get("008", "")[7:11]
    if "issued" not in draft and year.isdecimal() and year != "0000":
        draft.put("issued", Date.on(int(year)))


def _bare(text: str) -> str:
    """A place or publisher without square brackets; «no place» and «no name» are nothing."""
    text = clean(text)
    if re.fullmatch(
        r"\[?s\.\s?[ln]\.?\]?|\[?(?:place of publication|publisher) not identified\]?", text, re.IGNORECASE
    ):
        return ""
    return text[1:-1] if re.fullmatch(r"\[[^\[\]]*\]", text) else text


def read_date(text: str) -> Date:
    """A date with the marks of cataloguers: ``c1999.``, ``[1957?]``, ``año 1687``, ``1994-``.

    >>> read_date("[1957?]"), read_date("1994-"), read_date("©2023.")
    (Date('1957?'), Date('1994/..'), Date('2023'))
    """
    text = text.strip().rstrip(".,;: ")
    bare = re.sub(r"^\[(.*)\]$", r"\1", text)
    bare = re.sub(r"^(?:c|cop\.?|©|℗|p)\s*(?=[0-9]{4})", "", bare)
    date = Date.parse(bare)
    if date.start is None and (match := re.fullmatch(r"([12][0-9]{3})\s*-", bare)):
        return Date.parse(f"{match[1]}/..")
    if date.start is None and re.match(r"[A-Z][a-z]{2}, [0-9]{2} ", bare):
        date = Date.parse(re.sub(r"\s[0-9]{2}:.*", "", bare[5:]))
    if date.start is None and (years := re.findall(r"(?<![0-9])[12][0-9]{3}(?![0-9])", bare)):
        return Date.on(int(years[0]))
    return date


def _numbers(draft: Draft, record: MarcRecord) -> None:
    seen: set[str] = set()
    for field in record.all("020"):
        for number in (isbns(field.first("a")) or "").split():
            # The same book in thirteen and in ten digits is one.
            digits = number.replace("-", "")
            core = digits[3:-1] if len(digits) == 13 else digits[:-1]
            if core not in seen:
                seen.add(core)
                draft.append("ISBN", number, " ")
    for field in record.all("022"):
        draft.append("ISSN", issns(field.first("a")) or "", " ")
    for field in record.all("024"):
        value = field.first("a")
        scheme = field.first("2").casefold()
        if scheme == "doi" or (as_doi(value) and scheme in ("", "uri", "url")):
            draft.put("DOI", as_doi(value), key="024")
        elif scheme == "pmid":
            draft.put("PMID", value, key="024")
        elif not (isbns(value) and field.indicators[0] == "3"):
            draft.keep("024", write_field(field))


def _put(variable: str, codes: str = "a") -> Callable[[Draft, MarcField], None]:
    def put(draft: Draft, field: MarcField) -> None:
        draft.put(variable, clean(" ".join(field.all(codes))), key=field.tag)

    return put


def _append(variable: str, separator: str) -> Callable[[Draft, MarcField], None]:
    def append(draft: Draft, field: MarcField) -> None:
        draft.append(variable, clean(field.first("a")), separator)

    return append


def _keywords(draft: Draft, field: MarcField) -> None:
    for value in field.all("a") if field.tag == "653" else [" -- ".join(map(clean, field.all("abcvxyz")))]:
        draft.append("keyword", clean(value), ", ")


def _series(draft: Draft, field: MarcField) -> None:
    title = clean(field.first("a"))
    if draft.put("collection-title", title, key="490"):
        draft.put("collection-number", clean(field.first("v")), key="490v")
    if draft.variables.get("collection-title") == title:
        draft.append("ISSN", issns(field.first("x")) or "", " ")


def _extent(draft: Draft, field: MarcField) -> None:
    extent = " ".join(field.all("a"))
    pages = re.findall(r"([0-9]+)\]?\s*(?:p\b|pages|Seiten|S\.|s\.|leaves|Bl\b|fol\.)", extent)
    volumes = re.match(r"([0-9]+)\s*(?:v\b|vols?\b|volumes|Bde|Bände)", extent)
    if pages:
        draft.put("number-of-pages", pages[-1])
    elif volumes:
        draft.put("number-of-volumes", volumes[1])
    if not re.fullmatch(r"[0-9]+ (?:p|v)\.", extent) or len(field.subfields) > 1:
        draft.keep("300", write_field(field))


def _thesis(draft: Draft, field: MarcField) -> None:
    if field.first("b") or field.first("c"):
        draft.put("genre", clean(field.first("b")), key="502")
        draft.put("publisher", clean(field.first("c")), key="502")
        if year := field.first("d"):
            draft.put("issued", read_date(year), key="502")
        return
    text = clean(field.first("a"))
    match = re.fullmatch(r"(?:Thesis\s*)?\(?([^()]*?)\)?\s*(?:--|—|-)\s*(.+?)(?:,\s*((?:19|20)[0-9]{2}))?", text)
    if match is None:
        draft.put("genre", text, key="502")
        return
    draft.put("genre", match[1], key="502")
    draft.put("publisher", match[2], key="502")


def _url(draft: Draft, field: MarcField) -> None:
    for value in field.all("u"):
        if "URL" not in draft and as_doi(value) != draft.variables.get("DOI", ""):
            draft.put("URL", value, key="856")
        elif draft.variables.get("URL") != value:
            draft.keep("856", write_field(field))


_READERS: Final[dict[str, Callable[[Draft, MarcField], None]]] = {
    "250": _put("edition"), "255": _put("scale"), "300": _extent, "490": _series, "440": _series, "830": _series,
    "500": _append("note", "\n"), "502": _thesis, "520": _append("abstract", "\n"), "540": _put("license", "u"),
    "600": _keywords, "610": _keywords, "611": _keywords, "650": _keywords, "651": _keywords, "653": _keywords,
    "856": _url,
}  # fmt: skip
_NAMES: Final = frozenset("100 110 111 700 710 711 720".split())
_OTHERS: Final = frozenset("020 022 024 041 210 240 245 260 264 269 773 852 090 050 099 082".split())
_READ: Final = _OTHERS | _NAMES | _READERS.keys()


def _host(draft: Draft, record: MarcRecord) -> None:
    for field in record.all("773"):
        draft.put("container-title", clean(re.sub(r"\s/\s.*$", "", field.first("t") or field.first("a"))), key="773t")
        draft.put("container-title-short", clean(field.first("p")))
        draft.append("ISSN", issns(field.first("x")) or "", " ")
        draft.append("ISBN", isbns(field.first("z")) or "", " ")
        for variable, value in read_parts("; ".join(field.all("gq"))).items():
            if variable == "issued":
                if "issued" not in draft:
                    draft.put("issued", value)
            else:
                draft.put(variable, value, key="773g")
        if match := re.fullmatch(r"(.*?)\s*(?::\s*(.*?)\s*)?,\s*([12][0-9]{3})\.?", field.first("d")):
            draft.put("publisher-place", match[1], key="773d")
            draft.put("publisher", match[2] or "", key="773d")
            if "issued" not in draft:
                draft.put("issued", match[3])


_PARTS: Final = (
    ("volume", r"(?:\b(?:volume|vol|bd|jg|jahrgang|tome?|t|band)\b[.:]*\s*)([0-9][\w./-]*)"),
    ("issue", r"(?:\b(?:issue|no|nr|number|heft|h|num|iss|fasc|n)\b[.:°]*\s*)([0-9][\w./-]*)"),
    ("page", r"(?:\b(?:pages|page|pp|p|seiten?|s|páginas?|f)\b[.:]*\s*)([\w.]+(?:\s*[-–]\s*[\w.]+)?)"),
    ("issued", r"(?:\((?:[^()]*\s)?|\byear[.:]*\s*|\s|^)([12][0-9]{3})(?:\)|\b)"),
)


def read_parts(text: str) -> dict[str, str]:
    """Volume, issue, pages and year of what field 773 says in one breath.

    >>> read_parts("vol. 364, no. 6436 (2019), p. 129-130")
    {'volume': '364', 'issue': '6436', 'page': '129-130', 'issued': '2019'}
    >>> read_parts("pages:447-473"), read_parts("18:2<30")
    ({'page': '447-473'}, {'volume': '18', 'issue': '2', 'page': '30'})
    """
    if match := re.fullmatch(r"([0-9]+)(?::([0-9]+))?<([0-9]+)(?:-([0-9]+))?", text.strip()):
        pages = f"{match[3]}-{match[4]}" if match[4] else match[3]
        return {"volume": match[1], **({"issue": match[2]} if match[2] else {}), "page": pages}
    found = {
        variable: match[1].strip(" .,;")
        for variable, pattern in _PARTS
        if (match := re.search(pattern, text, re.IGNORECASE))
    }
    if "volume" not in found and (match := re.match(r"([0-9]+)\s*\((?=[12][0-9]{3})", text)):
        found["volume"] = match[1]
    return found


def _call_number(draft: Draft, record: MarcRecord) -> None:
    for field in record.all("852"):
        draft.put("call-number", " ".join(field.all("khi")), key="852")
        if [code for code, _ in field.subfields] != ["h"]:
            draft.keep("852", write_field(field))
    for tag in ("090", "050", "099", "082"):
        for field in record.all(tag):
            value = " ".join(field.all("ab"))
            if "call-number" not in draft:
                draft.put("call-number", clean(value))
            elif draft.variables["call-number"] != clean(value) or tag in ("099", "082"):
                draft.keep(tag, write_field(field))


def sniff_xml(text: str) -> float:
    """Sure of the namespace of MARCXML, or of its elements."""
    if not root_names(text)[0]:
        return 0.0
    if "loc.gov/MARC21/slim" in text[:20_000]:
        return 1.0
    return 0.95 if re.search(r"<(?:\w+:)?(?:datafield|controlfield) tag=", text) else 0.0


def sniff_exchange(text: str) -> float:
    """Sure of field and subfield separators behind a leader."""
    return 1.0 if "\x1e" in text and "\x1f" in text and re.match(r"\s*[0-9]{5}", text) else 0.0
