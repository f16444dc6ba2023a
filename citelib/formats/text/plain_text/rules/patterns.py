"""References whose form is fixed: court decisions, and those of Chinese writers.

What follows a rule is read by the rule; statistics are for the rest.

>>> found = by_pattern("Brown v. Board of Education, 347 U.S. 483 (1954).")
>>> found.type, [(one.label, one.text) for one in found.segments][:2]
('legal_case', [('title', 'Brown v. Board of Education'), ('volume', '347')])
>>> found = by_pattern("[1] 王小明,李华.文献识别方法[J/OL].情报学报,2019,38(3):1-15.")
>>> found.type, [(one.label, one.text) for one in found.segments][1:4]
('article-journal', [('title', '文献识别方法'), ('journal', '情报学报'), ('date', '2019')])
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from citelib.formats.text.plain_text.cues import label_of
from citelib.formats.text.plain_text.fields import Segment

__all__ = ["Pattern", "by_pattern"]

_SURE: Final = 0.9
"""What reads by rule is sure, but a rule may meet what it was not made for."""


class Pattern(NamedTuple):
    """A reference that follows a rule.

    Attributes:
        type: The type of the work.
        segments: Its parts, labelled as the model does.
    """

    type: str
    segments: list[Segment]


def _pattern(type: str, *matches: re.Match[str] | None) -> Pattern:
    """The parts that the named groups of matches tell.

    Groups whose names begin with ``_`` are left out; one that may stand in two places has a ``2`` in its second name.
    """
    return Pattern(
        type,
        [
            Segment(label.rstrip("2"), text.strip(), _SURE)
            for match in matches
            if match is not None
            for label, text in match.groupdict().items()
            if text and text.strip() and label[0] != "_"
        ],
    )


# Court decisions

_CASE: Final = re.compile(
    r"(?P<title>[^\W\d_][^,\[\]\n]{1,150}?\svs?\.?\s[^\[\]\n]{1,150}?),?\s+(?P<volume>\d{1,4})\s+"
    r"(?P<journal>[A-Z][\w.’']{0,8}(?:\s[\w.’']{1,6}){0,3}?)\s+(?P<page>\d{1,5})(?:,\s?\d{1,5})?"
    r"(?:\s\((?:(?P<authority>[^()]{2,40}?)\s)?(?P<date>\d{4})\))?\.?"
)
_NEUTRAL: Final = re.compile(
    r"(?P<title>[^\W\d_][^,\[\]\n]{1,150}?\svs?\.?\s[^\[\]\n]{1,150}?),?\s+\[(?P<date>\d{4})\]\s+"
    r"(?P<authority>[A-Z][A-Za-z]{1,6}(?:\s(?:Civ|Crim|Admin))?)\s+(?P<case>\d{1,5})\.?"
)


# As Chinese writers give them: with the type marks of GB/T 7714, or with titles in 《》 as in footnotes

_STOP: Final = "[.．。]"
_COMMA: Final = "[,，]"
_COLON: Final = "[:：]"
_MARK: Final = r"[\[［【](?:[A-Z]{1,2})(?:/[A-Z]{2})?[\]］】]"
_HEAD: Final = re.compile(
    rf"(?:(?P<author>(?:[^.．。\[\]［］【】]|(?<=\b[A-Z])\.){{1,400}}){_STOP}\s*)?(?P<title>[^\[\]［］【】]{{1,300}}?)\s*"
    rf"[\[［【](?P<_mark>[A-Z]{{1,2}})(?:/[A-Z]{{2}})?[\]］】]\s*(?P<_rest>.{{0,900}})"
)
_ADDRESS: Final = re.compile(
    r"[\s.．。,，]*(?:DOI\s?[:：]?\s*10\.|(?:https?|ftp)://|\bwww\.|\b10\.\d{4,9}/).*", re.IGNORECASE
)
_ACCESSED: Final = re.compile(r"[\[［【](?P<accessed>\d{4}[-./]\d{1,2}[-./]\d{1,2})[\]］】]")
_PAGE: Final = (
    rf"(?:\s*{_COLON}?\s*(?:第|[Pp]{{1,2}}\.?\s?)?"
    r"(?P<page>[A-Za-z]?\d[\dA-Za-z]{0,7}(?:\s?[-–—－~+,，]\s?\w{1,8}){0,4})页?)?"
)
_TAIL: Final = r"[\s.．。,，]*"
_JOURNAL: Final = re.compile(
    rf"{_TAIL}(?P<journal>[^,，]{{1,120}}?){_COMMA}?\s*(?P<date>(?<!\d)(?:1[89]|20)\d\d)(?:[-./]\d\d?)*年?\s*{_COMMA}?\s*"
    rf"(?:(?:第|[Vv]ol\.?\s?)?(?P<volume>[A-Z]?\d{{1,4}})卷?{_COMMA}?)?\s*"
    rf"(?:[(（第](?P<issue>[^)）期]{{1,14}})[)）期])?{_PAGE}{_TAIL}"
)
_NEWSPAPER: Final = re.compile(
    rf"{_TAIL}(?P<journal>[^,，]{{1,80}}){_COMMA}\s*(?P<date>\d{{4}}(?:[-./年]\d{{1,2}}(?:[-./月]\d{{1,2}})?)?)日?\s*"
    rf"(?:[(（]第?(?P<page>[^)）版]{{1,10}})版?[)）])?{_TAIL}"
)
_HOST: Final = rf"(?://\s*(?:(?P<editor>[^.．。/]{{1,150}}){_STOP}\s*)?(?P<container>[^.．。/\[\]]{{2,200}}?)\s*(?:{_MARK})?{_STOP}\s*)?"
_EDITION: Final = (
    rf"(?:第?\s?(?P<edition>\d{{1,3}}|修订)(?:版|\s?(?:st|nd|rd|th)\s+ed(?:ition)?){_STOP}?\s*{_COMMA}?\s*)?"
)
_TRANSLATOR: Final = rf"(?:(?P<translator>[^.．。:：]{{2,80}}?){_COMMA}?\s?译{_STOP}\s*)?"
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_SPACE: Final = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
"""Spaces within Chinese words, which pages leave behind; in titles they may stand between two parts."""
_TRANSLATION: Final = re.compile(r"[\s.．。]*[\[［(（]\s?[A-Z][A-Za-z]*[\s,，.A-Z].{40,}$")
"""The same reference in English, in brackets behind the Chinese one."""
_IMPRINT: Final = (
    rf"(?:(?P<place>[^:：,，.．。\[\]]{{1,60}}|\[[Ss]\.\s?[lLI]\.?\])\s*{_COLON}\s*)?(?P<publisher>[^:：,，]{{2,120}}?){_COMMA}\s*"
    rf"(?P<date>(?:1[5-9]|20)\d\d)(?:[-./]\d\d?)*年?(?:[(（]\d{{1,2}}[)）])?"
)
_PUBLISHED: Final = re.compile(
    rf"{_TAIL}{_HOST}{_TAIL}{_EDITION}{_TRANSLATOR}{_EDITION.replace('edition', 'edition2')}{_IMPRINT}{_PAGE}{_TAIL}"
)
_WITHIN: Final = re.compile(
    rf"{_TAIL}//\s*(?P<container>[^/\[\]]{{2,200}}?)(?:\s*{_MARK})?[\s.．。,，]+(?P<date>(?:1[5-9]|20)\d\d)年?{_PAGE}{_TAIL}"
)
"""A part of proceedings without place and publisher."""
_ONLINE: Final = re.compile(
    rf"{_TAIL}(?:(?P<container>[^,，.．。()（）\d][^,，()（）]{{1,80}})[,，.．]?\s*)?[(（]?(?P<date>\d{{4}}(?:[-./]\d{{1,2}}){{0,2}})?[)）]?{_TAIL}"
)
_PATENT: Final = re.compile(
    rf"{_TAIL}(?:(?P<place>[^\d,，]{{1,20}}){_COMMA}\s*)?(?P<date>\d{{4}}(?:[-./]\d{{1,2}}){{0,2}})?{_TAIL}"
)
_NUMBERED: Final = re.compile(
    rf"(?P<title>.+?)\s*{_COLON}\s*(?:[^\W\d_]{{2,10}}\s?{_COMMA}\s?)?(?P<case>(?:[A-Z]{{2}})?\s?[\d.]{{5,20}}[A-Z]?\d?)$"
)
_KINDS: Final = {
    "J": ("article-journal", _JOURNAL), "N": ("article-newspaper", _NEWSPAPER), "M": ("book", _PUBLISHED),
    "C": ("book", _PUBLISHED), "G": ("book", _PUBLISHED), "K": ("book", _PUBLISHED), "D": ("thesis", _PUBLISHED),
    "R": ("report", _PUBLISHED), "S": ("standard", _PUBLISHED), "A": ("chapter", _PUBLISHED),
    "Z": ("document", _PUBLISHED),
    "P": ("patent", _PATENT), "EB": ("webpage", _ONLINE), "DB": ("dataset", _ONLINE), "CP": ("software", _ONLINE),
    "DS": ("dataset", _ONLINE), "CM": ("map", _PUBLISHED),
}  # fmt: skip
"""Type of each mark and how what follows the mark is read (GB/T 7714-2015, appendix B)."""
_HOSTED: Final = {"C": "paper-conference", "J": "article-journal"}
"""Types of marks in front of ``//``, where they tell of the part; other parts are chapters."""

_UNMARKED: Final = re.compile(
    rf"(?P<author>[\u3400-\u9fff·]{{2,4}}(?:[,，、]\s*[\u3400-\u9fff·]{{1,4}})*){_STOP}\s*(?P<title>[^.．。\[\]［］]{{4,120}}){_STOP}"
    rf"{_JOURNAL.pattern}"
)
"""An article without its mark."""
_FOOTNOTE: Final = re.compile(
    rf"(?P<author>[^《》“”：:\[\]]{{2,80}}?){_COLON}\s*[《“](?P<title>[^《》“”]{{1,200}})[》”]{_COMMA}?\s*"
    rf"(?:(?P<translator>[^《》，,：:]{{2,30}})译{_COMMA}\s*)?"
    rf"(?:(?:载)?《(?P<journal>[^《》]{{1,80}})》\s*{_COMMA}?(?:[（(][^）)]{{1,20}}[）)]\s*)?"
    r"|(?P<place>[^：:，,《》]{1,20})[：:]\s*(?P<publisher>[^，,：:]{2,60})[，,]\s*)"
    rf"(?P<date>(?:1[5-9]|20)\d\d)年?(?:第(?P<volume>\d{{1,4}})卷)?(?:第(?P<issue>[\d—–~-]{{1,7}})期|\d{{1,2}}月\d{{1,2}}日)?版?"
    rf"(?:{_COMMA}?\s*第?(?P<page>\d+(?:[-–—~－]\d+)?)[页頁版])?{_TAIL}"
)


def _read_chinese(reference: str) -> Pattern | None:
    """The parts of a reference with a type mark or with titles in 《》, or None."""
    if label := label_of(reference):
        reference = reference[len(label.text) :]
    reference = reference.strip()
    if found := _FOOTNOTE.fullmatch(reference):
        return _pattern("article-journal" if found["journal"] else "book", found)
    if not re.search(_MARK, reference) and (found := _UNMARKED.fullmatch(reference)):
        return _pattern("article-journal", found)
    head = _HEAD.fullmatch(reference)
    if head is None or head["_mark"] not in _KINDS:
        return None
    type, form = _KINDS[head["_mark"]]
    rest = _ADDRESS.sub("", _SPACE.sub("", _untranslated(head["title"], head["_rest"])))
    accessed = _ACCESSED.search(rest)
    rest = _ACCESSED.sub("", rest)
    match = form.fullmatch(rest) or _WITHIN.fullmatch(rest)
    if match is None:
        return None
    if match.groupdict().get("container") and form is not _ONLINE:
        type = _HOSTED.get(head["_mark"], "chapter")
    if type != "patent" or (numbered := _NUMBERED.fullmatch(head["title"])) is None:
        return _pattern(type, head, match, accessed)
    # The title is what stands before the number of the patent.
    parts = _pattern(type, head, match, accessed, numbered)
    whole = head["title"].strip()
    return parts._replace(segments=[one for one in parts.segments if (one.label, one.text) != ("title", whole)])


def _untranslated(title: str, rest: str) -> str:
    """What stands behind the mark of a Chinese title, without its translation."""
    return _TRANSLATION.sub("", rest) if _HAN.search(title) else rest


def by_pattern(reference: str) -> Pattern | None:
    """The parts of a reference that follows a rule, or None."""
    if match := _CASE.fullmatch(reference) or _NEUTRAL.fullmatch(reference):
        return _pattern("legal_case", match)
    return _read_chinese(reference)
