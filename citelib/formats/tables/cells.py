"""What stands in the cells of tables: names, dates, keywords, types and citations, as products write them.

>>> [name.family for name in read_names("Lira R, de Oliv ASB, Cruz A.", Column("author", separator=","))]
['Lira', 'Oliv', 'Cruz']
>>> read_names("Gatt, Fay (123); Seq, Lin (456)", Column("author"))
[Name(family='Gatt', given='Fay'), Name(family='Seq', given='Lin')]
>>> read_names("W Guo, DW Straub", Column("author", "given-first", ","))
[Name(family='Guo', given='W.'), Name(family='Straub', given='D. W.')]
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Final

from citelib.formats.kit.endnote.tables import TYPES as RIS_TYPES
from citelib.formats.kit.names import in_reading_order, read_name, whole_person, with_dots
from citelib.formats.kit.names.lists import separated_by_commas, split_han
from citelib.formats.kit.zotero import csl_type
from citelib.formats.tables.columns import Column, common_types
from citelib.model import Date, Name, Point
from citelib.model.names import is_body, is_suffix
from citelib.model.vocabulary import ITEM_TYPES

__all__ = [
    "read_citation",
    "read_date",
    "read_keywords",
    "read_names",
    "read_type",
    "with_entities",
    "without_entities",
]

_ID: Final = re.compile(r"(?<!\s)\s*+\([0-9]+\)$")
"""The number that Scopus puts behind a name."""
_STOP: Final = re.compile(r"(?<=\s[A-Z][A-Z])\.$|(?<=\s[A-Z][A-Z][A-Z])\.$")
"""The full stop behind the last name of PubMed, whose initials have none."""
_LIST: Final = re.compile(r"\s*\[.*\]\s*", re.DOTALL)
_QUOTED: Final = re.compile(r"'((?:[^'\\]|\\.|(?<=\w)'(?=\w))*)'|\"((?:[^\"\\]|\\.)*)\"")
_OF_OBJECTS: Final = re.compile(
    rf"""['"](?:name|display_name|full_?name|author)['"]\s*:\s*(?:{_QUOTED.pattern})""", re.IGNORECASE
)
"""The names in a list of objects as programs print it, ``[{'id': '1', 'name': 'Ada Roa'}]``."""
_NOTE_MARK: Final = "(?>[0-9]{1,2}|[*†‡§¶])"
_NOTE_MARKS: Final = re.compile(rf"(?<=[^\W\d_]{{2}}){_NOTE_MARK}(?:,?{_NOTE_MARK})*+(?=\s*(?:[,;]|$))")
"""What leads from several names to their affiliations: «Ada Roa1,2, Bo Vu2»."""
_SHORT: Final = re.compile(r"(?:[^\W\d_][\w'’ -]* (?:[A-Z]\.?-?)+(?:, ?|\.?$))+")
"""Family names with initials, with nothing but commas between them."""
_JOINT: Final = re.compile(r"(?<=[^\W\d_A-Z])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLa)(?<!\bLe)(?<!\bVan)(?=[A-Z])")
"""Where one name ends and the next begins, of those with nothing between them."""


def without_entities(text: str) -> str:
    """Text with the characters that entities of HTML stand for, which exports of databases leave in their cells.

    >>> without_entities("Cells &amp; Tissues: a &lt;5 study of R&D"), without_entities("https://x.example/?a=1&copy=2")
    ('Cells & Tissues: a <5 study of R&D', 'https://x.example/?a=1&copy=2')
    """
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


def with_entities(text: str) -> str:
    """Text of which `without_entities` makes the text again: what looks like an entity and is none begins with one.

    >>> with_entities("R&D, &amp;"), without_entities("R&D, &amp;amp;")
    ('R&D, &amp;amp;', 'R&D, &amp;')
    """
    return _ENTITY.sub(lambda match: f"&amp;{match[0][1:]}", text) if "&" in text else text


_ENTITY: Final = re.compile("&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")


def read_names(text: str, column: Column) -> list[Name]:
    """The names of a cell."""
    if "&" in text:
        text = html.unescape(text)  # else the semicolon of «M&uuml;ller» would part names
    if len(_NOTE_MARKS.findall(text)) > 1:
        text = _NOTE_MARKS.sub("", text)
    if column.separator == ";" and ";" not in text and (listed := _sentence(text)):
        parts, is_list = listed, True
    else:
        parts = _parts(text, column.separator)
        is_list = not any("," in part for part in parts) and (
            _LIST.fullmatch(text) is not None
            or (column.separator == ";" and _is_list_of_persons(text))
            or any(_INITIALS_FIRST.fullmatch(part.strip()) for part in parts)
        )
    order = "given-first" if is_list else column.order
    return _as_people([name for part in parts if (name := _name(part, order)) is not None])


def _as_people(names: list[Name]) -> list[Name]:
    """The names, those in reading order read as people's; in a table, one alone is more often a person than not."""
    if (whole := whole_person(names)) is not None:
        return [with_dots(_person(whole))]
    return [with_dots(name) for name in in_reading_order(names)]


def _parts(text: str, separator: str) -> list[str]:
    text = text.strip().strip(";")
    if _LIST.fullmatch(text) and (quoted := _OF_OBJECTS.findall(text) or _QUOTED.findall(text)):
        return [one or other for one, other in quoted]
    if separator == "case":
        return _JOINT.split(text)
    if separator == ";" and _JAMMED.fullmatch(text):
        return re.split(r"(?<=\.)(?=[^\W\d_]{2})", text)
    if separator == ";" and (several := _several(text)):
        return several
    if separator == ";" and ";" not in text:
        text = _OXFORD.sub(", ", text)
        separator = next((one for one in ("；", "|", "\n") if one in text), separator)
        if " and " in text and all(map(_SEVERAL_WORDS.search, text.split(" and "))):
            separator = " and "
        if separator == ";" and (_SHORT.fullmatch(text) or _is_list_of_persons(text)):
            separator = ","
        elif separator == ";" and (joined := _joined(text)):
            return joined
    return text.split(separator)


def _several(text: str) -> list[str]:
    """The names of a list between commas that must be one; none if it may be one name.

    >>> _several("Roa, Ada, Vu, Bo T."), _several("A. Roa, Bo T. Vu"), _several("张三,李四"), _several("Roa, Ada, Jr.")
    (['Roa, Ada', 'Vu, Bo T.'], ['A. Roa', 'Bo T. Vu'], ['张三', '李四'], [])
    """
    if "," not in text and "，" not in text and "、" not in text:
        return []
    if len(han := split_han(text)) > 1:
        return han
    parts = [part.strip() for part in text.strip(" ,;").split(",")]
    if any(map(_INITIALS_FIRST.fullmatch, parts)) and all(map(_IN_ORDER.fullmatch, parts)):
        return parts
    is_one_or_other = ";" in text or " & " in text or " and " in text or _SHORT.fullmatch(text)
    return [] if is_one_or_other or any(map(is_suffix, parts)) else separated_by_commas(parts) or []


_INITIALS_FIRST: Final = re.compile(r"(?:[A-ZÀ-Þ]\.[ -]?)+ ?[^\W\d_][^\W\d_'’ -]+(?:[ '’-][^\W\d_]+)?")
_IN_ORDER: Final = re.compile(r"(?:[^\W\d_][\w'’-]*\.?[ -])+[^\W\d_][\w'’-]+")
"""One or more given names or initials in front of a family name."""
_INVERTED: Final = r"[^\W\d_][^,;&]*, (?:[A-Z]\.?[ -]?){1,4}"
_INITIALS_BEHIND: Final = re.compile(rf"{_INVERTED}(?:,? (?:(?:&|und|et|y) )?{_INVERTED})+")
"""Inverted names with initials, with commas between them as well: «Roa, A., Vu, B., & Low, C.»."""
_LAST: Final = re.compile(r",? (?:&|und|et|y) ")
"""What stands in front of the last name of a list; «and» is told before."""


def _joined(text: str) -> list[str]:
    """The names of a list that has no separator but commas and a word in front of the last; none if it is not a list.

    >>> _joined("Roa, Ada & Vu, Bo"), _joined("Roa, A., Vu, B., & Low, C."), _joined("Low & Sons, Inc.")
    (['Roa, Ada', 'Vu, Bo'], ['Roa, A.', 'Vu, B.', 'Low, C.'], [])
    """
    if _INITIALS_BEHIND.fullmatch(text):
        return re.findall(_INVERTED, _LAST.sub(", ", text))
    parts = _LAST.split(text)
    if len(parts) == 1:
        return []
    if all(_SHORT.fullmatch(part) for part in parts):
        return [name for part in parts for name in part.split(",")]
    return parts if all(part.count(",") == 1 and not part.endswith(",") and not is_body(part) for part in parts) else []


_JAMMED: Final = re.compile(r"(?:[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)? (?:[A-Z]\. ?)*[A-Z]\.){2,}")
"""Family names with initials, with nothing between one name and the next: «Roa A. B.Vu C.»."""


def _is_list_of_persons(text: str) -> bool:
    """Whether commas stand between persons in reading order: three or more, each of several words, none an initial."""
    parts = text.split(",")
    return (
        len(parts) > 2
        and not _SHORT.fullmatch(text)
        and all(1 < len(part.split()) < _MOST_WORDS and not is_body(part) for part in parts)
    )


def _sentence(text: str) -> list[str]:
    """Persons in reading order as a sentence has them, «Ada Roa, Bo Vu, and Cy Xi», «Ada Roa & Bo Vu»; else empty."""
    if not (match := _AND_LAST.search(text)):
        return []
    parts = [part.strip() for part in (*text[: match.start()].split(","), match[1]) if part.strip()]
    several = sum(1 < len(part.split()) < _MOST_WORDS for part in parts)
    is_list = several * 4 >= max(len(parts), 2) * 3 and not any(
        _INITIALS_LAST.search(part) or is_body(part) for part in parts
    )
    return parts if is_list else []


_OXFORD: Final = re.compile(r", (?:and|&) ")
_SEVERAL_WORDS: Final = re.compile(r"\w[,.]? +\w")
_AND_LAST: Final = re.compile(r",? (?:and|&|und|et|y|e) ((?:(?! and | & )[^,;])+)$")
_INITIALS_LAST: Final = re.compile(r"(?:^|\s)(?:[A-Z]\.?-?){1,3}$")
_MOST_WORDS: Final = 5


def _name(text: str, order: str) -> Name | None:
    text = _STOP.sub("", _ID.sub("", " ".join(text.split())).strip(" ;"))
    if not text:
        return None
    if order == "given-first" and "," not in text:
        name = Name(literal=text) if is_body(text) or not 1 < len(text.split()) < 6 else _person(text)
    else:
        name = read_name(text)
        if name.literal and text.isupper() and (match := _IN_CAPITALS.fullmatch(text)):
            name = Name(match[1], match[2])
    return with_dots(name)


_IN_CAPITALS: Final = re.compile(r"([^\W\d_]{2,}(?:[ '’-][^\W\d_]{2,})*) ([A-Z]{1,3})")
"""Family name and initials of a table in which everything is in capitals."""


def _person(text: str) -> Name:
    """A person in reading order, whose family name may begin with a particle in capitals."""
    match = _PARTICLES.fullmatch(text)
    return Name(match[2], match[1]) if match else Name.parse(text)


_PARTICLES: Final = re.compile(r"(\S.*?) ((?:(?:De|Da|Do|Dos|Di|Del|Della|Du|La|Le|Van|Von|Den|Der|Ten|Ter) )+\S+)")


def read_keywords(text: str, column: Column) -> list[str]:
    """The keywords of a cell."""
    separator = column.separator
    if _LIST.fullmatch(text) and (quoted := _QUOTED.findall(text)):
        return [word for one, other in quoted if (word := (one or other).strip())]
    if separator == ";" and not re.search("[;；|\n]", text):
        return [text.strip()] if "," not in text else [part.strip() for part in text.split(",") if part.strip()]
    pattern = "[;；|\n]" if separator == ";" else re.escape(separator)
    return [word for part in re.split(pattern, text) if (word := part.strip(" *"))]


def read_date(texts: Iterable[str], month: str = "") -> Date | None:
    """The date of issue by all cells that say something of it: the most exact of those of one year.

    >>> read_date(["JUL 15", "2006"]), read_date(["2022", "2022-05-07"]), read_date(["2020"], month="Mar")
    (Date('2006-07-15'), Date('2022-05-07'), Date('2020-03'))
    """
    found = [bare for text in texts if (bare := text.strip().rstrip("/"))]
    year = next((match[0] for text in found if (match := _YEAR.search(text))), "")
    dates = []
    if month.strip() and year:
        found.append(f"{year}-{int(month):02}" if month.strip().isdecimal() else f"{month} {year}")
    for text in found:
        date = Date.parse(_of_spreadsheet(match) if (match := _SPREADSHEET.fullmatch(text)) else text)
        if (date.start is None or date.year is None) and year and not _YEAR.search(text):
            date = Date.parse(f"{text.title()} {year}")
        dates.append(date)
    known = [date for date in dates if date.start is not None]
    of_year = [date for date in known if not year or date.year == int(year)]
    return max(of_year or known or dates, key=_exactness, default=None)


_YEAR: Final = re.compile(r"(?<![0-9])[12][0-9]{3}(?![0-9])")
_SPREADSHEET: Final = re.compile(r"([A-Z][a-z]{2})-([0-9]{2})")
"""What a spreadsheet makes of a month and a year, «May-19»."""
_NEWEST: Final = 40
"""Years of two digits below this are of the 21st century."""


def _of_spreadsheet(match: re.Match[str]) -> str:
    return f"{match[1]} {'20' if int(match[2]) < _NEWEST else '19'}{match[2]}"


def _exactness(date: Date) -> int:
    return len(date.start.parts) if isinstance(date.start, Point) else 0


def read_type(text: str, types: Mapping[str, str]) -> str | None:
    """CSL type of a product's word for a type, of the first that is known if there are several; None if none is.

    A word that does not describe the work (of a kind of file, for instance) has an empty type.

    >>> read_type("Review, Article", {}), read_type("bookSection", {}), read_type("PDF", {})
    ('article-journal', 'chapter', None)
    """
    for part in (text, *re.split("[,;|]", text)):
        word = part.strip()
        known = types.get(word.casefold())
        if known is None:
            known = common_types().get(word.casefold()) or _RIS_TYPES.get(word)
        if known is None and word != "article":
            known = word if word in ITEM_TYPES else csl_type(word)
        if known is not None:
            return known
    return None


_RIS_TYPES: Final = {name: csl_type for name, csl_type in RIS_TYPES.items() if len(name) > 2}


_CITATION: Final = re.compile(
    r"(?P<journal>.+?)\. (?P<date>[12][0-9]{3}[^;:.]*)(?:;(?P<volume>[^:(.]*)(?:\((?P<issue>[^()]*)\))?)?"
    r"(?::(?P<page>[^.]*))?\."
)


_SOURCE: Final = re.compile(
    r"(?P<journal>.+?) \((?P<year>[12][0-9]{3})\)(?: (?P<volume>[^:()\s]+))?(?::(?P<issue>[^()]*?))?"
    r"(?: \((?P<page>[^()]+)\))?(?: Article Number: (?P<number>\S+?))?\.(?: Date of Publication: (?P<date>.+))?"
)


def read_citation(text: str) -> dict[str, str]:
    """Journal, date, volume, issue and pages of the short citation of PubMed, or of what Embase calls the source.

    >>> read_citation("Econ Bot. 2021 Mar;75(2):101-110. doi: 10.1000/eb.21.")
    {'container-title': 'Econ Bot', 'issued': '2021 Mar', 'volume': '75', 'issue': '2', 'page': '101-110'}
    >>> read_citation("Econ Bot (2021) 75:2 (101-110). Date of Publication: 2021")
    {'container-title': 'Econ Bot', 'volume': '75', 'issue': '2', 'page': '101-110', 'issued': '2021'}
    """
    found: dict[str, str] = {}
    if match := _SOURCE.fullmatch(text.strip()) or _CITATION.match(text):
        found = {key: value.strip() for key, value in match.groupdict().items() if value and value.strip()}
    year = found.pop("year", "")
    if year and year not in found.get("date", ""):
        found["date"] = year
    return {_CITED.get(key, key): value for key, value in found.items()}


_CITED: Final = {"journal": "container-title", "date": "issued"}
