"""Typst: ``@key[p. 3]``, ``#cite(<key>, form: "prose")``, ``#bibliography("refs.bib")``.

Source: Typst's reference («Cite», «Bibliography»).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from citelib.csl.citation import Mode
from citelib.documents.locators import LocatorWords, locator_words
from citelib.documents.markup.reading import Found, Texts, closings, cover, document, work
from citelib.documents.model import EVERYTHING, Document, ListPlace, Metadata
from citelib.documents.render import RenderedDocument
from citelib.documents.text.changes import apply
from citelib.documents.text.including import Inclusion, Inclusions, put_together
from citelib.documents.text.writing import entries_of, list_title, place_change

__all__ = ["read", "write"]

_HIDDEN: Final = re.compile(
    r"(?P<kept>#(?:bibliography|cite|set)\b[^\n]*)"
    r"|#(?:import|include)\b[^\n]*|\\.|//[^\n]*|/\*.*?(?:\*/|\Z)|(?P<ticks>`{3,}).*?(?:(?P=ticks)|\Z)|`[^`]*`|\$[^$]*\$|https?://[^\s\]]+",
    re.DOTALL,
)
_MARK: Final = re.compile(r"(?<![\w@/])@(?P<key>\w(?:[\w.:-]*\w)?)|#cite\s*(?=\()")
_LABEL: Final = re.compile(r"<([\w.:-]+)>(?!\s*[,)])")
_CROSS_REFERENCE: Final = re.compile(
    r"(?:fig|figure|tab|tbl|table|eq|eqt|sec|lst|thm|alg|app|ch|chap)[-:.]", re.IGNORECASE
)
_ELSEWHERE: Final = re.compile(r"#include\b|#import\s+\"[^\"\n]*(?:gloss|acro|abbr|\.typ\")")
"""What may define labels that the document does not show: files that it includes, packages for glossaries."""
_NO_CODE: Final = re.compile(r"(?P<kept>\"(?:[^\"\\\n]|\\.)*\")|//[^\n]*|/\*.*?(?:\*/|\Z)|`[^`]*`", re.DOTALL)
_INCLUDE: Final = re.compile(r"(?P<hash>#)?\binclude\s+\"(?P<file>[^\"\n]+)\"")
_PATH: Final = re.compile(
    r"(?P<head>\b(?:import|include)\s+\"|\b(?:image|read|csv|json|yaml|toml|xml|cbor|plugin|bibliography)\s*\(\s*\")(?P<path>[^\"@/][^\"\n]*)"
)
_NOTE: Final = re.compile(r"#footnote\s*(?=\[)")
_LIST: Final = re.compile(r"#bibliography\s*(?=\()")
_TARGET: Final = re.compile(r"\s*(?:<(?P<label>[^<>\s]+)>|label\(\s*\"(?P<name>[^\"]+)\"\s*\))")
_STRING: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_OPTION: Final = re.compile(r"\b(?P<name>[a-z-]+)\s*:\s*(?:\"(?P<text>(?:[^\"\\]|\\.)*)\"|(?P<word>[a-z]+\b)|(?=\[))")
_LANGUAGE: Final = re.compile(
    r"#set\s+text\s*\([^()]*\blang\s*:\s*\"(?P<lang>[\w-]+)\"(?:[^()]*\bregion\s*:\s*\"(?P<region>\w+)\")?"
)
_STYLE: Final = re.compile(r"#set\s+(?:bibliography|cite)\s*\([^()]*\bstyle\s*:\s*\"([^\"]+)\"")
_SPECIAL: Final = re.compile(r"[#$*_`\\@<\[\]]")
_MODES: Final[dict[str, Mode]] = {
    "prose": "composite",
    "author": "author-only",
    "year": "year-only",
    "full": "full",
}


def read(text: str, name: str = "") -> Document:
    """The places of a Typst document, with the files that it includes."""
    text, stretches, diagnostics = put_together(text, name, _INCLUSIONS)
    covered = cover(text, _HIDDEN)
    language = _LANGUAGE.search(covered)
    tag = "-".join(part for part in language.group("lang", "region") if part) if language else None
    words = locator_words(tag or "en-US")
    texts = Texts(covered, _SPECIAL)
    squares, rounds = closings(covered, "[", "]"), closings(covered, "(", ")")
    labels = set(_LABEL.findall(covered))
    has_more = bool(_ELSEWHERE.search(text))
    found = [
        one
        for one in _cites(text, covered, words, texts, squares, rounds)
        if not labels.intersection(w.key for w in one.works)
    ]
    found = [
        attrs.evolve(
            one, tentative=text[one.start] == "@" and (has_more or bool(_CROSS_REFERENCE.match(one.works[0].key)))
        )
        for one in found
    ]
    lists, metadata = _lists(text, covered, tag, squares, rounds)
    notes = [
        (f"{match.start()}", match.end() + 1, end - 1, match.start())
        for match in _NOTE.finditer(covered)
        if (end := squares.get(match.end())) is not None
    ]
    made = document("typst", name, text, _grouped(found, text), metadata, lists=lists, notes=notes, texts=texts)
    return attrs.evolve(made, stretches=tuple(stretches), diagnostics=tuple(diagnostics))


def _inclusions(text: str) -> Iterator[Inclusion]:
    for match in _INCLUDE.finditer(cover(text, _NO_CODE)):
        yield Inclusion(match.start(), match.end(), match["file"], f"{match['hash'] or ''}[\n", "\n]")


def _moved(text: str, folder: str) -> str:
    """A file as it reads in another folder: paths lead where they led."""
    return _PATH.sub(lambda match: match["head"] + posixpath.normpath(f"{folder}/{match['path']}"), text)


_INCLUSIONS: Final = Inclusions(_inclusions, moved=_moved)


def _cites(
    text: str,
    covered: str,
    words: LocatorWords,
    texts: Texts,
    squares: Mapping[int, int],
    rounds: Mapping[int, int],
) -> Iterator[Found]:
    for match in _MARK.finditer(covered):
        end = match.end()
        if match["key"]:
            suffix = ""
            if (close := squares.get(end)) is not None:
                suffix, end = texts.text(_typographic(text[end + 1 : close - 1])), close
            yield Found(match.start(), end, (work(match["key"], match.start(), "", suffix, words),))
            continue
        close = rounds.get(end)
        target = _TARGET.match(text, end + 1) if close is not None else None
        if close is None or target is None:
            continue
        options = {one["name"]: one for one in _OPTION.finditer(text, target.end(), close)}
        suffix = ""
        if (supplement := options.get("supplement")) is not None:
            at = text.find("[", supplement.start())
            if 0 <= at < close and (inner := squares.get(at)) is not None:
                suffix = texts.text(_typographic(text[at + 1 : inner - 1]))
            elif supplement["text"]:
                suffix = supplement["text"]
        form = options.get("form")
        key = target["label"] or target["name"]
        at = target.start("label") if target["label"] else target.start("name")
        value = (form["text"] or form["word"] or "") if form is not None else ""
        yield Found(
            match.start(),
            close,
            (work(key, at, "", suffix, words),),
            _MODES.get(value, ""),
            is_list=value == "none",
        )


def _typographic(text: str) -> str:
    return text.replace("~", "\u00a0").replace("--", "–")


def _grouped(found: list[Found], text: str) -> Iterator[Found]:
    """Citations with nothing but spaces between them are one, as Typst prints them."""
    last: Found | None = None
    for one in found:
        if (
            last is not None
            and not (last.mode or one.mode or last.is_list or one.is_list)
            and re.fullmatch(r"[ \t]*(?:\r?\n[ \t]*)?", text[last.end : one.start])
        ):
            last = attrs.evolve(
                last, end=one.end, works=(*last.works, *one.works), tentative=last.tentative or one.tentative
            )
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _lists(
    text: str, covered: str, language: str | None, squares: Mapping[int, int], rounds: Mapping[int, int]
) -> tuple[list[ListPlace], Metadata]:
    lists = []
    files: list[str] = []
    style = match[1] if (match := _STYLE.search(covered)) else None
    nocite: tuple[str, ...] = ()
    for match in _LIST.finditer(covered):
        end = rounds.get(match.end())
        if end is None:
            continue
        options = {one["name"]: one for one in _OPTION.finditer(text, match.end(), end)}
        first = min((one.start() for one in options.values()), default=end)
        files += [one[1] for one in _STRING.finditer(text, match.end(), first)]
        if (option := options.get("style")) is not None and option["text"]:
            style = option["text"]
        if (option := options.get("full")) is not None and option["word"] == "true":
            nocite = (EVERYTHING,)
        title: str | None = None
        if (option := options.get("title")) is not None:
            title = "" if option["word"] == "none" else option["text"]
            at = text.find("[", option.end())
            if option["text"] is None and option["word"] is None and 0 <= at < end:
                inner = squares.get(at)
                title = text[at + 1 : inner - 1] if inner else None
        lists.append(ListPlace(match.start(), end, title=title))
    if not files:  # a template may be told of the file by a name of its own
        files = [one[1] for one in _STRING.finditer(covered) if one[1].endswith(".bib")]
    return lists, Metadata(tuple(dict.fromkeys(files)), style, language, nocite)


def write(rendered: RenderedDocument) -> str:
    """The document with text in the place of citations and of ``#bibliography``.

    Args:
        rendered: The document, rendered in the output ``"typst"``.
    """
    changes = [place_change(rendered, done, lambda note: f"#footnote[{note}]") for done in rendered.places]
    for place, bibliography in zip(rendered.document.lists, rendered.lists, strict=False):
        entries = entries_of(bibliography)
        if not entries:
            continue
        heading = "" if place.title == "" else f"#heading(numbering: none)[{list_title(rendered, place.title)}]\n\n"
        hanging = "#set par(hanging-indent: 1.5em)\n\n" if bibliography.params.hanging_indent else ""
        changes.append((place.start, place.end, f"{heading}#[\n{hanging}{entries}\n]"))
    return apply(rendered.document.text, changes)
