r"""LaTeX in which citations are text: it compiles with any engine and without any package for citations.

Commands become what the style makes of them, the list stands where it was to be printed, and commands that only set up
citations go. Files that were included stand in the text.
"""

from __future__ import annotations

import re
from typing import Final

from citelib.csl.results import RenderedBibliography
from citelib.documents.latex.mask import cover
from citelib.documents.model import ListPlace
from citelib.documents.render import RenderedDocument
from citelib.documents.text.changes import apply
from citelib.documents.text.writing import list_title, place_change

__all__ = ["write"]

_SETUP: Final = re.compile(
    r"\\(?:bibliographystyle|addbibresource|addglobalbib|setcitestyle|citestyle|bibpunct)\s*+(?:\[[^\]\n]*\]\s*+)?\{[^{}]*\}"
    r"[ \t]*(?:\r?\n)?"
    r"|\\usepackage\s*+(?:\[[^\]]*\]\s*+)?\{(?:biblatex|natbib|cite|apacite|jurabib|biblatex-chicago)\}[ \t]*(?:\r?\n)?"
)
_PUNCTUATION: Final = re.compile(r"[.,;:!?]+(?:''|”|»)?|(?:''|”|»)[.,;:!?]?")


def write(rendered: RenderedDocument) -> str:
    """The document with text in the place of commands.

    Args:
        rendered: The document, rendered in the output ``"latex"``.
    """
    document = rendered.document
    changes = [
        place_change(rendered, done, lambda note: f"\\footnote{{{note}}}", _PUNCTUATION) for done in rendered.places
    ]
    lists = rendered.lists or (None,) * len(document.lists)
    changes += [
        (place.start, place.end, _list(rendered, place, bibliography))
        for place, bibliography in zip(document.lists, lists, strict=True)
    ]
    changes += [(match.start(), match.end(), "") for match in _SETUP.finditer(cover(document.text))]
    return apply(document.text, changes)


def _list(rendered: RenderedDocument, place: ListPlace, bibliography: RenderedBibliography | None) -> str:
    if bibliography is None or not bibliography.entries:
        return ""
    title = "" if place.title == "" else f"\\section*{{{list_title(rendered, place.title)}}}\n"
    entries = "\n\n".join(
        re.sub(r"\\bibitem\{[^{}]*\}\s*", r"\\item ", entry.text.strip(), count=1)
        if entry.text.startswith("\\bibitem")
        else f"\\item {entry.text.strip()}"
        for entry in bibliography.entries
    )
    indent = "1.5em" if bibliography.params.hanging_indent else "0pt"
    return (
        f"{title}"
        f"\\begin{{list}}{{}}{{\\setlength{{\\leftmargin}}{{{indent}}}\\setlength{{\\itemindent}}{{-{indent}}}"
        f"\\setlength{{\\labelwidth}}{{0pt}}\\setlength{{\\labelsep}}{{0pt}}}}\n{entries}\n\\end{{list}}\n"
    )
