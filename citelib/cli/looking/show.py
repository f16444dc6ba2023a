"""``citelib show FILE [KEY]``: items in full, and how they are related, drawn as a tree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from citelib.cli.files import from_option, json_option, output_option, read, write_text
from citelib.cli.terminal import Styled, say
from citelib.formats.format import sources
from citelib.model import RELATION_TYPES, Bibliography, Date, Item, unstructure

__all__ = ["command"]

_INNER: Final = ("├── ", "│   ")
_LAST: Final = ("└── ", "    ")


@click.command("show")
@click.argument("file", type=click.Path())
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@from_option
@json_option
@click.option(
    "--output", "output", type=click.Choice(["text", "html"]), default="text", help="html: a page to look at."
)
@output_option
def command(
    file: str, keys: tuple[str, ...], source_format: str | None, as_json: bool, output: str, output_file: str | None
) -> int:
    """Show references and how they are related.

    Without KEY, every item is shown on one line with what it is related to below it; with KEY, the item's variables are
    listed, and the tree goes on to what those works are related to.

    --output html writes one page: the text of a news release with the evidence marked, its works as cards, and their
    graph as a picture.
    """
    works = read([file], source_format)
    if output == "html":
        write_text(_page(file, works), output_file)
        return 0 if works else 1
    chosen = [works[key] for key in keys] or list(works.values())
    if as_json:
        listed = [
            {**unstructure(item), "related": [[name, other.id] for name, other in works.related(item.id)]}
            for item in chosen
        ]
        say(json.dumps(listed, ensure_ascii=False, indent=2))
        return 0 if chosen else 1
    for item in chosen:
        say(*_headline(item))
        if keys:
            for name, value in item.variables.items():
                say("    ", Styled(name, fg="cyan"), f": {_value(value)}")
            for name, value in item.custom.items():
                say("    ", Styled(name, dim=True), f": {json.dumps(value, ensure_ascii=False)}")
        for line in _tree(item, works, deep=bool(keys)):
            say(*line)
    return 0 if chosen else 1


def _page(file: str, works: Bibliography) -> str:
    """The page of a release, or of any references; the text is shown where the file is a release."""
    from citelib.pages import release_page

    first = next(iter(works.values()), None)
    is_release = first is not None and first.genre == "News release"
    source = sources(Path(file))[0].read_text() if is_release and file != "-" else None
    try:
        return release_page(works, source)
    except ModuleNotFoundError:
        say("no picture was drawn: fast-sugiyama is not installed (pip install 'citelib[show]')", err=True)
        return release_page(works, source, picture=False)


def _headline(item: Item) -> tuple[str, ...]:
    """In parts: ``id  Beyeler 2019: Do antidepressants restore lost synapses? [article-journal, Perspective]``."""
    creators = item.author or item.editor
    who = creators[0].full_family if creators else ""
    if len(creators) > 1:
        who += f" and {creators[1].full_family}" if len(creators) == 2 else " et al."
    year = str(item.issued.year) if item.issued and item.issued.year else ""
    kind = ", ".join(part for part in (item.type, item.genre) if part)
    lead = " ".join(part for part in (who, year) if part)
    return Styled(item.id, bold=True), f"  {lead}{': ' if lead else ''}{item.title or 'untitled'} [{kind}]"


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(name.inverted for name in value)
    return str(value) if isinstance(value, Date) else f"{value}"


def _tree(item: Item, works: Bibliography, deep: bool) -> Iterator[tuple[str, ...]]:
    """What the item is related to, and if `deep` what that is related to in turn; each work is opened once."""
    seen = {item.id}

    def branches(one: Item, indent: str) -> Iterator[tuple[str, ...]]:
        links: list[tuple[str, Item | str]] = list(works.related(one.id))
        links += [(link.type, f"{link.scheme} {link.target}") for link in one.relations if works.find(link) is None]
        links = [(name, other) for name, other in links if isinstance(other, str) or other.id not in seen]
        seen.update(other.id for _, other in links if isinstance(other, Item))
        for number, (name, other) in enumerate(links, 1):
            branch, below = _LAST if number == len(links) else _INNER
            label = indent + branch, Styled(RELATION_TYPES[name].label, fg="green")
            if isinstance(other, str):
                yield (*label, f" {other} (not in this file)")
            else:
                yield (*label, " ", *_headline(other))
                if deep:
                    yield from branches(other, indent + below)

    yield from branches(item, "")
