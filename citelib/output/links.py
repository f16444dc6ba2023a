"""Which addresses become links, and how they are written."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

__all__ = ["anchor", "is_safe_link", "quoted_address", "without_schemes", "xml_name"]

_SCHEMES: Final = frozenset(("http", "https", "mailto", "doi"))


def is_safe_link(address: str) -> bool:
    """Whether an address leads where data may lead: http, https, mailto or doi.

    >>> is_safe_link("javascript:alert(1)"), is_safe_link("https://doi.org/10.1000/182")
    (False, True)
    """
    try:
        return urlsplit(address.strip()).scheme.lower() in _SCHEMES
    except ValueError:
        return False


_SCHEME: Final = re.compile(r"(?<![A-Za-z0-9+.-])([A-Za-z0-9+.-]+):(?=[^\s:])")


def without_schemes(text: str, colon: str) -> str:
    r"""Text in which no program that makes links of bare addresses finds one that is not safe.

    Args:
        text: The text.
        colon: What stands for a colon that is none of an address.

    >>> print(without_schemes("javascript:alert(1), https://example.org", "\\:"))
    javascript\:alert(1), https://example.org
    """
    if ":" not in text:
        return text
    return _SCHEME.sub(lambda match: match[1] + (":" if _is_safe_scheme(match[1]) else colon), text)


def _is_safe_scheme(text: str) -> bool:
    """Whether what stands before a colon ends in a scheme that may be followed; no scheme has that behind a hyphen."""
    return re.split("[+.-]", text)[-1].lower() in _SCHEMES


def anchor(id: str) -> str:
    """The name of the place where the entry of an item stands, for links within a document.

    >>> anchor("doe:99 a")
    'ref-doe%3A99%20a'
    """
    return f"ref-{quote(id, safe='', errors='replace')}"


def xml_name(id: str) -> str:
    """The name of the place where the entry of an item stands, where names are those of XML; different ids differ.

    >>> xml_name("doe:99 a")
    'ref-doe_3A_99_20_a'
    """
    return "ref-" + re.sub(r"[^A-Za-z0-9-]", lambda match: f"_{ord(match.group()):X}_", id)


def quoted_address(address: str) -> str:
    """An address in which everything that could end it is percent-encoded.

    >>> quoted_address('https://example.org/a>b"c d')
    'https://example.org/a%3Eb%22c%20d'
    """
    return quote(address.strip(), safe="%/:?#@!$&'()*+,;=~-._[]", errors="replace")
