r"""PICA+ in each of its forms is read as the same work."""

from __future__ import annotations

import json

import pytest

from citelib.formats import registry
from citelib.formats.exchange import loads

BOOK = [
    ("001U", "", "0utf8"), ("002@", "", "0Aau"), ("003@", "", "01234"), ("004A", "", "A9783161484100"),
    ("010@", "", "ager"), ("011@", "", "a2001"), ("021A", "", "aDie @Karren", "deine Kunde", "hAda Roa ; Bo Vu"),
    ("028A", "", "dAda", "aRoa", "BVerfasser"), ("028B", "01", "dBo", "aVu", "cvan"), ("032@", "", "a2. Aufl."),
    ("033A", "", "pUlm", "nWheel"), ("036E", "", "aWagen", "l7"), ("044K", "", "aKarren"), ("101@", "", "a22"),
]  # fmt: skip


def plain(record: list[tuple[str, ...]], mark: str = "$", end: str = "\n") -> str:
    lines = [
        f"{tag}{'/' + place if place else ''} {''.join(mark + one for one in parts)}" for tag, place, *parts in record
    ]
    return end.join(lines) + end


def xml(record: list[tuple[str, ...]]) -> str:
    fields = "".join(
        f'<datafield tag="{tag}" occurrence="{place}">'
        + "".join(f'<subfield code="{one[0]}">{one[1:]}</subfield>' for one in parts)
        + "</datafield>"
        for tag, place, *parts in record
    )
    inner = f'<record xmlns="info:srw/schema/5/picaXML-v1.0">{fields}</record>'
    return f"<records><record><recordData>{inner}</recordData></record></records>"


FORMS = {
    "plain": plain(BOOK),
    "normalised": plain(BOOK, "\x1f", "\x1e") + "\n",
    "dump": "\x1d01000003              \x1e" + plain(BOOK, "\x1f", "\x1e"),
    "json": json.dumps([[tag, place, *(c for one in parts for c in (one[0], one[1:]))] for tag, place, *parts in BOOK]),
    "xml": xml(BOOK),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form(form: str) -> None:
    assert (found := registry.recognise(FORMS[form])) is not None
    assert found.name == "pica"
    works = loads(FORMS[form])
    (item,) = works.values()
    assert (item.id, item.type, item.title) == ("1234", "book", "Die Karren: eine Kunde")
    assert [(one.family, one.given) for one in item.author] == [("Roa", "Ada"), ("Vu", "Bo")]
    assert (str(item.issued), item.publisher, item.publisher_place, item.ISBN) == (
        "2001",
        "Wheel",
        "Ulm",
        "9783161484100",
    )
    assert (item.collection_title, item.collection_number, item.language, item.edition) == (
        "Wagen",
        "7",
        "de",
        "2. Aufl.",
    )
    assert not works.diagnostics


def test_an_article_names_its_journal_and_its_place_there() -> None:
    text = "002@ $0Aou\n003@ $09\n021A $aOn carts\n028A $8Roa, Ada [GND:1]\n"
    text += "031A $d12$e3$j2001$h11-19\n039B $aIn$tJournal of carts$CISSN$61234-5679\n011@ $a2001\n004V $010.1000/c\n"
    item = loads(text)["9"]
    assert (item.type, item.container_title, item.ISSN) == ("article-journal", "Journal of carts", "1234-5679")
    assert (item.volume, item.issue, item.page, item.DOI) == ("12", "3", "11-19", "10.1000/c")
    assert str(item.author[0]) == "Ada Roa"


def test_a_volume_of_a_work_of_several() -> None:
    text = "002@ $0Afu\n003@ $09\n021A $aHills\n036C $aThe @cart$l2\n028C $dEva$aEk$BHrsg.\n011@ $a2001\n"
    item = loads(text)["9"]
    assert item.title is not None
    assert item.title.startswith("The cart")
    assert "Hills" in item.title
    assert item.editor[0].family == "Ek"


def test_theses_say_where() -> None:
    text = "002@ $0Aau\n003@ $09\n021A $aOn carts\n028A $dAda$aRoa\n"
    text += "037C $dDissertation$eUniversität Ulm$f2001\n011@ $a2001\n"
    item = loads(text)["9"]
    assert (item.type, item.publisher) == ("thesis", "Universität Ulm")


def test_authority_records_are_reported_and_are_no_works() -> None:
    works = loads("002@ $0Tp1\n003@ $09\n028A $dAda$aRoa\n")
    assert not works
    assert [one.code for one in works.diagnostics] == ["pica-authority"]


def test_dollars_in_text_and_fields_that_are_not_known_are_kept() -> None:
    item = loads("002@ $0Aau\n003@ $09\n021A $aA$$B\n045T $axyz\n")["9"]
    assert item.title == "A$B"
    assert item.custom == {"marc:pica045T": ["  $axyz"]} or "marc:pica045T" in (item.custom or {})
