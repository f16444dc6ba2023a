"""Packed documents (DOCX, ODT): a ZIP of parts, of which most are copied as they are, and what their writers share.

Nothing is unpacked to disk. Sizes are bounded before anything is unpacked, and XML is read without document types,
entities and the network.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from citelib.documents.model import Document
from citelib.errors import ReadError
from citelib.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["PUNCTUATION", "Package", "Runs", "runs_of", "serialised", "text_of", "unchanged"]

_SMALL: Final = 10_000_000
_COPIED: Final = ("date_time", "compress_type", "comment", "extra", "create_system", "external_attr", "internal_attr")


class Package:
    """The parts of a packed document.

    Args:
        data: The bytes of the document.
        name: Name of its file, for messages.
        limits: Bounds on what is unpacked.

    Raises:
        ReadError: The bytes are no such package, or one that nobody's program writes.
        LimitError: The package goes beyond a limit.
    """

    def __init__(self, data: bytes, name: str = "", limits: Limits = DEFAULT_LIMITS) -> None:
        self.data = data
        self.name = name
        self.limits = limits
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise ReadError(f"is not a packed document: {error}", source=name or None) from None
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self._roots: dict[str, Element | None] = {}
        self._check()

    def _check(self) -> None:
        total = 0
        for info in self._zip.infolist():
            part = info.filename
            steps = part.replace("\\", "/").split("/")
            if ".." in steps or part.startswith(("/", "\\")) or ":" in steps[0] or "\0" in part:
                raise ReadError(f"has a part that leads out of it: {part!r}", source=self.name or None)
            if part in self._infos:
                raise ReadError(f"has two parts of the name {part!r}", source=self.name or None)
            if info.flag_bits & 1:
                hint = "open it with the word processor and save it without a password"
                raise ReadError("is encrypted", source=self.name or None, hint=hint)
            self._infos[part] = info
            total += info.file_size
            if info.file_size > _SMALL:
                ratio = info.file_size // max(info.compress_size, 1)
                self.limits.check("package_ratio", ratio, f"the ratio of sizes of the part {part!r}")
        self.limits.check("package_size", total, "the size of all parts")

    def __contains__(self, part: str) -> bool:
        return part in self._infos

    def names(self) -> list[str]:
        """Names of all parts, in order."""
        return list(self._infos)

    def read(self, part: str) -> bytes:
        """The bytes of a part that is read.

        Raises:
            ReadError: There is no such part, or it is spoilt.
            LimitError: It is too large.
        """
        info = self._infos.get(part)
        if info is None:
            raise ReadError(f"has no part {part!r}", source=self.name or None)
        self.limits.check("part_size", info.file_size, f"the size of the part {part!r}")
        return self._bytes(part)

    def _bytes(self, part: str) -> bytes:
        try:
            return self._zip.read(self._infos[part])
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise ReadError(f"has a damaged part {part!r}: {error}", source=self.name or None) from None

    def xml(self, part: str) -> Element | None:
        """The root of a part of XML, the same at each call; None if there is no such part.

        Raises:
            ReadError: The part is no XML, or has a document type.
            LimitError: It is too large.
        """
        if part not in self._infos:
            return None
        if part not in self._roots:
            self._roots[part] = self._parsed(part)
        return self._roots[part]

    def _parsed(self, part: str) -> Element:
        from lxml import etree

        data = self.read(part)
        nodes = data.count(b"<") + data.count(b'="') + data.count(b"='")
        self.limits.check("part_nodes", nodes, f"the number of tags and attributes of the part {part!r}")
        head = data[:4096].replace(b"\0", b"").upper()
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise ReadError(f"has a document type in the part {part!r}, which is refused", source=self.name or None)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            message = f"has a part {part!r} that is not XML: {error.msg}"
            raise ReadError(message, source=self.name or None, line=error.lineno) from None
        if _has_document_type(root):
            raise ReadError(f"has a document type in the part {part!r}, which is refused", source=self.name or None)
        return root

    def packed(self, changed: Mapping[str, bytes]) -> bytes:
        """The package with some parts changed or added; all others are byte for byte what they were.

        Args:
            changed: New bytes of parts by name; those that do not differ are no change.
        """
        changed = {part: data for part, data in changed.items() if part not in self or self._bytes(part) != data}
        if not changed:
            return self.data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.comment = self._zip.comment
            for part, info in self._infos.items():
                copy = zipfile.ZipInfo(part)
                for attribute in _COPIED:
                    setattr(copy, attribute, getattr(info, attribute))
                packed.writestr(copy, changed[part] if part in changed else self._bytes(part))
            for part in changed:
                if part not in self:
                    fresh = zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0))
                    fresh.compress_type = zipfile.ZIP_DEFLATED
                    packed.writestr(fresh, changed[part])
        return out.getvalue()


def _has_document_type(root: Element) -> bool:
    info: Any = root.getroottree().docinfo
    return bool(info.doctype)


def serialised(root: Element) -> bytes:
    """The bytes of a part, as word processors write them."""
    from lxml import etree

    data: bytes = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True)
    return data


class _Source(Protocol):
    package: Package
    taken: bool


_S = TypeVar("_S", bound=_Source)


def unchanged(
    document: Document, kind: type[_S], read: Callable[[bytes, str, Limits], Document], name: str
) -> tuple[Document, _S]:
    """The document, and what its reader kept for its writer, with trees that nobody changed yet.

    Args:
        document: The document.
        kind: What the reader keeps.
        read: The reader, which is asked again if a writer has had the trees.
        name: What such documents are called.

    Raises:
        ReadError: Another reader read it.
    """
    source = document.source
    if not isinstance(source, kind):
        raise ReadError(f"was not read as {name}", source=document.name or None)
    if source.taken:
        return unchanged(read(source.package.data, document.name, source.package.limits), kind, read, name)
    source.taken = True
    return document, source


PUNCTUATION: Final = re.compile(r"[.,;:!?]+[\"'”’»)]?|[\"'”’»][.,;:!?]?")
"""Punctuation that comes before the number of a note."""

Runs = list[dict[str, str]]
"""What the output ``"json"`` gives: objects with ``text`` and what is not plain."""


def runs_of(text: str) -> Runs:
    """The runs of a text in the output ``"json"``.

    >>> runs_of('[{"text": "Doe"}, {"text": " (1999)"}]')
    [{'text': 'Doe'}, {'text': ' (1999)'}]
    """
    runs: Runs = json.loads(text) if text else []
    return runs


def text_of(runs: Iterable[Mapping[str, str]]) -> str:
    """What runs show."""
    return "".join(run["text"] for run in runs)
