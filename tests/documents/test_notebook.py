"""Notebooks: Markdown cells are resolved, other cells stay byte for byte, and cells of code cite."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.csl import Processor
from citelib.documents.notebook import NOTEBOOK, Paper
from citelib.documents.notebook.spans import spans
from citelib.documents.render import render
from citelib.errors import ReadError, UnknownNameError
from citelib.model import Bibliography, Date, Evidence, Item, Name, Relation
from tests.hostile.attacks import ATTACKS
from tests.output.test_outputs import check_html

WORKS = [
    Item("ash", "book", title="Trees", author=[Name("Ash", "Ann")], issued=Date.on(1999)),
    Item("elm", "book", title="Leaves", author=[Name("Elm", "Ed")], issued=Date.on(2001)),
]


def notebook(*cells: tuple[str, str | list[str]], indent: int | None = 1, **metadata: Any) -> bytes:
    made = [
        {"cell_type": kind, "metadata": {"tags": ["[@ash]"]}, "source": source}
        | ({"outputs": [], "execution_count": 1} if kind == "code" else {})
        for kind, source in cells
    ]
    whole = {"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 4}
    return json.dumps(whole, indent=indent, ensure_ascii=False).encode() + b"\n"


def made(data: bytes, style: str = "apa") -> bytes:
    output, write = NOTEBOOK.writers["notebook"]
    return write(render(NOTEBOOK.read(data, "n.ipynb"), WORKS, style=style, output=output))


def sources(data: bytes) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(data)["cells"]]


def test_markdown_cells_are_resolved_and_others_stay() -> None:
    data = notebook(
        ("markdown", ["# T\n", "See [@ash, p. 3] and {cite:t}`elm`.\n", 'Also <cite data-cite="ash"/>.']),
        ("code", ["x = '[@ash]'  # [@elm]\n"]),
        ("raw", "[@ash]"),
        ("markdown", "- @elm\n- é"),
        ("markdown", ["nothing\n"]),
    )
    done = made(data)
    assert sources(done) == [
        "# T\nSee (Ash, 1999, p. 3) and Elm (2001).\nAlso (Ash, 1999).",
        "x = '[@ash]'  # [@elm]\n",
        "[@ash]",
        "- Elm (2001)\n- é",
        "nothing\n",
        "## References\n\nAsh, A. (1999). *Trees*.\n\nElm, E. (2001). *Leaves*.",
    ]
    before, after = data.decode().split("\n"), done.decode().split("\n")
    changed = [line for line in before if line not in after]
    assert all("@" in line or "cite" in line or line.strip() in ("}", "],") for line in changed)
    # A second run changes nothing.
    assert made(done) == done
    assert json.loads(done)["cells"][1] == json.loads(data)["cells"][1]


def test_places_say_their_cell() -> None:
    document = NOTEBOOK.read(notebook(("code", "1"), ("markdown", "a\n\n[@nope]")), "n.ipynb")
    assert document.position(document.places[0].start) == ("n.ipynb cell 2", 3, 1)


def test_lists_go_where_they_are_asked_for() -> None:
    for place in (
        '<div class="cite2c-biblio"></div>',
        "<!-- BIBLIOGRAPHY START --><!-- BIBLIOGRAPHY END -->",
        "::: {#refs}\n:::",
    ):
        done = made(notebook(("markdown", "[@ash]"), ("markdown", f"## Works\n\n{place}\n\nend")))
        assert len(sources(done)) == 2
        assert "Ash, A. (1999). *Trees*." in sources(done)[1]
        assert sources(done)[1].endswith("end")
        assert made(done) == done


def test_notes_stand_in_their_cell() -> None:
    done = sources(
        made(notebook(("markdown", "A [@ash, 3]."), ("markdown", "B [@ash, 4].")), "chicago-notes-bibliography")
    )
    assert done[0] == "A.[^cite-1]\n\n[^cite-1]: Ann Ash, *Trees* (1999), 3."
    assert done[1] == "B.[^cite-2]\n\n[^cite-2]: Ash, *Trees*, 4."


def test_works_in_the_metadata() -> None:
    record = {"type": "book", "title": "Oaks", "author": [{"family": "Oak"}], "issued": {"year": 2003, "month": 5}}
    data = notebook(
        ("markdown", '<cite data-cite="1/A"></cite> <cite id="x"><a href="#zotero%7C2%2FB">(?)</a></cite>'),
        cite2c={"citations": {"1/A": record}},
        **{"citation-manager": {"items": {"zotero": {"2/B": {**record, "title": "Beeches"}}}}},
    )
    done = sources(made(data))
    assert done[0] == "(Oak, 2003a) (Oak, 2003b)" or done[0] == "(Oak, 2003b) (Oak, 2003a)"
    assert "Beeches" in done[1]


def test_notebooks_of_version_3() -> None:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": ["[@ash]"]}]
    data = json.dumps({"metadata": {}, "nbformat": 3, "worksheets": [{"cells": cells}]}, indent=1).encode()
    done = json.loads(made(data))
    assert done["worksheets"][0]["cells"][0]["source"] == ["(Ash, 1999)"]


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b'{"cells": 3}', b"[" * 100_000, b"\xff\xfe", b'{"cells": [1, {"cell_type": "markdown"}]'],
)
def test_what_is_no_notebook_is_an_error(data: bytes) -> None:
    with pytest.raises(ReadError):
        NOTEBOOK.read(data, "n.ipynb")


def test_odd_cells_are_left_alone() -> None:
    data = b'{"cells": [1, {"cell_type": "markdown"}, {"cell_type": "markdown", "source": [1]}]}'
    assert NOTEBOOK.read(data, "").places == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)


@given(JSON, st.sampled_from([None, 1, 4]))
def test_spans_are_those_of_the_values(value: Any, indent: int | None) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    for path, (start, end) in spans(text).items():
        inner = value
        for step in path:
            inner = inner[step]
        assert json.loads(text[start:end]) == inner


def test_attacks_stay_text() -> None:
    for attack in ATTACKS:
        evil = Item("ash", "book", title=attack, author=[Name(attack or "x", attack)], note=attack)
        output, write = NOTEBOOK.writers["notebook"]
        data = notebook(("markdown", "START [@ash] END"))
        done = write(render(NOTEBOOK.read(data, ""), [evil], style="apa", output=output))
        assert len(sources(done)) == 2
        assert NOTEBOOK.read(done, "").places == ()
        html = [evil._repr_html_(), Bibliography([evil])._repr_html_()]
        assert all(set(re.findall(r"</?(\w+)", text)) <= {"table", "thead", "tbody", "tr", "th", "td"} for text in html)
        check_html(Paper([evil]).cite("ash")._repr_html_())


def test_cells_cite() -> None:
    paper = Paper(WORKS, "ieee")
    assert str(paper.cite("elm", locator="3")) == "[1, p. 3]"
    assert paper.cite("ash", "elm")._repr_markdown_() == r"\[1\], \[2\]"
    # Run again, a cell cites the same.
    assert str(paper.cite("elm", locator="3")) == "[1, p. 3]"
    assert str(paper.bibliography()).startswith("[1] ")
    assert 'href="#ref-elm"' in paper.cite("elm", mode="composite")._repr_html_()
    assert paper.bibliography("author:ash")._repr_latex_().count("Trees") == 1
    assert repr(paper.cite("ash", prefix="see")).startswith("see [2]")
    with pytest.raises(UnknownNameError, match="ash"):
        paper.cite("asch")


def test_what_notebooks_show_of_things() -> None:
    relation = Relation("cites", "elm", evidence=Evidence("as Elm says"))
    ash = WORKS[0].evolve(relations=(relation,))
    assert "<td>author</td><td>Ash, Ann</td>" in ash._repr_html_()
    assert "| cites | id\\:elm |" in ash._repr_markdown_()
    assert "Trees" in ash._repr_latex_()
    assert "as Elm says" in relation._repr_html_()
    many = Bibliography(WORKS[0].evolve(id=f"k{number}") for number in range(60))
    assert "10 more" in many._repr_html_()
    assert many._repr_markdown_().startswith("| key | authors | year | title |\n| --- |")
    bibliography = Processor(WORKS, "apa", output="html", nocite="*").bibliography()
    assert bibliography._repr_html_() == str(bibliography)
    assert bibliography._repr_latex_() is None


@pytest.mark.parametrize(
    ("shown", "mode"),
    [
        ("Ash et al. (1999)", "composite"), ("Ash &amp; Elm <i>et al.</i> (1999a)", "composite"),
        ("Ash (n.d.)", "composite"), ("(Ash, 1999)", ""), ("Ash 1999", ""), ("", ""), ("see (1999) and (2000)", ""),
    ],
)  # fmt: skip
def test_what_an_element_shows_tells_how_it_cites(shown: str, mode: str) -> None:
    cell = f'By <cite data-cite="ash">{shown}</cite>.'
    data = json.dumps({"cells": [{"cell_type": "markdown", "source": cell}], "metadata": {}}).encode()
    assert [place.mode for place in NOTEBOOK.read(data, "").places] == [mode]


def test_the_handle_of_a_person_that_is_a_link_stays() -> None:
    cell = "As [@ash](https://example.org/ash) says, and [@elm](https://example.org/elm)"
    data = json.dumps({"cells": [{"cell_type": "markdown", "source": cell}], "metadata": {}}).encode()
    works = [Item("elm", "book", title="Leaves", author=[Name("Elm", "Ed")])]
    done = render(NOTEBOOK.read(data, ""), works, style="apa")
    assert [one.text for one in done.places] == ["@ash", "Elm (n.d.)"]
    assert done.diagnostics == ()
