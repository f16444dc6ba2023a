r"""Reading and writing references in any format: `load`, `loads`, `iter_items`, `dump` and `dumps`.

>>> works = loads("TY  - BOOK\nTI  - Structures\nID  - s1\nER  - \n", format="ris")
>>> works["s1"].title
'Structures'
>>> dumps(works, format="ris")
'TY  - BOOK\nTI  - Structures\nID  - s1\nER  - \n'
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final, TextIO

import attrs

from citelib.diagnostics import Diagnostic
from citelib.errors import ReadError, UnknownNameError, WriteError
from citelib.files import kind_of, replace_file
from citelib.formats import registry
from citelib.formats.format import Format, Record, Source, Writing, sources
from citelib.formats.ids import renamed
from citelib.formats.losses import Losses, fitted
from citelib.formats.quality import Reading
from citelib.limits import DEFAULT_LIMITS, Limits
from citelib.model import Bibliography, Block, Item

__all__ = ["dump", "dumps", "iter_items", "load", "loads", "written"]

File = str | os.PathLike[str] | TextIO | BinaryIO

Object = Mapping[str, Any]
"""A CSL-JSON object, as `json.loads` gives it."""

Report = Callable[[Diagnostic], None]
_OF_SOME: Final = frozenset(("case", "note_fields"))
"""Options that can be given for every format, and do nothing in those that do not have them."""
_MUCH: Final = 500
"""Characters that no file has which is meant to hold no references."""
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def load(
    file: File | Object | Sequence[File | Object],
    format: str | Format | None = None,
    *,
    strict: bool = False,
    limits: Limits = DEFAULT_LIMITS,
    **options: Any,
) -> Bibliography:
    """Read a file, or several into one bibliography; a compressed file stands for the files that are in it.

    What is wrong with single records is in `Bibliography.diagnostics` of the result. Two different items under one id
    are both kept, the second under an id with a number behind it.

    Args:
        file: A path, an open file in text or binary mode, or a CSL-JSON object (a dict); or a sequence of them.
        format: Name of the format; if not given, the name of each file decides, then its content.
        strict: Whether to raise what would be diagnostics of severity error or warning.
        limits: Bounds on the work that the input may cause.
        options: Options of the format's reader, and for every format ``encoding``, that of bytes that are not Unicode,
            which is guessed, with a message, if it is not given, ``case``, which says whether titles in title case are
            read in sentence case (``"sentence"``, as .bib files are) or keep their capitals (``"keep"``), and
            ``note_fields``, whether lines ``variable: value`` of notes are read as variables.

    Raises:
        ReadError: The file cannot be read at all, or its format is not recognised.
        LimitError: The input goes beyond a limit.
        UnknownNameError: No format, or no option of the format, has that name.
        ExceptionGroup: With `strict`, of one `ReadError` a diagnostic.

    >>> import io
    >>> load(io.BytesIO(b"@book{gordon1978, title = {Structures}, year = 1978}"))
    <Bibliography of 1 item: 'gordon1978'>
    """
    files = file if isinstance(file, Sequence) and not isinstance(file, str) else [file]
    found: list[Source | Object] = []
    for one in files:
        found += [one] if isinstance(one, Mapping) else _sources(one, limits, options)
    return _collect(found, format, strict, options)


def loads(
    text: str | bytes,
    format: str | Format | None = None,
    *,
    strict: bool = False,
    limits: Limits = DEFAULT_LIMITS,
    **options: Any,
) -> Bibliography:
    """Read text, or bytes in an encoding that is found out; see `load` for the result and the errors.

    Args:
        text: What a file would hold.
        format: Name of the format; if not given, the content decides.
        strict: As for `load`.
        limits: As for `load`.
        options: As for `load`.

    >>> loads('[{"id": "a", "type": "book", "title": "T"}]')
    <Bibliography of 1 item: 'a'>
    """
    if not isinstance(text, (str, bytes)):
        raise TypeError(f"loads takes str or bytes, not {type(text).__name__}")
    return _collect(sources(text, limits=limits, encoding=options.get("encoding")), format, strict, options)


def iter_items(
    file: File,
    format: str | Format | None = None,
    *,
    report: Report | None = None,
    limits: Limits = DEFAULT_LIMITS,
    **options: Any,
) -> Iterator[Item]:
    r"""The items of a file one after the other, as they are read; see `load` for the errors.

    Formats made of records (RIS, tagged formats, CSL-JSON arrays, JSON Lines …) are read in bounded memory. Ids are
    those of the file and may repeat.

    Args:
        file: As for `load`.
        format: As for `load`.
        report: Called with each diagnostic.
        limits: As for `load`.
        options: As for `load`.

    >>> import io
    >>> [item.title for item in iter_items(io.StringIO("TY  - BOOK\nTI  - Structures\nER  - \n"))]
    ['Structures']
    """
    for source in _sources(file, limits, options):
        for record in _records(source, format, options):
            if isinstance(record, Item):
                yield record
            elif isinstance(record, Diagnostic) and report is not None:
                report(record)


def dump(
    items: Mapping[str, Item] | Iterable[Item],
    file: File,
    format: str | Format | None = None,
    *,
    report: Report | None = None,
    **options: Any,
) -> None:
    """Write items to a file; a file of that name is replaced in one step, once everything has been written.

    Args:
        items: A bibliography or any iterable of items.
        file: A path, or a file open for writing; text is encoded in UTF-8.
        format: Name of the format; if not given, the file's name decides.
        report: Called with a diagnostic for everything that the format has no place for; if not given, there is one
            `LossWarning` of all of it.
        options: Options of the format's writer.

    Raises:
        WriteError: The format is not known or cannot be written, or the file cannot.
        UnknownNameError: No format, or no option of the format, has that name.

    >>> import sys
    >>> dump([Item("a", "book", title="T")], sys.stdout, "csl-jsonl")
    {"id": "a", "type": "book", "title": "T"}
    """
    losses = Losses()
    report = losses.add if report is None else report
    if isinstance(file, (str, os.PathLike)):
        path = Path(file)
        if kind_of(path) == "folder":
            raise WriteError(f"{path} is a folder", hint="name a file in it")
        replace_file(path, written(items, _writable(format, path.name, items), report, options))
    else:
        name = getattr(file, "name", None)
        chunks = written(items, _writable(format, name if isinstance(name, str) else None, items), report, options)
        write: Callable[[Any], object] = file.write
        is_text = hasattr(file, "encoding")
        for chunk in chunks:
            if is_text and isinstance(chunk, bytes):
                raise WriteError("the format is binary, and the file is open for text", hint='open it with mode "wb"')
            write(chunk.encode() if not is_text and isinstance(chunk, str) else chunk)
    losses.warn(depth=2)


def dumps(
    items: Mapping[str, Item] | Iterable[Item],
    format: str | Format,
    *,
    report: Report | None = None,
    **options: Any,
) -> str:
    """Write items to a str; see `dump` for the errors.

    Args:
        items: As for `dump`.
        format: Name of the format, which must not be binary.
        report: As for `dump`.
        options: As for `dump`.

    >>> print(dumps([Item("a", "book", title="T")], "csl-json"), end="")
    [
      {"id": "a", "type": "book", "title": "T"}
    ]

    Raises:
        WriteError: The format is binary or is only read; and as for `dump`.
    """
    losses = Losses()
    target = _writable(format, None, items)
    if target.write is None:
        raise WriteError(f"{target.title} is not text", hint="use dump, with a path or a file that is open for bytes")
    text = "".join(map(str, written(items, target, losses.add if report is None else report, options)))
    losses.warn(depth=2)
    return text


# Reading


def _sources(file: File, limits: Limits, options: Mapping[str, Any]) -> list[Source]:
    """The inputs of readers that a file is or has in it."""
    data = Path(file) if isinstance(file, (str, os.PathLike)) else file
    return sources(data, limits=limits, encoding=options.get("encoding"))


def _records(source: Source, format: str | Format | None, options: Mapping[str, Any]) -> Iterator[Record]:
    """What the reader yields, with the file's name in every diagnostic.

    Of several files in an archive, one that nobody can read costs the others nothing.
    """
    try:
        yield from _read(source, format, options)
    except ReadError as error:
        if not source.is_one_of_many:
            raise
        yield Diagnostic(
            "warning", "items-not-read", error.message, source=source.name, line=error.line, hint=error.hint
        )


def _read(source: Source, format: str | Format | None, options: Mapping[str, Any]) -> Iterator[Record]:
    if format is None:
        format = registry.choose(source.head(), source.name)
    elif isinstance(format, str):
        format = registry.find(format)
    if format.read is None:
        raise ReadError(f"{format.title} is a format that is only written", format=format.name, source=source.name)
    options = {
        name: value
        for name, value in options.items()
        if name != "encoding" and (name not in _OF_SOME or name in _options_of(format.read))
    }
    _check_options(format, format.read, options)
    if (encoding := source.guessed) is not None and not format.is_binary:
        yield Diagnostic(
            "warning",
            "items-encoding",
            f"this is not UTF-8 and does not declare its encoding; it is read as {encoding}",
            source=source.name,
            hint="name another encoding if letters are wrong: encoding=… in Python, --encoding on the command line",
        )
    reading = Reading(format.name)
    is_silent = True
    for record in format.read(source, **options):
        is_silent = is_silent and isinstance(record, Diagnostic) and record.severity == "info"
        if isinstance(record, Item):
            reading.add(record)
        elif isinstance(record, Diagnostic) and record.source is None and source.name is not None:
            record = attrs.evolve(record, source=source.name)
        yield record
    if is_silent and len(source.head().strip()) > _MUCH:
        message = f"no references were found in it, which was read as {format.title}"
        hint = registry.hint_of_another(source.head(), format)
        yield Diagnostic("warning", "items-none", message, source=source.name, hint=hint)
    for doubt in reading.doubts(registry.hint_of_another(source.head(), format) if reading.untitled else None):
        yield attrs.evolve(doubt, source=source.name)


def _given(record: Object) -> Iterator[Record]:
    from citelib.formats.json_yaml.csl_json import csl_records

    return csl_records(record, "csl-json")


def _collect(
    inputs: Sequence[Source | Object], format: str | Format | None, strict: bool, options: Mapping[str, Any]
) -> Bibliography:
    items: dict[str, Item] = {}
    blocks: list[Block] = []
    diagnostics: list[Diagnostic] = []
    numbers: dict[str, int] = {}
    for source in inputs:
        name = source.name if isinstance(source, Source) else None
        for record in _records(source, format, options) if isinstance(source, Source) else _given(source):
            if isinstance(record, Diagnostic):
                diagnostics.append(record)
            elif isinstance(record, Block):
                blocks.append(record)
            elif items.setdefault(record.id, record) is not record:
                diagnostic, second = renamed(record, items[record.id] == record, items, numbers)
                diagnostics.append(attrs.evolve(diagnostic, source=name))
                if second is not None:
                    items[second.id] = second
    if strict and (faults := [one for one in diagnostics if one.severity != "info"]):
        errors = [
            ReadError(f"{one.message} [{one.code}]", source=one.source, line=one.line, column=one.column, hint=one.hint)
            for one in faults
        ]
        names = ", ".join((isinstance(source, Source) and source.name) or "what was given" for source in inputs)
        raise ExceptionGroup(f"{len(errors)} faults in {names}", errors)
    return Bibliography(items.values(), blocks=blocks, diagnostics=diagnostics)


def _options_of(function: Callable[..., Any]) -> list[str]:
    """The names of the options of a reader or writer."""
    import inspect

    parameters = inspect.signature(function).parameters.values()
    return sorted(one.name for one in parameters if one.kind is inspect.Parameter.KEYWORD_ONLY)


def _check_options(format: Format, function: Callable[..., Any], options: Mapping[str, Any]) -> None:
    if not options:
        return
    allowed = _options_of(function)
    for name in options:
        if name not in allowed:
            hint = f"allowed are {', '.join(allowed)}" if allowed else f"{format.title} has no options here"
            raise UnknownNameError(f"option of {format.name}", name, known=allowed, hint=hint)


# Writing


def _writable(format: str | Format | None, name: str | None, items: Mapping[str, Item] | Iterable[Item]) -> Format:
    if isinstance(format, str):
        format = registry.find(format)
    if format is None:
        candidates = [one for one in registry.for_path(name) if one.writer is not None] if name else []
        if not candidates:
            raise WriteError(
                f"no format is known by the file name {name!r}",
                hint="name the format: format=… in Python, --to on the command line",
            )
        # Where the name leaves a choice (.bib), items go back to the format that they were read from.
        origin = {block.format for block in items.blocks} if isinstance(items, Bibliography) else ()
        format = next((one for one in candidates if one.name in origin), candidates[0])
    if format.writer is None:
        raise WriteError(f"{format.title} is a format that is only read")
    return format


def written(
    items: Mapping[str, Item] | Iterable[Item], format: Format, report: Report, options: Mapping[str, Any]
) -> Iterator[str | bytes]:
    """What a format that can be written writes, piece by piece, text always fit to be encoded; see `dump`."""
    assert format.writer is not None
    _check_options(format, format.writer, options)
    blocks = items.blocks if isinstance(items, Bibliography) else ()
    writing = Writing(report, tuple(block for block in blocks if block.format == format.name))
    works: Iterable[Item] = items.values() if isinstance(items, Mapping) else items
    works = (fitted(work, format, writing.report) for work in works)
    for chunk in format.writer(works, writing, **options):
        if isinstance(chunk, str) and not chunk.isascii() and _SURROGATE.search(chunk):
            message = "the text has half a surrogate pair, which is written as U+FFFD"
            writing.report(Diagnostic("warning", f"{format.name}-surrogate", message))
            chunk = _SURROGATE.sub("\ufffd", chunk)
        yield chunk
