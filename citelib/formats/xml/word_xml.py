"""Word bibliography XML, the sources that Microsoft Word keeps for its citations (``Sources.xml``, ``customXml``).

Source of the elements: ECMA-376 part 1, section 22.6 (bibliography), with the elements ``BIBTEX_…`` that JabRef adds.

The container is the journal, book, conference, periodical or web site, whichever the type of source has. Word's
``Comments`` hold the note, and a line for each variable without an element, for each relation, and for the type where
Word has none. What is not understood is kept in ``custom`` as ``word:ELEMENT`` and written back.

>>> from citelib.formats.exchange import loads
>>> source = "<Source><Tag>Lin78</Tag><SourceType>Patent</SourceType><PatentNumber>12</PatentNumber></Source>"
>>> loads(f"<Sources>{source}</Sources>", "word-bibliography-xml")["Lin78"].number
'12'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from citelib.diagnostics import Diagnostic
from citelib.formats.format import Format, Record, Source, Writing
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import kept_texts, noted_type, read_extra
from citelib.formats.kit.fields import as_doi, date_of, isbns, issns
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.written import WrittenDraft
from citelib.formats.xml.elements import line_of, root_names, text, xml_records
from citelib.formats.xml.writing import element, write_xml
from citelib.model import Date, Item, Name, people

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["WORD_XML"]

TYPES: Final = {
    "JournalArticle": "article-journal", "ArticleInAPeriodical": "article-magazine", "Book": "book",
    "BookSection": "chapter", "ConferenceProceedings": "paper-conference", "Report": "report",
    "DocumentFromInternetSite": "webpage", "InternetSite": "webpage", "ElectronicSource": "document",
    "Film": "motion_picture", "SoundRecording": "song", "Performance": "performance", "Art": "graphic",
    "Interview": "interview", "Patent": "patent", "Case": "legal_case", "Misc": "document",
}  # fmt: skip
"""CSL type of each type of source."""

_OUT_TYPES: Final = {
    **{csl: name for name, csl in TYPES.items()}, "webpage": "InternetSite", "post-weblog": "InternetSite",
    "post": "InternetSite", "article-newspaper": "ArticleInAPeriodical", "thesis": "Report", "article": "Report",
    "review": "JournalArticle", "review-book": "JournalArticle", "entry-encyclopedia": "BookSection",
    "entry-dictionary": "BookSection", "entry": "BookSection", "broadcast": "Film", "document": "Misc",
}  # fmt: skip

_BIBTEX_TYPES: Final = {
    "phdthesis": "thesis", "mastersthesis": "thesis", "inproceedings": "paper-conference", "conference":
    "paper-conference", "proceedings": "book", "manual": "report", "techreport": "report", "unpublished": "manuscript",
}  # fmt: skip
"""CSL type of the entry types that JabRef keeps where Word has none."""

_CONTAINERS: Final = {
    "article-journal": "JournalName", "review": "JournalName", "review-book": "JournalName",
    "article-magazine": "PeriodicalTitle", "article-newspaper": "PeriodicalTitle", "chapter": "BookTitle",
    "entry": "BookTitle", "entry-encyclopedia": "BookTitle", "entry-dictionary": "BookTitle",
    "paper-conference": "ConferenceName", "webpage": "InternetSiteTitle", "post": "InternetSiteTitle",
    "post-weblog": "InternetSiteTitle", "song": "AlbumTitle", "broadcast": "BroadcastTitle",
    "interview": "BroadcastTitle",
}  # fmt: skip
"""Element of the container by CSL type; all else has a publication title."""

_FIELDS: Final = {
    "Title": "title", "ShortTitle": "title-short", "Volume": "volume", "Issue": "issue", "Pages": "page",
    "Publisher": "publisher", "Institution": "publisher", "Distributor": "publisher", "ProductionCompany": "publisher",
    "Edition": "edition", "ChapterNumber": "chapter-number", "NumberVolumes": "number-of-volumes",
    "PatentNumber": "number", "CaseNumber": "number", "ThesisType": "genre", "Type": "genre", "Medium": "medium",
    "URL": "URL", "Version": "version", "Court": "authority", "BIBTEX_Abstract": "abstract",
    "BIBTEX_Series": "collection-title", "BIBTEX_KeyWords": "keyword", "BIBTEX_HowPublished": "medium",
    "JournalName": "container-title", "PeriodicalTitle": "container-title", "BookTitle": "container-title",
    "ConferenceName": "container-title", "InternetSiteTitle": "container-title", "AlbumTitle": "container-title",
    "BroadcastTitle": "container-title", "PublicationTitle": "container-title", "Theater": "event-place",
    "Station": "authority", "Recording": "number",
}  # fmt: skip
"""Variable of each element that means one thing."""

_OUT: Final = (
    ("title", "Title"), ("title-short", "ShortTitle"), ("volume", "Volume"), ("issue", "Issue"), ("page", "Pages"),
    ("edition", "Edition"), ("chapter-number", "ChapterNumber"), ("number-of-volumes", "NumberVolumes"),
    ("medium", "Medium"), ("URL", "URL"), ("version", "Version"), ("publisher-place", "City"),
)  # fmt: skip
_PEOPLE: Final = {
    "Author": "author", "BookAuthor": "container-author", "Editor": "editor", "Translator": "translator",
    "Compiler": "compiler", "Composer": "composer", "Director": "director", "Interviewee": "author",
    "Interviewer": "interviewer", "Inventor": "author", "Performer": "performer", "ProducerName": "producer",
    "Writer": "script-writer", "Artist": "author", "Conductor": "contributor", "Counsel": "contributor",
}  # fmt: skip
_OUT_PEOPLE: Final = {variable: name for name, variable in reversed(_PEOPLE.items())}
_LANGUAGES: Final = {
    "1033": "en-US", "2057": "en-GB", "1031": "de-DE", "2055": "de-CH", "3079": "de-AT", "1036": "fr-FR",
    "3084": "fr-CA", "3082": "es-ES", "1040": "it-IT", "1041": "ja-JP", "2052": "zh-CN", "1028": "zh-TW",
    "1046": "pt-BR", "2070": "pt-PT", "1043": "nl-NL", "1049": "ru-RU", "1053": "sv-SE", "1030": "da-DK",
    "1044": "nb-NO", "1035": "fi-FI", "1045": "pl-PL", "1029": "cs-CZ", "1042": "ko-KR", "1055": "tr-TR",
    "1032": "el-GR", "1038": "hu-HU", "1025": "ar-SA", "1037": "he-IL",
}  # fmt: skip
"""BCP 47 tag of a Windows language number."""

_NUMBERS: Final = {tag: number for number, tag in _LANGUAGES.items()}
_READ: Final = frozenset(
    "Tag SourceType Author Year Month Day YearAccessed MonthAccessed DayAccessed City StateProvince CountryRegion "
    "StandardNumber Comments LCID DOI Guid RefOrder BIBTEX_Entry".split()
)


def read(source: Source) -> Iterator[Record]:
    """Yield the sources."""
    found: list[Diagnostic] = []
    for node in xml_records(source, "word", {"Source"}, found.append):
        yield from _item(node)
    yield from found


def _item(node: Element) -> Iterator[Record]:
    draft = Draft("word", line_of(node))
    comments = node.find("Comments")
    notes = [
        line.strip() for line in ("".join(map(str, comments.itertext())) if comments is not None else "").splitlines()
    ]
    entry = text(node, "BIBTEX_Entry").casefold()
    kind = text(node, "SourceType")
    draft.type = noted_type(notes) or _BIBTEX_TYPES.get(entry) or TYPES.get(kind, "document")
    if draft.type == "report" and (text(node, "ThesisType") or "thesis" in entry):
        draft.type = "thesis"
    for note in notes:
        if note and not read_extra(note, draft):
            draft.append("note", note, "\n")
    for group in node.findall("Author"):
        for one in group:
            if isinstance(one.tag, str):
                _names(draft, one)
    own = _CONTAINERS.get(draft.type, "PublicationTitle")
    for one in sorted(node, key=lambda child: child.tag != own):
        name = str(one.tag)
        if (variable := _FIELDS.get(name)) is not None:
            draft.put(variable, text(one), key=name)
        elif name not in _READ:
            draft.keep(name, text(one))
    draft.put("issued", _date(node, ""))
    draft.put("accessed", _date(node, "Accessed"))
    draft.put("publisher-place", ", ".join(filter(None, (text(node, name) for name in _PLACES))))
    draft.put("language", _LANGUAGES.get(text(node, "LCID"), ""))
    draft.put("DOI", as_doi(text(node, "DOI")))
    _standard_number(draft, text(node, "StandardNumber"))
    yield from draft.records(text(node, "Tag") or None)


_PLACES: Final = ("City", "StateProvince", "CountryRegion")


def _names(draft: Draft, node: Element) -> None:
    variable = _PEOPLE.get(str(node.tag), "contributor")
    if corporate := text(node, "Corporate"):
        draft.add(variable, [Name(literal=corporate)])
    draft.add(variable, [name for one in node.findall("NameList/Person") if (name := _read_person(one)) is not None])


def _read_person(node: Element) -> Name | None:
    family, given = text(node, "Last"), " ".join(filter(None, (text(node, "First"), text(node, "Middle"))))
    if family and given:
        name = Name.parse(f"{family.replace(',', ' ')}, N.")
        return Name(name.family, given, non_dropping_particle=name.non_dropping_particle)
    return Name(family=family or given) if family or given else None


def _date(node: Element, suffix: str) -> Date | None:
    year, month, day = (text(node, f"{part}{suffix}") for part in ("Year", "Month", "Day"))
    words = " ".join(filter(None, (year, month, day)))
    return (date_of(year, month, day) or Date.parse(words)) if year else None


def _standard_number(draft: Draft, value: str) -> None:
    """``ISBN: …``, ``:ISSN:…``, ``DOI: …``, one after the other, or a bare number."""
    parts = re.findall(r"([A-Z]+):\s*([^\s:][^:]*?)(?=\s*(?:\s[A-Z]+:|:[A-Z]+:|$))", value) or [("", value)]
    for label, number in parts:
        if (doi := as_doi(number)) is not None:
            draft.put("DOI", doi, key="StandardNumber")
        elif label in ("", "ISBN") and isbns(number):
            draft.append("ISBN", isbns(number) or "", " ")
        elif label in ("", "ISSN") and issns(number):
            draft.append("ISSN", issns(number) or "", " ")
        elif label == "PMID":
            draft.put("PMID", number, key="StandardNumber")
        elif number.strip():
            draft.keep("StandardNumber", f"{label}: {number}" if label else number)


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield the sources of a bibliography.

    Args:
        items: Items.
    """
    space = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
    start = f'<b:Sources xmlns:b="{space}" xmlns="{space}" SelectedStyle="">'
    return write_xml(start, (_element(item) for item in items), "</b:Sources>")


def _element(item: Item) -> Element | None:
    rest = WrittenDraft(item)
    kind = _OUT_TYPES.get(item.type, "Misc")
    content = [element("Tag", item.id), element("SourceType", kind)]
    groups = []
    for variable, name in _OUT_PEOPLE.items():
        names = people(item.variables.get(variable, ()))
        if len(names) == 1 and names[0].literal is not None:
            # Word has one institution, or people: among these, institutions stand as people of one name.
            place: list[Element | None] = []
            place += rest.take_names(variable, _corporate, lambda node: Name(literal=text(node)))
        else:
            persons = rest.take_names(variable, _person, _read_person)
            place = [element("NameList", persons)] if persons else []
        if place:
            groups.append(element(name, place))
    content.append(element("Author", groups) if groups else None)
    for variable, suffix in (("issued", ""), ("accessed", "Accessed")):
        parts = zip(("Year", "Month", "Day"), rest.take_parts(variable, range(1, 10_000)), strict=False)
        content += [element(f"{part}{suffix}", str(number).zfill(1 if part == "Year" else 2)) for part, number in parts]
    for variable, name in _OUT:
        content.append(element(name, rest.take(variable)))
    content.append(element(_CONTAINERS.get(item.type, "PublicationTitle"), rest.take("container-title")))
    content.append(element("Institution" if kind == "Report" else "Publisher", rest.take("publisher")))
    if item.type == "patent":
        content.append(element("PatentNumber", rest.take("number")))
    if kind == "Report":
        content.append(element("ThesisType", rest.take("genre")) if item.type == "thesis" else None)
    content.append(element("LCID", _NUMBERS.get(rest.take_exact("language", _known_language) or "")))
    content.append(element("DOI", rest.take_exact("DOI", as_doi)))
    numbers = [f"ISBN: {one}" for one in (rest.take_exact("ISBN", isbns) or "").split()]
    numbers += [f"ISSN: {one}" for one in (rest.take_exact("ISSN", issns) or "").split()]
    content.append(element("StandardNumber", " ".join(numbers)))
    for name, texts in kept_texts(item, "word").items():
        if re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", name):
            content += [element(name, one) for one in texts]
    content.append(element("Comments", "\n".join(rest.lines(TYPES[kind]))))
    return element("Source", content)


def _known_language(tag: str) -> str | None:
    return tag if tag in _NUMBERS else None


def _corporate(name: Name) -> Element | None:
    return element("Corporate", one_line(name.full_family))


def _person(name: Name) -> Element | None:
    given = one_line(" ".join(part for part in (name.given, name.dropping_particle) if part))
    return element("Person", [element("Last", one_line(name.full_family)), element("First", given)])


def sniff(text: str) -> float:
    """Sure of Word's namespace around sources."""
    name, rest = root_names(text)
    if name not in ("Sources", "Source"):
        return 0.0
    return 1.0 if "officeDocument/2006/bibliography" in rest or "SelectedStyle" in rest else 0.5


WORD_XML: Final = Format(
    "word-bibliography-xml",
    "Word bibliography XML",
    sniff=sniff,
    read=read,
    write=write,
    aliases=("word", "msbib", "wordbib"),
    note="the sources of Microsoft Word's citations",
    own=("word:",),
)
"""Word bibliography XML."""
