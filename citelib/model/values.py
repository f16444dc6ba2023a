"""What may be given for each variable by Python name, so that type checkers know the names: for them only.

A test compares the names with the vocabulary. Nothing imports this module at run time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

from citelib.model.dates import Date
from citelib.model.names import Name
from citelib.model.relations import Relation

__all__ = ["Changes", "NamedValues"]

TextValue = str | int | None
DateValue = Date | None
NamesValue = Iterable[Name] | None


class NamedValues(TypedDict, total=False):
    """Values of variables by Python name; None stands for no value."""

    DOI: TextValue
    ISBN: TextValue
    ISSN: TextValue
    PMCID: TextValue
    PMID: TextValue
    URL: TextValue
    abstract: TextValue
    annote: TextValue
    archive: TextValue
    archive_place: TextValue
    archive_collection: TextValue
    archive_location: TextValue
    authority: TextValue
    call_number: TextValue
    citation_key: TextValue
    citation_label: TextValue
    collection_title: TextValue
    container_title: TextValue
    container_title_short: TextValue
    dimensions: TextValue
    division: TextValue
    event: TextValue
    event_place: TextValue
    event_title: TextValue
    genre: TextValue
    jurisdiction: TextValue
    keyword: TextValue
    language: TextValue
    license: TextValue
    medium: TextValue
    note: TextValue
    original_publisher: TextValue
    original_publisher_place: TextValue
    original_title: TextValue
    part_title: TextValue
    publisher: TextValue
    publisher_place: TextValue
    references: TextValue
    reviewed_genre: TextValue
    reviewed_title: TextValue
    scale: TextValue
    source: TextValue
    status: TextValue
    title: TextValue
    title_short: TextValue
    volume_title: TextValue
    volume_title_short: TextValue
    year_suffix: TextValue
    chapter_number: TextValue
    citation_number: TextValue
    collection_number: TextValue
    edition: TextValue
    first_reference_note_number: TextValue
    issue: TextValue
    locator: TextValue
    number: TextValue
    number_of_pages: TextValue
    number_of_volumes: TextValue
    page: TextValue
    page_first: TextValue
    part_number: TextValue
    printing_number: TextValue
    section: TextValue
    supplement_number: TextValue
    version: TextValue
    volume: TextValue
    journalAbbreviation: TextValue
    shortTitle: TextValue
    part: TextValue
    printing: TextValue
    supplement: TextValue

    author: NamesValue
    chair: NamesValue
    collection_editor: NamesValue
    compiler: NamesValue
    composer: NamesValue
    container_author: NamesValue
    contributor: NamesValue
    curator: NamesValue
    director: NamesValue
    editor: NamesValue
    editor_translator: NamesValue
    editorial_director: NamesValue
    executive_producer: NamesValue
    guest: NamesValue
    host: NamesValue
    illustrator: NamesValue
    interviewer: NamesValue
    narrator: NamesValue
    organizer: NamesValue
    original_author: NamesValue
    performer: NamesValue
    producer: NamesValue
    recipient: NamesValue
    reviewed_author: NamesValue
    script_writer: NamesValue
    series_creator: NamesValue
    translator: NamesValue

    accessed: DateValue
    available_date: DateValue
    event_date: DateValue
    issued: DateValue
    original_date: DateValue
    submitted: DateValue


class Changes(NamedValues, total=False):
    """What can be changed in an item."""

    id: str
    type: str
    relations: Iterable[Relation]
    custom: Mapping[str, Any] | None
