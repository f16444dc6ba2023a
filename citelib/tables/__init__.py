"""Works as tables: Arrow in memory, Parquet on disk, and whatever reads these: pandas, Polars, DuckDB, Spark, R.

One schema, with a version, holds what people count and join by in columns of their own, and the whole of each work as
CSL-JSON, so that nothing is lost on the way there and back. Bibliographies, libraries and search results are Arrow
streams themselves: ``pa.table(works)``, ``duckdb.sql("from works")``, ``pl.DataFrame(works.values())``. `flat` gives
the tables of programs for bibliometrics. Needs the extra ``tables`` (pyarrow).

>>> from citelib.model import Bibliography, Date, Item, Name
>>> works = Bibliography([Item("a", "book", title="Moss", author=[Name("Lee", "Ann")], issued=Date.on(2020, 5))])
>>> table = to_arrow(works)
>>> table.column("year").to_pylist(), table.column("names").to_pylist()[0][0]["family"]
([2020], 'Lee')
>>> from_arrow(table) == works
True
"""

from __future__ import annotations

from citelib.tables.arrow import batches_of, from_arrow, items_in, reader_of, to_arrow
from citelib.tables.flat import flat
from citelib.tables.parquet import read_parquet, write_parquet
from citelib.tables.scanning import scan
from citelib.tables.schema import VERSION, schema

__all__ = [
    "VERSION",
    "batches_of",
    "flat",
    "from_arrow",
    "items_in",
    "read_parquet",
    "reader_of",
    "scan",
    "schema",
    "to_arrow",
    "write_parquet",
]
