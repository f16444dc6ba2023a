"""Entries to items."""

from __future__ import annotations

import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.errors import LimitError, ReadError
from citelib.formats.exchange import dumps, loads
from citelib.model import ET_AL, Item, Name, Relation
from citelib.model.keywords import split_keywords


def item(text: str, format: str = "biblatex", **options: str) -> Item:
    (found,) = loads(text, format, **options).values()
    return found


@pytest.mark.parametrize(
    ("entry_type", "csl_type"),
    [("article", "article-journal"), ("inbook", "chapter"), ("conference", "paper-conference"), ("misc", "document"),
     ("online", "webpage"), ("phdthesis", "thesis"), ("techreport", "report"), ("web_page", "webpage"),
     ("software", "software"), ("softwareversion", "software"), ("image", "graphic"), ("artwork", "graphic"),
     ("newsarticle", "article-newspaper"), ("unheardof", "document")],
)  # fmt: skip
def test_types(entry_type: str, csl_type: str) -> None:
    assert item(f"@{entry_type}{{a, title={{T}}}}").type == csl_type


def test_titles_are_composed_and_their_parts_kept() -> None:
    found = item(
        "@book{a, title={Is it?}, subtitle={It is}, titleaddon={Really}, maintitle={All}, mainsubtitle={Of it}}"
    )
    assert found.title == "All: Of it"
    assert found.volume_title == "Is it? It is. Really"
    assert found.custom["biblatex:subtitle"] == "It is"


def test_case_of_titles() -> None:
    text = "@book{a, title={An Introduction to {Python}: The Language}, langid={english}}"
    assert item(text).title == "An introduction to Python: The language"  # the braces come back when it is written
    kept = 'An Introduction to <span class="nocase">Python</span>: The Language'
    assert item(text, case="keep").title == kept
    assert item(text.replace("english", "french")).title == kept
    with pytest.raises(ReadError, match="case is"):
        loads(text, "bibtex", case="upper")


def test_numbers_by_type() -> None:
    assert item("@article{a, number={3}, issue={Spring}}").issue == "3, Spring"
    assert item("@book{a, number={3}, series={S}}").collection_number == "3"
    assert item("@techreport{a, number={3}}").number == "3"
    assert item("@article{a, eid={e12}, pages={--}}").page == "e12"
    assert item("@article{a, pages={1--2, 5 -- 7, 8 - 9}}").page == "1–2, 5–7, 8–9"
    twice = item("@article{a, number={4}, issue={4}}")
    assert twice.issue == "4"
    assert item(dumps([twice], "biblatex")) == twice


def test_publisher_and_place() -> None:
    found = item("@report{a, institution={I}, organization={O}, address={A and B}}")
    assert (found.publisher, found.publisher_place) == ("I; O", "A; B")
    found = item("@inproceedings{a, publisher={P}, address={New York}, location={Glasgow}}", "bibtex")
    assert (found.publisher_place, found.event_place) == ("New York", "Glasgow")


def test_the_word_and_in_publishers() -> None:
    of_biblatex = "@book{a, publisher={Holt and Co. and {Hill and Wang}}, location={Ulm and Bern}, date={1999}}"
    found = item(of_biblatex)
    assert (found.publisher, found.publisher_place) == ("Holt; Co.; Hill and Wang", "Ulm; Bern")
    found = item(of_biblatex.replace("date=", "year="))  # written for BibTeX, which has no lists of publishers
    assert (found.publisher, found.publisher_place) == ("Holt and Co. and Hill and Wang", "Ulm; Bern")
    assert item(of_biblatex, "bibtex").publisher_place == "Ulm and Bern"
    for format in ("bibtex", "biblatex"):
        assert item(dumps([found], format), format).publisher == found.publisher


def test_an_addition_without_a_title() -> None:
    found = item("@image{a, titleaddon={Directions to {La Paz}}}")
    assert found.title == 'Directions to <span class="nocase">La Paz</span>'
    written = dumps([found], "biblatex")
    assert "titleaddon" in written
    assert " title " not in written
    assert item(written) == found


def test_subtypes() -> None:
    found = item("@video{a, title={T}, entrysubtype={tvepisode}}")
    assert found.type == "broadcast"
    assert item("@article{a, title={T}, entrysubtype={Magazine}}").type == "article-magazine"
    for subtype in ("tvepisode", "tvseries"):
        written = dumps([item(f"@video{{a, title={{T}}, entrysubtype={{{subtype}}}}}")], "biblatex")
        assert f"entrysubtype = {{{subtype}}}" in written


def test_short_titles_of_journals() -> None:
    assert item("@article{a, journal={Phys. Status Solidi B}}").container_title_short == "Phys. Status Solidi B"
    assert item("@article{a, journal={St. Louis Review}}").container_title_short is None


def test_eprints_and_addresses() -> None:
    found = item("@misc{a, eprint={1234.5678v2}, archivePrefix={arXiv}, primaryClass={math.GT}}", "bibtex")
    assert found.URL == "https://arxiv.org/abs/1234.5678v2"
    assert found.custom["bibtex:eprintclass"] == "math.GT"
    found = item(r"@misc{a, howpublished={\url{http://a.b/c_d%20e}}, doi={https://doi.org/10.1/A\_b}}", "bibtex")
    assert (found.URL, found.DOI, found.publisher) == ("http://a.b/c_d%20e", "10.1/A_b", None)


def test_particles_by_dialect_and_option() -> None:
    text = "@book{a, author={van Gogh, Vincent}%s}"
    dropping, kept = (
        Name("Gogh", "Vincent", dropping_particle="van"),
        Name("Gogh", "Vincent", non_dropping_particle="van"),
    )
    assert item(text % "", "bibtex").author == (kept,)
    assert item(text % "", "biblatex").author == (dropping,)
    found = item(text % ", options={skipbib, useprefix=true}", "biblatex")
    assert found.author == (kept,)
    assert found.custom["biblatex:options"] == "skipbib"


def test_people() -> None:
    found = item("@book{a, editor={E, F}, editora={C, D}, editoratype={compiler}, translator={T, U}, editorb={R, S}, "
                 "editorbtype={redactor}}")  # fmt: skip
    assert [found.editor[0].family, found.compiler[0].family, found.translator[0].family] == ["E", "C", "T"]
    assert found.custom["biblatex:editorb"] == "R, S"


def test_relations_aliases_and_sets() -> None:
    works = loads(
        """@book{r2, related={r1}, relatedtype={reprintof}, ids={al1, al2}, author+an={1=highlight}}
@set{s, entryset={r1,r2}} @article{r1, relations={reports-on doi 10.1/x ["they said", 3, 12]; cites id r2}}""",
        "biblatex",
    )
    assert works["r2"].relations == (Relation("replaces", "r1"),)
    assert works["al1"].id == "r2"
    assert works["r2"].custom["biblatex:author+an"] == "1=highlight"
    assert [one.target for one in works["s"].relations] == ["r1", "r2"]
    first, second = works["r1"].relations
    assert first.evidence is not None
    assert (first.evidence.quote, first.evidence.start, second.target) == ("they said", 3, "r2")


def test_macros() -> None:
    text = '@string{p = acm # " Press"} @string(ACM = {Assoc.}) @book{a, publisher = P # { & Sons}, month = "15 " # mar, year = 2001, note = odd}'  # noqa: E501
    works = loads(text, "bibtex")
    assert works["a"].publisher == "Assoc. Press & Sons"
    assert str(works["a"].issued) == "2001-03-15"
    assert works["a"].note == "odd"
    assert [one.code for one in works.diagnostics] == ["bibtex-undefined-macro"]
    assert loads("@book{a, publisher = x}", "bibtex", strings={"X": "Y"})["a"].publisher == "Y"


def test_exploding_macros_meet_a_limit() -> None:
    text = (
        '@string{a0 = "xxx"}'
        + "".join(f"@string{{a{i + 1} = a{i} # a{i}}}" for i in range(26))
        + "@book{a, title = a26}"
    )
    with pytest.raises(LimitError, match="expanded_size"):
        loads(text, "bibtex")


def test_circular_macros_end() -> None:
    assert loads("@string{a = b} @string{b = a} @book{k, title = a}", "bibtex")["k"].title


def test_keys_that_repeat() -> None:
    works = loads(
        "@book{a, title={One}}\n@book{a, title={Two}}\n@book{a, title={One}}\n@book{, title={None}}", "bibtex"
    )
    assert list(works) == ["a", "a-2", "book-4"]
    assert [one.code for one in works.diagnostics] == ["bibtex-duplicate-key", "bibtex-repeated-entry", "bibtex-no-key"]


def test_fields_that_repeat() -> None:
    works = loads("@book{a, title={One}, title={Two}, keywords={x}, keywords={y}}", "bibtex")
    assert (works["a"].title, works["a"].custom["bibtex:title-2"], works["a"].keyword) == ("Two", "One", "x, y")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert loads("@book{a, title={Émile}}\n".encode(encoding), "bibtex")["a"].title == "Émile"


def test_a_byte_order_mark_is_no_comment() -> None:
    assert not loads(codecs.BOM_UTF8 + b"@book{a}", "bibtex").blocks[0].text.startswith("\ufeff")


def test_diagnostics_have_places() -> None:
    (found,) = loads("\n@book{a,\n title={T}\n year=2000}", "bibtex").diagnostics
    assert (found.code, found.line, found.item) == ("bibtex-missing-comma", 3, "a")


@given(
    st.lists(
        st.sampled_from(
            ["@book{a,", "@article{b,", "@string{", "@xdata{x,", "title", "author", "date", "year", "month", "pages", "crossref",  # noqa: E501
             "xdata", "related", "options", "url", "=", "{", "}", '"', "#", ",", "and", "a", "1999", "jan", "\\'e", "$", "%",  # noqa: E501
             "\n", " ", "{a}", "}}", "useprefix", "family=", "--", "\0", "\ud800"]
        ),
        max_size=40,
    ).map("".join),
    st.sampled_from(["bibtex", "biblatex"]),
)  # fmt: skip
def test_takes_anything(text: str, dialect: str) -> None:
    loads(text, dialect)
    loads(text, dialect, case="sentence")


def test_annotations_of_names() -> None:
    text = """@book{b, author = {Low, Ann and High, Bea},
        author+an:orcid = {2="https://orcid.org/0000-0002-1825-0097"},
        author+an:affiliation = {1="Z{\\"u}rich"; 2="X \\& Y"}, author+an:affiliation2 = {2="Rome; Italy"}}"""
    low, high = item(text).author
    assert (low.orcid, low.custom) == (None, {"affiliation": ["Zürich"]})
    assert (high.orcid, high.custom) == ("0000-0002-1825-0097", {"affiliation": ["X & Y", "Rome; Italy"]})
    written = dumps([item(text)], "biblatex")
    assert item(written) == item(text)
    assert 'author+an:affiliation = {1="Zürich"; 2="X \\& Y"}' in written
    assert "+an" not in dumps([item(text)], "bibtex")


@pytest.mark.parametrize("annotation", ['3="0000-0002-1825-0097"', "1=highlight", '1:family="x"', '1="x" 2="y"', ""])
def test_annotations_that_say_something_else(annotation: str) -> None:
    found = item(f"@book{{b, author = {{Low, Ann and High, Bea}}, author+an:orcid = {{{annotation}}}}}")
    assert [name.orcid for name in found.author] == [None, None]
    assert found.custom.get("biblatex:author+an:orcid", "") == annotation


@pytest.mark.parametrize(
    ("text", "line"),
    [("BIB-VERSION:: 2\nID:: 1\n", 1), ("% mine\n\nstray\n", 3), ("% mine\n", None), ("", None),
     ("stray\n@comment{mine}\n", None), ("stray @book{a, title = {T}}", None)],
)  # fmt: skip
def test_text_without_entries(text: str, line: int | None) -> None:
    found = [one.line for one in loads(text, "bibtex").diagnostics if one.code == "bibtex-no-entries"]
    assert found == ([line] if line else [])


CASED = [
    ("title = {Moss Growth in Ulm and Kleinburg}", "Moss growth in Ulm and kleinburg"),
    (
        "title = {Moss in Kleinburg's Gardens}, abstract = {We found rare mosses in Kleinburg.}",
        "Moss in Kleinburg's gardens",
    ),
    ("title = {The Path of {Least Action}}", 'The path of <span class="nocase">Least Action</span>'),
    ("title = {{The Path of Moss}}", '<span class="nocase">The Path of Moss</span>'),
    ("title = {Das Große Buch der Moose}", "Das Große Buch der Moose"),
    ("title = {Moose Und Farne}, langid = {ngerman}", "Moose Und Farne"),
    ("title = {{DNA} Repair: A {B}ayesian View}", "DNA repair: A Bayesian view"),
    (r"title = {The $\Lambda$ Phase of \emph{Bryum Argenteum}}", "The Λ phase of <i>Bryum argenteum</i>"),
    ("title = {On $\\mathcal{N}=4$ Theories and Others}", "On $\\mathcal{N}=4$ theories and others"),
]


@pytest.mark.parametrize(("fields", "title"), CASED)
def test_titles_are_read_in_sentence_case(fields: str, title: str) -> None:
    text = f"@article{{a, {fields}}}"
    assert item(text).title == title
    works = loads(text, "biblatex")
    assert dumps(works, "biblatex") == text
    rewritten = dumps([works["a"].evolve(volume="7")], "biblatex")
    assert loads(rewritten, "biblatex", case="keep")["a"].title == loads(text, "biblatex", case="keep")["a"].title
    assert loads(rewritten, "biblatex")["a"].title == title


def test_a_title_that_was_changed_is_written_as_it_is() -> None:
    works = loads("@book{a, title = {The Growth of Moss}}", "bibtex")
    assert "{The Growth of Moss}" in dumps([works["a"].evolve(volume="1")], "bibtex")
    assert "{The growth of {Moss}}" in dumps([works["a"].evolve(title="The growth of Moss")], "bibtex")


def test_names_are_known_by_the_other_titles_of_the_file() -> None:
    text = """@book{a, title = {The Mosses of Kleinburg}}
@book{b, title = {Rare mosses found near Kleinburg since the war}}
@book{c, title = {The Growth of Mosses}}
"""
    titles = [work.title for work in loads(text, "bibtex").values()]
    assert titles[::2] == ["The mosses of Kleinburg", "The growth of mosses"]


def test_braces_around_every_title_say_nothing() -> None:
    entry = "@book{{k{0}, title = {{{{The Growth of Moss, Part {0}}}}}}}\n"
    few, many = entry.format(1), "".join(map(entry.format, range(4)))
    assert loads(few, "bibtex")["k1"].title == '<span class="nocase">The Growth of Moss, Part 1</span>'
    works = loads(many, "bibtex")
    assert works["k1"].title == "The growth of moss, part 1"
    assert "{{The Growth of Moss, Part 1}}" in dumps([works["k1"].evolve(volume="1")], "bibtex")


def test_titles_that_are_names_keep_their_capitals() -> None:
    text = """@inproceedings{a, title = {Moss in Gardens}, booktitle = {Proceedings of the Conference on Moss}}
@incollection{b, title = {Moss in Gardens}, booktitle = {The Handbook of Gardens}, series = {The Green Series}}
@legislation{c, title = {Garden Protection Act}}
"""
    works = loads(text, "biblatex")
    assert works["a"].container_title == "Proceedings of the Conference on Moss"
    assert (works["b"].container_title, works["b"].collection_title) == ("The handbook of gardens", "The Green Series")
    assert works["c"].title == "Garden Protection Act"


def test_an_author_in_brackets_is_no_person() -> None:
    text = "@misc{a, author = {[Anonymous]}, title = {T}}"
    found = item(text)
    assert not found.author
    assert "author = {[Anonymous]}" in dumps([found], "biblatex")


def test_a_key_with_braces_costs_no_field() -> None:
    works = loads(
        r"""@article{M{\"o}we.2026, author = {M{\"o}we, A.}, title = {On roads}, year = 2026}
@article{Two, title = {U}}
@book{Möwe.2026, title = {V}}""",
        "bibtex",
    )
    assert {key: work.title for key, work in works.items()} == {"Möwe.2026": "On roads", "Two": "U", "Möwe.2026-2": "V"}
    assert "bibtex-key-changed" in [one.code for one in works.diagnostics]


@pytest.mark.parametrize("mark", ["\u00a0", "~", " ", "-", "–"])
def test_many_marks_in_pages_take_linear_time(mark: str) -> None:
    started = time.process_time()
    loads(f"@article{{a, pages = {{1{mark * 40_000}1}}}}", "bibtex")
    assert time.process_time() - started < 5


@pytest.mark.parametrize("journal", [r"\apjl", r"{\apjl}", r"\apjl{}", r"{\ApJL}"])
def test_journals_by_macros_of_astronomers(journal: str) -> None:
    text = f"@article{{a, journal = {{{journal}}}, title = {{M$_{{\\odot}}$}}}}"
    found = item(text)
    assert found.container_title == "The Astrophysical Journal Letters"
    assert found.container_title_short == "ApJL"
    assert loads(dumps([found], "biblatex"), "biblatex")["a"] == found


def test_a_macro_that_nobody_knows_stays() -> None:
    assert item(r"@article{a, journal = {\unheardof}}").container_title == "\\unheardof"


JABREF = """@book{a, title = {T}, groups = {Bogs, Ferns}}
@book{b, title = {U}}
@book{c, title = {V}, mendeley-groups = {M{\\&}A,M{\\&}A/Old}}

@Comment{jabref-meta: databaseType:bibtex;}

@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Moss\\;0\\;1\\;0x8a8a8aff\\;\\;\\;;
2 StaticGroup:Bogs\\;0\\;1\\;\\;\\;\\;;
1 ExplicitGroup:To read\\;0\\;a\\;b\\
;;
}
"""


def test_groups_are_collections() -> None:
    works = loads(JABREF, "bibtex")
    found = {key: work.custom.get("citelib:collections") for key, work in works.items()}
    assert found == {"a": ["To read", "Moss/Bogs", "Ferns"], "b": ["To read"], "c": ["M&A", "M&A/Old"]}
    assert dumps(works, "bibtex") == JABREF
    again = loads(dumps(list(works.values()), "bibtex"), "bibtex")
    assert {key: work.custom.get("citelib:collections") for key, work in again.items()} == found


KEYWORDS = [
    ("moss, ferns", ["moss", "ferns"]),
    ("moss; ferns, dry; bogs", ["moss", "ferns, dry", "bogs"]),
    ("{Antibodies, Monoclonal}", ["Antibodies, Monoclonal"]),
    ("{Antibodies, Monoclonal}, mice", ["Antibodies, Monoclonal", "mice"]),
    (r"Caf{\'e}, {DNA}", ["Café", "DNA"]),
]


@pytest.mark.parametrize(("text", "words"), KEYWORDS)
def test_keywords_are_a_list(text: str, words: list[str]) -> None:
    found = item(f"@book{{a, keywords = {{{text}}}}}")
    assert split_keywords(found.keyword or "") == words
    assert split_keywords(item(dumps([found], "biblatex")).keyword or "") == words
    ris = loads(dumps([found], "ris"), "ris")["a"]
    assert split_keywords(ris.keyword or "") == words


REPORTED = [
    (r"@article{vR'ik-2008, title = {T}}", "vR'ik-2008", "T"),
    ('@book{r\\"{u}-al-2005, title = "T"}', "rü-al-2005", "T"),
    ('@book{\nt{\\"o}n2023where,\ntitle={Where Did It Go? A Review}}', "tön2023where", "Where did it go? A review"),
    ("@Misc{ann roe06, title = {FEAST}}", "ann roe06", "FEAST"),
    (r"@book{a, title = {O retrato: a obra de Jo\~{a}o Cabral}}", "a", "O retrato: a obra de João Cabral"),
    (r"@book{a, title = {Response of {{{\emph{Ips}}}}{\emph{ Typographus}}}}", "a",
     'Response of <span class="nocase"><i>Ips</i></span><i> typographus</i>'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key", "title"), REPORTED)
def test_what_people_reported_elsewhere(text: str, key: str, title: str) -> None:
    (found,) = loads(text, "bibtex").values()
    assert (found.id, found.title) == (key, title)


def test_a_comma_behind_others() -> None:
    assert item("@book{a, author = {Roa, Ada and others, }}").author == (Name("Roa", "Ada"), ET_AL)


def test_proceedings_that_only_have_a_booktitle() -> None:
    assert item("@proceedings{p, booktitle = {Moss Days}, date = {2019}}").title == "Moss Days"
    assert item("@proceedings{p, title = {Moss Days}, booktitle = {{Moss} Days}, date = {2019}}").title == "Moss Days"


def test_a_citation_within_a_title_shows_its_key() -> None:
    assert (
        item(r"@misc{a, title = {Reply to \citet[3]{roa:2001} and \cite{vu}}}").title == "Reply to [roa:2001] and [vu]"
    )


def test_names_of_programs_in_their_own_command() -> None:
    assert item(r"@misc{a, title = {The \hologo{pdfTeX} User Manual}}").title == "The pdfTeX user manual"
