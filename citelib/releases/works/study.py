r"""The study that a release reports on, put together from references, labelled fields, meta tags and the text.

Where they differ, what was written as a reference counts before what the head of the page says, and that before what
sentences tell. Releases of several studies are taken apart by `briefing`.

>>> from citelib.releases.lines.layout import read_layout
>>> from citelib.releases.works.leads import find_leads
>>> from citelib.releases.page.page import plain_page
>>> from citelib.releases.people.people import People
>>> page = plain_page("Moss found\n\nMay 3, 2020\n\nMoss is back, Ann Lee and colleagues report in the journal Mosses.")
>>> passages = Passages(read_layout(page), People(page.text), [], Date.on(2020))
>>> study, others = find_study(passages, find_leads(passages, lambda name: False), Meta(), "Moss found")
>>> str(study.authors[0]), study.journal, others
('Ann Lee', 'Mosses', [])
"""

from __future__ import annotations

import re

from citelib.model import Date, Name
from citelib.releases.lines.dates import any_date
from citelib.releases.page.page import Meta, Span
from citelib.releases.people.people import fold, key, same_person
from citelib.releases.words.cues import JOURNAL_TITLE, PREPRINT, SCHOLARLY, SECOND_STUDY, SEVERAL_STUDIES, STUDY
from citelib.releases.works.briefing import share_leads, told_by_doi
from citelib.releases.works.leads import FIRST_AUTHOR, GROUP_HEAD, LEADER, SENIOR_AUTHOR, Lead
from citelib.releases.works.passages import Passages
from citelib.releases.works.publication import find_journal, find_quoted_title, find_references, find_text_doi
from citelib.releases.works.references import Reference, find_doi, parse_reference
from citelib.releases.works.study_meta import StudyMeta, study_meta
from citelib.releases.works.work import MOST_WORKS, Work

__all__ = ["find_study"]


def find_study(passages: Passages, leads: list[Lead], meta: Meta, release_title: str) -> tuple[Work | None, list[Work]]:
    """The study, and further works that were found beside it.

    Args:
        passages: The release.
        leads: Those who may have led or written it.
        meta: What the head of the page says.
        release_title: The headline.
    """
    finder = _Study(passages, leads, meta, release_title)
    return finder.study(), finder.others


class _Study:
    def __init__(self, passages: Passages, leads: list[Lead], meta: Meta, release_title: str) -> None:
        self.passages = passages
        self.layout = passages.layout
        self.text = passages.text
        self.people = passages.people
        self.year = passages.year
        self.leads = leads
        self.meta = meta
        self.release_title = release_title
        self.others: list[Work] = []
        # Several works are announced where a release begins; further on, they are those of others.
        spans = passages.cue_spans[: len(passages.cue_spans) - len(passages.sentences) + 5]
        self.several = any(SEVERAL_STUDIES.search(self.text, *span) for span in spans)

    def study(self) -> Work | None:
        layout, text = self.layout, self.text
        references = find_references(self.passages) or told_by_doi(self.passages, self.leads)
        journal = find_journal(self.passages)
        fields = {name: layout.field(name) for name in ("journal", "doi", "article-title", "article-date")}
        title, title_span = find_quoted_title(self.passages)
        if title_span and not any(reference.title for reference, _ in references):
            # «The paper ‘…’ by A, B and C is published in …»
            _, end = self.passages.sentence_at(title_span[0]) or title_span
            told = parse_reference(text[title_span[0] : end])
            if told.authors:
                references = [(told, (title_span[0], end)), *references]
        doi, doi_span = find_text_doi(self.passages)
        meta = study_meta(self.meta, self.release_title)
        announced = next((match for a, b in self.passages.cue_spans if (match := STUDY.search(text, a, b))), None)
        shares, rest = share_leads(references, self.leads)
        leads = sorted([*(shares[0] if shares else ()), *rest], key=lambda lead: lead.at)
        strong_group = any(
            "et al" in text[lead.evidence[0] : lead.evidence[1]]
            or SCHOLARLY.search(text[lead.evidence[1] : lead.evidence[1] + 60])
            for lead in self.leads
            if lead.rank == GROUP_HEAD
        )
        authored = any(lead.rank not in (GROUP_HEAD, LEADER) for lead in self.leads)
        if not (
            references
            or fields["doi"]
            or fields["article-title"]
            or journal.name
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
        study.doi = first.doi or find_doi(fields["doi"] or "") or meta.doi or doi
        study.title = fields["article-title"] or first.title or meta.title or title
        study.journal = fields["journal"] or first.journal or journal.name or meta.journal
        study.url = first.url
        if study.journal is None and (
            issuer := next((line for _, line in layout.institutions if JOURNAL_TITLE.match(line)), None)
        ):
            study.journal = issuer
            study.unsure.append(f"the journal is taken to be the issuer, {issuer}")
        if fields["journal"] and re.search(r"\bDOI\b|10\.\d{4}", fields["journal"]):
            study.journal = parse_reference(f"X Y. Z. {fields['journal']}").journal or journal.name
        study.date = any_date(fields["article-date"]) or (Date.on(first.year) if first.year else None) or meta.date
        if study.date is None and journal.recent and self.year:
            study.date = Date.on(self.year)
        leads = self._without_leaders_of_others(leads)
        self._authors(study, leads, first, meta)
        if journal.preprint and study.journal and PREPRINT.search(study.journal):
            study.genre, study.type = "preprint", "article"
        self._study_evidence(
            study, leads, references, [span for span in (journal.span, title_span, doi_span) if span], announced
        )
        for (reference, span), others in zip(references[1:], shares[1:], strict=True):
            if self._is_further(reference, study):
                self._further(reference, span, others)
        return study

    @staticmethod
    def _is_further(reference: Reference, study: Work) -> bool:
        """Whether a reference says enough of a work that is not the study."""
        told = sum(map(bool, (reference.authors, reference.title, reference.doi)))
        same_title = reference.title is not None and fold(reference.title) == fold(study.title or "")
        same_doi = reference.doi is not None and reference.doi == study.doi
        return told >= 2 and not same_doi and not same_title

    def _further(self, reference: Reference, span: Span, leads: list[Lead]) -> None:
        """One more work that is referred to; a study of this release unless it is of earlier years."""
        old = self.year is not None and reference.year is not None and reference.year < self.year - 1
        leads = sorted(leads, key=lambda lead: (lead.rank, lead.at))
        work = Work(
            "mentions" if old else "reports-on",
            self._merged([*reference.authors, *(lead.name for lead in leads)]),
            reference.title,
            reference.journal,
            Date.on(reference.year) if reference.year else None,
            reference.doi,
            reference.url,
            evidence=list(dict.fromkeys([*(lead.evidence for lead in leads), span])),
        )
        if not leads:
            work.unsure.append("it is one of several references")
        self.others.append(work)

    def _without_leaders_of_others(self, leads: list[Lead]) -> list[Lead]:
        """The leads but for those of whom the text says «a third study, led by X», who get a work of their own."""
        further: dict[str, list[Lead]] = {}
        for lead in leads:
            if lead.rank == LEADER and len(further) < MOST_WORKS and self._leads_another(lead):
                further.setdefault(key(lead.name), []).append(lead)
        if all(key(lead.name) in further for lead in leads):
            return leads
        for group in further.values():
            self._other_group(group)
        return [lead for lead in leads if key(lead.name) not in further]

    def _leads_another(self, lead: Lead) -> bool:
        at = lead.evidence[0]
        return any(
            match.start() < at < match.end() and not match[0].casefold().endswith(("team", "group"))
            for match in SECOND_STUDY.finditer(self.text, max(0, at - 40), at + 20)
        )

    def _authors(self, study: Work, leads: list[Lead], reference: Reference, meta: StudyMeta) -> None:
        """The authors, the leading one first: by the reference, the first author, the head of the group, the leader."""
        named = [*reference.authors] or [*meta.authors]
        ordered = sorted(leads, key=lambda lead: (lead.rank, lead.at))
        # «X and colleagues» counts as an author; with a first author known, «team led by Y» does not make Y one.
        ranked = [lead for lead in ordered if lead.rank != LEADER]
        if not named and not any(lead.rank <= FIRST_AUTHOR for lead in ranked):
            groups = [lead for lead in ordered if lead.rank in (GROUP_HEAD, LEADER)]
            if groups:
                counts: dict[str, int] = {}
                for lead in groups:
                    counts[key(lead.name)] = counts.get(key(lead.name), 0) + 1
                groups.sort(key=lambda lead: (lead.rank, -counts[key(lead.name)], lead.at))
                head = groups[0]
                others = {key(lead.name) for lead in groups if lead.rank == GROUP_HEAD} - {key(head.name)}
                ranked = [head, *(lead for lead in ranked if lead.rank >= SENIOR_AUTHOR)]
                for family in sorted(others)[:MOST_WORKS]:
                    self._other_group([lead for lead in groups if key(lead.name) == family])
                if head.rank == LEADER:
                    study.unsure.append(f"{head.name} leads the work, but is not said to be its first author")
        elif named or ranked:
            # A leader of a group who is not among the authors may have written another work.
            known = named or [lead.name for lead in ranked if lead.rank != GROUP_HEAD]
            strangers = {
                key(lead.name)
                for lead in ranked
                if lead.rank == GROUP_HEAD and not any(same_person(lead.name, name) for name in known)
            }
            if reference.authors and not reference.et_al:
                for family in sorted(strangers)[:MOST_WORKS]:
                    self._other_group([lead for lead in ranked if lead.rank == GROUP_HEAD and key(lead.name) == family])
                ranked = [lead for lead in ranked if lead.rank != GROUP_HEAD or key(lead.name) not in strangers]
        study.authors = self._merged([*named, *(lead.name for lead in ranked)])
        if not study.authors:
            study.unsure.append("the text names no author")

    def _merged(self, names: list[Name]) -> list[Name]:
        """The people that names mean, each once and as fully as known."""
        authors: list[Name] = []
        # Places of authors by the last word of their names, which all forms of a name share.
        places: dict[str, list[int]] = {}
        for name in dict.fromkeys(names):
            full = self._fullest(name)
            last = fold(str(full)).split()[-1:] or [""]
            same = places.setdefault(last[0], [])
            at = next((i for i in same[:100] if same_person(authors[i], full)), None)
            if at is None:
                same.append(len(authors))
                authors.append(full)
            elif len(fold(str(full))) > len(fold(str(authors[at]))):
                authors[at] = full
        return authors

    def _fullest(self, name: Name) -> Name:
        """The name with the given name as the text has it in full."""
        if name.given and len(fold(name.given).split()[0]) > 1 and not (len(name.given) <= 3 and name.given.isupper()):
            return name
        return self.people.fullest(name)

    def _other_group(self, leads: list[Lead]) -> None:
        """A second group in the text: another study of the same release, or an earlier work."""
        if not leads:
            return
        lead = leads[0]
        start, end = self.passages.sentence_at(lead.at) or (lead.at, lead.evidence[1])
        if SECOND_STUDY.search(self.text, max(0, start - 120), end):
            role, reason = "reports-on", "the text speaks of a further study"
        elif self.several:
            role, reason = "reports-on", "the text announces several studies"
        else:
            role, reason = "mentions", "the text does not say whether this is a work of its own"
        self.others.append(Work(role, [lead.name], evidence=[lead.evidence for lead in leads], unsure=[reason]))

    def _study_evidence(
        self,
        study: Work,
        leads: list[Lead],
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
