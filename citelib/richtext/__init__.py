"""Rich text: trees of spans, lists of runs, and the typography that works on runs.

Nothing here knows citations. A `Span` tree says what is set how; `flatten` turns it into a list of `Run`, where every
seam between two pieces of text goes through one table of punctuation.

>>> from citelib.richtext import Line, ROOT, Span, flatten
>>> line = Line()
>>> flatten(Span(["What is it?"], suffix=". "), line, ROOT)
>>> line.text
'What is it? '
"""

from citelib.richtext.case import apply_case
from citelib.richtext.markup import ENGLISH_QUOTES, Quotes, Styled, has_markup, parse_markup, plain
from citelib.richtext.runs import DATA, ROOT, STYLE, Mark, Run, plain_text
from citelib.richtext.scripts import NATIVE_QUOTES, has_native_marks, native_marks
from citelib.richtext.seams import Line
from citelib.richtext.tree import Span, flatten, text_of

__all__ = [
    "DATA",
    "ENGLISH_QUOTES",
    "NATIVE_QUOTES",
    "ROOT",
    "STYLE",
    "Line",
    "Mark",
    "Quotes",
    "Run",
    "Span",
    "Styled",
    "apply_case",
    "flatten",
    "has_markup",
    "has_native_marks",
    "native_marks",
    "parse_markup",
    "plain",
    "plain_text",
    "text_of",
]
