"""BibTeX's four standard styles, known from pybtex, as styles of CSL, and the labels that two of them print.

>>> from citelib.model import Date, Item, Name
>>> alphabetic_label(Item("x", "book", author=[Name("Doe"), Name("Roe")], issued=Date.on(1999)))
'DR99'
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from citelib.comparing import without_accents
from citelib.model import Date, Item, Name
from citelib.model.names import stands_for_others

__all__ = ["STANDARD_STYLES", "alphabetic_label", "reference_style_of_class", "standard_style", "style_of_class"]

STANDARD_STYLES: Final = ("plain", "unsrt", "alpha", "unsrtalpha")
"""Numbers in the order of the alphabet and in that of citation, labels in both orders."""
_SOURCE: Final = Path(__file__).with_name("bibtex.csl")
_SORT: Final = re.compile(r"\s*<sort>.*?</sort>", re.DOTALL)


@cache
def standard_style(name: str) -> str:
    """The XML text of a standard style.

    Args:
        name: One of `STANDARD_STYLES`.
    """
    text = _SOURCE.read_text("utf-8")
    if name.startswith("unsrt"):
        citation, bibliography = text.split("<bibliography", 1)
        text = f"{citation}<bibliography{_SORT.sub('', bibliography)}"
    if not name.endswith("alpha"):
        text = text.replace("citation-label", "citation-number").replace(' disambiguate-add-year-suffix="true"', "")
    return text


def style_of_class(name: str) -> str:
    """The standard style that comes next to a class of pybtex's which the project has registered; "" if there is none.

    The class itself cannot be used: it works on pybtex's own records. Whether it prints numbers or labels, and in which
    order, is said by its attributes.
    """
    found = _plugin("pybtex", "style.formatting", name)
    if found is None:
        return ""
    labels = getattr(found, "default_label_style", None) or "number"
    labels = _plugin("pybtex", "style.labels", labels) if isinstance(labels, str) else labels
    order = "unsrt" if getattr(found, "default_sorting_style", None) in (None, "none") else ""
    if "pybtex.style.labels.number" not in _modules(labels):
        return f"{order}alpha"
    return order or "plain"


def reference_style_of_class(name: str) -> str:
    """The way to cite that a class of sphinxcontrib-bibtex's comes from which the project has registered, or ""."""
    found = _plugin("sphinxcontrib.bibtex", "style.referencing", name)
    ways = {module.rpartition(".")[2].removeprefix("basic_").strip("_") for module in _modules(found)}
    return next((way for way in ("author_year", "super", "foot", "label") if way in ways), "")


def _plugin(package: str, group: str, name: str) -> Any:
    """A class that the project has registered with a package that it has imported itself; None if there is none."""
    plugins: Any = sys.modules.get(f"{package}.plugin")
    if plugins is None:
        return None
    # pybtex and sphinxcontrib-bibtex each have errors of their own for a name that nobody has registered.
    unknown = getattr(sys.modules.get("pybtex.exceptions"), "PybtexError", ImportError)
    try:
        return plugins.find_plugin(f"{package}.{group}", name)
    except (ImportError, LookupError, unknown):
        return None


def _modules(found: Any) -> set[str]:
    """The modules of a class and of those that it comes from."""
    return {base.__module__ for base in getattr(found, "__mro__", ())}


def alphabetic_label(item: Item) -> str:
    """The label that BibTeX's ``alpha`` gives a work: letters of its names, or of its key, and two digits of its year.

    >>> from citelib.model import Date
    >>> names = [Name(one) for one in ("van Berg", "Noël", "Doe-Roe", "Poe", "Moe")]
    >>> alphabetic_label(Item("x", author=names, issued=Date.on(2009)))
    'vBNDR+09'
    """
    issued: Date | None = item.issued
    year = issued.year if issued is not None else None
    return (_names(item.author or item.editor) or item.id[:3]) + (f"{abs(year) % 100:02d}" if year is not None else "")


def _names(names: Sequence[Name]) -> str:
    """Initials of family names, of three people where there are five or more; three letters of a name that is alone."""
    if len(names) == 1:
        initials = _initials(names[0])
        return initials if len(initials) > 1 else _letters(names[0].literal or names[0].family or "")[:3]
    named = names[:-1] if names and stands_for_others(names[-1]) else names
    shown = named if len(names) < 5 else named[:3]
    return "".join(map(_initials, shown)) + ("+" if len(names) > len(shown) else "")


def _initials(name: Name) -> str:
    if name.literal:
        return _letters(name.literal)[:1]
    family = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle, name.family)))
    return "".join(_letters(part)[:1] for part in re.split(r"[\s\-\u2010\u2011]+", family))


def _letters(text: str) -> str:
    """Letters and digits, without accents."""
    return "".join(filter(str.isalnum, without_accents(text)))
