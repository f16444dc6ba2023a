"""References on Spark: read, format, convert, check and find duplicates among hundreds of millions.

Needs the extra ``spark`` (pyspark, pandas before 3) and Java 17 or 21, and citelib on every worker. A frame of works
has the columns of `citelib.tables` and ``diagnostic``: what cannot be read is a row that says so, and fails no job.

| function | what it gives |
|---|---|
| `read` | the works of files in any format |
| `with_references` | the same with a reference and a citation of each |
| `convert` | files in another format |
| `duplicates` | id, group, score and reasons of what is there twice |
| `build_index`, `verify` | an index of registered works; what it says of references |

    spark = local(cores=2)
    works = read(spark, "dump/*.jsonl.gz", "csl-jsonl")
    duplicates(works).write.parquet("groups.parquet")
"""

from __future__ import annotations

from citelib.scale.spark.checking import build_index, verify
from citelib.scale.spark.duplicates import Duplicates, duplicates, find
from citelib.scale.spark.frames import local
from citelib.scale.spark.works import convert, read, with_references

__all__ = [
    "Duplicates",
    "build_index",
    "convert",
    "duplicates",
    "find",
    "local",
    "read",
    "verify",
    "with_references",
]
