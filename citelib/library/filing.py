"""Where an item is filed: its tags, collections and former keys, all of them kept in the item.

>>> from citelib.model import Item
>>> item = in_collections(Item("a", keyword="to read; ketamine; Science"), ["Thesis/Chapter 1"])
>>> tags(item), collections_of(item)
(('to read', 'ketamine', 'Science'), ('Thesis/Chapter 1',))
"""

from __future__ import annotations

from collections.abc import Iterable

from citelib.comparing import fold
from citelib.errors import LibraryError
from citelib.model import Item
from citelib.model.custom import ALIASES_KEY, COLLECTIONS_KEY
from citelib.model.keywords import join_keywords, split_keywords

__all__ = ["collection_path", "collections_of", "in_collections", "is_within", "tags", "with_alias", "with_tags"]


def tags(item: Item) -> tuple[str, ...]:
    """The tags of an item: its keywords."""
    return tuple(split_keywords(item.variables.get("keyword") or ""))


def with_tags(item: Item, add: Iterable[str] = (), remove: Iterable[str] = ()) -> Item:
    """The item with tags added and removed; case does not tell tags apart.

    >>> from citelib.model import Item
    >>> with_tags(Item("a", keyword="one, two"), add=("three",), remove=("ONE",)).keyword
    'two, three'
    """
    removed = {fold(tag) for tag in remove}
    present = tags(item)
    result = [tag for tag in present if fold(tag) not in removed]
    known = {fold(tag) for tag in result}
    result += [tag for tag in dict.fromkeys(add) if fold(tag) not in known]
    return item if tuple(result) == present else item.evolve(keyword=join_keywords(result) or None)


def collections_of(item: Item) -> tuple[str, ...]:
    """Paths of the collections that an item says it is in."""
    paths = item.custom.get(COLLECTIONS_KEY)
    return tuple(path for path in paths if isinstance(path, str) and path) if isinstance(paths, (list, tuple)) else ()


def in_collections(item: Item, paths: Iterable[str]) -> Item:
    """The item in exactly these collections."""
    paths = list(dict.fromkeys(paths))
    custom = {**item.custom, COLLECTIONS_KEY: paths}
    if not paths:
        del custom[COLLECTIONS_KEY]
    return item.evolve(custom=custom)


def collection_path(text: str) -> str:
    """The path of a collection without needless slashes and spaces.

    >>> collection_path("/Thesis / Chapter 1/")
    'Thesis/Chapter 1'

    Raises:
        LibraryError: Nothing is left of it.
    """
    parts = [part.strip() for part in text.split("/") if part.strip()]
    if not parts:
        raise LibraryError(f"{text!r} names no collection", hint="write Thesis or Thesis/Chapter 1")
    return "/".join(parts)


def is_within(path: str, outer: str) -> bool:
    """Whether a collection is another one, or nested in it.

    >>> is_within("Thesis/Chapter 1", "Thesis"), is_within("Theses", "Thesis")
    (True, False)
    """
    return path == outer or path.startswith(f"{outer}/")


def with_alias(item: Item, alias: str) -> Item:
    """The item known by one more key."""
    aliases = [one for one in item.custom.get(ALIASES_KEY, ()) if one != item.id]
    if alias != item.id and alias not in aliases:
        aliases.append(alias)
    return item.evolve(custom={**item.custom, ALIASES_KEY: aliases})
