"""What keeps two works apart, whatever else is alike, as a table of rules.

>>> [veto.name for veto in VETOES if veto.despite_identifier][:3]
['notice', 'edition', 'revised']
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import attrs

from citelib.matching import likeness
from citelib.matching.features import STRONG, Work
from citelib.matching.numbers import Numbers

__all__ = ["VETOES", "Sides", "Veto", "are_versions", "is_copy", "is_report_of", "share_place"]


@attrs.frozen
class Sides:
    """Two works with what several rules ask for."""

    one: Work
    other: Work
    title: float
    has_identifier: bool
    numbers: Numbers

    @property
    def is_exact(self) -> bool:
        """Whether both have one title that says something."""
        return self.title > self.numbers.exact and len(self.one.words) >= self.numbers.telling

    @property
    def years_apart(self) -> int:
        """How many years lie between them; 0 if that is not known."""
        one, other = self.one.year, self.other.year
        return abs(one - other) if one is not None and other is not None else 0


_Find = Callable[[Sides], str | None]


@attrs.frozen
class Veto:
    """A rule that keeps two works apart.

    Attributes:
        name: Its name.
        reason: Why what it finds makes two works.
        find: What it finds, in words for people; None if it does not apply.
        despite_identifier: Whether it holds even where both have the same DOI, PMID, PMCID or arXiv id.
    """

    name: str
    reason: str
    find: _Find
    despite_identifier: bool = False


def _differ(one: str, other: str) -> bool:
    """Whether both are known, and not equal."""
    return bool(one and other) and one != other


def _notice(sides: Sides) -> str | None:
    one, other = sides.one.notice, sides.other.notice
    return f"one is a notice ({one or other})" if one != other else None


def _edition(sides: Sides) -> str | None:
    one, other = sides.one.edition, sides.other.edition
    return f"editions {one} and {other} differ" if _differ(one, other) else None


def _revised(sides: Sides) -> str | None:
    return "one is another edition, as its title says" if sides.one.is_revised != sides.other.is_revised else None


def _part(sides: Sides) -> str | None:
    is_part = {sides.one.kind, sides.other.kind} == {"book", "part of a book"}
    return "one is part of a book" if is_part and sides.title < sides.numbers.part else None


def _doi_of_volume(sides: Sides) -> str | None:
    if not sides.has_identifier or sides.title >= sides.numbers.shared_by_parts:
        return None
    return "pages and titles differ" if _differ(sides.one.page, sides.other.page) else None


def _doi_of_supplement(sides: Sides) -> str | None:
    if not sides.has_identifier or not (sides.one.title and sides.other.title):
        return None
    if sides.title >= sides.numbers.shared_by_abstracts or not _other_first_name(sides):
        return None
    return "titles and names differ" if _other_people(sides) or _words(sides) else None


def _numbers(sides: Sides) -> str | None:
    one, other = sides.one, sides.other
    # «10 000» is «10000»; words may stand in another order, and letters be misread as digits.
    is_equal = "".join(one.numbers) == "".join(other.numbers) or (
        set(one.sure_numbers) <= set(other.numbers) and set(other.sure_numbers) <= set(one.numbers)
    )
    return None if is_equal else "numbers in the titles differ"


def _words(sides: Sides) -> str | None:
    mine = likeness.lone_words(sides.one.words, sides.other.words)
    theirs = likeness.lone_words(sides.other.words, sides.one.words)
    return f"titles differ in {mine[0]!r} and {theirs[0]!r}" if mine and theirs else None


def _supplement(sides: Sides) -> str | None:
    return "one is a supplement" if sides.one.is_supplement != sides.other.is_supplement else None


def _kind(sides: Sides) -> str | None:
    one, other = sides.one, sides.other
    kinds = {one.kind, other.kind}
    if (
        len(kinds) < 2
        or "" in kinds
        or kinds in _ALSO
        or one.is_preprint != other.is_preprint
        or is_report_of(one, other)
    ):
        return None
    return f"{one.kind} and {other.kind}"


_ALSO: Final = ({"part of a book", "paper"}, {"article", "paper"}, {"article", "part of a book"}, {"book", "report"})
"""Kinds that programs give to one and the same work."""

_EARLIER: Final = frozenset({"article", "paper", "part of a book"})
"""What a report is often published as later."""


def is_report_of(one: Work, other: Work) -> bool:
    """Whether one is a report and the other what it may have been published as."""
    return {one.kind, other.kind} - _EARLIER == {"report"}


def _identifier(sides: Sides) -> str | None:
    one, other = sides.one, sides.other
    if one.is_preprint != other.is_preprint:
        return None
    for scheme in STRONG:
        mine, theirs = one.known_as(scheme), other.known_as(scheme)
        if not mine or not theirs or mine & theirs:
            continue
        if scheme == "doi" and (are_versions(mine, theirs) or share_place(sides) or is_copy(sides)):
            continue
        if scheme in ("doi", "pmid") or sides.title < sides.numbers.earlier_id:
            return f"different {scheme.upper()}"
    return None


def share_place(sides: Sides) -> bool:
    """Whether both have one title, volume, first page and a name: one work that was registered twice."""
    one, other = sides.one, sides.other
    return (
        sides.is_exact
        and bool(one.volume and one.page)
        and (one.volume, one.page) == (other.volume, other.page)
        and bool(set(one.families) & set(other.families))
    )


def is_copy(sides: Sides) -> bool:
    """Whether both have one telling title, all names and the year, and no more than one of them a place.

    Repositories register copies, and each version that is deposited, under DOIs of their own; a journal registers a
    work once.
    """
    one, other = sides.one, sides.other
    is_one = sides.is_exact and bool(one.families) and one.families == other.families and sides.years_apart == 0
    return (
        is_one and None not in (one.year, other.year) and not all(work.container or work.page for work in (one, other))
    )


def _people(sides: Sides) -> str | None:
    return "names differ" if sides.one.is_preprint == sides.other.is_preprint and _other_people(sides) else None


def _other_people(sides: Sides) -> bool:
    """Whether no name is shared, even if family and given names are swapped, or all names stand in one."""
    one, other = sides.one, sides.other
    if not one.families or not other.families or set(one.families) & set(other.families):
        return False
    return _other_first_name(sides) and not likeness.shared_people(one, other)


def _other_first_name(sides: Sides) -> bool:
    """Whether the first names are two, and neither is an abbreviation of the other."""
    from rapidfuzz import fuzz

    one, other = sides.one.family, sides.other.family
    if not one or not other or likeness.is_abbreviation(one, other):
        return False
    return fuzz.ratio(one, other) < sides.numbers.other_people


def _place(sides: Sides) -> str | None:
    """What in year, volume, issue and pages tells works apart that are alike in title and names."""
    one, other, numbers = sides.one, sides.other, sides.numbers
    if one.is_preprint != other.is_preprint:
        return None
    apart = sides.years_apart
    if apart > numbers.years:
        return "years differ"
    if one.page and one.page == other.page:
        return None if not apart else _other_year(sides)
    volumes_differ = _differ(one.volume, other.volume)
    if _differ(one.page, other.page):
        if apart and not _is_online_first(sides):
            return "years and pages differ"
        if volumes_differ and not sides.is_exact:
            return "volumes and pages differ"
        # The pages of one and the same place may be wrong; two places, or two numbers of all pages, are two works, and
        # so are two columns that nobody signed.
        is_one_place = sides.is_exact and one.families == other.families and one.kind == other.kind
        if not is_one_place or not one.families or one.kind == "book":
            return "pages differ"
    if volumes_differ and apart:
        return "years and volumes differ"
    if volumes_differ and _is_less(likeness.containers(one.container, other.container), numbers.other_container):
        return "containers and volumes differ"
    if _differ(one.issue, other.issue) and one.volume == other.volume:
        is_series = min(len(one.words), len(other.words)) < numbers.short
        if is_series or not (one.page or other.page):
            return "issues differ"
    return _other_year(sides) if apart else None


def _is_online_first(sides: Sides) -> bool:
    """Whether one has the pages of an article that has no volume yet, which count from 1, and all else is equal."""
    first = next((work for work in (sides.one, sides.other) if work.page == "1" and not work.volume), None)
    one, other = sides.one, sides.other
    return (
        first is not None
        and first.year == min(one.year or 0, other.year or 0)
        and sides.is_exact
        and bool(one.families)
        and one.families == other.families
        and bool(one.container)
        and one.container == other.container
    )


def _other_year(sides: Sides) -> str | None:
    """What beside the year, which may be that of online publication, tells works apart."""
    one, other = sides.one, sides.other
    meetings = [bool(_MEETING.search(work.container)) for work in (one, other)]
    if all(meetings) and not sides.is_exact:
        return "one meeting in two years, and titles differ"
    if any(meetings) and not all(meetings) and len(one.families) != len(other.families):
        return "years and numbers of names differ, and one is a paper of a meeting"
    if _has_more_words(one, other):
        return "years and titles differ"
    if _lone_people(one, other) and _lone_people(other, one):
        return "years and names differ"
    if _is_less(likeness.containers(one.container, other.container), sides.numbers.other_container):
        return "years and containers differ"
    return None


SAME_NAME: Final = 70
"""Percent from which family names are one name in two spellings, or misread."""

_MEETING: Final = re.compile(r"\b(?:conference|symposium|workshops?|congress|kongress|tagung|colloquium|congres)\b")
"""What containers of papers of meetings are called."""


def _meeting(sides: Sides) -> str | None:
    """What is published in «Journal of X» and was read at the «Workshop of X» are two works of one title."""
    one, other = sides.one, sides.other
    if {one.kind, other.kind} == {"article", "paper"} and not (one.page and one.page == other.page):
        paper, article = (one, other) if one.kind == "paper" else (other, one)
        alike = likeness.containers(one.container, other.container)
        if (
            _MEETING.search(paper.container)
            and not _MEETING.search(article.container)
            and _is_less(alike, sides.numbers.other_container)
        ):
            return "an article and a paper of a meeting"
    words = [set(work.container.split()) for work in (sides.one, sides.other)]
    lone = words[0] - words[1], words[1] - words[0]
    if not all(lone) or len(lone[0]) > 1 or len(lone[1]) > 1:
        return None
    kinds = {bool(_MEETING.fullmatch(word)) for only in lone for word in only}
    is_journal = any(only & {"journal", "transactions", "review", "letters", "magazine"} for only in lone)
    return "a journal and a meeting" if kinds == {True, False} and is_journal else None


def _lone_people(one: Work, other: Work) -> bool:
    """Whether one names somebody whom the other does not, in any spelling.

    Who writes the review of each year does so with others each time; a list that is cut short lacks names on one side
    only.
    """
    from rapidfuzz import fuzz

    return any(
        name not in other.people.replace(" ", "")
        and all(fuzz.ratio(name, their) < SAME_NAME for their in other.families)
        for name in one.families
    )


def _is_less(alike: float | None, least: float) -> bool:
    return alike is not None and alike < least


def _has_more_words(one: Work, other: Work) -> bool:
    """Whether one title has words that the other lacks, before or within what they share."""
    lone = likeness.lone_words(one.words, other.words) or likeness.lone_words(other.words, one.words)
    return bool(lone) and not likeness.is_continued(one.title, other.title)


VETOES: Final = (
    Veto("notice", "a notice or comment is about a work, and has its title", _notice, True),
    Veto("edition", "editions are cited by their own years and pages", _edition, True),
    Veto("revised", "a title that speaks of its edition is that of a later one", _revised, True),
    Veto("part", "a chapter often has the title of its book with something added", _part, True),
    Veto("doi of volume", "some sources give papers the DOI of the volume", _doi_of_volume, True),
    Veto("doi of supplement", "abstracts of a meeting share the DOI of the supplement", _doi_of_supplement, True),
    Veto("numbers", "«Part 2» follows «Part 1»", _numbers),
    Veto("words", "«Studies in Garadyari» and «Studies in Manala»: another word is another work", _words),
    Veto("supplement", "supplements have the title of what they belong to", _supplement),
    Veto("kind", "a thesis and the article that came of it are cited in different ways", _kind),
    Veto("meeting", "an article that grew from the paper of a meeting is another work", _meeting),
    Veto("identifier", "registries give each work an identifier of its own", _identifier),
    Veto("people", "one title, other people: another work", _people),
    Veto("place", "one title and the same people in two places: a series, or a work and its continuation", _place),
)
"""What keeps works apart, in the order in which it is asked."""


# DOIs of versions

_DOI_VERSION: Final = re.compile(r"(?:[._/-]?v[0-9]{1,2}|\.pub[0-9]{1,2})$|(?<=^10\.12688/)(.*)\.[0-9]{1,2}$")
"""How registrants mark versions at the end of DOIs; F1000's platforms by a bare number."""


def _without_version(doi: str) -> str:
    return _DOI_VERSION.sub(r"\1", doi)


def are_versions(mine: set[str], theirs: set[str]) -> bool:
    """Whether DOIs differ in nothing but the version that they name."""
    return bool({_without_version(one) for one in mine} & {_without_version(one) for one in theirs})
