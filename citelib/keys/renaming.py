r"""New keys for the works of files.

>>> from citelib.model import Bibliography, Date, Item, Name
>>> works = Bibliography([Item("x", "book", author=[Name("M\u00f6we", "Anna")], issued=Date.on(2019))])
>>> new_keys(works, Pattern.parse("{author.lower}{year}")), new_keys(works, Pattern.parse("{author}"), spell_out=True)
({'x': 'mowe2019'}, {'x': 'Moewe'})
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import Final

import attrs

from citelib.keys.pattern import Pattern, with_suffixes
from citelib.model import Bibliography, Item, Name
from citelib.model.handles import handles

__all__ = ["new_keys"]

_SPELT_OUT: Final = str.maketrans(
    dict(
        zip(
            "äöüÄÖÜßåÅæÆøØ", ("ae", "oe", "ue", "Ae", "Oe", "Ue", "ss", "aa", "Aa", "ae", "Ae", "oe", "Oe"), strict=True
        )
    )
)


def new_keys(
    works: Bibliography, pattern: Pattern, *, spell_out: bool = False, keep_former: bool = True
) -> dict[str, str]:
    """The key that a pattern makes for each work, by its present one; no two are the same.

    Works of which it makes one key keep those that they have of it (``lee2020``, ``lee2020a``), in whatever order they
    stand, so that no manuscript cites another work than before.

    Args:
        works: The works.
        pattern: The pattern; a work of which it makes nothing keeps its key.
        spell_out: Whether umlauts become two letters (``\u00f6`` as ``oe``), and not one.
        keep_former: Whether present and former keys still name their works, so that no other work gets one of them.
    """
    made = {item.id: pattern.key(_spelt_out(item) if spell_out else item, item.id) for item in works.values()}
    counts = Counter(made.values())
    fit = {key: frozenset(islice(with_suffixes(key), count)) for key, count in counts.items()}
    keys = {id: id for id, key in made.items() if id in fit[key]}
    taken = set(keys)
    owners: dict[str, str] = {}
    if keep_former:
        for item in works.values():
            owners.update((value, item.id) for scheme, value in handles(item) if scheme == "id")
    candidates = {key: with_suffixes(key) for key in counts}
    for id, key in made.items():
        if id not in keys:
            keys[id] = next(one for one in candidates[key] if one not in taken and owners.get(one, id) == id)
            taken.add(keys[id])
    return {id: keys[id] for id in made}


def _spelt_out(item: Item) -> Item:
    texts = {name: value.translate(_SPELT_OUT) for name, value in item.variables.items() if isinstance(value, str)}
    names = {
        name: [_spelt_out_name(one) for one in value]
        for name, value in item.variables.items()
        if isinstance(value, tuple)
    }
    return Item(item.id, item.type, {**item.variables, **texts, **names})


def _spelt_out_name(name: Name) -> Name:
    texts = {
        field: value.translate(_SPELT_OUT)
        for field in ("family", "given", "literal")
        if (value := getattr(name, field)) is not None
    }
    return attrs.evolve(name, **texts)
