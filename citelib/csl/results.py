"""What a processor gives back: changes, bibliographies, whole documents."""

from __future__ import annotations

import attrs

from citelib.output import Output
from citelib.output.output import encodable

__all__ = ["BibliographyParams", "Changes", "Document", "Entry", "RenderedBibliography"]


@attrs.frozen
class Entry:
    """An entry of a bibliography: the id of its item and its text in the output."""

    id: str
    text: str


@attrs.frozen
class BibliographyParams:
    """How a bibliography wants to be laid out (specification, Bibliography-specific Options).

    Attributes:
        max_offset: Characters of the longest first field, where the style aligns a second field; else 0.
        entry_spacing: Space between entries, in lines.
        line_spacing: Distance of lines, in lines.
        hanging_indent: Whether later lines of an entry are indented.
        second_field_align: ``"flush"``, ``"margin"`` or None.
        start: What stands before the entries in the output.
        end: What stands after them.

    """

    max_offset: int = 0
    entry_spacing: int = 1
    line_spacing: int = 1
    hanging_indent: bool = False
    second_field_align: str | None = None
    start: str = ""
    end: str = ""


@attrs.frozen
class RenderedBibliography:
    """A finished bibliography; as text it is complete in its output, wrapped as the output wants it.

    Attributes:
        entries: The entries in order.
        params: How they want to be laid out.
        output: The output they are in.

    """

    entries: tuple[Entry, ...]
    params: BibliographyParams
    output: Output = attrs.field(repr=False)

    def __str__(self) -> str:
        entry = self.output.entry
        body = encodable("".join([entry(one.id, one.text) for one in self.entries]))
        return f"{self.params.start}{body}{self.params.end}"


@attrs.frozen
class Changes:
    """What an edit changed.

    Attributes:
        citations: Id and new text of every citation that reads differently now, in the order of the document; always
            with the citation that was put in.
        bibliography: Whether the bibliography may read differently now.
        rendered: Ids of all citations that were rendered again, changed or not.

    """

    citations: tuple[tuple[str, str], ...]
    bibliography: bool
    rendered: tuple[str, ...] = ()


@attrs.frozen
class Document:
    """A rendered document.

    Attributes:
        citations: Id and text of each citation, in the order of the document.
        bibliography: The bibliography; None if the style has none.

    """

    citations: tuple[tuple[str, str], ...]
    bibliography: RenderedBibliography | None
