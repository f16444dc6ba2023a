"""An index of registries' dumps in one SQLite file, for those who check thousands of manuscripts a day.

>>> import tempfile, pathlib
>>> from citelib.model import Item
>>> with tempfile.TemporaryDirectory() as folder:
...     path = pathlib.Path(folder) / "index.db"
...     with Builder(path) as builder:
...         builder.add([Item("r", "book", title="Slow moss")], "catalogue")
...     with Index(path) as index:
...         [record.source for record in index.by_title("slow moss")]
['catalogue']
"""

from citelib.verification.index.build import Builder, build
from citelib.verification.index.store import Index, is_index

__all__ = ["Builder", "Index", "build", "is_index"]
