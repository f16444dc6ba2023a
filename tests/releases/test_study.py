"""What is decided about the study: whose word counts for which fact, who its authors are, what is another work."""

from __future__ import annotations

import pytest

from citelib.model import Date, Item, Name
from citelib.model.custom import STUB_KEY
from citelib.releases.people.people import People
from citelib.releases.works.authors import choose_authors, merge_names
from citelib.releases.works.claims import Claim
from citelib.releases.works.told import PRECEDENCE, Told, settle_fact
from citelib.releases.works.weights import AUTHOR, FIRST_AUTHOR, GROUP_HEAD, LEADER, LISTED, SENIOR_AUTHOR
from tests.releases.test_several import HEAD, items, studies

REFERENCE = "Ann Lee, Bo Ek. Fast moss in drains. Mosses, 2019; 4 (2): 11 DOI: 10.5555/m.1"
TEXT = "Moss is back in the drains, Ann Lee and colleagues report this week in the journal Drains.\n\n"


def study(text: str, head: str = HEAD) -> Item:
    news, study, *_ = items(head + text)
    assert news.relations[0].type == "reports-on"
    return study


# Whose word counts

VALUES = {"title": "T", "journal": "J", "doi": "10.5555/x", "url": "https://x.example", "date": Date.on(2020)}


@pytest.mark.parametrize("fact", PRECEDENCE)
def test_the_first_part_that_tells_a_fact_counts(fact: str) -> None:
    parts = PRECEDENCE[fact]
    for index, part in enumerate(parts):
        told = [Told(other, **{fact: VALUES[fact]}) for other in reversed(parts[index:])]
        assert settle_fact(fact, told) == VALUES[fact]
        marked = [Told(part, **{fact: "this"}), *(Told(other, **{fact: "later"}) for other in parts[index + 1 :])]
        assert settle_fact(fact, marked) == "this"
    assert settle_fact(fact, [Told(part) for part in parts]) is None


def test_a_reference_counts_before_the_text() -> None:
    found = study(f"{TEXT}Journal Reference:\n{REFERENCE}\n")
    assert (found.container_title, found.issued, found.DOI) == ("Mosses", Date.on(2019), "10.5555/m.1")
    assert found.title == "Fast moss in drains"


def test_a_label_counts_before_a_reference() -> None:
    found = study(f"{TEXT}Article Title: Moss by the salt road\n\nJournal Reference:\n{REFERENCE}\n")
    assert (found.title, found.DOI) == ("Moss by the salt road", "10.5555/m.1")


def test_the_text_counts_where_nothing_else_tells() -> None:
    found = study(TEXT)
    assert (found.container_title, found.issued) == ("Drains", Date.on(2020))


def test_the_journal_that_issued_the_release_is_a_guess() -> None:
    head = "Moss found\n\nJournal of Drains\n\nMay 3, 2020\n\n"
    guessed = study("Ann Lee and colleagues report that moss is back in the drains.\n", head)
    assert guessed.container_title == "Journal of Drains"
    assert any("issuer" in doubt for doubt in guessed.custom[STUB_KEY]["unsure"])
    told = study(TEXT, head)
    assert told.container_title == "Drains"
    assert not any("issuer" in doubt for doubt in told.custom[STUB_KEY].get("unsure", []))


# Whether there is a study

SILENT = "The old mill by the river gets a new wheel, the town council said on Monday in its hall.\n\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", False),
        ("Ann Lee and colleagues swept the drains of the town and went home again.", False),
        ("A team led by Ann Lee swept the drains of the town and went home again.", False),
        ("Ann Lee et al. swept the drains of the town and went home again.", True),
        ("Ann Lee and colleagues found moss in the drains of the town last night.", True),
        ("There is moss in the drains, according to Ann Lee and colleagues in the hall.", True),
        ("There is moss in the drains, say Ann Lee and colleagues in the hall.", True),
        ("They say it is long. Ann Lee and colleagues sat in the hall.", False),
        ("Ann Lee is the first author of what was read aloud in the hall there.", True),
        ("The drains are told of in the journal Mosses, which lies in the hall.", True),
        ("It is all written up under 10.5555/m.1, which lies in the hall of the town.", True),
        ("The paper “How the mill got its wheel” can be found in the hall there.", True),
    ],
)
def test_what_makes_a_study(text: str, found: bool) -> None:
    news, *_ = items(f"The mill gets a wheel\n\nMay 3, 2020\n\n{SILENT}{text}\n")
    assert any(relation.type == "reports-on" for relation in news.relations) == found


@pytest.mark.parametrize(("between", "found"), [(53, True), (54, False)])
def test_a_group_reports_on_a_study_if_a_word_of_research_is_near(between: int, found: bool) -> None:
    """Within sixty characters behind the name, «found» and the spaces around it included."""
    text = f"Ann Lee and colleagues {'x' * between} found moss in the drains."
    news, *_ = items(f"The mill gets a wheel\n\nMay 3, 2020\n\n{SILENT}{text}\n")
    assert any(relation.type == "reports-on" for relation in news.relations) is found


def test_a_title_in_quotation_marks_is_a_reference_with_the_names_behind_it() -> None:
    sentence = "The paper “Fast moss in the drains” by Ann Lee, Bo Ek and Ida Holm is published in the journal Mosses."
    news, found, *_ = items(f"{HEAD}Moss is back in the drains this week, says the town.\n\n{sentence} It is long.\n")
    assert (found.title, found.container_title) == ("Fast moss in the drains", "Mosses")
    assert [str(name) for name in found.author] == ["Ann Lee", "Bo Ek", "Ida Holm"]
    assert news.relations[0].evidence.quote == sentence.removeprefix("The paper ")


# Who wrote it

ANN, BO, CARLA = Name("Lee", "Ann"), Name("Ek", "Bo"), Name("Puig", "Carla")


def chosen(*claims: tuple[str, Name], named: tuple[Name, ...] = (), complete: bool = False) -> tuple[list[str], int]:
    found = choose_authors(
        [Claim(reason, name, (at, at + 5)) for at, (reason, name) in enumerate(claims)],
        named,
        complete=complete,
        people=People(""),
    )
    return [str(name) for name in found.authors], len(found.others)


@pytest.mark.parametrize(
    ("claims", "authors", "others"),
    [
        ([(LEADER, ANN), (FIRST_AUTHOR, BO)], ["Bo Ek"], 0),
        ([(LEADER, ANN), (LISTED, BO)], ["Bo Ek"], 0),
        ([(LEADER, ANN), (GROUP_HEAD, BO)], ["Bo Ek"], 0),
        ([(LEADER, ANN), (SENIOR_AUTHOR, BO)], ["Bo Ek"], 0),
        ([(AUTHOR, ANN), (SENIOR_AUTHOR, BO)], ["Bo Ek", "Ann Lee"], 0),
        ([(AUTHOR, ANN), (GROUP_HEAD, BO)], ["Bo Ek", "Ann Lee"], 0),
        ([(GROUP_HEAD, ANN), (GROUP_HEAD, BO)], ["Ann Lee"], 1),
        ([(GROUP_HEAD, ANN), (GROUP_HEAD, BO), (GROUP_HEAD, BO)], ["Bo Ek"], 1),
        ([(GROUP_HEAD, ANN), (LEADER, BO), (LEADER, BO)], ["Ann Lee"], 0),
        ([(FIRST_AUTHOR, ANN), (GROUP_HEAD, BO)], ["Ann Lee", "Bo Ek"], 0),
        ([], [], 0),
    ],
)
def test_authors_by_what_the_text_says(claims: list[tuple[str, Name]], authors: list[str], others: int) -> None:
    assert chosen(*claims) == (authors, others)


def test_authors_that_are_named_come_first() -> None:
    assert chosen((FIRST_AUTHOR, BO), named=(ANN,)) == (["Ann Lee", "Bo Ek"], 0)
    assert chosen((LEADER, BO), named=(ANN,)) == (["Ann Lee"], 0)
    assert chosen((GROUP_HEAD, ANN), named=(ANN, BO), complete=True) == (["Ann Lee", "Bo Ek"], 0)


def test_a_stranger_to_a_complete_list_wrote_another_work() -> None:
    assert chosen((GROUP_HEAD, CARLA), named=(ANN, BO), complete=True) == (["Ann Lee", "Bo Ek"], 1)
    assert chosen((GROUP_HEAD, CARLA), named=(ANN, BO)) == (["Ann Lee", "Bo Ek", "Carla Puig"], 0)
    assert chosen((AUTHOR, CARLA), named=(ANN, BO), complete=True) == (["Ann Lee", "Bo Ek", "Carla Puig"], 0)


def test_doubts() -> None:
    def doubts(*claims: tuple[str, Name]) -> list[str]:
        found = [Claim(reason, name, (at, at + 5)) for at, (reason, name) in enumerate(claims)]
        return choose_authors(found, (), complete=False, people=People("")).doubts

    assert doubts() == ["the text names no author"]
    assert doubts((LEADER, ANN)) == ["Ann Lee leads the work, but is not said to be its first author"]
    assert doubts((GROUP_HEAD, ANN)) == []
    assert doubts((FIRST_AUTHOR, ANN)) == []


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        # Nobody is said to have written it: who is named first and speaks of it as their own did.
        ("A study shows that moss is back. “We counted it twice,” said Dr Ann Lee of Vik University.", ["Ann Lee"]),
        ("A study shows that moss is back. “It is green,” said Dr Ann Lee of Vik University.", []),
        (
            "A study shows that moss is back. “We never saw any,” said Dr Ann Lee, who was not involved in the study.",
            [],
        ),
        (
            "Dr Ann Lee, professor at Vik, and Bo Ek, a student, have published a study in the journal Mosses.",
            ["Ann Lee", "Bo Ek"],
        ),
        # Of two who are quoted, the one who speaks of it as their own.
        (
            "A study shows that moss is back. “We counted it,” said Dr Ann Lee. “It is green,” said Dr Bo Ek.",
            ["Ann Lee"],
        ),
        ("Moss is back, says new research from Dr. Ann Lee of Vik, published in the journal Mosses.", ["Ann Lee"]),
        # Somebody else is said to have written it.
        (
            "A study shows that moss is back. “We counted it,” said Dr Ann Lee. “It grew,” said Dr Bo Ek, lead author.",
            ["Bo Ek"],
        ),
        # The team of one was led by another.
        (
            "A study led by Dr Ann Lee shows that moss is back. It uses a test of a study led by Dr Bo Ek of Oda.",
            ["Ann Lee"],
        ),
    ],
)
def test_who_is_named_how(text: str, authors: list[str]) -> None:
    assert [str(name) for name in study(text + "\n").author] == authors


@pytest.mark.parametrize(
    ("written", "text", "full"),
    [
        ("A", "Dr Ann Lee of Vik found it.", "Ann Lee"),
        ("Ann", "Dr Ann B. Lee of Vik found it.", "Ann Lee"),
        ("AB", "Dr Anna Beata Lee of Vik found it.", "Anna Beata Lee"),
    ],
)
def test_initials_are_written_out(written: str, text: str, full: str) -> None:
    assert [str(name) for name in merge_names([Name("Lee", written)], People(text))] == [full]


def test_evidence_names_the_leading_author_and_nobody_else() -> None:
    news, *_ = items(HEAD + "Moss is back, says co-author Ann Lee. “It grew,” said Bo Ek, lead author of the study.\n")
    [relation] = news.relations
    quotes = [relation.evidence.quote, *(one["quote"] for one in (relation.custom or {}).get("evidence", ()))]
    assert "Bo Ek" in quotes[0]
    assert not any("Ann Lee" in quote for quote in quotes)


def test_the_stub_says_why_somebody_is_taken_for_an_author() -> None:
    found = study("A study shows that moss is back. “We counted it,” said Dr Ann Lee, lead author of the study.\n")
    assert found.custom[STUB_KEY]["reasons"] == {
        "Ann Lee": [
            "is called lead author",
            "is named first",
            "is named where the study is",
            "is quoted",
            "speaks of the work as their own",
        ]
    }


@pytest.mark.parametrize(
    ("text", "is_study"),
    [
        ("Research led by Dr Ann Lee of Vik University will be funded for five years, the council says.", False),
        ("A study led by Dr Ann Lee of Vik University will be funded for five years, the council says.", True),
        ("Scientists of Vik University have found moss in nine drains of the town.", True),
        ("Vik University opens a garden for moss, with nine drains of the town.", False),
    ],
)
def test_what_speaks_for_a_study(text: str, *, is_study: bool) -> None:
    assert bool(items(HEAD + text + "\n")[1:]) == is_study


@pytest.mark.parametrize(
    ("written", "title", "authors"),
    [
        (
            "Publication:\nWho eats the moss in nine drains?\nAnn Lee, Bo Ek\nMosses, 2020",
            "Who eats the moss in nine drains?",
            2,
        ),
        ("Reference: Who eats moss in drains? Ann Lee, Bo Ek. Mosses, 3 May 2020.", "Who eats moss in drains?", 2),
        (
            "Reference: Lee A, Ek B. Who eats moss? A survey of nine drains. Mosses 4, 11 (2019).",
            "Who eats moss? A survey of nine drains",
            2,
        ),
        ("Paper: “Who eats the moss?”, Ann Lee, Bo Ek, Mosses, 2020", "Who eats the moss?", 2),
        ("Lee A, Ek B. Who eats moss in drains? Mosses. 2020;4:11. doi: 10.5555/m.1", "Who eats moss in drains?", 2),
    ],
)
def test_a_question_is_a_title(written: str, title: str, authors: int) -> None:
    found = study(f"Moss is back in nine drains of the town, a study in the journal Mosses shows.\n\n{written}\n")
    assert (found.title, len(found.author), found.container_title) == (title, authors, "Mosses")


# Other works

OTHER_LINE = "2. {authors}The genome of drain moss. Mosses, {year}{doi}."


@pytest.mark.parametrize(
    ("second", "role"),
    [
        ("Bo Ek. The genome of drain moss. Mosses, 2020. DOI: 10.5555/m.2", "reports-on"),
        ("Bo Ek. The genome of drain moss. Mosses, 2019. DOI: 10.5555/m.2", "reports-on"),
        ("Bo Ek. The genome of drain moss. Mosses, 2018. DOI: 10.5555/m.2", "mentions"),
        ("Bo Ek. The genome of drain moss. Mosses, 2018.", "mentions"),
        ("Bo Ek. Fast moss in drains. Mosses, 2018. DOI: 10.5555/m.2", None),
        ("Bo Ek. The genome of drain moss. Mosses, 2018. DOI: 10.5555/m.1", None),
        ("DOI: 10.5555/m.2", None),
    ],
)
def test_a_second_reference(second: str, role: str | None) -> None:
    news, *_ = items(f"{HEAD}{TEXT}Journal References:\n\n1. {REFERENCE}\n2. {second}\n")
    roles = [relation.type for relation in news.relations if relation.target != news.relations[0].target]
    assert roles == ([role] if role else [])


@pytest.mark.parametrize(
    ("second", "role"),
    [
        ("In a second study, Bo Ek and colleagues showed that salt feeds the moss.", "reports-on"),
        ("Salt feeds the moss, Bo Ek and colleagues showed.", "mentions"),
    ],
)
def test_a_second_group(second: str, role: str) -> None:
    news, *_ = items(f"{HEAD}{TEXT}Lee and colleagues saw it in May.\n\n{second}\n")
    assert [relation.type for relation in news.relations] == ["reports-on", role]


@pytest.mark.parametrize(("between", "role"), [(101, "reports-on"), (102, "mentions")])
def test_a_further_study_is_announced_shortly_before_its_group(between: int, role: str) -> None:
    """Within 120 characters in front of the sentence that names the group."""
    announced = f"There is a second study {'x' * between} now. Salt feeds the moss, Bo Ek and colleagues showed."
    news, *_ = items(f"{HEAD}{TEXT}Lee and colleagues saw it in May.\n\n{announced}\n")
    assert [relation.type for relation in news.relations] == ["reports-on", role]


def test_a_second_group_where_several_studies_are_announced() -> None:
    announced = "Moss is back, two papers published this week in Mosses report.\n\n"
    text = "Ann Lee and colleagues measured the moss.\n\nBo Ek and colleagues sequenced it.\n"
    assert [authors for authors, _, _ in studies(HEAD + announced + text)] == [["Ann Lee"], ["Bo Ek"]]


def test_who_leads_a_further_study_is_no_author_of_the_first() -> None:
    text = f"{TEXT}A third study, led by Carla Puig, shows that the moss feeds on salt.\n"
    assert [authors for authors, _, _ in studies(HEAD + text)] == [["Ann Lee"], ["Carla Puig"]]
    text = f"{TEXT}A second team, led by Carla Puig, checked the drains by night.\n"
    assert [authors for authors, _, _ in studies(HEAD + text)] == [["Ann Lee"]]


# What the release says of it


def test_evidence_begins_with_the_leading_author_in_full() -> None:
    text = f"Moss is back, Lee et al. report in the journal Mosses.\n\n“It grew,” said Ann Lee.\n\n{TEXT}"
    news, *_ = items(HEAD + text)
    quotes = [news.relations[0].evidence.quote, *(one["quote"] for one in news.relations[0].custom["evidence"])]
    assert quotes[0] == "Ann Lee and colleagues"
    assert not any("et al" in quote for quote in quotes)


def test_evidence_is_the_announcement_where_nothing_else_is() -> None:
    news, *_ = items("Moss found\n\nMay 3, 2020\n\nA new study shows that moss is back in the drains of the town.\n")
    assert news.relations[0].evidence.quote == "A new study shows"


def test_a_preprint_is_no_article_of_a_journal() -> None:
    found = study("Moss is back, Ann Lee and colleagues report in a preprint published in bioRxiv.\n")
    assert (found.type, found.genre) == ("article", "preprint")
    found = study("Moss is back, Ann Lee and colleagues report in the journal Mosses.\n")
    assert (found.type, found.genre) == ("article-journal", "research article")


def test_labels_are_evidence() -> None:
    news, *_ = items(f"{HEAD}{TEXT}DOI: 10.5555/m.1\n\nArticle Title: Moss by the salt road\n")
    evidence = news.relations[0].custom["evidence"]
    assert {"10.5555/m.1", "Moss by the salt road"} <= {one["quote"] for one in evidence}


@pytest.mark.parametrize(
    ("authors", "first"),
    [
        ("Ann Lee, Bo Ek", "Ann Lee, Bo Ek. Fast moss in drains. Mosses, 2019. DOI: 10.5555/m.1"),
        ("A. Lee, B. Ek", "Ann Lee and colleagues"),
        ("Lee A, Ek B", "Ann Lee and colleagues"),
    ],
)
def test_a_reference_with_initials_comes_behind_the_full_name(authors: str, first: str) -> None:
    news, *_ = items(
        f"{HEAD}{TEXT}Journal Reference:\n{authors}. Fast moss in drains. Mosses, 2019. DOI: 10.5555/m.1\n"
    )
    assert news.relations[0].evidence.quote == first


def test_a_reference_to_a_group_without_given_names() -> None:
    news, study, *_ = items(f"{HEAD}{TEXT}Paper: “Fast moss in drains” by Lee. Mosses (2020). DOI: 10.5555/m.1\n")
    assert (study.DOI, news.relations[0].type) == ("10.5555/m.1", "reports-on")


def test_et_al_leaves_room_for_another_author() -> None:
    reference = "Bo Ek et al. Fast moss in drains. Mosses, 2020. DOI: 10.5555/m.1"
    found = study(f"{TEXT}Journal Reference:\n{reference}\n")
    assert [str(name) for name in found.author] == ["Bo Ek", "Ann Lee"]
    complete = reference.replace(" et al", ", Ida Holm")
    found = study(f"{TEXT}Journal Reference:\n{complete}\n")
    assert [str(name) for name in found.author] == ["Bo Ek", "Ida Holm"]
