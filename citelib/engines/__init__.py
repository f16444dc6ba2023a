"""Engines that format citations and bibliographies, by name.

>>> sorted(ENGINES)
['citelib', 'citeproc-py']
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

from citelib.engines.engine import Engine, Rendered
from citelib.errors import UnknownNameError
from citelib.model.vocabulary import near_matches

__all__ = ["ENGINES", "Engine", "Rendered", "find_engine"]

ENGINES: Final = {
    "citelib": "citelib.engines.native",
    "citeproc-py": "citelib.engines.citeproc_py",
}
"""Module of each engine; it is imported when the engine is first asked for."""


def find_engine(name: str) -> Engine:
    """The engine of that name.

    Raises:
        UnknownNameError: There is none.
    """
    if name not in ENGINES:
        raise UnknownNameError("engine", name, near_matches(name, ENGINES))
    engine: Engine = import_module(ENGINES[name]).ENGINE
    return engine
