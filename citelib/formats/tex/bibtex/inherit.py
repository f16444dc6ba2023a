"""Fields that an entry has from others: ``crossref``, ``xdata`` (whole and granular) and ``xref``.

The rules are those of BibLaTeX (manual, section 2.4.1 and appendix B), which hold for BibTeX's files, too; there a
parent's ``booktitle`` wins over its title. Entries that refer to each other in a circle are reported, and the circle
is cut.

>>> entries = {"p": Entry("p", "proceedings", {"title": "Proc", "year": "1999"}),
...            "c": Entry("c", "inproceedings", {"title": "T", "crossref": "p"})}
>>> resolve(entries)["c"].fields
{'title': 'T', 'crossref': 'p', 'booktitle': 'Proc', 'year': '1999'}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

import attrs

__all__ = ["Entry", "Inheritance", "named", "resolve"]


@attrs.define
class Entry:
    """An entry whose values are evaluated.

    Attributes:
        key: Citation key.
        type: Entry type in lower case, as written.
        fields: Values in LaTeX by field name in lower case.
        line: Line on which it starts.
        inherited: Names of the fields that come from other entries.
    """

    key: str
    type: str
    fields: dict[str, str]
    line: int = 1
    inherited: frozenset[str] = frozenset()


Report = Callable[[Entry, str, str], None]
"""Takes the entry, the code and the message of a fault."""

_NEVER: Final = frozenset(
    """
    ids crossref xref xdata entryset entrysubtype execute label options presort related relatedoptions relatedstring
    relatedtype shorthand shorthandintro sortkey sorttitle indextitle indexsorttitle shorttitle keywords file
    """.split()
)
"""Fields that stay with their entry. Keywords and files are inherited by the letter of the manual, but not meant."""

_TITLES: Final = ("title", "subtitle", "titleaddon")
_MULTIVOLUME: Final = frozenset("mvbook mvcollection mvproceedings mvreference".split())
_VOLUMES: Final = frozenset("book collection proceedings reference".split())
_PARTS: Final = frozenset(
    "inbook bookinbook suppbook incollection suppcollection inreference inproceedings conference".split()
)
_ISSUES: Final = frozenset("article suppperiodical review".split())
_OF_BOOKS: Final = frozenset("inbook bookinbook suppbook".split())
_DATES: Final = frozenset("date year month day endyear endmonth endday".split())
_WHOLE: Final = ("xdata", "crossref")
_GRANULAR = re.compile(r"\s*xdata\s*=\s*([^\s]+?)-([a-z]+)(?:-([0-9]+))?\s*", re.IGNORECASE)


def _renamed(parent: str, child: str, field: str) -> str:
    """The name that a field of the parent has in the child."""
    if field not in _TITLES:
        return field
    if parent in _MULTIVOLUME and (child in _VOLUMES or child in _PARTS):
        return "main" + field
    if child in _PARTS and parent != child:
        return "book" + field
    if child in _ISSUES and parent == "periodical":
        return "journal" + field
    return field


def resolve(entries: Mapping[str, Entry], report: Report | None = None) -> dict[str, Entry]:
    """All entries, with what they inherit.

    Args:
        entries: Entries by key.
        report: Called for references to entries that are missing or go in a circle.
    """
    inheritance = Inheritance(entries, report or _ignore)
    return {key: inheritance.resolved(key) for key in entries}


def _ignore(entry: Entry, code: str, message: str) -> None:
    pass


def named(field: str, value: str) -> list[str]:
    """The keys of the entries that a field inherits from.

    >>> named("xdata", "a, b"), named("publisher", "xdata=c-publisher"), named("title", "a")
    (['a', 'b'], ['c'], [])
    """
    keys = [key.strip() for key in value.split(",") if key.strip()] if field in _WHOLE else []
    if _is_granular(value) and (match := _GRANULAR.fullmatch(value)):
        keys.append(match[1])
    return keys


def _is_granular(value: str) -> bool:
    return value[:8].lstrip().lower().startswith("xdata")


class Inheritance:
    """What entries have from the entries that others name.

    Args:
        entries: The entries that are named by others, by key; there may be more.
        report: Called for references to entries that are missing or go in a circle.
    """

    def __init__(self, entries: Mapping[str, Entry], report: Report) -> None:
        self.entries = entries
        self.report = report
        self.done: dict[str, Entry] = {}
        self.folded: dict[str, str] | None = None

    def of(self, entry: Entry) -> Entry:
        """An entry that no other names, with everything that it inherits."""
        for parent in self.parents(entry):
            self.resolved(parent)
        return self.inherit(entry, set())

    def find(self, key: str) -> str | None:
        """The key of an entry, whatever its case: BibTeX does not distinguish it here."""
        if key in self.entries:
            return key
        if self.folded is None:
            self.folded = {other.casefold(): other for other in reversed(list(self.entries))}
        return self.folded.get(key.casefold())

    def resolved(self, key: str) -> Entry:
        """One of the entries with everything that it inherits; parents are resolved first, without recursion."""
        chain = [key]
        on_chain = {key}
        while chain:
            entry = self.entries[chain[-1]]
            if chain[-1] in self.done:
                on_chain.discard(chain.pop())
                continue
            open_parents = [
                parent for parent in self.parents(entry) if parent not in on_chain and parent not in self.done
            ]
            if open_parents:
                chain.append(open_parents[0])
                on_chain.add(open_parents[0])
                continue
            self.done[chain[-1]] = self.inherit(entry, on_chain)
            on_chain.discard(chain.pop())
        return self.done[key]

    def parents(self, entry: Entry) -> list[str]:
        """The keys of the entries that are there and that it inherits from."""
        keys = [key for name in _WHOLE if name in entry.fields for key in named(name, entry.fields[name])]
        keys += [
            key
            for name, value in entry.fields.items()
            if name not in _WHOLE and _is_granular(value)
            for key in named(name, value)
        ]
        return [found for key in keys if (found := self.find(key)) is not None]

    def inherit(self, entry: Entry, on_chain: set[str]) -> Entry:
        """The entry with what its parents have, which are resolved unless they are on the chain that led to it."""
        fields = entry.fields
        if "crossref" not in fields and "xdata" not in fields and not any(map(_is_granular, fields.values())):
            return entry
        own = dict(fields)
        for name, value in fields.items():
            match = _GRANULAR.fullmatch(value) if _is_granular(value) else None
            if match and (parent := self.parent(entry, match[1], on_chain)) is not None:
                granted = parent.fields.get(match[2].lower())
                if granted is not None:
                    own[name] = granted
        has_date = bool(_DATES & own.keys())
        for name in _WHOLE:
            for key in own.get(name, "").split(","):
                parent = self.parent(entry, key.strip(), on_chain) if key.strip() else None
                if parent is not None:
                    self.take(own, entry.type, parent, name == "xdata", has_date)
        own.pop("xdata", None)
        return Entry(entry.key, entry.type, own, entry.line, frozenset(own.keys() - fields.keys()))

    def parent(self, entry: Entry, key: str, on_chain: set[str]) -> Entry | None:
        """A resolved parent; None, which is reported, if it is missing or inherits from the entry itself."""
        found = self.find(key)
        if found is None:
            self.report(entry, "missing-parent", f"{entry.key!r} inherits from {key!r}, which is not in the file")
            return None
        if found == entry.key or (found in on_chain and found not in self.done):
            self.report(entry, "inheritance-loop", f"{entry.key!r} and {key!r} inherit from each other")
            return None
        return self.done[found]

    def take(self, own: dict[str, str], type: str, parent: Entry, whole: bool, has_date: bool) -> None:
        """Add the fields of `parent` that the child does not have."""
        for name, value in parent.fields.items():
            if whole:
                if name not in ("ids", "xdata"):
                    own.setdefault(name, value)
                continue
            if name in _NEVER or (has_date and name in _DATES):
                continue
            renamed = _renamed(parent.type, type, name)
            if renamed == "booktitle" and name == "title" and "booktitle" in parent.fields:
                continue
            if renamed == "maintitle" and name == "title" and "maintitle" in parent.fields:
                continue
            own.setdefault(renamed, value)
            if name == "author" and type in _OF_BOOKS and parent.type in ("book", "mvbook"):
                own.setdefault("bookauthor", value)
