"""What users may get wrong: each line with the comment «wrong» is an error to type checkers, and no other line is."""

from __future__ import annotations

import citelib
from citelib import Date, Item, Name, Procesor  # wrong

citelib.lod("refs.bib")  # wrong
citelib.UnknownName  # wrong

Item("a", "book", titel="Structures")  # wrong
Item("a", "book", title=["Structures"])  # wrong
Item("a", "book", author="J. E. Gordon")  # wrong
Item("a", "book", issued=1978)  # wrong
Item("a", "book", editor=Name("Gordon"))  # wrong
Item("a", "book").evolve(titel="Structures")  # wrong
Item("a", "book").evolve(type=None)  # wrong
Item("a", "book").titel  # wrong
Item("a", "book").title.upper()  # wrong
Item("a", "book").title = "Structures"  # wrong
Date.on("1978")  # wrong

citelib.format(3)  # wrong
citelib.format([Item("a")], stile="apa")  # wrong
citelib.format([Item("a")], style=3)  # wrong
citelib.cite([Item("a")], "a", mode="narrative")  # wrong
citelib.Processor("apa", [Item("a")])  # wrong
citelib.load("refs.bib", strict="yes")  # wrong
citelib.search_styles(kind="both")  # wrong
