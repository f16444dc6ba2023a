"""The pass that tells ambiguous cites apart (specification, Disambiguation).

It decides and renders nothing that is printed: the outcome are `Decisions` for each item. Ambiguity is judged on the
finished text, with the cite in its subsequent form, without locators, access dates and year suffixes.

The steps, in order: expanding given names across the document (rules other than ``by-cite``), expanding given names
and adding names within each set of ambiguous cites, the ``disambiguate`` condition, year suffixes. Each step splits
the sets that the step before left; work is linear in the number of cites.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import attrs

from citelib.csl.citation import FIRST, SUBSEQUENT
from citelib.csl.document.cites import find_role
from citelib.csl.render import NO_DECISIONS, Context, Decisions, Nameset, Setting, render_layout
from citelib.csl.render.given_names import initials
from citelib.csl.render.particles import may_have_particles, split_particles
from citelib.csl.render.person import given_level
from citelib.csl.style import nodes
from citelib.model import Item, Name
from citelib.richtext import Span, text_of
from citelib.richtext.tree import key_of

__all__ = ["Ambiguity", "author_of", "disambiguate", "is_needed"]


def is_needed(citation: nodes.Citation, uses_condition: bool) -> bool:
    """Whether a style disambiguates at all."""
    return (
        citation.disambiguate_add_names
        or citation.disambiguate_add_givenname
        or citation.disambiguate_add_year_suffix
        or uses_condition
    )


class Ambiguity:
    """The text of a cite as it is compared with others, and what could still be added to it.

    Attributes:
        key: Its text; equal keys are ambiguous.
        namesets: The lists of names that the cite shows.
        conditions: How many ``disambiguate`` conditions the layout met.

    """

    __slots__ = ("conditions", "key", "namesets")

    def __init__(self, key: str, namesets: list[Nameset], conditions: int) -> None:
        self.key = key
        self.namesets = namesets
        self.conditions = conditions


def judge(item: Item, decisions: Decisions, setting: Setting, position: int = SUBSEQUENT) -> Ambiguity:
    """Render a cite for comparison."""
    context, spans = _judging(item, decisions, setting, position)
    return Ambiguity(key_of(spans), context.namesets, context.conditions_seen)


def author_of(item: Item, decisions: Decisions, setting: Setting) -> str:
    """The names that a cite shows, as text that sorts."""
    names = find_role(_judging(item, decisions, setting)[1], "names")
    if names is None:
        return ""
    if isinstance(names.value, list):
        # Each name as it is printed, without «and» and et-al, which say nothing about the order.
        return ", ".join(text_of(Span([one.span.children[at]])) for one in names.value for at in one.at)
    return text_of(names)


def _judging(
    item: Item, decisions: Decisions, setting: Setting, position: int = SUBSEQUENT
) -> tuple[Context, list[Span]]:
    context = Context(
        setting, "citation", item, position=position, near_note=True, decisions=decisions, judging=True, started=True
    )
    citation = context.setting.style.citation
    assert citation is not None
    return context, render_layout(citation.layout, context)


def disambiguate(
    items: Sequence[Item], setting: Setting, judged: Callable[[Item, Decisions], Ambiguity] | None = None
) -> dict[str, Decisions]:
    """Decide for each item what its cites show.

    Args:
        items: The items that can be cited, in the order of the bibliography.
        setting: The style.
        judged: Renders a cite for comparison; lets the caller keep what was rendered before.

    Returns:
        Decisions by id; items without any are left out.

    """
    citation = setting.style.citation
    if citation is None:
        return {}
    if judged is None:

        def judged(item: Item, decisions: Decisions) -> Ambiguity:
            return judge(item, decisions, setting)

    decided: dict[str, Decisions] = {}
    if citation.disambiguate_add_givenname and citation.givenname_disambiguation_rule != "by-cite":
        decided = _expand_names(items, citation.givenname_disambiguation_rule, setting, judged)
    groups = _split(items, lambda item: decided.get(item.id, NO_DECISIONS), judged)
    by_cite = citation.disambiguate_add_givenname and citation.givenname_disambiguation_rule == "by-cite"
    for group in groups:
        if len(group) > 1:
            for rest in _resolve(group, decided, by_cite, citation, setting, judged):
                if citation.disambiguate_add_year_suffix:
                    for number, item in enumerate(rest, 1):
                        decided[item.id] = attrs.evolve(decided.get(item.id, NO_DECISIONS), year_suffix=number)
    if (by_cite or citation.disambiguate_add_names) and _first_cites_differ(setting):
        _tell_first_cites_apart(items, decided, by_cite, citation.disambiguate_add_names, setting)
    return decided


def _first_cites_differ(setting: Setting) -> bool:
    """Whether first cites show fewer names than subsequent ones, so that they may read alike where those do not."""
    return any(
        bound.et_al_min is not None
        and (bound.et_al_subsequent_min or bound.et_al_min, bound.et_al_subsequent_use_first or 0)
        > (bound.et_al_min, bound.et_al_use_first or 0)
        for bound in setting.resolved.names["citation"]
    )


def _tell_first_cites_apart(
    items: Sequence[Item], decided: dict[str, Decisions], by_cite: bool, add_names: bool, setting: Setting
) -> None:
    """Show more names in the first cites that still read alike; nothing else is decided anew."""

    def judged(item: Item, decisions: Decisions) -> Ambiguity:
        return judge(item, decisions, setting, FIRST)

    before = dict(decided)
    for group in _split(items, lambda item: decided.get(item.id, NO_DECISIONS), judged):
        if len(group) > 1:
            _add_names(group, decided, by_cite, add_names, judged)
    for id, old in before.items():
        if decided[id] != old:
            decided[id] = attrs.evolve(decided[id], condition=old.condition, year_suffix=old.year_suffix)


Judge = Callable[[Item, Decisions], Ambiguity]


def _split(items: Iterable[Item], decisions: Callable[[Item], Decisions], judged: Judge) -> list[list[Item]]:
    """Items whose cites read alike, together."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(judged(item, decisions(item)).key, []).append(item)
    return list(groups.values())


# Names across the document


def _expand_names(
    items: Sequence[Item], rule: nodes.GivennameRule, setting: Setting, judged: Judge
) -> dict[str, Decisions]:
    """Expand given names wherever the shorter form belongs to several people."""
    primary_only = rule.startswith("primary-name")
    with_initials = rule.endswith("with-initials")
    cites = [(item, judged(item, NO_DECISIONS).namesets) for item in items]
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

    Initials, where they suffice: a bibliography that has them prints no more, and where a style has none for the cites
    the whole name stands for them. Rules that show nothing but initials need a style that has them.
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


# Sets of ambiguous cites


def _resolve(
    group: list[Item],
    decided: dict[str, Decisions],
    by_cite: bool,
    citation: nodes.Citation,
    setting: Setting,
    judged: Judge,
) -> list[list[Item]]:
    """Apply names and condition to one set; gives the sets that are still ambiguous."""
    rest = [group]
    if by_cite or citation.disambiguate_add_names:
        rest = _add_names(group, decided, by_cite, citation.disambiguate_add_names, judged)
    if not setting.resolved.layouts["citation"].disambiguate:
        return rest
    left: list[list[Item]] = []
    for ambiguous in rest:
        left.extend(_use_condition(ambiguous, decided, citation.disambiguate_add_names, judged))
    return left


_ALL = (1_000_000,) * 20


def _add_names(
    group: list[Item], decided: dict[str, Decisions], by_cite: bool, add_names: bool, judged: Judge
) -> list[list[Item]]:
    """Expand given names and add names one by one, keeping each step that splits the set."""
    first = judged(group[0], decided.get(group[0].id, NO_DECISIONS))
    names = {
        item.id: [nameset.names for nameset in judged(item, decided.get(item.id, NO_DECISIONS)).namesets]
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
    pending: list[tuple[list[Item], int, _Kept]] = [(group, 0, _Kept(shown, forms))]
    while pending:
        ambiguous, start, kept = pending.pop()
        trial = kept.copy()
        for index in range(start, len(steps)):
            step = steps[index]
            step.apply(trial)
            if not step.could_split(ambiguous, names):
                continue
            trying = trial.maker(base_forms, by_cite)
            parts = _split(ambiguous, trying, judged)
            if len(parts) > 1:
                kept = kept.copy()
                step.apply(kept)
                keeping = kept.maker(base_forms, by_cite)
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


class _Kept:
    """Names shown and forms of given names, while they are tried."""

    __slots__ = ("forms", "shown")

    def __init__(self, shown: list[int], forms: list[list[int]]) -> None:
        self.shown = shown
        self.forms = forms

    def copy(self) -> _Kept:
        return _Kept(list(self.shown), [list(levels) for levels in self.forms])

    def maker(self, base: Mapping[str, GivenForms], by_cite: bool) -> Callable[[Item], Decisions]:
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


@attrs.frozen
class _Step:
    """One thing to try: a given name in a longer form, or one more name."""

    nameset: int
    name: int
    level: int

    def apply(self, kept: _Kept) -> None:
        kept.shown[self.nameset] = max(kept.shown[self.nameset], self.name + 1)
        if self.level:
            kept.forms[self.nameset][self.name] = self.level

    def could_split(self, items: Sequence[Item], names: Mapping[str, Sequence[tuple[Name, ...]]]) -> bool:
        """Whether items differ in the name that the step is about: a look that spares most steps the rendering."""
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
    group: list[Item], decided: dict[str, Decisions], names_added: bool, judged: Judge
) -> list[list[Item]]:
    """Let conditions hold, one more at a time, until the cites differ.

    Names that the step before could have added count as shown, so that no condition holds for what they tell apart.
    """

    def shown_in_full(decisions: Decisions) -> Decisions:
        return attrs.evolve(decisions, names_shown=_ALL) if names_added else decisions

    most = max(judged(item, decided.get(item.id, NO_DECISIONS)).conditions for item in group)
    ambiguous = [group]
    for count in range(1, most + 1):
        left: list[list[Item]] = []
        for part in ambiguous:
            for item in part:
                decided[item.id] = attrs.evolve(decided.get(item.id, NO_DECISIONS), condition=count)
            left.extend(_split(part, lambda item: shown_in_full(decided[item.id]), judged))
        ambiguous = [part for part in left if len(part) > 1]
    return ambiguous
