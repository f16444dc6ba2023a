r"""How the study was published, as the text says it: journal, title in quotation marks, DOI, references.

>>> from citelib.releases.lines.layout import read_layout
>>> from citelib.releases.page.page import plain_page
>>> from citelib.releases.people.people import People
>>> page = plain_page("Moss found\n\nMay 3, 2020\n\nMoss is back, Ann Lee reports today in the journal Mosses.")
>>> find_journal(Passages(read_layout(page), People(page.text), [], Date.on(2020)))
JournalFound(name='Mosses', span=(61, 82), date=Date('2020'), preprint=False, is_old=False, is_said=True)
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from citelib.model import Date
from citelib.releases.lines.dates import find_dates
from citelib.releases.page.page import CJK, Span, clean, count_words
from citelib.releases.scored import Candidate, best
from citelib.releases.words.cues import (
    BOOK,
    EARLIER_YEAR,
    GENRE,
    GENRE_BEFORE,
    JOURNAL_CUES,
    JOURNAL_TITLE,
    NO_JOURNAL,
    PREPRINT,
    RECENT,
    STUDY,
    TITLE_AFTER,
    TITLE_CUE,
)
from citelib.releases.words.patterns import INSTITUTION, WORK_NOUNS, any_of, compiled
from citelib.releases.words.tables import phrases, words
from citelib.releases.works.blocks import find_block, is_author_line, judge_block, title_by_authors
from citelib.releases.works.passages import Passages
from citelib.releases.works.references import DOI, QUOTED_TITLE, Reference, find_doi, judge_reference

__all__ = ["JournalFound", "find_journal", "find_quoted_title", "find_references", "find_text_doi"]

_PLACES: Final = words("places")
"""What stands behind «in» as journals do."""
_APPEARED: Final = compiled("appeared", before=r"\b", after=r"\b")


_JOURNALS: Final[Mapping[str, float]] = {
    "a word for journal stands by it": 300,
    "in italics": 300,
    "a verb of publishing stands by it": 200,
    "a publisher or a journal stands there": 120,
    "its words are those of a journal": 110,
    "further on in the text": -1,
    "a place that is written like a journal": -200,
    "an institution": -150,
}
"""What speaks for a name being that of the study's journal; the earliest of equally good ones is taken."""
_ENDING_IN_A_DATE: Final = re.compile(
    rf"\s(?:(?:on|in|of|for)\s)?(?:{any_of(phrases('months'))}|{any_of(phrases('weekdays'))})$"
)
_BY_TABLE: Final = {
    "journal_sure": "a word for journal stands by it",
    "journal_likely": "a verb of publishing stands by it",
    "journal_publisher": "a publisher or a journal stands there",
    "journal_shape": "its words are those of a journal",
}


@attrs.frozen
class JournalFound:
    """The journal of the study.

    Attributes:
        name: Its name; None if the text does not tell.
        span: Where it says so.
        date: When the study appeared, as the words beside it say.
        preprint: Whether the text speaks of a preprint.
        is_old: Whether the text dates the study to an earlier year, so that the release does not tell when it appeared.
        is_said: Whether the text says that something appeared there; else only the name is that of a journal.
    """

    name: str | None = None
    span: Span | None = None
    date: Date | None = None
    preprint: bool = False
    is_old: bool = False
    is_said: bool = False


def find_references(passages: Passages) -> list[tuple[Reference, Span]]:
    """The references of the release under their label, and where they stand.

    A line may be a reference, or a reference may be broken over the lines of a group.
    """
    page = passages.layout.page
    found = []
    for group in _groups(page.text, passages.layout.fields.get("reference", ())):
        whole = (group[0][0], group[-1][1])
        alone = [judge_block(page.quote(span)) for span in group]
        spans = list(zip(alone, group, strict=True))
        several = sum(one.is_complete for one in alone) > 1
        together = judge_block(page.quote(whole)) if len(group) > 1 and not several else None
        if together and together.is_complete:
            spans = [(together, whole)]
        for reference, span in spans:
            linked = _linked_doi(passages, span)
            if reference or linked:
                found.append((reference if reference.doi or not linked else attrs.evolve(reference, doi=linked), span))
    return found or list(_blocks_in_text(passages))


_LONGEST_REFERENCE: Final = 600
"""Characters of a reference that stands in the text without a label."""
_MOST_LINES: Final = 400
"""Lines of the text in which a reference without a label is looked for."""


def _blocks_in_text(passages: Passages) -> Iterator[tuple[Reference, Span]]:
    """A reference that stands in the text without a label, each part in a line of its own."""
    text = passages.text
    spans = sorted({*passages.layout.body, *passages.layout.tail})
    lines = [span for start, end in spans for span in _lines_of(text, start, end)][:_MOST_LINES]
    for index, (start, end) in enumerate(lines):
        line = title_by_authors(text[start:end]) or _reference_with_doi(text[start:end])
        if line is not None:
            yield line, (start, end)
            return
        if not is_author_line(text[start:end]):
            continue
        block = find_block([text[slice(*line)] for line in lines[max(0, index - 3) : index + 3]], min(index, 3))
        if block is not None:
            reference, first, last = block
            at = max(0, index - 3)
            yield reference, (lines[at + first][0], lines[at + last][1])
            return


def _reference_with_doi(text: str) -> Reference | None:
    """A line that is a reference from its first author to its DOI, and no sentence."""
    if len(text) > _LONGEST_REFERENCE or not DOI.search(text) or STUDY.search(text):
        return None
    found = judge_reference(text)
    return found if found.is_complete and found.journal else None


def _lines_of(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines of a stretch that say something."""
    for match in re.finditer(r"[^\n]*\S[^\n]*", text[start:end]):
        yield start + match.start(), start + match.end()


def _groups(text: str, spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Stretches that follow each other without a blank line between them."""
    group: list[Span] = []
    for span in spans:
        if group and (text[group[-1][1] : span[0]].strip() or text.count("\n", group[-1][1], span[0]) > 1):
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _linked_doi(passages: Passages, span: Span) -> str | None:
    """A DOI that only a link within the stretch has."""
    for link in passages.doi_links:
        if span[0] <= link.start and link.end <= span[1] + 1 and (match := DOI.search(link.address)):
            return find_doi(match[0].split("?")[0].split("#")[0])
    return None


def find_journal(passages: Passages) -> JournalFound:
    """The journal of the study as the text says it."""
    text = passages.text
    candidates = list(_journals(passages))
    preprint = any(PREPRINT.search(candidate.value) for candidate in candidates)
    found = best(candidates, _JOURNALS)
    if found is not None and found.span is not None:
        start, end = passages.sentence_at(found.span[0]) or found.span
        near = (max(start, found.span[0] - 60), min(end, found.span[1] + 60))
        return JournalFound(
            found.value,
            found.span,
            _date_said(passages, *near),
            preprint,
            _is_old(passages, start, end),
            is_said=found.reasons[0] != _BY_TABLE["journal_shape"],
        )
    # Only «published this week», without a name.
    for start, end in passages.sentences:
        if _APPEARED.search(text, start, end) and RECENT.search(text[start:end]) and not GENRE.search(text[start:end]):
            return JournalFound(date=_date_said(passages, start, end), preprint=preprint)
    return JournalFound(preprint=preprint)


def _journals(passages: Passages) -> Iterator[Candidate[str]]:
    """Names that stand where journals do."""
    text = passages.text
    emphasis = {clean(passages.layout.page.quote(span)) for span in passages.layout.page.emphasis}
    for order, (start, end) in enumerate(passages.cue_spans + passages.tail):
        for table, pattern in JOURNAL_CUES:
            sure = table == "journal_sure"
            if table == "journal_shape" and (start, end) in (passages.layout.title, passages.layout.subtitle):
                # In a line of its own a journal may be the issuer.
                continue
            for match in pattern.finditer(text, start, end):
                name = _ENDING_IN_A_DATE.sub("", _whole_name(text, match))
                if _is_no_journal(passages, match, name, (start, end), sure=sure):
                    continue
                reasons = [_BY_TABLE[table]]
                if name in emphasis:
                    reasons.append("in italics")
                elif not sure and len(name.split()) == 1 and name.casefold() in _PLACES:
                    reasons.append("a place that is written like a journal")
                if not sure and INSTITUTION.search(name) and not JOURNAL_TITLE.match(name):
                    reasons.append("an institution")
                yield Candidate(name, (*reasons, *["further on in the text"] * min(order, 99)), match.span())


_QUOTED: Final = re.compile(r"[‘'“\"«„]([^‘’'“”\"«»„\n]{2,80})[’'‘”“\"»]")
"""A name in quotation marks, which is whole whatever its words look like: «‘Nature communications’»."""
_OWNER: Final = re.compile(r"[’']s$")
"""Ends whose journal it is: «the Society’s journal Mosses»."""
_ARTICLE: Final = re.compile(r"^the\s+(?=[A-Z])")


def _whole_name(text: str, match: re.Match[str]) -> str:
    """The name of a journal as far as its quotation marks reach, without the article of the sentence."""
    start = match.start("journal")
    quoted = _QUOTED.match(text, max(0, start - 1))
    name = clean(quoted[1] if quoted and quoted.start(1) == start else match["journal"])
    return _ARTICLE.sub("", name).rstrip(",. ")


def _is_no_journal(passages: Passages, match: re.Match[str], name: str, sentence: Span, *, sure: bool) -> bool:
    """Whether a name is that of something else: a month, a person, the journal of a comment or of an earlier work.

    Behind a word for journal («rivista scientifica Acta …»), what looks like a person is its name.
    """
    text = passages.text
    start, end = sentence
    if NO_JOURNAL.match(name) or _OWNER.search(name) or passages.in_quote(match.start("journal")):
        return True
    named = match.span("journal")
    if not (sure and not CJK.search(name)) and any(
        m.sure and m.overlaps(*named) for m in passages.people.between(start, end)
    ):
        return True
    if GENRE.search(text, max(start, match.start() - 30), match.start("journal")) and GENRE_BEFORE.search(
        text[start:end]
    ):
        return True
    year = EARLIER_YEAR.search(text, start, end)
    return (
        year is not None
        and passages.year is not None
        and int(year[0]) < passages.year - 1
        and abs(year.start() - match.end()) < 40
    )


def _is_old(passages: Passages, start: int, end: int) -> bool:
    """Whether a sentence that names the journal names a year before that of the release."""
    years = [int(match[0]) for match in EARLIER_YEAR.finditer(passages.text, start, end)]
    return passages.year is not None and any(year < passages.year - 1 for year in years)


def _date_said(passages: Passages, start: int, end: int) -> Date | None:
    """When the study appeared: a date beside the journal, «today», «this week», the year of the release."""
    text = passages.text
    for found in find_dates(text, start, end):
        if passages.year is None or found.date.year in (passages.year - 1, passages.year, passages.year + 1):
            return found.date
    if passages.year is not None and (RECENT.search(text[start:end]) or str(passages.year) in text[start:end]):
        return Date.on(passages.year)
    return None


def find_quoted_title(passages: Passages) -> tuple[str | None, Span | None]:
    """The title of the paper in quotation marks: «The paper, “…,” can be found …»."""
    for start, end in passages.sentences + passages.tail:
        for match in QUOTED_TITLE.finditer(passages.text, start, min(len(passages.text), end + 3)):
            words = clean(next(group for group in match.groups() if group is not None))
            if count_words(words) < 3 or passages.touches_quote(*match.span()):
                continue
            before = passages.text[max(start, match.start() - 70) : match.start()]
            after = passages.text[match.end() : match.end() + 60]
            year = EARLIER_YEAR.search(before)
            if year and passages.year is not None and int(year[0]) < passages.year:
                continue
            if BOOK.search(before) or GENRE.search(before):
                continue
            if TITLE_CUE.search(before) or TITLE_AFTER.match(after):
                return words.rstrip(" ,."), (match.start(), match.end())
    return None, None


_MOST_DOIS: Final = 20
"""DOIs of one paragraph that are looked at."""
_ONE_WORK: Final = re.compile(rf"\b(?!{any_of(phrases('works_in_the_plural'))}\b){WORK_NOUNS}\b")
_DOIS: Final[Mapping[str, float]] = {
    "written out": 2,
    "after the text": 2,
    "beside the journal": 4,
    "in words about a study": 2,
    "of an earlier work": -3,
    "a link": 0,
    "in furniture": 1,
}
"""What speaks for a DOI being that of the study; a link on words that say nothing of it may lead to any work."""


def find_text_doi(passages: Passages, journal: Span | None) -> tuple[str | None, Span | None]:
    """The DOI of the study in the text, in notes after it, or in a link of them.

    Args:
        passages: The release.
        journal: Where the journal of the study is named.
    """
    found = best(_dois(passages, journal), _DOIS)
    return (found.value, found.span) if found else (None, None)


def _dois(passages: Passages, journal: Span | None) -> Iterator[Candidate[str]]:
    text, fields = passages.text, passages.layout.fields
    body = [(span, "") for span in passages.layout.body]
    after = [
        (span, "after the text") for span in (*passages.layout.tail, *fields.get("notes", ()), *fields.get("url", ()))
    ]
    for span, where in (*body, *after):
        written = itertools.islice(DOI.finditer(text, *span), _MOST_DOIS)
        places = [(match.span(), find_doi(match[0]), "written out") for match in written]
        inside = (link for link in passages.doi_links if span[0] <= link.start and link.end <= span[1] + 1)
        links = itertools.islice(inside, _MOST_DOIS)
        places += [((link.start, link.end), _linked_doi(passages, (link.start, link.end)), "a link") for link in links]
        for place, doi, how in places:
            if doi:
                reasons = [how, where, *_said_of_doi(passages, place, journal)]
                yield Candidate(doi, tuple(filter(None, reasons)), place)
    spans = [span for name in ("other", "summary", "contact") for span in fields.get(name, ())]
    for span in (*spans, *passages.layout.left_out):
        if match := DOI.search(text, *span):
            yield Candidate(find_doi(match[0]) or match[0], ("in furniture",), match.span())


def _said_of_doi(passages: Passages, place: Span, journal: Span | None) -> Iterator[str]:
    """What the sentence of a DOI says of it."""
    start, end = passages.sentence_at(place[0]) or place
    if journal and start <= journal[0] < end:
        yield "beside the journal"
    elif STUDY.search(passages.text, start, end) or _ONE_WORK.search(passages.text, *place):
        yield "in words about a study"
    if passages.is_earlier(*place, start, end):
        yield "of an earlier work"
