"""Which references a command works on, and what of them: ``--key``, ``--only-cited`` and ``--without``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, TypeVar

import attrs
import click

from citelib.cli.titles import title_of
from citelib.diagnostics import Diagnostic
from citelib.model import Bibliography, Item
from citelib.model.custom import ATTACHMENTS_KEY, COLLECTIONS_KEY
from citelib.model.vocabulary import VARIABLES
from citelib.near import did_you_mean

__all__ = ["Without", "chosen", "cited_option", "excerpt_of", "without_option"]

F = TypeVar("F", bound=Callable[..., Any])


def cited_option(function: F) -> F:
    """``--only-cited``, of documents."""
    return click.option(
        "--only-cited",
        "documents",
        multiple=True,
        metavar="DOCUMENT",
        type=click.Path(exists=True, dir_okay=False),
        help="Only what this manuscript cites (.tex, .md, .docx, .odt); may be repeated.",
    )(function)


def without_option(function: F) -> F:
    """``--without``, which gives a `Without`."""
    return click.option(
        "--without",
        default="",
        metavar="NAME,...",
        callback=lambda _context, _parameter, value: Without.of(value),
        help="Leave out these variables or fields, such as note,file,keywords.",
    )(function)


# What of the references


@attrs.define
class Without:
    """Leaves variables and fields of references out.

    Attributes:
        names: What to leave out, as it was asked for.
        met: Those of the names that a reference had.
        others: Names of fields that references have, for hints.

    >>> from citelib.model import Item
    >>> without = Without.of("keywords, file,relations")
    >>> without(Item("a", "book", title="T", keyword="x", custom={"bibtex:file": "a.pdf"}))
    Item('a', 'book', title='T')
    >>> [one.message for one in without.unmet()]
    ["no reference has 'relations'"]
    """

    names: tuple[str, ...]
    met: set[str] = attrs.field(factory=set)
    others: set[str] = attrs.field(factory=set)

    @classmethod
    def of(cls, text: str) -> Without:
        """What a list of names, separated by commas, leaves out."""
        return cls(tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip())))

    def __bool__(self) -> bool:
        return bool(self.names)

    def __call__(self, item: Item) -> Item:
        """The item without what is left out."""
        if not self.names:
            return item
        present = {*item.variables, *item.custom}
        self.others.update(key.rpartition(":")[2] for key in item.custom)
        gone: set[str] = set()
        for name in self.names:
            wanted = {key for key in present if key in _variables(name) or _is_field(key, name)}
            if name.casefold() == "relations" and item.relations:
                item, wanted = item.evolve(relations=()), wanted | {"relations"}
            if wanted:
                self.met.add(name)
                gone |= wanted
        if not gone:
            return item
        custom = {key: value for key, value in item.custom.items() if key not in gone}
        changes: dict[str, Any] = {name.replace("-", "_"): None for name in gone & item.variables.keys()}
        return item.evolve(**changes, custom=custom)

    def unmet(self) -> Iterator[Diagnostic]:
        """A warning for each name that no reference had anything of, unless it is that of a variable."""
        for name in self.names:
            if name not in self.met and not _variables(name):
                hint = did_you_mean(name, sorted(self.others | set(VARIABLES) | set(_OTHER_NAMES)))
                yield Diagnostic("warning", "nothing-left-out", f"no reference has {name!r}", hint)


_OTHER_NAMES: Final = {
    "attachments": ATTACHMENTS_KEY,
    "file": ATTACHMENTS_KEY,
    "files": ATTACHMENTS_KEY,
    "collections": COLLECTIONS_KEY,
    "groups": COLLECTIONS_KEY,
    "tags": "keyword",
    "notes": "note",
    "journaltitle": "container-title",
    "booktitle": "container-title",
    "publisher-address": "publisher-place",
    "location": "publisher-place",
    "keywords": "keyword",
    "year": "issued",
    "date": "issued",
    "urldate": "accessed",
}
"""What people call variables, beside the fields of BibTeX that fill one each."""


def _variables(name: str) -> frozenset[str]:
    """The variables and keys of citelib's own that go by a name, whatever its case."""
    from citelib.formats.tex.bibtex.fields import FIELD_ALIASES, TEXT_FIELDS

    folded = name.casefold()
    found = {key for key in VARIABLES if key.casefold() == folded}
    for one in (folded, FIELD_ALIASES.get(folded, folded)):
        found.update(key for key in (_OTHER_NAMES.get(one), TEXT_FIELDS.get(one)) if key)
    return frozenset(found)


def _is_field(key: str, name: str) -> bool:
    """Whether a key of ``custom`` is that of a field that some format calls so."""
    return key.casefold() == name.casefold() or key.rpartition(":")[2].casefold() == name.casefold()


# Which references


def chosen(
    works: Bibliography, keys: Iterable[str] = (), documents: Sequence[str] = ()
) -> tuple[list[Item], list[Diagnostic]]:
    """The items of these ids or aliases, in that order, and what documents cite; all if nothing is named.

    Raises:
        UnknownNameError: There is none of an id; with near matches.
    """
    items = [works[key] for key in keys]
    if not documents:
        return items or list(works.values()), []
    cited, diagnostics = _cited(works, documents)
    return list({item.id: item for item in (*items, *cited)}.values()), diagnostics


def _cited(works: Bibliography, documents: Sequence[str]) -> tuple[list[Item], list[Diagnostic]]:
    """The works that documents cite, in their order among the works, and what is wrong with the citations.

    What a word processor's document brings with it is found among the works by key, identifier, or as the same work.

    Args:
        works: Where the works are looked for.
        documents: Files of the documents.
    """
    from citelib.documents.files import cited_works, read_document

    cited: set[str] = set()
    diagnostics: list[Diagnostic] = []
    for name in documents:
        document = read_document(name)
        diagnostics += document.diagnostics
        found = cited_works(document, works.values())
        if not document.metadata.references:
            diagnostics += found.diagnostics
            cited.update(found)
            continue
        there, missing = _found_again(found.values(), works)
        cited |= there
        for item in missing:
            message = f"{item.id!r} ({title_of(item, item.type)}) is cited and not among the references"
            diagnostics.append(Diagnostic("warning", "document-missing-work", message, source=name))
    return [item for item in works.values() if item.id in cited], diagnostics


def _found_again(items: Iterable[Item], works: Bibliography) -> tuple[set[str], list[Item]]:
    """The ids of the works that items are, and the items that are none of them."""
    from citelib.matching import compare, find_groups
    from citelib.model.handles import handles

    there: set[str] = set()
    others: list[Item] = []
    known = {handle: item.id for item in works.values() for handle in handles(item) if handle[0] != "id"}
    for item in items:
        present = works.get(item.id)
        if present is not None and compare(item, present).verdict == "same":
            there.add(present.id)
        elif (id := next((known[handle] for handle in handles(item) if handle in known), None)) is not None:
            there.add(id)
        else:
            others.append(item)
    missing = others
    if others:
        collected = [*works.values(), *others]
        is_other = len(works)
        for group in find_groups(enumerate(collected)).groups:
            mine = [number for number in group.numbers if number < is_other]
            theirs = [collected[number] for number in group.numbers if number >= is_other]
            if mine and theirs:
                there.update(collected[number].id for number in mine)
                missing = [item for item in missing if all(item is not one for one in theirs)]
    return there, missing


def excerpt_of(works: Bibliography, items: Iterable[Item]) -> Bibliography:
    """Some of the works, with the text of their entries as it is written, and the works that they inherit from.

    Args:
        works: All works of a file.
        items: Those that are wanted.
    """
    from citelib.formats.tex.bibtex.excerpts import excerpt

    kept = {item.id: item for item in items}
    if any(block.format in ("bibtex", "biblatex") for block in works.blocks):
        waiting = list(kept.values())
        while waiting:
            for link in waiting.pop().relations:
                parent = works.find(link) if link.type == "part-of" and link.scheme == "id" else None
                if parent is not None and parent.id not in kept:
                    kept[parent.id] = parent
                    waiting.append(parent)
    blocks = tuple(excerpt(works.blocks, kept.keys()))
    return Bibliography(kept.values(), blocks=blocks, diagnostics=works.diagnostics)
