# ruff: noqa: E501 - tables of patterns
r"""Reading a release: from its text to items with relations, evidence and quotations.

>>> from citelib.formats.format import Source
>>> text = "Moss found\n\nMay 3, 2020\n\nMoss is back, Ann Lee and colleagues report in the journal Mosses. It grew."
>>> for record in read(Source(text)):
...     print(record.id if isinstance(record, Item) else record)
moss-found-2020
lee
warning: no issuing institution was found [press-release-no-issuer]
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from citelib.diagnostics import Diagnostic, Severity
from citelib.errors import ReadError
from citelib.formats.format import Record, Source
from citelib.formats.press_release.dates import FoundDate, find_dates, read_date
from citelib.formats.press_release.html import Meta, html_page, looks_like_html
from citelib.formats.press_release.layout import Layout, read_layout
from citelib.formats.press_release.page import Span, clean, plain_page
from citelib.formats.press_release.people import People, fold
from citelib.formats.press_release.quotations import find_quotations
from citelib.formats.press_release.references import URL, trim_identifier
from citelib.formats.press_release.words import FUNCTION_WORDS, INSTITUTION, SITES
from citelib.formats.press_release.works import Work, find_works
from citelib.model import Date, Evidence, Item, Name, Relation

__all__ = ["QUOTATIONS_KEY", "STUB_KEY", "read", "sniff"]

QUOTATIONS_KEY: Final = "press-release:quotations"
"""Where the news item's `custom` lists quotations: objects with ``speaker``, ``words``, ``start`` and ``end``."""
STUB_KEY: Final = "press-release:stub"
"""Where a stub's `custom` says what it rests on: ``role`` and, if in doubt, ``unsure`` with the reasons."""

LONGEST: Final = 200_000
"""Characters of the text that are read; a release has a few thousand."""
NEWS_RELEASE: Final = "News release"


def read(source: Source, **_: Any) -> Iterator[Record]:
    """Read one release, as plain text or HTML.

    Args:
        source: The text. Offsets of evidence count characters of the text, or of the visible text of HTML.

    Yields:
        The news item, stubs of the works that it points at, related stories, and diagnostics on what is unsure.

    Raises:
        ReadError: There is no text.

    """
    text = source.read_text()
    source.limits.check("field_size", len(text), "the release")
    page = html_page(text) if looks_like_html(text) else plain_page(text)
    if not page.text.strip():
        raise ReadError("there is no text to read a release from", format="press-release", source=source.name)
    yield from _Reading(source.name, read_layout(page)).records()


class _Reading:
    """Assembles the records of one release."""

    def __init__(self, name: str | None, layout: Layout) -> None:
        self.name = name
        self.layout = layout
        self.page = layout.page
        self.text = layout.page.text
        meta = layout.page.meta.get("html")
        self.meta: Meta = meta if isinstance(meta, Meta) else Meta()
        self.diagnostics: list[Diagnostic] = []
        self.ids: set[str] = set()
        self.numbers: dict[str, int] = {}
        self.line_ends = [match.start() for match in re.finditer("\n", self.text)]

    def say(
        self, severity: Severity, code: str, message: str, offset: int | None = None, item: str | None = None
    ) -> None:
        """Report something, with the line and column of an offset into plain text."""
        line = column = None
        if offset is not None and not self.page.meta:
            line = bisect.bisect_left(self.line_ends, offset) + 1
            column = offset - (self.line_ends[line - 2] if line > 1 else -1)
        self.diagnostics.append(
            Diagnostic(severity, f"press-release-{code}", message, None, self.name, line, column, item)
        )

    def records(self) -> Iterator[Record]:
        layout = self.layout
        title = self._title()
        issued = self._issued()
        site, url = self._site(), self._url()
        issuer = self._issuer(site)
        if title is None and not layout.body:
            self.say("warning", "no-text", "there is neither a headline nor a paragraph, so no item was made")
            yield from self.diagnostics
            return
        told = [span for name in ("authors", "notes", "summary") for span in layout.fields.get(name, ())]
        self._bound()
        people = People(self.text, sorted({*layout.body, *layout.tail, *told}))
        quotations = find_quotations(self.text, layout.body, people)
        works = find_works(layout, people, quotations, issued, self.meta, title or "")
        if not works:
            self.say("info", "no-study", "no study was found that the release reports on")
        year = issued.year if issued else None
        news_id = self._id(" ".join(fold(title or "release").split()[:4]), year)
        stubs = [(self._id(self._stub_name(work), work.date.year if work.date else None), work) for work in works]
        related = self._related(year)
        relations = [
            self._relation("mentions" if work.role == "comments-on" else work.role, stub, work.evidence)
            for stub, work in stubs
        ]
        relations += [Relation("related-to", item.id, evidence=self._evidence(span)) for item, span in related]
        custom: dict[str, Any] = {}
        if quotations:
            custom[QUOTATIONS_KEY] = [
                {"speaker": q.speaker, "words": q.words, "start": q.start, "end": q.end} for q in quotations
            ]
        if layout.subtitle and title != clean(self.page.quote(layout.subtitle)):
            custom["press-release:subtitle"] = clean(self.page.quote(layout.subtitle))
        if summary := layout.field("summary") or None:
            custom["press-release:summary"] = summary
        site_name = site if site != issuer else None
        news = Item(
            news_id,
            "webpage",
            title=title,
            author=[Name(literal=issuer)] if issuer else None,
            issued=issued,
            container_title=site_name,
            URL=url,
            abstract="\n\n".join(self.page.quote(span) for span in layout.body) or None,
            language=self._language(),
            genre=NEWS_RELEASE,
            relations=relations,
            custom=custom,
        )
        yield news
        study = next((stub for stub, work in stubs if work.role == "reports-on"), None)
        for stub, work in stubs:
            yield self._stub(stub, work, study)
        for item, _ in related:
            yield item
        for quotation in quotations:
            if quotation.unsure:
                self.say(
                    "info",
                    "unsure-speaker",
                    f"speaker of «{clean(quotation.words)[:50]}»: {quotation.unsure}",
                    quotation.start,
                    news_id,
                )
        yield from self.diagnostics

    def _bound(self) -> None:
        """Cut what is looked through for people and works to the length of a release."""
        for spans in (self.layout.body, self.layout.tail):
            length = 0
            for index, (start, end) in enumerate(spans):
                length += end - start
                if length > LONGEST:
                    self.say("warning", "too-long", f"only the first {LONGEST} characters were read", start)
                    spans[index:] = [(start, end - (length - LONGEST))]
                    break

    # The news item

    def _title(self) -> str | None:
        meta = self.meta
        shown = clean(self.page.quote(self.layout.title)) if self.layout.title else None
        head = meta.first("og:title", "twitter:title", "dc.title", "headline")
        if shown is None or (self.page.meta and head and not any(block.tag == "h1" for block in self.page.blocks)):
            shown = head or shown or meta.title
        if shown is None:
            self.say("warning", "no-title", "no headline was found")
        return shown

    def _issued(self) -> Date | None:
        """The date of the release: from the head of the page, a label, a line, the dateline; never that of an update."""
        layout, meta = self.layout, self.meta
        published = next(
            (
                thing.get("datePublished")
                for thing in meta.objects
                if thing.get("datePublished") and "Scholarly" not in str(thing.get("@type"))
            ),
            None,
        )
        named = meta.first("article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dc.date.created", "dcterms.created", "pubdate", "publishdate",
            "publish-date", "publish_date", "date", "sailthru.date", "parsely-pub-date", "publication_date", "release_date", "article.published")  # fmt: skip
        for value in (published, named):
            if isinstance(value, str) and (date := self._day(value)):
                return date
        for span in layout.fields.get("date", ()):
            if date := self._day(self.page.quote(span)):
                return date
        found: list[FoundDate] = [*layout.head_dates, *layout.dateline_dates, *layout.tail_dates]
        release = [one for one in found if one.kind == "release"]
        if release:
            dates = {one.date for one in release}
            if len(dates) > 1:
                self.say(
                    "info",
                    "several-dates",
                    f"the release has the dates {', '.join(sorted(map(str, dates)))}; the first was taken",
                    release[0].span[0],
                )
            return release[0].date
        for span in layout.fields.get("cite", ()):
            for one in find_dates(self.text, *span):
                if one.kind == "release":
                    return one.date
        embargo = [one.date for one in found if one.kind == "embargo"]
        embargo += [date for span in layout.fields.get("embargo", ()) if (date := self._day(self.page.quote(span)))]
        if embargo:
            self.say(
                "warning", "embargo-date", f"the only date is the end of an embargo, {embargo[0]}, which was taken"
            )
            return embargo[0]
        self.say("warning", "no-date", "no date of the release was found")
        return None

    def _day(self, text: str) -> Date | None:
        """The day in a text, without the time."""
        if day := re.match(r"\s*([12][0-9]{3}-[0-9]{2}-[0-9]{2})", text):
            return read_date(day[1])
        return read_date(text) or next(
            (one.date for one in find_dates(text, 0, len(text)) if one.kind == "release"), None
        )

    def _site(self) -> str | None:
        """The site that carries the release, by its meta tags or by what its furniture calls it."""
        layout = self.layout
        if name := self.meta.first("og:site_name", "application-name", "citation_publisher"):
            return name
        where = [layout.related_heading, *(self.page.quote(span) for span in layout.left_out)]
        where += [
            self.page.quote(span)
            for name in ("cite", "other", "furniture", "source", "url")
            for span in layout.fields.get(name, ())
        ]
        where += [self.page.quote((start, min(end, start + 120))) for start, end in layout.body[:1]]
        dateline = self.text[max(0, layout.body[0][0] - 120) : layout.body[0][0]] if layout.body else ""
        tail_start = layout.body[-1][1] if layout.body else 0
        where += [
            dateline,
            self.text[tail_start : tail_start + 20_000],
            self.text[: min(400, layout.body[0][0] if layout.body else 0)],
        ]
        for text in where:
            for pattern, name in SITES.items():
                if re.search(rf"(?<![\w@]){pattern}(?!\w)", text[:20_000], re.IGNORECASE):
                    return name
        if match := re.search(
            r"\b(?:articles|news|stories|releases) from ([A-Z][\w.! -]{2,40}?)\s*:?$",
            layout.related_heading,
            re.IGNORECASE,
        ):
            return match[1]
        return None

    def _url(self) -> str | None:
        meta = self.meta
        for address in (meta.canonical, meta.first("og:url")):
            if address and address.startswith(("http://", "https://")):
                return address
        for name in ("url", "cite"):
            for span in self.layout.fields.get(name, ()):
                if (match := URL.search(self.page.quote(span))) and "doi.org" not in match[0]:
                    address = trim_identifier(match[0])
                    return address if address.startswith("http") else f"https://{address}"
        return None

    def _issuer(self, site: str | None) -> str | None:
        """The institution, from the most to the least certain place."""
        layout = self.layout
        for span in layout.fields.get("source", ()):
            if name := self._as_institution(clean(self.page.quote(span))):
                return name
        for name in self._supplied():
            return name
        organisations = self._organisations()
        places = ("byline", "head", "tail", "about", "weak")
        named = [text for place in places for where, text in layout.institutions if where == place]
        # A line in the head that also stands in «About …» is surest; else the order of places.
        for text in named:
            if not self._is_site(text, site):
                return self._plain(text, self.text)
        for text in organisations:
            if fold(text) != fold(site or ""):
                return text
        rights = re.search(
            r"(?:©|\(c\)|[Cc]opyright)\s*(?:[12][0-9]{3}(?:\s*[-–]\s*[12][0-9]{3})?)?,?\s*([^\W\d_a-zß-ÿ][^\n.|·]{2,80})",
            self.text,
        )
        if rights and INSTITUTION.search(rights[1]):
            return clean(re.split(r"\.\s|,?\s+[Aa]ll [Rr]ights", rights[1])[0]).rstrip(" .")
        if organisations:
            return organisations[0]
        for span in layout.fields.get("contact", ()):
            for part in re.split(r"[,\n|]", self.page.quote(span)):
                if (
                    re.search(
                        r"\b(?:universit|institut|hochschule|college|academy|museum|observatory|centre|center|society)",
                        part,
                        re.IGNORECASE,
                    )
                    and "@" not in part
                ):
                    self.say(
                        "info", "issuer-from-contact", f"the issuer {clean(part)!r} is known from the contact only"
                    )
                    return clean(part)
        if layout.body:
            first = self.page.quote(layout.body[0])[:600]
            if match := re.search(
                r"\b(?:at|of|from|by) (?:the )?((?:[^\W\d_a-zß-ÿ][\w’'-]+ ){0,4}(?:University|Institute|College|Academy|Museum|Observatory|Centre|Center|Laboratory|School)(?: (?:of|for|at)(?: [^\W\d_a-zß-ÿ][\w’'-]+)+)?)",
                first,
            ):
                self.say(
                    "warning",
                    "issuer-from-text",
                    f"no issuer is stated; {match[1]!r} is the first institution in the text",
                )
                return match[1]
        self.say("warning", "no-issuer", "no issuing institution was found")
        return None

    def _supplied(self) -> Iterator[str]:
        """«Materials provided by X», «Provided by X», «SOURCE X»."""
        pattern = re.compile(
            r"\b(?:[Mm]aterials?|[Cc]ontent|[Ss]tory|[Tt]ext)?\s?(?:[Pp]rovided|[Ii]ssued|[Ss]upplied)\sby:?\s(?:the\s)?([^\W\d_a-zß-ÿ][^\n.]{2,100})|^SOURCE:?\s+([^\n]{3,100})$",
            re.MULTILINE,
        )
        for match in pattern.finditer(self.text, self.layout.body[-1][1] if self.layout.body else 0):
            yield clean(match[1] or match[2]).rstrip(" .")

    def _organisations(self) -> list[str]:
        """Organisations that JSON-LD names as author, source or publisher."""
        found: list[str] = []
        for role in ("author", "sourceOrganization", "creator", "provider", "copyrightHolder", "publisher"):
            for thing in self.meta.objects:
                if "Scholarly" in str(thing.get("@type")):
                    continue
                value = thing.get(role)
                found += [
                    clean(one["name"])
                    for one in (value if isinstance(value, list) else [value])
                    if isinstance(one, dict)
                    and isinstance(one.get("name"), str)
                    and "Person" not in str(one.get("@type"))
                ]
        named = self.meta.all(
            "dc.publisher", "dc.creator", "article:publisher", "author", "dcterms.publisher", "publisher"
        )
        found += [value for value in named if INSTITUTION.search(value) and not value.startswith("http")]
        return found

    def _as_institution(self, text: str) -> str | None:
        """The name in the value of a source label: «Materials provided by X. Original written by Y.»."""
        text = re.sub(
            r"^(?:materials?|content|story|text)?\s*(?:provided|supplied|issued) by:?\s+(?:the )?",
            "",
            text,
            flags=re.IGNORECASE,
        )
        text = re.split(r"\.\s|\s[|·–—]\s|,\s*(?:by|press|media|office|news)\b", text)[0].rstrip(" .")
        return text if 2 <= len(text) <= 120 and not text.startswith("http") and text[:1].isalnum() else None

    @staticmethod
    def _plain(text: str, whole: str = "") -> str:
        if text.isupper() and len(text.split()) > 1 and (mixed := _mixed_case(text, whole)):
            text = mixed
        return re.sub(
            r"^(?:[Aa]bout|[Tt]he)\s+(?=[^\W\d_a-zß-ÿ])|\s*\([^()]{1,30}\)$", "", re.split(r"\s[|·]\s", text)[0]
        ).strip(" :.")

    @staticmethod
    def _is_site(text: str, site: str | None) -> bool:
        return bool(site) and fold(text) == fold(site or "")

    def _language(self) -> str | None:
        """The language by the page, else by the commonest words of the text."""
        if declared := self.meta.language or self.meta.first(
            "og:locale", "dc.language", "content-language", "inlanguage"
        ):
            return declared.replace("_", "-")
        words = (
            " ".join(self.page.quote(span)[:4000] for span in self.layout.body[:8]).casefold()[:20_000]
            or self.text[:4000].casefold()
        )
        counted: dict[str, int] = {}
        tokens = re.findall(r"[^\W\d_]+", words)
        for language, common in FUNCTION_WORDS.items():
            known = frozenset(common.split())
            counted[language] = sum(token in known for token in tokens)
        best = sorted(counted, key=lambda language: -counted[language])
        if not tokens or counted[best[0]] < 3 or counted[best[0]] == counted[best[1]]:
            return None
        return best[0]

    # Other items

    def _stub_name(self, work: Work) -> str:
        if work.authors:
            return work.authors[0].full_family
        return " ".join(fold(work.title or work.genre).split()[:4])

    def _stub(self, id: str, work: Work, study: str | None) -> Item:
        custom: dict[str, Any] = {"role": work.role}
        if work.unsure:
            custom["unsure"] = list(work.unsure)
            self.say(
                "info" if work.authors else "warning",
                "unsure-work",
                f"{work.genre} {id!r}: {'; '.join(work.unsure)}",
                work.evidence[0][0] if work.evidence else None,
                id,
            )
        relations = []
        if work.role == "comments-on" and study is not None:
            relations.append(self._relation("comments-on", study, work.evidence))
        return Item(
            id,
            work.type,
            title=work.title,
            author=work.authors,
            container_title=work.journal,
            issued=work.date,
            DOI=work.doi,
            URL=work.url,
            genre=work.genre if work.type != "book" else None,
            relations=relations,
            custom={STUB_KEY: custom},
        )

    def _relation(self, type: str, target: str, evidence: list[Span]) -> Relation:
        also = [self._evidence(span) for span in evidence[1:20]]
        custom = (
            {"evidence": [{"quote": one.quote, "start": one.start, "end": one.end} for one in also]} if also else None
        )
        return Relation(type, target, evidence=self._evidence(evidence[0]) if evidence else None, custom=custom)

    def _evidence(self, span: Span) -> Evidence:
        return Evidence(self.page.quote(span), span[0], span[1], self.name or self._url())

    def _related(self, year: int | None) -> list[tuple[Item, Span]]:
        found = []
        base = self._url()
        seen: set[str] = set()
        for story in self.layout.related:
            title = clean(self.page.quote(story.title))
            if not title or fold(title) in seen:
                continue
            seen.add(fold(title))
            address = urljoin(base or "", story.address) if story.address else None
            item = Item(
                self._id(" ".join(fold(title).split()[:4]), story.date.year if story.date else None),
                "webpage",
                title=title,
                abstract=clean(self.page.quote(story.summary)) if story.summary else None,
                issued=story.date,
                URL=address if address and urlsplit(address).scheme in ("http", "https") else None,
                genre=NEWS_RELEASE,
            )
            found.append((item, story.title))
        _ = year
        return found

    def _id(self, words: str, year: int | None) -> str:
        """An id that is not taken yet: words and year."""
        plain = "".join(char for char in unicodedata.normalize("NFKD", fold(words)) if not unicodedata.combining(char))
        base = "-".join(
            part for part in (re.sub(r"[^\w]+", "-", plain).strip("-") or "release", str(year) if year else "") if part
        )
        id = base
        while id in self.ids:
            self.numbers[base] = self.numbers.get(base, 1) + 1
            id = f"{base}-{self.numbers[base]}"
        self.ids.add(id)
        return id


def _mixed_case(text: str, whole: str) -> str | None:
    """The name as the text writes it elsewhere, not in capitals only."""
    pattern = re.compile(r"\s+".join(map(re.escape, text.split())), re.IGNORECASE)
    return next((clean(match[0]) for match in pattern.finditer(whole) if not match[0].isupper()), None)


_SIGNS: Final = re.compile(
    r"for immediate release|^(?:news|press|media) release|et al\.|and (?:his |her |their )?colleagues|journal reference:?|###|# # #|eurekalert|sciencedaily|brightsurf|prnewswire|media contact|"
    r"embargo|pressemitteilung|communiqué de presse|nota de prensa|notes to editors|story source|peer-reviewed publication|published (?:today |online )?in|researchers (?:have|report|found)",
    re.IGNORECASE | re.MULTILINE,
)


def sniff(text: str) -> float:
    r"""How much the beginning of a text looks like a release; modest, because any prose may.

    >>> sniff("FOR IMMEDIATE RELEASE\n\nMoss found\n\nMay 3, 2020\n\nMoss. It grew."), sniff("@book{a, title = {B}}")
    (0.25, 0.0)
    """
    head = text[:20_000].lstrip("\ufeff \t\r\n")
    if (
        not head
        or head[0] in "@{[%"
        or "\n%" in head[:200]
        or re.match(r"TY  - |<\?xml|[A-Z][A-Z0-9] {1,2}- |PMID- ", head)
    ):
        return 0.0
    signs = {match[0].casefold() for match in _SIGNS.finditer(head)}
    if head[0] == "<":
        return (0.2 + 0.1 * (len(signs) > 1)) if looks_like_html(head) else 0.0
    if head.count("\n") < 2 or not re.search(r"[.!?][\"”’]?\s", head):
        return 0.0
    return min(0.4, 0.1 + 0.15 * len(signs)) if signs else 0.05
