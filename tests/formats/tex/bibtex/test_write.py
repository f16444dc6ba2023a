"""Items to entries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.diagnostics import Diagnostic
from citelib.errors import WriteError
from citelib.formats.exchange import dump, dumps, load, loads
from citelib.formats.tex.bibtex.excerpts import excerpt
from citelib.formats.tex.bibtex.syntax.split import split
from citelib.model import Bibliography, Date, Evidence, Item, Name, Relation
from citelib.model.vocabulary import ITEM_TYPES, VARIABLES

DIALECTS = pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])

FILE = """% My library
@string{sci = "Science"}
@preamble{"\\newcommand{\\x}{y}"}

@Article{ a1 ,
   author = "Doe, Jane", journal = sci,
   title={The {DNA}},year = 2019 , month = apr }
free text

@book{a2, title = {Two}}
@book{broken, title =
@comment{kept}
@book{a3, title = {Three}}
"""


def test_an_unchanged_file_is_repeated_byte_for_byte() -> None:
    for text in (FILE, FILE.replace("\n", "\r\n")):
        assert dumps(loads(text, "bibtex"), "bibtex") == text


def test_only_what_changed_changes() -> None:
    works = loads(FILE, "bibtex")
    works.replace(works["a2"].evolve(title="Second"))
    assert dumps(works, "bibtex") == FILE.replace("{Two}", "{Second}")


def test_items_added_and_removed() -> None:
    works = loads(FILE, "bibtex")
    works.remove("a2")
    works.add(Item("new", "book", title="N"))
    assert dumps(works, "bibtex") == FILE.replace("@book{a2, title = {Two}}\n", "") + "\n@book{new,\n  title = {N}\n}\n"


def test_another_dialect_is_written_afresh() -> None:
    written = dumps(loads(FILE, "bibtex"), "biblatex")
    assert "journaltitle = {Science}" in written
    assert "date = {2019-04}" in written
    assert "% My library" not in written


def test_names_and_acronyms_are_protected() -> None:
    item = Item("a", "book", title="The role of NASA in Germany: Afterthoughts")
    assert "{The role of {NASA} in {Germany}: Afterthoughts}" in dumps([item], "bibtex")
    assert "{The role of NASA in Germany: Afterthoughts}" in dumps([item], "bibtex", protect="markup")
    german = item.evolve(language="de-DE")
    assert "{The role of NASA in Germany: Afterthoughts}" in dumps([german], "biblatex")
    assert "{NASA}" in dumps([german], "bibtex")
    assert loads(dumps([item], "bibtex"), "bibtex")["a"].title == item.title


def test_ascii() -> None:
    item = Item("a", "book", title="Études α", author=[Name("Öfele", "Karl")])
    text = dumps([item], "bibtex", ascii_only=True)
    assert text.isascii()
    assert loads(text, "bibtex")["a"].title == "Études α"


def test_options_are_checked() -> None:
    with pytest.raises(WriteError, match="protect"):
        dumps([Item("a")], "bibtex", protect="all")
    with pytest.raises(WriteError, match="indent"):
        dumps([Item("a")], "bibtex", indent="x")


def test_keys() -> None:
    reported: list[Diagnostic] = []
    text = dumps([Item("a b", "book"), Item("a,b", "book"), Item("x:é+1", "book")], "bibtex", report=reported.append)
    assert re.findall(r"\{(.*),\n", text) == ["a-b", "a-b-2", "x:é+1"]
    assert [one.code for one in reported] == ["bibtex-key-changed"] * 2


FULL = {
    **{name: f"Some text {name}" for name, kind in VARIABLES.items() if kind == "text"},
    **{name: "12" for name, kind in VARIABLES.items() if kind == "number"},
    **{name: [Name("Doe", f"J. {name[0].upper()}")] for name, kind in VARIABLES.items() if kind == "name"},
    **{name: Date.on(2019, 4, 12) for name, kind in VARIABLES.items() if kind == "date"},
    "page": "129–130",
    "language": "en-US",
    "DOI": "10.1/x",
    "URL": "http://a.b/c",
}
RELATIONS = [
    Relation("reports-on", "b"),
    Relation("mentions", "c"),
    Relation("cites", "10.1/y", "doi", Evidence('quoted "words"; {braced}', 3, 9, "release")),
]


@DIALECTS
@pytest.mark.parametrize("csl_type", sorted(ITEM_TYPES))
def test_every_type_and_variable_comes_back(csl_type: str, dialect: str) -> None:
    items = [
        Item("full", csl_type, FULL, relations=RELATIONS, custom={"citelib:aliases": ["old"], f"{dialect}:odd": "x"}),
        Item("some", csl_type, title="T", container_title="C", number="7", issue="3", genre="G", issued=Date.on(2019)),
        Item("bare", csl_type, title="T"),
    ]
    assert list(loads(dumps(items, dialect), dialect).values()) == items


EVIL = ["x}, note={INJ}}\n@article{evil,", "\\input{/etc/passwd}", "\\write18{rm}", "a}b{c", "{", "}", "\\", "a\\",
        "$\\input{x}$", "$x", "%", "a%b\nc", '"', 'x" # y', "\\}", "{\\", "<i>x", '<span class="nocase">x', "~^_#&$%", "--",  # noqa: E501
        "–—", "''", "\x00", "@article{x,", "and", "a and b", "a, b", "van der Berg", "others", "Jr.", "=", "family=x",
        "xdata=a-b", "x\n\ny", "1 # 2"]  # fmt: skip


@DIALECTS
@pytest.mark.parametrize("kind", ["comment", "string", "preamble"])
def test_an_entry_never_becomes_a_block_of_another_kind(kind: str, dialect: str) -> None:
    item = Item("a", "book", title="T", custom={f"{dialect}:entrytype": kind})
    assert [found.title for found in loads(dumps([item], dialect), dialect).values()] == ["T"]


@DIALECTS
@pytest.mark.parametrize("evil", EVIL)
def test_no_value_breaks_out(evil: str, dialect: str) -> None:
    names = [Name(evil, evil, evil, non_dropping_particle=evil), Name(literal=evil), Name(evil), Name(given=evil)]
    values = {
        **{name: evil for name, kind in VARIABLES.items() if kind in ("text", "number")},
        **{name: names for name, kind in VARIABLES.items() if kind == "name"},
        **{name: Date(literal=evil) for name, kind in VARIABLES.items() if kind == "date"},
    }
    custom = {f"{dialect}:{name}": evil for name in ("file", "execute", "options", "odd", "entrytype", evil)}
    relations = [Relation("cites", evil), Relation("mentions", evil, "doi", Evidence(evil))]
    items = [
        Item(f"{number}{evil}", csl_type, values, relations=relations, custom={**custom, "citelib:aliases": [evil]})
        for number, csl_type in enumerate(("article-journal", "book", "chapter", "thesis", "patent"))
    ]
    for ascii_only in (False, True):
        text = dumps(items, dialect, ascii_only=ascii_only)
        entries = [part for part in split(text) if part.kind == "entry"]
        assert len(entries) == len(items)
        assert not any(part.problems or part.kind == "failed" for part in split(text))
        assert not re.search(r"(?<!\\)\\(input|write18)\b", text)
        once = loads(text, dialect)
        assert loads(dumps(list(once.values()), dialect, ascii_only=ascii_only), dialect) == once


TEXTS = st.text(st.sampled_from("ab AB éα{}\\$%&#~^_-–'`\"<>/i,.:;?=@\n") | st.characters(codec="utf-8"), max_size=25)
NAMES = st.lists(st.builds(Name, family=TEXTS, given=st.none() | TEXTS) | st.builds(Name, literal=TEXTS), max_size=2)
ITEMS = st.builds(
    lambda type, texts, names, number: Item("a", type, {**texts, "author": names, "volume": number}),
    st.sampled_from(sorted(ITEM_TYPES)),
    st.dictionaries(st.sampled_from(["title", "container-title", "publisher", "note", "URL", "genre", "page", "issue",
                                     "volume-title", "keyword", "language", "abstract"]), TEXTS),
    NAMES,
    TEXTS,
)  # fmt: skip


@DIALECTS
@given(item=ITEMS)
def test_reading_what_was_written_is_a_fixpoint(dialect: str, item: Item) -> None:
    once = loads(dumps([item], dialect), dialect)
    assert len(once) == 1
    assert loads(dumps(list(once.values()), dialect), dialect) == once


def test_the_writer_takes_bibliographies_of_any_origin() -> None:
    works = Bibliography([Item("a", "webpage", title="T", custom={"ris:x": "y"})])
    reported: list[Diagnostic] = []
    assert "@online{a" in dumps(works, "biblatex", report=reported.append)
    assert [one.code for one in reported] == ["biblatex-not-written"]


def test_a_file_goes_back_to_its_own_dialect(tmp_path: Path) -> None:
    for text in ("@online{a,\n  date = {2019-04},\n}\n", "@misc{a,\n  year = 2019,\n}\n"):
        path = tmp_path / "refs.bib"
        path.write_text(text, encoding="utf-8")
        dump(load(path), path)
        assert path.read_text(encoding="utf-8") == text


@DIALECTS
def test_the_number_of_an_article_comes_back_in_its_field(dialect: str) -> None:
    text = "@article{a,\n  author = {Doe, A},\n  number = {2},\n  articleno = {77},\n  year = 2021,\n}\n"
    item = loads(text, dialect)["a"]
    assert (item.issue, item.number) == ("2", "77")
    fresh = dumps([item.evolve(title="New")], dialect)
    assert "articleno = {77}" in fresh
    assert "number = {2}" in fresh
    changed = dumps([item.evolve(number="78")], dialect)
    assert "articleno = {78}" in changed
    assert "77" not in changed


def test_some_entries_in_the_other_dialect_begin_at_once() -> None:
    works = loads("% mine\n\n@book{a, title={A}, date={2001}}\n\n@book{b, title={B}, date={2001}}\n", "biblatex")
    some = Bibliography([works["b"]], blocks=excerpt(works.blocks, {"b"}))
    assert dumps(some, "bibtex").startswith("@book{b")
    assert dumps(some, "biblatex").startswith("@book{b, title={B}")
