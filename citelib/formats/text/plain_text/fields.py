"""Labels made into an item: what was found is cleaned of words and marks that only set it off.

Identifiers are read by their own patterns wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

import attrs

from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import full_pages
from citelib.formats.text.plain_text.identifiers import identifiers, without_identifiers
from citelib.formats.text.plain_text.model import Labelling
from citelib.formats.text.plain_text.names import read_names
from citelib.formats.text.plain_text.tokens import Token
from citelib.model import Date, Name

__all__ = ["Segment", "closed_lists", "fill", "segments"]


@attrs.frozen
class Segment:
    """Neighbouring tokens of one label.

    Attributes:
        label: The label.
        text: Their text.
        confidence: How probable the label is of all of them: the mean over the tokens.
    """

    label: str
    text: str
    confidence: float


_TAG: Final = re.compile(r"</?[a-z]{1,10}>", re.IGNORECASE)


def segments(reference: str, tokens: list[Token], labelling: Labelling) -> list[Segment]:
    """The stretches of one label, in order."""
    found: list[Segment] = []
    start = 0
    labels = labelling.labels
    for at in range(1, len(tokens) + 1):
        if at == len(tokens) or labels[at] != labels[start]:
            text = _TAG.sub("", reference[tokens[start].start : tokens[at - 1].end])
            sure = labelling.confidences[start:at]
            found.append(Segment(labels[start], text, sum(sure) / len(sure)))
            start = at
    return closed_lists(_with_own_words(found))


_LEADS: Final = re.compile(
    r"(?P<own>.*\w\W*)\s(?P<lead>(?:№|[Nn][°ºo]|[Nn]r|[Nn]os?|[Vv]ol|[Tt]|[Тт]|[Pp]{1,2}|[SС])[.:]?\s*)", re.DOTALL
)
_NUMBERS: Final = frozenset(("issue", "page", "volume"))


def _with_own_words(found: list[Segment]) -> list[Segment]:
    """The segments with a word that leads to a number beside that number: «12. №» and «3» are «12.» and «№ 3»."""
    for at, (one, following) in enumerate(pairwise(found)):
        if one.label in _NUMBERS and following.label in _NUMBERS and (match := _LEADS.fullmatch(one.text)):
            found[at] = attrs.evolve(one, text=match["own"])
            found[at + 1] = attrs.evolve(following, text=f"{match['lead']} {following.text}")
    return found


_OTHERS: Final = re.compile(r"^.{2,400}?\bet\.?\s?al\.?[,:]?\s+(?=[^\W\d_]{3})", re.DOTALL)


def closed_lists(found: list[Segment]) -> list[Segment]:
    """Segments whose authors end with «et al.»: what was taken for names behind it begins the title."""
    for at, (names, title) in enumerate(pairwise(found)):
        match = _OTHERS.match(names.text) if (names.label, title.label) == ("author", "title") else None
        if match is not None and (rest := names.text[match.end() :]):
            sure = min(names.confidence, title.confidence)
            moved = attrs.evolve(title, text=f"{rest} {title.text}", confidence=sure)
            found[at : at + 2] = [attrs.evolve(names, text=match[0]), moved]
            break
    return found


_IN: Final = re.compile(r"^\W*(?:in|dans|en|em|w|u)\b\s*:?\s+(?=\S)|^\W*in:\s*", re.IGNORECASE)
_QUOTES: Final = "«»“”„‟\"‘’'`‹›"
_EDGE: Final = " \t.,;:–—-/"
_VOLUME_WORD: Final = re.compile(r"^\W*(?:vol(?:ume)?s?|v|bd|band|t|tome?|tomo|jg|jahrgang|т)\b\.?:?\s*", re.IGNORECASE)
_ISSUE_WORD: Final = re.compile(
    r"^\W*(?:nos?|numbers?|nr|n|iss(?:ue)?|heft|h|fasc(?:icule)?|núm|num|nº|n°|№|cahier)\b\.?\s*[°º]?:?\s*|^\W*(?:n°|nº|№)\s*",
    re.IGNORECASE,
)
_VOLUME_AND_ISSUE: Final = re.compile(r"(\w+)\s*[(/,.:]\s*(?:no?s?\.?\s*|n°\s*|fasc\.\s*)?([\w–/-]+)\)?", re.IGNORECASE)
_PAGE_WORD: Final = re.compile(r"^\W*(?:pages?|pp?|págs?|pags?|ss?|seiten?|str|с|стр)\b\.?:?\s*|^[^\w]+", re.IGNORECASE)
_TOTAL: Final = re.compile(
    r"\W*([0-9]{1,5}|[ivxlc]+\s?[,+]\s?[0-9]{1,5})\s?(?:pp?|pages|s|seiten|págs?|с)\b\W*", re.IGNORECASE
)
_EDITION: Final = re.compile(
    r"^\W*([0-9]{1,3})\s?(?:st|nd|rd|th|e|è|ème|ère|er|ª|º|a|\.)?\s?(?:(?:rev|revised|überarb)\.?\s)?(?:ed(?:n|ition|ición|ição|izione)?|éd(?:ition)?|aufl(?:age)?|utg|druk|изд|wyd)?\W*$",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?<!\d)((?:1[0-9]|20)\d\d)([a-z])?(?!\d)")
_DATE_WORD: Final = re.compile(
    r"^\W*(?:(?:last\s+)?(?:accessed|retrieved|viewed|visited|cited)|(?:page\s+)?consultée?|abgerufen|zugriff|stand|"
    r"acesso em|consultado|consultato|zuletzt \w+|dostęp|cit|дата обращения|dernière consultation)\b\W*"
    r"(?:on|le|am|el|em|il)?\s*",
    re.IGNORECASE,
)
_DATE_TAIL: Final = re.compile(r"[\s,;]+(?:from|at|via|unter|sur|em|en|de|à)\W*$", re.IGNORECASE)
"""What leads from the day of access to the address."""
_NUMERIC_DATE: Final = re.compile(
    r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)|(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)"
)
_THESIS: Final = re.compile(
    r"\b(?:th[eè]s[ei]s?|dissertation|diss|ph\.?\s?d|mémoire|tesis|tese|tesi|doctorat|habilitation)\b", re.IGNORECASE
)
_REPORT: Final = re.compile(
    r"\b(?:report|rapport|bericht|working paper|discussion paper|memo\w*|tech\w*|white paper)\b", re.IGNORECASE
)
_PATENT: Final = re.compile(r"\bpatent\b|\bbrevet\b", re.IGNORECASE)
_MEETING: Final = re.compile(
    r"\b(?:proc(?:eedings|\.)?|conf(?:erence|\.)|symposium|workshop|congress|congrès|colloque|meeting|actes|kongress|tagung|congreso|atti|convegno)\b",
    re.IGNORECASE,
)
_NUMBER_AFTER: Final = re.compile(
    r"^(?P<genre>.*?[^\W\d_.]\.?)[\s,:]*(?:no?\.?\s*|nr\.?\s*|n°\s*|№\s*|#)?(?P<number>[\w./–-]*\d[\w./–-]*)\W*$",
    re.IGNORECASE,
)
_STATUS: Final = re.compile(
    r"\b(?:in press|to appear|forthcoming|submitted|in preparation|accepted|im druck|à paraître|en prensa)\b",
    re.IGNORECASE,
)


def _bare(text: str) -> str:
    """Text without the punctuation and brackets around it; a full stop goes unless it ends an abbreviation."""
    text = text.strip().strip(_EDGE + "<>" + _QUOTES)
    for opening, closing in ("()", "[]", "{}"):
        if text.startswith(opening) and text.count(opening) != text.count(closing):
            text = text[1:]
        if text.endswith(closing) and text.count(opening) < text.count(closing):
            text = text[:-1]
        if text.startswith(opening) and text.endswith(closing) and text.count(opening) == 1:
            text = text[1:-1]
    return text.strip(_EDGE + _QUOTES)


def _title(text: str) -> str:
    """A title without its quotation marks and final full stop; a question mark stays."""
    text = text.strip().rstrip(" ,;:.–—-/([").lstrip(" .,;:)]–—-")
    while len(text) > 1 and text[0] in _QUOTES and (text[-1] in _QUOTES or not any(c in _QUOTES for c in text[1:])):
        text = text[1:].strip()
        if text[-1:] in _QUOTES:
            text = text[:-1]
        text = text.rstrip(" ,;:.")
    if text and text[-1] in "»”" and not any(c in "«“" for c in text):
        text = text[:-1].rstrip(" ,;:.")
    return text.strip()


def _container(text: str) -> str:
    return _title(_IN.sub("", text))


_DOTTED: Final = re.compile(r"\b[A-Z]\.[A-Z]\.\W*$")


def _journal(text: str) -> str:
    """A journal's title; the full stop of an abbreviated one stays."""
    short = sum(word.endswith(".") for word in text.split()) > 1 or _DOTTED.search(text) is not None
    bare = _container(text)
    return f"{bare}." if short and bare and text.rstrip(" ,;:").endswith(".") else bare


def read_date(text: str) -> tuple[Date | None, str]:
    """The date that a stretch of text holds, and the letter behind its year.

    >>> read_date("(2011a, March 4).")
    (Date('2011-03-04'), 'a')
    >>> read_date("Retrieved on March 3, 2019, from")
    (Date('2019-03-03'), '')
    """
    text = _DATE_TAIL.sub("", _DATE_WORD.sub("", text.strip()))
    letter = ""
    if match := _YEAR.search(text):
        letter = match[2] or ""
        if letter:
            text = text[: match.end(1)] + text[match.end() :]
    bare = text.strip(" .,;:()[]<>")
    date = Date.parse(bare)
    if date.start is None and match is not None:
        if numeric := _NUMERIC_DATE.search(bare):
            year, month, day = (int(part) for part in (numeric[1], numeric[2], numeric[3])) if numeric[1] else (
                int(numeric[6]), int(numeric[5]), int(numeric[4])
            )  # fmt: skip
            # «03/04/2011» is two days, in two countries.
            sure = bool(numeric[1]) or day > 12 or "." in numeric[0]
            if month > 12 and day <= 12:
                month, day, sure = day, month, True
            if sure and 1 <= month <= 12 and 1 <= day <= 31:
                return Date.on(year, month, day), letter
        rest = re.sub(r"\s+", " ", re.sub(r"[()\[\];,]", " ", bare)).strip()
        again = Date.parse(rest)
        date = again if again.start is not None else Date.on(int(match[1]))
    if date.start is None:
        return None, ""
    return date, letter


_People = tuple[tuple[str, str], ...]
PEOPLE: Final[_People] = (("author", "author"), ("editor", "editor"), ("translator", "translator"))
"""Labels of names and their variables."""
TEXTS: Final[dict[str, tuple[str, Callable[[str], str]]]] = {
    "title": ("title", _title),
    "journal": ("container-title", _journal),
    "container": ("container-title", _container),
    "publisher": ("publisher", _bare),
    "server": ("publisher", _bare),
    "place": ("publisher-place", _bare),
    "medium": ("medium", _bare),
    "authority": ("authority", _bare),
    "case": ("number", _bare),
}
"""Variable of each label of text, and how it is cleaned."""


class _Filler:
    """A draft, and how sure each of its variables is."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.confidence: dict[str, float] = {}

    def put(self, variable: str, value: str | Date | None, confidence: float) -> None:
        if value and self.draft.put(variable, value):
            self.confidence.setdefault(variable, confidence)

    def people(self, variable: str, text: str, confidence: float) -> None:
        names, others = read_names(text)
        if others:
            names.append(Name(literal="others"))
        if names:
            self.draft.add(variable, names)
            self.confidence[variable] = min(confidence, self.confidence.get(variable, 1.0))


def fill(draft: Draft, reference: str, found: list[Segment]) -> dict[str, float]:
    """Put what the segments say into a draft.

    Args:
        draft: Where to put it; its type is guessed too.
        reference: The whole reference.
        found: Its segments.

    Returns:
        How sure each variable is, from 0 to 1, and the type under ``"type"``.
    """
    filler = _Filler(draft)
    by_label: dict[str, list[Segment]] = {}
    for segment in found:
        by_label.setdefault(segment.label, []).append(segment)
    for variable, value in identifiers(reference):
        filler.put(variable, value, 1.0)
    for label, variable in PEOPLE:
        for segment in by_label.get(label, ()):
            filler.people(variable, segment.text, segment.confidence)
    for label, (variable, clean) in TEXTS.items():
        # The longest stretch that is sure is the field; what else got the label is kept beside it.
        for segment in sorted(by_label.get(label, ()), key=lambda one: -one.confidence * len(one.text)):
            filler.put(variable, clean(segment.text), segment.confidence)
    for segment in by_label.get("date", ()):
        # Years within a DOI or an address are not dates of the work.
        date, letter = read_date(without_identifiers(segment.text))
        if date is None:
            filler.put("status" if _STATUS.search(segment.text) else "note", _bare(segment.text), segment.confidence)
        elif "issued" in draft and draft.variables["issued"] != date:
            _second_date(filler, date, segment)
        else:
            filler.put("issued", date, segment.confidence)
            filler.put("year-suffix", letter, segment.confidence)
    for segment in by_label.get("accessed", ()):
        date, _ = read_date(segment.text)
        if date is not None:
            filler.put("accessed", date, segment.confidence)
    _numbers(filler, by_label)
    for segment in by_label.get("note", ()):
        text = _bare(without_identifiers(segment.text))
        if any(c.isalnum() for c in text):
            filler.put("status" if _STATUS.fullmatch(text) else "note", text, segment.confidence)
    for segment in by_label.get("number", ()):
        draft.keep("number", _bare(segment.text))
    draft.type, sure = _type(draft, reference, by_label)
    filler.confidence["type"] = sure
    return filler.confidence


def _second_date(filler: _Filler, date: Date, segment: Segment) -> None:
    """Another date is the whole of the one that is there, or its beginning, or is kept."""
    here = filler.draft.variables["issued"]
    if (
        here.start is not None
        and date.start is not None
        and getattr(date.start, "year", 0) == getattr(here.start, "year", 1)
    ):
        if len(getattr(date.start, "parts", ())) > len(getattr(here.start, "parts", ())):
            filler.draft.variables["issued"] = date
        return
    filler.put("original-date", date, segment.confidence)


def _numbers(filler: _Filler, by_label: dict[str, list[Segment]]) -> None:
    for segment in by_label.get("volume", ()):
        text = _bare(_VOLUME_WORD.sub("", segment.text))
        if not any(c.isalnum() for c in text):
            continue
        if "issue" not in by_label and (match := _VOLUME_AND_ISSUE.fullmatch(text)):
            filler.put("volume", match[1], segment.confidence)
            filler.put("issue", match[2], segment.confidence)
        elif "volume" in filler.draft and "issue" not in by_label:
            filler.put("issue", _bare(_ISSUE_WORD.sub("", segment.text)), segment.confidence)
        else:
            filler.put("volume", text, segment.confidence)
    for segment in by_label.get("issue", ()):
        filler.put("issue", _bare(_ISSUE_WORD.sub("", segment.text)), segment.confidence)
    for segment in by_label.get("page", ()):
        if _bare(segment.text) and _bare(segment.text) in filler.draft.variables.get("number", ""):
            continue  # the number of a preprint
        if match := _TOTAL.fullmatch(segment.text):
            filler.put("number-of-pages", match[1], segment.confidence)
        else:
            text = _bare(_PAGE_WORD.sub("", segment.text))
            # «91?109» is what is left of a dash that an encoding lost.
            pages = re.sub(r"\s*[-–—‐−‑]+\s*|(?<=\d)\?\s?(?=\d)", "-", text)
            filler.put("page", full_pages(pages), segment.confidence)
    for segment in by_label.get("edition", ()):
        match = _EDITION.match(segment.text)
        filler.put("edition", match[1] if match else _bare(segment.text), segment.confidence)
    for segment in by_label.get("collection", ()):
        text = _bare(segment.text)
        if (match := _NUMBER_AFTER.match(text)) and len(match["number"]) < 8:
            filler.put("collection-title", match["genre"].rstrip(" ,;"), segment.confidence)
            filler.put("collection-number", match["number"], segment.confidence)
        else:
            filler.put("collection-title", text, segment.confidence)
    for segment in by_label.get("genre", ()):
        text = _bare(segment.text)
        if match := _NUMBER_AFTER.match(text):
            filler.put("genre", match["genre"].rstrip(" ,;"), segment.confidence)
            filler.put("number", match["number"], segment.confidence)
        else:
            filler.put("genre", text, segment.confidence)


def _type(draft: Draft, reference: str, by_label: dict[str, list[Segment]]) -> tuple[str, float]:
    """The type that the fields speak for, and how sure that is."""
    genre = draft.variables.get("genre", "")
    container = draft.variables.get("container-title", "")

    def sure(label: str) -> float:
        return max((segment.confidence for segment in by_label.get(label, ())), default=0.5)

    if _PATENT.search(genre) or _PATENT.search(reference[:60]):
        return "patent", 0.8
    if _THESIS.search(genre):
        return "thesis", sure("genre")
    if "server" in by_label:
        return "article", sure("server")
    if "journal" in by_label and ("container" not in by_label or sure("journal") >= sure("container")):
        issued = draft.variables.get("issued")
        day = issued is not None and getattr(issued.start, "day", None) is not None
        if day and "volume" not in draft and "issue" not in draft:
            return "article-newspaper", 0.5 * sure("journal")
        return "article-journal", sure("journal")
    if _REPORT.search(genre):
        return "report", sure("genre")
    if container:
        if _MEETING.search(container):
            return "paper-conference", sure("container")
        if "publisher" in draft or "publisher-place" in draft or "editor" in draft or "page" in draft:
            return "chapter", sure("container")
        if "URL" in draft:
            return "webpage", 0.6
        return "chapter", 0.5 * sure("container")
    if "URL" in draft and "publisher-place" not in draft:
        return "webpage", 0.6 if "publisher" not in draft else 0.5
    if "publisher" in draft or "publisher-place" in draft or "edition" in draft or "ISBN" in draft:
        if _THESIS.search(reference):
            return "thesis", 0.6
        return "book", max(sure("publisher"), sure("place"))
    if _THESIS.search(reference):
        return "thesis", 0.5
    return "document", 0.5
