"""From a style and a language to what the processor walks: options inherited, terms and dates bound, facts counted.

Macros stay shared: nothing is inlined and no node is copied. What depends on the place of a node (its inherited name
options) or on the language (its localized date) stands in tables beside the style, by the node's `index`.

>>> from citelib.csl.style.parse import parse
>>> style = parse('''<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" et-al-min="9">
...   <citation et-al-min="3"><layout><names variable="author"/></layout></citation>
... </style>''')
>>> resolved = resolve(style, "de-DE")
>>> resolved.names["citation"][0].et_al_min, resolved.names["bibliography"][0].et_al_min
(3, 9)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from citelib.csl.style import nodes
from citelib.csl.style.locale import DEFAULT_LANGUAGE, ResolvedLocale, is_like, resolve_locale
from citelib.csl.style.nodes import Area
from citelib.csl.style.nodes.frozen import Data
from citelib.errors import StyleError

__all__ = [
    "AREAS",
    "BoundDate",
    "BoundNames",
    "ResolvedStyle",
    "Usage",
    "has_layout_for",
    "in_language",
    "resolve",
]

AREAS: Final[tuple[Area, ...]] = ("citation", "bibliography")
"""Both areas of a style."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class BoundNames(Data):
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

    def for_key(self, key: nodes.Key) -> BoundNames:
        """The settings while a sort key is made, whose ``names-…`` attributes replace the et-al options."""
        if key.names_min is None and key.names_use_first is None and key.names_use_last is None:
            return self
        minimum = self.et_al_min if key.names_min is None else key.names_min
        first = self.et_al_use_first if key.names_use_first is None else key.names_use_first
        last = self.et_al_use_last if key.names_use_last is None else key.names_use_last
        return self.evolve(
            et_al_min=minimum,
            et_al_use_first=first,
            et_al_subsequent_min=minimum,
            et_al_subsequent_use_first=first,
            et_al_use_last=last,
        )


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class BoundDate(Data):
    """What one ``cs:date`` prints: its parts in order with form, affixes and range delimiter filled in.

    For a localized date these are the parts of the locale, limited to ``date-parts`` and overridden by the children
    in the style; otherwise the children themselves. Affixes and display are those of the ``cs:date`` in the style.
    """

    delimiter: str = ""
    formatting: nodes.Formatting | None = None
    text_case: nodes.TextCase | None = None
    parts: tuple[nodes.DatePart, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Usage(Data):
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


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ResolvedStyle(Data):
    """A style bound to a language.

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
    """Bind a style to a language.

    Args:
        style: An independent style.
        language: The output language; None means the style's ``default-locale``, else ``en-US``.

    Raises:
        StyleError: The style is dependent.
    """
    if style.citation is None:
        raise StyleError(
            f"the style {style.info.title!r} depends on another",
            hint=f"use {style.info.parent!r}, or find the style by its name",
        )
    locale = resolve_locale(language or style.default_locale or DEFAULT_LANGUAGE, style.locales)
    dates = [BoundDate()] * style.dates_count
    names: list[tuple[nodes.Names, nodes.Names | None]] = []
    for node, parent in _walk_style(style):
        match node:
            case nodes.Date():
                dates[node.index] = _bind_date(node, locale)
            case nodes.Names():
                names.append((node, parent))
    bound: dict[Area, tuple[BoundNames, ...]] = {}
    for area in AREAS:
        inherited = _inherited(style, area)
        table = [_NO_NAMES] * style.names_count
        for node, parent in names:
            table[node.index] = _bind_names(node, parent, inherited)
        bound[area] = tuple(table)
    return ResolvedStyle(
        style=style,
        locale=locale,
        names=bound,
        dates=tuple(dates),
        layouts={area: _usage(style, _layout(style, area)) for area in AREAS},
        sorts={area: _sort_usage(style, area) for area in AREAS},
    )


def in_language(style: nodes.Style, tag: str) -> nodes.Style:
    """The style with the layouts that it has for items in a language."""

    def chosen(area: Any) -> Any:
        if area is None:
            return None
        wanted = [layout for layout in area.localized if any(is_like(tag, one) for one in layout.locales)]
        exact = [layout for layout in wanted if tag in layout.locales]
        return area.evolve(layout=(exact or wanted)[0]) if wanted else area

    return style.evolve(citation=chosen(style.citation), bibliography=chosen(style.bibliography))


def has_layout_for(style: nodes.Style, tag: str | None = None) -> bool:
    """Whether a style has a layout for items in a language, or in any."""
    return any(
        tag is None or is_like(tag, locale)
        for area in (style.citation, style.bibliography)
        if area is not None
        for layout in area.localized
        for locale in layout.locales
    )


def _layout(style: nodes.Style, area: Area) -> tuple[nodes.Node, ...]:
    found = style.citation if area == "citation" else style.bibliography
    if found is None:
        return ()
    return (*found.layout.children, *(child for layout in found.localized for child in layout.children))


def _walk_style(style: nodes.Style) -> Iterator[tuple[nodes.Node, nodes.Names | None]]:
    """Every node of a style, with the ``cs:names`` in whose substitute it stands."""
    stack: list[tuple[nodes.Node, nodes.Names | None]] = [
        (node, None) for macro in style.macros.values() for node in macro.children
    ]
    stack += [(node, None) for area in AREAS for node in _layout(style, area)]
    while stack:
        node, parent = stack.pop()
        yield node, parent
        match node:
            case nodes.Names():
                if node.substitute is not None:
                    # A shorthand inside a shorthand looks to the names that have children.
                    owner = parent if parent is not None and node.is_shorthand else node
                    stack += [(child, owner) for child in node.substitute.children]
            case nodes.Date() | nodes.Name():
                pass
            case _:
                stack += [(child, parent) for child in nodes.children_of(node)]


# Names


_NO_NAMES: Final = BoundNames(name=nodes.Name(), et_al=nodes.EtAl())
_OPTION_FIELDS: Final = tuple(field.name for field in fields(nodes.NameOptions))


def _set_options(options: nodes.NameOptions) -> dict[str, Any]:
    return {name: value for name in _OPTION_FIELDS if (value := getattr(options, name)) is not None}


def _inherited(style: nodes.Style, area: Area) -> dict[str, Any]:
    found = style.citation if area == "citation" else style.bibliography
    own = _set_options(found.name_options) if found is not None else {}
    return _set_options(style.name_options) | own


def _bind_names(node: nodes.Names, parent: nodes.Names | None, inherited: Mapping[str, Any]) -> BoundNames:
    model = parent if parent is not None and node.is_shorthand else node
    name = model.name or _NO_NAMES.name
    options = {**inherited, **_set_options(name.options)}
    if node.delimiter is not None:
        options["names_delimiter"] = node.delimiter
    # Spaces that a style repeats count once, as they do everywhere in names.
    options["sort_separator"] = re.sub("  +", " ", options.get("sort_separator", ", "))
    options.setdefault("et_al_subsequent_min", options.get("et_al_min"))
    options.setdefault("et_al_subsequent_use_first", options.get("et_al_use_first"))
    parts = {part.name: part for part in name.parts}
    return BoundNames(
        **options,
        name=name,
        family=parts.get("family"),
        given=parts.get("given"),
        et_al=model.et_al or _NO_NAMES.et_al,
        label=model.label,
        label_first=model.label_first,
    )


# Dates

_PARTS_SHOWN: Final[Mapping[str, frozenset[str]]] = {
    "year": frozenset(["year"]),
    "year-month": frozenset(["year", "month"]),
    "year-month-day": frozenset(["year", "month", "day"]),
}


def _bind_date(date: nodes.Date, locale: ResolvedLocale) -> BoundDate:
    if date.form is None:
        return BoundDate(
            delimiter=date.delimiter or "", formatting=date.formatting, text_case=date.text_case, parts=date.parts
        )
    localized = locale.date(date.form)
    own = {part.name: part for part in date.parts}
    shown = _PARTS_SHOWN[date.date_parts]
    return BoundDate(
        delimiter=localized.delimiter,  # that of cs:date is for dates that the style spells out (specification, Date)
        formatting=date.formatting or localized.formatting,
        text_case=date.text_case or localized.text_case,
        parts=tuple(_override(part, own.get(part.name)) for part in localized.parts if part.name in shown),
    )


def _override(part: nodes.DatePart, own: nodes.DatePart | None) -> nodes.DatePart:
    """A part of a localized date with what the style sets on its own part of that name."""
    return part if own is None else part.evolve(**{field: getattr(own, field) for field in own.written})


# Facts


def _usage(style: nodes.Style, start: Sequence[nodes.Node], variables: Sequence[str] = ()) -> Usage:
    rendered, tested, terms, positions = set(variables), set[str](), set[str](), set[str]()
    macros: set[str] = set()
    disambiguate = False
    stack = list(start)
    while stack:
        node = stack.pop()
        match node:
            case nodes.TextMacro():
                if node.macro not in macros:
                    macros.add(node.macro)
                    stack += style.macros[node.macro].children
                continue
            case nodes.TextVariable() | nodes.Number() | nodes.Date():
                rendered.add(node.variable)
            case nodes.Names():
                rendered.update(node.variables)
            case nodes.TextTerm():
                terms.add(node.term)
            case nodes.Choose():
                for branch in node.branches:
                    for condition in branch.conditions:
                        match condition.test:
                            case "position":
                                positions.update(condition.values)
                            case "disambiguate":
                                disambiguate = True
                            case "locator":
                                tested.add("locator")
                            case "type":
                                pass
                            case _:
                                tested.update(condition.values)
        stack += nodes.children_of(node)
    return Usage(
        variables=frozenset(rendered),
        tested=frozenset(tested),
        terms=frozenset(terms),
        macros=frozenset(macros),
        positions=frozenset(positions),
        disambiguate=disambiguate,
    )


def _sort_usage(style: nodes.Style, area: Area) -> Usage:
    found = style.citation if area == "citation" else style.bibliography
    keys = found.sort.keys if found is not None and found.sort is not None else ()
    calls = [nodes.TextMacro(macro=key.macro) for key in keys if key.macro is not None]
    return _usage(style, calls, [key.variable for key in keys if key.variable is not None])
