"""Venues: whether two titles of journals or conferences mean one, another, or cannot be compared.

Preprint servers, series and repositories say nothing of where a work appeared, nor does an acronym that no table has.

>>> compare_venues("NIPS", "Advances in Neural Information Processing Systems 36"), compare_venues("ICML", "CVPR 2023")
('same', 'other')
>>> compare_venues("arXiv preprint arXiv:2109.11817", "ICML")
'unknown'
"""

from __future__ import annotations

import functools
import html
import re
from typing import Final, Literal

from citelib.comparing import beginning, fold_words, strip_markup
from citelib.matching.likeness import same_journal
from citelib.verification.comparison.titles import head_key, title_key
from citelib.verification.comparison.venue_table import CONFERENCES, JOURNALS, PUBLISHED_IN, VENUES

__all__ = ["VENUES", "compare_venues", "is_comparable", "is_periodical", "is_series", "venue"]

Comparison = Literal["same", "other", "unknown"]

_SILENT: Final = re.compile(
    r"arxiv|\bcorr\b|computing research repository|preprint|biorxiv|medrxiv|chemrxiv|ssrn|openreview|research square|"
    r"\bhal\b|zenodo|figshare|\bosf\b|dspace|eprints|pubmed|europe pmc|doaj|jstor|researchgate|academia edu|"
    r"semantic scholar|google scholar|proceedings of machine learning research|\bpmlr\b|\bjmlr (?:w(?:orkshop)? "
    r"?(?:and )?c|proceedings)|"
    r"\blect notes\b|lecture notes in|\blncs\b|\blnai\b|\bceur\b|repository|\bunpublished\b|\bmanuscript\b|"
    r"under review|in press|to appear|^submitted to|"
    r"^(?:springer|elsevier|acm|ieee|wiley|curran associates)(?: inc| press| verlag)?$"
)
_SERIES: Final = re.compile(
    r"^(?:methods in|advances in(?! neural)|studies in|lecture notes|communications in computer|ifip|smart innovation|"
    r"springer|procedia|aip conference|aip proceedings|acs symposium|astronomical society of the pacific|nato|"
    r"journal of physics conference series|iop conference|topics in|progress in|springerbriefs|"
    r"undergraduate|"
    r"graduate texts|perspectives in|contributions to|international series|progress in|current topics|leibniz "
    r"international|"
    r"studies|monographs|texts|synthese library|boston studies|isprs|spie|proceedings of spie|"
    r"cambridge (?:studies|tracts)|sigplan|acm sig|sigsoft|sigmod record|the springer|advances in "
    r"intelligent systems)"
)
_HANDBOOK: Final = re.compile(r"^(?:handbook of|oxford handbooks?|cambridge companions?)")
"""Books, which some publishers number as a series («Handbook of Clinical Neurology»)."""
_WORKSHOP: Final = re.compile(r"workshops?\b|\bfindings\b|companion|tutorial|extended abstracts|adjunct")
_ORDINARY: Final = re.compile(
    r"\b(?:[0-9]+(?:st|nd|rd|th)?|in|proc|proceedings|of|the|on|and|for|annual|international|conference|conf|intl|int|"
    r"symposium|symp|advances|adv|ieee|cvf|acm|"
    r"main|long|papers?|volume|vol|first|second|third|fourth|fifth|[a-z]+(?:ieth|teenth|first|second|third))\b"
)
"""Words that come and go in the names of venues."""
_MEETING: Final = re.compile(
    r"\b(?:proc|proceedings|conf|conference|symposium|symp|workshop|meeting|congress|colloquium)\b"
)
_PERIODICAL: Final = re.compile(r"\b(?:journal|transactions|letters|review|magazine|bulletin|annals)\b")
_ADDED: Final = frozenset(
    "u s a us usa united states america london england uk new york ny n y print online internet weinheim bergstrasse "
    "germany "
    "baltimore md oxford bethesda philadelphia pa hoboken nj amsterdam netherlands berlin heidelberg basel switzerland "
    "clinical research ed official publication series journal paris france washington dc chichester electronic edition "
    "international english section part sect and of the".split()
)
"""Words by which catalogues tell journals of one name apart, and which the journals themselves leave out."""
_ACRONYM: Final = re.compile(r"[A-Z][A-Za-z&]*[A-Z][A-Za-z]*")
_ADDED_ACRONYM: Final = re.compile(r"\(([A-Z][A-Za-z]*[A-Z]{2,})\W*(?:[0-9]{2,4})?\)\s*$")
"""An acronym behind the name that it stands for: «(IPTPS)»."""
_BEHIND: Final = re.compile(
    r"(?<=[A-Z])[*'’ -]?[0-9]{2,4}$|"
    r"[\s,:;.]*(?:\(?(?:19|20)[0-9]{2}\)?|['’][0-9]{2}|\b[IVXLC]+\b|[0-9]+(?:st|nd|rd|th)?)$"
)


_LONGEST: Final = 500
"""Characters of a venue's name that are compared."""


_SECOND_THE: Final = re.compile(r"\b(on|of|in) the\b")
"""An article within a name, which comes and goes: «Symposium on (the) Theory of Computing»."""


def _folded(text: str) -> str:
    return fold_words(html.unescape(html.unescape(strip_markup(text))).replace("&", " and "))


@functools.lru_cache(maxsize=4096)
def is_comparable(text: str) -> bool:
    """Whether a text names a place of publication, and no preprint server, series, repository or publisher."""
    folded = _folded(text)
    return bool(folded) and not _SILENT.search(folded)


@functools.lru_cache(maxsize=4096)
def is_series(text: str, *, is_numbered: bool = True) -> bool:
    """Whether a text names a series of books, which some records of a chapter have instead of its book.

    Args:
        text: The name.
        is_numbered: Whether there may be volumes of it; a handbook without is a book.
    """
    folded = _folded(text)
    return bool(_SERIES.match(folded) or (is_numbered and _HANDBOOK.match(folded)))


@functools.lru_cache(maxsize=4096)
def is_periodical(text: str) -> bool:
    """Whether a text names a journal, and no conference."""
    words = _folded(text)
    return bool(_journal(words)) or (bool(_PERIODICAL.search(words)) and not _MEETING.search(words))


@functools.lru_cache(maxsize=4096)
def venue(text: str) -> str | None:
    """The name in `VENUES` of a venue; None if the table does not have it."""
    text = beginning(text, _LONGEST)
    words = _SECOND_THE.sub(r"\1", _folded(text))
    if (journal := _journal(words)) is not None:
        return journal
    for name, (_, phrases) in CONFERENCES.items():
        if any(_has(words, _SECOND_THE.sub(r"\1", phrase)) for phrase in phrases):
            return name
    # «CVPR09» and «NIPS*12» have their year.
    parted = re.sub(r"(?<=[A-Z])[*'’]?(?=[0-9]{2,4}\b)", " ", text)
    words, tokens = _SECOND_THE.sub(r"\1", _folded(parted)), re.findall(r"[^\W_]+", parted)
    shouted = len(tokens) > 4 and text.isupper()
    letters = {token.casefold() for token in tokens if sum(map(str.isupper, token)) > 1 and not shouted}
    padded, alone = f" {words} ", _bare(words) if _MEETING.search(words) else ""
    for name, (abbreviations, _) in CONFERENCES.items():
        for one in abbreviations.split("|"):
            # «MICRO» is a conference, «Micro and Nano Letters» is none.
            if f" {one} " in padded and (one in (words, alone) or letters.issuperset(one.split())):
                return name
    return _abbreviated(words)


def _has(words: str, phrase: str) -> bool:
    """Whether a name has a phrase, and does not go on: «Machine Learning and Cybernetics» is another conference."""
    at = words.find(phrase)
    behind = words[at + len(phrase) :]
    return at >= 0 and (
        not behind.startswith(" and ") or re.match(r" and (?:the|[0-9]|joint|annual)", behind) is not None
    )


def _journal(words: str) -> str | None:
    bare = words.removeprefix("the ")
    for name, (abbreviations, phrases) in JOURNALS.items():
        for one in (*abbreviations.split("|"), *(_SECOND_THE.sub(r"\1", phrase) for phrase in phrases)):
            for start in (bare, bare.removeprefix("ieee "), bare.removeprefix("acm ")):
                if start == one or (start.startswith(f"{one} ") and _ADDED.issuperset(start[len(one) :].split())):
                    return name
    return None


def _abbreviated(words: str) -> str | None:
    """The venue whose full name a text abbreviates word by word: «Proc. Int. Conf. Mach. Learn.»."""
    if not re.search(r"\b(?:proc|conf|symp|trans|adv)", words):
        return None
    bare = _bare(words)
    for name, (_, phrases) in VENUES.items():
        if any(same_journal(bare, _bare(phrase)) for phrase in phrases):
            return name
    return None


def _bare(words: str) -> str:
    return " ".join(_ORDINARY.sub(" ", words).split())


@functools.lru_cache(maxsize=1 << 14)
def compare_venues(ours: str, theirs: str) -> Comparison:
    """Whether two texts name one venue; workshops, findings and companions are others than their conference."""
    ours, theirs = beginning(ours, _LONGEST), beginning(theirs, _LONGEST)
    if not is_comparable(ours) or not is_comparable(theirs):
        return "unknown"
    # «Linear Algebra and its Applications» is «Linear Algebra Appl.».
    ours, theirs = (re.sub(r"\band (?:its|their)\b", "and", strip_markup(text)) for text in (ours, theirs))
    mine, yours = _folded(ours), _folded(theirs)
    if mine == yours or _is_one_title(ours, theirs):
        return "same"
    if bool(_WORKSHOP.search(mine)) != bool(_WORKSHOP.search(yours)):
        return "other"
    known = venue(ours), venue(theirs)
    if None not in known:
        return "same" if known[0] == known[1] or frozenset(known) in PUBLISHED_IN else "other"
    if any(name is None and _UNDEFINED.fullmatch(text) for name, text in zip(known, (ours, theirs), strict=True)):
        return "unknown"
    # What a known acronym stands for is in the table: its letters may begin other names, too.
    is_acronym = any(name is not None and _acronym(text) for name, text in zip(known, (ours, theirs), strict=True))
    if (not is_acronym and _is_abbreviation(ours, theirs)) or _is_same_but_for_places(mine, yours):
        return "same"
    bare = _bare(mine), _bare(yours)
    if bare[0] and (bare[0] == bare[1] or _holds(mine, yours, *bare)):
        return "same"
    added = [found[1] if (found := _ADDED_ACRONYM.search(text)) else None for text in (ours, theirs)]
    if added[0] and added[0] == added[1]:
        return "same"
    letters = _acronym(ours), _acronym(theirs)
    if any(letters):
        return _compare_acronyms(letters, (mine, yours))
    return "other"


_SPONSOR: Final = re.compile(r"(?:ACM|IEEE|SIAM|IFIP|USENIX|AAAI) ")
_SMALL: Final = re.compile(
    r"\b(?:für|fur|der|die|das|des|dem|den|und|zur|zum|de|la|le|les|du|et|pour|sur|del|della|delle|dei|degli|di|per|do|da|"
    r"dos|das|em|y|e|voor|van|het|op|och|för|og|i)\b|\b[ld]['’]",
    re.IGNORECASE,
)
"""Words that titles of journals in other languages than English lose when they are abbreviated."""
_WORN: Final = re.compile(r"\bjb\b\.?", re.IGNORECASE)
"""«Jahrbuch», of which fewer letters are left than a contraction has."""


def _is_abbreviation(ours: str, theirs: str) -> bool:
    """Whether one title abbreviates the other, with or without the society that publishes it."""
    ours, theirs = (_as_section(_WORN.sub("Jahrb.", text)) for text in (ours, theirs))
    if same_journal(ours, theirs):
        return True
    if (_SPONSOR.match(ours) is None) != (_SPONSOR.match(theirs) is None):
        ours, theirs = (_SPONSOR.sub("", text, count=1) for text in (ours, theirs))
    return same_journal(*(" ".join(_SMALL.sub(" ", text).split()) for text in (ours, theirs)))


_SECTION: Final = re.compile(r"\b(?:section|sect\.?|series|ser\.?)\s+(?=[A-Z]\b)", re.IGNORECASE)
_LETTER: Final = re.compile(r"(.*\s[A-Z])\s*[:,(].*")


def _as_section(text: str) -> str:
    """The title of a section of a journal with its letter alone: «Journal of Physics A: Mathematical and General»."""
    text = _SECTION.sub("", text)
    match = _LETTER.fullmatch(text)
    return match[1] if match else text


def _is_one_title(ours: str, theirs: str) -> bool:
    """Whether two names are one in two spellings, with or without subtitle, or with a slip of the pen."""
    key, other = title_key(ours), title_key(theirs)
    if not key or not other:
        return False
    if key == other or (len(key) > _TELLING and key == head_key(theirs)):
        return True
    if len(other) > _TELLING and other == head_key(ours):
        return True
    short, long = sorted((ours, theirs), key=len)
    if is_periodical(long) and _bare_key(short) and _bare_key(short) == head_key(long):
        return True  # «Cells: an international journal of biology»
    if len(other) > _TELLING < len(key) and long.startswith(f"{short},") and not _PART.search(long[len(short) :]):
        return True  # with the place and the day of a meeting
    mine, yours = _folded(ours).split(), _folded(theirs).split()
    unlike = [(one, two) for one, two in zip(mine, yours, strict=False) if one != two]
    return len(mine) == len(yours) and len(unlike) == 1 and _is_slip(*unlike[0])


def _bare_key(text: str) -> str:
    return title_key(text) if not re.search(r"[:–—-]", text) else ""


def _is_slip(one: str, other: str) -> bool:
    """Whether a word is another with a letter or two wrong: «Psychometrica»."""
    from rapidfuzz.distance import OSA

    return min(len(one), len(other)) > _SLIP and OSA.distance(one, other) <= 1 + (len(one) > 2 * _SLIP)


_PART: Final = re.compile(r"\b(?:series|section|part|letters|supplement|[A-Z]\b)", re.IGNORECASE)
_TELLING: Final = 12
"""Letters of a title from which a book is known by it without its subtitle."""
_SLIP: Final = 7
"""Letters that a word has more of than this if a wrong one of them is a slip."""
_UNDEFINED: Final = re.compile(r"[a-z]+(?:[-_][a-zA-Z]+)*|[a-z]+[A-Z]{1,2}")
"""The name of a macro that a file of BibTeX does not define."""
_PLACES: Final = frozenset("lond london u s a us usa uk ny".split())


def _is_same_but_for_places(mine: str, yours: str) -> bool:
    """Whether all that one title has more are places and the like: «Science (New York, N.Y.)»."""
    short, long = sorted((mine.split(), yours.split()), key=len)
    if not short:
        return False
    rest = long[len(short) :]
    if rest and all(word in _ADDED for word in rest) and same_journal(" ".join(long[: len(short)]), " ".join(short)):
        return True
    left_out = _PLACES | {"of", "the", "and"}
    short, long = sorted(([word for word in one.split() if word not in left_out] for one in (mine, yours)), key=len)
    if len(short) < 3 or not same_journal(" ".join(long[: len(short)]), " ".join(short)):
        return False
    # «Philosophical Transactions B» is also called by what B stands for.
    return len(short) == len(long) or len(short[-1]) == 1


def _holds(mine: str, yours: str, bare: str, other: str) -> bool:
    """Whether the long name of a meeting, with its place and day, has all of the short one in it."""
    short, long = sorted((bare, other), key=len)
    if not (_MEETING.search(mine) or _MEETING.search(yours)) or _PERIODICAL.search(f"{mine} {yours}"):
        return False
    words = len(short.split())
    return (words > 1 and long.startswith(f"{short} ")) or (words > 2 and f" {short} " in f" {long} ")


def _acronym(text: str) -> str:
    """The acronym that a text consists of, but for a year, a number or quotation marks; empty if it does not."""
    text = text.strip(" \"'“”{}.")
    for _ in range(2):
        text = _BEHIND.sub("", text) or text  # «IC» is no number
    text = re.sub(
        r"^(?:in\s+)?(?:proc(?:eedings)?\.?\s+(?:of\s+)?)?(?:the\s+)?(?:acm|ieee)?[\s/-]*",
        "",
        text,
        flags=re.IGNORECASE,
    )
    return text if _ACRONYM.fullmatch(text) else ""


def _compare_acronyms(letters: tuple[str, str], words: tuple[str, str]) -> Comparison:
    """An acronym and a name: one venue if the name has it or has its initials; else nobody knows what it stands for."""
    if all(letters):
        return "same" if letters[0].casefold() == letters[1].casefold() else "other"
    acronym, name = (letters[0], words[1]) if letters[0] else (letters[1], words[0])
    if venue(acronym) is not None:
        return "other"  # and what it stands for is known
    folded = fold_words(acronym).replace(" ", "")
    if folded in name.split():
        return "same"
    initials = "".join(word[0] for word in name.split() if word not in ("of", "on", "the", "and", "for", "in", "a"))
    return "same" if folded in initials and len(folded) > 2 else "unknown"
