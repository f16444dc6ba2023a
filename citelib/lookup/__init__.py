"""Records by identifier, from Crossref, DataCite, PubMed and OpenLibrary; the one room that uses the network.

Only the identifier leaves the machine, and only for the hosts of `citelib.lookup.services.SERVICES`.

>>> filled, conflicts = fill(Item("a", "book", title="One"), Item("b", "book", title="Two", volume="3"))
>>> filled.title, filled.volume, conflicts
('One', '3', ['title'])
"""

from __future__ import annotations

from citelib.errors import LookupFailedError
from citelib.lookup.http import Fetcher
from citelib.lookup.services import SERVICES, Service, look_up
from citelib.model import Item

__all__ = ["SERVICES", "Fetcher", "LookupFailedError", "Service", "fill", "look_up"]


def fill(item: Item, found: Item) -> tuple[Item, list[str]]:
    """An item with what it lacks taken from a record of the same work, and the variables in which the two differ."""
    variables = {**found.variables, **item.variables}
    conflicts = [
        name for name, value in item.variables.items() if name in found.variables and found.variables[name] != value
    ]
    relations = (*item.relations, *(link for link in found.relations if link not in item.relations))
    return (
        Item(item.id, item.type, variables, relations=relations, custom={**found.custom, **item.custom}),
        conflicts,
    )
