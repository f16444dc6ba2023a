"""Citations in Typst, Org and AsciiDoc: found, replaced, and nothing else of the document moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.documents.kinds import KINDS
from citelib.documents.model import Document
from citelib.documents.render import render
from citelib.model import Date, Item, Name

WORKS = [
    Item("ash", "book", title="Trees", author=[Name("Ash", "Ann")], issued=Date.on(1999)),
    Item("elm", "article-journal", title="Leaves", author=[Name("Elm", "Ed")], issued=Date.on(2001)),
]
NAMES = ("typst", "org", "asciidoc")


def read(kind: str, text: str) -> Document:
    return KINDS.load(kind).read(text.encode("utf-8", "surrogatepass"), "")


def made(kind: str, text: str, style: str = "apa") -> str:
    output, write = KINDS.load(kind).writers[kind]
    return write(render(read(kind, text), WORKS, style=style, output=output)).decode()


CITES = [
    ("typst", "@ash", "", [("ash", None, "")]),
    ("typst", "@ash[p. 3].", "", [("ash", "page", "3")]),
    ("typst", "@ash[pp.~3--5]", "", [("ash", "page", "3–5")]),
    ("typst", "@ash @elm[ch. 2]", "", [("ash", None, ""), ("elm", "chapter", "2")]),
    ("typst", '#cite(<ash>, form: "prose")', "composite", [("ash", None, "")]),
    ("typst", '#cite(label("a/b"), supplement: [p. 7], form: "author")', "author-only", [("a/b", "page", "7")]),
    ("typst", "@ash:1.b.", "", [("ash:1.b", None, "")]),
    ("typst", "#footnote[See @ash[p. 3].]", "", [("ash", "page", "3")]),
    ("org", "[cite:@ash]", "", [("ash", None, "")]),
    ("org", "[cite/t:@ash p. 3]", "composite", [("ash", "page", "3")]),
    ("org", "[cite/text/c:see @ash chap. 2; @elm]", "composite", [("ash", "chapter", "2"), ("elm", None, "")]),
    ("org", "[cite/na:@ash]", "suppress-author", [("ash", None, "")]),
    ("org", "[cite:see;@ash p. 3;@elm;and more]", "", [("ash", "page", "3"), ("elm", None, "")]),
    ("org", "cite:ash,elm", "", [("ash", None, ""), ("elm", None, "")]),
    ("org", "[[citet:&ash p. 3;&elm]]", "composite", [("ash", "page", "3"), ("elm", None, "")]),
    ("org", "[fn:: cf. [cite:@ash 7]]", "", [("ash", "page", "7")]),
    ("org", "cite:&ash;&elm.", "", [("ash", None, ""), ("elm", None, "")]),
    ("org", "[[footcite:&ash]]", "", [("ash", None, "")]),
    ("org", "[[parencite*:&ash p. 3]]", "", [("ash", "page", "3")]),
    ("org", "[[Citeauthor:&ash]]", "author-only", [("ash", None, "")]),
    ("asciidoc", "cite:[ash]", "", [("ash", None, "")]),
    ("asciidoc", "cite:See[ash(3)]", "", [("ash", "page", "3")]),
    ("asciidoc", ":bibtex-file: w.bib\n\ncite:cf[ash]", "", [("ash", None, "")]),
    ("asciidoc", "cite:[ash(3-5), elm]", "", [("ash", "page", "3-5"), ("elm", None, "")]),
    ("asciidoc", "citenp:[ash]", "composite", [("ash", None, "")]),
    ("asciidoc", "cite:ash[p. 3]", "", [("ash", "page", "3")]),
    ("asciidoc", "cite:ash[p. 3]+elm[]", "", [("ash", "page", "3"), ("elm", None, "")]),
    ("asciidoc", "see <<ash>>", "", [("ash", None, "")]),
    ("asciidoc", "footnote:[cite:[ash]]", "", [("ash", None, "")]),
]


@pytest.mark.parametrize(("kind", "text", "mode", "works"), CITES)
def test_citations(kind: str, text: str, mode: str, works: list[tuple[str, str | None, str]]) -> None:
    [place] = read(kind, text).places
    assert (place.mode, [(one.key, one.label, one.locator) for one in place.works]) == (mode, works)
    for one in place.works:
        assert text.startswith((one.key, f"@{one.key}"), one.position)


def test_links_of_org_ref_are_the_commands_of_latex() -> None:
    text = "So [[footcite:&ash]]. See Website:ash, nocite:elm."
    assert [(one.wants_note, one.is_list) for one in read("org", text).places] == [(True, False), (False, True)]
    assert made("org", text).startswith("So.[fn:: (Ash, 1999)] See Website:ash, .\n")


def test_what_stands_before_the_bracket_of_asciidoctor_bibtex_is_a_prefix() -> None:
    assert made("asciidoc", "cite:See[ash(3)]").startswith("(See Ash, 1999, p. 3)")
    assert made("asciidoc", ":bibtex-file: w.bib\n\ncite:see[ash,elm]").startswith(
        ":bibtex-file: w.bib\n\n(see Ash, 1999; Elm, 2001)"
    )


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("typst", "mail a@ash.org, \\@ash, `@ash`, // @ash\n/* @ash */ $x@ash$ https://x.org/@ash"),
        ("typst", "```typ\n@ash\n```"),
        ("typst", "= Ash <ash>\nSee @ash."),
        ("typst", '#import "@preview/ash:0.1.0": *\n#include "ash@elm.typ"'),
        ("org", "#+begin_src org\n[cite:@ash]\n#+end_src\n# [cite:@ash]\n: [cite:@ash]\n=[cite:@ash]= ~cite:ash~"),
        ("org", "[fn:ash] [[https://x.org/cite:ash][x]] @ash"),
        ("asciidoc", "----\ncite:[ash]\n----\n// cite:[ash]\n`cite:[ash]` +++cite:[ash]+++ \\cite:[ash]"),
        ("asciidoc", "[[ash]]\n== Ash\n\n<<ash>> and @ash"),
    ],
)
def test_no_citation(kind: str, text: str) -> None:
    assert read(kind, text).places == ()


def test_labels_that_may_be_defined_elsewhere_are_no_missing_keys() -> None:
    text = '#import "@preview/glossarium:0.5.0": *\n@CSR and @ash'
    assert made("typst", text) == '#import "@preview/glossarium:0.5.0": *\n@CSR and (Ash, 1999)'
    assert render(read("typst", text), WORKS).diagnostics == ()
    assert len(render(read("typst", "@CSR"), WORKS).diagnostics) == 1


def test_what_documents_say_of_themselves() -> None:
    typst = read(
        "typst",
        '#set text(font: "X", lang: "de", region: "AT")\n@ash[S. 5] @fig-x\n'
        '#bibliography(("a.bib", "b.yml"), style: "ieee", title: [Works *cited*], full: true)\n',
    )
    assert (typst.metadata.bibliographies, typst.metadata.style, typst.metadata.language) == (
        ("a.bib", "b.yml"),
        "ieee",
        "de-AT",
    )
    assert (typst.metadata.nocite, typst.lists[0].title) == (("*",), "Works *cited*")
    assert typst.places[0].works[0].locator == "5"
    assert typst.places[0].tentative
    org = read(
        "org",
        "#+bibliography: refs.bib\n#+LANGUAGE: de\n#+cite_export: csl ieee.csl\n[cite:@ash S. 5] [cite/n:@elm]\n"
        "#+print_bibliography: :type book\n",
    )
    assert (org.metadata.bibliographies, org.metadata.style, org.metadata.language) == (("refs.bib",), "ieee.csl", "de")
    assert (org.places[0].works[0].label, org.places[1].is_list, org.lists[0].query) == ("page", True, "type:book")
    asciidoc = read("asciidoc", "= T\n:bibtex-file: refs.bib\n:bibtex-style: ieee\n\ncite:[ash]\n\nbibliography::[]\n")
    assert (asciidoc.metadata.bibliographies, asciidoc.metadata.style) == (("refs.bib",), "ieee")
    assert len(asciidoc.lists) == 1


def test_only_places_and_lists_change() -> None:
    assert made("typst", 'A @ash[p. 3], *b*.\r\n#bibliography("r.bib", title: none)\r\n') == (
        "A (Ash, 1999, p. 3), *b*.\r\n#[\n#set par(hanging-indent: 1.5em)\n\nAsh, A. (1999). #emph[Trees];\\.\n]\r\n"
    )
    assert made("org", "* H\nA [cite/t:@ash p. 3], *b*.\n") == (
        "* H\nA Ash (1999, p. 3), *b*.\n\n* References\n\nAsh, A. (1999). /Trees/.\n"
    )
    assert made("asciidoc", "A cite:[ash(3)], *b*.\n\nbibliography::[]\n\nend\n") == (
        "A (Ash, 1999, p. 3), *b*.\n\nAsh, A. (1999). __Trees__.\n\nend\n"
    )


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        ("typst", "A @ash[p. 3]. B", "A.#footnote[Ann Ash, #emph[Trees]; (1999), 3.] B"),
        ("org", "A [cite:@ash p. 3]. B", "A.[fn:: Ann Ash, /Trees/ (1999), 3.] B"),
        ("asciidoc", "A cite:[ash(3)]. B", "A.footnote:[Ann Ash, __Trees__ (1999), 3.] B"),
    ],
)
def test_notes(kind: str, text: str, wanted: str) -> None:
    assert made(kind, text, "chicago-notes-bibliography").startswith(wanted)


def test_raised_numbers_follow_without_a_space() -> None:
    assert made("typst", "A @ash.", "nature").startswith("A#super[1];.")
    assert made("org", "A [cite:@ash].", "nature").startswith("A^{1}.")
    assert made("asciidoc", "A cite:[ash].", "nature").startswith("A^1^.")


@pytest.mark.parametrize("kind", NAMES)
@given(text=st.text(alphabet='@[]cite:(ash);,<>#/*`$\\ \nfn&{}"=', max_size=60))
def test_no_text_breaks_the_readers(kind: str, text: str) -> None:
    document = read(kind, text)
    end = 0
    for place in document.places:
        assert end <= place.start < place.end <= len(document.text)
        end = place.end
    output, write = KINDS.load(kind).writers[kind]
    once = write(render(document, WORKS, style="apa", output=output))
    assert isinstance(once, bytes)


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize(
    "hostile",
    [
        "[cite:" * 20_000,
        "#cite(" * 20_000,
        "@" * 50_000,
        "`" * 50_001,
        "footnote:[" * 20_000,
        "<<" * 50_000,
        "/*" * 40_000,
        "=~ " * 30_000,
        "[fn::" * 20_000,
    ],
)
def test_reading_is_linear(kind: str, hostile: str) -> None:
    read(kind, hostile)
