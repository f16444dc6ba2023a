"""The readers of MARC's data fields, one a field.

A reader puts what its field says into the draft, and says whether the draft has all of it now; what the draft has
already is not replaced.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from citelib.formats.catalogues.cataloguing import bare, bare_scale, catalogue_date, clean, pages_and_volumes
from citelib.formats.catalogues.marc.host import imprint, read_host
from citelib.formats.catalogues.marc.record import MarcField
from citelib.formats.catalogues.marc.tables import LINKS, PARTS_OF, RANKS, UNDERSTOOD
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi, isbns, issns
from citelib.formats.kit.languages import as_language
from citelib.model import Relation

__all__ = ["is_understood", "languages", "rank", "read_event", "read_field", "read_fields"]

Reader = Callable[[Draft, MarcField], bool]


# Readers, one a field


def _title(draft: Draft, field: MarcField) -> bool:
    title, before, mark = "", "", ""
    for code, value in field.subfields:
        if code not in "abnp" or not (text := clean(value.lstrip(" :;=/"))):
            continue
        mark = next((sign for sign in "=;" if value.lstrip().startswith(sign)), mark)
        glue = ". " if code == "n" or (code == "p" and before != "n") else {"=": " = ", ";": "; "}.get(mark, ": ")
        title += f"{glue}{text}" if title else text
        before, mark = code, value.rstrip()[-1:]
    whole = draft.match("title", title)
    medium = clean(re.sub(r"[\[\]]", "", clean(field.first("h"))))
    if medium and draft.type in _MATERIAL:
        draft.match("medium", medium)
    return whole


_MATERIAL: Final = frozenset("song motion_picture graphic map musical_score".split())
"""Types of which a medium says something."""


def read_event(draft: Draft, field: MarcField) -> bool:
    """Read the meeting of field 111 or 711."""
    whole = draft.match("event-title", ". ".join(clean(value) for value in field.all("ae")))
    whole &= draft.match("event-place", clean(field.first("c").strip("() :")))
    if (date := catalogue_date(field.first("d").strip("() :;"))) and date.start is not None:
        whole &= draft.match("event-date", date)
    return whole and not field.first("n")


def _imprint(draft: Draft, field: MarcField) -> bool:
    whole = draft.match("publisher-place", bare(field.first("a")))
    whole &= draft.match("publisher", bare(field.first("b")))
    whole &= all(bare(value) == clean(value) for value in field.all("ab"))
    if value := field.first("c"):
        whole &= _date(draft, value)
    is_publication = field.tag == "260" or field.indicators[1] == "1"
    return whole and is_publication and len(field.all("a")) < 2 and len(field.all("b")) < 2


def _date(draft: Draft, value: str) -> bool:
    date = catalogue_date(value)
    said = re.sub(r"[\[\]©℗,.; ]|^c(?=[0-9])", "", value)
    return draft.match("issued", date) and said in (date.edtf(), date.edtf().replace("/..", "-").replace("/", "-"))


def _isbn(draft: Draft, field: MarcField) -> bool:
    value = field.first("a")
    numbers = isbns(value) or ""
    known = {_core(number) for number in str(draft.variables.get("ISBN", "")).split()}
    for number in numbers.split():
        # The same book in thirteen and in ten digits is one.
        if _core(number) not in known:
            draft.append("ISBN", number, " ")
        elif number not in draft.variables["ISBN"].split():
            return False
    return value == numbers


def _core(number: str) -> str:
    digits = number.replace("-", "")
    return digits[3:-1] if len(digits) == 13 else digits[:-1]


def _issn(draft: Draft, field: MarcField) -> bool:
    draft.append("ISSN", issns(field.first("a")) or "", " ")
    return issns(field.first("a")) == field.first("a")


def _identifier(draft: Draft, field: MarcField) -> bool:
    value, scheme = field.first("a"), field.first("2").casefold()
    if scheme == "doi" or (as_doi(value) and scheme in ("", "uri", "url")):
        return draft.match("DOI", as_doi(value) or "")
    if scheme == "pmid":
        return draft.match("PMID", value)
    if scheme in ("hdl", "handle") and "URL" not in draft:
        draft.put("URL", value if value.startswith("http") else f"https://hdl.handle.net/{value}")
    elif scheme in ("uri", "url") and value.startswith("http") and "URL" not in draft:
        draft.put("URL", value)
    return bool(field.indicators[0] == "3" and isbns(value))


def _put(variable: str, codes: str = "a", read: Callable[[str], str] = clean) -> Reader:
    def put(draft: Draft, field: MarcField) -> bool:
        return draft.match(variable, read(" ".join(field.all(codes))))

    return put


def _append(variable: str, codes: str = "a") -> Reader:
    def append(draft: Draft, field: MarcField) -> bool:
        draft.append(variable, " ".join(field.all(codes)), "\n")
        return True

    return append


def _number(draft: Draft, field: MarcField) -> bool:
    return draft.type in ("report", "patent", "standard") and draft.match("number", clean(field.first("a")))


def _original(draft: Draft, field: MarcField) -> bool:
    """The uniform title of a translation, or the entry for the original: its title, and where it came out."""
    if field.tag != "240" or field.first("l"):
        draft.match("original-title", clean(field.first("at" if field.tag == "240" else "t")))
    imprint(draft, field.first("c" if field.tag == "534" else "d"), "original-")
    _relation(draft, field)
    return field.tag == "765" and not field.first("d")


def _keywords(draft: Draft, field: MarcField) -> bool:
    codes = UNDERSTOOD[field.tag].replace("d", "")
    for value in field.all("a") if field.tag == "653" else [" -- ".join(map(clean, field.all(codes)))]:
        draft.add_keyword(clean(value))
    return field.tag == "653"


def _series(draft: Draft, field: MarcField) -> bool:
    title = ". ".join(map(clean, [*field.all("a")[:1], *field.all("np")]))
    before = draft.variables.get("collection-title")
    if before is not None and title.casefold() != before.casefold():
        return False
    draft.put("collection-title", title)
    draft.append("ISSN", issns(field.first("x")) or "", " ")
    return draft.match("collection-number", clean(field.first("v"))) and len(field.all("a")) < 2


def _extent(draft: Draft, field: MarcField) -> bool:
    extent = " ".join(field.all("a"))
    if draft.type in PARTS_OF and (match := _PAGES.match(extent)):
        draft.match("page", match[1])
    elif draft.type in _PLAYED and (match := _DURATION.search(extent)):
        draft.match("dimensions", clean(match[1]))
    else:
        pages, volumes = pages_and_volumes(extent)
        draft.match("number-of-pages", pages)
        draft.match("number-of-volumes", volumes)
    return bool(re.fullmatch(r"[0-9]+ (?:p|v)\.", extent))


_PAGES: Final = re.compile(r"\s*(?:pp?|S|pages?|Seiten?)\.?\s*([0-9]+\s*[-–]\s*[0-9]+)", re.IGNORECASE)
_PLAYED: Final = frozenset("motion_picture song broadcast".split())
_DURATION: Final = re.compile(r"\(?((?:ca\.\s*)?[0-9]+ (?:min|Min|hr|hours?|minutes?|Minuten)\b[^()]*)")


def _thesis(draft: Draft, field: MarcField) -> bool:
    if field.first("bc"):
        whole = draft.match("genre", clean(field.first("b"))) & draft.match("publisher", clean(field.first("c")))
        return whole & _date(draft, field.first("d")) if field.first("d") else whole
    text = clean(field.first("a"))
    for pattern in _THESES:
        if match := pattern.fullmatch(text):
            found = {key: value for key, value in match.groupdict().items() if value}
            if "city" in found:
                found["publisher"] = f"{found['publisher']} {found.pop('city')}"
            found["genre"] = _DEGREES.get(found.get("genre", ""), found.get("genre", ""))
            year = found.pop("year", "")
            if year and "issued" not in draft:
                draft.put("issued", year)
            whole = all([draft.match(variable, value) for variable, value in found.items()])  # noqa: C419 - each is to be set
            return whole and pattern is _THESES[0]
    if len(text) < _SHORT and not re.search("[0-9]", text):
        return draft.match("genre", text)
    return False


_THESES: Final = (
    re.compile(
        r"(?:Thesis\s*)?\(?(?P<genre>[^()]*?)\)?\s*(?:--|—|-)\s*(?P<publisher>.+?)(?:,\s*(?P<year>[12][0-9]{3}))?"
    ),
    re.compile(
        r"(?P<city>[^,]+), (?P<publisher>(?:\w+\. )*(?:Univ|Hochsch)\.|TU|FU|TH|Universität), "
        r"(?P<genre>[\w.-]+(?: \w+)?)(?:,|$)\s*(?:v\. )?(?P<year>[12][0-9]{3})?(?: u\. d\. T.*)?"
    ),
    re.compile(r"(?P<genre>[^,:]+)[,:] (?P<publisher>[^,:]+?)(?:(?: :|,) (?P<year>[12][0-9]{3}))"),
    re.compile(r"(?P<genre>[^:]+?) ?: [^:]+ : (?P<publisher>[^:]+?) : (?P<year>[12][0-9]{3})"),
)
"""Notes on theses: American, older German, «genre, university, year», and French with the discipline."""

_DEGREES: Final = {"Diss.": "Dissertation", "Diss": "Dissertation", "Habil.-Schr.": "Habilitationsschrift",
                   "Magisterarb.": "Magisterarbeit", "Diplomarb.": "Diplomarbeit", "Masterarb.": "Masterarbeit",
                   "Master-Arb.": "Masterarbeit", "Bachelorarb.": "Bachelorarbeit"}  # fmt: skip
_SHORT: Final = 60


def _address(draft: Draft, field: MarcField) -> bool:
    address = field.first("u")
    if _address_rank(field) >= _APART:
        return False
    doi = as_doi(address)
    if doi is not None and draft.match("DOI", doi):
        return True
    if not re.match("(?:https?|ftp)://", address) or (_is_file(field) and draft.variables.keys() & {"DOI", "URL"}):
        return False
    return draft.match("URL", address) and len(field.all("u")) < 2


_APART: Final = 9
_OTHER_THING: Final = re.compile(
    r"table of contents|inhalt|publisher desc|biograph|sample text|cover|excerpt|review|rezension|cataloging|copyright"
    r"|table des matières|sommaire|índice|indice|klappentext|summary|abstract|thumbnail|preview|licen[cs]e|resolver"
    r"|finding aid|related|glossary|dictionary|codebook|readme|supplement|errata|archived?\b",
    re.IGNORECASE,
)
"""Words of addresses that lead to something about the work rather than to the work."""


def _is_file(field: MarcField) -> bool:
    """Whether an address is that of one of several files, which have names and sizes."""
    return bool(field.first("s") and (field.first("y") or field.first("q")))


def _address_rank(field: MarcField) -> int:
    """The resource itself first, then a version of it; related things apart."""
    labels = " ".join(field.all("3yz"))
    if field.indicators[1] == "2" or not field.first("u") or _OTHER_THING.search(labels):
        return _APART
    return {"0": 0, "1": 1}.get(field.indicators[1], 2) + 3 * _is_file(field)


def _call_number(draft: Draft, field: MarcField) -> bool:
    if field.tag != "852":
        return draft.match("call-number", clean(" ".join(field.all("ab"))))
    if draft.type in ("manuscript", "collection"):
        draft.match("archive", clean(". ".join(field.all("ab"))))
    return draft.match("call-number", " ".join(field.all("khi")))


def _host(draft: Draft, field: MarcField) -> bool:
    _relation(draft, field)
    return read_host(draft, field)


def _relation(draft: Draft, field: MarcField) -> bool:
    doi = next((doi for value in field.all("owur") if (doi := as_doi(value))), None)
    if doi is not None:
        relation = Relation(LINKS[field.tag], doi, "doi") if field.tag in LINKS else None
        if relation is not None and relation not in draft.relations:
            draft.relations.append(relation)
    return doi is not None


def _language(draft: Draft, field: MarcField) -> bool:
    return draft.match("language", ", ".join(dict.fromkeys(code for one in field.all("a") for code in languages(one))))


def languages(value: str) -> list[str]:
    """Languages of one or several codes, which older records write without a space.

    >>> languages("engfre"), languages("zxx")
    (['en', 'fr'], [])
    """
    value = value.strip()
    codes = [value]
    if len(value) % 3 == 0 and re.fullmatch("[a-z]{6,}", value):
        codes = [value[at : at + 3] for at in range(0, len(value), 3)]
    return [as_language(code) for code in codes if code.strip("| ") and code not in _NO_LANGUAGE]


_NO_LANGUAGE: Final = frozenset(("und", "zxx", "mul", "N/A"))


_READERS: Final[dict[str, Reader]] = {
    "020": _isbn, "022": _issn, "024": _identifier, "041": _language, "088": _number, "027": _number, "013": _number,
    "210": _put("title-short"), "240": _original, "245": _title, "250": _put("edition"),
    "255": _put("scale", read=bare_scale), "260": _imprint, "264": _imprint, "300": _extent, "490": _series,
    "440": _series, "830": _series, "500": _append("note"), "502": _thesis, "520": _append("abstract", "ab"),
    "534": _original, "540": _put("license", "u"), "852": _call_number, "856": _address,
    "269": lambda draft, field: _date(draft, field.first("ca")),
    **dict.fromkeys(("090", "050", "055", "060", "070", "099", "086", "082", "084", "080"), _call_number),
    **dict.fromkeys(("600", "610", "611", "630", "648", "650", "651", "653"), _keywords),
    "711": read_event,
    **dict.fromkeys(LINKS, _relation), "765": _original, "773": _host,
}  # fmt: skip


def rank(field: MarcField) -> tuple[int, int]:
    """Key of the order in which fields are read."""
    place = RANKS.get(field.tag, 50)
    if field.tag == "264" and field.indicators[1] not in "1 0":
        place = RANKS["260"]  # what is not a publication
    return place, _address_rank(field) if field.tag == "856" else 0


def is_understood(field: MarcField) -> bool:
    """Whether all subfields of a field are among those that are read."""
    return all(code in UNDERSTOOD.get(field.tag, "") for code, _ in field.subfields)


def read_field(draft: Draft, field: MarcField) -> bool:
    """Put what a field says into a draft, and tell whether that is all that it says."""
    reader = _READERS.get(field.tag)
    return reader is not None and reader(draft, field) and is_understood(field)


def read_fields(draft: Draft, fields: Iterable[MarcField]) -> bool:
    """Put what fields say into a draft, as if there were no others, and tell whether that is all that they say."""
    return all([read_field(draft, field) for field in sorted(fields, key=rank)])  # noqa: C419 - each is to be read
