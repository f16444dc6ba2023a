"""Ovid: the source of abstracts of conferences."""

from __future__ import annotations

from citelib.formats.exchange import loads


def test_the_conference_and_no_pages() -> None:
    text = (
        "<1. >\nVN  - Ovid Technologies\nDB  - Embase\nTI  - Sleep of cooks.\nAU  - Ferro A.\n"
        "SO  - Reports of Sleep. Conference: 3rd Meeting on Naps. Italy. 12 (Supplement 3) (no pagination), 2018. "
        "Date of Publication: 2018.\nYR  - 2018\n"
    )
    (item,) = loads(text, "ovid-tagged").values()
    assert (item.container_title, item.event_title) == ("Reports of Sleep", "3rd Meeting on Naps. Italy")
    assert (item.volume, item.issue, item.page) == ("12", "Supplement 3", None)
