"""Which addresses become links, and how they are written."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlsplit

__all__ = ["is_safe_link", "quoted_address"]

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


def quoted_address(address: str) -> str:
    """An address in which everything that could end it is percent-encoded.

    >>> quoted_address('https://example.org/a>b"c d')
    'https://example.org/a%3Eb%22c%20d'
    """
    return quote(address.strip(), safe="%/:?#@!$&'()*+,;=~-._[]", errors="replace")
