r"""Whether a text looks like a release.

>>> sniff("FOR IMMEDIATE RELEASE\n\nMoss found\n\nMay 3, 2020\n\nMoss. It grew."), sniff("@book{a, title = {B}}")
(0.25, 0.0)
"""

from __future__ import annotations

import re
from typing import Final

from citelib.releases.words.patterns import compiled

__all__ = ["looks_like_html", "sniff"]

_MARKUP: Final = re.compile(
    r"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|article[\s>]|main[\s>]|p[\s>]|div[\s>]|h1[\s>])", re.IGNORECASE
)


def looks_like_html(text: str) -> bool:
    """Whether a text is HTML rather than plain text."""
    head = text[:4096].lstrip()
    return head.startswith("<") and _MARKUP.search(head) is not None


_SIGNS: Final = compiled("sign", re.IGNORECASE | re.MULTILINE)


def sniff(text: str) -> float:
    r"""How much the beginning of a text looks like a release; modest, because any prose may.

    >>> sniff("FOR IMMEDIATE RELEASE\n\nMoss found\n\nMay 3, 2020\n\nMoss. It grew."), sniff("@book{a, title = {B}}")
    (0.25, 0.0)
    """
    head = text[:20_000].lstrip("\ufeff \t\r\n")
    if (
        not head
        or head[0] in "@{[%"
        or "\n%" in head[:200]
        or re.match(r"TY  - |<\?xml|[A-Z][A-Z0-9] {1,2}- |PMID- ", head)
    ):
        return 0.0
    signs = {match[0].casefold() for match in _SIGNS.finditer(head)}
    if head[0] == "<":
        return (0.2 + 0.1 * (len(signs) > 1)) if looks_like_html(head) else 0.0
    if head.count("\n") < 2 or not re.search(r"[.!?][\"”’]?\s", head):
        return 0.0
    # Prose without any sign of a newsroom is no release: a licence, a readme, notes.
    return min(0.4, 0.1 + 0.15 * len(signs)) if signs else 0.0
