"""Citations in Markdown, in the syntax of pandoc, with what Quarto, R Markdown and MyST add to it.

>>> from citelib.documents.markdown.read import read
>>> document = read("See [see @doe, pp. 3-5; @roe] and @doe [p. 9].")
>>> [[(work.key, work.prefix, work.locator) for work in place.works] for place in document.places]
[[('doe', 'see ', '3-5'), ('roe', '', '')], [('doe', '', '9')]]
"""
