"""The page of a release: evidence marked, works as cards, the graph as a picture; nothing of a release is markup."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

import citelib
from citelib.pages import release_page
from citelib.pages.marks import Mark, marked_text
from citelib.pages.picture import Edge, Node, draw
from tests.imports import ROOT

pytest.importorskip("fast_sugiyama", reason="the picture needs the extra «show»")

RELEASE = """Moss found

May 3, 2020

University of Bern

Moss is back in the drains, Ann Lee and colleagues report this week in the journal Mosses. "It grew," said Lee.

In a related Perspective, Bo Ek welcomes the work. In 1987 Dr Carla Puig described the first moss.

Related Stories

Owls return
Owls were seen again in the old mill.

Drains are wet again
Rain has filled the drains of the town.
"""


class Page(HTMLParser):
    """Collects the ids, links, tags and text of a page, and sees whether it is well formed."""

    EMPTY = frozenset(("meta", "br", "path", "rect"))

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(markup)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if found.get("href"):
            self.links.append(str(found["href"]))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.EMPTY:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def page_of(text: str, *, html: bool = False) -> str:
    return release_page(citelib.loads(text, "press-release"), text)


def test_ids_are_unique_and_links_lead_somewhere() -> None:
    page = Page(page_of(RELEASE))
    assert len(page.ids) == len(set(page.ids))
    inner = [link[1:] for link in page.links if link.startswith("#")]
    assert inner
    assert set(inner) <= set(page.ids)
    assert not any(link.startswith(("http", "//")) for link in page.links)


def test_everything_is_on_the_page() -> None:
    page = Page(page_of(RELEASE))
    for words in ("Moss found", "University of Bern", "Reported study", "Perspective", "Mentioned work", "2 stories"):
        assert words in page.text
    for words in ("Lee", "Ek", "Puig", "Owls return", "It grew", "Ann Lee and colleagues"):
        assert words in page.text
    assert "script" not in page.tags
    assert "svg" in page.tags


@pytest.mark.parametrize("bad", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</mark></p><b>"])
def test_a_release_is_never_markup(bad: str) -> None:
    markup = page_of(RELEASE.replace("Moss found", f"Moss {bad} found").replace("It grew", f"It {bad} grew"))
    page = Page(markup)
    assert not {"script", "img", "b"} & set(page.tags)
    assert bad in page.text


def test_only_addresses_of_the_web_are_links() -> None:
    items = list(citelib.loads(RELEASE, "press-release").values())
    items[0] = items[0].evolve(URL="javascript:alert(1)")
    page = Page(release_page(citelib.Bibliography(items), RELEASE))
    assert not any("javascript" in link for link in page.links)


def test_other_references_have_a_page_too() -> None:
    works = citelib.loads("@article{a, title = {A}, author = {Lee, Ann}}\n@book{b, title = {B}}", "bibtex")
    page = Page(release_page(works))
    assert "Lee" in page.text
    assert Page(release_page(citelib.Bibliography([]))).text.strip().endswith("No references")


def test_damaged_quotations_and_stubs_cost_no_page() -> None:
    items = list(citelib.loads(RELEASE, "press-release").values())
    for broken in ("x", [1], [{"start": "a"}], [{"start": 1, "end": 5}], None):
        first = items[0].evolve(custom={"press-release:quotations": broken, "press-release:stub": broken})
        Page(release_page(citelib.Bibliography([first, *items[1:]]), RELEASE))


def test_marks_overlap() -> None:
    marks = [Mark(0, 4, "a", "evidence", "A"), Mark(2, 6, "b", "quotation", "B"), Mark(3, 5, "c", "evidence", "C")]
    found = marked_text("abcdefgh", 0, 8, marks)
    assert re.sub(r"<[^>]*>", "", found) == "abcdefgh"
    assert [found.count(f'id="{id}"') for id in "abc"] == [1, 1, 1]


def test_a_mark_over_two_blocks_has_one_id() -> None:
    marks = [Mark(0, 8, "a", "evidence", "A")]
    both = marked_text("abcdefgh", 0, 4, marks) + marked_text("abcdefgh", 4, 8, marks)
    assert both.count('id="a"') == 1


def test_no_edge_is_drawn_through_a_node() -> None:
    nodes = [Node(id, "kind", id) for id in ("news", "comment", "related", "study")]
    edges = [
        Edge("news", "study", "r"),
        Edge("news", "comment", "m"),
        Edge("comment", "study", "c"),
        Edge("news", "related", "x"),
    ]
    picture = draw(nodes, edges)
    boxes = [
        tuple(map(float, box))
        for box in re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="(\d+)" height="(\d+)"', picture)
    ]
    assert len(boxes) == 4
    for a in boxes:
        for b in boxes:
            assert a is b or a[0] + a[2] <= b[0] or b[0] + b[2] <= a[0] or a[1] + a[3] <= b[1] or b[1] + b[3] <= a[1]
    path = re.findall(r'class="edge" d="([^"]*)"', picture)[0]
    points = [tuple(map(float, pair)) for pair in re.findall(r"([\d.]+) ([\d.]+)", path)]
    for x, y in points[1:-1]:
        assert not any(bx < x < bx + bw and by < y < by + bh for bx, by, bw, bh in boxes)


def test_a_picture_without_edges_and_with_edges_to_nowhere() -> None:
    assert draw([Node("a", "k", "A"), Node("b", "k", "B")], []).count("<rect") == 2
    assert draw([Node("a", "k", "A")], [Edge("a", "z", "x"), Edge("a", "a", "x")]).count("<rect") == 1
    assert (
        draw([Node(str(n), "k", "A") for n in range(300)], [Edge("0", str(n), "x") for n in range(1, 300)]).count("<a ")
        == 300
    )


def test_command(tmp_path: Path) -> None:
    (tmp_path / "moss.txt").write_text(RELEASE, "utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "citelib",
            "show",
            "moss.txt",
            "-f",
            "press-release",
            "--output",
            "html",
            "-o",
            "moss.html",
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    assert done.stdout == b""
    assert "Moss found" in Page((tmp_path / "moss.html").read_text("utf-8")).text


def test_the_picture_is_the_same_in_every_process() -> None:
    code = (
        "from citelib.pages.picture import Edge, Node, draw\n"
        "ends = ['news study', 'news persp', 'news more', 'persp study', 'persp old']\n"
        "names = dict.fromkeys(name for pair in ends for name in pair.split())\n"
        "print(draw([Node(name, name, name) for name in names], [Edge(*pair.split(), 'is') for pair in ends]))"
    )
    drawn = set()
    for seed in ("1", "2", "3"):
        command = [sys.executable, "-c", code]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
        drawn.add(done.stdout)
    assert len(drawn) == 1
    assert "<svg" in drawn.pop()
