"""Whether two names may be one person's: compared as forgivingly as readers do and no more.

>>> from citelib.model import Name
>>> same_person(Name("Abbe 0019", "Emmanuel"), Name("Abbe", "E"))
True
>>> same_person(Name("Zhou", "Shunyu"), Name("Zhou", "Denny"))
False
"""

from __future__ import annotations

import functools
import html
import re
from typing import Final

from anyascii import anyascii

from citelib.comparing import beginning, fold_words
from citelib.matching.likeness import umlauts
from citelib.model import Name
from citelib.model.names import is_body

__all__ = ["family_of", "has_given", "is_corporate", "same_person"]

_NAMESAKE: Final = re.compile(r"\s+[0-9]{4}$")
_MARKS: Final = re.compile(
    r"[*†‡§¶#0-9]+$|\s*\([^()]*\)|\s*<[^<>]*>|(?:,?\s+\b(?:Ph\.?\s?D|M\.?D|M\.?Sc|Prof|Dr)\b\.?)+$"
)
"""What registries leave behind names: signs of footnotes, affiliations, degrees."""
_SUFFIX: Final = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_BEHIND: Final = re.compile(rf",?\s+(?:{_SUFFIX.pattern})$")
_BEFORE: Final = re.compile(r"^(?:Jr|Sr)\b\.?\s*")
"""A suffix in front of the given names, where «Roe, Jr., Di» was read so."""
_INITIALS: Final = 4
"""Letters of initials that are written in one: «JRR»."""
_TYPING_SLIP: Final = 6
"""Letters of a family name from which one wrong letter is a slip, if the given name agrees: «Li» and «Lu» are two,
«Krizhevsky» and «Krizevsky» are one."""
_LONGEST: Final = 200
"""Characters of a name that are compared; longer ones are lists or sentences that stand in the wrong field."""
_MOST_WORDS: Final = 12
"""Words that a name has at most if it is tried with the family name in each place."""
_NO_NAME: Final = frozenset({"null", "none", "n/a", "na", "undefined", "unknown", "-"})
"""What stands in records for a given name that is not known."""
_GIVEN: Final = 0.9
"""Likeness (Jaro and Winkler's) from which one given name is a form of the other: «Kate» is not, «Katharina» is."""
_SHORTEST: Final = 2
"""Letters that a given name has more of than this if a longer one may begin with it («Ben» for «Benjamin»)."""

_NICKNAMES: Final = (
    "alexander alex sasha xander|andrew andy drew|anthony tony|barbara barb|benjamin ben|catherine katherine kathryn "
    "kate "
    "katie cathy kathy|charles charlie chuck|christopher chris|christina chris tina|daniel dan danny|david dave|"
    "deborah "
    "deb debbie|dennis denny|donald don|douglas doug|edward ed eddie ted|elizabeth liz beth betsy lisa|eugene gene|"
    "frederick fred|gabriel gabe|gerald gerry jerry|gregory greg|harold harry hal|henry hank harry|jacob jake|james "
    "jim "
    "jimmy jamie|jeffrey jeff|jennifer jen jenny|john jack johnny|jonathan jon|joseph joe|joshua josh|judith judy|"
    "kenneth "
    "ken|lawrence larry|leonard len|margaret maggie meg peggy|matthew matt|michael mike mick|nathaniel nathan nate|"
    "nicholas nick|pamela pam|patricia pat patty|patrick pat|peter pete|philip phil|rebecca becky|richard rick dick|"
    "robert bob rob bobby|ronald ron|samuel sam|samantha sam|stephen steven steve|susan sue|theodore ted|thomas tom|"
    "timothy tim|victoria vicky|vincent vince|william bill will|zachary zach"
)
_CALLED: Final[dict[str, frozenset[int]]] = {}
for _number, _names in enumerate(_NICKNAMES.split("|")):
    for _name in _names.split():
        _CALLED[_name] = _CALLED.get(_name, frozenset()) | {_number}

_ROMANISED: Final = (
    ("tsch", "ch"), ("tch", "ch"), ("shch", "sch"), ("kh", "h"), ("zh", "j"), ("dj", "j"), ("ts", "c"), ("tz", "c"),
    ("ck", "k"), ("ks", "x"), ("ph", "f"), ("ff", "v"), ("w", "v"), ("iu", "u"), ("yu", "u"), ("ju", "u"), ("ya", "a"),
    ("ia", "a"), ("ja", "a"), ("ye", "e"), ("ie", "e"), ("je", "e"), ("yo", "e"), ("io", "e"), ("iy", "i"), ("ij", "i"),
    ("ii", "i"), ("y", "i"), ("j", "i"), ("oo", "u"), ("ou", "u"), ("c", "k"), ("q", "k"), ("dh", "d"), ("th", "t"),
)  # fmt: skip
"""Spellings of one sound in Latin letters, of Cyrillic, Arabic and Greek names above all."""

_Reading = tuple[str, tuple[str, ...]]


def _parts(name: Name) -> tuple[str, str]:
    """Family and given name as they are written, without what registries add to them."""
    if name.literal:
        name = Name.parse(_MARKS.sub("", _NAMESAKE.sub("", _written(name.literal))))
    family = _NAMESAKE.sub("", _written(name.literal or name.full_family))
    given = _written(" ".join(part for part in (name.given, name.dropping_particle) if part))
    if re.fullmatch("[0-9]{4}", family) and given:  # «Wei Wang 0001» read as given name and family
        first, _, last = given.rpartition(" ")
        family, given = last, first
    given = _BEFORE.sub("", _MARKS.sub("", _NAMESAKE.sub("", given))).strip()
    if _SUFFIX.fullmatch(family) and given:  # «Roberto Bayardo Jr.» read as given name and family
        given, _, family = given.rpartition(" ")
    family = _BEHIND.sub("", family)
    return _MARKS.sub("", family).strip(" ,."), "" if given.casefold() in _NO_NAME else given


def _written(text: str) -> str:
    return beginning(html.unescape(text), _LONGEST)


def family_of(name: Name) -> str:
    """The folded family name, as it is sorted by."""
    return fold_words(_parts(name)[0])


def has_given(name: Name) -> bool:
    """Whether a name has a given name, or initials, that says more than «null»."""
    return bool(_parts(name)[1])


def is_corporate(name: Name) -> bool:
    """Whether a name is that of a body, which some registries list among the authors and others do not."""
    return not name.given and is_body(fold_words(name.literal or name.full_family))


@functools.lru_cache(maxsize=1 << 15)
def same_person(one: Name, other: Name) -> bool:
    """Whether two names may be one person's: initials, glued initials, particles and order are forgiven."""
    if one == other:
        return True
    ours, theirs = _readings(one), _readings(other)
    if sorted((ours[0][0], *ours[0][1])) == sorted((theirs[0][0], *theirs[0][1])):
        return True
    # One of them is read as it is written, or «Li Wei» and «Liu Wei» would meet as two people called Wei.
    pairs = [*((ours[0], yours) for yours in theirs), *((mine, theirs[0]) for mine in ours[1:])]
    if any(len(mine[0]) > 1 and mine[0] == yours[0] and _compatible(mine[1], yours[1]) for mine, yours in pairs):
        return True
    return _is_spelt_otherwise(ours[0], theirs[0]) or _same_body(one, other)


def _is_spelt_otherwise(ours: _Reading, theirs: _Reading) -> bool:
    """Whether two family names are one in another script or romanisation, or with a slip of the pen."""
    mine, yours = ours[0], theirs[0]
    if min(len(mine), len(yours)) < 4 or not _compatible(ours[1], theirs[1]):
        return False
    if "?" in mine or "?" in yours:
        return _fits(mine, yours) or _fits(yours, mine)
    if mine[0] == yours[0] or not (ours[1] and theirs[1]):
        from rapidfuzz.distance import OSA

        if min(len(mine), len(yours)) >= _TYPING_SLIP and OSA.distance(mine, yours) == 1:
            return True
    if _romanised(mine) == _romanised(yours):
        return True
    return bool(_SLAVIC.search(mine) and _SLAVIC.search(yours)) and _without_digraphs(mine) == _without_digraphs(yours)


def _fits(pattern: str, name: str) -> bool:
    """Whether a name with letters that a registry lost («M?ller») may be another."""
    return "?" in pattern and re.fullmatch(re.escape(pattern).replace(r"\?", ".{0,2}"), name) is not None


_SLAVIC: Final = re.compile(
    r"(?:[oe]va?|ina?|sk(?:[iy]|i[iyj]|ij|a[iy]a|aja)|enko|[cuy]h?uk|i[ck]h?|[iyj]an|vili|dze)$"
)
"""How family names end of which scientific transliteration has «ž» where others have «zh»."""
_DIGRAPHS: Final = (
    ("shch", "sc"), ("zh", "z"), ("ch", "c"), ("sh", "s"), ("kh", "h"), ("ts", "c"), ("yu", "u"), ("iu", "u"),
    ("ju", "u"), ("ya", "a"), ("ia", "a"), ("ja", "a"), ("iy", "i"), ("ij", "i"), ("ii", "i"), ("y", "i"), ("j", "i"),
)  # fmt: skip


@functools.lru_cache(maxsize=1 << 12)
def _without_digraphs(family: str) -> str:
    """A Slavic family name as scientific transliteration has it, without its marks."""
    for spelling, letter in _DIGRAPHS:
        family = family.replace(spelling, letter)
    return family


@functools.lru_cache(maxsize=1 << 12)
def _romanised(family: str) -> str:
    for spelling, sound in _ROMANISED:
        family = family.replace(spelling, sound)
    return re.sub(r"(.)\1", r"\1", family)


_UNCOUNTED: Final = frozenset("of for and the on in de la des du et für und y".split())
"""Words of the names of bodies that have no letter in their acronyms."""


def _same_body(one: Name, other: Name) -> bool:
    if one.given or other.given:
        return False
    # «Co-operation» has one initial.
    ours, theirs = (fold_words(str(name).replace("-", "")).removeprefix("the ").split() for name in (one, other))
    if not ours or not theirs:
        return False
    if " ".join(ours) == " ".join(theirs):
        return True
    short, long = sorted((ours, theirs), key=len)
    initials = "".join(word[0] for word in long if word not in _UNCOUNTED)
    return len(short) == 1 and len(long) > 1 and len(short[0]) > 2 and short[0] in (initials, long[0], long[-1])


@functools.lru_cache(maxsize=1 << 15)
def _readings(name: Name) -> tuple[_Reading, ...]:
    """Ways to part a name into a folded family name and words of the given name.

    As it is, family first, with more or less of it in the family name, and with one part of a double name.
    """
    family, given = _parts(name)
    readings = [(family, given)]
    pieces = [piece for piece in re.split(r"[\s\-‐–]+", family) if piece]
    if given:
        readings.append((given, family))
        words = [*given.split(), *family.split()]
        if len(words) <= _MOST_WORDS:
            readings += [(" ".join(words[at:]), " ".join(words[:at])) for at in range(1, len(words))]
        if len(pieces) > 1:
            readings += [(piece, given) for piece in (pieces[0], pieces[-1]) if len(piece) > 3]
    elif len(words := family.split()) > 1:
        readings += [(words[-1], " ".join(words[:-1])), (words[0], " ".join(words[1:]))]
    shouted = family.isupper() and len(family) > 2
    return tuple(dict.fromkeys((_family(last), _given_words(first, shouted=shouted)) for last, first in readings))


_SAINT: Final = re.compile(r"\bsaint(e?)\b", re.IGNORECASE)


def _family(text: str) -> str:
    text = _SAINT.sub(r"st\1", text)
    text = text.replace("\ufffd", "?") if "\ufffd" in text else text
    if not text.isascii():
        folded = fold_words(text)
        text = folded if folded.isascii() else anyascii(text)
    lost = "?" in text
    folded = "".join(re.findall(r"[\w?]+", text.casefold())) if lost else fold_words(text).replace(" ", "")
    return umlauts(folded)


_GLIDES: Final = "ijy"
_GLIDE: Final = re.compile(r"[ijy][aeou]")
"""How a given name begins that is «Yuri», «Jurij» or «Iurii»."""


def _compatible(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two given names may be one person's."""
    if not ours or not theirs:
        return True
    mine, yours = "".join(ours), "".join(theirs)
    if mine == yours or _romanised(mine) == _romanised(yours):
        return True
    # «J. Edgar» is called by his second name.
    if len(ours) != len(theirs):
        short, long = sorted((ours, theirs), key=len)
        if len(short[0]) > _SHORTEST and short == long[-len(short) :]:
            return True
    if _CALLED.get(ours[0], frozenset()) & _CALLED.get(theirs[0], frozenset()):
        return True
    if len(ours) != len(theirs) and 1 in (len(ours), len(theirs)):
        short, long = sorted((ours, theirs), key=len)
        if short[0] == "".join(word[0] for word in long):
            return True  # glued initials in a name in capitals, where they may be a name
    if ours[0][0] != theirs[0][0]:
        initial, word = sorted((ours[0], theirs[0]), key=len)
        return len(initial) == 1 and initial in _GLIDES and bool(_GLIDE.match(word))
    if 1 not in (len(ours[0]), len(theirs[0])) and not _same_given(ours[0], theirs[0]) and not _same_given(mine, yours):
        return False
    second = [words[1][0] for words in (ours, theirs) if len(words) > 1]
    return len(set(second)) < 2


def _given_words(text: str, *, shouted: bool = False) -> tuple[str, ...]:
    words: list[str] = []
    for word in re.split(r"[\s.\-‐–]+", text):
        if len(word) <= _INITIALS and word.isupper() and word.isalpha() and not (shouted and len(word) > 2):
            words += list(fold_words(word))
        else:
            folded = fold_words(word)
            words += (folded if folded.isascii() else fold_words(anyascii(word))).split()
    return tuple(words)


def _same_given(one: str, other: str) -> bool:
    from rapidfuzz.distance import JaroWinkler

    short, long = sorted((one, other), key=len)
    return (len(short) > _SHORTEST and long.startswith(short)) or JaroWinkler.similarity(one, other) > _GIVEN
