"""XML records, read one after the other and without the dangers of XML.

A document type declaration may name an external DTD (which is never fetched), but not declare entities, and references
to entities never reach the parser: those of HTML are the characters that they name, others are text. Names of elements
and attributes lose their namespaces, so that data with a wrong or missing namespace are read, too.

>>> from citelib.formats.format import Source
>>> source = Source('<r xmlns="urn:x"><a n="1">One <i>two</i></a><a>Three</a></r>')
>>> [(text(one), rich(one), one.get("n")) for one in xml_records(source, "x", {"a"})]
[('One two', 'One <i>two</i>', '1'), ('Three', 'Three', None)]
"""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Callable, Collection, Generator, Iterator
from typing import TYPE_CHECKING, Any, Final

from citelib.diagnostics import Diagnostic
from citelib.errors import ReadError
from citelib.formats.format import Source
from citelib.formats.kit.lines import one_line

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = [
    "ILLEGAL",
    "MARKUP",
    "line_of",
    "parse_element",
    "rich",
    "root_names",
    "text",
    "texts",
    "xml_records",
]

_DECLARATION: Final = re.compile(r"<\?xml[^<>]*\?>")
ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML has no place for."""
_NAME: Final = re.compile(r"[^\W\d][\w.-]*")


def xml_records(
    source: Source,
    format: str,
    names: Collection[str],
    report: Callable[[Diagnostic], None] = lambda _: None,
) -> Iterator[Element]:
    """The outermost elements of the given local names, each complete; what has been read is let go.

    Documents that follow each other in one file, as when files are joined, are read one after the other.

    Args:
        source: The input.
        format: Name of the format for errors.
        names: Local names of the elements.
        report: Called with what is not well-formed; reading goes on as far as it can.

    Raises:
        ReadError: The input is not XML, or declares entities.
    """
    head = source.head()
    if not re.match(r"\s*(?:<\?xml|<!--|<!DOCTYPE|<[A-Za-z_])", head):
        raise ReadError("this is not XML", format=format, source=source.name, line=1)
    data: Any = (
        _Legal(source.lines()) if source.is_on_disk else io.BytesIO(_legal(source.read_text(), is_start=True)[0])
    )
    behind = yield from _of_document(data, format, names, source.name, report)
    if behind is not None:
        rest = io.BytesIO(_legal(_in_one_root(source.read_text(), behind), is_start=True)[0])
        yield from _of_document(rest, format, names, source.name, report)


def _of_document(
    data: Any, format: str, names: Collection[str], name: str | None, report: Callable[[Diagnostic], None]
) -> Generator[Element, None, tuple[int, int] | None]:
    """The elements of one document, and the line and column of what follows it; see `xml_records`."""
    from lxml import etree

    depth = 0
    is_first, found = True, False
    events = etree.iterparse(
        data, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        recover=True, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for event, node in events:
            if is_first and _declares(node):
                message = "the document type declares entities or elements, which is refused"
                raise ReadError(message, format=format, source=name, line=1)
            is_first = False
            if _local(node) not in names:
                continue
            if event == "start":
                depth += 1
                continue
            depth -= 1
            if depth == 0:
                found = True
                yield _localise(node)
                node.clear(keep_tail=False)
                while (before := node.getprevious()) is not None and (parent := before.getparent()) is not None:
                    parent.remove(before)
    except etree.XMLSyntaxError as error:
        if not found:
            message = f"this is not XML: {error.msg}"
            raise ReadError(message, format=format, source=name, line=error.lineno) from None
    behind = None
    for fault in list(events.error_log)[:20]:
        if fault.type == etree.ErrorTypes.ERR_DOCUMENT_END and found:
            behind = fault.line, fault.column
            continue
        message = f"this is not well-formed: {fault.message}"
        report(Diagnostic("error", f"{format}-syntax", message, line=fault.line, column=fault.column + 1))
    return behind


_PROLOGUE: Final = re.compile(r"<\?xml[^<>]*\?>|<!DOCTYPE[^<>\[]*>")


def _in_one_root(text: str, start: tuple[int, int]) -> str:
    """What follows a document in its file, within an element of its own, and on the same lines."""
    lines = text.split("\n")[start[0] - 1 :]
    # The parser tells a column in bytes, somewhere in the tag that it did not expect.
    before = lines[0].encode("utf-8")[: start[1]].decode("utf-8", "ignore")
    lines[0] = lines[0][max(before.rfind("<"), 0) :]
    return "\n" * (start[0] - 1) + "<_>" + _PROLOGUE.sub("", "\n".join(lines)) + "</_>"


def _declares(node: Element) -> bool:
    """Whether the document has a type declaration with anything inside, as the parser has understood it."""
    inside: Any = node.getroottree().docinfo.internalDTD
    return inside is not None and bool(inside.entities() or inside.elements())


_REFERENCE: Final = re.compile(r"(<!\[CDATA\[)|&(?:#(x[0-9A-Fa-f]{1,8}|[0-9]{1,8})|([A-Za-z][\w.-]{0,40}));")
_PREDEFINED: Final = frozenset(("lt", "gt", "amp", "quot", "apos"))


def _legal(text: str, *, is_start: bool, in_cdata: bool = False) -> tuple[bytes, bool]:
    """The text in UTF-8 as a parser takes it, and whether a section of character data is open at its end.

    It has no declaration, which may name another encoding; nothing that XML does not allow, written as it is or as a
    reference; and no references to entities.
    """
    if is_start:
        text = _DECLARATION.sub("", text, count=1)
    parts: list[str] = []
    position = 0
    while True:
        if in_cdata:
            end = text.find("]]>", position)
            parts.append(text[position:] if end < 0 else text[position:end])
            if end < 0:
                break
            position, in_cdata = end, False
        found = _REFERENCE.search(text, position)
        if found is None:
            parts.append(text[position:])
            break
        parts.append(text[position : found.start()])
        parts.append(found[0] if found[1] else _resolved(found))
        position, in_cdata = found.end(), bool(found[1])
    return ILLEGAL.sub("\ufffd", "".join(parts)).encode("utf-8"), in_cdata


def _resolved(reference: re.Match[str]) -> str:
    """A reference that is well-formed in every document."""
    from html.entities import html5

    number, name = reference[2], reference[3]
    if name:
        return reference[0] if name in _PREDEFINED else html5.get(f"{name};", f"&amp;{name};")
    code = int(number[1:], 16) if number[0] == "x" else int(number)
    return "\ufffd" if code > 0x10FFFF or ILLEGAL.match(chr(code)) else reference[0]


class _Legal:
    """A file for the parser, made of lines: so a file on disk is never held as a whole.

    Args:
        lines: The lines of the file without their ends.
    """

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._rest = b""
        self._is_start = True
        self._in_cdata = False

    def read(self, size: int) -> bytes:
        """The next bytes, no more than `size` and none at the end."""
        if not self._rest:
            # The declaration may take several lines, but not this many characters.
            stretch: list[str] = []
            length = 0
            for line in self._lines:
                stretch.append(line)
                length += len(line) + 1
                if length >= 65_536:
                    break
            text = "".join(f"{line}\n" for line in stretch)
            self._rest, self._in_cdata = _legal(text, is_start=self._is_start, in_cdata=self._in_cdata)
            self._is_start = False
        chunk, self._rest = self._rest[:size], self._rest[size:]
        return chunk


def _local(node: Any) -> str:
    tag = node.tag
    return _local_name(tag) if isinstance(tag, str) else ""


@functools.lru_cache(1024)
def _local_name(name: str) -> str:
    # A prefix that is not declared stays in front of the name, with a colon.
    return re.split("[}:]", name)[-1]


def _localise(node: Element) -> Element:
    """Names without namespaces, for the element and all in it."""
    for one in node.iter():
        if not isinstance(one.tag, str):
            continue
        local = _local(one)
        if local != one.tag:
            # What is left of a damaged name may be none.
            one.tag = local if _NAME.fullmatch(local) else "_"
        if any(map(_is_qualified, one.keys())):
            # A damaged name cannot be looked up, so all are set again, those without a namespace first.
            pairs = [(str(key), value) for key, value in one.attrib.items()]
            one.attrib.clear()
            for key, value in sorted(pairs, key=lambda pair: _is_qualified(pair[0])):
                local = _local_name(key)
                if _NAME.fullmatch(local) and local not in one.attrib:
                    one.set(local, value)
    return node


def _is_qualified(name: Any) -> bool:
    return "}" in name or ":" in name


def root_names(text: str) -> tuple[str, str]:
    """Local name of the outermost element of a text that begins like XML, and the rest of its start tag; else empty.

    What is around the records that a service sends (OAI-PMH, SRU) is passed over.

    >>> root_names('<?xml version="1.0"?><m:mods xmlns:m="http://www.loc.gov/mods/v3"/>')
    ('mods', ' xmlns:m="http://www.loc.gov/mods/v3"/')
    """
    match = _ROOT.match(text)
    if match and match[1] in _ENVELOPES and (inside := _RECORD_DATA.search(text, match.end())):
        match = _ROOT.match(text, inside.end()) or match
    return (match[1], match[2]) if match else ("", "")


_ENVELOPES: Final = frozenset(("OAI-PMH", "searchRetrieveResponse", "Envelope"))
_RECORD_DATA: Final = re.compile(r"<(?:[\w.-]+:)?(?:metadata|recordData)(?:\s[^<>]*)?>")
"""What the record itself stands in."""


_ROOT: Final = re.compile(
    r"\s*(?:<\?[^>]*>\s*|<!--(?:(?!-->).)*-->\s*|<![A-Z][^>]*>\s*)*<(?:[\w.-]+:)?([\w.-]+)([^>]*)", re.DOTALL
)


def line_of(node: Element) -> int | None:
    """Line on which an element begins."""
    line: Any = node.sourceline
    return line if isinstance(line, int) else None


def text(node: Element | None, path: str = "", *, fit: Callable[[str], str] = one_line) -> str:
    """Text of an element, or of the first at a path below it, as one line or as `fit` makes it; empty if none."""
    if node is not None and path:
        node = node.find(path)
    if node is None:
        return ""
    # Nearly all elements of text have no others in them.
    found = "".join(map(str, node.itertext())) if len(node) else str(node.text or "")
    return fit(found)


def texts(node: Element, path: str) -> list[str]:
    """Texts of all elements at a path that have any."""
    return [found for one in node.findall(path) if (found := text(one))]


MARKUP: Final = {
    "i": "i", "italic": "i", "em": "i", "emph": "i", "b": "b", "bold": "b", "strong": "b", "sup": "sup", "sub": "sub",
    "inf": "sub", "scp": 'span style="font-variant:small-caps;"', "sc": 'span style="font-variant:small-caps;"',
}  # fmt: skip


def rich(node: Element | None, path: str = "", *, fit: Callable[[str], str] = one_line) -> str:
    """The same with the inline markup of CSL for italics, bold, small capitals, superscript and subscript."""
    if node is not None and path:
        node = node.find(path)
    return "" if node is None else fit("".join(_rich(node)))


def _rich(node: Element) -> Iterator[str]:
    # The parser bounds the depth.
    if node.text:
        yield str(node.text)
    for child in node:
        markup = MARKUP.get(str(child.tag)) if isinstance(child.tag, str) else None
        if markup:
            yield f"<{markup}>"
        yield from _rich(child)
        if markup:
            yield f"</{markup.partition(' ')[0]}>"
        if child.tail:
            yield str(child.tail)


def parse_element(text: str) -> Element | None:
    """The inverse of `xml_text`; None if the text is no such element."""
    from lxml import etree

    if not re.match("<[A-Za-z]", text):  # so that there is no document type
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return _localise(etree.fromstring(text.encode("utf-8", "replace"), parser))
    except etree.XMLSyntaxError:
        return None
