"""A format of your own: a shelf list, a line a book, read and written like any other format.

Another package would name `SHELF_LIST` under the entry points of the group ``citelib.formats``; then the command line
knows it, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import citelib
from citelib.diagnostics import Diagnostic
from citelib.formats.format import Format, Record, Source, Writing
from citelib.model import Date, Item, Name

SHELF = "shelf-list:shelf"


def read(source: Source) -> Iterator[Record]:
    """Yield a book a line; a line that is none costs no other."""
    for number, line in enumerate(source.lines(), 1):
        parts = [part.strip() for part in line.split("|")]
        if len(parts) == 5:
            key, people, title, year, shelf = parts
            authors = [Name.parse(one) for one in people.split(";") if one.strip()]
            # What CSL has no variable for is kept under a name of the format's own.
            custom = {SHELF: [shelf]} if shelf else {}
            yield Item(key, "book", title=title, author=authors, issued=Date.parse(year), custom=custom)
        elif line.strip():
            message, hint = f"columns: {len(parts)} instead of 5", "write key | authors | title | year | shelf"
            yield Diagnostic("error", "shelf-list-columns", message, line=number, hint=hint)


def write(items: Iterable[Item], writing: Writing) -> Iterator[str]:
    """Yield a line a book; what is no book is reported and left out."""
    for item in items:
        if item.type != "book":
            writing.report(Diagnostic("warning", "shelf-list-no-book", f"{item.id!r} is a {item.type}", item=item.id))
            continue
        people = "; ".join(map(str, item.author))
        year = str(item.issued.year) if item.issued else ""
        shelf = " ".join(item.custom.get(SHELF, ()))
        yield " | ".join((item.id, people, item.title or "", year, shelf)).rstrip() + "\n"


SHELF_LIST = Format(
    "shelf-list",
    "Shelf list",
    extensions=(".shelf",),
    sniff=lambda text: 0.6 if text.partition("\n")[0].count("|") == 4 else 0.0,
    read=read,
    write=write,
    note="a book a line: key | authors | title | year | shelf",
)

LIST = """\
low1978 | Ann Low; Bea van der High | Order on Mars | 1978 | B 12
this line says nothing
wide2001 | Cy Wide | Disorder on Venus | 2001 |
"""

books = citelib.loads(LIST, SHELF_LIST)
for diagnostic in books.diagnostics:
    print(diagnostic)
print(citelib.format(books, style="apa"))
print(citelib.dumps(books, "biblatex", report=print))  # tells that shelves have no place there
assert citelib.loads(citelib.dumps(books, SHELF_LIST), SHELF_LIST) == books
