"""What cataloguers write in free text, alike in MARC and MODS: dates, extents, places, scales, ISBD punctuation.

Source of the habits: ISBD, AACR2 and RDA, and the encoded dates of MARC (field 008), in which ``u`` stands for a digit
that nobody knows and ``9999`` for an end that has not come.

>>> clean("The white house /"), bare("[S.l.] :"), pages_and_volumes("[24], 432 p., [1] leaf")
('The white house', '', ('432', ''))
"""

from __future__ import annotations

import re
from typing import Final

from citelib.formats.kit.lines import one_line
from citelib.model import Date

__all__ = [
    "LIFE",
    "bare",
    "bare_scale",
    "catalogue_date",
    "clean",
    "encoded_dates",
    "pages_and_volumes",
    "read_parts",
]

LIFE: Final = re.compile(r"(?:,|(?<!\s))\s*\(?(?:ca?\.\s*)?[0-9]{4}\??\s*[-–]\s*(?:[0-9]{4}\??)?\)?\.?$")
"""Years of birth and death behind a name."""

_ABBREVIATED: Final = re.compile(
    r"(?:(?<![^\W_])[^\W\d_]|\b(?:ed|eds|ca|Co|Inc|Ltd|Jr|Sr|etc|al|St|Dr|Aufl|Ausg|Hrsg|Bd|vol|no|p|pp|ill|Univ|Dept"
    r"|rev|enl|Wm|Geo|Chas|Or|éd|ed\. rev|augm|verb|erw|überarb|uppl|udg|wyd|izd|Calif|Mass|Md|Pa|Va|Conn|Ill|Tex|Wash"
    r"|Ont|Que|Wyo|Mich|Minn|Tenn|Okla|Colo|Ariz|Fla|Wis|Neb|Nev|Mont|Kan|Gov|Govt|Print|Off|Corp|Pub|Publ|Pr|Verl|Cie|Bros|Soc|Assoc|Inst|min))\.$",
    re.IGNORECASE,
)
"""An abbreviation at the end, whose full stop is its own."""


def clean(text: str) -> str:
    """A value without the punctuation of cataloguing rules behind it.

    >>> clean("The white house /"), clean("Washington, D.C. :"), clean("Atlantic,"), clean("2nd ed.")
    ('The white house', 'Washington, D.C.', 'Atlantic', '2nd ed.')
    """
    text = one_line(text)
    while text[-1:] in _ENDS:
        shorter = _SIGN.sub("", text).rstrip()
        if shorter.endswith(".") and not shorter.endswith("..") and not _ABBREVIATED.search(shorter[-12:]):
            shorter = shorter[:-1]
        if shorter == text:
            break
        text = shorter
    return text


_ENDS: Final = tuple("/:;=,. ")
_SIGN: Final = re.compile(r"(?:\s[/:;=,]|[,;:=])$")
"""A sign that stands in front of the next part."""


_UNKNOWN: Final = re.compile(
    r"\[?\s*(?:s\.\s?[ln]\.?|s\.\s?l\.,? s\.\s?n\.?|sine (?:loco|nomine)|n\.\s?p\.?"
    r"|(?:place of publication|publisher|distributor|printer|manufacturer) not identified"
    r"|(?:erscheinungsort|verlag|verlagsort|herstellungsort|drucker|hersteller) nicht ermittelbar"
    r"|(?:lieu de publication|éditeur|éditeur commercial) (?:non identifié|inconnu)"
    r"|(?:lugar de publicación|editorial|editor) no identificad[oa])\s*\]?",
    re.IGNORECASE,
)
"""Ways to say that there is no place or no name."""


def bare(text: str) -> str:
    """A place or publisher without square brackets; «no place» and «no name» are nothing.

    >>> bare("[London?] :"), bare("[Wien"), bare("[publisher not identified],")
    ('London?', 'Wien', '')
    """
    text = clean(text)
    if _UNKNOWN.fullmatch(text):
        return ""
    if "[" not in text and "]" not in text:
        return text
    if re.fullmatch(r"\[[^\[\]]*\]", text):
        text = text[1:-1]
    # A bracket may have its other half in the next subfield.
    text = text.lstrip("[") if text.count("[") > text.count("]") else text
    text = text.rstrip("]") if text.count("]") > text.count("[") else text
    return clean(text)


_SCALE: Final = re.compile(r"^(?:Scale|Maßstab|Échelle|Escala)?\s*\[?(?:ca\.\s*)?(.*?)\]?\.?$", re.IGNORECASE)


def bare_scale(text: str) -> str:
    """A scale without the words and brackets around it.

    >>> bare_scale("Scale [ca. 1:510,000]."), bare_scale("Scales differ")
    ('1:510,000', 'Scales differ')
    """
    text = clean(text)
    return _SCALE.sub(r"\1", text) if re.search("[0-9]", text) else text


_PAGES: Final = re.compile(
    r"((?:\[?[0-9]{1,5}\]?,\s+){0,5}\[?[0-9]{1,5})\]?(?:\s+(?:un)?numbered|\s+unnummerierte|\s+ungezählte)?\s*"
    r"(?:pages?|pgs?|pp?|Seiten|S|s|sivua|sider|sidor|str|strony?|leaves|leaf|Blätter|Bl|ff?|fol|feuillets"
    r"|páginas|págs?|pagine|pag|blz|с|σ)\b\.?(?!\s*(?:\(?of (?:plates|music)|de pl|Tafeln))"
)
_VOLUMES: Final = re.compile(
    r"^\s*\[?([0-9]+)\]?\s*(?:v|vols?|volumes?|Bde|Bände|Bd|Teile|tomes?|tomos?|t|dl|delen|bind|band|svazk\w*)\b\.?",
    re.IGNORECASE,
)


def pages_and_volumes(extent: str) -> tuple[str, str]:
    """Number of pages and number of volumes in an extent, empty where it does not say them; one volume is none.

    >>> pages_and_volumes("xii, 345 p., [16] p. of plates"), pages_and_volumes("1 vol. (331 p.)")
    (('345', ''), ('331', ''))
    >>> pages_and_volumes("3 v."), pages_and_volumes("1 Online-Ressource (XII, 330 p. 64 illus.)")
    (('', '3'), ('330', ''))
    """
    # «250, [5] leaves» counts a sequence in each number.
    pages = [int(number) for run in _PAGES.findall(extent[:1000]) for number in re.findall("[0-9]+", run)]
    volumes = _VOLUMES.match(extent)
    count = volumes[1].lstrip("0") if volumes else ""
    return str(max(pages)) if pages else "", count if count != "1" else ""


_PREFIX: Final = re.compile(
    r"(?<![^\s-])(?:(?:c|cop|copyright|©|℗|p|d\.?\s?l|dépôt légal|impr|imprimé|printed|publ|published|gedr|tryk|druk"
    r"|reprint|(?:an|año|anno|anno domini|år|jahr|im jahr))\b\.?\s*|[©℗cp]\s*)(?=[0-9])",
    re.IGNORECASE,
)
_CALENDARS: Final = (
    # A year of another calendar, or a wrong one, with the right one in brackets behind it.
    re.compile(r"^\[?[^\[\]]*\[(?:i\.\s?e\.,?\s*|=\s*)?([12][0-9]{3}(?:/[0-9]{2,4})?)\]?$"),
    re.compile(r"^(?:[^\W\d]+ )?[3-6][0-9]{3}, ([12][0-9]{3})$"),
)
_BETWEEN: Final = (
    r"(?:between|zwischen|entre|tra il|mellan|mellem)\s+(?:ca\.\s*)?([12][0-9]{3})\??\s+"
    r"(?:and|und|et|y|e il|och|og)\s+(?:ca\.\s*)?([12][0-9]{3})\??"
)
_FORMS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), form)
    for pattern, form in (
        (r"([0-9]{4})(0[1-9]|1[0-2])([0-3][0-9])", r"\1-\2-\3"), (r"([12][0-9]{3})(0[1-9]|1[0-2])", r"\1-\2"),
        (r"([12][0-9])--(\??)", r"\1XX\2"), (r"([12][0-9]{2})-(\??)", r"\1X\2"), (r"([12][0-9]{2})0s", r"\1X"),
        (r"([12][0-9]{3}\??)\s*-", r"\1/.."), (r"-\s*([12][0-9]{3})", r"../\1"), (_BETWEEN, r"\1/\2"),
        (r"([12][0-9]{3}) or ([12][0-9]{3})", r"\1/\2"),
    )
)  # fmt: skip
"""Forms that no general reader of dates takes for what they are, and the same in EDTF."""

_NO_DATE: Final = re.compile(
    r"\[?(?:n\.\s?d|s\.\s?a|o\.\s?J|s\.\s?d|sine anno|date not identified)\.?\]?", re.IGNORECASE
)
_LIMIT: Final = re.compile(r"(?:not )?(?:before|after)\b|(?:nicht )?(?:vor|nach)\b|avant\b|après\b", re.IGNORECASE)
_END: Final = 3000
_TIME: Final = re.compile(r"(?<=[0-9])[T ][0-9]{2}:[0-9]{2}.*$")
_PLAIN: Final = re.compile("[12][0-9]{3}(?:-[01][0-9](?:-[0-3][0-9])?)?")
"""Nearly all dates, which need no second look."""
_YEAR: Final = re.compile(r"(?<![0-9])[12][0-9]{3}(?![0-9])")


def catalogue_date(text: str) -> Date:
    """A date with the marks of cataloguers.

    >>> catalogue_date("[1957?]"), catalogue_date("1994-"), catalogue_date("©2023."), catalogue_date("[197-?]")
    (Date('1957?'), Date('1994/..'), Date('2023'), Date('197X?'))
    >>> catalogue_date("1402 [1982]"), catalogue_date("1985 [i.e. 1986]"), catalogue_date("1969, c1967")
    (Date('1982'), Date('1986'), Date('1969'))
    >>> catalogue_date("[between 1950 and 1960?]"), catalogue_date("20031112"), catalogue_date("Spring 1981.")
    (Date('1950/1960'), Date('2003-11-12'), Date('1981-21'))
    """
    text = _TIME.sub("", " ".join(text.split())).rstrip(".,;: ")
    if _PLAIN.fullmatch(text) and (date := Date.parse(text)).start is not None:
        return date
    if _NO_DATE.fullmatch(text):
        return Date()
    for calendar in _CALENDARS:
        text = calendar.sub(r"\1", text)
    text = _PREFIX.sub("", text.replace("[", "").replace("]", "")).strip()
    for pattern, form in _FORMS:
        if match := pattern.fullmatch(text):
            return Date.parse(match.expand(form))
    if re.fullmatch("[12][0-9]{0,2}u{1,3}", text):
        return Date.parse(text.replace("u", "X"))
    date = Date.parse(text)
    if date.start is not None or _LIMIT.match(text):
        return date
    # The date of an e-mail, as feeds have it.
    for part in (re.sub("^[A-Z][a-z]{2}, ", "", text), *re.split(r",|;| \(", text)):
        found = Date.parse(part.strip())
        if found.start is not None and (found.year or 0) < _END:
            return found
    years = _YEAR.findall(text)
    return Date.on(int(years[0])) if years else date


def encoded_dates(kind: str, first: str, second: str) -> tuple[Date | None, Date | None]:
    """Date of publication and of the original by the coded type of date and the two dates of MARC's field 008.

    >>> encoded_dates("r", "1999", "1887"), encoded_dates("c", "1994", "9999")
    ((Date('1999'), Date('1887')), (Date('1994/..'), None))
    >>> encoded_dates("e", "1990", "0514"), encoded_dates("s", "197u", "    ")
    ((Date('1990-05-14'), None), (Date('197X'), None))
    """
    start, end = (_encoded(one) for one in (first, second))
    if not start:
        return None, None
    if kind == "e" and re.fullmatch("(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01]|  )", second):
        return Date.parse("-".join(filter(None, (start, second[:2], second[2:].strip("0 ") and second[2:])))), None
    if kind == "r":
        return Date.parse(start), Date.parse(end) if end else None
    if kind in ("c", "u") or second == "9999":
        return Date.parse(f"{start}/.."), None
    if kind in ("d", "i", "k", "m", "q") and end and end != start:
        return Date.parse(f"{start}/{end}"), None
    return Date.parse(start), None


def _encoded(year: str) -> str:
    year = year.strip()
    if not re.fullmatch("[0-9]{1,4}u{0,3}", year) or len(year) != 4 or year in ("0000", "9999"):
        return ""
    return year.replace("u", "X")


_PARTS: Final = (
    ("volume", r"(?:\b(?:volume|vol|bd|jg|jahrgang|årg|año|annata|tome?|t|band|v|том|т)\b[.:]*\s*)([0-9][\w./-]*)"),
    ("issue", r"(?:\b(?:issue|no|nr|núm|number|heft|hft|h|num|iss|fasc|n|вып)\b|№)[.:°º]*\s*([0-9][\w./-]*)"),
    ("page", r"(?:\b(?:pages|page|pp|p|с|seiten?|s|páginas?|pág|pag|f)\b[.:]*\s*)([\w.]+(?:\s*[-–]\s*[\w.]+)?)"),
    ("issued", r"(?:\((?:[^()]*\s)?|\byear[.:]*\s*|\s|^)([12][0-9]{3})(?:\)|\b)"),
)


def read_parts(text: str) -> dict[str, str]:
    """Volume, issue, pages and year of a text that gives them together.

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
