"""``citelib check FILE…``: say what is wrong in files, in the library and in manuscripts, and repair what is safe."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs
import click

from citelib.checks import COLLECTION_RULES, FIXABLE, RULES, check, check_document, citations, repaired
from citelib.cli.files import bibliography_option, file_arguments, from_option, json_option, load_all, of_library
from citelib.cli.report import COLOURS, Findings, annotation, print_difference, status
from citelib.cli.terminal import Styled, say
from citelib.diagnostics import SEVERITIES, Diagnostic
from citelib.documents.files import read_document, works_of
from citelib.errors import LimitError, ReadError
from citelib.files import decode, kind_of, read_file
from citelib.formats.exchange import dump, dumps
from citelib.formats.registry import choose, find
from citelib.limits import DEFAULT_LIMITS
from citelib.model import Bibliography, Block

if TYPE_CHECKING:
    from citelib.library import Library

__all__ = ["command"]


@click.command("check")
@file_arguments
@from_option
@click.option("--rules/--no-rules", default=True, help="Also look for what is suspicious.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Leave out a rule; may be repeated.")
@click.option(
    "--document",
    "documents",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    help="Manuscript in Markdown or LaTeX whose citations are checked.",
)
@bibliography_option
@of_library("Check this library, too.")
@click.option("--fix", is_flag=True, help="Repair what is safe, in the files and the library.")
@click.option("--diff", "show_diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--github", is_flag=True, help="Print annotations for GitHub.")
@json_option
def command(
    files: tuple[str, ...],
    source_format: str | None,
    rules: bool,
    ignore: tuple[str, ...],
    documents: tuple[str, ...],
    bibliographies: tuple[str, ...],
    library: Path | None,
    fix: bool,
    show_diff: bool,
    github: bool,
    as_json: bool,
) -> int:
    """Check files and say what is wrong in them.

    Each finding is printed as file:line:column with its code in brackets, and in the end how many there are of each
    kind. The exit status is 1 if there is an error, 0 if there are only warnings or nothing. --fix changes fields of
    .bib files where they stand, and nothing else in them.

    Of a manuscript that names its bibliography, or that stands beside files with works, the citations are checked:

    \b
    citelib check paper.md
    citelib check thesis.tex refs.bib
    citelib check thesis.docx -b refs.bib
    """
    files += bibliographies
    diagnostics: list[Diagnostic] = []
    codes = frozenset(rule.code for rule in RULES) - set(ignore)
    everything = Bibliography()
    count = 0
    manuscripts = _manuscripts(files) if source_format is None else []
    names = [name for name in files if name not in manuscripts]
    if not files and library is None:
        names = ["-"]
    for name in names:
        try:
            works = _loaded(name, source_format)
        except (ReadError, LimitError) as error:
            diagnostics.append(_unreadable(error, name))
            continue
        if (fix or show_diff) and kind_of(name) == "file":
            works = _fixed(works, name, source_format, codes, write=not show_diff)
        count += len(works)
        has_text = any(block.kind != "place" for block in works.blocks)
        diagnostics += (
            attrs.evolve(one, hint=FIXABLE) if one.code.endswith(_WRONGLY_WRITTEN) and has_text else one
            for one in works.diagnostics
        )
        diagnostics += _about(works, "<stdin>" if name == "-" else name, rules)
        everything = Bibliography({**everything, **works}.values())
    if library is not None:
        from citelib.cli.library.opening import opened

        with opened(library, read_only=not fix or show_diff) as kept:
            if fix or show_diff:
                _fix_library(kept, codes, write=not show_diff)
            works = Bibliography(kept)
        count += len(works)
        diagnostics += _about(works, str(library), rules)
        everything = Bibliography({**everything, **works}.values())
    diagnostics += _about_documents(documents, everything)
    for name in manuscripts:
        named = works_of(read_document(name), case="keep")
        count += len(named)
        diagnostics += named.diagnostics
        text = read_file(name, DEFAULT_LIMITS, "document_size")
        diagnostics += check_document(text, name, Bibliography({**named, **everything}.values()))
    diagnostics = [one for one in diagnostics if one.code not in ignore]
    if as_json:
        say(json.dumps([attrs.asdict(one) for one in diagnostics], ensure_ascii=False, indent=2))
    elif github:
        for one in diagnostics:
            say(annotation(one))
    else:
        _show(diagnostics, count)
    return status(diagnostics)


def _manuscripts(files: Sequence[str]) -> list[str]:
    """Those files that cite works by keys, rather than holding works or being texts about them."""
    found = []
    has_works = any(not Path(name).name.casefold().endswith(_TEXTS) for name in files)
    for name in files:
        try:
            document = read_document(name) if kind_of(name) == "file" else None
        except (ReadError, LimitError):
            continue
        if document is not None and document.places:
            says = document.metadata.bibliographies or document.metadata.references
            if has_works or says or not Path(name).name.casefold().endswith(_TEXTS):
                found.append(name)
    return found


_TEXTS: Final = (".md", ".markdown", ".docx", ".odt")
"""Endings of files that may also be texts about works, such as press releases, in which an @ is no citation."""


def _about(works: Bibliography, source: str, rules: bool) -> Iterator[Diagnostic]:
    found = check(works, source=source)
    return (
        found if rules else (one for one in found if one.code in COLLECTION_RULES and one.code.startswith("relation-"))
    )


def _loaded(name: str, source_format: str | None) -> Bibliography:
    """The items of a file; titles with the capitals that it has, as these are what is checked and repaired."""
    return load_all([name], source_format, case="keep")


def _fixed(
    works: Bibliography, name: str, source_format: str | None, codes: frozenset[str], *, write: bool
) -> Bibliography:
    """The items with safe repairs, written in the file's own format or shown as a difference.

    The file is not touched if nothing was repaired, or if writing it would lose something of it.
    """
    blocks = tuple(_with_names_to_write(works))
    mended = Bibliography((repaired(item, codes) for item in works.values()), blocks=blocks)
    if mended == works and blocks == works.blocks:
        return works
    path = Path(name)
    format = find(source_format) if source_format else choose(decode(path.read_bytes()[:65_536])[0], name)
    repeats = bool(works.blocks) and all(block.format == format.name for block in works.blocks)
    lost: list[Diagnostic] = []
    text = "" if status(works.diagnostics) and not repeats else dumps(mended, format, report=lost.append)
    if not text or (lost and not repeats):
        why = f"writing it would lose {lost[0].message}" if text else "not all of it could be read"
        say(f"{name}: not repaired, because {why}", err=True)
        return works
    if write:
        dump(mended, path, format, report=lost.append)
        number = sum(block.item is not None and block.item != mended[block.item.id] for block in blocks)
        number = number or sum(works[item.id] != item for item in mended.values())
        say(f"{name}: {_count(number, 'item')} repaired", err=True)
        return _loaded(name, source_format)  # entries may stand on other lines now
    print_difference(decode(path.read_bytes())[0], text, name, f"{name} repaired")
    return works


_WRONGLY_WRITTEN: Final = ("names-separated", "names-inverted", "names-initials")
"""What the codes of findings end with that say how a list of names is written wrongly, and was read nevertheless."""


def _with_names_to_write(works: Bibliography) -> Iterator[Block]:
    """The blocks of a file; names that the file writes wrongly are left out, so that their list is written again."""
    told: defaultdict[str | None, str] = defaultdict(str)
    for one in works.diagnostics:
        if one.code.endswith(_WRONGLY_WRITTEN):
            told[one.item] += one.message
    for block in works.blocks:
        if block.item is not None and (messages := told.get(block.item.id)):
            changes: dict[str, Any] = {
                variable.replace("-", "_"): None
                for variable, value in block.item.variables.items()
                if isinstance(value, tuple) and any((name.family or name.literal or "") in messages for name in value)
            }
            block = attrs.evolve(block, item=block.item.evolve(**changes))
        yield block


def _fix_library(library: Library, codes: frozenset[str], *, write: bool) -> None:
    """Safe repairs of a library's items, as one step of its log, or shown as differences."""
    pairs = ((item, repaired(item, codes)) for item in library)
    changed = [(item, mended) for item, mended in pairs if item != mended]
    if write and changed:
        with library.transaction("check --fix"):
            # What another program has changed since it was read stays as that has it.
            changed = [(item, mended) for item, mended in changed if library.get(item.id) == item]
            for _, mended in changed:
                library.replace(mended)
        say(
            f"{library.path}: {_count(len(changed), 'item')} repaired; `citelib library undo` takes that back", err=True
        )
    elif not write:
        for item, mended in changed:
            print_difference(dumps([item], "csl-yaml"), dumps([mended], "csl-yaml"), item.id, f"{item.id} repaired")


def _about_documents(documents: tuple[str, ...], works: Bibliography) -> Iterator[Diagnostic]:
    cited: set[str] = set()
    for name in documents:
        text = read_file(name, DEFAULT_LIMITS, "document_size")
        yield from check_document(text, name, works)
        cited.update(works[one.key].id for one in citations(text, name) if one.key in works)
    if documents:
        for key in works:
            if key not in cited:
                yield Diagnostic("info", "document-unused-key", f"{key!r} is not cited", item=key)


_FEW: Final = 10
"""So many findings are seen at a glance; of more, the kinds are counted."""

_TITLES: Final = {rule.code: rule.title for rule in RULES} | {
    code: title for code, (_, title) in COLLECTION_RULES.items()
}


def _show(diagnostics: list[Diagnostic], count: int) -> None:
    """Print findings, those of one place together, and how many there are of each kind."""
    findings = Findings()
    order = {source: number for number, source in enumerate(dict.fromkeys(one.source for one in diagnostics))}
    for one in sorted(diagnostics, key=lambda one: (order[one.source], one.line or 0)):
        findings.add(attrs.evolve(one, message=f"{one.message} ({FIXABLE})", hint=None) if one.hint == FIXABLE else one)
    findings.print(err=False)
    found = Counter(one.severity for one in diagnostics)
    if len(diagnostics) > _FEW:
        say()
        kinds = Counter((one.severity, one.code) for one in diagnostics)
        ranked = sorted(kinds.items(), key=lambda kind: (SEVERITIES.index(kind[0][0]), -kind[1]))
        for (severity, code), number in ranked:
            say(f"{number:>6,}  ", Styled(f"{severity:<8}", fg=COLOURS[severity]), f"  {_title(code)} [{code}]")
    summary = ", ".join(_count(found[severity], severity) for severity in SEVERITIES if found[severity])
    say(f"{_count(count, 'item')}: {summary or 'nothing wrong'}")
    if any(one.hint == FIXABLE for one in diagnostics):
        say(f"--fix repairs {sum(one.hint == FIXABLE for one in diagnostics):,} of them")


def _title(code: str) -> str:
    return _TITLES.get(code) or code.partition("-")[2].replace("-", " ") or code


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 or noun == "info" else f"{number} {noun}s"


def _unreadable(error: ReadError | LimitError, name: str) -> Diagnostic:
    line, column = (error.line, error.column) if isinstance(error, ReadError) else (None, None)
    return Diagnostic("error", "unreadable", error.message, error.hint, source=name, line=line, column=column)
