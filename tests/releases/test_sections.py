"""What becomes of the works of a release: sections of a bibliography, a tree, notices, records in a library."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import citelib
from citelib.cli import main
from citelib.library import Library
from citelib.model import Date, Item, Name
from citelib.releases.graph.facts import find_facts

Run = Callable[..., str]
RELEASE = """Slugs climb higher in the rain

May 3, 2020

University of Vik

Slugs climb higher when it rains, Ida Brandt and colleagues report this week in the journal Garden Letters. "It is the
wet wall," says Brandt. Nearly 20% of the slugs fell (trial NCT01234567).

In a related Perspective, Rolf Hansen welcomes the work. In 1987 Dr Mia Kern described the first climbing slug.

The work was funded by the Vik Research Council and the Slug Foundation.

Related Stories

Snails sleep longer
Snails were seen to sleep in the old mill.
"""


@pytest.fixture
def release(tmp_path: Path) -> Path:
    path = tmp_path / "release.txt"
    path.write_text(RELEASE, "utf-8")
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str, status: int = 0) -> str:
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        told = capsys.readouterr()
        assert (left.value.code or 0) == status, told.err
        return told.out

    return run


def test_format_puts_works_under_headings(release: Path, run: Run) -> None:
    out = run("format", str(release), "-q")
    headings = [
        line for line in out.splitlines() if line in ("News", "Reported", "Commentary", "Mentioned", "Related news")
    ]
    assert headings == ["News", "Reported", "Commentary", "Mentioned", "Related news"]
    related = out.partition("Related news")[2]
    assert "Snails sleep longer" in related
    assert "Snails" not in out.partition("Related news")[0]


def test_headings_speak_the_language_and_the_output(release: Path, run: Run) -> None:
    out = run("format", str(release), "-q", "--locale", "de-DE", "-o", "html")
    assert '<h2>Kommentar</h2>\n<div class="csl-bib-body">' in out
    assert "## Mentioned" in run("format", str(release), "-q", "-o", "markdown")


def test_numbers_go_through_all_sections(release: Path, run: Run) -> None:
    out = run("format", str(release), "-q", "--style", "ieee")
    assert [f"[{number}]" in out for number in range(1, 6)] == [True] * 5
    assert out.index("[1]") < out.index("[2]") < out.index("[5]")


def test_sections_can_be_left_out_and_are_told_in_json(release: Path, run: Run) -> None:
    assert "Reported" not in run("format", str(release), "-q", "--no-sections").splitlines()
    entries = json.loads(run("format", str(release), "-q", "--json"))
    assert {entry["section"] for entry in entries} == {"news", "reports-on", "comments-on", "mentions", "related-to"}


def test_sections_need_a_release(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.bib").write_text("@book{a, title = {Moss}, author = {Lee, Ann}, year = 2000}", "utf-8")
    assert "News" not in run("format", str(tmp_path / "a.bib"), "-q")
    run("format", str(tmp_path / "a.bib"), "--sections", status=2)


def test_show_prints_each_relation_once_with_its_words(release: Path, run: Run) -> None:
    out = run("show", str(release))
    assert out.count("reports on") + out.count("is reported on by") == 1
    assert out.count("comment") == 1 + out.count("[article-journal, Commentary]")
    assert "“Ida Brandt and colleagues”" in out
    assert out.count("Snails sleep longer") == 1


def test_check_knows_stubs(release: Path, run: Run) -> None:
    out = run("check", str(release))
    assert "item-stub" in out
    assert "item-missing-field" not in out


def test_facts_have_their_words(release: Path) -> None:
    news = next(iter(citelib.load(release, format="press-release").values()))
    facts = news.custom["press-release:facts"]
    assert [(fact["kind"], fact["value"]) for fact in facts] == [
        ("figure", "Nearly 20% of the slugs"),
        ("trial", "NCT01234567"),
        ("funder", "Vik Research Council"),
        ("funder", "Slug Foundation"),
    ]
    assert all(RELEASE[fact["start"] : fact["end"]] == fact["quote"] for fact in facts)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the World Health Association said", [("misnamed", "World Health Organization")]),
        ("the American Food and Drug Association said", [("misnamed", "Food and Drug Administration")]),
        ("the Food and Drug Administration said", []),
        ("the World Health Organisation said", []),
        ("the Garden and Wall Association said", []),
    ],
)
def test_names_that_nobody_has(text: str, found: list[tuple[str, str]]) -> None:
    assert [(fact.kind, fact.meant) for fact in find_facts(text, [(0, len(text))])] == found


def records() -> list[Item]:
    study = Item(
        "study",
        "article-journal",
        title="Rain and the height that climbing slugs reach",
        author=[Name("Brandt", "Ida")],
        container_title="Garden Letters",
        issued=Date.on(2020, 5, 2),
    )
    decoy = study.evolve(id="decoy", title="Walls of the old town", issued=Date.on(2012, 1, 1))
    others = [
        Item(
            f"o{n}",
            "article-journal",
            title=f"Moss number {n}",
            author=[Name("Ek", f"Bo{n}")],
            issued=Date.on(2020, 5, 1),
        )
        for n in range(300)
    ]
    return [*others, decoy, study]


def test_a_library_links_as_a_list_does(release: Path, tmp_path: Path, run: Run) -> None:
    works = citelib.load(release, format="press-release")
    by_list = citelib.link(works, records())
    with Library.open(tmp_path / "refs.db") as library:
        for record in records():
            library.add(record)
        by_index = library.link(works)
    both = [[(one.stub.id, one.record.id, one.accepted) for one in found] for found in (by_list, by_index)]
    assert both[0] == both[1]
    assert [(p.record.id, p.accepted) for p in by_index if p.stub.author[0].family == "Brandt"] == [("study", True)]
    told = json.loads(run("link", str(release), "--library", str(tmp_path / "refs.db"), "--json"))
    assert told[0]["record"] == "study"
    run("link", str(release), str(release), "--library", str(tmp_path / "refs.db"), status=2)


def test_only_a_decoy_is_not_accepted(release: Path, tmp_path: Path) -> None:
    with Library.open(tmp_path / "refs.db") as library:
        for record in records()[:-1]:
            library.add(record)
        assert not any(p.accepted for p in library.link(citelib.load(release, format="press-release")))


def test_related_stories_keep_what_is_told_of_their_studies() -> None:
    text = RELEASE.replace(
        "Snails were seen to sleep in the old mill.",
        "Snails sleep longer in mills, a team at the University of Vik reports in the journal Mill Letters.",
    )
    story = list(citelib.loads(text, "press-release").values())[-1]
    assert story.custom["press-release:told"] == {"institution": "University of Vik", "journal": "Mill Letters"}


def test_a_news_article_has_what_search_engines_read() -> None:
    works = citelib.loads(RELEASE, "press-release")
    graph = json.loads(citelib.dumps(works.values(), "schema-org"))["@graph"]
    news = graph[0]
    assert (news["@type"], news["headline"]) == ("NewsArticle", "Slugs climb higher in the rain")
    assert news["publisher"]["name"] == news["sourceOrganization"]["name"] == "University of Vik"
    assert news["datePublished"] == "2020-05-03"
    ids = {work["@id"] for work in graph if "@id" in work}
    linked = [one["@id"] for key in ("about", "citation", "mentions") for one in news[key]]
    assert linked
    assert set(linked) <= ids
    assert news["hasPart"][0]["creator"]["name"] == "Ida Brandt"
    back = citelib.loads(citelib.dumps(works.values(), "schema-org"), "schema-org")
    assert back[next(iter(works))].publisher is None
