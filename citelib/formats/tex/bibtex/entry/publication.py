"""When, where, by whom and under which numbers a work was published, read and written."""

from __future__ import annotations

import re
from typing import Final

from citelib.formats.tex.bibtex import fields as tables
from citelib.formats.tex.bibtex.entry.addresses import URL_COMMAND
from citelib.formats.tex.bibtex.entry.reader import EntryReader, compose, spelt_out
from citelib.formats.tex.bibtex.entry.titles import prints_little
from citelib.formats.tex.bibtex.entry.writer import EntryWriter
from citelib.formats.tex.bibtex.types import ARTICLES, BOOKS, PARTS
from citelib.formats.tex.bibtex.values.dates import read_date, split_original, write_date
from citelib.formats.tex.bibtex.values.plain import HAS_ADDRESS, PUBLISHERS, SITES, dashed, usual_publisher
from citelib.model.custom import remembered

__all__ = ["read_dates", "read_numbers", "read_publisher", "write_dates", "write_numbers", "write_publisher"]

_WEB = re.compile(r"(?:https?|ftp)://\S+")


_PREFIXES: Final = {variable: prefix for prefix, variable in tables.DATE_FIELDS.items()}
_DATES: Final = [(variable, prefix, f"{prefix}date", f"{prefix}year") for variable, prefix in _PREFIXES.items()]


_EARLY: Final = "early-access-date"
"""When an article is out that has no year yet, in exports of the Web of Science."""


def read_dates(reader: EntryReader) -> None:
    """All dates, of which the fields that they were made of are taken."""
    left = reader.left
    for name in ("date", "year"):
        years = split_original(left[name]) if "[" in left.get(name, "") else None
        if years is not None and left.get("origdate", years[1]).strip() == years[1]:
            left[name], left["origdate"] = years
    early = left.get(_EARLY, "")
    if early.strip("{} ") and not any(left.get(name, "").strip() for name in ("date", "year")):
        left["year"] = left.pop(_EARLY)
    for variable, prefix, name_of_date, name_of_year in _DATES:
        if name_of_date not in left and name_of_year not in left:
            continue
        date, used = read_date(left, prefix)
        if date is None:
            continue
        reader.variables[variable] = date
        for name in used:
            left.pop(name, None)
    if "day" in left and "month" not in left and "issued" in reader.variables:
        issued = reader.variables["issued"]
        if issued.start is not None and len(issued.date_parts[0]) == 3:
            del left["day"]


def read_publisher(reader: EntryReader) -> None:
    """Who published the work, and where; several fields that say so are one list."""
    howpublished = reader.left.get("howpublished")
    if howpublished is not None and "url" not in reader.left:
        match = URL_COMMAND.fullmatch(howpublished) or _WEB.fullmatch(howpublished.strip())
        if match:
            reader.left["url"] = match[1] if match.re is URL_COMMAND else match.group()
            del reader.left["howpublished"]
    texts: list[tuple[str, str | None]] = []
    names = [name for name in PUBLISHERS if reader.left.get(name, "").strip()]
    usual = usual_publisher(reader.entry.type)
    for name in names:
        if name == "howpublished" and HAS_ADDRESS.search(reader.left[name]):
            reader.kept(name)
            continue
        text = reader.literals(name)
        if text is not None and ("; ", text) not in texts:
            texts.append(("; ", text))
            if len(names) > 1 or name != usual:
                reader.custom[remembered(reader.dialect, name)] = text
    reader.put("publisher", compose(texts))
    if reader.type == "patent":
        place = reader.literals("location")
        reader.put("jurisdiction", "; ".join(spelt_out(one) for one in place.split("; ")) if place else None)
    else:
        reader.put("publisher-place", reader.literals("location"))


def read_numbers(reader: EntryReader) -> None:
    """Pages, volume numbers and issue; what ``number`` means is a matter of the type."""
    kind = reader.type
    pages = reader.text("pages")
    if pages and pages.strip("-–—? "):
        reader.put("page", dashed(pages))
    elif "eid" in reader.left and kind in ARTICLES | PARTS:
        reader.put("page", reader.kept("eid"))
    if kind in ARTICLES and "articleno" in reader.left:
        # ACM's word for the number of an article that has no pages of its own in the issue.
        reader.put("number", reader.text("articleno"))
    if kind not in ARTICLES and "numpages" in reader.left:
        # Publishers' word for the length of a book; of an article its pages say it.
        reader.left.setdefault("pagetotal", reader.left.pop("numpages"))
    number = reader.text("number")
    if kind in ARTICLES:
        issue = reader.text("issue")
        if issue and number:
            reader.custom[remembered(reader.dialect, "issue")] = issue
        reader.put("issue", compose([("", number), (", ", issue if issue != number else None)]))
    else:
        if kind in PARTS or kind in BOOKS:
            reader.put("collection-number", number)
        else:
            reader.put("number", number)
        reader.put("issue", reader.text("issue"))


def write_dates(writer: EntryWriter) -> None:
    """All dates that BibLaTeX has fields for."""
    for variable, prefix in _PREFIXES.items():
        date = writer.left.pop(variable, None)
        if date is not None:
            writer.fields.update(write_date(date, prefix, writer.dialect, ascii_only=writer.ascii_only))


def write_publisher(writer: EntryWriter) -> None:
    """Who published the work, and where, in the fields that the item came with if they still say it."""
    text = writer.take("publisher")
    usual = usual_publisher(writer.type)
    if prints_little(writer) and "howpublished" not in writer.fields and writer.item.type not in SITES:
        usual = "howpublished"
    kept = {name: writer.kept[name] for name in PUBLISHERS if isinstance(writer.kept.get(name), str)}
    for name, value in kept.items():
        if text and not HAS_ADDRESS.search(value) and value not in text.split("; ") and value != text:
            writer.kept.pop(name)  # the publisher has changed since
    if text:
        for name, value in kept.items():
            if text == value:
                text = None
            elif text and text.startswith(value + "; "):
                text = text[len(value) + 2 :]
            elif text and text.endswith("; " + value):
                text = text[: -len(value) - 2]
            else:
                continue
            writer.kept.pop(name, None)
            writer.literals(name, value)
            if text is None:
                break
    writer.literals("publisher" if usual in writer.fields else usual, text)
    writer.literals("location", writer.take("jurisdiction" if writer.type == "patent" else "publisher-place"))


def write_numbers(writer: EntryWriter) -> None:
    """Pages, issue and number, in the fields that the type has for them."""
    page = writer.take("page")
    if page:
        if writer.kept.get("eid") == page:
            writer.put("eid", writer.kept.pop("eid"))
        else:
            writer.fields["pages"] = writer.latex(dashed(page))
    kind = writer.type
    issue = writer.take("issue")
    if kind in ARTICLES:
        kept = writer.kept.pop("issue", None)
        if issue and isinstance(kept, str) and (issue == kept or issue.endswith(", " + kept)):
            writer.put("issue", kept)
            issue = issue.removesuffix(", " + kept)
        writer.put("number", issue)
        writer.put("articleno", writer.take("number"))
    else:
        if issue:
            writer.put("issue", issue)
        if kind in PARTS or kind in BOOKS:
            writer.put("number", writer.take("collection-number"))
        else:
            writer.put("number", writer.take("number"))
