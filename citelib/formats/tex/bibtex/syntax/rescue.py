r"""A forgiving reader of one entry, for what bibtexparser's splitter sets aside.

It counts braces as BibTeX does, and goes on behind a missing comma, brace, quotation mark or key, saying what it found.

>>> part = read_entry("@book{a, title = {No comma} year = 2000}", 0, 40, 1)
>>> [(field.name, field.value) for field in part.fields], part.problems[0].code
([('title', 'No comma'), ('year', '2000')], 'missing-comma')
"""

from __future__ import annotations

import re
from typing import Final

from citelib.diagnostics import Severity
from citelib.formats.tex.bibtex.syntax.parts import Field, Macro, Part, Problem, Value
from citelib.formats.tex.latex import decode

__all__ = ["key_with_marks", "read_entry", "read_value"]

# One value: possessive throughout, so that time is linear.
_PLAIN = re.compile(
    r"\{(?:[^{}\\]++|\\[^{}]|\{(?:[^{}\\]++|\\[^{}]|\{(?:[^{}\\]++|\\[^{}])*+\})*+\})*+\}|\"[^\"{}\\]*+\"|[0-9]++"
)
_MACRO = re.compile(r"[^\s,#{}\"=%'()@\\]+")
_BRACE = re.compile(r"[{}]")
_BRACE_OR_QUOTE = re.compile(r'[{}"]')
_SPACE = re.compile(r"\s*")

_PATIENCE: Final = 50
"""How many times the length of an entry may be searched for what is not there."""

_HEAD = re.compile(r"@\s*([^\s{}(),=\"#%'@]+)\s*([{(])")
_ENTRY_KEY = re.compile(r"\s*([^\s,={}\"]*(?:[^\S\n]+[^\s,={}\"]+)*)\s*")
_ODD_KEY = re.compile(r"\s*([^\n,=@]{1,200}?)\s*,")
_BETWEEN = re.compile(r"(?:[\s,]++|%[^\n]*+)*+")
_NAME = re.compile(r"([^\s,={}\"#()%@'\\]+)\s*=\s*")
# The Web of Science has a field whose name is several words.
_WORDS = re.compile(r"(Early Access Date) *= *(?=[{\"])")
# Of empty lines before a name only the last is taken, so that a long run of them is gone through once.
_NEXT_NAME = re.compile(r"[,\n][^\S\n]*+(?=[A-Za-z][\w:+.-]*+\s*+=\s*+[{\"\w])")
_NEXT_LINE = re.compile(r"\n[^\S\n]*+(?=[A-Za-z][\w:+.-]*+\s*+=\s*+[{\"\w])")
_UNQUOTED = re.compile(r"[^,\n{}\"]*")
_AFTER_QUOTE = re.compile(r"\s*(?:[,#})]|$|[A-Za-z][\w:+.-]*\s*=|@)")
_STRAY = re.compile(r"[^{}=]*\}(?=\s*,\s*[A-Za-z][\w:+.-]*\s*=)")


def read_value(raw: str) -> Value | None:
    """The value that `raw` writes: pieces in braces or quotes, numbers and macros joined by ``#``; None if not one."""
    if raw[:1] == "{" and raw[-1] == "}":
        inner = raw[1:-1]
        if "}" not in inner and "{" not in inner:
            return inner
    if _PLAIN.fullmatch(raw):
        return raw if raw[0] not in '{"' else raw[1:-1]
    found = _pieces(raw, 0, len(raw))
    if found is None or found[1] != len(raw):
        return None
    return found[0]


def _pieces(text: str, at: int, limit: int) -> tuple[Value, int] | None:
    """The value at `at` and where it ends; None if it is malformed."""
    pieces: list[str] = []
    while True:
        at = _skip(text, at, limit)
        mark = text[at] if at < limit else ""
        if mark == "{":
            end = _closing_brace(text, at, limit)
            if end is None:
                return None
            pieces.append(text[at + 1 : end])
            at = end + 1
        elif mark == '"':
            end = _closing_quote(text, at, limit)
            if end is None:
                return None
            pieces.append(text[at + 1 : end])
            at = end + 1
        elif match := _MACRO.match(text, at, limit):
            word = match.group()
            pieces.append(word if word.isdigit() else Macro(word))
            at = match.end()
        else:
            return None
        behind = _skip(text, at, limit)
        if behind < limit and text[behind] == "#":
            at = behind + 1
            continue
        if len(pieces) == 1 and not isinstance(pieces[0], Macro):
            return pieces[0], at
        return tuple(pieces), at


def _skip(text: str, at: int, limit: int) -> int:
    match = _SPACE.match(text, at, limit)
    return match.end() if match else at


def _closing_brace(text: str, at: int, limit: int) -> int | None:
    depth = 0
    for match in _BRACE.finditer(text, at, limit):
        if match.group() == "{":
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                return match.start()
    return None


def _closing_quote(text: str, at: int, limit: int) -> int | None:
    depth = 0
    for match in _BRACE_OR_QUOTE.finditer(text, at + 1, limit):
        mark = match.group()
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
            if depth < 0:
                return None
        elif depth == 0 and _AFTER_QUOTE.match(text, match.end(), limit):
            return match.start()
    return None


class _Reader:
    """The state of reading one entry."""

    def __init__(self, text: str, start: int, limit: int, line: int) -> None:
        self.text, self.start, self.limit, self.first_line = text, start, limit, line
        self.at = start
        self.closer = "}"
        self.closed = False
        self.fields: list[Field] = []
        self.problems: list[Problem] = []
        self.counted_to, self.counted = start, line
        self.patience = _PATIENCE * (limit - start) + 1_000_000

    def line(self) -> int:
        """Line of the present place."""
        if self.at > self.counted_to:
            self.counted += self.text.count("\n", self.counted_to, self.at)
            self.counted_to = self.at
        return self.counted

    def report(self, code: str, message: str, severity: Severity = "warning") -> None:
        self.problems.append(Problem(severity, code, message, self.line()))

    def key(self) -> str:
        text = self.text
        match = _ENTRY_KEY.match(text, self.at, self.limit)
        assert match is not None
        key, mark = match[1], text[match.end() : match.end() + 1]
        if mark and mark in '{"' and (odd := key_with_marks(text, self.at, self.limit)):
            key, self.at = odd
            self.report("key-changed", f"the key has braces or quotation marks and is read as {key!r}")
            return key
        if mark == "=":
            words = key.rsplit(None, 1)
            if len(words) == 2:
                self.at = text.index(words[1], match.start(1) + len(words[0]))
                self.report("missing-comma", f"a comma is missing after the key {words[0]!r}")
                return words[0]
            self.report("no-key", "the entry has no key", "error")
            return ""
        self.at = match.end()
        if mark == ",":
            self.at += 1
            if not key:
                self.report("no-key", "the entry has no key", "error")
        elif mark != self.closer and self.at < self.limit:
            self.report("missing-comma", f"a comma is missing after the key {key!r}")
        return key

    def read_fields(self) -> None:
        text, limit = self.text, self.limit
        while True:
            between = _BETWEEN.match(text, self.at, limit)
            if between is not None:
                self.at = between.end()
            if self.at >= limit:
                return
            if text[self.at] == self.closer:
                self.at += 1
                self.closed = True
                return
            match = _NAME.match(text, self.at, limit) or _WORDS.match(text, self.at, limit)
            if match is None:
                self.skip_junk()
                continue
            line = self.line()
            self.at = match.end()
            name = match[1].replace(" ", "-")
            value = self.value(name)
            if value is not None:
                self.fields.append(Field(name.lower(), value, line))

    def skip_junk(self) -> None:
        self.patience -= 1000
        if self.patience < 0:
            self.report("unreadable", "too much is broken here; the rest of the entry is left out", "error")
            self.at = self.limit
            return
        following = _NEXT_NAME.search(self.text, self.at, self.limit)
        closer = self.text.find(self.closer, self.at, self.limit)
        end = following.end() if following and (closer < 0 or following.start() < closer) else closer
        junk = self.text[self.at : end if end >= 0 else self.limit].strip()
        self.report("unexpected-text", f"{junk[:60]!r} is not a field and is left out", "error")
        self.at = max(end, self.at + (end <= self.at)) if end >= 0 else self.limit

    def value(self, name: str) -> Value | None:
        text, limit, start = self.text, self.limit, self.at
        if start < limit and text[start] in "," + self.closer:
            self.report("no-value", f"the field {name!r} has no value")
            return None
        found = _pieces(text, start, limit) if self.patience > 0 else None
        value: Value
        if found is None or self.takes_closing_brace(*found):
            return self.unclosed(name)
        value, self.at = found
        behind = _skip(text, self.at, limit)
        if behind >= limit or text[behind] in "," + self.closer:
            return value
        if _NAME.match(text, behind, limit):
            self.report("missing-comma", f"a comma is missing after the field {name!r}")
            self.at = behind
            return value
        if isinstance(value, tuple):
            words = _UNQUOTED.match(text, start, limit)
            if words and words.end() > self.at:
                self.at = words.end()
                self.report("unquoted-value", f"the value of {name!r} has no braces or quotation marks")
                return words.group().strip()
            return value
        stray = _STRAY.match(text, self.at, limit)
        if stray:
            self.report("stray-brace", f"a brace too many closes the field {name!r} early")
            value += " " + stray.group()[:-1].strip()
            self.at = stray.end()
        return value

    def takes_closing_brace(self, value: Value, end: int) -> bool:
        """Whether a value took the entry's own closing brace, because one of its own is missing."""
        return (
            not self.text[end : self.limit].strip()
            and isinstance(value, str)
            and _NEXT_NAME.search(self.text, self.at, end) is not None
        )

    def unclosed(self, name: str) -> str | None:
        text, start, limit = self.text, self.at, self.limit
        self.patience -= limit - start
        if self.patience < 0:
            self.report("unreadable", "too much is broken here; the rest of the entry is left out", "error")
            self.at = limit
            return None
        opened = text[start] in '{"' if start < limit else False
        following = _NEXT_LINE.search(text, start, limit) or _NEXT_NAME.search(text, start, limit)
        if following:
            end, self.at = following.start(), following.end()
        else:
            end = self.at = limit
            body = text[start:limit].rstrip()
            if body.endswith(self.closer):
                end = start + len(body) - 1
                self.at = end
        self.report("unclosed-value", f"the value of {name!r} is not closed", "error")
        value = text[start + opened : end].strip().rstrip(",").rstrip()
        if opened and value.endswith(("}", '"')) and value.count("}") > value.count("{"):
            value = value[:-1]
        return _balanced(value) or None


def key_with_marks(text: str, at: int, limit: int | None = None) -> tuple[str, int] | None:
    r"""The key at a place that has braces or quotation marks in it, read as LaTeX, and where the fields begin.

    >>> key_with_marks(r'M{\"u}ller.2026, title', 0)
    ('Müller.2026', 16)
    """
    match = _ODD_KEY.match(text, at, len(text) if limit is None else limit)
    if match is None:
        return None
    key = "".join(character for character in decode(match[1]) if character not in '{}"\\%#' and not character.isspace())
    return (key, match.end()) if key else None


def _balanced(value: str) -> str:
    """The text without the braces that have no partner."""
    open_at: list[int] = []
    drop: set[int] = set()
    for match in _BRACE.finditer(value):
        if match.group() == "{":
            open_at.append(match.start())
        elif open_at:
            open_at.pop()
        else:
            drop.add(match.start())
    drop.update(open_at)
    return "".join(character for at, character in enumerate(value) if at not in drop) if drop else value


def read_entry(text: str, start: int, limit: int, line: int) -> Part | None:
    """Read the entry that starts with the ``@`` at `start`, at most up to `limit`; None if there is none.

    Args:
        text: The file.
        start: Where the entry starts.
        limit: Where the next one starts.
        line: Line of `start`.
    """
    head = _HEAD.match(text, start, limit)
    if head is None:
        return None
    reader = _Reader(text, start, limit, line)
    reader.at = head.end()
    reader.closer = _CLOSERS[head[2]]
    key = reader.key()
    reader.read_fields()
    if not reader.closed:
        reader.at = start + len(text[start:limit].rstrip())
        reader.report(
            "unclosed-entry", f"the entry {key!r} is not closed" if key else "the entry is not closed", "error"
        )
    return Part("entry", text[start : reader.at], line, head[1].lower(), key, reader.fields, reader.problems)


_CLOSERS: Final = {"{": "}", "(": ")"}
