"""Several lists in a document: by query, of a section, of a part that is numbered on its own."""

from __future__ import annotations

import pytest

from citelib.documents.latex.read import read as read_latex
from citelib.documents.latex.write import write as write_latex
from citelib.documents.markdown.read import read
from citelib.documents.markdown.write import write
from citelib.documents.model import Document
from citelib.documents.render import render
from citelib.model import Date, Item, Name

WORKS = [
    Item("ash", "book", title="Trees", author=[Name("Ash", "Ann")], issued=Date.on(1999), keyword="own work"),
    Item("elm", "article-journal", title="Leaves", author=[Name("Elm", "Ed")], issued=Date.on(2001)),
    Item("oak", "chapter", title="Acorns", author=[Name("Oak", "Olga")], issued=Date.on(2003)),
]


def shown(document: Document, style: str = "apa") -> list[list[str]]:
    return [[entry.id for entry in one.entries] for one in render(document, WORKS, style=style).lists]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("#refs", ["ash", "elm", "oak"]),
        ('#refs query="type:book"', ["ash"]),
        ("#more__refs type=article-journal", ["elm"]),
        ('.refs keyword="own work"', ["ash"]),
        ('#refs query="-type:book year:2002.."', ["oak"]),
        ('#refs type=chapter keyword="own work"', []),
    ],
)
def test_lists_by_query(attributes: str, expected: list[str]) -> None:
    assert shown(read(f"[@oak; @elm; @ash]\n\n::: {{{attributes}}}\n:::\n")) == [expected]


def test_lists_of_sections() -> None:
    text = (
        "# One\n\n[@ash].\n\n## References\n\n::: {.refs section=true}\n:::\n\n"
        "# Two\n\n[@elm; @ash]\n\n## Inner\n\n@oak\n\n## References\n\n::: {.refs section=true}\n:::\n\n"
        "# All\n\n::: {#refs}\n:::\n"
    )
    assert shown(read(text)) == [["ash"], ["ash", "elm", "oak"], ["ash", "elm", "oak"]]
    # Numbers are those of the whole document.
    assert "[3]" in write(render(read(text), WORKS, style="ieee")).split("# Two")[1].split("## References")[0].replace(
        "\\", ""
    )


def test_a_query_that_cannot_be_read_is_an_error_and_the_list_shows_all() -> None:
    done = render(read('[@ash]\n\n::: {#refs query="year:("}\n:::\n', "p.md"), WORKS)
    assert [(one.severity, one.code, one.line) for one in done.diagnostics] == [("error", "document-query", 4)]
    assert [entry.id for entry in done.lists[0].entries] == ["ash"]


def test_positions_are_counted_anew_in_a_chapter() -> None:
    text = "# A\n\nX.[@ash, 3] Y.[@ash, 3]\n\n# B {.reset-citation-positions}\n\nZ.[@ash, 3]\n"
    notes = write(render(read(text), WORKS, style="chicago-notes-bibliography")).split("[^cite-")[4:]
    assert notes == [
        "1]: Ann Ash, *Trees* (1999), 3.\n",
        "2]: Ash, *Trees*, 3.\n",
        "3]: Ann Ash, *Trees* (1999), 3.\n",
    ]


def test_refsections_of_biblatex_have_numbers_of_their_own() -> None:
    text = (
        rb"\cite{oak}\begin{refsection}\nocite{ash}\cite{elm}\printbibliography[title={More}]\end{refsection}"
        rb"\cite{oak}\printbibliography[nottype=book,heading=none]"
    )
    document = read_latex(text)
    assert [place.part for place in document.places] == [0, 1, 1, 0]
    done = render(document, WORKS, style="ieee", output="latex")
    assert [[entry.id for entry in one.entries] for one in done.lists] == [["elm", "ash"], ["oak"]]
    made = write_latex(done)
    assert made.count("{[}1{]}") == 3 + 2
    assert made.count(r"\section*") == 1
    assert r"\section*{More}" in made


def test_lists_of_biblatex_select() -> None:
    text = (
        rb"\addtocategory{best}{ash, oak}\cite{oak}\cite{elm}\cite{ash}"
        rb"\printbibliography[keyword={own work}]\printbibliography[type=article]\printbibliography[category=best]"
        rb"\printbibliography[notcategory=best]\printbibliography[category=none]"
    )
    assert shown(read_latex(text)) == [["ash"], ["elm"], ["ash", "oak"], ["elm"], []]
