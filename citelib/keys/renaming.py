r"""New keys for the works of files.

>>> from citelib.model import Bibliography, Date, Item, Name
>>> works = Bibliography([Item("x", "book", author=[Name("M\u00f6we", "Anna")], issued=Date.on(2019))])
>>> new_keys(works, Pattern.parse("{author.lower}{year}")), new_keys(works, Pattern.parse("{author}"), spell_out=True)
({'x': 'mowe2019'}, {'x': 'Moewe'})
"""

from __future__ import annotations

from typing import Final

import attrs

from citelib.keys.pattern import Pattern, unique
from citelib.model import Bibliography, Item, Name

__all__ = ["new_keys"]

_SPELT_OUT: Final = str.maketrans(
    dict(
        zip(
            "äöüÄÖÜßåÅæÆøØ", ("ae", "oe", "ue", "Ae", "Oe", "Ue", "ss", "aa", "Aa", "ae", "Ae", "oe", "Oe"), strict=True
        )
    )
)


def new_keys(works: Bibliography, pattern: Pattern, *, spell_out: bool = False) -> dict[str, str]:
    """The key that a pattern makes for each work, by its present one; no two are the same.

    Args:
        works: The works.
        pattern: The pattern; a work of which it makes nothing keeps its key.
        spell_out: Whether umlauts become two letters (``\u00f6`` as ``oe``), and not one.
    """
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for item in works.values():
        made = pattern.key(_spelt_out(item) if spell_out else item) or item.id
        # A work whose key is as the pattern wants it, but for the letter that tells it from others, keeps it.
        keys[item.id] = item.id if item.id == made and made not in taken else unique(made, taken)
        taken.add(keys[item.id])
    return keys


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
