"""``citelib keys FILE…``: citation keys made by a pattern, in files and in the manuscripts that cite them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from citelib.cli.files import load_all, quiet_option
from citelib.cli.report import report, status
from citelib.cli.terminal import say
from citelib.documents.renaming import with_renamed_keys
from citelib.errors import ReadError
from citelib.files import replace_file
from citelib.formats.exchange import dump
from citelib.keys import Pattern
from citelib.keys.renaming import new_keys
from citelib.model import Bibliography
from citelib.model.custom import ALIASES_KEY

__all__ = ["command"]


@click.command("keys")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True, dir_okay=False))
@click.option("--pattern", default="citelib", show_default=True, metavar="PATTERN", help="Pattern of keys.")
@click.option("--umlauts", is_flag=True, help="Spell umlauts with two letters: ö as oe.")
@click.option("--apply", is_flag=True, help="Change the files; without it, old and new keys are only listed.")
@click.option("--no-aliases", is_flag=True, help="Do not keep the old keys as aliases.")
@click.option(
    "--rewrite",
    "manuscripts",
    multiple=True,
    metavar="DOCUMENT",
    type=click.Path(exists=True, dir_okay=False),
    help="Manuscript in LaTeX or Markdown that is to cite by the new keys; may be repeated; implies --apply.",
)
@quiet_option
def command(
    files: tuple[str, ...],
    pattern: str,
    umlauts: bool,
    apply: bool,
    no_aliases: bool,
    manuscripts: tuple[str, ...],
) -> int:
    """Make citation keys by a pattern.

    Old and new keys are listed, those that stay are not. With --apply, the files get the new keys, nothing else in
    .bib files changes, and old keys stay as aliases (`ids`), under which BibLaTeX and citelib still find the works.

    \b
    citelib keys refs.bib --pattern '{author.lower}{year}'
    citelib keys refs.bib --pattern jabref --rewrite thesis.tex
    """
    works = {name: load_all([name], None) for name in files}
    diagnostics = [one for found in works.values() for one in found.diagnostics]
    report(diagnostics)
    keys = new_keys(_all(works), Pattern.parse(pattern), spell_out=umlauts, keep_former=not no_aliases)
    changes = {old: new for old, new in keys.items() if old != new}
    for old, new in changes.items():
        say(f"{old}\t{new}")
    if (apply or manuscripts) and changes:
        # All new texts are made before the first file is replaced, so that an error leaves every file as it was.
        texts = {path: text for name in manuscripts for path, text in with_renamed_keys(Path(name), changes).items()}
        for name, found in works.items():
            _rename(Path(name), found, changes, aliases=not no_aliases)
        for path, text in texts.items():
            replace_file(path, [text])
    return status(diagnostics)


def _all(works: Mapping[str, Bibliography]) -> Bibliography:
    """The works of all files, in which no key may stand for two."""
    found = Bibliography()
    for name, some in works.items():
        for item in some.values():
            if item.id in found:
                message = f"the key {item.id!r} stands in two files, so that no manuscript says which of them it cites"
                raise ReadError(message, source=name, hint="give one of them another key first")
            found.add(item)
    return found


def _rename(path: Path, works: Bibliography, keys: Mapping[str, str], *, aliases: bool) -> None:
    if any(block.format in ("bibtex", "biblatex") for block in works.blocks):
        from citelib.formats.tex.bibtex.tidying import renamed

        replace_file(path, [renamed("".join(block.text for block in works.blocks), keys, aliases=aliases)])
        return
    items = []
    for item in works.values():
        new = keys.get(item.id, item.id)
        if new != item.id and aliases:
            item = item.evolve(custom={**item.custom, ALIASES_KEY: [*item.custom.get(ALIASES_KEY, ()), item.id]})
        items.append(item.evolve(id=new))
    dump(items, path)
