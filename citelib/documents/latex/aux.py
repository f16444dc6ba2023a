r"""The .aux file of LaTeX's package citation-style-language, and the .bbl file that it wants back.

The package writes each citation with its locators, affixes and mode into the .aux file; a program reads that and writes
the texts of the citations and the list. `answer` stands in for that program, so that a paper gets every style, with
notes and locators, and LaTeX needs nothing of ours.

>>> aux = r"\citation{citationID={a@1},citationItems={{id={a},label={page},locator={3}}},properties={noteIndex={1}}}"
>>> [citation] = read_aux(aux).citations
>>> citation.id, citation.cites[0].locator
('a@1', '3')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import attrs

from citelib.csl.citation import Citation, Cite, Mode
from citelib.csl.processor import Processor
from citelib.csl.style.repository import resolve_style
from citelib.diagnostics import Diagnostic
from citelib.documents.latex.mask import closing_brace, closings
from citelib.documents.model import EVERYTHING
from citelib.errors import ReadError
from citelib.files import decode as decode_bytes
from citelib.formats.tex.latex import decode
from citelib.model import Bibliography, Item
from citelib.near import did_you_mean
from citelib.output import get_output

__all__ = ["Auxiliary", "answer", "read_aux", "read_aux_file"]

_LINE: Final = re.compile(r"^\\(citation|csl@data|bibstyle|csloptions|@input)\s*(?=\{)", re.MULTILINE)

_MODES: Final[dict[str, Mode]] = {
    "composite": "composite",
    "author-only": "author-only",
    "suppress-author": "suppress-author",
}
"""The modes that the package writes; what else stands there is a usual citation."""


@attrs.frozen
class Auxiliary:
    """What an .aux file says.

    Attributes:
        citations: The citations, in order; their ids are those of the package.
        nocite: Keys that are listed without being cited.
        bibliographies: Files with the works.
        style: Name of the style, if it names one.
        locale: Language, if it says one.
        links: Whether the document has links.
        includes: Further .aux files.
    """

    citations: tuple[Citation, ...] = ()
    nocite: tuple[str, ...] = ()
    bibliographies: tuple[str, ...] = ()
    style: str | None = None
    locale: str | None = None
    links: bool = False
    includes: tuple[str, ...] = ()


def read_aux(text: str) -> Auxiliary:
    """What an .aux file says of citations; what other packages write is passed over."""
    citations: dict[str, Citation] = {}
    nocite: list[str] = []
    found: dict[str, list[str]] = {"csl@data": [], "bibstyle": [], "csloptions": [], "@input": []}
    ends = closings(text)
    for match in _LINE.finditer(text):
        argument = text[match.end() + 1 : ends.get(match.end(), match.end() + 2) - 1]
        if match[1] != "citation":
            found[match[1]].append(argument.strip())
        elif "citationID" in argument:
            fields = dict(_pairs(argument))
            if fields.get("citationID") == "@nocite" or fields.get("citationID", "").startswith("@nocite"):
                nocite += [dict(_pairs(one)).get("id", "") for one in _groups(fields.get("citationItems", ""))]
            else:
                citation = _citation(fields)
                citations.setdefault(citation.id, citation)
    options = dict(pair for one in found["csloptions"] for pair in _pairs(one))
    return Auxiliary(
        tuple(citations.values()),
        tuple(key for key in nocite if key),
        tuple(name.strip() for one in found["csl@data"] for name in one.split(",") if name.strip()),
        next(iter(found["bibstyle"]), None),
        options.get("locale"),
        options.get("linking") == "true",
        tuple(found["@input"]),
    )


def read_aux_file(path: Path) -> Auxiliary:
    """What an .aux file and those that it includes from its own folder say.

    Raises:
        ReadError: A file cannot be read.
    """
    folder = path.resolve().parent
    found: list[Auxiliary] = []
    waiting, seen = [path.resolve()], set[Path]()
    while waiting:
        one = waiting.pop(0)
        if one in seen:
            continue
        seen.add(one)
        try:
            found.append(read_aux(decode_bytes(one.read_bytes())[0]))
        except OSError as error:
            raise ReadError(f"cannot be read: {error.strerror}", source=str(one)) from error
        inner = [(folder / name).resolve() for name in found[-1].includes]
        waiting = [name for name in inner if name.is_relative_to(folder) and name.is_file()] + waiting
    return Auxiliary(
        tuple({citation.id: citation for one in found for citation in one.citations}.values()),
        tuple(key for one in found for key in one.nocite),
        tuple(dict.fromkeys(name for one in found for name in one.bibliographies)),
        next((one.style for one in found if one.style), None),
        next((one.locale for one in found if one.locale), None),
        any(one.links for one in found),
    )


def _citation(fields: Mapping[str, str]) -> Citation:
    properties = dict(_pairs(fields.get("properties", "")))
    note = properties.get("noteIndex", "")
    return Citation(
        [_cite(dict(_pairs(one))) for one in _groups(fields.get("citationItems", ""))],
        id=fields["citationID"],
        note=int(note) if note.isascii() and note.isdigit() and len(note) < 9 else 0,
        mode=_MODES.get(properties.get("mode", ""), ""),
        prefix=decode(properties.get("prefix", "")),
        suffix=decode(properties.get("suffix", "")),
    )


def _cite(fields: Mapping[str, str]) -> Cite:
    prefix, suffix = fields.get("prefix", ""), fields.get("suffix", "")
    return Cite(
        fields.get("id", ""),
        locator=decode(fields.get("locator", "")).replace("--", "–") or None,
        label=fields.get("label") or None,
        prefix=decode(prefix) + (" " if prefix.endswith((" ", "~")) else ""),
        suffix=decode(suffix),
        suppress_author=fields.get("suppress-author") == "true",
        author_only=fields.get("author-only") == "true",
    )


_OPTION: Final = re.compile(r"\s*+([^=,{}]++)=\s*+")


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """The keys and values of a list of LaTeX3, without the braces around a value."""
    at = 0
    while match := _OPTION.match(text, at):
        at = match.end()
        if text[at : at + 1] == "{":
            end = closing_brace(text, at)
            yield match[1].strip(), text[at + 1 : end - 1]
        else:
            comma = text.find(",", at)
            end = comma if comma >= 0 else len(text)
            yield match[1].strip(), text[at:end].strip()
        comma = text.find(",", end)
        if comma < 0:
            return
        at = comma + 1


def _groups(text: str) -> Iterator[str]:
    """What stands in the outermost braces of a list."""
    at = text.find("{")
    while at >= 0:
        end = closing_brace(text, at)
        yield text[at + 1 : end - 1]
        at = text.find("{", end)


def answer(
    aux: Auxiliary, works: Iterable[Item], *, style: str | None = None, locale: str | None = None
) -> tuple[str, list[Diagnostic]]:
    """The .bbl file for an .aux file, and what is wrong: keys without a work.

    Args:
        aux: What the .aux file says.
        works: The works that can be cited.
        style: A style; by default the one that the file names, else APA.
        locale: Language of the output; by default the one that the file says.

    Raises:
        StyleError: The style cannot be used.
        UnknownNameError: There is no such style or locale.
    """
    items = Bibliography(works)
    resolved = resolve_style(style or aux.style or "apa", locale or aux.locale)
    form = get_output("latex")
    missing: dict[str, None] = {}
    in_notes = resolved.style.class_ == "note"
    known = [_known(citation, items, missing, capitalize=in_notes) for citation in aux.citations]
    nocite = [key for key in aux.nocite if key != EVERYTHING]
    missing |= dict.fromkeys(key for key in nocite if key not in items)
    processor = Processor(
        items.values(),
        resolved,
        output=form,
        nocite="*" if EVERYTHING in aux.nocite else [items[key].id for key in nocite if key in items],
    )
    processor.replace_citations(citation for citation in known if citation.cites)
    texts = dict(processor.citations)
    bibliography = processor.bibliography()
    settings = [f"class = {resolved.style.class_}"]
    if bibliography is not None:
        settings += [
            f"hanging-indent = {str(bibliography.params.hanging_indent).lower()}",
            f"line-spacing = {bibliography.params.line_spacing}",
            f"entry-spacing = {bibliography.params.entry_spacing}",
        ]
    lines = [f"\\cslsetup{{{', '.join(settings)}}}", ""]
    for before, citation in zip(aux.citations, known, strict=True):
        gone = "; ".join(f"\\textbf{{{form.escape(cite.id)}?}}" for cite in before.cites if cite.id not in items)
        text = "; ".join(part for part in (texts.get(citation.id, ""), gone) if part)
        lines.append(f"\\cslcite{{{citation.id}}}{{{text}}}")
    if bibliography is not None:
        lines += ["", "\\begin{thebibliography}{}"]
        lines += [f"\n{form.entry(entry.id, entry.text).strip()}" for entry in bibliography.entries]
        lines.append("\n\\end{thebibliography}")
    return "\n".join(lines) + "\n", [
        Diagnostic(
            "error",
            "document-missing-key",
            f"the key {key!r} is cited but not in the bibliography",
            did_you_mean(key, items),
        )
        for key in missing
    ]


def _known(citation: Citation, items: Bibliography, missing: dict[str, None], *, capitalize: bool) -> Citation:
    """The citation with those of its works that are there, under their own ids."""
    missing |= dict.fromkeys(id for id in citation.ids if id not in items)
    cites = [attrs.evolve(cite, id=items[cite.id].id) for cite in citation.cites if cite.id in items]
    return attrs.evolve(citation, cites=cites, capitalize=capitalize)
