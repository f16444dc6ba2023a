"""The vocabulary of CSL 1.0.2 as tables: item types, variables with their kinds, and the spellings also understood.

Source: CSL 1.0.2 specification, appendices III (types) and IV (variables), with what the JSON schema ``csl-data.json``
adds or spells differently.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Final, Literal

__all__ = [
    "ALIASES",
    "DATE_VARIABLES",
    "ITEM_TYPES",
    "LOCATOR_TYPES",
    "NAME_VARIABLES",
    "NUMBER_VARIABLES",
    "TEXT_VARIABLES",
    "VARIABLES",
    "Kind",
    "python_name",
    "type_by_fields",
]

Kind = Literal["text", "number", "name", "date"]

ITEM_TYPES: Final = frozenset(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage
    """.split()
)
"""Every item type (appendix III)."""

TEXT_VARIABLES: Final = frozenset(
    """
    abstract annote archive archive_collection archive_location archive-place authority call-number citation-key
    citation-label collection-title container-title container-title-short dimensions division DOI event event-title
    event-place genre ISBN ISSN jurisdiction keyword language license medium note original-publisher
    original-publisher-place original-title part-title PMCID PMID publisher publisher-place references reviewed-genre
    reviewed-title scale source status title title-short URL volume-title volume-title-short year-suffix
    """.split()
)
"""Standard variables that are not numbers (appendix IV)."""

NUMBER_VARIABLES: Final = frozenset(
    """
    chapter-number citation-number collection-number edition first-reference-note-number issue locator number
    number-of-pages number-of-volumes page page-first part-number printing-number section supplement-number version
    volume
    """.split()
)
"""Number variables (appendix IV). Their values keep what was written, so they are strings too."""

DATE_VARIABLES: Final = frozenset("accessed available-date event-date issued original-date submitted".split())
"""Date variables (appendix IV)."""

NAME_VARIABLES: Final = frozenset(
    """
    author chair collection-editor compiler composer container-author contributor curator director editor
    editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator
    """.split()
)
"""Name variables (appendix IV)."""

VARIABLES: Final[dict[str, Kind]] = {
    **dict.fromkeys(sorted(TEXT_VARIABLES), "text"),
    **dict.fromkeys(sorted(NUMBER_VARIABLES), "number"),
    **dict.fromkeys(sorted(NAME_VARIABLES), "name"),
    **dict.fromkeys(sorted(DATE_VARIABLES), "date"),
}
"""Kind of every variable by its CSL name."""

ALIASES: Final = {
    "journalAbbreviation": "container-title-short",
    "shortTitle": "title-short",
    "part": "part-number",
    "printing": "printing-number",
    "supplement": "supplement-number",
}
"""Spellings of ``csl-data.json`` and older processors for variables that the specification names otherwise."""

LOCATOR_TYPES: Final = frozenset(
    """
    act appendix article-locator book canon chapter column elocation equation figure folio issue line note opus page
    paragraph part rule scene section sub-verbo supplement table timestamp title-locator verse version volume
    """.split()
)
"""Locator labels (specification, Locators; ``csl-citation.json``)."""


def python_name(variable: str) -> str:
    """The attribute of `Item` that holds a variable.

    >>> python_name("container-title")
    'container_title'
    """
    return variable.replace("-", "_")


_TYPES_BY_FIELDS: Final = tuple(
    (frozenset(every.split()), frozenset(any_.split()), item_type)
    for every, any_, item_type in (
        ("event-title", "", "paper-conference"),
        ("event", "", "paper-conference"),
        ("container-title", "editor container-author ISBN edition", "chapter"),
        ("container-title", "volume issue ISSN PMID PMCID container-title-short", "article-journal"),
        ("container-title", "publisher publisher-place collection-title", "chapter"),
        ("container-title", "page DOI", "article-journal"),
        ("container-title URL", "", "webpage"),
        ("container-title", "", "article-journal"),
        ("", "ISSN PMID PMCID", "article-journal"),
        ("", "ISBN edition", "book"),
        ("publisher", "author editor", "book"),
        ("DOI", "", "document"),
        ("URL", "", "webpage"),
        ("", "author editor", "book"),
    )
)
"""Fields that all stand in a record, fields of which one does, and the type of such works; the first rule counts."""


def type_by_fields(fields: AbstractSet[str]) -> str:
    """The type of a work whose record has none, or one that CSL does not know: what its other fields say.

    Styles print less of a ``document`` than of anything else, and some leave it out of the list.

    Args:
        fields: The names of the variables that the record has.

    Returns:
        A type of `ITEM_TYPES`; ``document`` if the fields do not tell.

    >>> type_by_fields({"title", "container-title", "volume", "page"})
    'article-journal'
    >>> type_by_fields({"title", "container-title", "editor", "page"})
    'chapter'
    >>> type_by_fields({"title"})
    'document'
    """
    if "title" not in fields:
        return "document"
    for every, some, item_type in _TYPES_BY_FIELDS:
        if every <= fields and (not some or not some.isdisjoint(fields)):
            return item_type
    return "document"
