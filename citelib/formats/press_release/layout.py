# ruff: noqa: E501 - tables of patterns
r"""The layout of a release: title, date, issuer, body, labelled fields, related stories; everything else is furniture.

The blocks of a `Page` are walked once, in three regions: the head (up to the first paragraph of the text), the body,
and what follows it. Lines that announce what comes next («Journal Reference:») are looked up in `words.LABELS`.

>>> layout = read_layout(plain_page("Moss found\n\nMay 3, 2020\n\nMoss was found in nine drains of the old town on Monday."))
>>> layout.page.quote(layout.title), str(layout.head_dates[0].date), len(layout.body)
('Moss found', '2020-05-03', 1)
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from citelib.formats.press_release.furniture import END, NOTICE, furniture, is_contact
from citelib.formats.press_release.page import Block, Page, Span, clean, plain_page
from citelib.formats.press_release.words import DATE, INSTITUTION, LABELS
from citelib.model import Date

__all__ = ["FoundDate", "Layout", "Related", "plain_page", "read_date", "read_layout"]


@attrs.frozen
class FoundDate:
    """A date in the text, and what it is the date of: ``"release"``, ``"embargo"``, ``"updated"``, ``"event"`` …."""

    date: Date
    span: Span
    kind: str = "release"


@attrs.frozen
class Related:
    """A related story: where its title and summary stand, its date and address."""

    title: Span
    summary: Span | None = None
    date: Date | None = None
    address: str | None = None


@attrs.define
class Layout:
    """What a page consists of; all stretches are offsets into ``page.text``.

    Attributes:
        page: The page.
        title: The headline.
        subtitle: What stands under it.
        head_dates: Dates in the head, in order.
        dateline_dates: The date of the dateline.
        tail_dates: Dates that stand alone after the text.
        institutions: Lines that name an institution, with where they stand (``"head"``, ``"tail"``, ``"about"``).
        body: Paragraphs of the text, without the dateline.
        tail: Paragraphs after the text that may speak of the works: notes to editors, references.
        fields: Stretches under each label.
        related: Related stories.
        related_heading: Text of the heading above them.
        left_out: Furniture, for patterns that name the carrying site.

    """

    page: Page
    title: Span | None = None
    subtitle: Span | None = None
    head_dates: list[FoundDate] = attrs.field(factory=list)
    dateline_dates: list[FoundDate] = attrs.field(factory=list)
    tail_dates: list[FoundDate] = attrs.field(factory=list)
    institutions: list[tuple[str, str]] = attrs.field(factory=list)
    body: list[Span] = attrs.field(factory=list)
    tail: list[Span] = attrs.field(factory=list)
    fields: dict[str, list[Span]] = attrs.field(factory=dict)
    related: list[Related] = attrs.field(factory=list)
    related_heading: str = ""
    left_out: list[Span] = attrs.field(factory=list)

    def field(self, name: str) -> str | None:
        """The first value under a label, on one line."""
        return next((clean(self.page.quote(span)) for span in self.fields.get(name, ())), None)


# Kinds of blocks

_LABEL_LINE: Final = re.compile(r"(?P<label>[^:]{2,60}?)\s?:(?:\s+|$)(?P<value>.*)$", re.DOTALL)
_SINGLE: Final = frozenset("title url date updated embargo source journal doi article-title article-date".split())
"""Labels whose value is one line."""
_BACK: Final = frozenset("reference contact cite journal doi article-title article-date notes".split())
"""Labels that do not occur before the end of the text."""
_SURE_BACK: Final = re.compile(
    r"funding|funder|acknowledg|disclaim|editor|interest|disclosure|förder|finan|redaktion|contact|kontakt|reference|referen",
    re.IGNORECASE,
)
_RELATED_HEADING: Final = re.compile(
    r"(?:related|recent|recommended|more|latest|other|similar|further|weitere|verwandte|ähnliche|neueste|mehr|autres?|plus d|otras?|más)\b.{0,80}\b"
    r"(?:articles?|news|stories|story|releases?|headlines|content|reading|research|posts|links|meldungen|artikel|beiträge|nachrichten|pressemitteilungen|actualités|noticias|artículos)\b.{0,50}:?$",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(
    r"(?i:about(?: the)?|über(?: die| das| den)?|à propos (?:de |du |d[’']|des )|acerca del?|sobre(?: el| la)?)\s*:?\s*(?P<name>[^\W\d_a-zß-ÿ].{1,100}|$)"
)
_ABOUT_NAME: Final = re.compile(r"(?:[Aa]bout|ABOUT|[Üü]ber|À propos d\w{0,2}|Acerca de|Sobre)\b")
_BYLINE: Final = re.compile(r"(?i:by|von|par|por|written by|author|text|credit)\s*:?\s+(?=[^\W\d_a-zß-ÿ])")
_SENTENCE_CLOSE: Final = re.compile(r"[.!?…][\"”’»“)\]]{0,3}$|\.\.\.$")
_SMALL: Final = frozenset(
    "of the and for in at de der für la le du des di und et y e & on to von d’ zu la del am".split()
)
_EMBARGO: Final = re.compile(
    r"embargo|not for (?:release|publication)|hold for|sperrfrist|until|for (?:release|publication|use) (?:on|after|at)",
    re.IGNORECASE,
)
_UPDATED: Final = re.compile(
    r"updat|modif|correct|revis|aktualis|geändert|mis à jour|actualiz|retriev|accessed|abgerufen", re.IGNORECASE
)
_EVENT: Final = re.compile(
    r"\b(?:event|when|conference|meeting|webinar|deadline|briefing|veranstaltung|article publication|deadline|opens?|starts?|begins?|expires?)\b",
    re.IGNORECASE,
)
_DATE_WORDS: Final = re.compile(r"[^\W\d_]{2,}")
_DATELINE: Final = re.compile(
    rf"(?P<place>\(?[^\W\d_a-zß-ÿ][^\n.!?“”\"]{{1,50}}?(?:\.[^\n.!?“”\"]{{0,25}}?){{0,4}})[\s,(–—|]{{0,4}}(?P<date>{DATE.pattern})?[)\s,.]{{0,3}}(?:\s?/[A-Z][\w .-]{{1,30}}/|\s?\([A-Z][\w ./-]{{1,30}}\))?\s{{0,2}}(?P<dash>—|–|--|‒|\s-\s|:|\.|\)|/)+\s{{0,3}}(?=[\w“\"„«‘(])"
)
_PLACE_CAPS: Final = re.compile(r"\(?[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ .'’-]{2,40}(?:,\s|$|\s*[(–—-])")
_SUMMARY_DATE: Final = re.compile(
    rf"(?:(?P<date>{DATE.pattern}|[^\W\d_]{{3,12}}\.? [0-9]{{1,2}}, [0-9]{{4}})\s?[—–:|-]{{1,2}}\s?)"
)
_MONTH_HYPHEN: Final = re.compile(r"(?<=[0-9])-(?=[^\W\d_])|(?<=[^\W\d_])-(?=[0-9])")


def read_date(written: str) -> Date | None:
    """A full date as news prints it, or None if it cannot be read in one way.

    >>> read_date("14-Mar-2023"), read_date("1st of May 2020"), read_date("3/4/2020"), read_date("3/14/2020")
    (Date('2023-03-14'), Date('2020-05-01'), None, Date('2020-03-14'))
    """
    text = _MONTH_HYPHEN.sub(" ", clean(written)).replace("º", "").replace(" of ", " ").replace(" del ", " de ")
    text = re.sub(r"^([0-9]{1,2})er\b", r"\1", text)
    if parts := re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", text):
        first, second, year = (int(part) for part in parts.groups())
        if (first > 12) == (second > 12) and first != second:
            return None
        month, day = (second, first) if first > 12 else (first, second)
        text = f"{year:04d}-{month:02d}-{day:02d}"
    date = Date.parse(text.replace("/", "-") if re.fullmatch(r"[0-9/]+", text) else text)
    return date if date.date_parts and len(date.date_parts[0]) == 3 and not date.is_range else None


def find_dates(text: str, start: int, end: int) -> list[FoundDate]:
    """Full dates in a stretch, each with its kind as the words before it tell."""
    found = []
    before_at = start
    for match in DATE.finditer(text, start, end):
        if date := read_date(match[0]):
            before = text[max(before_at, match.start() - 60) : match.start()]
            kind = (
                "updated" if _UPDATED.search(before)
                else "embargo" if _EMBARGO.search(before)
                else "event" if _EVENT.search(before)
                else "release"
            )  # fmt: skip
            found.append(FoundDate(date, match.span(), kind))
            before_at = match.end()
    return found


def read_layout(page: Page) -> Layout:
    """Tell the parts of a page apart."""
    return _Walk(page).layout()


@attrs.define
class _Line:
    """A block with what it was found to be."""

    block: Block
    text: str
    kind: str
    label: str = ""
    value: Span | None = None
    back: bool = False


class _Walk:
    """One walk over the blocks."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.result = Layout(page)
        self.link_ends = {link.start: link.end for link in page.links}
        self.lines = [self._line(block) for block in _content(page)]

    # What a block is

    def _line(self, block: Block) -> _Line:
        raw = self.page.text_of(block)
        text = clean(raw) if len(raw) < 5000 else raw
        if "related" in block.areas:
            return _Line(block, text, "related")
        if "caption" in block.areas or "furniture" in block.areas:
            return _Line(block, text, "furniture")
        if END.match(text):
            return _Line(block, text, "end")
        labelled = self._label(block, raw)
        if labelled:
            return labelled
        if len(text) < 130 and _RELATED_HEADING.match(text) and not _SENTENCE_CLOSE.search(text):
            return _Line(block, text, "label", "related")
        if kind := furniture(text):
            return _Line(block, text, "contact" if kind == "contact" else "furniture")
        if (
            len(text) < 130
            and not _SENTENCE_CLOSE.search(text)
            and _ABOUT_NAME.match(text)
            and (about := _ABOUT.match(text))
            and about["name"].strip(" :")
        ):
            return _Line(block, text, "about", value=(block.start + text.index(about["name"]), block.end))
        if len(text) < 120 and NOTICE.match(text):
            return _Line(block, text, "notice")
        if is_contact(text):
            return _Line(block, text, "contact")
        if _is_date_line(text):
            return _Line(block, text, "date")
        if "byline" in block.areas or (len(text) < 130 and _BYLINE.match(text) and not _SENTENCE_CLOSE.search(text)):
            return _Line(block, text, "byline")
        if block.tag.startswith("h") and block.tag[1:].isdigit():
            return _Line(block, text, "heading")
        words = len(text.split(None, 40))
        if (
            words >= 25
            or (words >= 8 and _SENTENCE_CLOSE.search(text))
            or (words >= 3 and block.tag == "p" and _SENTENCE_CLOSE.search(text))
        ):
            return _Line(block, text, "prose")
        if text[:1] in "“\"„«‘'" and text[-1:] in "”\"“»’'.?!":
            return _Line(block, text, "prose")
        return _Line(block, text, "institution" if is_institution(text) else "line")

    def _label(self, block: Block, raw: str) -> _Line | None:
        """A block that is a label, alone or with its value behind a colon."""
        alone = clean(raw[:80]).rstrip(": ").casefold()
        if len(raw) <= 80 and alone in LABELS and not (alone in _AMBIGUOUS and ":" not in raw):
            return _Line(block, clean(raw), "label", LABELS[alone])
        match = _LABEL_LINE.match(raw)
        if match and (label := clean(match["label"]).casefold()) in LABELS and match["value"]:
            start = block.start + match.start("value")
            return _Line(block, clean(raw), "value", LABELS[label], (start, block.end))
        return None

    # The regions

    def layout(self) -> Layout:
        self._labels()
        at = self._head()
        at = self._body(at)
        self._rest(at)
        self._related()
        return self.result

    def _labels(self) -> None:
        """Give the lines under a label to the label; what is taken becomes of kind ``"taken"``."""
        lines = self.lines
        seen_prose = 0
        index = 0
        while index < len(lines):
            line = lines[index]
            index += 1
            seen_prose += line.kind == "prose"
            if line.kind == "value":
                if line.label == "related":
                    line.kind = "furniture"
                elif (
                    line.label in ("reference", "summary", "title", "source", "url", "journal", "authors")
                    and not self._has_title_before(index - 1)
                    and line.label != "title"
                ):
                    # «Study: moss is back» may be the headline itself.
                    line.kind = "institution" if line.label == "source" else "line"
                elif line.value is not None:
                    self._take(line.label, line.value)
                    if line.label in ("contact", "about", "other", "cite"):
                        index = self._take_group(line, index, keep=False)
                continue
            if line.kind != "label" or line.label == "related":
                continue
            follows = lines[index] if index < len(lines) else None
            if follows is None or follows.kind in ("label", "value", "end", "about"):
                line.back = True
                continue
            sure = _SURE_BACK.search(line.text) is not None or line.text.endswith(":")
            if (
                seen_prose
                and not sure
                and follows.kind == "prose"
                and line.label not in _SINGLE
                and follows.block.group != line.block.group
            ):
                # A subheading of the text that happens to be a label: «Background», «The research».
                from citelib.formats.press_release.references import parse_reference

                if not (line.label == "reference" and parse_reference(follows.text)):
                    line.kind = "line"
                    continue
            if line.label in ("date", "updated", "embargo") and not find_dates(
                self.page.text, follows.block.start, follows.block.end
            ):
                # «Press release» above a headline announces no date.
                line.kind = "notice"
                continue
            if line.label in _SINGLE and follows.kind == "notice":
                line.kind = "notice"
                continue
            if line.label in _SINGLE:
                if follows.kind == "prose" and len(follows.text) > 300 and line.label != "source":
                    line.kind = "line"
                    continue
                self._take(line.label, (follows.block.start, follows.block.end))
                follows.kind = "taken"
                index += 1
                continue
            index = self._take_group(line, index)

    def _has_title_before(self, index: int) -> bool:
        return (
            any(line.kind in ("line", "heading", "prose", "taken") for line in self.lines[max(0, index - 30) : index])
            or "title" in self.result.fields
        )

    def _take(self, label: str, span: Span) -> None:
        self.result.fields.setdefault(label, []).append(span)

    def _take_group(self, label: _Line, index: int, *, keep: bool = True) -> int:
        """Take the rest of the label's group, or the group after it if the label stands alone."""
        lines = self.lines
        if index >= len(lines):
            return index
        group = lines[index].block.group
        if group != label.block.group and (not keep or (label.label == "furniture" and lines[index].kind == "prose")):
            return index
        several = label.label == "reference"
        while index < len(lines):
            line = lines[index]
            if line.kind in ("label", "value", "end", "about", "related"):
                break
            if line.block.group != group and not (several and line.kind == "prose" and _looks_listed(line.text)):
                break
            self._take(label.label, (line.block.start, line.block.end))
            line.kind = "taken"
            index += 1
        return index

    def _head(self) -> int:
        """Read the head; return the index of the first line of the body."""
        result = self.result
        lines = self.lines
        if spans := result.fields.get("title"):
            result.title = spans[0]
        first = self._first_paragraph()
        heading = next((line for line in lines[: first + 1] if line.block.tag == "h1"), None)
        heading = heading or next((line for line in lines if line.block.tag == "h1"), None)
        if heading is not None and result.title is None:
            result.title = (heading.block.start, heading.block.end)
            heading.kind = "title"
        spare: list[_Line] = []
        for line in lines[:first]:
            self._note_dates(line, result.head_dates)
            if line.kind in ("line", "heading", "prose"):
                spare.append(line)
            elif line.kind == "institution":
                result.institutions.append(("head", line.text))
            elif (
                line.kind == "byline"
                and (by := _BYLINE.match(line.text))
                and is_institution(line.text[by.end() :].split(" | ")[0])
            ):
                result.institutions.append(("byline", line.text[by.end() :].split(" | ")[0].strip()))
            elif line.kind in ("furniture", "notice", "contact"):
                result.left_out.append((line.block.start, line.block.end))
        if result.title is None:
            titles = [line for line in spare if not _is_category(line.text)] or spare
            if not titles:
                titles = [line for line in lines[:first] if line.kind == "institution"][:1]
                result.institutions = [
                    entry for entry in result.institutions if not titles or entry[1] != titles[0].text
                ]
            if titles:
                title = titles[0]
                result.title = (title.block.start, self._title_end(title))
                spare = spare[spare.index(title) + 1 :] if title in spare else spare
        spare = [line for line in spare if result.title is None or line.block.start >= result.title[1]]
        spare = [line for line in spare if line.kind != "taken"]
        if spare:
            under = [line for line in spare if not _is_category(line.text)]
            result.institutions += [
                ("weak", line.text) for line in under if _is_capitalised(line.text) and len(line.text.split()) <= 8
            ]
            under = [line for line in under if not _is_capitalised(line.text) or len(line.text.split()) > 8] or under
            if under:
                result.subtitle = (under[0].block.start, under[0].block.end)
        return first

    def _title_end(self, title: _Line) -> int:
        """Where a headline ends that was broken over lines: all of them in capitals, or going on in small letters."""
        end = title.block.end
        for line in self.lines[self.lines.index(title) + 1 :][:3]:
            goes_on = line.text[:1].islower() or (title.text.isupper() and line.text.isupper())
            if (
                line.kind not in ("line", "prose", "institution")
                or line.block.group != title.block.group
                or not goes_on
            ):
                break
            end = line.block.end
            line.kind = "taken"
        return end

    def _first_paragraph(self) -> int:
        """Index of the first paragraph of the text: prose after the headline with no more of the head behind it."""
        lines = self.lines
        titled = "title" in self.result.fields
        first = len(lines)
        h1 = next((i for i, line in enumerate(lines) if line.block.tag == "h1"), -1)
        for index, line in enumerate(lines):
            if index <= h1 or line.kind == "taken":
                titled = titled or index == h1
                continue
            if line.kind in ("line", "heading") and not _is_category(line.text):
                titled = True
            if line.kind != "prose":
                if line.kind in ("end", "about", "related") and titled and index > h1:
                    return index
                continue
            if (
                not titled
                and len(line.text.split(None, 41)) <= 40
                and not any(other.kind in ("line", "heading") for other in lines[:index])
            ):
                # The headline is a sentence, unless a line above may be it and a dateline begins here.
                titled = True
                if not (_DATELINE.match(line.text) and any(other.kind == "institution" for other in lines[:index])):
                    continue
            if "subtitle" in line.block.areas:
                continue
            # A sentence under the headline belongs to the head if lines of the head follow it.
            ahead = [other.kind for other in lines[index + 1 : index + 5]]
            until = ahead[: ahead.index("prose")] if "prose" in ahead else []
            if (
                any(kind in ("date", "byline", "notice", "contact") for kind in until)
                and len(line.text.split(None, 61)) <= 60
            ):
                continue
            first = index
            break
        return first

    def _note_dates(self, line: _Line, where: list[FoundDate]) -> None:
        if line.kind in ("date", "notice", "byline", "contact") or (
            line.kind == "line" and len(line.text.split()) < 12
        ):
            for found in find_dates(self.page.text, line.block.start, line.block.end):
                if (
                    line.kind == "notice"
                    and _EMBARGO.search(line.text)
                    and not re.search(r"immediate", line.text, re.IGNORECASE)
                ):
                    found = attrs.evolve(found, kind="embargo")
                where.append(found)

    def _body(self, at: int) -> int:
        """Collect the paragraphs; return the index of the first line after the text."""
        lines, result = self.lines, self.result
        last = at
        for index in range(at, len(lines)):
            line = lines[index]
            if line.kind in ("end", "about") or (
                line.kind == "label"
                and (
                    line.label in _BACK
                    or (line.label == "related" and (line.block.tag[:1] == "h" or not self._prose_goes_on(index)))
                )
            ):
                return index
            if line.kind == "value" and line.label in _BACK | {"source"} and index > at:
                return index
            if line.kind == "prose":
                self._paragraph(line, first=index == at)
            elif line.kind in ("line", "heading") and index > at:
                result.body.append((line.block.start, line.block.end))
            elif line.kind == "institution":
                if not self._prose_goes_on(index):
                    return index
                result.body.append((line.block.start, line.block.end))
            elif line.kind == "date":
                self._note_dates(line, result.tail_dates)
            elif line.kind == "byline" and not self._prose_goes_on(index):
                result.left_out.append((line.block.start, line.block.end))
            elif line.kind in ("furniture", "notice", "contact"):
                result.left_out.append((line.block.start, line.block.end))
                if line.kind == "contact" and not self._prose_goes_on(index):
                    return index
            last = index
        # Short lines that close the text are no paragraphs of it.
        return last + 1

    def _prose_goes_on(self, index: int) -> bool:
        """Whether paragraphs of the text follow before anything that ends it."""
        for line in self.lines[index + 1 : index + 12]:
            if line.kind == "prose":
                return self.lines[index].block.tag != "" or (
                    line.block.group != self.lines[index].block.group
                    and line.kind == "prose"
                    and self.lines[index].label != "related"
                )
            if line.kind in ("end", "about", "label", "value", "taken"):
                return False
        return False

    def _paragraph(self, line: _Line, *, first: bool) -> None:
        start, end = line.block.start, line.block.end
        if first:
            start = self._after_dateline(start, end)
        self.result.body.append((start, end))

    def _after_dateline(self, start: int, end: int) -> int:
        """Where the text begins after «CITY, Region, date —», whose date is noted."""
        text = self.page.text
        match = _DATELINE.match(text, start, min(end, start + 220))
        if not match or match.end() >= end:
            return start
        place, dated = match["place"], match["date"]
        dash = match["dash"]
        if dated and (dash not in (":", ".") or len(place) < 60):
            if date := read_date(dated):
                kind = "embargo" if _EMBARGO.search(place) else "release"
                self.result.dateline_dates.append(FoundDate(date, match.span("date"), kind))
                return match.end()
        elif dash not in (":", ".", ")", "/") and (
            _PLACE_CAPS.match(place + ("," if "," not in place else "")) and place.split(",")[0].strip("( ").isupper()
        ):
            return match.end()
        return start

    def _rest(self, at: int) -> None:
        """What follows the text: the institution under it, «About …», notes that may speak of the works."""
        lines, result = self.lines, self.result
        about = False
        group = -1
        for index in range(at, len(lines)):
            line = lines[index]
            if line.kind == "about" and line.value is not None:
                result.institutions.append(("about", clean(self.page.quote(line.value)).rstrip(":. ")))
                about, group = True, line.block.group
            elif line.kind in ("label", "value", "end", "heading"):
                about = False
            elif line.kind == "institution":
                if not about:
                    result.institutions.append(("tail", line.text))
            elif line.kind in ("furniture", "notice", "contact"):
                result.left_out.append((line.block.start, line.block.end))
                if line.kind == "contact":
                    self._note_dates(line, [])
            elif line.kind == "date":
                self._note_dates(line, result.tail_dates)
            elif line.kind == "prose" and not about:
                result.tail.append((line.block.start, line.block.end))
            if line.kind == "label" and line.label == "related":
                break
        _ = group

    # Related stories

    def _related(self) -> None:
        """Titles and summaries under the heading, up to the first line that is something else."""
        lines, result = self.lines, self.result
        marked = [line for line in lines if line.kind == "related"]
        if marked:
            for line in marked:
                # The heading inside the marked part is no story.
                if (
                    clean(line.text).rstrip(":").casefold() in LABELS
                    or _RELATED_HEADING.match(line.text)
                    or NOTICE.match(line.text)
                ):
                    line.kind = "furniture"
            self._stories([line for line in marked if line.kind == "related" and not furniture(line.text)])
            return
        start = next(
            (
                i
                for i, line in enumerate(lines)
                if line.kind == "label"
                and line.label == "related"
                and not (i < len(lines) and self._prose_goes_on(i) and False)
            ),
            None,
        )
        if start is None:
            return
        result.related_heading = lines[start].text
        stories: list[_Line] = []
        for line in lines[start + 1 :]:
            if line.kind in ("furniture", "end", "about", "value", "contact", "label") and not (
                line.kind == "furniture" and not stories
            ):
                if line.kind == "label" and line.label == "related":
                    continue
                break
            if line.kind in ("furniture", "notice", "taken"):
                continue
            stories.append(line)
        self._stories(stories)

    def _stories(self, lines: list[_Line]) -> None:
        """Pair titles with the summaries that follow them."""
        result = self.result
        group = None
        title: _Line | None = None
        summary: Span | None = None
        date: Date | None = None

        def flush() -> None:
            if title is not None:
                start, end = title.block.start, title.block.end
                bullet = re.match(r"(?:[-*•▪‣·–—>]|[0-9]{1,2}[.)])\s+", self.page.text[start:end])
                start += bullet.end() if bullet else 0
                address = next(
                    (link.address for link in self.page.links if start <= link.start and link.end <= end), None
                )
                result.related.append(Related((start, end), summary, date, address))

        for line in lines:
            heads_group = line.block.group != group and line.block.tag == ""
            group = line.block.group
            own_date = None
            start = line.block.start
            if dated := _SUMMARY_DATE.match(self.page.text, start, line.block.end):
                own_date = read_date(dated["date"])
                start = dated.end() if own_date else start
            is_heading = (line.block.tag[:1] == "h" and line.block.tag[1:].isdigit()) or self._is_link(line.block)
            sentence = (bool(_SENTENCE_CLOSE.search(line.text)) and not line.text.endswith("?")) or len(
                line.text.split()
            ) > 25
            if line.kind == "date" and start == line.block.end:
                date = own_date or date
                continue
            if _is_date_line(line.text):
                date = next(
                    (found.date for found in find_dates(self.page.text, line.block.start, line.block.end)), date
                )
                continue
            if title is not None and summary is None and not is_heading and (sentence or own_date is not None):
                summary, date = (start, line.block.end), own_date or date
            elif is_heading or not sentence or (heads_group and title is None):
                flush()
                title, summary, date = line, None, None
        flush()

    def _is_link(self, block: Block) -> bool:
        return self.link_ends.get(block.start, -1) >= block.end


_OFFICE: Final = re.compile(
    r"\b(?:office|press|pressestelle|presse|communications?|public (?:affairs|relations)|media relations|newsroom|news|kommunikation|"
    r"marketing|comunicación|communication|desk|department|abteilung|medien)\b",
    re.IGNORECASE,
)
_AMBIGUOUS: Final = frozenset(
    "share print email save follow explore topics tags evidence people regions method subject home menu from published released institut "
    "research related articles article study university paper papers issued background".split()
) - {"share", "tags", "topics", "related", "article"}
"""Labels that without a colon may as well be something else."""


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
    return _is_capitalised(text) or (len(text.split()) <= 9 and _ROMANCE_INSTITUTION.match(text) is not None)


_ROMANCE_INSTITUTION: Final = re.compile(
    r"(?:Institut|Université|École|Centre|Laboratoire|Académie|Observatoire|Muséum|Musée|Fondation|Universidad|Instituto|"
    r"Centro|Academia|Observatorio|Museo|Fundación|Università|Istituto|Universidade)\s(?!.*\b(?:est|sont|a|ont|es|son|ha|han|è)\b)"
)
"""Names of institutions whose adjectives are written small."""


def _is_capitalised(text: str) -> bool:
    words = re.findall(r"[^\W\d_][\w’'.&-]*", text)
    return (
        bool(words) and all(word[0].isupper() or word.casefold() in _SMALL for word in words) and words[0][0].isupper()
    )


def _is_category(text: str) -> bool:
    """A line that names the topic or the site rather than the story: one word, or parts with bars or arrows between."""
    if _is_capitalised(text) and len(text.split()) <= 8 and _OFFICE.search(text):
        return True
    return len(text.split()) == 1 or (bool(re.search(r"\s[|›»>·]\s", text)) and len(text) < 80)


def _is_date_line(text: str) -> bool:
    """Whether a line consists of a date with little beside it."""
    if len(text) > 160:
        return False
    match = next((m for m in DATE.finditer(text) if read_date(m[0])), None)
    if match is None:
        return False
    rest = _DATE_WORDS.findall(DATE.sub(" ", text))
    return len(rest) <= 4 or (
        len(rest) <= 12
        and bool(
            re.search(
                r"[|·•]|\b(?:published|posted|updated|veröffentlicht|publié|publicado|last|embargo\w*|release)\b",
                text,
                re.IGNORECASE,
            )
        )
        and not _SENTENCE_CLOSE.search(text)
    )


def _looks_listed(text: str) -> bool:
    """Whether a paragraph goes on with a list of references."""
    from citelib.formats.press_release.references import parse_reference

    return bool(parse_reference(text)) and len(text) < 1500
