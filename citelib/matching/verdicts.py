"""Whether two records are one work: vetoes, then weights.

`VETOES` is a table of what keeps works apart whatever else says so: identifiers, editions, parts, kinds, titles or
pages that disagree. What no veto stops gets a score by the weights of `citelib.matching.numbers`. A preprint or report
and what was published of it, and versions of one work under identifiers of their own, are related and not the same.

A verdict depends on nothing but the two records, so that it may be made anywhere and in any order.

>>> from citelib.model import Item
>>> compare(Item("a", "book", title="Studies in Garadyari"), Item("b", "book", title="Studies in Manala")).reasons
("titles differ in 'garadyari' and 'manala'",)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Literal

import attrs

from citelib.matching import likeness
from citelib.matching.features import SCHEMES, STRONG, Work, work_of
from citelib.matching.numbers import DUPLICATE, WEIGHTS, Numbers
from citelib.model import Item

__all__ = ["VETOES", "Pair", "Verdict", "Veto", "compare", "is_one_record", "judge", "must_differ"]

Verdict = Literal["same", "preprint", "version", "apart"]


@attrs.frozen
class Pair:
    """Two works that were compared.

    Attributes:
        verdict: ``"same"`` work, ``"preprint"`` and published version, ``"version"`` of one work under an identifier of
        its
            own, or ``"apart"``.
        score: From 0 to 1.
        reasons: What speaks for and against, as words for people.

    """

    verdict: Verdict
    score: float
    reasons: tuple[str, ...]


@attrs.frozen
class _Sides:
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


_Find = Callable[[_Sides], str | None]


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


def compare(one: Item, other: Item, numbers: Numbers = DUPLICATE) -> Pair:
    """How alike two items are, and why.

    >>> from citelib.model import Item
    >>> first = Item("a", "book", title="Structures", edition="1")
    >>> pair = compare(first, first.evolve(id="b", edition="2"))
    >>> pair.verdict, pair.reasons[-1]
    ('apart', 'editions 1 and 2 differ')
    """
    return judge(work_of(0, one), work_of(1, other), numbers)


def judge(one: Work, other: Work, numbers: Numbers = DUPLICATE) -> Pair:
    """How alike two works are, and why; see `compare`."""
    shared = _shared_identifiers(one, other)
    strong = [reason for scheme, reason in shared if scheme in STRONG]
    reasons = [reason for _, reason in shared]
    title = likeness.titles(one.title, other.title)
    if not strong and title < numbers.alike:
        return Pair("apart", title, (*reasons, f"titles {title:.0%} alike"))
    sides = _Sides(one, other, title, bool(strong), numbers)
    if against := _veto(sides):
        return Pair("apart", 0.0, (*reasons, against))
    if version := _version(sides):
        return Pair("version", title, (*reasons, version))
    if strong:
        is_known = bool(one.title and other.title)
        if is_known and title < numbers.identified:
            return Pair("apart", 0.6, (*strong, f"titles {title:.0%} alike"))
        return Pair("same", 0.99, (*strong, f"titles {title:.0%} alike"))
    score, said = _score(sides, bool(shared))
    reasons += said
    if score < numbers.same:
        return Pair("apart", score, tuple(reasons))
    is_preprint = one.is_preprint != other.is_preprint or _is_report_of(one, other)
    return Pair("preprint" if is_preprint else "same", score, tuple(reasons))


def must_differ(one: Work, other: Work, numbers: Numbers = DUPLICATE) -> bool:
    """Whether two works may not be in one group, even if both are the same as a third."""
    strong = any(scheme in STRONG for scheme, _ in _shared_identifiers(one, other))
    sides = _Sides(one, other, likeness.titles(one.title, other.title), strong, numbers)
    return _veto(sides) is not None or judge(one, other, numbers).verdict in ("preprint", "version")


def is_one_record(one: Item, other: Item, numbers: Numbers = DUPLICATE) -> bool:
    """Whether two items that have a key or an identifier in common are one record that was edited.

    The place, the kind and the identifiers may have been corrected; another title, other people, another edition or
    another part are another work.
    """
    works = work_of(0, one), work_of(1, other)
    title = likeness.titles(works[0].title, works[1].title)
    strong = any(scheme in STRONG for scheme, _ in _shared_identifiers(*works))
    sides = _Sides(*works, title, strong, numbers)
    is_alike = strong or title >= numbers.alike or not (works[0].title and works[1].title)
    return is_alike and not any(
        veto.name not in _CORRECTED and (veto.despite_identifier or not strong) and veto.find(sides) for veto in VETOES
    )


_CORRECTED: Final = frozenset({"place", "kind", "identifier"})
"""Vetoes that an edited record may have against what it was before."""


def _shared_identifiers(one: Work, other: Work) -> list[tuple[str, str]]:
    """Schemes and words for the identifiers that both have."""
    if not one.identifiers or not other.identifiers:
        return []
    return [
        (scheme, f"same {scheme.upper()} {min(both)}")
        for scheme in SCHEMES
        if (both := one.known_as(scheme) & other.known_as(scheme))
    ]


def _score(sides: _Sides, has_isbn: bool) -> tuple[float, list[str]]:
    """The weighted mean of the likenesses that are known, and the likenesses in words."""
    one, other, numbers = sides.one, sides.other, sides.numbers
    known = {
        "titles": sides.title,
        "names": likeness.names(one, other),
        "years": likeness.years(one.year, other.year),
        "containers": likeness.containers(one.container, other.container),
        "pages": likeness.equal(one.page, other.page),
        "volumes": likeness.equal(one.volume, other.volume),
        "ISBN": 1.0 if has_isbn else None,
    }
    score, weight, said = 0.0, 0.0, []
    for name, alike in known.items():
        if alike is not None:
            share = WEIGHTS[name][0]
            weight += share
            score += share * alike
            said.append(f"{name} {alike:.0%} alike")
    score /= weight
    words = min(len(one.words), len(other.words))
    is_weak = (words < numbers.bare_words and weight <= numbers.bare_weight) or (
        words < numbers.poor_words and weight <= numbers.poor_weight
    )
    if is_weak or (not one.family and not has_isbn and one.year is None):
        score = min(score, numbers.doubted)
    return score, said


# What keeps works apart


def _veto(sides: _Sides) -> str | None:
    for veto in VETOES:
        if (veto.despite_identifier or not sides.has_identifier) and (found := veto.find(sides)) is not None:
            return found
    return None


def _differ(one: str, other: str) -> bool:
    """Whether both are known, and not equal."""
    return bool(one and other) and one != other


def _notice(sides: _Sides) -> str | None:
    one, other = sides.one.notice, sides.other.notice
    return f"one is a notice ({one or other})" if one != other else None


def _edition(sides: _Sides) -> str | None:
    one, other = sides.one.edition, sides.other.edition
    return f"editions {one} and {other} differ" if _differ(one, other) else None


def _revised(sides: _Sides) -> str | None:
    return "one is another edition, as its title says" if sides.one.is_revised != sides.other.is_revised else None


def _part(sides: _Sides) -> str | None:
    is_part = {sides.one.kind, sides.other.kind} == {"book", "part of a book"}
    return "one is part of a book" if is_part and sides.title < sides.numbers.part else None


def _doi_of_volume(sides: _Sides) -> str | None:
    if not sides.has_identifier or sides.title >= sides.numbers.shared_by_parts:
        return None
    return "pages and titles differ" if _differ(sides.one.page, sides.other.page) else None


def _doi_of_supplement(sides: _Sides) -> str | None:
    if not sides.has_identifier or not (sides.one.title and sides.other.title):
        return None
    if sides.title >= sides.numbers.shared_by_abstracts or not _other_first_name(sides):
        return None
    return "titles and names differ" if _other_people(sides) or _words(sides) else None


def _numbers(sides: _Sides) -> str | None:
    one, other = sides.one, sides.other
    # «10 000» is «10000»; words may stand in another order, and letters be misread as digits.
    is_equal = "".join(one.numbers) == "".join(other.numbers) or (
        set(one.sure_numbers) <= set(other.numbers) and set(other.sure_numbers) <= set(one.numbers)
    )
    return None if is_equal else "numbers in the titles differ"


def _words(sides: _Sides) -> str | None:
    mine = likeness.lone_words(sides.one.words, sides.other.words)
    theirs = likeness.lone_words(sides.other.words, sides.one.words)
    return f"titles differ in {mine[0]!r} and {theirs[0]!r}" if mine and theirs else None


def _supplement(sides: _Sides) -> str | None:
    return "one is a supplement" if sides.one.is_supplement != sides.other.is_supplement else None


def _kind(sides: _Sides) -> str | None:
    one, other = sides.one, sides.other
    kinds = {one.kind, other.kind}
    if (
        len(kinds) < 2
        or "" in kinds
        or kinds in _ALSO
        or one.is_preprint != other.is_preprint
        or _is_report_of(one, other)
    ):
        return None
    return f"{one.kind} and {other.kind}"


_ALSO: Final = ({"part of a book", "paper"}, {"article", "paper"}, {"article", "part of a book"}, {"book", "report"})
"""Kinds that programs give to one and the same work."""

_EARLIER: Final = frozenset({"article", "paper", "part of a book"})
"""What a report is often published as later."""


def _is_report_of(one: Work, other: Work) -> bool:
    """Whether one is a report and the other what it may have been published as."""
    return {one.kind, other.kind} - _EARLIER == {"report"}


def _identifier(sides: _Sides) -> str | None:
    one, other = sides.one, sides.other
    if one.is_preprint != other.is_preprint:
        return None
    for scheme in STRONG:
        mine, theirs = one.known_as(scheme), other.known_as(scheme)
        if not mine or not theirs or mine & theirs:
            continue
        if scheme == "doi" and (_versions(mine, theirs) or _in_one_place(sides)):
            continue
        if scheme in ("doi", "pmid") or sides.title < sides.numbers.earlier_id:
            return f"different {scheme.upper()}"
    return None


def _in_one_place(sides: _Sides) -> bool:
    """Whether both have one title, volume, first page and a name: one work that was registered twice."""
    one, other = sides.one, sides.other
    return (
        sides.is_exact
        and bool(one.volume and one.page)
        and (one.volume, one.page) == (other.volume, other.page)
        and bool(set(one.families) & set(other.families))
    )


def _people(sides: _Sides) -> str | None:
    return "names differ" if sides.one.is_preprint == sides.other.is_preprint and _other_people(sides) else None


def _other_people(sides: _Sides) -> bool:
    """Whether no name is shared, even if family and given names are swapped, or all names stand in one."""
    one, other = sides.one, sides.other
    if not one.families or not other.families or set(one.families) & set(other.families):
        return False
    return _other_first_name(sides) and not likeness.shared_people(one, other)


def _other_first_name(sides: _Sides) -> bool:
    """Whether the first names are two, and neither is an abbreviation of the other."""
    from rapidfuzz import fuzz

    one, other = sides.one.family, sides.other.family
    if not one or not other or likeness.is_abbreviation(one, other):
        return False
    return fuzz.ratio(one, other) < sides.numbers.other_people


def _place(sides: _Sides) -> str | None:
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
        if apart:
            return "years and pages differ"
        if volumes_differ and not sides.is_exact:
            return "volumes and pages differ"
        # The pages of one and the same place may be wrong; two places, or two numbers of all pages, are two works.
        if not sides.is_exact or one.families != other.families or one.kind != other.kind or one.kind == "book":
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


def _other_year(sides: _Sides) -> str | None:
    """What beside the year, which may be that of online publication, tells works apart."""
    one, other = sides.one, sides.other
    if _has_more_words(one, other):
        return "years and titles differ"
    if _is_less(likeness.containers(one.container, other.container), sides.numbers.other_container):
        return "years and containers differ"
    return None


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
    Veto("identifier", "registries give each work an identifier of its own", _identifier),
    Veto("people", "one title, other people: another work", _people),
    Veto("place", "one title and the same people in two places: a series, or a work and its continuation", _place),
)
"""What keeps works apart, in the order in which it is asked."""


# Versions

_DOI_VERSION: Final = re.compile(r"(?:[._/-]?v[0-9]{1,2}|\.pub[0-9]{1,2})$|(?<=^10\.12688/)(.*)\.[0-9]{1,2}$")
"""How registrants mark versions at the end of DOIs; F1000's platforms by a bare number."""


def _without_version(doi: str) -> str:
    return _DOI_VERSION.sub(r"\1", doi)


def _versions(mine: set[str], theirs: set[str]) -> bool:
    """Whether DOIs differ in nothing but the version that they name."""
    return bool({_without_version(one) for one in mine} & {_without_version(one) for one in theirs})


def _version(sides: _Sides) -> str | None:
    """What makes two works versions of one; None if nothing does."""
    mine, theirs = sides.one.known_as("doi"), sides.other.known_as("doi")
    if mine and theirs and not mine & theirs and _versions(mine, theirs):
        return f"versions of one work: {min(mine)} and {min(theirs)}"
    return None
