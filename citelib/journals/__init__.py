"""Names of journals, long and short: by a person's own list, by the works at hand, and by the rules of ISO 4.

Lists come first. Where none has a name, the words of a long name are abbreviated as in the List of Title Word
Abbreviations (LTWA) of the ISSN International Centre, through pyiso4, an extra. A short name is expanded by lists and
by the names of other works only: no rule can undo an abbreviation.

>>> journals = Journals([{"Journal of Mosses": "J. Moss."}], rules=False)
>>> journals.short("The journal of mosses"), journals.long("J Moss"), journals.short("Nature Ferns")
('J. Moss.', 'Journal of Mosses', None)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from citelib.comparing import fold_words
from citelib.formats.tex.bibtex.values.plain import is_abbreviated
from citelib.journals.lists import read_list
from citelib.journals.rules import abbreviated
from citelib.model import Item

__all__ = ["LONG_FIELD", "Journals", "read_list"]

LONG_FIELD: Final = "fjournal"
"""The field in which .bib files keep the full name of a journal beside the abbreviated one (JabRef, MathSciNet)."""

_ARTICLES: Final = ("the ", "der ", "die ", "das ", "le ", "la ", "l ", "el ", "il ")


def _key(name: str) -> str:
    words = fold_words(name.replace("&", " and "))
    return next((words.removeprefix(one) for one in _ARTICLES if words.startswith(one)), words)


class Journals:
    """Finds the short name of a journal, and the long one.

    An object is a rule for `citelib.csl.options.Options.abbreviations`: it gives styles the ``container-title-short``
    that they ask for.

    Args:
        lists: Short names by long name; the first list that has a name decides.
        rules: Whether names that no list has are abbreviated by the rules of ISO 4.
    """

    def __init__(self, lists: Iterable[Mapping[str, str]] = (), *, rules: bool = True) -> None:
        self.rules = rules
        self._short: dict[str, str] = {}
        self._long: dict[str, str] = {}
        for one in lists:
            for long, short in one.items():
                self._learn(long, short)

    @classmethod
    def load(cls, files: Iterable[str | Path], *, rules: bool = True) -> Journals:
        """Those of files; see `read_list` for their form."""
        return cls([read_list(Path(file)) for file in files], rules=rules)

    def _learn(self, long: str, short: str) -> None:
        self._short.setdefault(_key(long), short)
        self._long.setdefault(_key(short), long)

    def learn(self, items: Iterable[Item]) -> None:
        """Take in the names of works: pairs where they have both, and the short names that follow from long ones."""
        for item in items:
            long, kept = item.container_title, _kept(item)
            if not long or not item.type.startswith("article"):
                continue
            if kept and is_abbreviated(long):
                self._learn(kept, long)
            elif not is_abbreviated(long):
                if item.container_title_short:
                    self._learn(long, item.container_title_short)
                elif short := self.short(long):
                    self._long.setdefault(_key(short), long)

    def short(self, name: str) -> str | None:
        """The short name of a journal; None if there is none, or it is the name itself.

        Raises:
            CitelibError: The rules are wanted, and pyiso4 is not installed.
        """
        found = self._short.get(_key(name))
        if found is None and self.rules and not is_abbreviated(name) and self._long.get(_key(name), name) == name:
            found = abbreviated(name)
        return found if found and found != name else None

    def long(self, name: str) -> str | None:
        """The long name of a journal; None if it is not known, or is the name itself."""
        found = self._long.get(_key(name))
        return found if found and found != name else None

    def __call__(self, variable: str, text: str) -> str | None:
        """The short form of a variable's text, as styles ask for it."""
        return self.short(text) if variable == "container-title" else None

    def shortened(self, item: Item, dialect: str) -> Item:
        """An article of a .bib file with the short name of its journal; the long one is kept in ``fjournal``."""
        long = item.container_title
        if not long or not item.type.startswith("article") or is_abbreviated(long):
            return item
        short = item.container_title_short or self.short(long)
        if not short or short == long:
            return item
        custom = {**item.custom, f"{dialect}:{LONG_FIELD}": long}
        # An abbreviated name is read as the short one, too.
        also = short if is_abbreviated(short) else None
        return item.evolve(container_title=short, container_title_short=also, custom=custom)

    def lengthened(self, item: Item, dialect: str) -> Item:
        """An article of a .bib file with the long name of its journal."""
        name = item.container_title
        if not name or not item.type.startswith("article"):
            return item
        long = _kept(item) or self.long(name)
        if not long or long == name:
            return item
        custom = {one: value for one, value in item.custom.items() if one != f"{dialect}:{LONG_FIELD}"}
        short = None if item.container_title_short == name else item.container_title_short
        return item.evolve(container_title=long, container_title_short=short, custom=custom)

    def is_unknown(self, item: Item) -> bool:
        """Whether an article has the short name of a journal whose long name is not known."""
        name = item.container_title
        return (
            bool(name)
            and item.type.startswith("article")
            and is_abbreviated(str(name))
            and self.long(str(name)) is None
        )


def _kept(item: Item) -> str:
    """The long name that a .bib file keeps beside the short one; empty if it keeps none."""
    values: list[Any] = [item.custom.get(f"{dialect}:{LONG_FIELD}") for dialect in ("bibtex", "biblatex")]
    return next((value for value in values if isinstance(value, str)), "")
