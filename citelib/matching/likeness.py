"""How like two values of one feature are: from 0 (nothing in common) to 1 (equal), None where one of them is unknown.

These functions know nothing of rules and weights; whoever compares works, for whatever end, asks them.

>>> titles("moss on walls", "moss on a wall") > 0.8, years(2019, 2020), equal("12", "")
(True, 0.7, None)
"""

from __future__ import annotations

import functools
import re
from typing import Final

from citelib.comparing import fold_words
from citelib.matching.features import Work
from citelib.model import Name

__all__ = [
    "are_related_journals",
    "containers",
    "equal",
    "is_abbreviation",
    "is_continued",
    "journal_titles",
    "lone_words",
    "name_agreement",
    "names",
    "same_family",
    "same_journal",
    "shared_people",
    "titles",
    "umlauts",
    "years",
]

_GOOD: Final = 0.9
"""Titles that are as like as this, letter by letter, are not looked at in other ways, which cost more."""

_REARRANGED: Final = 0.97
"""What titles keep of their likeness if it shows only with words in another order, or without a subtitle."""

_BEGINNING: Final = 20
"""Letters that a title has at least to be looked for at the beginning of a longer one."""

_FIRST: Final = 0.7
"""Share of the first name among all names; the rest is how many of the others are shared."""

_ELSEWHERE: Final = 0.9
"""Likeness of first names if one of them is among the other's names in another place."""

_OTHER_INITIAL: Final = 0.7
"""What a family name counts if the given names begin with different letters."""

_YEARS: Final = (1.0, 0.7, 0.3)
"""Likeness of years that are equal, one apart, or more: online and print often differ by one."""

_ACRONYM: Final = 4
"""Letters that a word has at least to be taken for initials: of three, many a word is by chance."""

SAME_WORD: Final = 70
"""Percent from which two words are the same in other spellings."""

CONTINUED: Final = 0.9
"""From this likeness on, the shorter title is the beginning of the longer one."""


def titles(one: str, other: str) -> float:
    """Likeness of two titles as `Work.title` has them: letter by letter, without a subtitle, or in another order."""
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    from rapidfuzz import fuzz

    likeness = fuzz.ratio(one, other) / 100
    if likeness >= _GOOD:
        return likeness
    rearranged = max(_beginning(one, other), fuzz.token_sort_ratio(one, other) / 100)
    return max(likeness, _REARRANGED * rearranged)


def is_continued(one: str, other: str) -> bool:
    """Whether one title is the other with something behind it."""
    return _beginning(one, other) >= CONTINUED


def _beginning(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    short, long = sorted((one, other), key=len)
    return fuzz.ratio(short, long[: len(short)]) / 100 if len(short) >= _BEGINNING else 0.0


def lone_words(words: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    """Words of a title that the other has nothing like, neither in another spelling nor joined with a neighbour.

    >>> lone_words(("studies", "in", "garadyari"), ("studys", "in", "manala"))
    ['garadyari']
    """
    from rapidfuzz import fuzz

    whole = "".join(others)
    return [
        word
        for word in words
        if len(word) > 3
        and word not in others
        and word not in whole
        and all(fuzz.ratio(word, other) < SAME_WORD for other in others if len(other) > 3)
    ]


def names(one: Work, other: Work) -> float | None:
    """Likeness of the lists of names: the first one above all, then how many are shared of the fewer."""
    if not one.families or not other.families:
        return None
    from rapidfuzz import fuzz

    first = fuzz.ratio(one.family, other.family) / 100
    if one.initial and other.initial and one.initial != other.initial:
        first *= _OTHER_INITIAL
    # In another order, the first ones are two people, whose given names tell nothing.
    if one.family != other.family and (one.family in other.families or other.family in one.families):
        first = max(first, _ELSEWHERE)
    fewer, more = sorted((set(one.families), set(other.families)), key=len)
    shared = len(fewer & more) / len(fewer)
    if not shared and (share := shared_people(one, other)):
        first, shared = max(first, _ELSEWHERE), share
    return _FIRST * first + (1 - _FIRST) * shared


def shared_people(one: Work, other: Work) -> float:
    """The share of the words of names, family or given, that both have, of the fewer; initials do not count."""
    mine, theirs = ({word for word in people.split() if len(word) > 2} for people in (one.people, other.people))
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0


def years(one: int | None, other: int | None) -> float | None:
    """Likeness of years."""
    if one is None or other is None:
        return None
    return _YEARS[min(abs(one - other), len(_YEARS) - 1)]


def containers(one: str, other: str) -> float | None:
    """Likeness of titles of journals or books; the words of one may be abbreviations of the other's."""
    if not one or not other:
        return None
    if one == other:
        return 1.0
    from rapidfuzz import fuzz

    mine, theirs = one.split(), other.split()
    # «Proc. Natl. Acad. Sci.» against «Proceedings of the National Academy of Sciences»: the beginnings of words agree.
    abbreviated = sum(any(long.startswith(word) for long in theirs) for word in mine) / len(mine)
    reverse = sum(any(long.startswith(word) for long in mine) for word in theirs) / len(theirs)
    alike = max(fuzz.token_set_ratio(one, other) / 100, abbreviated, reverse)
    return 1.0 if alike < _GOOD and (_have_acronym(mine, theirs) or _have_acronym(theirs, mine)) else alike


def _have_acronym(words: list[str], others: list[str]) -> bool:
    """«Proc VLDB» and «Conference on Very Large Data Bases»: whether a word is the initials of some of the others."""
    initials = "".join(word[0] for word in others if word not in _SMALL_WORDS)
    return any(len(word) >= _ACRONYM and word in initials for word in words)


def equal(one: str, other: str) -> float | None:
    """1 for equal values, 0 for different ones."""
    return None if not one or not other else float(one == other)


def is_abbreviation(one: str, other: str) -> bool:
    """Whether one name is within the other, as an institution's abbreviation may be."""
    short, long = sorted((one, other), key=len)
    return bool(short) and short in long


# People and journals by their whole names


def name_agreement(one: Name, other: Name) -> float:
    """How much two names agree: 1 for family and given name, 0.8 for initials, 0.5 for the family alone, 0 for none.

    >>> name_agreement(Name("Berg", "Ludwig", non_dropping_particle="van den"), Name("van den Berg", "L."))
    0.8
    >>> name_agreement(Name("Lee", "Ann"), Name("Lee", "Bob"))
    0.0
    >>> name_agreement(Name("Chen", "Xing"), Name("Xing", "Chen"))
    0.8
    """
    if one.literal or other.literal:
        return 1.0 if fold_words(str(one)) == fold_words(str(other)) else 0.0
    if not same_family(one, other):
        # «Chen Xing» and «Xing Chen»: catalogues take one for the other where the family name stands first.
        swapped = [fold_words(part or "") for name in (one, other) for part in (name.full_family, name.given)]
        return 0.8 if swapped[0] and swapped[0] == swapped[3] and swapped[1] == swapped[2] else 0.0
    ours, theirs = fold_words(one.given or "").split(), fold_words(other.given or "").split()
    if not ours or not theirs:
        return 0.5
    initials = _is_initials(one.given) or _is_initials(other.given)
    if ours[0] == theirs[0] and len(ours[0]) > 1:
        return 1.0
    if initials and ours[0][0] == theirs[0][0]:
        # «R. N.» agrees with «Rachel» and with «Rachel Nora», not with «Rachel Maria».
        second = [given[1][0] for given in (ours, theirs) if len(given) > 1]
        return 0.8 if len(set(second)) < 2 else 0.3
    if ours[0][0] == theirs[0][0]:
        from rapidfuzz.distance import JaroWinkler

        # «Kate» and «Katharine», «Jon» and «John»: nearly, but not surely, one person.
        return 0.6 if JaroWinkler.similarity(ours[0], theirs[0]) > _SHORT_FORM else 0.0
    return 0.0


_SHORT_FORM: Final = 0.88
"""Likeness (Jaro and Winkler's, which favours the beginning) from which one given name may be short for the other."""


def _is_initials(given: str | None) -> bool:
    if not given:
        return False
    first = re.split(r"[\s.\-]+", given.strip())[0]
    return len(first) == 1 or (first.isupper() and len(first) <= 3)


def same_family(one: Name, other: Name) -> bool:
    """Whether the family names agree, with or without particles, whole or one part of a compound."""
    ours, theirs = fold_words(one.full_family), fold_words(other.full_family)
    bare_ours, bare_theirs = fold_words(one.family or ""), fold_words(other.family or "")
    if ours == theirs or bare_ours == bare_theirs:
        return bool(ours and theirs)
    if umlauts(ours) == umlauts(theirs):
        return True
    # «Jiménez Whitfield» may be filed under «Whitfield», with the rest among the given names.
    whole_ours, whole_theirs = fold_words(str(one)).split(), fold_words(str(other)).split()
    if bare_ours and bare_theirs and whole_ours[-1] == whole_theirs[-1]:
        return set(bare_ours.split()) <= set(whole_theirs) and set(bare_theirs.split()) <= set(whole_ours)
    return False


def umlauts(text: str) -> str:
    """«Mueller» as «Muller», so that both spellings of «Müller» meet."""
    return text.replace("ae", "a").replace("oe", "o").replace("ue", "u")


_SMALL_WORDS: Final = frozenset("the of and for in on de der die des du la le et und y a an e".split())


def same_journal(one: str, other: str) -> bool:
    """Whether two titles mean one journal, abbreviations included.

    >>> same_journal("J. Exp. Biol.", "Journal of Experimental Biology"), same_journal("Nature", "Nature Plants")
    (True, False)
    >>> same_journal("PNAS", "Proceedings of the National Academy of Sciences")
    True

    Catalogues tell journals of one name apart by a place or a year, and add a parallel title; a text does not.

    >>> same_journal("The Lancet", "Lancet (London, England)"), same_journal("Thorax", "Thorax, Lond.")
    (True, True)
    """
    return any(_same_title(a, b) for a in _as_called(one) for b in _as_called(other))


def are_related_journals(one: str, other: str) -> bool:
    """Whether one title goes on where the other ends, as news says «The Lancet» of every journal of that house.

    >>> are_related_journals("The Lancet", "The Lancet. Infectious Diseases"), are_related_journals("Nature", "Mosses")
    (True, False)
    >>> are_related_journals("Journal of Psychiatry", "Journal of Psychiatry : the journal of mental science")
    True
    """
    short, long = sorted(
        ([word for word in fold_words(title).split() if word not in _SMALL_WORDS] for title in (one, other)), key=len
    )
    lead = long[1:] if long[:1] == ["journal"] else long
    return bool(short) and (long[: len(short)] == short or lead[: len(short)] == short)


def journal_titles(title: str) -> frozenset[str]:
    """The titles that a journal may be called by, folded, without small words, for looking up.

    >>> sorted(journal_titles("The Lancet (London, England)"))
    ['lancet', 'lancet london england']
    """
    called = (" ".join(w for w in fold_words(part).split() if w not in _SMALL_WORDS) for part in _as_called(title))
    return frozenset(called) - {""}


_QUALIFIER: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*\.?\s*$")
_PARALLEL: Final = re.compile(r"\s+[:=]\s+")
_PLACE: Final = re.compile(r"(?:(?<=\s[a-zA-Z]),\s+[^,]{2,40}|,\s+\w{2,12}\.?)$")
"""«Thorax, Lond.»; «Proceedings of the Royal Society. B, Biological Sciences», which is called by its letter."""


@functools.lru_cache(maxsize=65_536)
def _as_called(title: str) -> tuple[str, ...]:
    """The titles that a catalogue's title may be called by: whole, without qualifier, each of title and initials."""
    plain = _QUALIFIER.sub("", title[:500])
    parts = [title, plain, _PLACE.sub("", plain)]
    parallel = _PARALLEL.split(plain)
    if any(_same_title(parallel[0], part) for part in parallel[1:]):
        parts += parallel
    return tuple(part for part in dict.fromkeys(parts) if part)


def _same_title(one: str, other: str) -> bool:
    ours = [word for word in fold_words(one).split() if word not in _SMALL_WORDS]
    theirs = [word for word in fold_words(other).split() if word not in _SMALL_WORDS]
    if not ours or not theirs:
        return False
    if ours == theirs:
        return True
    if len(ours) != len(theirs):
        # «PNAS», with one word more at the end.
        short, long = sorted((ours, theirs), key=len)
        letters, initials = "".join(short), "".join(word[0] for word in long)
        is_acronym = len(short) == 1 and len(letters) >= 3
        return is_acronym and initials.startswith(letters) and len(initials) - len(letters) <= 1
    return all(
        a[0] == b[0] and (a.startswith(b) or b.startswith(a) or _is_contraction(a, b))
        for a, b in zip(ours, theirs, strict=True)
    )


def _is_contraction(one: str, other: str) -> bool:
    """«natl» for «national», «intl» for «international»: the letters of the shorter in order within the longer."""
    short, long = sorted((one, other), key=len)
    if len(short) < 3:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short) and len(short) <= len(long) - 2
