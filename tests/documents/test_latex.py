"""Citations in LaTeX: every command of the table, nothing that only looks like one, files that are included."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.documents.files import cited_works, read_document, render_file
from citelib.documents.latex.bbl import write_bbl
from citelib.documents.latex.commands import command
from citelib.documents.latex.read import read
from citelib.documents.latex.write import write
from citelib.documents.render import render
from citelib.model import Date, Item, Name

ASH = Item("ash", "book", title="Trees & Co.", author=[Name("Ash", "Ann")], issued=Date.on(1999))
ELM = Item("elm", "book", title="Leaves", author=[Name("Elm", "Ed")], issued=Date.on(2001))
PREAMBLE = "\\documentclass{article}\n\\usepackage[T1]{fontenc}\n\\begin{document}\n"


def cites(text: str) -> list[tuple[str, list[tuple[str, str, str | None, str, str]]]]:
    return [
        (place.mode, [(work.prefix, work.key, work.label, work.locator, work.suffix) for work in place.works])
        for place in read(text.encode()).places
    ]


def work(
    key: str, prefix: str = "", label: str | None = None, locator: str = "", suffix: str = ""
) -> tuple[str, str, str | None, str, str]:
    return (prefix, key, label, locator, suffix)


@pytest.mark.parametrize(
    ("text", "mode", "works"),
    [
        (r"\cite{ash}", "", [work("ash")]),
        (r"\cite[3]{ash}", "", [work("ash", label="page", locator="3")]),
        (r"\parencite[p.~3]{ash}", "", [work("ash", label="page", locator="3")]),
        (
            r"\autocite[see][33--35, at end]{ash,elm}",
            "",
            [work("ash", "see "), work("elm", "", "page", "33–35", ", at end")],
        ),
        (r"\textcite*[see][]{ash}", "composite", [work("ash", "see ")]),
        (r"\Textcite{ash}", "composite", [work("ash")]),
        (r"\citeauthor{ash}", "author-only", [work("ash")]),
        (r"\citeyear{ash}", "year-only", [work("ash")]),
        (r"\citet[chap.~2]{ash}", "composite", [work("ash", label="chapter", locator="2")]),
        (r"\citep[e.g.,][]{ash}", "", [work("ash", "e.g., ")]),
        (
            r"\cites[3]{ash}[see][4]{elm}",
            "",
            [work("ash", label="page", locator="3"), work("elm", "see ", "page", "4")],
        ),
        (
            r"\parencites(cf.)(and more)[3]{ash}{elm}",
            "",
            [work("ash", "cf. ", "page", "3"), work("elm", suffix=", and more")],
        ),
        (r"\volcite[see]{2}[p.~9]{ash}", "", [work("ash", "see ", "volume", "2", ", p.\u00a09")]),
        (r"\cite<see>[p.~3]{ash}", "", [work("ash", "see ", "page", "3")]),
        (r"\cite{ash}*{p.~3}", "", [work("ash", label="page", locator="3")]),
        (r"\citeaffixed{ash}{see}", "", [work("ash", "see ")]),
        (r"\cite[{[sic] p.~3}]{ash}", "", [work("ash", suffix="[sic] p.\u00a03")]),
        ("\\cite\n  [3]\n  {ash}", "", [work("ash", label="page", locator="3")]),
        (r"\mcite{ash,*elm}", "", [work("ash"), work("elm")]),
        (r"\textcquote[3]{ash}{words}", "", [work("ash", label="page", locator="3")]),
        (r"\fullcite{ash}", "full", [work("ash")]),
        ("\\usepackage{natbib}\n\\cite{ash}", "composite", [work("ash")]),
        ("\\usepackage[numbers]{natbib}\n\\cite{ash}", "", [work("ash")]),
    ],
)
def test_commands(text: str, mode: str, works: list[tuple[str, str, str | None, str, str]]) -> None:
    assert cites(text) == [(mode, works)]


@pytest.mark.parametrize(
    "text",
    [
        r"% \cite{ash}",
        r"\verb|\cite{ash}|",
        "\\begin{verbatim}\n\\cite{ash}\n\\end{verbatim}",
        "\\begin{lstlisting}[language=TeX]\n\\cite{ash}\n\\end{lstlisting}",
        r"\newcommand{\see}[1]{see \cite{#1}}",
        r"\newcommand\own[2][x]{see \cite{ash}}",
        r"\def\see#1{see \cite{ash}}",
        r"\iffalse \cite{ash} \fi",
        "\\end{document}\n\\cite{ash}",
        r"\citation{ash}",
        r"\cite{}",
        r"\section{cite}",
        r"\includegraphics{cite}",
    ],
)
def test_no_citation(text: str) -> None:
    assert cites(text) == []


def test_a_percent_sign_that_is_escaped_begins_no_comment() -> None:
    assert len(cites(r"50\% of \cite{ash}, \\% \cite{elm}")) == 1


def test_what_is_only_listed() -> None:
    document = read(rb"\nocite{ash, elm} \nocite{*} \cite{oak}")
    assert [(place.is_list, [work.key for work in place.works]) for place in document.places] == [
        (True, ["ash", "elm"]),
        (True, ["*"]),
        (False, ["oak"]),
    ]


def test_every_command_has_a_capital_form_but_those_that_print_nothing() -> None:
    assert command("Autocites") is not None
    assert command("Nocite") is None
    assert command("cites") == command("cites")


def test_metadata_of_packages() -> None:
    text = (
        "\\usepackage[ngerman]{babel}\n\\usepackage[style=apa]{biblatex}\n"
        "\\addbibresource{a.bib}\n\\bibliography{b,c.bib}\n"
    )
    metadata = read(text.encode()).metadata
    assert metadata.bibliographies == ("a.bib", "b.bib", "c.bib")
    assert metadata.language == "de-DE"


def test_included_files_are_part_of_the_document(tmp_path: Path) -> None:
    folder = tmp_path / "thesis"
    (folder / "parts").mkdir(parents=True)
    (tmp_path / "secret.tex").write_text(r"\cite{secret}")
    (folder / "parts" / "one.tex").write_text("First\n\\cite{ash}\n\\input{parts/two}\n")
    (folder / "parts" / "two.tex").write_text("\\cite{oak}")
    (folder / "refs.bib").write_text("@book{ash, title={T}}\n")
    main = folder / "main.tex"
    main.write_text("\\bibliography{refs}\n\\input{parts/one}\n\\include{../secret}\n% \\input{none}\n\\cite{elm}\n")
    document = read_document(main)
    assert [place.works[0].key for place in document.places] == ["ash", "oak", "elm"]
    where = [document.position(place.start) for place in document.places]
    assert [(Path(file).name, line, column) for file, line, column in where] == [
        ("one.tex", 2, 1),
        ("two.tex", 1, 1),
        ("main.tex", 5, 1),
    ]
    assert [one.code for one in document.diagnostics] == ["document-input"]
    assert [(one.source or "").rpartition("/")[2] for one in cited_works(document, []).diagnostics] == [
        "one.tex",
        "two.tex",
        "main.tex",
    ]


def test_a_file_that_includes_itself_ends(tmp_path: Path) -> None:
    main = tmp_path / "main.tex"
    main.write_text("\\cite{ash}\\input{main}")
    assert 1 < len(read_document(main).places) < 50


def resolved(text: str, tmp_path: Path, style: str = "apa") -> str:
    paper = tmp_path / "paper.tex"
    paper.write_text(PREAMBLE + text + "\\end{document}\n", encoding="utf-8")
    return render_file(paper, [ASH, ELM], style=style).data.decode()


def test_commands_become_text(tmp_path: Path) -> None:
    text = resolved("As \\textcite[3]{ash} says~\\parencite[see][$\\sqrt{n}$]{elm}.\n\n\\printbibliography\n", tmp_path)
    assert "As Ash (1999, p. 3) says~(see Elm, 2001, $\\sqrt{n}$)." in text.replace("~3", " 3")
    assert "\\section*{References}" in text
    assert "\\item Ash, A. (1999). \\textit{Trees \\& Co.}" in text
    assert "cite" not in text


def test_note_styles_make_footnotes(tmp_path: Path) -> None:
    text = resolved("So \\autocite[3]{ash}, and \\footcite{elm}.\n", tmp_path, "chicago-notes-bibliography")
    assert "So,\\footnote{Ann Ash, \\textit{Trees \\& Co.} (1999), 3.} and.\\footnote{" in text
    assert "\\footnote{Elm, 2001}" in resolved("So \\footcite{elm}.\n", tmp_path).replace("(Elm, 2001)", "Elm, 2001")


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="there is no pdflatex (Debian: texlive-latex-base)")
def test_resolved_source_compiles(tmp_path: Path) -> None:
    text = resolved("As \\textcite[3]{ash} \\& \\cite{elm}.\n\n\\printbibliography\n", tmp_path)
    (tmp_path / "out.tex").write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "out.tex"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]


@given(st.text(alphabet="\\cite{}[]()<>ash,%$~* \n#p.3é", max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    document = read(text.encode())
    for place in document.places:
        assert 0 <= place.start < place.end <= len(document.text)


@pytest.mark.parametrize("piece", ["\\cite{", "\\cite[", "\\cites(", "\\cite<", "\\footnote{", "\\cite{a}[", "{", "["])
def test_what_is_never_closed_is_read_in_linear_time(piece: str) -> None:
    assert read((piece * 20_000).encode()).notes is not None


def test_keys_of_bibtex_fold_and_those_of_biber_do_not() -> None:
    text = r"\usepackage{natbib}\begin{document}\citet{ASH} and \citep{ELM}"
    done = render(read(text.encode()), [ASH, ELM], style="apa", output="latex")
    assert [one.text for one in done.places] == ["Ash (1999)", "(Elm, 2001)"]
    assert done.diagnostics == ()
    strict = render(read(text.replace("natbib", "biblatex").encode()), [ASH, ELM], style="apa", output="latex")
    assert [one.code for one in strict.diagnostics] == ["document-missing-key", "document-missing-key"]
    bbl = write_bbl(done)
    assert "(1999)]{ASH}" in bbl
    assert "(2001)]{ELM}" in bbl


def test_mathematics_in_affixes_stays() -> None:
    [place] = read(rb"\cite[Thm.~$\Gamma_1$]{ash}").places
    assert [*place.raw.values()] == [r"Thm.~$\Gamma_1$"]
    [place] = read(rb"\cite[p.~$3$]{ash}").places
    assert place.works[0].locator == "3"


@pytest.mark.parametrize(
    ("definition", "use", "mode", "works"),
    [
        (r"\newcommand{\inline}[1]{(see \cite{#1})}", r"\inline{ash}", "", [work("ash")]),
        (r"\newcommand*\both[2]{\citet[#2]{#1}}", r"\both{ash}{p.~3}", "composite", [work("ash", "", "page", "3")]),
        (r"\def\short#1{\citep{#1}}", r"\short {ash}", "", [work("ash")]),
        (r"\renewcommand{\aside}[2][x]{\cite{#2}}", r"\cite{ash}", "", [work("ash")]),
    ],
)
def test_commands_of_the_author(
    definition: str, use: str, mode: str, works: list[tuple[str, str, str | None, str, str]]
) -> None:
    text = f"{definition}\n{PREAMBLE}As said {use}.\n% {use}\n\\end{{document}}\n"
    assert cites(text) == [(mode, works)]
    # Where things are is told as in the file.
    document = read(text.encode(), "")
    assert document.position(document.places[0].start)[1] == 5


def test_what_is_put_in_the_place_of_a_command_of_the_author() -> None:
    text = r"\newcommand{\inline}[1]{(see \cite{#1})}" + f"\n{PREAMBLE}As said \\inline{{ash}}, twice.\n"
    rendered = render(read(text.encode()), [ASH], style="apa")
    assert "As said (see (Ash, 1999)), twice." in write(rendered)
