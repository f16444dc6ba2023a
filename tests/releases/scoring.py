"""Compares what the reader makes of a release with its labels, field by field.

The labels are those that the README of the labelled releases describes. Texts are compared without regard to white
space; evidence is right where it overlaps the labelled place or names the same person.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from citelib.formats.format import Source
from citelib.formats.press_release import PRESS_RELEASE
from citelib.model import Evidence, Item, Relation
from citelib.model.custom import QUOTATIONS_KEY
from citelib.releases.page.html import html_page
from citelib.releases.people.names import fold
from citelib.releases.sniff import looks_like_html

__all__ = ["FIELDS", "Score", "read_items", "score", "table", "together"]

FIELDS = (
    *("title", "date", "issuer", "container", "language", "body", "furniture"),
    *("role", "lead", "authors", "journal", "year", "doi", "work title", "genre", "evidence"),
    *("quotations", "related"),
)


class Score:
    """Right, extra and missed answers by field, and what went wrong."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.extra: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()
        self.wrong: list[str] = []

    def add(self, field: str, got: Any, wanted: Any, *, right: bool | None = None) -> None:
        """Compare one answer; None stands for none, and none of both is no question."""
        if got is None and wanted is None:
            return
        if (got == wanted) if right is None else right:
            self.right[field] += 1
            return
        self.extra[field] += got is not None
        self.missed[field] += wanted is not None
        self.wrong.append(f"{field}: {got!r}, wanted {wanted!r}")

    def f1(self, field: str) -> float:
        """Harmonic mean of precision and recall; 1 where nothing was asked."""
        asked = 2 * self.right[field] + self.extra[field] + self.missed[field]
        return 2 * self.right[field] / asked if asked else 1.0

    def is_asked(self, field: str) -> bool:
        """Whether there was a question or an answer."""
        return bool(self.right[field] or self.extra[field] or self.missed[field])


def together(scores: Iterable[Score]) -> Score:
    """The sum of several scores."""
    total = Score()
    for one in scores:
        total.right += one.right
        total.extra += one.extra
        total.missed += one.missed
        total.wrong += one.wrong
    return total


def read_items(path: Path) -> tuple[str, list[Item]]:
    """The text that offsets count in, and the items."""
    assert PRESS_RELEASE.read is not None
    source = Source(path)
    text = source.read_text()
    if looks_like_html(text):
        text = html_page(text).text
    return text, [record for record in PRESS_RELEASE.read(source) if isinstance(record, Item)]


def flat(text: str | None) -> str:
    return " ".join((text or "").split())


def score(path: Path) -> Score:
    """Score one release against the labels beside it."""
    labels = json.loads(path.with_suffix(".json").read_text("utf-8"))
    text, items = read_items(path)
    by_id = {item.id: item for item in items}
    news = items[0]
    result = Score()
    found = {
        "title": news.title,
        "date": str(news.issued) if news.issued else None,
        "issuer": str(news.author[0]) if news.author else None,
        "container": news.container_title,
        "language": (news.language or "").split("-")[0] or None,
    }
    for field, got in found.items():
        if field in labels:
            wanted = labels[field] and labels[field].split("-")[0] if field == "language" else labels[field]
            result.add(field, got and flat(got), wanted and flat(wanted))
    body = flat(news.abstract)
    if first := flat(labels.get("body_first_words")):
        # The dateline may stand before the first words.
        result.add("body", body[:80] or None, first, right=0 <= body.find(first) < 80)
    related = labels.get("related", [])
    unwanted = [*labels.get("furniture", ()), *(story["title"] for story in related)]
    unwanted += [story["summary_first_words"] for story in related if story.get("summary_first_words")]
    for words in unwanted:
        result.add("furniture", words, "not in the body", right=flat(words) not in body)
    if "works" in labels:
        _works(result, labels["works"], news, by_id, text)
    if "quotations" in labels:
        _quotations(result, labels["quotations"], news.custom.get(QUOTATIONS_KEY, []), text)
    if "related" in labels:
        _related(result, related, news, by_id)
    return result


def _works(result: Score, labels: list[dict[str, Any]], news: Item, by_id: dict[str, Item], text: str) -> None:
    found: list[tuple[str, Item, Relation]] = []
    for relation in news.relations:
        if relation.type == "related-to":
            continue
        item = by_id[relation.target]
        comments = any(link.type == "comments-on" for link in item.relations)
        found.append(("comments-on" if comments else relation.type, item, relation))
    for label in labels:
        match = next(
            (
                one
                for one in found
                if label.get("lead_family")
                and one[1].author
                and _same_family(one[1].author[0].full_family, label["lead_family"])
            ),
            None,
        )
        # The only work of its role is meant, whoever is taken for its author.
        same = [one for one in found if one[0] == label["role"]]
        if match is None and (not label.get("lead_family") or len(same) == 1):
            match = next(iter(same), None)
        if match is None:
            result.add("role", None, f"{label['role']} {label.get('lead_family')}")
            for field in ("lead", "authors"):
                result.add(field, None, label.get("lead_family"))
            for name, field in (("journal", "journal"), ("year", "year"), ("doi", "doi"), ("work title", "title")):
                result.add(name, None, label.get(field))
            continue
        found.remove(match)
        role, item, relation = match
        result.add("role", role, label["role"])
        if label.get("lead_family"):
            lead = f"{item.author[0].given or ''} {item.author[0].full_family}" if item.author else ""
            result.add("lead", fold(lead) or None, fold(f"{label.get('lead_given') or ''} {label['lead_family']}"))
        if "authors_known" in label:
            authors = [fold(f"{name.given or ''} {name.full_family}") for name in item.author]
            known = [fold(f"{name.get('given') or ''} {name['family']}") for name in label["authors_known"]]
            for name in dict.fromkeys((*known, *authors)):
                result.add("authors", name if name in authors else None, name if name in known else None)
        genre = item.genre or {"book": "book", "thesis": "thesis"}.get(item.type)
        for field, got, wanted in (
            ("journal", item.container_title, label.get("journal")),
            ("year", item.issued.year if item.issued else None, label.get("year")),
            ("doi", item.DOI, label.get("doi")),
            ("work title", item.title, flat(label.get("title")) or None),
            ("genre", genre, label.get("genre")),
        ):
            if wanted is not None:
                result.add(field, got, wanted)
        if label.get("evidence"):
            quote = relation.evidence.quote if relation.evidence else None
            result.add("evidence", quote, label["evidence"], right=_points(relation, label, text))
    for role, item, _ in found:
        result.add("role", f"{role} {item.id}", None)


def _same_family(got: str, wanted: str) -> bool:
    return fold(got) == fold(wanted) or fold(got).split()[-1] == fold(wanted).split()[-1]


def _points(relation: Relation, label: dict[str, Any], text: str) -> bool:
    """Whether the offsets are exact and the evidence, or one more stretch of it, overlaps the labelled words."""
    evidence = relation.evidence
    if evidence is None or text[evidence.start : evidence.end] != evidence.quote:
        return False
    more = [Evidence(**one) for one in (relation.custom or {}).get("evidence", [])]
    places = [match.span() for match in re.finditer(re.escape(label["evidence"]), text)]
    assert places, f"{label['evidence']!r} is not in the text"
    return any(
        one.start is not None and one.end is not None and one.start < end and start < one.end
        for one in (evidence, *more)
        for start, end in places
    )


def _quotations(result: Score, labels: list[dict[str, str]], found: list[dict[str, Any]], text: str) -> None:
    for quotation in found:
        if text[quotation["start"] : quotation["end"]] != quotation["words"]:
            result.wrong.append(f"quotations: offsets of {quotation['words']!r}")
            result.extra["quotations"] += 1
    got = Counter((quotation["speaker"], flat(quotation["words"])) for quotation in found)
    wanted = Counter((label["speaker"], flat(label["words"])) for label in labels)
    for one in wanted | got:
        for _ in range(max(wanted[one], got[one])):
            result.add("quotations", one if got[one] else None, one if wanted[one] else None)


def _related(result: Score, labels: list[dict[str, Any]], news: Item, by_id: dict[str, Item]) -> None:
    stories = [by_id[relation.target] for relation in news.relations if relation.type == "related-to"]
    got = [(story.title, flat(story.abstract)) for story in stories]
    for label in labels:
        title, first = flat(label["title"]), flat(label["summary_first_words"])
        match = next((one for one in got if one[0] == title), None)
        result.add(
            "related",
            match,
            (title, first),
            right=match is not None and match[1].startswith(first) and bool(first) == bool(match[1]),
        )
    for title, _ in got:
        if title not in {flat(label["title"]) for label in labels}:
            result.add("related", title, None)


def table(scores: dict[str, Score], *, wrong: bool = True) -> str:
    """All scores as text: a line for each field with its F1, their mean, and what is wrong."""
    total = together(scores.values())
    lines = [f"{'field':12} {'right':>5} {'extra':>5} {'missed':>6} {'F1':>6}"]
    asked = [field for field in FIELDS if total.is_asked(field)]
    for field in asked:
        counts = f"{total.right[field]:5} {total.extra[field]:5} {total.missed[field]:6}"
        lines.append(f"{field:12} {counts} {total.f1(field):6.3f}")
    mean = sum(map(total.f1, asked)) / len(asked) if asked else 1.0
    lines.append(f"{len(scores)} releases, mean F1 of the fields: {mean:.3f}")
    for name, one in scores.items() if wrong else ():
        lines += [f"  {name}: {fault}" for fault in one.wrong]
    return "\n".join(lines)
