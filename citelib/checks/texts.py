"""What is wrong in texts: wrong encodings, markup that was left in them, capitals."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any, Final

import attrs

from citelib.checks.people import with_names
from citelib.model import Item, Name

__all__ = [
    "address_as_title",
    "html_left",
    "latex_left",
    "mend",
    "title_capitals",
    "title_period",
    "without_html",
    "without_period",
    "wrong_encoding",
]

# UTF-8 that was read as Windows-1252 shows as these pairs.
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_DAMAGE: Final = re.compile("[ÂÃÄÅ][\u0080-¿ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|â€[\u0080-¿œ\u009d™˜”“¦]")


def _mended(text: str) -> str | None:
    """The text before parts of it were read in the wrong encoding; None if there are none."""
    return _NOT_ASCII.sub(_mended_run, text) if _DAMAGE.search(text) else None


def _mended_run(match: re.Match[str]) -> str:
    for encoding in ("cp1252", "latin-1"):
        try:
            return match[0].encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return match[0]


def wrong_encoding(item: Item) -> Iterator[str]:
    """Texts that were read in the wrong encoding, or lost characters."""
    for name, text in _texts(item):
        if _DAMAGE.search(text):
            yield f"{name} {_short(text)} was read in the wrong encoding"
        elif "\ufffd" in text:
            yield f"{name} {_short(text)} has lost characters"


def mend(item: Item) -> Item:
    """The item with those texts as they were meant."""
    changed: dict[str, Any] = {
        name.replace("-", "_"): mended
        for name, text in item.variables.items()
        if isinstance(text, str) and (mended := _mended(text)) is not None
    }
    item = item.evolve(**changed)

    def change(name: Name) -> Name:
        parts: dict[str, Any] = {part: _mended(getattr(name, part) or "") for part in ("family", "given", "literal")}
        return attrs.evolve(name, **{part: text for part, text in parts.items() if text is not None})

    return with_names(item, change)


def _texts(item: Item) -> Iterator[tuple[str, str]]:
    for name, value in item.variables.items():
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, tuple):
            yield from ((name, str(one)) for one in value)


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:59] + "…")


_TITLES: Final = ("title", "container-title", "collection-title", "original-title")
_HTML: Final = re.compile(
    r"&(?:[a-z]{2,8}|#[0-9]{1,6}|#x[0-9a-f]{1,5});|</?(?:em|strong|p|br|div|a|jats:\w+|mml:\w+)\b[^<>]*>", re.IGNORECASE
)
_KNOWN: Final = {"em": "i", "strong": "b", "jats:italic": "i", "jats:bold": "b", "jats:sub": "sub", "jats:sup": "sup"}


def html_left(item: Item) -> Iterator[str]:
    """HTML that is left in texts."""
    for name in (*_TITLES, "abstract"):
        if (text := item.get(name)) and (match := _HTML.search(text)):
            yield f"{name} has {match[0]!r} left in it"


def without_html(item: Item) -> Item:
    """The item without it."""

    def plain(text: str) -> str:
        def tag(match: re.Match[str]) -> str:
            kept = _KNOWN.get(match[2].casefold())
            return f"<{match[1]}{kept}>" if kept else " " if match[2].casefold() in ("p", "br", "div") else ""

        text = re.sub(r"<(/?)(em|strong|p|br|div|a|(?:jats|mml):\w+)\b[^<>]*>", tag, text, flags=re.IGNORECASE)
        return re.sub(r"  +", " ", re.sub(_HTML, lambda match: html.unescape(match[0]), text)).strip()

    names = [name for name in (*_TITLES, "abstract") if item.get(name) and _HTML.search(item[name])]
    changed: dict[str, Any] = {name.replace("-", "_"): plain(item[name]) for name in names}
    return item.evolve(**changed)


_LATEX: Final = re.compile(r"\\(?:text\w+|emph|[`'\"^~=.uvHcdb])\s*\{|\{\\[^a-zA-Z]|\\&|\{[A-Z]+\}|\$[^$]+\$")


def latex_left(item: Item) -> Iterator[str]:
    """LaTeX that is left in titles."""
    for name in _TITLES:
        if (text := item.get(name)) and (match := _LATEX.search(text)):
            yield f"{name} has {match[0]!r} left in it"


def title_capitals(item: Item) -> Iterator[str]:
    """Titles in capitals."""
    words = re.findall(r"[^\W\d_]{2,}", item.title or "")
    if len(words) > 3 and all(word.isupper() for word in words):
        yield f"the title {_short(item.title or '')} is written in capitals"


def title_period(item: Item) -> Iterator[str]:
    """Titles that end in a full stop."""
    title = item.title or ""
    # «et al.», «J. Smith Jr.» and an ellipsis keep theirs.
    if re.search(r"[^\W\d_]{4}\.$", title):
        yield f"the title ends in a full stop: {_short(title[-40:])}"


def without_period(item: Item) -> Item:
    """The item with the title up to there."""
    return item.evolve(title=(item.title or "").removesuffix("."))


def address_as_title(item: Item) -> Iterator[str]:
    """Addresses in the place of titles."""
    title = (item.title or "").strip()
    if re.fullmatch(r"(?i)(?:https?://|www\.)\S+", title):
        yield f"the title {_short(title)} is an address"
