"""Retraction Watch's list of retractions: the file itself, so that nobody learns what somebody reads.

Source of the columns: the CSV file that Crossref publishes each working day.

>>> row = dict.fromkeys(COLUMNS, "") | {"OriginalPaperDOI": "10.5555/Moss", "RetractionNature": "Retraction"}
>>> [record.status for record in RetractionWatch([row]).by_identifier("doi", "10.5555/moss")]
['retracted']
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, Self

from citelib.errors import ReadError
from citelib.files import decode
from citelib.identifiers import normal
from citelib.model import Item, Name, Relation
from citelib.verification.standing import Standing

__all__ = ["COLUMNS", "RetractionWatch"]

COLUMNS: Final = (
    "OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionDOI", "RetractionPubMedID", "RetractionDate",
    "RetractionNature", "Reason", "Title",
)  # fmt: skip
"""The columns that are read."""

_RELATIONS: Final = {
    "retraction": "retracted-by",
    "expression of concern": "expression-of-concern-in",
    "correction": "corrected-by",
}


class RetractionWatch:
    """Works with notices.

    Args:
        rows: Rows of the list, by column.
        name: What the source is called.

    A paper that was reinstated after its retraction has no notice of it.
    """

    is_remote = False
    standing: Standing = "registry"
    is_complete = False
    knows_dois = False

    def __init__(self, rows: Iterable[Mapping[str, str]], name: str = "Retraction Watch") -> None:
        self.name = name
        self._rows: dict[tuple[str, str], list[Mapping[str, str]]] = {}
        for row in rows:
            for scheme, column in (("doi", "OriginalPaperDOI"), ("pmid", "OriginalPaperPubMedID")):
                # «unavailable» and 0 stand for none.
                if value := normal(scheme, row.get(column) or ""):
                    self._rows.setdefault((scheme, value), []).append(row)

    @classmethod
    def load(cls, path: Path) -> Self:
        """The list in a CSV file.

        Raises:
            ReadError: The file has not the columns of the list.
        """
        text, _ = decode(path.read_bytes())
        rows = csv.DictReader(io.StringIO(text, newline=""))
        missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
        if missing:
            raise ReadError(
                f"has no column {missing[0]!r}", source=str(path), line=1, hint="it is not a list of Retraction Watch"
            )
        return cls(rows)

    def holds(self, item: Item) -> bool:  # noqa: ARG002 - a list of notices is no list of works
        """No: a work that is not in the list may exist all the same."""
        return False

    def by_identifier(self, scheme: str, value: str) -> Sequence[Item]:
        """The work with its notices."""
        rows = sorted(self._rows.get((scheme, value), ()), key=lambda row: _day(row.get("RetractionDate") or ""))
        return [_record(scheme, value, rows, self.name)] if rows else []

    def by_title(self, title: str, names: Sequence[Name] = ()) -> Sequence[Item]:  # noqa: ARG002
        """Nothing: only identifiers tell works of one title apart."""
        return []

    def by_people(self, names: Sequence[Name], title: str, year: int | None) -> Sequence[Item]:  # noqa: ARG002
        """Nothing."""
        return []

    def is_registered(self, doi: str) -> bool | None:  # noqa: ARG002
        """Nobody knows."""
        return None


def _record(scheme: str, value: str, rows: Sequence[Mapping[str, str]], source: str) -> Item:
    relations: dict[str, Relation] = {}
    for row in rows:
        nature = (row.get("RetractionNature") or "").strip().casefold()
        if nature == "reinstatement":
            relations.pop("retracted-by", None)
        elif (kind := _RELATIONS.get(nature)) is not None:
            notice = normal("doi", row.get("RetractionDOI") or "")
            relations[kind] = Relation(kind, notice, "doi") if notice else Relation(kind, value, scheme)
    return Item(
        value,
        "article-journal",
        title=rows[0].get("Title") or None,
        DOI=value if scheme == "doi" else None,
        PMID=value if scheme == "pmid" else None,
        status="retracted" if "retracted-by" in relations else None,
        relations=list(relations.values()),
        source=source,
    )


def _day(text: str) -> datetime.date:
    """The day of «10/31/2023 0:00»; the first of all days for what is none."""
    try:
        return datetime.datetime.strptime(text.partition(" ")[0], "%m/%d/%Y").date()
    except ValueError:
        return datetime.date.min
