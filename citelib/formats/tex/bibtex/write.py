r"""Writing .bib files: items to entries, and what did not change repeated as it was read.

>>> from citelib.formats.format import Writing
>>> from citelib.model import Date, Item, Name
>>> item = Item("a1", "article-journal", title="Synapses & more", author=[Name("Beyeler", "Anna")],
...             container_title="Science", issued=Date.on(2019, 4, 12), page="129–130")
>>> print("".join(write([item], Writing(), "bibtex")), end="")
@article{a1,
  author = {Beyeler, Anna},
  title = {Synapses \& more},
  journal = {Science},
  pages = {129--130},
  year = {2019},
  month = apr,
  day = {12}
}
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from bibtexparser.writer import BibtexFormat

from citelib.diagnostics import Diagnostic
from citelib.errors import WriteError
from citelib.formats.format import Writing
from citelib.formats.tex.bibtex.entry.write import compose_entry
from citelib.formats.tex.bibtex.fields import FIELD_ORDER
from citelib.formats.tex.bibtex.patching import Change, enclosed, patched
from citelib.model import Block, Item
from citelib.model.custom import CAPITALS_KEY

__all__ = ["write"]

_BAD_KEY = re.compile(r"[\s,={}\"%\\]|[\x00-\x1f\x7f]")
_STRING: Final = re.compile(r"\s*@\s*string\b", re.IGNORECASE)
_STRING_NAMES: Final = re.compile(r"@\s*string\s*[{(]\s*([^\s=]+)\s*=", re.IGNORECASE)
_RANK: Final = {name: rank for rank, name in enumerate(FIELD_ORDER)}


def write(
    items: Iterable[Item],
    writing: Writing,
    dialect: str,
    *,
    ascii_only: bool = False,
    protect: Literal["capitals", "markup"] = "capitals",
    indent: str = "  ",
) -> Iterator[str]:
    """The text of a file.

    Args:
        items: The items.
        writing: Blocks of the file that they were read from, if any, and where to report to.
        dialect: ``"bibtex"`` or ``"biblatex"``.
        ascii_only: Whether characters beyond ASCII are written as LaTeX commands.
        protect: Which words of titles are put in braces, so that styles leave their capitals alone: names and acronyms
            (``"capitals"``), or only what the item marks up as ``nocase`` (``"markup"``).
        indent: What fields begin with.

    Raises:
        WriteError: An item cannot be written.
    """
    if protect not in ("capitals", "markup"):
        raise WriteError(f"protect is {protect!r}, but must be 'capitals' or 'markup'")
    if indent.strip():
        raise WriteError(f"indent is {indent!r}, but must be white space")
    writer = _Writer(writing, dialect, ascii_only, protect == "capitals", indent)
    if writing.blocks:
        yield from writer.again({item.id: item for item in items}, writing.blocks)
        return
    first = True
    for item in items:
        yield ("" if first else "\n") + writer.entry(item)
        first = False


class _Writer:
    def __init__(self, writing: Writing, dialect: str, ascii_only: bool, capitals: bool, indent: str) -> None:
        self.writing = writing
        self.dialect = dialect
        self.ascii_only = ascii_only
        self.capitals = capitals
        self.layout = BibtexFormat()
        self.layout.indent = indent
        self.keys: set[str] = set()
        self.strings: list[str] = []

    def again(self, items: dict[str, Item], blocks: Iterable[Block]) -> Iterator[str]:
        """A file with what did not change as it was, what changed in its place, and what is new at the end."""
        blocks = tuple(blocks)
        self.strings = [block.text for block in blocks if block.kind == "other" and _STRING.match(block.text)]
        left = dict(items)
        ended_with_newline = True
        drop_space = False
        for block in blocks:
            text = block.text
            if block.item is None:
                if drop_space:
                    text = re.sub(r"^[ \t]*\r?\n", "", text, count=1)
                    drop_space = False
            else:
                present = left.pop(block.item.id, None)
                if present is None:
                    drop_space = True
                    continue
                if present != block.item:
                    text = self.changed(block, block.item, present)
                drop_space = False
            if text:
                ended_with_newline = text.endswith("\n")
                yield text
        for item in left.values():
            yield ("\n" if ended_with_newline else "\n\n") + self.entry(item)
            ended_with_newline = True

    def changed(self, block: Block, before: Item, after: Item) -> str:
        """The text of an entry whose item changed: edited in place, if that says the same as a fresh entry would."""
        fresh = self.entry(after).rstrip("\n")
        (old_type, old), (new_type, new) = (
            compose_entry(item, self.dialect, ascii_only=self.ascii_only, capitals=self.capitals)
            for item in (before, after)
        )
        change = Change(old, new, new_type if new_type != old_type else None)
        for by_words in (True, False):
            text = patched(block.text, change, by_words=by_words)
            if text is not None and self.says(text, fresh, block, after):
                return text
        return fresh

    def says(self, text: str, fresh: str, block: Block, after: Item) -> bool:
        """Whether a changed text says of what has changed the same as a fresh one, and otherwise what it said."""
        read = [self.read(one) for one in (block.text, text, fresh)]
        if block.item is None or not all(read):
            return False
        was, now, wanted = (one or {} for one in read)
        said, due = _content(block.item), _content(after)
        return all(
            now.get(name) == was.get(name)
            if said.get(name) == due.get(name)
            else now.get(name) in (due.get(name), wanted.get(name))
            for name in {*was, *now, *said, *due}
        )

    def read(self, text: str) -> dict[str, Any] | None:
        """What an entry says by itself, with the macros that it uses; None if that is not one item."""
        from citelib.formats.format import Source
        from citelib.formats.tex.bibtex.read import read

        macros = "\n".join(one for one in self.strings if any(name in text for name in _STRING_NAMES.findall(one)))
        records = read(Source(f"{macros}\n{text}"), self.dialect, case="keep")
        items = [one for one in records if isinstance(one, Block) and one.item is not None]
        return _content(items[0].item) if len(items) == 1 and items[0].item is not None else None

    def entry(self, item: Item) -> str:
        """The text of an entry, with its last line end."""
        key = self.key(item.id)
        entry_type, fields = compose_entry(
            item, self.dialect, ascii_only=self.ascii_only, capitals=self.capitals, report=self.report
        )
        names = sorted(fields, key=lambda name: (_RANK.get(name, len(_RANK)), name))
        entry = Entry(entry_type, key, [Field(name, enclosed(name, fields[name])) for name in names])
        return write_string(Library([entry]), unparse_stack=(), bibtex_format=self.layout)

    def key(self, id: str) -> str:
        """A key that BibTeX can read, for an id."""
        key = _BAD_KEY.sub(lambda match: "" if match.group() in '{}\\"' else "-", id) or "item"
        if key != id or key in self.keys:
            number = 2
            base = key
            while key in self.keys:
                key = f"{base}-{number}"
                number += 1
            self.report("key-changed", f"{id!r} cannot be a key and is written as {key!r}", id)
        self.keys.add(key)
        return key

    def report(self, code: str, message: str, item: str) -> None:
        self.writing.report(Diagnostic("warning", f"{self.dialect}-{code}", message, item=item))


def _content(item: Item) -> dict[str, Any]:
    """All that an item says, by name."""
    custom = {f"custom:{name}": value for name, value in item.custom.items() if name != CAPITALS_KEY}
    return {"type": item.type, "relations": item.relations, **item.variables, **custom}
