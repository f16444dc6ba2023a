"""Compares what the reader makes of a release with its labels, field by field.

The labels are those that the README of the labelled releases describes. Texts are compared without regard to white
space; evidence is right where it overlaps the labelled place or names the same person.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from citelib.formats.format import Source
from citelib.formats.press_release import PRESS_RELEASE
from citelib.model import Evidence, Item, Relation
from citelib.model.custom import QUOTATIONS_KEY
from citelib.releases.page.html import html_page
from citelib.releases.people.names import fold
from citelib.releases.sniff import looks_like_html

__all__ = ["FIELDS", "Score", "read_items", "score", "table"]

FIELDS = (
    *("title", "date", "issuer", "container", "language", "body", "furniture"),
    *("role", "lead", "authors", "journal", "year", "doi", "work title", "genre", "evidence"),
    *("quotations", "related"),
)


class Score:
    """Right answers and questions by field, and what went wrong."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.wrong: list[str] = []

    def add(self, field: str, got: Any, wanted: Any, *, right: bool | None = None) -> None:
        self.asked[field] += 1
        if (got == wanted) if right is None else right:
            self.right[field] += 1
        else:
            self.wrong.append(f"{field}: {got!r}, wanted {wanted!r}")

    def share(self, field: str) -> float:
        return self.right[field] / self.asked[field] if self.asked[field] else 1.0


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
    result.add("title", news.title, flat(labels["title"]))
    result.add("date", str(news.issued) if news.issued else None, labels["date"])
    result.add("issuer", news.author[0].literal if news.author else None, labels["issuer"])
    result.add("container", news.container_title, labels["container"])
    result.add("language", (news.language or "").split("-")[0], labels["language"].split("-")[0])
    body = flat(news.abstract)
    first = flat(labels["body_first_words"])
    result.add("body", body[:80], first, right=body.startswith(first))
    unwanted = [*labels["furniture"], *(story["title"] for story in labels["related"])]
    unwanted += [story["summary_first_words"] for story in labels["related"] if story["summary_first_words"]]
    for words in unwanted:
        result.add("furniture", words, "not in the body", right=flat(words) not in body)
    _works(result, labels["works"], news, by_id, text)
    _quotations(result, labels["quotations"], news.custom.get(QUOTATIONS_KEY, []), text)
    _related(result, labels["related"], news, by_id)
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
                if one[1].author and _same_family(one[1].author[0].full_family, label["lead_family"])
            ),
            None,
        )
        if match is None and not label["lead_family"]:
            match = next((one for one in found if one[0] == label["role"]), None)
        if match is None:
            result.add("role", None, f"{label['role']} {label['lead_family']}")
            for field in ("lead", "authors"):
                result.add(field, None, label["lead_family"])
            for name, field in (("journal", "journal"), ("year", "year"), ("doi", "doi"), ("work title", "title")):
                if label[field] is not None:
                    result.add(name, None, label[field])
            continue
        found.remove(match)
        role, item, relation = match
        result.add("role", role, label["role"])
        if label["lead_family"]:
            lead = item.author[0]
            result.add(
                "lead", fold(f"{lead.given} {lead.full_family}"), fold(f"{label['lead_given']} {label['lead_family']}")
            )
        result.add(
            "authors",
            [fold(f"{name.given} {name.full_family}") for name in item.author],
            [fold(f"{name['given']} {name['family']}") for name in label["authors_known"]],
        )
        if label["journal"] is not None:
            result.add("journal", item.container_title, label["journal"])
        if label["year"] is not None:
            result.add("year", item.issued.year if item.issued else None, label["year"])
        if label["doi"] is not None:
            result.add("doi", item.DOI, label["doi"])
        if label["title"] is not None:
            result.add("work title", item.title, flat(label["title"]))
        genre = item.genre or {"book": "book", "thesis": "thesis"}.get(item.type)
        result.add("genre", genre, label["genre"])
        result.add(
            "evidence",
            relation.evidence and relation.evidence.quote,
            label["evidence"],
            right=_points(relation, label, text),
        )
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
    at = text.find(label["evidence"])
    assert at >= 0, f"{label['evidence']!r} is not in the text"
    return any(
        one.start is not None and one.end is not None and one.start < at + len(label["evidence"]) and at < one.end
        for one in (evidence, *more)
    )


def _quotations(result: Score, labels: list[dict[str, str]], found: list[dict[str, Any]], text: str) -> None:
    for quotation in found:
        if text[quotation["start"] : quotation["end"]] != quotation["words"]:
            result.wrong.append(f"quotations: offsets of {quotation['words']!r}")
            result.asked["quotations"] += 1
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


def table(scores: dict[str, Score]) -> str:
    """All scores as text: a line for each field, and what is wrong."""
    lines = []
    for field in FIELDS:
        right = sum(one.right[field] for one in scores.values())
        asked = sum(one.asked[field] for one in scores.values())
        if asked:
            lines.append(f"{field:12} {right:4} of {asked:4}")
    for name, one in scores.items():
        lines += [f"  {name}: {wrong}" for wrong in one.wrong]
    return "\n".join(lines)
