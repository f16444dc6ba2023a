"""What an output is: a way to escape text and to open and close marks; no output knows citations.

>>> from citelib.richtext import ROOT, Mark, Run
>>> from citelib.output import get_output
>>> write([Run("E. coli", Mark(ROOT, "font-style", "italic")), Run(" & co.")], get_output("html"))
'<i>E. coli</i> &#38; co.'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from citelib.richtext.runs import ROOT, Mark, Run

__all__ = ["Output", "write"]


def _nothing(_name: str, _value: str) -> str:
    return ""


@attrs.frozen
class Output:
    """A form of finished text.

    Attributes:
        name: Name by which it is chosen.
        title: Name for people.
        escape: Text of items and styles as text of the output; whatever it holds, it never becomes markup.
        open: What stands before text under a mark; takes name and value of the mark.
        close: What stands after it.
        start: What stands before a bibliography.
        end: What stands after it.
        entry: The whole of an entry; takes its id and its text.
        media_type: Media type of a file of this output.
        finish: Applied to the finished text of a citation or entry.

    """

    name: str
    title: str
    escape: Callable[[str], str]
    open: Callable[[str, str], str] = _nothing
    close: Callable[[str, str], str] = _nothing
    start: str = ""
    end: str = ""
    entry: Callable[[str, str], str] = lambda _, text: f"{text}\n"
    media_type: str = "text/plain"
    finish: Callable[[str], str] | None = None


def write(runs: Iterable[Run], output: Output) -> str:
    """The text of runs in an output; marks are opened and closed as they change, innermost first."""
    pieces: list[str] = []
    current = ROOT
    escape, opens, closes = output.escape, output.open, output.close
    for run in runs:
        mark = run.mark
        if mark is not current:
            _turn(current, mark, pieces, opens, closes)
            current = mark
        pieces.append(escape(run.text))
    if current is not ROOT:
        _turn(current, ROOT, pieces, opens, closes)
    text = "".join(pieces)
    return text if output.finish is None else output.finish(text)


def _turn(
    old: Mark, new: Mark, pieces: list[str], opens: Callable[[str, str], str], closes: Callable[[str, str], str]
) -> None:
    """Close the marks that end and open those that begin between two runs."""
    pending: list[Mark] = []
    while new.depth > old.depth and new.parent is not None:
        pending.append(new)
        new = new.parent
    while old is not new:
        pieces.append(closes(old.name, old.value))
        assert old.parent is not None
        old = old.parent
        if old.depth < new.depth and new.parent is not None:
            pending.append(new)
            new = new.parent
    for mark in reversed(pending):
        pieces.append(opens(mark.name, mark.value))
