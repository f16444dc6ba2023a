r"""References that somebody looked at and found right, whatever records say: notes in ``.citelib.toml`` by the file.

A note holds for the reference as it was: it carries a hash of what it claims, and is void when that changes.

>>> from citelib.model import Item
>>> note = Accepted.parse('[verify.accepted]\n"a" = "x"\n')
>>> "a" in note.keys, note.reason(Item("a", title="T"))
(True, None)
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from pathlib import Path
from typing import Final, Self

import attrs

from citelib.errors import ReadError
from citelib.files import replace_file
from citelib.model import Item
from citelib.verification.edits import FIELD

__all__ = ["FILE", "Accepted", "accept", "mark_of"]

FILE: Final = ".citelib.toml"
"""Name of the file with notes."""
_HEADER: Final = "[verify.accepted]"
_CLAIMS: Final = ("title", "author", "editor", "issued", "container-title", "volume", "page", "DOI")


def mark_of(item: Item) -> str:
    """A hash of what a reference claims."""
    claims = [(name, str(item.variables.get(name))) for name in _CLAIMS if item.variables.get(name)]
    return hashlib.sha256(json.dumps(claims, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@attrs.frozen
class Accepted:
    """Notes by key: a hash, and behind a space what somebody said about it."""

    keys: dict[str, str] = attrs.field(factory=dict)

    @classmethod
    def parse(cls, text: str, source: str | None = None) -> Self:
        """The notes in a text in TOML.

        Raises:
            ReadError: It is not TOML, or its notes are not strings.
        """
        try:
            table = tomllib.loads(text).get("verify", {}).get("accepted", {})
        except tomllib.TOMLDecodeError as error:
            raise ReadError(f"is not TOML: {error}", source=source) from None
        except AttributeError:
            table = None
        if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
            raise ReadError(f"{_HEADER} is not a table of strings", source=source, hint='write key = "hash reason"')
        return cls(dict(table))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The notes beside a file; none if there is no such file."""
        path = folder / FILE
        return cls.parse(path.read_text(encoding="utf-8"), str(path)) if path.is_file() else cls()

    def reason(self, item: Item) -> str | None:
        """What was said when a reference was accepted («accepted» if nothing); None if it was not as it is now."""
        note = self.keys.get(item.id) or next(
            (
                str(values[0] if isinstance(values, (list, tuple)) and values else values)
                for key, values in item.custom.items()
                if key.casefold().endswith(f":{FIELD}")
            ),
            "",
        )
        mark, _, reason = note.partition(" ")
        return (reason or "accepted") if mark == mark_of(item) else None


def accept(folder: Path, item: Item, reason: str = "") -> Path:
    """Note that a reference is right, and give the file that says so; all else in it stays.

    Args:
        folder: Where the file of the reference is.
        item: The reference.
        reason: Why it is right.
    """
    path = folder / FILE
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    Accepted.parse(text, str(path))
    note = json.dumps(" ".join([mark_of(item), *reason.split()]), ensure_ascii=False)
    key = json.dumps(item.id, ensure_ascii=False)
    line = f"{key} = {note}\n"
    bare = re.escape(item.id)
    # A key stands with or without quotation marks.
    present = re.compile(rf"^(?:{re.escape(key)}|'{bare}'|{bare})[ \t]*=.*\n?", re.MULTILINE)
    head, found, rest = text.partition(_HEADER)
    if found:
        end = re.search(r"^\[", rest, re.MULTILINE)
        own, behind = (rest[: end.start()], rest[end.start() :]) if end else (rest, "")
        if present.search(own):
            own = present.sub(lambda _: line, own, count=1)
        else:
            own = own.rstrip("\n") + "\n" + line + ("\n" if behind else "")
        text = head + found + own + behind
    else:
        text = f"{text.rstrip()}\n\n{_HEADER}\n{line}".lstrip("\n")
    Accepted.parse(text, str(path))
    replace_file(path, [text])
    return path
