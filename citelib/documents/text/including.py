"""Documents that are written in several files: what they include stands in its place in the text.

Only files in the folder of the document, or in folders within it, are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.documents.model import Stretch
from citelib.files import decode, kind_of, read_file
from citelib.limits import DEFAULT_LIMITS

__all__ = ["Inclusion", "Inclusions", "put_together"]

_DEEPEST: Final = 20
_LARGEST: Final = 50_000_000


@attrs.frozen
class Inclusion:
    """A place at which a file is included.

    Attributes:
        start: Offset of the first character of what asks for it.
        end: Offset behind that.
        file: Name of the file, as the document has it.
        before: What stands before the text of the file in the whole document.
        behind: What stands behind it.
    """

    start: int
    end: int
    file: str
    before: str = ""
    behind: str = ""


@attrs.frozen
class Inclusions:
    """How documents of a kind include files.

    Attributes:
        find: The places of a text at which files are included, in order.
        endings: What may be left out of the name of a file.
        from_document: Whether names are relative to the document; else to the file that has them.
        moved: Gives the text of a file from another folder as it must read in that of the document; takes the text and
            the path of its folder from there, such as ``"chapters"``. None where nothing has to change.
    """

    find: Callable[[str], Iterable[Inclusion]]
    endings: tuple[str, ...] = ("",)
    from_document: bool = False
    moved: Callable[[str, str], str] | None = None


def put_together(text: str, name: str, inclusions: Inclusions) -> tuple[str, list[Stretch], list[Diagnostic]]:
    """The text of a document with what it includes, where each stretch comes from, and warnings for what is not read.

    Args:
        text: The document.
        name: Path of its file, beside which included files are looked for; none are if it is empty.
        inclusions: How documents of its kind include files.
    """
    if not name:
        return text, [Stretch(0, name, 1, 1)], []
    reader = _Reader(Path(name).resolve().parent, inclusions)
    return "".join(reader.parts(text, name, reader.folder, 0)), reader.stretches, reader.diagnostics


class _Reader:
    def __init__(self, folder: Path, inclusions: Inclusions) -> None:
        self.folder = folder
        self.inclusions = inclusions
        self.stretches: list[Stretch] = []
        self.diagnostics: list[Diagnostic] = []
        self.size = 0

    def parts(self, text: str, name: str, folder: Path, depth: int) -> Iterator[str]:
        at = 0
        for one in self.inclusions.find(text):
            found = self._file(folder, one.file)
            if found is None or depth >= _DEEPEST or self.size > _LARGEST:
                if "#" not in one.file:  # else it is made up by a command
                    self._tell(text, name, one)
                continue
            yield from self._stretch(text, at, one.start, name)
            yield self._added(one.before)
            inner = decode(read_file(found, DEFAULT_LIMITS, "document_size"))[0]
            place = found.parent.relative_to(self.folder).as_posix()
            if self.inclusions.moved is not None and place != ".":
                inner = self.inclusions.moved(inner, place)
                yield from self.parts(inner, str(found), self.folder, depth + 1)
            else:
                yield from self.parts(inner, str(found), found.parent, depth + 1)
            yield self._added(one.behind)
            at = one.end
        yield from self._stretch(text, at, len(text), name)

    def _added(self, text: str) -> str:
        self.size += len(text)
        return text

    def _stretch(self, text: str, start: int, end: int, name: str) -> Iterator[str]:
        if end > start:
            line = text.count("\n", 0, start) + 1
            self.stretches.append(Stretch(self.size, name, line, start - text.rfind("\n", 0, start)))
            yield self._added(text[start:end])

    def _file(self, folder: Path, name: str) -> Path | None:
        """The file of a name; None if there is none, or if it leads out of the folder of the document."""
        base = self.folder if self.inclusions.from_document or name.startswith("/") else folder
        for ending in self.inclusions.endings:
            try:
                path = (base / f"{name.lstrip('/')}{ending}").resolve()
                if path.is_relative_to(self.folder) and kind_of(path) == "file":
                    return path
            except (OSError, ValueError):
                return None
        return None

    def _tell(self, text: str, name: str, one: Inclusion) -> None:
        line, column = text.count("\n", 0, one.start) + 1, one.start - text.rfind("\n", 0, one.start)
        message = f"the file {one.file!r} is not read: there is none in the folder of the document"
        self.diagnostics.append(Diagnostic("warning", "document-input", message, source=name, line=line, column=column))
