r"""A page to look at: a news release with the evidence marked in its text, its works as cards, their graph.

The page is one file of HTML without scripts, and asks nothing of the network. Everything that a release says is text in
it, never markup.

>>> from citelib.formats.exchange import loads
>>> text = "Moss found\n\nMay 3, 2020\n\nMoss is back, Ann Lee and colleagues report in the journal Mosses."
>>> page = release_page(loads(text, "press-release"), text, picture=False)
>>> page.startswith("<!doctype html>"), "Ann Lee and colleagues</mark>" in page
(True, True)
"""

from citelib.pages.page import release_page

__all__ = ["release_page"]
