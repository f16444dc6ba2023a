r"""Who wrote the study, the leading author first, and which leaders belong to other works.

A reference and the head of the page name the authors; where neither does, the text says who is first author, whose
group it is, who leads the team. What rank a `Lead` has is said in `citelib.releases.works.leads`.

>>> from citelib.releases.people.people import People
>>> ann, bo = Lead(LEADER, 5, Name("Lee", "Ann"), (5, 12)), Lead(GROUP_HEAD, 30, Name("Ek", "Bo"), (30, 36))
>>> chosen = choose_authors([ann, bo], (), complete=False, people=People(""))
>>> [str(name) for name in chosen.authors], chosen.others
(['Bo Ek'], [])
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import attrs

from citelib.matching.people import same_person
from citelib.model import Name
from citelib.releases.people.names import fold, key
from citelib.releases.people.people import People
from citelib.releases.works.leads import FIRST_AUTHOR, GROUP_HEAD, LEADER, RESEARCHER, SENIOR_AUTHOR, Lead
from citelib.releases.works.work import MOST_WORKS

__all__ = ["Chosen", "choose_authors", "merge_names"]


@attrs.frozen
class Chosen:
    """The authors of the study.

    Attributes:
        authors: They, the leading one first.
        others: The leads of each group that has another work.
        doubts: Reasons for doubt.
    """

    authors: list[Name]
    others: list[list[Lead]]
    doubts: list[str]


def choose_authors(leads: list[Lead], named: tuple[Name, ...], *, complete: bool, people: People) -> Chosen:
    """The authors of the study, and the groups whose works are others.

    Args:
        leads: Whom the text takes for leaders or authors.
        named: The authors that a reference or the head of the page names.
        complete: Whether `named` are all authors, so that nobody else can be one.
        people: The people in the text.
    """
    ordered = sorted(leads, key=lambda lead: (lead.rank, lead.at))
    # That somebody leads a team makes nobody an author while another is known to be one.
    ranked = [lead for lead in ordered if lead.rank != LEADER]
    if not named and not any(lead.rank <= FIRST_AUTHOR for lead in ranked):
        chosen = _by_groups([lead for lead in ordered if lead.rank in (GROUP_HEAD, LEADER, RESEARCHER)], ranked)
    elif complete:
        chosen = _without_strangers(ranked, named)
    else:
        chosen = Chosen([lead.name for lead in ranked], [], [])
    authors = merge_names([*named, *chosen.authors], people)
    doubts = chosen.doubts if authors else [*chosen.doubts, "the text names no author"]
    return attrs.evolve(chosen, authors=authors, doubts=doubts)


def _by_groups(groups: list[Lead], ranked: list[Lead]) -> Chosen:
    """Nobody is called first author: the head of the group that is named most often, then those called authors."""
    if not groups:
        return Chosen([lead.name for lead in ranked], [], [])
    counts = Counter(key(lead.name) for lead in groups)
    groups = sorted(groups, key=lambda lead: (lead.rank, -counts[key(lead.name)], lead.at))
    head = groups[0]
    others = {key(lead.name) for lead in groups if lead.rank == GROUP_HEAD} - {key(head.name)}
    return Chosen(
        [head.name, *(lead.name for lead in ranked if SENIOR_AUTHOR <= lead.rank < RESEARCHER)],
        [[lead for lead in groups if key(lead.name) == family] for family in sorted(others)[:MOST_WORKS]],
        [f"{head.name} leads the work, but is not said to be its first author"]
        if head.rank in (LEADER, RESEARCHER)
        else [],
    )


def _without_strangers(ranked: list[Lead], named: tuple[Name, ...]) -> Chosen:
    """All authors are known: the head of a group who is none of them wrote another work."""
    strangers: dict[str, list[Lead]] = {}
    own: list[Lead] = []
    for lead in ranked:
        if lead.rank == GROUP_HEAD and not any(same_person(lead.name, name) for name in named):
            strangers.setdefault(key(lead.name), []).append(lead)
        else:
            own.append(lead)
    return Chosen([lead.name for lead in own], [strangers[family] for family in sorted(strangers)[:MOST_WORKS]], [])


def merge_names(names: Iterable[Name], people: People) -> list[Name]:
    """The people that names mean, each once and as fully as the text has it.

    >>> merge_names([Name("Lee", "A"), Name("Ek", "Bo"), Name("Lee", "Ann")], People(""))
    [Name(family='Lee', given='Ann'), Name(family='Ek', given='Bo')]
    """
    authors: list[Name] = []
    # Places of authors by the last word of their names, which all forms of a name share.
    places: dict[str, list[int]] = {}
    for name in dict.fromkeys(names):
        full = _fullest(name, people)
        same = places.setdefault((fold(str(full)).split() or [""])[-1], [])
        at = next((index for index in same[:100] if same_person(authors[index], full)), None)
        if at is None:
            same.append(len(authors))
            authors.append(full)
        elif len(fold(str(full))) > len(fold(str(authors[at]))):
            authors[at] = full
    return authors


def _fullest(name: Name, people: People) -> Name:
    """The name with the given name as the text has it in full."""
    given = name.given or ""
    words = fold(given).split()
    in_full = bool(words) and len(words[0]) > 1 and not (len(given) <= 3 and given.isupper())
    return name if in_full else people.fullest(name)
