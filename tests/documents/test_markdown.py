"""Citations in Markdown: found as pandoc finds them, replaced, and nothing else of the document moved."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.documents.locators import locator_words, split_suffix
from citelib.documents.markdown.grammar import keys_in
from citelib.documents.markdown.read import read
from citelib.documents.markdown.write import write
from citelib.documents.model import Document
from citelib.documents.render import render
from citelib.model import Date, Item, Name
from tests.shared import shared

ASH = Item("ash", "book", title="Trees", author=[Name("Ash", "Ann")], issued=Date.on(1999))
ELM = Item("elm", "book", title="Leaves", author=[Name("Elm", "Ed")], issued=Date.on(2001))
WORKS = [ASH, ELM]


def cites(text: str, language: str | None = None) -> list[tuple[str, list[tuple[str | bool | None, ...]]]]:
    return [
        (
            place.mode,
            [
                (work.prefix, work.key, work.label, work.locator, work.suffix, work.suppress_author)
                for work in place.works
            ],
        )
        for place in read(text, language=language).places
    ]


def one(text: str, language: str | None = None) -> tuple[str | bool | None, ...]:
    [(_, [work])] = cites(text, language)
    return work[:5]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@ash]", ("", "ash", None, "", "")),
        ("[see @ash, pp. 7-9 and *later*]", ("see ", "ash", "page", "7-9", " and <i>later</i>")),
        ("[@ash{iv, B, C-F}, in part]", ("", "ash", "page", "iv, B, C-F", ", in part")),
        ("[@ash, {pp. i, (x)-(xii)} with more]", ("", "ash", "page", "i, (x)-(xii)", " with more")),
        ("[@ash{}, 40 years on]", ("", "ash", None, "", ", 40 years on")),
        ("[@ash 12]", ("", "ash", "page", "12", "")),
        ("[@ash p.12]", ("", "ash", "page", "12", "")),
        ("[@ash, p.&nbsp;12]", ("", "ash", "page", "12", "")),
        ("[@ash, ch. 4]", ("", "ash", "chapter", "4", "")),
        ("[@ash, §§ 1.2, 9]", ("", "ash", "section", "1.2, 9", "")),
        ("[@ash, para. 2(1)(b)]", ("", "ash", "paragraph", "2(1)(b)", "")),
        ("[@ash, p. 8, but not n. 2]", ("", "ash", "page", "8", ", but not n. 2")),
        ("[@ash, vol. 3, p. 9]", ("", "ash", "volume", "3", ", p. 9")),
        ("[@ash, xi]", ("", "ash", None, "", ", xi")),
        ("[@ash, p. b]", ("", "ash", None, "", ", p. b")),
        ("[@ash, and 2 more]", ("", "ash", None, "", ", and 2 more")),
        ("[@ash, *p. 8*]", ("", "ash", None, "", ", <i>p. 8</i>")),
        ("[@{ash}, p. 8]", ("", "ash", "page", "8", "")),
        ("[@{x:y/z}]", ("", "x:y/z", None, "", "")),
    ],
)
def test_one_work_in_brackets(text: str, expected: tuple[str | None, ...]) -> None:
    assert one(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@ash[^n]]", "(Ash, 1999[^n])"),
        ("[@ash, p. 3^[So *they* say.]; @elm]", "(Ash, 1999, p. 3^[So *they* say.]; Elm, 2001)"),
    ],
)
def test_a_note_within_a_citation_stays_one(text: str, expected: str) -> None:
    rendered = resolved(f"As said {text}.\n", "apa")
    assert rendered.startswith(f"As said {expected}.")


def test_locators_are_read_in_the_language_of_the_document() -> None:
    assert one("[@ash, S. 12]") == ("", "ash", None, "", ", S. 12")
    assert one("[@ash, S. 12]", "de") == ("", "ash", "page", "12", "")
    assert one("---\nlang: de\n---\n\n[@ash, S. 12]") == ("", "ash", "page", "12", "")
    assert one("[@ash p.3]", "de")[3] == ""


@pytest.mark.parametrize(
    ("text", "mode", "keys"),
    [
        ("@ash says", "composite", [("ash", False)]),
        ("@ash [p. 9; @elm]", "composite", [("ash", False), ("elm", False)]),
        ("@ash [-@elm]", "composite", [("ash", False), ("elm", True)]),
        ("-@ash says", "", [("ash", True)]),
        ("[e.g., -@ash; cf. @elm 3]", "", [("ash", True), ("elm", False)]),
        ("[@ash;@elm]", "", [("ash", False), ("elm", False)]),
        ("@ash's view, @ash, and", "composite", [("ash", False)]),
        ("[[@ash]]", "", [("ash", False)]),
        ("[@ash](http://x.org)", "composite", [("ash", False)]),
        ("[@ash]{.class}", "composite", [("ash", False)]),
        ("[*see* **@ash**]", "composite", [("ash", False)]),
        ("[@ash, pp. 3; 9]", "composite", [("ash", False)]),
        ("@ash [text](http://x.org)", "composite", [("ash", False)]),
        ("@Foo_bar--baz", "composite", [("Foo_bar", False)]),
        ("@ash.", "composite", [("ash", False)]),
        ("a\n> quoted [@ash]\n", "", [("ash", False)]),
        ("- item\n\n    still the item [@ash]\n", "", [("ash", False)]),
        ("[^1]\n\n[^1]: one\n\n    and @ash two\n", "composite", [("ash", False)]),
        ("| a | b |\n|---|---|\n| [@ash] | x |\n", "", [("ash", False)]),
        ("{cite:t}`ash`", "composite", [("ash", False)]),
        ("{cite}`ash,elm`", "", [("ash", False), ("elm", False)]),
        ('<cite data-cite="ash">(x)</cite>', "", [("ash", False)]),
    ],
)
def test_modes(text: str, mode: str, keys: list[tuple[str, bool]]) -> None:
    found = cites(text)[0]
    assert (found[0], [(work[1], work[5]) for work in found[1]]) == (mode, keys)


@pytest.mark.parametrize(
    "text",
    [
        "a@ash.org",
        r"\@ash",
        "`@ash`",
        "``a ` @ash``",
        "```\n@ash\n```",
        "~~~ {.r}\n[@ash]\n~~~",
        "    @ash in code",
        "$x@ash$",
        "$$\n@ash\n$$",
        "<!-- @ash -->",
        '<a href="@ash">x</a>',
        "<https://x.org/@ash>",
        "https://x.org/@ash",
        "@https://x.org",
        "[x](https://x.org/@ash)",
        "[x]: https://x.org/@ash",
        "@fig-ash and @Tbl-x and [@sec-intro]",
        "@fig:ash, @eq:moss and [@sec:intro; @tbl:x]",
        r"\@ref(fig:x)",
        "(@good) example\n\nas (@good) shows",
        "\\begin{equation}\n@ash\n\\end{equation}",
        "{#id key=@ash}".join(["# Title ", "\n"]),
        "@",
        "[^ash]",
        "<script>\n@ash\n</script>",
    ],
)
def test_no_citation(text: str) -> None:
    assert cites(text) == []


def test_keys_of_lists() -> None:
    assert keys_in("@a, @b:2; @*") == ["a", "b:2", "*"]


def test_notes_and_where_they_are_referred_to() -> None:
    document = read("A.^[First @ash.] B.[^n] [@elm]\n\n[^n]: [@ash, p. 2] and @elm\n")
    assert [(place.note, place.opens_note) for place in document.places] == [
        (document.notes[0][0], False),
        (None, False),
        ("n", True),
        ("n", False),
    ]
    assert document.places[2].anchor == document.text.index("[^n]")


def test_metadata() -> None:
    document = read(
        "---\nbibliography: [a.bib, b.json]\ncsl: ieee.csl\nnocite: |\n  @ash, @elm\n"
        "reference-section-title: Works\nlink-citations: true\nreferences:\n- id: oak\n  type: book\n"
        "  title: Oak\n---\n"
    )
    metadata = document.metadata
    assert metadata.bibliographies == ("a.bib", "b.json")
    assert (metadata.style, metadata.nocite, metadata.list_title, metadata.links) == (
        "ieee.csl",
        ("ash", "elm"),
        "Works",
        True,
    )
    assert [item.title for item in metadata.references] == ["Oak"]
    broken = read("---\ntitle: [\n---\n\n@ash\n")
    assert [one.code for one in broken.diagnostics] == ["document-metadata"]
    assert len(broken.places) == 1


def resolved(text: str, style: str = "apa") -> str:
    return write(render(read(text, "paper.md"), WORKS, style=style))


def test_only_places_and_the_list_change() -> None:
    text = "\ufeff# T\r\n\r\nAs @ash [p. 3] says,\tit *is* so  [@elm].\r\n\r\n```\r\n@code\r\n```\r\n"
    assert resolved(text) == (
        "\ufeff# T\r\n\r\nAs Ash (1999, p. 3) says,\tit *is* so  (Elm, 2001).\r\n\r\n```\r\n@code\r\n```\r\n\r\n"
        "Ash, A. (1999). *Trees*.\r\n\r\nElm, E. (2001). *Leaves*.\r\n"
    )


def test_citations_in_metadata_come_first() -> None:
    text = (
        "---\ntitle: '[@ash]'\nabstract: |\n    On [@elm, p. 3] and\n    `@ash`.\n\n"
        "    Also @elm.\nnocite: |\n  @ash\n---\n\n"
        "[@ash], [@elm]\n"
    )
    made = resolved(text, "ieee").replace("\\", "")
    assert "title: '[1]'" in made
    assert "    On [2, p. 3] and\n    `@ash`.\n\n    Also Elm [2].\n---\n\n[1], [2]\n" in made
    assert [place.works[0].key for place in read(text).places] == ["ash", "elm", "elm", "ash", "elm"]


def test_a_second_run_changes_nothing() -> None:
    for style in ("apa", "chicago-notes-bibliography", "nature"):
        once = resolved("So @ash [p. 3], and [@elm].[^1]\n\n[^1]: Cf. [@ash].\n\n# References\n", style)
        assert resolved(once, style) == once


def test_the_list_goes_into_its_div() -> None:
    text = "[@ash]\n\n::: {#refs}\n:::\n\n# Appendix\n"
    assert resolved(text) == "(Ash, 1999)\n\n::: {#refs}\n\nAsh, A. (1999). *Trees*.\n\n:::\n\n# Appendix\n"
    assert resolved("---\nsuppress-bibliography: true\n---\n\n[@ash]\n").endswith("(Ash, 1999)\n")
    assert "# Works\n\nAsh" in resolved("---\nreference-section-title: Works\n---\n\n[@ash]\n")
    assert "Leaves" in resolved("---\nnocite: '@elm'\n---\n\n[@ash]\n")


def test_notes_come_behind_punctuation() -> None:
    text = resolved('He said «no» [@ash, p. 3]. She said "yes" [@elm]\n', "chicago-notes-bibliography")
    assert "said «no».[^cite-1] She" in text
    assert 'said "yes"[^cite-2]\n' in text
    assert "[^cite-1]: Ann Ash, *Trees* (1999), 3." in text


def test_a_note_at_the_beginning_of_a_line_belongs_to_the_one_before() -> None:
    text = resolved("See also\n[@ash, p. 3]. More.\n\n[@elm] begins.\n", "chicago-notes-bibliography")
    assert text.startswith("See also.[^cite-1] More.\n\n[^cite-2] begins.\n")


def test_a_missing_key_stays_visible_and_is_an_error() -> None:
    done = render(read("So [@ash; @asch] and @asch.", "p.md"), WORKS, style="apa")
    assert write(done).startswith("So (Ash, 1999; **asch?**) and (**asch?**).")
    assert [(one.line, one.column, one.hint) for one in done.diagnostics] == [
        (1, 11, "did you mean 'ash'?"),
        (1, 22, "did you mean 'ash'?"),
    ]


def test_the_authors_own_markup_comes_back() -> None:
    text = "[see $x^2$ and `a*b`, [here](http://x.org) @ash, p. 3, \\* <b>x</b>]"
    assert resolved(text).startswith("(see $x^2$ and `a*b`, [here](http://x.org) Ash, 1999, p. 3, \\* <b>x</b>)")


def test_commands_of_latex_in_the_running_text_are_citations() -> None:
    text = (
        "As \\citet[p.~3]{ash} says \\citep[see][5]{ash,elm}, 50% of \\cite{ash}; "
        "\\textcites(cf.)()[3]{ash}[4]{elm}.\n\n"
        "`\\cite{no}` $\\cite{no}$ \\\\cite{no} \\emph{ash}\n\n    \\cite{no}\n\n"
        "\\begin{verbatim}\n\\cite{no}\n\\end{verbatim}\n"
    )
    done = resolved(text)
    assert done.startswith(
        "As Ash (1999, p. 3) says (see Ash, 1999; Elm, 2001, p. 5), "
        "50% of (Ash, 1999); Ash (cf. 1999, p. 3; Elm, 2001, p. 4).\n"
    )
    after = text.partition("\n")[2].rstrip()
    assert after in done
    note = resolved("So \\footcite[see $x^2$][]{ash}\\nocite{elm}.")
    assert "[^cite-1]: (see $x^2$ Ash, 1999)" in note
    assert "Elm, E. (2001)" in note


@given(st.text(alphabet="\\\\cite{}[]()ash,;%$`\n ", max_size=60))
def test_no_command_breaks_the_reader(text: str) -> None:
    ends = 0
    for place in read(text).places:
        assert ends <= place.start < place.end <= len(text)
        ends = place.end


@given(st.text(alphabet="@[]ash;, -p.3{}*_`$\\^\n<>:/é😀#~|()!", max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    document = read(text)
    ends = 0
    for place in document.places:
        assert ends <= place.start < place.end <= len(text)
        assert all(work.key in text for work in place.works)
        ends = place.end


@given(st.text(max_size=40))
def test_what_is_split_is_whole(text: str) -> None:
    label, locator, suffix = split_suffix(text, locator_words("en-US"))
    assert locator in text
    assert suffix in text
    assert (label is None) == (locator == "") or "{" in text


def test_reading_is_linear() -> None:
    document = read("[" * 50_000 + "@ash" + "]" * 50_000)
    assert isinstance(document, Document)
    assert len(read("[@ash, p. 3] " * 5_000).places) == 5_000
    for hostile in ("*" + "@" * 50_000, "[^" * 50_000, ":::" + " " * 50_000 + "x", "$" * 50_000, "<" * 50_000):
        read(hostile)


def test_real_papers_lose_nothing() -> None:
    folder = shared("documents/real/markdown")
    seen = 0
    for path in sorted(folder.rglob("*.[mqR][dm]*")):
        if path.suffix not in (".md", ".qmd", ".Rmd"):
            continue
        text = path.read_text(encoding="utf-8")
        document = read(text, str(path))
        assert document.places, path
        seen += len(document.places)
        outside = []
        at = 0
        for place in document.places:
            outside.append(text[at : place.start])
            at = place.end
        assert "".join(outside).count("[@") == 0, path
    assert seen > 100


def test_files_are_read_from_beside_the_document(tmp_path: Path) -> None:
    from citelib.documents.files import cited_works, read_document, render_file, works_of

    (tmp_path / "refs.bib").write_text(
        "@book{ash, title={Trees}, author={Ash, Ann}, year=1999}\n@book{elm, title={L}}\n"
    )
    paper = tmp_path / "paper.md"
    paper.write_text("---\nbibliography: [refs.bib, none.bib]\n---\n\nSo [@ash; @oak].\n")
    done = render_file(paper)
    assert "(Ash, 1999; **oak?**)" in done.data.decode()
    assert [one.code for one in done.diagnostics] == ["document-bibliography", "document-missing-key"]
    document = read_document(paper)
    assert list(cited_works(document, works_of(document).values())) == ["ash"]


def test_works_to_be_listed_are_named_by_metadata_anywhere() -> None:
    text = "# One\n\n---\nnocite: |\n  @ash, @elm\n...\n\nText.\n"
    made = resolved(text)
    assert made.startswith("# One\n\n\n\nText.\n\nAsh, A. (1999).")
    assert resolved(made) == made
    assert resolved("One\n\n---\nlang: en\nnocite: '@ash'\n---\n").startswith("One\n\n---\nlang: en\n---\n\nAsh, A.")
    # Lines around a table or a paragraph are no metadata.
    assert cites("One\n\n---\n\nnocite: @ash\n\n---\n")[0][0] == "composite"
