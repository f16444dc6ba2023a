"""AsciiDoc: ``cite:[key(3), other]`` of asciidoctor-bibtex, ``cite:key[p. 3]`` of asciidoctor-bibliography.

Source: the documentation of these two extensions; AsciiDoc itself has no citations: a
reference ``<<key>>`` counts as one where there is no such anchor but a work of that key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from citelib.csl.citation import Mode
from citelib.documents.locators import LocatorWords, locator_words
from citelib.documents.markdown.read import query_of
from citelib.documents.markup.reading import Found, Texts, closings, cover, document, work
from citelib.documents.model import CitedWork, Document, ListPlace, Metadata
from citelib.documents.render import RenderedDocument
from citelib.documents.text.changes import apply
from citelib.documents.text.including import Inclusion, Inclusions, put_together
from citelib.documents.text.writing import entries_of, list_title, place_change

__all__ = ["read", "write"]

_HIDDEN: Final = re.compile(
    r"(?P<kept>(?:full|no)?cite(?:np|t|p)?:[\w:.+-]*\[[^\[\]]*\])"
    r"|^(?P<fence>-{4,}|\.{4,}|\+{4,}|/{4,}|`{3,})[ \t]*$.*?(?:^(?P=fence)[ \t]*$|\Z)|^//(?!/)[^\n]*$"
    r"|\+\+\+.*?\+\+\+|`[^`\n]*`|\\cite",
    re.DOTALL | re.MULTILINE,
)
_CITE: Final = re.compile(
    r"(?<![\w:])(?P<command>cite(?:np|t|p)?|fullcite|nocite|bibitem):(?P<targets>[\w:.-]*(?:\[[^\[\]]*\]\+[\w:.-]+)*)\[(?P<body>[^\[\]]*)\]"
)
_CROSS: Final = re.compile(r"<<(?P<key>[\w:./-]+)(?:,[^<>]*)?>>")
_ANCHOR: Final = re.compile(
    r"\[\[\[?(?P<double>[\w:./-]+)(?:,[^\]]*)?\]\]|\[\#(?P<hash>[\w:./-]+)|\banchor:(?P<macro>[\w:./-]+)\["
)
_INCLUDE: Final = re.compile(
    r"^include::(?P<file>[^\[\]\n{}]+\.(?:adoc|asciidoc|asc|txt))\[[^\]\n]*\][ \t]*$", re.MULTILINE
)
_PART: Final = re.compile(r"\s*(?P<key>[^\s(),;]+)\s*(?:\((?P<locator>(?:[^()]|\([^()]*\))*)\))?\s*(?:[,;]|$)")
_LOCATED: Final = re.compile(r"\s*[^\s(),;]+\([^()]*\)\s*(?:,.*)?")
"""A key with its locator in parentheses: where it stands in the bracket, what stands before the bracket is a prefix."""
_TARGET: Final = re.compile(r"(?P<key>[\w:.-]+)(?:\[(?P<suffix>[^\[\]]*)\])?\+?")
_ATTRIBUTE: Final = re.compile(
    r"^:(?P<name>(?:bibtex|bibliography)-(?:file|database|style)|lang):[ \t]*(?P<value>[^\n]*?)[ \t]*$",
    re.MULTILINE,
)
_LIST: Final = re.compile(r"^bibliography::[\w.-]*\[(?P<options>[^\]\n]*)\][ \t]*$", re.MULTILINE)
_OPTION: Final = re.compile(r'(\w+)=(?:"([^"]*)"|([^,\s]+))')
_NOTE: Final = re.compile(r"footnote:[\w-]*(?=\[)")
_SPECIAL: Final = re.compile(r"[*_`#^~+{}<>\\]")
_COMMANDS: Final[dict[str, Mode]] = {"citenp": "composite", "citet": "composite", "fullcite": "full", "bibitem": "full"}


def read(text: str, name: str = "") -> Document:
    """The places of an AsciiDoc document, with the files that it includes."""
    text, stretches, diagnostics = put_together(text, name, _INCLUSIONS)
    covered = cover(text, _HIDDEN)
    attributes = {match["name"]: match["value"] for match in _ATTRIBUTE.finditer(covered)}
    language = attributes.get("lang")
    words = locator_words(language or "en-US")
    texts = Texts(covered, _SPECIAL)
    anchors = {match["double"] or match["hash"] or match["macro"] for match in _ANCHOR.finditer(covered)}
    found = [*_cites(text, covered, words, texts, prefixed="bibtex-file" in attributes)]
    found += [
        Found(match.start(), match.end(), (CitedWork(match["key"], match.start("key")),), tentative=True)
        for match in _CROSS.finditer(covered)
        if match["key"] not in anchors
    ]
    lists = []
    for match in _LIST.finditer(covered):
        options = {row[1]: row[2] or row[3] for row in _OPTION.finditer(match["options"])}
        lists.append(ListPlace(match.start(), match.end(), query_of(options)))
    files = attributes.get("bibtex-file") or attributes.get("bibliography-database") or ""
    style = attributes.get("bibtex-style") or attributes.get("bibliography-style")
    metadata = Metadata(tuple(one for one in re.split(r"[,\s]+", files) if one), style, language)
    brackets = closings(covered, "[", "]")
    notes = [
        (f"{match.start()}", match.end() + 1, end - 1, match.start())
        for match in _NOTE.finditer(covered)
        if (end := brackets.get(match.end())) is not None
    ]
    made = document("asciidoc", name, text, found, metadata, lists=lists, notes=notes, texts=texts)
    return attrs.evolve(made, stretches=tuple(stretches), diagnostics=tuple(diagnostics))


def _inclusions(text: str) -> Iterator[Inclusion]:
    for match in _INCLUDE.finditer(cover(text, _HIDDEN)):
        yield Inclusion(match.start(), match.end(), match["file"])


_INCLUSIONS: Final = Inclusions(_inclusions)


def _cites(text: str, covered: str, words: LocatorWords, texts: Texts, *, prefixed: bool) -> Iterator[Found]:
    """The macros that cite.

    Args:
        text: The document.
        covered: The same, with what cites nothing covered.
        words: The words for locators of its language.
        texts: Makes affixes of its text.
        prefixed: Whether what stands before a bracket is a prefix (asciidoctor-bibtex), not a key.
    """
    for match in _CITE.finditer(covered):
        works = []
        has_keys = (
            not match["targets"]
            or (prefixed and "[" not in match["targets"] and bool(match["body"].strip()))
            or bool(_LOCATED.fullmatch(match["body"]))
        )
        if not has_keys:
            start, end = match.start("targets"), match.end()
            for part in _TARGET.finditer(text, start, end):
                suffix = texts.text(part["suffix"] or "")
                works.append(work(part["key"], part.start("key"), "", suffix, words))
        else:
            for part in _PART.finditer(text, match.start("body"), match.end("body")):
                suffix = texts.text(part["locator"] or "")
                prefix = f"{texts.text(match['targets'])} " if match["targets"] and not works else ""
                works.append(work(part["key"], part.start("key"), prefix, suffix, words))
        if works:
            command = match["command"]
            mode = _COMMANDS.get(command, "")
            yield Found(match.start(), match.end(), tuple(works), mode, is_list=command == "nocite")


def write(rendered: RenderedDocument) -> str:
    """The document with text in the place of citations and of ``bibliography::[]``.

    Args:
        rendered: The document, rendered in the output ``"asciidoc"``.
    """
    document = rendered.document
    newline = "\r\n" if "\r\n" in document.text else "\n"
    changes = [
        place_change(rendered, done, lambda note: f"footnote:[{_in_brackets(note)}]") for done in rendered.places
    ]
    for place, bibliography in zip(document.lists, rendered.lists, strict=False):
        if entries := entries_of(bibliography, newline):
            changes.append((place.start, place.end, entries))
    if not document.lists and (entries := entries_of(rendered.bibliography, newline)):
        body = document.text.rstrip("\r\n")
        heading = f"== {list_title(rendered)}"
        changes.append((len(body), len(document.text), (newline * 2).join(("", heading, entries)) + newline))
    return apply(document.text, changes)


def _in_brackets(note: str) -> str:
    """The text of a note, in which a link must not close the bracket."""
    return note.replace("]", "\\]")
