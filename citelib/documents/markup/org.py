"""Org: ``[cite/t:see @key p. 3;@other]``, and the links of org-ref.

Source: Org's manual («Citation handling») and that of its processor oc-csl.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from citelib.csl.citation import Mode
from citelib.documents.latex.commands import command
from citelib.documents.latex.scan import scan
from citelib.documents.latex.wrappers import expanded
from citelib.documents.locators import LocatorWords, locator_words
from citelib.documents.markdown.read import query_of
from citelib.documents.markup.reading import Found, Texts, closings, cover, document, work
from citelib.documents.model import Document, ListPlace, Metadata
from citelib.documents.render import RenderedDocument
from citelib.documents.text.changes import apply
from citelib.documents.text.including import Inclusion, Inclusions, put_together
from citelib.documents.text.writing import entries_of, list_title, place_change

__all__ = ["read", "write"]

_HIDDEN: Final = re.compile(
    r"(?P<kept>\[cite(?:/[\w/-]*)?:[^\[\]]*\])"
    r"|^[ \t]*\#\+begin_(?P<name>src|example|export|comment)\b.*?(?:^[ \t]*\#\+end_(?P=name)\b|\Z)"
    r"|^[ \t]*\#(?:[ \t][^\n]*)?$|^[ \t]*:(?:[ \t][^\n]*)?$"
    r"|(?:(?<=[\s\-('\"{])|^)[=~](?=\S)[^\n]{1,500}?(?<=\S)[=~](?!\w)",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_CITE: Final = re.compile(r"\[cite(?P<style>(?:/[\w-]*)*):(?P<body>[^\[\]]*)\]")
_KEY: Final = re.compile(r"@(?P<key>[\w!#$%&*+./:<>?^`|~'-]*[\w/])")
_REF: Final = re.compile(
    r"\[\[(?P<command>[A-Za-z]*[Cc]ite[A-Za-z]*)\*?:(?P<body>[^\[\]]+)\](?:\[[^\[\]]*\])?\]"
    r"|(?<![\w\[/:])(?P<bare>[a-z]*cite[a-z]*)\*?:(?P<keys>&?[\w.:/+-]*\w(?:[,;]&?[\w.:/+-]*\w)*)"
)
_REF_KEY: Final = re.compile(r"&(?P<key>[\w.:/+-]*\w)")
_KEYWORD: Final = re.compile(
    r"^[ \t]*\#\+(?P<name>bibliography|cite_export|language|nocite):[ \t]*(?P<value>[^\n]*?)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_LIST: Final = re.compile(
    r"^[ \t]*\#\+print_bibliography:(?P<options>[^\n]*?)$|^[ \t]*\[?\[?bibliography:(?P<files>[\w./,~-]+)\]?\]?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_INCLUDE: Final = re.compile(
    r"^[ \t]*\#\+include:[ \t]*(?:\"(?P<quoted>[^\"\n]+\.(?:org|txt))\"|(?P<bare>[^\s\"]+\.(?:org|txt)))"
    r"(?![^\n]*\b(?:src|example|export)\b)[^\n]*$",
    re.MULTILINE | re.IGNORECASE,
)
_SETUP: Final = re.compile(r"(?P<kept>\A(?!))|^[ \t]*\#\+latex_[^\n]*$", re.MULTILINE | re.IGNORECASE)
_HEADER: Final = re.compile(r"\\(?P<command>addbibresource|bibliography)(?:\[[^\]\n]*\])?\{(?P<files>[^{}\n]+)\}")
_OPTION: Final = re.compile(r':([a-z]+)[ \t]+(?:"([^"]*)"|([^\s:][^\s]*))')
_NOTE: Final = re.compile(r"\[fn:(?P<name>[\w-]*):")
_DEFINITION: Final = re.compile(r"^\[fn:(?P<name>[\w-]+)\][ \t]*", re.MULTILINE)
_REFERENCE: Final = re.compile(r"(?<!^)\[fn:(?P<name>[\w-]+)\]", re.MULTILINE)
_END_OF_NOTE: Final = re.compile(r"\n(?:[ \t]*\r?\n){2}|^\*+ |^\[fn:", re.MULTILINE)
_SPECIAL: Final = re.compile(r"[*/=~+_\\\[\]{}$^<]")
_STYLES: Final[dict[str, Mode]] = {
    "t": "composite", "text": "composite", "a": "author-only", "author": "author-only", "na": "suppress-author",
    "noauthor": "suppress-author", "y": "year-only", "year": "year-only", "ti": "title-only", "title": "title-only",
    "b": "full", "bibentry": "full", "l": "locator-only", "locators": "locator-only",
}  # fmt: skip


def read(text: str, name: str = "") -> Document:
    """The places of an Org document, with the files that it includes."""
    text, stretches, diagnostics = put_together(text, name, _INCLUSIONS)
    text, stretches = expanded(text, stretches)
    covered = cover(text, _HIDDEN)
    keywords: dict[str, list[str]] = {}
    for match in _KEYWORD.finditer(covered):
        keywords.setdefault(match["name"].casefold(), []).append(match["value"])
    language = next(iter(keywords.get("language", [])), None)
    words = locator_words(language or "en-US")
    texts = Texts(covered, _SPECIAL)
    lists = []
    files = [value.strip("\"'") for value in keywords.get("bibliography", [])]
    for match in _LIST.finditer(covered):
        options = {row[1]: row[2] or row[3] for row in _OPTION.finditer(match["options"] or "")}
        lists.append(ListPlace(match.start(), match.end(), query_of(options)))
        files += [one for one in (match["files"] or "").split(",") if one]
    for match in _HEADER.finditer(covered):
        named = [one.strip() for one in match["files"].split(",") if one.strip()]
        files += [one if one.endswith(".bib") else f"{one}.bib" for one in named]
    style = None
    for value in keywords.get("cite_export", []):
        processor, _, rest = value.partition(" ")
        if processor == "csl" and rest.strip():
            style = rest.split()[0].strip('"')
    metadata = Metadata(tuple(dict.fromkeys(files)), style, language)
    found = [
        *_cites(text, covered, words, texts),
        *_links(text, covered, words, texts),
        *_commands(text, covered, words, texts),
    ]
    made = document("org", name, text, found, metadata, lists=lists, notes=_notes(covered), texts=texts)
    return attrs.evolve(made, stretches=tuple(stretches), diagnostics=tuple(diagnostics))


def _inclusions(text: str) -> Iterator[Inclusion]:
    for match in _INCLUDE.finditer(cover(text, _HIDDEN)):
        yield Inclusion(match.start(), match.end(), match["quoted"] or match["bare"])


_INCLUSIONS: Final = Inclusions(_inclusions)


def _cites(text: str, covered: str, words: LocatorWords, texts: Texts) -> Iterator[Found]:
    for match in _CITE.finditer(covered):
        style, _, variant = match["style"].removeprefix("/").partition("/")
        works = []
        before = behind = ""
        at = match.start("body")
        for part in text[at : match.end("body")].split(";"):
            key = _KEY.search(part)
            if key is not None:
                prefix = before + texts.text(part[: key.start()]).lstrip()
                before = ""
                suffix = texts.text(part[key.end() :])
                works.append(work(key["key"], at + key.start(), prefix, suffix, words))
            elif works:
                behind = texts.text(part).strip()
            else:
                before = f"{texts.text(part).strip()} "
            at += len(part) + 1
        if not works:
            continue
        if behind:
            works[-1] = attrs.evolve(works[-1], suffix=f"{works[-1].suffix}, {behind}")
        yield Found(
            match.start(),
            match.end(),
            tuple(works),
            "bare" if not style and variant in ("b", "bare") else _STYLES.get(style, ""),
            is_list=style in ("n", "nocite"),
            capitalize=variant in ("c", "caps", "bc", "bare-caps"),
            wants_note=style in ("ft", "note", "f", "foot"),
        )


def _links(text: str, covered: str, words: LocatorWords, texts: Texts) -> Iterator[Found]:
    for match in _REF.finditer(covered):
        meant = command(match["command"] or match["bare"])  # org-ref names its links after the commands of LaTeX
        if meant is None:
            continue
        works = []
        if match["bare"] or "&" not in match["body"]:
            group = "keys" if match["bare"] else "body"
            at = match.start(group)
            for key in re.split("[,;]", match[group]):
                name = key.strip().removeprefix("&")
                works.append(work(name, at + key.find(name), "", "", words))
                at += len(key) + 1
        else:
            at = match.start("body")
            for part in text[at : match.end("body")].split(";"):
                if (key_match := _REF_KEY.search(part)) is not None:
                    prefix = texts.text(part[: key_match.start()]).lstrip()
                    suffix = texts.text(part[key_match.end() :])
                    works.append(work(key_match["key"], at + key_match.start() + 1, prefix, suffix, words))
                at += len(part) + 1
        if works:
            yield Found(
                match.start(),
                match.end(),
                tuple(works),
                meant.mode,
                is_list=meant.shape == "list",
                capitalize=meant.capital,
                wants_note=meant.in_note,
            )


def _commands(text: str, covered: str, words: LocatorWords, texts: Texts) -> Iterator[Found]:
    """Commands of LaTeX, which Org passes on to it."""
    body = cover(covered, _SETUP, keep="kept") if "\\" in text else ""
    for one in scan(text, words, body) if body else ():
        works = [
            attrs.evolve(work, prefix=texts.renamed(work.prefix, one.raw), suffix=texts.renamed(work.suffix, one.raw))
            for work in one.works
        ]
        works[0] = attrs.evolve(works[0], prefix=texts.renamed(one.prefix, one.raw) + works[0].prefix)
        works[-1] = attrs.evolve(works[-1], suffix=works[-1].suffix + texts.renamed(one.suffix, one.raw))
        meant = one.command
        is_list = meant.shape == "list"
        yield Found(one.start, one.end, tuple(works), meant.mode, False, is_list, meant.capital, meant.in_note)


def _notes(covered: str) -> list[tuple[str, int, int, int]]:
    anchors: dict[str, int] = {}
    for match in _REFERENCE.finditer(covered):
        anchors.setdefault(match["name"], match.start())
    brackets = closings(covered, "[", "]")
    notes = [
        (match["name"] or f"-{match.start()}", match.end(), end - 1, match.start())
        for match in _NOTE.finditer(covered)
        if (end := brackets.get(match.start())) is not None
    ]
    for match in _DEFINITION.finditer(covered):
        end_match = _END_OF_NOTE.search(covered, match.end())
        end = end_match.start() if end_match else len(covered)
        notes.append((match["name"], match.end(), end, anchors.get(match["name"], match.start())))
    return notes


def write(rendered: RenderedDocument) -> str:
    """The document with text in the place of citations and of ``#+print_bibliography``.

    Args:
        rendered: The document, rendered in the output ``"org"``.
    """
    document = rendered.document
    newline = "\r\n" if "\r\n" in document.text else "\n"
    changes = [place_change(rendered, done, lambda note: f"[fn:: {note}]") for done in rendered.places]
    for place, bibliography in zip(document.lists, rendered.lists, strict=False):
        if entries := entries_of(bibliography, newline):
            changes.append((place.start, place.end, entries))
    if not document.lists and (entries := entries_of(rendered.bibliography, newline)):
        body = document.text.rstrip("\r\n")
        heading = f"* {list_title(rendered)}"
        ending = (newline * 2).join(("", heading, entries)) + newline
        changes.append((len(body), len(document.text), ending))
    return apply(document.text, changes)
