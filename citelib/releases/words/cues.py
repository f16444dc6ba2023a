"""The turns of phrase by which a text points at a work: who leads it, where it appeared, what comments on it.

All patterns have bounded repetitions and are tried within one sentence at a time. The words are those of
`citelib.releases.words.tables`; here is only how they are put together.

>>> GROUP.search("Moda-Sava et al. found it")[0].strip()
'et al.'
"""

from __future__ import annotations

import re
from typing import Final

from citelib.releases.words.patterns import (
    AND,
    COLLEAGUES,
    COMMENT_GENRES,
    DEGREES,
    NOT_IN_A_WORD,
    SAYING,
    SHORT_NAME,
    WORK_NOUNS,
    alternatives,
    any_of,
    compiled,
    each,
)
from citelib.releases.words.tables import phrases

__all__ = [
    "AFTER_ROLE",
    "APPOSED",
    "BOOK",
    "DATED_BEFORE",
    "DISCUSSING",
    "EARLIER",
    "EARLIER_YEAR",
    "FIRST",
    "GENRE",
    "GENRE_AFTER",
    "GENRE_BEFORE",
    "GROUP",
    "IN_A_PAPER",
    "JOURNAL_CUES",
    "JOURNAL_TITLE",
    "LED",
    "MAIN",
    "NEW_STUDY",
    "NOT_GENRE_AFTER",
    "NOUN_BY",
    "NO_JOURNAL",
    "PREPRINT",
    "PUBLISHED_IN",
    "RECENT",
    "ROLE",
    "SAME_JOURNAL",
    "SCHOLARLY",
    "SECOND_STUDY",
    "SENIOR",
    "SEVERAL_STUDIES",
    "SHORT_BEFORE",
    "STUDY",
    "STUDY_OPENING",
    "THEIR_WORK",
    "THESIS",
    "TITLE_AFTER",
    "TITLE_CUE",
    "WHO_LED",
    "WHO_WROTE",
]

GROUP: Final = re.compile(rf"{NOT_IN_A_WORD}(?:{DEGREES}){{0,3}}(?:{COLLEAGUES})")
SHORT_BEFORE: Final = re.compile(rf"(?:{SHORT_NAME})$")
JOURNAL_CUES: Final = tuple(
    (table, pattern)
    for table in ("journal_sure", "journal_likely", "journal_publisher", "journal_shape")
    for pattern in each(table)
)
"""Where a journal is named, with the table: whether a word for journal, a verb of publishing or «by» stands there."""
PUBLISHED_IN: Final = re.compile(
    rf"(?:\s+article)?(?:,?\s+(?:also\s+)?published)?\s+(?:in|for)\s+(?:the\s+journal\s+)?{each('journal_name')[0].pattern}"
)
NEW_STUDY: Final = compiled("new_study", re.IGNORECASE, before=r"\b", after=r"\b")
NO_JOURNAL: Final = compiled("not_a_journal", after=r"(?:\b|$)")
SAME_JOURNAL: Final = re.compile(rf"\b{any_of(phrases('same_journal'))}")

ROLE: Final = re.compile(
    rf"\b(?P<negation>{alternatives('negation')})?"
    rf"(?P<kind>(?:{alternatives('author_kind')}(?:,?\s+{AND}\s+|[,\s]+|-)){{0,4}})"
    rf"(?P<noun>{alternatives('author_noun')})\b"
)
FIRST: Final = compiled("first_author", re.IGNORECASE)
MAIN: Final = compiled("main_author", re.IGNORECASE)
SENIOR: Final = compiled("senior_author", re.IGNORECASE)
AFTER_ROLE: Final = re.compile(
    rf"(?:\s+{alternatives('of_the_work')})?[,:]?\s+(?:{alternatives('is')}\s+)?(?:[a-z-]{{2,18}}\s+){{0,4}}$"
)
LED: Final = compiled("led_by", re.IGNORECASE, before=NOT_IN_A_WORD)
WHO_LED: Final = compiled("who_led", before=r",?\s*(?:[^!?“”\"]{0,140}?[, ])?")
WHO_WROTE: Final = compiled("who_wrote", before=r",?\s*(?:[^!?“”\"]{0,140}?[, ])?")
NOUN_BY: Final = compiled("work_by", before=r"\b", after=r"(?:[^\W\d_a-zß-ÿ]\w{1,9}\.?\s+){0,2}$")
"""Titles may stand before the name that follows."""
EARLIER_YEAR: Final = re.compile(r"(?<![\d.,/-])(1[5-9][0-9]{2}|20[0-9]{2})(?![\d/-]|,[0-9]|\.[0-9])")
DATED_BEFORE: Final = re.compile(
    rf"(?:\b(?:{any_of(phrases('months'))}|{alternatives('season')})\.?(?:\s+[0-9]{{1,2}})?,?\s+"
    rf"|(?:\b{alternatives('period')}|–|-)\s*)$"
)
EARLIER: Final = compiled("earlier", before=r"\b", after=r"\b")
SCHOLARLY: Final = re.compile(rf"(?<![\w-]){any_of(phrases('reporting'))}(?![\w-])")
BOOK: Final = re.compile(rf"\b{any_of(phrases('books'))}\b", re.IGNORECASE)
THESIS: Final = re.compile(rf"\b{any_of(phrases('theses'))}\b")
PREPRINT: Final = re.compile(rf"\b{any_of(phrases('preprints'))}\b")
THEIR_WORK: Final = compiled(
    "their_work",
    before=r"(?:[^\s.!?]{1,14}\s+){0,3}?\b",
    after=rf"\s+(?:[\w-]{{2,20}}\s+){{0,2}}?(?:{WORK_NOUNS})\b",
)
"""Begins a sentence on the work of those whom the sentence before names: «Their study, published in …»."""
TITLE_CUE: Final = compiled("title_cue", re.IGNORECASE)
TITLE_AFTER: Final = compiled("title_follows", before=r"[,\s]{0,3}")
RECENT: Final = compiled("recent", before=r"\b", after=r"\b")
STUDY: Final = compiled("study", re.IGNORECASE)
STUDY_OPENING: Final = compiled("study_opening", re.IGNORECASE)
GENRE: Final = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<g{index}>{pattern})" for index, pattern in enumerate(COMMENT_GENRES.values()))
    + r")(?!\w)"
)
GENRE_BEFORE: Final = re.compile(
    rf"(?:\b(?P<certain>{alternatives('genre_before_sure')})\s+(?:[A-Z][\w&]+\s+){{0,3}}"
    rf"|\b{alternatives('genre_before')}\s+(?:(?:[A-Z]\w+\s+(?:and|&)?\s*){{0,3}}))$"
)
GENRE_AFTER: Final = compiled("genre_after", before=r"\s+", after=r"\b")
NOT_GENRE_AFTER: Final = compiled("not_a_genre_after")
DISCUSSING: Final = f"(?:{SAYING}|{alternatives('discussing')})"
IN_A_PAPER: Final = compiled("in_a_paper", after=r"(?P<rest>[^.!?;“”\"]{0,140}?),\s+(?:[\w.’-]{1,20}\s+){0,14}$")
APPOSED: Final = compiled(
    "apposed_and",
    before=r"(?:,[^,.;“”\"]{0,70})?,?\s+",
    after=r"(?:[a-z][\w-]{1,20}\s*){0,4},?\s*(?:[A-Z][\w.]{1,14}\s+){0,2}$",
)
SECOND_STUDY: Final = compiled("second_study", re.IGNORECASE)
SEVERAL_STUDIES: Final = compiled("several_studies", re.IGNORECASE)
JOURNAL_TITLE: Final = compiled("journal_title", before=r"(?:The\s)?(?:\w+\s){0,4}?", after=r"\b")
