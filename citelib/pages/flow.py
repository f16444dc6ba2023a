"""The flow diagram of a systematic review, as PRISMA 2020 draws it: SVG that needs nothing besides itself.

Shapes and words carry all that it says; black on white, so that it reads in print and to those who see no colours.

>>> from citelib.matching.screening import count_flow
>>> from citelib.model import Item
>>> drawing = flow_diagram(count_flow({"PubMed": 3}, [Item("a", keyword="included"), Item("b", keyword="excluded")]))
>>> drawing.startswith("<svg "), "Records screened" in drawing, "(n = 2)" in drawing
(True, True, True)
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Final
from xml.sax.saxutils import escape

import attrs

from citelib.matching.screening import Flow

__all__ = ["flow_diagram"]

_WIDTH: Final = 300
_GAP: Final = 46
_LINE: Final = 18
_PAD: Final = 12
_LEFT: Final = 50
_RIGHT: Final = _LEFT + _WIDTH + 60
_LETTERS: Final = 40
"""Letters of a line within a box."""
_STAGE: Final = {"Identification": 124, "Included": 86}
"""What the names of stages that are one row need."""
_MOST: Final = 12
"""How many sources or reasons are named; the rest are one line."""


@attrs.frozen
class _Box:
    lines: tuple[str, ...]
    is_open: bool = False  # drawn with dashes: what it says is not final

    @property
    def height(self) -> int:
        return len(self.lines) * _LINE + 2 * _PAD - 6


def flow_diagram(flow: Flow, title: str = "Flow of the systematic review") -> str:
    """The diagram of a review as SVG.

    Args:
        flow: The counts.
        title: What it is called for those who do not see it.
    """
    stages = [
        ("Identification", _box("Records identified", sum(flow.identified.values()), flow.identified.items()),
         _box("Records removed before screening", None, [
             ("duplicates", flow.duplicates),
             ("ineligible", flow.ineligible),
             *([("other reasons", flow.removed)] if flow.removed else []),
         ])),
        ("Screening", _box("Records screened", flow.screened), _box("Records excluded", flow.excluded)),
        ("", _box("Reports sought for retrieval", flow.sought), _box("Reports not retrieved", flow.not_retrieved)),
        ("", _box("Reports assessed for eligibility", flow.assessed),
         _box("Reports excluded", sum(flow.reasons.values()), flow.reasons.items())),
        ("Included", _box("Studies included in review", flow.included),
         _box("Not decided yet", flow.undecided, is_open=True) if flow.undecided else None),
    ]  # fmt: skip
    parts: list[str] = []
    y = 20
    below: float | None = None
    tops: list[tuple[str, int, int]] = []
    for label, main, side in stages:
        height = max(main.height, side.height if side else 0, _STAGE.get(label, 0))
        middle = y + height / 2
        parts += _drawn(main, _LEFT, middle)
        centre = _LEFT + _WIDTH / 2
        if below is not None:
            parts.append(_arrow(centre, below, centre, middle - main.height / 2))
        if side is not None:
            parts += _drawn(side, _RIGHT, middle)
            if not side.is_open:
                parts.append(_arrow(_LEFT + _WIDTH, middle, _RIGHT, middle))
        below = middle + main.height / 2
        if label or not tops:
            tops.append((label, y, y + height))
        else:
            tops[-1] = (tops[-1][0], tops[-1][1], y + height)
        y += height + _GAP
    for label, top, bottom in tops:
        x, middle = 24, (top + bottom) / 2
        parts.append(f'<rect x="10" y="{top}" width="28" height="{bottom - top}" rx="4" class="stage"/>')
        parts.append(
            f'<text transform="translate({x} {middle:g}) rotate(-90)" text-anchor="middle" dy="5" '
            f'class="name">{escape(label)}</text>'
        )
    width, height = _RIGHT + _WIDTH + 20, y - _GAP + 20
    description = "; ".join(f"{what} {number:,}" for what, number in flow.rows())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="flow-title flow-told">\n<title id="flow-title">{escape(title)}</title>\n'
        f'<desc id="flow-told">{escape(description)}</desc>\n<style>{_STYLE}</style>\n'
        '<defs><marker id="flow-head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
        'orient="auto"><path d="M0 0 10 5 0 10z"/></marker></defs>\n'
        f'<rect width="{width}" height="{height}" fill="#fff"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


_STYLE: Final = (
    "text{font:14px/1 Arial,Helvetica,'Liberation Sans',sans-serif;fill:#000}.name{font-weight:bold}"
    ".box{fill:#fff;stroke:#000;stroke-width:1.5}.open{stroke-dasharray:5 4}"
    ".stage{fill:#e6e6e6;stroke:#000}.way{stroke:#000;stroke-width:1.5;fill:none}"
)


def _box(what: str, number: int | None, parts: Iterable[tuple[str, int]] = (), *, is_open: bool = False) -> _Box:
    """A box with what it counts, and what that is made of."""
    head = what if number is None else f"{what} (n = {number:,})"
    listed = list(parts)
    if len(listed) > _MOST:
        rest = listed[_MOST - 1 :]
        listed = [*listed[: _MOST - 1], (f"{len(rest)} others", sum(number for _, number in rest))]
    lines = [*textwrap.wrap(head, _LETTERS)]
    for name, count in listed:
        # A name of one long word is cut at the end of the line, not at the edge of the box.
        lines += textwrap.wrap(f"{name} (n = {count:,})", _LETTERS - 2, initial_indent="  ", subsequent_indent="    ")
    return _Box(tuple(lines), is_open)


def _drawn(box: _Box, x: float, middle: float) -> Sequence[str]:
    top = middle - box.height / 2
    kind = "box open" if box.is_open else "box"
    parts = [f'<rect x="{x:g}" y="{top:g}" width="{_WIDTH}" height="{box.height}" class="{kind}"/>']
    for number, line in enumerate(box.lines):
        indent = 7 * (len(line) - len(line.lstrip()))
        place = f'x="{x + _PAD + indent:g}" y="{top + _PAD + 11 + number * _LINE:g}"'
        parts.append(f"<text {place}>{escape(line.strip())}</text>")
    return parts


def _arrow(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<path class="way" d="M{x1:g} {y1:g}L{x2:g} {y2:g}" marker-end="url(#flow-head)"/>'
