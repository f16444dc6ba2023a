r"""Files that records name beside the work: PDFs, full texts, images; the library can take them in.

They stand in ``custom`` of an item (`citelib.model.custom.ATTACHMENTS_KEY`), so that they come out of one format as the
fields of another. BibTeX's ``file`` has them as JabRef, Mendeley and Zotero write them.

>>> read_file_field(r"Full text:files/12/roa.pdf:application/pdf;C\:\\papers\\vu.pdf")
[{'path': 'files/12/roa.pdf', 'name': 'Full text', 'type': 'application/pdf'}, {'path': 'C:\\papers\\vu.pdf'}]
>>> write_file_field([{"path": "a;b.pdf", "type": "application/pdf"}])
':a\\;b.pdf:application/pdf'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from citelib.model import Item
from citelib.model.custom import ATTACHMENTS_KEY

__all__ = ["ROLES", "attach", "attachments_of", "read_file_field", "write_file_field"]

ROLES: Final = {"L1": "pdf", "L2": "full-text", "L4": "image"}
"""What a file is to the work, by the field of EndNote and RIS that names it."""

_FILE: Final = re.compile(r"((?:[^;\\]|\\.)+)(?:;|$)", re.DOTALL)
_PART: Final = re.compile(r"((?:[^:\\]|\\.)*)(?::|$)", re.DOTALL)
_ESCAPE: Final = re.compile(r"\\([\\:;{}_&%#$])")
_DRIVE: Final = re.compile("[A-Za-z]")
_TYPES: Final = {"pdf": "application/pdf"}
"""Media types of what JabRef calls kinds of files."""


def attach(custom: dict[str, Any], path: str, *, name: str = "", type: str = "", role: str = "") -> None:
    """Add a file to the ``custom`` of an item, unless it is there already.

    Args:
        custom: What the item has beside its variables.
        path: Path or address.
        name: What it is called for people.
        type: Media type.
        role: One of `ROLES`, or nothing.
    """
    if not (path := path.strip()):
        return
    entry = {"path": path, "name": name.strip(), "type": type.strip(), "role": role}
    listed = custom.setdefault(ATTACHMENTS_KEY, [])
    if all(one.get("path") != path for one in listed if isinstance(one, dict)):
        listed.append({key: value for key, value in entry.items() if value})


def attachments_of(item: Item) -> list[dict[str, str]]:
    """The files that a record named, each with its ``path``; those that only a library has are left out."""
    value = item.custom.get(ATTACHMENTS_KEY)
    return [
        {key: part for key, part in one.items() if isinstance(part, str)}
        for one in (value if isinstance(value, list) else ())
        if isinstance(one, dict) and isinstance(one.get("path"), str) and one["path"].strip()
    ]


def read_file_field(text: str) -> list[dict[str, str]]:
    """The files of BibTeX's ``file``: ``name:path:type``, or paths alone, with semicolons between them."""
    found: dict[str, Any] = {}
    for one in _FILE.findall(text):
        parts = [part for part, _ in ((match[1], match.end()) for match in _PART.finditer(one.strip()))]
        if parts and parts[-1] == "" and len(parts) > 1 and not one.strip().endswith(":"):
            parts.pop()  # the empty match at the end
        name, path, kind = _parts(parts, one.strip())
        path = _ESCAPE.sub(r"\1", path)
        attach(found, path, name=_ESCAPE.sub(r"\1", name), type=_TYPES.get(kind.casefold(), kind))
    listed: list[dict[str, str]] = found.get(ATTACHMENTS_KEY, [])
    return listed


def _parts(parts: list[str], whole: str) -> tuple[str, str, str]:
    """Name, path and type; an address or a drive has a colon of its own, which nobody may have escaped."""
    if "://" in whole.partition(";")[0] and len(parts) < _ALL:
        return "", whole, ""
    if len(parts) == 1 or (len(parts) == _ALL - 1 and _DRIVE.fullmatch(parts[0])):
        return "", whole, ""
    if len(parts) == _ALL - 1:
        return parts[0], parts[1], ""
    return parts[0], ":".join(parts[1:-1]), parts[-1]


_ALL: Final = 3


def write_file_field(files: Iterable[Mapping[str, str]]) -> str:
    """The files as BibTeX's ``file`` has them; a path alone stands by itself."""
    texts = []
    for one in files:
        path, name, kind = (re.sub(r"([\\:;])", r"\\\1", one.get(key, "")) for key in ("path", "name", "type"))
        texts.append(f"{name}:{path}:{kind}" if name or kind else path)
    return ";".join(texts)
