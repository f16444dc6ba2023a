"""Titles and publishers that the model takes for something else: those of one word look like a name or a place.

Where a reference stands in no doubt, its title stands behind the names, and behind the year if that follows them. What
stands last behind a title, in a reference that begins with names and year and has no numbers, is the publisher.

>>> texts = {"author": "Sagan C. Cosmos.", "publisher": "Norton;", "date": "1980."}
>>> found = with_title([Segment(label, text, 0.9) for label, text in texts.items()])
>>> [(one.label, one.text) for one in found][:2]
[('author', 'Sagan C.'), ('title', 'Cosmos.')]
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from citelib.comparing import fold
from citelib.formats.text.plain_text.fields import Segment
from citelib.formats.text.plain_text.words import classes_of, load_words

__all__ = ["with_title"]

_BEFORE: Final = frozenset(("number", "author", "date"))
"""Labels of what may stand before a title."""
_IMPRINT: Final = frozenset(("place", "publisher"))
_MISTAKEN: Final = frozenset(("genre", "note", "page", "place", "publisher", "series", "volume"))
"""Labels that a title of one word gets by mistake."""
_ALONE: Final = {"container": "J", "journal": "J", "place": "C"}
"""Labels that a publisher gets by mistake, and the letter of the words that are no mistake."""
_ANYWHERE: Final = frozenset(("accessed", "doi", "isbn", "medium", "note", "url"))
"""Labels of what may stand behind everything."""
_YEAR_ALONE: Final = re.compile(r"\W*[0-9]{4}[a-z]?\W*")
_NAMES_AND_TITLE: Final = re.compile(r"(?P<names>.*\w\W+\w.*[.,])\s+(?P<title>[^\W\d_][^.,;&]{2,60}[.,]?)")
"""At least a family name and something of a given one before the last stop or comma."""
_ROLE: Final = re.compile(r"\(|\b(?:eds?|edit\w*|hrsg|hg|dir|coords?|trans\w*|trad|übers\w*|red|by)\b", re.IGNORECASE)
"""What says that somebody is not an author."""
_SENTENCE: Final = re.compile(r"(?P<title>[^.]{2,80}\.)\s+(?P<rest>\S.*)")
_BEGUN_PLACE: Final = re.compile(r"(?P<title>.+\.)\s+(?P<begun>[^\W\d_a-z][^\W\d_]+)")
"""A title, and the first word of a place: «Ethics. New» before «York:»."""


def with_title(found: list[Segment]) -> list[Segment]:
    """The segments of a reference, one of them its title if it can be told."""
    labels = [one.label for one in found]
    if "title" in labels:
        return _with_publisher(_with_whole_place(found, labels.index("title")))
    if labels[:1] in (["editor"], ["translator"]) and "author" not in labels and not _ROLE.search(found[0].text):
        found, labels = [attrs.evolve(found[0], label="author"), *found[1:]], ["author", *labels[1:]]
    at = next((number for number, label in enumerate(labels) if label not in _BEFORE), len(found))
    if not at or at == len(found) or "author" not in labels[:at] or "date" not in labels:
        return found
    one, before = found[at], found[at - 1]
    if before.label == "author" and one.label in _IMPRINT:
        parts = _split(before, _NAMES_AND_TITLE, "author", "title")
        return [*found[: at - 1], *parts, *found[at:]]
    if one.text.endswith(":"):
        return found
    if len(parts := _split(one, _SENTENCE, "title", one.label)) > 1:
        return [*found[:at], *parts, *found[at + 1 :]]
    if one.label in _MISTAKEN and not _IMPRINT.isdisjoint(labels[at + 1 :]):
        return [*found[:at], attrs.evolve(one, label="title"), *_in_order(found[at + 1 :])]
    return found


def _with_publisher(found: list[Segment]) -> list[Segment]:
    """The segments with a publisher that stands alone, as in «Roa, A. (2016). Salt. Crown».

    Without volume and pages a journal is rare, and of one the words or the date say so.
    """
    kept = [one for one in found if one.label not in _ANYWHERE]
    labels = [one.label for one in kept]
    if labels[:1] == ["number"]:
        kept, labels = kept[1:], labels[1:]
    if labels[:3] != ["author", "date", "title"] or len(set(labels)) != len(labels) or labels[-1] not in _ALONE:
        return found
    if not {*labels[3:-1]} <= {"edition"} or not _YEAR_ALONE.fullmatch(kept[1].text):
        return found
    last, known = kept[-1], load_words()
    for word in fold(last.text).split():
        word = word.strip(".,;:()")
        if _ALONE[last.label] in known(word) or "journal" in classes_of(word) or "proceedings" in classes_of(word):
            return found
    return [attrs.evolve(one, label="publisher") if one is last else one for one in found]


def _split(one: Segment, form: re.Pattern[str], first: str, second: str) -> list[Segment]:
    match = form.fullmatch(one.text)
    if match is None:
        return [one]
    texts = match.groups()
    return [attrs.evolve(one, label=label, text=text) for label, text in zip((first, second), texts, strict=True)]


def _with_whole_place(found: list[Segment], at: int) -> list[Segment]:
    """The segments with a place of two words that is not cut in two."""
    if at + 1 == len(found) or found[at + 1].label != "place":
        return found
    match = _BEGUN_PLACE.fullmatch(found[at].text)
    if match is None:
        return found
    title, place = found[at], found[at + 1]
    place = attrs.evolve(place, text=f"{match['begun']} {place.text}")
    return [*found[:at], attrs.evolve(title, text=match["title"]), place, *found[at + 2 :]]


def _in_order(found: list[Segment]) -> list[Segment]:
    """The segments with a place in front of the colon and the publisher behind it."""
    if [one.label for one in found[:2]] == ["publisher", "place"] and found[0].text.endswith(":"):
        place, publisher = found[:2]
        return [attrs.evolve(place, label="place"), attrs.evolve(publisher, label="publisher"), *found[2:]]
    return found
