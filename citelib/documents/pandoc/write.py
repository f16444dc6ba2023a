"""Pandoc's document tree with its citations and lists resolved, as pandoc's own citeproc leaves it.

Citations stay nodes of their kind with other text in them, so that writers which know citations still see them; lists
are divs with the classes ``references csl-bib-body`` and an id ``ref-KEY`` for each entry.
"""

from __future__ import annotations

import re
from collections import deque
from typing import Any, Final

from citelib.csl.results import Entry, RenderedBibliography
from citelib.documents.pandoc.affixes import inlines
from citelib.documents.pandoc.metadata import NOT_TEXT
from citelib.documents.pandoc.read import Source
from citelib.documents.pandoc.tree import Node, node, words
from citelib.documents.render import RenderedDocument, RenderedPlace

__all__ = ["write"]

_PUNCTUATION: Final = re.compile(r"[.,;:!?]+[\"'”’»)]*(?!\w)|[\"'”’»]+[.,;:!?]*")
_SPACES: Final = ("Space", "SoftBreak")
_CITING: Final = ("markdown", "typst", "org", "commonmark_x")
"""Writers of pandoc that know citations."""


def write(rendered: RenderedDocument, target: str = "") -> dict[str, Any]:
    """The tree.

    Args:
        rendered: A document that `citelib.documents.pandoc.read.read` read, rendered in the output ``"json"``.
        target: The format that pandoc will write. Some writers make citations of their own format of ours, and leave
            what we put there aside: for them citations become text.
    """
    return _Writer(rendered, is_text=target.startswith(_CITING)).tree()


class _Writer:
    def __init__(self, rendered: RenderedDocument, *, is_text: bool) -> None:
        source: Source = rendered.document.source
        metadata = rendered.document.metadata
        self._is_text = is_text
        self._rendered = rendered
        self._source = source
        self._places = {id(cite): done for cite, done in zip(source.cites, rendered.places, strict=True)}
        self._lists = {id(block): one for block, one in zip(source.lists, rendered.lists, strict=False)}
        self._links = bool(metadata.links)
        self._addresses = str(metadata.values.get("link-bibliography", True)).casefold() not in ("false", "no")
        self._in_quotes = rendered.style.locale.punctuation_in_quote

    def tree(self) -> dict[str, Any]:
        """The whole tree."""
        tree = self._source.tree
        meta = {name: one if name in NOT_TEXT else self._value(one) for name, one in tree["meta"].items()}
        if self._is_text:  # or the template asks for another list
            meta.pop("bibliography", None)
        blocks = self._value(tree["blocks"])
        bibliography = self._rendered.bibliography
        if bibliography is not None and bibliography.entries and not self._source.lists:
            blocks = self._with_list_behind(blocks, bibliography)
        return {**tree, "meta": meta, "blocks": blocks}

    def _with_list_behind(self, blocks: list[Node], bibliography: RenderedBibliography) -> list[Node]:
        """The document with the list at its end; a heading that stands there is the list's."""
        title = self._rendered.document.metadata.list_title
        if blocks and blocks[-1]["t"] == "Header":
            level, (name, classes, values), text = blocks[-1]["c"]
            classes = [*classes, *(["unnumbered"] if "unnumbered" not in classes else [])]
            blocks = [*blocks[:-1], node("Header", [level, [name, classes, values], text])]
        elif title:
            blocks = [*blocks, node("Header", [1, ["bibliography", ["unnumbered"], []], [*words(title)]])]
        return [*blocks, self._list(node("Div", [["refs", [], []], []]), bibliography)]

    # The walk

    def _value(self, value: Any) -> Any:
        if isinstance(value, dict):
            made = {key: self._value(one) for key, one in value.items()}
            return self._list(made, self._lists[id(value)]) if id(value) in self._lists else made
        return self._nodes(value) if isinstance(value, list) else value

    def _nodes(self, nodes: list[Any]) -> list[Any]:
        made: list[Any] = []
        following = deque(nodes)
        while following:
            one = following.popleft()
            done = self._places.get(id(one))
            if done is None or self._rendered.keeps(done.place):
                made.append(self._value(one))
            else:
                self._put(made, one, done, following)
        return made

    def _put(self, made: list[Node], cite: Node, done: RenderedPlace, following: deque[Node]) -> None:
        """Add what stands for a citation; punctuation that follows it may come before its note."""
        raises = done.note is not None or self._rendered.raises
        text = self._inlines(done.text)
        if raises and (done.note is None or not text):
            while made and made[-1]["t"] in _SPACES:
                made.pop()
        moves = self._rendered.document.metadata.notes_after_punctuation
        if moves is None:
            moves = done.note is not None
        if done.note is None:
            if raises and moves:
                self._move_punctuation(made, following)
            made += self._cite(cite, text)
            return
        made += text
        if moves:
            self._move_punctuation(made, following)
        note = node("Note", [node("Para", self._inlines(done.note))])
        made += self._cite(cite, [note])

    def _cite(self, cite: Node, text: list[Node]) -> list[Node]:
        return text if self._is_text else [node("Cite", [cite["c"][0], text])]

    def _move_punctuation(self, made: list[Node], following: deque[Node]) -> None:
        """Take punctuation off what follows; after a quotation it may belong within the quotation marks."""
        if not following or following[0]["t"] != "Str":
            return
        text = following[0]["c"]
        match = _PUNCTUATION.match(text)
        if match is None:
            return
        mark = node("Str", match.group())
        rest = text[match.end() :]
        following[0] = node("Str", rest) if rest else node("Str", "")
        if made and made[-1]["t"] == "Quoted" and self._in_quotes and match.group() in (".", ","):
            kind, inner = made[-1]["c"]
            made[-1] = node("Quoted", [kind, [*inner, mark]])
        else:
            made.append(mark)

    def _inlines(self, runs: str) -> list[Node]:
        return inlines(runs, self._source.raw, links=self._links) if runs else []

    # Lists

    def _list(self, block: Node, bibliography: RenderedBibliography) -> Node:
        """A div with a list behind what it holds."""
        (name, classes, values), inner = block["c"]
        params = bibliography.params
        wanted = ["references", "csl-bib-body", *(["hanging-indent"] if params.hanging_indent else [])]
        classes = [*classes, *(one for one in wanted if one not in classes)]
        spacing = [["entry-spacing", str(params.entry_spacing)]] if params.entry_spacing != 1 else []
        spacing += [["line-spacing", str(params.line_spacing)]] if params.line_spacing != 1 else []
        entries = [self._entry(entry) for entry in bibliography.entries]
        # Writers that know citations leave out a list that is known as theirs.
        name = "" if self._is_text and name == "refs" else name
        return node("Div", [[name, classes, [*values, *spacing]], [*inner, *entries]])

    def _entry(self, entry: Entry) -> Node:
        text = inlines(entry.text, self._source.raw, addresses=self._addresses)
        language = [["lang", entry.language]] if entry.language else []
        return node("Div", [[f"ref-{entry.id}", ["csl-entry"], language], [node("Para", text)]])
