"""What the National Library of Medicine does to titles, in MEDLINE records as in PubMed XML.

>>> without_stop("A title."), without_stop("[A translated title.]")
('A title', 'A translated title')
>>> journal_title("Arthritis & rheumatology (Hoboken, N.J.)", is_english=True)
('Arthritis & Rheumatology', 'Hoboken, N.J.')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from citelib.formats.kit.casing.title_case import title_case
from citelib.model import Item

__all__ = ["PUBLICATION_TYPES", "is_english", "journal_title", "publication_types", "relation_of", "without_stop"]

PUBLICATION_TYPES: Final = ("medline-nbib:PT", "pubmed-xml:PublicationType")
"""Where an item keeps the kinds of publication that the library names, «Randomized Controlled Trial» among them."""


def publication_types(item: Item) -> list[str]:
    """The kinds of publication that the library names, without «Journal Article», which the type says.

    >>> publication_types(Item("a", custom={"medline-nbib:PT": ["Journal Article", "Meta-Analysis"]}))
    ['Meta-Analysis']
    """
    kept = (item.custom.get(key, ()) for key in PUBLICATION_TYPES)
    found = (str(one) for value in kept for one in ([value] if isinstance(value, str) else value))
    return [kind for kind in dict.fromkeys(found) if kind != "Journal Article"]


def without_stop(title: str) -> str:
    """A title without the full stop that is not its own, and without the brackets that tell that it is translated."""
    title = title.removesuffix(".") if not title.endswith("..") else title
    if title.startswith("[") and title.endswith("]") and title.count("[") == 1:
        return title[1:-1].removesuffix(".")
    return title


_QUALIFIER: Final = re.compile(r"(.*\S)\s+\(([^()]+)\)")


def journal_title(text: str, *, is_english: bool) -> tuple[str, str]:
    """A journal's title as the journal has it, and what the library set behind it to tell it from others.

    The library's titles are in sentence case, with spaces about colons. The case of English ones is that of titles;
    it is not known what language a journal has whose articles have others.

    Args:
        text: The title.
        is_english: Whether the language of the article is English.
    """
    match = _QUALIFIER.fullmatch(text)
    title, qualifier = match.groups() if match else (text, "")
    title = re.sub(r"\s+([:;])\s", r"\1 ", title)
    return (title_case(title) if is_english else title), qualifier


def is_english(languages: Iterable[str]) -> bool:
    """Whether an article is in English, among others."""
    return any(language.casefold() in ("eng", "en", "english") for language in languages)


_RELATIONS: Final[Mapping[str, str]] = {
    key.casefold(): relation
    for key, relation in {
        "CommentOn": "comments-on", "CommentIn": "commented-on-by", "ErratumFor": "corrects",
        "ErratumIn": "corrected-by", "RetractionOf": "retracts", "RetractionIn": "retracted-by",
        "ExpressionOfConcernFor": "expresses-concern-about",
        "ExpressionOfConcernIn": "expression-of-concern-in", "UpdateOf": "replaces", "UpdateIn": "replaced-by",
        "RepublishedFrom": "replaces", "RepublishedIn": "replaced-by", "Cites": "cites", "OriginalReportIn": "based-on",
        "CorrectedandRepublishedFrom": "corrects", "CorrectedandRepublishedIn": "corrected-by",
        "PreprintIn": "has-preprint", "PreprintOf": "preprint-of",
    }.items()
}  # fmt: skip


def relation_of(words: str) -> str | None:
    """The relation of a work to another one that stands among its comments and corrections; None if it is not known.

    Args:
        words: The ``RefType`` of PubMed, or the type that Europe PMC makes of it.

    >>> relation_of("RetractionIn"), relation_of("Corrected and republished in")
    ('retracted-by', 'corrected-by')
    """
    return _RELATIONS.get(re.sub(r"\s+", "", words).casefold())
