"""Citation templates of Wikipedias in other languages than English."""

from __future__ import annotations

import pytest

from citelib.formats.exchange import loads
from citelib.model import Item

TEXTS = {
    "de, article": (
        ('<ref name="K">{{Literatur |Autor=Ada Roa, Bo C. Vu |Titel=A way |TitelErg=From here '
        "|Sammelwerk=[[J. of Ways]] |Band=60 |Nummer=2 |Datum=2021-06-03 |DOI=10.1000/x "
            "|Seiten=11–19 "
        "|Online=https://example.org |Abruf=2022-01-02}}"),
        ("article-journal", "A way: From here", "J. of Ways", "2021-06-03", "60", "2", "11–19"),
    ),
    "de, chapter": (
        ("{{Literatur |Autor=Roa, Ada; Vu, Bo C. |Hrsg=Eva Ek |Titel=Karren |Sammelwerk=Das Buch |Verlag=Berg "
        "|Ort=Wien |Jahr=2001 |Seiten=11–19}}"),
        ("chapter", "Karren", "Das Buch", "2001", None, None, "11–19"),
    ),
    "de, book": (
        "{{Literatur |Autor=Ada Roa und Bo C. Vu |Titel=Wagen |Verlag=Tal |Datum=12. März 1999}}",
        ("book", "Wagen", None, "1999-03-12", None, None, None),
    ),
    "fr, article": (
        ("{{Article |prénom1=Ada |nom1=Roa |prénom2=Bo C. |nom2=Vu |titre=Sur les routes |périodique=Revue |volume=3 "
        "|numéro=2 |date=5 mars 2021 |pages=11-19}}"),
        ("article-journal", "Sur les routes", "Revue", "2021-03-05", "3", "2", "11-19"),
    ),
    "fr, book": (
        ("{{Ouvrage|auteur1=Ada Roa|auteur2=Bo C. Vu|titre=Les routes|lieu=Lyon|éditeur=Monts|année=2003"
        "|pages totales=320}}"),
        ("book", "Les routes", None, "2003", None, None, None),
    ),
    "fr, chapter": (
        ("{{Chapitre |prénom1=Ada |nom1=Roa |prénom2=Bo C. |nom2=Vu |titre chapitre=Le col |titre ouvrage=Les cols "
        "|année=2004 |passage=11-19}}"),
        ("chapter", "Le col", "Les cols", "2004", None, None, "11-19"),
    ),
    "es": (
        ("{{Cita publicación |apellidos=Roa |nombre=Ada |apellidos2=Vu |nombre2=Bo C. |título=Los caminos "
        "|publicación=Revista |volumen=3 |número=2 |páginas=11-19 |fecha=marzo de 2021}}"),
        ("article-journal", "Los caminos", "Revista", "2021-03", "3", "2", "11-19"),
    ),
    "it": (
        ("{{Cita libro|titolo=Le strade|nome=Ada|cognome=Roa|nome2=Bo C.|cognome2=Vu|editore=Monti"
        "|città=Torino|anno=2005}}"),
        ("book", "Le strade", None, "2005", None, None, None),
    ),
    "pt": (
        ("{{Citar periódico |sobrenome1=Roa |nome1=Ada |sobrenome2=Vu |nome2=Bo C. |título=As estradas "
        "|periódico=Revista |volume=3 |número=2 |páginas=11-19 |ano=2021}}"),
        ("article-journal", "As estradas", "Revista", "2021", "3", "2", "11-19"),
    ),
    "ru": (
        "{{статья |автор=Roa A., Vu B. C. |заглавие=Дороги |издание=Журнал |год=2021 |том=3 |номер=2 |страницы=11-19}}",
        ("article-journal", "Дороги", "Журнал", "2021", "3", "2", "11-19"),
    ),
}  # fmt: skip


def _told(item: Item) -> tuple[str | None, ...]:
    return (
        item.type, item.title, item.container_title, str(item.issued), item.volume, item.issue, item.page,
    )  # fmt: skip


@pytest.mark.parametrize("case", TEXTS)
def test_a_template(case: str) -> None:
    text, told = TEXTS[case]
    (item,) = loads(text).values()
    assert _told(item) == told
    assert [one.family for one in item.author] == ["Roa", "Vu"]
    assert [(one.given or "")[:1] for one in item.author] == ["A", "B"]


def test_what_else_they_say() -> None:
    text, _ = TEXTS["de, article"]
    (item,) = loads(text).values()
    assert (item.id, item.DOI, item.URL, str(item.accessed)) == ("K", "10.1000/x", "https://example.org", "2022-01-02")
    (book,) = loads(TEXTS["fr, book"][0]).values()
    assert (book.publisher, book.publisher_place, book.number_of_pages) == ("Monts", "Lyon", "320")
    (chapter,) = loads(TEXTS["de, chapter"][0]).values()
    assert [one.family for one in chapter.editor] == ["Ek"]


def test_a_list_that_is_cut_short() -> None:
    (item,) = loads("{{Literatur |Autor=Ada Roa u. a. |Titel=Wagen |Verlag=Tal |Jahr=1999}}").values()
    assert [str(one) for one in item.author] == ["Ada Roa", "et al."]


def test_another_article_is_no_citation() -> None:
    (item,) = loads("{{Article history |action1=x}} {{cite web |title=T |url=https://example.org}}").values()
    assert item.title == "T"


@pytest.mark.parametrize(("template", "people"), [
    ("{{cite journal |author=Ada Roa |title=T}}", [("Roa", "Ada", None)]),
    ("{{cite book |author1=Roa, Ada |author2=Bo van Vu |title=T}}", [("Roa", "Ada", None), ("Vu", "Bo", None)]),
    ("{{cite book |author=Moss Research Institute |title=T}}", [(None, None, "Moss Research Institute")]),
    ("{{cite book |author=((Slow Moss)) |title=T}}", [(None, None, "Slow Moss")]),
    ("{{cite news |author=Moss News |title=T}}", [(None, None, "Moss News")]),
    ("{{cite book |authors=Ada Roa, Bo Vu and Cy Ek |title=T}}",
     [("Roa", "Ada", None), ("Vu", "Bo", None), ("Ek", "Cy", None)]),
    ("{{cite book |authors=Roa, Ada; Vu, Bo |title=T}}", [("Roa", "Ada", None), ("Vu", "Bo", None)]),
])  # fmt: skip
def test_names_in_one_parameter(template: str, people: list[tuple[str | None, str | None, str | None]]) -> None:
    (item,) = loads(template, "wikipedia").values()
    assert [(name.family, name.given, name.literal) for name in item.author] == people
