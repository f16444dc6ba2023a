"""``citelib styles [QUERY]``: find styles."""

from __future__ import annotations

import json
from typing import get_args

import attrs
import click

from citelib.cli.files import json_option
from citelib.cli.terminal import say
from citelib.csl.style.nodes import CitationFormat
from citelib.csl.style.repository import search_styles

__all__ = ["command"]


@click.command("styles")
@click.argument("query", nargs=-1)
@click.option("--format", "citation_format", type=click.Choice(get_args(CitationFormat)), help="Kind of citation.")
@click.option("--field", help="Field of study, such as history or medicine.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many to list at most.")
@json_option
def command(query: tuple[str, ...], citation_format: str | None, field: str | None, limit: int, as_json: bool) -> int:
    """Find styles by name, title or field of study.

    The first column is the name that --style takes.

    \b
    citelib styles chicago notes
    citelib styles --field medicine --format numeric
    """
    found = search_styles(" ".join(query), format=citation_format, field=field)
    if as_json:
        # Where the file is belongs to this machine, not to the style.
        shown = [attrs.asdict(one, filter=attrs.filters.exclude("path")) for one in found[:limit]]
        say(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        from citelib.cli.tables import print_table

        rows = [(one.name, one.format or "", " ".join(one.fields), one.title) for one in found[:limit]]
        print_table(("name", "citations", "fields", "title"), rows)
    if len(found) > limit:
        say(f"citelib: {len(found) - limit} more; say more words, or --limit {len(found)}", err=True)
    if not found:
        say(f"citelib: no style matches {' '.join(query)!r}", err=True)
    return 0 if found else 1
