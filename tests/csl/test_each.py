"""Works one by one: each gets what a processor for it alone would give."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citelib import Citation, Date, Formatted, Item, Name, Options, Processor, UnknownNameError, format_each
from citelib.csl.document.disambiguate import disambiguate
from citelib.csl.document.same_names import has_namesakes
from citelib.csl.render import Setting
from citelib.csl.render import setting as settings_module
from citelib.csl.style.repository import resolve_style
from citelib.csl.style.resolve import ResolvedStyle
from tests.strategies import items, names

STYLES = {
    name: resolve_style(name)
    for name in (
        "apa chicago-author-date chicago-notes-bibliography ieee modern-language-association vancouver nature "
        "american-sociological-association din-1505-2"
    ).split()
}
MOSS = Item("moss", "book", title="Moss", author=[Name("Lee", "Ann")], issued=Date.on(2020))


def one_by_one(works: Iterable[Item], style: ResolvedStyle, output: str = "text") -> Iterator[Formatted]:
    """The plain loop: a processor for each work."""
    for item in works:
        processor = Processor([item], style, output=output, nocite="*")
        ((_, citation),) = processor.cite(Citation.of(item.id)).citations
        entries = processor.bibliography().entries
        yield Formatted(item.id, entries[0].text if entries else "", citation)


@settings(max_examples=60, deadline=None)
@given(
    style=st.sampled_from(sorted(STYLES)), output=st.sampled_from(["text", "html"]), works=st.lists(items(), max_size=4)
)
def test_each_is_what_the_loop_gives(style: str, output: str, works: list[Item]) -> None:
    found = list(format_each(works, STYLES[style], output=output))
    assert found == list(one_by_one(works, STYLES[style], output))


FAMILIES = st.sampled_from(
    ["Li", "de Li", "d'Li", "Berg", "van der Berg", "Al-Berg", "O", "d’O", "Berg.", '"Berg"', ""]
)
PEOPLE = st.lists(st.builds(Name, FAMILIES, st.sampled_from(["A.", "Bo", "Bo C.", None])) | names, max_size=5)


@settings(max_examples=100, deadline=None)
@given(style=st.sampled_from(sorted(STYLES)), authors=PEOPLE, editors=PEOPLE)
def test_people_of_one_name_in_one_work_are_told_apart(style: str, authors: list[Name], editors: list[Name]) -> None:
    setting = Setting(STYLES[style])
    work = Item("a", "chapter", title="Moss", author=authors, editor=editors, issued=Date.on(2020))
    if not has_namesakes(work):
        # A second work that shares no name shows what the pass finds when it does not take the short way.
        other = Item("b", "book", title="Granite")
        assert "a" not in disambiguate([work, other], setting)
    assert list(format_each([work], STYLES[style])) == list(one_by_one([work], STYLES[style]))


def test_works_are_strangers_to_each_other() -> None:
    twin = MOSS.evolve(id="twin")
    assert [one.citation for one in format_each([MOSS, twin, MOSS], "apa")] == ["(Lee, 2020)"] * 3
    assert [one.reference[:3] for one in format_each([MOSS, twin], "ieee")] == ["[1]", "[1]"]


def test_what_the_style_has_not_is_empty() -> None:
    (work,) = format_each([MOSS], "bluebook-law-review")
    assert work.reference == ""
    assert work.citation


def test_locale_output_and_options_are_those_of_a_processor() -> None:
    chapter = MOSS.evolve(type="chapter", container_title="Plants", editor=[Name("Roe", "Bo")])
    (work,) = format_each({"moss": chapter}, "apa", locale="de-DE", output="html")
    assert work.reference.endswith("In B. Roe (Hrsg.), <i>Plants</i>.")
    options = Options(highlight=("Lee",))
    assert "<b>Lee" in next(format_each([MOSS], "apa", output="html", options=options)).reference


def test_a_style_that_is_not_there_is_told_before_any_work_is_read() -> None:
    def never() -> Iterator[Item]:
        pytest.fail("a work was read")
        yield MOSS

    with pytest.raises(UnknownNameError, match="apo"):
        format_each(never(), "apo")


def test_a_stream_is_read_one_work_at_a_time() -> None:
    endless = (MOSS.evolve(id=str(number)) for number in itertools.count())
    assert [one.id for one in itertools.islice(format_each(endless, "apa"), 3)] == ["0", "1", "2"]


@pytest.mark.parametrize("output", ["text", "html-linked"])
@pytest.mark.parametrize("style", ["ieee", "nature", "vancouver", "american-chemical-society", "apa"])
def test_citations_of_one_type_are_alike_only_where_nothing_tells_works_apart(style: str, output: str) -> None:
    fern = MOSS.evolve(id="fern", title="Ferns", issued=Date.on(1999), author=[Name("Roe", "Bo")], language="de")
    works = [MOSS, fern, MOSS.evolve(id="note", type="webpage"), fern.evolve(id="last", type="webpage")]
    for options in (Options(), Options(sets=[["moss", "fern"]]), Options(item_languages=True)):
        alone = [Processor([one], style, output=output, options=options, nocite="*") for one in works]
        wanted = [one.cite(Citation.of(work.id)).citations[0][1] for one, work in zip(alone, works, strict=True)]
        assert [one.citation for one in format_each(works, style, output=output, options=options)] == wanted


def test_a_long_stream_is_not_remembered() -> None:
    setting = Setting(STYLES["apa"])
    most_items, most_shapes = settings_module._MOST_ITEMS, settings_module._MOST_SHAPES
    fields = "title volume issue page edition genre medium publisher source version URL DOI".split()
    sizes = []
    for number in range(most_items + 50):
        work = Item(str(number), "book", {name: "1" for at, name in enumerate(fields) if number >> at & 1})
        setting.shape("bibliography", work)
        sizes.append((len(setting._shape_of), len(setting._shapes)))
    assert max(items for items, _ in sizes) == most_items
    assert max(shapes for _, shapes in sizes) == most_shapes
