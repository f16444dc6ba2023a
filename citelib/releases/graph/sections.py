"""The works of a release in sections: the news item, what it reports on, comments, what it mentions, related stories.

>>> from citelib.model import Relation
>>> told = [Relation("mentions", "b"), Relation("reports-on", "a")]
>>> news = Item("n", "webpage", genre="News release", relations=told)
>>> found = sections([news, Item("a", "article-journal"), Item("b", "book"), Item("c", "book")])
>>> [(section, [item.id for item in items]) for section, items in found]
[('news', ['n']), ('reports-on', ['a']), ('mentions', ['b', 'c'])]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from citelib.model import Item
from citelib.model.custom import NEWS_RELEASE
from citelib.releases.words.tables import section_names

__all__ = ["HEADINGS", "SECTIONS", "sections", "under_headings"]

SECTIONS: Final = ("news", "reports-on", "comments-on", "mentions", "related-to")
"""The sections in their order: the news item, and how it is related to the works of the others."""
HEADINGS: Final[Mapping[str, str]] = {
    "text": "{heading}\n\n{entries}\n",
    "markdown": "## {heading}\n\n{entries}\n",
    "html": '<h2>{heading}</h2>\n<div class="csl-bib-body">\n{entries}\n</div>\n',
}
"""A section in each output that has headings."""
_ENTRY: Final[Mapping[str, tuple[str, str]]] = {
    "text": ("{entry}", "\n"),
    "markdown": ("{entry}", "\n\n"),
    "html": ('  <div class="csl-entry">{entry}</div>', "\n"),
}
_OTHERS: Final = "mentions"
"""Where works stand of which no release says anything."""


def sections(items: Iterable[Item]) -> list[tuple[str, list[Item]]]:
    """The items of a collection by section, those that have any, or nothing if no release is among them."""
    items = list(items)
    stories = [item for item in items if item.genre == NEWS_RELEASE]
    section: dict[str, str] = {}
    for item in (*stories, *items):
        for relation in item.relations:
            if relation.scheme == "id" and relation.type in SECTIONS:
                if relation.type == "comments-on":
                    section[item.id] = "comments-on"
                elif section.get(relation.target) != "comments-on":
                    section.setdefault(relation.target, relation.type)
    if not any(relation.type in SECTIONS for item in stories for relation in item.relations):
        return []
    found: dict[str, list[Item]] = {name: [] for name in SECTIONS}
    for item in items:
        is_story = item.genre == NEWS_RELEASE and item.id not in section
        found["news" if is_story else section.get(item.id, _OTHERS)].append(item)
    return [(name, members) for name, members in found.items() if members]


def under_headings(
    entries: Sequence[tuple[str, str]], parts: Iterable[tuple[str, list[Item]]], output: str, language: str
) -> str:
    """A bibliography in sections.

    Args:
        entries: Id and text of each entry, in the order of the style.
        parts: The sections, as `sections` gives them.
        output: A key of `HEADINGS`.
        language: Language of the headings.
    """
    names = section_names(language)
    form, between = _ENTRY[output]
    found = []
    for name, members in parts:
        ids = {item.id for item in members}
        of_section = between.join(form.format(entry=text) for id, text in entries if id in ids)
        found.append(HEADINGS[output].format(heading=names[name], entries=of_section))
    return "\n".join(found)
