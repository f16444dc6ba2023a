"""Items and citations for the comparison: every type, and the shapes of names, dates and text that make trouble.

All works are made up.
"""

from __future__ import annotations

import json
from typing import Any

from citelib.model.vocabulary import ITEM_TYPES
from tests.shared import shared

Record = dict[str, Any]


def real_items() -> dict[str, list[Record]]:
    """Items of people's libraries, by the name of the library (shared test data; skips where it is absent)."""
    data = json.loads(shared("corpora/real-items.json").read_text(encoding="utf-8"))
    return {
        name: [{"type": "document", **item} for item in library["items"]] for name, library in data["libraries"].items()
    }


def people(text: str) -> list[dict[str, str]]:
    """Names from ``Family, Given; Literal``; a particle stands before ``|``, a suffix after a second comma."""
    names = []
    for name in text.split("; "):
        parts = name.split(", ")
        if len(parts) == 1:
            names.append({"literal": name})
            continue
        particle, _, family = parts[0].rpartition("|")
        names.append({"family": family, "given": parts[1]})
        if particle:
            names[-1]["non-dropping-particle"] = particle
        if len(parts) > 2:
            names[-1]["suffix"] = parts[2]
    return names


def on(*parts: int, until: tuple[int, ...] | None = None, **more: Any) -> Record:
    """A date, or a range of dates."""
    return {"date-parts": [list(parts), *([list(until)] if until else [])], **more}


ARTICLE: Record = {"type": "article-journal", "container-title": "Journal of Invented Results", "volume": "12"}
BOOK: Record = {"type": "book", "publisher": "Lantern Press", "publisher-place": "Utrecht"}


def special() -> list[Record]:
    """Items that each try one shape."""
    many = "; ".join(
        f"{family}, {given}"
        for family, given in zip(
            (
                "Arden Birch Cole Drake Elm Frost Gale Hart Ives Joyce Kent Lowe Marsh Nash Orr Pike Quill Reed Stone "
                "Thorn Upton Vale"
            ).split(),
            "Ann B.C. Carl-Otto Dee Eve Finn Guy Hal Ida Jo Kay Lee Max Ned Ola Pat Quin Roy Sue Tim Una Val".split(),
            strict=True,
        )
    )
    return [
        # Names
        {
            **ARTICLE,
            "id": "one-author",
            "title": "A study of single things",
            "author": people("Marlow, Jane A."),
            "issued": on(2015, 3, 7),
            "page": "101-109",
            "issue": "3",
            "DOI": "10.5555/one",
            "ISSN": "1234-5678",
        },
        {
            **ARTICLE,
            "id": "two-authors",
            "title": "Pairs: how two things meet",
            "issued": on(2016, 11),
            "author": people("Ode, Carl-Johan; Pratt, Mary Beth"),
            "page": "1120–1128",
            "issue": "4",
        },
        {
            **ARTICLE,
            "id": "three-authors",
            "title": "What comes in threes?",
            "issued": on(2017),
            "author": people("Ash, Ian; Beech, Joan; Cedar, Kim"),
            "page": "77",
            "container-title-short": "J. Inv. Res.",
        },
        {
            **ARTICLE,
            "id": "many-authors",
            "title": "The big collaboration",
            "author": people(many),
            "issued": on(2018, 1, 31),
            "page": "e1002",
            "DOI": "10.5555/many",
        },
        {
            **BOOK,
            "id": "particles",
            "title": "Bridges of the low country",
            "issued": on(1999),
            "author": people("van der|Meer, Joost; de|Souza, Ana"),
            "edition": "2",
        },
        {
            **BOOK,
            "id": "suffix",
            "title": "Collected sermons",
            "author": people("King, Marten L., Jr."),
            "issued": on(1964),
            "edition": "revised",
        },
        {
            **BOOK,
            "id": "corporate",
            "title": "Annual statement",
            "author": people("Ministry of Slow Trains"),
            "issued": on(2011),
        },
        {
            **BOOK,
            "id": "cyrillic",
            "title": "Зимние рассказы",
            "author": people("Петров, Иван Сергеевич"),
            "issued": on(1987),
            "language": "ru",
            "publisher-place": "Москва",
        },
        {
            **BOOK,
            "id": "chinese",
            "title": "山水记",
            "author": people("王, 小明; 李, 华"),
            "issued": on(2003),
            "language": "zh",
        },
        {
            **BOOK,
            "id": "editor-only",
            "title": "Readings in nothing",
            "editor": people("Ives, Hal; Joyce, Ida"),
            "issued": on(2005),
        },
        {
            **BOOK,
            "id": "editor-translator",
            "title": "The same hands",
            "editor": people("Kent, Lee"),
            "translator": people("Kent, Lee"),
            "author": people("Zola, Emil"),
            "issued": on(2006),
            "original-date": on(1886),
        },
        {**BOOK, "id": "no-names", "title": "The anonymous chronicle", "issued": on(1712)},
        # Dates
        {**BOOK, "id": "no-date", "title": "Undated leaves", "author": people("Nash, Ola")},
        {
            **BOOK,
            "id": "range",
            "title": "Works in parts",
            "author": people("Orr, Pat"),
            "issued": on(1990, until=(1995,)),
            "volume": "2",
            "number-of-volumes": "4",
        },
        {
            "type": "article-magazine",
            "id": "day-range",
            "title": "A week at sea",
            "author": people("Pike, Quin"),
            "container-title": "Harbour Light",
            "issued": on(2012, 5, 3, until=(2012, 5, 9)),
            "page": "12-15, 20",
        },
        {
            "type": "article-magazine",
            "id": "season",
            "title": "Spring issue",
            "author": people("Quill, Roy"),
            "container-title": "Almanac",
            "issued": {**on(2010), "season": 1},
            "volume": "7",
        },
        {
            **BOOK,
            "id": "circa",
            "title": "An old map book",
            "author": people("Reed, Sue"),
            "issued": {**on(1650), "circa": True},
        },
        {**BOOK, "id": "bc", "title": "On rivers", "author": people("Thales"), "issued": on(-44)},
        {
            **BOOK,
            "id": "literal-date",
            "title": "Soon to come",
            "author": people("Stone, Tim"),
            "issued": {"literal": "forthcoming"},
        },
        # Text
        {
            **ARTICLE,
            "id": "markup",
            "title": "The genome of <i>Arabis imaginaria</i> and CO<sub>2</sub>",
            "author": people("Thorn, Una"),
            "issued": on(2019, 8),
            "page": "200-8",
        },
        {
            **ARTICLE,
            "id": "quotes",
            "title": "\"Yes\" and 'no': answers in the author's own words",
            "author": people("Upton, Val"),
            "issued": on(2020, 2, 29),
            "page": "1-10",
        },
        {
            **ARTICLE,
            "id": "question",
            "title": "Do machines dream?",
            "author": people("Vale, Ann"),
            "issued": on(2021),
            "page": "321-328",
            "DOI": "10.5555/dream",
            "URL": "https://example.org/dream",
        },
        {
            **ARTICLE,
            "id": "ampersand",
            "title": "Salt & pepper <b>or</b> not",
            "author": people("Wren, Bo"),
            "issued": on(2013),
            "page": "9",
        },
        {
            **ARTICLE,
            "id": "german",
            "title": "Über die Ruhe der Steine",
            "author": people("Groß, Jürgen; Öz, Ömer"),
            "issued": on(2001, 10, 1),
            "language": "de",
            "page": "33-44",
        },
        {
            **ARTICLE,
            "id": "french",
            "title": "L'eau et l'été : une histoire",
            "author": people("d’|Arc, Élise"),
            "issued": on(2002, 7, 1),
            "language": "fr-FR",
            "page": "5-6",
        },
        {
            **BOOK,
            "id": "long-title",
            "title": "A title: with a subtitle; and more",
            "title-short": "A title",
            "author": people("York, Zed"),
            "issued": on(2008),
            "collection-title": "Small series",
            "collection-number": "14",
            "ISBN": "9780000000002",
        },
        # Ambiguity
        {**BOOK, "id": "same-1", "title": "First of the year", "author": people("Smith, John"), "issued": on(2000)},
        {**BOOK, "id": "same-2", "title": "Second of the year", "author": people("Smith, John"), "issued": on(2000)},
        {**BOOK, "id": "same-3", "title": "Another Smith", "author": people("Smith, Adam"), "issued": on(2000)},
        {
            **ARTICLE,
            "id": "team-1",
            "title": "Team one",
            "issued": on(2014),
            "page": "1-2",
            "author": people("Fox, Amy; Hare, Bea; Wolf, Cid; Lynx, Dot"),
        },
        {
            **ARTICLE,
            "id": "team-2",
            "title": "Team two",
            "issued": on(2014),
            "page": "3-4",
            "author": people("Fox, Amy; Hare, Bea; Bear, Eli; Lynx, Dot"),
        },
        # Full records of other types
        {
            "type": "chapter",
            "id": "chapter",
            "title": "Foundations",
            "author": people("Abel, Ruth"),
            "editor": people("Cain, Seth; Noah, Ham"),
            "container-title": "Handbook of houses",
            "page": "45-67",
            "publisher": "Hill & Sons",
            "publisher-place": "London; New York",
            "issued": on(1998),
            "edition": "3",
            "volume": "2",
            "chapter-number": "4",
            "ISBN": "9780000000019",
        },
        {
            "type": "paper-conference",
            "id": "paper",
            "title": "Faster sand",
            "author": people("Dune, Kit; Reef, Lou"),
            "container-title": "Proceedings of the 5th Beach Conference",
            "event-title": "Beach Conference",
            "event-place": "Oslo, Norway",
            "event-date": on(2009, 6, 1),
            "issued": on(2009),
            "page": "88-95",
            "publisher": "Sea Society",
        },
        {
            "type": "thesis",
            "id": "thesis",
            "title": "On waiting",
            "author": people("Late, Ivy"),
            "genre": "PhD thesis",
            "publisher": "University of Nowhere",
            "publisher-place": "Nowhere",
            "issued": on(2004, 12),
            "URL": "https://example.org/waiting",
        },
        {
            "type": "report",
            "id": "report",
            "title": "State of the lakes",
            "author": people("Lake Board"),
            "number": "TR-7",
            "genre": "Technical report",
            "publisher": "Lake Board",
            "issued": on(2007, 4),
        },
        {
            "type": "webpage",
            "id": "webpage",
            "title": "How to fold a map",
            "author": people("Fold, Pia"),
            "container-title": "Map Tips",
            "URL": "https://example.org/fold?a=1&b=2",
            "issued": on(2022, 9, 5),
            "accessed": on(2023, 1, 15),
        },
        {
            "type": "article-newspaper",
            "id": "newspaper",
            "title": "Mayor opens door",
            "author": people("Press, Hugo"),
            "container-title": "The Daily Kettle",
            "issued": on(1983, 2, 14),
            "page": "A1",
            "section": "City",
            "publisher-place": "Kettleton",
        },
        {
            "type": "legal_case",
            "id": "case",
            "title": "Brown v. Green",
            "container-title": "U.S.",
            "volume": "300",
            "page": "12",
            "authority": "Supreme Court",
            "issued": on(1950),
            "number": "No. 5",
        },
        {
            "type": "legislation",
            "id": "law",
            "title": "Quiet Nights Act",
            "container-title": "Statutes",
            "volume": "20",
            "section": "3",
            "issued": on(1970),
            "number": "91-5",
            "page": "40",
        },
        {
            "type": "patent",
            "id": "patent",
            "title": "Self-closing gate",
            "author": people("Gates, Willa"),
            "number": "US 1,234",
            "issued": on(1921, 6, 1),
            "submitted": on(1919),
            "authority": "Patent Office",
            "jurisdiction": "United States",
        },
        {
            "type": "dataset",
            "id": "dataset",
            "title": "Rainfall table",
            "author": people("Rain, Gus"),
            "version": "2.1",
            "publisher": "DataBarn",
            "DOI": "10.5555/rain",
            "issued": on(2020),
            "genre": "Data set",
        },
        {
            "type": "software",
            "id": "software",
            "title": "kettle: boil in R",
            "author": people("Code, Abe"),
            "version": "0.9",
            "URL": "https://example.org/kettle",
            "issued": on(2021, 5),
        },
        {
            "type": "motion_picture",
            "id": "film",
            "title": "The long corridor",
            "director": people("Lens, Fay"),
            "publisher": "Grey Films",
            "issued": on(1955),
            "medium": "Film",
        },
        {
            "type": "interview",
            "id": "interview",
            "title": "On tea",
            "author": people("Cup, Dora"),
            "interviewer": people("Ask, Ben"),
            "issued": on(1991, 3, 2),
        },
        {
            "type": "personal_communication",
            "id": "letter",
            "author": people("Post, Max"),
            "genre": "letter",
            "recipient": people("Box, Ned"),
            "issued": on(1940, 12, 24),
        },
        {
            "type": "entry-encyclopedia",
            "id": "entry",
            "title": "Moss",
            "author": people("Fern, Lil"),
            "container-title": "Encyclopedia of the small",
            "volume": "3",
            "page": "210",
            "issued": on(1973),
            "publisher": "Green House",
            "edition": "11",
        },
        {
            "type": "manuscript",
            "id": "manuscript",
            "title": "Notebook C",
            "author": people("Ink, Saul"),
            "archive": "City Archive",
            "archive_location": "Box 4",
            "archive-place": "Ghent",
            "issued": on(1899),
        },
        {
            "type": "speech",
            "id": "speech",
            "title": "Keep calm",
            "author": people("Loud, Tess"),
            "event-title": "Annual meeting",
            "event-place": "Rome",
            "issued": on(2010, 10, 10),
            "genre": "Keynote",
        },
        {
            "type": "review-book",
            "id": "review",
            "title": "A fine book",
            "author": people("Crit, Eva"),
            "reviewed-title": "On rivers",
            "reviewed-author": people("Thales"),
            "container-title": "Book Week",
            "issued": on(2015, 4, 1),
            "page": "6-7",
            "volume": "8",
            "issue": "2",
        },
    ]


def plain(kind: str) -> Record:
    """A middling record of a type."""
    word = kind.replace("_", " ").replace("-", " ")
    return {
        "id": f"type-{kind}",
        "type": kind,
        "title": f"Example of a {word}",
        "author": people("Type, Ema; Spec, Ivo"),
        "container-title": "Collected examples",
        "issued": on(1993, 5, 20),
        "publisher": "Sample House",
        "publisher-place": "Basel",
        "page": "15-18",
        "volume": "6",
        "issue": "1",
        "number": "42",
        "URL": f"https://example.org/{kind}",
        "accessed": on(2024, 2, 3),
    }


def items() -> list[Record]:
    """All items."""
    return special() + [plain(kind) for kind in sorted(ITEM_TYPES)]


def citations() -> list[Record]:
    """A document that cites them: alone and together, with locators and affixes, again, and ambiguous."""
    made: list[Record] = []

    def cite(*cites: Record | str) -> None:
        number = len(made) + 1
        listed = [entry if isinstance(entry, dict) else {"id": entry} for entry in cites]
        made.append({"citationID": f"c{number}", "citationItems": listed, "properties": {"noteIndex": number}})

    for record in special():
        cite(record["id"])
    for kind in ("article-journal", "book", "bill", "broadcast", "post", "map"):
        cite(f"type-{kind}")
    cite("one-author", "two-authors", "three-authors")
    cite({"id": "particles", "locator": "12"})
    cite({"id": "particles", "locator": "12"})
    cite({"id": "particles", "locator": "14-16"})
    cite("particles")
    cite({"id": "chapter", "locator": "3", "label": "chapter"}, {"id": "no-date", "locator": "iv", "label": "section"})
    cite({"id": "many-authors", "prefix": "see ", "suffix": ", and others"})
    cite("same-1", "same-2", "same-3")
    cite("same-3", "same-1")
    cite("team-1", "team-2")
    cite({"id": "question", "prefix": "but cf. "}, "quotes")
    cite({"id": "one-author", "suppress-author": True})
    cite("no-names", "corporate", "chinese", "cyrillic")
    cite("one-author", "range", "two-authors", "three-authors", "many-authors")
    cite("one-author")
    cite({"id": "one-author", "locator": "103, 105"})
    cite("law", {"id": "case", "locator": "14"})
    cite("case")
    return made
