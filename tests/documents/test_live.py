"""A document that is edited is what rendering it anew gives, and an edit tells what it changed."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.documents.live import LiveDocument
from citelib.documents.markdown import chunks
from citelib.documents.markdown.chunks import split
from citelib.documents.markdown.read import read
from citelib.documents.render import render
from citelib.errors import UnknownNameError
from citelib.model import Date, Item, Name

NAMES = ["Ash", "Elm", "Oak", "Fir", "Yew"]
WORKS = [
    Item(name.lower(), "book", title=f"On {name}", author=[Name(name, "Ann")], issued=Date.on(1990 + number % 3))
    for number, name in enumerate(NAMES)
] + [Item("ash2", "book", title="More Ash", author=[Name("Ash", "Ann")], issued=Date.on(1990))]
PIECES = [
    *("[@ash, p. 3]", "@elm [p. 4]", "[see @oak; @fir]", "@yew", "[@ash2]", "[@nope]", "word", "\n", "\n\n", "S. 5"),
    *(
        "\n\n# Head\n\n",
        "```\n",
        "\n\n[^n]: Note [@ash].\n\n",
        "[^n]",
        "^[in line @elm]",
        "    ",
        "$$",
        "<!-- ",
        " -->",
    ),
    *("(@ex) item\n\n", " (@ex) ", "\n\n# New {.reset-citation-positions}\n\n", "- item\n", "`", "| a | b |\n"),
    *("---\nlang: de\nnocite: '@fir'\nabstract: |\n  On [@oak].\n---\n\n", "\r\n\r\n"),
]
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.floats(0, 1), st.lists(st.sampled_from(PIECES), max_size=3)), min_size=1, max_size=6
)


@pytest.fixture(autouse=True, scope="module")
def _small_chunks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "_LEAST", 1)
        yield


def fresh(text: str, style: str) -> tuple[list[tuple[int, int, str, str | None]], list[tuple[str, str]]]:
    done = render(read(text), WORKS, style=style)
    places = [(one.place.start, one.place.end, one.text, one.note) for one in done.places]
    entries = done.bibliography.entries if done.bibliography is not None else ()
    return places, [(entry.id, entry.text) for entry in entries]


@pytest.mark.parametrize("style", ["apa", "ieee", "chicago-notes-bibliography"])
@given(start=st.lists(st.sampled_from(PIECES), max_size=25), edits=EDITS)
def test_incremental_is_fresh(style: str, start: list[str], edits: list[tuple[float, float, list[str]]]) -> None:
    text = " ".join(start)
    live = LiveDocument(text, WORKS, style=style)
    shown = {one.id: one for one in live.citations()}
    listed = dict(live.entries())
    order = tuple(listed)
    for first, second, new in edits:
        low, high = sorted((int(first * len(text)), int(second * len(text))))
        changes = live.edit(low, high, " ".join(new))
        text = text[:low] + " ".join(new) + text[high:]
        assert live.text == text
        try:
            places, entries = fresh(text, style)
        except UnknownNameError:  # a language is half typed: the last one stays until it is there
            assert "document-style" in {one.code for one in live.diagnostics}
            return
        now = live.citations()
        assert [(one.start, one.end, one.text, one.note) for one in now] == places
        assert [*live.entries()] == entries
        # What was told of the edit turns what was shown before into what is shown now.
        for id in changes.removed:
            del shown[id]
        shown |= {one.id: one for one in changes.citations}
        assert {id: (one.text, one.note) for id, one in shown.items()} == {one.id: (one.text, one.note) for one in now}
        listed |= {entry.id: entry.text for entry in changes.entries.entries}
        for id in changes.entries.removed:
            listed.pop(id, None)
        order = changes.entries.order
        assert [(id, listed[id]) for id in order] == entries


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_chunks_are_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert "".join(split(text, least=1)) == text


def test_an_edit_tells_only_what_it_changed() -> None:
    text = "".join(f"Paragraph {number} cites [@{WORKS[number % 5].id}, p. {number}].\n\n" for number in range(200))
    live = LiveDocument(text, WORKS, style="apa")
    at = text.index("p. 77")
    changes = live.edit(at + 3, at + 5, "78")
    assert [one.text for one in changes.citations] == ["(Oak, 1992, p. 78)"]
    assert (changes.removed, changes.entries.entries, changes.entries.removed) == ((), (), ())
    changes = live.edit(0, 0, "New [@ash2]. ")
    # A second work of the same author and year: letters behind all years.
    assert len(changes.citations) == 41
    assert {entry.id for entry in changes.entries.entries} == {"ash", "ash2"}


def test_a_style_that_is_half_typed_breaks_nothing() -> None:
    live = LiveDocument("---\ncsl: apa\n---\n\n[@ash]\n", WORKS, output="text")
    live.edit(9, 12, "ieeee")
    assert [one.code for one in live.diagnostics] == ["document-style"]
    assert [one.text for one in live.citations()] == ["(Ash, 1990)"]
    live.edit(9, 14, "ieee")
    assert (live.diagnostics, [one.text for one in live.citations()]) == ((), ["[1]"])


def test_diagnostics_and_wrong_stretches() -> None:
    live = LiveDocument("[@asch]", WORKS, style="apa", name="p.md")
    assert [(one.line, one.column) for one in live.diagnostics] == [(1, 2)]
    live.edit(4, 5, "")
    assert live.diagnostics == ()
    with pytest.raises(UnknownNameError):
        live.edit(3, 99, "")


def test_many_edits_of_a_long_text() -> None:
    random.seed(3)
    text = "".join(
        f"# H{number}\n\n{'Words of a text. ' * 30}[@{random.choice(WORKS).id}].\n\n" for number in range(60)
    )
    live = LiveDocument(text, WORKS, style="ieee")
    for _ in range(20):
        at = random.randrange(len(text))
        new = random.choice(["[@oak]", "\n\n", "`", "x", ""])
        live.edit(at, min(at + 2, len(text)), new)
        text = text[:at] + new + text[min(at + 2, len(text)) :]
    assert [(one.start, one.end, one.text, one.note) for one in live.citations()] == fresh(text, "ieee")[0]
