"""LaTeX within Markdown: what cites there is found, and what is put there is LaTeX, not Markdown."""

from __future__ import annotations

import pytest

from citelib.documents.live import LiveDocument
from citelib.documents.markdown.read import read
from citelib.documents.markdown.write import write
from citelib.documents.render import render
from citelib.model import Date, Item, Name

WORKS = [
    Item("ash", "book", title="R & B", author=[Name("Ash", "Ann"), Name("Elm", "Ed")], issued=Date.on(1999)),
    Item("fir", "book", title="Under_scores", issued=Date.on(2001)),
]


def written(text: str, style: str = "apa") -> str:
    return write(render(read(text), WORKS, style=style)).partition("\n\nAsh,")[0].partition("\n\n*Under")[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "\\begin{figure}\n\\caption{From \\citep[p.~3]{ash}.}\n\\end{figure}",
            "\\begin{figure}\n\\caption{From (Ash \\& Elm, 1999, p. 3).}\n\\end{figure}",
        ),
        (
            "\\begin{quote}\nBy \\citet{fir}.\n\\end{quote}",
            "\\begin{quote}\nBy \\textit{Under\\_scores} (2001).\n\\end{quote}",
        ),
        ("\\textbf{by \\citet{ash}}", "\\textbf{by Ash \\& Elm (1999)}"),
        ("A\\footnote{See \\citep{ash}.} b", "A\\footnote{See (Ash \\& Elm, 1999).} b"),
        ("```{=latex}\nBy \\citep{ash}\n```", "```{=latex}\nBy (Ash \\& Elm, 1999)\n```"),
        ("So `\\citep{ash}`{=latex}.", "So `(Ash \\& Elm, 1999)`{=latex}."),
        # In the running text Markdown is wanted.
        ("So \\citep{ash}.", "So (Ash & Elm, 1999)."),
    ],
)
def test_what_is_put_into_latex_is_latex(text: str, expected: str) -> None:
    assert written(text) == expected
    live = LiveDocument(text, WORKS, style="apa")
    assert [one.text for one in live.citations()] == [one.text for one in render(read(text), WORKS, style="apa").places]


@pytest.mark.parametrize(
    "text",
    [
        "\\begin{verbatim}\n\\cite{ash}\n\\end{verbatim}",
        "\\begin{center}\n% \\cite{ash}\n[@ash]\n\\end{center}",
        "```latex\n\\cite{ash}\n```",
        "`\\cite{ash}`",
        "$\\cite{ash}$",
        "\\begin{center} \\cite{ash}",
    ],
)
def test_what_cites_nothing_stays(text: str) -> None:
    assert written(text) == text


def test_notes_in_latex_are_footnotes_of_latex() -> None:
    text = "\\begin{quote}\nAs said \\citep{ash}.\n\\end{quote}\n\nSee\\footnote{Like \\citep{ash}.} and [@ash]."
    made = written(text, "chicago-notes-bibliography")
    assert "As said.\\footnote{Ann Ash and Ed Elm, \\textit{R \\& B} (1999).}\n" in made
    assert "\\footnote{Like (Ash and Elm, \\textit{R \\& B}).} and.[^cite-1]" in made


def test_an_edit_in_latex_tells_latex() -> None:
    live = LiveDocument("Text [@ash].\n", WORKS, style="apa")
    changes = live.edit(0, 0, "\\begin{quote}\n\\citep{ash}\n\\end{quote}\n\n")
    assert [one.text for one in changes.citations] == ["(Ash \\& Elm, 1999)"]
    assert [one.text for one in live.citations()] == ["(Ash \\& Elm, 1999)", "(Ash & Elm, 1999)"]


@pytest.mark.parametrize("text", ["\\a{" * 20_000, "\\cite{" * 20_000, "\\begin{a}" * 20_000, "\\a[{" * 20_000])
def test_nested_commands_take_linear_time(text: str) -> None:
    read(text + "@ash")
