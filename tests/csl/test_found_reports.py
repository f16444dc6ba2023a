"""Public reports of other processors that were tried with works of their own (skipped where absent).

The cases are written for people: what goes in and what should come has another shape in each. So each has a few lines
here that put its input to citelib; what should come is read from the case, and is written here only where the case
gives a choice or a sentence.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

import pytest

import citelib
from citelib.csl import Citation, Cite, Options, Processor, render_bibliography
from citelib.errors import CitelibError
from citelib.model import Date, Item, Name, structure
from tests.csl.style.samples import style
from tests.shared import shared

CASES: Final[dict[str, Callable[[dict[str, Any]], None]]] = {}
"""What tries each case, by the name of its file."""


def case(function: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, Any]], None]:
    CASES[function.__name__.replace("_", "-")] = function
    return function


def items_of(found: dict[str, Any], key: str = "items") -> list[Item]:
    return [structure(record, report=lambda _code, _message: None) for record in found["input"][key]]


def entries(items: Any, name: Any, **options: Any) -> list[str]:
    return [entry.text for entry in render_bibliography(items, name, **options).entries]


def cited(items: Any, name: Any, *citations: Citation, **options: Any) -> list[str]:
    processor = Processor(items, name, **options)
    processor.replace_citations(citations)
    return [text for _, text in processor.citations]


def bib(text: str) -> Any:
    return citelib.loads(text, "bib")


@case
def annotation_not_printed(found: dict[str, Any]) -> None:
    works = bib(found["input"]["biblatex"])
    for name in found["input"]["styles"]:
        (entry,) = entries(works, name)
        reference, annotation = entry.split("\n")
        assert "Anon" in reference
        assert annotation.rstrip(".") == found["want"].split("\n")[1], name


@case
def articleno_lost(found: dict[str, Any]) -> None:
    assert entries(bib(found["input"]["bib"]), found["input"]["style"]) == [found["want"]]


@case
def bib_and_others(found: dict[str, Any]) -> None:
    works = bib(found["input"]["bib"])
    entry, citation = found["want"]["apa"]
    assert entries(works, "apa")[0] == entry
    assert cited(works, "apa", Citation.of("b")) == [citation]
    assert found["want"]["ieee"].rstrip(" …") in entries(works, "ieee")[1]


@case
def braced_particle(found: dict[str, Any]) -> None:
    assert entries(bib(found["input"]["bib"]), found["input"]["style"]) == [found["want"]]


@case
def citation_links(found: dict[str, Any]) -> None:
    works = [
        Item("a", "book", title="Alpha", author=[Name("Doe", "Ann")], issued=Date.on(2001)),
        Item("b", "book", title="Beta", author=[Name("Roe", "Bo")], issued=Date.on(2002)),
    ]
    wanted = found["want"].split(", each cite apart")[0]
    assert cited(works, "apa", Citation.of("a", "b"), output="html-linked") == [wanted]
    for output, first, second in (
        ("markdown-linked", "[Doe, 2001](#ref-a)", "[Roe, 2002](#ref-b)"),
        ("latex-linked", "{Doe, 2001}", "{Roe, 2002}"),
        ("typst-linked", "[Doe, 2001]", "[Roe, 2002]"),
    ):
        (text,) = cited(works, "apa", Citation.of("a", "b"), output=output)
        assert first in text, text
        assert second in text, text


@case
def composite_ibid(found: dict[str, Any]) -> None:
    notes = [
        Citation(
            [Cite(one) if isinstance(one, str) else Cite(**one) for one in given["cites"]],
            note=given["note"],
            mode=given.get("mode", ""),
        )
        for given in found["input"]["citations"]
    ]
    assert cited(items_of(found), found["input"]["style"], *notes)[2] in ("Ibid.", "Doe, ibid.", "Doe Ibid.")


@case
def composite_no_author(found: dict[str, Any]) -> None:
    _, book, minimal = found["want"]
    # The style prints the case by volume and page since the report was tried; it must stand once.
    notes = [Citation.of("l", mode="composite"), Citation.of("m", mode="composite")]
    assert cited(items_of(found), found["input"]["style"], *notes) == ["Cur v. Str, 4 Day 51 (1809).", book]
    alpha = Item("m", "book", title="Alpha")
    xml = style('<group delimiter=", "><names variable="author"/><text variable="title"/></group>')
    assert cited([alpha], xml.replace('class="in-text"', 'class="note"'), Citation.of("m", mode="composite")) == [
        minimal
    ]


@case
def composite_numeric(found: dict[str, Any]) -> None:
    works = items_of(found)
    for name, mode, wanted in zip(
        ("ieee", "nature", "nlm-citation-sequence", "ieee"),
        ("composite", "composite", "composite", "author-only"),
        found["want"],
        strict=False,
    ):
        (text,) = cited(works, name, Citation.of("a", mode=mode))
        # In plain text a raised number has no other mark than its place.
        assert text == {"nature": "Doe1"}.get(name, wanted), name
    assert cited(works, "nature", Citation.of("a", mode="composite"), output="html") == ["Doe<sup>1</sup>"]


@case
def crash_given_trailing_space(found: dict[str, Any]) -> None:
    items = items_of(found, "csl-json")
    assert entries(items, "apa")[0] == found["want"]
    for given in ("Ann ", " ", "van "):
        assert entries([Item("a", "book", title="T", author=[Name("Doe", given)])], "apa")


@case
def date_parts_null(found: dict[str, Any]) -> None:
    for parts in ([[None]], [[]], []):
        record = {**found["input"]["items"][0], "issued": {"date-parts": parts}}
        items = [structure(record, report=lambda _code, _message: None)]
        entry, citation, _ = found["want"]
        assert entries(items, "apa")[0].startswith(entry[:-1]), parts
        assert cited(items, "apa", Citation.of("x")) == [citation]
        xml = style(
            '<choose><if variable="issued"><text value="true"/></if><else><text value="false"/></else></choose>'
        )
        assert cited(items, xml, Citation.of("x")) == ["false"]


@case
def locale_dialect(found: dict[str, Any]) -> None:
    works = [Item("a", "book", title="T", author=[Name("Doe", "A"), Name("Roe", "B")])]
    primary = {"nl": "nl-NL", "fr": "fr-FR", "es": "es-ES", "it": "it-IT", "de": "de-DE", "pt": "pt-PT", "no": "nb-NO",
               "zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "zh-HK": "zh-TW", "en-AU": "en-GB",
               "en-CA": "en-US"}  # fmt: skip
    for tag in ["nl-BE", *found["input"]["others"]]:
        wanted = primary.get(tag) or primary[tag.split("-")[0]]
        assert entries(works, "chicago-author-date", locale=tag) == entries(
            works, "chicago-author-date", locale=wanted
        ), tag
    with pytest.raises(CitelibError):
        entries(works, "apa", locale="xx-YY")


@case
def locator_label_lost(found: dict[str, Any]) -> None:
    items = items_of(found)
    for name, cite, wanted in zip(
        ("apa", "apa", "chicago-author-date"),
        [*found["input"]["cites"], found["input"]["cites"][0]],
        found["want"],
        strict=True,
    ):
        assert cited(items, name, Citation([Cite("a", **cite)])) == [wanted]


@case
def multiple_bibliographies(found: dict[str, Any]) -> None:
    processor = Processor(items_of(found), "apa")
    processor.replace_citations([Citation.of("a", "b")])
    by_type = [
        [entry.text for entry in processor.bibliography(lambda item, type=type: item.type == type).entries]
        for type in ("book", "article-journal")
    ]
    assert by_type == [[text] for text in found["want"]]


@case
def per_item_locale(found: dict[str, Any]) -> None:
    (entry,) = entries(items_of(found), found["input"]["style"], options=Options(item_languages=True))
    assert found["want"].removesuffix(" A study …") in entry


@case
def sentence_case_acronyms(found: dict[str, Any]) -> None:
    (text,) = cited(items_of(found), style(found["input"]["style"]), Citation.of("x"))
    assert text == found["want"].split("at least: ")[1]


@case
def silent_mode_label(found: dict[str, Any]) -> None:
    works = [Item("a", "book", title="T")]
    with pytest.raises(CitelibError, match="textual"):
        citelib.cite(works, "a", mode="textual")  # type: ignore[arg-type]
    with pytest.raises(CitelibError, match="pages") as raised:
        citelib.cite(works, Cite("a", locator="3", label="pages"))
    assert "page" in f"{raised.value.hint}"


@case
def sort_spaces_ayn(found: dict[str, Any]) -> None:
    works = [Item(family, "book", title="T", author=[Name(family, "A")]) for family in found["input"]["families"]]
    order = list(Processor(works, "apa", nocite="*").order)
    assert order == found["want"]


@case
def substitute_drops_label(found: dict[str, Any]) -> None:
    assert entries(items_of(found), "apa") == [found["want"]]


@case
def suffix_on_text_date(found: dict[str, Any]) -> None:
    works = bib(found["input"]["bib"])
    for text, wanted in zip(entries(works, "apa"), found["want"], strict=True):
        assert wanted in text


@case
def title_case_foreign_locale(found: dict[str, Any]) -> None:
    xml = style('<text variable="title" text-case="title"/>')
    assert cited(items_of(found), xml, Citation.of("x"), locale="fr-FR") == [found["want"]]


@case
def turkish_sort(found: dict[str, Any]) -> None:
    works = [Item(family, "book", title="T", author=[Name(family, "A")]) for family in found["input"]["families"]]
    order = list(Processor(works, "apa", locale="tr-TR", nocite="*").order)
    assert order == found["want"]


@pytest.mark.parametrize("name", sorted(CASES))
def test_report(name: str) -> None:
    path = shared(f"found/csl-reports/{name}.json")
    CASES[name](json.loads(path.read_text(encoding="utf-8")))


def test_every_report_is_tried() -> None:
    folder = shared("found/csl-reports")
    assert {path.stem for path in folder.glob("*.json")} == set(CASES)
