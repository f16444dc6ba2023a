"""Conditions, macros, sorting, and the layouts of citations and bibliographies."""

from __future__ import annotations

from dataclasses import dataclass

from citelib.csl.style.nodes.elements import Element, NameOptions, Node
from citelib.csl.style.nodes.frozen import Data
from citelib.csl.style.nodes.values import (
    Collapse,
    ConditionTest,
    GivennameRule,
    Match,
    SecondFieldAlign,
    SortOrder,
    SubstituteRule,
)

__all__ = ["Bibliography", "Branch", "Choose", "Citation", "Condition", "Key", "Layout", "Macro", "Sort"]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Condition(Data):
    """One test attribute of a branch with its values; each value is a test of its own for `Branch.match`."""

    test: ConditionTest
    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Branch(Data):
    """``cs:if``, ``cs:else-if`` or ``cs:else`` (which has no conditions and always holds)."""

    conditions: tuple[Condition, ...] = ()
    match: Match = "all"
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Choose(Node):
    """``cs:choose``: the first branch that holds is rendered."""

    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Macro(Data):
    """``cs:macro``."""

    name: str
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Key(Data):
    """``cs:key``: a sort key by variable or by macro, with the et-al options that hold while it is made."""

    variable: str | None = None
    macro: str | None = None
    sort: SortOrder = "ascending"
    names_min: int | None = None
    names_use_first: int | None = None
    names_use_last: bool | None = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Sort(Data):
    """``cs:sort``."""

    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Layout(Element):
    """``cs:layout``; `delimiter` stands between the cites of a citation.

    `locales` are the languages of the items that it is for, where a style has several layouts (CSL-M).
    """

    children: tuple[Node, ...] = ()
    delimiter: str = ""
    locales: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Citation(Data):
    """``cs:citation`` with its options (specification, Citation-specific Options)."""

    layout: Layout = Layout()
    localized: tuple[Layout, ...] = ()
    sort: Sort | None = None
    name_options: NameOptions = NameOptions()
    collapse: Collapse | None = None
    cite_group_delimiter: str | None = None
    year_suffix_delimiter: str | None = None
    after_collapse_delimiter: str | None = None
    disambiguate_add_names: bool = False
    disambiguate_add_givenname: bool = False
    disambiguate_add_year_suffix: bool = False
    givenname_disambiguation_rule: GivennameRule = "by-cite"
    near_note_distance: int = 5


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Bibliography(Data):
    """``cs:bibliography`` with its options (specification, Bibliography-specific Options)."""

    layout: Layout = Layout()
    localized: tuple[Layout, ...] = ()
    sort: Sort | None = None
    name_options: NameOptions = NameOptions()
    hanging_indent: bool = False
    second_field_align: SecondFieldAlign | None = None
    line_spacing: int = 1
    entry_spacing: int = 1
    subsequent_author_substitute: str | None = None
    subsequent_author_substitute_rule: SubstituteRule = "complete-all"
