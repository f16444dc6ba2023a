"""The page of references in several styles: whole without scripts, safe, and what a reader does with it."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest

from citelib.cli import main
from citelib.errors import LossWarning, UnknownNameError
from citelib.formats.exchange import dump, loads
from citelib.model import Bibliography, Date, Item, Name, Relation
from citelib.pages.preview import preview_page
from tests.pages.browser import tried

DOE = Item("doe", "book", title="A Book of Things", author=[Name("Doe", "Jane")], issued=Date.on(1999))
ROE = Item(
    "roe", "article-journal", title="Über <i>Bryum</i>", author=[Name("Roé", "Ann")], issued=Date.on(2001),
    DOI="10.1000/182", container_title="Journal", relations=[Relation("comments-on", "doe")],
)  # fmt: skip
EVIL = Item(
    '"><script>alert(1)</script>', "webpage", title="</title><script>alert(2)</script><img src=x onerror=alert(3)>",
    author=[Name(literal="<svg onload=alert(4)>")], URL="javascript:alert(5)", DOI='10.1/"><script>',
    note="</pre><script>alert(6)</script>",
)  # fmt: skip
WORKS = Bibliography([DOE, ROE])


class Page(HTMLParser):
    """What a page holds, as a browser sees it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_every_work_stands_in_every_style() -> None:
    text = preview_page(WORKS, ["apa", "ieee"])
    for part in (
        "Doe, J. (1999). <i>A Book of Things</i>.",
        "(Doe, 1999) · Doe (1999)",
        "J. Doe, <i>A Book of Things</i>. 1999.",
        "[1] · Doe [1]",
        '<a class="doi" href="https://doi.org/10.1000/182" rel="noreferrer">10.1000/182</a>',
        "@book{doe,",
        "&quot;id&quot;: &quot;roe&quot;",
        '<a href="#work-2">roe</a> <em>comments on</em> <a href="#work-1">doe</a>',
    ):
        assert part in text, part
    assert text.count("<article ") == 2


def test_what_the_bibtex_has_no_place_for_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    works = Bibliography([attrs.evolve(DOE, id=id, custom={"mine": {"a": 1}}) for id in "ab"])
    with pytest.warns(LossWarning, match=r"bibtex has no place for mine \(2 items\)"):
        preview_page(works, ["apa"])
    file = tmp_path / "refs.json"
    dump(works, file, "csl-json")
    with pytest.raises(SystemExit) as end:
        main(["preview", str(file), "-o", str(tmp_path / "p.html")])
    assert end.value.code == 0
    assert "bibtex has no place for mine (2 items: 'a', 'b') [bibtex-not-written]" in capsys.readouterr().err


def test_styles_of_notes_say_how_they_cite() -> None:
    text = preview_page(Bibliography([DOE]), ["chicago-notes-bibliography"])
    assert "Jane Doe, <i>A Book of Things</i> (1999)." in text
    assert "Ibid" not in text


def test_the_page_asks_for_nothing() -> None:
    text = preview_page(WORKS, ["apa"])
    page = Page(text)
    policy = next(one["content"] for one in page.named("meta") if one.get("http-equiv") == "Content-Security-Policy")
    script = re.search(r"<script>(.*?)</script>", text, re.DOTALL)
    assert script is not None
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert policy is not None
    assert policy.startswith("default-src 'none';")
    assert f"script-src 'sha256-{digest}'" in policy
    for tag, attributes in page.tags:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base"), tag
        assert not any(name.startswith("on") or name == "src" for name in attributes)


def test_what_works_hold_never_becomes_markup() -> None:
    page = Page(preview_page(Bibliography([EVIL, DOE]), ["apa", "nature"], title="<script>alert(0)</script>"))
    assert len(page.named("script")) == 1
    assert page.named("img") == []
    assert {str(one.get("href")).partition(":")[0] for one in page.named("a")} <= {"https", "#work-1", "#work-2"}


def test_many_works_of_one_relation_are_one_node() -> None:
    pytest.importorskip("fast_sugiyama", reason="the picture needs the extra «show»")
    cited = [Item(f"w{number}", "book", title=f"W{number}") for number in range(8)]
    source = Item("s", "webpage", title="S", relations=[Relation("mentions", one.id) for one in cited])
    text = preview_page(Bibliography([source, *cited]), ["apa"])
    assert "8 works" in text
    assert text.count('class="node related"') == 2
    assert text.count("<em>mentions</em>") == 8


def test_an_unknown_style_is_an_error() -> None:
    with pytest.raises(UnknownNameError, match="apaa"):
        preview_page(WORKS, ["apaa"])


def test_the_command_writes_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "refs.bib").write_text("@book{doe, title={T}, year=1999}\n", encoding="utf-8")
    file, written = str(tmp_path / "refs.bib"), str(tmp_path / "p.html")
    with pytest.raises(SystemExit) as end:
        main(["preview", file, "-s", "apa", "-s", "ieee", "-o", written])
    assert end.value.code == 0
    text = (tmp_path / "p.html").read_text("utf-8")
    assert "<h1>refs.bib</h1>" in text
    assert text.count('class="cell"') == 2
    with pytest.raises(SystemExit) as end:
        main(["preview", file, "-s", "apaa"])
    assert end.value.code != 0
    assert "did you mean 'apa'" in capsys.readouterr().err


def test_readers_filter_choose_styles_and_move_by_keys(tmp_path: Path) -> None:
    one = "@book{doe99, author={Doe, J}, title={Moss}, year=1999}\n"
    other = "@book{roe01, author={Roé, A}, title={Über Bäume}, year=2001}\n"
    page = preview_page(loads(one + other, "bibtex"), ["apa", "ieee"])
    told = tried(
        page,
        """
        const shown = () => [...document.querySelectorAll('#works > article')].filter(one => !one.hidden).map(
            one => one.querySelector('h2').textContent);
        const press = key => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
        const filter = document.querySelector('#filter'), found = {};
        const type = text => { filter.value = text; filter.dispatchEvent(new Event('input')); };
        press('/'); found.focus = document.activeElement.id;
        type('roe uber'); found.folded = shown(); found.count = document.querySelector('#count').textContent;
        type('nothing'); found.none = !document.querySelector('#none').hidden;
        press('Escape'); found.all = shown();
        press('j'); found.first = document.activeElement.id; press('j'); press('j');
        found.last = document.activeElement.id; press('k'); found.back = document.activeElement.id;
        const box = document.querySelector('#styles input');
        box.checked = false; box.dispatchEvent(new Event('change'));
        found.cells = [...document.querySelectorAll('.cell')].filter(one => !one.hidden).length;
        found.visible = getComputedStyle(document.querySelector('.cell')).display;
        report(found);
        """,
        tmp_path,
    )
    assert told == {
        "focus": "filter", "folded": ["roe01"], "count": "1 of 2 works", "none": True, "all": ["doe99", "roe01"],
        "first": "work-1", "last": "work-2", "back": "work-1", "cells": 2, "visible": "none",
    }  # fmt: skip


def test_readers_copy_text_bibtex_and_json(tmp_path: Path) -> None:
    told = tried(
        preview_page(WORKS, ["ieee", "apa"]),
        """
        const copied = [];
        // Real blobs are read in another process, for which the browser's virtual time does not wait.
        window.Blob = class { constructor(parts) { this.held = parts.join(''); } };
        window.ClipboardItem = class { constructor(held) { this.held = held; } };
        const write = async ([item]) => { copied.push(
          Object.fromEntries(Object.entries(item.held).map(([type, blob]) => [type, blob.held]))); };
        const writeText = async text => { copied.push(text); };
        Object.defineProperty(navigator, 'clipboard', {value: {write, writeText}});
        const wait = () => new Promise(done => setTimeout(done, 20));
        const roe = [...document.querySelectorAll('article')].find(
            one => one.querySelector('h2').textContent === 'roe');
        roe.querySelector('.cell button').click(); await wait();
        roe.querySelector('[data-copy=bibtex]').click(); await wait();
        roe.querySelector('[data-copy=csl]').click(); await wait();
        roe.focus(); roe.dispatchEvent(new KeyboardEvent('keydown', {key: 'b', bubbles: true})); await wait();
        document.querySelector('#copy-all').click(); await wait();
        report({copied, told: document.querySelector('#told').textContent});
        """,
        tmp_path,
    )
    entry, bibtex, csl, again, everything = told["copied"]
    assert entry["text/plain"].startswith("[2] A. Roé, “Über Bryum,” Journal, 2001, doi: 10.1000/182.")
    assert "<i>Bryum</i>" in entry["text/html"]
    assert loads(bibtex, "bibtex")["roe"].DOI == "10.1000/182"
    assert again == bibtex
    assert loads(csl, "csl-json")["roe"].title == "Über <i>Bryum</i>"
    assert everything["text/plain"].count("\n\n") == 1
    assert told["told"] == "2 references copied"


def test_no_page_is_wider_than_a_phone(tmp_path: Path) -> None:
    address = f"https://example.org/{'a' * 300}"
    long = Item("x" * 120, "book", title="Word" * 60, author=[Name("Name" * 20, "J")], URL=address)
    told = tried(
        preview_page(Bibliography([long, DOE]), ["apa", "ieee"]),
        """
        const frame = document.createElement('div');
        document.body.style.width = '360px'; document.body.style.overflow = 'visible';
        await new Promise(done => setTimeout(done, 50));
        const wide = [...document.querySelectorAll('article')].filter(one => one.scrollWidth > one.clientWidth + 1);
        report({wide: wide.length, errors: window.faults || 0});
        """,
        tmp_path,
    )
    assert told == {"wide": 0, "errors": 0}
