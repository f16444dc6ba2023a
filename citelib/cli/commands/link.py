"""``citelib link STUBS RECORDS``: the works that a press release points at, matched with full records."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import click

from citelib.cli.files import from_option, json_option, read
from citelib.cli.library.opening import library_option, opened
from citelib.cli.terminal import say
from citelib.formats.exchange import dump
from citelib.matching import apply, link
from citelib.matching.stubs import THRESHOLD

__all__ = ["command"]


@click.command("link")
@click.argument("stubs", type=click.Path())
@click.argument("records", type=click.Path(), required=False)
@library_option
@from_option
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    default=THRESHOLD,
    show_default=True,
    help="Score from which a match is accepted.",
)
@click.option("--merge", type=click.Path(dir_okay=False), metavar="FILE", help="Write the linked collection there.")
@json_option
def command(
    stubs: str,
    records: str | None,
    path: Path | None,
    source_format: str | None,
    min_score: float,
    merge: str | None,
    as_json: bool,
) -> int:
    """Match the works that a press release points at with full records.

    STUBS is the release (or any file with sparse items), RECORDS a file of full records; without it the library is
    searched. Each proposal is printed with its score and its reasons.

    \b
    citelib link release.txt works.json --merge linked.json
    citelib link release.html --library refs.db
    """
    if records is not None and path is not None:
        raise click.UsageError("give RECORDS or --library, not both")
    release = read([stubs], source_format)
    if records is not None:
        proposals = link(release, read([records], None), min_score)
    else:
        with opened(path, read_only=True) as library:
            proposals = library.link(release, min_score)
    if as_json:
        say(
            json.dumps(
                [
                    {
                        "stub": one.stub.id,
                        "record": one.record.id,
                        "score": round(one.score, 3),
                        "accepted": one.accepted,
                        "reasons": [attrs.asdict(reason) for reason in one.reasons],
                    }
                    for one in proposals
                ],
                ensure_ascii=False,
                indent=2,
            )
        )
    else:
        for one in proposals:
            verdict = "" if one.accepted else " (below --min-score)"
            say(f"{one.stub.id} → {one.record.id}  {one.score:.2f}{verdict}")
            for reason in one.reasons:
                say(f"    {reason.contribution:+.1f} {reason.fact}: {reason.detail}")
    if merge is not None:
        dump(apply(release, proposals), merge)
    if not proposals:
        say("citelib: no work of the release matches a record", err=True)
        return 1
    return 0
