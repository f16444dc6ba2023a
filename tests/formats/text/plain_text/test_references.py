# ruff: noqa: E501 - inputs and outputs side by side
"""Texts parted into references."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.csl.whole import render_bibliography
from citelib.formats.text.plain_text.references import split
from citelib.model import Date, Item, Name

ONE = "Doe, J. (1999). On the nature of things. Journal of Things, 3(2), 1–20."
TWO = "Roe, R. (2001). Another view of things and their uses. Oxford: Thing Press."
FOUND = "Poe, E. (2003). Found objects. Things Today, 4, 5–9. https://doi.org/10.1000/tt.2003.5"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{ONE}\n{TWO}\n", [ONE, TWO]),
        (f"{ONE}\r\n\r\n{TWO}", [ONE, TWO]),
        (f"[1] {ONE}\n[2] {TWO}", [f"[1] {ONE}", f"[2] {TWO}"]),
        (f"1. {ONE}\n2. {TWO}", [f"1. {ONE}", f"2. {TWO}"]),
        ("9. Doe J. Life\n   on Mars. 1999.\n10. Roe R. Life. 2001.", ["9. Doe J. Life on Mars. 1999.", "10. Roe R. Life. 2001."]),
        ("1. Doe J. Life. Science\n1999. 12, 3.\n2. Roe R. Life. 2001.", ["1. Doe J. Life. Science 1999. 12, 3.", "2. Roe R. Life. 2001."]),
        ("Doe, J. (1999). On the nature of\n    things. Oxford: Press.\nRoe, R. (2001). Views.\n", ["Doe, J. (1999). On the nature of things. Oxford: Press.", "Roe, R. (2001). Views."]),
        ("Doe, J. (1999). On the nature of things that\nare wrapped. Oxford: Press.\nRoe, R. (2001). Views of things and their users are\nmany. 3.", ["Doe, J. (1999). On the nature of things that are wrapped. Oxford: Press.", "Roe, R. (2001). Views of things and their users are many. 3."]),
        ("- Doe J. Life. 1999.\n- Roe R. Death. 2001.", ["- Doe J. Life. 1999.", "- Roe R. Death. 2001."]),
        ("Doe J. The antide-\npressants of 1999.", ["Doe J. The antidepressants of 1999."]),
        ("Doe J. Life. http://example.org/a/\nb.html 1999.", ["Doe J. Life. http://example.org/a/b.html 1999."]),
        ("", []),
        (" \n\t\n", []),
    ],
)  # fmt: skip
def test_split(text: str, expected: list[str]) -> None:
    assert [one.text for one in split(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Labels of several kinds in one list, and references that have none.
        (f"{FOUND}\n[3] {ONE}", [FOUND, f"[3] {ONE}"]),
        (f"{ONE}\n[3] {TWO}", [ONE, f"[3] {TWO}"]),
        (f"[1] {ONE}\n{TWO}\n[3] {FOUND}", [f"[1] {ONE}", TWO, f"[3] {FOUND}"]),
        (f"[1] {ONE}\nRoe, R. (in press). Life.\nUnited Lists. Lists of the world and of much else. Paris: Plon; 2003.\n3. {TWO}", [f"[1] {ONE}", "Roe, R. (in press). Life.", "United Lists. Lists of the world and of much else. Paris: Plon; 2003.", f"3. {TWO}"]),
        (f"[1] {ONE}\n2. {TWO}\n(3) {FOUND}", [f"[1] {ONE}", f"2. {TWO}", f"(3) {FOUND}"]),
        (f"{ONE}\n1. {TWO}\n2. {FOUND}", [ONE, f"1. {TWO}", f"2. {FOUND}"]),
        (f"[Doe99] {ONE}\n[Roe01] {TWO}", [f"[Doe99] {ONE}", f"[Roe01] {TWO}"]),
        (f"1. {ONE}\n4. {TWO}", [f"1. {ONE}", f"4. {TWO}"]),
        ("[1]\nDoe J. Life. 1999.\n[2]\nRoe R. Death. 2001.", ["[1] Doe J. Life. 1999.", "[2] Roe R. Death. 2001."]),
        # What looks like a label of a line that was wrapped.
        ("Smith v Jones\n[2019] UKSC 12", ["Smith v Jones [2019] UKSC 12"]),
        ("[1] Doe J. Life on Mars. Science\n12. pp. 3–5, 1999.\n[2] Roe R. Death. 2001.", ["[1] Doe J. Life on Mars. Science 12. pp. 3–5, 1999.", "[2] Roe R. Death. 2001."]),
        # Identifiers: finished, wrapped, and with what may follow them.
        (f"{FOUND}\n{ONE}", [FOUND, ONE]),
        (f"{FOUND}\nAccessed 3 May 2019.\n{ONE}", [f"{FOUND} Accessed 3 May 2019.", ONE]),
        (f"{FOUND}\nPMID: 31234567\n{ONE}", [f"{FOUND} PMID: 31234567", ONE]),
        ("Poe E. Found. 2003. doi:10.1000/tt.\n2003.5\nRoe R. Death. 2001.", ["Poe E. Found. 2003. doi:10.1000/tt.2003.5", "Roe R. Death. 2001."]),
        ("Poe E. Found. 2003. https://example.org/a-\nlong-way/to.html\nRoe R. Death. 2001.", ["Poe E. Found. 2003. https://example.org/a-long-way/to.html", "Roe R. Death. 2001."]),
        ("[1] Poe E. Found. 2003. https://example.org/a/\n[2] Roe R. Death. 2001.", ["[1] Poe E. Found. 2003. https://example.org/a/", "[2] Roe R. Death. 2001."]),
        ("[1] Poe E. Found. 2003. doi:10.1000/tt\nRoe R. Death in Venice. 2001.", ["[1] Poe E. Found. 2003. doi:10.1000/tt", "Roe R. Death in Venice. 2001."]),
        # Places and sources go on, whatever they begin with.
        ("Doe, J. (1999). On the nature of things.\nOxford: Thing Press.\nRoe, R. (2001). Views.", ["Doe, J. (1999). On the nature of things. Oxford: Thing Press.", "Roe, R. (2001). Views."]),
        ("Doe, J. (1999). On the nature of things.\nJournal of Things, 3(2), 1–20.\nRoe, R. (2001). Views.", ["Doe, J. (1999). On the nature of things. Journal of Things, 3(2), 1–20.", "Roe, R. (2001). Views."]),
        # Pages: hyphens, ranges and compound names at line ends, running heads and page numbers.
        ("1. Doe J. Life. 1999:12-\n20.\n2. Roe R. Death. 2001.", ["1. Doe J. Life. 1999:12-20.", "2. Roe R. Death. 2001."]),
        ("Smith-\nJones A. Life. 1999.", ["Smith-Jones A. Life. 1999."]),
        ("Doe, J. (1999). On the nature\n\n17\n\nof things. Oxford: Press.\n\nRoe, R. (2001). Views.", ["Doe, J. (1999). On the nature of things. Oxford: Press.", "17", "Roe, R. (2001). Views."]),
        (f"{ONE}\n\nLISTS OF THINGS 12\n\n{TWO}\n\nLISTS OF THINGS 13\n\n{FOUND}", [ONE, "LISTS OF THINGS 12", TWO, "LISTS OF THINGS 13", FOUND]),
        ("Doe, J. (1999). On the nature of\n\nthings. Oxford: Press.", ["Doe, J. (1999). On the nature of things. Oxford: Press."]),
        (f"REFERENCES\n\n-- 2015. Lists. Paris: Plon.\n\n{ONE}", ["REFERENCES", "-- 2015. Lists. Paris: Plon.", ONE]),
        # Several on one line.
        (f"[1] {ONE} [2] {TWO} [3] {FOUND}", [f"[1] {ONE}", f"[2] {TWO}", f"[3] {FOUND}"]),
        (f"1. {ONE} 2. {TWO}", [f"1. {ONE}", f"2. {TWO}"]),
        (f"{FOUND}. [7] {ONE}", [f"{FOUND}.", f"[7] {ONE}"]),
        ("7 See Jane Doe, Life on Mars (Paris: Plon, 1999), 12; Richard Roe, Death on Venus (Bern: Lang, 2001), 23.", ["7 See Jane Doe, Life on Mars (Paris: Plon, 1999), 12;", "Richard Roe, Death on Venus (Bern: Lang, 2001), 23."]),
        ("Doe, J.; Roe, R.; Poe, E. Life on other planets. Science 1999; 12: 3–5; discussion 6.", ["Doe, J.; Roe, R.; Poe, E. Life on other planets. Science 1999; 12: 3–5; discussion 6."]),
        ("Doe J. Life on other planets. St. Louis: Mosby; 2002.", ["Doe J. Life on other planets. St. Louis: Mosby; 2002."]),
        ("Hale, S., Hurt, K., Bede, H. Petti, M. (2010) Newsprint about things in towns. Things, 70(6), 942-950.", ["Hale, S., Hurt, K., Bede, H. Petti, M. (2010) Newsprint about things in towns. Things, 70(6), 942-950."]),
        (f"{ONE} {TWO} {FOUND}", [ONE, TWO, FOUND]),
        (f"{ONE} de Waals, F. (2009). The age of things. Anvil Books.", [ONE, "de Waals, F. (2009). The age of things. Anvil Books."]),
        ("[1]王小明.论文题目研究[J].科学,2019:1-5.[2]李华.书名[M].北京:科学出版社,2001.", ["[1]王小明.论文题目研究[J].科学,2019:1-5.", "[2]李华.书名[M].北京:科学出版社,2001."]),
        # Chinese lines are joined without spaces.
        ("[1] 王小明. 论文题\n目研究[J]. 科学, 2019.\n[2] 李华. 书名[M]. 北京: 科学出版社, 2001.", ["[1] 王小明. 论文题目研究[J]. 科学, 2019.", "[2] 李华. 书名[M]. 北京: 科学出版社, 2001."]),
    ],
)  # fmt: skip
def test_lists_of_every_kind(text: str, expected: list[str]) -> None:
    assert [one.text for one in split(text)] == expected


def test_lines_are_counted() -> None:
    assert [one.line for one in split(f"\n\n{ONE}\n\n{TWO}\n")] == [3, 5]


def test_what_belongs_to_pages_is_told_apart() -> None:
    found = split(f"{ONE}\n\n12\n\n{TWO}")
    assert [one.is_furniture for one in found] == [False, True, False]


ITEMS = [
    Item("a", "article-journal", title="The growth of quiet towns along the northern coast", author=[Name("Haldane", "Mary"), Name("Okafor", "Ngozi")],
         container_title="Coastal Studies", volume="12", issue="3", page="45-61", issued=Date.on(1999), DOI="10.1000/cs.1999.45"),
    Item("b", "book", title="A short history of indexes and their makers", author=[Name("Lindqvist", "Erik")],
         publisher="Harbour Press", publisher_place="Oslo", issued=Date.on(2004)),
    Item("c", "chapter", title="On reading maps at sea", author=[Name("Moreau", "Claire"), Name("Brandt", "Ludwig"), Name("Osei", "Kofi")],
         container_title="Handbook of old instruments", editor=[Name("Petrov", "Ivan")], publisher="Lantern Books", publisher_place="London", page="101-119", issued=Date.on(2011)),
    Item("d", "webpage", title="Tides of the shallow seas", author=[Name("Sorensen", "Mette")], issued=Date.on(2018, 5, 4), URL="https://example.org/tides/shallow", accessed=Date.on(2020, 3, 1)),
    Item("e", "article-journal", title="Whales at rest: what the hydrophones heard", author=[Name("Quist", "Rolf")], container_title="Marine Notes",
         volume="8", page="101-109", issued=Date.on(2015), DOI="10.1000/mn.2015.101"),
]  # fmt: skip
STYLES = [
    "apa",
    "ieee",
    "vancouver",
    "chicago-author-date",
    "modern-language-association",
    "nature",
    "elsevier-harvard",
]
RENDERED = {
    style: [entry.text.strip() for entry in render_bibliography(ITEMS, style, output="text").entries]
    for style in STYLES
}
LABELS = {"brackets": "[{}] ", "stops": "{}. ", "parentheses": "({}) ", "bullets": "• "}


def unlabelled(text: str) -> str:
    """A rendered entry without the number that its style gives it."""
    head, _, rest = text.partition(" ")
    return rest.strip() if head.strip("[]().").isdigit() else text


@given(data=st.data())
def test_labelled_lists_come_apart(data: st.DataObject) -> None:
    """References in any styles, each with a label of any kind, wrapped anywhere: every one is whole again."""
    kinds = data.draw(st.lists(st.sampled_from(["brackets", "stops"]), min_size=len(ITEMS), max_size=len(ITEMS)))
    styles = data.draw(st.lists(st.sampled_from(STYLES), min_size=len(ITEMS), max_size=len(ITEMS)))
    width = data.draw(st.sampled_from([50, 72, 80, 100, 400]))
    written = [
        LABELS[kind].format(number) + unlabelled(RENDERED[style][number - 1])
        for number, (kind, style) in enumerate(zip(kinds, styles, strict=True), 1)
    ]
    wrap = textwrap.TextWrapper(width, break_long_words=False, break_on_hyphens=False)
    text = "\n".join("\n".join(wrap.wrap(one)) for one in written)
    assert [one.text for one in split(text)] == written


@given(data=st.data())
def test_lists_of_mixed_styles_come_apart(data: st.DataObject) -> None:
    """References in any styles, one a line, parted by blank lines, with hanging indents or wrapped behind bullets."""
    styles = data.draw(st.lists(st.sampled_from(STYLES), min_size=len(ITEMS), max_size=len(ITEMS)))
    order = data.draw(st.permutations(range(len(ITEMS))))
    written = [unlabelled(RENDERED[style][at]) for style, at in zip(styles, order, strict=True)]
    layout = data.draw(st.sampled_from(["lines", "blank", "hanging", "bullets"]))
    width = data.draw(st.sampled_from([60, 80, 100]))
    if layout == "bullets":
        written = [f"• {one}" for one in written]
    wrap = textwrap.TextWrapper(
        width if layout != "lines" else 10_000, break_long_words=False, break_on_hyphens=False,
        subsequent_indent="    " if layout == "hanging" else "",
    )  # fmt: skip
    text = ("\n\n" if layout == "blank" else "\n").join("\n".join(wrap.wrap(one)) for one in written)
    assert [one.text for one in split(text)] == written
