"""From items to MARCXML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

import attrs

from citelib.formats._extra import report_losses
from citelib.formats._fields import as_doi, isbns, issns
from citelib.formats._names import read_name, write_name
from citelib.formats._remainder import Remainder
from citelib.formats._roles import RELATORS
from citelib.formats._xml import element, write_xml
from citelib.formats.format import Writing
from citelib.formats.marc.read import LOCAL, clean, read_parts, read_type
from citelib.formats.marc.record import MarcField, MarcRecord, parse_field
from citelib.model import Item, Name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["write_xml_records"]

_KINDS: Final = {
    "musical_score": "c", "map": "e", "motion_picture": "g", "broadcast": "g", "song": "j", "graphic": "k",
    "figure": "k", "software": "m", "dataset": "m", "manuscript": "t",
}  # fmt: skip
"""Sixth byte of the leader by CSL type; all else is text."""

_PARTS_OF: Final = frozenset(
    "article-journal article-magazine article-newspaper chapter entry entry-dictionary entry-encyclopedia "
    "paper-conference review review-book".split()
)
"""Types that are part of something else: seventh byte of the leader ``a``."""


def write_xml_records(items: Iterable[Item], writing: Writing) -> Iterator[str]:
    """Yield a MARCXML collection.

    Args:
        items: Items.
        writing: Told of what cannot be written.

    """
    start = '<collection xmlns="http://www.loc.gov/MARC21/slim">'
    return write_xml(start, (_element(_record(item, writing)) for item in items), "</collection>")


def _element(record: MarcRecord) -> Element | None:
    content = [element("leader", record.leader)]
    content += [element("controlfield", value, tag=tag) for tag, value in record.control.items()]
    content += [
        element(
            "datafield",
            [element("subfield", value, code=code) for code, value in field.subfields],
            tag=field.tag,
            ind1=field.indicators[0],
            ind2=field.indicators[1],
        )
        for field in record.fields
    ]
    return element("record", content)


def _record(item: Item, writing: Writing) -> MarcRecord:
    rest = Remainder(item)
    kind = _KINDS.get(item.type, "a")
    level = "a" if item.type in _PARTS_OF else "s" if item.type == "periodical" else "m"
    record = MarcRecord(f"     n{kind}{level} a22     uu 4500", {"001": item.id})
    own = {key.removeprefix("marc:"): value for key, value in item.custom.items() if key.startswith("marc:")}
    kept = {
        key: [one for one in value if isinstance(one, str)] for key, value in own.items() if isinstance(value, list)
    }

    def add(tag: str, indicators: str, *subfields: tuple[str, str | None]) -> None:
        given = [(code, value) for code, value in subfields if value]
        if given:
            record.fields.append(MarcField(tag, indicators, given))

    if source := kept.pop("003", None):
        record.control["003"] = source[0]
    for number in (rest.take("ISBN", isbns) or "").split():
        add("020", "  ", ("a", number))
    if "container-title" not in item:
        for number in (rest.take("ISSN", issns) or "").split():
            add("022", "  ", ("a", number))
    if doi := rest.take("DOI", as_doi):
        add("024", "7 ", ("a", doi), ("2", "doi"))
    if pmid := rest.take("PMID"):
        add("024", "7 ", ("a", pmid), ("2", "pmid"))
    add("041", "  ", ("a", rest.take("language")))
    _people(rest, record)
    statement, medium = kept.pop("245c", [""])[0], kept.pop("245h", [""])[0]
    add("245", "00", ("a", rest.take("title", clean)), ("h", f"[{medium}]" if medium else ""), ("c", statement))
    add("210", "  ", ("a", rest.take("title-short", clean)))
    add("240", "  ", ("a", rest.take("original-title", clean)))
    add("250", "  ", ("a", rest.take("edition", clean)))
    add("255", "  ", ("a", rest.take("scale", clean)))
    add(
        "264",
        " 1",
        ("a", rest.take("publisher-place", _bare)),
        ("b", rest.take("publisher", _bare)),
        ("c", rest.take_date("issued")),
    )
    for variable, unit in (("number-of-pages", "p"), ("number-of-volumes", "v")):
        if amount := rest.take(variable, _digits):
            add("300", "  ", ("a", f"{amount} {unit}."))
            break
    if "collection-title" in item and (series := rest.take("collection-title", clean)):
        add("490", "0 ", ("a", series), ("v", rest.take("collection-number", clean)))
    add("520", "  ", ("a", rest.take("abstract", clean)))
    add("540", "  ", ("a", rest.take("license", clean)))
    for keyword in (rest.take("keyword", _keywords) or "").split(", "):
        add("653", "  ", ("a", keyword))
    add("773", "0 ", *_host(rest))
    add("852", "  ", ("h", rest.take("call-number")))
    if url := rest.take("URL", lambda value: value if as_doi(value) is None else None):
        add("856", "40", ("u", url))
    for key, values in kept.items():
        for value in values:
            if (field := parse_field(key, value)) is not None:
                record.fields.append(field)
            else:
                add("590", "  ", ("a", f"marc:{key}: {value}"), ("5", LOCAL))
    for line in rest.lines(read_type(record)):
        add("590", "  ", ("a", line), ("5", LOCAL))
    report_losses(item, "marc", writing)
    return record


def _people(rest: Remainder, record: MarcRecord) -> None:
    for variable, code in RELATORS.items():
        for number, name in enumerate(rest.take_names(variable, _fits)):
            main = "1" if variable == "author" and number == 0 else "7"
            if name.literal is not None:
                record.fields.append(MarcField(f"{main}10", "2 ", [("a", name.literal), ("4", code)]))
            else:
                dates = (name.custom or {}).get("dates")
                subfields = [("a", write_name(name)), *([("d", dates)] if isinstance(dates, str) and dates else [])]
                record.fields.append(MarcField(f"{main}00", "1 ", [*subfields, ("4", code)]))


def _fits(name: Name) -> bool:
    if name.literal is not None:
        return clean(name.literal) == name.literal and not name.orcid
    return read_name(write_name(name)) == attrs.evolve(name, custom=None) and clean(write_name(name)) == write_name(
        name
    )


def _host(rest: Remainder) -> list[tuple[str, str | None]]:
    item = rest.item
    if "container-title" not in item:
        return []
    parts = [("volume", "vol. "), ("issue", "no. "), ("page", "p. ")]
    values = {variable: value for variable, _ in parts if isinstance(value := item.get(variable), str)}
    text = ", ".join(label + values[variable] for variable, label in parts if variable in values)
    if read_parts(text) == values:
        for variable in values:
            rest.take(variable)
    else:
        text = ""
    return [
        ("t", rest.take("container-title", _title)),
        ("p", rest.take("container-title-short", clean)),
        ("g", text),
        *(("x", number) for number in (rest.take("ISSN", issns) or "").split()),
    ]


def _title(value: str) -> str | None:
    return clean(re.sub(r"\s/\s.*$", "", value))


def _bare(value: str) -> str | None:
    return None if value.startswith("[") else clean(value)


def _digits(value: str) -> str | None:
    return value if re.fullmatch("[0-9]+", value, re.ASCII) else None


def _keywords(value: str) -> str:
    return ", ".join(dict.fromkeys(clean(word) for word in value.split(", ") if word.strip()))
