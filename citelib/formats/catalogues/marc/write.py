"""From items to MARCXML.

A field is written only if the reader makes of it what the item has; the rest goes into local notes. A field that has
been kept of a record stands for the one that would be made, if it says the same.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from citelib.diagnostics import Diagnostic
from citelib.formats.catalogues.cataloguing import read_parts
from citelib.formats.catalogues.marc.fields import read_fields
from citelib.formats.catalogues.marc.names import name_field, read_body, read_person
from citelib.formats.catalogues.marc.read import LOCAL, read_type
from citelib.formats.catalogues.marc.record import MarcField, MarcRecord, exchange_text, parse_field
from citelib.formats.catalogues.marc.tables import KINDS, LINKS, PARTS_OF
from citelib.formats.catalogues.roles import RELATORS
from citelib.formats.format import Writing
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import kept_line, kept_texts
from citelib.formats.kit.fields import as_doi
from citelib.formats.kit.languages import library_code
from citelib.formats.kit.making import Making
from citelib.formats.kit.names import gives_back, write_name
from citelib.formats.kit.remainder import is_plain
from citelib.formats.xml.elements import element, write_xml
from citelib.model import Date, Item, Name, Relation

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["write_exchange_records", "write_xml_records"]

_TAGS: Final = {relation: tag for tag, relation in LINKS.items()}


def write_xml_records(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield a MARCXML collection.

    Args:
        items: Items.

    """
    start = '<collection xmlns="http://www.loc.gov/MARC21/slim">'
    return write_xml(start, (_element(_record(item)) for item in items), "</collection>")


def write_exchange_records(items: Iterable[Item], writing: Writing) -> Iterator[str]:
    """Yield records in the exchange form.

    Args:
        items: Items.
        writing: Told of records that are too long for other readers.

    """
    for item in items:
        text, fits = exchange_text(_record(item))
        if not fits:
            message = "the record is longer than the exchange form can say; some programs will not read it"
            writing.report(Diagnostic("warning", "marc-too-long", message, item=item.id))
        yield text


def _element(record: MarcRecord) -> Element | None:
    content = [element("leader", record.leader)]
    content += [element("controlfield", value, tag=tag) for tag, values in record.control.items() for value in values]
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


_Making = Making[MarcField]
Subfield = tuple[str, str | None]


_GROUPS: Final = {"70": "700", "71": "700", "72": "700", "60": "600", "61": "600", "63": "600", "65": "600"}
"""Tags that sort alike, as the order among names and among subjects is theirs."""

_UNFIT: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|^\\s|\\s$|\\s\\s")


def _read(draft: Draft, fields: Sequence[MarcField]) -> bool:
    return not any(_UNFIT.search(value) for one in fields for _, value in one.subfields) and read_fields(draft, fields)


def _field(tag: str, indicators: str, *subfields: Subfield) -> MarcField | None:
    """A field of the subfields that have a value; None, which is no field, without any."""
    found = [(code, value) for code, value in subfields if value]
    return MarcField(tag, indicators, found) if found else None


def _record(item: Item) -> MarcRecord:
    making = Making(item, _read, group=lambda field: field.tag)
    kind = KINDS.get(item.type, "a")
    level = "a" if item.type in PARTS_OF else "s" if item.type == "periodical" else "m"
    record = MarcRecord(f"     n{kind}{level} a22     uc 4500", {"001": [item.id]})
    notes = list(_keep(making, record))
    subjects = [field for field in making.kept_parts if field.tag[0] == "6"]
    _describe(making)
    if not making.is_kept("keyword", *subjects):
        # Headings have commas of their own.
        making.add(*(_field("653", "  ", ("a", word)) for word in making.value("keyword").split(", ")))
    _host(making)
    _relations(making)
    record.fields = sorted(making.finish(), key=lambda field: _GROUPS.get(field.tag[:2], field.tag))
    notes += making.rest.lines(read_type(record))
    record.fields += [MarcField("590", "  ", [("a", line), ("5", LOCAL)]) for line in notes]
    return record


def _keep(making: _Making, record: MarcRecord) -> Iterator[str]:
    """Take in what has been kept; yield notes of what is no field."""
    for tag, texts in kept_texts(making.item, "marc").items():
        for text in texts:
            if re.fullmatch("00[2-9]", tag):
                record.control.setdefault(tag, []).append(text.replace("#", " "))
            elif (field := parse_field(tag, text)) is not None:
                making.keep(field)
            else:
                yield kept_line("marc", tag, text)


def _add(making: _Making, tag: str, indicators: str, *subfields: Subfield) -> bool:
    return making.add(_field(tag, indicators, *subfields))


def _describe(making: _Making) -> None:
    """All but names, subjects, host and relations, in the order of the tags."""
    item, value = making.item, making.value
    add = functools.partial(_add, making)
    making.add(*(_field("020", "  ", ("a", number)) for number in value("ISBN").split()))
    if "container-title" not in item:
        making.add(*(_field("022", "  ", ("a", number)) for number in value("ISSN").split()))
    for variable, scheme in (("DOI", "doi"), ("PMID", "pmid")):
        if value(variable):
            add("024", "7 ", ("a", value(variable)), ("2", scheme))
    languages = [(one, library_code(one)) for one in value("language").split(", ")]
    if all(code for _, code in languages):
        add("041", "  ", *(("a", code) for _, code in languages))
    else:
        add("041", " 7", *(("a", one) for one, _ in languages), ("2", "rfc5646"))
    if item.type in _NUMBERED:
        add("088", "  ", ("a", value("number")))
    _people(making)
    main, glue, remainder = value("title").partition(": ")
    entry = "10" if "author" in item else "00"
    whole = ("a", value("title"))
    add("245", entry, ("a", f"{main} :" if glue else main), ("b", remainder)) or add("245", entry, whole)
    add("210", "  ", ("a", value("title-short")))
    add("250", "  ", ("a", value("edition")))
    add("255", "  ", ("a", value("scale")))
    _imprint(making)
    for variable, unit in (("number-of-pages", "p"), ("number-of-volumes", "v")):
        if re.fullmatch("[0-9]+", value(variable), re.ASCII):
            add("300", "  ", ("a", f"{value(variable)} {unit}."))
    series = ("a", value("collection-title"))
    if value("collection-title"):
        add("490", "0 ", series, ("v", value("collection-number"))) or add("490", "0 ", series)
    making.add(*(_field("500", "  ", ("a", line)) for line in value("note").split("\n")))
    if item.type == "thesis":
        # The note makes the type, and has the degree and the institution.
        degree = ("b", value("genre"))
        add("502", "  ", degree, ("c", value("publisher"))) or add("502", "  ", degree)
    making.add(*(_field("520", "  ", ("a", line)) for line in value("abstract").split("\n")))
    add("540", "  ", ("a", value("license")))
    add("711", "2 ", ("a", value("event-title")), ("d", _edtf(item.event_date)), ("c", value("event-place")))
    add("765", "0 ", ("t", value("original-title")))
    add("852", "  ", ("h", value("call-number")))
    add("856", "40", ("u", value("URL")))


_NUMBERED: Final = frozenset(("report", "patent", "standard"))


def _edtf(date: Date | None) -> str:
    return date.edtf() if date else ""


def _imprint(making: _Making) -> None:
    date = _edtf(making.item.issued)
    subfields: list[Subfield] = [
        ("a", making.value("publisher-place")),
        ("b", making.value("publisher")),
        ("c", date.replace("/..", "-") if date.endswith("/..") else date),
    ]
    making.add_fitting(lambda some: _field("264", " 1", *some), subfields)


def _people(making: _Making) -> None:
    for variable, relator in RELATORS.items():
        fields = making.rest.take_made(variable, functools.partial(_name, relator=relator))
        if fields and variable == "author":
            fields[0].tag = f"1{fields[0].tag[1:]}"  # the main entry
        making.parts += fields


def _name(name: Name, relator: str) -> MarcField | None:
    """The field of a name, if that gives the name back."""
    text = name.literal if name.literal is not None else write_name(name)
    if _UNFIT.search(text):
        return None
    field = name_field("7", name, relator, text)
    read = read_body(field) if field.tag == "710" else read_person(field)
    return field if gives_back(read, name, ("dates", "affiliation", "marc")) else None


def _host(making: _Making) -> None:
    item, value = making.item, making.value
    if "container-title" not in item:
        return
    parts = [("volume", "vol. "), ("issue", "no. "), ("page", "p. ")]
    values = {variable: found for variable, _ in parts if (found := value(variable))}
    text = ", ".join(label + values[variable] for variable, label in parts if variable in values)
    text = text if read_parts(text) == values else ""
    title: Subfield = ("t", value("container-title"))
    others: list[Subfield] = [
        ("p", value("container-title-short")),
        ("g", text),
        *(("x", number) for number in value("ISSN").split()),
    ]
    _add(making, "773", "0 ", title, *others) or _add(making, "773", "0 ", title)


def _relations(making: _Making) -> None:
    def fits(one: Relation) -> bool:
        return (
            is_plain(one)
            and one.type in _TAGS
            and one.type != "part-of"
            and one.scheme == "doi"
            and as_doi(one.target) == one.target
        )

    said = set(making.kept_relations)
    for one in making.rest.take_relations(lambda one: fits(one) and one not in said):
        making.parts.append(MarcField(_TAGS[one.type], "08", [("o", one.target)]))
