"""Seams: what happens where two pieces of text meet.

Pieces of a citation bring their own punctuation, and where they meet some of it must go: ``?`` and ``.`` make ``?``.
The table says what two adjacent marks become; over a space nothing merges. Two spaces that meet become one. A comma or
a full stop after a closing quotation mark moves inside where the locale asks for it (``punctuation-in-quote``), else a
comma, colon or semicolon that ends the quotation moves out.

Source: CSL 1.0.2, Affixes, Delimiter and Locale Options; the pairs are those of the official test suite
(``punctuation_FullMontyPlain``), which the specification leaves open.

>>> from citelib.richtext import STYLE
>>> line = Line()
>>> line.put("Who?"); line.put(". ", STYLE); line.put("Then")
>>> line.text
'Who? Then'
"""

from __future__ import annotations

from typing import Final

from citelib.richtext.markup import ENGLISH_QUOTES, Quotes
from citelib.richtext.runs import CLOSE, DATA, OPEN, ROOT, STYLE, Mark, Run, plain_text

__all__ = ["PAIRS", "Line"]

PAIRS: Final[dict[str, str]] = {
    "::": ":", ":.": ":", ":!": "!", ":?": "?",
    "..": ".",
    ";:": ";", ";.": ";", ";;": ";", ";!": "!", ";?": "?",
    "!:": "!", "!.": "!", "!!": "!",
    "?:": "?", "?.": "?", "??": "?",
    ",,": ",",
}  # fmt: skip
"""Two adjacent marks and the one that is left of them; pairs that are not here stay as they are."""

_STARTS: Final = frozenset(".,;:!? \u00a0")
"""First characters of a piece whose seam must be checked."""
_SPACES: Final = frozenset(" \u00a0")
_QUOTES_OF_OTHERS: Final = frozenset("“”»«’‘")
_ENDS: Final = frozenset(".!?")
_MOVES_IN: Final = frozenset(".,!?")
_MOVES_OUT: Final = frozenset(",;:")


class Line:
    """A line of runs that is being written from left to right.

    Args:
        quotes: The quotation marks of the language.
        punctuation_in_quote: Whether commas and full stops move inside a closing quotation mark.
    """

    __slots__ = ("open_quotes", "punctuation_in_quote", "quotes", "runs")

    def __init__(self, quotes: Quotes = ENGLISH_QUOTES, punctuation_in_quote: bool = False) -> None:
        self.quotes = quotes
        self.punctuation_in_quote = punctuation_in_quote
        self.runs: list[Run] = []
        self.open_quotes: list[bool] = []
        """The quotations that are open, outermost first: whether each has the inner marks."""

    @property
    def text(self) -> str:
        """The text of the line without its styles."""
        return plain_text(self.runs)

    def put(self, text: str, origin: int = DATA, mark: Mark = ROOT, moves: bool = True) -> None:
        """Add a piece of text and close the seam before it.

        Args:
            text: The piece.
            origin: Whether the style or the data wrote it.
            mark: Its style.
            moves: Whether punctuation at its start may move into a quotation before it.
        """
        if not text:
            return
        if text[0] in _STARTS and self.runs:
            text = self._seam(text, moves)
            if not text:
                return
        self.runs.append(Run(text, mark, origin))

    def add(self, text: str, origin: int, mark: Mark) -> None:
        """Add text that continues a piece: there is no seam before it."""
        if text:
            self.runs.append(Run(text, mark, origin))

    def open_quote(self, mark: Mark, inner: bool = False) -> None:
        """Add an opening quotation mark: within a quotation the other kind, elsewhere the inner kind on request."""
        quotes = self.quotes
        if self.open_quotes:
            inner = not self.open_quotes[-1]
        self.open_quotes.append(inner)
        self.runs.append(Run(quotes.open_inner if inner else quotes.open, mark, OPEN))

    def close_quote(self, mark: Mark, moves: bool = True) -> None:
        """Add the closing quotation mark; punctuation that must not stand before it moves behind it."""
        inner = self.open_quotes.pop()
        quotes = self.quotes
        moved = ""
        runs = self.runs
        if moves and not self.punctuation_in_quote and runs:
            last = runs[-1]
            if last.origin < OPEN:
                text = last.text
                while len(text) > 1 and text[-1] in _MOVES_OUT:
                    moved = text[-1] + moved
                    text = text[:-1]
                last.text = text
        elif runs and runs[-1].origin < OPEN and runs[-1].text == "":
            runs.pop()
        runs.append(Run(quotes.close_inner if inner else quotes.close, mark, CLOSE))
        if moved:
            runs.append(Run(moved, mark, DATA))

    def _seam(self, text: str, moves: bool) -> str:
        """Close the seam between the line and `text`; returns what is left of `text`."""
        runs = self.runs
        while text:
            first = text[0]
            at = len(runs) - 1
            while at >= 0 and runs[at].origin == CLOSE:
                at -= 1
            if at < 0:
                return text
            before = runs[at]
            last = before.text[-1:]
            if first in _SPACES:
                # Spaces merge only where no quotation mark is between them.
                if at == len(runs) - 1 and last in _SPACES and last:
                    if first != last:  # the no-break space stays
                        before.text = f"{before.text[:-1]}\u00a0"
                    text = text[1:]
                    continue
                return text
            if first == "." and last in _QUOTES_OF_OTHERS and before.text[-2:-1] in _ENDS:
                # A sentence in the quotation marks of another language has ended already.
                last = before.text[-2]
            merged = PAIRS.get(last + first)
            if merged == last:
                text = text[1:]
                continue
            if merged is not None:
                if len(before.text) == 1:
                    del runs[at]
                else:
                    before.text = before.text[:-1]
                if not runs:
                    return text
                continue
            if at < len(runs) - 1 and moves and self.punctuation_in_quote and first in _MOVES_IN:
                if before.origin == OPEN:
                    return text
                mark = before.mark
                while mark.markup and mark.parent is not None:
                    mark = mark.parent
                if mark is before.mark:
                    before.text += first
                else:
                    # Markup that ends the quotation is left before the mark moves in.
                    runs.insert(at + 1, Run(first, mark, STYLE))
                text = text[1:]
                continue
            return text
        return text
