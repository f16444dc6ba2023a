"""References of Japanese, Chinese and Korean writers, whose marks tell their parts.

Numbers are found by their words (第, 巻, 号, 頁 …) and taken out; quotation marks tell titles; what stands before
them or first is who wrote it, and what is left is where it appeared. Titles in 「」 are those of articles, those in
『』 and 《》 of books and journals.

>>> def show(reference):
...     found = read_east_asian(reference)
...     print(found.type, *(f"{one.label}={one.text}" for one in found.segments))
>>> show("山田太郎「受動文について」『言語研究』第120号、2001年、45-67頁")
article-journal page=45-67 issue=120 date=2001 author=山田太郎 title=受動文について journal=言語研究
>>> show("山田花子 (2002). 山の本. 文学社.")
book date=2002 author=山田花子 title=山の本 publisher=文学社
"""

from __future__ import annotations

import re
from typing import Final

from citelib.formats.text.plain_text.fields import Segment
from citelib.formats.text.plain_text.identifiers import without_identifiers
from citelib.formats.text.plain_text.rules.patterns import Pattern

__all__ = ["read_east_asian"]

_SURE: Final = 0.85
"""What marks tell is sure, but the order of what has no marks is a habit only."""
_LETTERS: Final = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3々〆ヶ]"
_EAST_ASIAN: Final = re.compile(_LETTERS)
_LETTER: Final = re.compile(r"[^\W\d_]")
_LEAST: Final = 0.6
"""The share of its letters that are East Asian in such a reference."""
_HANGUL: Final = re.compile("[\uac00-\ud7a3]")
_LONGEST: Final = 1500
_CUT: Final = "\x00"
"""Stands where a number was taken out."""

_ERAS: Final = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}
"""The year before the first of each era of Japan, and of the calendar of Taiwan."""
_RANGE: Final = r"\d{1,4}(?:[-–・/]\d{1,3})?"
_NTH: Final = "[第제]?\\s?"
_NUMBERS: Final = (
    re.compile(
        r"(?:[,，、.．:：]\s*)?(?:[Pp]{1,2}\.?\s*|第)?(?P<page>\d{1,5}\s?[-‐–—―~〜～－]\s?\d{1,5})\s?(?:[頁页面쪽]|ページ)?"
    ),
    re.compile(r"[Pp]{1,2}\.\s*(?P<page>\d{1,5})(?!\d)|(?P<page2>\d{1,5})(?:[頁页쪽]|ページ|面|pp?\b)目?"),
    re.compile(
        rf"{_NTH}(?P<volume>\d{{1,4}})\s?[巻卷권]\s?[,，、・]?\s?(?:{_NTH}(?P<issue>{_RANGE})\s?[号號期輯辑호])?"
    ),
    re.compile(rf"[Vv]ol\.?\s?(?P<volume>\d{{1,4}})\s?[,，、]?\s?(?:[Nn]o\.?\s?(?P<issue>{_RANGE}))?"),
    re.compile(rf"(?<![\d年])(?P<volume>\d{{1,4}})\s?[(（]\s?第?(?P<issue>{_RANGE})[号期]?\s?[)）]"),
    re.compile(rf"{_NTH}(?P<issue>{_RANGE})\s?[号號期輯辑호집]|[Nn]o\.?\s?(?P<issue2>\d{{1,4}})"),
    re.compile(r"[(（]?第(?P<edition>\d{1,2})版[)）]?"),
    re.compile(
        r"[(（\[]?(?<!\d)(?P<date>(?:1[5-9]|20)\d\d(?:[-./年년]\s?\d{1,2}(?:[-./月월]\s?\d{1,2})?)?)"
        r"[日일月월]?[年년]?[a-z]?版?刊?[)）\]]?(?!\d)"
        r"|[(（]?(?P<era>明治|大正|昭和|平成|令和|民[國国])(?P<of_era>元|\d{1,2})年?[)）]?"
    ),
    re.compile(r"(?<=[\x00,，、])\s*(?P<volume>\d{1,4})\s*(?=[\x00,，、:：])"),
)
"""What numbers say, in the order in which they are looked for."""
_DASH: Final = re.compile(r"\s?[-‐–—―~〜～－]\s?")
_DATE_WORD: Final = re.compile(r"[年월月년]\s?")
_QUOTED: Final = re.compile(
    r"「(?P<article>(?:[^「」]|「[^「」]{0,80}」){1,300})」|[『《〈](?P<work>[^『』《》]{1,300}?)[』》〉]"
    r"|[“‘](?P<quoted>[^“”‘’]{2,300})[”’](?!\w)"
)
_STOPS: Final = re.compile(rf"\s*(?:[.．。]+|{_CUT}+)(?:\s*[,，、.．。:：()（）]*)*\s*")
_MARKS: Final = " \t,，、.．。:：;；()（）[]【】・/／" + _CUT
_SEPARATORS: Final = re.compile(r"\s*[,，、;；＆&]\s*|(?<=[\u3400-\u9fff])\s*・\s*(?=[\u3400-\u9fff])")
_PERSON: Final = re.compile(rf"{_LETTERS}[^\d,，、;；:：「」『』《》]{{0,29}}")
_LONGEST_NAME: Final = 30
_EDITOR: Final = re.compile(r"\s*[(（]?(?:編著|编著|共編|編集|編|编|主编|엮음|편)[)）]?$")
_TRANSLATOR: Final = re.compile(r"\s*[(（]?(?:訳|譯|译|옮김|역)[)）]?$")
_WITH_TRANSLATOR: Final = re.compile(
    r"(?P<author>[^()（）]{2,60})[(（](?P<translator>[^()（）]{2,60}(?:訳|譯|译|옮김))[)）]"
)
_TITLED: Final = re.compile(r"(?P<people>[^:：]{2,80})[:：](?P<title>[^:：]{2,120})[,，、]\s*")
"""«People: Title, » in front of a journal."""
_LISTED: Final = re.compile(
    r"(?P<people>[^:：]{2,120})[:：]\s*(?P<title>[^,，、]{2,150})[,，、]\s*(?P<where>[^,，、]{2,100})[,，、]?"
)
"""«People: Title, Journal», with commas alone."""
_AUTHOR: Final = re.compile(r"\s*[(（]?(?:著|지음)[)）]?$")
_IN: Final = re.compile(r"^(?:載|载|见|見|In)\s*[:：]?\s*")
_THESIS: Final = re.compile(r"(?:博士|修士|硕士|碩士|석사|박사)\S{0,6}(?:論文|论文|논문)")


def read_east_asian(reference: str) -> Pattern | None:
    """The parts of a reference in which East Asian letters prevail, or None if its marks do not tell them."""
    letters = len(_LETTER.findall(reference))
    if len(reference) > _LONGEST or not letters or len(_EAST_ASIAN.findall(reference)) < _LEAST * letters:
        return None
    numbers, rest = _numbers(without_identifiers(reference))
    quoted = list(_QUOTED.finditer(rest))
    if "date" not in dict(numbers) or (not quoted and _HANGUL.search(reference)):
        return None  # Korean has spaces between its words: the statistics read it
    texts = _quoted(rest, quoted) if quoted else _by_stops(rest)
    if texts is None:
        return None
    texts = _placed(texts, numbers)
    labels = {label for label, _ in texts}
    if "journal" not in labels and "container" not in labels:
        # How many pages a book has.
        numbers = [(label, f"{text} p." if label == "page" and text.isdigit() else text) for label, text in numbers]
    type = (
        "thesis" if _THESIS.search(reference)
        else "article-journal" if "journal" in labels
        else "chapter" if "container" in labels
        else "book"
    )  # fmt: skip
    return Pattern(type, [Segment(label, text, _SURE) for label, text in (*numbers, *texts)])


def _placed(texts: list[tuple[str, str]], numbers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The texts with what they appeared in: a journal has numbers, a book a publisher; what is left becomes notes."""
    found = [(label, text) for label, text in texts if label != "where"]
    where = [text for label, text in texts if label == "where"]
    labels, numbered = {label for label, _ in found}, dict(numbers)
    if not numbered.keys().isdisjoint(("issue", "volume")) or (
        "-" in numbered.get("page", "") and "container" not in labels
    ):
        if "container" in labels:
            found = [("journal" if label == "container" else label, text) for label, text in found]
        elif where:
            found.append(("journal", where.pop(0)))
    if where:
        found += _imprint(where.pop(0))
    return found + [("note", text) for text in where]


def _numbers(text: str) -> tuple[list[tuple[str, str]], str]:
    """What the numbers of a reference say, and the reference without them; what stands in quotation marks is left."""
    found: list[tuple[str, str]] = []
    for form in _NUMBERS:
        inside = [match.span() for match in _QUOTED.finditer(text)]
        for match in form.finditer(text):
            groups = {name.rstrip("2"): value for name, value in match.groupdict().items() if value}
            if any(start <= match.start() < end for start, end in inside):
                continue
            if era := groups.pop("era", None):
                count = groups.pop("of_era")
                groups["date"] = str(_ERAS[era] + (1 if count == "元" else int(count)))
            if any(name in dict(found) for name in groups):
                continue
            for name, words in (("page", _DASH), ("date", _DATE_WORD)):
                if name in groups:
                    groups[name] = words.sub("-", groups[name])
            found += groups.items()
            text = f"{text[: match.start()]}{_CUT}{text[match.end() :]}"
            break
    return found, text


def _people(text: str) -> list[tuple[str, str]]:
    """Names of authors, editors or translators; nothing if a text is not names."""
    if match := _WITH_TRANSLATOR.fullmatch(text.strip()):
        return [*_people(match["author"]), *_people(match["translator"])]
    text = text.strip(_MARKS)
    label = "author"
    for form, role in ((_EDITOR, "editor"), (_TRANSLATOR, "translator"), (_AUTHOR, "author")):
        if match := form.search(text):
            text, label = text[: match.start()], role
            break
    names = [name for name in _SEPARATORS.split(text) if name]
    if not names or not all(_PERSON.fullmatch(name) and len(name) <= _LONGEST_NAME for name in names):
        return []
    return [(label, "；".join(names))]


def _quoted(text: str, quoted: list[re.Match[str]]) -> list[tuple[str, str]] | None:
    """The parts of a reference whose titles stand in quotation marks."""
    before = text[: quoted[0].start()]
    if (titled := _TITLED.fullmatch(before)) and quoted[0]["work"]:
        found = _people(titled["people"])
        if not found:
            return None
        found += [("title", titled["title"]), ("container", quoted[0]["work"])]
        behind = quoted[0].end()
        quoted = quoted[:1]
    else:
        found = _people(before)
        if not found:
            return None
        if len(quoted) > 1:
            found = [("author" if label == "editor" else label, names) for label, names in found]
        found.append(("title", next(filter(None, quoted[0].groups()))))
        behind = quoted[0].end()
    if len(quoted) > 1:
        between = _IN.sub("", text[behind : quoted[1].start()].strip(_MARKS))
        if between and (editors := _people(between)) and editors[0][0] != "author":
            found += editors
        found.append(("container", next(filter(None, quoted[1].groups()))))
        behind = quoted[1].end()
    for chunk in _STOPS.split(text[behind:]):
        for one in re.split("[,，、()（）]", chunk):
            if not (one := one.strip(_MARKS)):
                continue
            people = _people(one)
            found += people if people and people[0][0] != "author" else [("where", one)]
    return found


def _by_stops(text: str) -> list[tuple[str, str]] | None:
    """The parts of a reference whose stops part names, title and source."""
    chunks = [chunk for one in _STOPS.split(text) if (chunk := one.strip(_MARKS))]
    if not chunks:
        return None
    if listed := _LISTED.fullmatch(chunks[0]):
        chunks[:1] = [listed["people"], listed["title"], listed["where"]]
    people = _people(chunks[0])
    if len(chunks) < 2 or not people:
        return None
    if len(chunks) == 2 and len(parts := re.split("[,，、]", chunks[1], maxsplit=1)) == 2:
        chunks[1:] = parts
    return [*people, ("title", chunks[1].strip(_MARKS)), *(("where", chunk.strip(_MARKS)) for chunk in chunks[2:])]


def _imprint(text: str) -> list[tuple[str, str]]:
    """Place and publisher."""
    place, colon, publisher = re.split("([:：])", text, maxsplit=1) if re.search("[:：]", text) else ("", "", text)
    return [("place", place.strip(_MARKS)), ("publisher", publisher.strip(_MARKS))] if colon else [("publisher", text)]
