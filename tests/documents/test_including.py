"""Documents in several files: what they include is read, told where it stands, and rendered."""

from __future__ import annotations

from pathlib import Path

import pytest

from citelib.documents.files import read_document, render_file, works_of
from citelib.documents.renaming import with_renamed_keys
from citelib.documents.render import cited_keys

BIB = (
    "@book{ash, author={Ash, Ia}, title={Kelp}, date={2001}}\n@book{oak, author={Oak, Jo}, title={Moss}, date={2004}}\n"
)

KINDS = {
    "thesis.tex": ("\\cite{ash}\n\\input{part/two}\n", "part/two.tex", "Line\n\\cite{oak}\n"),
    "thesis.typ": ('@ash\n#include "part/two.typ"\n', "part/two.typ", "Line\n@oak\n"),
    "thesis.adoc": ("cite:[ash]\n\ninclude::part/two.adoc[]\n", "part/two.adoc", "Line\ncite:[oak]\n"),
    "thesis.org": ('[cite:@ash]\n#+INCLUDE: "part/two.org"\n', "part/two.org", "Line\n[cite:@oak]\n"),
    "thesis.qmd": ("[@ash]\n\n{{< include part/two.qmd >}}\n", "part/two.qmd", "Line\n[@oak]\n"),
    "thesis.Rmd": ('[@ash]\n\n```{r two, child="part/two.Rmd"}\n```\n', "part/two.Rmd", "Line\n[@oak]\n"),
}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", KINDS)
def test_included_files_are_part_of_a_document(name: str, tmp_path: Path) -> None:
    text, part, inner = KINDS[name]
    write(tmp_path, {name: text, part: inner, "refs.bib": BIB})
    document = read_document(tmp_path / name)
    assert [key for key, _ in cited_keys(document)] == ["ash", "oak"] or name.endswith(".typ")
    file, line, _ = document.position(document.places[1].start)
    assert (Path(file).name, line) == (Path(part).name, 2)
    from citelib.formats.exchange import load

    done = render_file(tmp_path / name, load(tmp_path / "refs.bib").values(), style="apa")
    assert not done.diagnostics
    assert "(Oak, 2004)" in done.data.decode()
    assert "(Ash, 2001)" in done.data.decode()


@pytest.mark.parametrize("name", KINDS)
def test_keys_are_renamed_in_included_files(name: str, tmp_path: Path) -> None:
    text, part, inner = KINDS[name]
    write(tmp_path, {name: text, part: inner})
    assert with_renamed_keys(tmp_path / name, {"oak": "elm"}) == {
        (tmp_path / part).resolve(): inner.replace("oak", "elm")
    }


@pytest.mark.parametrize("name", KINDS)
def test_what_cannot_be_included_is_told_and_nothing_outside_is_read(name: str, tmp_path: Path) -> None:
    text, part, inner = KINDS[name]
    outside = text.replace("part/", "../part/")
    write(tmp_path, {f"in/{name}": outside, part: inner})
    document = read_document(tmp_path / "in" / name)
    assert [one.code for one in document.diagnostics] == ["document-input"]
    assert document.diagnostics[0].line in (2, 3)
    assert len(document.places) == 1


@pytest.mark.parametrize("name", KINDS)
def test_files_that_include_themselves_come_to_an_end(name: str, tmp_path: Path) -> None:
    text, part, _ = KINDS[name]
    write(tmp_path, {name: text.replace(part, name).replace("part/two", name.partition(".")[0])})
    assert 1 < len(read_document(tmp_path / name).places) < 50


def test_paths_within_chapters_of_typst_lead_where_they_led(tmp_path: Path) -> None:
    chapter = (
        '#import "../lib/tools.typ": *\n#import "@preview/x:1.0.0": y\n#image("plot.svg")\n#image("/top.svg")\n'
        '#include "more.typ"\n@oak\n'
    )
    write(
        tmp_path,
        {
            "thesis.typ": '#include "part/one.typ"\n#bibliography("refs.bib")\n',
            "part/one.typ": chapter,
            "part/more.typ": "@ash\n",
            "refs.bib": BIB,
        },
    )
    done = render_file(tmp_path / "thesis.typ", style="apa").data.decode()
    assert (
        '#import "lib/tools.typ": *\n#import "@preview/x:1.0.0": y\n#image("part/plot.svg")\n#image("/top.svg")' in done
    )
    assert "#[\n" in done
    assert "(Ash, 2001)" in done
    assert "include" not in done


def test_labels_of_a_project_are_no_citations(tmp_path: Path) -> None:
    text = (
        "---\nbibliography: refs.bib\ncrossref:\n  custom:\n    - kind: float\n      key: suppfig\n---\n\n"
        "See @suppfig-kelp and [-@suppfig-moss] beside @ash.\n"
    )
    write(tmp_path, {"a.qmd": text, "refs.bib": BIB})
    assert [key for key, _ in cited_keys(read_document(tmp_path / "a.qmd"))] == ["ash"]


def test_a_quarto_project_says_what_its_documents_leave_open(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "_quarto.yml": "project:\n  type: book\nbibliography: refs.bib\ncsl: ieee\nlang: de\n",
            "refs.bib": BIB,
            "part/one.qmd": "Siehe [@oak, S. 3].\n",
            "part/two.qmd": "---\ncsl: apa\nlang: en\n---\n\nSee [@oak, p. 3].\n",
        },
    )
    done = render_file(tmp_path / "part/one.qmd")
    assert done.data.decode().startswith("Siehe \\[1, S. 3\\].")
    assert not done.diagnostics
    assert "(Oak, 2004, p. 3)" in render_file(tmp_path / "part/two.qmd").data.decode()


def test_chapters_of_bookdown_go_by_the_index(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"index.Rmd": "---\nbibliography: [refs.bib]\n---\n", "01-kelp.Rmd": "# Kelp\n\n[@ash]\n", "refs.bib": BIB},
    )
    assert "(Ash, 2001)" in render_file(tmp_path / "01-kelp.Rmd").data.decode()


def test_org_passes_latex_on(tmp_path: Path) -> None:
    text = (
        "#+LATEX_HEADER: \\addbibresource{refs.bib}\n#+LATEX_HEADER: \\newcommand{\\ap}[1]{\\citep[p.~#1]{ash}}\n\n"
        "Kelp \\ap{12} and moss \\citet[see][ch. 2]{oak}.\n"
    )
    write(tmp_path, {"a.org": text, "refs.bib": BIB})
    document = read_document(tmp_path / "a.org")
    assert [one.locator for place in document.places for one in place.works] == ["12", "2"]
    assert set(works_of(document)) == {"ash", "oak"}
    done = render_file(tmp_path / "a.org", style="apa").data.decode()
    assert "Kelp (Ash, 2001, p. 12) and moss Oak (see 2004, Chapter 2)." in done


def test_a_document_without_works_says_so(tmp_path: Path) -> None:
    write(tmp_path, {"a.typ": '#import "template.typ": *\nAs @ash says.\n', "a.md": "As [@ash] and [@oak] say.\n"})
    [told] = render_file(tmp_path / "a.typ").diagnostics
    assert (told.severity, told.code, told.line) == ("warning", "document-no-works", 2)
    assert "-b" in (told.hint or "")
    first, second = render_file(tmp_path / "a.md").diagnostics
    assert (first.code, second.code) == ("document-missing-key", "document-missing-key")
    assert "-b" in (first.hint or "")
    assert second.hint is None


def test_a_template_of_typst_may_be_told_of_the_bibliography(tmp_path: Path) -> None:
    text = '#import "template.typ": thesis\n#show: thesis.with(title: "Kelp", sources: "refs.bib")\nAs @ash says.\n'
    write(tmp_path, {"a.typ": text, "refs.bib": BIB})
    assert "(Ash, 2001)" in render_file(tmp_path / "a.typ").data.decode()
