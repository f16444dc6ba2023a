"""The rules about single items, as one table: code, severity, what it says, how it is found and how it is repaired.

A repair is offered only where it cannot be wrong about the work: moving a DOI to its variable, undoing damage to an
encoding that can be undone exactly. Required variables are those without which no style can print a usable reference.

>>> from citelib.model import Item
>>> item = Item("a", "webpage", title="Caf\u00c3\u00a9 life.", ISBN="0-306-40615-3")
>>> [rule.code for rule in RULES for _ in rule.find(item)]
['item-missing-field', 'item-isbn', 'item-encoding', 'item-title-period']
"""

from __future__ import annotations

import calendar
import html
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import attrs

from citelib.diagnostics import Severity
from citelib.identifiers import as_doi, normal
from citelib.model import Bound, Date, Item, Name, Point
from citelib.model.custom import OWN
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
    for names in REQUIRED.get(item.type, ("title",)):
        if not any(item.get(name) for name in names.split("|")):
            yield f"{item.type} has no {' or '.join(names.split('|'))}"


def _isbn(item: Item) -> Iterator[str]:
    from stdnum import isbn

    for one in re.split(r"[\s,;]+(?=97[89]|[0-9])", item.ISBN or ""):
        if one.strip() and not isbn.is_valid(re.sub(r"(?i)isbn(?:-1[03])?:?", "", one).strip()):
            yield f"the ISBN {one!r} fails its check digit"


def _issn(item: Item) -> Iterator[str]:
    from stdnum import issn

    for one in re.split(r"[\s,;]+", item.ISSN or ""):
        if re.search(r"[0-9]{4}", one) and not issn.is_valid(one):
            yield f"the ISSN {one!r} fails its check digit"


def _orcid(item: Item) -> Iterator[str]:
    from stdnum import isni

    for _, name in _names(item):
        if name.orcid and not isni.is_valid(name.orcid.replace("-", "")):
            yield f"the ORCID {name.orcid!r} of {name} fails its check digit"


def _doi(item: Item) -> Iterator[str]:
    if item.DOI and normal("doi", item.DOI) is None:
        yield f"{item.DOI!r} is no DOI"


def _url_in_doi(item: Item) -> Iterator[str]:
    if item.DOI and normal("doi", item.DOI) and not item.DOI.startswith("10."):
        yield f"the DOI {item.DOI!r} is written as an address or with a prefix"


def _bare_doi(item: Item) -> Item:
    assert item.DOI is not None
    return item if re.search("[?#]", item.DOI) else item.evolve(DOI=as_doi(item.DOI))


def _doi_in_url(item: Item) -> Iterator[str]:
    if item.URL and not item.DOI and re.match(r"https?://(dx\.)?doi\.org/10\.", item.URL, re.IGNORECASE):
        yield f"the URL {item.URL!r} is a DOI"


def _doi_from_url(item: Item) -> Item:
    assert item.URL is not None
    # Behind ? and # stand things that are no part of the DOI, but that somebody may have meant to keep.
    if re.search("[?#]", item.URL) or (doi := as_doi(item.URL)) is None:
        return item
    return item.evolve(DOI=doi, URL=None)


def _url(item: Item) -> Iterator[str]:
    if item.URL and not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:\S+", item.URL.strip()):
        yield f"the URL {item.URL!r} is no address"


_LAST_YEAR: Final = 2100
"""No year of a publication is later."""


def _dates(item: Item) -> Iterator[str]:
    for name, date in item.variables.items():
        if not isinstance(date, Date):
            continue
        for point in (date.start, date.end):
            if isinstance(point, Point) and point.year > _LAST_YEAR:
                yield f"{name} is {date}, which is far in the future"
            if isinstance(point, Point) and point.day and point.month and point.month <= 12:
                # No leap years before year 4, and none are asked for there.
                last = calendar.monthrange(point.year if 1 <= point.year <= 9999 else 4, point.month)[1]
                if point.day > last:
                    yield f"{name} is {date}, but that month has {last} days"
        start, end = date.start, date.end
        if isinstance(start, Point) and isinstance(end, Point) and end.parts < start.parts[: len(end.parts)]:
            yield f"{name} is {date}, which ends before it begins"
        if isinstance(start, Bound) and start is Bound.UNKNOWN and end is None:
            yield f"{name} has no beginning"
    issued, accessed = item.issued, item.accessed
    if issued and accessed and issued.year is not None and accessed.year is not None and accessed.year < issued.year:
        yield f"accessed in {accessed.year}, before it was issued in {issued.year}"


def _names(item: Item) -> Iterator[tuple[str, Name]]:
    for variable, value in item.variables.items():
        if isinstance(value, tuple):
            for name in value:
                yield variable, name


def _with_names(item: Item, change: Callable[[Name], Name]) -> Item:
    changed: dict[str, Any] = {
        variable.replace("-", "_"): tuple(change(name) for name in value)
        for variable, value in item.variables.items()
        if isinstance(value, tuple)
    }
    return item.evolve(**changed)


def _shouts(name: Name) -> bool:
    family = name.family or ""
    return len(family) > 3 and family.isupper() and family.isalpha() and bool(name.given)


def _capitals(item: Item) -> Iterator[str]:
    for variable, name in _names(item):
        if _shouts(name):
            yield f"{variable} {str(name)!r} is written in capitals"


def _calm(item: Item) -> Item:
    def change(name: Name) -> Name:
        if not _shouts(name):
            return name
        # Of given names, short ones may be initials.
        given = re.sub(r"[^\W\d_]{4,}", lambda word: word[0].capitalize(), name.given or "")
        return attrs.evolve(name, family=(name.family or "").capitalize(), given=given)

    return _with_names(item, change)


_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.[\s-]*)+")


def _is_swapped(name: Name) -> bool:
    return bool(name.family and name.given) and bool(
        _INITIALS.fullmatch(name.family or "") and re.fullmatch(r"[^\W\d_]{3,}", name.given or "")
    )


def _swapped(item: Item) -> Iterator[str]:
    for variable, name in _names(item):
        if _is_swapped(name):
            yield f"{variable} {name.inverted!r} has initials for a family name"


def _swap(item: Item) -> Item:
    return _with_names(
        item, lambda name: attrs.evolve(name, family=name.given, given=name.family) if _is_swapped(name) else name
    )


def _several(item: Item) -> Iterator[str]:
    for variable, name in _names(item):
        text = name.family or name.literal or ""
        if re.search(r"\bet al\.?$|;", text) or (name.family and re.search(r"\s(?:and|und|&)\s", text)):
            yield f"{variable} {text!r} looks like several names"


# UTF-8 that was read as Windows-1252 shows as these pairs.
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_DAMAGE: Final = re.compile("[ÂÃÄÅ][\u0080-¿ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|â€[\u0080-¿œ\u009d™˜”“¦]")


def _mended(text: str) -> str | None:
    """The text before parts of it were read in the wrong encoding; None if there are none."""
    return _NOT_ASCII.sub(_mended_run, text) if _DAMAGE.search(text) else None


def _mended_run(match: re.Match[str]) -> str:
    for encoding in ("cp1252", "latin-1"):
        try:
            return match[0].encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return match[0]


def _encoding(item: Item) -> Iterator[str]:
    for name, text in _texts(item):
        if _DAMAGE.search(text):
            yield f"{name} {_short(text)} was read in the wrong encoding"
        elif "\ufffd" in text:
            yield f"{name} {_short(text)} has lost characters"


def _mend(item: Item) -> Item:
    changed: dict[str, Any] = {
        name.replace("-", "_"): mended
        for name, text in item.variables.items()
        if isinstance(text, str) and (mended := _mended(text)) is not None
    }
    item = item.evolve(**changed)

    def change(name: Name) -> Name:
        parts: dict[str, Any] = {part: _mended(getattr(name, part) or "") for part in ("family", "given", "literal")}
        return attrs.evolve(name, **{part: text for part, text in parts.items() if text is not None})

    return _with_names(item, change)


def _texts(item: Item) -> Iterator[tuple[str, str]]:
    for name, value in item.variables.items():
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, tuple):
            yield from ((name, str(one)) for one in value)


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:59] + "…")


_TITLES: Final = ("title", "container-title", "collection-title", "original-title")
_HTML: Final = re.compile(
    r"&(?:[a-z]{2,8}|#[0-9]{1,6}|#x[0-9a-f]{1,5});|</?(?:em|strong|p|br|div|a|jats:\w+|mml:\w+)\b[^<>]*>", re.IGNORECASE
)
_KNOWN: Final = {"em": "i", "strong": "b", "jats:italic": "i", "jats:bold": "b", "jats:sub": "sub", "jats:sup": "sup"}


def _html(item: Item) -> Iterator[str]:
    for name in (*_TITLES, "abstract"):
        if (text := item.get(name)) and (match := _HTML.search(text)):
            yield f"{name} has {match[0]!r} left in it"


def _without_html(item: Item) -> Item:
    def plain(text: str) -> str:
        def tag(match: re.Match[str]) -> str:
            kept = _KNOWN.get(match[2].casefold())
            return f"<{match[1]}{kept}>" if kept else " " if match[2].casefold() in ("p", "br", "div") else ""

        text = re.sub(r"<(/?)(em|strong|p|br|div|a|(?:jats|mml):\w+)\b[^<>]*>", tag, text, flags=re.IGNORECASE)
        return re.sub(r"  +", " ", re.sub(_HTML, lambda match: html.unescape(match[0]), text)).strip()

    names = [name for name in (*_TITLES, "abstract") if item.get(name) and _HTML.search(item[name])]
    changed: dict[str, Any] = {name.replace("-", "_"): plain(item[name]) for name in names}
    return item.evolve(**changed)


_LATEX: Final = re.compile(r"\\(?:text\w+|emph|[`'\"^~=.uvHcdb])\s*\{|\{\\[^a-zA-Z]|\\&|\{[A-Z]+\}|\$[^$]+\$")


def _latex(item: Item) -> Iterator[str]:
    for name in _TITLES:
        if (text := item.get(name)) and (match := _LATEX.search(text)):
            yield f"{name} has {match[0]!r} left in it"


def _title_capitals(item: Item) -> Iterator[str]:
    words = re.findall(r"[^\W\d_]{2,}", item.title or "")
    if len(words) > 3 and all(word.isupper() for word in words):
        yield f"the title {_short(item.title or '')} is written in capitals"


def _title_period(item: Item) -> Iterator[str]:
    title = item.title or ""
    # «et al.», «J. Smith Jr.» and an ellipsis keep theirs.
    if re.search(r"[^\W\d_]{4}\.$", title):
        yield f"the title ends in a full stop: {_short(title[-40:])}"


def _without_period(item: Item) -> Item:
    return item.evolve(title=(item.title or "").removesuffix("."))


def _pages(item: Item) -> Iterator[str]:
    match = re.fullmatch(r"\s*([0-9]{1,9})\s*[-–—]+\s*([0-9]{1,9})\s*", item.page or "")
    # «129–30» is short for 129–130.
    if match and len(match[1]) <= len(match[2]) and int(match[2]) < int(match[1]):
        yield f"the pages {item.page!r} end before they begin"


_FORMAT_FIELD: Final = re.compile(r"(?:[a-z-]+:)?([A-Za-z][A-Za-z-]{3,20})")


def _unknown(item: Item) -> Iterator[str]:
    for name in item.custom:
        match = _FORMAT_FIELD.fullmatch(name)
        if match and not name.startswith(OWN):
            near = near_matches(match[1], VARIABLES, 1)
            word = match[1].casefold()
            if (
                near
                and near[0] not in item.variables
                and near[0].casefold() != word
                and _one_slip(word, near[0].casefold())
            ):
                yield f"the field {match[1]!r} is unknown; {near[0]!r} may be meant"


def _one_slip(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other) == 1


RULES: Final = (
    Rule("item-missing-field", "warning", "A variable that the type needs is missing", "a book without year", _missing),
    Rule("item-isbn", "error", "An ISBN fails its check digit", "0-306-40615-3", _isbn),
    Rule("item-issn", "error", "An ISSN fails its check digit", "0036-8076", _issn),
    Rule("item-orcid", "error", "An ORCID fails its check digit", "0000-0002-1825-0098", _orcid),
    Rule("item-doi", "error", "A DOI is none", "science.aat8078", _doi),
    Rule("item-doi-prefix", "warning", "A DOI is written as an address", "doi:10.1126/x", _url_in_doi, _bare_doi),
    Rule("item-doi-in-url", "warning", "A URL is a DOI", "https://doi.org/10.1126/x", _doi_in_url, _doi_from_url),
    Rule("item-url", "warning", "A URL is no address", "www.example.org", _url),
    Rule("item-date", "error", "A date cannot be", "2019-02-30; 2019/2018", _dates),
    Rule("item-name-capitals", "warning", "A name is in capitals", "BEYELER, Anna", _capitals, _calm),
    Rule("item-name-swapped", "warning", "Family and given name look swapped", "A., Beyeler", _swapped, _swap),
    Rule("item-name-several", "warning", "One name looks like several", "Beyeler et al.", _several),
    Rule("item-encoding", "error", "Text was read in the wrong encoding", "CafÃ©", _encoding, _mend),
    Rule("item-title-html", "warning", "HTML is left in a text", "A &amp; B", _html, _without_html),
    Rule("item-title-latex", "warning", "LaTeX is left in a title", r"\emph{in vivo}", _latex),
    Rule("item-title-capitals", "warning", "A title is in capitals", "DO MICE DREAM AT NIGHT", _title_capitals),
    Rule("item-title-period", "info", "A title ends in a full stop", "Do mice dream.", _title_period, _without_period),
    Rule("item-pages", "error", "Pages end before they begin", "130–129", _pages),
    Rule("item-unknown-field", "info", "A field is unknown and like a known one", "volum", _unknown),
)
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
