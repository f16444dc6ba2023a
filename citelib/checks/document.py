r"""Keys that a manuscript cites: in Markdown as pandoc writes them, in LaTeX as ``\cite`` and its kin.

Sources: pandoc's manual, «Citation syntax»; the commands of LaTeX, natbib and biblatex.

>>> [(one.key, one.line, one.column) for one in citations("See [@moda2019, p. 3; -@beyeler2019].\n", "paper.md")]
[('moda2019', 1, 6), ('beyeler2019', 1, 24)]
>>> [one.key for one in citations(r"\autocite[see][3]{moda2019,beyeler2019} % \cite{not}", "paper.tex")]
['moda2019', 'beyeler2019']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

import attrs

from citelib.checks.collection import notices
from citelib.diagnostics import Diagnostic
from citelib.model import Bibliography
from citelib.near import did_you_mean

__all__ = ["CitedKey", "check_document", "citations"]

_TEX: Final = frozenset({".tex", ".ltx", ".latex"})
# A key begins with a letter, digit or _, and inner punctuation stands singly; {…} holds any other.
_MARKDOWN: Final = re.compile(
    r"(?<![\w@\\])@(?:\{(?P<braced>[^{}\n]+)\}|(?P<key>\w(?:\w|[:.#$%&+?<>~/-](?=\w))*))", re.UNICODE
)
_CODE: Final = re.compile(
    r"^(`{3,}|~{3,}).*?(?:^\1`*~*\s*$|\Z)|(?<!`)(`+)(?!`).+?(?<!`)\2(?!`)|<!--.*?(?:-->|\Z)", re.MULTILINE | re.DOTALL
)
_COMMAND: Final = re.compile(r"\\(?:no)?(?:[a-zA-Z]*[cC]ite[a-zA-Z]*)\*?((?:\s*\[[^\[\]]*\]){0,2})\s*\{([^{}]*)\}")
_COMMENT: Final = re.compile(r"(?<!\\)%.*")


@attrs.frozen
class CitedKey:
    """A key where a manuscript cites it; line and column count from 1."""

    key: str
    line: int
    column: int


def citations(text: str, name: str) -> Iterator[CitedKey]:
    """The keys that a manuscript cites, in order.

    Args:
        text: The manuscript.
        name: Its file name, which says whether it is LaTeX; anything else is read as Markdown.

    """
    is_tex = PurePath(name).suffix.casefold() in _TEX
    ignored = _COMMENT if is_tex else _CODE
    text = ignored.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    line, start = 1, 0
    for key, position in _in_tex(text) if is_tex else _in_markdown(text):
        line += text.count("\n", start, position)
        start = position
        yield CitedKey(key, line, position - text.rfind("\n", 0, position))


def _in_markdown(text: str) -> Iterator[tuple[str, int]]:
    for match in _MARKDOWN.finditer(text):
        yield match["braced"] or match["key"], match.start()


def _in_tex(text: str) -> Iterator[tuple[str, int]]:
    for match in _COMMAND.finditer(text):
        for key in re.finditer(r"[^\s,]+", match[2]):
            if key[0] != "*":
                yield key[0], match.start(2) + key.start()


def check_document(text: str, name: str, works: Bibliography) -> Iterator[Diagnostic]:
    """Keys that a manuscript cites and a bibliography lacks, and works that are retracted.

    Items are also found under their former keys; that is said.
    """
    known = notices(works)
    for cited in citations(text, name):
        if cited.key not in works:
            hint = did_you_mean(cited.key, works)
            message = f"the key {cited.key!r} is cited but not in the bibliography"
            yield Diagnostic("error", "document-missing-key", message, hint, name, cited.line, cited.column)
            continue
        item = works[cited.key]
        place = name, cited.line, cited.column, item.id
        if item.id != cited.key:
            message = f"{cited.key!r} is a former key of {item.id!r}"
            yield Diagnostic("info", "document-former-key", message, None, *place)
        for notice in known[item.id]:
            message, hint = f"{item.id!r} {notice.text}", "say so in the text, or cite something else"
            yield Diagnostic("warning", f"document-{notice.flag}", message, hint, *place)
