"""What all renderings of a document share: the resolved style, its locale, what a person asked for, caches."""

from __future__ import annotations

import re
from typing import Final

from citelib.csl.options import DEFAULT_OPTIONS, Options
from citelib.csl.render.shape import Shape
from citelib.csl.style import nodes
from citelib.csl.style.locale import ResolvedLocale, is_known, is_like
from citelib.csl.style.resolve import BoundDate, BoundNames, ResolvedStyle, has_layout_for, in_language, resolve
from citelib.model import Item
from citelib.richtext import NATIVE_QUOTES, Quotes, Styled, has_native_marks, parse_markup
from citelib.richtext.tree import Child, Properties

__all__ = ["Setting", "suffix_letters"]

_CAPITAL_SUBTITLES: Final = re.compile(r"(?:^|/)(?:apa(?:$|-)|academy-of-management(?:$|-)|freshwater-science)")
"""Ids of styles whose manuals set a capital at the beginning of a subtitle; Zotero knows the same."""
_PROPERTIES: Final = ("vertical_align", "text_decoration", "font_weight", "font_variant", "font_style")
"""Formatting attributes, outermost first."""
_MOST_ITEMS: Final = 10_000
"""Items of which it is remembered how the style is cut to them, so that a stream of works does not fill the memory."""
_MOST_SHAPES: Final = 2_000
"""The same of kinds of items: a type and the variables that an item has."""


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
        title_case: How titles are set that the style puts into no case, a value for `apply_case`, or None; see
            `Options.capital_subtitles`.
        sentence_case: How sentence case is understood, a value for `apply_case`.
        letters: The letters of works that share a number, by their ids.
        by_language: Whether items in some languages are printed in another setting; see `of`.
    """

    __slots__ = (
        "_in_language", "_names_for_keys", "_properties", "_shape_of", "_shapes", "by_language",
        "dates", "explicit_year_suffix", "highlights", "is_note", "language", "letters", "locale", "macros", "names",
        "native", "nbsp_particles", "options", "quotes", "resolved", "sentence_case", "style", "terms",
        "title_case",
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
        capitals = options.capital_subtitles
        if capitals is None:
            capitals = _CAPITAL_SUBTITLES.search(style.info.id) is not None
        # As the quotation marks of the list, its spaces are those of titles in any language.
        self.title_case = None if not capitals else "subtitles-spaced" if self.language == "fr" else "subtitles"
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
        layout, sort = self.resolved.layouts["citation"], self.resolved.sorts["citation"]
        return variable in layout.variables or variable in sort.variables

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
        if len(self._shape_of) >= _MOST_ITEMS:
            self._shape_of.clear()
        if len(self._shapes) >= _MOST_SHAPES:
            self._shapes.clear()
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
