"""The metadata of a style, ``cs:info`` (specification, Info): read for what it has, no reason to refuse a style."""

from __future__ import annotations

from typing import cast, get_args

from citelib.csl.style import nodes
from citelib.csl.style.markup import MarkupElement

__all__ = ["read_info"]


def read_info(element: MarkupElement | None) -> nodes.Info:
    """Make an `Info` of the element; an empty one of None.

    >>> from citelib.csl.style.markup import read
    >>> read_info(read("<info><title>APA </title><issn>1234-5678</issn></info>")).title
    'APA'
    """
    if element is None:
        return nodes.Info()
    texts: dict[str, list[str]] = {}
    for child in element.children:
        texts.setdefault(child.tag, []).append(" ".join(child.text.split()))
    formats = [
        child.attributes["citation-format"] for child in element.children if "citation-format" in child.attributes
    ]
    fields = [child.attributes["field"] for child in element.children if "field" in child.attributes]

    def text(tag: str) -> str:
        return texts.get(tag, [""])[0]

    return nodes.Info(
        title=text("title"),
        title_short=text("title-short"),
        id=text("id"),
        links=tuple(
            nodes.Link(
                href=child.attributes.get("href", ""),
                rel=child.attributes.get("rel", ""),
                language=child.attributes.get("xml:lang"),
                text=" ".join(child.text.split()),
            )
            for child in element.children
            if child.tag == "link"
        ),
        authors=_people(element, "author"),
        contributors=_people(element, "contributor"),
        category=nodes.Category(
            citation_format=next(
                (cast(nodes.CitationFormat, name) for name in formats if name in get_args(nodes.CitationFormat)), None
            ),
            fields=tuple(fields),
        ),
        issn=tuple(texts.get("issn", ())),
        eissn=text("eissn"),
        issnl=text("issnl"),
        summary=text("summary"),
        published=text("published"),
        updated=text("updated"),
        rights=text("rights"),
        license=next((child.attributes.get("license", "") for child in element.children if child.tag == "rights"), ""),
    )


def _people(element: MarkupElement, tag: str) -> tuple[nodes.Person, ...]:
    people = []
    for child in element.children:
        if child.tag == tag:
            texts = {part.tag: " ".join(part.text.split()) for part in child.children}
            people.append(nodes.Person(**{key: texts.get(key, "") for key in ("name", "email", "uri")}))
    return tuple(people)
