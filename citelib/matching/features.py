"""What of a record is compared: a plain struct of text and numbers, made once for each record.

A `Work` holds nothing but strings, numbers and tuples of them, so that it can travel as a row of a table to wherever
pairs are judged.

>>> from citelib.model import Item, Name
>>> item = Item("a", "book", title="5-HT<sub>7</sub> in mice [Review]", author=[Name("Lee", "Ann")], page="12–19")
>>> work = work_of(1, item)
>>> work.title, work.families, work.page, work.numbers
('5 ht7 in mice', ('lee',), '12', ('5', '7'))
"""

from __future__ import annotations

import re
from sys import intern
from typing import Final

import attrs

from citelib.comparing import fold, fold_words, strip_markup
from citelib.model import Date, Item, people
from citelib.model.handles import handles
from citelib.model.notices import notice_in, without_mark
from citelib.model.numbers import edition_number

__all__ = ["SCHEMES", "STRONG", "Work", "work_of"]

STRONG: Final = ("doi", "pmid", "pmcid", "arxiv")
"""Schemes of identifiers that only one work has."""

SCHEMES: Final = (*STRONG, "isbn")
"""Schemes of identifiers that are compared; an ISBN is shared by the parts of a book."""

_MOST_NAMES: Final = 20
"""Names of each work that are compared; where there are more, the first tell works apart well enough."""

KINDS: Final[dict[str, str]] = {
    **dict.fromkeys(("chapter", "entry", "entry-dictionary", "entry-encyclopedia"), "part of a book"),
    **dict.fromkeys(("article-journal", "article-magazine", "article-newspaper"), "article"),
    **dict.fromkeys(("book", "collection"), "book"),
    "paper-conference": "paper",
    "report": "report",
    "thesis": "thesis",
}
"""What a work is published as; types that say little, such as ``document``, are not there."""

_TAIL: Final = re.compile(
    r"[\s.]*\[(?:(?:[0-9]+ refs?|(?:systematic )?review(?:[] \[]+[0-9]+ refs?)?|[a-z]+(?:[,;/ ]+[a-z]+){0,2})\]|"
    r"(?:published )?(?:errat|comment in|comment on|see comment|corrected|republished|original).*)[\s.]*$|"
    r"\s*\((?:structured )?abstract\)\s*$",
    re.IGNORECASE,
)
"""What Medline and others put behind a title: «[Review] [81 refs]», «[Erratum appears in …]», «[Chinese]»."""

_NUMBER: Final = re.compile(r"[0-9]+|\b(?:i{2,3}|iv|vi{1,3}|ix)\b")
_ROMAN: Final = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_MISREAD: Final = re.compile(r"(?<=[a-z])[01](?=[a-z])|\b0(?=[a-z])|(?<=[a-z]{4})[01]\b")
"""A digit within a word that may be a letter misread: «mode1s», «mem0ry»."""

_PREPRINT_DOI: Final = ("10.48550/", "10.1101/", "10.21203/", "10.31234/", "10.31219/", "10.26434/", "10.2139/ssrn")
_PREPRINT: Final = re.compile(
    r"arxiv|biorxiv|medrxiv|preprint|psyarxiv|chemrxiv|ssrn|research square|osf|working paper"
)
_SUPPLEMENT: Final = re.compile(r"supplement|\bsupp\b|supporting (?:information|material)")
_REVISED: Final = re.compile(
    r"\b(?:[0-9]+(?:st|nd|rd|th)|second|third|fourth|revised|new|enlarged) ed(?:itio)?n?\b|\brevised\b"
)
_FIRST_PAGE: Final = re.compile(r"[a-z]*[0-9]+")
_DATE_FOR_PAGES: Final = re.compile(
    r"(?:[0-9]{1,2}[-/])?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:[-/][0-9]{1,4})?"
)
"""«Oct-14»: pages 10–14 after a spreadsheet has been at them."""


@attrs.frozen
class Work:
    """What of a record is compared.

    Attributes:
        number: Number by which the caller knows the record.
        title: Folded words of the title, without markup and what catalogues put behind it.
        words: The words of the title, each once.
        family: Folded family name of the first author, or of the first editor if there is no author.
        families: Those of all, at most twenty.
        people: Folded words of the whole names.
        initial: First letter of the first author's given name.
        year: Year of publication.
        container: Folded words of the title of the journal or book.
        volume: As it is written, folded.
        issue: The same of the issue.
        page: The first page, or the number of an article.
        edition: Number of the edition, or the word for it.
        kind: What the work is published as, a value of `KINDS`; empty if that is not known.
        identifiers: Pairs of scheme and normal form.
        is_preprint: Whether it is on a preprint server.
        notice: What the title says to be a notice or comment; empty if it is neither.
        numbers: Numbers in the title, in order.
        sure_numbers: Those without digits within words that may be letters misread.
        is_supplement: Whether it is a supplement to another work.
        is_revised: Whether the title says that it is a later edition.
    """

    number: int
    title: str
    words: tuple[str, ...]
    family: str
    families: tuple[str, ...]
    people: str
    initial: str
    year: int | None
    container: str
    volume: str
    issue: str
    page: str
    edition: str
    kind: str
    identifiers: tuple[tuple[str, str], ...]
    is_preprint: bool
    notice: str
    numbers: tuple[str, ...]
    sure_numbers: tuple[str, ...]
    is_supplement: bool
    is_revised: bool

    def known_as(self, scheme: str) -> set[str]:
        """Identifiers of a scheme."""
        return {value for name, value in self.identifiers if name == scheme}

    @property
    def is_early(self) -> bool:
        """Whether it is a preprint or report, which may be published as something else later."""
        return self.is_preprint or self.kind == "report"


def work_of(number: int, item: Item) -> Work:
    """What of an item is compared."""
    get = item.variables.get
    raw = without_mark(strip_markup(get("title") or ""))
    bare = raw
    while (shorter := _TAIL.sub("", bare)) != bare and shorter.strip():
        bare = shorter
    title = fold_words(bare) or fold(bare)
    names = people(item.author or item.editor)[:_MOST_NAMES]
    container = fold_words(get("container-title") or "")
    identifiers = tuple(pair for pair in handles(item) if pair[0] in SCHEMES)
    families = tuple(intern(fold_words(name.literal or name.full_family).replace(" ", "")) for name in names)
    issued = item.issued
    return Work(
        number,
        title,
        tuple(map(intern, dict.fromkeys(title.split()))),
        families[0] if families else "",
        families,
        " ".join(fold_words(str(name)) for name in names),
        fold((names[0].given if names else None) or "")[:1],
        issued.year if issued else None,
        container,
        fold(get("volume") or ""),
        fold(get("issue") or ""),
        _first_page(fold(get("page") or ""), issued),
        _edition(fold(get("edition") or "")),
        KINDS.get(item.type, ""),
        identifiers,
        _is_preprint(item, container, identifiers),
        notice_in(bare),
        _numbers(title),
        _numbers(_MISREAD.sub("", title)),
        bool(_SUPPLEMENT.search(fold(f"{title} {get('note')} {get('genre')} {get('publisher')} {get('URL')}"))),
        bool(_REVISED.search(title)),
    )


def _numbers(title: str) -> tuple[str, ...]:
    return tuple(_ROMAN.get(number, number) for number in _NUMBER.findall(title))


def _first_page(text: str, issued: Date | None) -> str:
    """The first page; empty where the field holds a date instead."""
    if _DATE_FOR_PAGES.fullmatch(text) or (issued and text == str(issued.year)):
        return ""
    page = _FIRST_PAGE.search(text)
    return page[0] if page else ""


def _is_preprint(item: Item, container: str, identifiers: tuple[tuple[str, str], ...]) -> bool:
    get = item.variables.get
    doi = next((value for scheme, value in identifiers if scheme == "doi"), "")
    places = " ".join(get(name) or "" for name in ("container-title", "publisher", "genre", "number", "archive"))
    if doi.startswith(_PREPRINT_DOI) or _PREPRINT.search(fold(places)):
        return True
    return not container and any(scheme == "arxiv" for scheme, _ in identifiers)


def _edition(text: str) -> str:
    if count := edition_number(text):
        return str(count)
    number = re.search("[0-9]+", text)
    return number[0] if number else text
