"""What an output is: a way to escape text, and what stands around text under marks; no output knows citations.

>>> from citelib.richtext import ROOT, Mark, Run
>>> from citelib.output import get_output
>>> write([Run("E. coli", Mark(ROOT, "font-style", "italic")), Run(" & co.")], get_output("html"))
'<i>E. coli</i> &#38; co.'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

import attrs

from citelib.output.links import is_safe_link
from citelib.richtext.runs import ROOT, Mark, Run

__all__ = ["Output", "around", "encodable", "paragraph", "without_controls", "write"]


Around = Callable[[str, str], tuple[str, str]]
"""Told the name and value of a mark; gives what stands before and after text under it."""


def paragraph(_: str, text: str) -> str:
    """An entry as a paragraph of its own, as languages of plain text have it."""
    return f"{text}\n\n"


def around(
    table: Mapping[tuple[str, str], tuple[str, str]],
    link: Callable[[str], tuple[str, str]] | None = None,
    cite: Callable[[str], tuple[str, str]] | None = None,
) -> Around:
    """What stands around text under marks.

    Args:
        table: What stands before and after it, by name and value of the mark.
        link: The same for an address, which is one that data may lead to; None if there are no links.
        cite: The same for a cite, by the id of its entry; None if it leads nowhere.

    >>> around({("font-style", "italic"): ("<i>", "</i>")})("font-style", "italic")
    ('<i>', '</i>')
    """

    def find(name: str, value: str) -> tuple[str, str]:
        if name == "link" and link is not None:
            return link(value) if is_safe_link(value) else _NOTHING
        if name == "cite" and cite is not None:
            return cite(value)
        return table.get((name, value), _NOTHING)

    return find


_NOTHING: Final = ("", "")


def _no_marks(_name: str, _value: str) -> tuple[str, str]:
    return _NOTHING


@attrs.frozen
class Output:
    """A form of finished text.

    Attributes:
        name: Name by which it is chosen.
        title: Name for people.
        escape: Text of items and styles as text of the output; whatever it holds, it never becomes markup.
        around: What stands before and after text under a mark; takes name and value of the mark.
        start: What stands before a bibliography.
        end: What stands after it.
        entry: The whole of an entry; takes its id and its text.
        media_type: Media type of a file of this output.
        finish: Applied to the finished text of a citation or entry.
        only_effective: Whether upright text within italics must be taken out of them, because the output knows no
            mark for what is normal.
        moves_spaces: Whether spaces at the edges of marked text must stand outside its marks.
        keeps_spaces: Whether two spaces within a piece of text are kept apart by a no-break space, because a reader
            would see one.
        nests: Names of marks of which only one may be open; None if all nest.
        writer: Writes runs in a way of its own, in place of all the above.
        join: Puts finished texts together; what is plain between them, such as a space, is text of the output.
        links_cites: Whether each cite is under a mark ``"cite"`` that holds the id of its entry, and titles lead to
            works whose entries print no address.
        entry_in: The whole of an entry that is in another language than the document; takes its id, its text and the
            tag of its language. None if the output cannot say that.
    """

    name: str
    title: str
    escape: Callable[[str], str]
    around: Around = _no_marks
    start: str = ""
    end: str = ""
    entry: Callable[[str, str], str] = lambda _, text: f"{text}\n"
    media_type: str = "text/plain"
    finish: Callable[[str], str] | None = None
    only_effective: bool = False
    moves_spaces: bool = False
    keeps_spaces: bool = False
    nests: frozenset[str] | None = None
    writer: Callable[[Iterable[Run]], str] | None = None
    join: Callable[[Iterable[str]], str] = "".join
    links_cites: bool = False
    entry_in: Callable[[str, str, str], str] | None = None


_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def without_controls(text: str) -> str:
    r"""Text in which line ends and control characters are spaces: no output but HTML keeps them.

    >>> without_controls("a\nb")
    'a b'
    """
    return _CONTROLS.sub(" ", text) if _CONTROLS.search(text) else text


_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")


def encodable(text: str) -> str:
    r"""Text that every encoding of Unicode can hold: half a surrogate pair is U+FFFD.

    >>> encodable("a\ud800") == "a\ufffd"
    True
    """
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def write(runs: Iterable[Run], output: Output) -> str:
    """The text of runs in an output; marks are opened and closed as they change, innermost first."""
    return encodable(output.writer(runs) if output.writer is not None else _written(runs, output))


def _written(runs: Iterable[Run], output: Output) -> str:
    if output.only_effective:
        runs = _effective(runs, output.nests)
    if output.moves_spaces:
        runs = _spaces_outside(runs)
    pieces: list[str] = []
    current = ROOT
    escape, marks = output.escape, output.around
    keeps_spaces = output.keeps_spaces
    texts: list[str] = []
    for run in runs:
        mark = run.mark
        if mark is not current:
            if texts:
                pieces.append(escape("".join(texts)))
                texts.clear()
            _turn(current, mark, pieces, marks)
            current = mark
        text = run.text
        if keeps_spaces and "  " in text:
            text = text.replace("  ", "\u00a0 ")
        texts.append(text)
    if texts:
        pieces.append(escape("".join(texts)))
    if current is not ROOT:
        _turn(current, ROOT, pieces, marks)
    text = "".join(pieces)
    return text if output.finish is None else output.finish(text)


_NORMAL: Final = frozenset(("normal", "none", "baseline"))


def _effective(runs: Iterable[Run], single: frozenset[str] | None) -> Iterator[Run]:
    """Runs under the marks that show: what is normal again has no mark, and equal neighbours share theirs."""
    known: dict[tuple[int, str, str], Mark] = {}
    for run in runs:
        styles: dict[str, tuple[str, int]] = {}
        for mark in run.mark.chain():
            styles.pop(mark.name, None)
            if mark.value not in _NORMAL and mark.name != "nocase":
                styles[mark.name] = (mark.value, id(mark) if mark.name in ("display", "link") else 0)
        if single is not None:
            first = next((name for name in styles if name in single), None)
            styles = {name: value for name, value in styles.items() if name not in single or name == first}
        new = ROOT
        for name, (value, own) in styles.items():
            key = (id(new) ^ own, name, value)
            found = known.get(key)
            if found is None:
                found = known[key] = Mark(new, name, value)
            new = found
        yield Run(run.text, new, run.origin)


def _spaces_outside(runs: Iterable[Run]) -> list[Run]:
    """Runs in which no marked text begins or ends with a space; within a link spaces may stand."""
    moved: list[Run] = []
    for run in runs:
        text, mark = without_controls(run.text), run.mark
        bare = text.strip(" ")
        if mark is ROOT or bare == text:
            moved.append(Run(text, mark, run.origin))
            continue
        outside = mark
        while outside.parent is not None and outside.name not in ("cite", "link"):
            outside = outside.parent
        start = len(text) - len(text.lstrip(" "))
        for part, its_mark in ((text[:start], outside), (bare, mark), (text[start + len(bare) :], outside)):
            if part:
                moved.append(Run(part, its_mark, run.origin))
    return moved


def _turn(old: Mark, new: Mark, pieces: list[str], marks: Around) -> None:
    """Close the marks that end and open those that begin between two runs."""
    pending: list[Mark] = []
    while new.depth > old.depth and new.parent is not None:
        pending.append(new)
        new = new.parent
    while old is not new:
        pieces.append(marks(old.name, old.value)[1])
        assert old.parent is not None
        old = old.parent
        if old.depth < new.depth and new.parent is not None:
            pending.append(new)
            new = new.parent
    pieces.extend([marks(mark.name, mark.value)[0] for mark in reversed(pending)])
