"""A list of names that is cut short stays so in every format, in its own words, and nobody is called «et al.»."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citelib.formats import registry
from citelib.formats.exchange import dumps, loads
from citelib.matching import likeness
from citelib.matching.features import work_of
from citelib.model import ET_AL, Date, Item, Name
from tests.formats.ordinary import READERS
from tests.formats.test_ordinary_places import folded

BOTH_WAYS = [one.name for one in registry.formats() if one.read and one.write]
_OWN_WORDS = {"bibtex", "biblatex", "csl-json", "csl-jsonl", "csl-yaml", "csv", "tsv", "medline-nbib"}
"""Formats in which everybody who reads them knows what such a word at the end of a list means."""

_people = st.lists(
    st.one_of(
        st.builds(Name, family=st.sampled_from(["Roa", "Vu", "de la Cruz"]), given=st.sampled_from(["Ada", "B. C."])),
        st.builds(Name, family=st.just("King"), given=st.just("Martin"), suffix=st.just("Jr.")),
        st.builds(Name, literal=st.sampled_from(["Road Office", "WHO"])),
    ),
    min_size=1,
    max_size=3,
    unique_by=str,
)


def _item(type: str, authors: list[Name], editors: list[Name]) -> Item:
    return Item(
        "k1", type, title="On roads", author=[*authors, ET_AL], editor=[*editors, ET_AL], issued=Date.on(2001),
        container_title="Roads",
    )  # fmt: skip


@pytest.mark.parametrize("name", BOTH_WAYS)
@settings(max_examples=25)
@given(authors=_people, editors=_people, type=st.sampled_from(["article-journal", "chapter"]))
def test_every_format_gives_it_back(name: str, authors: list[Name], editors: list[Name], type: str) -> None:
    item = _item(type, authors, editors)
    back = loads(dumps([item], name), name)["k1"]
    assert [len(back.author), len(back.editor)] == [len(item.author), len(item.editor)]
    assert back.author[-1] == back.editor[-1] == ET_AL


@pytest.mark.parametrize("name", sorted(set(READERS) - _OWN_WORDS))
def test_another_program_sees_nobody_of_that_name(name: str) -> None:
    item = _item("article-journal", [Name("Roa", "Ada"), Name("Vu", "Bo")], [Name("Xi", "C.")])
    names = [folded(one) for one in READERS[name](dumps([item], name))[1]]
    assert not {"etal", "others"} & set(names)


_XML = {
    "jats": '<ref-list><ref id="B1"><element-citation><person-group><name><surname>Roa</surname><given-names>Ada'
    "</given-names></name><etal/></person-group><source>T</source></element-citation></ref></ref-list>",
    "mods": '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>T</title></titleInfo><name type="personal">'
    '<namePart type="family">Roa</namePart><namePart type="given">Ada</namePart></name><name><etal>a kol.</etal></name>'
    "</mods>",
    "pubmed-xml": "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>T"
    '</ArticleTitle><AuthorList CompleteYN="N"><Author><LastName>Roa</LastName><ForeName>Ada</ForeName></Author>'
    "</AuthorList></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>",
}
_SAID = {
    **_XML,
    "ris": "TY  - JOUR\nTI  - T\nAU  - Roa, Ada\nAU  - et al.\nER  - \n",
    "ris in one name": "TY  - JOUR\nTI  - T\nAU  - Roa, Ada, et al\nER  - \n",
    "ris before others": "TY  - JOUR\nTI  - T\nAU  - et al.\nAU  - Roa, Ada\nER  - \n",
    "medline-nbib": "PMID- 1\nTI  - T\nFAU - Roa, Ada\nAU  - Roa A\nAU  - et al.\nAD  - Road Office\n",
    "refer": "%0 Book\n%A Roa, Ada\n%A et al.\n%T T\n",
    "endnote-xml": '<xml><records><record><ref-type name="Book">6</ref-type><contributors><authors><author>Roa, Ada'
    "</author><author>et al.,</author></authors></contributors><titles><title>T</title></titles></record></records>"
    "</xml>",
    "wikipedia": "{{cite book |last=Roa |first=Ada |display-authors=et al. |title=T}}",
    "csv": "title,author\nT,\"Roa, Ada; et al.\"\n",
    "csv in one name": "title,author\nT,\"Roa, Ada et al.\"\n",
    "bibtex": "@book{a, author={Roa, Ada and others}, title={T}}",
    "csl-json": '[{"id": "a", "type": "book", "title": "T", "author": [{"family": "Roa", "given": "Ada"}, '
    '{"literal": "others"}]}]',
    "openalex": '{"id": "https://openalex.org/W1", "type": "article", "title": "T", "is_authors_truncated": true, '
    '"authorships": [{"author": {"display_name": "Ada Roa"}}]}',
}  # fmt: skip


@pytest.mark.parametrize("case", _SAID)
def test_every_reader_knows_the_words_of_its_format(case: str) -> None:
    (item,) = loads(_SAID[case], case.partition(" ")[0]).values()
    assert [str(name) for name in item.author] == ["Ada Roa", "et al."]
    assert item.author[-1] == ET_AL


def test_a_number_of_names_shown_is_no_list_cut_short() -> None:
    (item,) = loads("{{cite book |last=Roa |first=Ada |last2=Vu |display-authors=1 |title=T}}", "wikipedia").values()
    assert [name.family or name.literal for name in item.author] == ["Roa", "Vu"]


def test_the_line_of_notes_is_one_for_each_list() -> None:
    item = _item("article-journal", [Name("Roa", "Ada"), Name("Vu", "Bo")], [Name("Xi", "C.")])
    assert re.findall("^N1  - (.*)$", dumps([item], "ris"), re.MULTILINE) == ["author: et al.", "editor: et al."]


def test_it_is_nobody_when_works_are_compared() -> None:
    whole = Item("a", "book", title="On roads", author=[Name("Roa", "Ada"), Name("Vu", "Bo"), Name("Xi", "Cy")])
    cut = Item("b", "book", title="On roads", author=[Name("Roa", "Ada"), ET_AL])
    other = Item("c", "book", title="On roads", author=[Name("Ek", "Eva"), ET_AL])
    assert likeness.names(work_of(0, whole), work_of(1, cut)) == 1
    assert (likeness.names(work_of(1, cut), work_of(2, other)) or 0) < 0.5
