"""HTML of Markdown: by a Markdown library, with links from cites to entries."""

from __future__ import annotations

import re

import pytest

from citelib.documents.kinds import KINDS
from citelib.documents.render import render
from citelib.model import Date, Item, Name
from tests.hostile.attacks import ATTACKS

pytest.importorskip("mdit_py_plugins", reason="the package mdit-py-plugins is not installed")

WORKS = [
    Item("ash", "book", title="Trees", author=[Name("Ash", "Ann")], issued=Date.on(1999)),
    Item("elm", "book", title="Leaves & <i>more</i>", author=[Name("Elm", "Ed")], issued=Date.on(2001)),
]


def page(text: str, style: str = "apa", works: list[Item] | None = None, **options: str) -> str:
    kind = KINDS.load("markdown")
    output, write = kind.writers["html"]
    return write(
        render(kind.read(text.encode(), "p.md"), works or WORKS, style=style, output=output, **options)
    ).decode()


def test_a_page() -> None:
    made = page(
        "---\ntitle: My <paper>\n---\n\n# Head\n\nSee *so* [@ash, p. 3] and @elm.\n\n"
        "| a | b |\n|---|---|\n| [@elm] | 1 |\n"
    )
    assert '<html lang="en-US" dir="ltr">' in made
    assert "<title>My &lt;paper&gt;</title>" in made
    assert (
        '<p>See <em>so</em> (<a href="#ref-ash">Ash, 1999, p. 3</a>) and Elm (<a href="#ref-elm">2001</a>).</p>' in made
    )
    assert '<td>(<a href="#ref-elm">Elm, 2001</a>)</td>' in made
    assert '<div id="ref-ash" class="csl-entry">' in made
    assert "<h2>References</h2>" in made
    for target in re.findall(r'href="#(ref-[^"]*)"', made):
        assert f'id="{target}"' in made


def test_lists_and_their_headings() -> None:
    made = page("[@ash]\n\n# Works\n\n::: {#refs}\n:::\n\n# End\n")
    assert made.index("<h1>Works</h1>") < made.index("csl-bib-body") < made.index("<h1>End</h1>")
    assert ":::" not in made
    assert page("[@ash]\n\n# Sources\n").count("<h") == page("[@ash]\n\n# Sources\n").count("<html") + 2


def test_notes_are_footnotes() -> None:
    made = page("Said [@ash, 3]. And.[^1]\n\n[^1]: Cf. [@elm].\n", "chicago-notes-bibliography")
    assert 'Said.<sup class="footnote-ref">' in made
    assert "Ann Ash, <i>Trees</i> (1999), 3" in re.sub("</?a[^>]*>", "", made)
    assert made.count('<li id="fn') == 2


def test_languages_and_directions() -> None:
    assert '<html lang="ar" dir="rtl">' in page("---\nlang: ar\n---\n\n[@ash]\n")
    assert ">Literatur" in page("[@ash]\n", locale="de-DE") or "<h2>" in page("[@ash]\n", locale="de-DE")


def test_nothing_in_the_works_becomes_markup() -> None:
    for attack in ATTACKS:
        evil = Item("ash", "book", title=attack, author=[Name(attack or "x", attack)], URL=attack)
        for style in ("apa", "chicago-notes-bibliography"):
            made = page("START [@ash] *END*\n", style, [evil])
            body = made[made.index("<body>") :]
            tags = set(re.findall(r"<([a-z0-9]+)", body))
            assert tags <= {
                "body",
                "p",
                "em",
                "a",
                "i",
                "b",
                "sup",
                "sub",
                "span",
                "div",
                "h2",
                "hr",
                "section",
                "ol",
                "li",
            }
            assert not re.search(r"<[^>]*\son\w+=", body)
            assert "<em>END</em>" in body


def test_citations_in_attributes_are_text() -> None:
    evil = Item("ash", "book", title="T", author=[Name('A" onerror="alert(1)', "<b>x</b>")], issued=Date.on(1999))
    made = page('![See @ash [p. 3]](x.png "as @ash says")\n\n\ue20099\ue201 [@ash]\n', works=[evil])
    [image] = re.findall(r"<img[^<>]*>", made)
    assert re.sub(r'="[^"]*"', "", image) == "<img src alt title />"
    assert "1999" in image
    assert "\ue200" not in made
