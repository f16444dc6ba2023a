"""Ways in which honest references differ from the records of their works, and what only looks like one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from citelib.model import Date, Item, Name
from citelib.model.names import ET_AL
from citelib.verification import Collection, Verdict, verify

BERG, LEE, ROE = Name("Berg", "Ann"), Name("Lee", "Bo"), Name("Roe", "Cy")
ARTICLE = Item(
    "article", "article-journal", title="Tidal Erosion and Sediment Uptake in Small Estuaries", author=[BERG, LEE, ROE],
    issued=Date.on(2014), container_title="Journal of Coastal Sediments", volume="14", page="201-219",
    DOI="10.5555/jcs.14.201", source="Crossref",
)  # fmt: skip
BOOK = Item(
    "book", "book", title="A Grammar of Harbour Walls", author=[BERG], issued=Date.on(1998), publisher="Fjord Press",
    ISBN="9780306406157", source="K10plus",
)  # fmt: skip
PAPER = Item(
    "paper", "paper-conference", title="Sparse Lichen Retrieval for Small Archives", author=[BERG, LEE],
    issued=Date.on(2018), container_title="Advances in Information Retrieval", source="OpenAlex",
)  # fmt: skip
CHAPTER = Item(
    "chapter", "chapter", title="Walls in winter", author=[LEE], editor=[BERG], issued=Date.on(1998), page="33-58",
    container_title="A Grammar of Harbour Walls",
)  # fmt: skip


def told(item: Item, records: Sequence[Item]) -> Verdict:
    """The verdict on a reference, against records."""
    [verdict] = verify([item.evolve(id="cited", source=None)], [Collection(records)])
    return verdict


@pytest.mark.parametrize(
    ("work", "ours", "theirs"),
    [
        (BOOK, {"title": "A Grammar of Harbour Walls, 3rd edition"}, {}),
        (ARTICLE, {"title": f"{ARTICLE.title} [Gezeiten und Sediment in Flussmündungen]"}, {}),
        (ARTICLE, {"title": f"[Gezeiten und Sediment] {ARTICLE.title}"}, {}),
        (ARTICLE, {}, {"title": f"{ARTICLE.title} [Gezeiten und Sediment in Flussmündungen]"}),
        (BOOK, {"title": "A Grammar of Harbour Walls (2nd, rev. ed.)"}, {}),
        (BOOK, {"title": "A Grammar of Harbour Walls. Second edition"}, {}),
        (BOOK, {"title": "A Grammar of Harbour Walls, 3e éd."}, {}),
        (BOOK, {}, {"title": "A Grammar of Harbour Walls (2., überarb. Aufl.)"}),
        (BOOK, {"author": [BERG, LEE]}, {"translator": [LEE]}),
        (BOOK, {"author": [Name(literal="WHO")]}, {"author": [Name(literal="World Health Organization")]}),
        (BOOK, {"author": [Name(literal="OECD")]},
         {"author": [Name(literal="Organisation for Economic Co-operation and Development")]}),
        (BOOK, {"author": [Name(literal="IPM")]}, {"author": [Name(literal="Intergovernmental Panel on Moss")]}),
        (BOOK, {"author": [Name(literal="CARE")]}, {"author": [Name(literal="Centre for Rare Walls (CARE)")]}),
        (BOOK, {}, {"title": "A Grammar of Harbour Walls, or, The Mason's Friend"}),
        (BOOK, {"title": "Harbour Walls"}, {"title": "Harbour Walls. 2: Winter"}),
        (ARTICLE, {"title": f"{ARTICLE.title}. Part 2: the north"}, {"title": f"{ARTICLE.title}. Part II: the north"}),
        (ARTICLE, {"page": "1–17"}, {"page": "237331"}),
        (ARTICLE, {"page": "1-17"}, {"page": "e20331"}),
        (ARTICLE, {"page": "104"}, {"page": "104:1–104:17"}),
        (ARTICLE, {"page": "1–17"}, {"page": "104:1–17"}),
        (ARTICLE, {"container_title": "Jb. Schweiz. Ges. Volkskd."},
         {"container_title": "Jahrbuch der Schweizerischen Gesellschaft für Volkskunde"}),
        (ARTICLE, {"container_title": "Ned. Tijdschr. Waterbouwkd."},
         {"container_title": "Nederlands Tijdschrift voor Waterbouwkunde"}),
        (ARTICLE, {"container_title": "Cells"}, {"container_title": "Cells: an international journal of biology"}),
        (ARTICLE, {"author": [Name("Žukov", "Iurii"), Name("Cvetkov", "A.")]},
         {"author": [Name("Zhukov", "Yuri"), Name("Tsvetkov", "Alexei")]}),
        (ARTICLE, {"author": [Name("Chernyshevskii", "Iu.")]}, {"author": [Name("Černyševskij", "Y.")]}),
        (ARTICLE, {"author": [Name("Saint John", "Mary"), LEE]}, {"author": [Name("St. John", "Mary"), LEE]}),
        (ARTICLE, {"author": [Name("OKONKWO", "MTR")]}, {"author": [Name("Okonkwo", "Maria Teresa R.")]}),
        (ARTICLE, {"title": "Istoriia gorodskogo prava"}, {"title": "История городского права"}),
        (PAPER, {"container_title": "European Conference on Information Retrieval (ECIR'18), Grenoble, France"}, {}),
        (PAPER, {"container_title": "ECIR"}, {}),
        (PAPER, {"container_title": "Lect. Notes Comput. Sci."}, {}),
        (PAPER, {"container_title": "SIGGRAPH"}, {"container_title": "ACM Transactions on Graphics"}),
        (ARTICLE, {"container_title": "J. Phys. A"},
         {"container_title": "Journal of Physics A: Mathematical and Theoretical"}),
        (ARTICLE, {"container_title": "Acta Crystallogr. D"},
         {"container_title": "Acta Crystallographica Section D: Biological Crystallography"}),
        (ARTICLE, {"container_title": "C. R. Acad. Sci."},
         {"container_title": "Comptes Rendus de l'Académie des Sciences"}),
        (ARTICLE, {"author": [Name("Zhang", "Wei"), Name("Liu", "Yang")]},
         {"author": [Name(literal="张伟"), Name(literal="刘洋")]}),
        (ARTICLE, {"title": "Tides of Walls: a trial"}, {"title": "Tides of Walls (NORTH-2): a trial"}),
        (ARTICLE, {"title": "20 years of walls"}, {"title": "Twenty Years of Walls"}),
    ],
)  # fmt: skip
def test_it_is_written_in_another_way(work: Item, ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    assert told(work.evolve(**ours), [work.evolve(**theirs)]).verdict == "verified"


@pytest.mark.parametrize(
    ("work", "ours", "theirs", "field"),
    [
        (BOOK, {"title": "A Grammar of Harbour Walls"}, {"title": "A Grammar of Harbour Halls, 2nd edition"}, "title"),
        (BOOK, {"author": [Name(literal="WTO")]}, {"author": [Name(literal="World Health Organization")]}, "author"),
        (ARTICLE, {"title": f"{ARTICLE.title}. Part 3: the north"}, {"title": f"{ARTICLE.title}. Part II: the north"},
         "title"),
        (ARTICLE, {"page": "301–317"}, {"page": "237331"}, "page"),
        (ARTICLE, {"container_title": "Jb. Schweiz. Ges. Volkskd."},
         {"container_title": "Jahrbuch der Schweizerischen Gesellschaft für Vogelkunde und Jagd"}, "container-title"),
        (ARTICLE, {"author": [Name("Zukovskaya", "Y.")]}, {"author": [Name("Shukovskaya", "Yulia")]}, "author"),
        (ARTICLE, {"author": [Name("Zhang", "Wei")]}, {"author": [Name("Zang", "Wei")]}, "author"),
        (ARTICLE, {"author": [Name("Zhukov", "Boris")]}, {"author": [Name("Zhukov", "Yuri")]}, "author"),
        (PAPER, {"container_title": "ECIR"}, {"container_title": "Proceedings of ISWC"}, "container-title"),
        (PAPER, {"container_title": "SIGGRAPH"}, {"container_title": "Proceedings of the ACM on Programming Languages"},
         "container-title"),
        (ARTICLE, {"container_title": "J. Phys. B"},
         {"container_title": "Journal of Physics A: Mathematical and Theoretical"}, "container-title"),
        (ARTICLE, {"title": f"{ARTICLE.title} and Lagoons [Gezeiten und Sediment]"}, {}, "title"),
        (ARTICLE, {"title": f"{ARTICLE.title} (a Study of Lagoons)"}, {}, "title"),
        (BOOK, {"author": [BERG, ROE]}, {"translator": [LEE]}, "author"),
        (BOOK, {"author": [ROE, LEE]}, {"translator": [LEE]}, "author"),
        (ARTICLE, {"title": "Tides of Walls (II)"}, {"title": "Tides of Walls (III)"}, "title"),
        (ARTICLE, {"title": "30 years of walls"}, {"title": "Twenty Years of Walls"}, "title"),
        (ARTICLE.evolve(source="PubMed", issued=Date.on(2001)), {"issued": Date.on(1991)}, {}, "issued"),
        (ARTICLE.evolve(type="paper-conference"), {"container_title": "Proceedings of ICML"},
         {"type": "article-journal"}, "container-title"),
    ],
)  # fmt: skip
def test_it_is_not_what_the_records_have(work: Item, ours: dict[str, Any], theirs: dict[str, Any], field: str) -> None:
    theirs = dict(theirs)
    record = Item(work.id, theirs.pop("type", work.type), work.variables).evolve(**theirs)
    verdict = told(work.evolve(volume=None, **ours), [record])
    assert (verdict.verdict, verdict.differing) == ("mismatch", (field,))


def test_a_chapter_of_a_book_that_a_catalogue_has_may_be_real() -> None:
    verdict = told(CHAPTER, [BOOK.evolve(author=None, editor=[BERG])])
    assert (verdict.verdict, verdict.nearest and verdict.nearest.id) == ("unsure", "book")
    assert "K10plus has its book" in verdict.reason


@pytest.mark.parametrize(
    "record",
    [
        BOOK.evolve(author=None, editor=[BERG], DOI="10.5555/book"),  # whose chapters would have DOIs
        BOOK.evolve(author=None, editor=[ROE], issued=Date.on(2004)),  # another book of that title
    ],
)
def test_a_chapter_that_its_book_ought_to_have_is_not_found(record: Item) -> None:
    assert told(CHAPTER, [record, ARTICLE]).verdict == "not-found"


def test_a_journal_version_of_a_later_year_says_nothing_of_a_conference() -> None:
    paper = ARTICLE.evolve(container_title="Proceedings of ICML", volume=None, page=None, DOI=None)
    paper = Item("paper", "paper-conference", paper.variables).evolve(issued=Date.on(2012))
    assert told(paper, [ARTICLE]).verdict == "verified"


@pytest.mark.parametrize(
    ("ours", "outcome"),
    [
        ([BERG, ROE, ET_AL], "verified"),  # «Berg, …, Roe», as some styles print long lists
        ([BERG, LEE, ET_AL], "verified"),
        ([ROE, ET_AL], "mismatch"),  # the last one alone is not how a list is cut
        ([LEE, ROE, ET_AL], "mismatch"),
    ],
)
def test_a_list_that_is_cut(ours: list[Name], outcome: str) -> None:
    four = [BERG, LEE, Name("Moe", "Di"), ROE]
    assert told(ARTICLE.evolve(author=ours), [ARTICLE.evolve(author=four)]).verdict == outcome


def test_an_invented_title_with_the_identifier_of_a_work_by_one_of_its_people() -> None:
    entry = ARTICLE.evolve(
        title="Northern Lanterns as Instruments of Postal Reform", author=[Name("Zimt", "Zoe"), BERG]
    )
    verdict = told(entry, [ARTICLE])
    assert verdict.verdict == "mismatch"
    assert "title" in verdict.differing


def test_the_record_of_its_own_identifier_counts_beside_one_of_its_title() -> None:
    typed = ARTICLE.evolve(id="other", DOI=None, issued=Date.on(2009), source="OpenAlex")
    own = ARTICLE.evolve(title="Tidal Erosion and Sediment Uptakes in Small Estuaries")
    assert "issued" not in told(ARTICLE, [typed, own]).differing


def test_records_without_titles_are_compared_by_nothing() -> None:
    untitled = [ARTICLE.evolve(id=name, title=None, source=name) for name in ("Crossref", "OpenAlex")]
    assert told(ARTICLE, untitled).verdict in ("verified", "unsure")


def test_another_editorial_of_the_same_year_in_another_journal_is_another_work() -> None:
    editorial = ARTICLE.evolve(title="Editorial", DOI=None)
    other = editorial.evolve(author=[Name("Zimt", "Zoe")], container_title="Annals of Rural Psychiatry")
    assert told(editorial, [other]).verdict == "not-found"
