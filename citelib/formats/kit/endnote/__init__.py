"""The types and fields of EndNote, which its formats (RIS, refer, XML) write under names of their own.

A field is called by its tag of RIS, as in `citelib.formats.kit.endnote.tables`. ``IS`` is EndNote's
*Number*, which its export of RIS writes under several tags.

>>> meaning("Edited Book", "book")["AU"], meaning("Book Section", "chapter")["IS"]
('editor', 'collection-number')
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from citelib.formats.kit.draft import Draft
from citelib.formats.kit.endnote import tables
from citelib.formats.kit.names import write_name
from citelib.formats.kit.values import is_read
from citelib.model import Date, Item, people
from citelib.model.vocabulary import ITEM_TYPES

__all__ = [
    "CSL_TYPES",
    "OUT_TYPES",
    "RIS_TYPES",
    "author_lines",
    "complete_titles",
    "field_values",
    "fields_of",
    "meaning",
    "tags",
    "type_name",
    "without_authors",
]

RIS_TYPES: Final = {
    "Journal Article": "JOUR", "Electronic Article": "EJOUR", "Magazine Article": "MGZN", "Newspaper Article": "NEWS",
    "Catalog": "CTLG", "Book": "BOOK", "Edited Book": "EDBOOK", "Electronic Book": "EBOOK", "Serial": "SER",
    "Book Section": "CHAP", "Electronic Book Section": "ECHAP", "Conference Paper": "CPAPER",
    "Conference Proceedings": "CONF", "Thesis": "THES", "Report": "RPRT", "Government Document": "GOVDOC",
    "Web Page": "WEB", "Electronic Source": "ELEC", "Blog": "BLOG", "Patent": "PAT", "Computer Program": "COMP",
    "Dataset": "DATA", "Online Database": "DBASE", "Personal Communication": "PCOMM", "Film or Broadcast": "MPCT",
    "Audiovisual Material": "ADVS", "Online Multimedia": "MULTI", "Music": "MUSIC", "Audio": "SOUND",
    "Artwork": "ART", "Figure": "FIGURE", "Chart or Table": "CHART", "Map": "MAP", "Bill": "BILL", "Case": "CASE",
    "Legal Rule or Regulation": "LEGAL", "Statute": "STAT", "Hearing": "HEAR", "Manuscript": "MANSCPT",
    "Unpublished Work": "UNPB", "Pamphlet": "PAMP", "Standard": "STAND", "Dictionary": "DICT",
    "Encyclopedia": "ENCYC", "Classical Work": "CLSWK", "Generic": "GEN", "Ancient Text": "ANCIENT",
    "Equation": "EQUA", "Grant": "GRANT", "Aggregated Database": "AGGR",
}  # fmt: skip
"""RIS type of each EndNote type."""

_OWN_TYPES: Final = {name: tables.TYPES[ris_type] for name, ris_type in RIS_TYPES.items()}

CSL_TYPES: Final[Mapping[str, str]] = _OWN_TYPES | {
    "Discussion Forum": "post", "Interview": "interview", "Social Media": "post", "Television Episode": "broadcast",
}  # fmt: skip
"""CSL type of each EndNote type, those of the newest versions included."""

_BY_OTHERS: Final = {
    "journal": "Journal Article", "article": "Journal Article", "journalarticle": "Journal Article",
    "conference": "Conference Proceedings", "conference paper": "Conference Proceedings",
    "proceedings": "Conference Proceedings", "inproceedings": "Conference Proceedings", "chapter": "Book Section",
    "book chapter": "Book Section", "incollection": "Book Section", "website": "Web Page", "webpage": "Web Page",
    "dissertation": "Thesis", "phdthesis": "Thesis", "technical report": "Report", "preprint": "Unpublished Work",
}  # fmt: skip
_BY_CASE: Final = {name.casefold(): name for name in CSL_TYPES}


def type_name(name: str) -> str:
    """EndNote's name of a type that other programs name otherwise; what is not known stays as it is.

    >>> type_name("Conference"), type_name("journal article"), type_name("Thesis"), type_name("Sculpture")
    ('Conference Proceedings', 'Journal Article', 'Thesis', 'Sculpture')
    """
    folded = " ".join(name.casefold().split())
    return name if name in CSL_TYPES else _BY_CASE.get(folded) or _BY_OTHERS.get(folded) or name


_FIRST: Final = {csl_type: name for name, csl_type in reversed(list(_OWN_TYPES.items()))}
_NAMES: Final = {ris_type: name for name, ris_type in RIS_TYPES.items()}

OUT_TYPES: Final[Mapping[str, str]] = {
    csl_type: _FIRST.get(csl_type) or _NAMES.get(tables.OUT_TYPES[csl_type], "Generic") for csl_type in ITEM_TYPES
}
"""EndNote type of each CSL type, or the nearest one that all versions know."""

_NUMBERS: Final = {
    **dict.fromkeys((*tables.ARTICLES, "paper-conference", "manuscript"), "issue"),
    **dict.fromkeys(tables.BOOKISH, "collection-number"),
    **dict.fromkeys("bill hearing legal_case legislation report".split(), "number"),
    "patent": "call-number",
}
"""What *Number* is in a type: the issue, the number in the series, that of the document or of an application."""

_WRITTEN_OTHERWISE: Final = frozenset("IS CP M1 SV".split())


def fields_of(
    ris_type: str, csl_type: str, first: Mapping[str, str | None] = MappingProxyType({})
) -> Mapping[str, str]:
    """Variable of each field in a type, after `first`; None there, and in the tables, is what CSL has no variable for.

    >>> fields_of("EDBOOK", "book")["AU"], fields_of("BOOK", "book")["AU"]
    ('editor', 'author')
    """
    found: dict[str, str | None] = {}
    default = {
        tag: name for tag, name in tables.FIELDS.items() if csl_type in tables.ONLY.get(tag, frozenset((csl_type,)))
    }
    for table in (first, tables.BY_RIS_TYPE.get(ris_type, {}), tables.BY_TYPE.get(csl_type, {}), default):
        for tag, name in table.items():
            found.setdefault(tag, name)
    return {tag: name for tag, name in found.items() if name is not None}


@cache
def tags(ris_type: str, csl_type: str) -> Mapping[str, str]:
    """Field of each variable in a type, in the order of writing.

    >>> tags("BILL", "bill")["author"]
    'A2'
    """
    found: dict[str, str] = {}
    for tag, name in fields_of(ris_type, csl_type).items():
        found.setdefault(name, tag)
    order = {tag: place for place, tag in enumerate(tables.FIELDS)}
    return dict(sorted(found.items(), key=lambda pair: order.get(pair[1], len(order))))


@cache
def meaning(name: str, csl_type: str) -> Mapping[str, str]:
    """Variable of each field in a type; days of issue, pages and numbers of books depend on more than the field."""
    found = fields_of(RIS_TYPES.get(name, "GEN"), csl_type)
    fields = {"IS": _NUMBERS[csl_type]} if csl_type in _NUMBERS else {}
    fields |= {tag: name for tag, name in found.items() if tag not in _WRITTEN_OTHERWISE and name != "issued"}
    if "genre" not in fields.values():
        fields.setdefault("M3", "genre")
    return fields


def author_lines(item: Item, variables: Container[str]) -> list[str]:
    """What is written among the first names of a type that has no field for authors, such as a film."""
    return [] if "author" in variables else [line for name in people(item.author) if (line := write_name(name))]


def without_authors(draft: Draft) -> None:
    """Take the authors, whom notes name as such, out of the first names of a type without a field for authors.

    >>> from citelib.model import Name
    >>> draft = Draft("ris")
    >>> draft.add("director", [Name("Low", "Ann"), Name("High", "Bea")])
    >>> draft.put_exact("author", Name("High", "Bea"))
    >>> without_authors(draft)
    >>> draft.variables["director"]
    [Name(family='Low', given='Ann')]
    """
    if not draft.is_exact("author"):
        return
    for role in _FIRST_ROLES & draft.variables.keys():
        for name in draft.variables["author"]:
            if name in draft.variables[role]:
                draft.variables[role].reverse()
                draft.variables[role].remove(name)
                draft.variables[role].reverse()
        if not draft.variables[role]:
            del draft.variables[role]


_FIRST_ROLES: Final = frozenset(("director", "composer"))
"""Who has the first place in the types that have none for authors."""


def complete_titles(draft: Draft) -> None:
    """Give a work the title, or the editors, that another one of its fields implies.

    >>> draft = Draft("ris")
    >>> draft.type, draft.variables = "article-journal", {"container-title-short": "BMJ Open"}
    >>> complete_titles(draft)
    >>> draft.variables["container-title"]
    'BMJ Open'
    """
    variables = draft.variables
    if "title" not in variables and draft.type in ("legal_case", "legislation") and "title-short" in variables:
        variables["title"] = variables.pop("title-short")
    if draft.type in tables.ARTICLES and "container-title" not in variables and "container-title-short" in variables:
        variables["container-title"] = variables["container-title-short"]
    if draft.type == "paper-conference" and "container-title" not in variables and "event-title" in variables:
        # The second title of a conference paper is the proceedings to most databases and the conference to others.
        variables["container-title"] = variables["event-title"]
    is_anonymous = draft.type == "book" and not {"author", "editor", "collection-title"} & variables.keys()
    if is_anonymous and "collection-editor" in variables and not draft.is_exact("collection-editor"):
        # The second names are the editors of a series; where there is no series, they are those of the book.
        variables["editor"] = variables.pop("collection-editor")


def field_values(
    item: Item,
    variable: str,
    read_date: Callable[[str], Date] = Date.parse,
    write_date: Callable[[Date], str] = Date.edtf,
) -> list[str] | None:
    """What is written for a variable that an item has into its field; None if the reader would not give it back.

    Nothing is written for the proceedings of a paper that are called like the conference; see `complete_titles`.
    """
    value = item.variables[variable]
    if isinstance(value, tuple):
        return [line for name in people(value) if (line := write_name(name))]
    if isinstance(value, Date):
        text = write_date(value)
        return [text] if value.start is not None and read_date(text) == value else None
    if not is_read(variable, value):
        return None
    is_implied = variable == "container-title" and item.type == "paper-conference" and value == item.event_title
    return [] if is_implied else [value]
