"""The variables of an item as typed, documented attributes.

An `Item` keeps its variables in one compact mapping from CSL names to values. The descriptors here stand in front of
it, so that editors and type checkers see ``item.container_title`` as ``str | None`` and ``item.author`` as
``tuple[Name, ...]``, at no cost for the variables that an item does not have.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, Self, TypeVar, overload

from citelib.model.dates import Date
from citelib.model.names import Name

__all__ = ["ItemVariables"]

T = TypeVar("T")


class _Variable(Generic[T]):
    """One variable: reads from the mapping of the item that it is an attribute of."""

    missing: Any

    def __init__(self, name: str, doc: str) -> None:
        self.name = name
        self.__doc__ = doc

    @overload
    def __get__(self, item: None, owner: type) -> Self: ...
    @overload
    def __get__(self, item: ItemVariables, owner: type) -> T: ...
    def __get__(self, item: ItemVariables | None, owner: type) -> Self | T:
        if item is None:
            return self
        value: T = item.variables.get(self.name, self.missing)
        return value


class _Text(_Variable[str | None]):
    missing = None


class _Names(_Variable[tuple[Name, ...]]):
    missing = ()


class _Date(_Variable[Date | None]):
    missing = None


_Number = _Text


class ItemVariables:
    """Every CSL 1.0.2 variable. The words are ours; the meaning is that of the specification, appendix IV."""

    __slots__ = ()
    variables: Mapping[str, Any]

    # Standard variables
    abstract = _Text("abstract", "Abstract of the item.")
    annote = _Text("annote", "Short annotation, written by the user.")
    archive = _Text("archive", "Archive that keeps the item.")
    archive_collection = _Text("archive_collection", "Collection within the archive.")
    archive_location = _Text("archive_location", "Shelf mark or box within the archive.")
    archive_place = _Text("archive-place", "Where the archive is.")
    authority = _Text("authority", "Body that issued or is responsible for the item: court, standards body.")
    call_number = _Text("call-number", "Call number in a library.")
    citation_key = _Text("citation-key", "Key by which the item is cited in its source, if that is not the id.")
    citation_label = _Text("citation-label", "Label such as «Moda19» that label styles print.")
    collection_title = _Text("collection-title", "Title of the series.")
    container_title = _Text("container-title", "Title of the journal, book or site that holds the item.")
    container_title_short = _Text("container-title-short", "Abbreviated title of the container.")
    dimensions = _Text("dimensions", "Physical size or running time.")
    division = _Text("division", "Minor subdivision of the authority, such as a court's chamber.")
    DOI = _Text("DOI", "Digital Object Identifier, without an address in front: «10.1126/science.aat8078».")
    event = _Text("event", "Deprecated in CSL 1.0.2 in favour of `event_title`.")
    event_title = _Text("event-title", "Name of the conference or other event.")
    event_place = _Text("event-place", "Where the event took place.")
    genre = _Text("genre", "Kind within the type: «Perspective», «Doctoral dissertation», «News release».")
    ISBN = _Text("ISBN", "International Standard Book Number; several are separated by spaces.")
    ISSN = _Text("ISSN", "International Standard Serial Number; several are separated by spaces.")
    jurisdiction = _Text("jurisdiction", "Area where a law applies.")
    keyword = _Text(
        "keyword", "Keywords, separated by commas or, if one has a comma, semicolons: `citelib.model.keywords`."
    )
    language = _Text("language", "Language of the item as a BCP 47 tag.")
    license = _Text("license", "Licence of the item.")
    medium = _Text("medium", "Physical or digital medium.")
    note = _Text("note", "Descriptive text to be printed.")
    original_publisher = _Text("original-publisher", "Publisher of the original.")
    original_publisher_place = _Text("original-publisher-place", "Place of the original's publisher.")
    original_title = _Text("original-title", "Title of the original.")
    part_title = _Text("part-title", "Title of the part of the item that is cited.")
    PMCID = _Text("PMCID", "PubMed Central id, «PMC6785189».")
    PMID = _Text("PMID", "PubMed id, «30975859».")
    publisher = _Text("publisher", "Publisher.")
    publisher_place = _Text("publisher-place", "Where the publisher is.")
    references = _Text("references", "Related items, such as the prior procedure of a case.")
    reviewed_genre = _Text("reviewed-genre", "Kind of the reviewed item.")
    reviewed_title = _Text("reviewed-title", "Title of the reviewed item.")
    scale = _Text("scale", "Scale of a map or model.")
    source = _Text("source", "Where the record or the item was found: catalogue, database.")
    status = _Text("status", "Publication status: «in press», «retracted».")
    title = _Text("title", "Title.")
    title_short = _Text("title-short", "Short form of the title.")
    URL = _Text("URL", "Address.")
    volume_title = _Text("volume-title", "Title of the volume.")
    volume_title_short = _Text("volume-title-short", "Short form of the volume's title.")
    year_suffix = _Text("year-suffix", "Letter that tells items of one year apart, when fixed by hand.")

    # Number variables: text that keeps what was written
    chapter_number = _Number("chapter-number", "Number of the chapter.")
    citation_number = _Number("citation-number", "Number of the item in the bibliography; set by the processor.")
    collection_number = _Number("collection-number", "Number within the series.")
    edition = _Number("edition", "Edition: «2», «2nd», «revised».")
    first_reference_note_number = _Number("first-reference-note-number", "Note that cites the item first.")
    issue = _Number("issue", "Issue of a journal.")
    locator = _Number("locator", "Place within the item; belongs to a cite.")
    number = _Number("number", "Number of a report, patent, standard or article.")
    number_of_pages = _Number("number-of-pages", "How many pages the item has.")
    number_of_volumes = _Number("number-of-volumes", "How many volumes the item has.")
    page = _Number("page", "Pages within the container: «129–130», «eaat8078».")
    page_first = _Number("page-first", "First of the pages.")
    part_number = _Number("part-number", "Number of the part that is cited.")
    printing_number = _Number("printing-number", "Number of the printing.")
    section = _Number("section", "Section of a law or a newspaper.")
    supplement_number = _Number("supplement-number", "Number of the supplement.")
    version = _Number("version", "Version of software or data.")
    volume = _Number("volume", "Volume.")

    # Date variables
    accessed = _Date("accessed", "When the item was looked at.")
    available_date = _Date("available-date", "When the item became available, such as online first.")
    event_date = _Date("event-date", "When the event took place.")
    issued = _Date("issued", "When the item was published.")
    original_date = _Date("original-date", "When the original was published.")
    submitted = _Date("submitted", "When the item was submitted.")

    # Name variables
    author = _Names("author", "Authors.")
    chair = _Names("chair", "Who leads the session.")
    collection_editor = _Names("collection-editor", "Editors of the series.")
    compiler = _Names("compiler", "Who compiled the item from other works.")
    composer = _Names("composer", "Composers.")
    container_author = _Names("container-author", "Authors of the container.")
    contributor = _Names("contributor", "Minor contributors.")
    curator = _Names("curator", "Curators of an exhibition.")
    director = _Names("director", "Directors of a film.")
    editor = _Names("editor", "Editors.")
    editor_translator = _Names("editor-translator", "People who edited and translated.")
    editorial_director = _Names("editorial-director", "Managing editors.")
    executive_producer = _Names("executive-producer", "Executive producers.")
    guest = _Names("guest", "Guests of a show.")
    host = _Names("host", "Hosts of a show.")
    illustrator = _Names("illustrator", "Illustrators.")
    interviewer = _Names("interviewer", "Interviewers.")
    narrator = _Names("narrator", "Narrators of an audio book.")
    organizer = _Names("organizer", "Who organised the event.")
    original_author = _Names("original-author", "Authors of the original.")
    performer = _Names("performer", "Performers.")
    producer = _Names("producer", "Producers.")
    recipient = _Names("recipient", "Recipients of a letter.")
    reviewed_author = _Names("reviewed-author", "Authors of the reviewed item.")
    script_writer = _Names("script-writer", "Writers of the script.")
    series_creator = _Names("series-creator", "Creators of the series.")
    translator = _Names("translator", "Translators.")
