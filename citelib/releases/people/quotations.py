"""Quotations with their speakers.

Words in quotation marks are a quotation when somebody says them: a verb of saying with a name or pronoun stands beside
them, or they go on with what somebody said. Titles and single words in quotation marks do not count.

>>> text = "“Stone is a good listener,” said Dr Ada Holloway. “We only had to ask.”"
>>> [(quotation.speaker, quotation.words) for quotation in find_quotations(text, [(0, len(text))], People(text))]
[('Ada Holloway', 'Stone is a good listener'), ('Ada Holloway', 'We only had to ask.')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from citelib.model import Name
from citelib.releases.page.page import Span, clean, count_words
from citelib.releases.people.people import JOINED, TITLES_OR_NOT_NAMES, People
from citelib.releases.people.quotation_marks import CLOSING_MARKS, Marked, marked_stretches
from citelib.releases.people.sentences import sentences
from citelib.releases.words.patterns import CAPITAL, DESCRIBING, PRONOUN, SAYING, SHORT_NAME, alternatives, compiled

__all__ = ["Quotation", "find_quotations"]


@attrs.frozen
class Quotation:
    """Words that somebody said.

    Attributes:
        speaker: Full name, as far as the text has it; «A and B» for two; None if nobody is named.
        words: The words without the quotation marks and a comma before the closing one.
        start: Offset of the first word.
        end: Offset after the last.
        unsure: Why the speaker is not certain, or None.
    """

    speaker: str | None
    words: str
    start: int
    end: int
    unsure: str | None = None


_SAYING_LETTERS: Final = alternatives("saying_letters")
"""Verbs of saying in scripts without spaces."""
_VERB: Final = re.compile(rf"(?<![\w-])(?:{SAYING})(?![\w-])|{_SAYING_LETTERS}")
_VERB_OR_DESCRIBING: Final = re.compile(rf"(?<![\w-])(?:{SAYING}|{DESCRIBING})(?![\w-])|{_SAYING_LETTERS}")
_GOES_ON: Final = compiled("quote_goes_on")
"""What follows words that somebody says, where no comma does."""
_SAYING_SOON: Final = re.compile(rf"[^。「」]{{0,8}}?{_SAYING_LETTERS}")
_INVERTED: Final = re.compile(rf"[\s,–—-]{{0,4}}{alternatives('inverted_adverb')}?(?:{SAYING})(?![\w-])")
_SENTENCE_GOES_ON: Final = re.compile(r"\s[^,.;:!?“”„«»\"\n]{1,60}(?=,\s)")
_INVERTED_AT_ONCE: Final = re.compile(rf"\s(?:{SAYING})\s")
"""«…» spiega X: the verb follows without a comma."""
_PRONOUN: Final = re.compile(rf"(?<![\w’'-])(?:{PRONOUN})(?![\w’'-])")
_ROLE: Final = compiled("speaker_role", before=r"\b", after=r"\b")
_SHORT: Final = re.compile(rf"(?<![\w’'-])(?:{SHORT_NAME})")
_TITLE_BEFORE: Final = compiled("title_before_quote", before=r"(?:", after=r"|\b(?:1[5-9]|20)[0-9]{2})\s*$")
_TITLE_AFTER: Final = compiled("title_after_quote", before=r"[,\s]{0,3}(?:", after=r"|\()")


_NO_VERB: Final = "no verb of saying stands by the words, so they are given to whoever is named before"
_NOBODY: Final = "nobody is named who says the words"


@attrs.frozen
class _Speaker:
    at: int
    end: int
    name: str
    unsure: str | None = None


class _Attribution:
    """Who says what, paragraph by paragraph."""

    def __init__(self, text: str, people: People) -> None:
        self.text = text
        self.people = people
        self.last: str | None = None
        self.closing: str | None = None
        self.waiting: list[Quotation] = []

    def paragraph(self, start: int, end: int) -> Iterator[Quotation]:
        """The quotations of a paragraph, after those that waited for it to tell who speaks."""
        text = self.text
        closing, self.closing = self.closing, None
        # A quotation of several paragraphs has a mark at the beginning of each, in French also the closing one.
        carried = closing is not None and (text[start] == closing or CLOSING_MARKS.get(text[start]) == closing)
        if not carried:
            yield from self.told()
        marked = marked_stretches(text, start, end, closing if carried else None)
        speaker_before: str | None = None
        for index, quote in enumerate(marked):
            previous_end = marked[index - 1].close if index else start
            next_open = marked[index + 1].open if index + 1 < len(marked) else end
            words_start, words_end = self._words(quote)
            if words_end <= words_start:
                continue
            if not quote.closed and index + 1 < len(marked):
                continue
            goes_on = carried and index == 0
            found = self._speaker(quote, previous_end, next_open, start, speaker_before, goes_on and not self.waiting)
            if found is None and not (goes_on or not quote.closed):
                continue
            if not quote.closed:
                self.closing = CLOSING_MARKS[text[quote.open]] if not goes_on else closing
            speaker, unsure = found or (None, _NOBODY)
            quotation = Quotation(speaker, text[words_start:words_end], words_start, words_end, unsure)
            sure = speaker is not None and unsure is None
            if not sure and (not quote.closed or (goes_on and self.waiting)):
                # The last paragraph of a quotation may tell who speaks: «…,” said X».
                self.waiting.append(quotation)
                if quote.closed:
                    yield from self.told()
                continue
            if goes_on and sure:
                yield from self.told(speaker)
            else:
                yield from self.told()
            speaker_before = speaker or speaker_before
            self.last = speaker or self.last
            yield quotation

    def told(self, speaker: str | None = None) -> Iterator[Quotation]:
        """What waited for its speaker; without one, whoever is named in doubt, or no quotation at all."""
        waiting, self.waiting = self.waiting, []
        known = speaker or next((one.speaker for one in waiting if one.speaker), None)
        for one in waiting:
            if speaker is not None:
                yield attrs.evolve(one, speaker=speaker, unsure=None)
            elif known is not None:
                yield attrs.evolve(one, speaker=known, unsure=one.unsure if one.speaker else _NO_VERB)
            self.last = known or self.last

    def _words(self, quote: Marked) -> Span:
        """Offsets of the words: without white space and the comma before the closing mark."""
        text, start, end = self.text, quote.start, quote.end
        while start < end and text[start].isspace():
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
            end -= 1
        return start, end

    def _speaker(
        self, quote: Marked, low: int, high: int, paragraph: int, speaker_before: str | None, carried: bool
    ) -> tuple[str | None, str | None] | None:
        """Speaker and doubt; None if the words are not a quotation."""
        text = self.text
        words = text[quote.start : quote.end].strip()
        count = count_words(words, 12)
        before_start = max(low, quote.open - 600)
        for a, b in sentences(text, before_start, quote.open):
            before_start = a if text[a:b].rstrip()[-1:] not in ".!?" else b
        before = text[before_start : quote.open]
        if (_TITLE_BEFORE.search(before) and not before.rstrip().endswith(":")) or (
            words[-1:] not in ".!?" and _TITLE_AFTER.match(text[quote.close : quote.close + 60])
        ):
            return None
        last = words[-1:]
        after_end = next((b for _, b in sentences(text, quote.close, min(high, quote.close + 600))), high)
        after = text[quote.close : after_end]
        complete = last in ",.!?…–—-。，！？" or after[:1] == "," or not quote.closed
        complete = complete or (text[quote.open] in "「『" and _GOES_ON.match(after) is not None)
        complete = complete or (count >= 4 and _INVERTED_AT_ONCE.match(after) is not None)
        starts_sentence = not before.strip(" \t\r\n–—-") or before.rstrip()[-1:] == ":"
        goes_on = complete and (last != "." or after.lstrip(" ,–—-")[:1].islower())
        said = _GOES_ON.match(after)
        # «Xは「…」と話す»: the subject stands before the words.
        ahead = self._people(before_start, quote.open) if said and _SAYING_SOON.match(after, said.end()) else []
        if ahead and not self._people(quote.close, after_end):
            return ahead[-1].name, ahead[-1].unsure
        if goes_on and (who := self._after(quote.close, after_end)):
            return who.name, who.unsure
        # «“…” in England, says X»: the sentence goes on behind the mark.
        rest = _SENTENCE_GOES_ON.match(after) if count >= 5 else None
        said_then = rest and _INVERTED.match(after, rest.end())
        if rest and said_then and (who := self._after(quote.close + rest.end(), after_end)):
            return who.name, who.unsure
        if who := self._before(
            before_start, quote.open, complete or (words[:1].isupper() and words[-1:] in ".?!"), count
        ):
            return who.name, who.unsure
        if carried and self.last:
            return self.last, None
        ends = last in ".!?…" or not quote.closed or (count >= 4 and after[:1] in (".", "!", "?"))
        whole = count >= 2 and words[:1].isupper() and ends
        if whole and starts_sentence and speaker_before:
            return speaker_before, None
        if last == "." and complete and count >= 4 and (who := self._after(quote.close, after_end, strict=True)):
            return who.name, who.unsure
        if whole and starts_sentence and count >= 4:
            if name := self.people.last_before(quote.open, within=quote.open - paragraph + 700):
                return str(name), _NO_VERB
            if self.last is not None:
                return self.last, "no verb of saying stands by the words, so they are given to who spoke before"
        if complete and count >= 4 and _VERB.search(after[:80]) and last in ",?!":
            return None, _NOBODY
        return None

    # Names beside a verb

    def _after(self, start: int, end: int, *, strict: bool = False) -> _Speaker | None:
        """The speaker in what follows the words: «said X», «X said», «he said»."""
        text = self.text
        zone = text[start:end]
        if match := _INVERTED.match(zone):
            people = self._people(start + match.end(), min(end, start + match.end() + 260))
            if people and people[0].at - (start + match.end()) < 160:
                return people[0]
            if zone[match.end() : match.end() + 1] in (".", ",", ";", ""):
                # The language leaves the pronoun out: «…», dice.
                last = self.people.last_before(start)
                return _Speaker(start, start, str(last)) if last is not None else None
            return None
        verb = _VERB.search(zone[:320])
        if not verb:
            return None
        people = self._people(start, start + verb.start())
        lead = len(zone) - len(zone.lstrip(" ,–—-"))
        near = [one for one in people if one.at - start <= lead + (45 if not strict else 25)]
        if near:
            return near[0]
        return None

    def _before(self, start: int, end: int, complete: bool, count: int) -> _Speaker | None:
        """The speaker in what leads up to the words: «X said: …», «according to X, …», «X called it …»."""
        text = self.text
        zone = text[start:end]
        stripped = zone.rstrip()
        ends_open = stripped[-1:] in (":", ",")
        if not stripped:
            return None
        verbs = list(_VERB_OR_DESCRIBING.finditer(zone))
        if not verbs:
            if stripped.endswith(":"):
                people = self._people(start, end)
                if people:
                    return people[0]
            return None
        verb = verbs[-1]
        tail = zone[verb.end() :]
        if not ends_open and not (count >= 4 and len(tail.split()) <= 10):
            return None
        if ends_open and not complete and count < 3:
            return None
        subjects = self._people(start, start + verb.start())
        if subjects:
            return subjects[0]
        objects = self._people(start + verb.end(), end)
        return objects[0] if objects else None

    def _people(self, start: int, end: int) -> list[_Speaker]:
        """Whoever is named in a stretch, in full, for short, by a pronoun or by a role."""
        text, people = self.text, self.people
        mentions = people.between(start, end)
        found = [_Speaker(m.start, m.end, str(m.name)) for m in mentions]
        covered = [(m.start, m.end) for m in mentions]
        for match in _SHORT.finditer(text, start, end):
            if any(a < match.end() and match.start() < b for a, b in covered):
                continue
            name = people.resolve(match[0], match.start())
            if name is not None:
                found.append(_Speaker(match.start(), match.end(), str(name)))
            elif (
                (stripped := self._lone(match[0])) and _VERB.search(text, match.end(), min(len(text), match.end() + 12))
            ) or (
                (stripped := self._lone(match[0])) and _VERB.search(text[max(0, match.start() - 14) : match.start()])
            ):
                found.append(_Speaker(match.start(), match.end(), stripped, f"only the name {stripped!r} is given"))
        for pattern in (_PRONOUN, _ROLE):
            for match in pattern.finditer(text, start, end):
                if any(a <= match.start() < b for a, b in covered):
                    continue
                last: Name | None = people.last_before(match.start())
                name_text = str(last) if last is not None else self.last
                if name_text and (pattern is _PRONOUN or not any(s.at < match.end() + 40 for s in found)):
                    found.append(_Speaker(match.start(), match.end(), name_text))
        found.sort(key=lambda one: one.at)
        if len(found) > 1 and JOINED.fullmatch(text[found[0].end : found[1].at]):
            found[0] = _Speaker(found[0].at, found[1].end, f"{found[0].name} and {found[1].name}")
        return found

    @staticmethod
    def _lone(written: str) -> str | None:
        """A capitalised word that may be a family name nobody introduced."""
        words = [word for word in clean(written).split() if word.rstrip(".").casefold() not in TITLES_OR_NOT_NAMES]
        return words[-1] if len(words) == 1 and re.fullmatch(CAPITAL, words[0]) else None


def find_quotations(text: str, paragraphs: list[Span], people: People) -> list[Quotation]:
    """All quotations in the paragraphs of a text."""
    attribution = _Attribution(text, people)
    found = [quotation for start, end in paragraphs if start < end for quotation in attribution.paragraph(start, end)]
    return [*found, *attribution.told()]
