"""Engines that format citations and bibliographies, by name.

>>> sorted(ENGINES)
['citelib', 'citeproc-py']
"""

from __future__ import annotations

from typing import Final

from citelib.engines.engine import Engine, Rendered
from citelib.registry import Registry

__all__ = ["ENGINES", "Engine", "Rendered", "find_engine"]

ENGINES: Final[Registry[Engine]] = Registry(
    "engine", "citelib.engines", {"citelib": "native:ENGINE", "citeproc-py": "citeproc_py:ENGINE"}
)
"""The engines; a module is imported when its engine is first asked for."""


def find_engine(name: str) -> Engine:
    """The engine of that name.

    Raises:
        UnknownNameError: There is none.
    """
    return ENGINES.find(name)
