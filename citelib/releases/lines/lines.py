r"""What each block of a page is: prose, a label, a date, an institution, furniture.

>>> from citelib.releases.page.page import plain_page
>>> page = plain_page("By Ann Lee\n\nMay 3, 2020\n\nMoss was found in nine drains of the old town on Monday.")
>>> [line.kind for line in read_lines(page)]
['byline', 'date', 'prose']
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from citelib.releases.lines.dates import EMBARGO, FoundDate, find_dates, is_date_line
from citelib.releases.lines.furniture import END, NOTICE, furniture, is_contact
from citelib.releases.lines.labels import LABELS
from citelib.releases.page.page import Block, Page, Span, clean
from citelib.releases.words.words import INSTITUTION, SENTENCE_CLOSE

__all__ = [
    "BYLINE",
    "RELATED_HEADING",
    "Line",
    "dates_of",
    "is_capitalised",
    "is_category",
    "is_institution",
    "read_lines",
]

_LABEL_LINE: Final = re.compile(r"(?P<label>[^:]{2,60}?)\s?:(?:\s+|$)(?P<value>.*)$", re.DOTALL)
RELATED_HEADING: Final = re.compile(
    r"(?:related|recent|recommended|more|latest|other|similar|further|weitere|verwandte|ähnliche|neueste|mehr"
    r"|autres?|plus d|otras?|más)\b.{0,80}\b"
    r"(?:articles?|news|stories|story|releases?|headlines|content|reading|research|posts|links|meldungen"
    r"|artikel|beiträge|nachrichten|pressemitteilungen|actualités|noticias|artículos)\b.{0,50}:?$",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(
    r"(?i:about(?: the)?|über(?: die| das| den)?|à propos (?:de |du |d[’']|des )|acerca del?"
    r"|sobre(?: el| la)?)\s*:?\s*(?P<name>[^\W\d_a-zß-ÿ].{1,100}|$)"
)
_ABOUT_NAME: Final = re.compile(r"(?:[Aa]bout|ABOUT|[Üü]ber|À propos d\w{0,2}|Acerca de|Sobre)\b")
BYLINE: Final = re.compile(r"(?i:by|von|par|por|written by|author|text|credit)\s*:?\s+(?=[^\W\d_a-zß-ÿ])")
_SMALL: Final = frozenset(
    "of the and for in at de der für la le du des di und et y e & on to von d’ zu la del am".split()
)
_OFFICE: Final = re.compile(
    r"\b(?:office|press|pressestelle|presse|communications?|public (?:affairs|relations)|media relations"
    r"|newsroom|news|kommunikation|"
    r"marketing|comunicación|communication|desk|department|abteilung|medien)\b",
    re.IGNORECASE,
)
_AMBIGUOUS: Final = frozenset(
    "share print email save follow explore topics tags evidence people regions method subject home menu from "
    "published released institut "
    "research related articles article study university paper papers issued background".split()
) - {"share", "tags", "topics", "related", "article"}
"""Labels that without a colon may as well be something else."""
_ROMANCE_INSTITUTION: Final = re.compile(
    r"(?:Institut|Université|École|Centre|Laboratoire|Académie|Observatoire|Muséum|Musée|Fondation|Universidad"
    r"|Instituto|"
    r"Centro|Academia|Observatorio|Museo|Fundación|Università|Istituto"
    r"|Universidade)\s(?!.*\b(?:est|sont|a|ont|es|son|ha|han|è)\b)"
)
"""Names of institutions whose adjectives are written small."""


@attrs.define
class Line:
    """A block with what it was found to be.

    Attributes:
        block: The block.
        text: Its text on one line.
        kind: ``"prose"``, ``"heading"``, ``"line"``, ``"institution"``, ``"date"``, ``"byline"``, ``"notice"``,
            ``"contact"``, ``"about"``, ``"label"`` (alone), ``"value"`` (behind its label), ``"related"``,
            ``"furniture"``, ``"end"``; ``"taken"`` once it belongs to something else.
        label: The field that a label announces.
        value: Where what a label or «About …» names stands.

    """

    block: Block
    text: str
    kind: str
    label: str = ""
    value: Span | None = None

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.block.start, self.block.end


def read_lines(page: Page) -> list[Line]:
    """The blocks of a page that are to be read, each with its kind."""
    return [_line(page, block) for block in _content(page)]


def _content(page: Page) -> list[Block]:
    """The blocks to read: without the furniture that markup shows, unless nothing would be left."""

    def prose(blocks: list[Block]) -> int:
        return sum(block.end - block.start for block in blocks if block.end - block.start > 120)

    blocks = [block for block in page.blocks if block.end > block.start]
    kept = [
        block
        for block in blocks
        if not block.areas & {"furniture", "masthead"}
        and not (
            "header" in block.areas
            and block.tag != "h1"
            and not block.areas & {"byline", "subtitle"}
            and block.tag in ("header", "a", "div", "li", "span")
        )
        and not ("aside" in block.areas and "related" not in block.areas)
    ]
    if prose(kept) * 4 < prose(blocks):
        return [attrs.evolve(block, areas=frozenset()) for block in blocks]
    return kept


def _line(page: Page, block: Block) -> Line:
    raw = page.text_of(block)
    text = clean(raw) if len(raw) < 5000 else raw
    if "related" in block.areas:
        return Line(block, text, "related")
    if "caption" in block.areas or "furniture" in block.areas:
        return Line(block, text, "furniture")
    if END.match(text):
        return Line(block, text, "end")
    labelled = _label(block, raw)
    if labelled:
        return labelled
    if len(text) < 130 and RELATED_HEADING.match(text) and not SENTENCE_CLOSE.search(text):
        return Line(block, text, "label", "related")
    if kind := furniture(text):
        return Line(block, text, "contact" if kind == "contact" else "furniture")
    if (
        len(text) < 130
        and not SENTENCE_CLOSE.search(text)
        and _ABOUT_NAME.match(text)
        and (about := _ABOUT.match(text))
        and about["name"].strip(" :")
    ):
        return Line(block, text, "about", value=(block.start + text.index(about["name"]), block.end))
    if len(text) < 120 and NOTICE.match(text):
        return Line(block, text, "notice")
    if is_contact(text):
        return Line(block, text, "contact")
    if is_date_line(text):
        return Line(block, text, "date")
    if "byline" in block.areas or (len(text) < 130 and BYLINE.match(text) and not SENTENCE_CLOSE.search(text)):
        return Line(block, text, "byline")
    if block.tag.startswith("h") and block.tag[1:].isdigit():
        return Line(block, text, "heading")
    words = len(text.split(None, 40))
    if (
        words >= 25
        or (words >= 8 and SENTENCE_CLOSE.search(text))
        or (words >= 3 and block.tag == "p" and SENTENCE_CLOSE.search(text))
    ):
        return Line(block, text, "prose")
    if text[:1] in "“\"„«‘'" and text[-1:] in "”\"“»’'.?!":
        return Line(block, text, "prose")
    return Line(block, text, "institution" if is_institution(text) else "line")


def _label(block: Block, raw: str) -> Line | None:
    """A block that is a label, alone or with its value behind a colon."""
    alone = clean(raw[:80]).rstrip(": ").casefold()
    if len(raw) <= 80 and alone in LABELS and not (alone in _AMBIGUOUS and ":" not in raw):
        return Line(block, clean(raw), "label", LABELS[alone])
    match = _LABEL_LINE.match(raw)
    if match and (label := clean(match["label"]).casefold()) in LABELS and match["value"]:
        start = block.start + match.start("value")
        return Line(block, clean(raw), "value", LABELS[label], (start, block.end))
    return None


def dates_of(page: Page, line: Line) -> list[FoundDate]:
    """The dates in a line of the head or the foot."""
    if line.kind not in ("date", "notice", "byline", "contact") and not (
        line.kind == "line" and len(line.text.split()) < 12
    ):
        return []
    found = find_dates(page.text, *line.span)
    embargoed = line.kind == "notice" and EMBARGO.search(line.text) and "immediate" not in line.text.casefold()
    return [attrs.evolve(one, kind="embargo") for one in found] if embargoed else found


def is_institution(text: str) -> bool:
    """Whether a short line is the name of an institution and nothing more.

    >>> is_institution("Tromvik University of Technology"), is_institution("University of Bern scientists find moss")
    (True, False)
    """
    text = re.sub(r"\s*\([^()]{1,40}\)\s*$", "", text.strip())
    if re.search(r"[$€£%!]", text):
        return False
    if not 3 <= len(text) <= 120 or text[-1:] in ".?!:;" or not INSTITUTION.search(text) or "“" in text or '"' in text:
        return False
    return is_capitalised(text) or (len(text.split()) <= 9 and _ROMANCE_INSTITUTION.match(text) is not None)


def is_capitalised(text: str) -> bool:
    """Whether every word is capitalised, but for those that headlines and names write small."""
    words = re.findall(r"[^\W\d_][\w’'.&-]*", text)
    return (
        bool(words) and all(word[0].isupper() or word.casefold() in _SMALL for word in words) and words[0][0].isupper()
    )


def is_category(text: str) -> bool:
    """A line that names the topic or the site rather than the story: one word, or parts with bars or arrows between."""
    if is_capitalised(text) and len(text.split()) <= 8 and _OFFICE.search(text):
        return True
    return len(text.split()) == 1 or (bool(re.search(r"\s[|›»>·]\s", text)) and len(text) < 80)
