"""``citelib complete FILE``: what references lack, filled in from records of the same works."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from citelib.checks.completing import Completed, completed, lacking
from citelib.cli.choosing import Without, without_option
from citelib.cli.files import from_option, load_all, of_library, output_option
from citelib.cli.library.opening import NOT_KEPT, changing, dry_run_option, number_of, opened
from citelib.cli.progress import counted
from citelib.cli.report import Findings
from citelib.cli.terminal import say
from citelib.comparing import strip_markup
from citelib.errors import LookupFailedError
from citelib.formats.exchange import dump
from citelib.model import Bibliography, Date, Item
from citelib.model.handles import handles

__all__ = ["command"]

_SCHEMES = ("doi", "pmid", "pmcid", "arxiv", "isbn")
"""What a record is asked for by, the surest first."""


@click.command("complete")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False))
@from_option
@of_library("Complete this library.")
@click.option("--search", "query", metavar="QUERY", help="Of the library, only what a search finds.")
@click.option("--against", "records", multiple=True, metavar="FILE", help="Take what is lacking from these records.")
@click.option(
    "--online", is_flag=True, help="Ask Crossref, DataCite, PubMed and OpenLibrary; only identifiers are sent."
)
@without_option
@output_option
@dry_run_option
def command(
    file: str | None,
    source_format: str | None,
    library: Path | None,
    query: str | None,
    records: tuple[str, ...],
    online: bool,
    without: Without,
    output_file: str | None,
    dry_run: bool,
) -> int:
    """Fill in what references lack, by their DOI, PMID, PMCID, arXiv id or ISBN.

    Without --online and --against, what is lacking is listed and nothing is asked. What a reference has stays as it is;
    what a record says differently is reported. Many identifiers are asked for in one request, and answers are kept for
    a month. FILE is replaced, unless there is an --output-file; of a .bib file, only new fields are added.

    \b
    citelib complete refs.bib
    citelib complete refs.bib --online --without abstract
    citelib complete --library refs.db --search 'tag:new' --online
    """
    if (file is None) == (library is None):
        raise click.UsageError("name either a FILE or a --library")
    if query is not None and library is None:
        raise click.UsageError("--search is for a --library")
    findings = Findings()
    try:
        if library is not None:
            with opened(library, read_only=True) as kept:
                works = Bibliography(kept if query is None else kept.search(query))
        else:
            works = load_all([str(file)], source_format, case="keep")
            for diagnostic in works.diagnostics:
                findings.add(diagnostic)
        wanted = {item.id: handle for item in works.values() if lacking(item) and (handle := _handle(item))}
        if not (records or online):
            _list(works, wanted)
            return findings.status
        done = dict(_completed(works, wanted, records, online, without))
        changed = {key: one for key, one in done.items() if one is not None and one.filled}
        if library is not None and changed:
            with changing(library, f"complete {number_of(len(changed))}", dry_run=dry_run) as kept:
                for key, one in changed.items():
                    # What another program changed meanwhile stays as that has it.
                    if kept.get(key) == works[key]:
                        kept.replace(one.item)
        elif dry_run:
            say(NOT_KEPT, err=True)
        elif changed or output_file:
            items = (changed[item.id].item if item.id in changed else item for item in works.values())
            dump(Bibliography(items, blocks=works.blocks), output_file or str(file), report=findings.add)
        whole = sum(not lacking(item) for item in works.values())
        say(
            f"{len(changed):,} of {number_of(len(works))} {'would be ' * dry_run}completed; {whole:,} lacked nothing, "
            f"{len(works) - len(wanted) - whole:,} have no identifier",
            err=True,
        )
        return max(findings.status, int(None in done.values()))
    finally:
        findings.print()


def _handle(item: Item) -> str | None:
    """The identifier that a record is asked for by."""
    known = dict(reversed([*handles(item)]))
    return next((known[scheme] for scheme in _SCHEMES if scheme in known), None)


def _list(works: Bibliography, wanted: Mapping[str, str]) -> None:
    for item in works.values():
        if what := lacking(item):
            say(f"{item.id}: {', '.join(what)}{'' if item.id in wanted else ' (no identifier)'}")
    hint = "; --online asks for them, --against FILE takes records at hand" if wanted else ""
    say(f"{len(wanted):,} of {number_of(len(works))} lack something and have an identifier{hint}", err=True)


def _completed(
    works: Bibliography, wanted: Mapping[str, str], files: tuple[str, ...], online: bool, without: Without
) -> Iterator[tuple[str, Completed | None]]:
    """What became of the references that lack something, reported one by one; None where there was no answer."""
    left = dict(wanted)
    if files:
        known = {handle: item for item in load_all(files, None).values() for handle in handles(item)}
        for key in wanted:
            mine = (handle for handle in handles(works[key]) if handle[0] != "id")
            if (record := next((known[handle] for handle in mine if handle in known), None)) is not None:
                del left[key]
                yield key, _print_completed(works[key], record, without)
    if not online or not left:
        return
    from citelib.lookup import Fetcher, look_up_all
    from citelib.lookup.http import default_cache

    keys: dict[str, list[str]] = {}
    for key, identifier in left.items():
        keys.setdefault(identifier, []).append(key)
    answers = look_up_all(keys, Fetcher(cache=default_cache()))
    for identifier, answer in counted(answers, "identifiers", len(keys)):
        for key in keys[identifier]:
            if isinstance(answer, LookupFailedError):
                say(f"{key}: {answer.message}", err=True)
                yield key, None
            else:
                yield key, _print_completed(works[key], answer, without)


def _print_completed(item: Item, record: Item, without: Without) -> Completed:
    """A reference with what it lacked, which is printed, and with what differs."""
    done = completed(item, without(record))
    if done.filled:
        say(f"{item.id}: {', '.join(done.filled)}")
    for name in done.conflicts:
        say(f"  {item.id}: {name}: kept {_shown(item[name])}, found {_shown(record[name])}", err=True)
    return done


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(name.inverted for name in value)
    return str(value) if isinstance(value, Date) else strip_markup(str(value))
