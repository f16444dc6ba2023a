"""From items to MARCXML.

A field is written only if the reader makes of it what the item has; the rest goes into local notes. A field that has
been kept of a record stands for the one that would be made, if it says the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs

from citelib.formats._draft import Draft
from citelib.formats._extra import report_losses
from citelib.formats._fields import as_doi
from citelib.formats._names import write_name
from citelib.formats._remainder import Remainder
from citelib.formats._roles import RELATORS
from citelib.formats._xml import element, write_xml
from citelib.formats.format import Writing
from citelib.formats.marc.fields import read_fields
from citelib.formats.marc.host import read_parts
from citelib.formats.marc.names import name_field, read_body, read_person
from citelib.formats.marc.read import LOCAL, read_type
from citelib.formats.marc.record import MarcField, MarcRecord, parse_field
from citelib.formats.marc.tables import KINDS, LINKS, PARTS_OF
from citelib.model import Date, Item, Name, Relation

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["write_xml_records"]

_TAGS: Final = {relation: tag for tag, relation in LINKS.items()}


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


Subfield = tuple[str, str | None]


class _Making:
    """A record in the making."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.rest = Remainder(item)
        kind = KINDS.get(item.type, "a")
        level = "a" if item.type in PARTS_OF else "s" if item.type == "periodical" else "m"
        self.record = MarcRecord(f"     n{kind}{level} a22     uc 4500", {"001": [item.id]})
        self.kept: list[tuple[MarcField, dict[str, Any], list[Relation]]] = []
        """Fields that have been kept of a record, with what they say, until they are written."""

    def value(self, variable: str) -> str:
        """A text or number variable, or nothing."""
        found = self.item.variables.get(variable)
        return found if isinstance(found, str) else ""

    def said(self, fields: Sequence[MarcField]) -> tuple[Draft, bool]:
        """What the reader makes of fields, and whether it has understood all."""
        draft = Draft("marc")
        draft.type = self.item.type
        return draft, read_fields(draft, fields)

    def add(self, tag: str, indicators: str, *subfields: Subfield) -> bool:
        """Add a field if all that it says is so; whether it is."""
        return self.add_all([_field(tag, indicators, *subfields)])

    def add_all(self, fields: Iterable[MarcField]) -> bool:
        """Add fields that make one variable, all or none."""
        fields = [field for field in fields if field.subfields]
        if not self.fits(*fields):
            return False
        self.rest.mark(self.said(fields)[0].variables)
        self.record.fields += [self._kept_for(field) for field in fields]
        return True

    def fits(self, *fields: MarcField) -> bool:
        """Whether the reader understands all of some fields, and what they say is so."""
        if any(
            _UNFIT.search(value) or value != " ".join(value.split()) for one in fields for _, value in one.subfields
        ):
            return False
        said, whole = self.said(fields)
        return (
            whole
            and bool(said.variables)
            and all(_same(self.item.variables.get(name), value) for name, value in said.variables.items())
        )

    def _kept_for(self, field: MarcField) -> MarcField:
        """The field, or one that has been kept and says the same and more."""
        if not self.kept:
            return field
        said = self.said([field])[0].variables
        for place, (one, more, relations) in enumerate(self.kept):
            if said and all(_same(more.get(name), value) for name, value in said.items()):
                del self.kept[place]
                self._take(more, relations)
                return one
        return field

    def _take(self, variables: dict[str, Any], relations: list[Relation]) -> None:
        """Count what a kept field says as written, if it is still so."""
        self.rest.mark(name for name, value in variables.items() if _same(self.item.variables.get(name), value))
        self.rest.take_relations(lambda one: one in relations)

    def keep(self, tag: str, text: str) -> None:
        """Take in a field that has been kept, or a note of what is none."""
        if tag[:2] == "00" and tag != "001":
            self.record.control.setdefault(tag, []).append(text.replace("#", " "))
        elif (field := parse_field(tag, text)) is not None:
            said, _ = self.said([field])
            self.kept.append((field, said.variables, said.relations))
        else:
            self.note(f"marc:{tag}: {text}")

    def note(self, line: str) -> None:
        """Add a local note."""
        self.record.fields.append(_field("590", "  ", ("a", line), ("5", LOCAL)))

    def finish(self, originals: list[MarcField]) -> MarcRecord:
        """The record with what has been kept, fields of one tag in the order that they had, sorted by tag."""
        for field, variables, relations in self.kept:
            self.record.fields.append(field)
            self._take(variables, relations)
        kept = {id(field) for field in originals}
        waiting: dict[str, list[MarcField]] = {}
        for field in originals:
            waiting.setdefault(field.tag, []).append(field)
        self.record.fields = [waiting[field.tag].pop(0) if id(field) in kept else field for field in self.record.fields]
        self.record.fields.sort(key=lambda field: _GROUPS.get(field.tag[:2], field.tag))
        return self.record


_GROUPS: Final = {"70": "700", "71": "700", "72": "700", "60": "600", "61": "600", "63": "600", "65": "600"}
"""Tags that sort alike, as the order among names and among subjects is theirs."""

_UNFIT: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def _same(one: Any, other: Any) -> bool:
    return (
        bool(one == other) if not isinstance(one, Date) or not isinstance(other, Date) else one.edtf() == other.edtf()
    )


def _field(tag: str, indicators: str, *subfields: Subfield) -> MarcField:
    return MarcField(tag, indicators, [(code, value) for code, value in subfields if value])


def _record(item: Item, writing: Writing) -> MarcRecord:
    making = _Making(item)
    own = {key.removeprefix("marc:"): value for key, value in item.custom.items() if key.startswith("marc:")}
    for tag, values in own.items():
        for text in values if isinstance(values, list) else ():
            if isinstance(text, str):
                making.keep(tag, text)
    originals = [field for field, _, _ in making.kept]

    value = making.value

    add, add_all = making.add, making.add_all
    add_all(_field("020", "  ", ("a", number)) for number in value("ISBN").split())
    if "container-title" not in item:
        add_all(_field("022", "  ", ("a", number)) for number in value("ISSN").split())
    add("024", "7 ", ("a", value("DOI")), ("2", "doi")) if as_doi(value("DOI")) else None
    add("024", "7 ", ("a", value("PMID")), ("2", "pmid")) if value("PMID") else None
    add("041", "  ", *(("a", code) for code in value("language").split(", ")))
    if item.type in _NUMBERED:
        add("088", "  ", ("a", value("number")))
    _people(making)
    main, glue, remainder = value("title").partition(": ")
    add("245", "10", ("a", f"{main} :" if glue else main), ("b", remainder)) or add("245", "10", ("a", value("title")))
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
    add_all(_field("500", "  ", ("a", line)) for line in value("note").split("\n"))
    if item.type == "thesis":
        _thesis(making, value("genre"))
    add_all(_field("520", "  ", ("a", line)) for line in value("abstract").split("\n"))
    add("540", "  ", ("a", value("license")))
    if making.said([field for field in originals if field.tag[0] == "6"])[0].variables.get("keyword") != item.keyword:
        # Headings have commas of their own.
        add_all(_field("653", "  ", ("a", word)) for word in value("keyword").split(", "))
    add("711", "2 ", ("a", value("event-title")), ("d", _edtf(item.event_date)), ("c", value("event-place")))
    add("765", "0 ", ("t", value("original-title")))
    _host(making)
    add("852", "  ", ("h", value("call-number")))
    add("856", "40", ("u", value("URL")))
    _relations(making)
    record = making.finish(originals)
    for line in making.rest.lines(read_type(record)):
        making.note(line)
    report_losses(item, "marc", writing)
    return record


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
    making.add("264", " 1", *(one for one in subfields if making.fits(_field("264", " 1", one))))


def _thesis(making: _Making, genre: str) -> None:
    """The note on the thesis, which makes the type, has the degree and the institution."""
    publisher = making.item.publisher
    making.add("502", "  ", ("b", genre), ("c", publisher)) or making.add("502", "  ", ("b", genre))


def _people(making: _Making) -> None:
    for variable, relator in RELATORS.items():
        for number, name in enumerate(making.rest.take_names(variable, _fits)):
            main = "1" if variable == "author" and number == 0 else "7"
            making.record.fields.append(name_field(main, name, relator, _text(name)))


def _text(name: Name) -> str:
    return name.literal if name.literal is not None else write_name(name)


def _fits(name: Name) -> bool:
    """Whether the field of a name gives the name back."""
    if _UNFIT.search(_text(name)):
        return False
    field = name_field("7", name, "aut", _text(name))
    read = read_body(field) if field.tag == "710" else read_person(field)
    if read is None:
        return False
    custom = dict.fromkeys(("dates", "marc"))
    known = {key: value for key, value in (name.custom or {}).items() if key in custom}
    return attrs.evolve(read, custom=None) == attrs.evolve(name, custom=None) and (read.custom or {}) == known


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
    making.add("773", "0 ", title, *others) or making.add("773", "0 ", title)


def _relations(making: _Making) -> None:
    def fits(one: Relation) -> bool:
        return one.type in _TAGS and one.scheme == "doi" and not one.evidence and as_doi(one.target) == one.target

    said = [relation for _, _, relations in making.kept for relation in relations]
    for one in making.rest.take_relations(lambda one: fits(one) and one not in said):
        if one.type != "part-of":
            making.record.fields.append(_field(_TAGS[one.type], "08", ("o", one.target)))
        else:
            making.record.fields.append(_field("787", "08", ("i", "part of"), ("o", one.target)))
