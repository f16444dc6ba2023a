"""What is cited in the cells of code of a notebook, and what these show."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

import attrs

from citelib.csl.citation import Citation, Cite, Mode
from citelib.csl.processor import Processor
from citelib.csl.style.repository import resolve_style
from citelib.errors import UnknownNameError
from citelib.formats.exchange import load
from citelib.model import Bibliography, Item
from citelib.queries import matcher

__all__ = ["Paper", "Shown"]


@attrs.frozen(eq=False)
class Shown:
    """Something that a cell shows, in whatever form the notebook asks for.

    It is made when it is shown, so that a cell that is run again shows what is true then.
    """

    _form: Callable[[str], str]

    def __str__(self) -> str:
        return self._form("text")

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return self._form("html-linked")

    def _repr_markdown_(self) -> str:
        return self._form("markdown")

    def _repr_latex_(self) -> str:
        return self._form("latex")


class Paper:
    """The works that a notebook cites, in a style.

    The same citation twice is one, so that a cell can be run again.

    Args:
        works: The works, or the path of a file with them.
        style: Name or path of a style.
        locale: Language of the output; by default that of the style.

    Raises:
        ReadError: The file cannot be read.
        StyleError: The style cannot be used.
        UnknownNameError: There is no such style or locale.
    """

    def __init__(
        self,
        works: Iterable[Item] | str | os.PathLike[str],
        style: str | os.PathLike[str] = "apa",
        locale: str | None = None,
    ) -> None:
        items = load(works).values() if isinstance(works, (str, os.PathLike)) else works
        self.works = Bibliography(items)
        self._style = resolve_style(style, locale)
        self._citations: dict[Citation, Citation] = {}
        self._processors: dict[str, Processor] = {}

    def cite(
        self,
        *keys: str,
        locator: str | None = None,
        label: str | None = None,
        prefix: str = "",
        suffix: str = "",
        mode: Mode = "",
    ) -> Shown:
        """A citation.

        Args:
            keys: Keys of the works.
            locator: Place within the last of them, such as ``"33–36"``.
            label: Kind of the locator; ``"page"`` by default.
            prefix: Text before the first of them.
            suffix: Text behind the last of them.
            mode: As for `citelib.csl.citation.Citation`; ``"composite"`` for names in the sentence.

        Raises:
            UnknownNameError: There is no work of a key, or no such label or mode.
        """
        if not keys:
            raise UnknownNameError("work", "", known=self.works)
        for key in keys:
            if key not in self.works:
                raise UnknownNameError("work", key, known=self.works)
        cites = [Cite(self.works[key].id) for key in keys]
        cites[0] = attrs.evolve(cites[0], prefix=f"{prefix} " if prefix else "")
        cites[-1] = attrs.evolve(cites[-1], locator=locator, label=label, suffix=suffix)
        asked = Citation(cites, mode=mode)
        citation = self._citations.setdefault(asked, attrs.evolve(asked, id=f"cite-{len(self._citations) + 1}"))
        return Shown(lambda output: dict(self._processor(output).citations)[citation.id])

    def bibliography(self, query: str = "") -> Shown:
        """The list of the works that are cited, or of those of them that a query finds; see `citelib.queries`.

        Raises:
            QueryError: It is no query.
        """
        select = matcher(query) if query else None
        return Shown(lambda output: str(self._processor(output).bibliography(select)).rstrip("\n"))

    def _processor(self, output: str) -> Processor:
        processor = self._processors.get(output)
        if processor is None:
            processor = self._processors[output] = Processor(self.works, self._style, output=output)
        processor.replace_citations(self._citations.values())
        return processor
