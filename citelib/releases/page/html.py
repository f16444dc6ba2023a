"""The HTML page of a release: its visible text, the parts that the markup tells apart, and what its meta tags say.

The visible text is the page without head, script, style and comments: inline tags are removed, other tags are replaced
by a space, entities are decoded, and white space is collapsed to single spaces. All offsets count in it.

>>> page = html_page("<title>T</title><h1>A  title</h1><p>It <em>is</em> so.</p>")
>>> page.text
'A title It is so.'
>>> [(block.tag, page.text_of(block)) for block in page.blocks]
[('h1', 'A title'), ('p', 'It is so.')]
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from citelib.errors import ReadError
from citelib.releases.page.page import Block, Link, Meta, Page, clean

__all__ = ["html_page"]

_INLINE: Final = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span
    strike strong sub sup time tt u var wbr
    """.split()
)
_UNSEEN: Final = frozenset("head script style noscript template".split())
_FURNITURE_TAGS: Final = frozenset("nav footer form button select input label dialog menu iframe object svg".split())
_EMPHASIS: Final = frozenset("em i cite".split())

_AREAS: Final = tuple(
    (area, re.compile(rf"(?:^|[\s_-])(?:{words})(?=$|[\s_-]|s\b)", re.IGNORECASE))
    for area, words in (
        (
            "related",
            (
                r"related(?:[\w-]*)"
                r"|recommend(?:ed|ations?)"
                r"|more-?(?:news|stories|like|from|on)[\w-]*"
                r"|read-?(?:next|more|also)"
                r"|"
                r"similar|see-?also|explore-?further|teasers?|you-?may[\w-]*|further-?reading|up-?next"
                r"|latest(?:-?news)?"
            ),
        ),
        (
            "furniture",
            (
                r"cookies?[\w-]*|nav(?:bar|igation)?|menu|share|sharing|social[\w-]*|ads?|advert[\w-]*"
                r"|promo[\w-]*|sponsor[\w-]*|banner|"
                r"newsletter[\w-]*|subscribe|subscription|sign-?up|bread-?crumbs?|footer|foot|side-?bar"
                r"|comments?|tags?|tools?|toolbar|print|pagination|pager|"
                r"skip[\w-]*|popup|modal|consent|search|login|copyright|disclaimer|contacts?|press-?contacts?"
                r"|media-?contacts?|"
                r"widget|toc|cta|call-to-action|donate|boilerplate|about(?:-[\w-]+)?|site-?header|masthead"
                r"|topbar|legal|gdpr"
            ),
        ),
        (
            "caption",
            (
                r"[\w-]*caption[\w-]*"
                r"|figure"
                r"|credits?"
                r"|image-?(?:caption|credit)"
                r"|photo-?(?:caption|credit)"
                r"|media-?caption"
                r"|wp-caption-text"
            ),
        ),
        (
            "byline",
            (
                r"byline"
                r"|by-?line"
                r"|meta(?:data)?"
                r"|post-?meta"
                r"|article-?meta"
                r"|article-?info"
                r"|dateline"
                r"|pub-?date"
                r"|date"
                r"|published"
                r"|timestamp"
                r"|author"
                r"|kicker"
                r"|eyebrow"
                r"|category"
                r"|read(?:ing)?-?time"
            ),
        ),
        ("subtitle", r"subtitle|sub-?head(?:line|ing)?|standfirst|deck|dek|sub-?title|tagline|strapline|unterzeile"),
        ("reference", r"ref|refs|references?|citation|journal-?reference|doi|publication|paper"),
    )
)
_LANDMARK: Final = {
    "navigation": "furniture",
    "complementary": "furniture",
    "banner": "masthead",
    "contentinfo": "furniture",
    "search": "furniture",
    "dialog": "furniture",
}
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
"""Where a word begins in «newRelatedItem»."""


@attrs.define
class _Builder:
    """Collects the visible text and the blocks while the tree is walked."""

    parts: list[str] = attrs.field(factory=list)
    length: int = 0
    space: bool = False
    blocks: list[Block] = attrs.field(factory=list)
    start: int | None = None
    group: int = 0

    def break_word(self) -> None:
        self.space = True

    def write(self, text: str) -> None:
        words = text.split()
        if not words:
            self.space = self.space or bool(text)
            return
        joined = " ".join(words)
        if self.length and (self.space or text[0].isspace()):
            self.parts.append(" ")
            self.length += 1
        if self.start is None:
            self.start = self.length
        self.parts.append(joined)
        self.length += len(joined)
        self.space = text[-1].isspace()

    def end_block(self, tag: str, areas: frozenset[str]) -> None:
        if self.start is not None:
            self.blocks.append(Block(self.start, self.length, self.group, tag, areas))
        self.start = None


_DEEPEST: Final = 2_000
"""Depth of elements from which on a page is no page: the parser's time grows with its square."""
_NESTING: Final = re.compile(
    r"<(/?)(?!(?:p|li|dt|dd|td|th|tr|br|hr|img|input|meta|link|source|option|wbr)\b)[a-zA-Z]", re.IGNORECASE
)


def _depth(markup: str) -> int:
    """How many elements are open at once at most, roughly."""
    depth = deepest = 0
    for match in _NESTING.finditer(markup):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def html_page(markup: str) -> Page:
    """Read the HTML of a release.

    Args:
        markup: The page; whatever is wrong with it, the parser of selectolax makes a tree of it.

    Raises:
        ReadError: Elements are nested thousands deep.
    """
    from selectolax.lexbor import LexborHTMLParser

    if (depth := _depth(markup)) > _DEEPEST:
        raise ReadError(f"elements are nested {depth} deep, more than {_DEEPEST}", format="press-release")
    tree = LexborHTMLParser(markup.replace("\x00", " "))
    out = _Builder()
    links: list[Link] = []
    emphasis: list[tuple[int, int]] = []
    # What is open above the current node: (tag, areas, offset at which it began, address of a link)
    stack: list[tuple[str, frozenset[str], int, str | None]] = []
    node = tree.root
    while node is not None:
        tag = node.tag or ""
        descend = False
        if tag == "-text":
            out.write(node.text_content or "")
        elif tag not in _UNSEEN and not tag.startswith(("-", "!", "#")):
            above = stack[-1][1] if stack else frozenset()
            areas = _areas(tag, node.attributes, above)
            if tag not in _INLINE:
                out.end_block(*_open_block(stack))
                out.break_word()
                out.group += tag not in ("br", "li", "dt", "dd", "tr", "td", "th", "p", "h3", "h4", "h5", "h6")
            address = node.attributes.get("href") if tag == "a" else None
            stack.append((tag, areas, out.length + (out.space and bool(out.length)), address))
            descend = True
        if descend and node.child is not None:
            node = node.child
            continue
        if descend:
            _close(stack, out, links, emphasis)
        while node is not None and node.next is None:
            node = node.parent
            if node is None or not stack:
                break
            _close(stack, out, links, emphasis)
        node = node.next if node is not None and stack else None
    return Page(
        "".join(out.parts), tuple(out.blocks), tuple(links), tuple(emphasis), _meta(tree), is_html=True, markup=markup
    )


def _open_block(stack: list[tuple[str, frozenset[str], int, str | None]]) -> tuple[str, frozenset[str]]:
    """Tag and areas of the innermost element that is not inline; areas of inline elements count too."""
    for tag, areas, _, _ in reversed(stack):
        if tag not in _INLINE:
            return tag, areas
    return "", frozenset()


def _close(
    stack: list[tuple[str, frozenset[str], int, str | None]],
    out: _Builder,
    links: list[Link],
    emphasis: list[tuple[int, int]],
) -> None:
    tag, areas, start, address = stack.pop()
    if tag not in _INLINE:
        out.end_block(tag, areas)
        out.break_word()
    elif start < out.length:
        if address:
            links.append(Link(start, out.length, address))
        elif tag in _EMPHASIS:
            emphasis.append((start, out.length))


def _areas(tag: str, attributes: Mapping[str, str | None], above: frozenset[str]) -> frozenset[str]:
    """The areas of an element: those of what it stands in, and its own by tag, role, class and id."""
    own = set(above)
    if tag in ("main", "h1", "body", "html"):
        return above
    if tag in _FURNITURE_TAGS:
        own.add("furniture")
    if tag == "aside":
        own.add("aside")
    if tag == "header":
        own.add("header")
    if tag in ("figure", "figcaption"):
        own.add("caption")
    role = _LANDMARK.get((attributes.get("role") or "").strip().lower())
    if role:
        own.add(role)
    words = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip()
    if words and len(words) < 2000 and tag != "h1":
        own.update(_named_areas(_kind_of_element(tag, words), words))
    return frozenset(own)


_ENTRY: Final = re.compile(r"(?:^|\s)(?:hentry|type-post|post-[0-9]+)(?=$|\s)")
"""Classes of an article in a plain element, as blogging software writes them."""


def _kind_of_element(tag: str, words: str) -> str:
    if tag == "article" or _ENTRY.search(words):
        return "article"
    return "inline" if tag in _INLINE else "p" if tag == "p" else ""


@functools.lru_cache(maxsize=1024)
def _named_areas(kind: str, words: str) -> tuple[str, ...]:
    """The areas that the classes and the id of an element name; of some kinds of elements, only certain areas count."""
    return tuple(
        area
        for area, pattern in _AREAS
        # The classes of an article name its topics; only that it is a teaser is of interest.
        if (kind != "article" or area == "related")
        and (kind != "p" or area != "related")
        and (kind != "inline" or area == "byline")
        and pattern.search(_HUMP.sub("-", words) if area == "related" else words)
    )


# The head


def _meta(tree: Any) -> Meta:
    named: dict[str, list[str]] = {}
    for node in tree.css("meta"):
        attributes = node.attributes
        name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
        if name and attributes.get("content"):
            named.setdefault(name, []).append(attributes["content"])
    objects: list[Mapping[str, Any]] = []
    for node in tree.css('script[type="application/ld+json"]'):
        try:
            data = json.loads(node.text_content or node.text() or "")
        except (ValueError, RecursionError):
            continue
        objects.extend(_objects(data))
    canonical = next((node.attributes.get("href") for node in tree.css('link[rel="canonical"]')), None)
    root = tree.css_first("html")
    title = tree.css_first("title")
    return Meta(
        {name: tuple(values) for name, values in named.items()},
        tuple(objects),
        clean(title.text()) or None if title is not None else None,
        (root.attributes.get("lang") if root is not None else None) or None,
        canonical,
    )


def _objects(data: Any) -> Iterator[Mapping[str, Any]]:
    """All JSON objects within, outermost first."""
    waiting = [data]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, Mapping):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
