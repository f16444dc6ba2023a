"""Queries find what they say, in that order, and complain with the column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.errors import LibraryError
from citelib.library import Library, QueryError
from citelib.library.search import ranking
from citelib.library.search.compiling import compile_query
from citelib.library.store.rows import Store
from citelib.library.transfer import import_items
from citelib.model import Bibliography, Date, Item, Name, Relation
from citelib.queries.grammar import FIELDS, ROLES, SORTS, parse
from tests.benchmarks.library_data import synthetic
from tests.benchmarks.ranking import measured, rows, words_of_titles

ITEMS = [
    Item(
        "study",
        "article-journal",
        title="Sustained rescue by antidepressant-induced spine formation",
        author=[Name("Moda-Sava", "R. N."), Name("Liston", "C.")],
        issued=Date.on(2019, 4, 12),
        container_title="Science",
        DOI="10.1126/science.aat8078",
        PMID="30975859",
        keyword="to read, ketamine",
        abstract="Mice and ketamine.",
    ),
    Item(
        "perspective",
        "article-journal",
        title="Do antidepressants restore lost synapses?",
        author=[Name("Beyeler", "Anna")],
        issued=Date.on(2019),
        container_title="Science",
        DOI="10.1126/science.aax0719",
        relations=[Relation("comments-on", "study")],
    ),
    Item(
        "news",
        "webpage",
        title="Why is ketamine an antidepressant?",
        issued=Date.parse("2019-04-11"),
        relations=[Relation("reports-on", "10.1126/SCIENCE.aat8078", "doi"), Relation("mentions", "perspective")],
    ),
    Item(
        "old",
        "book",
        title="Größe & Wert",
        author=[Name("Müller", "Désirée")],
        issued=Date.on(-44),
        keyword="To Read later",
    ),
    Item("bad", "article", title="Water memory", relations=[Relation("retracted-by", "10.1/notice", "doi")]),
    Item("notice", "article", title="Erratum", relations=[Relation("corrects", "study")]),
    Item("plain", "document", status="retracted"),
]

CASES = {
    "": "study perspective news old bad notice plain",
    "ketamine": "news study",
    "antidepress*": "study perspective news",
    "author:liston ketamine": "study",
    "author:liston -ketamine": "",
    "desiree": "old",
    "MULLER": "old",
    "grosse OR große": "old",
    '"lost synapses"': "perspective",
    '"synapses lost"': "",
    "moda-sava": "study",
    "title:ketamine": "news",
    "abstract:ketamine": "study",
    "journal:science": "study perspective",
    "year:2019": "study perspective news",
    "year:..0": "old",
    "year:2019..": "study perspective news",
    "year:-100..2018": "old",
    "type:article": "bad notice",
    "type:article*": "study perspective bad notice",
    'tag:"to read"': "study",
    "tag:to*": "study old",
    "tag:KETAMINE": "study",
    "doi:10.1126/*": "study perspective",
    "doi:https://doi.org/10.1126/SCIENCE.aax0719": "perspective",
    "pmid:30975859": "study",
    "has:abstract": "study",
    "has:DOI -has:abstract": "perspective",
    "-has:title": "plain",
    "NOT has:author": "news bad notice plain",
    "comments-on:study": "perspective",
    "commented-on-by:perspective": "study",
    "reports-on:study": "news",
    "reports-on:10.1126/science.aat8078": "news",
    "reported-on-by:news": "study",
    "retracted-by:10.1/notice": "bad",
    "mentions:*": "news",
    "mentioned-by:*": "perspective",
    "is:retracted": "bad plain",
    "is:corrected": "study",
    "-is:retracted type:article": "notice",
    "key:study OR key:p*": "study perspective plain",
    "(ketamine OR synapses) year:2019": "study perspective news",
    "ketamine OR year:2019": "study perspective news",
    "ketamine AND NOT type:webpage": "study",
    "NOT (ketamine OR synapses) has:title": "old bad notice",
    "added:2026-11": "study perspective news old bad notice plain",
    "added:2027..": "",
    "added:..2026-10": "",
    "added:2026-10..2026-12": "study perspective news old bad notice plain",
    "ketamine sort:title": "study news",
    "type:article-journal sort:title": "perspective study",
    "type:article* sort:-key limit:2": "study perspective",
    "sort:-year limit:1": "study",
    "is:untagged sort:key limit:2": "bad news",
    "zzz": "",
}


@pytest.fixture
def filled(library: Library) -> Library:
    for item in ITEMS:
        library.add(item)
    return library


@pytest.mark.parametrize("query", CASES)
def test_queries(filled: Library, query: str) -> None:
    found = filled.search(query).keys()
    expected = CASES[query].split()
    ordered = "sort:" in query or query == "ketamine"
    assert (found if ordered else sorted(found)) == (expected if ordered else sorted(expected))
    assert len(filled.search(query)) == len(expected)


@pytest.mark.parametrize("query", [query for query in CASES if "sort:" not in query])
def test_large_libraries_find_the_same(filled: Library, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citelib.library.search.ranking.EXACT", -1)
    found = filled.search(query).keys()
    assert sorted(found) == sorted(CASES[query].split())
    assert filled.search(f"{query} limit:1").keys() == found[:1]


PEOPLE = {
    "book": Item(
        "book",
        "book",
        title="Letters",
        author=[Name("Smith", "Anna"), Name("Jones", "Peter R.")],
        editor=[Name("Berg", "Ludwig", non_dropping_particle="van der", suffix="Jr.")],
        issued=Date.on(1999),
    ),
    "version": Item("version", "book", author=[Name("Groß", "Ødegård")], translator=[Name("Smith", "Conor James")]),
    "report": Item("report", "report", author=[Name(literal="World Health Organization")], issued=Date.on(-44)),
    "film": Item("film", "motion_picture", title="Smith", director=[Name("Jones", "Anna")], issued=Date.on(2003)),
}
BY_NAME = {
    "author:smith": "book",
    "author:anna": "book",
    "smith": "book version film",
    'author:"anna smith"': "book",
    'author:"smith anna"': "book",
    'author:"Smith, A."': "book",
    'author:"Smith, P"': "",
    # These words stand in two names.
    'author:"smith peter"': "",
    "author:smith author:peter": "book",
    'author:"jones, p. r."': "book",
    'author:"jones, r. p."': "",
    'author:"world health"': "report",
    'author:"world health organ"': "",
    "author:gro*": "version",
    'author:"ødegård groß"': "version",
    "editor:smith": "",
    "editor:berg": "book",
    'editor:"van der berg, ludwig"': "book",
    'editor:"berg, l"': "book",
    'editor:"berg, ludwig jr"': "book",
    "editor:ber*": "book",
    "editor:erg*": "",
    "translator:smith": "version",
    "translator:smith author:gro*": "version",
    "translator:*": "version",
    "editor:* OR director:*": "book film",
    "author:*": "book version report",
    "name:* -author:*": "film",
    "director:jones OR translator:smith": "version film",
    "-editor:berg -director:jones": "version report",
    "name:smith": "book version",
    'name:"jones, anna"': "film",
    "author:smith year:1999": "book",
    "author:smith year:1990..1999": "book",
    "author:smith year:1998..1998": "",
    "author:smith year:..1999": "book",
    "author:organization year:-44": "report",
    "author:organization year:-50..1": "report",
    "(author:smith year:1999) OR year:2003": "book film",
    # The words that stand for years in the index are none of the user's.
    "year1999": "",
    "title:year1999": "",
}


@pytest.mark.parametrize("query", BY_NAME)
def test_people_are_found_by_role_and_name(library: Library, query: str) -> None:
    for item in PEOPLE.values():
        library.add(item)
    assert sorted(library.search(query).keys()) == sorted(BY_NAME[query].split())
    library.remove("book")
    assert "book" not in library.search(query).keys()  # noqa: SIM118
    library.undo()
    assert sorted(library.search(query).keys()) == sorted(BY_NAME[query].split())


def test_large_libraries_show_first_what_says_most(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citelib.library.search.ranking.EXACT", -1)
    filled.add(Item("later", "book", title="x", abstract="ketamine"))
    filled.add(Item("longer", "book", title="Ketamine and many other words that say nothing of it at all"))
    filled.add(Item("by", "book", title="Letters", author=[Name("Ketamine", "K.")]))
    assert filled.search("ketamine").keys() == ["by", "news", "longer", "study", "later"]
    # A name or a year beside it does not keep a word from being looked for in titles.
    assert filled.search("ketamine year:2019").keys() == ["news", "study"]
    assert filled.search("mice OR synapses").keys() == ["perspective", "study"]
    monkeypatch.setattr("citelib.library.search.ranking.CANDIDATES", 2)
    monkeypatch.setattr("citelib.library.search.ranking._AT_ONCE", 2)
    # Two are compared; what follows is in order of addition, and a limit changes nothing before it.
    found = filled.search("ketamine").keys()
    assert sorted(found) == ["by", "later", "longer", "news", "study"]
    assert filled.search("ketamine limit:4").keys() == found[:4]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("many") / "refs.db") as library:
        import_items(library, synthetic(3000))
        yield library


def test_the_first_of_frequent_words_are_those_of_bm25(many: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citelib.library.search.ranking.EXACT", -1)
    queries = words_of_titles(synthetic(25))
    queries["functions"] = [
        "with from",
        "tion",
        "of -the",
        "in year:2000..2020 type:book",
        '"of the"',
        "title:to has:DOI",
    ]
    found = [one for texts in queries.values() for text in texts if (one := measured(many.store, text)) is not None]
    assert len(found) > 40
    assert all(one.is_frequent for one in found)
    assert sum(one.share for one in found) / len(found) > 0.95
    assert [row[0] for row in rows(many.store, {"functions": queries["functions"]})] == ["functions"]


def test_a_library_without_references_has_nothing_to_find(library: Library) -> None:
    assert library.search("moss").keys() == []


def test_rows_are_counted_in_all_of_a_small_library_and_in_parts_of_a_large_one(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_items(library, (Item(f"i{number}", "book", title=f"moss w{number}") for number in range(40)))
    assert ranking._Sample(library.database, 40).count("moss", False) == 40
    monkeypatch.setattr(ranking, "_SAMPLE", 8)
    monkeypatch.setattr(ranking, "_WINDOWS", 4)
    in_parts = ranking._Sample(library.database, 40)
    assert in_parts.count("moss", False) == 40
    # The parts reach from the first row to the last.
    assert [in_parts.count(f"w{number}", False) for number in (0, 1, 2, 38, 39)] == [5, 5, 0, 5, 5]


def test_what_is_frequent_is_ranked_without_reading_it_all(many: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    exact = {query: many.search(f"{query} limit:10").keys() for query in ("of", "of the", "the year:1990..2020")}
    monkeypatch.setattr("citelib.library.search.ranking.EXACT", -1)
    read: list[int] = []
    items = many.store.items

    def counted(numbers: list[int]) -> Iterator[tuple[int, Item]]:
        read.append(len(numbers))
        return items(numbers)

    monkeypatch.setattr(many.store, "items", counted)
    for query, best in exact.items():
        numbers = many.search(f"{query} limit:10").numbers
        assert read.pop() <= 400, query
        assert len({item.id for _, item in items(list(numbers))}.intersection(best)) >= 7, query


def test_changes_and_removals_leave_the_index_of_impacts(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citelib.library.search.ranking.EXACT", -1)
    monkeypatch.setattr("citelib.library.search.ranking.CANDIDATES", 1)
    before = filled.search("synapses").keys()
    filled.add(Item("more", "book", title="Synapses, synapses"))
    assert filled.search("synapses").keys() == ["more", *before]
    filled.replace(Item("more", "book", title="Axons"))
    assert filled.search("synapses").keys() == before
    assert filled.search("axons").keys() == ["more"]
    filled.remove("more")
    assert filled.search("axons").keys() == []
    terms = "SELECT count(*) FROM impacts WHERE impacts MATCH ?"
    assert sum(filled.database.read(terms, (f'"{digit}axons"',))[0][0] for digit in "0123456789abcdefghijklmnop") == 0


def test_results_are_lazy(filled: Library) -> None:
    results = filled.search("sort:key")
    assert results.first().id == "bad"
    assert [item.id for item in results[1:3]] == ["news", "notice"]
    filled.remove("news")
    assert "news" not in results.keys()  # noqa: SIM118
    with pytest.raises(LibraryError, match="nothing was found"):
        filled.search("zzz").first()


@pytest.mark.parametrize(
    ("query", "column", "message"),
    [
        ("author:", 8, "a value is expected"),
        ("author: (x", 9, "a value is expected"),
        ("ketamine (mice", 10, "not closed"),
        ("ketamine)", 9, "not opened"),
        ('a "b', 3, "not closed"),
        ("a OR", 5, "is expected here"),
        ("OR a", 1, "expected before OR"),
        ("a AND", 6, "is expected here"),
        ("autor:x", 1, "did you mean 'author:'"),
        ("ketamine &", 10, "no letter or digit"),
        ("year:x", 1, "is not a year"),
        ("a sort:colour", 8, "not sorted by"),
        ("limit:-3", 7, "not a number"),
        ("a \ud800", 3, "not a character"),
        ("\0", 1, "not a character"),
        ("is:lost", 1, "allowed are"),
        ("added:yesterday", 1, "is not a date"),
        ("()", 2, "is expected here"),
        ("(" * 60 + "a" + ")" * 60, 51, "nested"),
        ("NOT " * 60 + "a", 201, "nested"),
        ("-(" * 30 + "a" + ")" * 30, 51, "nested"),
    ],
)
def test_errors_point_at_the_column(filled: Library, query: str, column: int, message: str) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        filled.search(query)
    assert caught.value.column == column


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("library") / "refs.db") as library:
        yield library


@given(text=st.text(alphabet=st.sampled_from("ab\"():*-^{}' \\ANDORT.:+é%_;"), max_size=40))
def test_no_text_breaks_the_index(empty: Library, text: str) -> None:
    try:
        compiled = compile_query(parse(text), {})
    except QueryError:
        return
    empty.database.read(compiled.statement, compiled.parameters)


def test_every_field_compiles() -> None:
    for field in (*FIELDS, *ROLES):
        value = {"year": "2019", "is": "retracted", "added": "2026", "changed": "2026"}.get(field, "x")
        assert compile_query(parse(f"{field}:{value}"), {}).statement
    for field in SORTS:
        assert compile_query(parse(f"x sort:{field}"), {}).statement


def test_collections_are_nested_and_searches_can_be_saved(filled: Library) -> None:
    filled.collect("study", "Thesis/One")
    filled.collect("news", "Thesis / Two")
    filled.collect("old", "Other")
    filled.make_collection("Thesis/Recent", "year:2019 -type:webpage")
    filled.make_collection("All of it", "in:Thesis OR in:Other")
    assert filled.search("in:Thesis/One").keys() == ["study"]
    assert filled.search("in:Thesis").keys() == ["study", "perspective", "news"]
    assert len(filled.search('in:"All of it"')) == 4
    assert filled.search("is:unfiled has:title").keys() == ["perspective", "bad", "notice"]
    assert list(filled.collections()) == ["All of it", "Other", "Thesis/One", "Thesis/Recent", "Thesis/Two"]
    with pytest.raises(QueryError, match=r"column 9: no collection is named 'thesis' .did"):
        filled.search("cortex -in:thesis")
    with pytest.raises(QueryError, match="circle"):
        filled.make_collection("Circle", "in:Circle")
    assert "Circle" not in filled.collections()
    with pytest.raises(QueryError):
        filled.make_collection("Broken", "year:x")
    with pytest.raises(LibraryError, match="saved search"):
        filled.collect("old", "Thesis/Recent")
    filled.uncollect("study", "Thesis/One")
    assert filled.search("in:Thesis/One").keys() == []
    filled.delete_collection("Thesis")
    assert list(filled.collections()) == ["All of it", "Other"]
    assert "citelib:collections" not in filled["news"].custom
    filled.undo()
    assert filled.search("in:Thesis/Two").keys() == ["news"]


def test_tags(filled: Library) -> None:
    assert filled.tags() == [("ketamine", 1), ("to read", 1), ("To Read later", 1)]
    filled.tag("study", ["Mice"], ["TO READ"])
    assert filled["study"].keyword == "ketamine, Mice"
    filled.tag("study", remove=["ketamine", "mice"])
    assert filled["study"].keyword is None
    with pytest.raises(LibraryError, match="is not a tag"):
        filled.tag("study", ["a, b"])


def test_relations_are_read_in_both_directions(filled: Library) -> None:
    assert {(name, item.id) for name, item in filled.related("study")} == {
        ("commented-on-by", "perspective"),
        ("reported-on-by", "news"),
        ("corrected-by", "notice"),
    }
    assert [item.id for item in filled.related("news", "reports-on")] == ["study"]
    assert filled.related("news", "cites") == []
    assert filled.flags("study") == ("corrected",)
    assert filled.flags("bad") == filled.flags("plain") == ("retracted",)
    assert filled.flags("news") == ()
    assert [(name, item.id) for name, item in filled.relation_path("notice", "news")] == [
        (None, "notice"),
        ("corrects", "study"),
        ("reported-on-by", "news"),
    ]
    assert filled.relation_path("news", "old") == []
    tree = filled.tree("bad")
    assert [(branch.relation, branch.target) for branch in tree.branches] == [("retracted-by", "doi:10.1/notice")]
    shown = {branch.item.id for branch in filled.tree("news").branches if branch.item}
    assert shown == {"study", "perspective"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sorensen", True),
        ("Sørensen", True),
        ("author:sorensen", True),
        ('author:"sorensen, k"', True),
        ('title:"strasse der ode"', True),
        ("straße", True),
        ("lodz", True),
        ("łódź", True),
        ("sorens*", True),
        ("sorenson", False),
    ],
)
def test_letters_are_found_as_keyboards_have_them(library: Library, query: str, found: bool) -> None:
    library.add(Item("a", "book", title="Die Straße der Öde", author=[Name("Sørensen", "Kåre")], publisher="Łódź"))
    assert library.search(query).keys() == ["a"] * found


def test_an_address_and_a_doi_are_one_target_of_relations(library: Library) -> None:
    study = Item("study", "article-journal", DOI="https://doi.org/10.1126/SCIENCE.x")
    links = [
        Item(f"n{n}", "webpage", relations=[Relation("reports-on", target, scheme)])
        for n, (target, scheme) in enumerate(
            [("10.1126/science.X", "doi"), ("https://dx.doi.org/10.1126/science.x", "doi"),
             ("http://dx.doi.org/10.1126/science.x", "url")]
        )
    ]  # fmt: skip
    import_items(library, [study, *links])
    works = Bibliography([study, *links])
    for collection in (library, works):
        assert [item.id for item in collection.related("study", "reported-on-by")] == ["n0", "n1", "n2"]
        assert [item.id for item in collection.related("n2", "reports-on")] == ["study"]


def test_a_few_years_are_asked_of_the_index_and_many_of_the_table() -> None:
    few, many = (compile_query(parse(f"moss year:1990..{last}"), {}) for last in (2019, 2020))
    assert "i.year" not in few.statement
    assert "year1990" in str(few.parameters[0])
    assert "year2019" in str(few.parameters[0])
    assert "i.year" in many.statement
    assert many.parameters[1:] == (1990, 2020)
    one, none = (compile_query(parse(f"moss year:{years}"), {}) for years in ("2019", "2019..2018"))
    assert "i.year" not in one.statement
    assert "year2019" in str(one.parameters[0])
    assert none.parameters[1:] == (2019, 2018)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        # Either word in the title is enough, wherever the choice stands; without a choice all have to be there.
        ("moss OR lichen limit:2", ["lichen", "moss"]),
        ("(moss OR lichen) year:2019 limit:2", ["lichen", "moss"]),
        ("moss lichen limit:2", ["later", "late"]),
    ],
)
def test_titles_with_one_word_of_a_choice_come_first(
    library: Library, query: str, found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("citelib.library.search.ranking.EXACT", -1)
    monkeypatch.setattr("citelib.library.search.ranking.CANDIDATES", 1)
    for id, title in (("moss", "Moss"), ("lichen", "Lichen"), ("late", None), ("later", None)):
        library.add(Item(id, "book", title=title, issued=Date.on(2019), abstract=None if title else "moss lichen"))
    assert library.search(query).keys() == found


def test_conditions_side_by_side_are_not_nested() -> None:
    assert len(parse("(a) " * 60 + "-b " * 60).terms) == 120


def test_saved_searches_are_nested_twenty_deep() -> None:
    def chain(count: int) -> dict[str, str]:
        return {f"s{number}": f"in:s{number + 1}" for number in range(count)}

    assert compile_query(parse("in:s0"), chain(20)).statement
    with pytest.raises(QueryError, match="more than 20 deep"):
        compile_query(parse("in:s0"), chain(21))


def test_a_name_of_several_words_is_asked_of_the_index_and_counts_for_relevance() -> None:
    """The index finds who has all words; that they stand side by side is asked of those alone."""
    compiled = compile_query(parse('author:"anna smith" moss'), {})
    assert compiled.statement.startswith("SELECT w.rowid FROM words")
    assert all(f'({{author}} : "{word}")' in str(compiled.parameters[0]) for word in ("anna", "smith"))
    assert "FROM names" in compiled.statement
    assert compiled.relevance is not None


def test_how_many_items_are_compared(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, number in (("EXACT", -1), ("CANDIDATES", 4), ("_WITH_FREQUENT", 6), ("_AT_ONCE", 8)):
        monkeypatch.setattr(ranking, name, number)
    compared: list[int] = []
    best_first = ranking._best_first

    def noted(store: Store, numbers: Sequence[int], *others: Any) -> list[int]:
        compared.append(len(numbers))
        return best_first(store, numbers, *others)

    monkeypatch.setattr(ranking, "_best_first", noted)
    titles = ["Moss of walls"] * 20 + ["Snow of roofs"] * 100
    import_items(library, (Item(f"i{number}", "book", title=title) for number, title in enumerate(titles)))
    # A word that is nearly everywhere narrows little; whatever else is asked may leave out most of what was found.
    for query in ("moss", "moss of", "moss -fern", "moss type:book"):
        assert len(library.search(f"{query} limit:1")[:1]) == 1
    assert compared == [4, 6, 8, 8]
