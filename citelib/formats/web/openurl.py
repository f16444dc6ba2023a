"""OpenURL (ANSI/NISO Z39.88-2004): COinS in HTML, addresses with their keys, and context objects in XML.

Source of the keys: the registry's matrices for journals, books, dissertations, patents and Dublin Core (``rft.*``).
COinS are spans of the class ``Z3988`` whose title holds the keys; in text without spans, each line is one set of keys
or an address that has them behind its question mark.

What has no key is written as private data (``rft_dat``), a line each: the id, the type where the genre cannot tell it,
other variables and relations. Keys that are not understood are kept in ``custom`` as ``openurl:KEY`` and written back.

>>> from citelib.formats.exchange import loads
>>> keys = "ctx_ver=Z39.88-2004&rft.genre=article&rft.atitle=Bonds&rft.aulast=Low&rft.date=2019&rft_id=info:pmid/1"
>>> loads(keys, "coins")["low2019bonds"].PMID
'1'
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from urllib.parse import parse_qsl, quote

from citelib.diagnostics import Diagnostic
from citelib.errors import ReadError
from citelib.formats.format import Format, Record, Source, Writing
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import kept_texts, noted_type, read_extra
from citelib.formats.kit.fields import as_doi, isbns, issns, page_range, web_address
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import read_name, with_dots
from citelib.formats.kit.written import WrittenDraft
from citelib.formats.kit.zotero import ZOTERO_TYPES, csl_type
from citelib.formats.xml.elements import line_of, root_names, text, xml_records
from citelib.model import Item, Name

__all__ = ["COINS", "CONTEXT_OBJECT", "keys_of", "put_keys", "write_keys"]

Keys = Sequence[tuple[str, str]]

GENRES: Final = {
    "article": "article-journal", "proceeding": "paper-conference", "conference": "book", "preprint": "article",
    "issue": "periodical", "journal": "periodical", "book": "book", "bookitem": "chapter", "report": "report",
    "document": "document", "dissertation": "thesis", "patent": "patent",
}  # fmt: skip
"""CSL type of a genre."""

_OUT: Final = {
    "article-journal": ("journal", "article"), "article-magazine": ("journal", "article"),
    "article-newspaper": ("journal", "article"), "review": ("journal", "article"),
    "review-book": ("journal", "article"),
    "article": ("journal", "preprint"), "periodical": ("journal", "journal"),
    "paper-conference": ("book", "proceeding"), "book": ("book", "book"), "chapter": ("book", "bookitem"),
    "entry": ("book", "bookitem"), "entry-dictionary": ("book", "bookitem"),
    "entry-encyclopedia": ("book", "bookitem"), "report": ("book", "report"),
    "thesis": ("dissertation", "dissertation"),
    "patent": ("patent", "patent"),
}  # fmt: skip
"""Matrix and genre by CSL type; all else is Dublin Core."""

_FIELDS: Final = {
    "volume": "volume", "issue": "issue", "edition": "edition", "pub": "publisher", "place": "publisher-place",
    "series": "collection-title", "tpages": "number-of-pages", "date": "issued", "language": "language",
    "description": "abstract", "abstract": "abstract", "rights": "license", "degree": "genre", "inst": "publisher",
    "publisher": "publisher", "number": "number", "appldate": "submitted", "artnum": "number", "part": "part-number",
    "chron": "issued",
}  # fmt: skip
"""Variable of each key that means one thing."""

_PRIVATE: Final = "citelib:"


def keys_of(query: str) -> list[tuple[str, str]]:
    """The keys and values of a query string."""
    try:
        return [(key, one_line(value)) for key, value in parse_qsl(query, max_num_fields=10_000)]
    except ValueError:
        return []


def put_keys(draft: Draft, keys: Keys) -> str | None:
    """Put what keys say into a draft; returns the id, if they have one.

    Args:
        draft: The item in the making, with its type to be set.
        keys: Pairs; names with or without ``rft.``.
    """
    pairs = [(key.casefold().removeprefix("rft."), value.strip()) for key, value in keys if value.strip()]
    values: dict[str, str] = {}
    for key, value in pairs:
        values.setdefault(key, value)
    matrix = values.get("rft_val_fmt", "").rpartition(":")[2]
    notes = [value.removeprefix(_PRIVATE) for key, value in pairs if key == "rft_dat" and value.startswith(_PRIVATE)]
    draft.type = noted_type(notes) or _type(values, matrix)
    for note in notes:
        read_extra(note, draft)
    is_part = "atitle" in values
    whole = next((values[key] for key in ("jtitle", "btitle", "title", "stitle") if key in values), "")
    if is_part:
        draft.put("title", values["atitle"])
        draft.put("container-title", whole)
    else:
        draft.put("title", whole)
    if is_part or draft.type in ("article-journal", "chapter", "paper-conference"):
        draft.put("container-title-short", values.get("stitle", ""))
    _people(draft, pairs, values)
    pages = (
        page_range(values.get("spage", ""), values.get("epage", "")) if "spage" in values else values.get("pages", "")
    )
    draft.put("page", pages)
    if "source" in values:
        draft.put("container-title", values["source"])
    for key, value in pairs:
        if key in _FIELDS:
            draft.put(_FIELDS[key], value, key=key)
        elif key in ("issn", "eissn"):
            draft.append("ISSN", issns(value) or "", " ")
        elif key in ("isbn", "eisbn"):
            draft.append("ISBN", isbns(value) or "", " ")
        elif key in ("rft_id", "identifier", "id", "doi"):
            _identifier(draft, value)
        elif key == "subject":
            draft.add_keyword(value)
        elif key not in _READ and not (key == "rft_dat" and value.startswith(_PRIVATE)):
            draft.keep(key, value)
    return next((note[4:] for note in notes if note.startswith("id: ")), None)


_READ: Final = frozenset(
    "ctx_ver ctx_enc ctx_tim url_ver url_ctx_fmt rft_val_fmt rft_ref_fmt rfr_id rfe_dat genre type atitle title jtitle "
    "btitle stitle aulast aufirst auinit auinit1 auinitm ausuffix au aucorp creator contributor inventor invlast "
    "invfirst assignee spage epage pages source".split()
)


def _type(values: dict[str, str], matrix: str) -> str:
    genre = values.get("genre", "").casefold()
    if genre == "article" and matrix == "book":
        return "chapter"
    if found := GENRES.get(genre):
        return found
    if matrix == "dc":
        return csl_type(values.get("type", "")) or "document"
    if matrix in ("journal", "book"):
        part = "atitle" in values
        return ("article-journal" if part else "periodical") if matrix == "journal" else "chapter" if part else "book"
    return {"dissertation": "thesis", "patent": "patent"}.get(matrix, "document")


def _people(draft: Draft, pairs: Keys, values: dict[str, str]) -> None:
    first = None
    last = values.get("aulast") or values.get("invlast")
    if last:
        initials = values.get("auinit") or " ".join(values[key] for key in ("auinit1", "auinitm") if key in values)
        given = values.get("aufirst") or values.get("invfirst") or initials
        first = read_name(f"{last}, {given}" if given else f"{last}, .")
        first = Name(
            first.family,
            first.given if given else None,
            values.get("ausuffix"),
            non_dropping_particle=first.non_dropping_particle,
        )
        draft.add("author", [with_dots(first)])
    for key, value in pairs:
        if key in ("au", "creator", "inventor"):
            name = with_dots(read_name(value) if "," in value else _reading_order(value))
            if first is None or not _same(first, name):
                if first is not None and first.given is None and value == first.full_family:
                    # A whole name in the field of the family name, as Zotero writes names that it has in one field.
                    draft.variables["author"] = [name]
                    first = None
                else:
                    draft.add("author", [name])
            else:
                # The name that is spelt out in parts is said again as a whole.
                first = None
        elif key == "aucorp":
            draft.add("author", [Name(literal=value)])
        elif key == "contributor":
            draft.add("contributor", [read_name(value) if "," in value else _reading_order(value)])
        elif key == "assignee":
            draft.put("authority", value, key=key)


def _reading_order(text: str) -> Name:
    return read_name(text) if read_name(text).literal is None else Name.parse(text)


def _same(one: Name, other: Name) -> bool:
    return one.full_family == other.full_family and (one.given or "")[:1] == (other.given or "")[:1]


def _identifier(draft: Draft, value: str) -> None:
    if (doi := as_doi(value.removeprefix("info:doi/"))) is not None:
        draft.put("DOI", doi, key="rft_id")
    elif match := re.fullmatch(r"info:pmid/([0-9]+)", value):
        draft.put("PMID", match[1], key="rft_id")
    elif match := re.fullmatch(r"urn:(isbn|issn):(.+)", value, re.IGNORECASE):
        draft.append(match[1].upper(), match[2], " ")
    elif re.match("https?://", value):
        draft.put("URL", value, key="rft_id")
    else:
        draft.keep("rft_id", value)


_SPAN: Final = re.compile(r"<span\b[^<>]*>", re.IGNORECASE)
_TITLE: Final = re.compile(r"""\btitle\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


def read_coins(source: Source) -> Iterator[Record]:
    """Yield the items of COinS, or of lines with keys.

    Raises:
        ReadError: The text has no ContextObjects.
    """
    content = source.read_text()
    found = False
    if "Z3988" in content:
        line, counted = 1, 0
        for span in _SPAN.finditer(content):
            line, counted = line + content.count("\n", counted, span.start()), span.start()
            if "Z3988" in span[0] and (title := _TITLE.search(span[0])):
                found = True
                yield from _records(keys_of(html.unescape(title[1] or title[2] or "")), line)
    else:
        for number, one in enumerate(content.splitlines(), 1):
            query = one.strip().rpartition("?")[2]
            if "rft" in query and "=" in query:
                found = True
                yield from _records(keys_of(query), number)
    if not found and content.strip():
        raise ReadError("there are no OpenURL keys in it", format="coins", source=source.name)


def _records(keys: Keys, line: int | None) -> Iterator[Record]:
    draft = Draft("openurl", line)
    id = put_keys(draft, keys)
    yield from draft.records(id)


def read_xml(source: Source) -> Iterator[Record]:
    """Yield the items of context objects in XML."""
    found: list[Diagnostic] = []
    for node in xml_records(source, "openurl", {"context-object"}, found.append):
        keys = [("rft_id", text(one)) for one in node.findall("referent/identifier")]
        for data in node.findall("referent/metadata-by-val"):
            keys.append(("rft_val_fmt", text(data, "format").replace(":xml:xsd:", ":kev:mtx:")))
            for one in data.findall("metadata/*"):
                for child in one:
                    if child.tag == "authors":
                        keys += [(part.tag, text(part)) for author in child for part in author]
                    elif isinstance(child.tag, str):
                        keys.append((child.tag, text(child)))
        if any(key != "rft_val_fmt" for key, _ in keys):
            yield from _records(keys, line_of(node))
    yield from found


def write_keys(item: Item) -> list[tuple[str, str]]:
    """The keys of an item, in which all of it can be found again but foreign ``custom``."""
    rest = WrittenDraft(item)
    matrix, genre = _OUT.get(item.type, ("dc", ""))
    keys = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{matrix}")]

    def add(key: str, value: str | None) -> None:
        if value:
            keys.append((f"rft.{key}", value))

    add("genre", genre)
    said = GENRES.get(genre, "document")
    if matrix == "dc":
        add("type", ZOTERO_TYPES.get(item.type, "document"))
        said = csl_type(ZOTERO_TYPES.get(item.type, "document")) or "document"
        add("title", rest.take("title"))
        add("source", rest.take("container-title"))
    elif "container-title" in item and "title" in item:
        add("atitle", rest.take("title"))
        add("jtitle" if matrix == "journal" else "btitle", rest.take("container-title"))
        add("stitle", rest.take("container-title-short"))
    else:
        add("btitle" if matrix == "book" else "title", rest.take("title"))
    authors = list(rest.take_names("author", lambda name: name if str(name) else None, _read_back))
    for place, name in enumerate(authors):
        given = one_line(" ".join(part for part in (name.given, name.dropping_particle) if part))
        if name.literal is not None or not name.family:
            add("aucorp", one_line(name.full_family or given))
        elif place == 0 and matrix != "dc":
            add("aulast", one_line(name.full_family))
            add("aufirst", given)
            if name in authors[1:]:
                # A second of this name would be taken for the first, said again as a whole.
                add("au", ", ".join(filter(None, (one_line(name.full_family), given))))
        else:
            add("creator" if matrix == "dc" else "au", ", ".join(filter(None, (one_line(name.full_family), given))))
    add("date", rest.take_date("issued"))
    first, last = rest.take_pages()
    add("spage" if last else "pages", first)
    add("epage", last)
    for key in ("volume", "issue", "edition", "pub", "place", "series", "tpages", "language", "description", "rights"):
        add(key, rest.take(_FIELDS[key]))
    for number in (rest.take_exact("ISSN", issns) or "").split():
        add("issn", number)
    for number in (rest.take_exact("ISBN", isbns) or "").split():
        add("isbn", number)
    if doi := rest.take_exact("DOI", as_doi):
        keys.append(("rft_id", f"info:doi/{doi}"))
    if pmid := rest.take_exact("PMID", lambda value: value if re.fullmatch("[0-9]+", value, re.ASCII) else None):
        keys.append(("rft_id", f"info:pmid/{pmid}"))
    if url := rest.take_exact("URL", web_address):
        keys.append(("rft_id", url))
    for key, texts in kept_texts(item, "openurl").items():
        keys += [(_key(key), one) for one in texts]
    keys += [("rft_dat", f"{_PRIVATE}{line}") for line in (f"id: {item.id}", *rest.lines(said))]
    return keys


def _key(key: str) -> str:
    return key if key in ("rft_id", "rft_dat") or key.startswith(("rfr", "rfe", "svc", "req", "res")) else f"rft.{key}"


def _read_back(name: Name) -> Name | None:
    """What the reader makes of the keys of a name."""
    if name.literal is not None:
        return Name(literal=one_line(name.literal))
    return with_dots(read_name(f"{name.full_family}, {name.given}")) if name.given else None


def write_coins(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield a span for each item, to be put into a page.

    Args:
        items: Items.
    """
    for item in items:
        yield f"{span(item)}\n"


def span(item: Item) -> str:
    """The COinS of an item."""
    query = "&".join(f"{key}={quote(value.encode('utf-8', 'replace'), safe=':/')}" for key, value in write_keys(item))
    return f'<span class="Z3988" title="{html.escape(query)}"></span>'


def sniff_coins(text: str) -> float:
    """Sure of spans and keys that begin a text; a whole page is HTML."""
    start = text.lstrip()[:2000]
    if re.match(r"<span\b[^<>]*Z3988", start):
        return 1.0
    return 0.9 if re.match(r"(?:https?://\S+\?)?\S*(?:ctx_ver|url_ver)=Z39\.88-2004", start) else 0.0


def sniff_xml(text: str) -> float:
    """Sure of context objects."""
    return 1.0 if root_names(text)[0] in ("context-objects", "context-object") else 0.0


COINS: Final = Format(
    "coins",
    "COinS and OpenURL",
    sniff=sniff_coins,
    read=read_coins,
    write=write_coins,
    aliases=("openurl",),
    note="ContextObjects in spans of HTML, and OpenURL addresses",
    own=("openurl:",),
)
"""COinS."""

CONTEXT_OBJECT: Final = Format(
    "openurl-contextobject-xml",
    "OpenURL context objects in XML",
    sniff=sniff_xml,
    read=read_xml,
    aliases=("contextobject-xml",),
    note="ANSI/NISO Z39.88 context objects in XML",
)
"""Context objects in XML."""
