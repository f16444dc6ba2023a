from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.diagnostics import Diagnostic
from citelib.errors import LimitError, ReadError
from citelib.formats import registry
from citelib.formats.exchange import loads
from citelib.formats.format import Source
from citelib.formats.text.plain_text import PLAIN_TEXT
from citelib.formats.text.plain_text.fields import Segment, closed_lists
from citelib.formats.text.plain_text.sniff import sniff
from citelib.model import Block, Item
from citelib.model.custom import CONFIDENCE_KEY, REFERENCE_KEY
from tests.growth import LINEAR, growth

CASES = sorted(Path(__file__).with_name("cases").glob("*.txt"))


def records(text: str) -> list[Any]:
    assert PLAIN_TEXT.read is not None
    return list(PLAIN_TEXT.read(Source(text)))


def shown(item: Item) -> dict[str, Any]:
    """The fields of an item as short text."""
    fields = {"type": item.type}
    for name, value in item.variables.items():
        fields[name] = "; ".join(one.inverted for one in value) if isinstance(value, (tuple, list)) else str(value)
    return fields


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_golden(case: Path, update_golden: bool) -> None:
    """Each reference of a file beside the fields that it is read as."""
    found = [
        {"reference": one.custom[REFERENCE_KEY], **shown(one)} if isinstance(one, Item) else {"kept": one.text}
        for one in records(case.read_text(encoding="utf-8"))
        if isinstance(one, (Item, Block))
    ]
    expected = case.with_suffix(".json")
    if update_golden:
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


def test_each_field_has_a_confidence() -> None:
    (item,) = records("Beyeler A. Do antidepressants restore lost synapses? Science. 2019;364(6436):129-30.")
    confidence = item.custom[CONFIDENCE_KEY]
    assert set(confidence) == {"type", *item.variables}
    assert all(0 <= sure <= 1 for sure in confidence.values())


@pytest.mark.parametrize(
    "text",
    [
        "Lorem ipsum dolor sit amet.",
        "xyzzy",
        "the and of to",
        "!!!",
        "12345",
        "We thank the reviewers, and J. Smith for help.",
    ],
)
def test_what_is_no_reference_is_kept_and_said(text: str) -> None:
    finding, block = records(text)
    assert isinstance(finding, Diagnostic)
    assert finding.severity == "error"
    assert finding.code == "plain-text-no-reference"
    assert isinstance(block, Block)
    assert block.text == text


def test_doubt_is_said_with_its_reason() -> None:
    finding, item = records("Smith. Press 1999 12 in and Paris Vol. the, Doe J")
    assert isinstance(finding, Diagnostic)
    assert finding.code == "plain-text-uncertain"
    assert "confidence" in finding.message
    assert finding.item == item.id


def test_emphasis_of_markdown_is_no_part_of_a_title() -> None:
    (item,) = records("4. Quist, R. (2009). *What the whales heard.* Marine Notes, *21*(4), 791–802.")
    assert item.title == "What the whales heard"
    assert (item.container_title, item.volume, item.issue) == ("Marine Notes", "21", "4")


def test_names_end_with_et_al() -> None:
    """Whatever the labels say: nothing behind «et al.» is a name."""
    names = Segment("author", "Quist R, et al. Sightings, Songs, and", 0.8)
    first, second = closed_lists([names, Segment("title", "Strandings of Whales.", 0.9)])
    assert (first.text, second.text) == ("Quist R, et al. ", "Sightings, Songs, and Strandings of Whales.")
    assert second.confidence == 0.8


def test_ids_are_different() -> None:
    text = "Doe J, Roe R. The origin of life on Mars. Science. 1999;1(2):3-4."
    works = loads(f"{text}\n\n{text}\n", "plain-text")
    assert list(works) == ["doe1999origin", "doe1999origin-2"]


def test_recognised_as_a_last_resort() -> None:
    text = "Doe J, Roe R. Life on Mars. Science. 1999;12(3):3-4.\nRoe, R. (2001). Views. Oxford: Press, pp. 1-3.\n"
    assert registry.recognise(text) is PLAIN_TEXT
    assert sniff(text) <= 0.5


@pytest.mark.parametrize(
    "text",
    ["", "{}", "<a/>", "TY  - JOUR\nER  - \n", "@article{a, title={B}, year=1999, pages={pp. 3}}", "\x00\x01",
     "PMID- 1\nTI  - x\n", "just text\n"],
)  # fmt: skip
def test_other_texts_are_not_claimed(text: str) -> None:
    assert sniff(text) == 0


@given(text=st.text())
def test_no_text_raises_anything_else(text: str) -> None:
    try:
        found = records(text)
    except (ReadError, LimitError):
        return
    assert all(isinstance(one, (Item, Diagnostic, Block)) for one in found)


PIECES = [
    "Doe",
    "J.",
    ",",
    "(",
    ")",
    "1999",
    "“",
    "”",
    "and",
    "et al.",
    "In:",
    "pp.",
    "12(3):4–5",
    "doi:10.1/x",
    "http://a.b/c",
    "[1]",
    "\n",
    " ",
    "ed.",
    "\x00",
    "«",
]


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=40))
def test_no_jumble_raises_anything_else(pieces: list[str]) -> None:
    for text in ("".join(pieces), " ".join(pieces)):
        for one in records(text):
            assert isinstance(one, (Item, Diagnostic, Block))


HOSTILE = {
    "one long word": "a" * 400_000,
    "one long line": "Doe, J. " * 50_000,
    "brackets": "(" * 400_000,
    "zero bytes": "\x00" * 400_000,
    "commas": "," * 400_000,
    "digits": "1" * 400_000,
    "hyphens at line ends": "ab-\n" * 100_000,
    "short lines": "Doe\n" * 100_000,
    "spaces": " " * 400_000,
    "numbered lines": "".join(f"{n}. x\n" for n in range(1_600)),
    "quotes": "«“" * 200_000,
    "dots": ". . " * 100_000,
    "brackets and roles": "(ed" * 120_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_linear(name: str) -> None:
    """A megabyte of anything is done in seconds; a quadratic step would take hours."""
    assert growth(lambda text: list(records(text)), HOSTILE[name]) < LINEAR


def test_long_but_possible_references_are_linear() -> None:
    """Just below the length that is refused: everything behind the model sees it."""
    for piece in (
        "Doe, J., ",
        "(ed.) ",
        "et al ",
        "1999 ",
        "a",
        "10.1234/",
        "http://",
        "and ",
        "In: ",
        "- ",
        ", ; ",
        "«a» ",
        "A.B",
        "Jr., ",
        "v. 1 U.S. ",
    ):
        records((piece * 3000)[:2990])


def test_a_numbered_list_of_references_of_every_kind_is_one() -> None:
    text = (
        "1. Gordon, J.E. (1978) Structures. Penguin, London.\n"
        "2. Vu AG. Terms of moss. Ecology 1935;16(3):284-307.\n"
        "3. Roa, Charles: On the Origin of Ferns. London: John Murray 1859.\n"
        "4. https://example.org/mosses\n"
    )
    works = loads(text)
    assert [item.title for item in works.values()] == ["Structures", "Terms of moss", "On the Origin of Ferns", None]
    assert [item.page for item in works.values()] == [None, "284-307", None, None]


def test_references_with_et_al_are_no_news() -> None:
    text = (
        "Roa RN, Vu MH, et al. Rescue of moss by ferns. Nature. 2019;3:18.\n\nLee, A. (2009). Ferns? Moss, 3, 12–13.\n"
    )
    assert registry.recognise(text) is PLAIN_TEXT


@pytest.mark.parametrize(
    ("reference", "publisher"),
    [
        ("O'Roa, C. (2016). Weapons of salt: How big lakes increase inequality. Crown.", "Crown"),
        ("Strand, W., Jr., & Birk, E. B. (2000). The elements of salt (4th ed.). Longman.", "Longman"),
    ],
)
def test_a_publisher_that_stands_alone(reference: str, publisher: str) -> None:
    (item,) = [one for one in records(reference) if isinstance(one, Item)]
    assert (item.type, item.publisher, item.container_title) == ("book", publisher, None)


@pytest.mark.parametrize(
    ("reference", "journal"),
    [
        ("Roa, A. (2016). Salt in lakes. Nature.", "Nature"),
        ("Roa, A. (2016). Salt in lakes. Journal of Lakes.", "Journal of Lakes"),
    ],
)
def test_a_journal_without_numbers_stays_one(reference: str, journal: str) -> None:
    (item,) = [one for one in records(reference) if isinstance(one, Item)]
    assert item.container_title == journal


def test_words_stand_before_their_numbers() -> None:
    (item,) = records("Озёров И. И., Речкин П. П. Соль озёр // Вестник воды. 2015. Т. 12. № 3. С. 45–57.")
    assert (item.volume, item.issue, item.page) == ("12", "3", "45-57")
