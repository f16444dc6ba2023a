"""Each number of the rules decides: a pair of records on either side of it is judged otherwise when it is moved."""

from __future__ import annotations

import attrs
import pytest

from citelib.matching import likeness, verdicts
from citelib.matching.features import work_of
from citelib.matching.numbers import DUPLICATE, REASONS, WEIGHTS, Numbers
from citelib.matching.verdicts import Pair, compare
from citelib.model import Item, Name
from tests.matching.records import BERG, BERGEN, BERY, BO, BORGAN, DOI, FIVE, FOUR, PLAIN, SIX, record


def outcome(pair: Pair) -> tuple[str, float, str]:
    return pair.verdict, round(pair.score, 3), pair.reasons[-1]


Row = tuple[str, float, Item, Item]

# Name of the number, what it is moved to, and two records; each number is moved both ways.
ROWS: list[Row] = [
    (
        "same",
        0.8,
        record("Moss on walls", by=BERG, container_title="Mosses", ISBN="978-0-306-40615-7"),
        record(
            "Moss on walls",
            by=[Name("Bery", "Cy"), Name("Lee", "Bo")],
            container_title="Mosses",
            ISBN="978-0-306-40615-7",
        ),
    ),
    (
        "same",
        0.9,
        record("Moss on walls", 2019, by=BERG, container_title="Mosses", page="12", volume="3"),
        record(
            "Moss on walls",
            2019,
            by=[Name("Bery", "Cy"), Name("Lee", "Bo")],
            container_title="Mosses",
            page="12",
            volume="3",
        ),
    ),
    (
        "alike",
        0.5,
        record("Slow moss on old walls of a town", 2019, by=BERG),
        record("Fast moss near new walls of a city", 2019, by=BERG),
    ),
    (
        "alike",
        0.95,
        record("Moss on walls", 2019, by=BERG, page="12"),
        record("Moss on wells", 2019, by=BERG, page="12"),
    ),
    ("identified", 0.3, record("Slow moss on old walls", DOI=DOI), record("Langsames Moos an Mauern", DOI=DOI)),
    ("identified", 0.8, record("Slow moss on old walls", DOI=DOI), record("Slow moss in towns", DOI=DOI)),
    (
        "shared_by_parts",
        0.6,
        record("Slow moss on old walls", page="1", DOI=DOI),
        record("Slow moss in old towns", page="9", DOI=DOI),
    ),
    (
        "shared_by_parts",
        0.99,
        record("Slow moss on old walls", page="1", DOI=DOI),
        record("Slow mosses on old walls", page="9", DOI=DOI),
    ),
    (
        "shared_by_abstracts",
        0.5,
        record("Slow moss on walls", by=BERG, DOI=DOI),
        record("Slow fish in lakes", by=Name("Lee", "Cy"), DOI=DOI),
    ),
    (
        "shared_by_abstracts",
        0.95,
        record("Slow moss on old walls", by=BERG, DOI=DOI),
        record("Slow moss on all halls", by=Name("Lee", "Cy"), DOI=DOI),
    ),
    (
        "part",
        0.8,
        record("Mosses of old walls", kind="book", DOI=DOI),
        record("Moss of old walls", kind="chapter", DOI=DOI),
    ),
    (
        "part",
        1.01,
        record("Mosses of old walls", kind="book", DOI=DOI),
        record("Mosses of old walls", kind="chapter", DOI=DOI),
    ),
    (
        "exact",
        0.9,
        record("Slow moss on old walls of a town", 2019, by=BERG, page="1"),
        record("Slow moss on old walls of a towns", 2019, by=BERG, page="9").evolve(
            title="Slow mos on old wals of a town"
        ),
    ),
    ("exact", 1.01, record(SIX, 2019, by=BERG, page="1"), record(SIX, 2019, by=BERG, page="9")),
    ("telling", 4, record(FOUR, 2019, by=BERG, page="1"), record(FOUR, 2019, by=BERG, page="9")),
    ("telling", 6, record(FIVE, 2019, by=BERG, page="1"), record(FIVE, 2019, by=BERG, page="9")),
    (
        "short",
        5,
        record(FIVE, 2019, by=BERG, volume="3", issue="1", page="1"),
        record(FIVE, 2019, by=BERG, volume="3", issue="2"),
    ),
    (
        "short",
        7,
        record(SIX, 2019, by=BERG, volume="3", issue="1", page="1"),
        record(SIX, 2019, by=BERG, volume="3", issue="2"),
    ),
    ("other_people", 60, record(SIX, 2019, by=BERGEN), record(SIX, 2019, by=BORGAN)),
    ("other_people", 80, record(SIX, 2019, by=BERG), record(SIX, 2019, by=BERY)),
    (
        "other_container",
        0.1,
        record(SIX, 2019, by=BERG, container_title="Mosses", volume="3"),
        record(SIX, 2019, by=BERG, container_title="Plants", volume="4"),
    ),
    (
        "other_container",
        0.9,
        record(SIX, 2019, by=BERG, container_title="Journal of Mosses", volume="3"),
        record(SIX, 2019, by=BERG, container_title="Annals of Lichens", volume="4"),
    ),
    (
        "earlier_id",
        0.9,
        record("Slow moss on old town walls", by=BERG, number="arXiv:2001.00001"),
        record("Slow moss on old town halls", by=BERG, number="arXiv:2001.00002"),
    ),
    (
        "earlier_id",
        1.01,
        record(SIX, by=BERG, number="arXiv:2001.00001"),
        record(SIX, by=BERG, number="arXiv:2001.00002"),
    ),
    ("years", 0, record(SIX, 2019, by=BERG), record(SIX, 2020, by=BERG)),
    ("years", 2, record(SIX, 2019, by=BERG), record(SIX, 2021, by=BERG)),
    ("bare_words", 2, record("On moss", by=BERG, volume="3"), record("On moss", by=BERG, volume="3")),
    ("bare_words", 4, record("Moss on walls", by=BERG, volume="3"), record("Moss on walls", by=BERG, volume="3")),
    (
        "bare_weight",
        8,
        record("On moss", by=BERG, container_title="Mosses"),
        record("On moss", by=BERG, container_title="Mosses"),
    ),
    (
        "bare_weight",
        10.5,
        record("On moss", by=BERG, container_title="Mosses", page="1", volume="3"),
        record("On moss", by=BERG, container_title="Mosses", page="1", volume="3"),
    ),
    ("poor_words", 5, record(FIVE, 2019), record(FIVE, 2019)),
    ("poor_words", 7, record(SIX, 2019), record(SIX, 2019)),
    ("poor_weight", 6, record(FIVE, 2019), record(FIVE, 2019)),
    ("poor_weight", 8, record(FIVE, by=BERG), record(FIVE, by=BERG)),
    ("doubted", 0.7, record("On moss", by=BERG), record("On moss", by=BERG)),
    ("doubted", 0.9, record("On moss", by=BERG), record("On moss", by=BERG)),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}-{row[1]}")
def test_a_number_decides(row: Row) -> None:
    name, moved, one, other = row
    before = outcome(compare(one, other))
    after = outcome(compare(one, other, attrs.evolve(DUPLICATE, **{name: moved})))
    assert before != after, before
    is_enough = moved > getattr(DUPLICATE, name)  # the pair lies above the number, else it would not be reached by it
    if name != "doubted":  # what is doubted is apart in any case
        assert before[0] == ("same" if is_enough is not (name == "years") else "apart"), before


def test_each_number_is_tried_from_both_sides() -> None:
    for name in REASONS:
        moved = [value for number, value, *_ in ROWS if number == name]
        present = getattr(DUPLICATE, name)
        assert min(moved) < present < max(moved), name
    assert {name for name, *_ in ROWS} == set(REASONS) == {field.name for field in attrs.fields(Numbers)}
    assert all(len(reason) > 20 for reason in REASONS.values())


# Name of the weight, factor, two records; the verdict is another with the weight so many times as large.
WEIGHED: list[Row] = [
    (
        "titles",
        0.6,
        record("On moss", by=BERG, container_title="Mosses", page="1", volume="3"),
        record("On moss", by=BERG, container_title="Mosses", page="1", volume="3"),
    ),
    ("titles", 1.5, record("On moss", by=BERG, volume="3"), record("On moss", by=BERG, volume="3")),
    (
        "names",
        0.6,
        record("Moss on walls", by=BERG, container_title="Mosses", ISBN="978-0-306-40615-7"),
        record(
            "Moss on walls",
            by=[Name("Bery", "Cy"), Name("Lee", "Bo")],
            container_title="Mosses",
            ISBN="978-0-306-40615-7",
        ),
    ),
    (
        "names",
        1.5,
        record("Moss on walls", 2019, by=BERG, container_title="Mosses", page="12", volume="3"),
        record(
            "Moss on walls",
            2019,
            by=[Name("Bery", "Cy"), Name("Lee", "Bo")],
            container_title="Mosses",
            page="12",
            volume="3",
        ),
    ),
    ("years", 0.6, record("On moss", 2019, by=BERG, volume="3"), record("On moss", 2019, by=BERG, volume="3")),
    (
        "years",
        1.5,
        record("On moss", 2019, container_title="Mosses", page="1"),
        record("On moss", 2019, container_title="Mosses", page="1"),
    ),
    (
        "containers",
        0.6,
        record("Slow moss on old walls of the town", by=BERG, container_title="Journal of Mosses"),
        record("Slow moss of old town walls", by=BO, container_title="Journal of Mosses"),
    ),
    (
        "containers",
        1.5,
        record("On moss", by=BERG, container_title="Mosses", volume="3"),
        record("On moss", by=BERG, container_title="Mosses", volume="3"),
    ),
    (
        "pages",
        0.6,
        record(SIX, 2019, by=BERG, container_title="Annals of mosses", page="12", volume="3"),
        record(SIX, 2019, by=BERG, container_title="Moss letters", page="19", volume="4"),
    ),
    (
        "pages",
        1.5,
        record(SIX, 2019, by=BERG, container_title="Annals of mosses", page="12", volume="3"),
        record(SIX, 2019, by=BERG, container_title="Moss letters", page="19", volume="3"),
    ),
    (
        "volumes",
        0.6,
        record(SIX, 2019, by=BERG, container_title="Annals of mosses", page="12", volume="3"),
        record(SIX, 2019, by=BERG, container_title="Wall mosses", page="19", volume="4"),
    ),
    (
        "volumes",
        1.5,
        record("Moss on walls", by=BERG, volume="3"),
        record("Moss on walls", by=Name("Bergh", "Ann"), volume="4"),
    ),
    (
        "ISBN",
        0.6,
        record("Slow moss on old walls of the town", 2019, by=BERG, ISBN="978-0-306-40615-7"),
        record("Slow mosses on old walls of towns", 2020, by=BO, ISBN="0306406152"),
    ),
    (
        "ISBN",
        1.6,
        record("On moss", by=BERG, ISBN="978-0-306-40615-7"),
        record("On moss", by=BERG, ISBN="978-0-306-40615-7"),
    ),
]


@pytest.mark.parametrize("row", WEIGHED, ids=lambda row: f"{row[0]}-{row[1]}")
def test_a_weight_decides(row: Row, monkeypatch: pytest.MonkeyPatch) -> None:
    name, factor, one, other = row
    before = compare(one, other).verdict
    monkeypatch.setattr(verdicts, "WEIGHTS", {**WEIGHTS, name: (factor * WEIGHTS[name][0], "")})
    assert compare(one, other).verdict != before


def test_each_weight_is_tried_from_both_sides() -> None:
    for name in WEIGHTS:
        factors = [factor for weight, factor, *_ in WEIGHED if weight == name]
        assert min(factors) < 1 < max(factors), name


def test_a_score_is_the_mean_of_what_is_known() -> None:
    one = record(SIX, 2019, by=BERG, page="12")
    assert compare(one, one).score == pytest.approx(1, abs=1e-9)
    weights = {name: weight for name, (weight, _) in WEIGHTS.items()}
    known = weights["titles"] + weights["names"] + weights["years"] + weights["pages"]
    expected = (known - weights["pages"]) / known
    assert compare(one, one.evolve(page="19")).score == pytest.approx(expected, abs=1e-9)


def test_the_part_of_a_book_is_told_at_the_very_number() -> None:
    book, chapter = (
        record("Mosses of old walls", kind="book", DOI=DOI),
        record("Moss of old walls", kind="chapter", DOI=DOI),
    )
    exact = verdicts.likeness.titles("mosses of old walls", "moss of old walls")
    assert compare(book, chapter, attrs.evolve(DUPLICATE, part=exact)).verdict == "same"
    assert compare(book, chapter, attrs.evolve(DUPLICATE, part=exact + 1e-9)).verdict == "apart"


def test_a_shared_doi_is_looked_at_only_where_there_is_one() -> None:
    one, other = record("Slow moss on old walls", by=BERG), record("Slow moss on all halls", by=Name("Lee", "Cy"))
    strict = attrs.evolve(DUPLICATE, shared_by_abstracts=0.95)
    assert compare(one, other, strict).reasons[-1] != "titles and names differ"
    untitled = other.evolve(title=None, DOI=DOI)
    assert compare(one.evolve(DOI=DOI), untitled, strict).verdict == "same"


def test_two_dois_of_one_place_are_one_work() -> None:
    one, other = PLAIN.evolve(DOI="10.5555/a"), PLAIN.evolve(DOI="10.5555/b")
    assert compare(one, other).verdict == "same"
    for change in ({"page": None}, {"volume": None}, {"author": None}, {"title": "Slow mosses on old town walls"}):
        assert compare(one.evolve(**change), other.evolve(**change)).verdict == (
            "same" if "title" in change else "apart"
        )
        assert compare(one, other.evolve(**change)).verdict == "apart"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10.1002/14651858.CD000001", "10.1002/14651858.CD000001.pub2"),
        ("10.1002/14651858.CD000001.pub2", "10.1002/14651858.CD000001.pub3"),
        ("10.6084/m9.figshare.1", "10.6084/m9.figshare.1.v2"),
        ("10.12688/f1000research.1.1", "10.12688/f1000research.1.2"),
        ("10.31234/osf.io/abc_v1", "10.31234/osf.io/abc_v2"),
    ],
)
def test_versions_are_neither_the_same_nor_strangers(one: str, other: str) -> None:
    pair = compare(PLAIN.evolve(DOI=one), PLAIN.evolve(DOI=other, page=None))
    assert pair.verdict == "version"
    assert pair.reasons[-1].startswith("versions of one work")


def test_numbers_in_titles_are_those_that_tell_works_apart() -> None:
    def verdict(one: str, other: str) -> str:
        return compare(PLAIN.evolve(title=one), PLAIN.evolve(title=other)).verdict

    name = "receptors in the moss of town walls"
    assert verdict(f"5-HT7 {name}", f"5-HT<sub>7</sub> {name}") == "same"
    assert verdict(f"5-HT(1B) {name}", f"5-HT1B {name}") == "same"
    assert verdict(f"5-HT7 {name}", f"5-HT6 {name}") == "apart"
    assert verdict(f"A study of 10 000 {name}", f"A study of 10,000 {name}") == "same"
    assert verdict(f"Mode1s of {name}", f"Models of {name}") == "same"
    assert verdict(f"{name}, part II", f"{name}, part 2") == "same"
    assert verdict(f"{name}, part II", f"{name}, part III") == "apart"


def alike(one: Item, other: Item) -> float:
    return likeness.titles(work_of(0, one).title, work_of(0, other).title)


EXACTLY: dict[str, tuple[Item, Item, float, str]] = {
    "shared_by_parts": (
        one := record("Slow moss on old walls", page="1", DOI=DOI),
        other := record("Slow moss in old towns", page="9", DOI=DOI),
        alike(one, other),
        "same",
    ),
    "shared_by_abstracts": (
        one := record("Slow moss on old walls", by=BERG, DOI=DOI),
        other := record("Slow moss on all halls", by=Name("Lee", "Cy"), DOI=DOI),
        alike(one, other),
        "same",
    ),
    "part": (
        one := record("Mosses of old walls", kind="book", DOI=DOI),
        other := record("Moss of old walls", kind="chapter", DOI=DOI),
        alike(one, other),
        "same",
    ),
    "earlier_id": (
        one := record("Slow moss on old town walls", by=BERG, number="arXiv:2001.00001"),
        other := record("Slow moss on old town halls", by=BERG, number="arXiv:2001.00002"),
        alike(one, other),
        "same",
    ),
    # A title is exact above the number, not on it.
    "exact": (
        one := record("Slow moss on old walls of a town", 2019, by=BERG, page="1"),
        other := record("Slow mos on old wals of a town", 2019, by=BERG, page="9"),
        alike(one, other),
        "apart",
    ),
    "other_people": (record(SIX, 2019, by=BERG), record(SIX, 2019, by=BERY), 75.0, "same"),
    "other_container": (
        one := record(SIX, 2019, by=BERG, container_title="Journal of Mosses", volume="3"),
        other := record(SIX, 2019, by=BERG, container_title="Annals of Lichens", volume="4"),
        likeness.containers("journal of mosses", "annals of lichens") or 0.0,
        "same",
    ),
}


@pytest.mark.parametrize("name", EXACTLY)
def test_on_which_side_of_a_number_is_what_reaches_it(name: str) -> None:
    one, other, value, verdict = EXACTLY[name]
    step = 0.001 if verdict == "same" else -0.001
    verdicts_ = [compare(one, other, attrs.evolve(DUPLICATE, **{name: value + by})).verdict for by in (0, step)]
    assert verdicts_ == ([verdict, "apart"] if verdict == "same" else [verdict, "same"])
