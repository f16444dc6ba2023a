"""One name: which parts of it are printed, in which order, joined how (specification, Name-part Order).

The order depends on the form, on ``name-as-sort-order``, on ``demote-non-dropping-particle`` and on the script of the
name. Names without part formatting are plain text, which is the common case and a fast one.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from citelib.csl.render.context import Context
from citelib.csl.render.given_names import initials
from citelib.csl.render.particles import may_have_particles, split_particles
from citelib.csl.style import nodes
from citelib.csl.style.resolve import BoundNames
from citelib.model import Name
from citelib.model.custom import BESIDE_NAME, COMMA_DROPPING_PARTICLE
from citelib.richtext import Span, has_markup, parse_markup
from citelib.richtext.markup import plain
from citelib.richtext.tree import Child

__all__ = ["given_level", "render_person"]

_ROMANESQUE: Final = re.compile(
    "[-0-9a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05d4\u05d6-\u05ff\u1e00-\u1fff"
    "\u0600-\u06ff\u200c-\u200e\u0218-\u021b\u202a-\u202e]"
)
_STARTS_ROMANESQUE: Final = re.compile(f"[&{_ROMANESQUE.pattern[4:]}")
_TITLES: Final = ("Lord", "Lady")
_EAST_ASIAN: Final = ("ja", "zh")
_JOINS: Final = ("’", "'", "-", " ", "ʻ")
_GLUED: Final = ("’", "'", "ʼ", "-")
_SPACES: Final = (" ", "\u00a0")
_SPACE_WITHIN: Final = re.compile(r"(?<=\w\w) (?=\w)")
_BETWEEN_INITIALS: Final = re.compile(r"\.[-‐‑]?(?=\w)")
_ARTICLES: Final = re.compile(r"(?:a|an|the)\s+", re.IGNORECASE)


def given_level(bound: BoundNames) -> int:
    """What a style shows of given names: 0 nothing, 1 initials, 2 all of it."""
    if bound.form == "short":
        return 0
    return 2 if bound.initialize_with is None else 1


class _NameText(NamedTuple):
    """What is printed of the parts of a name, before it is put in order; "" for what is not shown."""

    family: str
    given: str
    dropping: str
    particle: str
    suffix: str


def render_person(name: Name, bound: BoundNames, level: int, inverted: bool, context: Context) -> tuple[Child, bool]:
    """The text of a name, and whether it came out inverted; the same name in another script stands behind it.

    Args:
        name: The name.
        bound: The settings.
        level: How much of the given name is shown, from 0 to 2.
        inverted: Whether ``name-as-sort-order`` applies to it.
        context: The rendering.
    """
    text, is_inverted = _person(name, bound, level, inverted, context)
    beside = name.custom.get(BESIDE_NAME) if name.custom and level and not context.sorting else None
    return (Span([text, *context.leaf(beside)], delimiter=" ") if beside else text), is_inverted


def _person(name: Name, bound: BoundNames, level: int, inverted: bool, context: Context) -> tuple[Child, bool]:
    literal = name.literal if name.literal is not None or name.family else name.given or ""
    if literal is not None:
        return _literal(literal, bound, context), False
    if may_have_particles(name):
        name = split_particles(name)
    family = name.family or ""
    given = _shown_given(name.given or "", bound, level, context)
    script = _script(family, given, context)
    is_spaced = script == _SPACED and not name.static_ordering
    if is_spaced and not (name.dropping_particle or name.non_dropping_particle or name.suffix):
        plain = _plain_name(family, given, bound, inverted, context)
        if plain and not has_markup(plain):
            return plain, inverted and not context.sorting
    text = _shown_parts(name, given, bound, level)
    if not is_spaced:
        return _family_first(text, script, _Parts(name, bound, context)), False
    demote = context.setting.style.demote_non_dropping_particle
    if context.sorting:
        return _sort_form(text, demote), False
    parts = _Parts(name, bound, context)
    if inverted:
        return parts.inverted(text, demote, level == 0), True
    return parts.straight(text, level), False


def _shown_given(given: str, bound: BoundNames, level: int, context: Context) -> str:
    """The given names as far as they are shown, abbreviated where the style asks for it."""
    if level == 0 or not given:
        return ""
    if level == 1 and bound.initialize_with is not None:
        return initials(
            given, bound.initialize_with, context.setting.style.initialize_with_hyphen, not bound.initialize
        )
    return given


def _shown_parts(name: Name, given: str, bound: BoundNames, level: int) -> _NameText:
    """The parts of a name as far as they are shown."""
    family, particle = name.family or "", name.non_dropping_particle or ""
    if level == 0:
        return _NameText(family, "", "", particle, "")
    suffix = name.suffix or ""
    if suffix and bound.initialize_with is not None:
        suffix = initials(suffix, bound.initialize_with, True, True)
    return _NameText(family, given, name.dropping_particle or "", particle, suffix)


def _plain_name(family: str, given: str, bound: BoundNames, inverted: bool, context: Context) -> str:
    """The text of a name that needs no assembling, which is the common case; "" if it does need some."""
    if context.sorting:
        return f"{_letters(family)}\x01{_initials_apart(given)}" if given else family
    if bound.family is not None or bound.given is not None or given in _TITLES:
        return ""
    if not given:
        return family
    if inverted:
        return f"{family}{bound.sort_separator}{given}"
    if bound.initialize_with is not None and "\u00a0" in bound.initialize_with:
        return ""
    return f"{given} {family}" if given[-1] not in _SPACES else given + family


def _family_first(text: _NameText, script: int, parts: _Parts) -> Child:
    """A name whose family name stands first in every context, as in East Asia."""
    family = parts.joined((parts.family(text.particle), parts.family(text.family)), parts.space)
    return parts.joined((family, parts.given(text.given)), "" if script == _UNSPACED else " ")


_UNSPACED: Final = 0
"""Scripts that write family and given name together."""
_FAMILY_FIRST: Final = 1
"""Scripts and languages that write the family name first, and a space behind it."""
_SPACED: Final = 2
"""All others."""


def _script(family: str, given: str, context: Context) -> int:
    if not (family.isascii() and given.isascii()) and not _ROMANESQUE.search(family.replace('"', "")):
        return _FAMILY_FIRST if _STARTS_ROMANESQUE.match(given) else _UNSPACED
    return _FAMILY_FIRST if context.variables.get("language", "")[:2] in _EAST_ASIAN else _SPACED


def _literal(literal: str, bound: BoundNames, context: Context) -> Child:
    if context.sorting:
        literal = _sortable(literal)
        return _ARTICLES.sub("", literal, count=1) if context.setting.language == "en" else literal
    children = context.leaf(literal)
    family = bound.family
    if family is not None and (family.formatting or family.text_case):
        span = Span(children, context.setting.properties(family.formatting))
        context.set_case(span, family.text_case, of_item=True)
        return span
    return children[0] if len(children) == 1 else Span(children)


def _sort_form(text: _NameText, demote: str) -> str:
    """The order in which names sort: particles first, or after the given name (specification, Name-part Order)."""
    if demote == "never":
        main = f"{text.particle} {text.family}" if text.particle else text.family
        rest = (text.dropping, _initials_apart(text.given), text.suffix)
    else:
        main = text.family
        rest = (_initials_apart(text.given), f"{text.dropping} {text.particle}".strip(), text.suffix)
    # The control character sorts before everything that a name may hold.
    return _sortable("\x01".join([_letters(main) if text.given else main, *(part for part in rest if part)]))


def _letters(family: str) -> str:
    """A family name without its spaces: manuals alphabetize letter by letter, «ben Yaakov» behind «Benjamin».

    An initial or an elided particle in front stays a word of its own.
    """
    return _SPACE_WITHIN.sub("", family) if " " in family else family


def _initials_apart(given: str) -> str:
    """Given names in which each initial is a word, so that «H.-J.» comes before «Hans», as «H. J.» does."""
    return _BETWEEN_INITIALS.sub(". ", given) if "." in given else given


def _sortable(text: str) -> str:
    """Text without markup."""
    return plain(parse_markup(text)) if "<" in text else text


class _Parts:
    """Makes the parts of one name, each with the formatting of its ``cs:name-part``."""

    __slots__ = ("bound", "comma", "comma_suffix", "context", "family_part", "given_part", "space")

    def __init__(self, name: Name, bound: BoundNames, context: Context) -> None:
        self.bound = bound
        self.context = context
        self.family_part: nodes.NamePart | None = bound.family
        self.given_part: nodes.NamePart | None = bound.given
        self.comma_suffix: bool = name.comma_suffix
        self.space = "\u00a0" if context.setting.nbsp_particles else " "
        """Between a particle and the family name."""
        self.comma = ", " if name.custom and name.custom.get(COMMA_DROPPING_PARTICLE) else " "
        """Between the given name and a dropping particle."""

    def family(self, text: str) -> Child:
        return self._part(text, self.family_part)

    def given(self, text: str) -> Child:
        return self._part(text, self.given_part)

    def _part(self, text: str, part: nodes.NamePart | None) -> Child:
        if not text:
            return ""
        context = self.context
        children = context.leaf(text)
        if part is None or not (part.formatting or part.text_case):
            return children[0] if len(children) == 1 else Span(children)
        span = Span(children, context.leaf_formatting(part, text))
        context.set_case(span, part.text_case, of_item=True)
        return span

    def affixed(self, child: Child, part: nodes.NamePart | None) -> Child:
        if part is None or not child or not (part.prefix or part.suffix):
            return child
        if isinstance(child, str):
            return part.prefix + child + part.suffix
        return Span([child], prefix=part.prefix, suffix=part.suffix)

    @staticmethod
    def joined(parts: tuple[Child, ...], glue: str) -> Child:
        shown = [part for part in parts if part]
        if len(shown) == 1:
            return shown[0]
        text: str = ""
        for part in shown:
            if type(part) is not str:
                return Span(shown, delimiter=glue)
            text = part if not text else _glued(text, glue, part)
        return text

    def with_particle(self, particle: str, behind: Child) -> Child:
        """A non-dropping particle and what it belongs to."""
        return self.joined((self.family(particle), behind), "" if particle.endswith(_JOINS) else self.space)

    def inverted(self, text: _NameText, demote: str, is_short: bool) -> Child:
        """Family name first, then the separator, then the rest; in short names a particle stays where it is."""
        separator = ", " if text.given in _TITLES else self.bound.sort_separator
        behind = self.joined((self.given(text.given), self.given(text.dropping)), self.comma)
        front = self.family(text.family)
        if demote == "display-and-sort" and not is_short:
            behind = self.joined((behind, self.family(text.particle)), " ")
        elif text.particle:
            front = self.with_particle(text.particle, front)
        front = self.affixed(front, self.family_part)
        behind = self.affixed(behind, self.given_part)
        return self.joined((front, behind, self._part(text.suffix, None)), separator)

    def straight(self, text: _NameText, level: int) -> Child:
        """Given name first."""
        behind = self.family(text.family)
        dropping = text.dropping
        if dropping and not text.particle and dropping[-1] in _GLUED and dropping[:-1] != "de":
            behind = self.joined((self.given(dropping), behind), "")
            dropping = ""
        if text.particle:
            behind = self.with_particle(text.particle, behind)
        front = self.affixed(self.given(text.given), self.given_part)
        if self.comma != " " and dropping:
            behind = self.affixed(behind, self.family_part)
            return self.joined((self.joined((front, behind), " "), dropping), self.comma)
        behind = self.joined((self.given(dropping), behind), self.space)
        if text.suffix:
            behind = self.joined((behind, self._part(text.suffix, None)), ", " if self.comma_suffix else " ")
        behind = self.affixed(behind, self.family_part)
        mark = self.bound.initialize_with
        unbroken = mark and level == 1 and ("\u00a0" in mark or "\ufeff" in mark)
        return self.joined((front, behind), self.space if unbroken else " ")


def _glued(left: str, glue: str, right: str) -> str:
    """Two plain parts; a space that is there already is not set again."""
    if glue[:1] == " " and left[-1:] in _SPACES:
        return left + glue[1:] + right
    return left + glue + right
