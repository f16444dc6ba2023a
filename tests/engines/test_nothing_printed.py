"""Works of which a style prints nothing: they are told, wherever a list is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from citelib.csl import render_bibliography
from citelib.documents.files import render_file
from citelib.formatting import render
from citelib.model import Item

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title>Titles only</title>
<id>titles</id></info><citation><layout><text variable="title"/></layout></citation>
<bibliography><layout>{number}<choose><if type="book"><text variable="title"/></if></choose></layout></bibliography>
</style>"""
WORKS = [Item("kelp", "book", title="Kelp"), Item("talk", "speech", title="A talk")]


def test_what_a_style_prints_nothing_of_is_a_warning() -> None:
    rendered = render(WORKS, (), STYLE.format(number=""))
    assert [id for id, _ in rendered.entries] == ["kelp"]
    [told] = rendered.diagnostics
    assert (told.severity, told.code, told.item) == ("warning", "style-prints-nothing", "talk")
    assert "'talk'" in told.message
    assert "'Titles only'" in told.message


def test_a_numeric_style_has_a_note_in_its_place_and_says_so_as_well() -> None:
    style = STYLE.format(number="").replace(
        '<layout><text variable="title"/></layout>', '<layout><text variable="citation-number"/></layout>', 1
    )
    bibliography = render_bibliography(WORKS, style)
    assert bibliography.unprinted == ("talk",)
    assert "no printed form" in bibliography.entries[1].text


def test_nothing_is_told_where_all_is_printed() -> None:
    assert render(WORKS[:1], (), STYLE.format(number="")).diagnostics == ()


@pytest.mark.parametrize("ending", ["md", "tex"])
def test_a_document_tells_where_the_work_is_cited(ending: str, tmp_path: Path) -> None:
    text = {"md": "One [@kelp].\n\nTwo [@talk], [@talk].\n", "tex": "One \\cite{kelp}.\n\nTwo \\cite{talk}.\n"}[ending]
    (tmp_path / f"a.{ending}").write_text(text, encoding="utf-8")
    (tmp_path / "style.csl").write_text(STYLE.format(number=""), encoding="utf-8")
    done = render_file(tmp_path / f"a.{ending}", WORKS, style=str(tmp_path / "style.csl"))
    [told] = done.diagnostics
    assert (told.code, told.item, told.line) == ("style-prints-nothing", "talk", 3)
