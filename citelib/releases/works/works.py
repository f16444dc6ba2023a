r"""The works that a release points at: the study it reports on, comments on that, and earlier works that it mentions.

Everything found about a work is a `Work` with the stretches of text that say so. What was decided on weak grounds is
listed in `Work.unsure`.

>>> from citelib.releases.page.page import plain_page
>>> from citelib.releases.lines.layout import read_layout
>>> page = plain_page("Moss found\n\nMay 3, 2020\n\nMoss is back, Ann Lee and colleagues report in the journal Mosses.")
>>> [work] = find_works(read_layout(page), People(page.text), [], None, Meta(), "Moss found")
>>> work.role, str(work.authors[0]), work.journal
('reports-on', 'Ann Lee', 'Mosses')
"""

from __future__ import annotations

from citelib.matching.people import same_person
from citelib.model import Date, Name
from citelib.releases.lines.layout import Layout
from citelib.releases.page.page import Meta
from citelib.releases.people.people import People
from citelib.releases.people.quotations import Quotation
from citelib.releases.works.claims import find_claims
from citelib.releases.works.comments import find_comments
from citelib.releases.works.mentions import find_mentions
from citelib.releases.works.passages import Passages
from citelib.releases.works.study import find_study
from citelib.releases.works.work import Work

__all__ = ["find_works"]


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
    passages = Passages(layout, people, quotations, issued)
    comments = find_comments(passages.text, passages.sentences + passages.tail, people, passages.in_quote)

    def wrote_comment(name: Name) -> bool:
        return any(same_person(author, name) for work in comments for author in work.authors)

    claims = [claim for claim in find_claims(passages, wrote_comment) if not wrote_comment(claim.name)]
    study, others = find_study(passages, claims, wrote_comment, meta, title)
    own = study.authors if study else []

    def excluded(name: Name) -> bool:
        return any(same_person(name, author) for author in own) or wrote_comment(name)

    for work in comments:
        others = _with_reference(work, others)
    mentions = find_mentions(passages, others, excluded)
    for work in comments:
        if study is None:
            work.unsure.append("no study was found that it could comment on")
        if work.journal == "same":
            work.journal = study.journal if study else None
    return ([study] if study else []) + others + comments + mentions


def _with_reference(comment: Work, others: list[Work]) -> list[Work]:
    """The further works without the reference of a comment, whose facts the comment takes."""
    lead = comment.authors[0] if comment.authors else None
    for work in others:
        if lead and work.authors and same_person(work.authors[0], lead) and work.title:
            comment.authors, comment.title, comment.date = work.authors, comment.title or work.title, work.date
            comment.journal, comment.doi, comment.url = work.journal or comment.journal, work.doi, work.url
            comment.evidence += work.evidence
            return [other for other in others if other is not work]
    return others
