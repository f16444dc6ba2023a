"""Releases of several studies, and quotations of several paragraphs."""

from __future__ import annotations

import pytest

from citelib.formats.format import Source
from citelib.formats.press_release import PRESS_RELEASE
from citelib.model import Item
from citelib.model.custom import QUOTATIONS_KEY, STUB_KEY

HEAD = "Moss found\n\nMay 3, 2020\n\nUniversity of Bern\n\n"
STUDY = "Moss is back in the drains of the town, Ann Lee and colleagues report in the journal Mosses.\n\n"


def items(text: str) -> list[Item]:
    assert PRESS_RELEASE.read is not None
    return [record for record in PRESS_RELEASE.read(Source(text)) if isinstance(record, Item)]


def studies(text: str) -> list[tuple[list[str], str | None, str | None]]:
    """Authors, title and DOI of the works that are reported on, and that no other work is found."""
    news, *works = items(text)
    assert {relation.type for relation in news.relations} == {"reports-on"}
    return [([str(name) for name in work.author], work.title, work.DOI) for work in works]


def said(text: str) -> list[tuple[str, str]]:
    return [(one["speaker"], one["words"]) for one in items(text)[0].custom.get(QUOTATIONS_KEY, [])]


SECTIONS = """1. Whales keep a tide table

Humpback whales time their dives by the moon, Ann Lee and colleagues report after two winters of watching them.

“We had thought it was chance,” said Lee.

Paper: Lee A, Brandt K. A tide table for whales. Tidal Science (2020). DOI: 10.5555/ts.1

2. Barnacles that count the waves

Barnacles open their shells after every seventh wave, say Carla Puig-Soler and her team, who filmed them for a month.

“They do count,” said Puig-Soler.

Paper: Puig-Soler C, Ek B. Wave counting in barnacles. Tidal Science (2020). DOI: 10.5555/ts.2

3. Mud remembers storms

Layers of mud under the harbour hold a record of the storms of nine centuries, Dr Noor Haddad and colleagues show.

Paper: Haddad N. Nine centuries of storms in harbour mud. Tidal Science (2020). DOI: 10.5555/ts.3

Media contact
Eva Storm
press@tidalscience.example
"""


def test_a_reference_under_each_section() -> None:
    assert studies(HEAD + SECTIONS) == [
        (["Ann Lee", "K Brandt"], "A tide table for whales", "10.5555/ts.1"),
        (["Carla Puig-Soler", "B Ek"], "Wave counting in barnacles", "10.5555/ts.2"),
        (["Noor Haddad"], "Nine centuries of storms in harbour mud", "10.5555/ts.3"),
    ]


def test_text_goes_on_after_the_reference_of_a_section() -> None:
    news = items(HEAD + SECTIONS)[0]
    body = (news.abstract or "").split("\n\n")
    assert body[-1].startswith("Layers of mud")
    assert not any("Paper:" in paragraph for paragraph in body)
    assert [speaker for speaker, _ in said(HEAD + SECTIONS)] == ["Ann Lee", "Carla Puig-Soler"]


def test_evidence_of_each_study_is_what_the_text_says_of_its_leader() -> None:
    news = items(HEAD + SECTIONS)[0]
    quotes = [relation.evidence.quote for relation in news.relations if relation.evidence]
    assert quotes == ["Ann Lee and colleagues", "Carla Puig-Soler and her team", "Noor Haddad and colleagues"]


LISTED = """Moss grows faster in drains than anybody thought, three papers published this week in Mosses report.

In the first study, Ann Lee and colleagues measured moss in nine drains of the old town.

In a second paper, Bo Ek and colleagues sequenced the genome of the moss.

A third study, led by Carla Puig-Soler, shows that the moss feeds on the salt of the roads.
"""


@pytest.mark.parametrize("mark", ["{}. ", "{}) ", "[{}] ", "- ", "• ", ""])
def test_references_in_a_list(mark: str) -> None:
    references = (
        "Ann Lee, Tom Brandt. Fast moss in drains. Mosses, 2020; 4 (2): 11 DOI: 10.5555/m.1",
        "Bo Ek, Ida Holm. The genome of drain moss. Mosses, 2020; 4 (2): 19 DOI: 10.5555/m.2",
        "Carla Puig-Soler. Salt as food of moss. Nature Plants, 2020; 9: 1 DOI: 10.5555/np.3",
    )
    lines = "\n".join(mark.format(number) + line for number, line in enumerate(references, 1))
    assert studies(f"{HEAD}{LISTED}\nJournal References:\n\n{lines}\n") == [
        (["Ann Lee", "Tom Brandt"], "Fast moss in drains", "10.5555/m.1"),
        (["Bo Ek", "Ida Holm"], "The genome of drain moss", "10.5555/m.2"),
        (["Carla Puig-Soler"], "Salt as food of moss", "10.5555/np.3"),
    ]


def test_studies_without_references() -> None:
    assert [authors for authors, _, _ in studies(HEAD + LISTED)] == [["Ann Lee"], ["Carla Puig-Soler"], ["Bo Ek"]]


def test_dois_in_the_text() -> None:
    text = (
        "Ann Lee and colleagues found moss in nine drains of the old town (10.5555/m.1).\n\n"
        "The moss holds forty thousand genes, Bo Ek and colleagues write (https://doi.org/10.5555/m.2).\n"
    )
    assert studies(HEAD + text) == [(["Ann Lee"], None, "10.5555/m.1"), (["Bo Ek"], None, "10.5555/m.2")]


def test_one_study_is_not_split_by_a_second_doi() -> None:
    text = (
        "Ann Lee and colleagues found moss in nine drains of the old town (10.5555/m.1).\n\n"
        "Lee and colleagues keep their data in an open archive (https://doi.org/10.5555/data.2).\n"
    )
    assert studies(HEAD + text) == [(["Ann Lee"], None, "10.5555/m.1")]


def test_another_group_stays_in_doubt_where_one_study_is_announced() -> None:
    text = STUDY + "Moss likes salt, Bo Ek and colleagues showed. Lee and colleagues agree.\n"
    news, study, other = items(HEAD + text)
    assert [relation.type for relation in news.relations] == ["reports-on", "mentions"]
    assert [str(study.author[0]), str(other.author[0])] == ["Ann Lee", "Bo Ek"]
    assert other.custom[STUB_KEY]["unsure"]


@pytest.mark.parametrize("marks", ["“”", '""', "„“", "«»"])
def test_quotation_of_several_paragraphs(marks: str) -> None:
    opening, closing = marks
    text = (
        f"{opening}We had given it up for lost,{closing} said Ann Lee. {opening}The drains were dry for years.\n\n"
        f"{opening}Then came the wet summer.\n\n"
        f"{opening}By autumn there was no drain without it.{closing}\n\n"
        "Tom Brandt keeps the drains of the town and sweeps them every day.\n"
    )
    assert said(HEAD + STUDY + text) == [
        ("Ann Lee", "We had given it up for lost"),
        ("Ann Lee", "The drains were dry for years."),
        ("Ann Lee", "Then came the wet summer."),
        ("Ann Lee", "By autumn there was no drain without it."),
    ]


def test_closing_mark_at_the_beginning_of_each_paragraph() -> None:
    text = (
        "Tom Brandt said: « We had given it up for lost.\n\n"
        "» Then came the wet summer.\n\n"
        "» By autumn there was no drain without it. »\n"
    )
    assert said(HEAD + STUDY + text) == [
        ("Tom Brandt", "We had given it up for lost."),
        ("Tom Brandt", "Then came the wet summer."),
        ("Tom Brandt", "By autumn there was no drain without it."),
    ]


def test_speaker_named_in_the_last_paragraph() -> None:
    text = (
        "“We had given it up for lost.\n\n“Then came the wet summer.\n\n"
        "“By autumn there was no drain without it,” said Tom Brandt, who keeps the drains.\n"
    )
    news, *_ = items(HEAD + STUDY + text)
    assert {one["speaker"] for one in news.custom[QUOTATIONS_KEY]} == {"Tom Brandt"}
    assert len(news.custom[QUOTATIONS_KEY]) == 3


def test_a_mark_that_is_never_closed_carries_nothing_on() -> None:
    text = "“We had given it up for lost, said Tom Brandt.\n\nThe town calls it “street moss” and likes it.\n"
    assert not any("street moss" in words for _, words in said(HEAD + STUDY + text))


def test_thousands_of_open_quotations_and_sections() -> None:
    assert len(said(HEAD + STUDY + "“It grew and grew.\n\n" * 5_000)) == 5_000
    assert (
        len(items(HEAD + "Paper: Lee A. Moss. Mosses (2020).\n\nIt grew in the drains of the town.\n\n" * 3_000)) >= 2
    )


def test_references_without_dois() -> None:
    references = "1. Ann Lee. Fast moss in drains. Mosses, 2020.\n2. Bo Ek. The genome of drain moss. Mosses, 2020.\n"
    assert [title for _, title, _ in studies(f"{HEAD}{STUDY}Journal References:\n\n{references}")] == [
        "Fast moss in drains",
        "The genome of drain moss",
    ]


@pytest.mark.parametrize(
    ("comment", "authors"),
    [
        ("A related Perspective by Moreau et al. is published in Nature Climate Change.", ["Moreau"]),
        ("An editorial by Moreau and colleagues says so.", ["Moreau"]),
        ("A Perspective by Nora Moreau and colleagues appears in Nature Climate Change.", ["Nora Moreau"]),
        ("The study is accompanied by a Commentary in Nature Climate Change.", []),
    ],
)
def test_who_comments_and_that_no_journal_does(comment: str, authors: list[str]) -> None:
    _, *works = items(f"{HEAD}{STUDY}{comment}\n")
    comments = [work for work in works if any(link.type == "comments-on" for link in work.relations)]
    assert [[str(name) for name in one.author or ()] for one in comments] == [authors]
    assert len(works) == 2
