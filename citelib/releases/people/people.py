"""People in a text: where they are named, in full or for short, and who a short name or a pronoun means.

>>> people = People("Dr Beatrix Holloway built it. Holloway said so.")
>>> [(mention.name.given, mention.name.family) for mention in people.mentions]
[('Beatrix', 'Holloway')]
>>> people.resolve("Dr Holloway", 30).given
'Beatrix'
"""

from __future__ import annotations

import bisect
import functools
import re
import unicodedata
from typing import Final

import attrs

from citelib.model import Name
from citelib.releases.words.words import AND, COLLEAGUES, INSTITUTION, NAME, NOT_NAMES, SAYING, SPACE, TITLES

__all__ = ["DEGREES", "JOINED", "TITLES_OR_NOT_NAMES", "Mention", "People", "fold", "joined", "key", "same_person"]

DEGREES: Final = (
    rf"(?:,?{SPACE}(?:Ph\.?{SPACE}?D\.?|M\.?D\.?|MBBS|M\.?P\.?H\.?|M\.?Sc\.?|B\.?Sc\.?|D\.?Phil\.?|Sc\.?D\.?"
    rf"|Dr\.?P\.?H\.?|R\.?N\.?|FRS|FRSE|"
    rf"FRCP|FACC|FAHA|M\.?A\.?|M\.?S\.?|B\.?A\.?|J\.?D\.?|M\.?B\.?A\.?|Jr\.?|Sr\.?|III|OBE|CBE|MBE|DVM|PharmD"
    rf"|Pharm\.D\.|DSc|EdD|DO)(?![\w]))"
)
"""A degree or honour after a name."""

_FULL = re.compile(rf"(?<![\w’'\-.]){NAME}(?![\w])")
_WORD = re.compile(r"[^\s,]+")
_GROUP = re.compile(COLLEAGUES)
_PERSONAL_BEFORE: Final = re.compile(
    r"(?:\b(?:dr|prof|professor|mr|ms|mrs|sir|dame|lady|lord|rev|reverend|herr|frau|mme)\.?\s+|"
    r"\b(?:co-?author|author|researcher|scientist|student|director|fellow|leader|by|postdoc|lead|head"
    r"|[a-zß-ÿ]{3,}(?:ist|or|er|ian|ologe|ologin|in|eur|euse|rice))\s+|"
    r",\s+)$",
    re.IGNORECASE,
)
_IMPERSONAL_BEFORE: Final = re.compile(
    r"(?:\bthe|\b(?:in|journal|magazine)"
    r"|\b(?:department|school|faculty|college|institute|center|centre|university|division|laboratory|office"
    r"|bureau|ministry|society|museum|journal|professor|chair|lecturer|board|"
    r"hospital|academy|trust|foundation|association|council|master|bachelor|doctor)\s+(?:of|for)(?:\s+the)?)\s+$",
    re.IGNORECASE,
)
_PERSONAL_AFTER: Final = re.compile(
    rf"(?:{DEGREES}){{0,3}}(?:,\s+(?:{SAYING}|an?|the|who|whose|which|then|now|professor|director|associate"
    rf"|assistant|head|chief|chair|postdoc\w*|doctoral|lead|senior|first|"
    r"PhD|president|dean|co-?author|research\w*|superintendent|curator|fellow|lecturer|emerit\w+|of|from|at|ein"
    r"|eine|der|die|professeure?|"
    r"directeur|directrice|chercheu\w+|profesora?|directora?|investigadora?|Professor\w*|Leiter\w*|Direktor\w*"
    r"|Doktorand\w*)\b"
    rf"|\s+(?:of|from|at|von|vom|de|du)\s+(?:the\s+)?[A-Z]|\s+{SAYING}\b|\s+\((?=[A-Z]))"
)
_VERB_BEFORE: Final = re.compile(rf"\b{SAYING}\s+(?:[a-z-]{{2,20}}\s+){{0,3}}$")


@functools.lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Text without case, accents and punctuation, to compare by.

    >>> fold("Hætta-Berg"), fold("JIMÉNEZ")
    ('haetta berg', 'jimenez')
    """
    text = text.translate(_LETTERS)
    text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold()).split())


_LETTERS: Final = str.maketrans(
    {
        "æ": "ae",
        "Æ": "ae",
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "Đ": "d",
        "ß": "ss",
        "œ": "oe",
        "Œ": "oe",
        "ð": "d",
        "þ": "th",
        "ı": "i",
    }
)


def key(name: Name) -> str:
    """The family name, folded, particles left out."""
    return fold(name.family or name.literal or "")


def same_person(one: Name, other: Name) -> bool:
    """Whether two names may mean the same person: the family names agree and no initial differs.

    >>> same_person(Name("Holloway", "B"), Name("Holloway", "Beatrix"))
    True
    >>> same_person(Name("Holloway", "Jane"), Name("Holloway", "Beatrix"))
    False
    """
    a, b = key(one), key(other)
    if a != b:
        # A compound family name may be cut short, or taken for a given name in part.
        whole_a, whole_b = fold(str(one)).split(), fold(str(other)).split()
        if not (a and b) or not (
            whole_a[-1:] == whole_b[-1:] and (set(a.split()) <= set(whole_b) or set(b.split()) <= set(whole_a))
        ):
            return False
    given_a, given_b = fold(one.given or ""), fold(other.given or "")
    if not given_a or not given_b:
        return True
    first_a, first_b = given_a.split()[0], given_b.split()[0]
    return first_a == first_b or (
        first_a[0] == first_b[0]
        and (len(first_a) == 1 or len(first_b) == 1 or _is_initials(one.given) or _is_initials(other.given))
    )


def _is_initials(given: str | None) -> bool:
    return given is not None and len(given) <= 4 and given.replace(".", "").replace(" ", "").replace("-", "").isupper()


_FAMILY_PARTICLES: Final = frozenset(
    "Le La Les Du De Des Van Von Della Di Da Dos Del El Al Ben Bin Ter Ten Mac Mc St St. Saint O".split()
)


def person(written: str) -> Name:
    """The name of a person in reading order; a particle written large belongs to the family name.

    >>> person("Yann Le Bihan"), person("Ruth van den Berg")
    (Name(family='Le Bihan', given='Yann'), Name(family='Berg', given='Ruth', non_dropping_particle='van den'))
    """
    name = Name.parse(written)
    given = (name.given or "").split()
    count = 0
    while count < len(given) - 1 and given[-1 - count] in _FAMILY_PARTICLES:
        count += 1
    if not count or name.non_dropping_particle:
        return name
    family = " ".join([*given[len(given) - count :], name.family or ""])
    return attrs.evolve(name, given=" ".join(given[: len(given) - count]), family=family)


@attrs.frozen
class Mention:
    """A place where a person is named in full.

    Attributes:
        start: Offset of the name, titles left out.
        end: Offset after the name.
        name: The name.
        sure: Whether what stands around it says that it is a person.

    """

    start: int
    end: int
    name: Name
    sure: bool

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a stretch has characters in common with the name."""
        return start < self.end and self.start < end


def _compound(mentions: list[Mention]) -> list[Mention]:
    """Mentions with compound family names: «Puig Soler» alone shows what is family in «Carla Puig Soler»."""
    longest: dict[str, list[str]] = {}
    for mention in mentions:
        words = str(mention.name).split()
        for length in range(2, len(words)):
            longest.setdefault(fold(" ".join(words[-length:])), words)
    families = {written for mention in mentions if (written := fold(str(mention.name))) in longest}
    done = []
    for mention in mentions:
        written = fold(str(mention.name))
        words = longest.get(written) or str(mention.name).split()
        length = next((n for n in range(2, len(words)) if fold(" ".join(words[-n:])) in families), 0)
        if length and not mention.name.non_dropping_particle:
            mention = attrs.evolve(mention, name=Name(" ".join(words[-length:]), " ".join(words[:-length])))
        done.append(mention)
    return done


class People:
    """The people named in a text (or in stretches of it).

    Args:
        text: The text.
        spans: Stretches to look in; the whole text if not given.
    """

    def __init__(self, text: str, spans: list[tuple[int, int]] | None = None) -> None:
        self.text = text
        self.spans = [(0, len(text))] if spans is None else spans
        found = _compound([mention for start, end in self.spans for mention in self._find(start, end)])
        self.mentions: list[Mention] = sorted(found, key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self.mentions]
        self._by_family: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            for family in {key(mention.name), fold(str(mention.name)).split()[-1]}:
                self._by_family.setdefault(family, []).append(mention)
        self._mark_sure()

    def _find(self, start: int, end: int) -> list[Mention]:
        found = []
        for match in _FULL.finditer(self.text, start, end):
            mention = self._mention(match.start(), match.end())
            if mention is not None:
                found.append(mention)
        return found

    def _mention(self, start: int, end: int) -> Mention | None:
        """The mention in a run of capitalised words, without titles before it; None if it names no person."""
        text = self.text
        words = [(match.start(), match.end()) for match in _WORD.finditer(text, start, end)]
        titled = False
        first = 0
        while first < len(words):
            word = text[words[first][0] : words[first][1]]
            plain = word.rstrip(".").casefold()
            if plain in TITLES:
                titled = True
            elif plain not in NOT_NAMES or (word.endswith(".") and len(word) == 2):
                break
            first += 1
        words = words[first:]
        # «Dr Holloway» is a short name, to be resolved; «of» and the like do not end a name.
        if len(words) < 2:
            return None
        for index, (a, b) in enumerate(words):
            word = text[a:b].casefold()
            if index and INSTITUTION.fullmatch(word.rstrip(".")):
                # «Lund Harbor College»: the whole run names an institution.
                return None
            if word in NOT_NAMES and word not in _PARTICLE_WORDS:
                words = words[:index]
                break
        if len(words) < 2 or INSTITUTION.search(text[words[0][0] : words[-1][1]]):
            return None
        start, end = words[0][0], words[-1][1]
        written = " ".join(text[a:b] for a, b in words)
        if all(word.rstrip(".").isupper() and len(word) > 2 for word in written.split()):
            return None
        before = text[max(0, start - 40) : start]
        if _IMPERSONAL_BEFORE.search(before) and not titled:
            return None
        after = text[end : end + 60]
        sure = (
            titled
            or (_PERSONAL_BEFORE.search(before) is not None and not before.rstrip().endswith(","))
            or _PERSONAL_AFTER.match(after) is not None
            or _GROUP.match(after) is not None
            or _VERB_BEFORE.search(before) is not None
        )
        return Mention(start, end, person(written), sure)

    def _mark_sure(self) -> None:
        """A person once is a person everywhere."""
        self._sure = sure = {fold(str(mention.name)) for mention in self.mentions if mention.sure}
        self.mentions = [
            attrs.evolve(mention, sure=True) if fold(str(mention.name)) in sure else mention
            for mention in self.mentions
        ]

    def between(self, start: int, end: int) -> list[Mention]:
        """Mentions that lie within a stretch."""
        first = bisect.bisect_left(self._starts, start)
        last = bisect.bisect_left(self._starts, end)
        return [mention for mention in self.mentions[first:last] if mention.end <= end]

    def resolve(self, written: str, offset: int) -> Name | None:
        """The person that a short name («Dr Holloway», «Moda-Sava») at an offset means, or None if none is known.

        Among several of that family name, the last one named before counts, else the first one after.
        """
        words = [word for word in written.split() if word.rstrip(".").casefold() not in TITLES]
        while words and words[0].casefold() in NOT_NAMES - _PARTICLE_WORDS:
            words.pop(0)
        if not words:
            return None
        for candidate in (" ".join(words), words[-1]):
            mentions = self._by_family.get(fold(candidate), [])
            at = bisect.bisect_right(mentions, offset, key=lambda mention: mention.start)
            # The nearest ones are looked at, those before first.
            near = [*reversed(mentions[max(0, at - 20) : at]), *mentions[at : at + 20]]
            if len(words) > 1:
                wanted, whole = Name.parse(" ".join(words)), fold(" ".join(words))
                near = [m for m in near if same_person(m.name, wanted) or fold(m.name.full_family) == whole]
            if near:
                return near[0].name
        return None

    def is_sure(self, name: Name) -> bool:
        """Whether what stands around the name somewhere says that it is a person's."""
        return fold(str(name)) in self._sure

    def fullest(self, name: Name) -> Name:
        """The same person as the text first names it with a given name; `name` itself if it does not."""
        for mention in self._by_family.get(key(name), [])[:200]:
            if same_person(mention.name, name) and key(mention.name) == key(name) and mention.name.given:
                return mention.name
        return name

    def last_before(self, offset: int, *, within: int = 3_000) -> Name | None:
        """The person named last before an offset, those who are surely people first."""
        at = bisect.bisect_left(self._starts, offset)
        near = [mention for mention in self.mentions[max(0, at - 12) : at] if mention.start >= offset - within]
        return next((m.name for m in reversed(near) if m.sure), near[-1].name if near else None)


TITLES_OR_NOT_NAMES: Final = TITLES | NOT_NAMES
"""Words that are no family name."""

_PARTICLE_WORDS: Final = frozenset("van von der den de del della di da du la le el al y e".split())
JOINED: Final = re.compile(rf"(?:{DEGREES}){{0,3}},?{SPACE}{AND}{SPACE}")


def joined(text: str, mentions: list[Mention]) -> tuple[list[Name], tuple[int, int]]:
    """The first of several mentions with those that are joined to it («A, B and C»), and the stretch they take."""
    names = [mentions[0].name]
    start, end = mentions[0].start, mentions[0].end
    for mention in mentions[1:]:
        gap = text[end : mention.start]
        if not (JOINED.fullmatch(gap) or re.fullmatch(rf"(?:{DEGREES}){{0,3}},\s+(?:{AND}\s+)?", gap)):
            break
        names.append(mention.name)
        end = mention.end
    return names, (start, end)
