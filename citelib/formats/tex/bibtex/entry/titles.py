"""Titles of a work and of what it is part of, with their subtitles and additions, read and written."""

from __future__ import annotations

import re

from citelib.formats.tex.bibtex.entry.reader import EntryReader, compose
from citelib.formats.tex.bibtex.entry.writer import EntryWriter
from citelib.formats.tex.bibtex.types import ARTICLES, BOOKS, PARTS
from citelib.formats.tex.bibtex.values.journals import read_journal
from citelib.formats.tex.bibtex.values.plain import HAS_ADDRESS, SITES, is_abbreviated
from citelib.formats.tex.latex import encode

__all__ = ["is_part_of_book", "prints_little", "read_site", "read_titles", "spell_out_journal", "write_titles"]


def read_titles(reader: EntryReader) -> None:
    """The titles of the work, of its container and of its volume; which field has which is a matter of the type."""
    kind = reader.type
    has_main = bool(reader.left.get("maintitle", "").strip())
    if kind == "periodical" and "journaltitle" not in reader.left:
        if "issuetitle" in reader.left:
            _read_title(reader, "", "container-title")
            _read_title(reader, "issue", "title")
    elif kind in ARTICLES or "journaltitle" in reader.left:
        _read_title(reader, "journal", "container-title")
    if kind in PARTS and has_main:
        _read_title(reader, "main", "container-title")
        _read_title(reader, "book", "volume-title")
    elif has_main:
        _read_title(reader, "main", "title")
        _read_title(reader, "", "volume-title")
    if "booktitle" in reader.left and (kind in PARTS or "container-title" not in reader.variables):
        if kind in BOOKS and not is_part_of_book(reader):
            if "title" in reader.left:
                reader.left.pop("booktitle")
            else:
                _read_title(reader, "book", "title")  # proceedings that are there for `crossref` only
        elif kind not in BOOKS:
            _read_title(reader, "book", "container-title")
    _read_title(reader, "", "title")
    if reader.variables.get("volume-title") == reader.variables.get("container-title"):
        reader.variables.pop("volume-title", None)
    if kind != "periodical" and "issuetitle" in reader.left and "volume-title" not in reader.variables:
        _read_title(reader, "issue", "volume-title")


def _read_title(reader: EntryReader, prefix: str, variable: str) -> None:
    """Compose a title with its subtitle and addition."""
    main = reader.text(f"{prefix}title")
    if main is None and prefix not in ("", "journal"):
        return
    if (subtitle := f"{prefix}subtitle") in reader.left or f"{prefix}titleaddon" in reader.left:
        main = compose([("", main), (": ", reader.kept(subtitle)), (". ", reader.kept(f"{prefix}titleaddon"))])
    reader.put(variable, main)


def is_part_of_book(reader: EntryReader) -> bool:
    """Whether a book's ``booktitle`` is that of another book; often it repeats the title, for its parts."""
    book = reader.left.get("booktitle")
    return book is not None and _bare(book) != _bare(reader.left.get("title", book))


def _bare(latex: str) -> str:
    return re.sub(r"[{}\s]+", " ", latex).strip().casefold()


def spell_out_journal(reader: EntryReader) -> None:
    """The journal that a macro of astronomers' styles stands for."""
    found = read_journal(reader.left["journaltitle"]) if "\\" in reader.left.get("journaltitle", "") else None
    if found is not None:
        title, short = found
        reader.left["journaltitle"] = encode(title)
        if short != title:
            reader.left.setdefault("shortjournal", encode(short))


def read_site(reader: EntryReader) -> None:
    """In BibTeX, whose ``@misc`` prints nothing else, ``howpublished`` holds what a page or a post is part of."""
    howpublished = reader.left.get("howpublished", "").strip()
    if reader.dialect != "bibtex" or reader.type != "misc" or not howpublished or HAS_ADDRESS.search(howpublished):
        return
    if reader.left.get("journaltitle", "").strip() == howpublished:
        del reader.left["howpublished"]
    elif "container-title" not in reader.variables and ("publisher" in reader.left or reader.subtype in SITES):
        reader.put("container-title", reader.text("howpublished"))


def write_titles(writer: EntryWriter) -> None:
    """The titles in the fields that the type has for them."""
    title, container = writer.take("title"), writer.take("container-title")
    if container and writer.left.get("container-title-short") == container and is_abbreviated(container):
        del writer.left["container-title-short"]
    kind = writer.type
    volume_title = writer.left.get("volume-title")
    if kind == "periodical":
        _write_title(writer, "issue" if container else "", title)
        _write_title(writer, "", container)
    elif kind in PARTS and container and volume_title:
        _write_title(writer, "", title)
        _write_title(writer, "main", container)
        _write_title(writer, "book", writer.take("volume-title"))
    elif container and prints_little(writer):
        _write_title(writer, "", title)
        _write_site(writer, container)
    elif kind in ARTICLES or (kind in ("misc", "online") and container and "journaltitle" not in writer.kept):
        _write_title(writer, "", title)
        _write_title(writer, "journal", container)
        if kind in ARTICLES and volume_title:
            _write_title(writer, "issue", writer.take("volume-title"))
    elif volume_title and not container:
        _write_title(writer, "main", title)
        _write_title(writer, "", writer.take("volume-title"))
    else:
        _write_title(writer, "", title)
        _write_title(writer, "book" if kind not in BOOKS else "journal", container)


def _write_title(writer: EntryWriter, prefix: str, text: str | None) -> None:
    """Write a title; what was composed of parts is written in parts, if they are still in it."""
    if not text:
        for part in ("subtitle", "titleaddon"):
            writer.kept.pop(f"{prefix}{part}", None)
        return
    for part, separator in (("titleaddon", ". "), ("subtitle", ": ")):
        kept = writer.kept.pop(f"{prefix}{part}", None)
        if not isinstance(kept, str) or not text.endswith(kept):
            continue
        head = text[: len(text) - len(kept)]
        if not head and not prefix:
            writer.put(part, kept)
            return
        if head.endswith(separator):
            head = head[: -len(separator)]
        elif head.endswith(" ") and head[:-1].endswith((".", "?", "!", ":", "…")):
            head = head[:-1]
        else:
            continue
        text = head
        writer.put(f"{prefix}{part}", kept)
    writer.put(f"{prefix}title", text)


def prints_little(writer: EntryWriter) -> bool:
    """Whether the entry is one of BibTeX's ``@misc``, of which styles print little more than ``howpublished``."""
    return (
        writer.dialect == "bibtex"
        and writer.type == "misc"
        and writer.kept.keys().isdisjoint(("howpublished", "publisher"))
    )


def _write_site(writer: EntryWriter, container: str) -> None:
    """What a work is part of that has no type of its own in BibTeX, where ``@misc`` prints it."""
    writer.put("howpublished", container)
    if writer.item.type not in SITES and "publisher" not in writer.left:
        _write_title(writer, "journal", container)
