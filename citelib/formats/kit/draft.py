"""The reading half of a draft: an item on its way in. Readers put in what they find, and nothing of it is lost.

`citelib.formats.kit.written` has the half for writing. What a writer could not say exactly in the place of a variable
stands in the notes as well; those lines are put in as exact, and count as long as the place still says the same.

>>> draft = Draft("ris")
>>> draft.put("title", "Structures"), draft.put("title", "Another")
(True, False)
>>> draft.keep("XX", "left over")
>>> draft.item("a")
Item('a', 'document', title='Structures', custom={'ris:title': ['Another'], 'ris:XX': ['left over']})
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from citelib.diagnostics import Diagnostic
from citelib.formats.kit.ids import made_id
from citelib.formats.kit.names import completed, whole_person, without_others, write_name
from citelib.model import ET_AL, Date, Item, Name, Relation, is_cut_short, people
from citelib.model.custom import remembered
from citelib.model.keywords import join_keywords
from citelib.model.vocabulary import VARIABLES

__all__ = ["Draft"]


class Draft:
    """Variables, relations and left-overs of one record.

    Args:
        format: Name of the format: prefix of left-overs in ``custom`` and of diagnostics.
        line: Line on which the record begins.
    """

    def __init__(self, format: str, line: int | None = None) -> None:
        self.format = format
        self.line = line
        self.type = "document"
        self.variables: dict[str, Any] = {}
        self.custom: dict[str, Any] = {}
        self.relations: list[Relation] = []
        self.diagnostics: list[Diagnostic] = []
        self._appended: dict[str, set[str]] = {}
        self._exact: dict[str, Any] = {}
        self._places: dict[str, Any] = {}
        self._keywords: list[str] = []

    def put(self, variable: str, value: str | Date | None, *, key: str | None = None) -> bool:
        """Give a text, number or date variable its value.

        Args:
            variable: CSL name.
            value: Text, to be stripped; empty is nothing. Text for a date is parsed.
            key: Where to keep a second value that differs, within ``custom``; the variable's name if not given.

        Returns:
            Whether the variable has this value now.
        """
        if isinstance(value, str):
            text = value.strip()
            if not text:
                return True
            if variable == "page":
                text = _DASHES.sub("-", _PAGE_LABEL.sub("", text))
            value = Date.parse(text) if VARIABLES[variable] == "date" else text
        if not value:
            return True
        if variable in self._exact:
            self._places.setdefault(variable, value)
            return True
        if self.variables.setdefault(variable, value) == value:
            return True
        self.keep(key or variable, str(value))
        return False

    def match(self, variable: str, value: str | Date) -> bool:
        """Give a text or date variable its value if it has none, and tell whether that is what it has now.

        Unlike `put`, this keeps nothing: it is for readers that keep the part of the record that says the value.
        """
        if not value:
            return True
        if variable in self._exact:
            self.put(variable, value)
            return _agree(self._places[variable], self._exact[variable])
        if variable in self.variables:
            return bool(self.variables[variable] == value)
        return self.put(variable, value)

    def add(self, variable: str, names: Iterable[Name]) -> None:
        """Append to a name variable; «et al.», in whatever place of the list, becomes the `ET_AL` at its end."""
        if found := [one for name in names for one in without_others(name)]:
            held = self._places if variable in self._exact else self.variables
            listed: list[Name] = held.setdefault(variable, [])
            if is_cut_short(listed) or any(one is ET_AL for one in found):
                held[variable] = [*(one for one in (*listed, *found) if one != ET_AL), ET_AL]
            else:
                listed += found

    def put_exact(self, variable: str, value: str | Date | Name) -> None:
        """Give a variable the value that the notes have of it; names are added one by one.

        If its place says something else than an inexact form of that, the place counts, as it has been changed since,
        and the notes stay notes.
        """
        if variable in self.variables and variable not in self._exact:
            self._places[variable] = self.variables.pop(variable)
        if isinstance(value, Name):
            self._exact.setdefault(variable, []).append(value)
        else:
            self._exact.setdefault(variable, value)
        self.variables[variable] = self._exact[variable]

    def is_exact(self, variable: str) -> bool:
        """Whether notes have the value of a variable."""
        return variable in self._exact

    def settle(self) -> None:
        """Decide between what notes and places say of a variable, and join the keywords."""
        if self._keywords:
            self.variables["keyword"] = join_keywords(self._keywords)
        for variable, place in self._places.items():
            exact = self._exact[variable]
            if isinstance(exact, list):
                self.variables[variable], lines = _together(place, exact)
            else:
                agrees = _agree(place, exact)
                self.variables[variable] = exact if agrees else place
                lines = [] if agrees else [str(exact)]
            for line in lines:
                self.append("note", f"{variable}: {line}", "\n")
        self._places.clear()

    def append(self, variable: str, text: str, separator: str) -> None:
        """Append to a text variable, unless that very text is there already."""
        if text := text.strip():
            has = self.variables.get(variable)
            seen = self._appended.setdefault(variable, set())
            if has is None:
                self.variables[variable] = text
            else:
                seen.update([] if seen else has.split(separator))
                is_within = separator in text and f"{separator}{text}{separator}" in f"{separator}{has}{separator}"
                if text not in seen and not is_within:
                    self.variables[variable] = f"{has}{separator}{text}"
            seen.update(text.split(separator))

    def add_keyword(self, word: str) -> None:
        """Append a keyword, which may have commas of its own, unless it is there already."""
        seen = self._appended.setdefault("keyword", set())
        if (word := " ".join(word.replace(";", ",").split())) and word not in seen:
            seen.add(word)
            self._keywords.append(word)
            self.variables["keyword"] = ""  # joined when the item is made

    def keep(self, key: str, value: str) -> None:
        """Keep a left-over under ``FORMAT:key`` in ``custom``, where the writer finds it again."""
        if value := value.strip():
            self.custom.setdefault(remembered(self.format, key), []).append(value)

    def __contains__(self, variable: str) -> bool:
        return variable in self.variables

    def report(
        self, severity: Any, code: str, message: str, *, line: int | None = None, hint: str | None = None
    ) -> None:
        """Add a diagnostic; the code is given without the format's prefix."""
        self.diagnostics.append(
            Diagnostic(severity, f"{self.format}-{code}", message, hint=hint, line=line or self.line)
        )

    def report_whole_person(self, variable: str, names: Sequence[Name]) -> None:
        """Tell of the one name of a list that is read as an institution's and may be a person's."""
        if (name := whole_person(names)) is not None:
            message = f"the {variable} {name!r} has no comma, and is read as the name of an institution"
            self.report("info", "name-without-comma", message)

    def item(self, id: str | None = None) -> Item:
        """The item, under an id made from its variables if it has none."""
        self.settle()
        return Item(
            id or made_id(self.variables), self.type, self.variables, relations=self.relations, custom=self.custom
        )

    def records(self, id: str | None = None) -> Iterator[Item | Diagnostic]:
        """The diagnostics, then the item, as a reader yields them; an id that had to be made is one of them."""
        item = self.item(id)
        if not id:
            self.report("info", "no-id", f"the record has no id and is now {item.id!r}")
        yield from self.diagnostics
        yield item


_PAGE_LABEL: Final = re.compile(r"^(?:pp?|pages?)\.?\s+(?=[A-Za-z]?[0-9])", re.IGNORECASE)
_DASHES: Final = re.compile(r"(?<=[^\s-])--(?=[^\s-])")
"""How programs that come from TeX write the range of pages in other formats too."""
"""What stands in front of pages where people wrote them as they are printed."""


def _together(place: Sequence[Name], exact: Sequence[Name]) -> tuple[list[Name], list[str]]:
    """The names of a place as notes have them exactly, and the lines of notes that are about other people.

    Either of the two may say that the list is cut short.
    """
    listed, named = people(place), people(exact)
    found = completed(listed, named) if named else listed
    lines = [write_name(name) for name in named] if found is None else []
    others = [ET_AL] if is_cut_short(place) or is_cut_short(exact) else []
    return [*(listed if found is None else found), *others], lines


def _agree(place: Any, exact: Any) -> bool:
    """Whether what stands in a place is an inexact form of a value."""
    if isinstance(place, Date) and isinstance(exact, Date):
        return place.year in (None, exact.year)
    one, other = ("".join(filter(str.isalnum, str(value).casefold())) for value in (place, exact))
    return one in other or other in one
