"""PICA+ fields as those of MARC 21.

Source: the format documentation of the K10plus (https://format.k10plus.de) and the concordance of PICA+ and MARC 21
that the German library networks publish.

>>> record = from_pica([PicaField("021A", [("a", "Die @Karren"), ("h", "von Ada Roa")])], None)
>>> record.fields[0]
MarcField(tag='245', indicators='  ', subfields=[('a', 'Die Karren'), ('c', 'von Ada Roa')])
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import attrs

from citelib.formats.catalogues.marc.record import MarcField, MarcRecord
from citelib.formats.kit.fields import as_doi
from citelib.formats.kit.lines import one_line

__all__ = ["PicaField", "from_pica", "is_authority"]


@attrs.frozen
class PicaField:
    """A field: its tag without the occurrence, and pairs of codes and values."""

    tag: str
    subfields: list[tuple[str, str]]

    def first(self, codes: str) -> str:
        """Value of the first subfield with one of the codes, in the order of `codes`; else empty."""
        return next((value for wanted in codes for code, value in self.subfields if code == wanted and value), "")


_KIN: Final = {
    "004A": ("020", "Aa 0a"), "004J": ("020", "Aa 0a"), "004P": ("020", "Aa 0a"), "005A": ("022", "0a Aa"),
    "010@": ("041", "aa ch"), "021A": ("245", "aa db hc"), "032@": ("250", "aa hb"), "034D": ("300", "aa"),
    "034M": ("300", "ab"), "034I": ("300", "ac"), "036E": ("490", "aa lv"), "037A": ("500", "aa"),
    "020F": ("520", "aa"), "047I": ("520", "aa"), "041A": ("653", "aa"), "044N": ("653", "aa"), "044K": ("653", "aa"),
    "013D": ("655", "aa"), "033A": ("264", "pa nb"), "009P": ("856", "au"), "017C": ("856", "uu au"),
}  # fmt: skip
"""MARC 21 field of a PICA+ field, with pairs of subfields: theirs and ours."""
_PERSONS: Final = "028"
_BODIES: Final = "029"
_ONCE: Final = frozenset(("020", "022"))
"""Fields that say the same number in several ways, of which the first is read."""
_SORTED: Final = re.compile(r"(?:(?<=^)|(?<=[\s'’]))@(?=\S)")
"""The sign in front of the first word by which a title is sorted."""
_BRACKETS: Final = re.compile(r"\s*(?:[\[*|(<].*|/[A-Z]{2,}\b.*)")
"""What stands behind a name that is taken from an authority: its dates and numbers."""

_KINDS: Final = {
    "A": "a", "O": "a", "E": "a", "H": "t", "K": "e", "M": "c", "G": "j", "B": "g", "S": "m", "Z": "a", "L": "m",
    "V": "r",
}  # fmt: skip
"""MARC 21's type of record by the first letter of PICA's."""
_LEVELS: Final = {"b": "s", "d": "s", "o": "a", "s": "a", "v": "a"}
"""MARC 21's level by PICA's second letter; all others are of a work by itself."""


def is_authority(fields: Sequence[PicaField]) -> bool:
    """Whether a record is one of a person, a body or a subject."""
    return any(field.tag == "002@" and field.first("0").startswith("T") for field in fields)


def from_pica(fields: Sequence[PicaField], line: int | None) -> MarcRecord:
    """The record with the fields of MARC 21.

    Args:
        fields: Fields of the title; those of libraries and copies are not read.
        line: Where the record begins.
    """
    by_tag: dict[str, list[PicaField]] = {}
    for field in fields:
        by_tag.setdefault(field.tag, []).append(field)
    kind = next((field.first("0") for field in by_tag.get("002@", ())), "Aa").ljust(2)
    control = {"001": [number.first("0") for number in by_tag.get("003@", ())][:1]}
    found: list[MarcField] = []
    for field in fields:
        if field.tag in _KIN:
            found.append(_field(field, by_tag))
        elif field.tag.startswith(_PERSONS):
            found.append(_person(field))
        elif field.tag.startswith(_BODIES):
            found.append(_body(field))
        elif field.tag == "037C":
            found.append(_thesis(field))
        elif field.tag == "004V" and (doi := as_doi(field.first("0"))):
            found.append(MarcField("024", "7 ", [("a", doi), ("2", "doi")]))
        elif field.tag not in _READ_ELSEWHERE and not field.tag.startswith(_HOUSEKEEPING):
            found.append(
                MarcField(f"pica{field.tag}", "  ", [(code, one_line(text)) for code, text in field.subfields])
            )
    if "039B" in by_tag or "031A" in by_tag:
        found.append(_host(by_tag))
    if not any(field.tag == "264" for field in found) and (year := _year(by_tag)):
        found.append(MarcField("264", " 1", [("c", year)]))
    level = _LEVELS.get(kind[1], "m")
    leader = f"00000n{_KINDS.get(kind[0], 'a')}{level} a2200000 c 4500"
    return MarcRecord(leader, control, [one for one in found if one.subfields], line)


_HOUSEKEEPING: Final = ("001", "003", "006", "007", "008", "012", "013@", "019", "020D", "021M", "00")
"""What begins the tags of fields about the record rather than the work."""
_READ_ELSEWHERE: Final = frozenset(("002@", "011@", "031A", "039B", "036C", "036F", "036D", "009Q", "021B", "034K"))


def _field(field: PicaField, by_tag: dict[str, list[PicaField]]) -> MarcField:
    tag, pairs = _KIN[field.tag]
    known = {pair[0]: pair[1] for pair in pairs.split()}
    subfields = [(known[code], _text(value)) for code, value in field.subfields if code in known and value]
    if tag in _ONCE:
        subfields = subfields[:1]
    elif tag == "245":
        subfields = _title(subfields, by_tag)
    elif tag == "264":
        subfields += [("c", year)] if (year := _year(by_tag)) else []
    elif tag == "653" and not subfields and (word := _BRACKETS.sub("", field.first("8"))):
        subfields = [("a", word)]
    indicators = {"264": " 1", "856": "40"}.get(tag, "  ")
    return MarcField(tag, indicators, subfields)


def _title(subfields: list[tuple[str, str]], by_tag: dict[str, list[PicaField]]) -> list[tuple[str, str]]:
    """The title, in front of it that of the work of several volumes of which it is one."""
    whole = next(iter(by_tag.get("036C", ())), None)
    part = next(iter(by_tag.get("021B", ())), None)
    if whole is not None and (title := _text(whole.first("a"))):
        numbers = [("n", number)] if (number := one_line(whole.first("l"))) else []
        return [("a", title), *numbers, *(("p" if code == "a" else code, text) for code, text in subfields)]
    if part is not None:
        names = [("n", part.first("l")), ("p", _text(part.first("a")))]
        at = next((place + 1 for place, (code, _) in enumerate(subfields) if code == "a"), 0)
        subfields[at:at] = [(code, text) for code, text in names if text]
    return subfields


def _year(by_tag: dict[str, list[PicaField]]) -> str:
    """The years of issue."""
    field = next(iter(by_tag.get("011@", ())), PicaField("011@", []))
    first, last = field.first("a"), field.first("b")
    return f"{first}-{last}" if first and last else first


def _person(field: PicaField) -> MarcField:
    family, given = one_line(field.first("aP")), one_line(field.first("d"))
    whole = ", ".join(filter(None, (family, " ".join(filter(None, (given, field.first("c")))))))
    if not whole:
        whole = _BRACKETS.sub("", one_line(field.first("8")))
    roles = [
        (code, one_line(value).strip("[]")) for their, code in (("B", "e"), ("4", "4")) if (value := field.first(their))
    ]
    tag = "100" if field.tag == "028A" else "700"
    return MarcField(tag, "1 " if "," in whole else "0 ", [("a", whole), *roles] if whole else [])


def _body(field: PicaField) -> MarcField:
    whole = _text(field.first("a")) or _BRACKETS.sub("", one_line(field.first("8")))
    units = [("b", _text(value)) for code, value in field.subfields if code == "b" and value]
    roles = [("e", one_line(value).strip("[]"))] if (value := field.first("B")) else []
    return MarcField("110" if field.tag == "029A" else "710", "2 ", [("a", whole), *units, *roles] if whole else [])


def _thesis(field: PicaField) -> MarcField:
    """The note of a thesis: in parts, or the place and all else."""
    if field.first("d"):
        pairs = (("b", "d"), ("c", "e"), ("d", "f"))
        return MarcField(
            "502", "  ", [(ours, _text(field.first(their))) for ours, their in pairs if field.first(their)]
        )
    return MarcField("502", "  ", [("a", ", ".join(filter(None, (_text(field.first("b")), _text(field.first("a"))))))])


def _host(by_tag: dict[str, list[PicaField]]) -> MarcField:
    """The work of which an article is a part, and its place there."""
    host = next(iter(by_tag.get("039B", ())), PicaField("039B", []))
    title = _text(host.first("ta8")) if host.first("t") else _text(host.first("8").rpartition("--")[2])
    place = next(iter(by_tag.get("031A", ())), PicaField("031A", []))
    words = (("volume", "d"), ("year", "j"), ("number", "e"), ("pages", "h"))
    parts = [f"{word}:{one_line(place.first(code))}" for word, code in words if place.first(code)]
    subfields = [("t", _BRACKETS.sub("", title))] if title else []
    subfields += [("g", " ".join(parts))] if parts else []
    codes = [code for code, _ in host.subfields]
    for at, (code, value) in enumerate(host.subfields):
        if code == "C" and "6" in codes[at + 1 : at + 2] and value in ("ISSN", "ISBN"):
            subfields.append(("x" if value == "ISSN" else "z", one_line(host.subfields[at + 1][1])))
    return MarcField("773", "08", subfields)


def _text(value: str) -> str:
    """A value on one line, without the sign for sorting."""
    return one_line(_SORTED.sub("", value))
