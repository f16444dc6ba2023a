"""What meta tags and JSON-LD of a release's page say of the study: ``citation_*`` tags and ``ScholarlyArticle``.

>>> found = study_meta(Meta({"citation_title": ("On moss",), "citation_doi": ("10.5555/m",)}), "Moss found")
>>> found.title, found.doi
('On moss', '10.5555/m')
"""

from __future__ import annotations

import attrs

from citelib.model import Date, Name
from citelib.releases.lines.dates import any_date
from citelib.releases.page.page import Meta, clean
from citelib.releases.people.names import fold
from citelib.releases.works.references import find_doi

__all__ = ["StudyMeta", "study_meta"]


@attrs.frozen
class StudyMeta:
    """What the head of a page says of the study."""

    authors: tuple[Name, ...] = ()
    title: str | None = None
    journal: str | None = None
    date: Date | None = None
    doi: str | None = None


def study_meta(meta: Meta, release_title: str) -> StudyMeta:
    """What meta tags and JSON-LD of a page say of the study."""
    tagged = meta.all("citation_doi", "dc.relation", "dc.relation.isreferencedby", "prism.doi", "dc.identifier", "doi")
    doi = next((found for value in tagged if (found := find_doi(value))), None)
    title = meta.first("citation_title", "citation_article_title")
    if title and fold(title) == fold(release_title):
        title = None
    journal = meta.first("citation_journal_title", "prism.publicationname")
    authors = [Name.parse(value) for value in meta.all("citation_author")] if title or journal or doi else []
    written = meta.first("citation_publication_date", "citation_date", "citation_online_date")
    date = any_date(written.replace("/", "-") if written else None)
    for thing in meta.objects:
        kinds = thing.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if not {"ScholarlyArticle", "MedicalScholarlyArticle"} & {kind for kind in kinds if isinstance(kind, str)}:
            continue
        name = thing.get("headline") or thing.get("name")
        title = title or (clean(name) if isinstance(name, str) and fold(name) != fold(release_title) else None)
        identifiers = [thing.get(field) for field in ("sameAs", "identifier", "url", "@id", "doi")]
        flat = [value.get("value") if isinstance(value, dict) else value for value in identifiers]
        doi = doi or next((found for value in flat if isinstance(value, str) and (found := find_doi(value))), None)
        people = thing.get("author") or []
        for person in people if isinstance(people, list) else [people]:
            written_name = person.get("name") if isinstance(person, dict) else person
            if isinstance(written_name, str) and written_name.strip() and not authors[20:]:
                authors.append(Name.parse(written_name))
        container = thing.get("isPartOf") or thing.get("publication")
        while isinstance(container, dict) and isinstance(container.get("isPartOf"), dict):
            container = container["isPartOf"]
        if isinstance(container, dict) and isinstance(container.get("name"), str):
            journal = journal or clean(container["name"])
        published = thing.get("datePublished")
        date = date or any_date(published if isinstance(published, str) else None)
    return StudyMeta(tuple(authors), title, journal, date, doi)
