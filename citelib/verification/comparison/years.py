"""The year of a reference against those of its records.

An article has two years, that in which it was published first and that of its volume; which of them a record has
depends on the registry.

>>> from citelib.model import Date, Item
>>> entry = Item("a", "article-journal", title="Slow moss", issued=Date.on(2020))
>>> [years(entry, [entry.evolve(issued=Date.on(2019), source=source)]).outcome for source in ("Crossref", "DBLP")]
['harmless', 'differs']
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from citelib.model import Item
from citelib.model.handles import handles
from citelib.verification.comparison.field import Field, Outcome, statements
from citelib.verification.comparison.publications import may_be_another_version
from citelib.verification.comparison.registries import registry_of
from citelib.verification.numbers import NUMBERS

__all__ = ["BOOKS", "EDITIONS", "years"]

_JOURNALS: Final = frozenset({"article-journal", "article-magazine", "article-newspaper", "article"})
EDITIONS: Final = frozenset({"book", "collection", "chapter", "entry", "entry-dictionary", "entry-encyclopedia"})
"""Types of what has editions."""
BOOKS: Final = frozenset({"book", "chapter", "entry", "entry-encyclopedia", "thesis", "report", "collection"})
"""Types whose copyright may be of another year than their publication, and whose editors may be listed as authors."""


def years(entry: Item, records: Sequence[Item], versions: Sequence[Item] | None = None) -> Field:
    """The year: exact for proceedings, give or take one for journals and books, that of any version for preprints.

    Args:
        entry: The reference.
        records: All records of the work; any of them confirms the year.
        versions: Those that may contradict it; all if None.
    """
    ours = entry.issued.year if entry.issued else None
    others = records if versions is None else versions
    if ours is not None and ours not in {record.issued.year for record in records if record.issued}:
        records = others
    firsts = {date.year for record in records if (date := record.variables.get("original-date")) and date.year}
    dated = [(record.type, year) for record in records for year in _years_of(record)]
    theirs = {year for _, year in dated}
    said = statements(records, "issued")
    if ours in firsts:
        return Field("issued", "same", str(entry.issued), (*said, *statements(records, "original-date")))
    if ours is None or not theirs:
        return Field("issued", "unknown", str(entry.issued or ""), said)
    in_journals = {year for kind, year in dated if kind == "article-journal"}
    as_books = {year for kind, year in dated if kind in BOOKS}
    outcome: Outcome = "differs"
    if ours in theirs:
        outcome = "same"
    elif (entry.type in (*_JOURNALS, "document") and _may_be_online_or_in_print(ours, records)) or (
        entry.type in BOOKS and any(abs(ours - year) <= NUMBERS.book_years for year in as_books)
    ):
        outcome = "harmless"
    elif (
        may_be_another_version(entry, records)
        or _may_be_another_edition(entry, records, as_books)
        or (
            _are_scanned(ours, theirs, in_journals | as_books)
            and not any(registry_of(record.source).year == "volume" for record in records)
        )
    ):
        outcome = "unknown"
    return Field("issued", outcome, str(entry.issued), said)


def _years_of(record: Item) -> list[int]:
    dates = (record.issued, record.variables.get("available-date"))
    return [date.year for date in dates if date is not None and date.year]


def _may_be_online_or_in_print(ours: int, records: Iterable[Item]) -> bool:
    """Whether a year may be the other one of an article: of its volume, or of its first publication.

    An article is not older than its first publication, nor younger than its volume.
    """
    articles = [record for record in records if record.type == "article-journal" and _years_of(record)]
    every = {year for record in articles for year in _years_of(record)}
    is_first_known = is_volume_known = len(every) > 1
    for record in articles:
        is_first_known = is_first_known or registry_of(record.source).year == "first"
        is_volume_known = is_volume_known or registry_of(record.source).year == "volume"
    is_later = any(0 < ours - year <= NUMBERS.journal_years for year in every)
    is_earlier = any(0 < year - ours <= NUMBERS.journal_years for year in every)
    # That OpenAlex knows no earlier day does not say that there was none, unless the volume is of the same year.
    return (is_later and not is_volume_known) or (is_earlier and not (is_first_known and is_volume_known))


def _may_be_another_edition(entry: Item, records: Iterable[Item], as_books: set[int]) -> bool:
    """Whether no record of a book has an identifier of ours, so that ours may be of another edition."""
    ours = {one for one in handles(entry) if one[0] in ("doi", "isbn")}
    return entry.type in EDITIONS and bool(as_books) and not any(ours & set(handles(record)) for record in records)


def _are_scanned(ours: int, theirs: set[int], printed: set[int]) -> bool:
    """Whether the records of an article of the time before journals were online have the day when it was scanned."""
    return ours < NUMBERS.online <= min(theirs) and bool(printed) and min(theirs) - ours >= NUMBERS.digitised
