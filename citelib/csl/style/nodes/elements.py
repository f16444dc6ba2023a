"""Rendering elements: text, numbers, dates, names, labels, groups (specification, Rendering Elements)."""

from __future__ import annotations

from dataclasses import dataclass

from citelib.csl.style.nodes.frozen import Data
from citelib.csl.style.nodes.values import (
    And,
    DateForm,
    DatePartForm,
    DatePartName,
    DateParts,
    DelimiterPrecedes,
    Display,
    FontStyle,
    FontVariant,
    FontWeight,
    NameAsSortOrder,
    NameForm,
    NamePartName,
    NumberForm,
    Plural,
    TermForm,
    TextCase,
    TextDecoration,
    VariableForm,
    VerticalAlign,
)

__all__ = [
    "Date",
    "DatePart",
    "Element",
    "EtAl",
    "Formatting",
    "Group",
    "Label",
    "Name",
    "NameOptions",
    "NamePart",
    "Names",
    "Node",
    "Number",
    "Substitute",
    "Text",
    "TextMacro",
    "TextTerm",
    "TextValue",
    "TextVariable",
]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Formatting(Data):
    """The five formatting attributes; None where the style does not set one (specification, Formatting)."""

    font_style: FontStyle | None = None
    font_variant: FontVariant | None = None
    font_weight: FontWeight | None = None
    text_decoration: TextDecoration | None = None
    vertical_align: VerticalAlign | None = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Node(Data):
    """An element that stands in a layout, macro, group or branch, or belongs to one that does."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Element(Node):
    """What nearly all rendering elements share.

    Attributes:
        formatting: Formatting attributes, or None when the element has none at all.
        prefix: Text before non-empty output.
        suffix: Text after non-empty output.
    """

    formatting: Formatting | None = None
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Text(Element):
    """What the four kinds of ``cs:text`` share."""

    display: Display | None = None
    quotes: bool = False
    strip_periods: bool = False
    text_case: TextCase | None = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class TextVariable(Text):
    """``<text variable="…"/>``; `form` ``"short"`` asks for the short form of the variable."""

    variable: str
    form: VariableForm = "long"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class TextMacro(Text):
    """``<text macro="…"/>``: a call of the macro of that name."""

    macro: str


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class TextTerm(Text):
    """``<text term="…"/>``."""

    term: str
    form: TermForm = "long"
    plural: bool = False


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class TextValue(Text):
    """``<text value="…"/>``: verbatim text."""

    value: str


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Number(Element):
    """``cs:number``: a number variable in a form."""

    variable: str
    form: NumberForm = "numeric"
    display: Display | None = None
    text_case: TextCase | None = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class DatePart(Element):
    """``cs:date-part``.

    Attributes:
        form: None means the default of the part: day numeric, month long, year long.
        range_delimiter: None means the default, an en-dash.
        written: Fields that the file sets, so that a part can override that of a localized date.
    """

    name: DatePartName
    form: DatePartForm | None = None
    range_delimiter: str | None = None
    strip_periods: bool = False
    text_case: TextCase | None = None
    written: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Date(Element):
    """``cs:date``. With `form` it is localized: look the bound parts up in `ResolvedStyle.dates` by `index`.

    Attributes:
        variable: The date variable.
        form: ``"text"`` or ``"numeric"`` for a localized date, None when `parts` say everything.
        date_parts: Which parts of a localized date are wanted.
        delimiter: Between parts; None when not set.
        parts: The ``cs:date-part`` children as written.
        index: Place of the element among the dates of the style, from 0.
    """

    variable: str
    form: DateForm | None = None
    date_parts: DateParts = "year-month-day"
    delimiter: str | None = None
    display: Display | None = None
    text_case: TextCase | None = None
    parts: tuple[DatePart, ...] = ()
    index: int = -1


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class NamePart(Element):
    """``cs:name-part``: formatting of the family or the given part of a name."""

    name: NamePartName
    text_case: TextCase | None = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class NameOptions(Data):
    """The inheritable name options; None where not set (specification, Inheritable Name Options).

    On ``cs:style``, ``cs:citation`` and ``cs:bibliography`` the attributes are called ``name-form``,
    ``name-delimiter`` and ``names-delimiter``; on ``cs:name`` the first two are ``form`` and ``delimiter``, and
    ``names-delimiter`` is the ``delimiter`` of ``cs:names``.
    """

    and_: And | None = None
    delimiter: str | None = None
    delimiter_precedes_et_al: DelimiterPrecedes | None = None
    delimiter_precedes_last: DelimiterPrecedes | None = None
    et_al_min: int | None = None
    et_al_use_first: int | None = None
    et_al_subsequent_min: int | None = None
    et_al_subsequent_use_first: int | None = None
    et_al_use_last: bool | None = None
    form: NameForm | None = None
    initialize: bool | None = None
    initialize_with: str | None = None
    name_as_sort_order: NameAsSortOrder | None = None
    sort_separator: str | None = None
    names_delimiter: str | None = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Name(Element):
    """``cs:name``."""

    options: NameOptions = NameOptions()
    parts: tuple[NamePart, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class EtAl(Element):
    """``cs:et-al``."""

    term: str = "et-al"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Label(Element):
    """``cs:label``; `variable` is None inside ``cs:names``."""

    variable: str | None = None
    form: TermForm = "long"
    plural: Plural = "contextual"
    strip_periods: bool = False
    text_case: TextCase | None = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Substitute(Node):
    """``cs:substitute``: what stands in when the name variables are empty."""

    children: tuple[Node, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Names(Element):
    """``cs:names`` as written. Its bound settings are in `ResolvedStyle.names`, by area and `index`.

    Attributes:
        variables: The name variables, in the order in which they are tried.
        delimiter: Between the variables; None when not set.
        name: Its ``cs:name``, or None.
        et_al: Its ``cs:et-al``, or None.
        label: Its ``cs:label``, or None.
        label_first: Whether the label stands before ``cs:name``.
        substitute: Its ``cs:substitute``, or None.
        index: Place of the element among the names of the style, from 0.
    """

    variables: tuple[str, ...]
    delimiter: str | None = None
    display: Display | None = None
    name: Name | None = None
    et_al: EtAl | None = None
    label: Label | None = None
    label_first: bool = False
    substitute: Substitute | None = None
    index: int = -1

    @property
    def is_shorthand(self) -> bool:
        """Whether it has no children, so that those of the names it stands in for hold (Substitute)."""
        return self.name is None and self.et_al is None and self.label is None and self.substitute is None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Group(Element):
    """``cs:group``."""

    children: tuple[Node, ...] = ()
    delimiter: str = ""
    display: Display | None = None
