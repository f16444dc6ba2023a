r"""RSS: the items of news feeds, with Dublin Core and PRISM where the feeds of journals have them; Atom is read, too.

Source of the elements: RSS 2.0, RSS 1.0, the Dublin Core module, PRISM 2.0, and Atom (RFC 4287). An item with a journal
and a DOI is an article, any other one a web page whose container is the channel. What RSS has no element for is written
as ``citelib:note``, which other readers pass over.

>>> from citelib.formats.exchange import dumps, loads
>>> from citelib.model import Date, Item, Name
>>> news = Item("moss", "webpage", title="Moss found", author=[Name(literal="Vik")], issued=Date.on(2020, 5, 3),
...     URL="https://vik.example/moss")
>>> text = dumps([news], "rss")
>>> "<pubDate>Sun, 03 May 2020 00:00:00 +0000</pubDate>" in text, loads(text, "rss")["moss"] == news
(True, True)
"""

from __future__ import annotations

import datetime
import email.utils
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from citelib.diagnostics import Diagnostic
from citelib.formats.format import Format, Record, Source, Writing
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import kept_lines, noted_type, read_extra
from citelib.formats.kit.fields import as_doi
from citelib.formats.kit.languages import as_language
from citelib.formats.kit.lines import is_line, one_line
from citelib.formats.kit.names import read_name
from citelib.formats.kit.written import WrittenDraft
from citelib.formats.xml.elements import line_of, parse_element, root_names, text, texts, xml_records
from citelib.formats.xml.writing import declare, element, write_xml
from citelib.model import Date, Item, Name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["RSS"]

_NAMESPACES: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "citelib": "https://citelib.example/ns",
}
_ABOUT: Final = "https://citelib.example/"
"""What the channel must have as its address."""
_LEFT: Final = frozenset("comments enclosure thumbnail commentRss subject rights coverDate aggregationType".split())
"""Elements whose text is kept as it is."""


def read(source: Source) -> Iterator[Record]:
    """Yield the items of a feed."""
    channel = _channel(source.read_text())
    found: list[Diagnostic] = []
    for node in xml_records(source, "rss", ("item", "entry"), found.append):
        yield from _item(node, channel)
    yield from found


def _channel(feed: str) -> str:
    """The title of the channel, which stands before its items."""
    head = re.split(r"<(?:item|entry)[\s>]", feed, maxsplit=1)[0]
    match = re.search(r"<title\b[^>]*>.{0,2000}?</title>", head, re.DOTALL)
    node = parse_element(match[0]) if match else None
    return text(node) if node is not None else ""


def _item(node: Element, channel: str) -> Iterator[Record]:
    draft = Draft("rss", line_of(node))
    notes = texts(node, "note")
    journal, doi = text(node, "publicationName"), _doi(node)
    draft.type = noted_type(notes) or ("article-journal" if doi and journal else "webpage")
    for note in notes:
        read_extra(note, draft)
    for variable, value in (
        ("title", text(node, "title")),
        ("abstract", _words(text(node, "description") or text(node, "summary") or text(node, "encoded"))),
        ("language", as_language(text(node, "language"))),
        ("publisher", text(node, "publisher")),
        ("container-title", journal or text(node, "source") or ("" if notes else channel)),
        ("volume", text(node, "volume")),
        ("issue", text(node, "number")),
        ("ISSN", text(node, "issn")),
    ):
        if variable not in draft:
            draft.put(variable, value)
    draft.put("DOI", doi)
    draft.put("URL", _link(node))
    draft.put("issued", _day(node))
    draft.add("author", [_name(one) for one in texts(node, "creator") or texts(node, "author/name") or _mail(node)])
    for one in node:
        name = str(one.tag) if isinstance(one.tag, str) else ""
        if name == "category":
            draft.add_keyword(text(one) or (one.get("term") or ""))
        elif name in _LEFT and text(one):
            draft.keep(name, text(one))
    key = text(node, "guid") or text(node, "id")
    yield from draft.records(key if key and not key.startswith("http") else doi)


def _doi(node: Element) -> str | None:
    addresses = (*texts(node, "doi"), *texts(node, "identifier"), *texts(node, "guid"), *texts(node, "link"))
    return next((doi for one in addresses if (doi := as_doi(one.removeprefix("doi:")))), None)


def _link(node: Element) -> str:
    """The address of an item: the text of RSS, the attribute of Atom; a DOI is none."""
    link = text(node, "link") or next((one.get("href") or "" for one in node.iterfind("link")), "")
    guid = text(node, "guid")
    address = link or (guid if guid.startswith("http") else "")
    return address if address.startswith(("http://", "https://")) and not as_doi(address) else ""


def _day(node: Element) -> Date | None:
    """The date: the day alone, as feeds give the second at which an item was put out."""
    for name in ("date", "publicationDate", "published", "updated"):
        if (written := text(node, name)) and (date := Date.parse(written.partition("T")[0])).date_parts:
            return date
    try:
        day = email.utils.parsedate_to_datetime(text(node, "pubDate"))
    except ValueError:
        return None
    return Date.on(day.year, day.month, day.day)


def _mail(node: Element) -> list[str]:
    """The author of RSS 2.0: «ann@vik.example (Ann Lee)»."""
    written = text(node, "author")
    in_brackets = re.search(r"\(([^()]+)\)", written)
    return [in_brackets[1]] if in_brackets else [written] if written and "@" not in written else []


def _name(written: str) -> Name:
    if "," in written:
        return read_name(written)
    return Name.parse(written) if 1 < len(written.split()) < 5 else Name(literal=written)


def _words(html: str) -> str:
    """Text without the markup that descriptions have."""
    return one_line(re.sub(r"</?(?!(?:i|b|sub|sup)>)[a-zA-Z][^<>]*>", " ", html))


# Writing


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield a feed of RSS 2.0.

    Args:
        items: Items.
    """
    spaces = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in _NAMESPACES.items())
    start = (
        f'<rss version="2.0"{spaces}>\n<channel>\n<title>References</title>\n<link>{_ABOUT}</link>\n'
        "<description>References, written by citelib</description>"
    )
    yield from write_xml(start, map(_element, items), "</channel>\n</rss>")


def _element(item: Item) -> Element | None:
    draft = WrittenDraft(item)
    date = draft.take_date("issued")
    parts: list[Element | None] = [element("title", draft.take("title"))]
    address = draft.take_exact("URL", _address)
    doi = draft.take_exact("DOI", as_doi)
    parts.append(element("link", address or (f"https://doi.org/{doi}" if doi else None)))
    parts.append(element("guid", item.id))
    parts.append(element("pubDate", _stamp(item)))
    parts += [_dc("creator", name) for name in draft.take_names("author", _person, _name)]
    parts.append(element("description", draft.take("abstract")))
    parts += [element("category", word) for word in draft.take_keywords()]
    parts.append(_dc("date", date))
    parts.append(_dc("identifier", f"doi:{doi}" if doi else None))
    parts.append(_dc("language", draft.take("language", as_language)))
    parts.append(_dc("publisher", draft.take("publisher")))
    parts.append(_dc("source", draft.take("container-title")))
    notes = [f"type: {item.type}", *draft.lines(), *kept_lines(item, "rss")]
    parts += [_own("note", note) for note in notes]
    node = element("item", parts)
    return declare(node, _NAMESPACES) if node is not None else None


def _address(url: str) -> str | None:
    """The address as the reader takes it."""
    return url if url.startswith(("http://", "https://")) and is_line(url) and not as_doi(url) else None


def _dc(name: str, content: str | None) -> Element | None:
    return element(f"{{{_NAMESPACES['dc']}}}{name}", content)


def _own(name: str, content: str | None) -> Element | None:
    return element(f"{{{_NAMESPACES['citelib']}}}{name}", content)


def _person(name: Name) -> str:
    if name.literal is not None:
        return name.literal
    given = " ".join(part for part in (name.given, name.dropping_particle, name.suffix) if part)
    return f"{name.full_family}, {given}" if given else name.full_family


def _stamp(item: Item) -> str | None:
    """The day of an item as RSS wants it, with a time; nothing of a date without a day."""
    parts = item.issued.date_parts[0] if item.issued and item.issued.date_parts else []
    if len(parts) != 3:
        return None
    try:
        day = datetime.datetime(parts[0], parts[1], parts[2], tzinfo=datetime.UTC)
    except ValueError:
        return None
    return email.utils.format_datetime(day)


def sniff(text: str) -> float:
    """Sure of the root of RSS; Atom may be something else's."""
    root = root_names(text)[0]
    if root == "rss" or (root == "RDF" and re.search(r"<channel[\s>]", text[:5000])):
        return 1.0
    return 0.4 if root == "feed" else 0.0


RSS: Final = Format(
    "rss",
    "RSS",
    media_types=("application/rss+xml",),
    sniff=sniff,
    read=read,
    write=write,
    aliases=("rss-feed", "atom-feed"),
    note="items of news feeds; Atom is read",
)
"""RSS."""
