"""What a processor gives back: changes, bibliographies, whole documents."""

from __future__ import annotations

import attrs

from citelib.diagnostics import Diagnostic
from citelib.output import Output
from citelib.output.output import encodable

__all__ = [
    "BibliographyParams",
    "Changes",
    "Document",
    "Entry",
    "EntryChanges",
    "Formatted",
    "RenderedBibliography",
]


@attrs.frozen
class Entry:
    """An entry of a bibliography.

    Attributes:
        id: Id of its item.
        text: Its text in the output.
        language: Its language where each work is printed in its own and this one is not that of the document; else "".
    """

    id: str
    text: str
    language: str = attrs.field(default="", repr=False)


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
        unprinted: Ids of the works of which the style prints nothing, so that the list lacks them or has a note of it.
    """

    entries: tuple[Entry, ...]
    params: BibliographyParams
    output: Output = attrs.field(repr=False)
    unprinted: tuple[str, ...] = ()

    def losses(self, style: str) -> tuple[Diagnostic, ...]:
        """A warning for each work of which the style prints nothing.

        Args:
            style: Title of the style.
        """
        return tuple(
            Diagnostic(
                "warning",
                "style-prints-nothing",
                f"the list lacks {id!r}: the style {style!r} prints nothing of such a work",
                "give the record what the style prints (title, names, date), or choose another style",
                item=id,
            )
            for id in self.unprinted
        )

    def __str__(self) -> str:
        body = encodable("".join([self._whole(entry) for entry in self.entries]))
        return f"{self.params.start}{body}{self.params.end}"

    # In notebooks, which ask for each form and show the best that they get

    def _repr_html_(self) -> str | None:
        return self._shown("html")

    def _repr_markdown_(self) -> str | None:
        return self._shown("markdown")

    def _repr_latex_(self) -> str | None:
        return self._shown("latex")

    def _shown(self, form: str) -> str | None:
        return str(self) if self.output.name.removesuffix("-linked") == form else None

    def _whole(self, entry: Entry) -> str:
        output = self.output
        if entry.language and output.entry_in is not None:
            return output.entry_in(entry.id, entry.text, entry.language)
        return output.entry(entry.id, entry.text)


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
class EntryChanges:
    """What changed in a bibliography.

    Attributes:
        entries: The entries that are new or read otherwise.
        removed: Ids of those that are gone.
        order: Ids of all entries, in order.
    """

    entries: tuple[Entry, ...]
    removed: tuple[str, ...]
    order: tuple[str, ...]


@attrs.frozen
class Document:
    """A rendered document.

    Attributes:
        citations: Id and text of each citation, in the order of the document.
        bibliography: The bibliography; None if the style has none.
    """

    citations: tuple[tuple[str, str], ...]
    bibliography: RenderedBibliography | None


@attrs.frozen
class Formatted:
    """A work by itself, as `citelib.format_each` gives it.

    Attributes:
        id: Id of the item.
        reference: Its entry in a bibliography of its own; "" if the style has none, or prints nothing of the work.
        citation: A citation of it alone.

    >>> Formatted("gordon1978", "Gordon, J. E. (1978). Structures.", "(Gordon, 1978)").citation
    '(Gordon, 1978)'
    """

    id: str
    reference: str
    citation: str
