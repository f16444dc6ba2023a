"""The Sphinx extension: roles, lists, footnotes, numbers through the site, and what is written again."""

from __future__ import annotations

import re
import sys
import types
from pathlib import Path

import pytest

pytest.importorskip("sphinx", reason="Sphinx is an extra")

from tests.sites.sphinx_projects import BIB, build

SITE = {
    "index.rst": "Title\n=====\n\nA :cite:p:`roe01`.\n\n.. toctree::\n\n   zebra\n   apple\n   list\n",
    "zebra.rst": "Zebra\n=====\n\nB :cite:p:`poe05`.\n",
    "apple.rst": "Apple\n=====\n\nC :cite:p:`doe99` and :cite:p:`roe01`.\n",
    "list.rst": "List\n====\n\n.. bibliography::\n",
}


def page(text: str) -> dict[str, str]:
    return {"index.rst": f"Title\n=====\n\n{text}\n\n.. bibliography::\n"}


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (":cite:`doe99`", "(Doe et al., 1999)"),
        (":cite:p:`{see}doe99{pp. 3-5, too},roe01`", "(see Doe et al., 1999, pp. 3–5, too; Roe, 2001)"),
        (":cite:ps:`doe99`", "(Doe, Roe, Poe, & Moe, 1999)"),
        (":cite:t:`doe99{ch. 2}`", "Doe et al. (1999, Chapter 2)"),
        (":cite:t:`roe01,poe05`", "Roe (2001), Poe (2005)"),
        (":cite:ts:`doe99`", "Doe, Roe, Poe, & Moe (1999)"),
        (":cite:alp:`roe01`", "Roe, 2001"),
        (":cite:year:`roe01`", "2001"),
        (":cite:yearpar:`roe01`", "(2001)"),
        (":cite:author:`doe99`", "Doe et al."),
        (":cite:authorpars:`doe99`", "(Doe, Roe, Poe, & Moe)"),
        (":cite:title:`roe01`", "An article"),
        ("x :cite:empty:`roe01` y", "x  y"),
        (":cite:p:`roe01 , poe05`", "(Poe, 2005; Roe, 2001)"),
    ],
)
def test_roles_print_what_the_style_says(tmp_path: Path, text: str, printed: str) -> None:
    built = build(tmp_path, page(f"START {text} END"))
    assert f"START {printed} END" in " ".join(built.page("index").split("\n")).replace("*", "") or re.sub(
        r"\s+", " ", f"START {printed} END"
    ) in re.sub(r"\s+", " ", built.page("index").replace("*", ""))
    assert built.warnings == ""


def test_a_style_of_names_of_pybtex_is_stood_in_for(tmp_path: Path) -> None:
    text = page("A :cite:`roe01` B :cite:`doe99`")
    assert "A [2] B [1]" in build(tmp_path / "plain", text, bibtex_default_style="plain").page("index")
    assert "A [1] B [2]" in build(tmp_path / "unsrt", text, bibtex_default_style="unsrt").page("index")
    labels = build(tmp_path / "alpha", text, bibtex_default_style="alpha").page("index")
    assert re.search(r"A \[Roe01\] B \[D[^]]*99\]", labels), labels
    years = build(tmp_path / "years", text, bibtex_default_style="alpha", bibtex_reference_style="author_year")
    assert "A (Roe, 2001) B (Doe et al., 1999)" in years.page("index")


MORE = """
@inproceedings{zed, author={de Zed, Jo and others}, title={On {ABC}}, booktitle={Proceedings of X}, year=2003,
  editor={Poe, Al}, series={LNX}, volume=7, pages={1--9}, address={Rome}}
@techreport{org, author={{World Body}}, title={A report}, institution={The Body}, number=12, year=2004,
  url={https://example.org/r}}
@phdthesis{lone, author={Doe-Roe, Ann}, title={A thesis}, school={University of Y}, year=2005}
@misc{nobody, title={No one}}
@article{roe01b, author={Roe, Ann}, title={Another}, journal={Journal of X}, year=2001}
"""


def test_the_standard_styles_print_labels_and_entries_as_bibtex_does(tmp_path: Path) -> None:
    files = {"more.bib": MORE, "index.rst": "Title\n=====\n\nA :cite:`roe01`.\n\n.. bibliography::\n   :all:\n"}
    built = build(
        tmp_path, files, bibtex_bibfiles=["refs.bib", "more.bib"], bibtex_default_style="alpha", language="en"
    )
    entries = [" ".join(one.split()) for one in built.page("index").split("\n\n")[2:]]
    assert entries == [
        "[dZ+03] Jo de Zed et al. On ABC. In Al Poe, editor, *Proceedings of X*, *LNX*, volume 7, 1–9. Rome, 2003.",
        "[DRPM99] Jane Doe, Ann Roe, Al Poe, and Bo Moe. *A book of things*. Acme, 1999.",
        "[DR05] Ann Doe-Roe. *A thesis*. PhD thesis, University of Y, 2005.",
        "[Poe05] Al Poe. A page. 2005.",
        "[Roe01a] Ann Roe. An article. *Journal of X*, 3:1–9, 2001. doi:10.1000/182.",
        "[Roe01b] Ann Roe. Another. *Journal of X*, 2001.",
        "[Wor04] World Body. A report. No. 12, The Body, 2004. URL: https://example.org/r.",
        "[nob] No one.",
    ]
    assert "A [Roe01a]." in built.page("index")


@pytest.mark.parametrize(
    ("style", "kind", "shown"),
    [("unsrt", "citation", "[1] Ann Roe."), ("alpha", "bullet", "* Ann Roe."), ("plain", "enumerated", "1. Ann Roe.")],
)
def test_a_mark_stands_before_an_entry_once(tmp_path: Path, style: str, kind: str, shown: str) -> None:
    text = f"Title\n=====\n\nA :cite:`roe01`, B :footcite:`roe01`.\n\n.. bibliography::\n   :list: {kind}\n"
    printed = build(tmp_path, {"index.rst": text}, bibtex_default_style=style).page("index")
    assert f"\n{shown}" in printed
    assert "\n[1] Ann Roe. An article." in printed.rpartition("A [")[2]


def test_keys_are_found_in_other_capitals(tmp_path: Path) -> None:
    text = "A :cite:p:`ROE01`, B :footcite:`Roe01`, C :footcite:`roe01`, D :cite:p:`x-Doe99`.\n\n.. bibliography::\n"
    text += "\n.. bibliography::\n   :keyprefix: x-\n   :labelprefix: X\n"
    built = build(tmp_path, {"index.rst": f"Title\n=====\n\n{text}"}, bibtex_default_style="unsrt")
    assert "A [1], B [1], C [1], D [X1]." in built.page("index")
    assert built.warnings == ""


def test_keys_that_differ_in_capitals_alone_are_two(tmp_path: Path) -> None:
    more = "@misc{Poe05, title={Other}, author={Moe, Bo}, year=2006}"
    files = {"more.bib": more, **page("A :cite:p:`poe05`, B :cite:p:`Poe05`, C :cite:p:`POE05`.")}
    built = build(tmp_path, files, bibtex_bibfiles=["refs.bib", "more.bib"])
    assert "A (Poe, 2005), B (Moe, 2006), C (**POE05?**)." in built.page("index")
    assert "could not find bibtex key 'POE05'" in built.warnings


def test_a_missing_key_in_a_sentence_and_its_footnote_is_told_once(tmp_path: Path) -> None:
    assert build(tmp_path, page("A :footcite:t:`gone`.")).warnings.count("'gone'") == 1


@pytest.fixture
def classes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages with classes of styles, as a project has them that has registered its own."""

    def kind(module: str, **values: object) -> type:
        return type("Style", (), {"__module__": module, **values})

    found = {
        ("pybtex.style.formatting", "house"): kind(
            "conf", default_label_style="number", default_sorting_style="by_year"
        ),
        ("pybtex.style.formatting", "cited"): kind("conf", default_label_style="number", default_sorting_style="none"),
        ("pybtex.style.formatting", "keys"): kind(
            "conf", default_label_style=kind("conf"), default_sorting_style="none"
        ),
        ("pybtex.style.labels", "number"): kind("pybtex.style.labels.number"),
        ("sphinxcontrib.bibtex.style.referencing", "round"): kind("sphinxcontrib.bibtex.style.referencing.author_year"),
    }
    for name in ("pybtex", "sphinxcontrib.bibtex"):
        module = types.ModuleType(f"{name}.plugin")
        module.find_plugin = lambda group, style: found[group, style]  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, f"{name}.plugin", module)


@pytest.mark.usefixtures("classes")
@pytest.mark.parametrize(
    ("name", "printed", "instead"),
    [
        ("house", "A [2] B [1]", "plain"),
        ("cited", "A [1] B [2]", "unsrt"),
        ("keys", "A [Roe01] B [DRPM99]", "unsrtalpha"),
    ],
)
def test_what_comes_next_to_a_class_stands_in_for_it(tmp_path: Path, name: str, printed: str, instead: str) -> None:
    built = build(tmp_path, page("A :cite:`roe01` B :cite:`doe99`"), bibtex_default_style=name)
    assert printed in built.page("index")
    assert (
        f"the style '{name}' is a class of pybtex, which cannot be used; '{instead}' stands in for it" in built.warnings
    )


@pytest.mark.usefixtures("classes")
def test_a_way_to_cite_that_is_a_class_is_known_by_what_it_comes_from(tmp_path: Path) -> None:
    built = build(tmp_path, page("A :cite:`roe01`"), bibtex_default_style="alpha", bibtex_reference_style="round")
    assert "A (Roe, 2001)" in built.page("index")
    assert built.warnings == ""


def test_numbers_follow_the_contents_not_the_alphabet(tmp_path: Path) -> None:
    built = build(tmp_path, SITE, bibtex_default_style="ieee")
    assert "A [1]" in built.page("index")
    assert "B [2]" in built.page("zebra")
    assert "C [3] and [1]" in built.page("apple")
    assert [line[:10] for line in built.page("list").splitlines() if line.startswith("[")] == [
        "[1] A. Roe", "[2] A. Poe", "[3] J. Doe",
    ]  # fmt: skip


def test_only_pages_that_read_otherwise_are_written_again(tmp_path: Path) -> None:
    first = build(tmp_path, SITE, "html", bibtex_default_style="ieee")
    assert set(first.written) == {"index", "zebra", "apple", "list"}
    assert build(tmp_path, SITE, "html", bibtex_default_style="ieee").written == ()
    # The second page no longer cites: the work on the third becomes number 2, the first page keeps its text.
    edited = {**SITE, "zebra.rst": "Zebra\n=====\n\nB.\n"}
    again = build(tmp_path, edited, "html", bibtex_default_style="ieee")
    assert set(again.written) >= {"zebra", "apple", "list"}
    assert "[2]</span>" in again.page("apple", "html") or "[2]" in again.page("apple", "html")
    fresh = build(tmp_path / "fresh", edited, "html", bibtex_default_style="ieee")
    for name in ("index", "zebra", "apple", "list"):
        assert again.page(name, "html") == fresh.page(name, "html")


def test_a_changed_file_of_works_writes_the_pages_that_show_it(tmp_path: Path) -> None:
    build(tmp_path, SITE, "html")
    changed = {**SITE, "refs.bib": BIB.replace("year=2005", "year=2006")}
    again = build(tmp_path, changed, "html")
    assert "Poe, 2006" in again.page("zebra", "html")
    assert "(2006)" in again.page("list", "html")
    assert "index" not in again.written or "zebra" in again.written


def test_two_processes_give_what_one_gives(tmp_path: Path) -> None:
    many = {f"page{number}.rst": f"Page\n====\n\n:cite:p:`{key}` and :footcite:`roe01`.\n"
            for number, key in enumerate(["poe05", "doe99", "roe01", "nope"] * 3)}  # fmt: skip
    pages = "\n".join(f"   page{number}" for number in range(len(many)))
    files = {"index.rst": f"T\n=\n\n.. bibliography::\n\n.. toctree::\n\n{pages}\n", **many}
    one, two = (build(tmp_path / str(jobs), files, "html", jobs, bibtex_default_style="ieee") for jobs in (1, 2))
    for name in ("index", *(f"page{number}" for number in range(len(many)))):
        assert one.page(name, "html") == two.page(name, "html")
    assert one.warnings == two.warnings
    assert one.warnings.count("could not find bibtex key 'nope'") == 3


def test_several_lists_show_a_work_without_a_warning(tmp_path: Path) -> None:
    text = (
        "T\n=\n\nA :cite:p:`roe01`.\n\n.. bibliography::\n\n.. bibliography::\n   :all:\n\n"
        ".. bibliography::\n   :filter: year > '2000' and author % 'poe'\n\n"
        ".. bibliography::\n   :notcited:\n   :list: bullet\n"
    )
    built = build(tmp_path, {"index.rst": text})
    assert built.warnings == ""
    assert built.page("index").count("Roe, A. (2001)") == 2
    assert built.page("index").count("Poe, A. (2005)") == 3
    assert "* Poe, A. (2005)" in built.page("index")


def test_prefixes_of_keys_and_numbers_part_the_lists(tmp_path: Path) -> None:
    text = (
        "T\n=\n\nA :cite:p:`x-roe01,x-poe05`, :cite:p:`y-poe05`.\n\n"
        ".. bibliography::\n   :keyprefix: x-\n   :labelprefix: A\n\n"
        ".. bibliography::\n   :keyprefix: y-\n   :labelprefix: B\n"
    )
    built = build(tmp_path, {"index.rst": text}, bibtex_default_style="ieee")
    assert built.warnings == ""
    assert "A [A1], [A2], [B1]." in built.page("index")
    assert re.findall(r"^\[(..)\]", built.page("index"), re.MULTILINE) == ["A1", "A2", "B1"]


def test_a_citation_leads_to_the_list_on_its_own_page(tmp_path: Path) -> None:
    files = {
        "index.rst": "T\n=\n\nA :cite:p:`roe01`.\n\n.. toctree::\n\n   own\n   other\n   list\n",
        "own.rst": "O\n=\n\nB :cite:p:`roe01`.\n\n.. bibliography::\n",
        "other.rst": "P\n=\n\nC :cite:p:`roe01`.\n",
        "list.rst": "L\n=\n\n.. bibliography::\n",
    }
    built = build(tmp_path, files, "html")
    assert 'href="own.html#ref-roe01"' in built.page("index", "html")
    assert 'href="#ref-roe01"' in built.page("own", "html")
    assert 'id="ref-roe01"' in built.page("own", "html")
    assert 'href="own.html#ref-roe01"' in built.page("other", "html")
    for name in ("own", "list"):
        for target in re.findall(r'href="#(citation-[^"]*)"', built.page(name, "html")):
            assert f'id="{target}"' in built.page(name, "html")


def test_footnotes_hold_the_works_and_stand_where_they_are_asked_for(tmp_path: Path) -> None:
    text = (
        "T\n=\n\nA :footcite:`roe01`, own [#a]_, :footcite:t:`poe05`, again :footcite:p:`roe01`,"
        " :footcite:p:`{see}roe01{p. 4}`.\n\n.. [#a] My own.\n\n.. footbibliography::\n\nBehind.\n"
    )
    built = build(tmp_path, {"index.rst": text})
    shown = built.page("index")
    assert built.warnings == ""
    assert re.search(r"A \[2\], own\s+\[1\], Poe\s+\[3\], again\s+\[2\],\s+\[4\]\.", shown), shown
    assert "[1] My own." in shown
    assert "[2] Roe, A. (2001). An article." in shown
    assert "see Roe, A. (2001)" in shown
    assert "p. 4." in shown
    assert shown.index("[4] ") < shown.index("Behind.")
    left = build(tmp_path / "left", {"index.rst": "T\n=\n\nA :footcite:`roe01`.\n"})
    assert "[1] Roe, A. (2001)" in left.page("index")


def test_a_style_of_notes_makes_footnotes(tmp_path: Path) -> None:
    text = "T\n=\n\nA :cite:p:`roe01{p. 3}`, :cite:p:`roe01{p. 4}`, as :cite:t:`doe99` says.\n"
    shown = build(tmp_path, {"index.rst": text}, bibtex_default_style="chicago-notes-bibliography").page("index")
    assert re.search(r"A \[1\], \[2\], as Jane Doe et al\. \[3\] says", shown), shown
    assert "[1] Ann Roe, “An Article,”" in shown.replace("\n    ", " ")
    assert "[2] Roe, “An Article,” 4." in shown.replace("\n    ", " ")


def test_what_is_wrong_is_said_with_file_and_line(tmp_path: Path) -> None:
    options = "   :style: apaa\n   :filter: a b\n   :list: x\n"
    text = f"T\n=\n\nA :cite:p:`roe1`.\n\n.. bibliography:: no.bib\n{options}\n   gone\n"
    built = build(tmp_path, {"index.rst": text})
    for told in (
        "index.rst:4: WARNING: could not find bibtex key 'roe1' (did you mean 'roe01'?) [bibtex.key_not_found]",
        "index.rst:6: WARNING: unknown kind of list 'x'",
        "index.rst:6: WARNING: syntax error in :filter: expression",
        "index.rst:6: WARNING: no.bib is not found, or not among bibtex_bibfiles [bibtex.bibfile_error]",
        "index.rst:6: WARNING: no style is named 'apaa' (did you mean 'apa'",
        "index.rst:6: WARNING: could not find bibtex key 'gone'",
    ):
        assert told in built.warnings, (told, built.warnings)
    assert "(**roe1?**)" in built.page("index")


def test_settings_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    settings = {"bibtex_default_style": "mine", "bibtex_reference_style": "author_years", "bibtex_bibfiles": ["no.bib"]}
    told = build(tmp_path, page("A :cite:`roe01`."), **settings).warnings
    assert "no style is named 'mine'" in told
    assert "'author_years', which is not known (did you mean 'author_year'?)" in told
    assert "no.bib" in told
    assert "could not find bibtex key 'roe01'" in told


def test_docstrings_cite_with_their_own_lines(tmp_path: Path) -> None:
    module = (
        '"""Module.\n\nSee :cite:p:`roe01` and :cite:p:`gone`.\n"""\n\n\n'
        'def f():\n    """Of :footcite:t:`poe05`.\n\n    .. footbibliography::\n    """\n'
    )
    files = {"documented_module.py": module, **page(".. automodule:: documented_module\n   :members:\n")}
    sys.path.insert(0, str(tmp_path / "source"))
    try:
        built = build(tmp_path, files, extensions=["sphinx.ext.autodoc", "citelib.sphinx"])
    finally:
        sys.path.remove(str(tmp_path / "source"))
        sys.modules.pop("documented_module", None)
    assert "See (Roe, 2001) and (**gone?**)." in built.page("index")
    assert "Of Poe [1]." in built.page("index")
    assert "[1] Poe, A. (2005)" in built.page("index")
    assert "docstring of documented_module:3: WARNING: could not find bibtex key 'gone'" in built.warnings


def test_what_works_hold_never_becomes_markup(tmp_path: Path) -> None:
    evil = (
        "@misc{e, author={{<script>alert(1)</script>}}, year=2003, title={:cite:`e` |x| `link <http://a.b>`_ "
        "{\\textbackslash}input\\{x\\} \\$\\^{}\\_ <img onerror=x>}, url={javascript:alert(2)}}\n"
        '@misc{f, author={Fox, A}, title={F}, year=2001, doi={10.1/"><script>}}\n'
    )
    for builder, ending in (("html", "html"), ("latex", "tex"), ("text", "txt"), ("man", "1"), ("texinfo", "texi")):
        files = {"refs.bib": evil, **page("A :cite:p:`e` :cite:full:`e` :cite:t:`f` :footcite:`e`.")}
        built = build(tmp_path / builder, files, builder, project="test")
        if builder == "html":
            shown = built.page("index", "html")
            body = shown[shown.index("<section") : shown.index("</section>")]
            assert "<script" not in body
            assert "<img" not in body
            assert 'href="javascript' not in body
            assert "&lt;script&gt;" in body
        if builder == "latex":
            assert r"\input" not in built.page("test", ending).split(r"\maketitle")[-1]


def test_titles_in_tables_of_contents_show_the_citation(tmp_path: Path) -> None:
    files = {
        "index.rst": "T\n=\n\n.. toctree::\n\n   one\n\n.. bibliography::\n",
        "one.rst": "On :cite:t:`roe01`\n==================\n\nText.\n",
    }
    assert "* On Roe (2001)" in build(tmp_path, files).page("index")


def test_the_role_any_finds_works(tmp_path: Path) -> None:
    text = "T\n=\n\nA :any:`roe01`, :any:`here`.\n\n.. _here:\n\nHere\n----\n\n.. bibliography::\n   :all:\n"
    built = build(tmp_path, {"index.rst": text})
    assert "A (Roe, 2001), Here." in built.page("index")
    assert built.warnings == ""


def test_latex_leads_from_the_citation_to_its_entry(tmp_path: Path) -> None:
    text = build(tmp_path, page("A :cite:p:`roe01`."), "latex", project="test").page("test", "tex")
    assert r"{\hyperref[\detokenize{index:ref-roe01}]{\sphinxcrossref{Roe, 2001}}}" in text
    assert r"\phantomsection\label{\detokenize{index:ref-roe01}}Roe, A. (2001)" in text
