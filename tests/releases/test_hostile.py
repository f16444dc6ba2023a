"""Whatever is given, the reader ends soon and raises nothing but `ReadError`."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.diagnostics import Diagnostic
from citelib.errors import ReadError
from citelib.formats.format import Source
from citelib.formats.press_release import PRESS_RELEASE
from citelib.model import Item
from citelib.model.custom import QUOTATIONS_KEY
from citelib.releases.page.html import html_page

PARAGRAPH = "Moss is back in the drains, Ann Lee and colleagues report in the journal Mosses. "


def read(text: str | bytes) -> list[object]:
    assert PRESS_RELEASE.read is not None
    return list(PRESS_RELEASE.read(Source(text)))


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "<html><head><title></title></head><body></body></html>"])
def test_empty(text: str) -> None:
    with pytest.raises(ReadError):
        read(text)


def test_only_furniture() -> None:
    records = read("Share on Facebook\n\nAdvertisement\n\n© 2020 Some Institute\n\nSubscribe to our newsletter\n")
    assert any(isinstance(record, Diagnostic) and record.code == "press-release-no-text" for record in records)
    assert not any(isinstance(record, Item) for record in records)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000_000,
        "A " * 300_000,
        "Ab " * 100_000,
        "“" * 500_000,
        '"' * 500_000,
        "‘a " * 40_000,
        "Ann Lee and colleagues " * 8_000,
        "A. B. C. " * 20_000,
        "in the journal " * 30_000,
        "\n" * 2_000_000 + "x",
        "(" * 500_000,
        "10.5555/" * 200_000,
        "1999 " * 100_000,
        "van der " * 50_000,
        "first author, " * 100_000,
        "published in " * 100_000,
        "Lee, A., " * 100_000,
        "Reference: " + "Lee A, " * 100_000,
        "related perspective by " * 8_000,
        "team led by " * 20_000,
        "Title\n\n" + ("Label:\n" * 30_000),
        "Title\n\nRelated articles\n\n" + "Story\nSomething happened here.\n\n" * 20_000,
    ],
    ids=range(22),
)
def test_large_and_odd(text: str) -> None:
    read(text)


def test_thousands_of_quotations() -> None:
    text = "Moss found\n\nMay 3, 2020\n\n" + "“It grew,” said Ann Lee. “It really did.”\n\n" * 4_000
    news = next(record for record in read(text) if isinstance(record, Item))
    assert len(news.custom[QUOTATIONS_KEY]) == 8_000
    assert {quotation["speaker"] for quotation in news.custom[QUOTATIONS_KEY]} == {"Ann Lee"}


def test_long_release() -> None:
    text = "Moss found\n\nMay 3, 2020\n\n" + (PARAGRAPH * 5 + "\n\n") * 2_000
    news = next(record for record in read(text) if isinstance(record, Item))
    assert [relation.type for relation in news.relations] == ["reports-on"]


def test_deep_html() -> None:
    with pytest.raises(ReadError, match="nested"):
        read("<html><body>" + "<div>" * 100_000 + "x")
    assert html_page("<html><body>" + "<div>" * 1_000 + "x").text == "x"


def test_markup_is_text_in_items() -> None:
    records = read("Moss <script>alert(1)</script> found\n\nMay 3, 2020\n\n" + PARAGRAPH)
    news = next(record for record in records if isinstance(record, Item))
    assert news.title == "Moss <script>alert(1)</script> found"


def test_offsets_with_windows_line_ends() -> None:
    lines = ["Moss found", "", "May 3, 2020", ""]
    lines += ["Moss is back in the drains of the old town by the river, Ann Lee and"]
    lines += ["colleagues report in the journal Mosses, which has printed such news"]
    lines += ["for forty years.", "", "It grew again."]
    text = "\r\n".join(lines)
    news = next(record for record in read(text) if isinstance(record, Item))
    evidence = news.relations[0].evidence
    assert evidence is not None
    assert text[evidence.start : evidence.end] == evidence.quote == "Ann Lee and\r\ncolleagues"


@given(st.text(alphabet=st.sampled_from("Ab .,:“”\"'‘’\n-()<>/10&;été"), max_size=300))
def test_any_text(text: str) -> None:
    try:
        records = read(text)
    except ReadError:
        return
    for record in records:
        assert isinstance(record, (Item, Diagnostic))
        if isinstance(record, Item) and "<" not in text:
            for relation in record.relations:
                assert relation.evidence is not None
                assert text[relation.evidence.start : relation.evidence.end] == relation.evidence.quote


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    with contextlib.suppress(ReadError):
        read(data)
