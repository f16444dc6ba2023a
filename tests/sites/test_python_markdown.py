"""The extension for Python-Markdown, by itself and in the sites of MkDocs and Zensical."""

from __future__ import annotations

import logging
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

markdown = pytest.importorskip("markdown", reason="Markdown is an extra")

from citelib.python_markdown import CitationExtension  # noqa: E402
from tests.sites.sphinx_projects import BIB  # noqa: E402

REFS = "\n\n::: {#refs}\n:::\n"


@pytest.fixture
def bib(tmp_path: Path) -> str:
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    return str(tmp_path / "refs.bib")


def convert(text: str, bib: str, style: str = "apa", **options: object) -> str:
    extension = CitationExtension(bibliography=bib, style=style, **options)
    html: str = markdown.markdown(text, extensions=[extension, "fenced_code", "tables", "footnotes", "admonition"])
    return html


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html).replace("&amp;", "&")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("A [@roe01].", "A (Roe, 2001)."),
        ("A [see @roe01, pp. 3-5, *too*; @poe05].", "A (Poe, 2005; see Roe, 2001, pp. 3–5, too)."),
        ("As @doe99 [p. 3] say.", "As Doe et al. (1999, p. 3) say."),
        ("A [-@roe01].", "A (2001)."),
        ("@doe99 [p. 3; @roe01]", "Doe et al. (1999, p. 3; Roe, 2001)"),
        ("Mail a@b.org, `@roe01`, \\@roe01, @someone.", "Mail a@b.org, @roe01, @roe01, @someone."),
        ("# Head [@roe01]", "Head (Roe, 2001)"),
        ("!!! note\n    In [@roe01] and\n\n        [@roe01] code", "In (Roe, 2001) and"),
        ("| a |\n|---|\n| [@roe01] |", "(Roe, 2001)"),
        ("[^1]\n\n[^1]: Note @roe01.", "Note Roe (2001)."),
        ("[@roe01, `x`]", "(Roe, 2001, x)"),
    ],
)
def test_citations_are_pandocs(bib: str, text: str, printed: str) -> None:
    assert printed in plain(convert(text, bib))


def test_code_and_links_cite_nothing(bib: str) -> None:
    html = convert("```\n@roe01 [@roe01]\n```\n\n<a title='@roe01'>x</a> [x](http://a.b/@roe01)", bib)
    assert "2001" not in html
    assert "citelib" not in html


def test_a_page_without_a_list_gets_one(bib: str) -> None:
    html = convert("A [@roe01].", bib, title="Works & more")
    assert '<h2 id="references">Works &amp; more</h2>' in html
    assert html.count('class="csl-entry"') == 1
    assert '<a href="#ref-roe01" title="Roe, A. (2001).' in html
    assert '<div id="ref-roe01" class="csl-entry">' in html
    assert "csl-entry" not in convert("Nothing.", bib)


def test_lists_by_query_order_and_year(bib: str) -> None:
    text = 'A [@roe01].\n\n::: {#refs query="year:2000.." sort="-issued" by="year"}\n:::\n\n\\full_bibliography\n'
    html = convert(text, bib)
    assert re.findall(r'<h3 class="csl-heading">(.*?)</h3>', html) == ["2005", "2001"]
    assert html.count('class="csl-entry"') == 5
    assert html.count('id="ref-roe01"') == 1


def test_numbers_of_a_style_of_numbers(bib: str) -> None:
    html = convert(f"A [@roe01], B [@doe99; @roe01].{REFS}", bib, style="ieee")
    assert "A [1], B [1], [2]." in plain(html)
    assert re.findall(r'csl-left-margin">(.*?)<', html) == ["[1]", "[2]"]


def test_a_style_of_notes_makes_notes(bib: str) -> None:
    html = convert(
        "As @roe01 [p. 3] says [^1], [see @roe01, 4].\n\n[^1]: Own.", bib, style="chicago-notes-bibliography"
    )
    assert re.search(r'As <span><span class="citelib">Ann Roe</span><sup id="cite-2">', html)
    assert '<ol start="2">' in html
    assert "See " in plain(html)


def test_a_missing_key_stays_visible_and_is_told(bib: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "citelib"):
        html = convert("A [@roe1] and [@gone].", bib)
    assert "(<b>roe1?</b>)" in html
    assert "(<b>gone?</b>)" in html
    assert "did you mean 'roe01'" in caplog.text
    assert "'gone' is cited" in caplog.text


def test_a_name_that_is_nearly_a_key_is_taken_for_one(bib: str) -> None:
    assert "<b>doe9?</b>" in convert("As @doe9 says.", bib)


def test_what_works_hold_never_becomes_markup(tmp_path: Path) -> None:
    works = [{
        "id": '"><script>alert(1)</script>', "type": "webpage",
        "title": "<img src=x onerror=alert(2)> *a* [b](c) `d` &amp;",
        "author": [{"literal": "</span><script>alert(3)</script>"}], "URL": "javascript:alert(4)",
        "DOI": '10.1/"><script>',
    }]  # fmt: skip
    text = 'A [@nobody].\n\n\\full_bibliography\n\n::: {#refs by="author"}\n:::\n'
    html = markdown.markdown(text, extensions=[CitationExtension(works=works)])
    assert "<script" not in html
    assert "<img" not in html
    assert "<em>a</em>" not in html
    assert 'href="javascript' not in html


def test_pages_that_are_read_one_after_the_other_know_nothing_of_each_other(bib: str) -> None:
    reader = markdown.Markdown(extensions=[CitationExtension(bibliography=bib, style="ieee")])
    assert "A [1]" in plain(reader.convert("A [@doe99]."))
    assert "A [1]" in plain(reader.reset().convert("A [@roe01]."))


SITE = {
    "index.md": "# Start\n\nA [@poe05], B [@roe01].\n",
    "folder/page.md": "# Page\n\nC [@doe99] and [@poe05].\n",
    "refs.md": "# References\n\n::: {#refs}\n:::\n",
    "pubs.md": '# Publications\n\n::: {#refs query="author:doe" style="apa"}\n:::\n',
}
CONFIG = """
site_name: Test
theme: {name: THEME}
nav: [index.md, folder/page.md, refs.md, pubs.md]
"""


def write_site(folder: Path, config: str, pages: dict[str, str]) -> None:
    for name, text in {
        **{f"docs/{page}": text for page, text in pages.items()},
        "refs.bib": BIB,
        "mkdocs.yml": config,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def check_site(folder: Path) -> None:
    start, page, refs, pubs = (
        (folder / "site" / name).read_text("utf-8")
        for name in ("index.html", "folder/page/index.html", "refs/index.html", "pubs/index.html")
    )
    assert "A [1], B [2]." in plain(start)
    assert 'href="refs/#ref-poe05"' in start
    assert "C [3] and [1]." in plain(page)
    assert 'href="../../refs/#ref-doe99"' in page
    assert re.findall(r'csl-left-margin">(.*?)<', refs) == ["[1]", "[2]", "[3]"]
    assert "Doe, J., Roe, A., Poe, A., &amp; Moe, B. (1999)" in pubs


def test_mkdocs_numbers_the_whole_site(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    pytest.importorskip("mkdocs", reason="MkDocs is an extra")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    plugins = "plugins: [{citelib: {bibliography: refs.bib, style: ieee}}]\n"
    write_site(tmp_path, CONFIG.replace("THEME", "mkdocs") + plugins, {**SITE, "folder/gone.md": "[@gone]\n"})
    with caplog.at_level(logging.WARNING):
        build(load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
    check_site(tmp_path)
    assert "folder/gone.md: error: the key 'gone' is cited" in caplog.text
    assert (tmp_path / "site" / "assets" / "citelib.css").exists()
    assert 'href="../assets/citelib.css"' in (tmp_path / "site" / "refs" / "index.html").read_text("utf-8")


def test_zensical_numbers_the_whole_site(tmp_path: Path) -> None:
    program = shutil.which("zensical", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("Zensical is not installed")
    extension = "markdown_extensions: [{citelib.python_markdown: {bibliography: refs.bib, style: ieee}}]\n"
    write_site(tmp_path, CONFIG.replace("THEME", "material") + extension, SITE)
    done = subprocess.run(
        [program, "build", "-f", "mkdocs.yml"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    check_site(tmp_path)
