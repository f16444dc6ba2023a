"""What the rendering of one cite or entry knows, and what it finds out on the way.

A `Setting` holds what all cites of a document share: the resolved style, its locale, caches. A `Context` is made for
each rendering; elements read it and leave there what later elements ask about (substituted variables, whether anything
was printed yet). The result depends on nothing else, so that equal contexts render alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from citelib.csl.citation import FIRST, Cite
from citelib.csl.options import DEFAULT_OPTIONS, Options
from citelib.csl.render.shape import Shape
from citelib.csl.style import nodes
from citelib.csl.style.locale import ResolvedLocale, is_known, is_like
from citelib.csl.style.resolve import (
    BoundDate,
    BoundNames,
    ResolvedStyle,
    has_layout_for,
    in_language,
    resolve,
)
from citelib.model import Date, Item
from citelib.model.names import Name
from citelib.richtext import NATIVE_QUOTES, Quotes, Span, Styled, has_markup, has_native_marks, parse_markup
from citelib.richtext.tree import Child, Properties

__all__ = ["NO_DECISIONS", "Context", "Decisions", "Nameset", "Setting"]

_ROMANESQUE = re.compile(
    "[-0-9a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05d4\u05d6-\u05ff\u1e00-\u1fff"
    "\u0600-\u06ff\u200c-\u200e\u0218-\u021b\u202a-\u202e]"
)
_PROPERTIES: Final = ("vertical_align", "text_decoration", "font_weight", "font_variant", "font_style")
"""Formatting attributes, outermost first."""


@attrs.frozen
class Decisions:
    """What disambiguation decided for an item (specification, Disambiguation).

    Attributes:
        names_shown: For each list of names of the cite, how many names are to be shown at least.
        given_forms: For each list of names, the form of each given name: 0 none, 1 initials, 2 in full.
        condition: How many ``disambiguate`` conditions hold, counted from the first.
        year_suffix: Number of the year suffix from 1, or 0 for none.

    """

    names_shown: tuple[int, ...] = ()
    given_forms: tuple[tuple[int, ...], ...] = ()
    condition: int = 0
    year_suffix: int = 0


NO_DECISIONS: Final = Decisions()


class Nameset:
    """A list of names that was rendered: what disambiguation may still add to it."""

    __slots__ = ("bound", "names", "shown")

    def __init__(self, names: tuple[Name, ...], shown: int, bound: BoundNames) -> None:
        self.names = names
        self.shown = shown
        self.bound = bound


class Setting:
    """What all renderings with one style share.

    Attributes:
        resolved: The style bound to its locale.
        style: The style as parsed.
        locale: The locale.
        quotes: The locale's quotation marks.
        language: Language of items that name none, in two letters.
        explicit_year_suffix: Whether the style prints the year suffix itself, through ``cs:text``.
        nbsp_particles: Whether particles are glued to family names with a no-break space.
        options: What a person asked for besides the style.
        highlights: Whether some names are set in bold.
        native: Whether digits and marks are those of the script of the language.
        sentence_case: How sentence case is understood, a value for `apply_case`.
        letters: The letters of works that share a number, by their ids.
        by_language: Whether items in some languages are printed in another setting; see `of`.

    """

    __slots__ = (
        "_in_language", "_names_for_keys", "_properties", "_shape_of", "_shapes", "by_language", "dates",
        "explicit_year_suffix", "highlights", "is_note", "language", "letters", "locale", "macros", "names", "native",
        "nbsp_particles", "options", "quotes", "resolved", "sentence_case", "style", "terms",
    )  # fmt: skip

    def __init__(self, resolved: ResolvedStyle, options: Options = DEFAULT_OPTIONS) -> None:
        style = resolved.style
        self.options = options
        self.by_language: bool = options.item_languages or has_layout_for(style)
        self.highlights: bool = bool(options.highlight)
        self._in_language: dict[str, Setting] = {}
        locale = resolved.locale
        self.resolved = resolved
        self.style = style
        self.locale = locale
        self.macros = style.macros
        self.names: dict[str, tuple[BoundNames, ...]] = dict(resolved.names.items())
        self.dates: tuple[BoundDate, ...] = resolved.dates
        self.is_note: bool = style.class_ == "note"
        self.language: str = locale.language[:2].lower()
        self.nbsp_particles: bool = self.language in ("fr", "ru", "cs")
        self.explicit_year_suffix: bool = any(
            not usage.variables.isdisjoint(("year-suffix", "citation-label")) for usage in resolved.layouts.values()
        )
        self.native: bool = options.native_marks and has_native_marks(locale.language)
        self.sentence_case: str = "sentence" if options.sentence_case == "names" else "sentence-strict"
        self.letters: dict[str, str] = {id: suffix_letters(at) for one in options.sets for at, id in enumerate(one, 1)}
        self.quotes = NATIVE_QUOTES if self.native else _quotes(locale)
        self._properties: dict[int, tuple[Properties, nodes.Formatting]] = {}
        self._shapes: dict[tuple[str, str, tuple[str, ...]], Shape] = {}
        self._shape_of: dict[tuple[str, str], tuple[Item, Shape]] = {}
        """Shapes by area and id, with the item whose shape it is."""
        self._names_for_keys: dict[tuple[int, int], BoundNames] = {}
        """By the identities of names and of keys, both of which the style keeps alive."""
        self.terms: dict[tuple[str, str, bool], str] = {}

    def of(self, item: Item) -> Setting:
        """The setting in which an item is printed: that of its own language, if a person or the style asks for it."""
        tag = item.variables.get("language")
        if not tag or not self.by_language or self._in_language.get(tag) is self:
            return self
        found = self._in_language.get(tag)
        if found is None:
            asked = self.options.item_languages and not is_like(tag, self.locale.language)
            own = is_known(tag) and (asked or has_layout_for(self.style, tag))
            found = self._in_language[tag] = self._for_language(tag) if own else self
        return found

    def _for_language(self, tag: str) -> Setting:
        setting = Setting(resolve(in_language(self.style, tag), tag), self.options)
        setting._in_language[tag] = setting
        return setting

    def cites_use(self, variable: str) -> bool:
        """Whether the layout or the sort of citations prints a variable."""
        return variable in self.resolved.layouts["citation"].variables | self.resolved.sorts["citation"].variables

    def term(self, name: str, form: nodes.TermForm = "long", plural: bool = False) -> str:
        """Text of a term; empty where nothing defines it."""
        key = (name, form, plural)
        text = self.terms.get(key)
        if text is None:
            text = self.locale.term(name, form, plural) or ""
            self.terms[key] = text
        return text

    def shape(self, area: str, item: Item) -> Shape:
        """The shape of an item, with the style cut to it."""
        place = (area, item.id)
        known = self._shape_of.get(place)
        if known is not None and known[0] is item:
            return known[1]
        key = (area, item.type, tuple(item.variables))
        found = self._shapes.get(key)
        if found is None:
            found = self._shapes[key] = Shape(area, item.type, key[2], self.macros)
        self._shape_of[place] = (item, found)
        return found

    def names_for_key(self, bound: BoundNames, key: nodes.Key) -> BoundNames:
        """The settings of names of this style while a sort key of it is made."""
        place = (id(bound), id(key))
        found = self._names_for_keys.get(place)
        if found is None:
            found = self._names_for_keys[place] = bound.for_key(key)
        return found

    def leaf(self, text: str) -> list[Child]:
        """Text of the data as the one child of a span, its markup read; within it there are no seams."""
        pieces = parse_markup(text, self.quotes)
        return [pieces[0] if len(pieces) == 1 else Styled("text", pieces)]

    def properties(self, formatting: nodes.Formatting | None) -> Properties:
        """The formatting of an element as properties, outermost first."""
        if formatting is None:
            return ()
        found = self._properties.get(id(formatting))
        if found is None:
            properties = tuple(
                (name.replace("_", "-"), value)
                for name in _PROPERTIES
                if (value := getattr(formatting, name)) is not None
            )
            # The formatting is kept beside it, so that its identity is not used again.
            found = self._properties[id(formatting)] = (properties, formatting)
        return found[0]


def _quotes(locale: ResolvedLocale) -> Quotes:
    return Quotes(
        locale.term("open-quote") or "“",
        locale.term("close-quote") or "”",
        locale.term("open-inner-quote") or "‘",
        locale.term("close-inner-quote") or "’",
    )


class Context:
    """One rendering of an item, as a cite or as an entry of the bibliography.

    Attributes:
        setting: What is shared.
        area: ``"citation"`` or ``"bibliography"``.
        item: The item.
        variables: Its variables.
        cite: The cite, or None for an entry or a sort key.
        locator: The locator of the cite.
        label: Kind of the locator.
        position: Position of the cite.
        near_note: Whether an earlier cite of the item stands in a note nearby.
        first_note: Number of the note that cites the item first, or "".
        number: Number of the item in the bibliography.
        decisions: What disambiguation decided.
        sorting: Whether a sort key is made.
        key: The sort key that is made.
        judging: Whether the text is only compared with that of other cites.
        hide_names: Whether the first names are left out because the cite before printed them.
        hide_year: Whether years are left out for the same reason.
        hide_number: Whether of a citation number with a letter only the letter is printed.
        started: Whether something was printed already.
        suppressed: Variables that a substitution has used up.
        used: Variables printed within a substitution that is tried; None outside.
        namesets: The lists of names rendered so far.
        names_seen: Whether the first ``cs:names`` is done.
        conditions_seen: How many ``disambiguate`` conditions were met.
        suffix_done: Whether the year suffix is printed.
        date_is_text: Whether the date printed last is a text that ends in no number, «in press».

    """

    __slots__ = (
        "area", "bound_names", "cite", "conditions_seen", "date_is_text", "decisions", "first_note", "hide_names",
        "hide_number", "hide_year", "item", "judging", "key", "label", "language", "locator", "names_seen", "namesets",
        "near_note", "number", "position", "setting", "shape", "sorting", "started", "substituting", "suffix_done",
        "suppressed", "used", "variables", "visits",
    )  # fmt: skip

    def __init__(
        self,
        setting: Setting,
        area: str,
        item: Item,
        cite: Cite | None = None,
        position: int = FIRST,
        near_note: bool = False,
        first_note: str = "",
        number: int = 0,
        decisions: Decisions = NO_DECISIONS,
        judging: bool = False,
        key: nodes.Key | None = None,
        hide_names: bool = False,
        hide_year: bool = False,
        hide_number: bool = False,
        started: bool = False,
    ) -> None:
        if setting.by_language:
            setting = setting.of(item)
        self.setting = setting
        self.area = area
        self.item = item
        self.variables: Mapping[str, Any] = item.variables
        self.cite = cite
        self.locator: str = (cite.locator or "").strip() if cite is not None else ""
        label = cite.label if cite is not None else None
        self.label: str = "page" if label is None else "sub-verbo" if label == "sub verbo" else label
        self.position = position
        self.near_note = near_note
        self.first_note = first_note
        self.number = number
        self.decisions = decisions
        self.judging = judging
        self.sorting: bool = key is not None
        self.key = key
        self.hide_names = hide_names
        self.hide_year = hide_year
        self.hide_number = hide_number
        self.started = started
        self.bound_names: tuple[BoundNames, ...] = setting.names[area]
        self.suppressed: set[str] = set()
        self.used: list[str] | None = None
        self.substituting: nodes.Names | None = None
        self.namesets: list[Nameset] = []
        self.names_seen = False
        self.conditions_seen = 0
        self.suffix_done = False
        self.date_is_text = False
        self.visits = 0
        self.shape: Shape = setting.shape(area, item)
        language = self.variables.get("language")
        self.language: str = language[:2].lower() if language else setting.language

    def begin_key(self, key: nodes.Key) -> None:
        """Make ready for a sort key: each key is rendered as if nothing were rendered before."""
        self.key = key
        self.sorting = True
        self.started = False
        self.suppressed = set()
        self.namesets = []
        self.names_seen = False
        self.conditions_seen = 0
        self.suffix_done = False

    # Variables

    def text(self, variable: str) -> str:
        """Text of a standard or number variable that is not used up, without white space around; empty if none."""
        if variable in self.suppressed:
            return ""
        value = self.variables.get(variable)
        if value is not None:
            return value.strip() if value.__class__ is str else ""
        special = _SPECIAL.get(variable)
        return "" if special is None else special(self)

    def labelled(self, variable: str) -> str:
        """Text of a variable for its label, which may stand behind it in the substitute that has just used it up."""
        if self.used is not None and variable in self.used:
            value = self.variables.get(variable)
            return value if value.__class__ is str else ""
        return self.text(variable)

    def names(self, variable: str) -> tuple[Name, ...]:
        """Names of a name variable that is not used up; none where a style asks for the names of another variable."""
        value = self.variables.get(variable)
        return value if value.__class__ is tuple and variable not in self.suppressed else ()

    def date(self, variable: str) -> Date | None:
        """Date of a date variable that is not used up; None where a style asks for the date of another variable."""
        value = self.variables.get(variable)
        return value if value.__class__ is Date and variable not in self.suppressed else None

    def has(self, variable: str) -> bool:
        """Whether a variable of any kind has a value, for ``variable`` conditions."""
        if variable in self.variables:
            return True
        special = _SPECIAL.get(variable)
        return special is not None and bool(special(self))

    def use(self, variable: str) -> None:
        """Note that a variable was printed: if it stands in for names, it is used up for what comes behind them."""
        if self.used is not None:
            self.used.append(variable)
            self.suppressed.add(variable)

    # Making spans

    def set_case(self, span: Span, text_case: str | None, of_item: bool = False) -> None:
        """Put a span into a case, by the rules of the language in which its text is written.

        What the style writes, terms and numbers, takes every case it asks for; title case leaves text of an item alone
        that is not in English (specification, Title Case Conversion).
        """
        if text_case is not None:
            span.text_case = self.setting.sentence_case if text_case == "sentence" else text_case
            is_title = text_case == "title" and not of_item
            span.language = "en" if is_title else self.language if of_item else self.setting.language

    def leaf(self, text: str) -> list[Child]:
        """Text of the data as children of a span, its markup read."""
        return self.setting.leaf(text) if has_markup(text) else [text]

    def span(self, node: Any, children: list[Child]) -> Span:
        """A span with the affixes and the formatting of an element."""
        return Span(children, self.setting.properties(node.formatting), node.prefix, node.suffix)

    def leaf_formatting(self, node: Any, text: str) -> Properties:
        """The formatting of an element around a text; scripts without italics are not slanted."""
        properties = self.setting.properties(node.formatting)
        if properties and not text.isascii() and not _ROMANESQUE.search(text):
            return tuple(one for one in properties if one[0] != "font-style")
        return properties


def _page_first(context: Context) -> str:
    page = context.variables.get("page")
    if not page:
        return ""
    return re.split(r"\s*(?:&|,|;|-|–)\s*", page.replace("\\-", "\u2010"))[0].replace("\u2010", "-")


def _year_suffix(context: Context) -> str:
    number = context.decisions.year_suffix
    return suffix_letters(number) if number and not context.judging else ""


def suffix_letters(number: int) -> str:
    """Letters of a year suffix: a to z, then aa, ab and so on.

    >>> suffix_letters(1), suffix_letters(26), suffix_letters(28)
    ('a', 'z', 'ab')
    """
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(97 + rest) + letters
    return letters


def _citation_number(context: Context) -> str:
    if not context.number or context.judging:
        return ""
    letter = context.setting.letters.get(context.item.id, "")
    return letter if context.hide_number else f"{context.number}{letter}"


_SPECIAL: Final[dict[str, Callable[[Context], str]]] = {
    "locator": lambda context: context.locator,
    "page-first": _page_first,
    "citation-number": _citation_number,
    "year-suffix": _year_suffix,
    "first-reference-note-number": lambda context: context.first_note,
}
"""Variables that belong to the cite or are derived."""
