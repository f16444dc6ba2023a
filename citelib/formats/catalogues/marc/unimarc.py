"""UNIMARC records as MARC 21 records.

Source: UNIMARC Bibliographic Format, 3rd edition with updates, its coded field 100 and its codes of functions
(appendix C). A field without a kin in MARC 21 becomes a local field whose tag is ``unimarc`` and its own, which is kept
and never written as if it were MARC 21.
"""

from __future__ import annotations

import re
from typing import Final

from citelib.formats.catalogues.marc.record import MarcField, MarcRecord
from citelib.formats.kit.fields import as_doi

__all__ = ["from_unimarc", "is_unimarc"]

_KIN: Final = {
    "010": ("020", "aa bq dc zz"), "011": ("022", "aa fl yy zz"), "101": ("041", "aa ch"), "102": ("044", "aa"),
    "205": ("250", "aa bb fb"), "206": ("255", "aa"), "210": ("260", "aa cb dc ee gf hg"), "214": ("264", "aa cb dc"),
    "215": ("300", "aa cb dc ee"), "225": ("490", "aa hn ip vv xx"), "300": ("500", "aa"), "303": ("500", "aa"),
    "304": ("500", "aa"), "305": ("500", "aa"), "307": ("500", "aa"), "320": ("504", "aa"), "327": ("505", "aa"),
    "328": ("502", "aa bb cg dd ec"), "330": ("520", "aa"), "337": ("538", "aa"), "410": ("830", "ta aa vv xx"),
    "421": ("770", "tt aa xx yz"), "422": ("772", "tt aa xx yz"), "430": ("780", "tt aa xx yz"),
    "440": ("785", "tt aa xx yz"), "453": ("767", "tt aa xx yz"), "454": ("765", "tt aa cd nd dd xx yz"),
    "461": ("773", "tt aa cd nd dd eb hg ig pg vg xx yz uo 0w"), "462": ("773", "tt aa cd nd dd hg ig pg vg xx yz"),
    "463": ("773", "tt aa cd nd dd eb hg ig pg vg xx yz uo 0w"), "500": ("240", "aa ml"), "510": ("246", "aa"),
    "517": ("246", "aa eb"), "530": ("222", "aa bb"), "531": ("210", "aa"), "600": ("600", "aa bb cc fd xx yz zy jv"),
    "601": ("610", "aa bb xx yz zy jv"), "602": ("600", "aa xx yz zy jv"), "604": ("600", "aa tt"),
    "605": ("630", "aa xx yz zy jv"), "606": ("650", "aa xx yz zy jv"), "607": ("651", "aa xx yz zy jv"),
    "608": ("655", "aa"), "610": ("653", "aa"), "675": ("080", "aa"), "676": ("082", "aa"), "680": ("050", "aa bb"),
    "686": ("084", "aa 22"), "700": ("100", "aa bb cc dc fd gq 44 30"), "701": ("700", "aa bb cc dc fd gq 44 30"),
    "702": ("700", "aa bb cc dc fd gq 44 30"), "710": ("110", "aa bb dn ec fd 44 30"),
    "711": ("710", "aa bb dn ec fd 44 30"), "712": ("710", "aa bb dn ec fd 44 30"), "720": ("100", "aa cc fd 44 30"),
    "721": ("700", "aa cc fd 44 30"), "722": ("700", "aa cc fd 44 30"), "856": ("856", "uu zz yy qq 22 33"),
}  # fmt: skip
"""MARC 21 field of a UNIMARC field, with pairs of subfields: theirs and ours. The rest keeps the field."""

_PERSONS: Final = frozenset("600 700 701 702".split())
_BODIES: Final = frozenset("710 711 712".split())
_FAMILIES: Final = frozenset("720 721 722".split())
_HOSTS: Final = frozenset("461 462 463".split())
_LINKS: Final = frozenset("410 421 422 430 440 453 454 461 462 463".split())

_FUNCTIONS: Final = {
    "005": "actor", "010": "adapter", "020": "annotator", "030": "arranger", "040": "artist", "070": "author",
    "072": "author", "075": "author of afterword", "080": "author of introduction", "090": "author",
    "100": "bibliographic antecedent", "180": "cartographer", "205": "contributor", "210": "commentator",
    "212": "commentator for written text", "220": "compiler", "230": "composer", "250": "conductor", "273": "curator",
    "275": "dancer", "295": "degree granting institution", "300": "director", "305": "dissertant",
    "310": "distributor", "320": "donor", "330": "dubious author", "340": "editor", "350": "engraver", "360": "etcher",
    "370": "film editor", "390": "former owner", "400": "funder", "430": "illuminator", "440": "illustrator",
    "460": "interviewee", "470": "interviewer", "480": "librettist", "510": "lithographer", "520": "lyricist",
    "545": "musician", "550": "narrator", "557": "organizer", "560": "originator", "570": "contributor",
    "584": "inventor", "590": "performer", "600": "photographer", "605": "contributor", "610": "printer",
    "630": "producer", "635": "programmer", "650": "publisher", "651": "publishing director",
    "660": "addressee", "673": "research team head", "675": "reviewer", "677": "research team member",
    "690": "screenwriter", "695": "scientific advisor", "705": "sculptor", "721": "singer", "723": "sponsor",
    "727": "thesis advisor", "730": "translator", "755": "vocalist", "956": "thesis advisor", "958": "contributor",
}  # fmt: skip
"""Relator term of a UNIMARC code of a function."""

_IMPRINTS: Final = {"0": "1", "1": "0", "2": "2", "3": "3", "4": "4"}
"""Second indicator of 264 by that of UNIMARC's 214."""

_LEADER: Final = {"b": "t", "l": "m", "m": "o"}
"""MARC 21's type of record by UNIMARC's, where they differ."""

_CODED_DATES: Final = {
    "a": "c", "b": "d", "c": "u", "d": "s", "e": "r", "f": "q", "g": "m", "h": "t", "i": "p", "j": "e",
}  # fmt: skip
"""MARC 21's type of date by UNIMARC's."""


def is_unimarc(record: MarcRecord) -> bool:
    """Whether a record has UNIMARC's title and not MARC 21's."""
    return bool(record.all("200")) and not record.all("245")


def from_unimarc(record: MarcRecord) -> MarcRecord:
    """The record with the fields of MARC 21.

    Args:
        record: A record with the fields of UNIMARC.
    """
    fields: list[MarcField] = []
    for field in record.fields:
        if field.tag == "017" or (field.tag == "003" and field.subfields):
            fields.append(_identifier(field))
        elif field.tag == "033" and (address := field.first("a")).startswith("http"):
            fields.append(MarcField("856", "40", [("u", address)]))
        elif field.tag == "200":
            fields.append(_title(field))
        elif field.subfields and (row := _KIN.get(field.tag)) is not None:
            fields.append(_field(field, *row))
            if any(code not in _known(field.tag) for code, _ in field.subfields):
                fields.append(_own(field))
        else:
            fields.append(_own(field))
    coded = next((one.first("a") for one in record.all("100")), "")
    control = {tag: values for tag, values in record.control.items() if tag in ("001", "003", "005")}
    source = record.control.get("003", [""])[0]
    if source.startswith("http"):
        # The permanent address of the record, as French libraries give it.
        control.pop("003")
        fields.append(MarcField("unimarc003", "  ", [("a", source)]))
    if kind := _CODED_DATES.get(coded[8:9]):
        dates = re.match("([0-9]{4})([0-9]{4})?", coded[9:17])
        years = [(dates[one] if dates else None) or "    " for one in (1, 2)]
        control["008"] = [f"{coded[2:8].ljust(6)}{kind}{''.join(years)}".ljust(40)]
    leader = record.leader.ljust(24)
    # UNIMARC has subfields instead of the punctuation of ISBD.
    leader = f"{leader[:6]}{_LEADER.get(leader[6], leader[6])}{leader[7:18]}c{leader[19:]}"
    return MarcRecord(leader, control, fields, record.line)


def _own(field: MarcField) -> MarcField:
    return MarcField(f"unimarc{field.tag}", field.indicators, field.subfields)


def _known(tag: str) -> set[str]:
    """Subfields that nothing is lost of: those with a pair, links to authorities and control numbers, local ones."""
    embedded = {"1", "a", "d"} if tag in _LINKS else set()
    return {pair[0] for pair in _KIN[tag][1].split()} | {"3", "9", "6", "7", "5"} | embedded


def _identifier(field: MarcField) -> MarcField:
    value = field.first("a")
    scheme = field.first("2").casefold() or ("doi" if as_doi(value) else "")
    return MarcField("024", "7 ", [("a", value), *([("2", scheme)] if scheme else [])])


def _field(field: MarcField, tag: str, pairs: str) -> MarcField:
    codes = {pair[0]: pair[1] for pair in pairs.split()}
    theirs = _unembedded(field) if field.tag in _LINKS else field.subfields
    ours = [_worded(field.tag, codes[code], value) for code, value in theirs if code in codes]
    indicators = field.indicators
    if field.tag in _PERSONS:
        ours = _person(ours)
        indicators = "1 " if "," in ours[0][1] or field.indicators[1] == "1" else "0 "
    elif field.tag in _FAMILIES:
        indicators = "3 "
    elif field.tag in _BODIES:
        tag = f"{tag[0]}11" if field.indicators[0] == "1" else tag
        indicators = "2 "
    elif tag == "264":
        indicators = f" {_IMPRINTS.get(field.indicators[1], '1')}"
    return MarcField(tag, indicators, ours)


def _worded(tag: str, code: str, value: str) -> tuple[str, str]:
    """A subfield in the words of MARC 21: functions, and volumes with their sign."""
    if code == "4" and value in _FUNCTIONS:
        return "e", _FUNCTIONS[value]
    return code, f"vol. {value}" if code == "g" and tag in _HOSTS and value[:1].isdigit() else value


def _title(field: MarcField) -> MarcField:
    """Field 245: other works and parallel titles keep the marks that stand in front of them."""
    ours: list[tuple[str, str]] = []
    statements: list[str] = []
    for code, value in field.subfields:
        if code in "fg":
            statements.append(value)
        else:
            code, mark = ("b", "; ") if code == "a" and ours else _TITLES.get(code, (code, ""))
            ours.append((code, f"{mark}{value}"))
    statement = " ; ".join(statements)
    return MarcField("245", "10", [*ours, *([("c", statement)] if statement else [])])


_TITLES: Final = {"b": ("h", ""), "c": ("b", "; "), "d": ("b", "= "), "e": ("b", ""), "h": ("n", ""), "i": ("p", "")}
"""MARC 21's subfield of UNIMARC's, and the mark in front of it."""


def _person(ours: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Family and given name in one subfield."""
    family = " ".join(value for code, value in ours if code == "a").rstrip(", ")
    given = " ".join(value for code, value in ours if code == "b").strip(", ")
    rest = [(code, value.strip("()") if code == "d" else value) for code, value in ours if code not in "ab"]
    return [("a", f"{family}, {given}" if given else family), *rest]


_EMBEDDED: Final = {"200": {"a": "t"}, "010": {"a": "y"}, "011": {"a": "x"}, "210": {"a": "c", "d": "d"},
                    "214": {"a": "c", "d": "d"}, "001": {"": "0"}}  # fmt: skip
"""Subfield of a link for a subfield of a field that is embedded in it."""


def _unembedded(field: MarcField) -> list[tuple[str, str]]:
    """A link's subfields, of which some say fields: ``$12001 $aTitle``."""
    if not field.all("1"):
        return field.subfields
    found: list[tuple[str, str]] = []
    codes: dict[str, str] = {}
    for code, value in field.subfields:
        if code == "1":
            codes = _EMBEDDED.get(value[:3], {})
            if "" in codes and value[3:]:
                found.append((codes[""], value[3:]))
        elif code in codes:
            found.append((codes[code], value))
    return found
