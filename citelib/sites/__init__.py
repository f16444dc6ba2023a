"""Citations on many pages that are built apart and read together: documentation sites.

A site has places (citations) and lists on its pages. `citelib.sites.texts.site_texts` gives what stands in all of them:
numbers and letters run through the whole site, and several lists may show the same work. The extensions for Sphinx,
Python-Markdown and MkDocs find the places and put the texts in; this package knows none of the three.
"""

from pathlib import Path
from typing import Final

__all__ = ["STATIC"]

STATIC: Final = Path(__file__).with_name("static")
"""The folder of the style sheet ``citelib.css``."""
