"""The directives: each leaves a place for a list, which is filled when all pages have been read."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from citelib.near import did_you_mean
from citelib.sphinx.filters import parse_filter
from citelib.sphinx.nodes import bibliography_place, footnotes_place

__all__ = ["Bibliography", "FootBibliography"]

_logger = logging.getLogger(__name__)
_KINDS = ("citation", "bullet", "enumerated")


def _start(value: str) -> int | str:
    return value if value == "continue" else int(directives.positive_int(value))


class Bibliography(SphinxDirective):
    """``.. bibliography::``: the works that are cited, or those that its options choose."""

    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {
        "cited": directives.flag,
        "notcited": directives.flag,
        "all": directives.flag,
        "filter": directives.unchanged,
        "style": directives.unchanged,
        "list": directives.unchanged,
        "enumtype": directives.unchanged,
        "start": _start,
        "labelprefix": directives.unchanged,
        "keyprefix": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """The heading from the settings, and the place of the list."""
        kind = self.options.get("list", "citation")
        if kind not in _KINDS:
            self._warn(f"unknown kind of list {kind!r}", "list_type_error", did_you_mean(kind, _KINDS))
            kind = "citation"
        place = bibliography_place(
            "",
            docname=self.env.docname,
            files=tuple(self.arguments[0].split()) if self.arguments else (),
            filter=self._filter(),
            keys=tuple(line.strip() for line in self.content if line.strip()),
            style=self.options.get("style", ""),
            kind=kind,
            enumtype=self.options.get("enumtype", "arabic"),
            start=self.options.get("start", 1),
            number_prefix=self.options.get("labelprefix", ""),
            key_prefix=self.options.get("keyprefix", ""),
            location=self.get_location(),
        )
        self.set_source_info(place)
        header = self.config.bibtex_bibliography_header
        return [*(self.parse_text_to_nodes(header) if header else ()), place]

    def _filter(self) -> str:
        if "filter" not in self.options:
            return "True" if "all" in self.options else "not cited" if "notcited" in self.options else "cited"
        for name in ("all", "notcited", "cited"):
            if name in self.options:
                self._warn(f":filter: overrides :{name}:", "filter_overrides")
        text: str = self.options["filter"]
        try:
            parse_filter(text)
        except ValueError as error:
            self._warn(
                f"syntax error in :filter: expression; {error}; works that are cited are listed", "filter_syntax_error"
            )
            return "cited"
        return text

    def _warn(self, message: str, subtype: str, hint: str | None = None) -> None:
        text = f"{message} ({hint})" if hint else message
        _logger.warning(text, location=self.get_location(), type="bibtex", subtype=subtype)


class FootBibliography(SphinxDirective):
    """``.. footbibliography::``: the footnotes of the citations since the last one."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """The heading from the settings, and the place of the footnotes."""
        header = self.config.bibtex_footbibliography_header
        place = footnotes_place("", docname=self.env.docname)
        place += self.parse_text_to_nodes(header) if header else []
        self.set_source_info(place)
        return [place]
