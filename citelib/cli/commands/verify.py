"""``citelib verify FILE… --against FILE``: is each reference real, and described as its records have it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from citelib.cli.files import from_option, json_option, load_all, read
from citelib.cli.progress import counted
from citelib.cli.terminal import Styled, say
from citelib.library import Library
from citelib.verification import Collection, Verdict, verify

__all__ = ["command"]

_COLOURS = {"verified": "green", "not-checked": "cyan", "unsure": "yellow"}


@click.command("verify")
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE...")
@click.option(
    "--against", multiple=True, type=click.Path(), metavar="FILE", help="Records to check against; may be repeated."
)
@click.option(
    "-L", "--library", type=click.Path(dir_okay=False, path_type=Path), help="Check against this library, too."
)
@click.option("--incomplete", is_flag=True, help="The records are a selection: a DOI that they lack says nothing.")
@click.option(
    "--fail-on",
    multiple=True,
    type=click.Choice(["mismatch", "not-found", "unsure", "not-checked", "retracted"]),
    default=("mismatch", "not-found", "retracted"),
    help="Verdicts that make the exit status 1; mismatch, not-found and retracted if none is named.",
)
@from_option
@json_option
def command(
    files: tuple[str, ...],
    against: tuple[str, ...],
    library: Path | None,
    incomplete: bool,
    fail_on: tuple[str, ...],
    source_format: str | None,
    as_json: bool,
) -> int:
    """Check references against records: does the work exist, and is it described as its records have it.

    Nothing leaves the machine. A field is contradicted only by all records of the work that may speak about it; what
    each of them says is shown. «not-found» says no more than that these records do not have the work.

    \b
    citelib verify refs.bib --against crossref.jsonl --against dblp.json
    """
    if not against and library is None:
        raise click.UsageError("--against FILE or --library FILE says which records to check against")
    works = read(files, source_format)
    sources = [Collection(load_all([name], None).values(), name, is_complete=not incomplete) for name in against]
    if library is not None:
        with Library.open(library, create=False, read_only=True) as kept:
            sources.append(Collection(kept, str(library), is_complete=not incomplete))
    verdicts = list(verify(counted(works.values(), "references checked", len(works)), sources))
    if as_json:
        click.echo(json.dumps([_as_json(one) for one in verdicts], ensure_ascii=False, indent=2))
    else:
        for one in verdicts:
            _show(one)
    counts = {kind: sum(one.verdict == kind for one in verdicts) for kind in dict.fromkeys(v.verdict for v in verdicts)}
    click.echo(", ".join(f"{count:,} {kind}" for kind, count in counts.items()) or "no references", err=True)
    return 1 if any(one.verdict in fail_on for one in verdicts) else 0


def _show(one: Verdict) -> None:
    say(Styled(one.verdict, fg=_COLOURS.get(one.verdict, "red")), f"  {one.item.id}  {one.item.title or ''}")
    for notice in one.notices:
        say(f"    the work {notice.text}")
    for field in one.fields:
        if field.outcome == "differs":
            say(f"    {field.name}: {field.ours}")
            for source, text in field.theirs:
                say(f"        {source}: {text}")


def _as_json(one: Verdict) -> dict[str, Any]:
    record: dict[str, Any] = {"id": one.item.id, "verdict": one.verdict, "confidence": one.confidence}
    if one.records:
        record["record"] = one.records[0].id
        record["fields"] = list(one.differing)
        record["evidence"] = [
            {"field": field.name, "outcome": field.outcome, "ours": field.ours,
             "theirs": [{"source": source, "says": text} for source, text in field.theirs]}
            for field in one.fields
        ]  # fmt: skip
    if one.notices:
        record["notices"] = [notice.flag for notice in one.notices]
    return record
