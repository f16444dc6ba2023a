r"""Tables: CSV and TSV with a header that names variables, as spreadsheets and Scopus write them.

The columns are found by their headers: CSL names, the names in `COLUMNS`, or a mapping given as ``columns``. Other
columns stay in ``custom`` under ``csv:HEADER``. Written are CSL names, and whatever a cell has that a spreadsheet would
take for a formula (``=``, ``+``, ``-``, ``@``, tab) gets an apostrophe in front, which is taken off again on reading.

>>> from citelib.formats.exchange import dumps, loads
>>> works = loads("id,type,title,author,issued\na,book,T,\"Beyeler, Anna; Liston, C.\",2019\n", "csv")
>>> [name.family for name in works["a"].author]
['Beyeler', 'Liston']
>>> dumps(works, "csv").splitlines()[1]
'a,book,T,"Beyeler, Anna; Liston, C.",2019'
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from citelib.diagnostics import Diagnostic
from citelib.errors import ReadError
from citelib.formats.format import STYLES, Format, Record, Source, Writing
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import kept_texts, read_extra, relation_line
from citelib.formats.kit.fields import as_doi, page_range
from citelib.formats.kit.names import read_name, write_name
from citelib.model import Date, Item, Name
from citelib.model.vocabulary import ALIASES, ITEM_TYPES, VARIABLES

__all__ = ["CSV", "TSV"]

COLUMNS: Final[Mapping[str, str]] = {
    "key": "id", "citation key": "id", "eid": "id", "item type": "type", "document type": "type",
    "publication type": "type", "authors": "author", "author full names": "author", "author(s)": "author",
    "editors": "editor", "translators": "translator", "article title": "title", "document title": "title",
    "source title": "container-title", "publication title": "container-title", "journal": "container-title",
    "journal title": "container-title", "publication": "container-title", "abbreviated source title":
    "container-title-short", "journal abbreviation": "container-title-short", "short title": "title-short",
    "year": "issued", "publication year": "issued", "date": "issued", "publication date": "issued", "issue no": "issue",
    "number": "issue", "pages": "page", "num pages": "number-of-pages", "number of pages": "number-of-pages",
    "page start": "page start", "page end": "page end", "art. no.": "number", "article number": "number",
    "link": "URL", "url": "URL", "doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pubmed id": "PMID", "pmid": "PMID",
    "pmcid": "PMCID", "language of original document": "language", "keywords": "keyword", "tags": "keyword",
    "author keywords": "keyword", "manual tags": "keyword", "index keywords": "keyword", "notes": "note",
    "extra": "note", "access date": "accessed", "date accessed": "accessed", "conference name": "event-title",
    "conference location": "event-place", "place": "publisher-place", "series": "collection-title",
    "series title": "collection-title", "call number": "call-number", "archive location": "archive_location",
    "library catalog": "source", "abstract note": "abstract", "rights": "license",
}  # fmt: skip
"""Variable (or ``id``, ``type``) of a header in lower case, beside the CSL names."""

TYPES: Final[Mapping[str, str]] = {
    "article": "article-journal", "journalarticle": "article-journal", "journal article": "article-journal",
    "review": "article-journal", "letter": "article-journal", "editorial": "article-journal", "note": "article-journal",
    "short survey": "article-journal", "conference paper": "paper-conference", "conferencepaper": "paper-conference",
    "book chapter": "chapter", "booksection": "chapter", "magazinearticle": "article-magazine",
    "newspaperarticle": "article-newspaper", "data paper": "article-journal", "web page": "webpage",
    "computerprogram": "software", "blogpost": "post-weblog", "presentation": "speech", "preprint": "article",
    "encyclopediaarticle": "entry-encyclopedia", "dictionaryentry": "entry-dictionary", "letter (personal)":
    "personal_communication", "film": "motion_picture", "videorecording": "motion_picture", "statute": "legislation",
    "case": "legal_case", "artwork": "graphic", "erratum": "article-journal", "retracted": "article-journal",
}  # fmt: skip
"""CSL type of the words that spreadsheets have for types, in lower case."""

_FORMULA: Final = re.compile("'?(?:[\t\r]|[\\s\\0\u200b-\u200f\u2060\ufeff]*[-=+@\uff0b\uff0d\uff1d\uff20])")
"""What a spreadsheet may take for a formula: its signs, also full-width, behind what is not seen or is dropped."""
_NAMES: Final = frozenset(name for name, kind in VARIABLES.items() if kind == "name")
_DATES: Final = frozenset(name for name, kind in VARIABLES.items() if kind == "date")


def read(source: Source, *, columns: Mapping[str, str] | None = None, delimiter: str | None = None) -> Iterator[Record]:
    """Yield an item a row.

    Args:
        source: The input.
        columns: CSL name (or ``id``, ``type``) of a header, for headers that are not understood by themselves.
        delimiter: What stands between cells; found out if not given.

    Raises:
        ReadError: There is no header with a column that is understood.

    """
    lines = source.lines()
    first = next((line for line in lines if line.strip()), "")
    if delimiter is None:
        delimiter = max(",\t;|", key=first.count)
    csv.field_size_limit(min(source.limits.field_size, 2**31 - 1))
    quotes: list[int] = []
    rows = csv.reader(_with_ends([first], lines, quotes), delimiter=delimiter, skipinitialspace=False)
    try:
        header = [cell.strip().lstrip("\ufeff") for cell in next(rows, [])]
        quotes.clear()
        meanings = [_meaning(name, columns or {}) for name in header]
        if sum(meaning is not None for meaning in meanings) < min(2, len(header)) or not any(meanings):
            raise ReadError("no header with known columns", format="csv", source=source.name, line=1)
        line = rows.line_num + 1
        is_open = False
        for row in rows:
            if any(cell.strip() for cell in row):
                yield from _item(header, meanings, row, line)
            is_open = len(quotes) > 1 and sum(quotes) % 2 == 1
            begin, line = line, rows.line_num + 1
            quotes.clear()
        if is_open:
            message = "a quotation mark is not closed, so that all that follows is in one cell"
            yield Diagnostic("error", "csv-unclosed-quote", message, line=begin)
    except csv.Error as error:
        yield Diagnostic("error", "csv-syntax", f"the table breaks off: {error}", line=rows.line_num)


def _with_ends(head: list[str], rest: Iterator[str], quotes: list[int]) -> Iterator[str]:
    """The lines with their ends; how many quotation marks each has is added to `quotes`."""
    for line in itertools.chain(head, rest):
        quotes.append(line.count('"'))
        yield line + "\n"


def _meaning(header: str, columns: Mapping[str, str]) -> str | None:
    """The variable of a header, or ``id``, ``type``, ``relations``, ``page start``, ``page end``; None if unknown."""
    if header in columns:
        return columns[header]
    name = ALIASES.get(header, header)
    if name in VARIABLES or name in ("id", "type", "relations"):
        return name
    key = re.sub(r"[\s_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)).casefold().strip()
    if key in COLUMNS:
        return COLUMNS[key]
    name = key.replace(" ", "-")
    return name if name in VARIABLES or name in ("id", "type") else None


def _item(header: list[str], meanings: list[str | None], row: list[str], line: int) -> Iterator[Record]:
    draft = Draft("csv", line)
    id, first, last = "", "", ""
    for index, cell in enumerate(row):
        text = cell.removeprefix("'") if cell.startswith("'") and _FORMULA.match(cell) else cell
        meaning = meanings[index] if index < len(meanings) else None
        if not text.strip():
            continue
        if meaning == "id":
            id = " ".join(text.split())
        elif meaning == "type":
            word = text.strip().casefold()
            draft.type = word if word in ITEM_TYPES and word != "article" else TYPES.get(word, word)
            if draft.type not in ITEM_TYPES:
                draft.report("warning", "unknown-type", f"the type {text!r} is not known")
                draft.keep("type", text)
                draft.type = "document"
        elif meaning == "page start":
            first = text
        elif meaning == "page end":
            last = text
        elif meaning == "relations":
            for part in text.splitlines():
                read_extra(part, draft)
        elif meaning is None:
            draft.keep(header[index] if index < len(header) else str(index + 1), text)
        elif meaning in _NAMES:
            draft.add(meaning, _read_names(text))
        elif meaning == "DOI":
            draft.put("DOI", as_doi(text) or text)
        elif meaning == "keyword":
            draft.append("keyword", ", ".join(part.strip() for part in text.split(";") if part.strip()), ", ")
        else:
            draft.put(meaning, text, key=header[index])
    draft.put("page", page_range(first, last))
    if not any(meaning == "type" for meaning in meanings) and "container-title" in draft:
        draft.type = "article-journal"
    yield from draft.records(id)


def _read_names(text: str) -> list[Name]:
    """Names between semicolons; ids that Scopus puts behind them go."""
    parts = [re.sub(r"\s*\([0-9]+\)$", "", part).strip() for part in text.split(";")]
    if len(parts) == 1 and re.fullmatch(r"(?:[^\W\d_][\w' -]* (?:[A-Z]\.-?)+(?:, |$))+", text.strip()):
        parts = text.strip().split(", ")  # «Beyeler A., Liston C.»
    return [read_name(part) for part in parts if part]


def _writer(delimiter: str) -> Any:
    def write(items: Iterable[Item], _: Writing, *, columns: Iterable[str] | None = None) -> Iterator[str]:
        """Yield a table with a row an item.

        Args:
            items: Items; unless `columns` is given, all are looked at before the first row is written.
            columns: CSL names to write; by default all that any item has.

        """
        if columns is None:
            items = list(items)
            used = {name for item in items for name in item.variables}
            names = [name for name in _ORDER if name in used] + sorted(used - set(_ORDER))
            if any(item.relations for item in items):
                names.append("relations")
            # Columns that nobody knew go back under their own names.
            headers = {one: None for item in items for one in kept_texts(item, "csv") if _meaning(one, {}) is None}
        else:
            names, headers = [name for name in columns if name not in ("id", "type")], {}
        yield _row(["id", "type", *names, *headers], delimiter)
        for item in items:
            kept = kept_texts(item, "csv")
            kind = kept["type"][0] if item.type == "document" and "type" in kept else item.type
            cells = [_cell(item, name) for name in names] + ["; ".join(kept.get(name, ())) for name in headers]
            yield _row([_guard(item.id), _guard(kind), *map(_guard, cells)], delimiter)

    return write


_ORDER: Final = (
    "title author issued container-title volume issue page publisher publisher-place DOI URL ISBN ISSN".split()
)


def _cell(item: Item, name: str) -> str:
    if name == "relations":
        return "\n".join(relation_line(relation) for relation in item.relations)
    value = item.variables.get(name)
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(line.replace(";", ",") for one in value if (line := write_name(one)))
    if isinstance(value, Date):
        return str(value)
    return str(value).strip()


def _guard(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _row(cells: list[str], delimiter: str) -> str:
    buffer = io.StringIO()
    plain = [re.sub(r"\r\n?", "\n", cell.replace("\0", "")) for cell in cells]
    csv.writer(buffer, delimiter=delimiter, lineterminator="\n").writerow(plain)
    return buffer.getvalue()


def _sniffer(delimiters: str) -> Any:
    def sniff(text: str) -> float:
        """Sure of a first line with several headers that are understood."""
        first = next((line for line in text.splitlines() if line.strip()), "")
        delimiter = max(",\t;|", key=first.count)
        if delimiter not in delimiters or not first.count(delimiter):
            return 0.0
        cells = next(csv.reader([first], delimiter=delimiter), [])
        known = sum(_meaning(cell.strip().lstrip("\ufeff"), {}) is not None for cell in cells)
        return 0.9 if known > 2 and known * 3 > len(cells) else 0.3 if known > 1 and len(cells) < 6 else 0.0

    return sniff


CSV: Final = Format(
    "csv",
    "CSV table",
    media_types=("text/csv",),
    sniff=_sniffer(",;|"),
    read=read,
    write=_writer(","),
    markup=STYLES,
    aliases=("scopus-csv", "zotero-csv"),
    note="a table with a header; also as Scopus and Zotero write it",
)
"""Comma-separated values."""

TSV: Final = Format(
    "tsv",
    "TSV table",
    media_types=("text/tab-separated-values",),
    sniff=_sniffer("\t"),
    read=read,
    write=_writer("\t"),
    markup=STYLES,
    note="the same with tabs",
    own=("csv:",),
)
"""Tab-separated values."""
