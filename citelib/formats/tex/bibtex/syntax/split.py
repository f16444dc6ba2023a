r"""A .bib file cut into its parts: entries with their fields, ``@string``, ``@preamble``, comments, and what is broken.

bibtexparser's splitter finds the blocks and their fields. What it sets aside (a missing comma, brace or key) is read
again by the forgiving scanner of `citelib.formats.tex.bibtex.syntax.rescue`, so that every entry comes in; and a value
that hides a second field behind a missing comma is noticed. A line that begins a block ends every other, so a file is
cut into stretches at such lines first, and no more than a stretch is held at a time. The texts of all parts, joined,
are the file.

>>> [part.kind for part in split("% mine\n@book{a, title = {A} # b}\n")]
['comment', 'entry', 'comment']
>>> list(split("@book{a, title = {A} # b}"))[0].fields
[Field(name='title', value=('A', Macro('b')), line=1)]
"""

from __future__ import annotations

import functools
import itertools
import logging
import re
from collections.abc import Generator, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from citelib.formats.tex.bibtex.syntax.parts import Field, Part, Problem
from citelib.formats.tex.bibtex.syntax.rescue import read_entry, read_value
from citelib.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from bibtexparser.model import Block

__all__ = ["split", "stretches"]

_STRETCH: Final = 1 << 14
"""Least number of characters of a stretch, unless it is the last."""

_CUT = re.compile(r"\n[ \t]*(?=@\w*[ \t]*[{(])")
"""Before what the splitter takes for the start of a block wherever it is, for it recovers from faults there."""

_START = re.compile(r"^[ \t]*(@\s*[A-Za-z][\w-]*\s*[{(])", re.MULTILINE)
_AT = re.compile(r"@\s*[A-Za-z][\w-]*\s*[{(]")
_STRING = re.compile(r"@\s*string\s*[{(]\s*([^\s=,{}]+)\s*=\s*", re.IGNORECASE)
_LOGGER: Final = "bibtexparser.splitter"


def stretches(chunks: Iterable[str], limits: Limits = DEFAULT_LIMITS) -> Iterator[tuple[str, int]]:
    r"""A file in pieces that can be split independently of each other, each with the line on which it starts.

    Args:
        chunks: The text of the file in pieces of any length; of them, no more is held than a stretch needs.
        limits: No stretch may be longer than a file that is read as a whole, ``file_size``.

    Raises:
        LimitError: There is no place to cut the file for too long.

    >>> list(stretches(["@book{a}\n@bo", "ok{b}"]))
    [('@book{a}\n@book{b}', 1)]
    """
    line, size, wanted = 1, 0, _STRETCH
    held: list[str] = []
    for chunk in itertools.chain(chunks, [None]):
        if chunk is not None:
            held.append(chunk)
            size += len(chunk)
            limits.check("file_size", size, "a stretch in which no line begins an entry")
            if size < wanted:
                continue
        text, start = "".join(held), 0
        while cut := _CUT.search(text, start + _STRETCH):
            yield text[start : cut.end()], line
            line += text.count("\n", start, cut.end())
            start = cut.end()
        held = [text[start:]]
        size = len(held[0])
        wanted = 2 * size + _STRETCH  # so that a long search for a place to cut is not begun again too often
    if size:
        yield held[0], line


def split(text: str, line: int = 1) -> Iterator[Part]:
    """The parts of a text, a file or a stretch of it, that starts on `line`, in order."""
    from bibtexparser import model

    at = 0
    is_comment = False
    places = list(_places(text, _blocks(text)))
    for index, (start, end, block) in enumerate(places):
        if start < at:  # the scanner went further than the splitter
            continue
        limit = places[index + 1][0] if index + 1 < len(places) else len(text)
        between = text[at:start]
        is_comment = "%" in between.rpartition("\n")[2] or (is_comment and "\n" not in between)
        if start > at:
            yield from _rescued(text, at, start, line)
            line += text.count("\n", at, start)
        if is_comment:
            yield Part("comment", text[start:end], line, problems=[_commented(line)])
            at = end
        else:
            part = _part(block, text[start:end], line, model)
            if part is None:
                at = yield from _leniently(text, start, limit, line)
            else:
                yield part
                at = end
        line += text.count("\n", start, at)
    if at < len(text):
        yield from _rescued(text, at, len(text), line)


def _blocks(text: str) -> list[Block]:
    from bibtexparser.model import ImplicitComment
    from bibtexparser.splitter import Splitter

    logger = logging.getLogger(_LOGGER)
    silent, logger.disabled = logger.disabled, True  # what it would log becomes our diagnostics
    try:
        return [block for block in Splitter(text).split().blocks if not isinstance(block, ImplicitComment)]
    finally:
        logger.disabled = silent


def _places(text: str, blocks: list[Block]) -> Iterator[tuple[int, int, Block]]:
    """Start and end of each block in the text."""
    at = 0
    for block in blocks:
        raw = block.raw or ""
        start = text.find(raw, at)
        if start >= 0:
            at = start + len(raw)
            yield start, at, block


def _commented(line: int) -> Problem:
    return Problem("info", "commented-out", "an entry that is commented out with % is left out", line)


def _part(block: Any, text: str, line: int, model: Any) -> Part | None:
    """The part for a block that starts on `line`; None if it has to be read again."""
    if isinstance(block, model.ParsingFailedBlock):
        block = block.ignore_error_block
    if isinstance(block, model.Entry):
        key, shift = block.key, line - block.start_line
        if not _KEY.fullmatch(key):
            return None
        fields = []
        for field in block.fields:
            name = _field_name(field.key)
            value = read_value(field.value)
            if value is None or name is None:
                return None
            fields.append(Field(name, value, field.start_line + shift))
        return Part("entry", text, line, block.entry_type.lower(), key, fields)
    if isinstance(block, model.String):
        value = read_value(block.value)
        if value is None:
            return None
        return Part("string", text, line, "string", block.key, [Field(block.key.lower(), value, line)])
    if isinstance(block, model.Preamble):
        return Part("preamble", text, line)
    if isinstance(block, model.ExplicitComment):
        return Part("comment", text, line)
    return None


_FIELD_NAME = re.compile(r"[^\s,={}\"#()'%@\\]+")
_KEY = re.compile(r"[^\s,={}\"#%\\]+|[^\s,={}\"#%\\]+(?: [^\s,={}\"#%\\]+)*")


@functools.lru_cache(maxsize=1024)
def _field_name(name: str) -> str | None:
    """The name of a field in lower case; None if it cannot be one."""
    return name.lower() if _FIELD_NAME.fullmatch(name) else None


def _rescued(text: str, start: int, end: int, line: int) -> Iterator[Part]:
    """Text between blocks: a comment, unless it has entries that the splitter does not recognise."""
    while start < end and text.find("@", start, end) >= 0:
        match = _START.search(text, start, end)
        if match is None:
            break
        begin = match.start(1)
        if begin > start:
            yield Part("comment", text[start:begin], line)
            line += text.count("\n", start, begin)
        start = yield from _leniently(text, begin, end, line)
        line += text.count("\n", begin, start)
    if start < end:
        yield Part("comment", text[start:end], line)


def _leniently(text: str, start: int, limit: int, line: int) -> Generator[Part, None, int]:
    """Read the block at `start` with forgiveness, up to the next line that starts one; returns where it ended."""
    head = _AT.match(text, start)
    following = _START.search(text, start + 1, limit)
    limit = following.start(1) if following else limit
    part = None
    if head is not None:
        kind = head.group()[1:-1].strip().lower()
        if kind == "string" and (match := _STRING.match(text, start, limit)):
            part = _string(text, start, match, limit, line)
        elif kind not in ("comment", "preamble", "string"):
            part = read_entry(text, start, limit, line)
    if part is None:
        end = start + len(text[start:limit].rstrip())
        part = Part("failed", text[start:end], line)
        part.problems.append(Problem("error", "unreadable", "the block cannot be read and is kept as it is", line))
    yield part
    return start + len(part.text)


def _string(text: str, start: int, match: re.Match[str], limit: int, line: int) -> Part | None:
    end = len(text[start:limit].rstrip()) + start
    for closer in (end - 1, text.find("\n", match.end(), end) - 1):
        value = read_value(text[match.end() : closer].strip()) if closer > match.end() else None
        if value is not None:
            return Part(
                "string", text[start : closer + 1], line, "string", match[1], [Field(match[1].lower(), value, line)]
            )
    return None
