"""From a style and a locale to what the processor walks: options inherited, terms and dates bound, facts counted."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from citelib.csl.style import nodes
from citelib.csl.style.locale import ResolvedLocale
from citelib.csl.style.nodes import Area

__all__ = ["BoundDate", "BoundNames", "ResolvedStyle", "Usage", "resolve"]


@attrs.frozen(kw_only=True)
class BoundNames:
    """All settings of one ``cs:names`` in one area, with every option inherited and every default filled in.

    Attributes:
        names_delimiter: Between the name variables.
        et_al_min: None when there is no et-al abbreviation.
        et_al_subsequent_min: That of `et_al_min` where the style has no other.
        initialize_with: None when given names are not abbreviated.
        name: The ``cs:name`` that holds (a shorthand ``cs:names`` in a substitute has that of its parent): affixes,
            formatting.
        family: The ``cs:name-part`` of family names, or None.
        given: The ``cs:name-part`` of given names, or None.
        et_al: Term and formatting of et-al.
        label: The label, or None.
        label_first: Whether the label comes before the names.

    """

    names_delimiter: str = ""
    and_: nodes.And | None = None
    delimiter: str = ", "
    delimiter_precedes_et_al: nodes.DelimiterPrecedes = "contextual"
    delimiter_precedes_last: nodes.DelimiterPrecedes = "contextual"
    et_al_min: int | None = None
    et_al_use_first: int | None = None
    et_al_subsequent_min: int | None = None
    et_al_subsequent_use_first: int | None = None
    et_al_use_last: bool = False
    form: nodes.NameForm = "long"
    initialize: bool = True
    initialize_with: str | None = None
    name_as_sort_order: nodes.NameAsSortOrder | None = None
    sort_separator: str = ", "
    name: nodes.Name
    family: nodes.NamePart | None = None
    given: nodes.NamePart | None = None
    et_al: nodes.EtAl
    label: nodes.Label | None = None
    label_first: bool = False


@attrs.frozen(kw_only=True)
class BoundDate:
    """What one ``cs:date`` prints: its parts in order with form, affixes and range delimiter filled in.

    For a localized date these are the parts of the locale, limited to ``date-parts`` and overridden by the children
    in the style; otherwise the children themselves.
    """

    delimiter: str = ""
    formatting: nodes.Formatting | None = None
    text_case: nodes.TextCase | None = None
    parts: tuple[nodes.DatePart, ...] = ()


@attrs.frozen(kw_only=True)
class Usage:
    """What a layout or a sort reaches, macros included: facts for the passes over a document.

    Attributes:
        variables: Variables that it renders (names, dates, numbers and text alike).
        tested: Variables that its conditions look at.
        terms: Terms that it renders by name.
        macros: Macros that it calls, directly or not.
        positions: Values of ``position`` conditions.
        disambiguate: Whether a ``disambiguate`` condition occurs.

    """

    variables: frozenset[str] = frozenset()
    tested: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    macros: frozenset[str] = frozenset()
    positions: frozenset[str] = frozenset()
    disambiguate: bool = False


@attrs.frozen(kw_only=True)
class ResolvedStyle:
    """A style bound to a locale.

    Attributes:
        style: The style as parsed; layouts, sorts, options and macros are read from it.
        locale: The merged locale.
        names: For each area, the settings of every ``cs:names`` by its `index`.
        dates: The bound form of every ``cs:date`` by its `index`.
        layouts: What the layout of each area uses.
        sorts: What the sort of each area uses.

    """

    style: nodes.Style
    locale: ResolvedLocale
    names: Mapping[Area, tuple[BoundNames, ...]]
    dates: tuple[BoundDate, ...]
    layouts: Mapping[Area, Usage]
    sorts: Mapping[Area, Usage]


def resolve(style: nodes.Style, language: str | None = None) -> ResolvedStyle:
    """Bind a style to a locale.

    Args:
        style: An independent style.
        language: The output language; None means the style's ``default-locale``, else ``en-US``.

    Raises:
        StyleError: The style is dependent.

    """
    raise NotImplementedError
