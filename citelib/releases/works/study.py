r"""The study that a release reports on, put together of what its parts tell, and further works beside it.

Whose word counts for which fact is said in `citelib.releases.works.told`, who its authors are in
`citelib.releases.works.authors`. Releases of several studies are taken apart by `citelib.releases.works.briefing`.

>>> from citelib.releases.lines.layout import read_layout
>>> from citelib.releases.page.page import plain_page
>>> from citelib.releases.people.people import People
>>> from citelib.releases.works.claims import find_claims
>>> page = plain_page("Moss found\n\nMay 3, 2020\n\nMoss is back, Ann Lee and colleagues report in the journal Mosses.")
>>> passages = Passages(read_layout(page), People(page.text), [], Date.on(2020))
>>> claims = find_claims(passages, lambda name: False)
>>> study, others = find_study(passages, claims, lambda name: False, Meta(), "Moss found")
>>> str(study.authors[0]), study.journal, others
('Ann Lee', 'Mosses', [])
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

import attrs

from citelib.matching.people import same_person
from citelib.model import Date, Name
from citelib.releases.page.page import CJK, Meta, Span
from citelib.releases.people.names import fold, key
from citelib.releases.scored import Candidate, score
from citelib.releases.words.cues import (
    NEW_STUDY,
    PREPRINT,
    SCHOLARLY,
    SECOND_STUDY,
    SEVERAL_STUDIES,
    STUDY,
    STUDY_OPENING,
)
from citelib.releases.words.patterns import SAYING, WORK_NOUNS, any_of, compiled
from citelib.releases.words.tables import phrases
from citelib.releases.works.appearances import OWN, find_appearances
from citelib.releases.works.authors import CLAIMED, LEADS, choose_authors, leading, merge_names
from citelib.releases.works.briefing import share_leads, told_by_doi
from citelib.releases.works.claims import Claim
from citelib.releases.works.passages import Passages
from citelib.releases.works.publication import (
    JournalFound,
    find_journal,
    find_quoted_title,
    find_references,
    find_text_doi,
)
from citelib.releases.works.references import Reference, parse_reference
from citelib.releases.works.study_meta import study_meta
from citelib.releases.works.told import Told, settle_fact, what_is_told
from citelib.releases.works.weights import GROUP_HEAD, LISTED
from citelib.releases.works.work import YEAR_OF_THE_RELEASE, Work

__all__ = ["find_study"]

_BEHIND: Final = 60
"""Characters behind the name of a group within which a word of research says what the group did."""
_BEFORE: Final = 20
"""Characters in front of it that hold any word of saying."""
_ANNOUNCED: Final = 120
"""Characters in front of a sentence within which the study that it tells of is announced as a further one."""
_SAYING_BEFORE: Final = re.compile(rf"\b(?:{SAYING})\s+$")
_TEAM: Final = re.compile(rf"\b{any_of(phrases('researchers'))}\b", re.IGNORECASE)
_ONE_STUDY: Final = re.compile(rf"\b(?!{any_of(phrases('uncounted_works'))}\b){WORK_NOUNS}\b", re.IGNORECASE)
"""A noun for one piece of research; «research led by Ann Lee» may be all that she does."""
_NO_ORDINAL: Final = compiled("not_an_ordinal_study", re.IGNORECASE, after="$")


def find_study(
    passages: Passages,
    claims: list[Claim],
    wrote_comment: Callable[[Name], bool],
    meta: Meta,
    release_title: str,
) -> tuple[Work | None, list[Work]]:
    """The study, and further works that were found beside it.

    Args:
        passages: The release.
        claims: What the text says of those who led or wrote it.
        wrote_comment: Whether somebody is known to be the author of a comment, not of the study.
        meta: What the head of the page says.
        release_title: The headline.
    """
    clues = _clues(passages, claims, meta, release_title)
    claims = [claim for claim in claims if not clues.in_title(claim.span[0])]
    if not clues.speak_of_a_study(passages, claims):
        return None, []
    appearances = find_appearances(passages, claims, clues.spans)
    finder = _Study(passages, clues)
    return finder.study(claims, [one for one in appearances if not wrote_comment(one.name)]), finder.others


@attrs.frozen
class _Clues:
    """What the release says of works.

    Attributes:
        references: Its references and where they stand, that of the study first.
        told: What its parts tell of the study.
        journal: The journal that sentences name.
        spans: Where sentences name journal, title and DOI.
        announced: Where the text announces a study.
        is_new: Whether the study appears with the release: it is called new, or is under embargo.
        title: Where its title stands in quotation marks.
    """

    references: list[tuple[Reference, Span]]
    told: list[Told]
    journal: JournalFound
    spans: list[Span]
    announced: re.Match[str] | None
    is_new: bool
    title: Span | None = None

    def in_title(self, offset: int) -> bool:
        """Whether an offset lies in the title of the study: «Oxygen Activated» is not a person."""
        return self.title is not None and self.title[0] <= offset < self.title[1]

    def speak_of_a_study(self, passages: Passages, claims: list[Claim]) -> bool:
        """Whether the release reports on a study at all: announcements and obituaries do not."""
        reasons = dict.fromkeys(
            (
                *self._reasons(),
                *_of_the_opening(passages),
                *(sign for claim in claims for sign in _signs(claim, passages)),
            )
        )
        return score(Candidate(None, tuple(reasons)), _STUDY) >= _ENOUGH

    def _reasons(self) -> Iterator[str]:
        if self.references:
            yield "a reference"
        if self.announced:
            yield "a study is announced"
        if self.journal.name and self.journal.is_said:
            yield "a journal in which something appeared"
        if any(one.title or one.doi for one in self.told):
            yield "a title or a DOI"


_STUDY: Final[Mapping[str, float]] = {
    "a reference": 3,
    "a study is announced": 3,
    "a journal in which something appeared": 3,
    "a title or a DOI": 3,
    "an author": 3,
    "a group that reports": 3,
    "somebody led the study": 2.5,
    "a team whose leader is named found something": 3,
    "a team whose leader is named": 0.5,
    "researchers found something": 3,
    "somebody speaks of research of their own": 1.5,
}
"""What speaks for a release reporting on a study."""
_ENOUGH: Final = 3


def _of_the_opening(passages: Passages) -> Iterator[str]:
    """What the opening says of research, whoever did it."""
    text = passages.text
    for start, end in passages.opening:
        team = _TEAM.search(text, start, end)
        if team and SCHOLARLY.search(text, team.end(), end):
            yield "researchers found something"
    if any(OWN.search(quotation.words) for quotation in passages.quotations):
        yield "somebody speaks of research of their own"


def _signs(claim: Claim, passages: Passages) -> Iterator[str]:
    """What it says of a study that somebody is said to have written or led it."""
    text = passages.text
    start, end = claim.span
    if claim.reason in LEADS:
        yield "a team whose leader is named"
        if _ONE_STUDY.search(text, start, end):
            yield "somebody led the study"
        sentence = passages.sentence_at(start) or claim.span
        if sentence in passages.opening and _TEAM.search(text, *sentence) and SCHOLARLY.search(text, end, sentence[1]):
            yield "a team whose leader is named found something"
    elif claim.reason == GROUP_HEAD and "et al" not in text[start:end]:
        if SCHOLARLY.search(text, end, end + _BEHIND) or _SAYING_BEFORE.search(text, start - _BEFORE, start):
            yield "a group that reports"
    else:
        yield "an author"


def _clues(passages: Passages, claims: list[Claim], meta: Meta, release_title: str) -> _Clues:
    text = passages.text
    references = find_references(passages) or told_by_doi(passages, claims)
    title, title_span = find_quoted_title(passages)
    if title_span and not any(reference.title for reference, _ in references):
        # «The paper ‘…’ by A, B and C is published in …»
        _, end = passages.sentence_at(title_span[0]) or title_span
        sentence = parse_reference(text[title_span[0] : end])
        if sentence.authors:
            references = [(sentence, (title_span[0], end)), *references]
    journal = find_journal(passages)
    doi, doi_span = find_text_doi(passages, journal.span)
    first = references[0][0] if references else Reference()
    is_new = passages.layout.is_embargoed or any(NEW_STUDY.search(text, *span) for span in passages.opening)
    told = what_is_told(passages, first, study_meta(meta, release_title), journal, title, doi)
    announced = next((match for a, b in passages.cue_spans if (match := STUDY.search(text, a, b))), None)
    announced = announced or next(
        (match for a, b in passages.opening if (match := STUDY_OPENING.search(text, a, b))), None
    )
    spans = [span for span in (journal.span, title_span, doi_span) if span]
    return _Clues(references, told, journal, spans, announced, is_new, title_span)


class _Study:
    """Puts the study together; `others` are the works found on the way."""

    def __init__(self, passages: Passages, clues: _Clues) -> None:
        self.passages = passages
        self.clues = clues
        self.text = passages.text
        self.others: list[Work] = []
        # Several works are announced where a release begins; further on, they are those of others.
        self.several = any(SEVERAL_STUDIES.search(self.text, *span) for span in passages.opening)

    def study(self, claims: list[Claim], appearances: list[Claim]) -> Work:
        """The study, with its further works in `others`."""
        clues = self.clues
        shares, rest = share_leads(clues.references, claims)
        own = sorted([*(shares[0] if shares else ()), *rest], key=lambda claim: claim.span[0])
        own = self._without_leaders_of_others(own)
        study = Work("reports-on")
        for field in ("doi", "title", "journal", "date", "url"):
            setattr(study, field, settle_fact(field, clues.told))
        self._mark_doubts(study)
        first = clues.references[0][0] if clues.references else Reference()
        named = next((one.authors for one in clues.told if one.authors), ())
        complete = bool(first.authors) and not first.et_al
        own += self._of_nobody_else(appearances, own, claims)
        chosen = choose_authors(_in_letters_of(own, named), named, complete=complete, people=self.passages.people)
        study.authors, study.reasons = chosen.authors, chosen.reasons
        study.unsure += chosen.doubts
        for group in chosen.others:
            self._other_group(group)
        if study.journal and PREPRINT.search(study.journal):
            study.genre, study.type = "preprint", "article"
        study.evidence = self._evidence(study, own)
        for (reference, span), others in zip(clues.references[1:], shares[1:], strict=True):
            if _is_further(reference, study):
                self._further(reference, span, others)
        if self.several:
            self._share_journal(study)
        return study

    def _of_nobody_else(self, appearances: list[Claim], own: list[Claim], claims: list[Claim]) -> list[Claim]:
        """The appearances but for those of people who are said to have done other works."""
        ours = {key(claim.name) for claim in own}
        theirs = {key(claim.name) for claim in claims} - ours
        return [claim for claim in appearances if key(claim.name) not in theirs]

    def _share_journal(self, study: Work) -> None:
        """Several studies that are told of together appeared in the same journal, if nothing else is said."""
        for work in self.others:
            if study.journal and work.role == "reports-on" and not (work.journal or work.title):
                work.journal = study.journal
                work.unsure.append("the journal is that of the study beside it")

    def _mark_doubts(self, study: Work) -> None:
        issuer = next((one.journal for one in self.clues.told if one.part == "issuer"), None)
        if study.journal and not any(one.journal for one in self.clues.told if one.part != "issuer"):
            study.unsure.append(f"the journal is taken to be the issuer, {issuer}")
        if (
            study.date
            and not self.clues.is_new
            and not any(one.date for one in self.clues.told if one.part != "release")
        ):
            study.unsure.append(YEAR_OF_THE_RELEASE)

    # Works beside the study

    def _further(self, reference: Reference, span: Span, claims: list[Claim]) -> None:
        """One more work that is referred to; a study of this release unless it is of earlier years."""
        year = self.passages.year
        old = year is not None and reference.year is not None and reference.year < year - 1
        claims = sorted(claims, key=leading)
        work = Work(
            "mentions" if old else "reports-on",
            merge_names([*reference.authors, *(claim.name for claim in claims)], self.passages.people),
            reference.title,
            reference.journal,
            Date.on(reference.year) if reference.year else None,
            reference.doi,
            reference.url,
            evidence=list(dict.fromkeys([*(claim.span for claim in claims), span])),
        )
        if not claims:
            work.unsure.append("it is one of several references")
        self.others.append(work)

    def _without_leaders_of_others(self, claims: list[Claim]) -> list[Claim]:
        """The claims but for those of whom the text says «a third study, led by X», who get a work of their own."""
        further: dict[str, list[Claim]] = {}
        for claim in claims:
            if self._leads_another(claim):
                further.setdefault(key(claim.name), []).append(claim)
        if all(key(claim.name) in further for claim in claims):
            return claims
        for group in further.values():
            self._other_group(group)
        return [claim for claim in claims if key(claim.name) not in further]

    def _leads_another(self, claim: Claim) -> bool:
        at = claim.span[0]
        return any(
            match.start() < at < match.end() and not _NO_ORDINAL.search(match[0])
            for match in SECOND_STUDY.finditer(self.text, at - 40, at + 20)
        )

    def _other_group(self, claims: list[Claim]) -> None:
        """A second group in the text: another study of the same release, or an earlier work."""
        claim = claims[0]
        start, end = self.passages.sentence_at(claim.span[0]) or claim.span
        if SECOND_STUDY.search(self.text, start - _ANNOUNCED, end):
            role, reason = "reports-on", "the text speaks of a further study"
        elif self.several:
            role, reason = "reports-on", "the text announces several studies"
        else:
            role, reason = "mentions", "the text does not say whether this is a work of its own"
        self.others.append(Work(role, [claim.name], evidence=[one.span for one in claims], unsure=[reason]))

    # Evidence

    def _evidence(self, study: Work, claims: list[Claim]) -> list[Span]:
        """Stretches that point at the study: those that name its leading author in full first."""
        clues = self.clues
        found: list[Span] = []
        reference = [clues.references[0][1]] if clues.references else []
        if reference and (names := clues.references[0][0].authors) and len((names[0].given or "").rstrip(".")) > 2:
            found += reference
        found += self._naming(study, claims)
        found += [*reference, *clues.spans]
        if clues.announced:
            found.append(clues.announced.span())
        fields = self.passages.layout.fields
        found += [span for name in ("article-title", "doi") for span in fields.get(name, ())]
        return list(dict.fromkeys(found))

    def _naming(self, study: Work, claims: list[Claim]) -> list[Span]:
        """Where the text names the leading author, those with the given name only if there are any."""
        if not study.authors:
            return []
        head = study.authors[0]
        ordered = sorted(claims, key=leading)
        own = [claim for claim in ordered if same_person(claim.name, head)]
        # What says that somebody led or wrote the study proves more than that they are named or quoted.
        own = [claim for claim in own if claim.reason in CLAIMED] or own[:1]
        foreign = [claim for claim in ordered if CJK.search(str(claim.name)) and not CJK.search(str(head))]
        given = fold(head.given or "").partition(" ")[0]
        in_full = [claim for claim in own if given and given in fold(self.text[slice(*claim.span)])]
        return [claim.span for claim in (*(in_full or own), *foreign)]


def _in_letters_of(claims: list[Claim], named: tuple[Name, ...]) -> list[Claim]:
    """The claims without those in Chinese or Japanese letters where the authors are listed in Latin ones.

    They are the same people, but nothing in the text says who is who.
    """
    latin = any(
        not CJK.search(str(name)) for name in (*named, *(claim.name for claim in claims if claim.reason == LISTED))
    )
    return [claim for claim in claims if not (latin and CJK.search(str(claim.name)))]


def _is_further(reference: Reference, study: Work) -> bool:
    """Whether a reference says enough of a work that is not the study."""
    told = sum(map(bool, (reference.authors, reference.title, reference.doi)))
    same_title = reference.title is not None and fold(reference.title) == fold(study.title or "")
    same_doi = reference.doi is not None and reference.doi == study.doi
    return told >= 2 and not same_doi and not same_title
