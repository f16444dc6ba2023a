"""A whole page of HTML: one file that shows without the network, and in which only its own script can run.

>>> page = html_page("Walls & moss", "<p>Text</p>", sheet="p { margin: 0; }")
>>> "<title>Walls &amp; moss</title>" in page, "default-src 'none'" in page
(True, True)
"""

from __future__ import annotations

import base64
import hashlib
from html import escape
from typing import Final

__all__ = ["direction_of", "html_page"]

_RIGHT_TO_LEFT: Final = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ps", "syr", "ug", "ur", "yi"))
"""Languages by their subtag whose usual script runs from right to left."""


def direction_of(language: str) -> str:
    """The direction in which a language is written, as HTML names it.

    >>> direction_of("fa-IR"), direction_of("de-AT")
    ('rtl', 'ltr')
    """
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def html_page(title: str, body: str, *, sheet: str, script: str = "", language: str = "en") -> str:
    """A page with its style sheet and its script inside; nothing is fetched, and no other script runs.

    Args:
        title: Title of the page, as plain text.
        body: What is in its body, as HTML.
        sheet: Its style sheet.
        script: Its script, which stands at its end; the policy of the page names its digest.
        language: Language tag of the page.
    """
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"
    if script:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        policy += f"; script-src 'sha256-{digest}'"
        body += f"\n<script>{script}</script>"
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>\n{sheet}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
