"""The check of links within the documentation finds what leads nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.links import broken, main, missing

PAGE = '<article id="top"><h1 id="a">A</h1>{}</article>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "index.html").write_text(PAGE.format(""), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ('<a href="guide/#a">', ""),
        ('<a href="#a"><a href="https://example.org/x"><a href="mailto:a@example.org">', ""),
        ('<a href="guide/#b">', "guide/#b has no such id"),
        ('<a href="#b">', "#b has no such id"),
        ('<a href="gone.html">', "gone.html is not there"),
        ('<img src="gone.png">', "gone.png is not there"),
        ('<p id="a">', "the id 'a' is there twice"),
    ],
)
def test_links(site: Path, html: str, told: str) -> None:
    (site / "page.html").write_text(PAGE.format(html), encoding="utf-8")
    assert [*broken(site)] == ([f"page.html: {told}"] if told else [])
    assert main([str(site)]) == bool(told)


def test_files_that_are_shown_on_the_web_are_in_the_repository() -> None:
    assert [*missing()] == []
