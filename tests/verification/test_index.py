"""Indexes of dumps: built in steps, gone on with, brought up to date, and asked like any other source."""

from __future__ import annotations

import gzip
import importlib
import json
from pathlib import Path
from typing import Any

import pytest

from citelib.cli import main
from citelib.diagnostics import Diagnostic
from citelib.errors import ReadError
from citelib.model import Date, Item, Name, Relation
from citelib.verification import Collection, verify
from citelib.verification.index import Builder, Index, build, is_index
from citelib.verification.index.schema import packed, unpacked

WORKS = [
    {"DOI": f"10.5555/m{n}", "type": "journal-article", "title": [f"Moss number {n} of the {word} plains"],
     "author": [{"given": "Ann", "family": f"Berg{word}"}], "container-title": ["Mosses"],
     "issued": {"date-parts": [[2000 + n]]}}
    for n, word in enumerate(("red", "green", "blue", "grey", "dark"))
]  # fmt: skip
OPENALEX = {"id": "https://openalex.org/W9", "display_name": "Lichens of roofs", "title": "Lichens of roofs",
            "type": "article", "publication_year": 2011, "doi": "https://doi.org/10.5555/l9",
            "authorships": [{"author": {"display_name": "Di Roe"}}]}  # fmt: skip
DATACITE = {"id": "10.5555/d", "type": "dois", "attributes": {
            "doi": "10.5555/d", "titles": [{"title": "Roofs counted"}], "publicationYear": 2012,
            "types": {"resourceTypeGeneral": "Dataset"}}}  # fmt: skip
DBLP = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE dblp SYSTEM "dblp.dtd">
<dblp>
<article mdate="2020" key="journals/x/M20"><author>J&uuml;rgen M&uuml;ller 0002</author><title>Ferns &amp; bogs.</title>
<year>2020</year><journal>Ferns</journal><ee>https://doi.org/10.5555/f</ee></article><inproceedings mdate="2021"
key="conf/x/K21"><author>Bo Kim</author><title>Broken & bad.</title></inproceedings>
<inproceedings mdate="2021" key="conf/x/L21"><author>Bo Lee</author><title>Bogs.</title><year>2021</year>
<booktitle>BogConf</booktitle></inproceedings>
</dblp>
"""


def dumps_in(folder: Path) -> list[Path]:
    """A dump of each kind."""
    (folder / "crossref").mkdir(parents=True)
    for number in range(2):
        with gzip.open(folder / "crossref" / f"{number}.json.gz", "wt") as file:
            json.dump({"items": WORKS[number * 3 : number * 3 + 3]}, file)
    with gzip.open(folder / "openalex.gz", "wt") as file:
        file.write(json.dumps(OPENALEX) + "\n{cut\n" + json.dumps({**OPENALEX, "id": "https://openalex.org/W8"}) + "\n")
    (folder / "datacite.jsonl").write_text(json.dumps(DATACITE) + "\n" + json.dumps(DATACITE) + "\n")
    (folder / "dblp.xml").write_text(DBLP)
    return [folder / name for name in ("crossref", "openalex.gz", "datacite.jsonl", "dblp.xml")]


@pytest.fixture
def dumps(tmp_path: Path) -> list[Path]:
    return dumps_in(tmp_path / "dumps")


def test_all_kinds_of_dumps(tmp_path: Path, dumps: list[Path]) -> None:
    path = tmp_path / "index.db"
    assert build(path, dumps) == 12
    with Index(path) as index:
        assert index.sources() == {"Crossref": 5, "OpenAlex": 2, "DataCite": 1, "DBLP": 3}
        assert [one.DOI for one in index.by_title("MOSS NUMBER 2 of the blue plains.")] == ["10.5555/m2"]
        [one] = index.by_identifier("doi", "10.5555/f")
        assert (one.title, one.source, [str(name) for name in one.author or ()]) == (
            "Ferns & bogs", "DBLP", ["Jürgen Müller"],
        )  # fmt: skip
        assert "10.5555/m2" in [one.DOI for one in index.by_people([], "Moss number 2 of the bleu plains", None)]
        assert index.by_people([Name("Bergred", "A.")], "Nothing like it", 2000)[0].DOI == "10.5555/m0"
        assert index.is_registered("10.5555/m1") is True
        assert index.is_registered("10.5555/none") is None
        assert index.by_title("") == []
        assert index.holds(Item("a", "article-journal"))
        assert not index.holds(Item("a", "thesis"))


def test_an_index_gives_the_verdicts_of_a_collection(tmp_path: Path) -> None:
    records = [Item(work["DOI"], "article-journal", title=work["title"][0], DOI=work["DOI"], container_title="Mosses",
                    author=[Name(work["author"][0]["family"], "Ann")], issued=Date.on(2000 + n), source="Crossref")
               for n, work in enumerate(WORKS)]  # type: ignore[index]  # fmt: skip
    cases = [*records, *(one.evolve(issued=Date.on(1980)) for one in records),
             *(one.evolve(title=f"{one.title}s", DOI=None) for one in records),
             Item("x", "article-journal", title="No such moss at all", author=[Name("Roe")])]  # fmt: skip
    path = tmp_path / "i.db"
    with Builder(path) as builder:
        builder.add(records, "Crossref")
    with Index(path) as index:
        found = [(one.verdict, one.differing) for one in verify(cases, [index])]
    assert found == [(one.verdict, one.differing) for one in verify(cases, [Collection(records, is_complete=False)])]
    assert {verdict for verdict, _ in found} == {"verified", "mismatch", "not-found"}


def test_what_was_interrupted_goes_on(tmp_path: Path, dumps: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.import_module("citelib.verification.index.build"), "_BATCH", 1)
    path = tmp_path / "index.db"
    steps: list[int] = []

    def stop(_: str, done: int) -> None:
        steps.append(done)
        if len(steps) == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(path, dumps, progress=stop)
    assert is_index(path)
    assert build(path, dumps) == 12 - 4
    assert build(path, dumps) == 0
    with Index(path) as index:
        assert len(index) == 11
        assert {finished for *_, finished in index.dumps()} == {True}


def test_newer_dumps_replace_records(tmp_path: Path, dumps: list[Path]) -> None:
    path = tmp_path / "index.db"
    build(path, dumps)
    changed = {**WORKS[0], "title": ["A new title for moss zero"]}
    with gzip.open(dumps[0] / "0.json.gz", "wt") as file:
        json.dump({"items": [changed, *WORKS[1:3]]}, file)
    assert build(path, [dumps[0]]) == 0
    assert build(path, [dumps[0]], update=True) == 5
    with Index(path) as index:
        assert index.sources()["Crossref"] == 5
        assert index.by_title("Moss number 0 of the red plains") == []
        assert [one.DOI for one in index.by_title("A new title for moss zero")] == ["10.5555/m0"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("cut.json.gz", gzip.compress(json.dumps({"items": WORKS}).encode())[:-30], "cannot be unpacked"),
        ("bad.json", b'{"items": [', "is not JSON"),
        ("none", None, "no such file"),
    ],
)
def test_dumps_that_cannot_be_read(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadError, match=message):
        build(tmp_path / "i.db", [tmp_path / name])


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("mine")
    with pytest.raises(ReadError, match="not an index"):
        build(path, [])
    with pytest.raises(ReadError, match="not an index"):
        Index(path)
    assert path.read_text() == "mine"


def test_records_are_packed_and_unpacked() -> None:
    item = Item(
        "r", "chapter", title="Moß <i>x</i>",
        author=[Name("Berg", "A", non_dropping_particle="van"), Name(literal="WHO")],
        editor=[Name("Lee", "B")], issued=Date.on(2001, 5), container_title="C", page="1-2", ISBN="9780306406157",
        relations=[Relation("retracted-by", "10.5555/r", "doi")], source="S",
    )  # fmt: skip
    again = unpacked(packed(item), "S")
    assert again == item.evolve(author=[Name("van Berg", "A"), Name(literal="WHO")])
    assert len(packed(item)) < 200


def test_the_commands(tmp_path: Path, dumps: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "index.db"

    def run(*arguments: str, status: int = 0) -> Any:
        with pytest.raises(SystemExit) as end:
            main(list(arguments))
        printed = capsys.readouterr()
        assert (end.value.code or 0) == status, printed.err
        return printed

    told_of = run("index", "build", *map(str, dumps), "-o", str(path), status=1).err
    assert "12 records taken" in told_of
    assert "1 cannot be read and are left out" in told_of
    assert "openalex.gz:2: error: the line is not JSON" in told_of
    told = json.loads(run("index", "info", str(path), "--json").out)
    assert (told["records"], len(told["dumps"])) == (11, 5)
    assert "11 records" in run("index", "info", str(path)).out
    assert "5 records taken" in run("index", "update", str(dumps[0]), "-o", str(path)).err
    refs = tmp_path / "refs.bib"
    refs.write_text("@article{a, title = {Lichens of Roofs}, author = {Roe, D.}, year = 2011}\n")
    assert json.loads(run("verify", str(refs), "--against", str(path), "--json").out)[0]["verdict"] == "verified"


def test_an_encoding_that_dblp_declares_is_obeyed(tmp_path: Path) -> None:
    text = (
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE dblp SYSTEM "dblp.dtd">\n<dblp>\n'
        '<article key="a/b/C1"><author>Jörg M&uuml;ller</author><title>Slow moss.</title><year>2019</year></article>'
    )
    (tmp_path / "dblp.xml").write_text(text, encoding="latin-1")
    build(tmp_path / "i.db", [tmp_path / "dblp.xml"])
    with Index(tmp_path / "i.db") as index:
        [record] = index.by_title("Slow moss")
    assert record.author == (Name("Müller", "Jörg"),)


def test_dumps_packed_with_zstandard(tmp_path: Path) -> None:
    zstd = pytest.importorskip("backports.zstd", reason="Zstandard needs an extra: pip install citelib[zstd]")
    works = [{"id": f"https://openalex.org/W{at}", "title": f"Slow moss {at}", "type": "article"} for at in range(9)]
    data = zstd.compress("\n".join(map(json.dumps, works)).encode() + b"\n")
    (tmp_path / "part.zst").write_bytes(data)
    assert build(tmp_path / "i.db", [tmp_path / "part.zst"]) == 9
    with Index(tmp_path / "i.db") as index:
        assert [record.source for record in index.by_title("Slow moss 3")] == ["OpenAlex"]
    (tmp_path / "part.zst").write_bytes(data[:-9])
    with pytest.raises(ReadError, match="cannot be unpacked"):
        build(tmp_path / "j.db", [tmp_path / "part.zst"])


def test_a_dump_that_is_not_there_is_told_before_the_others_are_taken(tmp_path: Path, dumps: list[Path]) -> None:
    with pytest.raises(ReadError, match="no such file"):
        build(tmp_path / "i.db", [*dumps, tmp_path / "none"])
    assert not (tmp_path / "i.db").exists()


@pytest.mark.parametrize(("broken", "line"), [
    (b'{"DOI": "10.5555/x", "title": ["Cut', 2), (b"\0\0rubbish", 2), (b'["10.5555/x"]', 2), (b"null", 2),
])  # fmt: skip
def test_what_cannot_be_read_is_told_and_costs_no_other(tmp_path: Path, broken: bytes, line: int) -> None:
    lines = [json.dumps(work).encode() for work in WORKS]
    (tmp_path / "works.jsonl").write_bytes(b"\n".join([lines[0], broken, *lines[1:], b""]))
    told: list[Diagnostic] = []
    assert build(tmp_path / "i.db", [tmp_path / "works.jsonl"], report=told.append) == 5
    assert [(one.severity, one.code, one.line) for one in told] == [("error", "dump-record", line)]


def test_what_cannot_be_read_in_one_value_or_in_dblp_is_told(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps({"items": [WORKS[0], 7, WORKS[1]]}))
    cut = DBLP[: DBLP.index("<booktitle>")]
    (tmp_path / "dblp.xml").write_text(cut.replace("Ferns &amp; bogs", "Ferns <i>and bogs"))
    told: list[str] = []
    count = build(
        tmp_path / "i.db", [tmp_path / "one.json", tmp_path / "dblp.xml"], report=lambda one: told.append(one.message)
    )
    assert told == [
        "record 2 cannot be read and is left out",
        "the record 'journals/x/M20' is not well-formed and is left out",
        "the last record has no end and is left out",
    ]
    assert count == 3  # of dblp the one between
