"""One name: which parts of it are printed, in which order, joined how (specification, Name-part Order).

The order depends on the form, on ``name-as-sort-order``, on ``demote-non-dropping-particle`` and on the script of the
name. Names without part formatting are plain text, which is the common case and a fast one.
"""

from __future__ import annotations

import re
from typing import Final

from citelib.csl.render.context import Context
from citelib.csl.render.given_names import initials
from citelib.csl.render.particles import may_have_particles, split_particles
from citelib.csl.style import nodes
from citelib.csl.style.resolve import BoundNames
from citelib.model import Name
from citelib.richtext import Span, has_markup
from citelib.richtext.tree import Child

__all__ = ["given_level", "render_person"]

_ROMANESQUE = re.compile(
    "[-0-9a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05d4\u05d6-\u05ff\u1e00-\u1fff"
    "\u0600-\u06ff\u200c-\u200e\u0218-\u021b\u202a-\u202e]"
)
_STARTS_ROMANESQUE = re.compile(f"[&{_ROMANESQUE.pattern[4:]}")
_TITLES: Final = ("Lord", "Lady")
_EAST_ASIAN: Final = ("ja", "zh")
_JOINS: Final = ("’", "'", "-", " ", "ʻ")
_GLUED: Final = ("’", "'", "ʼ", "-")
_SPACES: Final = (" ", "\u00a0")
_ARTICLES = re.compile(r"(?:a|an|the)\s+", re.IGNORECASE)


def given_level(bound: BoundNames) -> int:
    """What a style shows of given names: 0 nothing, 1 initials, 2 all of it."""
    if bound.form == "short":
        return 0
    return 2 if bound.initialize_with is None else 1


def render_person(name: Name, bound: BoundNames, level: int, inverted: bool, context: Context) -> tuple[Child, bool]:
    """The text of a name, and whether it came out inverted.

    Args:
        name: The name.
        bound: The settings.
        level: How much of the given name is shown, from 0 to 2.
        inverted: Whether ``name-as-sort-order`` applies to it.
        context: The rendering.

    """
    literal = name.literal
    if literal is None and (name.family is None or not name.family):
        if name.given and name.family is None:
            literal = name.given
        elif not name.family:
            literal = name.given or ""
    if literal is not None:
        return _literal(literal, bound, context), False
    if may_have_particles(name):
        name = split_particles(name)
    family = name.family or ""
    given = name.given or ""
    dropping = name.dropping_particle or ""
    particle = name.non_dropping_particle or ""
    suffix = name.suffix or ""
    if level == 0:
        given = dropping = suffix = ""
    elif level == 1 and given and bound.initialize_with is not None:
        hyphen = context.setting.style.initialize_with_hyphen
        given = initials(given, bound.initialize_with, hyphen, not bound.initialize)
    if suffix and bound.initialize_with is not None:
        suffix = initials(suffix, bound.initialize_with, True, True)
    if not (family.isascii() and given.isascii()):
        script = _script(family, given, context)
    elif context.variables.get("language", "")[:2] in _EAST_ASIAN:
        script = 1
    else:
        script = 2
    if script == 2 and not (dropping or particle or suffix or name.static_ordering):
        # The common case needs no assembling.
        text = ""
        if context.sorting:
            text = f"{family}\x01{given}" if given else family
        elif bound.family is None and bound.given is None and given not in _TITLES:
            if not given:
                text = family
            elif inverted:
                text = f"{family}{bound.sort_separator}{given}"
            elif bound.initialize_with is None or "\u00a0" not in bound.initialize_with:
                text = f"{given} {family}" if given[-1] not in _SPACES else given + family
        if text and not has_markup(text):
            return text, inverted and not context.sorting
    parts = _Parts(name, bound, context)
    separator = "\u00a0" if context.setting.nbsp_particles else " "
    if script != 2 or name.static_ordering:
        first = parts.joined((parts.family(particle), parts.family(family)), separator)
        return parts.joined((first, parts.given(given)), " " if script else ""), False
    demote = context.setting.style.demote_non_dropping_particle
    if context.sorting:
        return _sort_form(family, given, dropping, particle, suffix, demote), False
    comma = ", " if name.custom and name.custom.get("comma-dropping-particle") else " "
    if inverted:
        return parts.inverted(family, given, dropping, particle, suffix, demote, separator, comma), True
    return parts.straight(family, given, dropping, particle, suffix, level, separator, comma), False


def _script(family: str, given: str, context: Context) -> int:
    """0 for scripts that write family and given name together, 1 for family first with a space, 2 for the rest."""
    if not _ROMANESQUE.search(family.replace('"', "")):
        return 1 if _STARTS_ROMANESQUE.match(given) else 0
    return 1 if context.variables.get("language", "")[:2] in _EAST_ASIAN else 2


def _literal(literal: str, bound: BoundNames, context: Context) -> Child:
    if context.sorting:
        return _ARTICLES.sub("", literal, count=1) if context.setting.language == "en" else literal
    children = context.leaf(literal)
    family = bound.family
    if family is not None and (family.formatting or family.text_case):
        span = Span(children, context.setting.properties(family.formatting))
        context.set_case(span, family.text_case, of_item=True)
        return span
    return children[0] if len(children) == 1 else Span(children)


def _sort_form(family: str, given: str, dropping: str, particle: str, suffix: str, demote: str) -> str:
    """The order in which names sort: particles first, or after the given name (specification, Name-part Order)."""
    if demote == "never":
        main = f"{particle} {family}" if particle else family
        rest = (dropping, given, suffix)
    else:
        main = family
        rest = (given, f"{dropping} {particle}".strip(), suffix)
    # The control character sorts before everything that a name may hold.
    return "\x01".join([main, *(part for part in rest if part)])


class _Parts:
    """Makes the parts of one name, each with the formatting of its ``cs:name-part``."""

    __slots__ = ("bound", "comma_suffix", "context", "family_part", "given_part")

    def __init__(self, name: Name, bound: BoundNames, context: Context) -> None:
        self.bound = bound
        self.context = context
        self.family_part: nodes.NamePart | None = bound.family
        self.given_part: nodes.NamePart | None = bound.given
        self.comma_suffix: bool = name.comma_suffix

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
            if part.__class__ is not str:
                return Span(shown, delimiter=glue)
            text = part if not text else _glued(text, glue, part)
        return text

    def inverted(
        self, family: str, given: str, dropping: str, particle: str, suffix: str, demote: str, space: str, comma: str
    ) -> Child:
        """Family name first, then the separator, then the rest."""
        separator = ", " if given in _TITLES else self.bound.sort_separator
        behind = self.joined((self.given(given), self.given(dropping)), comma)
        if demote == "display-and-sort":
            behind = self.joined((behind, self.family(particle)), " ")
            front = self.family(family)
        else:
            front = self.joined(
                (self.family(particle), self.family(family)), "" if particle.endswith(_JOINS) else space
            )
        front = self.affixed(front, self.family_part)
        behind = self.affixed(behind, self.given_part)
        return self.joined((front, behind, self._part(suffix, None)), separator)

    def straight(
        self, family: str, given: str, dropping: str, particle: str, suffix: str, level: int, space: str, comma: str
    ) -> Child:
        """Given name first."""
        behind = self.family(family)
        if dropping and not particle and dropping[-1] in _GLUED and dropping[:-1] != "de":
            behind = self.joined((self.given(dropping), behind), "")
            dropping = ""
        if particle:
            behind = self.joined((self.family(particle), behind), "" if particle.endswith(_JOINS) else space)
        if comma != " " and dropping:
            given_child = self.affixed(self.given(given), self.given_part)
            front = self.affixed(behind, self.family_part)
            return self.joined((self.joined((given_child, front), " "), dropping), comma)
        behind = self.joined((self.given(dropping), behind), space)
        if suffix:
            glue = ", " if self.comma_suffix else " "
            behind = self.joined((behind, self._part(suffix, None)), glue)
        front = self.affixed(self.given(given), self.given_part)
        behind = self.affixed(behind, self.family_part)
        mark = self.bound.initialize_with
        glue = " "
        if mark and level == 1 and ("\u00a0" in mark or "\ufeff" in mark):
            glue = space
        return self.joined((front, behind), glue)


def _glued(left: str, glue: str, right: str) -> str:
    """Two plain parts; a space that is there already is not set again."""
    if glue[:1] == " " and left[-1:] in _SPACES:
        return left + glue[1:] + right
    return left + glue + right
