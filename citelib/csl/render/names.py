"""``cs:names``: lists of names with et-al abbreviation, labels and substitution (specification, Names).

Each name variable gives one list. The first ``cs:names`` of a cite has the role ``"names"``: cite grouping, collapsing
and ``subsequent-author-substitute`` look at it. What disambiguation decided arrives in `Context.decisions`, counted by
the lists in the order in which they are rendered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from citelib.csl.render.choose import chosen
from citelib.csl.render.context import Context, Nameset
from citelib.csl.render.dispatch import RENDERERS
from citelib.csl.render.label import label_span
from citelib.csl.render.person import given_level, render_person
from citelib.csl.render.status import FOUND, MISSING, PLAIN
from citelib.csl.style import nodes
from citelib.csl.style.resolve import BoundNames
from citelib.model import Name
from citelib.model.names import is_cut_short
from citelib.richtext import Span
from citelib.richtext.tree import Child

__all__ = ["TERM_FOR_NAMES", "NameList", "render_names", "short_names", "sort_names"]

TERM_FOR_NAMES: Final = "term"
"""Value of a `Span` with the role ``"names"`` that holds a term in place of names, such as «Anon.»."""


class NameList:
    """The names of a `Span` with the role ``"names"``, for the passes that compare or replace them.

    Attributes:
        span: The span that holds the names and what stands between them, without label.
        at: Index of each name among the children of `span`.
        names: The names that are shown.
        is_cut: Whether there are more names.
    """

    __slots__ = ("at", "is_cut", "names", "span")

    def __init__(self, span: Span, at: list[int], names: Sequence[Name], is_cut: bool) -> None:
        self.span = span
        self.at = at
        self.names = names
        self.is_cut = is_cut


def render_names(node: nodes.Names, context: Context, out: list[Any]) -> int:
    """The names of the variables, or what substitutes for them."""
    bound = context.bound_names[node.index]
    if context.key is not None:
        bound = context.setting.names_for_key(bound, context.key)
    first = not context.names_seen and context.substituting is None
    lists = [(variable, names) for variable in node.variables if (names := context.names(variable))]
    if not lists:
        status = _substitute(node, context, out, first) if node.substitute is not None else MISSING
        if status == MISSING and bound.form == "count" and context.sorting:
            # An empty list counts as fewer than one name.
            out.append(Span([_COUNT.format(0)]))
            return FOUND
        return status
    if bound.form == "count":
        return _count(lists, bound, context, out)
    spans: list[Child] = []
    # The exception for editors who translate is one for just these two variables.
    common = _common_term(lists, bound, context) if len(node.variables) == 2 else ""
    lists_shown: list[NameList] = []
    for variable, names in lists[:1] if common else lists:
        context.use(variable)
        name_list = _name_list(names, bound, context)
        if not name_list.span.children:
            continue
        lists_shown.append(name_list)
        spans.append(_labelled(common or variable, names, name_list.span, bound, context))
    if common:
        context.use(lists[1][0])
    if not spans:
        return MISSING
    if context.substituting is not None and node.is_shorthand:
        # Names without children of their own look like those that they stand in for, affixes included.
        owner = context.substituting
        span = Span(spans, context.setting.properties(node.formatting or owner.formatting))
        span.prefix = node.prefix or owner.prefix
        span.suffix = node.suffix or owner.suffix
    else:
        span = Span(spans, context.setting.properties(node.formatting), node.prefix, node.suffix)
    span.delimiter = bound.names_delimiter
    span.display = node.display
    span.value = lists_shown
    if first:
        context.names_seen = True
        span.role = "names"
        if context.hide_names:
            return FOUND
    context.started = True
    out.append(span)
    return FOUND


def _substitute(node: nodes.Names, context: Context, out: list[Any], first: bool) -> int:
    """The first substitute that gives output; the variables that it prints are used up for the rest of the cite."""
    assert node.substitute is not None
    outer_used, outer_owner = context.used, context.substituting
    context.substituting = node
    try:
        for child in _alternatives(node.substitute.children, context):
            context.used = []
            found: list[Any] = []
            status = RENDERERS[type(child)](child, context, found)
            if not found and status != FOUND:
                if isinstance(child, (nodes.TextTerm, nodes.TextValue)):
                    # A term ends the substitution even if it is empty (test suite, SubstituteOnlyOnceTermEmpty).
                    return MISSING
                continue
            if outer_used is not None:
                outer_used.extend(context.used)
            # A term in place of names does not count as a variable with a value: a group with nothing else is left out.
            filled = MISSING if status == PLAIN else FOUND
            if not first:
                out.extend(found)
                return filled
            context.names_seen = True
            if not context.hide_names:
                span = Span(found, role="names")
                inner = found[0].value if len(found) == 1 and isinstance(found[0], Span) else None
                span.value = inner if isinstance(inner, list) else (None if context.used else TERM_FOR_NAMES)
                out.append(span)
            return filled
    finally:
        context.used, context.substituting = outer_used, outer_owner
    return MISSING


def _alternatives(children: Iterable[nodes.Node], context: Context) -> Iterator[nodes.Node]:
    """What may stand in, in order; the elements of a branch are alternatives as well."""
    for child in children:
        if isinstance(child, nodes.Choose):
            branch = chosen(child, context)
            if branch is not None:
                yield from _alternatives(branch.children, context)
        else:
            yield child


def _count(lists: list[tuple[str, tuple[Name, ...]]], bound: BoundNames, context: Context, out: list[Any]) -> int:
    total = 0
    for variable, names in lists:
        context.use(variable)
        shown, _ = _shown(len(names), bound, context)
        total += shown
    if not total:
        return MISSING
    out.append(Span([_COUNT.format(total) if context.sorting else str(total)]))
    return FOUND


def _common_term(lists: list[tuple[str, tuple[Name, ...]]], bound: BoundNames, context: Context) -> str:
    """``"editortranslator"`` when editors and translators are the same people and a label can say so, or ""."""
    if len(lists) != 2 or bound.label is None or lists[0][1] != lists[1][1]:
        return ""
    variables = sorted(variable for variable, _ in lists)
    term = "".join(variables)
    if context.setting.locale.term(term) is None:
        term = "-".join(variables)
    return term if context.setting.term(term, bound.label.form) else ""


def _shown(count: int, bound: BoundNames, context: Context) -> tuple[int, bool]:
    """How many names of a list are shown, and whether the last one follows after an ellipsis."""
    later = context.position > 0
    minimum = bound.et_al_subsequent_min if later else bound.et_al_min
    use_first = bound.et_al_subsequent_use_first if later else bound.et_al_use_first
    if not minimum or use_first is None or count < minimum or minimum < use_first:
        return count, False
    index = len(context.namesets)
    decided = context.decisions.names_shown
    wanted = decided[index] if index < len(decided) and not context.sorting else 0
    shown = max(wanted, use_first)
    use_last = bound.et_al_use_last
    if use_last and wanted > use_first and not context.comparing:
        shown = min(shown, max(minimum - 2, use_first))
    if shown >= count:
        return count, False
    return shown, use_last and count >= shown + 2


def _name_list(names: tuple[Name, ...], bound: BoundNames, context: Context) -> NameList:
    """Names joined by delimiters, «and» and et-al."""
    has_more = names[-1].literal is not None and is_cut_short(names)
    if has_more:
        names = names[:-1]
    count = len(names)
    # «et al.» in the record counts as one more name.
    shown, with_last = _shown(count + has_more, bound, context)
    if has_more:
        shown, with_last = min(shown, count), False
    index = len(context.namesets)
    context.namesets.append(Nameset(names, shown, bound))
    forms = context.decisions.given_forms
    levels = forms[index] if index < len(forms) else ()
    default = given_level(bound)
    order = "all" if context.sorting else bound.name_as_sort_order
    chosen = [*names[:shown], names[-1]] if with_last else names[:shown]
    if not chosen:
        return NameList(Span([]), [], (), count > 0)
    children: list[Child] = []
    at: list[int] = []
    inverted = False
    was_inverted = False
    delimiter = bound.delimiter
    last = len(chosen) - 1
    plain_name = _is_plain(bound.name)
    highlights = context.setting.highlights and not (context.sorting or context.comparing)
    ending = with_last or shown < count or has_more
    for position, name in enumerate(chosen):
        level = default
        if position < len(levels) and levels[position] > level and not context.sorting:
            level = levels[position]
        rendered, inverted = render_person(
            name, bound, level, order == "all" or (order == "first" and position == 0), context
        )
        if position:
            if position < last or ending:
                if with_last and position == last:
                    children.append(f"{delimiter}… ")
                else:
                    children.append(delimiter)
            else:
                _add_last_delimiter(children, position, was_inverted, bound, context, _are_bodies(chosen))
        if highlights and rendered and context.setting.options.is_highlighted(name):
            rendered = Span([rendered], _BOLD)
        was_inverted = inverted
        at.append(len(children))
        if not plain_name and rendered:
            span = Span([rendered], context.setting.properties(bound.name.formatting))
            span.prefix = bound.name.prefix
            span.suffix = bound.name.suffix
            rendered = span
        children.append(rendered)
    if (shown < count or has_more) and not with_last and not context.sorting:
        _add_et_al(children, len(chosen), was_inverted, bound, context)
    return NameList(Span(children), at, chosen, has_more or len(chosen) < count)


def _is_plain(name: nodes.Name) -> bool:
    return name.formatting is None and not name.prefix and not name.suffix


def _add_last_delimiter(
    children: list[Child], position: int, after_inverted: bool, bound: BoundNames, context: Context, two_bodies: bool
) -> None:
    """What stands before the last name: the delimiter, «and», or both (``delimiter-precedes-last``)."""
    delimiter = bound.delimiter
    if bound.and_ is None or context.sorting:
        children.append(delimiter)
        return
    word = context.setting.term("and") if bound.and_ == "text" else "&"
    if bound.and_ == "symbol":
        word = context.setting.term("and", "symbol") or "&"
        if word == context.setting.term("and"):
            word = "&"
    precedes = bound.delimiter_precedes_last
    with_delimiter = (
        (precedes == "always" and not two_bodies)
        or (precedes == "contextual" and position > 1)
        or (precedes == "after-inverted-name" and after_inverted)
    )
    spaced = _spaces_around(word)
    # A word without spaces needs no comma, but behind a name that has one in it: «王明和李华», «Oakes, Ann, 和李华».
    if with_delimiter and (spaced or after_inverted):
        children.append(delimiter)
    elif spaced:
        children.append(" ")
    children.append(Span(context.leaf(word), suffix=" " if spaced else ""))


def _are_bodies(names: Sequence[Name]) -> bool:
    """Whether names are those of two institutions, between which the APA manual, too, sets no comma (9.11)."""
    return len(names) == 2 and all(name.literal is not None for name in names)


_BOLD: Final = (("font-weight", "bold"),)
_COUNT: Final = "{:06d}"
"""Format of counts in sort keys, which are compared as text."""
_RUN_TOGETHER: Final = (("\u05d5", "\u05d5"), ("\u0700", "\u0e00"), ("\u0e5c", "\u1dff"), ("\u2000", "\uffff"))
"""Beginnings of joining words that are not set off by spaces: Hebrew vav, and scripts without spaces."""
_CLOSING: Final = (",", ";", ":", ".")
"""Marks with which some styles begin what they have in place of «and»; it brings its own spaces."""


def _spaces_around(word: str) -> bool:
    """Whether a joining word is set off by spaces (test suite, name_HebrewAnd and name_EtAlWithCombined)."""
    return not word.startswith(_CLOSING) and not any(first <= word[:1] <= last for first, last in _RUN_TOGETHER)


def _add_et_al(children: list[Child], shown: int, after_inverted: bool, bound: BoundNames, context: Context) -> None:
    """The term for the names that are left out, after the delimiter or a space (``delimiter-precedes-et-al``)."""
    et_al = bound.et_al
    text = context.setting.term(et_al.term)
    if not text or text.isspace():
        return
    precedes = bound.delimiter_precedes_et_al
    with_delimiter = (
        precedes == "always"
        or (precedes == "contextual" and shown > 1)
        or (precedes == "after-inverted-name" and after_inverted)
    )
    if with_delimiter:
        children.append(bound.delimiter)
    elif _spaces_around(text):
        children.append(" ")
    children.append(Span(context.leaf(text), context.setting.properties(et_al.formatting), et_al.prefix, et_al.suffix))


def _labelled(term: str, names: tuple[Name, ...], span: Span, bound: BoundNames, context: Context) -> Child:
    """The names with their label before or behind."""
    label = bound.label
    if label is None or context.sorting:
        return span
    plural = len(names) > 1 if label.plural == "contextual" else label.plural == "always"
    shown = label_span(label, term, plural, context)
    if shown is None:
        return span
    return Span([shown, span] if bound.label_first else [span, shown])


def sort_names(names: tuple[Name, ...], context: Context) -> str:
    """A name variable as sort key: long form, family names first (specification, Sorting Variables)."""
    bound = _SORTED_NAMES if context.key is None else context.setting.names_for_key(_SORTED_NAMES, context.key)
    children = _name_list(names, bound, context).span.children
    return "".join(child if isinstance(child, str) else "" for child in children)


def short_names(names: tuple[Name, ...], context: Context) -> Span:
    """Names as a sentence has them: «Doe and Roe», «Doe et al.»."""
    return _name_list(names, _NAMES_IN_PROSE, context).span


_NAMES_IN_PROSE = BoundNames(
    name=nodes.Name(), et_al=nodes.EtAl(), form="short", and_="text", et_al_min=3, et_al_use_first=1,
    et_al_subsequent_min=3, et_al_subsequent_use_first=1,
)  # fmt: skip
_SORTED_NAMES = BoundNames(name=nodes.Name(), et_al=nodes.EtAl(), name_as_sort_order="all", sort_separator=" ")
