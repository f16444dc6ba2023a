"""The data model: items, their names and dates, relations between them, and collections of them."""

from citelib.model.bibliography import Bibliography, Block
from citelib.model.dates import Bound, Date, Point
from citelib.model.items import Item
from citelib.model.names import ET_AL, Name, is_cut_short, people
from citelib.model.relations import RELATION_TYPES, Evidence, Relation, RelationType, relation_type
from citelib.model.structure import structure, unstructure

__all__ = [
    "ET_AL",
    "RELATION_TYPES",
    "Bibliography",
    "Block",
    "Bound",
    "Date",
    "Evidence",
    "Item",
    "Name",
    "Point",
    "Relation",
    "RelationType",
    "is_cut_short",
    "people",
    "relation_type",
    "structure",
    "unstructure",
]
