r"""What each line of a page looks like by itself: prose, a label, a date, an institution, furniture.

>>> from citelib.releases.lines.line import settle
>>> from citelib.releases.page.page import plain_page
>>> page = plain_page("By Ann Lee\n\nMay 3, 2020\n\nMoss was found in nine drains of the old town on Monday.")
>>> lines = cut(page, content(page))
>>> [line.kind for line in settle(lines, claims_alone(lines))]
['byline', 'date', 'prose']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import attrs

from citelib.releases.lines.dates import EMBARGO, FoundDate, find_dates, is_date_line
from citelib.releases.lines.furniture import (
    CREDIT,
    CREDIT_END,
    CREDIT_END_NAME,
    END,
    NOTICE,
    NOTICE_AFTER,
    NOTICE_OF,
    furniture,
    is_contact,
)
from citelib.releases.lines.line import Claim, Line, cut
from citelib.releases.page.page import CJK, Block, Page, clean, count_words
from citelib.releases.words.patterns import INSTITUTION, SENTENCE_CLOSE, alternatives, compiled
from citelib.releases.words.tables import labels, words

__all__ = [
    "BYLINE",
    "LEGAL_FORM",
    "RELATED_HEADING",
    "caption_claims",
    "claims_alone",
    "content",
    "cut",
    "dates_of",
    "is_capitalised",
    "is_category",
    "is_institution",
]

_LABEL_LINE: Final = re.compile(
    r"(?:【(?P<marked>[^】]{2,20})】|(?P<label>[^:：]{2,60}?)\s?[:：])\s*(?P<value>.*)$", re.DOTALL
)
RELATED_HEADING: Final = re.compile(
    rf"{alternatives('related_lead')}\b.{{0,80}}\b{alternatives('related_noun')}\b.{{0,50}}:?$", re.IGNORECASE
)
_ABOUT: Final = re.compile(rf"(?i:{alternatives('about')})\s*:?\s*(?P<name>[^\W\d_a-zß-ÿ].{{1,100}}|$)")
BYLINE: Final = re.compile(rf"(?i:{alternatives('byline')})\s*:?\s+(?=[^\W\d_a-zß-ÿ])")
_OFFICE: Final = compiled("office", re.IGNORECASE, before=r"\b", after=r"\b")
_LOWER_CASE_INSTITUTION: Final = re.compile(
    rf"{alternatives('institution_lower_case')}\s(?!.*\b{alternatives('verb_in_a_headline')}\b)"
)
"""Names of institutions whose adjectives are written small, in what is no sentence."""
LEGAL_FORM: Final = compiled("legal_form", before=r"(?:,|(?<![\s,]))\s++", after="$")
_HEADLINE_VERB: Final = compiled("headline_verb", re.IGNORECASE, before=r"\b", after=r"\b")
_CJK_INSTITUTION: Final = compiled("institution_suffix", before=r"[^。、，：「」!?！？]{1,30}", after="$")
_LONGEST_CAPTION: Final = 60
"""Words of a caption; what is longer is text."""
_LONGEST_LABELLED: Final = 250
"""Characters of a line in which several labels may stand."""
_INNER_LABEL: Final = re.compile(
    r"(?<=[^\s|·])[\s|·]+(?P<label>(?:"
    + "|".join(
        re.escape(form)
        for label, field in labels().items()
        if field in ("date", "source", "authors", "updated", "summary", "journal", "doi")
        for form in {label, label.capitalize()}
        if CJK.match(label) or form != label
    )
    + r")\s?[:：])(?=\s?\S)"
)
"""A label in the middle of a line; in scripts with capitals it begins with one."""
_LONGEST_LINE: Final = 250
"""Characters up to which a line may be the name of an institution, with its abbreviation and legal form."""
_OPENING, _CLOSING = "“\"„«‘'「『", "”\"“»’'.?!」』"


def content(page: Page) -> list[Block]:
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
        kept = [attrs.evolve(block, areas=frozenset()) for block in blocks]
    return [part for block in kept for part in _parts(page, block)]


def _parts(page: Page, block: Block) -> Iterator[Block]:
    """A short block, cut before each label that stands in its midst: «Date: 3 May 2020 Source: University of Vik»."""
    start = block.start
    if block.end - block.start <= _LONGEST_LABELLED:
        for match in _INNER_LABEL.finditer(page.text, block.start, block.end):
            yield attrs.evolve(block, start=start, end=match.start())
            start = match.start("label")
    yield attrs.evolve(block, start=start)


def caption_claims(lines: tuple[Line, ...]) -> Iterator[Claim]:
    """Claims on what stands in one group with a credit line after it: the caption of a picture."""
    for line in lines:
        if line.kind == "furniture" and CREDIT.fullmatch(line.text):
            above = lines[max(0, line.index - 3) : line.index]
            for other in above:
                if other.block.group == line.block.group and other.block.tag == "":
                    yield Claim(other.index, "furniture", "a caption by its credit")


def claims_alone(lines: tuple[Line, ...]) -> Iterator[Claim]:
    """What each line looks like, by the first of `_RECOGNISERS` that knows it."""
    for line in lines:
        yield next(claim for recognise in _RECOGNISERS if (claim := recognise(line)) is not None)


def _area(line: Line) -> Claim | None:
    areas = line.block.areas
    if "related" in areas:
        return Claim(line.index, "related", "related by its markup")
    if "caption" in areas or "furniture" in areas:
        return Claim(line.index, "furniture", "a caption by its markup")
    return None


def _end(line: Line) -> Claim | None:
    return Claim(line.index, "end", "a mark of the end") if END.match(line.text) else None


def _said(match: re.Match[str]) -> str:
    """A label as the tables have it; «【題 名】» is spaced out for the eye only."""
    return "".join(match["marked"].split()).casefold() if match["marked"] else clean(match["label"]).casefold()


def _label(line: Line) -> Claim | None:
    """A label, alone or with its value behind a colon."""
    raw = line.raw
    marked = _LABEL_LINE.fullmatch(raw) if raw[:1] == "【" and len(raw) <= 80 else None
    alone = _said(marked) if marked and not marked["value"] else clean(raw[:80]).rstrip(":： ").casefold()
    known = labels()
    if len(raw) <= 80 and alone in known and not (alone in words("ambiguous_labels") and ":" not in raw):
        return Claim(line.index, "label", "a label", known[alone])
    match = _LABEL_LINE.match(raw)
    if match and (label := _said(match)) in known and match["value"]:
        start = line.block.start + match.start("value")
        return Claim(line.index, "value", "a label", known[label], (start, line.block.end))
    return None


def _related_heading(line: Line) -> Claim | None:
    text = line.text
    if len(text) < 130 and RELATED_HEADING.match(text) and not SENTENCE_CLOSE.search(text):
        return Claim(line.index, "label", "heading of related stories", "related")
    return None


def _furniture(line: Line) -> Claim | None:
    kind = furniture(line.text)
    return Claim(line.index, "contact" if kind == "contact" else "furniture", "furniture") if kind else None


def _credited(line: Line) -> Claim | None:
    """A short paragraph that ends in the credit of a picture."""
    text = line.text
    if count_words(text) <= _LONGEST_CAPTION and (CREDIT_END.search(text) or CREDIT_END_NAME.search(text)):
        return Claim(line.index, "furniture", "a caption by its credit")
    return None


def _about(line: Line) -> Claim | None:
    text = line.text
    if len(text) >= 130 or SENTENCE_CLOSE.search(text):
        return None
    about = _ABOUT.match(text)
    if about is None or not about["name"].strip(" :") or text[0].islower():
        return None
    start = line.block.start + text.index(about["name"])
    return Claim(line.index, "about", "about somebody", value=(start, line.block.end))


def _notice(line: Line) -> Claim | None:
    if len(line.text) < 160 and (of := NOTICE_OF.fullmatch(line.raw)) and of["by"]:
        start = line.block.start + of.start("by")
        return Claim(line.index, "notice", "a notice", value=(start, line.block.start + of.end("by")))
    if len(line.text) < 250 and (whose := NOTICE_AFTER.match(line.raw)) and is_institution(whose["by"]):
        start = line.block.start + whose.start("by")
        return Claim(line.index, "notice", "a notice", value=(start, line.block.start + whose.end("by")))
    if len(line.text) < 120 and NOTICE.match(line.text):
        return Claim(line.index, "notice", "a notice")
    return None


def _contact(line: Line) -> Claim | None:
    return Claim(line.index, "contact", "an address") if is_contact(line.text) else None


def _date(line: Line) -> Claim | None:
    return Claim(line.index, "date", "a date") if is_date_line(line.text) else None


def _byline(line: Line) -> Claim | None:
    text = line.text
    if "byline" in line.block.areas or (len(text) < 130 and BYLINE.match(text) and not SENTENCE_CLOSE.search(text)):
        return Claim(line.index, "byline", "a byline")
    return None


def _heading(line: Line) -> Claim | None:
    if line.level >= 3 and is_institution(line.text):
        return Claim(line.index, "institution", "a heading")
    return Claim(line.index, "heading", "a heading") if line.level else None


def _sentence(line: Line) -> Claim | None:
    number = count_words(line.text)
    closed = SENTENCE_CLOSE.search(line.text)
    if number >= 25 or (number >= 8 and closed) or (number >= 3 and line.block.tag == "p" and closed):
        return Claim(line.index, "prose", "a sentence")
    return None


def _quoted(line: Line) -> Claim | None:
    if line.text[:1] in _OPENING and line.text[-1:] in _CLOSING:
        return Claim(line.index, "prose", "words in quotation marks")
    return None


def _institution(line: Line) -> Claim | None:
    return Claim(line.index, "institution", "an institution") if is_institution(line.text) else None


def _unknown(line: Line) -> Claim:
    return Claim(line.index, "line", "nothing tells")


_RECOGNISERS: Final[tuple[Callable[[Line], Claim | None], ...]] = (
    *(
        _area,
        _end,
        _label,
        _related_heading,
        _furniture,
        _credited,
        _about,
        _notice,
        _contact,
        _date,
        _byline,
        _heading,
    ),
    *(_sentence, _quoted, _institution, _unknown),
)
"""Those that know what a line is by itself, the most telling first, as in `STRENGTH`."""


def dates_of(page: Page, line: Line) -> list[FoundDate]:
    """The dates in a line of the head or the foot."""
    if line.kind not in ("date", "notice", "byline", "contact") and not (
        line.kind == "line" and len(line.text.split()) < 12
    ):
        return []
    found = find_dates(page.text, *line.span, day_first=page.day_first)
    embargoed = line.kind == "notice" and EMBARGO.search(line.text) and "immediate" not in line.text.casefold()
    return [attrs.evolve(one, kind="embargo") for one in found] if embargoed else found


def is_institution(text: str) -> bool:
    """Whether a short line is the name of an institution and nothing more.

    >>> is_institution("Tromvik University of Technology"), is_institution("University of Bern scientists find moss")
    (True, False)
    """
    if len(text) > _LONGEST_LINE:
        return False
    text = re.sub(r"(?<!\s)\s*+\([^()]{1,40}\)$", "", text.strip())
    if re.search(r"[$€£%!]", text) or INSTITUTION.fullmatch(text):
        return False
    if CJK.match(text):
        return _CJK_INSTITUTION.fullmatch(text) is not None
    text = LEGAL_FORM.sub("", text)
    if not 3 <= len(text) <= 120 or text[-1:] in ".?!:;" or not INSTITUTION.search(text) or "“" in text or '"' in text:
        return False
    if _HEADLINE_VERB.search(text):
        return False
    return is_capitalised(text) or (len(text.split()) <= 9 and _LOWER_CASE_INSTITUTION.match(text) is not None)


def is_capitalised(text: str) -> bool:
    """Whether every word is capitalised, but for those that headlines and names write small."""
    found = re.findall(r"[^\W\d_][\w’'.&-]*", text)
    small = words("small_words")
    return bool(found) and found[0][0].isupper() and all(w[0].isupper() or w.casefold() in small for w in found)


def is_category(text: str) -> bool:
    """A line that names the topic or the site rather than the story: one word, or parts with bars or arrows between."""
    if is_capitalised(text) and len(text.split()) <= 8 and _OFFICE.search(text):
        return True
    return count_words(text) == 1 or (bool(re.search(r"\s[|›»>·]\s", text)) and len(text) < 80)
