"""Several records of one work as one, field by field by stated rules.

The best record (published, with identifiers, with most variables) stays, under its key. For each variable, `RULES` says
whose value is taken; keywords, relations, collections, aliases and `custom` are united. Every other record goes to the
trash, its key becomes an alias of the one that stays, and relations that pointed at it point there.

>>> from citelib.model import Item
>>> merged([Item("a", "book", title="Structures"), Item("b", "book", title="Structures", volume="2", keyword="x")])
Item('a', 'book', title='Structures', volume='2', keyword='x', custom={'citelib:aliases': ['b']})
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import attrs

from citelib.library import derived
from citelib.library.library import Library, in_collections, with_alias
from citelib.model import Date, Item
from citelib.model.bibliography import ALIASES_KEY

__all__ = ["RULES", "best_first", "merge", "merged"]

_IDENTIFIERS: Final = ("DOI", "PMID", "PMCID", "ISBN")


def _longest(values: Sequence[str]) -> str:
    return max(values, key=len)


def _most_precise(values: Sequence[Date]) -> Date:
    return max(values, key=lambda date: (date.start is not None, sum(map(len, date.date_parts))))


def _fullest(values: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
    return max(values, key=lambda names: (len(names), sum(len(str(name)) for name in names)))


def _range(values: Sequence[str]) -> str:
    """The first page range that has an end, else the first pages given."""
    return next((value for value in values if "-" in value or "–" in value), values[0])


def _proper_title(values: Sequence[str]) -> str:
    """The first title that is not all capitals."""
    return next((value for value in values if not value.isupper()), values[0])


def _first(values: Sequence[Any]) -> Any:
    return values[0]


RULES: Final[dict[str, tuple[Callable[[Sequence[Any]], Any], str]]] = {
    "title": (_proper_title, "the first that is not all capitals"),
    "abstract": (_longest, "the longest"),
    "note": (_longest, "the longest"),
    "page": (_range, "the first range, else the first value"),
    "container-title": (_longest, "the longest, so that no abbreviation wins"),
    "publisher": (_longest, "the longest"),
    "(names)": (_fullest, "most names, then the fullest"),
    "(dates)": (_most_precise, "the most precise"),
    "(others)": (_first, "that of the best record that has one"),
}
"""Whose value is taken for each variable or kind of variable, from best record to worst, and the same in words."""


def _rule(name: str, value: Any) -> Callable[[Sequence[Any]], Any]:
    if name in RULES:
        return RULES[name][0]
    kind = "(names)" if isinstance(value, tuple) else "(dates)" if isinstance(value, Date) else "(others)"
    return RULES[kind][0]


def best_first(items: Sequence[Item]) -> list[Item]:
    """Records from best to worst: identifiers, then a precise date, then most variables; the earlier on a draw."""
    return sorted(
        items,
        key=lambda item: (
            -sum(name in item.variables for name in _IDENTIFIERS),
            -(len(item.issued.date_parts[0]) if item.issued and item.issued.date_parts else 0),
            -len(item.variables),
        ),
    )


def merged(items: Sequence[Item]) -> Item:
    """The item that several records of one work make together, under the key of the first."""
    kept = items[0]
    ranked = best_first(items)
    variables: dict[str, Any] = {}
    for item in ranked:
        for name, value in item.variables.items():
            if name not in variables:
                values = [one.variables[name] for one in ranked if name in one.variables]
                variables[name] = _rule(name, value)(values)
    custom: dict[str, Any] = {}
    for item in reversed(ranked):
        custom.update(item.custom)
    relations = list(dict.fromkeys(link for item in items for link in item.relations))
    own = {handle for item in items for handle in derived.handles(item)}
    # A work is not related to itself.
    relations = [link for link in relations if (link.scheme, derived.target(link.scheme, link.target)) not in own]
    result = Item(kept.id, ranked[0].type, variables, relations=relations, custom=custom)
    result = derived.with_tags(result, tuple(tag for item in items for tag in derived.tags(item)))
    result = in_collections(result, (path for item in items for path in derived.collections_of(item)))
    for item in items:
        for alias in (item.id, *item.custom.get(ALIASES_KEY, ())):
            if alias != kept.id:
                result = with_alias(result, alias)
    return result


def merge(library: Library, keys: Sequence[str]) -> Item:
    """Make one item of several, under the key of the first; nothing is lost, and it is one step that can be undone.

    Args:
        library: The library.
        keys: Keys of the items; the first is kept as the key, the others become aliases.

    Raises:
        UnknownNameError: There is no item of a key.

    """
    with library.transaction(f"merge {', '.join(map(repr, keys))}"):
        numbers = list(dict.fromkeys(library.number(key) for key in keys))
        items = [library[key] for key in keys]
        items = list({item.id: item for item in items}.values())
        if len(numbers) < 2:
            return items[0]
        result = merged(items)
        for item in items[1:]:
            library.remove(item.id)
        library.replace(result)
        _repoint(library, {item.id for item in items[1:]}, result.id)
    return result


def _repoint(library: Library, former: set[str], now: str) -> None:
    for key in former:
        rows = library.database.read(
            "SELECT i.key FROM relations AS r JOIN items AS i ON i.number = r.item "
            "WHERE r.scheme = 'id' AND r.target = ?",
            (key,),
        )
        for (source,) in rows:
            item = library[source]
            links = [
                attrs.evolve(link, target=now) if link.scheme == "id" and link.target in former else link
                for link in item.relations
            ]
            library.replace(item.evolve(relations=list(dict.fromkeys(links))))
