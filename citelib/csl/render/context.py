"""The state of rendering one cite or entry: what is given, and what earlier elements leave for later ones.

A `Context` is made for each rendering; elements read it and record in it what later elements need (variables used up
by substitution, whether anything was printed yet). The result depends on nothing else, so that equal contexts render
alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, cast

from citelib.csl.citation import FIRST, Cite
from citelib.csl.render.numbers import LABELS, parse_numbers
from citelib.csl.render.setting import Setting, suffix_letters
from citelib.csl.render.shape import Shape
from citelib.csl.style import nodes
from citelib.csl.style.resolve import (
    BoundNames,
)
from citelib.model import Date, Item
from citelib.model.names import Name
from citelib.richtext import Span, has_markup
from citelib.richtext.tree import Child, Properties

__all__ = ["NO_DECISIONS", "Context", "Decisions", "Nameset"]

_ROMANESQUE: Final = re.compile(
    "[-0-9a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05d4\u05d6-\u05ff\u1e00-\u1fff"
    "\u0600-\u06ff\u200c-\u200e\u0218-\u021b\u202a-\u202e]"
)


@dataclass(frozen=True)
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
        comparing: Whether the text is only compared with that of other cites.
        hide_names: Whether the first names are left out because the cite before printed them.
        hide_year: Whether years are left out for the same reason.
        hide_number: Whether only the letter of a citation number is printed.
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
        "area",
        "bound_names",
        "cite",
        "comparing",
        "conditions_seen",
        "date_is_text",
        "decisions",
        "first_note",
        "hide_names",
        "hide_number",
        "hide_year",
        "item",
        "key",
        "label",
        "language",
        "locator",
        "names_seen",
        "namesets",
        "near_note",
        "number",
        "position",
        "setting",
        "shape",
        "sorting",
        "started",
        "substituting",
        "suffix_done",
        "suppressed",
        "used",
        "variables",
        "visits",
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
        comparing: bool = False,
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
        self.variables: dict[str, Any] = cast(dict[str, Any], item.variables)
        self.cite = cite
        self.locator: str = (cite.locator or "").strip() if cite is not None else ""
        label = cite.label if cite is not None else None
        if label is None and self.locator[:1].isalpha():
            # «chap. 1, p. 10» brings its own label.
            label = LABELS.get(parse_numbers(self.locator).parts[0].label)
        self.label: str = "page" if label is None else "sub-verbo" if label == "sub verbo" else label
        self.position = position
        self.near_note = near_note
        self.first_note = first_note
        self.number = number
        self.decisions = decisions
        self.comparing = comparing
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
            return value.strip() if type(value) is str else ""
        special = _SPECIAL.get(variable)
        return "" if special is None else special(self)

    def labelled(self, variable: str) -> str:
        """Text of a variable for its label, which may stand behind it in the substitute that has just used it up."""
        if self.used is not None and variable in self.used:
            value = self.variables.get(variable)
            return value if type(value) is str else ""
        return self.text(variable)

    def names(self, variable: str) -> tuple[Name, ...]:
        """Names of a name variable that is not used up; none where a style asks for the names of another variable."""
        value = self.variables.get(variable)
        return value if type(value) is tuple and variable not in self.suppressed else ()

    def date(self, variable: str) -> Date | None:
        """Date of a date variable that is not used up; None where a style asks for the date of another variable."""
        value = self.variables.get(variable)
        return value if type(value) is Date and variable not in self.suppressed else None

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

        Terms and numbers take any case that the style asks for; text of an item takes title case only if it is in
        English (specification, Title Case Conversion).
        """
        if text_case is not None:
            span.text_case = self.setting.sentence_case if text_case == "sentence" else text_case
            is_title = text_case == "title" and not of_item
            span.language = "en" if is_title else self.language if of_item else self.setting.language

    def leaf(self, text: str) -> list[Child]:
        """Text of the data as children of a span, its markup read."""
        return self.setting.leaf(text) if has_markup(text) else [text]

    def span(self, node: nodes.Element, children: list[Child]) -> Span:
        """A span with the affixes and the formatting of an element."""
        return Span(children, self.setting.properties(node.formatting), node.prefix, node.suffix)

    def leaf_formatting(self, node: nodes.Element, text: str) -> Properties:
        """The formatting of an element around a text; scripts without italics are not slanted."""
        properties = self.setting.properties(node.formatting)
        if properties and not text.isascii() and not _ROMANESQUE.search(text):
            return tuple(one for one in properties if one[0] != "font-style")
        return properties


def _page_first(context: Context) -> str:
    page = context.variables.get("page")
    if not page:
        return ""
    return re.split("[-&,;–]", page.replace("\\-", "\u2010"))[0].rstrip().replace("\u2010", "-")


def _year_suffix(context: Context) -> str:
    number = context.decisions.year_suffix
    return suffix_letters(number) if number and not context.comparing else ""


def _citation_number(context: Context) -> str:
    if not context.number or context.comparing:
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
