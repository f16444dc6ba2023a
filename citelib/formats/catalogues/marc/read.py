"""From MARC records to items.

Each field has one reader, which says whether it has understood all of the field; a field that it has not is kept in
``custom`` as it is. Fields are read in the order of `RANKS`, as the first to name a thing is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.errors import ReadError
from citelib.formats.catalogues.cataloguing import clean, encoded_dates
from citelib.formats.catalogues.marc.displayed import displayed_records, is_displayed
from citelib.formats.catalogues.marc.fields import is_understood, languages, rank, read_event, read_field
from citelib.formats.catalogues.marc.host import is_in_book, is_in_serial
from citelib.formats.catalogues.marc.mnemonic import is_mnemonic, mnemonic_records
from citelib.formats.catalogues.marc.names import known_roles, names_editor, read_body, read_person, responsibility
from citelib.formats.catalogues.marc.objects import is_in_json, object_records
from citelib.formats.catalogues.marc.record import MarcField, MarcRecord, exchange_records, write_field, xml_record
from citelib.formats.catalogues.marc.tables import (
    COLLECTIONS,
    COMPUTER_FILES,
    CONTENT,
    GENRES,
    SERIALS,
    TEXTS,
    TYPES,
    VISUALS,
)
from citelib.formats.catalogues.marc.unimarc import from_unimarc, is_unimarc
from citelib.formats.format import Record, Source
from citelib.formats.json_yaml.json_values import json_values
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import noted_type, read_extra
from citelib.formats.xml.elements import root_names, xml_records

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = [
    "LOCAL",
    "read_exchange",
    "read_node",
    "read_type",
    "read_xml",
    "record_items",
    "sniff_exchange",
    "sniff_xml",
]

LOCAL: Final = "citelib"
"""Subfield 5 («institution to which the field applies») of our own notes."""


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
            record = xml_record(one)
            if record.fields or record.control:
                yield from record_items(record)
            else:
                message = "the record has no fields of MARC"
                yield Diagnostic("error", "marc-no-fields", message, line=record.line)


def read_exchange(source: Source) -> Iterator[Record]:
    """Yield the items of a file in the exchange form, in JSON, or in a form in which programs show it.

    Raises:
        ReadError: The file has no field separators.
    """
    head = source.head()
    if is_in_json(head):
        yield from _read_json(source)
        return
    for is_meant, records_of in ((is_mnemonic, mnemonic_records), (is_displayed, displayed_records)):
        if is_meant(head):
            for record in records_of(source.read_text()):
                yield from record_items(record)
            return
    data = source.read_bytes()
    if data.strip() and (b"\x1e" not in data or not {0x1D, 0x1F} & set(data)):
        raise ReadError("this is not MARC: it has no field separators", format="marc", source=source.name)
    for number, record in enumerate(exchange_records(data), 1):
        if record.fields or record.control:
            if record.is_damaged:
                message = f"record {number} has bytes that are not UTF-8; � stands for them"
                yield Diagnostic("warning", "marc-encoding", message)
            yield from record_items(record)
        else:
            message = f"record {number} has no directory of its fields"
            yield Diagnostic("error", "marc-no-directory", message)


def _read_json(source: Source) -> Iterator[Record]:
    """Yield the items of MARC in JSON."""
    array: list[object] = []
    for value in json_values(source, "marc"):
        if isinstance(value, Diagnostic):
            yield value
        elif isinstance(value.value, list) and value.in_array and value.value[:1] and isinstance(value.value[0], str):
            array.append(value.value)  # the whole file is one record, whose fields are arrays
        else:
            found = list(object_records(value.value, value.line))
            for record in found:
                yield from record_items(record)
            if not found:
                message = "the record has no fields of MARC"
                yield Diagnostic("error", "marc-no-fields", message, line=value.line)
    for record in object_records(array):
        yield from record_items(record)


def record_items(record: MarcRecord) -> Iterator[Record]:
    """The item of a record, and what to report about it."""
    if is_unimarc(record):
        record = from_unimarc(record)
    if record.leader[18:19] not in _NO_PUNCTUATION:
        record.fields = [_without_stop(field) if field.tag == "520" else field for field in record.fields]
    draft = Draft("marc", record.line)
    notes = [field.first("a") for field in record.all("590") if _is_ours(field)]
    draft.type = noted_type(notes) or read_type(record)
    for note in notes:
        read_extra(note, draft)
    _fields(draft, record)
    _coded(draft, record)
    for tag, values in record.control.items():
        for value in values if tag != "001" else ():
            draft.keep(tag, value.replace(" ", "#"))
    yield from draft.records(" ".join(record.fixed("001").split()) or None)


_NO_PUNCTUATION: Final = ("c", "n")
"""Forms of cataloguing (byte 18 of the leader) that leave out the punctuation of ISBD, as our own records do."""


def _without_stop(field: MarcField) -> MarcField:
    """A field without the full stop that the rules put behind it."""
    *others, (code, value) = field.subfields or [("a", "")]
    return attrs.evolve(field, subfields=[*others, (code, clean(value))])


def _is_ours(field: MarcField) -> bool:
    return field.tag == "590" and field.first("5") == LOCAL


def _fields(draft: Draft, record: MarcRecord) -> None:
    """Read the data fields, and keep those that are not wholly understood."""
    context = _Context.of(record)
    kept = []
    unlinked = {id(field): _unlinked(field) for field in record.fields if field.tag == "880"}
    for field in sorted(record.fields, key=lambda field: rank(unlinked.get(id(field)) or field)):
        if _is_ours(field):
            continue
        one = unlinked.get(id(field)) or field
        if not (_name(draft, one, context) if one.tag in _NAMES else read_field(draft, one)):
            kept.append(field)
    places = {id(field): place for place, field in enumerate(record.fields)}
    for field in sorted(kept, key=lambda one: places[id(one)]):
        draft.keep(field.tag, write_field(field))
    if draft.type == "song" and not {"author", "composer"} & draft.variables.keys() and "performer" in draft:
        draft.variables["author"] = draft.variables.pop("performer")


def _unlinked(field: MarcField) -> MarcField | None:
    """The field for which an 880 in another script stands alone: ``$6245-00``."""
    match = re.match(r"([0-9]{3})-00", field.first("6"))
    rest = [(code, value) for code, value in field.subfields if code != "6"]
    return MarcField(match[1], field.indicators, rest) if match else None


@attrs.define
class _Context:
    """What a field must know of the rest of its record."""

    has_main: bool = False
    has_persons: bool = False
    statement: str = ""

    @classmethod
    def of(cls, record: MarcRecord) -> _Context:
        statement = " ; ".join(value for field in record.all("245") for value in field.all("c"))
        return cls(bool(record.all("100", "110", "111")), bool(record.all("100", "700")), statement)


def read_type(record: MarcRecord) -> str:
    """The CSL type that the leader, the coded field, the content type, the genre and the host tell."""
    kind, level = record.leader[6:7], record.leader[7:8]
    coded = record.fixed("008").ljust(40)
    hosts = record.all("773")
    found = TYPES.get(kind, "book")
    if record.all("502"):
        return "thesis"
    if kind not in TYPES or kind in "mop":
        words = [value.casefold() for field in record.all("336")[:1] for value in field.all("ba")]
        collections = [value.casefold() for field in record.all("980") for value in field.all("a")]
        given = [CONTENT[word] for word in words if word in CONTENT]
        given += [COLLECTIONS[word] for word in collections if word in COLLECTIONS]
        found = next(iter(given), found)
    if kind == "m" and found == "book":
        found = COMPUTER_FILES.get(coded[26], found)
    if kind == "g" and coded[33] not in VISUALS and coded[33] != " ":
        found = "graphic"
    if found == "book":
        if level in ("a", "b") or (hosts and level not in ("m", "s", "i")):
            is_serial = level == "b" or any(map(is_in_serial, hosts)) or not any(map(is_in_book, hosts))
            return "article-journal" if is_serial else "chapter"
        if level in ("s", "i"):
            return SERIALS.get(coded[21], "periodical")
        if kind in ("a", "t"):
            found = next((TEXTS[code] for code in coded[24:28] if code in TEXTS), found)
        genres = [clean(value).casefold() for field in record.all("655") for value in field.all("a")]
        found = next((GENRES[genre] for genre in genres if genre in GENRES), found) if found == "book" else found
        if found == "book" and record.all("027", "088"):
            return "report"
    return found


_NAMES: Final = frozenset("100 110 111 700 710 711 720".split())


def _name(draft: Draft, field: MarcField, context: _Context) -> bool:
    """Names keep what is not understood of their field, unless they are not contributors."""
    is_added = field.tag[0] == "7"
    if field.tag == "711" or (field.tag == "111" and context.has_persons):
        return read_event(draft, field) and is_understood(field)
    name = read_body(field) if field.tag in ("110", "710", "111") else read_person(field)
    if name is None or (is_added and field.first("t")):
        return False  # an entry for another work
    found, is_nobody = known_roles(field)
    if is_nobody and found in ([], ["contributor"]):
        if "publisher" not in draft and _PUBLISHES.search(" ".join(field.all("e4"))):
            draft.put("publisher", str(name))
        return False
    if not found:
        said = responsibility(context.statement, name.full_family) if is_added else None
        found = said or [_default(field, context)]
    for variable in found:
        draft.add(variable, [name])
    return True


_PUBLISHES: Final = re.compile(r"\b(?:pbl|publisher|dgg|degree granting institution|verlag)\b", re.IGNORECASE)


def _default(field: MarcField, context: _Context) -> str:
    """The role of a name that neither its field nor the statement of responsibility says: see the package."""
    if field.tag[0] == "1":
        return "author"
    if field.tag == "710":
        return "contributor" if context.has_main else "editor"
    if names_editor(context.statement):
        return "editor"
    return "author" if context.has_main or context.statement else "editor"


def _coded(draft: Draft, record: MarcRecord) -> None:
    """Dates and language of field 008, where no other field has them."""
    coded = record.fixed("008").ljust(40)
    issued, original = encoded_dates(coded[6], coded[7:11], coded[11:15])
    before: Any = draft.variables.get("issued")
    is_closer = coded[6] == "e" and issued and before is not None and issued.edtf().startswith(f"{before.edtf()}-")
    if issued and (before is None or is_closer):
        draft.variables["issued"] = issued
    if original and "original-date" not in draft:
        draft.put("original-date", original)
    if "language" not in draft and re.fullmatch("[a-z]{3}", coded[35:38]):
        draft.put("language", ", ".join(languages(coded[35:38])))


def sniff_xml(text: str) -> float:
    """Sure of the namespace of MARCXML, or of its elements."""
    if not root_names(text)[0]:
        return 0.0
    if "loc.gov/MARC21/slim" in text[:20_000]:
        return 1.0
    return 0.95 if re.search(r"<(?:\w+:)?(?:datafield|controlfield) tag=", text) else 0.0


def sniff_exchange(text: str) -> float:
    """Sure of field and subfield separators behind a leader, of a leader on a line, and of tags in JSON."""
    if is_mnemonic(text) or is_displayed(text) or is_in_json(text):
        return 1.0
    return 1.0 if "\x1e" in text and "\x1f" in text and re.match(r"\s*[0-9]{5}", text) else 0.0
