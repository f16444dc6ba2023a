"""Which references a command works on: several inputs, only what a manuscript cites, without some fields."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from citelib.cli.choosing import Without
from citelib.diagnostics import Diagnostic
from citelib.formats.exchange import load
from citelib.model import Date, Item, Relation
from citelib.model.vocabulary import VARIABLES
from tests.cli.running import run

BIB = r"""% my works
@string{jn = "Journal of Mosses"}

@article{lee2020, author = "Lee, Ann", title={On {DNA} of Moss}, journal=jn, year=2020, note={read}, file={a.pdf}}
% about stones
@book{roe1999, author={Roe, Rick}, title={Stones}, publisher={Acme}, year=1999, keywords={rock, sand}}
% about a part
@incollection{poe2001, author={Poe, E}, title={A part}, crossref={book2001}, pages={1--3}}
@book{book2001, editor={Ed, It}, title={The Book}, publisher={Acme}, year=2001}
"""
TEX = "See \\cite{poe2001} and \\parencite[3]{lee2020}. % \\cite{roe1999}\n"


@pytest.fixture
def bib(tmp_path: Path) -> Path:
    path = tmp_path / "refs.bib"
    path.write_text(BIB, encoding="utf-8")
    return path


@pytest.fixture
def tex(tmp_path: Path) -> Path:
    path = tmp_path / "paper.tex"
    path.write_text(TEX, encoding="utf-8")
    return path


def test_what_a_paper_cites_is_copied_as_it_is_written(bib: Path, tex: Path, tmp_path: Path) -> None:
    out = tmp_path / "paper.bib"
    assert run("convert", bib, out, "--only-cited", tex) == 0
    lines = BIB.splitlines(keepends=True)
    assert out.read_text(encoding="utf-8") == "".join(lines[:4] + lines[6:])


def test_what_an_entry_inherits_from_is_no_item_of_other_formats(bib: Path, tex: Path, tmp_path: Path) -> None:
    assert run("format", bib, "--only-cited", tex, "-O", tmp_path / "list.txt") == 0
    assert (tmp_path / "list.txt").read_text(encoding="utf-8").splitlines() == [
        "Lee, A. (2020). On DNA of moss. Journal of Mosses.",
        "Poe, E. (2001). A part. In I. Ed (Ed.), The book (pp. 1–3). Acme.",
    ]


def test_a_key_that_is_cited_and_missing_is_an_error(
    bib: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text("As [@lee2020; @roe1998] say.\n", encoding="utf-8")
    assert run("convert", bib, "-t", "csl-json", "--only-cited", paper) == 1
    out, err = capsys.readouterr()
    assert [one["id"] for one in json.loads(out)] == ["lee2020"]
    assert "paper.md:1:15: error: the key 'roe1998' is cited but not in the bibliography" in err
    assert "did you mean 'roe1999'?" in err


def test_works_of_word_are_known_by_identifier_and_by_what_they_are(tmp_path: Path) -> None:
    from citelib.cli.choosing import _found_again
    from citelib.model import Bibliography, Date, Item, Name

    mine = Bibliography(
        [
            Item("a", "article-journal", title="On moss", DOI="10.5555/A", author=[Name("Lee", "A.")]),
            Item("b", "article-journal", title="The stones of the northern shore", author=[Name("Roe", "Rick")],
                 container_title="Stones", volume="3", page="12-20", issued=Date.on(1999)),
            Item("c", "book", title="Another thing altogether", author=[Name("Poe", "E.")]),
        ]
    )  # fmt: skip
    cited = [
        Item("lee", "article-journal", title="On moss", DOI="https://doi.org/10.5555/a"),
        mine["b"].evolve(id="roe1999", author=[Name("Roe", "R.")]),
        Item("c", "book", title="No such thing", author=[Name("Who", "A.")]),
    ]
    there, missing = _found_again(cited, mine)
    assert (there, [item.id for item in missing]) == ({"a", "b"}, ["c"])


def test_fields_are_left_out_in_place(bib: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.bib"
    assert run("convert", bib, "-o", out, "--without", "note, file,Keywords,abstract,flie") == 0
    expected = BIB.replace(", note={read}, file={a.pdf}", "").replace(", keywords={rock, sand}", "")
    assert out.read_text(encoding="utf-8") == expected
    err = capsys.readouterr().err
    # A variable that nobody has is no slip.
    assert "no reference has 'flie'" in err
    assert "did you mean 'file'" in err
    assert "abstract" not in err


def test_several_inputs(bib: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ris = tmp_path / "more.ris"
    ris.write_text("TY  - BOOK\nID  - vu\nTI  - Sand\nER  - \n", encoding="utf-8")
    out = tmp_path / "all.json"
    assert run("convert", bib, ris, "-o", out, "-q") == 0
    assert list(load(out)) == ["lee2020", "roe1999", "poe2001", "book2001", "vu"]
    before = ris.read_bytes()
    assert run("convert", bib, out, ris) == 2
    assert "-o OUT says where they go" in capsys.readouterr().err
    assert ris.read_bytes() == before


def test_an_input_is_not_replaced_by_a_part_of_it(bib: Path, tex: Path) -> None:
    assert run("convert", bib, "-o", bib, "--only-cited", tex) == 2
    assert bib.read_text(encoding="utf-8") == BIB


@pytest.mark.parametrize("command", ["show", "dedupe", "verify --against"])
def test_titles_are_shown_without_their_markup(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    title = '"Of <i>E. coli</i>, <span class=\\"nocase\\">DNA</span>"'
    text = '[{"id": "%s", "type": "book", "DOI": "10.5555/moss.1", "title": ' + title + "}]"
    first, second = tmp_path / "one.json", tmp_path / "two.json"
    first.write_text(text % "one", encoding="utf-8")
    second.write_text(text % "two", encoding="utf-8")
    name, *options = command.split()
    arguments = [name, first, *options, second, *(["--verbose"] if name == "verify" else [])]
    run(*(arguments if name != "show" else [name, first]))
    printed = "".join(capsys.readouterr())
    assert "Of E. coli, DNA" in printed
    assert "<i>" not in printed


CALLED = {
    "citelib:attachments": "attachments file files",
    "citelib:collections": "collections groups",
    "keyword": "tags keywords KEYWORD",
    "note": "notes note",
    "container-title": "journal journaltitle booktitle",
    "publisher-place": "publisher-address location address",
    "issued": "year date",
    "accessed": "urldate",
}


@pytest.mark.parametrize(("name", "variable"), [(name, key) for key, names in CALLED.items() for name in names.split()])
def test_variables_are_left_out_by_the_names_that_people_call_them(name: str, variable: str) -> None:
    values = {variable: Date.parse("2001") if variable in ("issued", "accessed") else "x"}
    full = (
        Item("a", "book", title="T", custom={variable: ["x"]})
        if variable not in VARIABLES
        else Item("a", "book", {"title": "T", **values})
    )
    without = Without.of(name)
    assert without(full) == Item("a", "book", title="T")
    assert [*without.unmet()] == []


def test_fields_are_left_out_by_their_whole_name_as_well() -> None:
    item = Item("a", "book", title="T", custom={"bibtex:shelf": "B", "ris:shelf": "C"})
    assert Without.of("bibtex:shelf")(item).custom == {"ris:shelf": "C"}
    assert Without.of("SHELF")(item).custom == {}


def test_a_misspelt_field_has_those_of_the_files_and_all_variables_as_near_matches() -> None:
    def hint(name: str) -> str | None:
        without = Without.of(name)
        without(Item("a", "book", title="T", custom={"bibtex:shelfmark": "B"}))
        (one,) = without.unmet()
        assert isinstance(one, Diagnostic)
        return one.hint

    assert hint("shelfmarc") == "did you mean 'shelfmark'?"
    assert hint("absract") == "did you mean 'abstract'?"
    assert hint("keywrods") == "did you mean 'keywords' or 'keyword'?"


def test_an_entry_is_taken_with_what_it_is_a_part_of_and_nothing_else(tmp_path: Path) -> None:
    bib = tmp_path / "parts.bib"
    bib.write_text(
        "@article{one, title={One}, related={two}, relatedtype={reviewof}}\n@article{two, title={Two}}\n"
        "@incollection{three, title={Three}, crossref={four}}\n@incollection{four, title={Four}, crossref={three}}\n",
        encoding="utf-8",
    )
    assert run("convert", bib, tmp_path / "one.bib", "--key", "one") == 0
    assert "{two," not in (tmp_path / "one.bib").read_text(encoding="utf-8")
    run("convert", bib, tmp_path / "three.bib", "--key", "three")  # two entries that are parts of each other
    assert "{four," in (tmp_path / "three.bib").read_text(encoding="utf-8")


def test_relations_that_are_left_out_are_met() -> None:
    without = Without.of("relations")
    assert without(Item("a", "book", relations=[Relation("part-of", "b")])).relations == ()
    assert [*without.unmet()] == []


def test_what_entries_inherit_from_is_taken_once(tmp_path: Path) -> None:
    bib = tmp_path / "parts.bib"
    bib.write_text(
        "@incollection{one, title={One}, crossref={whole}}\n@incollection{two, title={Two}, crossref={whole}}\n"
        "@book{whole, title={Whole}, editor={Ed, It}, publisher={Acme}, year=2001}\n@book{other, title={O}}\n",
        encoding="utf-8",
    )
    assert run("convert", bib, tmp_path / "out.bib", "--key", "one", "--key", "two") == 0
    text = (tmp_path / "out.bib").read_text(encoding="utf-8")
    assert [text.count(f"{{{key},") for key in ("one", "two", "whole", "other")] == [1, 1, 1, 0]


def test_a_folder_says_nothing_of_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("convert", "a.csv", "b.bib", "--columns", tmp_path) == 2
    assert "is a directory" in capsys.readouterr().err
