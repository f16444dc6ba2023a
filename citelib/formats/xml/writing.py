r"""XML that is written: elements with their text, inline markup, namespaces, and documents record by record.

>>> node = element("title", "Bonds & bridges", lang="en")
>>> xml_text(node)
'<title lang="en">Bonds &amp; bridges</title>'
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from citelib.formats.xml.elements import ILLEGAL, MARKUP
from citelib.richtext.markup import tagged

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["declare", "element", "legal", "prefixed", "rich_element", "write_xml", "xml_text"]


def element(name: str, content: Any = None, /, **attributes: str | None) -> Element | None:
    """An element of text or of other elements; None, which is not an element, if it has neither content nor attributes.

    Args:
        name: Its name, perhaps as ``{namespace}name``.
        content: Text, or elements and Nones.
        attributes: Values by name, with ``_`` for ``-`` and a trailing ``_`` dropped; None is left out.
    """
    if not isinstance(content, str):
        content = [one for one in content if one is not None] if content is not None else ()
    given = {_attribute(key): legal(value) for key, value in attributes.items() if value is not None}
    if not content and not given:
        return None
    node = _maker()(name, given)
    if isinstance(content, str):
        node.text = legal(content)
    else:
        node.extend(content)
    return node


def prefixed(namespaces: Mapping[str, str]) -> Callable[[str, Any], Element | None]:
    """The same as `element`, without attributes, for names with a prefix of these namespaces."""

    @functools.cache
    def whole(name: str) -> str:
        prefix, _, local = name.partition(":")
        return f"{{{namespaces[prefix]}}}{local}"

    return lambda name, content: element(whole(name), content)


def declare(node: Element, namespaces: Mapping[str, str]) -> Element:
    """The element with those of the namespaces declared that are used in it, under their prefixes."""
    from lxml import etree

    etree.cleanup_namespaces(node, top_nsmap=dict(namespaces))
    return node


@functools.cache
def _maker() -> Callable[[str, dict[str, str]], Element]:
    """What makes an element; it is imported when it is needed, as that takes long."""
    from lxml import etree

    return etree.Element


@functools.lru_cache(1024)
def _attribute(key: str) -> str:
    return key.rstrip("_").replace("__", ":").replace("_", "-")


def legal(value: str) -> str:
    """The text with U+FFFD for each character that XML does not allow."""
    # Printable text is legal, and that test is faster.
    return value if value.isprintable() else ILLEGAL.sub("\ufffd", value)


def rich_element(name: str, content: str | None, markup: Mapping[str, str]) -> Element | None:
    """An element of text in which CSL's inline markup is elements.

    Args:
        name: Its name.
        content: Text with the inline markup of CSL.
        markup: Names of the elements for the kinds of markup that the text may have.
    """
    from lxml import etree

    if not content:
        return None
    inner = top = etree.Element(name)
    for turn, part in tagged(content):
        if turn > 0:
            inner = etree.SubElement(inner, markup[part])
        elif turn < 0:
            parent = inner.getparent()
            assert parent is not None
            inner = parent
        else:
            _append_text(inner, part)
    return top


def _append_text(node: Element, text: str) -> None:
    text = legal(text)
    if len(node):
        node[-1].tail = f"{node[-1].tail or ''}{text}"
    else:
        node.text = f"{node.text or ''}{text}"


def xml_text(node: Element) -> str:
    """An element as XML in one line, without namespaces, comments and what stands between elements for looks.

    >>> from citelib.formats.xml.elements import parse_element
    >>> xml_text(parse_element('<a n="1"> <b>x &amp; y</b> </a>'))
    '<a n="1"><b>x &amp; y</b></a>'
    """
    from lxml import etree

    one = copy.deepcopy(node)
    one.tail = None
    for part in one.iter():
        if not (part.text or "").strip():
            part.text = None
        if part is not one and not (part.tail or "").strip():
            part.tail = None
    etree.cleanup_namespaces(one)
    return etree.tostring(one, encoding="unicode")


_WITHIN_TEXT: Final = tuple(f"{{*}}{name}" for name in (*MARKUP, "style"))
"""Elements that stand within text, in any namespace; ``style`` is EndNote's."""


def _indent(record: Element) -> None:
    """Set elements on lines of their own, save those within text, where white space counts."""
    from lxml import etree

    inline = [(one, one.tail, around, around.text) for one in record.iter(*_WITHIN_TEXT)
              if (around := one.getparent()) is not None]  # fmt: skip
    etree.indent(record)
    for one, tail, around, text in inline:
        one.tail, around.text = tail, text


def write_xml(start: str, records: Iterator[Element | None], end: str) -> Iterator[str]:
    """A declaration, `start`, the records and `end`.

    Args:
        start: Start tags around the records.
        records: The records.
        end: The matching end tags.
    """
    from lxml import etree

    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{start}\n'
    for record in records:
        if record is not None:
            _indent(record)
            yield etree.tostring(record, encoding="unicode") + "\n"
    yield f"{end}\n"
