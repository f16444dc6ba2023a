"""Hostile works through every writer of texts: what they hold stays text where it is put."""

from __future__ import annotations

import re

import pytest

from citelib.documents.kinds import KINDS
from citelib.documents.render import render
from citelib.model import Date, Item, Name
from tests.hostile.attacks import ATTACKS

DOCUMENTS = {
    "markdown": ("START [@evil, p. 3]. And @evil says.[^1] END\n\n[^1]: Cf. [@evil].\n", "markdown"),
    "latex": (r"START \parencite[3]{evil}. And \textcite{evil} says.\footnote{Cf. \cite{evil}.} END", "tex"),
    "typst": ('START @evil[p. 3]. And #cite(<evil>, form: "prose") says.#footnote[Cf. @evil.] END\n', "typst"),
    "org": ("START [cite:@evil p. 3]. And [cite/t:@evil] says.[fn:: Cf. [cite:@evil].] END\n", "org"),
    "asciidoc": ("START cite:[evil(3)]. And citenp:[evil] says.footnote:[Cf. cite:[evil].] END\n", "asciidoc"),
}
FORBIDDEN = re.compile(
    r"^(?:\s*(?:#include|#import|#\+|include::|ifdef::|\\(?:input|write18|def)\b|::: |```|----))", re.MULTILINE
)
"""What at the beginning of a line would make another document of it."""


@pytest.mark.parametrize("style", ["apa", "ieee", "chicago-notes-bibliography"])
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_attacks(kind: str, style: str) -> None:
    text, target = DOCUMENTS[kind]
    one = KINDS.load(kind)
    output, write = one.writers[target]
    document = one.read(text.encode(), "")
    assert len(document.places) == 3
    for attack in ATTACKS:
        evil = Item(
            "evil",
            "article-journal",
            title=attack,
            author=[Name(attack or "x", attack)],
            container_title=attack,
            issued=Date(literal=attack),
            volume=attack,
            URL=attack,
        )
        made = write(render(document, [evil], style=style, output=output)).decode()
        again = one.read(made.encode(), "")
        assert again.places == (), attack
        assert again.lists == ()
        assert len(again.notes) == (3 if style.startswith("chicago") else 1)
        assert made.startswith("START")
        assert " END" in made
        assert not FORBIDDEN.search(made)
        # A second run changes nothing.
        assert write(render(again, [evil], style=style, output=output)).decode() == made


def test_attacks_compile_with_typst() -> None:
    typst = pytest.importorskip("typst", reason="the package typst is not installed")
    one = KINDS.load("typst")
    evil = [
        Item(f"k{number}", "book", title=attack, author=[Name(attack or "x")], URL=attack)
        for number, attack in enumerate(ATTACKS)
    ]
    text = "".join(f"START @k{number}.\n\n" for number in range(len(evil))) + '#bibliography("refs.bib")\n'
    for style in ("apa", "chicago-notes-bibliography"):
        made = one.writers["typst"][1](render(one.read(text.encode(), ""), evil, style=style, output="typst"))
        assert typst.compile(made)[:4] == b"%PDF"
