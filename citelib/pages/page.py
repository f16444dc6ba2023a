"""The page of a release, put together of its text, its works and their picture.

What each work is to the release is in `_ROLES`; the order there is the order of the cards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import Any, Final

import attrs

from citelib.errors import StyleError
from citelib.formatting import format as format_items
from citelib.model import RELATION_TYPES, Bibliography, Evidence, Item, Relation
from citelib.model.custom import FACTS_KEY, QUOTATIONS_KEY, STUB_KEY
from citelib.output.page import html_page
from citelib.pages.marks import Mark, paragraphs
from citelib.pages.picture import Edge, Node, draw
from citelib.releases.lines.layout import read_layout
from citelib.releases.read import release_text

__all__ = ["release_page"]

_STYLE: Final = "science-news"
_ROLES: Final[Mapping[str, tuple[str, str]]] = {
    "reports-on": ("study", "Reported study"),
    "comments-on": ("comment", "Commentary"),
    "mentions": ("mention", "Mentioned work"),
    "related-to": ("related", "Related story"),
}
"""How the picture draws what stands in a relation to the release, and what the cards call it."""
_OTHER: Final = ("related", "Related work")
_RELATED: Final = "related-stories"
"""Id of what stands for all related stories."""


@attrs.frozen
class _Evidenced:
    """A relation with the places that prove it."""

    relation: Relation
    evidence: tuple[Evidence, ...]


def release_page(works: Bibliography, source: str | None = None, *, picture: bool = True) -> str:
    """A page that shows a release, or any references and their relations.

    Args:
        works: The items; the first is the release.
        source: Text or HTML of the release, in which the offsets of the evidence count; None to show no text.
        picture: Whether to draw the graph, for which fast-sugiyama must be installed (``pip install citelib[show]``).

    Raises:
        ModuleNotFoundError: fast-sugiyama is not installed, and a picture is wanted.
    """
    items = list(works.values())
    news = items[0] if items else None
    roles: dict[str, str] = _roles(news, works) if news else {}
    proofs = {item.id: list(_proofs(item)) for item in items}
    marks = _marks(items, proofs, works) if news else []
    title = (news.title if news else None) or "References"
    body = [_header(news)]
    if picture and len(items) > 1:
        body.append(f'<section class="picture" aria-label="Graph">{_picture(items, roles, proofs, works)}</section>')
    columns = []
    if news and source is not None:
        text = "\n".join(paragraphs(read_layout(release_text(source)), marks))
        columns.append(f'<section class="text"><h2 class="part">The text</h2>\n{text}</section>')
    columns.append(_cards(items, roles, proofs, works, marked={mark.id for mark in marks} if source else set()))
    body.append(f'<div class="columns">{"".join(columns)}</div>')
    body.append(_quotations(news, linked=source is not None))
    body.append(_facts(news))
    sheet = (files("citelib.pages") / "page.css").read_text("utf-8")
    main = "\n".join(part for part in body if part)
    return html_page(title, f"<main>\n{main}\n</main>", sheet=sheet, language=(news.language if news else None) or "en")


def _roles(news: Item, works: Bibliography) -> dict[str, str]:
    """What each work is to the release; a comment on a study is one, though the release mentions it."""
    roles: dict[str, str] = {}
    for relation in news.relations:
        if (target := works.find(relation)) is not None:
            comments = any(link.type == "comments-on" for link in target.relations)
            roles.setdefault(target.id, "comments-on" if comments else relation.type)
    return roles


def _proofs(item: Item) -> Iterator[_Evidenced]:
    for relation in item.relations:
        more = (relation.custom or {}).get("evidence", [])
        also = [Evidence(one["quote"], one["start"], one["end"]) for one in more if isinstance(one, Mapping)]
        yield _Evidenced(relation, tuple(one for one in (relation.evidence, *also) if one is not None))


def _marks(items: Sequence[Item], proofs: Mapping[str, list[_Evidenced]], works: Bibliography) -> list[Mark]:
    """All stretches that prove a relation, or that somebody says."""
    marks: list[Mark] = []
    for item in items:
        for number, proof in enumerate(proofs[item.id]):
            target = works.find(proof.relation)
            if proof.relation.type == "related-to":
                continue  # The title of a story proves nothing but itself.
            called = _short(target) if target else proof.relation.target
            label = f"{RELATION_TYPES[proof.relation.type].label}: {called}"
            marks += [
                Mark(one.start, one.end, _mark_id(item, number, place), "evidence", label)
                for place, one in enumerate(proof.evidence)
                if one.start is not None and one.end is not None
            ]
    for number, quotation in enumerate(_quotations_of(items[0])):
        label = f"said by {quotation.get('speaker') or 'nobody named'}"
        marks.append(Mark(quotation["start"], quotation["end"], f"said-{number}", "quotation", label))
    return marks


def _quotations_of(news: Item) -> list[Mapping[str, Any]]:
    found = news.custom.get(QUOTATIONS_KEY)
    if not isinstance(found, list):
        return []
    return [
        one
        for one in found
        if isinstance(one, Mapping) and isinstance(one.get("start"), int) and isinstance(one.get("end"), int)
    ]


def _mark_id(item: Item, relation: int, place: int) -> str:
    return escape(f"proof-{item.id}-{relation}-{place}")


def _short(item: Item) -> str:
    """What a work is called in few words: author and year, else its title."""
    year = f" {item.issued.year}" if item.issued and item.issued.year else ""
    if item.author and item.author[0].family:
        more = " et al." if len(item.author) > 2 else f" and {item.author[1].full_family}" if item.author[1:] else ""
        return f"{item.author[0].full_family}{more}{year}"
    return item.title or item.id


def _picture(
    items: Sequence[Item], roles: Mapping[str, str], proofs: Mapping[str, list[_Evidenced]], works: Bibliography
) -> str:
    """The graph; related stories, of which a page may list ten, are one node."""
    related = [item for item in items if roles.get(item.id) == "related-to"]
    at = {item.id: _RELATED if len(related) > 1 and item in related else item.id for item in items}
    nodes = [_node(item, roles) for item in items if at[item.id] != _RELATED]
    if len(related) > 1:
        nodes.append(Node(_RELATED, "Related stories", f"{len(related)} stories", "related"))
    edges = [
        Edge(at[item.id], at[target.id], RELATION_TYPES[proof.relation.type].label)
        for item in items
        for proof in proofs[item.id]
        if (target := works.find(proof.relation)) is not None
    ]
    return draw(nodes, list(dict.fromkeys(edges)))


def _node(item: Item, roles: Mapping[str, str]) -> Node:
    by_author = item.author and item.author[0].family
    if item.id not in roles:
        return Node(item.id, item.genre or item.type, _short(item) if by_author else item.title or item.id)
    role, name = _ROLES.get(roles[item.id], _OTHER)
    kind = item.genre if role == "comment" and item.genre else name
    journal = f", {item.container_title}" if item.container_title and role in ("study", "comment") else ""
    return Node(item.id, kind, f"{_short(item)}{journal}", role)


def _header(news: Item | None) -> str:
    if news is None:
        return "<header><h1>No references</h1></header>"
    facts = [name.literal or str(name) for name in news.author or ()]
    facts += [text for text in (news.container_title, str(news.issued) if news.issued else None) if text]
    line = " · ".join(map(escape, facts))
    return (
        f'<header id="work-{escape(news.id)}"><p class="kind">{escape(news.genre or news.type)}</p>'
        f'<h1>{escape(news.title or news.id)}</h1><p class="facts">{line}</p>{_address(news.URL)}</header>'
    )


def _address(url: str | None) -> str:
    if url is None or not url.startswith(("http://", "https://")):
        return ""
    return f'<p class="address"><a href="{escape(url)}" rel="noreferrer">{escape(url)}</a></p>'


def _cards(
    items: Sequence[Item],
    roles: Mapping[str, str],
    proofs: Mapping[str, list[_Evidenced]],
    works: Bibliography,
    marked: set[str],
) -> str:
    """A card for each work: what it is, its reference in the house style, the words that prove it, doubts."""
    order = list(_ROLES)
    related = [item for item in items if roles.get(item.id) == "related-to"]
    shown = [item for item in items[1:] if item not in related]
    cards = []
    for item in sorted(shown, key=lambda item: _place(order, roles.get(item.id, ""))):
        kind, name = _ROLES.get(roles.get(item.id, ""), _OTHER)
        proof = "".join(
            _evidence_html(other, number, one, item, works, marked)
            for other in items
            for number, one in enumerate(proofs[other.id])
        )
        unsure = "".join(f"<li>{escape(doubt)}</li>" for doubt in _doubts(item))
        cards.append(
            f'<article class="card {kind}" id="work-{escape(item.id)}"><p class="kind">{escape(name)}</p>'
            f'<div class="reference">{_reference(item)}</div>{_address(item.URL)}'
            + (f'<ul class="proof" aria-label="Evidence">{proof}</ul>' if proof else "")
            + (f'<ul class="unsure" aria-label="Doubts">{unsure}</ul>' if unsure else "")
            + "</article>"
        )
    if related:
        rows = "".join(f'<li id="work-{escape(item.id)}">{_reference(item)}</li>' for item in related)
        cards.append(
            f'<article class="card related" id="work-{_RELATED}"><p class="kind">Related stories</p>'
            f"<ul>{rows}</ul></article>"
        )
    return f'<section class="cards"><h2 class="part">The works</h2>\n{"".join(cards)}</section>' if cards else ""


def _doubts(item: Item) -> list[str]:
    stub = item.custom.get(STUB_KEY)
    doubts = stub.get("unsure") if isinstance(stub, Mapping) else None
    return [str(doubt) for doubt in doubts] if isinstance(doubts, list) else []


def _place(order: Sequence[str], role: str) -> int:
    return order.index(role) if role in order else len(order)


def _evidence_html(
    other: Item, number: int, proof: _Evidenced, item: Item, works: Bibliography, marked: set[str]
) -> str:
    """What another work says of this one, once, with the words that prove it."""
    if works.find(proof.relation) is not item:
        return ""
    label = escape(RELATION_TYPES[proof.relation.type].label)
    quotes = []
    for place, one in enumerate(proof.evidence[:4]):
        id = _mark_id(other, number, place)
        words = f"«{escape(' '.join(one.quote.split()))}»"
        quotes.append(f'<a href="#{id}">{words}</a>' if id in marked else words)
    said = f": {', '.join(quotes)}" if quotes else ""
    return f"<li>{escape(_short(other))} <em>{label}</em> this{said}</li>"


def _reference(item: Item) -> str:
    """The reference in the house style; what it is called where a style cannot be read."""
    try:
        return format_items([item], _STYLE, output="html")
    except StyleError:
        return f"<p>{escape(_short(item))}</p>"


def _quotations(news: Item | None, *, linked: bool) -> str:
    said = _quotations_of(news) if news else []
    if not said:
        return ""
    rows = []
    for number, quotation in enumerate(said):
        words = escape(" ".join(str(quotation.get("words", "")).split()))
        words = f'<a href="#said-{number}">{words}</a>' if linked else words
        speaker = escape(str(quotation.get("speaker") or "nobody named"))
        rows.append(f"<figure><blockquote>{words}</blockquote><figcaption>{speaker}</figcaption></figure>")
    return f'<section class="said"><h2 class="part">Who says what</h2>{"".join(rows)}</section>'


_KINDS: Final[Mapping[str, str]] = {
    "trial": "Trial",
    "event": "Event",
    "figure": "Figure",
    "funder": "Funder",
    "embargo": "Embargo until",
    "misnamed": "Said so",
}
"""What the page calls each kind of fact."""


def _facts(news: Item | None) -> str:
    facts = news.custom.get(FACTS_KEY) if news else None
    rows = []
    for fact in facts if isinstance(facts, list) else ():
        if isinstance(fact, Mapping) and (kind := _KINDS.get(str(fact.get("kind")))):
            meant = f" ({fact['meant']} may be meant)" if fact.get("meant") else ""
            rows.append(f"<dt>{escape(kind)}</dt><dd>{escape(str(fact.get('value', '')) + meant)}</dd>")
    if not rows:
        return ""
    return f'<section class="notes"><h2 class="part">Said in the text</h2><dl>{"".join(rows)}</dl></section>'
