"""The pass that makes the text of a citation from its cites: affixes, delimiters, modes.

If the first cite of a citation prints nothing, the citation has citeproc-js's message in its place; later empty cites
are left out together with their delimiter.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from citelib.csl.citation import IBID, Citation
from citelib.csl.document.cites import (
    CiteRow,
    RenderedCite,
    counts_as_start,
    line_of,
    render_cite,
    spaced_prefix,
    spaced_suffix,
)
from citelib.csl.document.collapse import Arranged, arrange
from citelib.csl.document.parts import PARTS, names_in_prose, shows_names
from citelib.csl.render import Setting
from citelib.model import Item
from citelib.output import Output, write
from citelib.richtext import Span
from citelib.richtext.tree import Child

__all__ = ["EMPTY", "CitationText", "Rows", "render_citation"]

EMPTY: Final = "[CSL STYLE ERROR: reference with no printed form.]"
"""What stands in place of a first cite, or of an entry of a numeric style, that prints nothing."""

Rows = tuple[CiteRow, ...]


class CitationText(NamedTuple):
    """What a citation prints.

    Attributes:
        text: All of it.
        prose: Of a composite citation, the names that stand in the sentence; else "".
        reference: Of a composite citation, what stands behind them in parentheses, or in a note; else `text`.
    """

    text: str
    prose: str
    reference: str


def render_citation(
    citation: Citation, rows: Rows, items: Mapping[str, Item], setting: Setting, output: Output
) -> CitationText:
    """The text of a citation.

    Args:
        citation: The citation.
        rows: Its cites in the order in which they are printed.
        items: The items by id.
        setting: The style.
        output: The output.
    """
    if setting.style.citation is None or not rows:
        return CitationText("", "", "")
    return _Cluster(citation, rows, items, setting, output).text()


class _Cluster:
    """The rendering of one citation."""

    def __init__(
        self, citation: Citation, rows: Rows, items: Mapping[str, Item], setting: Setting, output: Output
    ) -> None:
        self.citation = citation
        self.rows = rows
        self.items = items
        self.setting = setting
        self.output = output
        self.mode = citation.mode or ("author-only" if rows[0].cite.author_only else "")
        # Where numbers are sorted, the work that the sentence names need not be the first of them.
        self.named = next((row for row in rows if row.cite is citation.cites[0]), rows[0])

    def text(self) -> CitationText:
        """The text in the mode of the citation."""
        part = PARTS.get(self.mode)
        if part is not None:
            every = self.rows if self.mode == "full" else [self.named]
            spans: list[Any] = []
            for row in every:
                cite = self.render(row)
                found = part(cite, self.items[row.cite.id], self.setting)
                spans += [*([Span(["; "])] if spans else []), *(found or cite.spans)]
            return self._single(self.write(Span(spans), self.citation.capitalize))
        if self.mode == "composite":
            return self._composite()
        return self._single(self._reference(self.citation.capitalize))

    @staticmethod
    def _single(text: str) -> CitationText:
        return CitationText(text, "", text)

    def _composite(self) -> CitationText:
        """Names in the sentence, then the rest; where the cite is «Ibid.» in a note, it says all that is to say."""
        cite = self.render(self.named)
        names = names_in_prose(cite, self.items[cite.row.cite.id], self.setting)
        capitalize = self.citation.capitalize
        prose = self.write(Span([*names]), capitalize) if names else ""
        leaves_something = not shows_names(cite) or bool(self._without_names(cite.row).spans)
        reference = self._reference(capitalize and not prose) if leaves_something or len(self.rows) > 1 else ""
        is_ibid = self.setting.is_note and cite.row.place.position >= IBID and not shows_names(cite)
        if not prose or not reference or is_ibid:
            return CitationText(reference or prose, prose, reference)
        text = self.output.join([prose, "" if self._is_raised() else " ", reference])
        return CitationText(text, prose, reference)

    def _is_raised(self) -> bool:
        """Whether the style sets its citations as superscripts, which follow the names without a space."""
        citation = self.setting.style.citation
        assert citation is not None
        return ("vertical-align", "sup") in self.setting.properties(citation.layout.formatting)

    def render(self, row: CiteRow) -> RenderedCite:
        """A cite without its affixes."""
        return render_cite(row, self.items[row.cite.id], self.setting)

    def _without_names(self, row: CiteRow) -> RenderedCite:
        return self.render(row._replace(hide_names=True))

    def _cites(self) -> list[RenderedCite]:
        """The cites in full; those whose names the sentence has already without them."""
        cites: list[RenderedCite] = []
        hides = self.mode in ("composite", "suppress-author")
        for index, row in enumerate(self.rows):
            prefix = row.cite.prefix
            started = counts_as_start(prefix) if prefix else index > 0 or counts_as_start(self.citation.prefix)
            row = row._replace(started=started)
            cite = self.render(row)
            # The works of one author follow each other; their names go together.
            hides = hides and (not index or (cite.names != "" and cite.names == cites[0].names))
            if hides or row.cite.suppress_author:
                hidden = self._without_names(row)
                if hidden.spans or (hides and self.mode == "composite"):
                    hidden.names = cite.names
                    cite = hidden
            cites.append(cite)
        return cites

    def _reference(self, capitalize: bool) -> str:
        """All cites with what stands between and around them."""
        style = self.setting.style.citation
        assert style is not None
        setting, citation = self.setting, self.citation
        children = self._delimited(arrange(self._cites(), setting, self.render))
        if citation.prefix:
            children.insert(0, Span(setting.leaf(spaced_prefix(citation.prefix))))
        if citation.suffix:
            children.append(Span(setting.leaf(spaced_suffix(citation.suffix)), role="affix"))
        layout = style.layout
        affixes = ("", "") if self.mode == "bare" else (layout.prefix, layout.suffix)
        return self.write(Span([Span(children, (), *affixes)], setting.properties(layout.formatting)), capitalize)

    def _delimited(self, arranged: list[Arranged]) -> list[Child]:
        """The cites within their affixes, and the delimiters between them."""
        children: list[Child] = []
        for index, (cite, delimiter) in enumerate(arranged):
            own = cite.row.cite
            body: list[Child] = [*cite.spans]
            if not body:
                if not index and not cite.row.hide_names:
                    body = [EMPTY]
                elif not (own.prefix or own.suffix):
                    continue
            if delimiter and children:
                children.append(Span([delimiter]))
            if self.output.links_cites:
                body = [Span(body, cite=own.id)]
            if own.prefix:
                body.insert(0, Span(self.setting.leaf(spaced_prefix(own.prefix))))
            if own.suffix:
                body.append(Span(self.setting.leaf(spaced_suffix(own.suffix)), role="affix"))
            children.append(Span(body))
        return children

    def write(self, span: Span, capitalize: bool) -> str:
        """A span in the output."""
        line = line_of(span, self.setting)
        if capitalize:
            for run in line.runs:
                at = next((at for at, letter in enumerate(run.text) if letter.isalnum()), None)
                if at is not None:
                    run.text = run.text[:at] + run.text[at].upper() + run.text[at + 1 :]
                    break
        return write(line.runs, self.output)
