"""Items, styles and edits that nobody should make, and many threads at once: each is printed or is an error of ours."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.csl import Citation, Cite, Processor, render_bibliography, render_document
from citelib.csl.service import Service
from citelib.csl.style.repository import resolve_style
from citelib.errors import DuplicateIdError, StyleError, UnknownNameError
from citelib.model import Date, Item, Name
from citelib.model.vocabulary import VARIABLES
from tests.csl.style.samples import style
from tests.csl.test_processor import DOE, JANE, RESOLVED, ROE, book, name

HOSTILE = {
    "quotes": Item("x", "book", title='"' * 30_000),
    "tags": Item("x", "book", title="<i>\"<b>'" * 5_000),
    "words": Item("x", "book", title="the word: " * 10_000),
    "authors": book("x", *[name(f"Name{number}", "A") for number in range(5_000)]),
    "commas": book("x", name("a," * 10_000, "b," * 10_000)),
    "particles": book("x", name("de la " * 5_000 + "X", "von " * 5_000)),
    "digits": Item("x", "article-journal", title="T", volume="9" * 10_000, page="1" * 9_000 + "-" + "2" * 9_000),
    "nothing": Item("x", "book"),
    "blanks": book("x", Name(family=" ", given=" "), Name(literal=""), Name(family="'", given="-"), title=" "),
    "controls": Item("x", "book", title="\x00\ud800\x1b"),
}


@pytest.mark.parametrize("style", ["apa", "ieee", "chicago-notes-bibliography"])
@pytest.mark.parametrize("item", HOSTILE.values(), ids=HOSTILE)
def test_hostile_items_are_printed(style: str, item: Item) -> None:
    processor = Processor([item], RESOLVED[style], output="html")
    assert processor.cite(Citation((Cite("x", locator="1"),))).citations[0][1]
    assert processor.bibliography().entries


_WORDS = st.text(alphabet="aB'\"-.,<i>/ é中\u00a0", max_size=12)
_NAMES = st.builds(Name, family=_WORDS, given=_WORDS | st.none(), suffix=_WORDS | st.none()) | st.builds(
    Name, literal=_WORDS
)


@pytest.mark.parametrize("style", ["apa", "ieee", "chicago-notes-bibliography"])
@given(
    title=_WORDS,
    authors=st.lists(_NAMES, max_size=4),
    page=_WORDS,
    year=st.integers(-3000, 3000).filter(bool),
    kind=st.sampled_from(["book", "chapter", "webpage", "article-journal", "legal_case"]),
)
def test_any_item_is_printed(style: str, title: str, authors: list[Name], page: str, year: int, kind: str) -> None:
    item = Item("x", kind, title=title, author=authors, page=page, issued=Date.on(year), container_title=title)
    processor = Processor([item, item.evolve(id="y")], RESOLVED[style], nocite="*", output="html")
    assert processor.cite(Citation.of("x", "y")).citations[0][1]
    assert str(processor.bibliography())


FULL = Item(
    "x",
    "book",
    {
        variable: {"name": (DOE,), "date": Date.on(1999)}.get(kind, f"{variable} 3")
        for variable, kind in VARIABLES.items()
    },
)
ELEMENTS = (
    '<text variable="{0}"/>', '<text variable="{0}" form="short"/>', '<number variable="{0}" form="ordinal"/>',
    '<names variable="{0}"/>', '<names variable="{0} author"><label/></names>', '<date variable="{0}" form="text"/>',
    '<names variable="{0}"><name form="count"/></names>', '<label variable="{0}"/>',
    '<names variable="custom"><substitute><names variable="{0}"/></substitute></names>',
    '<choose><if variable="{0}" is-uncertain-date="{0}" is-numeric="{0}" match="any"><text value="y"/></if></choose>',
)  # fmt: skip


@pytest.mark.parametrize("element", ELEMENTS)
def test_any_element_takes_any_variable(element: str) -> None:
    """A style may ask for the names of a title or the date of an author; it gets nothing, and nothing breaks."""
    for variable in [*VARIABLES, "nonsense"]:
        layout = element.format(variable)
        xml = style(f'{layout}<text value="end"/>', bibliography=f'{layout}<text value="end"/>')
        xml = xml.replace("<citation>", f'<citation><sort><key variable="{variable}"/></sort>')
        xml = xml.replace("<bibliography>", f'<bibliography><sort><key variable="{variable}"/></sort>')
        document = render_document([FULL, FULL.evolve(id="y")], [Citation.of("x", "y")], xml, output="text")
        assert "end" in document.citations[0][1]
        assert document.bibliography is not None


@pytest.mark.parametrize("given_name", ["Ann ", " Ann", "Ann\u00a0", "Ann \t"])
def test_white_space_around_a_part_of_a_name_means_nothing(given_name: str) -> None:
    items = [book("x", name("Doe ", given_name)), book("y", name("Roe", "B"))]
    assert str(render_bibliography(items, "apa", output="text")).startswith("Doe, A. (1999). ")


@pytest.mark.parametrize("nothing", [Name(), Name(family=""), Name(literal=" "), Name("", "", suffix="Jr.")])
def test_a_name_without_content_is_no_name(nothing: Name) -> None:
    def entry(*authors: Name) -> str:
        return str(render_bibliography([book("x", *authors)], "apa", output="text"))

    assert entry(nothing) == entry() == "Title. (1999). Press.\n"
    assert entry(DOE, nothing, ROE) == entry(DOE, ROE)


@pytest.mark.parametrize("nothing", [Date(), Date(literal=""), Date(raw="  "), Date(season="")])
def test_a_date_without_content_is_no_date(nothing: Date) -> None:
    item = Item("x", "book", title="T", author=[DOE], issued=nothing)
    document = render_document([item], [Citation.of("x")], "apa", output="text")
    assert document.citations == (("citation-1", "(Doe, n.d.)"),)
    assert str(document.bibliography) == "Doe, J. (n.d.). T.\n"


def test_threads_wait_for_each_other() -> None:
    processor = Processor(
        [book(f"i{number}", DOE, title=f"T{number:03}") for number in range(40)], RESOLVED["apa"], output="html"
    )

    def edit(number: int) -> None:
        processor.cite(Citation.of(f"i{number}", id=f"c{number}"))
        assert processor.citations
        assert processor.bibliography().entries
        if number % 3 == 0:
            processor.remove(f"c{number}")

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(edit, range(40)))
    items = [book(f"i{number}", DOE, title=f"T{number:03}") for number in range(40)]
    document = [Citation.of(f"i{id[1:]}", id=id) for id, _ in processor.citations]
    assert processor.citations == render_document(items, document, RESOLVED["apa"], output="html").citations


def test_an_edit_that_fails_changes_nothing() -> None:
    processor = Processor([book("a", DOE), book("b", JANE)], RESOLVED["apa"], output="text")
    processor.cite(Citation.of("a", id="one"))
    with pytest.raises(UnknownNameError):
        processor.cite(Citation.of("b", "z", id="two"))
    with pytest.raises(DuplicateIdError, match="'one'"):
        processor.replace_citations([Citation.of("a", id="one"), Citation.of("b", id="one")])
    assert processor.citations == (("one", "(Doe, 1999)"),)
    assert dict(processor.cite(Citation.of("b", id="two")).citations)["two"] == "(Doe, 1999b)"


def test_a_fault_of_ours_costs_one_request_only(monkeypatch: pytest.MonkeyPatch) -> None:
    request = '{"id": %d, "style": "apa", "output": "text", "items": [{"id": "a", "type": "book", "title": "T"}]}'
    service = Service()
    real = service._item

    def broken(record: object, index: int, diagnostics: list[object]) -> Item:
        monkeypatch.setattr(service, "_item", real)
        raise IndexError("a fault")

    monkeypatch.setattr(service, "_item", broken)
    first, second = service.serve([request % 1, request % 2])
    assert '"code": "internal"' in first
    assert "IndexError" in first
    assert '"error"' not in second


def test_strangers_name_no_files(tmp_path: object) -> None:
    from pathlib import Path

    file = Path(str(tmp_path)) / "mine.csl"
    file.write_text(style('<text value="mine"/>'), encoding="utf-8")
    request = {"style": str(file), "output": "text", "items": [{"id": "a"}], "citations": [{"items": [{"id": "a"}]}]}
    assert Service().answer(request)["error"]["code"] == "unknown-name"
    assert Service(paths=True).answer(request)["citations"][0]["text"] == "mine"
    with pytest.raises(StyleError):
        resolve_style(file, paths=False)
    assert resolve_style("apa", paths=False).style.info.title
