"""HTML as a tree, whatever is wrong with it, with a bound on its depth.

>>> tree = html_tree("<p>One <b>two")
>>> tree.css_first("b").text()
'two'
"""

from __future__ import annotations

import re
from typing import Any, Final

from citelib.errors import ReadError

__all__ = ["html_tree", "looks_like_html"]

_DEEPEST: Final = 2_000
"""Depth of elements from which on a page is not a page: the parser's time grows with its square."""
_NESTING: Final = re.compile(
    r"<(/?)(?!(?:p|li|dt|dd|td|th|tr|br|hr|img|input|meta|link|source|option|wbr)\b)[a-zA-Z]", re.IGNORECASE
)
_MARKUP: Final = re.compile(
    r"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|meta\s|title[\s>]|article[\s>]|main[\s>]|p[\s>]|div[\s>]|h1[\s>])",
    re.IGNORECASE,
)


def html_tree(markup: str, format: str = "html", source: str | None = None) -> Any:
    """The tree of selectolax.

    Args:
        markup: HTML.
        format: Name of the format for errors.
        source: Name of the input for errors.

    Raises:
        ReadError: Elements are nested thousands deep.
    """
    from selectolax.lexbor import LexborHTMLParser

    depth = deepest = 0
    for match in _NESTING.finditer(markup):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        message = f"elements are nested {deepest} deep, more than {_DEEPEST}"
        raise ReadError(message, format=format, source=source)
    return LexborHTMLParser(markup.replace("\x00", " ").encode("utf-8", "replace").decode("utf-8"))


def looks_like_html(text: str) -> bool:
    """Whether a text begins like HTML."""
    head = text[:8192].lstrip("\ufeff \t\r\n")
    first = _FIRST.match(head)
    return first is not None and not head.startswith("<?xml-") and _MARKUP.search(head) is not None


_FIRST: Final = re.compile(
    r"<(?:!|\?xml|(?:html|head|body|meta|title|base|link|script|style|noscript|article|main|section|header|footer|nav"
    r"|aside|figure|p|div|span|h[1-6]|ul|ol|dl|li|table|a|b|i|em|strong|br|hr|img|center|font|form|iframe|blockquote|pre"
    r"|details|cite|address|[a-z]+-[\w-]+)[\s>/])",
    re.IGNORECASE,
)
"""What a page of the web begins with; XML of other kinds has titles and articles, too."""
