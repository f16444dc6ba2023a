r"""Reading .bib files: from text to items, diagnostics and blocks.

>>> from citelib.formats.format import Source
>>> records = list(read(Source("@book{a, title = {T}, year = 2019}\n% done\n"), "bibtex"))
>>> records[0].issued, [block.kind for block in records[1:]]
(Date('2019'), ['item', 'other'])
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from citelib.diagnostics import Diagnostic, Severity
from citelib.errors import ReadError
from citelib.formats.bibtex.entries import read_item
from citelib.formats.bibtex.inherit import Entry, resolve
from citelib.formats.bibtex.parts import Part
from citelib.formats.bibtex.split import split
from citelib.formats.bibtex.values import Macros
from citelib.formats.format import Record, Source
from citelib.model import Block, Item

__all__ = ["evaluate", "read"]

_BATCH = 500
"""Parts that are understood at a time."""

Case = Literal["keep", "sentence"]


def read(
    source: Source, dialect: str, *, case: Case = "keep", strings: Mapping[str, str] | None = None
) -> Iterator[Record]:
    """The records of a file.

    Args:
        source: The file.
        dialect: ``"bibtex"`` or ``"biblatex"``.
        case: ``"keep"`` leaves titles as they are written; ``"sentence"`` turns English titles in title case into
            sentence case, as CSL styles expect them, sparing what braces protect.
        strings: Macros that other files define, by name.

    Raises:
        ReadError: `case` is something else.
        LimitError: A value goes beyond ``field_size``, or macros beyond ``expanded_size``.
    """
    if case not in ("keep", "sentence"):
        raise ReadError(f"case is {case!r}, but must be 'keep' or 'sentence'", format=dialect)
    yield from _Reader(source, dialect, case, strings or {}).records()


@contextlib.contextmanager
def _paused_collection() -> Iterator[None]:
    """Spare the garbage collector looking through what is being made and is no garbage."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Reader:
    """The state of reading one file."""

    def __init__(self, source: Source, dialect: str, case: str, strings: Mapping[str, str]) -> None:
        self.source = source
        self.dialect = dialect
        self.case = case
        self.macros = Macros(source.limits, strings)
        self.diagnostics: list[Diagnostic] = []
        self.names: dict[str, int] = {}

    def report(
        self, severity: Severity, code: str, message: str, line: int, item: str | None = None, hint: str | None = None
    ) -> None:
        diagnostic = Diagnostic(
            severity, f"{self.dialect}-{code}", message, hint, source=self.source.name, line=line, column=1, item=item
        )
        self.diagnostics.append(diagnostic)

    def complain(self, entry: Entry, code: str, message: str) -> None:
        self.report("warning", code, message, entry.line, entry.key)

    def flush(self) -> Iterator[Diagnostic]:
        found, self.diagnostics = self.diagnostics, []
        yield from found

    def records(self) -> Iterator[Record]:
        text = self.source.read_text()
        with _paused_collection():
            parts = list(split(text))
            entries = self.evaluated(parts)
            resolved = self.resolved(entries)
        yield from self.flush()
        items: dict[str, Item] = {}
        for start in range(0, len(parts), _BATCH):
            with _paused_collection():
                batch = [
                    record
                    for index, part in enumerate(parts[start : start + _BATCH], start)
                    for record in self.of_part(part, resolved.get(index), items)
                ]
            yield from batch

    def resolved(self, entries: Mapping[int, Entry]) -> dict[int, Entry]:
        """The entries with what they inherit."""
        names: dict[str, int] = {}
        by_name: dict[str, Entry] = {}
        for index, entry in entries.items():
            # A second entry under a key inherits, but nothing is inherited from it.
            name = entry.key if names.setdefault(entry.key, index) == index else f"{entry.key}\0{index}"
            by_name[name] = entry
        return dict(zip(entries, resolve(by_name, self.complain).values(), strict=True))

    def of_part(self, part: Part, entry: Entry | None, items: dict[str, Item]) -> Iterator[Record]:
        """The records that a part gives."""
        item = None
        if entry is not None and entry.type != "xdata":
            item = self.item(entry, items)
            yield from self.flush()
        if item is None:
            yield Block(self.dialect, "failed" if part.kind == "failed" else "other", part.text, line=part.line)
        else:
            items[item.id] = item
            yield item
            yield Block(self.dialect, "item", part.text, item, part.line)

    def evaluated(self, parts: list[Part]) -> dict[int, Entry]:
        """The entries by the index of their part, with macros replaced."""
        for part in parts:
            if part.kind == "string":
                self.macros.announce(part.key, part.fields[0].value)
        entries: dict[int, Entry] = {}
        used_keys = {part.key for part in parts if part.kind == "entry"}
        for index, part in enumerate(parts):
            for problem in part.problems:
                self.report(
                    problem.severity, problem.code, problem.message, problem.line, part.key or None, problem.hint
                )
            if part.kind == "string":
                self.macros.define(part.key, part.fields[0].value, self.unknown_macro(part.line, None))
            elif part.kind == "entry":
                key = part.key or self.made_key(part, used_keys)
                entries[index] = Entry(key, part.type, self.fields(part), part.line)
        return entries

    def unknown_macro(self, line: int, item: str | None) -> Any:
        def report(name: str) -> None:
            hint = "define it with @string, or put its text in braces"
            self.report(
                "warning",
                "undefined-macro",
                f"the macro {name!r} is not defined; its name stands for it",
                line,
                item,
                hint,
            )

        return report

    def made_key(self, part: Part, used: set[str]) -> str:
        """A key for an entry without one."""
        number = 1
        while (key := f"{part.type}-{part.line}" + (f"-{number}" if number > 1 else "")) in used:
            number += 1
        used.add(key)
        return key

    def fields(self, part: Part) -> dict[str, str]:
        fields: dict[str, str] = {}
        numbers: dict[str, int] = {}
        limits = self.source.limits
        for field in part.fields:
            value = field.value
            if value.__class__ is not str:
                value = self.macros.evaluate(value, self.unknown_macro(field.line, part.key))
            assert isinstance(value, str)
            if len(value) > limits.field_size:
                limits.check("field_size", len(value), f"the field {field.name!r} of {part.key!r}")
            name = field.name
            if name in fields:
                self.repeated(part, fields, numbers, name, value, field.line)
            else:
                fields[name] = value
        return fields

    def repeated(
        self, part: Part, fields: dict[str, str], numbers: dict[str, int], name: str, value: str, line: int
    ) -> None:
        """A field that is there twice: the last one counts, as in BibLaTeX; keywords add up."""
        former = fields[name]
        if former == value:
            return
        message = f"the field {name!r} is there twice; "
        if name in ("keywords", "keyword"):
            fields[name] = f"{former}, {value}"
            message += "the keywords are joined"
        else:
            number = numbers.get(name, 1) + 1
            while f"{name}-{number}" in fields:
                number += 1
            numbers[name] = number
            fields[f"{name}-{number}"] = former
            fields[name] = value
            message += f"the last one counts, the other is kept as {name}-{number}"
        self.report("warning", "duplicate-field", message, line, part.key)

    def item(self, entry: Entry, items: Mapping[str, Item]) -> Item | None:
        """The item of an entry, under an id that no other item has; None if an equal one was there."""
        item = read_item(entry, self.dialect, case=self.case, report=self.complain)
        if entry.key not in items:
            return item
        if items[entry.key] == item:
            self.report(
                "info",
                "repeated-entry",
                f"the entry {entry.key!r} is there twice, word for word",
                entry.line,
                entry.key,
            )
            return None
        number = self.names.get(entry.key, 2)
        while f"{entry.key}-{number}" in items:
            number += 1
        self.names[entry.key] = number + 1
        id = f"{entry.key}-{number}"
        message = f"two different entries have the key {entry.key!r}; the second is now {id!r}"
        self.report("warning", "duplicate-key", message, entry.line, id)
        return item.evolve(id=id)


def evaluate(
    text: str, dialect: str = "bibtex", strings: Mapping[str, str] | None = None, *, named: bool = True
) -> list[Entry]:
    """The entries of a file with macros replaced, before anything is inherited or understood.

    Args:
        text: The file.
        dialect: ``"bibtex"`` or ``"biblatex"``.
        strings: Macros that other files define, by name.
        named: Whether an undefined macro is replaced by its name; otherwise by nothing, as BibTeX does.

    >>> evaluate("@string{j = {J}}@article{a, journal = j # { of } # jan}")[0].fields
    {'journal': 'J of January'}
    """
    reader = _Reader(Source(text), dialect, "keep", strings or {})
    reader.macros = Macros(reader.source.limits, strings, named=named)
    return list(reader.evaluated(list(split(text))).values())
