r"""Who led or wrote the study, as the text says it: «first author X», «a team led by X», «X and colleagues».

>>> from citelib.releases.lines.layout import read_layout
>>> from citelib.releases.page.page import plain_page
>>> from citelib.releases.people.people import People
>>> page = plain_page("Moss found\n\nMay 3, 2020\n\nMoss is back, Ann Lee and colleagues report in the journal Mosses.")
>>> [claim] = find_claims(Passages(read_layout(page), People(page.text), [], None), lambda name: False)
>>> str(claim.name), claim.reason
('Ann Lee', 'reports with colleagues')
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Final

import attrs

from citelib.matching.people import same_person
from citelib.model import Name
from citelib.releases.page.page import Span, clean
from citelib.releases.people.houses import is_place
from citelib.releases.people.people import ADDRESS, TITLES_OR_NOT_NAMES, Mention, joined
from citelib.releases.words.cues import (
    AFTER_ROLE,
    APPOSED,
    FIRST,
    GENRE,
    GROUP,
    IN_A_PAPER,
    LED,
    MAIN,
    NOUN_BY,
    ROLE,
    SCHOLARLY,
    SENIOR,
    SHORT_BEFORE,
    THEIR_WORK,
    WHO_LED,
    WHO_WROTE,
)
from citelib.releases.words.patterns import (
    AND,
    CAPITAL,
    DEGREES,
    NOT_NAMES,
    PRONOUN,
    SAYING,
    SPACE,
    TITLES,
    alternatives,
    any_of,
    compiled,
    each,
)
from citelib.releases.words.tables import phrases
from citelib.releases.works.passages import Passages
from citelib.releases.works.references import author_list
from citelib.releases.works.weights import (
    AUTHOR,
    CHIEF,
    FIRST_AUTHOR,
    GROUP_HEAD,
    IN_LIST,
    LEADER,
    LISTED,
    MAIN_AUTHOR,
    MEMBER,
    SENIOR_AUTHOR,
    WORK_BY,
)

__all__ = ["Claim", "find_claims"]


@attrs.frozen
class Claim:
    """What a stretch of the text says of a person's part in the study.

    Attributes:
        reason: A key of the tables in `citelib.releases.works.weights`.
        name: The person.
        span: The words that say so.
    """

    reason: str
    name: Name
    span: Span


def find_claims(passages: Passages, wrote_comment: Callable[[Name], bool]) -> list[Claim]:
    """Whom the text calls an author, a leader of the team or the head of a group.

    Args:
        passages: The release.
        wrote_comment: Whether somebody is known to be the author of a comment, not of the study.
    """
    finder = _Claims(passages, wrote_comment)
    finder.find()
    return finder.claims


_NOT: Final = re.compile(rf"\b{any_of(phrases('not_after_author_role'))}\b[^,;]{{0,30}}$")

_BEFORE_GROUP: Final = re.compile(rf"(?:(?:{DEGREES}){{0,6}}(?:{ADDRESS})?)?,?|{alternatives('before_group')}")
_BETWEEN_HEADS: Final = re.compile(
    rf"(?:{DEGREES}){{0,6}}(?:{ADDRESS})?,?{SPACE}(?:{AND}{SPACE})?|{alternatives('between_heads')}"
)
_BEFORE_ROLE: Final = re.compile(
    rf"(?:{DEGREES}){{0,3}}(?:{ADDRESS}|\s{alternatives('told_to')}\s[^,;.]{{2,40}})?(?:,|\s+(?:is|was|ist|war|est|es)\b|\s+\()"
)
"""What may stand between a name and what its bearer is: «X of the University of Vik, lead author»."""
_MEMBERS: Final = re.compile(r"[,:–—]?\s*(?:[–—]\s)?")
_ALONG: Final = compiled("along_with", before=r",\s+", after=r"\s+")
_WRITING: Final = compiled("writing", re.IGNORECASE)
"""Stands in what says who did it where they wrote it together: «written by A, B and C»."""
_WITH: Final = compiled("along_with", before=r",?\s+", after=r"\s+")
_TITLES_BETWEEN: Final = re.compile(r"(?:[\w.’'-]{1,20}\s+){0,3}")
_ARE: Final = re.compile(rf"\b{alternatives('is')}\s+(?:[\w’'-]{{2,12}}\s+){{0,4}}$")
_ONE_OF: Final = compiled("one_of", re.IGNORECASE, before=r"(?<!\w)", after=r"\s+$")
_SAYS: Final = re.compile(rf"(?<![\w-]){SAYING}(?![\w-])")
_SHORT: Final = re.compile(rf"\s*(?P<name>{CAPITAL})(?=\s*(?:[,.;)]|{AND}\b))")
"""A family name alone, behind what says that its bearer leads."""
_PRONOUN: Final = re.compile(PRONOUN)
_ROLE_LETTERS: Final = each("role_letters")
_RANKS: Final = ((FIRST_AUTHOR, FIRST), (MAIN_AUTHOR, MAIN), (SENIOR_AUTHOR, SENIOR))
"""What an author is called, and the words that say so."""
_IS_A_ROLE: Final = compiled("is_a_role")
_LEADING: Final = compiled("leading_researcher")
_INCLUDE: Final = compiled("include", before=r"\b", after=r"\b")


class _Claims:
    def __init__(self, passages: Passages, wrote_comment: Callable[[Name], bool]) -> None:
        self.passages = passages
        self.text = passages.text
        self.people = passages.people
        self.wrote_comment = wrote_comment
        self.claims: list[Claim] = []

    def find(self) -> None:
        for start, end in self.passages.sentences + self.passages.tail:
            self._roles(start, end)
            self._led(start, end)
            self._groups(start, end)
            self._in_a_paper(start, end)
            self._study_by(start, end)
            self._roles_in_letters(start, end)
        for start, end in self.passages.sentences:
            self._along_with(start, end)
        for before, after in itertools.pairwise(self.passages.sentences):
            self._their_work(before, after)
        for span in self.passages.layout.fields.get("authors", ()):
            names, _, _ = author_list(clean(self.passages.layout.page.quote(span)))
            for index, name in enumerate(names):
                self.claims.append(Claim(LISTED if index == 0 else IN_LIST, name, span))

    def _roles(self, start: int, end: int) -> None:
        """«first author X», «X, a co-author of the study», «authors include X and Y»."""
        text = self.text
        for match in ROLE.finditer(text, start, end):
            if match["negation"] or self.passages.in_quote(match.start()):
                continue
            kind = match["kind"] + match["noun"]
            reason = next((reason for reason, word in _RANKS if word.search(kind)), AUTHOR)
            if _LEADING.fullmatch(match["noun"]):
                reason = CHIEF
            behind = self.people.between(match.end(), end)
            if behind and behind[0].start - match.end() < 110:
                gap = text[match.end() : behind[0].start]
                if _SAYS.search(gap):
                    # «X, head of the study, told the agency Y»: whoever follows is told.
                    pass
                elif AFTER_ROLE.match(gap + " " if not gap.endswith(" ") else gap) or re.fullmatch(
                    r"[,:]?\s+(?:[\w.’'-]{1,18}\s+){0,5}", gap
                ):
                    names, span = joined(self.text, behind)
                    if _INCLUDE.search(gap):
                        # «co-authors include A and B, who …; C at …»
                        names, span = [m.name for m in behind], (behind[0].start, behind[-1].end)
                    for index, name in enumerate(names):
                        self.claims.append(Claim(reason if index == 0 else AUTHOR, name, (match.start(), span[1])))
                    continue
            ahead = self.people.between(start, match.start())
            if ahead and match["noun"][-1:] == "s" and _ARE.search(text, ahead[-1].end, match.start()):
                # «X and Y, of Vik, are co-authors of the paper.»
                span = (ahead[0].start, match.end())
                named = [one.name for one in ahead if match.start() - one.end < 170]
                self.claims += [Claim(AUTHOR if index else reason, name, span) for index, name in enumerate(named)]
                continue
            one_of = _ONE_OF.search(text, max(start, match.start() - 20), match.start())
            if ahead and (one_of or match["noun"][-1:] != "s"):
                near = [one for one in ahead if match.start() - one.end < 170]
                mention = next((one for one in reversed(near) if one.sure), ahead[-1])
                gap = text[mention.end : match.start()]
                if len(gap) < 170 and _BEFORE_ROLE.match(gap) and not _NOT.search(gap) and not _SAYS.search(gap):
                    self.claims.append(Claim(reason, mention.name, (mention.start, match.end())))

    def _roles_in_letters(self, start: int, end: int) -> None:
        """«A、B为论文共同第一作者», «筆頭著者はA»: roles in scripts without spaces."""
        for pattern in _ROLE_LETTERS:
            clause = start
            for match in pattern.finditer(self.text, start, end):
                reason = FIRST_AUTHOR if match["first"] else SENIOR_AUTHOR if match["senior"] else AUTHOR
                clause = max(clause, *(self.text.rfind(mark, start, match.start()) + 1 for mark in "。；;"))
                named = self.people.between(clause, match.start())
                if not _IS_A_ROLE.search(self.text, clause, match.start()):
                    # «第一作者张三»; a further role begins a further list.
                    until = next((m.start() for m in pattern.finditer(self.text, match.end(), end)), end)
                    named = self.people.between(match.end(), until)
                for index, mention in enumerate(named[:30]):
                    # Those who share the first place stand before the corresponding author.
                    own = reason if index == 0 or reason == FIRST_AUTHOR else AUTHOR
                    self.claims.append(Claim(own, mention.name, (mention.start, mention.end)))
                clause = match.end()

    def _led(self, start: int, end: int) -> None:
        """«a team led by X», «X, who led the study»."""
        text = self.text
        for match in LED.finditer(text, start, end):
            behind = self.people.between(match.end() - 1, min(end, match.end() + 170))
            if behind and re.fullmatch(
                r"\s*(?:[\w.’'/-]{1,30}[,:]?\s+){0,12}", text[match.end() : behind[0].start] or " "
            ):
                names, span = joined(self.text, behind)
                short = _SHORT.match(text, match.end(), behind[0].start)
                if short and (known := self.people.resolve(short["name"], match.end())):
                    # «the team of Lee and Bo Ek»
                    names, span = [known, *names], (short.start("name"), span[1])
                if not self.passages.is_earlier(match.start(), span[1], start, end):
                    first, rest = (WORK_BY, MEMBER) if _WRITING.search(match[0]) else (LEADER, LEADER)
                    for index, name in enumerate(names):
                        self.claims.append(Claim(rest if index else first, name, (match.start(), span[1])))
        for mention in self.people.between(start, end):
            for reason, pattern in ((LEADER, WHO_LED), (AUTHOR, WHO_WROTE)):
                said = pattern.match(text, mention.end, min(end, mention.end + 260))
                if said and not self.people.between(mention.end, said.end()):
                    self.claims.append(Claim(reason, mention.name, (mention.start, said.end())))
                    self._together_with(said.end(), end)

    def _together_with(self, at: int, end: int) -> None:
        """«who led the study together with Professor X»: those named behind what somebody did."""
        match = _WITH.match(self.text, at, end)
        behind = self.people.between(match.end(), end) if match else []
        if match and behind and _TITLES_BETWEEN.fullmatch(self.text, match.end(), behind[0].start):
            names, span = joined(self.text, behind)
            self.claims += [Claim(MEMBER, name, span) for name in names]

    def _says_nothing(self, begins: int, start: int, at: int) -> bool:
        """Whether a capital says nothing, as at the beginning of a sentence, and nothing else tells a name there."""
        return begins <= start + 1 and not (
            "et al" in self.text[at : at + 12] or SCHOLARLY.search(self.text, at, at + 80)
        )

    def _in_a_paper(self, start: int, end: int) -> None:
        """«In a paper out today in J, X and Y, a student, show …»."""
        text = self.text
        mentions = self.people.between(start, end)
        first = mentions[0].start if mentions else start
        match = IN_A_PAPER.search(text[max(start, first - 240) : first]) if mentions else None
        if match is None or self.passages.is_earlier(first, mentions[0].end, start, end) or GENRE.search(match["rest"]):
            return
        at = mentions[0].end
        self.claims.append(Claim(GROUP_HEAD, mentions[0].name, (mentions[0].start, at)))
        for mention in mentions[1:]:
            if not APPOSED.fullmatch(text[at : mention.start]):
                break
            self.claims.append(Claim(MEMBER, mention.name, (mention.start, mention.end)))
            at = mention.end

    def _study_by(self, start: int, end: int) -> None:
        """«a study by X», «eine Studie von X»."""
        # «a study led by X» has been read before.
        led = {claim.name for claim in self.claims if claim.reason == LEADER}
        for mention in self.people.between(start, end):
            by = NOUN_BY.search(self.text[max(start, mention.start - 60) : mention.start])
            if (
                by
                and mention.name not in led
                and not GENRE.search(by[0])
                and not self.passages.in_quote(mention.start)
                and not self.passages.is_earlier(mention.start, mention.end, start, end)
            ):
                begins = max(start, mention.start - 60) + by.start()
                names, span = joined(self.text, self.people.between(mention.start, end))
                self.claims += [
                    Claim(MEMBER if index else WORK_BY, name, (begins, span[1])) for index, name in enumerate(names)
                ]

    def _groups(self, start: int, end: int) -> None:
        """«X and colleagues», «X et al.», «X of the University of Bern, Y and their colleagues»."""
        text = self.text
        for match in GROUP.finditer(text, start, end):
            names, begins = self._heads(match.start(), start)
            if (
                not names
                or self.passages.is_earlier(begins, match.end(), start, end)
                or any(map(self.wrote_comment, names))
            ):
                continue
            self.claims.append(Claim(GROUP_HEAD, names[0], (begins, match.end())))
            named = [*names[1:], *self._members(match.end(), end)]
            self.claims += [Claim(MEMBER, name, (begins, match.end())) for name in named]

    def _members(self, at: int, end: int) -> list[Name]:
        """Those named behind «and colleagues»: «X and her colleagues, Y of Bern, and Z of Vik, built …»."""
        behind = self.people.between(at, end)
        if not behind or not _MEMBERS.fullmatch(self.text[at : behind[0].start]):
            return []
        return joined(self.text, behind, with_addresses=True)[0]

    def _along_with(self, start: int, end: int) -> None:
        """«X, along with Y and Z, built …» where X leads the study."""
        for match in _ALONG.finditer(self.text, start, end):
            behind = self.people.between(match.end(), end)
            before = SHORT_BEFORE.search(self.text[max(start, match.start() - 60) : match.start()])
            name = self.people.resolve(before[0], match.start()) if before else None
            if (
                name
                and behind
                and behind[0].start == match.end()
                and any(same_person(one.name, name) for one in self.claims)
            ):
                names, span = joined(self.text, behind)
                self.claims += [Claim(MEMBER, other, span) for other in names]

    def _their_work(self, before: Span, after: Span) -> None:
        """«X and Y looked again. Their study, published in J, …»."""
        if self.passages.touches_quote(*before) or not THEIR_WORK.match(self.text, *after):
            return
        named = [one for one in self.people.between(*before) if one.sure]
        if (
            not 1 <= len(named) <= 3
            or self.passages.is_earlier(*before, *before)
            or self.passages.is_earlier(*after, *after)
        ):
            return
        for index, one in enumerate(named):
            self.claims.append(Claim(WORK_BY if index == 0 else MEMBER, one.name, (one.start, one.end)))

    def _heads(self, at: int, start: int) -> tuple[list[Name], int]:
        """Those named before «and colleagues», the first one first, and where their names begin."""
        text = self.text
        before = self.people.between(max(start, at - 400), at)
        chain: list[Mention] = []
        for mention in reversed(before):
            follows = chain[-1].start if chain else at
            gap = text[mention.end : follows]
            if not (_BEFORE_GROUP if not chain else _BETWEEN_HEADS).fullmatch(gap):
                break
            chain.append(mention)
        if chain:
            return [mention.name for mention in reversed(chain)], chain[-1].start
        short = SHORT_BEFORE.search(text[max(start, at - 60) : at])
        if not short:
            return [], at
        if _PRONOUN.fullmatch(short[0]):
            last = self.people.last_before(at)
            return ([last] if last and self.people.is_sure(last) else []), at - len(short[0])
        begins = max(start, at - 60) + short.start()
        resolved = self.people.resolve(short[0], begins)
        said = [word.rstrip(".").casefold() for word in short[0].split()]
        words = [word for word in short[0].split() if word.rstrip(".").casefold() not in TITLES_OR_NOT_NAMES]
        # «Nature Communications and colleagues»: a word that no name has makes the next one none.
        part = len(said) > 1 and said[-2] in NOT_NAMES and said[-2] not in TITLES
        if resolved is None and (
            part or len(words) != 1 or is_place(words[0]) or self._says_nothing(begins, start, at)
        ):
            return [], at
        return [resolved or Name(words[0])], begins
