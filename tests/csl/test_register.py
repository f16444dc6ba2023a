"""Which works are listed, in which order and under which number, and whose cites an edit makes to read otherwise."""

from __future__ import annotations

import pytest

from citelib.csl import Citation, Options
from citelib.csl.document.register import Register
from citelib.csl.render import Setting
from citelib.csl.style.repository import resolve_style
from citelib.errors import UnknownNameError
from citelib.model import Item, Name
from tests.csl.style.samples import style
from tests.csl.test_processor import DOE, JANE, POE, ROE, book

# By family name: a Doe, b Roe, c Poe, d Doe.
WORKS = [book("a", DOE, title="Z"), book("b", ROE), book("c", POE), book("d", DOE, title="B", year=1990)]

NUMBERED = '<text variable="citation-number"/>'
NAMED = '<group delimiter=" "><names variable="author"/><text variable="title"/></group>'
BY_AUTHOR = '<sort><key variable="author"/></sort>'


def register(
    cite: str = NUMBERED,
    sort: str = "",
    *,
    entry: str = NAMED,
    cites: str = "",
    attributes: str = "",
    nocite: list[str] | None = [],  # noqa: B006
    works: list[Item] = WORKS,
    kind: str = "in-text",
    options: Options = Options(),  # noqa: B008
) -> Register:
    """A register for a style that prints cites and entries, and sorts both, in these ways."""
    xml = style(cite, bibliography=entry).replace("<bibliography>", f"<bibliography>{sort}")
    xml = xml.replace("<citation>", f"<citation {attributes}>{cites}").replace('class="in-text"', f'class="{kind}"')
    return Register(Setting(resolve_style(xml), options), works, nocite)


def in_chapters(*chapters: tuple[int, str]) -> list[Citation]:
    return [Citation.of(*ids, chapter=number) for number, ids in chapters]


def cited(ids: str) -> list[Citation]:
    """One citation for each letter."""
    return [Citation.of(id) for id in ids]


def test_works_are_listed_as_they_are_cited_or_as_the_style_sorts() -> None:
    plain, sorted_ = register(), register(sort=BY_AUTHOR)
    for one in (plain, sorted_):
        assert one.update(cited("bcab")) == {"a", "b", "c"}
    assert plain.order == ["b", "c", "a"]
    assert plain.numbers == {"b": 1, "c": 2, "a": 3}
    assert sorted_.order == ["a", "c", "b"]
    assert sorted_.numbers == {"a": 1, "c": 2, "b": 3}


def test_what_is_listed_without_a_cite_comes_behind() -> None:
    one = register(nocite=["d", "b"])
    one.update(cited("cb"))
    assert one.order == ["c", "b", "d"]
    everything = register(nocite=None)
    everything.update(cited("c"))
    assert everything.order == ["c", "a", "b", "d"]
    with pytest.raises(UnknownNameError, match="'nobody'"):
        register(nocite=["nobody"])


def test_an_edit_tells_whose_cites_read_otherwise() -> None:
    one = register()
    assert one.update(cited("ab")) == {"a", "b"}
    assert one.update(cited("ab")) is None
    assert one.update(cited("abab")) is None, "cited again, listed and numbered as before"
    assert one.update(cited("abc")) == {"c"}
    assert one.update(cited("cab")) == {"a", "b", "c"}
    assert one.update(cited("cb")) == {"b"}
    # Without numbers and anything to tell works apart, no cite reads otherwise, though the list is another.
    named = register(NAMED)
    assert named.update(cited("ab")) == frozenset()
    assert named.update(cited("ba")) == frozenset()
    assert named.update(cited("ba")) is None
    # A number by which cites are sorted shows in their order.
    by_number = register(NAMED, cites='<sort><key variable="citation-number"/></sort>')
    assert by_number.update(cited("ab")) == {"a", "b"}


def test_cites_that_are_told_apart_otherwise_read_otherwise() -> None:
    works = [book("a", DOE), book("b", JANE), book("c", POE)]
    one = register(
        '<names variable="author"><name form="short"/></names>',
        attributes='disambiguate-add-givenname="true"',
        works=works,
    )
    assert one.update(cited("ac")) == frozenset()
    assert one.update(cited("acb")) == {"a", "b"}
    assert one.update(cited("ac")) == {"a"}


def test_numbers_count_down_where_the_style_sorts_them_so() -> None:
    descending = '<sort><key variable="citation-number" sort="descending"/></sort>'
    one = register(sort=descending)
    one.update(cited("abc"))
    assert one.order == ["c", "b", "a"]
    assert one.numbers == {"c": 3, "b": 2, "a": 1}
    # Names that count down are no numbers that do.
    named = register(sort='<sort><key variable="author" sort="descending"/></sort>')
    named.update(cited("abc"))
    assert named.numbers == {"b": 1, "c": 2, "a": 3}
    rising = register(sort='<sort><key variable="citation-number"/></sort>')
    rising.update(cited("ba"))
    assert rising.numbers == {"b": 1, "a": 2}


def test_a_sort_by_number_is_made_anew_when_the_numbers_are_others() -> None:
    one = register(sort='<sort><key variable="citation-number"/></sort>')
    one.update(cited("ab"))
    one.update(cited("ba"))
    assert one.order == ["b", "a"]


def test_works_of_a_set_have_one_number() -> None:
    options = Options(sets=[["b", "a"]])
    one = register(options=options)
    one.update(cited("ca"))
    assert one.order == ["c", "b", "a"]
    assert one.numbers == {"c": 1, "b": 2, "a": 2}
    descending = register(sort='<sort><key variable="citation-number" sort="descending"/></sort>', options=options)
    descending.update(cited("ca"))
    assert descending.order == ["b", "a", "c"]
    assert descending.numbers == {"b": 2, "a": 2, "c": 1}
    # A member that no item has is left out, and the set stands where the first of its works is sorted.
    lost = register(sort=BY_AUTHOR, options=Options(sets=[["b", "nobody", "a"]]))
    lost.update(cited("cb"))
    assert lost.order == ["b", "a", "c"]


def test_a_new_version_of_an_item_is_looked_at_anew() -> None:
    one = register(sort=BY_AUTHOR)
    one.update(cited("ab"))
    assert one.replace_items([book("a", Name(family="Zoe", given="A"))]) == {"a"}
    assert one.update(cited("ab")) == {"a", "b"}
    assert one.order == ["b", "a"]
    assert one.items["a"].author[0].family == "Zoe"


def test_numbers_that_begin_anew_with_each_chapter() -> None:
    one = register(options=Options(restart_numbers=True))
    document = in_chapters((1, "ab"), (2, "cb"))
    assert one.update(document) == {"a", "b", "c"}
    assert one.numbers_in(1) == {"a": 1, "b": 2}
    assert one.numbers_in(2) == {"c": 1, "b": 2}
    assert one.numbers_in(3) == {}
    assert one.listed_in(2, document) == ["c", "b"]
    assert one.update(document) is None
    # The whole list is the same, and the second chapter begins with another work.
    turned = in_chapters((1, "ab"), (2, "bc"))
    assert one.update(turned) == {"b", "c"}
    assert one.listed_in(2, turned) == ["b", "c"]
    assert one.order == ["a", "b", "c"]
    # What is moved to another chapter has a number there that it did not have.
    assert one.update(in_chapters((1, "abc"), (2, "b"))) == {"c"}


def test_the_list_of_a_chapter_is_sorted_as_the_style_sorts() -> None:
    one = register(sort=BY_AUTHOR, options=Options(restart_numbers=True))
    document = in_chapters((1, "bc"), (2, "ba"))
    one.update(document)
    assert one.numbers_in(1) == {"c": 1, "b": 2}
    assert one.numbers_in(2) == {"a": 1, "b": 2}
    whole = register(sort=BY_AUTHOR)
    whole.update(document)
    assert whole.numbers_in(2) == {"a": 1, "c": 2, "b": 3}
    assert whole.listed_in(2, document) == ["a", "b"]
    assert whole.listed_in(3, document) == []


def printed(one: Register, *ids: str, mode: str = "") -> str:
    citation = Citation.of(*ids, mode=mode)  # type: ignore[arg-type]
    one.update([Citation.of("d"), citation])
    return "".join(cite.id for cite in one.sorted_cites(citation))


BY_TITLE = '<sort><key variable="title"/></sort>'
BY_NUMBER = '<sort><key variable="citation-number"/></sort>'


def test_cites_are_sorted_if_the_style_sorts_them() -> None:
    assert printed(register(), "b", "a") == "ba"
    assert printed(register(cites=BY_TITLE), "a", "b", "d") == "dba"
    assert printed(register(cites=BY_TITLE), "a", "d") == "da"
    assert printed(register(cites=BY_NUMBER), "b", "a", "d") == "dba"
    assert printed(register(cites=BY_NUMBER.replace("/>", ' sort="descending"/>', 1)), "b", "d") == "bd"


def test_works_of_a_set_come_in_its_order_where_cites_are_sorted_by_number() -> None:
    sets = Options(sets=[["a", "b"]])
    assert printed(register(cites=BY_NUMBER, options=sets), "b", "a", "d") == "dab"
    two_keys = BY_NUMBER.replace("</sort>", '<key variable="title"/></sort>')
    assert printed(register(cites=two_keys, options=sets), "a", "b", "d") == "dab"


def test_the_author_in_the_sentence_is_the_one_who_was_cited_first() -> None:
    assert printed(register(cites=BY_TITLE), "a", "b", mode="composite") == "ab"
    assert printed(register(cites=BY_NUMBER), "b", "d", mode="composite") == "db"


def test_cites_of_one_author_come_together_where_they_are_grouped() -> None:
    """By a delimiter for groups anywhere, by a collapse in the running text alone."""
    collapse, delimiter = 'collapse="year"', 'cite-group-delimiter=", "'

    def order(attributes: str, cites: str = BY_TITLE, kind: str = "in-text") -> str:
        return printed(register(NAMED, cites=cites, attributes=attributes, kind=kind), "a", "b", "d")

    assert order("") == "dba"
    assert order(collapse) == order(delimiter) == "dab"
    assert order(collapse, kind="note") == "dba"
    assert order(delimiter, kind="note") == "dab"
    # Numbers are an order of their own.
    assert order(delimiter, BY_NUMBER) == order(collapse, BY_NUMBER) == "dab"
    # Of two keys, too, the number is the first.
    two_keys = BY_NUMBER.replace("</sort>", '<key variable="title"/></sort>')
    for attributes in (delimiter, collapse):
        assert printed(register(NAMED, cites=two_keys, attributes=attributes), "b", "a", "d") == "dba"


def test_a_new_version_is_grouped_by_its_new_author() -> None:
    one = register(NAMED, cites=BY_TITLE, attributes='cite-group-delimiter=", "')
    assert printed(one, "a", "b", "d") == "dab"
    one.replace_items([book("a", ROE, title="Z")])
    assert printed(one, "a", "b", "d") == "dba"
    one.replace_items([book("d", ROE, title="B", year=1990), book("b", DOE)])
    assert printed(one, "a", "b", "d") == "dab"


def test_a_single_cite_is_left_as_it_is() -> None:
    one, citation = register(cites=BY_TITLE), Citation.of("a")
    one.update([citation])
    assert one.sorted_cites(citation) is citation.cites
