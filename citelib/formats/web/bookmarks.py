"""Bookmarks of browsers (the «Netscape bookmark file»), one web page a link.

The date on which a bookmark was made is the date of access, its tags are keywords, and the folders in which it stands
are kept in ``custom`` as ``bookmarks:folder``.

>>> from citelib.formats.exchange import loads
>>> link = '<A HREF="https://example.org" ADD_DATE="1396253182">Home</A>'
>>> item, = loads(f"<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT>{link}</DL>").values()
>>> item.title, item.accessed
('Home', Date('2014-03-31'))
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from citelib.errors import ReadError
from citelib.formats.format import Format, Record, Source
from citelib.formats.kit.draft import Draft
from citelib.model import Date

__all__ = ["BOOKMARKS"]

_TOKEN: Final = re.compile(
    r"<(?:(?P<link>A)\s(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>(?P<title>[^<]*)</A>"
    r"|(?P<head>H[1-6])[^>]*>(?P<folder>[^<]*)</H[1-6]>|DD>(?P<words>[^<]*)|(?P<close>/DL))",
    re.IGNORECASE,
)
_ATTRIBUTE: Final = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def read(source: Source) -> Iterator[Record]:
    """Yield the bookmarks.

    Raises:
        ReadError: The text has no bookmarks.
    """
    content = source.read_text()
    folders: list[str] = []
    draft: Draft | None = None
    counted, line, found = 0, 1, False
    for token in _TOKEN.finditer(content):
        if token["words"] is not None:
            if draft is not None:
                draft.put("abstract", unescape(token["words"]))
            continue
        if draft is not None:
            yield from draft.records()
            draft = None
        if token["close"]:
            del folders[-1:]
        elif token["head"]:
            folders.append(unescape(token["folder"]).strip())
        else:
            line, counted, found = line + content.count("\n", counted, token.start()), token.start(), True
            draft = _bookmark(token["attributes"], token["title"], folders, line)
    if draft is not None:
        yield from draft.records()
    if not found and "NETSCAPE-Bookmark-file" not in content:
        raise ReadError("there are no bookmarks in it", format="bookmarks", source=source.name)


def _bookmark(attributes: str, title: str, folders: list[str], line: int) -> Draft:
    found = _ATTRIBUTE.finditer(attributes)
    values = {match[1].casefold(): unescape(match[2] or match[3] or match[4] or "") for match in found}
    draft = Draft("bookmarks", line)
    draft.type = "webpage"
    draft.put("title", " ".join(unescape(title).split()))
    draft.put("URL", values.get("href", ""))
    draft.put("abstract", values.get("description", ""))
    draft.put("keyword", ", ".join(filter(None, (word.strip() for word in values.get("tags", "").split(",")))))
    seconds = values.get("add_date", "")
    if re.fullmatch("[0-9]{1,11}", seconds, re.ASCII) and int(seconds):
        day = datetime.datetime.fromtimestamp(int(seconds), datetime.UTC)
        draft.put("accessed", Date.on(day.year, day.month, day.day))
    if len(folders) > 1:
        draft.keep("folder", " / ".join(folders[1:]))
    return draft


def sniff(text: str) -> float:
    """Sure of the document type of bookmarks."""
    return 1.0 if re.match(r"\s*<!DOCTYPE NETSCAPE-Bookmark-file", text, re.IGNORECASE) else 0.0


BOOKMARKS: Final = Format(
    "html-bookmarks",
    "Bookmarks",
    sniff=sniff,
    read=read,
    aliases=("bookmarks", "netscape-bookmarks"),
    note="bookmarks that browsers export",
)
"""Bookmarks."""
