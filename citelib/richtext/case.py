"""Text case, over runs (specification, Text-case).

Case is a matter of words, and words may span runs; what markup protects (``<span class="nocase">``, small capitals,
superscripts) keeps its case.

>>> runs = [Run("the art of war: an ")]; apply_case(runs, 0, "title", "en"); runs
[Run('The Art of War: An ')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citelib.richtext.runs import DATA, OPEN, Run

__all__ = ["STOP_WORDS", "apply_case"]

STOP_WORDS: Final = frozenset(
    """
    a about above across afore after against al along alongside amid amidst among amongst an and anenst apropos apud
    around as aside astride at athwart atop barring before behind below beneath beside besides between beyond but by c
    ca circa d' de despite down during et except for forenenst from given in inside into lest like modulo near next
    nor notwithstanding of off on onto or out over per plus pro qua sans since so than the through throughout thruout
    till to toward towards under underneath until unto up upon v versus via vis-à-vis von vs van with within without
    yet
    """.split()
)
"""English words that title case leaves in lower case within a title."""

_WORD: Final = re.compile(r"[^\s\u200b\-\u2010\u2011–—/.,;?!:\[\]()‘“”\"„«»‹›]+")
_SPACED_WORD: Final = re.compile(r"[^\s\u200b]+")
_APOSTROPHE: Final = re.compile("['’]")
_SUBTITLE: Final = re.compile(r"[:?!]\s+|\s*—\s*|(?P<stop>\.\s+)")
"""What stands before a subtitle."""
_SENTENCE: Final = re.compile(r"(?:[^\W\d_]{4}|\b\d{4})[”“’\")\]]*$")
"""The end of a sentence, as opposed to that of an abbreviation: a word of some length, or a year."""
_LINKS: Final = frozenset("and de e et for of on or und v vs y".split())
"""Words in front of which a full stop belongs to an abbreviation: «Select Comm. on», «Elsevier Inc. v.»."""
_SPACED_DASH: Final = re.compile(r"(?<=[^\W\dA-Z])(?:\s+(?:-|--|---|—)\s+|--+)(?=\w)|(?<=\d)\s+-\s+(?=[^\W\d_])")
"""A dash that is typed as hyphens, or with spaces around it; «R - research» is left, which may be no dash."""
_MARK: Final = re.compile(r"(?<=\S)\s*([:?!])(?=\s)")
_MARKS: Final = frozenset("-—:?!")
_PLAIN_WORD: Final = re.compile(r"[“„«\"'‘¿¡(\[]*(?P<word>[^\W\d_]{2,}(?![\w&+.])|[aàeoyиов](?=\s))")
"""A word of nothing but letters; «p53», «e.g.», «t-test» and «n» are none."""
_IN_NUMBER: Final = re.compile(r"\d[-\u2010\u2011][a-z]+[-\u2010\u2011]\d")
"""A word that is part of a number: «1:15-cv-04282», «a 2-to-1 majority»."""
_TO_SET: Final = re.compile(r"\A[\W_]*[^\W\dA-Z_]|[:?!.]\s+[\W_]*[^\W\dA-Z_]|—|--|\s[-:]\s")
"""What no title has that is set as APA wants it already, as most are; a quick look that saves the rest."""
_DOTTED: Final = ("tr", "az")
"""Languages that have an I with and one without a dot."""
_HYPHENS: Final = frozenset("-\u2010\u2011")
_ENDS_SENTENCE: Final = frozenset(":?!")


def apply_case(runs: list[Run], start: int, text_case: str, language: str) -> None:
    """Change the case of all runs from `start` on.

    Args:
        runs: The runs; changed in place.
        start: Index of the first run that is concerned.
        text_case: A value of CSL's ``text-case``, or ``"sentence-strict"`` for sentence case by the letter of the
            specification: words with capitals stay as they are, «On the Origin of Species» as well; or
            ``"subtitles"`` for a capital at the beginning of the title and of each subtitle, as APA has them;
            ``"subtitles-spaced"`` for that with narrow spaces before colons and the like, as in French; or
            ``"sentence-start"`` for a capital if the text stands behind a full stop.
        language: Language of the text in two letters; title case leaves everything but English alone.
    """
    if text_case == "title":
        if language == "en":
            _title(runs, start)
    elif text_case == "capitalize-first":
        _capitalize_first(runs, start, language)
    elif text_case == "sentence-start":
        if start and runs[start - 1].text.endswith(". "):
            _capitalize_first(runs, start, language)
    elif text_case == "uppercase":
        for run in runs[start:]:
            if not run.mark.nocase:
                run.text = _upper(run.text, language)
    elif text_case == "lowercase":
        for run in runs[start:]:
            if not run.mark.nocase:
                run.text = _lower(run.text, language)
    elif text_case == "capitalize-all":
        for run in runs[start:]:
            if not run.mark.nocase:
                run.text = _WORD.sub(lambda match: _capitalized(match.group(), language), run.text)
    elif text_case == "sentence":
        _sentence(runs, start, language)
    elif text_case == "sentence-strict":
        _sentence(runs, start, language, strict=True)
    elif text_case in ("subtitles", "subtitles-spaced"):
        _subtitles(runs, start, language, spaced=text_case == "subtitles-spaced")


def _upper(text: str, language: str) -> str:
    return (text.replace("i", "İ") if language in _DOTTED else text).upper()


def _lower(text: str, language: str) -> str:
    return (text.replace("İ", "i").replace("I", "ı") if language in _DOTTED else text).lower()


def _capitalized(word: str, language: str) -> str:
    """The word with a capital, if it has none yet; a lone Greek letter is a symbol and stays."""
    if word != word.lower() or (len(word) == 1 and "\u0370" <= word <= "\u03ff"):
        return word
    return _upper(word[0], language) + word[1:]


def _capitalize_first(runs: list[Run], start: int, language: str) -> None:
    for run in runs[start:]:
        if run.origin >= OPEN:
            continue
        match = _WORD.search(run.text)
        if match:
            if not run.mark.nocase:
                word = _SPACED_WORD.match(run.text, match.start())
                if word and word.group() == word.group().lower():
                    run.text = (
                        run.text[: match.start()] + _capitalized(match.group(), language) + run.text[match.end() :]
                    )
            return


def _sentence(runs: list[Run], start: int, language: str, strict: bool = False) -> None:
    """A capital for the first word only; words with capitals inside (DNA, mRNA, McDonald) are names and stay.

    A text that is all in capitals is lowered as a whole (specification, Sentence Case Conversion).
    """
    shown = [run for run in runs[start:] if run.origin < OPEN]
    shouts = not any(letter.islower() for run in shown for letter in run.text)
    first = True
    for run in shown:
        match = _WORD.search(run.text)
        if not run.mark.nocase:
            if shouts:
                text = _lower(run.text, language)
            elif strict:
                text = run.text
            else:
                text = _WORD.sub(lambda word: _lowered(word.group(), language), run.text)
            if first and match:
                text = _with_capital(text, match.start(), language)
            run.text = text
        if match:
            first = False


def _subtitles(runs: list[Run], start: int, language: str, spaced: bool) -> None:
    """A capital for the first word of the title and of each subtitle, where that word is all in small letters.

    Dashes become those of APA, without spaces, as the quotation marks of a list are those of its style whatever the
    language of a work (Publication Manual, sections 6.6 and 6.17).
    """
    if not spaced and not _TO_SET.search("".join([run.text for run in runs[start:]])):
        return
    _set_marks(runs, start, "\u202f" if spaced else "" if language == "en" else None)
    text = "".join([run.text for run in runs[start:]])
    protected = _protected(runs, start)
    capitals = [
        word.start("word")
        for at in _beginnings(text)
        if (word := _PLAIN_WORD.match(text, at))
        and word["word"].islower()
        and not (protected and protected[word.start("word")])
    ]
    if capitals:
        _set_capitals(runs, start, capitals)


def _set_marks(runs: list[Run], start: int, space: str | None) -> None:
    """Set dashes as APA does, and this space before colons, question and exclamation marks; None for what is there."""
    before = " "
    for run in runs[start:]:
        if run.origin == DATA and not _MARKS.isdisjoint(run.text):
            run.text = _SPACED_DASH.sub("—", run.text)
            if space is not None:
                # A mark may stand behind a quotation mark or a tag, and thus in another run than the word.
                run.text = _MARK.sub(f"{space}\\1", before + run.text)[1:]
        before = run.text[-1:] or before


def _beginnings(text: str) -> Iterator[int]:
    """Where a title and its subtitles begin."""
    name = _PLAIN_WORD.match(text)
    if name is None or text[name.end() : name.end() + 1] != ":":  # «dplyr: A grammar …» is called dplyr
        yield 0
    for found in _SUBTITLE.finditer(text):
        if found["stop"]:
            link = _WORD.match(text, found.end())
            before = text[max(0, found.start() - 12) : found.start()]
            if not _SENTENCE.search(before) or (link and link.group() in _LINKS):
                continue
        yield found.end()


def _lowered(word: str, language: str) -> str:
    """A word without its capital, unless it has others."""
    rest = word[1:]
    return _lower(word, language) if rest == rest.lower() else word


def _with_capital(text: str, at: int, language: str) -> str:
    """Text with a capital at a place, unless the word there has capitals of its own further on (iPhone, mRNA)."""
    word = _WORD.match(text, at)
    if word and word.group()[1:] != word.group()[1:].lower():
        return text
    return text[:at] + _upper(text[at], language) + text[at + 1 :]


def _title(runs: list[Run], start: int) -> None:
    text = "".join([run.text for run in runs[start:]])
    capitals: list[int] = []
    first = True
    last: tuple[int, str] | None = None
    end = 0
    broken = 0
    protected = _protected(runs, start)
    for match in _WORD.finditer(text):
        at = match.start()
        word = match.group()
        after_sentence = not first and _ends_sentence(text, end, at)
        if broken == 0 and not first and text[end:at].strip():
            broken = at
        end = match.end()
        if protected and protected[at]:
            first = False
            last = None
            continue
        head = _APOSTROPHE.split(word, maxsplit=1)[0] if ("’" in word or "'" in word) else word
        if not head:
            # An apostrophe in front belongs to a word that is cut short: ’n’, ’em.
            first = False
            last = None
            continue
        lower = head.lower()
        # A stop word that begins a compound has its capital, as long as no punctuation stands before it.
        before_hyphen = not broken and text[end : end + 1] in _HYPHENS
        wanted = before_hyphen or (len(head) > 1 and lower not in STOP_WORDS) or first or after_sentence
        wanted = wanted and not (at > 1 and _IN_NUMBER.match(text, at - 2))
        if wanted and head == lower and not (len(word) == 1 and "\u0370" <= word <= "\u03ff"):
            capitals.append(at)
        first = False
        last = (at, head)
    if last is not None:
        at, head = last
        if len(head) > 1 and head in STOP_WORDS and at not in capitals[-1:]:
            capitals.append(at)
    if capitals:
        _set_capitals(runs, start, capitals)


def _ends_sentence(text: str, start: int, end: int) -> bool:
    """Whether a colon, a question mark or an exclamation mark stands between two words, and a space after it."""
    return not _ENDS_SENTENCE.isdisjoint(text[start:end])


def _protected(runs: list[Run], start: int) -> list[bool]:
    """For each character whether its case is protected; empty if none is."""
    if not any(run.mark.nocase for run in runs[start:]):
        return []
    flags: list[bool] = []
    for run in runs[start:]:
        flags.extend([run.mark.nocase] * len(run.text))
    return flags


def _set_capitals(runs: list[Run], start: int, capitals: list[int]) -> None:
    """Put capitals at positions of the joined text (in rising order)."""
    offset = 0
    count = len(capitals)
    done = 0
    for run in runs[start:]:
        end = offset + len(run.text)
        if done < count and capitals[done] < end:
            letters = list(run.text)
            while done < count and capitals[done] < end:
                at = capitals[done] - offset
                capital = letters[at].upper()
                if len(capital) == 1:
                    letters[at] = capital
                done += 1
            run.text = "".join(letters)
        offset = end
