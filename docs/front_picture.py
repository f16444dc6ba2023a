"""The picture of the README: a news release, the graph of its works, and the works in three styles.

What it shows is what citelib makes of ``examples/release.txt`` and ``examples/works.json``.
"""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Final

import citelib
from citelib.matching import apply
from citelib.pages import release_page

__all__ = ["front_page"]

EXAMPLES: Final = Path(__file__).parent.parent / "examples"
STYLES: Final = ("apa", "nature", "chicago-notes-bibliography")

LOOKS: Final = """
body { margin: 0; padding: 18px 22px; max-width: none; }
body { display: grid; grid-template-columns: 25rem 1fr; gap: 10px 26px; }
h2 { font: 600 13px system-ui, sans-serif; letter-spacing: 0.08em; text-transform: uppercase; }
h2 { opacity: 0.7; margin: 6px 0; }
section p { font-size: 15px; line-height: 1.45; margin: 0 0 8px; }
.csl-entry { font-size: 14.5px; line-height: 1.4; margin-bottom: 5px; }
.csl-left-margin { float: left; width: 24px; } .csl-right-inline { margin-left: 26px; }
h3 { font: 600 13px system-ui, sans-serif; margin: 8px 0 3px; } svg { max-width: 100%; height: auto; }
.wide { grid-column: 1 / 3; }
"""


def front_page() -> str:
    """One page of HTML that is to be photographed."""
    release = citelib.load(EXAMPLES / "release.txt", format="press-release")
    records = citelib.load(EXAMPLES / "works.json")
    linked = apply(release, citelib.link(release, records))
    page = release_page(linked, (EXAMPLES / "release.txt").read_text(encoding="utf-8"))
    styles = "\n".join(re.findall(r"<style>.*?</style>", page, re.DOTALL))
    (drawing,) = re.findall(r"<svg.*?</svg>", page, re.DOTALL)[:1]
    text = next(part for part in re.findall(r"<p>.*?</p>", page, re.DOTALL) if "<mark" in part)
    works = [records[id] for id in ("modasava2019sustained", "beyeler2019antidepressants")]
    lists = "\n".join(
        f"<h3>{html.escape(citelib.find_style(name).title)}</h3>{citelib.format(works, style=name, output='html')}"
        for name in STYLES
    )
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8>{styles}<style>{LOOKS}</style><body>"
        f"<section><h2>A release …</h2>{text}</section>"
        f"<section><h2>… what it reports on …</h2>{drawing}</section>"
        f"<section class=wide><h2>… and the works, in any of ten thousand styles</h2>{lists}</section>"
        "</body></html>"
    )
