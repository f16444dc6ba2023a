"""What is known of words: those that set fields off, in a dozen languages, and what names and titles are made of.

>>> classes_of("hrsg"), load_words()("lausanne")
(('editor',), 'PC')
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from importlib import resources
from typing import Final

from citelib.comparing import fold

__all__ = ["LETTERS", "LITTLE", "classes_of", "load_words", "read_words"]

_WORDS: Final = {
    "in": "in dans en em i w im v",
    "and": "and & et und y e og och en i u a",
    "al": "al coll others alii",
    "editor": "ed eds editor editors edited edit hrsg hg hgg hrsgg herausgegeben dir coord coords org orgs cura"
    " curatore red éd éds édité direction directeur ред",
    "edition": "edition edn aufl auflage édition edizione edición edição ausgabe rev revised wyd"
    " vyd vydání изд utg druk edn",
    "translator": "trans translated translator trad traduit traduction tr übers übersetzt"
    " traducción tradução traduzione"
    " пер přel przeł tłum",
    "volume": "vol vols volume volumes v bd band t tome tom tomo jg jahrgang т bde том jahrg roč sv",
    "issue": "no nos number nr n issue iss n° nº h heft fasc núm num № číslo cahier suppl supplement вып č z zeszyt",
    "page": "p pp page pages s ss pag pags pág págs seiten seite str с pgs стр sid",
    "press": "press verlag university publishers publishing éditions editions editorial edizioni books presses univ"
    " publ publications presse universitaires wiley springer elsevier routledge sage blackwell macmillan books"
    " publisher éd editora kluwer inc ltd co company sons gallimard seuil puf flammarion hachette harmattan"
    " cnrs oup cup издательство nakladatelství wydawnictwo förlag forlag uitgeverij",
    "journal": "journal j revue review zeitschrift revista rivista annals annales bulletin bull transactions trans"
    " letters archives archiv quarterly magazine acta int cahiers studies research med biol chem phys psychol"
    " quaderni cuadernos estudios studi вестник журнал вопросы sci am ann arch rev proc natl acad annu",
    "proceedings": "proceedings proc conference conf symposium workshop congress colloque actes meeting kongress"
    " international lecture notes",
    "thesis": "thesis dissertation diss thèse phd ph.d mémoire master's masters msc tesis tese doctoral doctorat"
    " unpublished habilitation",
    "report": "report tech technical rep working paper rapport discussion memo memorandum bericht",
    "url": "available retrieved accessed disponible url online consulté http abgerufen ligne recuperado internet"
    " accessible viewed www",
    "doi": "doi",
    "isbn": "isbn issn",
    "article": "the a an of le la les der die das el los il",
    "suffix": "jr sr iii phd md",
    "media": "print web cd-rom dvd film online microfilm videorecording",
    "note": "press appear forthcoming submitted manuscript preparation unpublished paraître accepted",
    "particle": "van von de der den del della di du la le da dos ter zu zur af",
}  # fmt: skip
LITTLE: Final = frozenset(("in", "and", "article", "particle", "al"))
"""Classes that say something of one place only."""


def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, words in _WORDS.items():
        for word in dict.fromkeys(fold(words).split()):
            found[word] = (*found.get(word, ()), name)
    return found


_CLASSES: Final = _by_word()


def classes_of(word: str) -> tuple[str, ...]:
    """The classes of a folded word, most often none."""
    return _CLASSES.get(word, ())


LETTERS: Final = "FGJPCT"
"""What words are found in: family names, given names, journals, publishers, cities, titles."""


@functools.cache
def load_words() -> Callable[[str], str]:
    """What a folded word is mostly found in, as some of `LETTERS`, or ""; from ``words.txt``, read once."""
    return read_words(resources.files(__package__).joinpath("words.txt").read_text(encoding="utf-8"))


def read_words(text: str) -> Callable[[str], str]:
    r"""The same from the text of a data file: lines of letters, a tab, and words.

    >>> read_words("FG\tmax otto\nC\tbern\n")("bern")
    'C'
    """
    known: dict[str, str] = {}
    for line in text.splitlines():
        letters, _, words = line.partition("\t")
        known.update(dict.fromkeys(words.split(), letters))
    return lambda word: known.get(word, "")
