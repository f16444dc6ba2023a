"""Citation templates of other Wikipedias, by what their parameters are called in English.

Source: the documentation of the templates in the German, French, Spanish, Italian, Portuguese, Dutch, Polish and
Russian Wikipedia. A number behind a parameter (``nom2``) counts people, as in English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

__all__ = ["NAMES", "in_english"]

_GERMAN: Final = {
    "autor": "authors", "hrsg": "editors", "herausgeber": "editors", "übersetzer": "translators", "titel": "title",
    "titelerg": "subtitle", "sammelwerk": "work", "werk": "website", "reihe": "series", "band": "volume",
    "nummer": "issue", "heft": "issue", "auflage": "edition", "verlag": "publisher", "ort": "location",
    "datum": "date", "jahr": "year", "monat": "month", "tag": "day", "seiten": "pages", "seite": "pages",
    "spalten": "pages", "kapitel": "section", "online": "url", "url": "url", "abruf": "access-date",
    "zugriff": "access-date", "originaltitel": "script-title", "originaljahr": "orig-year", "sprache": "language",
    "typ": "type", "isbn": "isbn", "issn": "issn", "doi": "doi", "pmid": "pmid", "pmc": "pmc", "arxiv": "arxiv",
}  # fmt: skip
_FRENCH: Final = {
    "nom": "last", "prénom": "first", "auteur": "author", "auteurs": "authors", "et-al.": "display-authors",
    "titre": "title", "sous-titre": "subtitle", "périodique": "journal", "revue": "journal", "journal": "journal",
    "site": "website", "titre-ouvrage": "book", "titre-chapitre": "chapter", "éditeur": "publisher",
    "lieu": "location", "année": "year", "mois": "month", "jour": "day", "date": "date", "volume": "volume",
    "tome": "volume", "numéro": "issue", "numéro-d'édition": "edition", "numéro-édition": "edition",
    "collection": "series", "passage": "page", "page": "page", "pages": "pages", "pages-totales": "total",
    "lire-en-ligne": "url", "url": "url", "consulté-le": "access-date", "langue": "language", "isbn": "isbn",
    "issn": "issn", "doi": "doi", "pmid": "pmid", "pmcid": "pmc", "arxiv": "arxiv", "traducteur": "translators",
    "directeur": "editors",
}  # fmt: skip
_SPANISH: Final = {
    "apellidos": "last", "apellido": "last", "nombre": "first", "autor": "author", "título": "title",
    "titulo": "title", "capítulo": "chapter", "publicación": "work", "obra": "website", "sitioweb": "website",
    "periódico": "work", "revista": "work", "editorial": "publisher", "ubicación": "location", "lugar": "location",
    "fecha": "date", "año": "year", "mes": "month", "volumen": "volume", "número": "issue", "edición": "edition",
    "página": "page", "páginas": "pages", "fechaacceso": "access-date", "idioma": "language",
    **{one: one for one in ("url", "isbn", "issn", "doi", "pmid", "pmc", "arxiv")},
}  # fmt: skip
_ITALIAN: Final = {
    "cognome": "last", "nome": "first", "autore": "author", "titolo": "title", "capitolo": "chapter",
    "rivista": "journal", "sito": "website", "opera": "website", "pubblicazione": "work", "editore": "publisher",
    "città": "location", "data": "date", "anno": "year", "mese": "month", "giorno": "day", "volume": "volume",
    "numero": "issue", "edizione": "edition", "pp": "pages", "p": "page", "accesso": "access-date",
    "lingua": "language", "collana": "series", **{one: one for one in ("url", "isbn", "issn", "doi", "pmid", "pmc")},
}  # fmt: skip
_PORTUGUESE: Final = {
    "sobrenome": "last", "último": "last", "ultimo": "last", "primeiro": "first", "nome": "first", "autor": "author",
    "título": "title", "titulo": "title", "capítulo": "chapter", "jornal": "work", "periódico": "journal",
    "obra": "website", "publicado": "publisher", "editora": "publisher", "local": "location", "data": "date",
    "ano": "year", "mês": "month", "volume": "volume", "número": "issue", "edição": "edition", "página": "page",
    "páginas": "pages", "acessodata": "access-date", "língua": "language", "idioma": "language",
    **{one: one for one in ("url", "isbn", "issn", "doi", "pmid", "pmc")},
}  # fmt: skip
_DUTCH: Final = {
    "achternaam": "last", "voornaam": "first", "auteur": "author", "titel": "title", "tijdschrift": "journal",
    "werk": "website", "uitgever": "publisher", "plaats": "location", "datum": "date", "jaar": "year",
    "maand": "month", "volume": "volume", "jaargang": "volume", "nummer": "issue", "druk": "edition",
    "bladzijde": "page", "pagina's": "pages", "paginas": "pages", "bezochtdatum": "access-date", "taal": "language",
    **{one: one for one in ("url", "isbn", "issn", "doi", "pmid")},
}  # fmt: skip
_POLISH: Final = {
    "autor": "authors", "nazwisko": "last", "imię": "first", "autor-r": "authors", "tytuł": "title",
    "czasopismo": "journal", "opublikowany": "website", "wydawca": "publisher", "miejsce": "location",
    "data": "date", "rok": "year", "miesiąc": "month", "wolumin": "volume", "tom": "volume", "numer": "issue",
    "wydanie": "edition", "strony": "pages", "s": "pages", "data-dostępu": "access-date", "język": "language",
    **{one: one for one in ("url", "isbn", "issn", "doi", "pmid")},
}  # fmt: skip
_RUSSIAN: Final = {
    "автор": "authors", "заглавие": "title", "название": "title", "издание": "work", "часть": "chapter",
    "ответственный": "editors", "издательство": "publisher", "место": "location", "год": "year", "месяц": "month",
    "дата": "date", "том": "volume", "выпуск": "issue", "номер": "issue", "страницы": "pages", "страниц": "total",
    "ссылка": "url", "url": "url", "язык": "language", "isbn": "isbn", "issn": "issn", "doi": "doi",
    "accessdate": "access-date", "дата-обращения": "access-date",
}  # fmt: skip

_LANGUAGES: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "literatur": ("", _GERMAN), "internetquelle": ("cite web", _GERMAN | {"hrsg": "publisher"}),
    "article": ("cite journal", _FRENCH), "ouvrage": ("cite book", _FRENCH), "chapitre": ("cite book", _FRENCH),
    "lien web": ("cite web", _FRENCH), "article encyclopédique": ("cite encyclopedia", _FRENCH),
    "cita publicación": ("cite journal", _SPANISH), "cita libro": ("cite book", _SPANISH),
    "cita web": ("cite web", _SPANISH), "cita noticia": ("cite news", _SPANISH),
    "cita tesis": ("cite thesis", _SPANISH),
    "cita pubblicazione": ("cite journal", _ITALIAN), "cita news": ("cite news", _ITALIAN),
    "citar periódico": ("cite journal", _PORTUGUESE), "citar livro": ("cite book", _PORTUGUESE),
    "citar web": ("cite web", _PORTUGUESE), "citar jornal": ("cite news", _PORTUGUESE),
    "citar tese": ("cite thesis", _PORTUGUESE),
    "citeer journal": ("cite journal", _DUTCH), "citeer tijdschrift": ("cite journal", _DUTCH),
    "citeer boek": ("cite book", _DUTCH), "citeer web": ("cite web", _DUTCH),
    "cytuj pismo": ("cite journal", _POLISH), "cytuj książkę": ("cite book", _POLISH),
    "cytuj stronę": ("cite web", _POLISH), "cytuj": ("cite web", _POLISH),
    "статья": ("cite journal", _RUSSIAN), "книга": ("cite book", _RUSSIAN), "публикация": ("cite book", _RUSSIAN),
}  # fmt: skip
"""The English template, empty if the parameters decide, and the parameters of each template by its name."""

NAMES: Final = tuple(_LANGUAGES)
"""The names of all templates, in small letters."""

_COUNTED: Final = re.compile(r"(.*?\D)-?([0-9]{1,3})?")
_ITALIAN_TOO: Final = frozenset(("cita libro", "cita web"))
"""Templates of the same name in Spanish and Italian."""


def in_english(name: str, parameters: Mapping[str, str]) -> tuple[str, dict[str, str]] | None:
    """The template and its parameters as the English Wikipedia has them; None if it is a template of that.

    >>> in_english("literatur", {"autor": "Ada Roa", "titel": "T", "sammelwerk": "J. Ord.", "band": "3"})
    ('cite journal', {'authors': 'Ada Roa', 'title': 'T', 'volume': '3', 'journal': 'J. Ord.'})
    >>> in_english("article", {"nom1": "Roa", "prénom1": "Ada", "titre": "T"})
    ('cite journal', {'last1': 'Roa', 'first1': 'Ada', 'title': 'T'})
    """
    if name not in _LANGUAGES:
        return None
    english, table = _LANGUAGES[name]
    if name in _ITALIAN_TOO and "titolo" in parameters:
        table = _ITALIAN
    found: dict[str, str] = {}
    for key, value in parameters.items():
        counted = _COUNTED.fullmatch(key)
        base, number = (counted[1], counted[2] or "") if counted else (key, "")
        known = table.get(key) or (f"{table[base]}{number}" if base in table else key)
        found.setdefault(known, value)
    if subtitle := found.pop("subtitle", None):
        found["title"] = f"{found.get('title', '')}: {subtitle}"
    return _kind(english, found), found


def _kind(english: str, found: dict[str, str]) -> str:
    """The English template, with the parameters that hold the work around the part put in their places."""
    work = found.get("work")
    if not english:
        is_article = work is not None and ({"issn", "issue"} & found.keys() or "publisher" not in found)
        english = "cite journal" if is_article and work else "cite book" if work or "url" not in found else "cite web"
        english = "cite book" if "publisher" in found and not work else english
    if work is not None and english == "cite journal":
        found["journal"] = found.pop("work")
    elif work is not None and english == "cite book":
        found["chapter"], found["title"] = found.get("title", ""), found.pop("work")
    if (book := found.pop("book", None)) is not None:
        found["chapter"], found["title"] = found.get("title", found.get("chapter", "")), book
    return english
