"""Lists that LaTeX takes: .bbl files for its packages, and the answer to citation-style-language."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from citelib.cli import main
from citelib.documents.files import render_file
from citelib.documents.latex.aux import answer, read_aux, read_aux_file
from citelib.errors import WriteError
from citelib.model import Date, Item, Name

ASH = Item("ash", "book", title="Trees & Co.", author=[Name("Ash", "Ann")], issued=Date.on(1999))
TWIN = Item("twin", "book", title="Bark", author=[Name("Ash", "Ann")], issued=Date.on(1999))
ELM = Item("elm", "book", title="50% of Leaves", author=[Name("Elm", "Ed"), Name("Oak", "Olga")], issued=Date.on(2001))
WORKS = [ASH, TWIN, ELM]
BODY = "\\begin{document}\nSo \\cite[p.~3]{ash} and \\cite{elm,twin}.\n\\bibliography{refs}\n\\end{document}\n"
WITHOUT_LATEX = pytest.mark.skipif(
    shutil.which("pdflatex") is None or shutil.which("kpsewhich") is None,
    reason="there is no pdflatex (Debian: texlive-latex-base)",
)


def has_package(name: str) -> bool:
    if shutil.which("kpsewhich") is None:
        return False
    return bool(subprocess.run(["kpsewhich", f"{name}.sty"], capture_output=True, check=False).stdout)


def compiled(folder: Path, name: str) -> str:
    """The log of LaTeX, which must come to an end without an error."""
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", name],
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=120,
    )
    log = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, log[-3000:]
    return log


@pytest.mark.parametrize(
    ("preamble", "style", "label"),
    [
        ("", "apa", "\\bibitem[Ash, 1999a]{twin}"),
        ("", "ieee", "\\bibitem{ash}"),
        ("\\usepackage{natbib}", "apa", "\\bibitem[{Elm \\& Oak}(2001)]{elm}"),
        ("\\usepackage[numbers]{natbib}", "ieee", "\\bibitem[{Ash}(1999)]{ash}"),
        ("\\usepackage[super]{natbib}", "nature", "\\bibitem[{Ash}(1999)]{ash}"),
        ("\\usepackage{apacite}", "apa", "\\bibitem[\\protect\\citeauthoryear{Ash}{Ash}{1999b}]{ash}"),
    ],
)
def test_lists_for_packages(preamble: str, style: str, label: str, tmp_path: Path) -> None:
    paper = tmp_path / "paper.tex"
    paper.write_text(f"\\documentclass{{article}}\n\\usepackage[T1]{{fontenc}}\n{preamble}\n{BODY}", encoding="utf-8")
    done = render_file(paper, WORKS, style=style, to="bbl")
    text = done.data.decode()
    assert label in text
    assert "50\\% of" in text.replace("50\\% Of", "50\\% of")
    assert "{[}1{]}" not in text, "LaTeX numbers by itself"
    (tmp_path / "paper.bbl").write_bytes(done.data)
    package = preamble.partition("{")[2].strip("}")
    if shutil.which("pdflatex") is None or (package and not has_package(package)):
        pytest.skip(f"there is no pdflatex, or not the package {package!r} (Debian: texlive-bibtex-extra)")
    compiled(tmp_path, "paper.tex")
    assert "undefined" not in compiled(tmp_path, "paper.tex")


def test_biblatex_is_told_that_it_takes_no_list(tmp_path: Path) -> None:
    paper = tmp_path / "paper.tex"
    paper.write_text("\\usepackage{biblatex}\n\\cite{ash}", encoding="utf-8")
    with pytest.raises(WriteError, match=r"biblatex takes no \.bbl"):
        render_file(paper, WORKS, to="bbl")


AUX = r"""\relax
\bibstyle{apa}
\csl@data{refs.bib}
\csloptions {locale=de-DE,linking=true}
\citation {citationID={@nocite},citationItems={{id={twin}}},properties={noteIndex={0}}}
\citation {citationID={ash@1},citationItems={{id={ash},prefix={see },label={page},locator={3--5}}},properties={}}
\citation {citationID={ash@2},citationItems={{id={ash}}},properties={noteIndex={0},mode={composite}}}
\citation {citationID={ash,none@1},citationItems={{id={ash}},{id={none},suffix={, {[}y{]}}}},properties={noteIndex={2}}}
\citation{other}
\abx@aux@cite{0}{key}
"""


def test_what_the_package_says() -> None:
    aux = read_aux(AUX)
    assert (aux.style, aux.locale, aux.links) == ("apa", "de-DE", True)
    assert (aux.bibliographies, aux.nocite) == (("refs.bib",), ("twin",))
    first, second, third = aux.citations
    assert (first.id, first.cites[0].locator, first.cites[0].prefix) == ("ash@1", "3–5", "see ")
    assert second.mode == "composite"
    assert [cite.id for cite in third.cites] == ["ash", "none"]
    assert third.note == 2


def test_the_answer() -> None:
    text, diagnostics = answer(read_aux(AUX), WORKS, locale="en-US")
    assert "\\cslsetup{class = in-text, hanging-indent = true" in text
    assert "\\cslcite{ash@1}{(see Ash, 1999b, pp. 3–5)}" in text.replace("pp.~3", "pp. 3")
    assert "\\cslcite{ash@2}{Ash (1999b)}" in text
    assert "\\textbf{none?}" in text
    assert "\\bibitem{twin} Ash, A. (1999a)" in text
    assert [(one.code, one.hint) for one in diagnostics] == [("document-missing-key", None)]


def test_included_files_of_the_same_folder(tmp_path: Path) -> None:
    (tmp_path / "a.aux").write_text("\\@input{b.aux}\n\\@input{../c.aux}\n\\bibstyle{ieee}\n")
    (tmp_path / "b.aux").write_text(AUX)
    aux = read_aux_file(tmp_path / "a.aux")
    assert aux.style == "ieee"
    assert len(aux.citations) == 3


@WITHOUT_LATEX
@pytest.mark.skipif(not has_package("citation-style-language"), reason="TeX Live has no citation-style-language here")
def test_a_paper_with_notes_and_locators(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("@book{ash, title={Trees}, author={Ash, Ann}, year=1999}\n", encoding="utf-8")
    (tmp_path / "paper.tex").write_text(
        "\\documentclass{article}\n\\usepackage{citation-style-language}\n"
        "\\cslsetup{style = chicago-notes-bibliography}\n\\addbibresource{refs.bib}\n\\begin{document}\n"
        "So \\cite[page=3]{ash}, and \\cite[page=4]{ash}.\n\\printbibliography\n\\end{document}\n",
        encoding="utf-8",
    )
    compiled(tmp_path, "paper.tex")
    with pytest.raises(SystemExit) as end:
        main(["latex", str(tmp_path / "paper.aux")])
    assert end.value.code == 0
    compiled(tmp_path, "paper.tex")
    if shutil.which("pdftotext"):
        done = subprocess.run(["pdftotext", "-layout", "paper.pdf", "-"], cwd=tmp_path, capture_output=True, check=True)
        printed = " ".join(done.stdout.decode().split())
        assert "1 Ann Ash, Trees (1999), 3." in printed
        assert "Ash, Trees, 4." in printed
        assert "Ash, Ann. Trees. 1999." in printed
