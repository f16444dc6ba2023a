"""Files become one collection in which each work stands once, and nothing that a record said is lost."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import citelib
from citelib.cli import main
from citelib.matching.blocking import keys, neighbours, order, rare_keys
from citelib.matching.dedupe import dedupe
from citelib.matching.features import work_of
from citelib.matching.groups import Link, find_groups, grouped
from citelib.matching.verdicts import judge, must_differ
from citelib.model import Date, Item, Name, Relation
from tests.benchmarks.library_data import corrupted, synthetic

MOSS = Item(
    "moss", "article-journal", title="Slow moss on old town walls", author=[Name("Berg", "Ann")], issued=Date.on(2019),
    container_title="Mosses", DOI="10.5555/moss",
)  # fmt: skip


def test_relations_follow_within_their_file() -> None:
    better = MOSS.evolve(id="best", volume="3", page="1-9", keyword="walls")
    first = [MOSS.evolve(id="x", keyword="moss"), Item("a", "webpage", title="A", relations=[Relation("cites", "x")])]
    other = Item("x", "book", title="Something else entirely", author=[Name("Lee")])
    second = [better, other, Item("b", "webpage", title="B", relations=[Relation("cites", "x")])]
    result = dedupe([first, second])
    assert [item.id for item in result.items] == ["best", "a", "x", "b"]
    work, citing, _, other_citing = result.items
    assert citing.relations == (Relation("cites", "best"),)
    assert other_citing.relations == (Relation("cites", "x"),)
    assert work.custom == {"citelib:aliases": ["x"]}
    assert work.keyword == "walls, moss"
    assert (result.identified, result.removed) == ((2, 3), 1)


def test_versions_are_related() -> None:
    preprint = MOSS.evolve(id="pre", DOI="10.1101/1", container_title="bioRxiv")
    [work, early] = dedupe([[MOSS, preprint]]).items
    assert work == MOSS
    assert early.relations == (Relation("preprint-of", "moss"),)
    later = MOSS.evolve(id="v2", DOI="10.5555/moss.v2")
    [early, late] = dedupe([[MOSS, later]]).items
    assert early.relations == (Relation("has-version", "v2"),)
    assert late == later


def test_without_duplicates_nothing_changes() -> None:
    items = list(synthetic(200))
    result = dedupe([items])
    assert list(result.items) == items
    assert result.removed == 0


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_records_and_links_does_not_matter(generator: random.Random) -> None:
    items = list(synthetic(14))
    items += [corrupted(item, f"copy{n}", random.Random(n)) for n, item in enumerate(items[:7])]
    numbered = list(enumerate(items))
    expected = find_groups(numbered)
    generator.shuffle(numbered)
    found = find_groups(numbered)
    assert found == expected
    works = {number: work_of(number, item) for number, item in numbered}
    links = [
        Link(one, other, judge(works[one], works[other]))
        for one in works
        for other in works
        if one < other and judge(works[one], works[other]).verdict == "same"
    ]
    generator.shuffle(links)
    groups = list(grouped(works, links))
    assert groups == list(grouped(works, sorted(links, key=lambda link: (link.one, link.other))))
    for group in groups:
        assert not any(
            must_differ(works[one], works[other]) for one in group.numbers for other in group.numbers if one != other
        )


def test_works_that_must_differ_are_kept_apart_by_a_third() -> None:
    bare = MOSS.evolve(id="bare", DOI=None)
    one, other = MOSS.evolve(edition="1"), MOSS.evolve(id="b", DOI="10.5555/b", edition="2")
    assert must_differ(work_of(0, one), work_of(1, other))
    assert not must_differ(work_of(0, one), work_of(1, bare))
    [group] = find_groups([(0, one), (1, bare), (2, other)]).groups
    assert len(group.numbers) == 2


def test_blocks_are_bounded_and_meet_neighbours() -> None:
    works = [work_of(number, MOSS.evolve(title=f"Moss {number:05}")) for number in range(100)]
    pairs = list(neighbours(sorted(works, key=order)))
    assert len(pairs) < 100 * 12
    assert all(one.number < other.number and other.number - one.number <= 12 for one, other in pairs)
    assert len({(one.number, other.number) for one, other in pairs}) == len(pairs)


def test_keys_are_of_one_record() -> None:
    work = work_of(1, MOSS.evolve(page="12-15", volume="3"))
    assert list(keys(work)) == [
        "doi:10.5555/moss", "start:slow moss on o", "author:berg:2019:s", "ending:berg: walls", "place:3:12:2019",
    ]  # fmt: skip
    frequency = {"slow": 9, "moss": 2, "town": 3, "walls": 1, "old": 5, "on": 9}
    assert list(rare_keys(work.words, frequency)) == ["words:moss:town", "words:moss:slow", "words:slow:town"]


def test_the_command_writes_each_work_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    citelib.dump([MOSS, Item("b", "book", title="On lichens", author=[Name("Lee")])], tmp_path / "a.bib")
    citelib.dump([MOSS.evolve(id="r1", volume="3", page="1-9", issued=Date.on(2019, 5))], tmp_path / "b.ris")
    names = [str(tmp_path / name) for name in ("a.bib", "b.ris")]
    with pytest.raises(SystemExit) as end:
        main(["dedupe", *names, "-o", str(tmp_path / "out.json"), "--counts"])
    assert not end.value.code
    out, err = capsys.readouterr()
    assert [line.split("\t")[-1] for line in out.splitlines()] == ["2", "1", "3", "1", "2", "1", "0"]
    assert "1 group of duplicates" in err
    works = citelib.load(tmp_path / "out.json")
    assert list(works) == ["r1", "b"]
    assert works["moss"].volume == "3"
    with pytest.raises(SystemExit) as end:
        main(["dedupe", *names, "-o", "-"])
    assert end.value.code == 2
