"""The counts of a review add up, whatever the tags; the picture says all of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.cli import main
from citelib.errors import ModelError
from citelib.library import Library
from citelib.library.duplicates import merge
from citelib.library.importing import import_items
from citelib.library.sources import records_by_source
from citelib.matching.screening import Tags, count_flow
from citelib.model import Item, Name
from citelib.pages.flow import flow_diagram

TAGS = st.sampled_from(
    [
        "excluded",
        "Excluded: no control",
        "excluded : age",
        "included",
        "not retrieved",
        "ineligible",
        "x",
        "excludedness",
    ]
)


def work(key: str, *tags: str) -> Item:
    return Item(key, "book", title=key, keyword=", ".join(tags) or None)


@given(st.lists(st.lists(TAGS, max_size=2), max_size=12), st.integers(0, 5), st.integers(0, 3))
def test_the_counts_add_up(tags: list[list[str]], duplicates: int, removed: int) -> None:
    works = [work(str(number), *some) for number, some in enumerate(tags)]
    flow = count_flow({"a": len(works) + duplicates + removed}, works, removed=removed)
    assert flow.duplicates == duplicates
    assert flow.unique == flow.screened + flow.ineligible
    assert flow.screened == flow.excluded + flow.sought + flow.undecided
    assert flow.sought == flow.not_retrieved + sum(flow.reasons.values()) + flow.included
    assert len(flow.contradictory) <= flow.undecided
    assert min(number for _, number in flow.rows()) >= 0


def test_decisions() -> None:
    works = [
        work("a", "EXCLUDED"), work("b", "excluded", "excluded: age"), work("c", "excluded: age", "excluded: place"),
        work("d", "included", "excluded"), work("e", "Not Retrieved"), work("f", "no"),
    ]  # fmt: skip
    flow = count_flow({"x": 6}, works)
    assert (flow.excluded, flow.reasons, flow.not_retrieved, flow.undecided) == (1, {"age": 2}, 1, 2)
    assert flow.contradictory == ("d",)
    named = Tags(included="RAYYAN-IN", excluded="out")
    flow = count_flow({"x": 3}, [work("a", "rayyan-in"), work("b", "out"), work("c", "excluded")], named)
    assert (flow.included, flow.excluded, flow.undecided) == (1, 1, 1)
    with pytest.raises(ModelError, match="3 works of 2 records"):
        count_flow({"x": 2}, [work("a"), work("b"), work("c")])


def test_what_was_removed_otherwise_is_a_row_of_its_own() -> None:
    works = [work("a"), work("b")]
    assert ("removed for other reasons", 3) in list(count_flow({"x": 5}, works, removed=3).rows())
    assert "removed for other reasons" not in dict(count_flow({"x": 5}, works).rows())
    with pytest.raises(ModelError, match="6 works of 5 records"):
        count_flow({"x": 5}, works, removed=4)


def test_the_picture_says_every_number_and_is_one_file() -> None:
    reasons = [work(f"r{number}", f"excluded: <reason> & {number} " + "long words " * 9) for number in range(20)]
    flow = count_flow({"PubMed & <co>": 30, "Scopus": 7}, [*reasons, work("i", "included"), work("u")])
    drawing = flow_diagram(flow, "A review of <moss>")
    root = ElementTree.fromstring(drawing)
    texts = [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]
    joined = " ".join(texts)
    numbers = {
        "Records identified": 37, "PubMed & <co>": 30, "duplicates": 15, "Records screened": 22,
        "Reports excluded": 20, "9 others": 9, "Not decided yet": 1, "review": 1,
    }  # fmt: skip
    for words, number in numbers.items():
        assert f"{words} (n = {number})" in joined
    assert max(map(len, texts)) <= 40
    assert "href" not in drawing
    assert root.attrib["role"] == "img"
    # Nothing is told by colour: there are black, white and one grey.
    assert set(re.findall("#[0-9a-f]{3,6}", drawing)) == {"#fff", "#000", "#e6e6e6"}


def test_records_of_a_library_count_each_where_they_came_from(tmp_path: Path) -> None:
    def record(key: str, title: str, doi: str) -> Item:
        return Item(key, "book", title=title, DOI=doi, author=[Name("Lee", "A.")])

    with Library.open(tmp_path / "refs.db") as library:
        pubmed = [record("a", "Moss of walls", "10.5555/1"), record("b", "Ferns of woods", "10.5555/2")]
        scopus = [record("c", "Moss of walls", "10.5555/3"), record("d", "Moss of the walls", "10.5555/4"),
                  record("e", "Sand and stone", "10.5555/5")]  # fmt: skip
        import_items(library, pubmed, collection="Sources/PubMed")
        import_items(library, scopus, collection="Sources/Scopus")
        # The same work again from a third source is known again by its identifier.
        import_items(library, [record("z", "Ferns of woods", "10.5555/2")], collection="Sources/Embase")
        merge(library, ["a", "c", "d"])
        library.add(work("mine"))
        library.remove("e")
        found = records_by_source(library)
        assert found.records == {"Embase": 1, "PubMed": 2, "Scopus": 3}
        assert (found.removed, sorted(item.id for item in found.works)) == (1, ["a", "b"])
        # Importing a file again brings no records.
        import_items(library, scopus[:2], collection="Sources/Scopus")
        assert records_by_source(library).records["Scopus"] == 3
        library.undo(next(one.number for one in library.log() if one.command.startswith("merge")))
        assert records_by_source(library).records == {"Embase": 1, "PubMed": 2, "Scopus": 3}


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    record = {"type": "book", "title": "Moss of the walls", "DOI": "10.5555/1", "author": [{"family": "Lee"}]}
    one.write_text(json.dumps([{"id": "a", "keyword": "included", **record}, {"id": "b", "title": "Sand"}]))
    other.write_text(json.dumps([{"id": "c", **record}, {"id": "c", **record}]))

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            main(["prisma", *arguments])
        return int(end.value.code or 0), *capsys.readouterr()

    status, out, err = run(f"PubMed={one}", str(other), "--svg", str(tmp_path / "flow.svg"))
    assert status == 0
    assert "identified: PubMed\t2\nidentified: other\t2\nrecords identified\t4\nduplicates removed\t2\n" in out
    assert "1 of 2 works are not decided yet" in err
    assert "Studies included in review (n = 1)" in (tmp_path / "flow.svg").read_text()
    assert json.loads(run(str(one), str(other), "--json")[1])["duplicates"] == 2
    assert run(str(one), "--svg", "-")[1].startswith("<svg ")
    assert run()[0] == run(str(one), "--tag", "included")[0] == 2
    assert "did you mean" in run(str(one), "--tag", "includet=x")[2]
    assert run("--library", str(tmp_path / "no.db"))[0] == 1
