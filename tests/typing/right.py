"""What users may write: no type checker complains."""

from __future__ import annotations

from pathlib import Path
from typing import assert_type

import citelib
from citelib import Bibliography, Citation, Cite, Date, Item, Name, Processor, Rendered, StyleEntry

item = Item(
    "gordon1978",
    "book",
    title="Structures",
    author=[Name("Gordon", "J. E.")],
    issued=Date.on(1978),
    number_of_pages=395,
    journalAbbreviation=None,
)
assert_type(item.title, str | None)
assert_type(item.author, tuple[Name, ...])
assert_type(item.issued, Date | None)
assert_type(item.evolve(title=None, id="g78", custom={"shelf": 3}), Item)

assert_type(citelib.load("refs.bib"), Bibliography)
assert_type(citelib.load([Path("refs.bib"), {"id": "a", "type": "book"}]), Bibliography)
assert_type(citelib.load({"id": "a", "type": "book"}), Bibliography)
assert_type(citelib.dumps([item], format="ris"), str)

assert_type(citelib.format([item], "apa", output="html"), str)
assert_type(citelib.format(item), str)
assert_type(citelib.format({"id": "a", "type": "book", "title": "T"}), str)
assert_type(citelib.format([{"id": "a", "type": "book", "title": "T"}]), str)
assert_type(citelib.format(Path("refs.bib")), str)
assert_type(citelib.cite([item], "gordon1978", Cite("gordon1978", locator="61"), style="apa"), str)
assert_type(citelib.render([item], [Citation.of("gordon1978")], "apa"), Rendered)

entry = citelib.find_style("apa")
assert_type(entry, StyleEntry)
assert_type(citelib.search_styles("chicago"), list[StyleEntry])
assert_type(citelib.format([item], entry), str)

processor = Processor([item], entry, output="html")
assert_type(processor.citations, tuple[tuple[str, str], ...])

try:
    citelib.load("refs.bib", strict=True)
except citelib.ReadError as error:
    assert_type(error.line, int | None)
except citelib.CitelibError as error:
    assert_type(error.hint, str | None)
