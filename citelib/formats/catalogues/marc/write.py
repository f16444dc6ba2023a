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
from citelib.formats.kit.checked import CheckedDraft
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import kept_line, kept_texts
from citelib.formats.kit.fields import as_doi
from citelib.formats.kit.languages import library_code
from citelib.formats.kit.lines import one_line, without_control
from citelib.formats.kit.names import write_name
from citelib.formats.kit.written import is_plain
from citelib.formats.xml.writing import element, write_xml
from citelib.model import Date, Item, Name, Relation
from citelib.model.keywords import split_keywords

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


_Draft = CheckedDraft[MarcField]
Subfield = tuple[str, str | None]


_GROUPS: Final = {"70": "700", "71": "700", "72": "700", "60": "600", "61": "600", "63": "600", "65": "600"}
"""Tags that sort alike, as the order among names and among subjects is theirs."""

_UNFIT: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|^\\s|\\s$|\\s\\s")


def _read(draft: Draft, fields: Sequence[MarcField]) -> bool:
    return not any(_UNFIT.search(value) for one in fields for _, value in one.subfields) and read_fields(draft, fields)


def _field(tag: str, indicators: str, *subfields: Subfield) -> MarcField | None:
    """A field of the subfields that have a value; None, which is not a field, without any."""
    found = [(code, value) for code, value in subfields if value]
    return MarcField(tag, indicators, found) if found else None


def _record(item: Item) -> MarcRecord:
    draft = CheckedDraft(item, _read, group=lambda field: field.tag)
    kind = KINDS.get(item.type, "a")
    level = "a" if item.type in PARTS_OF else "s" if item.type == "periodical" else "m"
    record = MarcRecord(f"     n{kind}{level} a22     uc 4500", {"001": [item.id]})
    notes = list(_keep(draft, record))
    subjects = [field for field in draft.kept_parts if field.tag[0] == "6"]
    _describe(draft)
    if not draft.is_kept("keyword", *subjects):
        # Headings have commas of their own.
        draft.add(*(_field("653", "  ", ("a", word)) for word in split_keywords(draft.value("keyword"))))
    _host(draft)
    _relations(draft)
    record.fields = sorted(draft.finish(), key=lambda field: _GROUPS.get(field.tag[:2], field.tag))
    notes += draft.lines(read_type(record))
    record.fields += [MarcField("590", "  ", [("a", line), ("5", LOCAL)]) for line in notes]
    return record


def _keep(draft: _Draft, record: MarcRecord) -> Iterator[str]:
    """Take in what has been kept; yield notes of what is not a field."""
    for tag, texts in kept_texts(draft.item, "marc").items():
        for text in texts:
            if re.fullmatch("00[2-9]", tag):
                record.control.setdefault(tag, []).append(text.replace("#", " "))
            elif (field := parse_field(tag, text)) is not None:
                draft.keep(field)
            else:
                yield kept_line("marc", tag, text)


def _add(draft: _Draft, tag: str, indicators: str, *subfields: Subfield) -> bool:
    return draft.add(_field(tag, indicators, *subfields))


def _describe(draft: _Draft) -> None:
    """All but names, subjects, host and relations, in the order of the tags."""
    item, value = draft.item, draft.value
    add = functools.partial(_add, draft)
    draft.add(*(_field("020", "  ", ("a", number)) for number in value("ISBN").split()))
    if "container-title" not in item:
        draft.add(*(_field("022", "  ", ("a", number)) for number in value("ISSN").split()))
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
    _people(draft)
    main, glue, remainder = value("title").partition(": ")
    entry = "10" if "author" in item else "00"
    draft.add_always(
        "title",
        _field("245", entry, ("a", f"{main} :" if glue else main), ("b", remainder)),
        _field("245", entry, ("a", without_control(one_line(value("title"))))),
    )
    add("210", "  ", ("a", value("title-short")))
    add("250", "  ", ("a", value("edition")))
    add("255", "  ", ("a", value("scale")))
    _imprint(draft)
    for variable, unit in (("number-of-pages", "p"), ("number-of-volumes", "v")):
        if re.fullmatch("[0-9]+", value(variable), re.ASCII):
            add("300", "  ", ("a", f"{value(variable)} {unit}."))
    series = ("a", value("collection-title"))
    if value("collection-title"):
        add("490", "0 ", series, ("v", value("collection-number"))) or add("490", "0 ", series)
    draft.add(*(_field("500", "  ", ("a", line)) for line in value("note").split("\n")))
    if item.type == "thesis":
        # The note makes the type, and has the degree and the institution.
        degree = ("b", value("genre"))
        add("502", "  ", degree, ("c", value("publisher"))) or add("502", "  ", degree)
    draft.add(*(_field("520", "  ", ("a", line)) for line in value("abstract").split("\n")))
    add("540", "  ", ("a", value("license")))
    add("711", "2 ", ("a", value("event-title")), ("d", _edtf(item.event_date)), ("c", value("event-place")))
    add("765", "0 ", ("t", value("original-title")))
    add("852", "  ", ("h", value("call-number")))
    add("856", "40", ("u", value("URL")))


_NUMBERED: Final = frozenset(("report", "patent", "standard"))


def _edtf(date: Date | None) -> str:
    return date.edtf() if date else ""


def _imprint(draft: _Draft) -> None:
    date = draft.nearest_date("issued") or ""
    day: Subfield = ("c", date.replace("/..", "-") if date.endswith("/..") else date)
    subfields: list[Subfield] = [("a", draft.value("publisher-place")), ("b", draft.value("publisher")), day]
    draft.add_fitting(lambda some: _field("264", " 1", *some), subfields)
    draft.add_always("issued", _field("264", " 1", day))


def _people(draft: _Draft) -> None:
    for variable, relator in RELATORS.items():
        fields = draft.take_names(variable, functools.partial(_name, relator=relator), _read_name)
        if fields and variable == "author":
            fields[0].tag = f"1{fields[0].tag[1:]}"  # the main entry
        draft.parts += fields


def _name(name: Name, relator: str) -> MarcField | None:
    text = without_control(one_line(name.literal) if name.literal is not None else write_name(name))
    return name_field("7", name, relator, text) if text else None


def _read_name(field: MarcField) -> Name | None:
    return read_body(field) if field.tag[1:] == "10" else read_person(field)


def _host(draft: _Draft) -> None:
    item, value = draft.item, draft.value
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
    draft.add_always(
        "container-title",
        _field("773", "0 ", title, *others),
        _field("773", "0 ", ("t", without_control(one_line(value("container-title"))))),
    )


def _relations(draft: _Draft) -> None:
    def fits(one: Relation) -> bool:
        return (
            is_plain(one)
            and one.type in _TAGS
            and one.type != "part-of"
            and one.scheme == "doi"
            and as_doi(one.target) == one.target
        )

    said = set(draft.kept_relations)
    for one in draft.take_relations(lambda one: fits(one) and one not in said):
        draft.parts.append(MarcField(_TAGS[one.type], "08", [("o", one.target)]))
