"""``citelib show FILE [KEY]``: items in full, and how they are related, drawn as a tree."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs
import click

from citelib.cli import completing
from citelib.cli.files import from_option, json_option, output_option, read, write_text
from citelib.cli.report import report
from citelib.cli.terminal import Styled, say
from citelib.cli.titles import title_of
from citelib.comparing import fold_words
from citelib.diagnostics import Diagnostic
from citelib.formats.format import sources
from citelib.model import RELATION_TYPES, Bibliography, Date, Item, unstructure
from citelib.model.custom import NEWS_RELEASE

__all__ = ["command"]

_INNER: Final = ("├── ", "│   ")
_LONGEST_QUOTE: Final = 200
"""Characters of the words that prove a relation; what is longer is cut."""
_LAST: Final = ("└── ", "    ")


@click.command("show")
@click.argument("file", type=click.Path())
@click.argument("keys", nargs=-1, metavar="[KEY]...", shell_complete=completing.keys)
@from_option
@json_option
@click.option(
    "--output",
    "output",
    type=click.Choice(["text", "html"]),
    metavar="OUTPUT",
    default="text",
    help="text, or html: a page.",
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

    \b
    citelib show works.json
    citelib show release.txt --output html -o release.html
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
    tree = _Tree(works, deep=bool(keys))
    for item in chosen:
        lines = list(tree.below(item))
        if not keys and not lines and item.id in tree.listed:
            continue  # it stands under another one, and nothing more is known of it
        tree.listed.add(item.id)
        say(*_headline(item))
        if keys:
            for name, value in item.variables.items():
                say("    ", Styled(name, fg="cyan"), f": {_value(value)}")
            for name, value in item.custom.items():
                say("    ", Styled(name, dim=True), f": {json.dumps(value, ensure_ascii=False)}")
        for line in lines:
            say(*line)
    return 0 if chosen else 1


def _page(file: str, works: Bibliography) -> str:
    """The page of a release, or of any references; the text is shown where the file is a release."""
    from citelib.pages import release_page

    first = next(iter(works.values()), None)
    is_release = first is not None and first.genre == NEWS_RELEASE
    source = sources(Path(file))[0].read_text() if is_release and file != "-" else None
    try:
        return release_page(works, source)
    except ModuleNotFoundError:
        report([Diagnostic("info", "show-no-picture", "no picture was drawn", "pip install 'citelib[show]' draws one")])
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
    return Styled(item.id, bold=True), f"  {lead}{': ' if lead else ''}{title_of(item, 'untitled')} [{kind}]"


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(name.inverted for name in value)
    return str(value) if isinstance(value, Date) else f"{value}"


class _Tree:
    """What items are related to, drawn as trees; each relation once, at whichever of its ends comes first.

    Args:
        works: The items.
        deep: Whether the tree goes on to what those works are related to.
    """

    def __init__(self, works: Bibliography, *, deep: bool) -> None:
        self.works = works
        self.deep = deep
        self.listed: set[str] = set()
        self.drawn: set[tuple[str, str, str]] = set()

    def below(self, item: Item, indent: str = "") -> Iterator[tuple[str, ...]]:
        """The lines below an item; a work is opened once."""
        links = [link for link in self._links(item) if link.once not in self.drawn]
        self.drawn |= {link.once for link in links}
        for number, link in enumerate(links, 1):
            branch, below = _LAST if number == len(links) else _INNER
            label = indent + branch, Styled(RELATION_TYPES[link.name].label, fg="green")
            if isinstance(link.other, str):
                yield (*label, f" {link.other} (not in this file)")
                continue
            yield (*label, " ", *_headline(link.other))
            if link.quote:
                yield indent + below, Styled(f"“{link.quote}”", dim=True)
            is_new = link.other.id not in self.listed
            self.listed.add(link.other.id)
            if self.deep and is_new:
                yield from self.below(link.other, indent + below)

    def _links(self, item: Item) -> Iterator[_Link]:
        for name, other in self.works.related(item.id):
            stated = next(
                (
                    (one, one_end, other_end)
                    for one_end, other_end in ((item, other), (other, item))
                    for one in one_end.relations
                    if self.works.find(one) is other_end and name in (one.type, RELATION_TYPES[one.type].inverse)
                ),
                None,
            )
            if stated is None:
                yield _Link(name, other, (item.id, name, other.id), "")
                continue
            relation, one_end, other_end = stated
            quote = relation.evidence.quote if relation.evidence else ""
            if fold_words(quote) == fold_words(other.title or ""):
                quote = ""  # the headline of a related story proves only that it is listed
            short = textwrap.shorten(quote, _LONGEST_QUOTE, placeholder=" …")
            yield _Link(name, other, (one_end.id, relation.type, other_end.id), short)
        for one in item.relations:
            if self.works.find(one) is None:
                target = f"{one.scheme} {one.target}"
                yield _Link(one.type, target, (item.id, one.type, target), "")


@attrs.frozen
class _Link:
    """A relation as seen from one of its ends.

    Attributes:
        name: What it is called from there.
        other: The item at the other end, or what stands for one that is not in the file.
        once: The relation itself: from, type, to.
        quote: The words that prove it.
    """

    name: str
    other: Item | str
    once: tuple[str, str, str]
    quote: str
