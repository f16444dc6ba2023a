r"""MARC as MarcEdit shows it for editing: a line a field, with ``$`` before subfields and words for odd characters.

Source: the help of MarcEdit, «Mnemonic format», and the Library of Congress's MARCMaker, whose form it is.

>>> text = "=LDR  00000nam a2200000 a 4500\n=001  x1\n=245  10$aSal{acute}on {dollar}5 /$cAda Roa.\n"
>>> (record,) = mnemonic_records(text)
>>> record.control["001"][0], record.fields[0].subfields[0][1]
('x1', 'Salón $5 /')
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from citelib.formats.catalogues.marc.record import MarcField, MarcRecord, field_value

__all__ = ["is_mnemonic", "mnemonic_records"]

_FIRST: Final = re.compile(r"\ufeff?\s*=(?:LDR|000) {1,2}.{5}")
_FIELD: Final = re.compile(r"=([0-9A-Z]{3}) {1,2}(.*)")
_LEADERS: Final = ("LDR", "000")
_MNEMONIC: Final = re.compile(r"\{([A-Za-z0-9]{2,8})\}")
_CHARACTERS: Final = {
    "dollar": "$", "lcub": "{", "rcub": "}", "bsol": "\\", "copy": "©", "reg": "®", "pound": "£", "deg": "°",
    "phono": "℗", "iexcl": "¡", "iquest": "¿", "flat": "♭", "sharp": "♯", "plusmn": "±", "mllhring": "ʻ",
    "mlrhring": "ʼ", "softsign": "ʹ", "hardsign": "ʺ", "middot": "·", "AElig": "Æ", "aelig": "æ", "OElig": "Œ",
    "oelig": "œ", "Ostrok": "Ø", "ostrok": "ø", "Lstrok": "Ł", "lstrok": "ł", "Dstrok": "Đ", "dstrok": "đ",
    "THORN": "Þ", "thorn": "þ", "eth": "ð", "inodot": "ı", "szlig": "ß", "esc": "", "joiner": "", "nonjoin": "",
}  # fmt: skip
_MARKS: Final = {
    "acute": "\u0301", "grave": "\u0300", "circ": "\u0302", "tilde": "\u0303", "macr": "\u0304", "breve": "\u0306",
    "dot": "\u0307", "uml": "\u0308", "caron": "\u030c", "ring": "\u030a", "cedil": "\u0327", "ogon": "\u0328",
    "dblac": "\u030b", "hooka": "\u0309", "dotb": "\u0323", "dbldotb": "\u0324", "ringb": "\u0325",
}  # fmt: skip
"""Marks, which stand in front of their letter or, as one word with it, around it: ``{acute}e`` and ``{eacute}``."""
_MARK_AND_LETTER: Final = re.compile(rf"\{{({'|'.join(_MARKS)})\}}(\w?)")
_LETTER_WITH_MARK: Final = re.compile(rf"\{{([A-Za-z])({'|'.join(_MARKS)})\}}")


def is_mnemonic(text: str) -> bool:
    """Whether a text begins as a record does."""
    return _FIRST.match(text) is not None


def mnemonic_records(text: str) -> Iterator[MarcRecord]:
    """The records of a text, each of which begins with its leader or behind an empty line."""
    record = MarcRecord(line=1)
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        field = _FIELD.fullmatch(line)
        if (not line.strip() or (field and field[1] in _LEADERS)) and (record.fields or record.control):
            yield record
            record = MarcRecord()
        if field is None:
            continue
        tag, content = field.groups()
        record.line = record.line or number
        if tag in _LEADERS:
            record.leader, record.line = content.replace("\\", " "), number
        elif tag < "010":
            record.control.setdefault(tag, []).append(_read(content.replace("\\", " ")))
        else:
            indicators, *parts = content.split("$")
            subfields = [(part[0], field_value(_read(part[1:]))) for part in parts if part]
            record.fields.append(MarcField(tag, indicators.replace("\\", " ").ljust(2)[:2], subfields))
    if record.fields or record.control:
        yield record


def _read(text: str) -> str:
    if "{" not in text:
        return text
    text = _MARK_AND_LETTER.sub(lambda match: match[2] + _MARKS[match[1]], text)
    text = _LETTER_WITH_MARK.sub(lambda match: match[1] + _MARKS[match[2]], text)
    text = _MNEMONIC.sub(lambda match: _CHARACTERS.get(match[1], match[0]), text)
    return unicodedata.normalize("NFC", text)
