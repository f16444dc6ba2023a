"""What makes a reading doubtful: parts that are missing or unsure, and signs that two works were read as one.

>>> from citelib.formats.text.plain_text.fields import Segment
>>> two = [Segment("title", "Life on other planets.", 0.9), Segment("date", "1999.", 0.9),
...        Segment("title", "Death on other planets.", 0.9), Segment("date", "2001.", 0.9)]
>>> signs_of_two_works(two, "")
['it has two titles', 'it has two years, 1999 and 2001']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from citelib.formats.kit.draft import Draft
from citelib.formats.text.plain_text.fields import Segment
from citelib.formats.text.plain_text.identifiers import identifiers, without_identifiers

__all__ = ["UNCERTAIN", "doubts", "listed", "no_reference", "signs_of_two_works"]

UNCERTAIN: Final = 0.7
"""Below this mean probability of its labels, a reference is reported as uncertain."""
_SURE_ENOUGH: Final = 0.85
_MOST_TOKENS: Final = 1000
_YEAR: Final = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_REPRINT: Final = re.compile(
    r"\b(?:orig|repr|reissue|first\s(?:publ|ed)|facs|nachdr|zuerst|rééd|réimpr|1st\s+ed)|\d{4}\s?[/\[(]\s?\d{4}",
    re.IGNORECASE,
)
"""Signs that a second year is that of another edition of the same work."""
_EVIDENCE: Final = ("issued", "DOI", "URL", "ISBN", "PMID", "PMCID", "page", "volume", "publisher-place")
"""What prose has not: without any of these, a stretch must be sure in itself to be a reference."""


def no_reference(draft: Draft, text: str, count: int, certainty: float) -> str:
    """Why a text is not a reference at all, or "".

    Args:
        draft: What was read of it.
        text: The text.
        count: How many tokens it has.
        certainty: How sure its labels are, from 0 to 1.
    """
    if count < 2 and "URL" not in draft and "DOI" not in draft:
        return "it is a single word"
    if count > _MOST_TOKENS:
        return f"{count} words are too many"
    if not set(draft.variables) - {"title", "note", "status", "medium", "genre"}:
        return "no author, date or source was found"
    evident = any(variable in draft for variable in _EVIDENCE) or len(draft.variables.get("author", ())) > 1
    if certainty < _SURE_ENOUGH and not evident and not _YEAR.search(text) and "status" not in draft:
        return f"no date, pages or place were found, and the rest is only {certainty:.2f} sure"
    return ""


def doubts(draft: Draft, found: Sequence[Segment], confidence: Mapping[str, float], certainty: float) -> list[str]:
    """What a reader of the item should look at, each as a clause; nothing if all is well.

    Args:
        draft: What was read.
        found: The segments that it was read from.
        confidence: How sure each variable is.
        certainty: How sure the labels are as a whole.
    """
    reasons = [] if "title" in draft else ["no title was found"]
    if "author" not in draft and "editor" not in draft and "issued" not in draft:
        reasons.append("neither author nor date was found")
    if "issued" not in draft and any(_YEAR.search(one.text) for one in found if one.label == "date"):
        reasons.append("its only year is part of an identifier")
    unsure = [name for name, sure in confidence.items() if name != "type" and name in draft and sure < UNCERTAIN]
    if certainty < UNCERTAIN or (unsure and certainty < 0.8):
        reasons.append(f"{listed(unsure) or 'its parts'} {'is' if len(unsure) == 1 else 'are'} uncertain")
    return reasons


def signs_of_two_works(found: Sequence[Segment], reference: str) -> list[str]:
    """Why an item may be two works whose references stood together, each as a clause.

    Args:
        found: The segments that the item was read from.
        reference: The whole reference.
    """
    titles = [one for one in found if one.label == "title" and len(_words(one.text)) > 2 and one.confidence > 0.5]
    years = list(
        dict.fromkeys(
            year for one in found if one.label == "date" for year in _YEAR.findall(without_identifiers(one.text))[:1]
        )
    )
    dois = {value for name, value in _all_identifiers(reference) if name == "DOI"}
    reasons = ["it has two titles"] if len(titles) > 1 else []
    if len(years) > 1 and not _REPRINT.search(reference):
        reasons.append(f"it has two years, {listed(years)}")
    if len(dois) > 1:
        reasons.append("it has two DOIs")
    return reasons


def _all_identifiers(reference: str) -> Iterable[tuple[str, str]]:
    """The identifiers of every word on its own: `identifiers` tells the first of each kind."""
    for word in reference.split():
        if "10." in word:
            yield from identifiers(word)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", without_identifiers(text)) or list(re.findall("[\u3400-\u9fff]", text))


def listed(names: Sequence[str]) -> str:
    """Names as a sentence has them.

    >>> listed(["title", "volume", "page"])
    'title, volume and page'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
