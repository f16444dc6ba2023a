"""Documents of every kind of text that are edited: what comes of it is what rendering them anew gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.csl.options import Options
from citelib.documents.kinds import KINDS
from citelib.documents.live import LiveDocument
from citelib.documents.render import render
from citelib.errors import UnknownNameError
from citelib.model import Date, Item, Name

NAMES = ["Ash", "Elm", "Oak", "Fir"]
WORKS = [
    Item(name.lower(), "book", title=f"On {name}", author=[Name(name, "Ann")], issued=Date.on(1990 + number % 2))
    for number, name in enumerate(NAMES)
] + [Item("ash2", "book", title="More Ash", author=[Name("Ash", "Ann")], issued=Date.on(1990))]
SAME = ["word", "\n", "\n\n", " ", "{", "}", "[", "]"]
PIECES = {
    "latex": [
        *("\\cite{ash}", "\\parencite[see][p.~3]{elm,oak}", "\\textcite{ash2}", "\\footnote{As \\cite{fir}.}", "%"),
        *("\\begin{refsection}", "\\end{refsection}", "\\printbibliography", "\\nocite{fir}", "\\cite{nope}"),
        *(
            "\\begin{verbatim}",
            "\\end{verbatim}",
            "\\newcommand{\\by}[1]{(as in \\cite{#1})}\n",
            "\\by{oak}",
            "\\iffalse",
        ),
        "\\footcite{elm}",
    ],
    "typst": [
        "@ash",
        "@elm[p. 3]",
        '#cite(<oak>, form: "prose")',
        "#footnote[@fir]",
        "//",
        "`",
        "@fig-x",
        "#bibliography()",
    ],
    "org": [
        "[cite:@ash]",
        "[cite/t:see @elm p. 3;@oak]",
        "[fn::As [cite:@fir]]",
        "#+begin_src\n",
        "#+end_src\n",
        "* H\n",
    ],
    "asciidoc": [
        "cite:[ash]",
        "citenp:[elm(3)]",
        "<<oak>>",
        "footnote:[cite:[fir]]",
        "----\n",
        "//",
        "bibliography::[]",
    ],
}


@pytest.mark.parametrize(
    ("kind", "style"),
    [("latex", "apa"), ("latex", "ieee"), *((kind, "chicago-notes-bibliography") for kind in PIECES)],
)
def test_incremental_is_fresh(kind: str, style: str) -> None:
    pieces = st.lists(st.sampled_from([*PIECES[kind], *PIECES[kind], *SAME]), max_size=12).map(" ".join)
    edits = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.2), pieces), min_size=1, max_size=4)

    @given(text=pieces, edits=edits)
    def holds(text: str, edits: list[tuple[float, float, str]]) -> None:
        live = LiveDocument(text, WORKS, kind=kind, style=style)
        shown = {one.id: one for one in live.citations()}
        for where, length, new in edits:
            start = int(where * len(text))
            end = min(start + int(length * len(text)), len(text))
            changes = live.edit(start, end, new)
            text = text[:start] + new + text[end:]
            assert live.text == text
            done = render(KINDS.load(kind).read(text.encode(), ""), WORKS, style=style, output=kind)
            now = live.citations()
            assert [(one.text, one.note) for one in now] == [(one.text, one.note) for one in done.places]
            assert all(0 <= one.start < one.end <= len(text) for one in now)
            listed = done.bibliography.entries if done.bibliography is not None else ()
            assert [*live.entries()] == [(entry.id, entry.text) for entry in listed]
            assert changes.entries.order == tuple(entry.id for entry in listed)
            for id in changes.removed:
                del shown[id]
            shown |= {one.id: one for one in changes.citations}
            assert {id: (one.text, one.note) for id, one in shown.items()} == {
                one.id: (one.text, one.note) for one in now
            }

    holds()


def test_an_edit_tells_only_what_it_changed() -> None:
    text = "".join(
        f"Paragraph {number} \\cite[p.~{number}]{{{NAMES[number % 4].lower()}}}.\n\n" for number in range(50)
    )
    live = LiveDocument(text, WORKS, kind="latex", style="apa")
    at = text.index("p.~17") + 3
    changes = live.edit(at, at + 2, "18")
    assert [one.text for one in changes.citations] == ["(Elm, 1991, p. 18)"]
    assert text[changes.citations[0].start :].startswith("\\cite[p.~17]")
    assert (changes.removed, changes.entries.entries, changes.entries.removed) == ((), (), ())
    assert len(live.edit(0, 0, "\\cite{ash2} ").citations) == 14


@pytest.mark.parametrize(("kind", "text"), [("markdown", "A [@ash].\n"), ("latex", "A \\cite{ash}.\n")])
def test_options_hold_as_in_a_document_that_is_rendered(kind: str, text: str) -> None:
    work = Item("ash", "article-journal", title="T", author=[Name("Ash", "Ann")], container_title="Journal of Trees")
    options = Options(abbreviations={"container-title": {"Journal of Trees": "J. Trees"}}, highlight=["Ash, A."])
    live = LiveDocument(text, [work], kind=kind, style="nature", options=options)
    rendered = render(KINDS.load(kind).read(text.encode(), ""), [work], style="nature", output=kind, options=options)
    assert rendered.bibliography is not None
    assert live.entries() == tuple((entry.id, entry.text) for entry in rendered.bibliography.entries)
    assert "J. Trees" in live.entries()[0][1]
    live.edit(0, 1, "As before, and\n\nB")
    assert "J. Trees" in live.entries()[0][1]


def test_each_part_has_its_own_list() -> None:
    text = "\\cite{ash}\n\\begin{refsection}\\cite{elm}\\printbibliography\\end{refsection}\n\\printbibliography\n"
    live = LiveDocument(text, WORKS, kind="latex", style="ieee")
    assert [[id for id, _ in live.entries(part)] for part in (0, 1, 2)] == [["ash"], ["elm"], []]
    changes = live.edit(text.index("elm"), text.index("elm") + 3, "oak")
    assert (changes.entries.order, changes.parts[1].order, changes.parts[1].removed) == (("ash",), ("oak",), ("elm",))


def test_what_a_command_of_the_authors_own_stands_for_is_the_whole_command() -> None:
    text = "\\newcommand{\\by}[1]{(as in \\cite{#1}, above)}\nSo \\by{oak}, and \\cite{elm}."
    live = LiveDocument(text, WORKS, kind="latex", style="apa")
    assert [text[one.start : one.end] for one in live.citations()][-2:] == ["\\by{oak}", "\\cite{elm}"]


def test_errors_name_the_file_and_the_line() -> None:
    live = LiveDocument("One\n\\cite{asch}", WORKS, kind="latex", style="apa", name="p.tex")
    assert [(one.source, one.line, one.column) for one in live.diagnostics] == [("p.tex", 2, 7)]
    live.edit(12, 13, "")
    assert live.diagnostics == ()
    with pytest.raises(UnknownNameError):
        live.edit(3, 99, "")
    with pytest.raises(UnknownNameError, match="docx"):
        LiveDocument("", kind="docx")
