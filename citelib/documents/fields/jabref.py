"""JabRef's reference marks, which hold keys and no data: the works are those of the library.

>>> [work.cite.key for work in read("JABREF_doe99 CID_1 x7, JABREF_roe01 CID_2 y8 IN_TEXT").works]
['doe99', 'roe01']
"""

from __future__ import annotations

import re
from typing import Final

from citelib.csl.citation import Mode
from citelib.documents.fields.model import Field, FieldWork
from citelib.documents.model import CitedWork

__all__ = ["read"]

_MARK: Final = re.compile(r"^\s*JABREF_")
_ONE: Final = re.compile(r"JABREF_(?P<key>\S+)\s+CID_\d+\s+\S+?(?:\s+(?P<kind>NORMAL|IN_TEXT|EMPTY))?(?:,\s*|\s*$)")
_OLD: Final = re.compile(r"^\s*JR_cite\d*_(?P<kind>\d)_(?P<keys>.+)$")
_MODES: Final[dict[str, Mode]] = {"IN_TEXT": "composite", "2": "composite"}


def read(code: str, _: bytes = b"") -> Field | None:
    """What one of JabRef's marks cites; None if it is none."""
    if code.strip() == "JR_bib":
        return Field("JabRef", "list")
    kind = ""
    if old := _OLD.match(code):
        kind, keys = old["kind"], [key.strip() for key in old["keys"].split(",")]
    elif _MARK.match(code):
        found = list(_ONE.finditer(code.strip()))
        keys = [match["key"] for match in found]
        kind = next((match["kind"] for match in found if match["kind"]), "")
    else:
        return None
    works = tuple(FieldWork(CitedWork(key, 0), (f"key:{key}",)) for key in keys if key)
    if not works:
        return Field("JabRef", "unread", warning="it names no key")
    return Field("JabRef", works=works, mode=_MODES.get(kind, ""), only_listed=kind in ("EMPTY", "3"))
