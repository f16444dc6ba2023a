"""A science news release read into a graph: the news item, stubs of the works that it points at, related stories.

The layout of the page (`layout`), people (`people`), quotations (`quotations`) and works (`works`) are found by general
rules over the tables of `words`; `read` makes items and relations of them. `citelib.formats.press_release` is the door.
"""
