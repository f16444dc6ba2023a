"""Reading one statement: the name of an element with what a repository wrote into it.

>>> draft = Draft("dc")
>>> read_statement(draft, "creator", "Low, Ann; High, Bea"), read_statement(draft, "date", "2019-05")
(None, None)
>>> draft.variables
{'author': [Name(family='Low', given='Ann'), Name(family='High', given='Bea')], 'issued': Date('2019-05')}
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import attrs

from citelib.formats.catalogues.cataloguing import pages_and_volumes, read_parts
from citelib.formats.catalogues.dublin_core.tables import (
    FIELDS,
    FIRST_PAGES,
    LAST_PAGES,
    PEOPLE,
    RELATIONS,
    is_status,
    known_type,
    last_part,
)
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi, isbns, issns
from citelib.formats.kit.languages import as_language
from citelib.formats.kit.names import read_name
from citelib.formats.kit.names.affiliations import affiliated
from citelib.model import Date, Name, Relation, relation_type
from citelib.model.names import is_body

__all__ = ["read_extent", "read_people", "read_source", "read_statement"]


def read_source(draft: Draft, value: str) -> bool:
    """Read where a work is from: a serial number, a journal, or a journal with its issue and pages, as OJS has it.

    Returns:
        Whether all of it is in the draft now.

    >>> draft = Draft("dc")
    >>> read_source(draft, "Journal of Order; Vol. 12 No. 3 (2019): Things; 12-34"), draft.variables["page"]
    (True, '12-34')
    """
    if issns(value) == value.strip():
        draft.append("ISSN", value, " ")
        return True
    title, *others = value.split("; ")
    said = read_parts(others[0]) if others else {}
    if not said.keys() & {"volume", "issue"}:
        title, said, others = value, {}, []
    elif re.fullmatch(r"[\w.]*[0-9][\w.]*(?:\s?[-–]\s?[\w.]+)?", others[-1]) and len(others) > 1:
        said["page"] = others[-1]
    year = said.pop("issued", "")
    if year and "issued" not in draft:
        draft.put("issued", year)
    whole = draft.variables.setdefault("container-title", title) == title
    return all([draft.variables.setdefault(key, part) == part for key, part in said.items()]) and whole  # noqa: C419


def read_extent(draft: Draft, name: str, value: str) -> None:
    """Read an extent: a number of pages, or dimensions."""
    pages, _ = pages_and_volumes(value)
    if pages and draft.type in _PAGED and "number-of-pages" not in draft:
        draft.put("number-of-pages", pages)
        if not re.fullmatch(r"[0-9]+ (?:p|pages)\.?", value):
            draft.keep(name, value)
    else:
        draft.put("dimensions", value, key=name)


_PAGED: Final = frozenset("book thesis report manuscript document musical_score pamphlet".split())


def read_people(value: str) -> list[Name]:
    """The people of one element: one name, several with semicolons between them, or a name and its affiliation.

    >>> read_people("Low, Ann; University of X")
    [Name(family='Low', given='Ann', custom={'affiliation': ['University of X']})]
    >>> read_people("Low, Ann; High, Bea")
    [Name(family='Low', given='Ann'), Name(family='High', given='Bea')]
    """
    first, *others = [part for part in value.split("; ") if part.strip()] or [value]
    if "," not in first or not others:
        return [read_name(value) if "," in value else _person(value)]
    if all("," in one and not is_body(one) for one in others):
        return [read_name(one) for one in (first, *others)]
    return [attrs.evolve(read_name(first), custom=affiliated(others))]


def _person(value: str) -> Name:
    name = read_name(value)
    return Name.parse(value) if name.literal is not None and 1 < len(value.split()) < 4 and value.istitle() else name


_CITATION: Final = re.compile(
    r"\.? (?P<title>[^.]+(?:\. [A-Z][^.]*)?), (?P<volume>[\w.-]+)(?: \((?P<issue>[^()]+)\))?\.(?: pp?\. "
    r"(?P<page>\w+(?:[-–]\w+)?)\.?)?(?: ISSN (?P<issn>\S+?)(?: \([^()]*\))?)?\s*"
)


def read_citation(draft: Draft, value: str) -> bool:
    """Read journal, volume, issue and pages of EPrints' citation, which follows the title; False if it is none.

    >>> draft = Draft("dc")
    >>> _ = draft.put("title", "An eprint")
    >>> read_citation(draft, "Low, Ann (2001) An eprint. Journal of Order, 41 (3). pp. 12-34. ISSN 0036-8075")
    True
    >>> draft.variables["container-title"], draft.variables["volume"], draft.variables["page"]
    ('Journal of Order', '41', '12-34')
    """
    _, title, rest = value.partition(str(draft.variables.get("title") or "\0"))
    match = _CITATION.fullmatch(rest) if title else None
    if match is None:
        return False
    draft.variables.setdefault("container-title", match["title"])
    for variable in ("volume", "issue", "page"):
        if match[variable]:
            draft.variables.setdefault(variable, match[variable])
    draft.append("ISSN", issns(match["issn"] or "") or "", " ")
    return True


def _read_variable(draft: Draft, name: str, value: str) -> None:
    draft.put(FIELDS[name], value, key=name)


def _read_date(draft: Draft, _: str, value: str) -> None:
    if "issued" not in draft:
        draft.put("issued", Date.parse(re.sub(r"(?<=[0-9])[T ][0-9]{2}:.*", "", value)))


def _read_abstract(draft: Draft, name: str, value: str) -> None:
    if "abstract" not in draft:
        draft.put("abstract", value)
    elif not (draft.is_exact("abstract") and draft.match("abstract", value)):
        draft.keep(name, value)


def _read_language(draft: Draft, name: str, value: str) -> None:
    draft.put("language", as_language(value), key=name)


def _read_source(draft: Draft, name: str, value: str) -> None:
    if not read_source(draft, value):
        draft.keep(name, value)


def _read_people(draft: Draft, name: str, value: str) -> None:
    draft.add(PEOPLE[name], read_people(value))


def _read_subject(draft: Draft, _: str, value: str) -> None:
    for word in re.split(r";\s*", value):
        draft.add_keyword(word)


def _read_relation(draft: Draft, name: str, value: str) -> None:
    row = relation_type("datacite", RELATIONS[name]) if name in RELATIONS else None
    doi = as_doi(value)
    if doi is not None:
        draft.relations.append(Relation(row.name if row else "related-to", doi, "doi"))
    elif row is not None and value.startswith("http"):
        draft.relations.append(Relation(row.name, value, "url"))
    else:
        draft.keep(name, value)


def _read_format(draft: Draft, name: str, value: str) -> None:
    if pages_and_volumes(value)[0]:
        read_extent(draft, name, value)
    else:
        draft.keep(name, value)


def _read_type(draft: Draft, name: str, value: str) -> None:
    if known_type(value) is None:
        draft.keep(name, value) if is_status(value) else draft.put("genre", value, key=name)


_IS_ISBN: Final = re.compile(r"identifier\.isbn|\S+ (?:(?:urn:)?isbn|[0-9Xx -]{10,17}$)", re.IGNORECASE)


def _read_identifier(draft: Draft, name: str, value: str) -> None:
    if read_citation(draft, value):
        draft.keep(name, value)
    elif (doi := as_doi(value)) is not None:
        draft.put("DOI", doi, key=name)
    elif _IS_ISBN.match(f"{name} {value}") and (numbers := isbns(value)):
        draft.append("ISBN", numbers, " ")
    elif re.search(r"issn", f"{name} {value}", re.IGNORECASE) and (numbers := issns(value)):
        draft.append("ISSN", numbers, " ")
    elif match := re.fullmatch(r"(?:urn:)?isbn:?\s*(.+)", value, re.IGNORECASE):
        draft.append("ISBN", isbns(match[1]) or match[1], " ")
    elif match := re.fullmatch(r"(?:info:pmid/|pmid:\s*)([0-9]+)", value, re.IGNORECASE):
        draft.put("PMID", match[1], key=name)
    elif re.match("https?://", value):
        draft.put("URL", value, key=name)
    else:
        draft.keep(name, value)


Reader = Callable[[Draft, str, str], None]

_OF_VARIABLES: Final[dict[str, Reader]] = {
    "issued": _read_date,
    "abstract": _read_abstract,
    "language": _read_language,
    "dimensions": read_extent,
}
_OF_NAMES: Final[dict[str, Reader]] = {
    **{name: _OF_VARIABLES.get(variable, _read_variable) for name, variable in FIELDS.items()},
    **dict.fromkeys(PEOPLE, _read_people),
    **dict.fromkeys((*RELATIONS, "relation"), _read_relation),
    "source": _read_source,
    "coverage": _read_subject,
    "format": _read_format,
    "type": _read_type,
}
_OF_FAMILIES: Final[dict[str, Reader]] = {
    "subject": _read_subject,
    "identifier": _read_identifier,
    "uri": _read_identifier,
}
"""How an element is read that has no reader under its qualified name, by the part in front of the first full stop."""


def read_statement(draft: Draft, name: str, value: str) -> None:
    """Put what one element says into a draft; what is not understood is kept under the element's name."""
    reader = _OF_NAMES.get(name) or _OF_FAMILIES.get(name.partition(".")[0])
    if reader is not None:
        reader(draft, name, value)
    elif last_part(name) not in FIRST_PAGES | LAST_PAGES:  # which are read together
        draft.keep(name, value)
