r"""How the study was published, as the text says it: journal, title in quotation marks, DOI, references.

>>> from citelib.releases.lines.layout import read_layout
>>> from citelib.releases.page.page import plain_page
>>> from citelib.releases.people.people import People
>>> page = plain_page("Moss found\n\nMay 3, 2020\n\nMoss is back, Ann Lee reports today in the journal Mosses.")
>>> find_journal(Passages(read_layout(page), People(page.text), [], None))
JournalFound(name='Mosses', span=(61, 82), recent=True, preprint=False)
"""

from __future__ import annotations

from typing import Final

import attrs

from citelib.releases.page.page import Span, clean
from citelib.releases.words.cues import (
    BOOK,
    EARLIER_YEAR,
    GENRE,
    GENRE_BEFORE,
    JOURNAL_CUES,
    NO_JOURNAL,
    PREPRINT,
    RECENT,
    TITLE_AFTER,
    TITLE_CUE,
)
from citelib.releases.words.patterns import compiled
from citelib.releases.words.tables import words
from citelib.releases.works.passages import Passages
from citelib.releases.works.references import DOI, QUOTED_TITLE, Reference, find_doi, parse_reference

__all__ = ["JournalFound", "find_journal", "find_quoted_title", "find_references", "find_text_doi"]

_PLACES: Final = words("places")
"""What stands behind «in» as journals do."""
_APPEARED: Final = compiled("appeared", before=r"\b", after=r"\b")


@attrs.frozen
class JournalFound:
    """The journal of the study.

    Attributes:
        name: Its name; None if the text does not tell.
        span: Where it says so.
        recent: Whether the study is said to have appeared these days.
        preprint: Whether the text speaks of a preprint.

    """

    name: str | None = None
    span: Span | None = None
    recent: bool = False
    preprint: bool = False


def find_references(passages: Passages) -> list[tuple[Reference, Span]]:
    """The references of the release under their label, and where they stand."""
    found = []
    for span in passages.layout.fields.get("reference", ()):
        reference = parse_reference(passages.layout.page.quote(span))
        linked = _linked_doi(passages, span)
        if reference or linked:
            found.append((reference if reference.doi or not linked else attrs.evolve(reference, doi=linked), span))
    return found


def _linked_doi(passages: Passages, span: Span) -> str | None:
    """A DOI that only a link within the stretch has."""
    for link in passages.doi_links:
        if span[0] <= link.start and link.end <= span[1] + 1 and (match := DOI.search(link.address)):
            return find_doi(match[0].split("?")[0].split("#")[0])
    return None


def find_journal(passages: Passages) -> JournalFound:
    """The journal of the study as the text says it."""
    text = passages.text
    preprint = False
    best: tuple[int, str, Span, bool] | None = None
    emphasis = {clean(passages.layout.page.quote(span)) for span in passages.layout.page.emphasis}
    for order, (start, end) in enumerate(passages.cue_spans + passages.tail):
        sentence = text[start:end]
        for rank, (sure, pattern) in enumerate(JOURNAL_CUES):
            for match in pattern.finditer(text, start, end):
                name = clean(match["journal"])
                if (NO_JOURNAL.match(name) and not (sure and name.startswith("The "))) or passages.in_quote(
                    match.start("journal")
                ):
                    continue
                if any(m.sure and m.overlaps(*match.span("journal")) for m in passages.people.between(start, end)):
                    continue
                if GENRE.search(text, max(start, match.start() - 30), match.start("journal")) and GENRE_BEFORE.search(
                    sentence
                ):
                    continue
                year = EARLIER_YEAR.search(sentence)
                if (
                    year
                    and passages.year is not None
                    and int(year[0]) < passages.year - 1
                    and abs(start + year.start() - match.end()) < 40
                ):
                    continue
                if not sure and name not in emphasis and len(name.split()) == 1 and name.casefold() in _PLACES:
                    continue
                weight = (0 if sure or name in emphasis else 100) + order + rank
                preprint = preprint or bool(PREPRINT.search(name))
                near = text[max(start, match.start() - 60) : min(end, match.end() + 60)]
                if best is None or weight < best[0]:
                    best = (weight, name, match.span(), bool(RECENT.search(near)) or _this_year(passages, near))
    if best is None:
        # Only «published this week», without a name.
        for start, end in passages.sentences:
            if (
                _APPEARED.search(text, start, end)
                and RECENT.search(text[start:end])
                and not GENRE.search(text[start:end])
            ):
                return JournalFound(recent=True, preprint=preprint)
        return JournalFound(preprint=preprint)
    return JournalFound(*best[1:], preprint)


def _this_year(passages: Passages, text: str) -> bool:
    return passages.year is not None and str(passages.year) in text


def find_quoted_title(passages: Passages) -> tuple[str | None, Span | None]:
    """The title of the paper in quotation marks: «The paper, “…,” can be found …»."""
    for start, end in passages.sentences + passages.tail:
        for match in QUOTED_TITLE.finditer(passages.text, start, min(len(passages.text), end + 3)):
            words = clean(next(group for group in match.groups() if group is not None))
            if len(words.split()) < 3 or passages.touches_quote(*match.span()):
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


def find_text_doi(passages: Passages) -> tuple[str | None, Span | None]:
    """A DOI in the text, in notes after it, or in a link of them."""
    notes = passages.layout.fields.get("notes", [])
    for start, end in passages.layout.body + passages.layout.tail + notes:
        if match := DOI.search(passages.text, start, end):
            return find_doi(match[0]), match.span()
    for start, end in passages.layout.body + passages.layout.tail + passages.layout.fields.get("url", []):
        if doi := _linked_doi(passages, (start, end)):
            return doi, (start, end)
    for name in ("other", "summary", "contact"):
        for span in passages.layout.fields.get(name, ()):
            if match := DOI.search(passages.text, *span):
                return find_doi(match[0]), match.span()
    return None, None
