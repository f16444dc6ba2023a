"""Samples on the pages of outputs and of styles, made when the pages are built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import citelib
from citelib.output import OUTPUTS, get_output

__all__ = ["STYLES", "gallery", "output_samples", "output_table"]

WORKS: Final = Path(__file__).parent.parent / "examples" / "works.json"
ONE: Final = "beyeler2019antidepressants"
"""The work that stands first in samples."""

STYLES: Final[Mapping[str, Sequence[str]]] = {
    "Author and date": (
        "apa", "chicago-author-date", "modern-language-association", "elsevier-harvard", "harvard-cite-them-right",
        "american-sociological-association", "american-political-science-association", "cse-name-year",
        "american-anthropological-association", "china-national-standard-gb-t-7714-2015-author-date",
    ),
    "Numbers": (
        "ieee", "nature", "science", "american-medical-association", "nlm-citation-sequence", "plos", "cell", "bmj",
        "american-chemical-society", "the-lancet", "american-institute-of-physics", "royal-society-of-chemistry",
        "springer-lecture-notes-in-computer-science", "association-for-computing-machinery", "elsevier-vancouver",
    ),
    "Notes": ("chicago-notes-bibliography", "oscola", "mhra-notes"),
    "Labels": ("din-1505-2-alphanumeric", "american-mathematical-society-label"),
    "The house style for science news": ("science-news",),
}  # fmt: skip
"""Styles that the gallery shows, by how they cite."""


def gallery() -> str:
    """Citation and entries of the same works in each of the styles."""
    works = citelib.load(WORKS)
    shown = [works[ONE], works["modasava2019sustained"]]
    lines: list[str] = []
    for kind, names in STYLES.items():
        lines += [f"## {kind}", ""]
        for name in names:
            cited = citelib.cite(works, *(work.id for work in shown), style=name, output="html")
            entries = citelib.format(shown, style=name, output="html-linked").replace('id="', f'id="{name}-').strip()
            html = f'<div class="sample"><p>{cited}</p>{entries}</div>'
            lines += [f"### {citelib.find_style(name).title}", "", f"`{name}`", "", f"```{{raw}} html\n{html}\n```", ""]
    return "\n".join(lines)


def output_table() -> str:
    """A row for each output."""
    rows = "\n".join(f"| [`{name}`](#{name}) | {get_output(name).title} |" for name in sorted(OUTPUTS))
    return f"| output | what it is |\n|---|---|\n{rows}"


def output_samples() -> str:
    """One entry in every output."""
    work = citelib.load(WORKS)[ONE]
    samples = ((name, citelib.format(work, style="apa", output=name).strip()) for name in sorted(OUTPUTS))
    return "\n".join(f"## {name}\n\n~~~~text\n{_visible(text)}\n~~~~\n" for name, text in samples)


def _visible(text: str) -> str:
    """Text whose control characters can be seen, such as those of terminals."""
    return "".join(chr(0x2400 + ord(char)) if ord(char) < 32 and char != "\n" else char for char in text)
