"""The elements of a CSL style as frozen data, one class an element.

Names, nesting and defaults are those of the CSL 1.0.2 specification with underscores for hyphens; an attribute that a
style left out has the default of the specification, or None where the value is inherited or absence means something.
Nodes hold no behaviour: they print, compare and can be walked. `citelib.csl.style.parse` makes them from XML.

>>> Group(children=(TextTerm(term="in"), TextVariable(variable="container-title")), delimiter=" ").delimiter
' '
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, TypeVar, cast, dataclass_transform

import attrs

from citelib.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "Area",
    "Bibliography",
    "Branch",
    "Category",
    "Choose",
    "Citation",
    "Condition",
    "Date",
    "DatePart",
    "DatePartName",
    "Element",
    "EtAl",
    "Formatting",
    "Group",
    "Info",
    "Key",
    "Label",
    "Layout",
    "Link",
    "Locale",
    "LocaleDate",
    "Macro",
    "Name",
    "NameOptions",
    "NamePart",
    "Names",
    "Node",
    "Number",
    "Person",
    "Sort",
    "Style",
    "StyleOptions",
    "Substitute",
    "Term",
    "TermForm",
    "TextCase",
    "TextMacro",
    "TextTerm",
    "TextValue",
    "TextVariable",
    "children_of",
    "walk",
]

Area = Literal["citation", "bibliography"]
FontStyle = Literal["normal", "italic", "oblique"]
FontVariant = Literal["normal", "small-caps"]
FontWeight = Literal["normal", "bold", "light"]
TextDecoration = Literal["none", "underline"]
VerticalAlign = Literal["baseline", "sup", "sub"]
TextCase = Literal["lowercase", "uppercase", "capitalize-first", "capitalize-all", "sentence", "title"]
Display = Literal["block", "left-margin", "right-inline", "indent"]
TermForm = Literal["long", "short", "verb", "verb-short", "symbol"]
VariableForm = Literal["long", "short"]
NumberForm = Literal["numeric", "ordinal", "long-ordinal", "roman"]
Plural = Literal["contextual", "always", "never"]
DateForm = Literal["text", "numeric"]
DatePartName = Literal["year", "month", "day"]
DatePartForm = Literal["long", "short", "numeric", "numeric-leading-zeros", "ordinal"]
DateParts = Literal["year-month-day", "year-month", "year"]
NamePartName = Literal["family", "given"]
NameForm = Literal["long", "short", "count"]
And = Literal["text", "symbol"]
DelimiterPrecedes = Literal["contextual", "after-inverted-name", "always", "never"]
NameAsSortOrder = Literal["first", "all"]
Gender = Literal["neuter", "masculine", "feminine"]
OrdinalMatch = Literal["last-digit", "last-two-digits", "whole-number"]
StyleClass = Literal["in-text", "note"]
CitationFormat = Literal["author-date", "author", "numeric", "label", "note"]
Demote = Literal["never", "sort-only", "display-and-sort"]
PageRangeFormat = Literal["chicago", "chicago-15", "chicago-16", "expanded", "minimal", "minimal-two"]
Collapse = Literal["citation-number", "year", "year-suffix", "year-suffix-ranged"]
GivennameRule = Literal["all-names", "all-names-with-initials", "primary-name", "primary-name-with-initials", "by-cite"]
SecondFieldAlign = Literal["flush", "margin"]
SubstituteRule = Literal["complete-all", "complete-each", "partial-each", "partial-first"]
Match = Literal["all", "any", "none"]
ConditionTest = Literal["disambiguate", "is-numeric", "is-uncertain-date", "locator", "position", "type", "variable"]
SortOrder = Literal["ascending", "descending"]

T = TypeVar("T")


class _Data:
    """Equality, hash and a short representation for all nodes; generating them for each class doubles the import."""

    __slots__ = ()
    __attrs_attrs__: ClassVar[Any]

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return all(
            getattr(self, field.name) == getattr(other, field.name) for field in self.__attrs_attrs__ if field.eq
        )

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, field.name) for field in self.__attrs_attrs__ if field.hash is None)))

    def __repr__(self) -> str:
        fields = ((field, getattr(self, field.name)) for field in self.__attrs_attrs__)
        shown = ", ".join(f"{field.name}={value!r}" for field, value in fields if value != field.default)
        return f"{type(self).__name__}({shown})"

    def evolve(self, **changes: Any) -> Self:
        """A copy with other fields.

        >>> TextTerm(term="in").evolve(prefix=" ")
        TextTerm(prefix=' ', term='in')
        """
        copy: Self = attrs.evolve(cast(Any, self), **changes)
        return copy


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(attrs.field,))
def _node(cls: type[T]) -> type[T]:
    """A frozen, slotted attrs class whose fields are given by keyword."""
    return attrs.frozen(cls, kw_only=True, eq=False, repr=False)


@_node
class Formatting(_Data):
    """The five formatting attributes; None where the style does not set one (specification, Formatting)."""

    font_style: FontStyle | None = None
    font_variant: FontVariant | None = None
    font_weight: FontWeight | None = None
    text_decoration: TextDecoration | None = None
    vertical_align: VerticalAlign | None = None


@_node
class Node(_Data):
    """An element that stands in a layout, macro, group or branch, or belongs to one that does."""


@_node
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


@_node
class _Text(Element):
    """What the four kinds of ``cs:text`` share."""

    display: Display | None = None
    quotes: bool = False
    strip_periods: bool = False
    text_case: TextCase | None = None


@_node
class TextVariable(_Text):
    """``<text variable="…"/>``; `form` ``"short"`` asks for the short form of the variable."""

    variable: str
    form: VariableForm = "long"


@_node
class TextMacro(_Text):
    """``<text macro="…"/>``: a call of the macro of that name."""

    macro: str


@_node
class TextTerm(_Text):
    """``<text term="…"/>``."""

    term: str
    form: TermForm = "long"
    plural: bool = False


@_node
class TextValue(_Text):
    """``<text value="…"/>``: verbatim text."""

    value: str


@_node
class Number(Element):
    """``cs:number``: a number variable in a form."""

    variable: str
    form: NumberForm = "numeric"
    display: Display | None = None
    text_case: TextCase | None = None


@_node
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


@_node
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


@_node
class NamePart(Element):
    """``cs:name-part``: formatting of the family or the given part of a name."""

    name: NamePartName
    text_case: TextCase | None = None


@_node
class NameOptions(_Data):
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


@_node
class Name(Element):
    """``cs:name``."""

    options: NameOptions = NameOptions()
    parts: tuple[NamePart, ...] = ()


@_node
class EtAl(Element):
    """``cs:et-al``."""

    term: str = "et-al"


@_node
class Label(Element):
    """``cs:label``; `variable` is None inside ``cs:names``."""

    variable: str | None = None
    form: TermForm = "long"
    plural: Plural = "contextual"
    strip_periods: bool = False
    text_case: TextCase | None = None


@_node
class Substitute(Node):
    """``cs:substitute``: what stands in when the name variables are empty."""

    children: tuple[Node, ...] = ()


@_node
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


@_node
class Group(Element):
    """``cs:group``."""

    children: tuple[Node, ...] = ()
    delimiter: str = ""
    display: Display | None = None


@_node
class Condition(_Data):
    """One test attribute of a branch with its values; each value is a test of its own for `Branch.match`."""

    test: ConditionTest
    values: tuple[str, ...]


@_node
class Branch(_Data):
    """``cs:if``, ``cs:else-if`` or ``cs:else`` (which has no conditions and always holds)."""

    conditions: tuple[Condition, ...] = ()
    match: Match = "all"
    children: tuple[Node, ...] = ()


@_node
class Choose(Node):
    """``cs:choose``: the first branch that holds is rendered."""

    branches: tuple[Branch, ...] = ()


@_node
class Macro(_Data):
    """``cs:macro``."""

    name: str
    children: tuple[Node, ...] = ()


@_node
class Key(_Data):
    """``cs:key``: a sort key by variable or by macro, with the et-al options that hold while it is made."""

    variable: str | None = None
    macro: str | None = None
    sort: SortOrder = "ascending"
    names_min: int | None = None
    names_use_first: int | None = None
    names_use_last: bool | None = None


@_node
class Sort(_Data):
    """``cs:sort``."""

    keys: tuple[Key, ...] = ()


@_node
class Layout(Element):
    """``cs:layout``; `delimiter` stands between the cites of a citation.

    `locales` are the languages of the items that it is for, where a style has several layouts (CSL-M).
    """

    children: tuple[Node, ...] = ()
    delimiter: str = ""
    locales: tuple[str, ...] = ()


@_node
class Citation(_Data):
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


@_node
class Bibliography(_Data):
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


@_node
class Person(_Data):
    """An author or contributor of a style, or a translator of a locale."""

    name: str = ""
    email: str = ""
    uri: str = ""


@_node
class Link(_Data):
    """``cs:link`` of a style: `rel` is self, template, documentation or independent-parent."""

    href: str
    rel: str
    language: str | None = None
    text: str = ""


@_node
class Category(_Data):
    """What a style is for: how it cites, and the fields of science that use it."""

    citation_format: CitationFormat | None = None
    fields: tuple[str, ...] = ()


@_node
class Info(_Data):
    """``cs:info``."""

    title: str = ""
    title_short: str = ""
    id: str = ""
    links: tuple[Link, ...] = ()
    authors: tuple[Person, ...] = ()
    contributors: tuple[Person, ...] = ()
    category: Category = Category()
    issn: tuple[str, ...] = ()
    eissn: str = ""
    issnl: str = ""
    summary: str = ""
    published: str = ""
    updated: str = ""
    rights: str = ""
    license: str = ""

    @property
    def parent(self) -> str | None:
        """Id of the style that a dependent style stands for, or None."""
        return next((link.href for link in self.links if link.rel == "independent-parent"), None)


@_node
class Term(_Data):
    """``cs:term`` in one form and gender.

    Attributes:
        single: The text, or the singular.
        multiple: The plural; equal to `single` when the term has only one text.
        gender: Gender of the noun (long form of number and month terms).
        gender_form: Gender that an ordinal term agrees with.
        match: What an ordinal term is compared with; None means the default of its name.

    """

    name: str
    form: TermForm = "long"
    single: str = ""
    multiple: str = ""
    gender: Gender = "neuter"
    gender_form: Gender = "neuter"
    match: OrdinalMatch | None = None


@_node
class LocaleDate(_Data):
    """``cs:date`` of a locale: the order and look of the parts of a localized date."""

    form: DateForm
    formatting: Formatting | None = None
    delimiter: str = ""
    text_case: TextCase | None = None
    parts: tuple[DatePart, ...] = ()


@_node
class StyleOptions(_Data):
    """``cs:style-options`` of a locale; None where not set."""

    limit_day_ordinals_to_day_1: bool | None = None
    punctuation_in_quote: bool | None = None


@_node
class Locale(_Data):
    """``cs:locale`` as written, in a style or as the root of a locale file.

    What a style uses is the merged `citelib.csl.style.locale.ResolvedLocale`.
    """

    language: str | None = None
    options: StyleOptions = StyleOptions()
    dates: tuple[LocaleDate, ...] = ()
    terms: tuple[Term, ...] = ()


@_node
class Style(_Data):
    """``cs:style``: a whole independent style, or a dependent one (`citation` None, `info.parent` set).

    Attributes:
        macros: Macros by name; treat it as read-only.
        names_count: How many ``cs:names`` there are; each has its `Names.index` below it.
        dates_count: The same of ``cs:date``.
        diagnostics: Warnings found while the style was parsed.

    """

    class_: StyleClass = "in-text"
    version: str = "1.0"
    default_locale: str | None = None
    info: Info = Info()
    locales: tuple[Locale, ...] = ()
    macros: Mapping[str, Macro] = attrs.field(factory=dict, hash=False)
    citation: Citation | None = None
    bibliography: Bibliography | None = None
    name_options: NameOptions = NameOptions()
    demote_non_dropping_particle: Demote = "display-and-sort"
    initialize_with_hyphen: bool = True
    page_range_format: PageRangeFormat | None = None
    names_count: int = 0
    dates_count: int = 0
    diagnostics: tuple[Diagnostic, ...] = attrs.field(default=(), eq=False, hash=False)


def children_of(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside a node, in order; a macro call has none (its macro is shared, not inlined).

    >>> children_of(Group(children=(TextTerm(term="in"),)))[0].term
    'in'
    """
    match node:
        case Group() | Layout() | Substitute():
            return node.children
        case Choose():
            return tuple(child for branch in node.branches for child in branch.children)
        case Names():
            parts = (node.name, node.et_al, node.label, node.substitute)
            return tuple(part for part in parts if part is not None)
        case Name() | Date():
            return node.parts
        case _:
            return ()


def walk(*nodes: Node) -> Iterator[Node]:
    """The nodes and everything inside them, in document order, without following macro calls.

    >>> [type(node).__name__ for node in walk(Group(children=(TextTerm(term="in"), TextTerm(term="from"))))]
    ['Group', 'TextTerm', 'TextTerm']
    """
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(children_of(node)))
