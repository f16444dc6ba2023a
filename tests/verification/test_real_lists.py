"""Ways in which bibliographies of real people differ from each other, and accuse nobody; with made-up works."""

from __future__ import annotations

import pytest

from citelib.model import Date, Item, Name
from citelib.verification import Collection, verify
from citelib.verification.comparison.venues import compare_venues

BERG, LEE, KIM, ROE = Name("Berg", "Ann"), Name("Lee", "Bo"), Name("Kim", "Jae-Ho"), Name("Roe", "Di")
PAPER = Item(
    "p", "paper-conference", title="How Slow Moss Crosses a Town Wall", author=[BERG, LEE, KIM], issued=Date.on(2005),
    container_title="International Symposium on Mosses",
)  # fmt: skip


def differing(entry: Item, *records: Item, is_complete: bool = False) -> tuple[str, ...]:
    named = [record.evolve(id=f"r{number}", source=f"list {number}") for number, record in enumerate(records)]
    [one] = verify([entry], [Collection(named, is_complete=is_complete)])
    assert one.verdict == ("mismatch" if one.differing else "verified")
    return one.differing


@pytest.mark.parametrize(
    "address",
    [
        "http://doi.example.org/10.5555/moss",
        "https://link.example.org/article/10.5555/moss",
        "http://www.example.org/openurl.asp?genre=article&id=doi:10.5555/moss",
        "https://example.org/doi/abs/10.5555/moss?download=true",
    ],
)
def test_a_doi_in_the_address_of_a_publisher(address: str) -> None:
    assert differing(PAPER.evolve(DOI=address), PAPER) == ()
    assert differing(PAPER.evolve(DOI=address), PAPER.evolve(DOI="10.5555/moss"), is_complete=True) == ()
    assert differing(PAPER.evolve(DOI=address), PAPER, is_complete=True) == ("DOI",)
    assert differing(PAPER.evolve(DOI="https://example.org/moss"), PAPER) == ("DOI",)


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        ("26th Conference On Very Large Databases, Vldb 2000", "Proc. Twenty-sixth Conference on Very Large Data Bases",
         "same"),
        ("Proceedings of Infocom", "INFOCOM'99: Conference on Computer Communications, New York", "same"),
        ("IEEE Micro", "Symposium on Microarchitecture", "other"),
        ("1st Workshop on Moss-to-Moss Systems (IMTMS)", "First Moss To Moss Systems Workshop (IMTMS)", "same"),
        ("1st Workshop on Moss-to-Moss Systems (IMTMS)", "First Workshop on Roof Systems (IRS)", "other"),
        ('<span class="nocase">Moss Conference, Raleigh, May</span>', '<span class="nocase">Moss</span> Conference',
         "same"),
        ("J. ACM", "J. Assoc. Comput. Mach.", "same"),
        ("JACM", "Journal of ACM", "same"),
        ("Moss Algebra Appl.", "Moss Algebra and its Applications", "same"),
        ("Stoch. Moss. Appl.", "Stochastic Mosses and their Applications", "same"),
        ("Moss Algebra Appl.", "Moss Algebra and its Theory", "other"),
        ("ACM SIGMOSS Operating Mosses Review", "SIGMOSS Oper. Moss. Rev.", "same"),
        ("Z. Mossforsch. B", "Zeitschrift für Mossforschung B", "same"),
        ("Ann. Inst. Mossier", "Annales de l’Institut Mossier", "same"),
        ("Submitted to ICLR 2023", "ICLR", "unknown"),
        ("IC", "Inf. Comput.", "unknown"),
        ("snowbird", "Neural Networks for Computing", "unknown"),
    ],
)  # fmt: skip
def test_venues(ours: str, theirs: str, found: str) -> None:
    assert compare_venues(ours, theirs) == compare_venues(theirs, ours) == found


def test_publishers_contradict_no_venue() -> None:
    record = PAPER.evolve(container_title="mossconf", publisher="Moss Press")
    assert differing(PAPER, record) == ()
    assert differing(PAPER, record.evolve(container_title="Conference on Lichens")) == ("container-title",)


def test_series_of_books() -> None:
    book = Item("b", "book", title="Moss and Its Uses", author=[BERG], issued=Date.on(1967), container_title="Series B")
    assert differing(book, book.evolve(container_title="Colloquium Publications 25")) == ()


def test_names_that_nothing_parts_are_no_list() -> None:
    glued = PAPER.evolve(author=[Name(literal="BergandLeeandKim")])
    assert differing(PAPER, glued) == differing(glued, PAPER) == ()


@pytest.mark.parametrize("name", [Name("Jr.", "Ann Berg"), Name("Berg Jr.", "Ann"), Name("Berg", "A.", suffix="Jr.")])
def test_suffixes_wherever_they_are_read(name: Name) -> None:
    assert differing(PAPER.evolve(author=[name, LEE, KIM]), PAPER) == ()
    assert differing(PAPER.evolve(author=[name, LEE, KIM]), PAPER.evolve(author=[ROE, LEE, KIM])) == ("author",)


def test_lists_that_are_cut_or_longer() -> None:
    assert differing(PAPER, PAPER.evolve(author=[KIM]), PAPER.evolve(author=[LEE])) == ()
    longer = PAPER.evolve(author=[BERG, LEE, KIM, ROE])
    assert differing(PAPER, PAPER, PAPER, longer) == ()
    assert differing(PAPER, PAPER, longer) == ("author",)
    assert differing(PAPER, PAPER, PAPER, longer, longer) == ("author",)


@pytest.mark.parametrize(("years", "found"), [(0, ()), (4, ()), (5, ("issued", "container-title"))])
def test_a_paper_and_its_version_in_a_journal(years: int, found: tuple[str, ...]) -> None:
    later = Date.on(2005 + years)
    article = Item("a", "article-journal", PAPER.evolve(container_title="Journal of Moss", issued=later).variables)
    assert differing(PAPER, article) == found
    assert differing(article, PAPER) == found
    numbered = article.evolve(container_title="Moss Networks", volume="31")
    assert differing(numbered, PAPER) == found
    complete = differing(article, PAPER, is_complete=True)
    assert "container-title" in complete  # who has all records would have this one


def test_a_work_like_it_by_one_of_its_people_is_another() -> None:
    mine = PAPER.evolve(title="A Copy Detection Mechanism for Mossy Documents", author=[BERG, LEE])
    other = PAPER.evolve(
        title="Copy Detection Mechanisms for Mossy Documents", author=[ROE, LEE], container_title="Roofs Conference"
    )
    named = Collection([other], is_complete=False)
    assert [one.verdict for one in verify([mine, mine.evolve(author=[ROE, LEE])], [named])] == ["not-found", "mismatch"]
