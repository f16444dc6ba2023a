"""A document while it is edited: an edit gives back the citations and the entries that read otherwise now.

What an edit leaves alone is not rendered again, and in Markdown not read. What comes of any number of edits is what
rendering the whole text from scratch gives.

>>> from citelib.model import Date, Item, Name
>>> works = [Item("doe", "book", title="A Book", author=[Name("Doe", "Jane")], issued=Date.on(1999))]
>>> live = LiveDocument("As they say [@doe].", works, style="apa", output="text")
>>> [one.text for one in live.citations()]
['(Doe, 1999)']
>>> changes = live.edit(17, 17, ", p. 3")
>>> [(one.start, one.end, one.text) for one in changes.citations], changes.entries.entries
([(12, 24, '(Doe, 1999, p. 3)')], ())
"""

from citelib.documents.live.document import LiveDocument
from citelib.documents.live.model import DocumentChanges, LiveCitation

__all__ = ["DocumentChanges", "LiveCitation", "LiveDocument"]
