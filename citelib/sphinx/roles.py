"""The roles: each leaves a place in the document, which is given its text when all pages have been read."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from citelib.sphinx.nodes import citation_place

__all__ = ["CiteRole"]


class CiteRole(SphinxRole):
    """``:cite:``, ``:footcite:`` and all that begins with them."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The place, with its keys as text until it is filled."""
        domain, _, role = self.name.partition(":")
        source, line = self.get_source_info()
        place = citation_place(self.rawtext, self.text, role=role or "p", keys=self.text, foot=domain == "footcite")
        place.source, place.line = source, line
        place["location"] = self.get_location()
        return [place], []
