"""The rules about single items, as one table: code, severity, what it says, how it is found and how it is repaired.

A repair is offered only where it cannot be wrong about the work: moving a DOI to its variable, undoing damage to an
encoding that can be undone exactly. Required variables are those without which no style can print a usable reference.

>>> from citelib.model import Item
>>> item = Item("a", "webpage", title="Caf\u00c3\u00a9 life.", ISBN="0-306-40615-3")
>>> [rule.code for rule in RULES for _ in rule.find(item)]
['item-missing-field', 'item-isbn', 'item-encoding', 'item-title-period']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import attrs

from citelib.checks import facts, people, texts
from citelib.diagnostics import Severity
from citelib.model import Item
from citelib.model.custom import BOOKKEEPING, NEWS_RELEASE, OWN, STUB_KEY
from citelib.model.vocabulary import VARIABLES
from citelib.near import near_matches

__all__ = ["REQUIRED", "RULES", "Rule", "repaired"]


@attrs.frozen
class Rule:
    """One rule.

    Attributes:
        code: Its stable name.
        severity: How grave a finding is.
        title: What it looks for.
        example: What breaks it.
        find: Messages about an item, none if all is well.
        repair: The item without what the rule finds, where that is safe.
        hint: What to do.
    """

    code: str
    severity: Severity
    title: str
    example: str
    find: Callable[[Item], Iterator[str]]
    repair: Callable[[Item], Item] | None = None
    hint: str | None = None


REQUIRED: Final[dict[str, tuple[str, ...]]] = {
    "article-journal": ("author", "title", "container-title", "issued"),
    "article-magazine": ("title", "container-title", "issued"),
    "article-newspaper": ("title", "container-title", "issued"),
    "book": ("author|editor", "title", "issued"),
    "chapter": ("author", "title", "container-title", "issued"),
    "paper-conference": ("author", "title", "container-title|event-title", "issued"),
    "thesis": ("author", "title", "publisher", "issued"),
    "report": ("author|publisher", "title", "issued"),
    "patent": ("author", "title", "number", "issued"),
    "webpage": ("title", "URL|DOI|container-title"),
}
"""Variables that an item of a type must have; one of those between bars is enough."""


def _missing(item: Item) -> Iterator[str]:
    if STUB_KEY in item.custom or (item.genre == NEWS_RELEASE and item.title):
        return  # a stub is reported as one; of a story that is listed beside a release, the title is what there is
    for names in REQUIRED.get(item.type, ("title",)):
        if not any(item.get(name) for name in names.split("|")):
            yield f"{item.type} has no {' or '.join(names.split('|'))}"


def _stub(item: Item) -> Iterator[str]:
    if STUB_KEY in item.custom and not item.DOI:
        needed = (names.replace("|", " or ") for names in REQUIRED.get(item.type, ("title",)))
        absent = [names for names in needed if not any(item.get(name) for name in names.split(" or "))]
        if absent:
            yield f"known from a text that speaks of it only, without {', '.join(absent)}"


_FORMAT_FIELD: Final = re.compile(r"(?:[a-z-]+:)?([A-Za-z][A-Za-z-]{3,20})")


def _unknown(item: Item) -> Iterator[str]:
    for name in item.custom:
        match = _FORMAT_FIELD.fullmatch(name)
        if match and not name.startswith(OWN) and name not in BOOKKEEPING:
            near = near_matches(match[1], VARIABLES, 1)
            word = match[1].casefold()
            if (
                near
                and near[0] not in item.variables
                and near[0].casefold() != word
                and _differ_in_one_letter(word, near[0].casefold())
            ):
                yield f"the field {match[1]!r} is unknown; {near[0]!r} may be meant"


def _differ_in_one_letter(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other) == 1


RULES: Final = (
    Rule("item-missing-field", "warning", "A variable that the type needs is missing", "a book without year", _missing),
    Rule(
        "item-stub", "info", "A work is known from a text that speaks of it only", "the study of a news release",
        _stub, hint="`citelib link FILE RECORDS` finds its full record",
    ),
    Rule("item-isbn", "error", "An ISBN fails its check digit", "0-306-40615-3", facts.isbn),
    Rule(
        "item-issn-in-isbn", "warning", "An ISSN stands for an ISBN", "0036-8075", facts.issn_in_isbn,
        facts.issn_from_isbn,
    ),
    Rule("item-issn", "error", "An ISSN fails its check digit", "0036-8076", facts.issn),
    Rule("item-orcid", "error", "An ORCID fails its check digit", "0000-0002-1825-0098", people.orcid),
    Rule("item-doi", "error", "A DOI is not valid", "science.aat8078", facts.doi),
    Rule(
        "item-doi-short", "info", "A DOI is a short one", "10/ggkd66", facts.short_doi,
        hint="write the DOI that https://doi.org/ leads to",
    ),
    Rule(
        "item-doi-prefix", "warning", "A DOI is written as an address", "doi:10.1126/x", facts.url_in_doi,
        facts.bare_doi,
    ),
    Rule(
        "item-doi-stop", "warning", "A DOI ends in punctuation", "10.1126/x.", facts.doi_stop, facts.doi_without_stop
    ),
    Rule(
        "item-doi-in-url", "warning", "A URL is a DOI", "https://doi.org/10.1126/x", facts.doi_in_url,
        facts.doi_from_url,
    ),
    Rule("item-url", "warning", "A URL is not an address", "www.example.org", facts.url),
    Rule("item-date", "error", "A date cannot be", "2019-02-30; 2019/2018", facts.dates),
    Rule("item-date-ahead", "warning", "A date is still to come", "2091", facts.dates_ahead),
    Rule(
        "item-name-capitals",
        "warning",
        "A name is in capitals",
        "BEYELER, Anna",
        people.capitals,
        people.in_usual_case,
    ),
    Rule(
        "item-name-swapped", "warning", "Family and given name look swapped", "A., Beyeler", people.swapped,
        people.swap,
    ),
    Rule(
        "item-name-several", "warning", "One name looks like several", "Beyeler, A.; Roe, B.", people.several,
        people.with_lists_split,
    ),
    Rule(
        "item-name-twice", "warning", "A list of names has one of them twice", "Beyeler, Anna; Beyeler, Anna",
        people.twice, hint="leave one of them out, unless they are two people",
    ),
    Rule(
        "item-encoding", "error", "Text was read in the wrong encoding", "CafÃ©", texts.wrong_encoding, texts.mend
    ),
    Rule("item-title-html", "warning", "HTML is left in a text", "A &amp; B", texts.html_left, texts.without_html),
    Rule("item-title-latex", "warning", "LaTeX is left in a title", r"\emph{in vivo}", texts.latex_left),
    Rule("item-title-capitals", "warning", "A title is in capitals", "DO MICE DREAM AT NIGHT", texts.title_capitals),
    Rule("item-title-address", "warning", "A title is an address", "https://example.org/x", texts.address_as_title),
    Rule(
        "item-title-period", "info", "A title ends in a full stop", "Do mice dream.", texts.title_period,
        texts.without_period,
    ),
    Rule("item-pages", "error", "Pages end before they begin", "130–129", facts.pages),
    Rule("item-unknown-field", "info", "A field is unknown and like a known one", "volum", _unknown),
)  # fmt: skip
"""Every rule about single items."""


def repaired(item: Item, codes: frozenset[str] | None = None) -> Item:
    """The item with every safe repair made, or only those of some rules.

    >>> from citelib.model import Item, Name
    >>> repaired(Item("a", "book", title="A &amp; B life.", author=[Name("GORDON", "J.")]))
    Item('a', 'book', title='A & B life', author=(Name(family='Gordon', given='J.'),))
    """
    for rule in RULES:
        if rule.repair is not None and (codes is None or rule.code in codes) and next(rule.find(item), None):
            item = rule.repair(item)
    return item
