"""Titles and names in other scripts and languages: what is printed of them, and what they are sorted by.

A work may bring its title and its people transliterated and translated, in the form of Juris-M: ``multi`` beside the
variables (`Item.custom`) and in each name (`Name.custom`), by language tags such as ``ja-Latn`` and ``en``.

>>> from citelib.model import Item, Name
>>> name = Name("中村", "隆英", custom={"multi": {"_key": {"ja-Latn": {"family": "Nakamura", "given": "Takafusa"}}}})
>>> titles = {"_keys": {"title": {"ja-Latn": "Shōwa shi", "en": "A history of Shōwa"}}}
>>> work = Item("a", "book", title="昭和史", author=[name], custom={"multi": titles})
>>> found = in_variants(work, Options(titles=["Latn", "original", "en"], names=["Latn"]))
>>> found.title, str(found.author[0])
('Shōwa shi [昭和史] [A history of Shōwa]', 'Takafusa Nakamura')
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from citelib.csl.options import ORIGINAL, Options
from citelib.model import Item, Name
from citelib.model.custom import BESIDE_NAME

__all__ = ["in_sort_variant", "in_variants"]

_MULTI: Final = "multi"
_PARTS: Final = {
    "family": "family",
    "given": "given",
    "suffix": "suffix",
    "dropping-particle": "dropping_particle",
    "non-dropping-particle": "non_dropping_particle",
    "literal": "literal",
}


def in_variants(item: Item, options: Options) -> Item:
    """The item with the titles and names that are printed, in the order in which the options ask for them."""
    changes: dict[str, Any] = {}
    if options.titles:
        for variable, text, variants in _texts(item):
            shown = _chosen(text, variants, options.titles)
            changes[variable] = " ".join([shown[0], *(f"[{other}]" for other in shown[1:])])
    if options.names:
        for variable, people in _people(item):
            changes[variable] = tuple([_shown_name(name, options.names) for name in people])
    return _changed(item, changes)


def in_sort_variant(item: Item, tag: str) -> Item:
    """The item with the titles and names by which it is sorted."""
    wanted = (tag, ORIGINAL)
    changes: dict[str, Any] = {variable: _chosen(text, found, wanted)[0] for variable, text, found in _texts(item)}
    changes |= {variable: tuple([_variants(name, wanted)[0] for name in people]) for variable, people in _people(item)}
    return _changed(item, changes)


def _changed(item: Item, changes: Mapping[str, Any]) -> Item:
    if not changes:
        return item
    return Item(item.id, item.type, {**item.variables, **changes}, relations=item.relations, custom=item.custom)


def _texts(item: Item) -> list[tuple[str, str, Mapping[str, str]]]:
    """The text variables that have variants, with these by their tags."""
    multi = (item.custom or {}).get(_MULTI)
    keys = multi.get("_keys") if isinstance(multi, Mapping) else None
    if not isinstance(keys, Mapping):
        return []
    return [
        (variable, text, {tag: one for tag, one in found.items() if isinstance(one, str) and one.strip()})
        for variable, found in keys.items()
        if isinstance(text := item.variables.get(variable), str) and isinstance(found, Mapping)
    ]


def _people(item: Item) -> list[tuple[str, tuple[Name, ...]]]:
    """The name variables in which a name has variants."""
    return [
        (variable, names)
        for variable, names in item.variables.items()
        if isinstance(names, tuple) and any(name.custom and _MULTI in name.custom for name in names)
    ]


def _chosen(original: str, variants: Mapping[str, str], wanted: Sequence[str]) -> list[str]:
    """The texts that are wanted and there, in order; the original where none is."""
    found = [original if tag == ORIGINAL else _of_tag(variants, tag) for tag in wanted]
    return list(dict.fromkeys(one for one in found if one)) or [original]


def _of_tag(variants: Mapping[str, Any], tag: str) -> Any:
    """The variant of a tag: the same, one that begins with it (``en`` for ``en-US``), one in that script (``Latn``)."""
    if tag in variants:
        return variants[tag]
    parts = [(one.lower().split("-"), one) for one in variants]
    subtag = tag.lower()
    return next((variants[one] for found, one in parts if subtag in found), None)


def _variants(name: Name, wanted: Sequence[str]) -> list[Name]:
    """The forms of a name that are wanted and there, in order; the original where none is."""
    multi = (name.custom or {}).get(_MULTI)
    keys = multi.get("_key") if isinstance(multi, Mapping) else None
    keys = keys if isinstance(keys, Mapping) else {}
    original = attrs.evolve(name, custom=None)
    found: list[Name] = []
    for tag in wanted:
        if tag == ORIGINAL:
            found.append(original)
        elif isinstance(record := _of_tag(keys, tag), Mapping):
            parts: dict[str, Any] = {
                field: text for key, field in _PARTS.items() if isinstance(text := record.get(key), str) and text
            }
            if parts:
                found.append(Name(**parts, orcid=name.orcid))
    return list(dict.fromkeys(found)) or [original]


def _shown_name(name: Name, wanted: Sequence[str]) -> Name:
    first, *others = _variants(name, wanted)
    if not others:
        return first
    return attrs.evolve(first, custom={BESIDE_NAME: " ".join(_together(other) for other in others)})


def _together(name: Name) -> str:
    """A name as it stands behind its transliteration: names in Han, kana and Hangul without a space."""
    if name.literal is not None:
        return name.literal
    family, given = name.full_family, name.given or ""
    return f"{family}{given}" if family[:1] >= "\u2e80" else str(name)
