r"""The texts in the metadata of a Markdown document, where they stand and how they are written.

pandoc takes every string of the metadata for Markdown, be it in quotation marks, in a block of lines, or bare. What is
put there must be written as that string is.

>>> yaml = "title: 'It''s @doe'\nabstract: |\n  On [@roe]\n"
>>> [(value.key, yaml[value.start : value.end]) for value in text_values(yaml)]
[('title', "It''s @doe"), ('abstract', '  On [@roe]\n')]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import attrs

__all__ = ["TextValue", "text_values"]

_NOT_TEXT: Final = frozenset(
    "nocite references bibliography csl citation-style lang locale header-includes include-before include-after"
    " include-in-header include-before-body include-after-body citation-abbreviations output format knitr jupyter"
    " execute params crossref filters".split()
)
"""Metadata that is no text to print, or whose keys are read otherwise."""
_PROSE: Final = frozenset(
    "title subtitle abstract description summary thanks dedication caption keywords note acknowledgements"
    " acknowledgments".split()
)
"""Metadata in which a bare key is meant as a citation; elsewhere ``@name`` may be somebody's name on a site."""
_DOUBLE_ESCAPE: Final = re.compile(r"\\(?:\\[!-/:-@\[-`{-~]?|x..|u.{4}|U.{8}|\r?\n[ \t]*|[^\"])", re.DOTALL)
_SINGLE_ESCAPE: Final = re.compile("''")
_IN_BARE: Final = re.compile(r":(?=\s|\Z)|(?<=\s)#")
_IN_BARE_LIST: Final = re.compile(r":(?=\s|\Z)|(?<=\s)#|[,\[\]{}]")


@attrs.frozen
class TextValue:
    """A string of the metadata.

    Attributes:
        key: The name at the top under which it stands.
        start: Offset of its first character, behind a quotation mark.
        end: Offset behind its last character.
        escapes: What in it stands for other characters, as YAML has it; None if nothing does.
        quote: What makes of a text what can stand in it; None if any text can.
    """

    key: str
    start: int
    end: int
    escapes: re.Pattern[str] | None
    quote: Callable[[str], str] | None

    @property
    def is_prose(self) -> bool:
        """Whether it is a text for sure, and not perhaps a name or a setting."""
        return self.key in _PROSE


def text_values(yaml: str) -> Iterator[TextValue]:
    """The strings of metadata that may be printed, in order; those before the first error, if it is no YAML.

    Args:
        yaml: The metadata.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    open_: list[tuple[bool, bool]] = []  # of each collection, whether it is a mapping, and whether it is in brackets
    is_key = False
    top = ""
    try:
        for event in YAML(typ="safe", pure=True).parse(yaml):
            kind = type(event).__name__
            if kind in ("MappingStartEvent", "SequenceStartEvent"):
                open_.append((kind[0] == "M", bool(event.flow_style)))
                is_key = open_[-1][0]
                continue
            if kind in ("MappingEndEvent", "SequenceEndEvent"):
                open_.pop()
                is_key = False
            elif kind == "ScalarEvent" and is_key:
                top = event.value if len(open_) == 1 else top
            elif kind == "ScalarEvent" and top not in _NOT_TEXT:
                yield _value(event, top, yaml, in_brackets=any(brackets for _, brackets in open_))
            elif kind not in ("ScalarEvent", "AliasEvent"):
                continue
            # In a mapping a value follows each key, and a key each value.
            is_key = bool(open_) and open_[-1][0] and not is_key
    except (YAMLError, ValueError, OverflowError, AttributeError, IndexError, KeyError, TypeError, AssertionError):
        return  # whoever reads the metadata tells


def _value(event: Any, key: str, yaml: str, *, in_brackets: bool) -> TextValue:
    start, end = event.start_mark.index, event.end_mark.index
    if event.style == '"':
        return TextValue(key, start + 1, end - 1, _DOUBLE_ESCAPE, _double_quoted)
    if event.style == "'":
        return TextValue(key, start + 1, end - 1, _SINGLE_ESCAPE, _single_quoted)
    if event.style in ("|", ">"):
        return TextValue(key, yaml.find("\n", start, end) + 1 or end, end, None, None)
    return TextValue(key, start, end, None, _bare_in_brackets if in_brackets else _bare)


def _double_quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _single_quoted(text: str) -> str:
    return text.replace("'", "''")


def _bare(text: str) -> str:
    """Text in which the characters that would end or break a bare string are written as in HTML.

    >>> _bare("(Doe: a life, 1999)")
    '(Doe&#58; a life, 1999)'
    """
    return _IN_BARE.sub(_as_entity, text)


def _bare_in_brackets(text: str) -> str:
    return _IN_BARE_LIST.sub(_as_entity, text)


def _as_entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"
