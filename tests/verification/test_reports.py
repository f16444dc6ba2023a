"""What a person gets: text, JSON, annotations, SARIF, a page; repairs that change nothing else; notes of who looked."""

from __future__ import annotations

import base64
import hashlib
import html.parser
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import citelib
from citelib.cli import main
from citelib.errors import ReadError
from citelib.model import Date, Item, Name, Relation
from citelib.verification import Collection, verify
from citelib.verification.accepted import Accepted, accept, mark_of
from citelib.verification.fixes import fixed, repairs
from citelib.verification.retractions import RetractionWatch
from citelib.verification.rules import RULES, findings
from tests.documents.word_packages import docx, field, p, t, zotero
from tests.lookup.answering import TITLE
from tests.pages.browser import tried

BERG, LEE = Name("Berg", "Ann"), Name("Lee", "Bo")
RECORDS = [
    Item("c1", "article-journal", title=TITLE, author=[BERG, LEE], container_title="Mosses", issued=Date.on(2019),
         page="1-4", volume="3", DOI="10.5555/moss", source="Crossref"),
    Item("d1", "article-journal", title=TITLE, author=[BERG, LEE], container_title="Mosses", issued=Date.on(2019),
         source="DBLP"),
    Item("c2", "article-journal", title="Lichens and the colour of roofs", author=[Name("Roe", "Di")],
         container_title="Lichen Letters", issued=Date.on(2020), DOI="10.5555/lichen", source="Crossref"),
    Item("c3", "article-journal", title="Water memory in mosses of the plains", author=[Name("Kim", "Jae-Ho")],
         container_title="Mosses", issued=Date.on(2011), DOI="10.5555/water", source="Crossref"),
]  # fmt: skip
BIB = """% mine
@string{m = "Mosses"}
@article{moss,
  author    = {Berg, Ann and Lee, Bo},
  title     = {The Behaviour of {Slow} Moss},
  journal   = m,
  year      = 2013, % surely
  pages     = {1--4}
}

@article{lichen, author = {Roe, Di and Kim, Jae-Ho}, title = {Lichens and the colour of roofs},
  journal = {Lichen Letters}, year = 2020, doi = {10.5555/moss}}
@article{water, author = {Kim, J.-H.}, title = {Water Memory in Mosses of the Plains}, journal = m, year = {2011}}
@article{gone, author = {Lee, Bo}, title = {Deep <script>alert(1)</script> moss}, journal = m, year = 2021}
@article{fine, author = {Roe, D.}, title = {Lichens and the color of roofs}, journal = {Lichen Lett.}, year = 2020}
"""
WATCH = """Record ID,Title,RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDOI,OriginalPaperPubMedID,\
RetractionNature,Reason
1,Water memory,10/31/2013 0:00,10.5555/water.r,0,10.5555/WATER,0,Retraction,+Unreliable Results;
2,Lichens,1/2/2014 0:00,unavailable,0,10.5555/lichen,0,Retraction,
3,Lichens,1/2/2015 0:00,unavailable,0,10.5555/lichen,0,Reinstatement,
4,Slow moss,x,10.5555/moss.e,0,10.5555/moss,0,Expression of concern,
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in a folder with references, records and a list of retractions."""
    monkeypatch.chdir(tmp_path)
    Path("refs.bib").write_text(BIB)
    citelib.dump(RECORDS, "world.json")
    Path("watch.csv").write_text(WATCH)

    def call(*arguments: str, against: bool = True) -> tuple[int, str, str]:
        more = ("--against", "world.json", "--against", "watch.csv") if against else ()
        with pytest.raises(SystemExit) as end:
            main(["verify", *arguments, *more])
        return int(end.value.code or 0), *capsys.readouterr()

    return call


def test_text(run: Run) -> None:
    status, out, err = run("refs.bib")
    assert status == 1
    assert "mismatch  moss  The behaviour of Slow moss  (refs.bib:3)" in out
    assert "    year: 2013  [verify-year]\n        Crossref: 2019\n        DBLP: 2019" in out
    assert "      -  year      = 2013, % surely\n" in out
    assert "      +  year      = {2019}, % surely\n" in out
    assert "DOI: 10.5555/moss  [verify-doi-other]\n        Crossref: The Behaviour of Slow Moss" in out
    assert "retracted  water" in out
    assert "fine" not in out
    assert "warning: the work is subject of a published concern [verify-concern]" in out
    assert err.splitlines()[-1] == "1 retracted, 2 mismatch, 1 not-found, 1 verified"


def test_json(run: Run) -> None:
    _, out, _ = run("refs.bib", "--json")
    told = {one["id"]: one for one in json.loads(out)}
    assert [one["verdict"] for one in told.values()] == ["mismatch", "mismatch", "retracted", "not-found", "verified"]
    assert told["moss"]["suggestion"]["issued"] == {"date-parts": [[2019]]}
    assert told["moss"]["line"] == 3
    assert {one["source"]: one["outcome"] for one in told["gone"]["sources"]} == {"world.json": "none"}
    assert told["water"]["notices"] == [{"flag": "retracted", "text": "was retracted"}]
    assert [one["flag"] for one in told["moss"]["notices"]] == ["concern"]
    assert all(0 < one["confidence"] < 1 for one in told.values())
    codes = {each["code"] for one in told.values() for each in one["findings"]}
    assert codes <= RULES.keys()


def test_exit_statuses(run: Run) -> None:
    assert run("refs.bib", "--fail-on", "unsure")[0] == 0
    assert run("refs.bib", "--fail-on", "concern")[0] == 1
    assert run("refs.bib", against=False)[0] == 2
    assert run("refs.bib", "--against", "none.json")[0] == 2


@pytest.mark.parametrize(
    "arguments",
    [("none.bib",), ("refs.bib", "none.bib"), ("refs.bib", "-b", "none.bib"), ("refs.bib", "--against", "none.json")],
)
def test_a_missing_file_is_no_finding(run: Run, arguments: tuple[str, ...]) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert f"{arguments[-1]}: there is no such file" in err


@pytest.mark.parametrize("forms", [("json", "html"), ("html", "json"), ("sarif", "github"), ("json", "sarif")])
def test_one_output_has_one_form(run: Run, forms: tuple[str, str]) -> None:
    status, out, err = run("refs.bib", *(f"--{form}" for form in forms))
    assert (status, out) == (2, "")
    assert all(f"--{form}" in err for form in forms)


def test_annotations(run: Run) -> None:
    _, out, _ = run("refs.bib", "--github")
    assert "::error file=refs.bib,line=3,title=verify-year::'moss': the year '2013' is '2019' in Crossref, DBLP" in out
    assert all(line.startswith("::") for line in out.splitlines())


def test_sarif(run: Run) -> None:
    run("refs.bib", "--sarif", "-o", "out.sarif")
    log = json.loads(Path("out.sarif").read_text())
    [found] = log["runs"]
    rules = [rule["id"] for rule in found["tool"]["driver"]["rules"]]
    assert rules == list(RULES)
    by_key: dict[str, list[Any]] = {}
    for result in found["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        by_key.setdefault(result["properties"]["key"], []).append(result)
    [year] = [one for one in by_key["moss"] if one["ruleId"] == "verify-year"]
    place = year["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("refs.bib", 3)
    # The replacements are what the suggestion says, applied to the lines of the file.
    lines = BIB.splitlines(keepends=True)
    for one in reversed(year["fixes"][0]["artifactChanges"][0]["replacements"]):
        region = one["deletedRegion"]
        lines[region["startLine"] - 1 : region["endLine"] - 1] = [one["insertedContent"]["text"]]
    assert "  year      = {2019}, % surely\n  pages     = {1--4},\n  doi = {10.5555/moss}\n}" in "".join(lines)
    # Lines that are added above open no alert again.
    marks = [one["partialFingerprints"] for one in found["results"]]
    Path("refs.bib").write_text("% more\n" + BIB)
    run("refs.bib", "--sarif", "-o", "out.sarif")
    again = json.loads(Path("out.sarif").read_text())["runs"][0]["results"]
    assert [one["partialFingerprints"] for one in again] == marks
    assert len({tuple(mark.items()) for mark in marks}) == len(marks)


def test_sarif_by_its_own_validator(run: Run) -> None:
    tool = os.environ.get("CITELIB_SARIF") or shutil.which("Sarif.Multitool")
    if tool is None:
        pytest.skip("SARIF Multitool is not there (npm @microsoft/sarif-multitool; its path in CITELIB_SARIF)")
    run("refs.bib", "--sarif", "-o", "out.sarif")
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    told = subprocess.run([tool, "validate", "out.sarif"], capture_output=True, text=True, env=environment, check=False)
    assert "error" not in told.stdout, told.stdout


class _Tags(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_page(run: Run) -> None:
    status, _, _ = run("refs.bib", "--html", "-o", "report.html")
    assert status == 1
    page = Path("report.html").read_text()
    tags = _Tags()
    tags.feed(page)
    names = [tag for tag, _ in tags.tags]
    assert names.count("details") == 5
    assert not {"img", "link", "iframe", "object"} & set(names)
    script = page.partition("<script>")[2].partition("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert names.count("script") == 1
    assert f"script-src 'sha256-{digest}'" in page
    assert all("src" not in found and "href" not in found for _, found in tags.tags)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    ids = {found.get("id") for tag, found in tags.tags if tag == "input"}
    assert ids == {"search", "show-retracted", "show-mismatch", "show-not-found", "show-verified"}
    assert all(f"main:has(#{id}:not(:checked))" in page for id in ids - {"search"})
    assert "prefers-color-scheme: dark" in page
    assert page.index('is-retracted"') < page.index('is-mismatch"') < page.index('is-verified"')


def test_search_on_the_page(run: Run, tmp_path: Path) -> None:
    run("refs.bib", "--html", "-o", "report.html")
    script = """
      const shown = (text) => {
        const field = document.getElementById("search");
        field.value = text;
        field.dispatchEvent(new Event("input"));
        const rows = [...document.querySelectorAll("details.reference")];
        return [rows.filter(row => row.checkVisibility()).length, document.getElementById("count").textContent];
      };
      const found = ["", "DEEP moss", "lichén letters", "10.5555/lichen", "<script>", "no such word"].map(shown);
      found.push(shown(""));
      document.getElementById("show-mismatch").click();
      report([...found, shown("lichen")]);
    """
    assert tried(Path("report.html").read_text(), script, tmp_path) == [
        [5, ""], [1, "1 of 5"], [2, "2 of 5"], [1, "1 of 5"], [1, "1 of 5"], [0, "0 of 5"], [5, ""], [1, "2 of 5"],
    ]  # fmt: skip


def test_a_manuscript_of_word(run: Run) -> None:
    known = {"id": 1, "type": "article-journal", "title": TITLE, "author": [{"family": "Berg"}, {"family": "Lee"}]}
    works = [known | {"issued": {"date-parts": [[2019]]}, "container-title": "Mosses"},
             known | {"id": 2, "title": "Deep moss that nobody knows"}]  # fmt: skip
    cited = [{"id": work["id"], "itemData": work} for work in works]
    Path("paper.docx").write_bytes(docx(p(t("Moss is slow "), field(zotero(*cited), "(Berg and Lee)"), t("."))))
    status, out, err = run("paper.docx", "--json")
    assert status == 1
    assert [(one["verdict"], one["file"]) for one in json.loads(out)] == [
        ("verified", "paper.docx"), ("not-found", "paper.docx"),
    ]  # fmt: skip
    before = Path("paper.docx").read_bytes()
    status, _, err = run("paper.docx", "--fix")
    assert (status, Path("paper.docx").read_bytes()) == (1, before)
    assert "--fix changes .bib, .ris and CSL-JSON files only" in err


def test_repairs_change_nothing_else(run: Run) -> None:
    before = BIB
    _, out, _ = run("refs.bib", "--diff")
    assert Path("refs.bib").read_text() == before
    assert "+  year      = {2019}, % surely" in out
    _, _, err = run("refs.bib", "--fix")
    after = Path("refs.bib").read_text()
    expected = before.replace("= 2013, %", "= {2019}, %").replace(
        "  pages     = {1--4}\n", "  pages     = {1--4},\n  doi = {10.5555/moss}\n"
    )
    # One source alone leads to the lichens, and their authors are in doubt: nothing is touched.
    assert after == expected
    assert "refs.bib: 1 reference repaired" in err
    run("refs.bib", "--fix")
    assert Path("refs.bib").read_text() == after
    told = {one["id"]: one["verdict"] for one in json.loads(run("refs.bib", "--json")[1])}
    assert told["moss"] == "verified"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_repairs_of_other_formats(line_end: str) -> None:
    lines = ["TY  - JOUR", "ID  - moss", "AU  - Berg, Ann", "AU  - Lee, Bo", f"TI  - {TITLE}", "T2  - Mosses",
             "PY  - 2013/03//", "N1  - mine", "ER  - ", ""]  # fmt: skip
    ris = line_end.join(lines)
    [one] = verify(citelib.loads(ris, "ris").values(), [Collection(RECORDS)])
    text, done, left = fixed(ris, "ris", [one])
    assert (done, left) == (["moss"], [])
    assert text == ris.replace("2013/03", "2019/03").replace("ER  - ", f"DO  - 10.5555/moss{line_end}ER  - ")


def test_repairs_of_csl_json() -> None:
    text = (
        '[\n  {"id": "x", "type": "book", "title": "Other",   "note": "2013"},\n'
        '  {"id": "moss", "type": "article-journal",'
        f'\n   "title": "{TITLE}", "author": [{{"family": "Berg", "given": "Ann"}},'
        ' {"family": "Lee", "given": "Bo"}],'
        '\n   "issued": {"date-parts": [["2013"]]}, "container-title": "Mosses"}\n]\n'
    )
    found = list(verify(citelib.loads(text, "csl-json").values(), [Collection(RECORDS)]))
    new, done, _ = fixed(text, "csl-json", found)
    assert done == ["moss"]
    assert new == text.replace('{"date-parts": [["2013"]]}', '{"date-parts": [[2019]]}').replace(
        '"container-title": "Mosses"}', '"container-title": "Mosses", "DOI": "10.5555/moss"}'
    )


def test_only_what_is_certain_is_repaired() -> None:
    def repaired(item: Item, *records: Item) -> dict[str, Any]:
        [one] = verify([item], [Collection(records)])
        return repairs(one)

    ours = RECORDS[0].evolve(id="e", issued=Date.on(2013), DOI=None)
    assert repaired(ours, *RECORDS) == {"DOI": "10.5555/moss", "issued": 2019}
    assert repaired(ours, RECORDS[0]) == {}  # one source
    assert repaired(ours.evolve(DOI="10.5555/moss"), RECORDS[0]) == {"issued": 2019}
    assert repaired(ours.evolve(title=f"{TITLE}es"), *RECORDS) == {}
    assert repaired(ours.evolve(author=[LEE, BERG]), *RECORDS) == {}
    assert repaired(ours.evolve(title="Nothing like it at all"), *RECORDS) == {}


def test_suggestions_verify() -> None:
    changes: list[dict[str, Any]] = [
        {"issued": Date.on(2012)}, {"container_title": "Roofs"}, {"author": [BERG]}, {"title": f"{TITLE} and Fern"},
        {"DOI": "10.5555/lichen"}, {"issued": Date.on(2012), "container_title": "Roofs"},
    ]  # fmt: skip
    for change in changes:
        [one] = verify([RECORDS[0].evolve(id="e", **change)], [Collection(RECORDS)])
        assert one.verdict == "mismatch", change
        assert one.suggestion is not None
        [again] = verify([one.suggestion], [Collection(RECORDS)])
        assert again.verdict == "verified", change


def test_somebody_looked(run: Run) -> None:
    assert run("refs.bib", "--accept", "gone", "--reason", "seen in  print", against=False)[0] == 0
    note = Path(".citelib.toml").read_text()
    assert note.startswith('[verify.accepted]\n"gone" = "')
    told = {one["id"]: one for one in json.loads(run("refs.bib", "--json")[1])}
    assert (told["gone"]["accepted"], told["gone"]["findings"]) == ("seen in print", [])
    assert run("refs.bib", "--accept", "nobody", against=False)[0] == 1
    # What was accepted was the reference as it was.
    Path("refs.bib").write_text(BIB.replace("year = 2021", "year = 2022"))
    assert "accepted" not in {one["id"]: one for one in json.loads(run("refs.bib", "--json")[1])}["gone"]
    Path("refs.bib").write_text(BIB)
    for key in ("moss", "lichen", "water"):
        run("refs.bib", "--accept", key, "--in-file", against=False)
    text = Path("refs.bib").read_text()
    assert text.count("citelib-verified = {") == 3
    assert run("refs.bib")[0] == 0


def test_notes_leave_the_rest_of_their_file_alone(tmp_path: Path) -> None:
    item = Item("a", "book", title="T")
    path = tmp_path / ".citelib.toml"
    path.write_text('# ours\n[other]\nx = 1\n\n[verify.accepted]\n\'a\' = "old"\nb = "y"\n\n[more]\nz = 2\n')
    accept(tmp_path, item, "why")
    text = path.read_text()
    assert text.startswith('# ours\n[other]\nx = 1\n\n[verify.accepted]\n"a" = "')
    assert text.endswith('b = "y"\n\n[more]\nz = 2\n')
    assert Accepted.load(tmp_path).reason(item) == "why"
    accept(tmp_path, Item('q"uote\n', "book", title="T"))
    assert len(Accepted.load(tmp_path).keys) == 3
    for broken in ("[verify", "[verify]\naccepted = 3\n", "verify = 1\n"):
        with pytest.raises(ReadError):
            Accepted.parse(broken)
    assert mark_of(item) != mark_of(item.evolve(title="U"))


def test_lists_of_retractions() -> None:
    rows = [
        dict(zip(WATCH.splitlines()[0].split(","), line.split(","), strict=True)) for line in WATCH.splitlines()[1:]
    ]
    watch = RetractionWatch(rows)
    assert [one.status for one in watch.by_identifier("doi", "10.5555/water")] == ["retracted"]
    [reinstated] = watch.by_identifier("doi", "10.5555/lichen")
    assert (reinstated.status, reinstated.relations) == (None, ())
    assert watch.by_identifier("doi", "10.5555/none") == []
    [concern] = watch.by_identifier("doi", "10.5555/moss")
    assert [(one.type, one.target) for one in concern.relations] == [("expression-of-concern-in", "10.5555/moss.e")]


def test_versions() -> None:
    newer = RECORDS[0].evolve(relations=[Relation("replaced-by", "10.5555/moss2", "doi")])
    [one] = verify([RECORDS[0].evolve(id="e")], [Collection([newer])])
    assert [(each.code, each.severity) for each in findings(one)] == [("verify-superseded", "info")]


def test_manuscripts_libraries_and_one_reference(run: Run) -> None:
    Path("paper.md").write_text("---\nbibliography: refs.bib\n---\nAs [@fine; @gone] say.\n")
    status, out, _ = run("paper.md", "--json")
    assert [(one["id"], one["file"], one["line"]) for one in json.loads(out)] == [
        ("gone", "refs.bib", 14),
        ("fine", "refs.bib", 15),
    ]
    assert status == 1
    Path("paper.tex").write_text("\\cite{fine}\n\\bibliography{refs}\n")
    assert [one["id"] for one in json.loads(run("paper.tex", "--json")[1])] == ["fine"]
    with citelib.Library.open("lib.db") as library:
        library.add(RECORDS[0].evolve(id="mine"))
    assert [one["verdict"] for one in json.loads(run("-L", "lib.db", "--json")[1])] == ["verified"]
    status, out, _ = run("refs.bib", "--against", "lib.db", "--json")
    assert {one["id"]: one["verdict"] for one in json.loads(out)}["moss"] == "mismatch"
    text = f"Berg, A., & Lee, B. (2019). {TITLE}. Mosses, 3, 1-4."
    assert [one["verdict"] for one in json.loads(run(text, "--json")[1])] == ["verified"]


def test_a_note_in_a_file_leaves_its_encoding_and_its_lines_as_they_are(run: Run) -> None:
    path = Path("refs.bib")
    before = path.read_bytes().replace(b"\n", b"\r\n").replace(b"Ann", "Änn".encode("latin-1"))
    path.write_bytes(before)
    run("refs.bib", "--accept", "moss", "--in-file", against=False)
    gone = set(before.split(b"\r\n")) - set(path.read_bytes().split(b"\r\n"))
    assert len(gone) == 1  # the last field of the entry has a comma behind it now
    assert b"citelib-verified" in path.read_bytes()
    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")


def test_files_that_a_manuscript_names_are_called_as_they_are_found(run: Run) -> None:
    Path("chapters").mkdir()
    Path("chapters/one.md").write_text("---\nbibliography: ../refs.bib\n---\nSee [@moss].\n")
    _, out, _ = run("chapters/one.md", "--github")
    assert out.startswith("::error file=refs.bib,line=3,")


def test_the_help_has_sections(run: Run) -> None:
    _, out, _ = run("--help", against=False)
    headings = [line for line in out.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert headings == ["What to check:", "What to check it against:", "Services:", "What comes of it:", "Output:"]
    assert out.index("Output:") < out.index("--json") < out.rindex("--help")
    assert len(out.splitlines()) < 50
