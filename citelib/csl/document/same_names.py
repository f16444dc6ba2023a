"""People of one family name anywhere in a document are told apart by their given names.

These are the rules of ``givenname-disambiguation-rule`` other than ``by-cite`` (specification, Disambiguation).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citelib.csl.document.ambiguity import Compared
from citelib.csl.render import NO_DECISIONS, Decisions, Nameset, Setting
from citelib.csl.render.given_names import initials
from citelib.csl.render.particles import may_have_particles, split_particles
from citelib.csl.render.person import given_level
from citelib.csl.style import nodes
from citelib.model import Item, Name

__all__ = ["expand_names", "has_namesakes"]


def expand_names(
    items: Sequence[Item], rule: nodes.GivennameRule, setting: Setting, compared: Compared
) -> dict[str, Decisions]:
    """Expand given names wherever the shorter form belongs to several people."""
    primary_only = rule.startswith("primary-name")
    with_initials = rule.endswith("with-initials")
    cites = [(item, compared(item, NO_DECISIONS).namesets) for item in items]
    families: dict[str, dict[str, set[str]]] = {}
    for _, namesets in cites:
        for nameset in namesets:
            for name in nameset.names[:1] if primary_only else nameset.names:
                if name.literal is None and name.family:
                    family, short, full = _name_keys(name, setting)
                    families.setdefault(family, {}).setdefault(short, set()).add(full)
    decided: dict[str, Decisions] = {}
    for item, namesets in cites:
        forms = tuple(
            tuple(
                given_level(nameset.bound)
                if name.literal is not None or not name.family or (primary_only and index > 0)
                else _needed_level(name, nameset, families, with_initials, setting)
                for index, name in enumerate(nameset.names)
            )
            for nameset in namesets
        )
        if any(
            level > given_level(nameset.bound)
            for nameset, levels in zip(namesets, forms, strict=True)
            for level in levels
        ):
            decided[item.id] = Decisions(given_forms=forms)
    return decided


def has_namesakes(item: Item) -> bool:
    """Whether two people of a work may share a family name; only its end is compared, as particles may precede it.

    >>> has_namesakes(Item("a", author=[Name("van der Berg"), Name("Lee")], editor=[Name("Berg")]))
    True
    """
    ends = [
        _END_OF_FAMILY.findall(name.family.rstrip(' "').replace(".", " "))[0]
        for value in item.variables.values()
        if type(value) is tuple
        for name in value
        if name.literal is None and name.family
    ]
    return len(set(ends)) < len(ends)


_END_OF_FAMILY: Final = re.compile("[^-ʻ’ ']{0,3}$")
"""The last letters of a family name, none of which is a particle's: those end in a space, an apostrophe or a hyphen."""


def _name_keys(name: Name, setting: Setting) -> tuple[str, str, str]:
    """Family name, initials and full given name, as they are compared."""
    if may_have_particles(name):
        name = split_particles(name)
    family = (name.family or "").replace(".", " ")
    if setting.style.demote_non_dropping_particle == "never" and name.non_dropping_particle:
        family = f"{name.non_dropping_particle} {family}"
    given = " ".join((name.given or "").replace(".", " ").split())
    return family, initials(given, "%s") if given else "", given


def _needed_level(
    name: Name, nameset: Nameset, families: dict[str, dict[str, set[str]]], with_initials: bool, setting: Setting
) -> int:
    """How much of a given name must be shown to tell people of one family name apart.

    Initials, where they suffice: a bibliography with initials prints no more than these, and a style without initials
    in its cites prints the whole name. Rules that show nothing but initials need a style that has them.
    """
    bound = nameset.bound
    if with_initials and (bound.initialize_with is None or not bound.initialize):
        return given_level(bound)
    family, short, _ = _name_keys(name, setting)
    by_initials = families.get(family, {})
    level = 1 if len(by_initials) > 1 else 0
    if not with_initials and len(by_initials.get(short, ())) > 1:
        level = 2
    return max(level, given_level(bound))
