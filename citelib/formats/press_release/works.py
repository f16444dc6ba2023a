# ruff: noqa: E501 - tables of patterns
"""The works that a release points at: the study it reports on, comments on that, and earlier works that it mentions.

Everything found about a work is a `Work` with the stretches of text that say so. What was decided on weak grounds is
listed in `Work.unsure`.
"""

from __future__ import annotations

import bisect
import re
from typing import Final

import attrs

from citelib.formats.press_release.comments import find_comments
from citelib.formats.press_release.cues import (
    AFTER_ROLE,
    APPOSED,
    BOOK,
    DATED_BEFORE,
    EARLIER,
    EARLIER_YEAR,
    FIRST,
    GENRE,
    GENRE_BEFORE,
    GROUP,
    IN_A_PAPER,
    JOURNAL_CUES,
    JOURNAL_TITLE,
    LED,
    NO_JOURNAL,
    NOUN_BY,
    PREPRINT,
    RECENT,
    ROLE,
    SCHOLARLY,
    SECOND_STUDY,
    SENIOR,
    SHORT_BEFORE,
    STUDY,
    THESIS,
    TITLE_AFTER,
    TITLE_CUE,
    WHO_LED,
)
from citelib.formats.press_release.dates import any_date
from citelib.formats.press_release.html import Meta
from citelib.formats.press_release.layout import Layout
from citelib.formats.press_release.page import Span, clean
from citelib.formats.press_release.people import DEGREES, Mention, People, fold, joined, key, same_person
from citelib.formats.press_release.quotations import Quotation, sentences
from citelib.formats.press_release.references import (
    DOI,
    QUOTED_TITLE,
    Reference,
    author_list,
    parse_reference,
    trim_identifier,
)
from citelib.formats.press_release.study_meta import StudyMeta, a_doi, study_meta
from citelib.formats.press_release.words import (
    SAYING,
    SHORT_NAME,
    WORK_NOUNS,
)
from citelib.formats.press_release.work import MOST_WORKS, Work
from citelib.model import Date, Name

__all__ = ["Work", "find_works"]


@attrs.define
class _Lead:
    """A person taken for the leader or an author of the study."""

    rank: int
    at: int
    name: Name
    evidence: Span


class _Finder:
    """Looks for works in one release."""

    def __init__(
        self, layout: Layout, people: People, quotations: list[Quotation], issued: Date | None, meta: Meta, title: str
    ) -> None:
        self.layout = layout
        self.text = layout.page.text
        self.people = people
        self.quotations = quotations
        self.year = issued.year if issued is not None else None
        self.meta = meta
        self.release_title = title
        self.sentences = [span for start, end in layout.body for span in sentences(self.text, start, end)]
        notes = sorted({*layout.tail, *layout.fields.get("notes", ())})
        self.tail = [span for start, end in notes for span in sentences(self.text, start, end)]
        self.doi_links = [link for link in layout.page.links if DOI.search(link.address)]
        self.leads: list[_Lead] = []
        self.taken: set[int] = set()
        self.comments: list[Work] = []
        self.mentions: list[Work] = []
        self.others: list[Work] = []

    def works(self) -> list[Work]:
        references = self._references()
        spans = self.sentences + self.tail
        self.comments = find_comments(self.text, spans, self.people, self._in_quote)
        self._find_leads()
        study = self._study(references)
        self._find_mentions(study)
        found = ([study] if study else []) + self.others + self.comments + self.mentions
        if study is None:
            for work in self.comments:
                work.unsure.append("no study was found that it could comment on")
        return found

    # References and labelled fields

    def _references(self) -> list[tuple[Reference, Span]]:
        found = []
        for span in self.layout.fields.get("reference", ()):
            reference = parse_reference(self.layout.page.quote(span))
            linked = self._linked_doi(span)
            if reference or linked:
                found.append((reference if reference.doi or not linked else attrs.evolve(reference, doi=linked), span))
        return found

    def _linked_doi(self, span: Span) -> str | None:
        """A DOI that only a link within the stretch has."""
        for link in self.doi_links:
            if span[0] <= link.start and link.end <= span[1] + 1 and (match := DOI.search(link.address)):
                return trim_identifier(match[0].split("?")[0].split("#")[0])
        return None

    # Leaders and authors

    def _is_comment_author(self, name: Name) -> bool:
        return any(same_person(author, name) for work in self.comments for author in work.authors)

    def _find_leads(self) -> None:
        for start, end in self.sentences + self.tail:
            self._roles(start, end)
            self._led(start, end)
            self._groups(start, end)
            self._in_a_paper(start, end)
            if start > len(self.text):
                break
        for span in self.layout.fields.get("authors", ()):
            names, _, _ = author_list(clean(self.layout.page.quote(span)))
            for index, name in enumerate(names):
                self.leads.append(_Lead(0 if index == 0 else 5, span[0], name, span))

    def _roles(self, start: int, end: int) -> None:
        """«first author X», «X, a co-author of the study», «authors include X and Y»."""
        text = self.text
        for match in ROLE.finditer(text, start, end):
            if match["negation"] or self._in_quote(match.start()):
                continue
            kind = match["kind"] + match["noun"]
            rank = 1 if FIRST.search(kind) else 4 if SENIOR.search(kind) else 5
            behind = self.people.between(match.end(), end)
            if behind and behind[0].start - match.end() < 110:
                gap = text[match.end() : behind[0].start]
                if AFTER_ROLE.match(gap + " " if not gap.endswith(" ") else gap) or re.fullmatch(
                    r"[,:]?\s+(?:[\w.]{1,12}\s+){0,3}", gap
                ):
                    names, span = joined(self.text, behind)
                    for index, name in enumerate(names):
                        self.leads.append(
                            _Lead(rank if index == 0 else 5, match.start(), name, (match.start(), span[1]))
                        )
                    continue
            ahead = self.people.between(start, match.start())
            if ahead and match["noun"][-1:] != "s":
                mention = ahead[-1]
                gap = text[mention.end : match.start()]
                if (
                    len(gap) < 170
                    and re.match(rf"(?:{DEGREES}){{0,3}}(?:,|\s+(?:is|was|ist|war|est|es)\b|\s+\()", gap)
                    and not re.search(r"\b(?:not|nicht|nor)\b[^,;]{0,30}$", gap)
                    and not re.search(rf"(?<![\w-]){SAYING}(?![\w-])", gap)
                ):
                    self.leads.append(_Lead(rank, match.start(), mention.name, (mention.start, match.end())))

    def _led(self, start: int, end: int) -> None:
        """«a team led by X», «X, who led the study»."""
        text = self.text
        for match in LED.finditer(text, start, end):
            behind = self.people.between(match.end() - 1, min(end, match.end() + 170))
            if behind and re.fullmatch(
                r"\s*(?:[\w.’'/-]{1,30},?\s+){0,12}", text[match.end() : behind[0].start] or " "
            ):
                names, span = joined(self.text, behind)
                if not self._is_earlier(match.start(), span[1], start, end):
                    for name in names:
                        self.leads.append(_Lead(3, match.start(), name, (match.start(), span[1])))
        for mention in self.people.between(start, end):
            led = WHO_LED.match(text, mention.end, min(end, mention.end + 260))
            if led and not self.people.between(mention.end, led.end()):
                self.leads.append(_Lead(3, mention.start, mention.name, (mention.start, led.end())))

    def _in_a_paper(self, start: int, end: int) -> None:
        """«In a paper out today in J, X and Y, a student, show …»."""
        text = self.text
        mentions = self.people.between(start, end)
        first = mentions[0].start if mentions else start
        match = IN_A_PAPER.search(text[max(start, first - 240) : first]) if mentions else None
        if match is None or self._is_earlier(first, mentions[0].end, start, end) or GENRE.search(match["rest"]):
            return
        at = mentions[0].end
        self.leads.append(_Lead(2, mentions[0].start, mentions[0].name, (mentions[0].start, at)))
        for mention in mentions[1:]:
            if not APPOSED.fullmatch(text[at : mention.start]):
                break
            self.leads.append(_Lead(5, mention.start, mention.name, (mention.start, mention.end)))
            at = mention.end

    def _groups(self, start: int, end: int) -> None:
        """«X and colleagues», «X et al.»."""
        text = self.text
        for match in GROUP.finditer(text, start, end):
            mentioned = [
                m for m in self.people.between(max(start, match.start() - 80), match.start()) if m.end == match.start()
            ]
            if mentioned:
                name, begins = mentioned[-1].name, mentioned[-1].start
            else:
                short = SHORT_BEFORE.search(text[max(start, match.start() - 60) : match.start()])
                if not short:
                    continue
                begins = max(start, match.start() - 60) + short.start()
                resolved = self.people.resolve(short[0], begins)
                from citelib.formats.press_release.people import TITLES_OR_NOT_NAMES

                words = [word for word in short[0].split() if word.rstrip(".").casefold() not in TITLES_OR_NOT_NAMES]
                if resolved is None and len(words) != 1:
                    continue
                name = resolved or Name(words[0])
            if self._is_earlier(begins, match.end(), start, end) or self._is_comment_author(name):
                continue
            self.leads.append(_Lead(2, begins, name, (begins, match.end())))

    def _in_quote(self, offset: int) -> bool:
        return self._touches_quote(offset, offset + 1)

    def _touches_quote(self, start: int, end: int) -> bool:
        """Whether a stretch overlaps words that somebody says; quotations stand in the order of the text."""
        at = bisect.bisect_left(self.quotations, end, key=lambda quotation: quotation.start)
        return at > 0 and self.quotations[at - 1].end > start

    def _is_earlier(self, begins: int, ends: int, start: int, end: int) -> bool:
        """Whether what is said of a person there is of an earlier work: a bare year beside it, or a word for the past."""
        return bool(self._earlier_year(begins, ends, start, end)) or bool(
            EARLIER.search(self.text, max(start, begins - 90), min(end, ends + 60))
        )

    def _earlier_year(self, begins: int, ends: int, start: int, end: int) -> re.Match[str] | None:
        """The year of publication that stands by a person: «In 1987 X …», «a 2015 study by X», «X showed … in 1999»."""
        text = self.text
        for match in EARLIER_YEAR.finditer(text, start, end):
            year = int(match[0])
            if self.year is not None and year >= self.year:
                continue
            before = text[max(start, match.start() - 24) : match.start()]
            if DATED_BEFORE.search(before):
                continue
            if match.end() <= begins:
                lead_in = text[start : match.start()]
                if (begins - match.end() < 110) and (
                    len(lead_in) < 40 or re.search(r"\b(?:[Ii]n|[Aa]|[Hh]er|[Hh]is|[Tt]heir|of|the)\s+$", before)
                ):
                    return match
            elif match.start() >= ends:
                between = text[ends : match.start()]
                verb = SCHOLARLY.search(between[:60])
                if (
                    re.search(r"\b(?:in|of|by|im Jahr|en)\s+(?:an?\s+|the\s+|her\s+|his\s+|their\s+)?\(?$|\($", before)
                    and (verb or len(between) < 30)
                    and not re.search(
                        r"\b(?:collected|sampled|recorded|born|surveyed|filmed|caught|ended|began|started|sought)\b",
                        between,
                    )
                ):
                    return match
            elif begins <= match.start():
                return match
        return None

    # The study

    def _study(self, references: list[tuple[Reference, Span]]) -> Work | None:
        layout, text = self.layout, self.text
        journal, journal_span, recent, preprint = self._journal()
        fields = {name: layout.field(name) for name in ("journal", "doi", "article-title", "article-date")}
        title, title_span = self._quoted_title()
        if title_span and not any(reference.title for reference, _ in references):
            # «The paper ‘…’ by A, B and C is published in …»
            end = next(b for a, b in self.sentences + self.tail if a <= title_span[0] < b)
            told = parse_reference(text[title_span[0] : end])
            if told.authors:
                references = [(told, (title_span[0], end)), *references]
        doi, doi_span = self._body_doi()
        meta = study_meta(self.meta, self.release_title)
        announced = next((match for a, b in self._cue_spans() if (match := STUDY.search(text, a, b))), None)
        leads = [lead for lead in self.leads if not self._is_comment_author(lead.name)]
        strong_group = any(
            "et al" in text[lead.evidence[0] : lead.evidence[1]]
            or SCHOLARLY.search(text[lead.evidence[1] : lead.evidence[1] + 60])
            for lead in leads
            if lead.rank == 2
        )
        authored = any(lead.rank in (0, 1, 4, 5) for lead in leads)
        if not (
            references
            or fields["doi"]
            or fields["article-title"]
            or journal
            or doi
            or announced
            or strong_group
            or authored
            or meta.doi
            or title
        ):
            return None
        study = Work("reports-on")
        first = references[0][0] if references else Reference()
        study.doi = first.doi or a_doi(fields["doi"]) or meta.doi or doi
        study.title = fields["article-title"] or first.title or meta.title or title
        study.journal = fields["journal"] or first.journal or journal or meta.journal
        study.url = first.url
        if study.journal is None and (
            issuer := next((line for _, line in layout.institutions if JOURNAL_TITLE.match(line)), None)
        ):
            study.journal = issuer
            study.unsure.append(f"the journal is taken to be the issuer, {issuer}")
        if fields["journal"] and re.search(r"\bDOI\b|10\.\d{4}", fields["journal"]):
            study.journal = parse_reference(f"X Y. Z. {fields['journal']}").journal or journal
        study.date = any_date(fields["article-date"]) or (Date.on(first.year) if first.year else None) or meta.date
        if study.date is None and recent and self.year:
            study.date = Date.on(self.year)
        self._authors(study, leads, first, meta)
        if preprint and study.journal and PREPRINT.search(study.journal):
            study.genre, study.type = "preprint", "article"
        self._study_evidence(
            study, leads, references, [span for span in (journal_span, title_span, doi_span) if span], announced
        )
        for reference, span in references[1:]:
            if (
                reference.title
                and (reference.authors or reference.doi)
                and reference.doi != study.doi
                and fold(reference.title) != fold(study.title or "")
            ):
                old = self.year is not None and reference.year is not None and reference.year < self.year - 1
                self.others.append(
                    Work("mentions" if old else "reports-on", list(reference.authors), reference.title, reference.journal, Date.on(reference.year) if reference.year else None, reference.doi, reference.url, evidence=[span],
                        unsure=["it is one of several references"])
                )  # fmt: skip
        return study

    def _cue_spans(self) -> list[Span]:
        spans = [span for span in (self.layout.title, self.layout.subtitle) if span]
        return spans + self.layout.fields.get("summary", []) + self.sentences

    def _authors(self, study: Work, leads: list[_Lead], reference: Reference, meta: StudyMeta) -> None:
        """The authors, the leading one first: by the reference, the first author, the head of the group, the leader."""
        named = [*reference.authors] or [*meta.authors]
        ordered = sorted(leads, key=lambda lead: (lead.rank, lead.at))
        # «X and colleagues» counts as an author; with a first author known, «team led by Y» does not make Y one.
        ranked = [lead for lead in ordered if lead.rank != 3]
        if not named and not any(lead.rank <= 1 for lead in ranked):
            groups = [lead for lead in ordered if lead.rank in (2, 3)]
            if groups:
                counts: dict[str, int] = {}
                for lead in groups:
                    counts[key(lead.name)] = counts.get(key(lead.name), 0) + 1
                groups.sort(key=lambda lead: (lead.rank, -counts[key(lead.name)], lead.at))
                head = groups[0]
                others = {key(lead.name) for lead in groups if lead.rank == 2} - {key(head.name)}
                ranked = [head, *(lead for lead in ranked if lead.rank >= 4)]
                for family in sorted(others)[:MOST_WORKS]:
                    self._other_group([lead for lead in groups if key(lead.name) == family])
                if head.rank == 3:
                    study.unsure.append(f"{head.name} leads the work, but is not said to be its first author")
        elif named or ranked:
            # A leader of a group who is not among the authors may have written another work.
            known = named or [lead.name for lead in ranked if lead.rank != 2]
            strangers = {
                key(lead.name)
                for lead in ranked
                if lead.rank == 2 and not any(same_person(lead.name, name) for name in known)
            }
            if reference.authors and not reference.et_al:
                for family in sorted(strangers)[:MOST_WORKS]:
                    self._other_group([lead for lead in ranked if lead.rank == 2 and key(lead.name) == family])
                ranked = [lead for lead in ranked if lead.rank != 2 or key(lead.name) not in strangers]
        names = dict.fromkeys([*named, *(lead.name for lead in ranked)])
        # Places of authors by the last word of their names, which all forms of a name share.
        places: dict[str, list[int]] = {}
        for name in names:
            full = self._fullest(name)
            last = fold(str(full)).split()[-1:] or [""]
            same = places.setdefault(last[0], [])
            at = next((i for i in same[:100] if same_person(study.authors[i], full)), None)
            if at is None:
                same.append(len(study.authors))
                study.authors.append(full)
            elif len(fold(str(full))) > len(fold(str(study.authors[at]))):
                study.authors[at] = full
        if not study.authors:
            study.unsure.append("the text names no author")

    def _fullest(self, name: Name) -> Name:
        """The name with the given name as the text has it in full."""
        if name.given and len(fold(name.given).split()[0]) > 1 and not (len(name.given) <= 3 and name.given.isupper()):
            return name
        return self.people.fullest(name)

    def _other_group(self, leads: list[_Lead]) -> None:
        """A second group in the text: another study of the same release, or an earlier work."""
        if not leads:
            return
        lead = leads[0]
        start, end = next(
            ((a, b) for a, b in self.sentences + self.tail if a <= lead.at < b), (lead.at, lead.evidence[1])
        )
        if SECOND_STUDY.search(self.text, max(0, start - 120), end):
            role, reason = "reports-on", "the text speaks of a further study"
        else:
            role, reason = "mentions", "the text does not say whether this is a work of its own"
        self.others.append(Work(role, [lead.name], evidence=[lead.evidence for lead in leads], unsure=[reason]))

    def _study_evidence(
        self,
        study: Work,
        leads: list[_Lead],
        references: list[tuple[Reference, Span]],
        spans: list[Span],
        announced: re.Match[str] | None,
    ) -> None:
        """Stretches that point at the study: those that name its leader in full first."""
        head = study.authors[0] if study.authors else None
        reference = [references[0][1]] if references else []
        if reference and references[0][0].authors:
            given = references[0][0].authors[0].given or ""
            if len(given.rstrip(".")) > 2:
                study.evidence += reference
        own = [
            lead
            for lead in sorted(leads, key=lambda lead: (lead.rank, lead.at))
            if head is not None and same_person(lead.name, head)
        ]
        full = [
            lead
            for lead in own
            if head
            and fold(head.given or "")
            and fold((head.given or "").split()[0]) in fold(self.text[slice(*lead.evidence)])
        ]
        study.evidence += [lead.evidence for lead in full or own]
        study.evidence += [span for span in reference + spans if span not in study.evidence]
        if announced and not study.evidence:
            study.evidence.append(announced.span())
        for name in ("article-title", "doi"):
            study.evidence += [span for span in self.layout.fields.get(name, ()) if span not in study.evidence]
        study.evidence = list(dict.fromkeys(study.evidence))

    def _journal(self) -> tuple[str | None, Span | None, bool, bool]:
        """The journal of the study as the text says it, where, whether it is said to be of these days, whether a preprint."""
        text = self.text
        preprint = False
        best: tuple[int, str, Span, bool] | None = None
        emphasis = {clean(self.layout.page.quote(span)) for span in self.layout.page.emphasis}
        for order, (start, end) in enumerate(self._cue_spans() + self.tail):
            sentence = text[start:end]
            for rank, (sure, pattern) in enumerate(JOURNAL_CUES):
                for match in pattern.finditer(text, start, end):
                    name = clean(match["journal"])
                    if (NO_JOURNAL.match(name) and not (sure and name.startswith("The "))) or self._in_quote(
                        match.start("journal")
                    ):
                        continue
                    if any(same_place(match.span("journal"), m) for m in self.people.between(start, end) if m.sure):
                        continue
                    if GENRE.search(
                        text, max(start, match.start() - 30), match.start("journal")
                    ) and GENRE_BEFORE.search(sentence):
                        continue
                    year = EARLIER_YEAR.search(sentence)
                    if (
                        year
                        and self.year is not None
                        and int(year[0]) < self.year - 1
                        and abs(start + year.start() - match.end()) < 40
                    ):
                        continue
                    if not sure and name not in emphasis and len(name.split()) == 1 and name.casefold() in _PLACES:
                        continue
                    weight = (0 if sure or name in emphasis else 100) + order + rank
                    preprint = preprint or bool(PREPRINT.search(name))
                    near = text[max(start, match.start() - 60) : min(end, match.end() + 60)]
                    if best is None or weight < best[0]:
                        best = (weight, name, match.span(), bool(RECENT.search(near)) or self._this_year(near))
        if best is None:
            # Only «published this week», without a name.
            for start, end in self.sentences:
                if (
                    re.search(r"\b(?:published|appears|appeared)\b", text[start:end])
                    and RECENT.search(text[start:end])
                    and not GENRE.search(text[start:end])
                ):
                    return None, None, True, preprint
            return None, None, False, preprint
        return best[1], best[2], best[3], preprint

    def _this_year(self, text: str) -> bool:
        return self.year is not None and str(self.year) in text

    def _quoted_title(self) -> tuple[str | None, Span | None]:
        """The title of the paper in quotation marks: «The paper, “…,” can be found …»."""
        for start, end in self.sentences + self.tail:
            for match in QUOTED_TITLE.finditer(self.text, start, min(len(self.text), end + 3)):
                words = clean(next(group for group in match.groups() if group is not None))
                if len(words.split()) < 3 or self._touches_quote(*match.span()):
                    continue
                before = self.text[max(start, match.start() - 70) : match.start()]
                after = self.text[match.end() : match.end() + 60]
                year = EARLIER_YEAR.search(before)
                if year and self.year is not None and int(year[0]) < self.year:
                    continue
                if BOOK.search(before) or GENRE.search(before):
                    continue
                if TITLE_CUE.search(before) or TITLE_AFTER.match(after):
                    return words.rstrip(" ,."), (match.start(), match.end())
        return None, None

    def _body_doi(self) -> tuple[str | None, Span | None]:
        """A DOI in the text, in notes after it, or in a link of them."""
        notes = self.layout.fields.get("notes", [])
        for start, end in self.layout.body + self.layout.tail + notes:
            if match := DOI.search(self.text, start, end):
                return trim_identifier(match[0]), match.span()
        for start, end in self.layout.body + self.layout.tail + self.layout.fields.get("url", []):
            if doi := self._linked_doi((start, end)):
                return doi, (start, end)
        for name in ("other", "summary", "contact"):
            for span in self.layout.fields.get(name, ()):
                if match := DOI.search(self.text, *span):
                    return trim_identifier(match[0]), match.span()
        return None, None

    # Earlier works

    def _find_mentions(self, study: Work | None) -> None:
        own = study.authors if study else []
        for index, (start, end) in enumerate(self.sentences):
            if not (EARLIER_YEAR.search(self.text, start, end) or EARLIER.search(self.text, start, end)):
                continue
            previous = self.sentences[index - 1] if index else (start, start)
            for mention in self._named(start, end):
                if (
                    not self.people.is_sure(mention.name)
                    or any(same_person(mention.name, name) for name in own)
                    or self._is_comment_author(mention.name)
                    or self._in_quote(mention.start)
                ):
                    continue
                if len(self.mentions) < MOST_WORKS:
                    self._mention(mention, start, end, previous)

    def _named(self, start: int, end: int) -> list[Mention]:
        """Who is named in a sentence, in full or by a family name that the text has introduced."""
        full = self.people.between(start, end)
        short = [
            Mention(match.start(), match.end(), name, sure=True)
            for match in re.finditer(rf"(?<![\w’'-])(?:{SHORT_NAME})", self.text[start:end])
            if not any(same_place((start + match.start(), start + match.end()), mention) for mention in full)
            and (name := self.people.resolve(match[0], start + match.start())) is not None
        ]
        moved = [attrs.evolve(m, start=start + m.start, end=start + m.end) for m in short]
        return sorted([*full, *moved], key=lambda mention: mention.start)

    def _mention(self, mention: Mention, start: int, end: int, previous: Span) -> None:
        text = self.text
        group = GROUP.match(text, mention.end, min(end, mention.end + 80))
        until = group.end() if group else mention.end
        year = self._earlier_year(mention.start, until, start, end)
        verb = SCHOLARLY.search(text, until, min(end, until + 70))
        noun_by = NOUN_BY.search(text[max(start, mention.start - 110) : mention.start])
        earlier = EARLIER.search(text, start, end)
        quoted = next(
            (
                m
                for m in QUOTED_TITLE.finditer(text, start, end)
                if year and min(abs(m.start() - year.end()), abs(year.start() - m.end())) < 30
            ),
            None,
        )
        if quoted and self._touches_quote(*quoted.span()):
            quoted = None
        score = (
            (2 if group else 0)
            + (1 if verb else 0)
            + (2 if year else 0)
            + (2 if noun_by else 0)
            + (1 if earlier else 0)
            + (2 if quoted else 0)
        )
        if score < 3 or not (year or earlier) or not (group or verb or noun_by or quoted):
            return
        spans = [(mention.start, until), *(m.span() for m in (year, quoted) if m)]
        if verb:
            spans.append(verb.span())
        begin, finish = min(a for a, _ in spans), max(b for _, b in spans)
        if text[max(start, begin - 4) : begin].strip().casefold() in ("in", "a", "im"):
            begin = max(start, begin - 3)
        names, _ = joined(self.text, self.people.between(mention.start, end) or [mention])
        if not same_person(names[0], mention.name):
            names = [mention.name]
        work = Work("mentions", names, date=Date.on(int(year[0])) if year else None, evidence=[(begin, finish)])
        around = text[previous[0] : end]
        if quoted:
            work.title = clean(next(group for group in quoted.groups() if group is not None)).rstrip(" ,.")
        if quoted and BOOK.search(around):
            work.genre, work.type = "book", "book"
        elif THESIS.search(text, start, end):
            work.genre, work.type = "thesis", "thesis"
        elif quoted and not re.search(WORK_NOUNS, text[start : quoted.start()]):
            work.genre, work.type = "book", "book"
            work.unsure.append("the text does not say what kind of work it is")
        if score < 4:
            work.unsure.append("only a verb and a year point at a work")
        for _, pattern in JOURNAL_CUES:
            if (
                (named := pattern.search(text, start, end))
                and not NO_JOURNAL.match(named["journal"])
                and (noun_by or group)
            ):
                work.journal = clean(named["journal"])
                break
        for known in self.mentions + self.others:
            if (
                known.authors
                and same_person(known.authors[0], names[0])
                and (known.date is None or work.date is None or known.date == work.date)
            ):
                known.evidence.append((begin, finish))
                known.date = known.date or work.date
                known.title = known.title or work.title
                return
        if any(same_person(other, names[0]) for known in self.mentions for other in known.authors[1:]):
            return
        self.mentions.append(work)


_PLACES: Final = frozenset(
    "germany france spain italy europe africa asia america japan china india canada australia london paris berlin mice humans patients".split()
)


def same_place(span: Span, mention: Mention) -> bool:
    """Whether a stretch and a mention overlap."""
    return span[0] < mention.end and mention.start < span[1]


def find_works(
    layout: Layout, people: People, quotations: list[Quotation], issued: Date | None, meta: Meta, title: str
) -> list[Work]:
    """The works that a release points at: studies, comments, earlier works.

    Args:
        layout: The parts of the release.
        people: The people in its text.
        quotations: What they say; words in quotations point at nothing.
        issued: Date of the release.
        meta: What the head of its page says.
        title: Its headline.
    """
    works = _Finder(layout, people, quotations, issued, meta, title).works()
    study = next((work for work in works if work.role == "reports-on"), None)
    for work in works:
        if work.journal == "same":
            work.journal = study.journal if study else None
    return works
