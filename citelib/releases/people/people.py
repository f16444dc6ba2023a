"""People in a text: where they are named, in full or for short, and who a short name or a pronoun means.

>>> people = People("Dr Beatrix Holloway built it. Holloway said so.")
>>> [(mention.name.given, mention.name.family) for mention in people.mentions]
[('Beatrix', 'Holloway')]
>>> people.resolve("Dr Holloway", 30).given
'Beatrix'
"""

from __future__ import annotations

import bisect
import re
from typing import Final

import attrs

from citelib.matching.people import same_person
from citelib.model import Name
from citelib.releases.page.page import CJK
from citelib.releases.people.evidence import PERSON, POSSIBLE, SURE, Signs, is_given_name
from citelib.releases.people.names import fold, key, person
from citelib.releases.scored import Candidate, score
from citelib.releases.words.languages import language_of
from citelib.releases.words.patterns import (
    AND,
    DEGREES,
    INSTITUTION,
    NAME,
    NO_LETTER_AFTER,
    NO_LETTER_BEFORE,
    NOT_NAMES,
    PARTICLE,
    SPACE,
    TITLES,
    alternatives,
    any_of,
    compiled,
    each_of,
)
from citelib.releases.words.tables import patterns_of, words

__all__ = ["ADDRESS", "JOINED", "TITLES_OR_NOT_NAMES", "Mention", "People", "joined"]

_FULL = re.compile(f"{NO_LETTER_BEFORE}{NAME}{NO_LETTER_AFTER}")
_WORD = re.compile(r"[^\s,]+")
_TRADE: Final = compiled("trade", before=r"\w", after="$")
"""What a word ends in that says what somebody is: «Eawag-Umweltchemiker»."""
_OF_ADDRESS: Final = compiled("address_after_name", after=r"\s")
_BESIDE: Final = re.compile(rf"{SPACE}{AND}{SPACE}")
_SURE_TITLES: Final = words("sure_titles")
"""Titles that are never names: in the middle of a run they end what is not a name, «Berner Prof. Ida Brandt»."""
_INITIALS: Final = re.compile(r"[^\W\d_a-zß-ÿ]{3}")
_OF_WORDS: Final = frozenset(PARTICLE.strip("(?:)").split("|"))
_ACRONYM_FIRST: Final = re.compile(r"[A-Z]{3,8}")
_HOUSE_IN_LETTERS: Final = compiled("institution_suffix", after="$")
_PARTICLE_WORDS: Final = words("particles_inside_names")
_GENITIVE: Final = words("genitive_particles")
"""Particles of names that also say whose something is, in languages that write every noun large."""
TITLES_OR_NOT_NAMES: Final = TITLES | NOT_NAMES
"""Words that cannot be a family name."""
_TITLES: Final = rf"(?:[^\W\d_A-Z]{{1,3}}{SPACE})?(?:(?i:{any_of(TITLES)})\.?{SPACE}){{0,3}}"
"""What may stand before a name that is joined to another: «e la professoressa»."""
JOINED: Final = re.compile(rf"(?:{DEGREES}){{0,6}},?{SPACE}{AND}{SPACE}{_TITLES}")
_JOINED_OR_LISTED: Final = re.compile(rf"(?:{DEGREES}){{0,6}},\s+(?:{AND}\s+)?{_TITLES}")
ADDRESS: Final = rf",?{SPACE}{alternatives('person_from')}{SPACE}(?:[^.;:“”\"()]|\.(?=,|$|[A-Z]\.,)){{2,140}}?"
"""What tells where somebody works: «of the University of Bern»."""
_JOINED_BY_ADDRESS: Final = re.compile(rf"(?:{DEGREES}){{0,6}}{ADDRESS},{SPACE}(?:{AND}{SPACE})?{_TITLES}")
_LISTED_APART: Final = re.compile(
    rf",[^;“”\"]{{2,120}};{SPACE}(?:{AND}{SPACE})?{_TITLES}"
    rf"|(?:{DEGREES}){{0,6}}{ADDRESS}{SPACE}{AND}{SPACE}{_TITLES}"
)
"""«A, Department of X; B, …; and C», «A of X and the professor B»."""


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


def _shortened(mentions: list[Mention]) -> list[Mention]:
    """Mentions in which a name in a script without spaces is whole: «高瀬» for «高瀬由紀» elsewhere."""
    families = {mention.name.family or "" for mention in mentions if not mention.name.given}
    whole = sorted(filter(CJK.match, families), key=len)
    full = {short: name for name in whole for short in whole if len(short) < len(name) and name.startswith(short)}
    return [attrs.evolve(m, name=Name(full[m.name.family])) if m.name.family in full else m for m in mentions]


class People:
    """The people named in a text (or in stretches of it).

    Args:
        text: The text.
        spans: Stretches to look in; the whole text if not given.
    """

    def __init__(self, text: str, spans: list[tuple[int, int]] | None = None) -> None:
        self.text = text
        self.spans = [(0, len(text))] if spans is None else spans
        # Names in scripts without spaces are known by the title beside them, in each language in another way.
        told = " ".join(text[start:end] for start, end in self.spans)
        language = language_of(told) if CJK.search(told) else None
        self._by_letters = each_of(language, "person_letters") if language else ()
        self.signs = Signs(text, self.spans)
        found = _compound([mention for start, end in self.spans for mention in self._find(start, end)])
        found = _shortened([*found, *self._again(found)])
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
        by_letters: dict[int, Mention] = {}
        for pattern in self._by_letters:
            for match in pattern.finditer(self.text, start, end):
                name = "".join(match["name"].split())
                if not _HOUSE_IN_LETTERS.search(name):
                    by_letters.setdefault(match.start("name"), Mention(*match.span("name"), Name(name), sure=True))
        return [*found, *by_letters.values()]

    def _again(self, found: list[Mention]) -> list[Mention]:
        """Further places where a name in a script without spaces stands, with no title behind it."""
        known = {str(mention.name) for mention in found if CJK.search(str(mention.name))}
        if not known:
            return []
        taken = {mention.start for mention in found}
        pattern = re.compile(any_of(frozenset(map(re.escape, known))))
        return [
            Mention(*match.span(), Name(match[0]), sure=True)
            for start, end in self.spans
            for match in pattern.finditer(self.text, start, end)
            if match.start() not in taken
        ]

    def _mention(self, start: int, end: int) -> Mention | None:
        """The mention in a run of capitalised words, without titles before it; None if it names no person."""
        text = self.text
        run = [(match.start(), match.end()) for match in _WORD.finditer(text, start, end)]
        run, titled = self._without_titles(self._from_given_name(run))
        run = self._until_no_name(run)
        if len(run) > 3 and text[slice(*run[1])] in _GENITIVE and text[run[2][0]].isupper():
            # «Leitung von Ida Brandt», where every noun is written large.
            run = run[2:]
        while run and text[slice(*run[-1])] in _PARTICLE_WORDS:
            # «Ida Brandt del Departamento»: what is cut off took its particle along.
            run.pop()
        # «Spain’s Ida Brandt»: whose they are stands before the name.
        owned = max((i for i, (a, b) in enumerate(run[:-1]) if text[a:b].endswith(("’s", "'s"))), default=-1)
        if owned >= 0:
            # «Vik University’s Professor Ida Brandt»
            run, own_title = self._without_titles(run[owned + 1 :]) if run[owned + 1 :] else ([], False)
            titled = titled or own_title
        said = [text[a:b].rstrip(".").casefold() for a, b in run]
        if said and said[-1] in _SURE_TITLES:
            # «Berner Chemikerin Professorin Dr. Ida Brandt»: the point ends the run before the name begins.
            return None
        trade = max((i for i, word in enumerate(said) if word in _SURE_TITLES or _TRADE.search(word)), default=-1)
        if trade > 0 and len(run) - trade > 2:
            # «Berner Asselforscherin Ida Brandt»
            run, titled = run[trade + 1 :], True
        if len(run) > 2 and _ACRONYM_FIRST.fullmatch(text[slice(*run[0])]):
            # «CNRS Ida Brandt»: where somebody works stands before the name.
            run = run[1:]
        # «Dr Holloway» is a short name, to be resolved.
        if len(run) < 2:
            return None
        start, end = run[0][0], run[-1][1]
        found = Candidate(None, self.signs.reasons(start, end, titled=titled))
        weight = score(found, PERSON)
        if weight <= POSSIBLE:
            return None
        written = " ".join(text[a:b] for a, b in run)
        return Mention(start, end, person(written), sure=weight > SURE)

    def _from_given_name(self, run: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The words from a given name on that stands behind what no name holds: «Studie von Ida Brandt».

        The word right before it stays, as it may be a title.
        """
        words = [self.text[a:b] for a, b in run]
        if is_given_name(words[0]) or any(map(INSTITUTION.fullmatch, words)):
            return run
        for index in range(1, len(run) - 1):
            before = words[index - 1].rstrip(".").casefold()
            if is_given_name(words[index]) and (before in TITLES or before in _GENITIVE or before in self.signs.small):
                return run[index - 1 + (before in _GENITIVE) :]
        return run

    def _without_titles(self, run: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], bool]:
        """The words of a run without titles and other words before the name, and whether a title was among them."""
        titled = False
        run = self._behind_institution(run)
        for index, (a, b) in enumerate(run):
            word = self.text[a:b]
            plain = word.rstrip(".").casefold()
            if (plain in TITLES and not self._is_initial(word)) or _TRADE.search(plain):
                titled = titled or plain not in NOT_NAMES
            elif plain not in NOT_NAMES or (word.endswith(".") and len(word) == 2):
                if index and not titled and word in _PARTICLE_WORDS:
                    # «Sciences de la Terre»: the particles go with the word that is no name.
                    return [], titled
                return run[index:], titled
        return [], titled

    def _is_initial(self, word: str) -> bool:
        """Whether a title of one letter is none in this language: «M. Ida Brandt» is Monsieur in French only."""
        letter = word.rstrip(".").casefold()
        return len(letter) == 1 and letter not in patterns_of(self.signs.language or "", "one_letter_title")

    def _behind_institution(self, run: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The words behind an institution with which a run begins: «Universidad de Vik Ann Lee»."""
        plain = [self.text[a:b].rstrip(".").casefold() for a, b in run]
        if not (plain[0] in NOT_NAMES and INSTITUTION.fullmatch(plain[0])):
            return run
        title = next((index for index, word in enumerate(plain) if word in TITLES), None)
        if title is not None:
            return run[title:]
        joined_at = max((index for index, word in enumerate(plain) if word in _PARTICLE_WORDS), default=len(run))
        return run[joined_at + 2 :]

    def _until_no_name(self, run: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The words up to the first that no name contains; none if the run names an institution."""
        for index, (a, b) in enumerate(run):
            word = self.text[a:b].casefold()
            if index and INSTITUTION.fullmatch(word.rstrip(".")):
                # «Lund Harbor College»: the whole run names an institution, unless a particle stands before: a name
                # with an address, «Yrsa Berg von der Hochschule Vik».
                cut = next((i for i in range(index) if self.text[slice(*run[i])] in _PARTICLE_WORDS | _OF_WORDS), 0)
                return run[:cut] if cut > 1 else []
            if word in NOT_NAMES and word not in _PARTICLE_WORDS:
                return run[:index]
            behind = self.text[slice(*run[index + 1])] if 1 < index < len(run) - 1 else ""
            if word in _OF_WORDS and _INITIALS.search(behind):
                # «Ida Brandt vom VIK-LAB»
                return run[:index]
            if index > 1 and index + 3 < len(run) and _OF_ADDRESS.match(self.text, a):
                # «Yong Berg von der Vik Agriculture …»: no family name has as many words behind the particles.
                return run[:index]
        return run

    def _mark_sure(self) -> None:
        """A person once is a person everywhere, and so is whoever stands right beside one: «X and Y, of Vik»."""
        for (at, one), follows in zip(enumerate(self.mentions), self.mentions[1:], strict=False):
            if follows.sure and not one.sure and _BESIDE.fullmatch(self.text, one.end, follows.start):
                self.mentions[at] = attrs.evolve(one, sure=True)
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
            if len(words) > 1 + (words[0] in _OF_WORDS):
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


def joined(text: str, mentions: list[Mention], *, with_addresses: bool = False) -> tuple[list[Name], tuple[int, int]]:
    """The first of several mentions with those that are joined to it («A, B and C»), and the stretch they take.

    Args:
        text: The text.
        mentions: The mentions in it.
        with_addresses: Whether addresses may stand between them: «A of the University of Bern, and B of Basel».
    """
    names = [mentions[0].name]
    start, end = mentions[0].start, mentions[0].end
    for mention in mentions[1:]:
        gap = text[end : mention.start]
        forms = (JOINED, _JOINED_OR_LISTED, _LISTED_APART, *((_JOINED_BY_ADDRESS,) if with_addresses else ()))
        if not any(form.fullmatch(gap) for form in forms):
            if mention.sure:
                break
            # «Ann Lee, Department of Public Health; Bo Ek»: what may be a person belongs to the address.
            continue
        names.append(mention.name)
        end = mention.end
    return names, (start, end)
