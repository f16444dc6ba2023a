r"""A LaTeX document read: its citations, its footnotes, where its bibliography goes, and the packages that it uses.

What it includes by ``\input``, ``\include`` and ``\subfile`` is read as part of it, from its own folder only.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.documents.latex.mask import closings, cover
from citelib.documents.latex.scan import Found, scan
from citelib.documents.latex.typed_lists import TypedList, typed_lists
from citelib.documents.latex.wrappers import expanded
from citelib.documents.locators import locator_words
from citelib.documents.model import Document, ListPlace, Metadata, Place
from citelib.documents.text.including import Inclusion, Inclusions, put_together
from citelib.files import decode
from citelib.formats.tex.bibtex.types import read_type

__all__ = ["read"]

_INPUT: Final = re.compile(
    r"\\(?:(?:input|include|subfile)(?![A-Za-z])|import\{(?P<folder>[^{}\n]*)\})"
    r"\s*(?:\{(?P<braced>[^{}\n]+)\}|(?P<bare>[^\s{}\\%]+))"
)
_NOTE: Final = re.compile(r"\\(?:footnote|endnote|thanks|footnotetext)\s*+(?:\[[^\]\n]*\]\s*+)?(?=\{)")
_PACKAGE: Final = re.compile(
    r"\\(?:usepackage|RequirePackage)\s*+(?:\[(?P<options>[^\]]*)\]\s*+)?\{(?P<names>[^{}]*)\}"
)
_NATBIB_STYLE: Final = re.compile(r"\\(?:setcitestyle|bibpunct\[[^\]]*\]|bibpunct)\s*\{(?P<style>[^{}]*)\}")
_FILES: Final = re.compile(
    r"\\(?P<command>bibliography|addbibresource|addglobalbib|addsectionbib)\s*+(?:\[[^\]]*\]\s*+)?\{(?P<names>[^{}]*)\}"
)
_LIST: Final = re.compile(
    r"\\printbibliography\s*(?:\[(?P<options>(?:[^\[\]{}]|\{[^{}]*\})*)\])?|\\bibliography\s*\{[^{}]*\}"
)
_LANGUAGE: Final = re.compile(
    r"\\usepackage\s*\[(?P<options>[^\]]*)\]\s*\{babel\}|\\set(?:main|default)language\s*(?:\[[^\]]*\])?\{(?P<name>\w+)\}"
)
_TAGS: Final = {
    "ngerman": "de-DE", "german": "de-DE", "naustrian": "de-AT", "french": "fr-FR", "francais": "fr-FR",
    "spanish": "es-ES", "italian": "it-IT", "portuguese": "pt-PT", "brazilian": "pt-BR", "brazil": "pt-BR",
    "dutch": "nl-NL", "russian": "ru-RU", "polish": "pl-PL", "czech": "cs-CZ", "danish": "da-DK",
    "swedish": "sv-SE", "norwegian": "nb-NO", "finnish": "fi-FI", "turkish": "tr-TR", "greek": "el-GR",
    "british": "en-GB", "ukenglish": "en-GB", "english": "en-US", "american": "en-US",
}  # fmt: skip
"""Tags of babel's and polyglossia's names of languages."""
_NUMERIC: Final = re.compile(r"\b(?:numbers|super|numeric)\b")
_CHAPTER: Final = re.compile(
    r"\\(?:(?P<begin>newrefsection(?![A-Za-z])|begin\{refsection\})|end(?:refsection|\{refsection\}))"
)
_OPTION: Final = re.compile(r"([a-z]+)\s*(?:=\s*(?:\{([^{}]*)\}|([^,{}\s]+)))?")
_CATEGORY: Final = re.compile(r"\\addtocategory\s*\{(?P<name>[^{}]*)\}\s*\{(?P<keys>[^{}]*)\}")


def read(data: bytes, name: str = "") -> Document:
    """The places of a LaTeX document.

    Args:
        data: The document.
        name: Path of its file, beside which included files are looked for; none are if it is empty.
    """
    text, stretches, diagnostics = put_together(decode(data)[0], name, _INCLUSIONS)
    text, stretches = expanded(text, stretches)
    covered = cover(text)
    typed = [*typed_lists(covered)]
    metadata = attrs.evolve(_metadata(covered), typed=tuple(item for one in typed for item in one.items))
    notes = _notes(covered)
    narrative = "natbib" in metadata.values["packages"] and not metadata.values["numeric"]
    chapters = _chapters(covered)
    places = [
        _place(found, text, notes, chapters, narrative=narrative)
        for found in scan(text, locator_words(metadata.language or "en-US"), covered)
    ]
    lists = [*_lists(covered, chapters), *(ListPlace(one.start, one.end) for one in typed)]
    document = Document(
        text,
        "latex",
        name,
        tuple(places),
        tuple(sorted(lists, key=lambda one: one.start)),
        metadata,
        tuple((str(start), start) for start, _ in notes),
        tuple(diagnostics),
        tuple(stretches),
    )
    return attrs.evolve(document, diagnostics=(*diagnostics, *_doubts(document, typed)))


def _doubts(document: Document, typed: list[TypedList]) -> Iterator[Diagnostic]:
    for one in typed:
        if one.doubtful:
            file, line, column = document.position(one.start)
            keys = ", ".join(one.doubtful[:5]) + (" …" if len(one.doubtful) > 5 else "")
            message = f"{len(one.doubtful)} of the {len(one.items)} works of a typed list are read with doubts: {keys}"
            hint = "compare them with the list, or name a bibliography that has them"
            yield Diagnostic("warning", "document-typed-list", message, hint, file or None, line, column)


def _inclusions(text: str) -> Iterator[Inclusion]:
    for match in _INPUT.finditer(cover(text)):
        target = (match["braced"] or match["bare"]).strip()
        yield Inclusion(match.start(), match.end(), f"{match['folder'] or ''}{target}")


_INCLUSIONS: Final = Inclusions(_inclusions, ("", ".tex"), from_document=True)


def _place(
    found: Found, text: str, notes: list[tuple[int, int]], chapters: list[tuple[int, int]], *, narrative: bool
) -> Place:
    note = next((start for start, end in notes if start <= found.start < end), None)
    name = re.match(r"\\([A-Za-z]+)", text[found.start : found.end])
    mode = "composite" if narrative and name and name[1] in ("cite", "Cite") else found.command.mode
    works = found.works
    if found.prefix:
        works = (attrs.evolve(works[0], prefix=found.prefix + works[0].prefix), *works[1:])
    if found.suffix:
        works = (*works[:-1], attrs.evolve(works[-1], suffix=works[-1].suffix + found.suffix))
    return Place(
        found.start,
        found.end,
        works,
        mode,
        note=None if note is None else str(note),
        opens_note=note is not None and not text[text.find("{", note) + 1 : found.start].strip(),
        raw=found.raw,
        chapter=(part := _part(chapters, found.start)),
        part=part,
        anchor=found.start,
        capitalize=found.command.capital,
        wants_note=found.command.in_note,
        is_list=found.command.shape == "list",
    )


def _notes(covered: str) -> list[tuple[int, int]]:
    ends = closings(covered)
    return [(match.start(), ends.get(match.end(), len(covered))) for match in _NOTE.finditer(covered)]


def _metadata(covered: str) -> Metadata:
    packages: dict[str, str] = {}
    for match in _PACKAGE.finditer(covered):
        packages |= {name.strip(): match["options"] or "" for name in match["names"].split(",")}
    numeric = bool(_NUMERIC.search(packages.get("natbib", "")))
    for match in _NATBIB_STYLE.finditer(covered):
        numeric = bool(_NUMERIC.search(match["style"])) or numeric
    names = [
        name.strip() + ("" if match["command"] != "bibliography" or name.strip().endswith(".bib") else ".bib")
        for match in _FILES.finditer(covered)
        for name in match["names"].split(",")
        if name.strip()
    ]
    return Metadata(
        bibliographies=tuple(dict.fromkeys(names)),
        language=_language(covered),
        folds_keys=not {"biblatex", "biblatex-chicago"}.intersection(packages),
        values={"packages": packages, "numeric": numeric},
    )


def _language(covered: str) -> str | None:
    match = _LANGUAGE.search(covered)
    if match is None:
        return None
    # babel's last option is the main language, unless one is said to be.
    options = [one.strip().removeprefix("main=") for one in (match["options"] or match["name"]).split(",")]
    return next((_TAGS[one] for one in reversed(options) if one in _TAGS), None)


def _chapters(covered: str) -> list[tuple[int, int]]:
    """Where refsections of biblatex begin and end, with the number of the one that holds from there on; 0 for none."""
    found = []
    count = 0
    for match in _CHAPTER.finditer(covered):
        count += match["begin"] is not None
        found.append((match.start(), count if match["begin"] else 0))
    return found


def _part(chapters: list[tuple[int, int]], at: int) -> int:
    number = bisect.bisect_right(chapters, at, key=lambda one: one[0]) - 1
    return chapters[number][1] if number >= 0 else 0


def _lists(covered: str, chapters: list[tuple[int, int]]) -> Iterator[ListPlace]:
    """Where lists are printed, and what each of them lists."""
    categories: dict[str, list[str]] = {}
    for match in _CATEGORY.finditer(covered):
        categories.setdefault(match["name"].strip(), []).extend(key.strip() for key in match["keys"].split(","))
    for match in _LIST.finditer(covered):
        options = {row[1]: row[2] or row[3] or "" for row in _OPTION.finditer(match["options"] or "")}
        section = options.get("section", "")
        part = int(section) if section.isascii() and section.isdigit() else _part(chapters, match.start())
        title = "" if options.get("heading") == "none" else options.get("title")
        yield ListPlace(match.start(), match.end(), _query(options, categories), part=part, title=title)


def _query(options: Mapping[str, str], categories: Mapping[str, list[str]]) -> str:
    """What the options of biblatex's list select, as a query."""
    parts = []
    for name, value in options.items():
        option, negated = name.removeprefix("not"), "-" if name.startswith("not") else ""
        if option in ("keyword", "keywords"):
            parts += [f"{negated}tag:{_quoted(one)}" for one in value.split(",")]
        elif option == "type":
            parts.append(f"{negated}type:{_quoted(read_type(value.casefold(), None))}")
        elif option == "category":
            keys = " OR ".join(f"key:{_quoted(key)}" for key in categories.get(value, ())) or "type:none"
            parts.append(f"{negated}({keys})")
    return " ".join(parts)


def _quoted(text: str) -> str:
    escaped = text.strip().replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
