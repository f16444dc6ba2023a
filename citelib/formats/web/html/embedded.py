"""Works embedded in a page as JSON-LD and microdata."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from citelib.errors import ReadError
from citelib.formats.format import Source
from citelib.formats.json_yaml.json_values import json_values
from citelib.formats.json_yaml.schema_org.read import json_ld_records
from citelib.formats.kit.lines import one_line
from citelib.model import Item

__all__ = ["embedded_works"]


def embedded_works(tree: Any) -> Iterator[Item]:
    """The works of JSON-LD and microdata."""
    values: list[Any] = []
    for node in tree.css("script"):
        if "ld+json" in (node.attributes.get("type") or ""):
            try:
                found = json_values(Source(node.text() or ""), "html")
                values += [one.value for one in found if hasattr(one, "value")]
            except ReadError:
                continue
    values += _microdata(tree)
    for value in values:
        yield from (one for one in json_ld_records(value, "html") if isinstance(one, Item))


def _microdata(tree: Any) -> list[dict[str, Any]]:
    """Elements with ``itemscope`` as objects of JSON-LD."""
    scopes: dict[int, dict[str, Any]] = {}
    outermost = []
    for node in tree.css("[itemscope]"):
        kind = (node.attributes.get("itemtype") or "").rpartition("/")[2]
        scopes[node.mem_id] = {"@type": kind} if kind else {}
        if "itemprop" not in node.attributes:
            outermost.append(scopes[node.mem_id])
    for node in tree.css("[itemprop]") if scopes else ():
        above = node.parent
        while above is not None and above.mem_id not in scopes:
            above = above.parent
        if above is None:
            continue
        attributes = node.attributes
        value: Any = scopes.get(node.mem_id)
        if value is None:
            value = next((attributes[name] for name in _VALUES if attributes.get(name)), None) or node.text()
            value = one_line(value)
        for name in (attributes.get("itemprop") or "").split():
            scopes[above.mem_id].setdefault(name, []).append(value)
    return outermost


_VALUES: Final = ("content", "datetime", "href", "src")
