"""Records to format: the .bib files of the corpora, cleaned and varied, drawn at random from a seed."""

# ruff: noqa: E501 - tables and lists of choices read best with one row a line

from __future__ import annotations

import io
import json
import random
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

import citelib
from citelib.errors import CitelibError
from citelib.model import Date, Item, Name, Point
from tests.plain_text_training.inventions import Inventions
from tests.plain_text_training.people import People

_CAPS = {"cdl.bib": 2200, "evobib.bib": 3000, "ozbib.bib": 2500, "tugboat.bib": 900, "font.bib": 500, "texbook3.bib": 600,
         "iridia": 2500}  # fmt: skip
_HARVEST_CAP = 60
_ARTICLES = {"article-journal", "article-magazine", "article-newspaper"}
_ODD = re.compile(r"[{}\\$~]|\bhttps?:|[\ue000-\uf8ff]")


_CASES = ("bbt_import", "bbt_export", "zotero_translators", "commonmeta", "retorquere_snapshots", "citation_js")
"""Cases of other formats whose records are real ones."""


def load_records(shared: Path, seed: int = 1) -> list[Item]:
    """All usable records of the corpora and of the cases of other formats, in an order that the seed decides."""
    corpora = shared / "corpora"
    chance = random.Random(seed)
    records: list[Item] = []
    files: dict[str, Any] = {
        path.name: path
        for path in (corpora / "cdl.bib", *sorted(corpora.glob("*/*.bib")))
        if path.parent.name != "iridia"
    }
    # These share their macros and are one collection in several files.
    parts = ("abbrev", "journals", "authors", "articles", "biblio", "crossref")
    files["iridia"] = io.BytesIO(b"\n".join((corpora / "iridia" / f"{part}.bib").read_bytes() for part in parts))
    for name, source in files.items():
        found = list(_items(source))
        chance.shuffle(found)
        records += found[: _CAPS.get(name, 1000)]
    with tarfile.open(corpora / "web-harvest.tar.xz") as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() else None
            if file is not None:
                found = list(_items(io.BytesIO(file.read())))
                chance.shuffle(found)
                records += found[:_HARVEST_CAP]
    for name in _CASES:
        records += _of_cases(shared / "formats" / "cases" / f"{name}.json")
    # Collections share records, and the cases repeat them in many formats.
    distinct = {(item["title"].casefold(), item["issued"].year): item for item in records}
    records = list(distinct.values())
    chance.shuffle(records)
    return records


def _of_cases(path: Path) -> Iterator[Item]:
    for case in json.loads(path.read_text(encoding="utf-8")):
        if case["format"] == "zotero-items":
            yield from _items(io.BytesIO(json.dumps(case["input_csl_json"]).encode()), "csl-json")
        elif isinstance(case["input"], str):
            yield from _items(io.BytesIO(case["input"].encode()), case["format"])


def load_journals(path: Path) -> list[tuple[str, str]]:
    """Titles of journals and their abbreviations, from lines ``title = abbreviation`` as JabRef's list has them."""
    pairs = [line.split(" = ") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(pair[0].strip(), pair[1].split(";")[0].strip()) for pair in pairs if len(pair) == 2 and pair[1].strip()]


def _items(source: Any, format: str = "bibtex") -> Iterator[Item]:
    try:
        bibliography = citelib.load(source, format=format)
    except (CitelibError, ValueError):
        return
    for item in bibliography.values():
        if usable := _cleaned(item):
            yield usable


def _cleaned(item: Item) -> Item | None:
    """The item with only what a reader of its reference could see; None if it is too poor or damaged."""
    title = item.get("title")
    if not title or len(title) > 300 or _ODD.search(title) or "issued" not in item or item["issued"].year is None:
        return None
    if not (item.author or item.editor) and item.type not in ("webpage", "article-newspaper", "report"):
        return None
    variables: dict[str, Any] = {}
    for name, value in item.variables.items():
        if name in ("abstract", "keyword", "annote", "language", "call-number", "citation-key", "archive"):
            continue
        if name == "note" and len(value) > 60:
            continue
        if isinstance(value, str) and (len(value) > 400 or (name not in ("URL", "DOI") and _ODD.search(value))):
            continue
        if isinstance(value, tuple) and any(_ODD.search(str(one)) or len(str(one)) > 60 for one in value):
            return None
        variables[name] = value
    return Item(item.id, item.type, variables)


class Stock:
    """What parts of records may be borrowed by others."""

    def __init__(self, records: list[Item], journals: list[tuple[str, str]], chance: random.Random) -> None:
        surnames = [
            name.family
            for r in records
            for name in r.author
            if name.family and name.family.isalpha() and len(name.family) > 3
        ]
        self.made = Inventions(chance, surnames)
        self.folk = People(chance)
        self.journals = journals
        self.givens = [
            name.given
            for r in records
            for name in r.author
            if name.given and len(name.given) > 3 and "." not in name.given
        ]
        self.places = [r["publisher-place"] for r in records if "publisher-place" in r]
        self.publishers = [r["publisher"] for r in records if "publisher" in r]
        self.collections = [r["collection-title"] for r in records if "collection-title" in r]
        self.titles = [r["title"] for r in records if r.type == "book"] + [
            r["container-title"]
            for r in records
            if r.type in ("chapter", "paper-conference") and "container-title" in r
        ]
        self.people = [r.author for r in records if r.author and len(r.author) < 4]
        self.hosts = [r["DOI"] for r in records if "DOI" in r] or ["10.1000/182"]
        self.words = [w.lower() for r in records[:500] for w in r["title"].split() if w.isalpha() and w.isascii()]


_THESES = ["PhD thesis", "Doctoral dissertation", "Ph.D. diss.", "Master's thesis", "Thèse de doctorat", "Dissertation", "MSc thesis", "Unpublished PhD dissertation", "Tesis doctoral", "Mémoire de maîtrise"]  # fmt: skip
_REPORTS = [
    "Technical report",
    "Working paper",
    "Research report",
    "Tech. Rep.",
    "Discussion paper",
    "Rapport",
    "Report",
]
_NOTES = ["in press", "to appear", "submitted", "forthcoming", "unpublished manuscript", "à paraître", "im Druck", "with an appendix",
          "Reprinted 1994", "in preparation", "first published 1962", "Special issue", "Unpublished", "Not published", "personal communication", "abstract", "reprint", "2 maps", "illustrated", "under review", "original work published 1936",
          "Paper presented at the annual meeting", "in Russian", "in French", "item 8210", "catalogue d'exposition", "Type: Journal Article", "mimeo"]  # fmt: skip
_MEDIA = ["Print", "Web", "CD-ROM", "online", "DVD", "Internet", "microfilm", "electronic resource"]
_TLDS = ["com", "org", "edu", "gov", "net", "fr", "de", "ac.uk", "ca", "int"]


_RECAST = {
    "book": 0.1, "thesis": 0.025, "report": 0.025, "webpage": 0.05, "article-newspaper": 0.03, "chapter": 0.03,
    "paper-conference": 0.01,
}  # fmt: skip
_SITES = ["BBC News", "The Guardian", "New York Times", "Le Monde", "Die Zeit", "Wikipedia", "El País", "Washington Post", "Libération", "Der Spiegel",
          "Financial Times", "Le Figaro", "The Economist", "Reuters", "Daily Mail", "La Repubblica", "The Times", "Wall Street Journal"]  # fmt: skip


def _recast(item: Item, stock: Stock, chance: random.Random) -> Item:
    """An article told as another kind of work, because the corpora have more articles than the world's lists do."""
    if item.type not in _ARTICLES:
        return item
    values = {name: item[name] for name in ("title", "author", "issued") if name in item}
    level = chance.random()
    type = next((type for type, share in _RECAST.items() if (level := level - share) < 0), "")
    if not type:
        return item
    if type == "chapter" or type == "paper-conference":
        other = chance.choice(stock.titles)
        values["container-title"] = other
        values["page"] = item.get("page")
    elif type == "webpage":
        values["URL"] = _address(stock, chance)
        if chance.random() < 0.5:
            values["container-title"] = (
                chance.choice(_SITES) if chance.random() < 0.3 else chance.choice(stock.publishers)
            )
        if chance.random() < 0.4:
            values["author"] = [Name(literal=chance.choice(_BODIES))]
        if chance.random() < 0.2:
            values.pop("issued", None)
    elif type == "article-newspaper":
        values["container-title"] = chance.choice(_SITES)
        values["issued"] = Date.on(values["issued"].year, chance.randrange(1, 13), chance.randrange(1, 29))
    return Item(item.id, type, values)


def varied(item: Item, stock: Stock, chance: random.Random) -> Item:
    """A record with a few things added, borrowed from others or left out, as the records of the world vary."""
    item = _recast(item, stock, chance)
    values = dict(item.variables)
    roll = chance.random
    journal = item.type in _ARTICLES
    if not journal and item.type not in ("webpage", "post-weblog"):
        if "publisher" in values and "publisher-place" not in values and roll() < 0.85:
            values["publisher-place"] = chance.choice(stock.places)
        elif "publisher" not in values and roll() < 0.65:
            values["publisher"] = chance.choice(stock.publishers)
            if roll() < 0.88:
                values["publisher-place"] = chance.choice(stock.places)
        if "publisher-place" in values and roll() < 0.7:
            values["publisher-place"] = stock.made.place()
        if "publisher" in values and roll() < 0.4:
            values["publisher"] = stock.made.publisher()
        if roll() < 0.1:
            values["edition"] = chance.choice(["2", "2", "3", "4", "5", "10", "Revised", "1", "12"])
        if roll() < 0.06:
            values["collection-title"] = chance.choice(stock.collections)
            if roll() < 0.7:
                values["collection-number"] = str(chance.randrange(1, 400))
    if item.type == "paper-conference" and roll() < 0.12:
        # A talk: where and when it was held, and no publisher.
        values.pop("publisher", None)
        values["publisher-place"] = stock.made.place()
    if item.type in ("chapter", "paper-conference") and "editor" not in values and roll() < 0.25:
        values["editor"] = chance.choice(stock.people)
    if item.type in ("book", "chapter") and "translator" not in values and roll() < 0.08:
        values["translator"] = chance.choice(stock.people)[:1]
    if item.type == "thesis" and ("genre" not in values or roll() < 0.7):
        values["genre"] = chance.choice(_THESES)
    if item.type == "report" and ("genre" not in values or roll() < 0.7):
        values["genre"] = chance.choice(_REPORTS)
    if roll() < 0.1 and item.type != "webpage":
        values.setdefault("URL", _address(stock, chance))
    if "URL" in values and roll() < 0.6:
        values["accessed"] = Date.on(chance.randrange(1999, 2024), chance.randrange(1, 13), chance.randrange(1, 29))
    if roll() < 0.06:
        values.setdefault(
            "DOI", f"10.{chance.randrange(1000, 9999)}/{chance.choice(stock.words)}.{chance.randrange(10**6)}"
        )
    if roll() < 0.05:
        values["note"] = chance.choice(_NOTES)
    elif roll() < 0.75:
        values.pop("note", None)
    if roll() < 0.04:
        values["medium"] = chance.choice(_MEDIA)
    if item.type == "book" and roll() < 0.03:
        values["ISBN"] = (
            f"978-{chance.randrange(10)}-{chance.randrange(100, 999)}-{chance.randrange(10**4, 10**5)}-{chance.randrange(10)}"
        )
    elif roll() < 0.9:
        values.pop("ISBN", None)
        values.pop("ISSN", None)
    if item.type in ("book", "thesis", "report") and roll() < 0.12:
        values["number-of-pages"] = chance.choice(["", "", "", "xii, ", "xv + ", "viii+"]) + str(
            chance.randrange(60, 900)
        )
    if item.type == "book" and roll() < 0.02:
        values["number-of-volumes"] = str(chance.randrange(2, 9))
    if journal and roll() < 0.55:
        title, short = chance.choice(stock.journals)
        values["container-title"] = stock.made.journal() if roll() < 0.3 else _abbreviated(title, short, chance)
    if roll() < 0.15:
        values["title"] = stock.made.title()
    if "container-title" in values and not journal and roll() < 0.12:
        values["container-title"] = stock.made.title()
    if "issued" in values and item.type == "paper-conference" and "publisher" not in values and roll() < 0.4:
        values["issued"] = _meeting(values["issued"].year, chance)
    elif "issued" in values and item.type != "article-newspaper":
        values["issued"] = _dated(values["issued"].year, journal, chance)
    for name, rate in (
        ("issue", 0.25),
        ("page", 0.06),
        ("volume", 0.04),
        ("DOI", 0.6),
        ("URL", 0.5),
        ("publisher", 0.05),
        ("issued", 0.02),
    ):
        if roll() < rate and (name != "URL" or item.type not in ("webpage", "post-weblog")):
            values.pop(name, None)
    if "publisher" in values and roll() < 0.12:
        values.pop("publisher-place", None)
    if "author" in values and roll() < (0.08 if journal else 0.18):
        values["author"] = (
            [Name(literal=chance.choice(_BODIES))] if roll() < 0.4 else _more(values["author"], stock, chance)
        )
    for role in ("author", "editor"):
        if role in values and roll() < 0.3 and all(name.family for name in values[role]):
            values[role] = stock.folk.names(min(len(values[role]), 12))
    if roll() < 0.5:
        for role in ("author", "editor"):
            if role in values:
                values[role] = [_in_full(name, stock, chance) for name in values[role]]
    if "author" in values and "editor" not in values and item.type == "book" and roll() < 0.12:
        values["editor"] = values.pop("author")
    if (issued := values.get("issued")) is not None and issued.year is not None:
        if roll() < 0.02:
            values["issued"] = Date(literal=chance.choice(_UNDATED))
        elif roll() < 0.02:
            values["issued"] = Date(Point(issued.year), Point(issued.year + 1))
    return Item(item.id, item.type, values)


def _meeting(year: int, chance: random.Random) -> Date:
    """A few days of one month."""
    month, day = chance.randrange(1, 13), chance.randrange(1, 24)
    return Date(Point(year, month, day), Point(year, month, day + chance.randrange(1, 5)))


def _dated(year: int, journal: bool, chance: random.Random) -> Date:
    """A date of that year: seldom with a month, a day, two months or a season."""
    roll = chance.random()
    month = chance.randrange(1, 12)
    if roll < 0.06:
        return Date.on(year, month, chance.randrange(1, 29))
    if roll < (0.18 if journal else 0.1):
        return Date.on(year, month)
    if journal and roll < 0.2:
        return Date.on(year, chance.randrange(21, 25))
    if journal and roll < 0.22:
        return Date(Point(year, month), Point(year, month + 1))
    return Date.on(year)


def _abbreviated(title: str, short: str, chance: random.Random) -> str:
    """A journal's title as lists have it: in full, abbreviated, or abbreviated without full stops."""
    return chance.choice([title, title, title, short, short, short.replace(".", "")])


_UNDATED = ["in press", "forthcoming", "n.d.", "s.d.", "to appear", "à paraître", "im Druck", "undated"]
_BODIES = ["World Health Organization", "UNESCO", "European Commission", "Ministère de l'Intérieur", "OECD", "U.S. Census Bureau", "Statistics Canada",
           "American Psychological Association", "Department of Health", "INSEE", "Deutsche Bundesbank", "International Labour Office", "United Nations",
           "National Research Council", "Conseil de l'Europe", "The World Bank", "Human Rights Watch", "NASA", "Institute of Medicine", "Government of Canada"]  # fmt: skip


def _in_full(name: Name, stock: Stock, chance: random.Random) -> Name:
    """A name with a given name in full where the record has initials only."""
    if name.given and ("." in name.given or name.given.isupper()):
        return attrs.evolve(name, given=chance.choice(stock.givens))
    return name


def _more(authors: Any, stock: Stock, chance: random.Random) -> list[Name]:
    people = list(authors)
    for _ in range(chance.randrange(1, 4)):
        people += chance.choice(stock.people)
    return people


def _address(stock: Stock, chance: random.Random) -> str:
    word = lambda: chance.choice(stock.words)  # noqa: E731
    host = f"{chance.choice(['www.', '', 'www.'])}{word()}{chance.choice(['', '-' + word()])}.{chance.choice(_TLDS)}"
    path = "/".join(word() for _ in range(chance.randrange(0, 4)))
    end = chance.choice(["", ".html", ".pdf", "/", f"?id={chance.randrange(10**5)}", ".php"])
    return f"{chance.choice(['http://', 'http://', 'https://', ''])}{host}/{path}{end if path else ''}"
