"""What a style says of itself (specification, Info)."""

from __future__ import annotations

from dataclasses import dataclass

from citelib.csl.style.nodes.frozen import Data
from citelib.csl.style.nodes.values import CitationFormat

__all__ = ["Category", "Info", "Link", "Person"]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Person(Data):
    """An author or contributor of a style, or a translator of a locale."""

    name: str = ""
    email: str = ""
    uri: str = ""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Link(Data):
    """``cs:link`` of a style: `rel` is self, template, documentation or independent-parent."""

    href: str
    rel: str
    language: str | None = None
    text: str = ""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Category(Data):
    """What a style is for: how it cites, and the fields of science that use it."""

    citation_format: CitationFormat | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Info(Data):
    """``cs:info``."""

    title: str = ""
    title_short: str = ""
    id: str = ""
    links: tuple[Link, ...] = ()
    authors: tuple[Person, ...] = ()
    contributors: tuple[Person, ...] = ()
    category: Category = Category()
    issn: tuple[str, ...] = ()
    eissn: str = ""
    issnl: str = ""
    summary: str = ""
    published: str = ""
    updated: str = ""
    rights: str = ""
    license: str = ""

    @property
    def parent(self) -> str | None:
        """Id of the style that a dependent style stands for, or None."""
        return next((link.href for link in self.links if link.rel == "independent-parent"), None)
