r"""Reading .bib files: from text to items, diagnostics and blocks.

Entries are read one after the other, and of those behind and ahead only what others need is remembered: macros,
entries that others inherit from, and keys. A file is gone through twice, or three times where entries inherit, and no
more of it is held than a stretch.

>>> from citelib.formats.format import Source
>>> records = list(read(Source("@book{a, title = {T}, year = 2019}\n% done\n"), "bibtex"))
>>> records[0].issued, [block.kind for block in records[1:]]
(Date('2019'), ['item', 'other'])
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import itertools
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

import attrs

from citelib.diagnostics import Diagnostic, Severity
from citelib.errors import ReadError
from citelib.formats.format import Record, Source
from citelib.formats.kit.extra import with_note_fields
from citelib.formats.tex.bibtex.entry.read import read_item
from citelib.formats.tex.bibtex.inherit import Entry, Inheritance
from citelib.formats.tex.bibtex.syntax.ahead import Ahead, heads, look_ahead
from citelib.formats.tex.bibtex.syntax.commands import Command, defined, expanded
from citelib.formats.tex.bibtex.syntax.macros import Macros
from citelib.formats.tex.bibtex.syntax.parts import Part
from citelib.formats.tex.bibtex.syntax.split import split, stretches
from citelib.formats.tex.bibtex.values.titles import Casing
from citelib.model import Block, Item, unstructure

__all__ = ["evaluate", "read"]

_BATCH: Final = 500
"""Records that are made at a time."""

_VERBATIM: Final = frozenset(("doi", "eprint", "file", "pdf", "url"))
"""Fields in which a backslash begins no command."""

Case = Literal["keep", "sentence"]


def read(
    source: Source,
    dialect: str,
    *,
    case: Case = "sentence",
    strings: Mapping[str, str] | None = None,
    note_fields: bool = True,
) -> Iterator[Record]:
    """The records of a file.

    Args:
        source: The file.
        dialect: ``"bibtex"`` or ``"biblatex"``.
        case: ``"sentence"`` turns English titles in title case into sentence case, as CSL styles expect them, sparing
            names and what braces protect; ``"keep"`` leaves titles as they are written.
        strings: Macros that other files define, by name.
        note_fields: Whether lines ``variable: value`` of notes are read as variables.

    Raises:
        ReadError: `case` is something else.
        LimitError: A value goes beyond ``field_size``, or macros beyond ``expanded_size``.
    """
    if case not in ("keep", "sentence"):
        raise ReadError(f"case is {case!r}, but must be 'keep' or 'sentence'", format=dialect)
    yield from _Reader(source, dialect, case, strings or {}, note_fields=note_fields).records()


@contextlib.contextmanager
def _paused_collection() -> Iterator[None]:
    """Spare the garbage collector looking through what is being made and is not garbage."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Reader:
    """The state of reading one file."""

    def __init__(
        self,
        source: Source,
        dialect: str,
        case: str,
        strings: Mapping[str, str],
        *,
        is_named: bool = True,
        note_fields: bool = True,
    ) -> None:
        self.source = source
        self.dialect = dialect
        self.casing = Casing(keep=case == "keep")
        self.macros_given = strings
        self.macros_are_named = is_named
        self.note_fields = note_fields
        self.ahead = Ahead()
        self.diagnostics: list[Diagnostic] = []
        self.given: set[str] = set()
        self.first: dict[str, bytes] = {}
        self.numbers: dict[str, int] = {}
        self.stray_line: int | None = None
        self.has_commands = False
        self.commands: dict[str, Command] = {}

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
        with _paused_collection():
            self.look_ahead()
            named = self.named()
        inheritance = Inheritance(named, self.complain)
        to_come = set(named)
        records = (
            record
            for part, entry in self.evaluated(self.parts())
            for record in self.of_part(part, entry and self.inherited(entry, inheritance, to_come))
        )
        while True:
            with _paused_collection():
                batch = list(itertools.islice(records, _BATCH))
            if not batch:
                break
            yield from batch
        if self.stray_line is not None and not self.has_commands:
            hint = "entries begin with @, as in @article{key, …}; if it is of another format, name that"
            self.report("warning", "no-entries", "there are no entries in it", self.stray_line, hint=hint)
        yield from self.flush()

    def look_ahead(self) -> None:
        self.ahead = look_ahead(self.stretches(), with_titles=not self.casing.keep)
        self.casing = attrs.evolve(self.casing, braces=self.ahead.braces_protect, names=self.ahead.names)

    def stretches(self) -> Iterator[tuple[str, int]]:
        return stretches(self.source.chunks(), self.source.limits)

    def parts(self) -> Iterator[Part]:
        for stretch, line in self.stretches():
            yield from split(stretch, line)

    def named(self) -> dict[str, Entry]:
        """The entries that others inherit from; of several under one key, the first."""
        entries: dict[str, Entry] = {}
        if self.ahead.inherits:
            for _, entry in self.evaluated(self.parts_to_inherit()):
                if entry is not None and self.ahead.is_named(entry.key):
                    entries.setdefault(entry.key, entry)
            self.diagnostics.clear()  # they come again when the entries have their turn
            self.given.clear()
        return entries

    def parts_to_inherit(self) -> Iterator[Part]:
        """The parts of the file without stretches in which nothing is named or defined."""
        defining = {part.line for part in self.ahead.strings}
        for stretch, line in self.stretches():
            lines = range(line, line + stretch.count("\n") + 1)
            if any(map(self.ahead.is_named, heads(stretch))) or not defining.isdisjoint(lines):
                yield from split(stretch, line)

    def inherited(self, entry: Entry, inheritance: Inheritance, to_come: set[str]) -> Entry:
        """The entry with what it inherits. A second entry under a key inherits, but nothing is inherited from it."""
        if not self.ahead.inherits:
            return entry
        if entry.key in to_come:
            to_come.discard(entry.key)
            return inheritance.resolved(entry.key)
        return inheritance.of(entry)

    def of_part(self, part: Part, entry: Entry | None) -> Iterator[Record]:
        """The records that a part gives."""
        self.has_commands = self.has_commands or part.kind != "comment" or "@" in part.text
        if not self.has_commands and self.stray_line is None:
            lines = enumerate(part.text.split("\n"), part.line)
            self.stray_line = next((number for number, line in lines if line.strip() and line.strip()[0] != "%"), None)
        item = self.item(entry) if entry is not None and entry.type != "xdata" else None
        yield from self.flush()
        if item is None:
            yield Block(self.dialect, "failed" if part.kind == "failed" else "other", part.text, line=part.line)
        else:
            yield item
            yield Block(self.dialect, "item", part.text, item, part.line)

    def evaluated(self, parts: Iterator[Part]) -> Iterator[tuple[Part, Entry | None]]:
        """Every part, with its entry, if it is one, whose macros are replaced."""
        macros = Macros(self.source.limits, self.macros_given, named=self.macros_are_named)
        for part in self.ahead.strings:
            macros.announce(part.key, part.fields[0].value)
        for part in parts:
            for problem in part.problems:
                self.report(
                    problem.severity, problem.code, problem.message, problem.line, part.key or None, problem.hint
                )
            entry = None
            if part.kind == "preamble":
                self.commands |= defined(part.text)
            elif part.kind == "string":
                macros.define(part.key, part.fields[0].value, self.unknown_macro(part.line, None))
            elif part.kind == "entry":
                entry = Entry(part.key or self.made_key(part), part.type, self.fields(part, macros), part.line)
            yield part, entry

    def unknown_macro(self, line: int, item: str | None) -> Any:
        def report(name: str) -> None:
            hint = "define it with @string, or put its text in braces"
            self.report(
                "warning",
                "undefined-macro",
                f"the macro {name!r} is not defined; its name is used as the text",
                line,
                item,
                hint,
            )

        return report

    def made_key(self, part: Part) -> str:
        """A key for an entry without one."""
        number = 1
        while self.is_taken(key := f"{part.type}-{part.line}" + (f"-{number}" if number > 1 else "")):
            number += 1
        self.given.add(key)
        return key

    def is_taken(self, key: str) -> bool:
        return key in self.ahead.keys or key in self.given

    def fields(self, part: Part, macros: Macros) -> dict[str, str]:
        fields: dict[str, str] = {}
        numbers: dict[str, int] = {}
        limits = self.source.limits
        for field in part.fields:
            value = field.value
            if value.__class__ is not str:
                value = macros.evaluate(value, self.unknown_macro(field.line, part.key))
            assert isinstance(value, str)
            if len(value) > limits.field_size:
                limits.check("field_size", len(value), f"the field {field.name!r} of {part.key!r}")
            name = field.name
            if self.commands and "\\" in value and name not in _VERBATIM:
                value = expanded(value, self.commands)
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
        message = f"the field {name!r} appears twice; "
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

    def item(self, entry: Entry) -> Item | None:
        """The item of an entry, under an id that no other item has; None if an equal one was there."""
        item = read_item(entry, self.dialect, casing=self.casing, groups=self.ahead.groups, report=self.complain)
        if self.note_fields and "note" in entry.fields:
            item = with_note_fields(item, self.dialect)
        key = entry.key
        if not self.ahead.keys.repeats(key):
            return item
        digest = _digest(item)
        if (first := self.first.setdefault(key, digest)) is digest:
            return item
        if first == digest:
            message = f"the entry {key!r} appears twice, word for word"
            self.report("info", "repeated-entry", message, entry.line, key)
            return None
        number = self.numbers.get(key, 2)
        while self.is_taken(id := f"{key}-{number}"):
            number += 1
        self.numbers[key] = number + 1
        self.given.add(id)
        message = f"two different entries have the key {key!r}; the second is now {id!r}"
        self.report("warning", "duplicate-key", message, entry.line, id)
        return item.evolve(id=id)


def _digest(item: Item) -> bytes:
    """What tells items apart, for those whose key is there again."""
    return hashlib.blake2b(
        json.dumps(unstructure(item), sort_keys=True).encode("utf-8", "surrogatepass"), digest_size=20
    ).digest()


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
    reader = _Reader(Source(text), dialect, "keep", strings or {}, is_named=named)
    reader.look_ahead()
    return [entry for _, entry in reader.evaluated(reader.parts()) if entry is not None]
