"""The filter for pandoc: what it makes of a tree, and of documents beside pandoc's own citeproc."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from citelib.csl.style.repository import find_style
from citelib.documents.pandoc.filter import parse, resolve
from citelib.documents.pandoc.tree import plain_text
from citelib.errors import ReadError
from citelib.model import Date, Item, Name
from tests.documents.pandoc_program import filtered, has_pandoc, pandoc
from tests.shared import SHARED, shared

WORKS = [
    Item("ash", "book", title="Trees", author=[Name("Ash", "Ann")], issued=Date.on(1999), keyword="wood"),
    Item("elm", "article-journal", title="Leaves", author=[Name("Elm", "Ed")], issued=Date.on(2001)),
]
Node = dict[str, Any]


def text(value: str) -> list[Node]:
    nodes: list[Node] = []
    for number, word in enumerate(value.split(" ")):
        nodes += [{"t": "Space"}] * (number > 0) + ([{"t": "Str", "c": word}] if word else [])
    return nodes


def cite(*works: tuple[str, str, str], mode: str = "NormalCitation") -> Node:
    return {
        "t": "Cite",
        "c": [
            [
                {
                    "citationId": key,
                    "citationPrefix": text(prefix) if prefix else [],
                    "citationSuffix": text(suffix) if suffix else [],
                    "citationMode": {"t": mode if number == 0 or mode != "AuthorInText" else "NormalCitation"},
                    "citationNoteNum": 1,
                    "citationHash": 0,
                }
                for number, (prefix, key, suffix) in enumerate(works)
            ],
            [{"t": "Str", "c": "?"}],
        ],
    }


def para(*nodes: Node) -> Node:
    return {"t": "Para", "c": list(nodes)}


def note(*nodes: Node) -> Node:
    return {"t": "Note", "c": [para(*nodes)]}


def header(level: int, title: str) -> Node:
    return {"t": "Header", "c": [level, ["", [], []], text(title)]}


def div(id: str = "", classes: tuple[str, ...] = (), **values: str) -> Node:
    return {"t": "Div", "c": [[id, [*classes], [[key, value] for key, value in values.items()]], []]}


def tree(*blocks: Node, **meta: Node) -> dict[str, Any]:
    return {"pandoc-api-version": [1, 23, 1], "meta": meta, "blocks": list(blocks)}


def shown(made: dict[str, Any]) -> list[str]:
    return [plain_text(block["c"]) if block["t"] == "Para" else block["t"] for block in made["blocks"]]


def entries(block: Node) -> list[str]:
    return [one["c"][0][0] for one in block["c"][1]]


def test_modes_affixes_and_locators() -> None:
    made, diagnostics = resolve(
        tree(
            para(cite(("see", "ash", ", pp. 3-5 and passim"), ("", "elm", ", chap. 1"))),
            para(cite(("", "ash", "p. 3"), mode="AuthorInText"), *text(" says")),
            para(cite(("", "ash", ""), mode="SuppressAuthor")),
        ),
        WORKS,
        style="apa",
    )
    assert shown(made)[:3] == [
        "(see Ash, 1999, pp. 3–5 and passim; Elm, 2001, Chapter 1)",
        "Ash (1999, p. 3) says",
        "(1999)",
    ]
    assert not diagnostics
    assert entries(made["blocks"][3]) == ["ref-ash", "ref-elm"]
    # Citations stay what they are: writers that know citations still see them.
    assert made["blocks"][0]["c"][0]["t"] == "Cite"


def test_notes_come_behind_punctuation_and_into_quotation_marks() -> None:
    quoted = {"t": "Quoted", "c": [{"t": "DoubleQuote"}, text("yes")]}
    tree_ = tree(
        para(*text("He said "), quoted, {"t": "Space"}, cite(("", "ash", "3")), {"t": "Str", "c": "."}),
        para(cite(("", "elm", "7"), mode="AuthorInText"), *text(" says so"), note(cite(("", "ash", "9")), *text("."))),
    )
    made, _ = resolve(tree_, WORKS, style="chicago-notes-bibliography")
    first, second = made["blocks"][:2]
    assert first["c"][-3]["c"][1][-1] == {"t": "Str", "c": "."}
    assert first["c"][-2]["c"][1][0]["t"] == "Note"
    assert plain_text(first["c"][-2]["c"][1][0]["c"][0]["c"]) == "Ann Ash, Trees (1999), 3."
    assert plain_text(second["c"]).startswith("Ed Elm says")
    assert plain_text(second["c"][-1]["c"][0]["c"]) == "Ash, Trees, 9."


def test_notes_may_stay_before_punctuation() -> None:
    words = para(*text("So "), cite(("", "ash", "")), {"t": "Str", "c": "."})
    kept = {"notes-after-punctuation": {"t": "MetaBool", "c": False}}
    made, _ = resolve(tree(words, **kept), WORKS, style="chicago-notes-bibliography")
    assert [one["t"] for one in made["blocks"][0]["c"]] == ["Str", "Cite", "Str"]


def test_raised_numbers_follow_without_a_space() -> None:
    made, _ = resolve(tree(para(*text("So "), cite(("", "ash", "")), *text("."))), WORKS, style="nature")
    assert [one["t"] for one in made["blocks"][0]["c"]] == ["Str", "Cite", "Str"]
    assert made["blocks"][0]["c"][1]["c"][1] == [{"t": "Superscript", "c": [{"t": "Str", "c": "1"}]}]


def test_citations_in_metadata_come_first() -> None:
    title = {"t": "MetaInlines", "c": [*text("About "), cite(("", "elm", ""))]}
    made, _ = resolve(tree(para(cite(("", "ash", ""))), title=title), WORKS, style="ieee")
    assert plain_text(made["meta"]["title"]["c"]) == "About [1]"
    assert shown(made)[0] == "[2]"


def test_works_in_metadata() -> None:
    reference = {
        "t": "MetaMap",
        "c": {
            "id": {"t": "MetaInlines", "c": text("oak")},
            "type": {"t": "MetaInlines", "c": text("book")},
            "title": {"t": "MetaInlines", "c": [{"t": "Emph", "c": text("Quercus")}, *text(" trees")]},
            "issued": {"t": "MetaInlines", "c": text("2003")},
            "author": {
                "t": "MetaMap",
                "c": {
                    "family": {"t": "MetaInlines", "c": text("Oak")},
                    "given": {"t": "MetaList", "c": [{"t": "MetaInlines", "c": text("Olga")}]},
                },
            },
        },
    }
    meta = {"references": {"t": "MetaList", "c": [reference]}, "lang": {"t": "MetaString", "c": "de"}}
    made, diagnostics = resolve(tree(para(cite(("", "oak", ", S. 5"))), **meta), style="apa")
    assert not diagnostics
    assert shown(made)[0] == "(Oak, 2003, S. 5)"


def test_lists_where_they_are_asked_for() -> None:
    made, _ = resolve(
        tree(
            header(1, "One"),
            para(cite(("", "ash", ""))),
            header(2, "References"),
            div(classes=("refs",), section="true"),
            header(1, "Two"),
            para(cite(("", "elm", ""))),
            div(classes=("refs",), section="true"),
            div("refs", keyword="wood"),
        ),
        WORKS,
    )
    lists = [block for block in made["blocks"] if block["t"] == "Div"]
    assert [entries(block) for block in lists] == [["ref-ash"], ["ref-elm"], ["ref-ash"]]
    assert lists[2]["c"][0][:2] == ["refs", ["references", "csl-bib-body", "hanging-indent"]]


def test_the_list_stands_at_the_end_under_its_title() -> None:
    titled = {"reference-section-title": {"t": "MetaInlines", "c": text("Works cited")}}
    made, _ = resolve(tree(para(cite(("", "ash", ""))), **titled), WORKS)
    assert [block["t"] for block in made["blocks"]] == ["Para", "Header", "Div"]
    assert made["blocks"][1]["c"][1] == ["bibliography", ["unnumbered"], []]
    made, _ = resolve(tree(para(cite(("", "ash", ""))), header(1, "References")), WORKS)
    assert made["blocks"][1]["c"][1] == ["", ["unnumbered"], []]
    none = {"suppress-bibliography": {"t": "MetaBool", "c": True}}
    assert len(resolve(tree(para(cite(("", "ash", ""))), **none), WORKS)[0]["blocks"]) == 1
    nocite = {"nocite": {"t": "MetaInlines", "c": [cite(("", "*", ""))]}}
    assert entries(resolve(tree(**nocite), WORKS)[0]["blocks"][0]) == ["ref-ash", "ref-elm"]


def test_links_are_made_where_they_are_asked_for() -> None:
    links = {"link-citations": {"t": "MetaBool", "c": True}}
    made, _ = resolve(tree(para(cite(("see", "ash", ", p. 3"))), **links), WORKS, style="apa")
    [link] = [one for one in made["blocks"][0]["c"][0]["c"][1] if one["t"] == "Link"]
    assert (plain_text(link["c"][1]), link["c"][2]) == ("Ash, 1999, p. 3", ["#ref-ash", ""])


def test_a_missing_key_stays_visible() -> None:
    made, [diagnostic] = resolve(
        tree(para(cite(("see", "asch", ", p. 3")), *text(" and "), cite(("", "ash", "")))), WORKS
    )
    assert shown(made)[0] == "(see asch?) and (Ash 1999)"
    assert (diagnostic.code, diagnostic.hint) == ("document-missing-key", "did you mean 'ash'?")


def test_cross_references_are_left_to_those_who_resolve_them() -> None:
    figure, table = cite(("", "fig-map", ""), mode="AuthorInText"), cite(("", "tbl-a", ""), ("", "sec-b", ""))
    video = cite(("", "vid-1", ""))
    kinds = {"t": "MetaList", "c": [{"t": "MetaMap", "c": {"key": {"t": "MetaInlines", "c": text("vid")}}}]}
    made, diagnostics = resolve(
        tree(
            para(figure, *text(" and "), table, video, cite(("", "ash", ""))),
            crossref={"t": "MetaMap", "c": {"custom": kinds}},
        ),
        WORKS,
    )
    assert diagnostics == ()
    [block, _] = made["blocks"]
    assert [one for one in block["c"] if one["t"] == "Cite"][:3] == [figure, table, video]
    assert shown(made)[0].endswith("(Ash 1999)")
    # A work whose key looks like one is cited all the same.
    work = Item("fig-tree", "book", title="Figs", author=[Name("Fig", "F.")], issued=Date.on(2000))
    assert shown(resolve(tree(para(cite(("", "fig-tree", "")))), [work])[0])[0] == "(Fig 2000)"


def test_the_authors_own_nodes_come_back() -> None:
    math = {"t": "Math", "c": [{"t": "InlineMath"}, "x^2"]}
    one = cite(("", "ash", ""))
    one["c"][0][0]["citationPrefix"] = [*text("see "), math, {"t": "Emph", "c": text("too")}]
    made, _ = resolve(tree(para(one)), WORKS, style="apa")
    inlines = made["blocks"][0]["c"][0]["c"][1]
    assert math in inlines
    assert {"t": "Emph", "c": [{"t": "Str", "c": "too"}]} in inlines


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"meta": {}}'])
def test_what_is_no_tree_is_an_error(data: bytes) -> None:
    with pytest.raises(ReadError):
        parse(data)


def test_deep_trees_come_to_an_end() -> None:
    deep = cite(("", "ash", ""))
    for _ in range(3_000):
        deep = {"t": "Emph", "c": [deep]}
    with pytest.raises(ReadError):
        resolve(tree(para(deep)), WORKS)
    deep = cite(("", "ash", ""))
    for _ in range(60):
        deep = {"t": "Emph", "c": [deep]}
    assert shown(resolve(tree(para(deep)), WORKS)[0])[0] == "(Ash 1999)"


def test_nothing_in_the_works_becomes_markup() -> None:
    evil = Item("ash", "book", title="<b>x</b> `y`{=html} $z$ [a](javascript:b) @elm", author=[Name("*A*", "B")])
    made, _ = resolve(tree(para(cite(("", "ash", "")))), [evil])
    kinds = set(re.findall(r'"t": "(\w+)"', json.dumps(made)))
    assert kinds <= {"Para", "Cite", "Div", "Str", "Space", "Emph", "Strong", "NormalCitation"}


def test_the_command(tmp_path: Path) -> None:
    filter = Path(sys.executable).parent / "citelib-pandoc"
    if not filter.exists():
        pytest.skip("the command citelib-pandoc is not installed (pip install -e .)")
    (tmp_path / "refs.bib").write_text("@book{ash, author={Ash, Ann}, title={Trees}, year={1999}}", encoding="utf-8")
    meta = {"bibliography": {"t": "MetaString", "c": "refs.bib"}, "csl": {"t": "MetaString", "c": "ieee.csl"}}

    def run(**more: Node) -> subprocess.CompletedProcess[bytes]:
        data = json.dumps(tree(para(cite(("", "ash", ""), ("", "nope", ""))), **meta, **more)).encode()
        return subprocess.run([filter, "html"], input=data, capture_output=True, cwd=tmp_path, check=False)

    done = run()
    assert done.returncode == 0
    assert b"'nope' is cited" in done.stderr
    assert shown(json.loads(done.stdout))[0] == "[1]; nope?"
    assert run(**{"citelib-strict": {"t": "MetaBool", "c": True}}).returncode == 1
    if has_pandoc():
        source = "---\nbibliography: refs.bib\ncsl: apa\n---\n\n[@ash]"
        assert "(Ash, 1999)" in pandoc(source, "--filter", str(filter), "-t", "plain", folder=tmp_path)
    broken = subprocess.run([filter], input=b"no", capture_output=True, check=False)
    assert (broken.returncode, broken.stdout) == (1, b"")
    assert b"Traceback" not in broken.stderr


# Beside pandoc's own citeproc

BIBLIOGRAPHY = """
@book{item1, author={Doe, John}, title={First Book}, year={2005}, location={Cambridge}, publisher={University Press}}
@article{item2, author={Doe, John}, title={Article}, year={2006}, journal={Journal of Studies},
  volume={6}, pages={33-34}}
@incollection{пункт3, author={Doe, John and Roe, Jenny}, title={Why Water Is Wet}, booktitle={Third Book},
  editor={Smith, Sam}, publisher={Oxford Press}, location={Oxford}, year={2007}}
"""
EXPLAINED = {
    "27": "pages «XXXX-YYYY» are no numbers and keep their hyphen",
    "301": "a work without a type is a document, whose title Chicago puts in quotation marks",
    "31": "an address whose beginning is an affix of the style is one link; there are no links in notes",
    "320": "names are sorted word by word, so that López comes before López de Molina",
    "322": "the no-break space before French punctuation is the narrow one",
    "392": "narrative citations in numeric styles name the authors",
    "53": "the space of an affix stays before a full stop",
    "82": "there are no links in notes",
    "page-range": "there are no links in notes",
    "chicago-author-date": "«2005, 2006, 30» is grouped; markup within locators stays; missing keys are no links",
    "ieee": "narrative citations in numeric styles name the authors; markup within locators stays",
}
"""Where our texts are not pandoc's, and why."""


OWN_STYLES = r"command/(?:issue160|issue58|locators)\.csl"
"""Styles that only pandoc has, beside its tests."""


def documents() -> list[str]:
    folder = SHARED / "documents"
    found = folder.glob("pandoc-*.md") if folder.exists() else ()
    return sorted(path.stem for path in found if not re.search(OWN_STYLES, path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", documents())
def test_pandocs_own_documents(name: str, tmp_path: Path) -> None:
    whole = (shared("documents") / f"{name}.md").read_text(encoding="utf-8")
    match = re.search(r"```\n% pandoc ([^\n]*)\n(.*?)\n?\^D\n", whole, re.DOTALL)
    assert match is not None
    source = match[2]
    (tmp_path / "command").mkdir()
    (tmp_path / "command" / "biblio.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    for file in {*re.findall(r"command/([\w-]+)\.csl", match[1] + source)}:
        shutil.copy(find_style(file).path, tmp_path / "command" / f"{file}.csl")
    options = [option for option in match[1].split() if option != "--citeproc"]
    ours = filtered(source, *options, folder=tmp_path)
    theirs = pandoc(source, "--citeproc", *options, folder=tmp_path)
    if any(name == f"pandoc-citeproc-{one}" for one in EXPLAINED):
        assert ours.count(":::") == theirs.count(":::")
    else:
        assert ours == theirs


@pytest.mark.parametrize("target", ["html", "latex", "typst", "org", "asciidoc", "jats", "rst", "markdown", "docbook"])
def test_what_pandoc_writes_holds_the_citations(target: str, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    made = filtered(
        "---\nbibliography: refs.bib\ncsl: apa\n---\n\nSee [@item1, p. 3].",
        "-s",
        "-t",
        target,
        folder=tmp_path,
        target=target,
    )
    plain = re.sub(r"<[^<>]*>|[\\{}~]", " ", made).replace("\u00a0", " ").replace("&nbsp;", " ").replace("&#160;", " ")
    assert re.search(r"\(Doe,\s+2005,\s+p\.\s+3\)", plain)
    assert "First book" in made.replace("\n", " ")
