"""References are judged by all records of the work: what is written in another way is no fault, what nobody says is
one."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

import citelib
from citelib.cli import main
from citelib.matching.people import same_person
from citelib.model import Date, Item, Name, Relation
from citelib.model.names import ET_AL
from citelib.verification import Collection, verify
from citelib.verification.comparison.lists import compare_lists
from citelib.verification.comparison.titles import title_key
from citelib.verification.comparison.venues import VENUES, compare_venues
from tests.shared import shared

BERG, LEE, KIM = Name("Berg", "Ann Louise"), Name("Lee", "Bo"), Name("Kim", "Jae-Ho")
TITLE = "The Behaviour of Slow Moss: Colour and Growth on Town Walls"


def record(source: str, **variables: Any) -> Item:
    year = variables.pop("year", 2021)
    return Item(
        f"w-{source}",
        variables.pop("type", "paper-conference"),
        **{"title": TITLE, "author": [BERG, LEE, KIM], "issued": Date.on(year), "source": source, **variables},
    )


WORLD = [
    record("Crossref", container_title="Proceedings of the 38th International Conference on Machine Learning",
           DOI="10.5555/moss"),
    record("DBLP", container_title="ICML", author=[Name("Berg 0002", "Ann Louise"), LEE, KIM]),
    record("OpenAlex", container_title="arXiv (Cornell University)", type="article", year=2020,
           author=[Name(literal="Ann Louise Berg")]),
    record("arXiv", container_title=None, type="article", year=2020, title="The Behaviour of Slow Moss",
           DOI="10.48550/arXiv.2001.00001"),
    Item("other", "paper-conference", title="Lichens on Roofs", author=[Name("Roe", "Di")], issued=Date.on(2019),
         DOI="10.5555/lichen", source="Crossref", container_title="CVPR"),
]  # fmt: skip
SOURCE = Collection(WORLD, "world")
ENTRY = Item(
    "e", "paper-conference", title=TITLE, author=[BERG, LEE, KIM], issued=Date.on(2021), container_title="ICML",
    DOI="10.5555/moss",
)  # fmt: skip


def judged(**change: Any) -> tuple[str, tuple[str, ...]]:
    [one] = verify([ENTRY.evolve(**change)], [SOURCE])
    return one.verdict, one.differing


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"title": "The Behavior of Slow Moss: Color and Growth on Town Walls"},
        {"title": "behaviour of slow moss – colour & growth on town-walls."},
        {"title": "The Behaviour of Slow Moss"},
        {"author": [Name("Berg", "A."), Name("Lee", "B."), Name("Kim", "J.-H.")]},
        {"author": [Name("Berg", "AL"), Name("Lee", "B"), Name("Kim", "JH")]},
        {"author": [Name("Ann Louise", "Berg"), LEE, Name("Kim", "Jaeho")]},
        {"author": [Name("Berg", "Ann"), ET_AL]},
        {"author": None},
        {"container_title": "Proc. Int. Conf. Mach. Learn."},
        {"container_title": "International Conference on Machine Learning (ICML 2021)"},
        {"container_title": "Proceedings of Machine Learning Research"},
        {"container_title": "arXiv preprint arXiv:2001.00001", "issued": Date.on(2020), "DOI": None},
        {"DOI": "https://doi.org/10.48550/arXiv.2001.00001v2"},
        {"DOI": None},
        {"issued": Date.on(2020)},
        {"issued": None},
    ],
)
def test_harmless_ways_to_write_it(change: dict[str, Any]) -> None:
    assert judged(**change) == ("verified", ())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "The Behaviour of Slow Moss: Colour and Growth on Town Roofs"}, "title"),
        ({"title": "The Behaviour of Slow Mosses: Colour and Growth on Town Walls"}, "title"),
        ({"author": [Name("Berg", "Bettina"), LEE, KIM]}, "author"),
        ({"author": [LEE, BERG, KIM]}, "author"),
        ({"author": [BERG, LEE]}, "author"),
        ({"author": [BERG]}, "author"),
        ({"author": [BERG, LEE, KIM, Name("Roe", "Di")]}, "author"),
        ({"author": [BERG, Name("Roe", "Di"), KIM]}, "author"),
        ({"author": [Name("Roe", "Di"), ET_AL]}, "author"),
        ({"issued": Date.on(2022)}, "issued"),
        ({"issued": Date.on(2019)}, "issued"),
        ({"container_title": "CVPR"}, "container-title"),
        ({"container_title": "ICML Workshop on Moss"}, "container-title"),
        ({"container_title": "Symposium on Moss"}, "container-title"),
        ({"DOI": "10.5555/lichen"}, "DOI"),
        ({"DOI": "10.5555/nowhere"}, "DOI"),
        ({"DOI": "none"}, "DOI"),
    ],
)
def test_what_all_records_contradict(change: dict[str, Any], field: str) -> None:
    assert judged(**change) == ("mismatch", (field,))


def test_works_that_are_not_there() -> None:
    invented = {"title": "Deep Moss Networks", "author": [Name("Roe", "Jo")], "DOI": None, "container_title": "ICML"}
    assert judged(**invented) == ("not-found", ())
    [page] = verify([Item("p", "webpage", title="A page of ours")], [SOURCE])
    assert page.verdict == "not-checked"
    [nothing] = verify([Item("n", "book")], [SOURCE])
    assert nothing.verdict == "not-checked"


def test_another_work_of_a_short_title_is_no_evidence() -> None:
    source = Collection(
        [Item("w", "article-journal", title="Deep Learning", author=[LEE], issued=Date.on(2016), container_title="P")]
    )
    mine = Item("e", "article-journal", title="Deep learning", author=[KIM], issued=Date.on(2012))
    assert [one.verdict for one in verify([mine, mine.evolve(author=[Name("Lee", "B.")])], [source])] == [
        "not-found", "mismatch",
    ]  # fmt: skip


def test_a_doi_of_the_right_people_with_an_invented_title() -> None:
    verdict, differing = judged(title="Uncertain Lichens in Deep Forests", container_title=None)
    assert (verdict, differing) == ("mismatch", ("title",))


def test_a_selection_says_nothing_of_a_doi_that_it_lacks() -> None:
    source = Collection(WORLD, is_complete=False)
    assert [one.verdict for one in verify([ENTRY.evolve(DOI="10.5555/nowhere")], [source])] == ["verified"]


def test_years_of_journals_may_be_those_of_online_publication() -> None:
    source = Collection([record("Crossref", type="article-journal", container_title="Mosses")])
    entry = ENTRY.evolve(container_title="Mosses", DOI=None)
    article = Item("a", "article-journal", entry.variables)
    found = [
        one.verdict
        for one in verify([article.evolve(issued=Date.on(year)) for year in (2020, 2021, 2022, 2023)], [source])
    ]
    assert found == ["verified", "verified", "verified", "mismatch"]


def test_retracted_works_and_suggestions() -> None:
    source = Collection(
        [record("Crossref", DOI="10.5555/moss", relations=[Relation("retracted-by", "10.5555/r", "doi")])]
    )
    [one] = verify([ENTRY.evolve(container_title=None)], [source])
    assert one.verdict == "retracted"
    [wrong] = verify([ENTRY.evolve(issued=Date.on(2015), DOI=None, note="mine")], [SOURCE])
    assert wrong.suggestion is not None
    assert (wrong.suggestion.issued, wrong.suggestion.DOI, wrong.suggestion.note) == (
        Date.on(2021),
        "10.5555/moss",
        "mine",
    )
    assert [again.verdict for again in verify([wrong.suggestion], [SOURCE])] == ["verified"]
    [right, bare] = verify([ENTRY, ENTRY.evolve(DOI=None)], [SOURCE])
    assert right.suggestion is None
    assert bare.suggestion == ENTRY


def test_sorted_lists_prove_no_order_alone() -> None:
    names = [Name("Adams", "A."), Name("Brown", "B."), Name("Clark", "C.")]
    entry = ENTRY.evolve(author=names[::-1], container_title=None, DOI=None)
    one, two = record("Crossref", author=names), record("DBLP", author=names)
    assert [v.verdict for v in verify([entry], [Collection([one])])] == ["verified"]
    assert [v.verdict for v in verify([entry], [Collection([one, two])])] == ["mismatch"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Name("Wang 0001", "Wei"), Name("Wang", "W."), True),
        (Name("0001", "Wei Wang"), Name("Wang", "Wei"), True),
        (Name(literal="Wei Wang"), Name("Wang", "Wei"), True),
        (Name("Xing", "Chen"), Name("Chen", "Xing"), True),
        (Name("de Oliveira", "SD"), Name("Oliveira", "Sara Dias", non_dropping_particle="de"), True),
        (Name("Müller", "K."), Name("Mueller", "Karl"), True),
        (Name("García Márquez", "Gabriel"), Name("Márquez", "Gabriel García"), True),
        (Name("d&apos;Amore", "F."), Name("d'Amore", "Francesco"), True),
        (Name("Zhou", "Denny"), Name("Zhou", "Shunyu"), False),
        (Name("Lee", "A. B."), Name("Lee", "A. C."), False),
        (Name("Li", "Wei"), Name("Liu", "Wei"), False),
    ],
)
def test_people(one: Name, other: Name, same: bool) -> None:
    assert same_person(one, other) is same_person(other, one) is same


def test_agreement_of_lists() -> None:
    assert compare_lists([BERG, LEE], [[BERG, LEE]]) == "same"
    assert compare_lists([BERG], [[BERG, LEE]], is_cut=True) == "harmless"
    assert compare_lists([BERG], [[BERG, LEE]]) == "differs"
    assert compare_lists([LEE, BERG], [[BERG, LEE]]) == "differs"
    assert compare_lists([LEE, LEE], [[BERG, LEE]]) == "differs"


def test_venues() -> None:
    for name, (abbreviations, phrases) in VENUES.items():
        for text in (*abbreviations.split("|"), *phrases):
            assert compare_venues(text, abbreviations.split("|")[0].upper()) == "same", (name, text)
    assert compare_venues("NAACL", "ACL") == "other"
    assert compare_venues("Machine Learning", "ICML") == "other"
    assert compare_venues("J. Exp. Biol.", "Journal of Experimental Biology") == "same"
    assert compare_venues("Nature", "Nature Plants") == "other"
    assert compare_venues("LNCS", "ECCV") == compare_venues("", "ECCV") == "unknown"


def test_keys_of_titles() -> None:
    same = [
        ("A Study of &alpha;-Moss", "Study of alpha moss"),
        ("Modelling the Centre’s Defence", "modeling the center's defense"),
        ("$L_2$ Moss", "L2 moss"),
    ]
    for one, other in same:
        assert title_key(one) == title_key(other)
    assert title_key("Meta-Learning") != title_key("Meta-Learnings")


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    citelib.dump([ENTRY, ENTRY.evolve(id="wrong", issued=Date.on(2015))], tmp_path / "refs.json")
    citelib.dump(WORLD, tmp_path / "world.json")

    def run(*arguments: str) -> tuple[Any, str]:
        with pytest.raises(SystemExit) as end:
            main(["verify", str(tmp_path / "refs.json"), *arguments])
        return end.value.code, capsys.readouterr().out

    status, out = run("--against", str(tmp_path / "world.json"), "-v")
    assert status == 1
    assert "verified  e" in out
    assert "year: 2015  [verify-year]" in out
    assert "        DBLP: 2021" in out
    status, out = run("--against", str(tmp_path / "world.json"), "--json", "--fail-on", "not-found")
    assert not status
    assert [(one["id"], one["verdict"], one["fields"]) for one in json.loads(out)] == [
        ("e", "verified", []), ("wrong", "mismatch", ["issued"]),
    ]  # fmt: skip
    assert run()[0] == 2


def test_labelled_references() -> None:
    rows = csv.DictReader(Path(shared("verify/labels.csv")).read_text(encoding="utf-8").splitlines())
    labels = {row["key"]: row for row in rows}
    source = Collection(citelib.load(shared("verify/world.jsonl")).values())
    flagged: dict[bool, list[bool]] = {True: [], False: []}
    for one in verify(citelib.load(shared("verify/cases.bib")).values(), [source]):
        row = labels[one.item.id]
        is_flagged = one.verdict == "mismatch" or (one.verdict == "not-found" and row["kind"] != "valid-absent")
        flagged[row["label"] == "wrong"].append(is_flagged)
    detected, alarms = (sum(flagged[wrong]) / len(flagged[wrong]) for wrong in (True, False))
    assert detected >= 0.99
    assert alarms <= 0.01
