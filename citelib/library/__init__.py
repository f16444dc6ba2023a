"""The library: references kept in one file, searched, cleaned and never lost.

>>> import tempfile
>>> from pathlib import Path
>>> from citelib.model import Item
>>> with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "refs.db") as library:
...     library.add(Item("ketamine2019", "webpage", title="Why is ketamine an antidepressant?"))
...     library.search("ketamine").keys()
['ketamine2019']
"""

from citelib.errors import QueryError
from citelib.library.library import Library
from citelib.library.reader import Trashed
from citelib.library.search.results import Results
from citelib.library.store.database import default_path

__all__ = ["Library", "QueryError", "Results", "Trashed", "default_path"]
