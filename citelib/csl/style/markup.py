"""XML of styles and locales as a plain tree that knows line and column of every element.

The parser is expat of the standard library, for three reasons: it reports where a start tag begins (not where it
ends), it needs no import beyond Python's own when a style is read from a cold start, and it lets a document type
declaration be refused before anything in it is looked at, so that no entity, DTD or network address is ever touched.

>>> root = read("<style><info/></style>")
>>> root.tag, root.children[0].line, root.children[0].column
('style', 1, 8)
"""

from __future__ import annotations

from typing import NoReturn
from xml.parsers import expat

import attrs

from citelib.diagnostics import Diagnostic
from citelib.limits import DEFAULT_LIMITS, Limits

__all__ = ["NAMESPACE", "MarkupElement", "MarkupError", "read"]

NAMESPACE = "http://purl.org/net/xbiblio/csl"
"""The namespace of CSL; elements without a namespace are taken for CSL too, others are foreign."""

_XML = "http://www.w3.org/XML/1998/namespace"
_FOREIGN = "{}"


@attrs.define(eq=False)
class MarkupElement:
    """One element.

    Attributes:
        tag: Local name; that of an element of another namespace begins with ``{}``.
        attributes: By local name, ``xml:lang`` as ``"xml:lang"``; those of other namespaces are left out.
        text: All character data directly inside, joined.
        depth: 1 for the root.
    """

    tag: str
    attributes: dict[str, str]
    line: int
    column: int
    depth: int
    children: list[MarkupElement] = attrs.field(factory=list)
    text: str = ""

    @property
    def foreign(self) -> bool:
        """Whether the element belongs to another namespace and means nothing here."""
        return self.tag.startswith(_FOREIGN)


class MarkupError(Exception):
    """XML that cannot be read; holds one diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def read(
    source: str | bytes, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS, until: str | None = None
) -> MarkupElement:
    """Parse XML.

    Args:
        source: The document; text is taken as it is, whatever encoding it declares.
        name: Name of the file, for diagnostics.
        limits: `style_size` and `nesting` are kept.
        until: Stop quietly at the end of the first element of this name; what follows is not read.

    Raises:
        MarkupError: Not well-formed, a document type declaration, too large or too deep.
    """
    return _Reader(name, limits, until).read(source)


class _Stop(Exception):  # noqa: N818 - not an error
    """Raised in a handler to leave expat early."""


class _Reader:
    def __init__(self, name: str | None, limits: Limits, until: str | None) -> None:
        self.name = name
        self.limits = limits
        self.until = until
        self.root: MarkupElement | None = None
        self.open: list[MarkupElement] = []

    def read(self, source: str | bytes) -> MarkupElement:
        text = isinstance(source, str)
        data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
        if len(data) > self.limits.style_size:
            self.fail(
                "style-size",
                f"the file has {len(data)} bytes, beyond the limit style_size={self.limits.style_size}",
                "raise it with Limits(style_size=…) if you trust the file",
            )
        self.parser = parser = expat.ParserCreate("utf-8" if text else None, namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.doctype
        try:
            # Leading white space and a byte order mark before the declaration are common in pasted styles.
            parser.Parse(data.lstrip() if text else data, True)
        except _Stop:
            pass
        except expat.ExpatError as error:
            self.fail(
                "style-xml",
                f"not well-formed XML: {expat.ErrorString(error.code)}",
                "a style is an XML file: every element is closed, every attribute quoted",
                line=error.lineno,
                column=error.offset + 1,
            )
        except (LookupError, ValueError) as error:
            self.fail("style-xml", f"not readable as XML: {error}", "save the file as UTF-8")
        assert self.root is not None
        return self.root

    def fail(
        self, code: str, message: str, hint: str, *, line: int | None = None, column: int | None = None
    ) -> NoReturn:
        raise MarkupError(
            Diagnostic("error", code, message, hint=hint, source=self.name, line=line, column=column)
        ) from None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        parser = self.parser
        element = MarkupElement(
            _local(name),
            {_local(key): value for key, value in attributes.items()},
            parser.CurrentLineNumber,
            parser.CurrentColumnNumber + 1,
            len(self.open) + 1,
        )
        if element.depth > self.limits.nesting:
            self.fail(
                "style-nesting",
                f"elements are nested deeper than the limit nesting={self.limits.nesting}",
                "raise it with Limits(nesting=…) if you trust the file",
                line=element.line,
                column=element.column,
            )
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, _name: str) -> None:
        if self.open.pop().tag == self.until:
            raise _Stop

    def characters(self, text: str) -> None:
        self.open[-1].text += text

    def doctype(self, *_: object) -> None:
        self.fail(
            "style-doctype",
            "a document type declaration is refused",
            "remove <!DOCTYPE …>: styles need none, and its entities could be harmful",
            line=self.parser.CurrentLineNumber,
            column=self.parser.CurrentColumnNumber + 1,
        )


def _local(name: str) -> str:
    """The name without the CSL namespace; ``xml:`` names keep their prefix, those of other namespaces get ``{}``."""
    space, _, local = name.rpartition(" ")
    if not space or space == NAMESPACE:
        return local
    return f"xml:{local}" if space == _XML else _FOREIGN + local
