"""Records to format: works that do not exist, with as much and as little told of them as lists in the world tell.

What a work of each type has is a table: a variable, how often it is there, and what makes its value.
"""

# ruff: noqa: E501 - tables and lists of choices read best with one row a line

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from citelib.model import Date, Item, Name, Point
from tests.plain_text_training.abbreviations import abbreviated
from tests.plain_text_training.inventions import Inventions
from tests.plain_text_training.sources import WordNet
from tests.plain_text_training.titles import Titles

__all__ = ["Records"]

_THESES = [
    "PhD thesis",
    "Doctoral dissertation",
    "Ph.D. diss.",
    "Master's thesis",
    "Thèse de doctorat",
    "Dissertation",
    "MSc thesis",
    "Unpublished PhD dissertation",
    "Tesis doctoral",
    "Mémoire de maîtrise",
    "Ph.D. dissertation",
    "Diss.",
]
_REPORTS = [
    "Technical report",
    "Working paper",
    "Research report",
    "Tech. Rep.",
    "Discussion paper",
    "Rapport",
    "Report",
    "Technical Memorandum",
    "White paper",
    "Research memorandum",
]
_NOTES = ["in press", "to appear", "submitted", "forthcoming", "unpublished manuscript", "à paraître", "im Druck", "with an appendix", "Reprinted 1994", "in preparation", "first published 1962", "Special issue", "Unpublished", "Not published",
          "personal communication", "abstract", "reprint", "2 maps", "illustrated", "under review", "original work published 1936", "Paper presented at the annual meeting", "in Russian", "in French", "item 8210", "catalogue d'exposition", "Type: Journal Article", "mimeo"]  # fmt: skip
_MEDIA = ["Print", "Web", "CD-ROM", "online", "DVD", "Internet", "microfilm", "electronic resource"]
_TLDS = ["com", "org", "edu", "gov", "net", "fr", "de", "ac.uk", "ca", "int"]
_SITES = ["BBC News", "The Guardian", "New York Times", "Le Monde", "Die Zeit", "Wikipedia", "El País", "Washington Post", "Libération", "Der Spiegel", "Financial Times", "Le Figaro", "The Economist", "Reuters", "Daily Mail", "La Repubblica",
          "The Times", "Wall Street Journal", "Süddeutsche Zeitung", "Frankfurter Allgemeine Zeitung", "Le Temps", "Ouest-France", "USA Today", "Los Angeles Times"]  # fmt: skip
_UNDATED = ["in press", "forthcoming", "n.d.", "s.d.", "to appear", "à paraître", "im Druck", "undated"]
_EDITIONS = ["2", "2", "2", "3", "3", "4", "5", "6", "10", "Revised", "1", "12"]
_MEETINGS = ["Proceedings of the {k}th International Conference on {F}", "Proceedings of the International Symposium on {F} and {F}", "Proc. of the {k}th Annual Meeting of the {F} Society", "Proceedings of {acronym} {y}", "{acronym} {y}",
             "International Conference on {F} ({acronym})", "Proceedings of the Workshop on {F}", "{k}th European Conference on {F}", "Advances in {F}", "Actes du colloque de {place}", "Proc. {acronym}", "Proc. IEEE Int. Conf. {F}",
             "IEEE Conference on {F}", "Annual Meeting of the {F} Association", "Lecture Notes in {F}", "In {acronym}’{y2}"]  # fmt: skip
_FIELDS = "Computer Vision|Machine Learning|Physics|Education|Linguistics|Software Engineering|Robotics|Information Retrieval|Acoustics|Soil Mechanics|Nursing|Human Factors|Databases|Computational Linguistics|Remote Sensing|Signal Processing|Ecology|Control|Archaeology|Economics|Medical Imaging".split(
    "|"
)
_SERIES = ["Lecture Notes in Computer Science", "Studies in {F}", "Bibliothèque de la Pléiade", "Que sais-je ?", "Suhrkamp Taschenbuch Wissenschaft", "Cambridge Studies in {F}", "Oxford Classical Texts", "Collection {n}", "Points", "Folio", "Synthese Library",
           "Beiträge zur {F}", "{n} Series", "Collection « {F} »", "Folio Essais", "Monographs in {F}", "Pacific {F}", "Trends in {F}", "Studies and Monographs", "Series {L}"]  # fmt: skip
TYPES = {
    "article-journal": 0.5, "book": 0.2, "chapter": 0.11, "paper-conference": 0.07, "report": 0.03, "thesis": 0.03,
    "webpage": 0.035, "article-newspaper": 0.025,
}  # fmt: skip
"""How often each type is drawn, as lists have them."""

_Maker = Callable[["Records", dict[str, Any]], Any]
_COMMON: list[tuple[str, float, _Maker]] = [
    ("issued", 0.985, lambda r, _: r.date()),
    ("DOI", 0.09, lambda r, _: r.doi()),
    ("URL", 0.1, lambda r, _: r.address()),
    ("note", 0.05, lambda r, _: r.pick(_NOTES)),
    ("medium", 0.04, lambda r, _: r.pick(_MEDIA)),
]
_IMPRINT: list[tuple[str, float, _Maker]] = [
    ("publisher", 0.9, lambda r, _: r.made.publisher()),
    ("publisher-place", 0.85, lambda r, _: r.made.place()),
]
_SET: list[tuple[str, float, _Maker]] = [
    ("edition", 0.1, lambda r, _: r.pick(_EDITIONS)),
    ("collection-title", 0.09, lambda r, _: r.filled(r.pick(_SERIES))),
    ("translator", 0.06, lambda r, _: r.people(1)),
]
_MAKERS: dict[str, list[tuple[str, float, _Maker]]] = {
    "article-journal": [
        ("container-title", 1.0, lambda r, _: r.journal()), ("volume", 0.95, lambda r, _: r.volume()),
        ("issue", 0.55, lambda r, _: r.issue()), ("page", 0.94, lambda r, _: r.pages()),
    ],
    "book": [
        *_IMPRINT, *_SET, ("number-of-pages", 0.12, lambda r, _: r.total()), ("ISBN", 0.03, lambda r, _: r.isbn()),
        ("number-of-volumes", 0.02, lambda r, _: str(r.number(2, 9))), ("volume", 0.04, lambda r, _: r.volume()),
    ],
    "chapter": [
        ("container-title", 1.0, lambda r, _: r.titles.title(host=True)), ("editor", 0.7, lambda r, _: r.people()),
        ("page", 0.85, lambda r, _: r.pages()), *_IMPRINT, *_SET, ("volume", 0.06, lambda r, _: r.volume()),
    ],
    "paper-conference": [
        ("container-title", 1.0, lambda r, _: r.filled(r.pick(_MEETINGS)) if r.roll() < 0.75 else r.titles.title(host=True)),
        ("page", 0.8, lambda r, _: r.pages()), ("publisher", 0.45, lambda r, _: r.made.publisher()),
        ("publisher-place", 0.5, lambda r, _: r.made.place()), ("editor", 0.15, lambda r, _: r.people()),
        ("volume", 0.1, lambda r, _: r.volume()), ("collection-title", 0.07, lambda r, _: r.filled(r.pick(_SERIES))),
    ],
    "report": [
        ("genre", 0.8, lambda r, _: r.pick(_REPORTS)), ("number", 0.5, lambda r, _: r.code()),
        ("publisher", 0.9, lambda r, _: r.made.body() if r.roll() < 0.5 else r.made.publisher()),
        ("publisher-place", 0.6, lambda r, _: r.made.place()), ("number-of-pages", 0.1, lambda r, _: r.total()),
    ],
    "thesis": [
        ("genre", 0.9, lambda r, _: r.pick(_THESES)), ("publisher", 0.95, lambda r, _: r.made.university()),
        ("publisher-place", 0.5, lambda r, _: r.made.place()), ("number-of-pages", 0.12, lambda r, _: r.total()),
    ],
    "webpage": [("container-title", 0.5, lambda r, _: r.pick(_SITES) if r.roll() < 0.4 else r.made.publisher())],
    "article-newspaper": [
        ("container-title", 1.0, lambda r, _: r.pick(_SITES)), ("page", 0.3, lambda r, _: str(r.number(1, 40))),
    ],
}  # fmt: skip


class Records:
    """Makes records up.

    Args:
        wordnet: English words.
        chance: Where chance comes from.
    """

    def __init__(self, wordnet: WordNet, chance: random.Random) -> None:
        self.chance, self.pick, self.roll, self.number = chance, chance.choice, chance.random, chance.randrange
        self.made = Inventions(chance)
        self.titles = Titles(wordnet, self.made, chance)
        self.words = [word for word in wordnet.nouns if len(word) < 9]

    def record(self, id: str) -> Item:
        """A record of a type as lists have them."""
        type = self.chance.choices(list(TYPES), list(TYPES.values()))[0]
        values: dict[str, Any] = {"title": self.titles.title()}
        if (authors := self._authors(type)) is not None:
            values["author"] = authors
        for variable, share, make in (*_MAKERS[type], *_COMMON):
            if self.roll() < share:
                values[variable] = make(self, values)
        self._adjust(type, values)
        return Item(id, type, values)

    def _authors(self, type: str) -> list[Name] | None:
        roll = self.roll()
        if type in ("webpage", "article-newspaper", "report") and roll < 0.3:
            return [Name(literal=self.made.body())] if roll < 0.2 else None
        if roll < (0.015 if type == "article-journal" else 0.06):
            return [Name(literal=self.made.body())]
        return self.people() if roll < 0.98 else None

    def _adjust(self, type: str, values: dict[str, Any]) -> None:
        """What depends on other variables."""
        if type == "book" and self.roll() < 0.12 and "author" in values:
            values["editor"] = values.pop("author")
        if type == "webpage":
            values["URL"] = self.address()
            if self.roll() < 0.2:
                values.pop("issued", None)
        if type in ("webpage", "article-newspaper") and "issued" in values and self.roll() < 0.7:
            values["issued"] = Date.on(self.year(1995), self.number(1, 13), self.number(1, 29))
        if type == "paper-conference" and "publisher" not in values and self.roll() < 0.4:
            values["issued"] = self.meeting()
        if "collection-title" in values and self.roll() < 0.7:
            values["collection-number"] = str(self.number(1, 400))
        if "URL" in values and self.roll() < 0.6:
            values["accessed"] = Date.on(self.number(1999, 2024), self.number(1, 13), self.number(1, 29))
        if "publisher" in values and self.roll() < 0.05:
            values.pop("publisher-place", None)
        if "issued" in values and self.roll() < 0.02:
            values["issued"] = Date(literal=self.pick(_UNDATED))

    def people(self, most: int = 12) -> list[Name]:
        """Names of people who wrote something together."""
        return self.made.folk.names(min(most, self.pick([1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8, 12])))

    def journal(self) -> str:
        """A journal's title as lists have them: in full, abbreviated, or abbreviated without full stops."""
        title = self.made.journal()
        roll = self.roll()
        return title if roll < 0.55 else abbreviated(title, dots=roll < 0.85)

    def year(self, least: int = 1850) -> int:
        """A year, later ones more often."""
        return max(least, 2023 - int(self.chance.expovariate(1 / 18)))

    def date(self) -> Date:
        """A date: most often a year; seldom with a month, a day, two months or a season."""
        year, month, roll = self.year(), self.number(1, 12), self.roll()
        if roll < 0.05:
            return Date.on(year, month, self.number(1, 29))
        if roll < 0.12:
            return Date.on(year, month)
        if roll < 0.135:
            return Date.on(year, self.number(21, 25))
        if roll < 0.15:
            return Date(Point(year, month), Point(year, month + 1))
        return Date.on(year) if roll < 0.98 else Date(Point(year), Point(year + 1))

    def meeting(self) -> Date:
        """A few days of one month."""
        year, month, day = self.year(1970), self.number(1, 13), self.number(1, 24)
        return Date(Point(year, month, day), Point(year, month, day + self.number(1, 5)))

    def volume(self) -> str:
        """The number of a volume."""
        return self.pick(
            [
                str(self.number(1, 60)),
                str(self.number(1, 60)),
                str(self.number(60, 500)),
                self.pick(["IV", "XII", "3A", "B12", "II", "XXIII"]),
            ]
            if self.roll() < 0.3
            else [str(self.number(1, 130))]
        )

    def issue(self) -> str:
        """The number of an issue."""
        return (
            str(self.number(1, 13))
            if self.roll() < 0.9
            else self.pick(["1-2", "3-4", "2/3", "Suppl 1", "S1", "112", "Pt 2", "4, Part 1", "6436"])
        )

    def pages(self) -> str:
        """Pages: a range, sometimes one page or an electronic number."""
        first, roll = self.number(1, 1900 if self.roll() < 0.5 else 400), self.roll()
        if roll < 0.87:
            return f"{first}-{first + self.number(1, 45)}"
        return (
            str(first)
            if roll < 0.93
            else self.pick(
                [f"e{first}", f"{first}{first}", f"L{first}", f"S{first}-S{first + 6}", f"{first}ff", "xi-xxiv"]
            )
        )

    def total(self) -> str:
        """How many pages there are."""
        return f"{self.pick(['', '', '', 'xii, ', 'xv + ', 'viii+'])}{self.number(60, 900)}"

    def code(self) -> str:
        """A number as reports have them."""
        return self.pick(
            [
                f"{self.number(1, 999)}",
                f"{self.pick('ABCDEFGHKLMNRSTW')}{self.pick('ABCDEFGHKLMNRSTW')}-{self.number(10, 9999)}",
                f"{self.number(1, 60)}/{self.number(1, 99):02}",
                f"{self.number(1960, 2022)}-{self.number(1, 99):02}",
            ]
        )

    def isbn(self) -> str:
        """Something that looks like a book's number."""
        return f"978-{self.number(10)}-{self.number(100, 999)}-{self.number(10**4, 10**5)}-{self.number(10)}"

    def doi(self) -> str:
        """Something that looks like a DOI."""
        tail = self.pick(
            [
                f"{self.pick(self.words)}.{self.number(10**6)}",
                f"j.{self.pick(self.words)}.{self.number(1998, 2023)}.{self.number(1, 12):02}.{self.number(1, 999):03}",
                f"s{self.number(10**4, 10**5)}-{self.number(1, 30):03}-{self.number(10**4)}-{self.number(9)}",
            ]
        )
        return f"10.{self.number(1000, 9999)}/{tail}"

    def address(self) -> str:
        """The address of a page."""
        word = lambda: self.pick(self.words)  # noqa: E731
        host = f"{self.pick(['www.', '', 'www.'])}{word()}{self.pick(['', '-' + word()])}.{self.pick(_TLDS)}"
        path = "/".join(word() for _ in range(self.number(4)))
        end = self.pick(["", ".html", ".pdf", "/", f"?id={self.number(10**5)}", ".php"])
        return f"{self.pick(['http://', 'http://', 'https://', ''])}{host}/{path}{end if path else ''}"

    def filled(self, pattern: str) -> str:
        """A pattern of a meeting or a series with its places filled."""
        acronym = "".join(self.pick("ACEIMNPRST") for _ in range(self.number(3, 6)))
        return pattern.replace("{F}", self.pick(_FIELDS), 1).format(
            F=self.pick(_FIELDS), k=self.number(4, 40), acronym=acronym, y=self.year(1975), y2=f"{self.number(100):02}",
            place=self.made.city(), n=self.made.surname(), L=self.pick("ABCD"),
        )  # fmt: skip
