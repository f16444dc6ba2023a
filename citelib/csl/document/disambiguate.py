"""The pass that tells ambiguous cites apart (specification, Disambiguation).

It only decides: its outcome is a `Decisions` object for each item, and nothing that it renders is printed. Cites are
compared by the finished text, with the cite in its subsequent form, without locators, access dates and year suffixes.

The steps, in order: expanding given names across the document (rules other than ``by-cite``), expanding given names
and adding names within each set of ambiguous cites, the ``disambiguate`` condition, year suffixes. Each step splits
the sets that the step before left; work is linear in the number of cites.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from citelib.csl.citation import FIRST
from citelib.csl.document.ambiguity import Ambiguity, Compared, compared_text
from citelib.csl.document.same_names import expand_names, has_namesakes
from citelib.csl.render import NO_DECISIONS, Decisions, Nameset, Setting
from citelib.csl.render.person import given_level
from citelib.csl.style import nodes
from citelib.model import Item, Name

__all__ = ["disambiguate", "is_needed"]


def is_needed(citation: nodes.Citation, uses_condition: bool) -> bool:
    """Whether a style disambiguates at all."""
    return (
        citation.disambiguate_add_names
        or citation.disambiguate_add_givenname
        or citation.disambiguate_add_year_suffix
        or uses_condition
    )


def disambiguate(items: Sequence[Item], setting: Setting, compared: Compared | None = None) -> dict[str, Decisions]:
    """Decide for each item what its cites show.

    Args:
        items: The items that can be cited, in the order of the bibliography.
        setting: The style.
        compared: Renders a cite for comparison; the caller may cache the results.

    Returns:
        Decisions by id; items without any are left out.
    """
    citation = setting.style.citation
    if citation is None:
        return {}
    if compared is None:
        compared = functools.partial(compared_text, setting=setting)
    decided: dict[str, Decisions] = {}
    if len(items) == 1 and not has_namesakes(items[0]):
        return decided
    if citation.disambiguate_add_givenname and citation.givenname_disambiguation_rule != "by-cite":
        decided = expand_names(items, citation.givenname_disambiguation_rule, setting, compared)
    groups = _split(items, lambda item: decided.get(item.id, NO_DECISIONS), compared)
    by_cite = citation.disambiguate_add_givenname and citation.givenname_disambiguation_rule == "by-cite"
    for group in groups:
        if len(group) > 1:
            for rest in _resolve(group, decided, by_cite, citation, setting, compared):
                if citation.disambiguate_add_year_suffix:
                    for number, item in enumerate(rest, 1):
                        decided[item.id] = replace(decided.get(item.id, NO_DECISIONS), year_suffix=number)
    if (by_cite or citation.disambiguate_add_names) and _first_cites_differ(setting):
        _disambiguate_first_cites(items, decided, by_cite, citation.disambiguate_add_names, setting)
    return decided


def _first_cites_differ(setting: Setting) -> bool:
    """Whether first cites show fewer names than subsequent ones, so that they may read alike where those do not."""
    return any(
        bound.et_al_min is not None
        and (bound.et_al_subsequent_min or bound.et_al_min, bound.et_al_subsequent_use_first or 0)
        > (bound.et_al_min, bound.et_al_use_first or 0)
        for bound in setting.resolved.names["citation"]
    )


def _disambiguate_first_cites(
    items: Sequence[Item], decided: dict[str, Decisions], by_cite: bool, add_names: bool, setting: Setting
) -> None:
    """Show more names in the first cites that still read alike; nothing else is decided again."""

    def compared(item: Item, decisions: Decisions) -> Ambiguity:
        return compared_text(item, decisions, setting, FIRST)

    before = dict(decided)
    for group in _split(items, lambda item: decided.get(item.id, NO_DECISIONS), compared):
        if len(group) > 1:
            _add_names(group, decided, by_cite, add_names, compared)
    for id, old in before.items():
        if decided[id] != old:
            decided[id] = replace(decided[id], condition=old.condition, year_suffix=old.year_suffix)


def _split(items: Iterable[Item], decisions: Callable[[Item], Decisions], compared: Compared) -> list[list[Item]]:
    """Items whose cites read alike, together."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(compared(item, decisions(item)).key, []).append(item)
    return list(groups.values())


# Sets of ambiguous cites


def _resolve(
    group: list[Item],
    decided: dict[str, Decisions],
    by_cite: bool,
    citation: nodes.Citation,
    setting: Setting,
    compared: Compared,
) -> list[list[Item]]:
    """Apply names and condition to one set; gives the sets that are still ambiguous."""
    rest = [group]
    if by_cite or citation.disambiguate_add_names:
        rest = _add_names(group, decided, by_cite, citation.disambiguate_add_names, compared)
    if not setting.resolved.layouts["citation"].disambiguate:
        return rest
    left: list[list[Item]] = []
    for ambiguous in rest:
        left.extend(_use_condition(ambiguous, decided, citation.disambiguate_add_names, compared))
    return left


_ALL: Final = (1_000_000,) * 20


def _add_names(
    group: list[Item], decided: dict[str, Decisions], by_cite: bool, add_names: bool, compared: Compared
) -> list[list[Item]]:
    """Expand given names and add names one by one, keeping each step that splits the set."""
    first = compared(group[0], decided.get(group[0].id, NO_DECISIONS))
    names = {
        item.id: [nameset.names for nameset in compared(item, decided.get(item.id, NO_DECISIONS)).namesets]
        for item in group
    }
    most = [
        max(len(lists[index]) if index < len(lists) else 0 for lists in names.values())
        for index in range(len(first.namesets))
    ]
    shown = [nameset.shown for nameset in first.namesets]
    forms = [[given_level(nameset.bound)] * count for nameset, count in zip(first.namesets, most, strict=True)]
    steps = list(_steps(shown, most, forms, by_cite, add_names, first.namesets))
    base_forms = {item.id: decided.get(item.id, NO_DECISIONS).given_forms for item in group}
    done: list[list[Item]] = []
    pending: list[tuple[list[Item], int, _Trial]] = [(group, 0, _Trial(shown, forms))]
    while pending:
        ambiguous, start, kept = pending.pop()
        trial = kept.copy()
        for index in range(start, len(steps)):
            step = steps[index]
            step.apply(trial)
            if not step.could_split(ambiguous, names):
                continue
            trying = trial.decisions(base_forms, by_cite)
            parts = _split(ambiguous, trying, compared)
            if len(parts) > 1:
                kept = kept.copy()
                step.apply(kept)
                keeping = kept.decisions(base_forms, by_cite)
                for part in parts:
                    for item in part:
                        decided[item.id] = keeping(item)
                    if len(part) > 1:
                        pending.append((part, index + 1, kept))
                break
        else:
            done.append(ambiguous)
    # Year suffixes follow the order of the bibliography, whatever order the sets were split in.
    order = {item.id: index for index, item in enumerate(group)}
    done.sort(key=lambda part: order[part[0].id])
    return done


GivenForms = tuple[tuple[int, ...], ...]


class _Trial:
    """Names shown and forms of given names, while they are tried."""

    __slots__ = ("forms", "shown")

    def __init__(self, shown: list[int], forms: list[list[int]]) -> None:
        self.shown = shown
        self.forms = forms

    def copy(self) -> _Trial:
        return _Trial(list(self.shown), [list(levels) for levels in self.forms])

    def decisions(self, base: Mapping[str, GivenForms], by_cite: bool) -> Callable[[Item], Decisions]:
        """Gives the decisions of each item; items with the same share one object."""
        shown = tuple(self.shown)
        if by_cite:
            shared = Decisions(shown, tuple(tuple(levels) for levels in self.forms))
            return lambda _: shared
        made: dict[GivenForms, Decisions] = {}

        def make(item: Item) -> Decisions:
            forms = base[item.id]
            found = made.get(forms)
            if found is None:
                found = made[forms] = Decisions(shown, forms)
            return found

        return make


@dataclass(frozen=True)
class _Step:
    """One thing to try: a given name in a longer form, or one more name."""

    nameset: int
    name: int
    level: int

    def apply(self, kept: _Trial) -> None:
        kept.shown[self.nameset] = max(kept.shown[self.nameset], self.name + 1)
        if self.level:
            kept.forms[self.nameset][self.name] = self.level

    def could_split(self, items: Sequence[Item], names: Mapping[str, Sequence[tuple[Name, ...]]]) -> bool:
        """Whether items differ in the name of the step: a cheap check that saves most steps from rendering."""
        first: Name | None = None
        last = False
        for number, item in enumerate(items):
            lists = names[item.id]
            own = lists[self.nameset] if self.nameset < len(lists) else ()
            name = own[self.name] if self.name < len(own) else None
            # The last name of a list takes et-al with it.
            if number and (name != first or last != (len(own) == self.name + 1)):
                return True
            first, last = name, len(own) == self.name + 1
        return False


def _steps(
    shown: list[int],
    most: list[int],
    forms: list[list[int]],
    by_cite: bool,
    add_names: bool,
    namesets: list[Nameset],
) -> Iterable[_Step]:
    for index, count in enumerate(most):
        has_initials = namesets[index].bound.initialize_with is not None
        for name in range(count if add_names else min(shown[index], count)):
            if name >= shown[index]:
                yield _Step(index, name, 0)
            if by_cite:
                for level in (1, 2):
                    if level > forms[index][name] and (level == 2 or has_initials):
                        yield _Step(index, name, level)


def _use_condition(
    group: list[Item], decided: dict[str, Decisions], names_added: bool, compared: Compared
) -> list[list[Item]]:
    """Let conditions hold, one more at a time, until the cites differ.

    Names that the step before could have added count as shown, so that no condition holds for what they tell apart.
    """

    def shown_in_full(decisions: Decisions) -> Decisions:
        return replace(decisions, names_shown=_ALL) if names_added else decisions

    most = max(compared(item, decided.get(item.id, NO_DECISIONS)).conditions for item in group)
    ambiguous = [group]
    for count in range(1, most + 1):
        left: list[list[Item]] = []
        for part in ambiguous:
            for item in part:
                decided[item.id] = replace(decided.get(item.id, NO_DECISIONS), condition=count)
            left.extend(_split(part, lambda item: shown_in_full(decided[item.id]), compared))
        ambiguous = [part for part in left if len(part) > 1]
    return ambiguous
