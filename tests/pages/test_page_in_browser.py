"""The page of a release in headless Chromium: light and dark, wide and narrow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import citelib
from citelib.pages import release_page
from tests.pages.browser import tried
from tests.pages.test_page import RELEASE

pytest.importorskip("fast_sugiyama", reason="the picture needs the extra «show»")

DARK = "--blink-settings=preferredColorScheme=0"
LOOK = """
const light = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
const colour = text => text.match(/[0-9.]+/g).map(Number);
const ground = one => { for (; one; one = one.parentElement) {
  const found = colour(getComputedStyle(one).backgroundColor); if (found.length < 4 || found[3] > 0) return found; }
  return [255, 255, 255]; };
const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
const texts = [...document.querySelectorAll("h1, h2, p, a, dt, dd, li, mark, figcaption, blockquote")]
  .filter(one => one.textContent.trim() && !one.closest("svg"));
const drawing = document.querySelector("svg").getBoundingClientRect();
const outside = [...document.querySelectorAll("svg text, svg rect")].map(one => one.getBoundingClientRect())
  .filter(box => box.left < drawing.left - 1 || box.right > drawing.right + 1 || box.bottom > drawing.bottom + 1);
report({
  ground: light(ground(document.body)),
  least: Math.min(...texts.map(one => contrast(colour(getComputedStyle(one).color), ground(one)))),
  wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  broken: [...document.querySelectorAll("a")].map(one => one.getAttribute("href") || one.getAttribute("xlink:href"))
    .filter(href => href && href[0] === "#" && !document.getElementById(decodeURIComponent(href.slice(1)))),
  outside: outside.length,
  marks: document.querySelectorAll("mark.evidence").length,
  cards: document.querySelectorAll(".card").length,
});
"""


def look(folder: Path, *flags: str) -> dict[str, Any]:
    page = release_page(citelib.loads(RELEASE, "press-release"), RELEASE)
    told: dict[str, Any] = tried(page.replace("style-src", "script-src 'sha256-'; style-src", 1), LOOK, folder, *flags)
    return told


@pytest.mark.parametrize(
    ("flags", "is_dark"),
    [((), False), ((DARK,), True), (("--window-size=420,900",), False)],
    ids=["light", "dark", "narrow"],
)
def test_the_page_can_be_read(tmp_path: Path, flags: tuple[str, ...], is_dark: bool) -> None:
    told = look(tmp_path, *flags)
    assert (told["ground"] < 0.1) == is_dark
    assert told["least"] >= 4.5
    assert told["wider"] <= 0
    assert told["broken"] == []
    assert told["outside"] == 0
    assert told["marks"] >= 3
    assert told["cards"] >= 4
