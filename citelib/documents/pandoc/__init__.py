"""Citations in pandoc's document tree: one filter for every format that pandoc reads and writes.

`citelib.documents.pandoc.filter.resolve` takes the JSON that pandoc hands to a filter and gives it back with citations
and lists in it. The command ``citelib-pandoc`` is that filter.
"""
