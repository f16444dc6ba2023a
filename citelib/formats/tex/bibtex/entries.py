r"""The meaning of one entry: an `Item` made of its type and fields.

Titles are composed as BibLaTeX prints them (title: subtitle. titleaddon), and so are publishers, issues and notes; the
parts stay in `Item.custom` under their own names, so that they can be written as they were.

>>> entry = Entry("a", "book", {"title": "{DNA}", "subtitle": "A life", "address": "Ulm", "odd": "x"})
>>> item = read_item(entry, "biblatex")
>>> item.title, item.publisher_place, dict(item.custom)
('DNA: A life', 'Ulm', {'biblatex:subtitle': 'A life', 'biblatex:odd': 'x'})
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from citelib.errors import ModelError
from citelib.formats.kit.attachments import read_file_field
from citelib.formats.tex.bibtex import fields as tables
from citelib.formats.tex.bibtex.inherit import Entry
from citelib.formats.tex.bibtex.types import ARTICLES, BOOKS, KNOWN_TYPES, PARTS, read_type, write_subtype, write_type
from citelib.formats.tex.bibtex.values.annotations import annotated
from citelib.formats.tex.bibtex.values.dates import read_date, split_original
from citelib.formats.tex.bibtex.values.groups import GroupTree, read_groups
from citelib.formats.tex.bibtex.values.journals import read_journal
from citelib.formats.tex.bibtex.values.languages import is_english, is_known_language, read_language
from citelib.formats.tex.bibtex.values.names import read_names, split_list, split_outside_braces
from citelib.formats.tex.bibtex.values.plain import (
    DASHES,
    EPRINT_ADDRESSES,
    HAS_ADDRESS,
    PUBLISHERS,
    SITES,
    is_abbreviated,
    plain_doi,
    usual_publisher,
    verbatim,
)
from citelib.formats.tex.bibtex.values.relations import RELATION_FIELDS, read_relations
from citelib.formats.tex.bibtex.values.titles import Casing, read_title
from citelib.formats.tex.latex import decode, encode
from citelib.model import Date, Item
from citelib.model.custom import ALIASES_KEY, ATTACHMENTS_KEY, CAPITALS_KEY, COLLECTIONS_KEY, remembered
from citelib.model.keywords import join_keywords
from citelib.model.vocabulary import DATE_VARIABLES, NAME_VARIABLES, VARIABLES

__all__ = ["BARE_THESIS", "compose", "read_item"]

_VARIANT = re.compile(r"\s*variant\s*=\s*([a-z]+)\s*")
_URL_COMMAND = re.compile(r"\s*\{?\\(?:url|href)\s*\{([^{}]*)\}.*\}?\s*", re.DOTALL)
_WEB = re.compile(r"(?:https?|ftp)://\S+")
_ANONYMOUS = re.compile(r"\s*\{?\[\s*(?:anonymous|anon\.?|s\. ?n\.|author unknown|no author)\s*\]\}?\s*", re.IGNORECASE)
_USEPREFIX = re.compile(r"(?:^|,)\s*useprefix\s*(?:=\s*(true|false))?\s*(?=,|$)", re.IGNORECASE)
_TRAILING: Final = (".", "?", "!", ":", "…")

SENTENCE: Final = Casing()
KEPT: Final = Casing(keep=True)
NO_GROUPS: Final = GroupTree()

Report = Callable[[Entry, str, str], None]


def compose(texts: list[tuple[str, str | None]]) -> str | None:
    """Texts joined, each with the separator before it; after closing punctuation a separator is only a space."""
    whole = ""
    for separator, text in texts:
        if not text:
            continue
        if whole:
            whole += (" " if whole.endswith(_TRAILING) and separator[0] in ".:" else separator) + text
        else:
            whole = text
    return whole or None


class _Reading:
    """The state of reading one entry: the fields not yet understood."""

    def __init__(self, entry: Entry, dialect: str, casing: Casing, report: Report) -> None:
        self.entry = entry
        self.type = entry.type
        self.subtype = entry.fields.get("entrysubtype", "").strip().lower()
        self.dialect = dialect
        # An entry dated in BibTeX's way was written for it: there the «and» of a publisher is a word of its name.
        self.is_of_bibtex = "year" in entry.fields and "date" not in entry.fields
        self.report = report
        self.left: dict[str, str] = {}
        for name, value in entry.fields.items():
            alias = tables.FIELD_ALIASES.get(name)
            if alias is not None and alias not in entry.fields:
                self.left.setdefault(alias, value)
            else:
                self.left[name] = value
        if "address" in self.left:  # beside a location, which then is that of the event
            location = self.left.pop("location")
            self.left["location"] = self.left.pop("address")
            if location != self.left["location"]:
                self.left.setdefault("venue", location)
        self.variables: dict[str, Any] = {}
        self.custom: dict[str, Any] = {}
        self.language = self.read_language()
        self.casing = casing if is_english(self.language) else KEPT
        self.capitals: dict[str, str] = {}

    # Fields

    def text(self, name: str) -> str | None:
        """Take a field's text."""
        latex = self.left.pop(name, None)
        return self.decoded(name, latex) if latex is not None else None

    def decoded(self, name: str, latex: str) -> str | None:
        if name in tables.VERBATIM:
            return verbatim(latex) or None
        if name in tables.TITLE_FIELDS:
            return self.cased(name, latex) or None
        return decode(latex, paragraphs=name in _LONG) or None

    def cased(self, name: str, latex: str) -> str:
        """The text of a title; the capitals that it has in the file, if they are others, are remembered."""
        if name in tables.NAMES_OF_THINGS.get(self.type, tables.NAMES_OF_ANYTHING):
            return read_title(latex)
        text, kept = self.casing.read(latex, self.entry.fields.get("abstract", ""))
        if text != kept:
            self.capitals[text] = kept
        return text

    def kept(self, name: str) -> str | None:
        """Take a field's text and keep it in `custom` too."""
        if name not in self.left:
            return None
        text = self.text(name)
        if text is not None:
            self.custom[remembered(self.dialect, name)] = text
        return text

    def literals(self, name: str) -> str | None:
        """Take a list of literals, which BibTeX does not have; several are joined by semicolons."""
        latex = self.left.get(name)
        is_list = self.dialect == "biblatex" and (name == "location" or (name in PUBLISHERS and not self.is_of_bibtex))
        if latex is None or not is_list or name == "howpublished":
            return self.text(name)
        del self.left[name]
        return "; ".join(text for item in split_list(latex) if (text := decode(item))) or None

    def put(self, variable: str, value: Any) -> None:
        if value:
            self.variables.setdefault(variable, value)

    # Parts of the work

    def read_language(self) -> str | None:
        langid, language = self.left.get("langid"), self.left.get("language")
        name = langid or language
        if not name:
            return None
        self.left.pop("langid" if langid else "language", None)
        if (variant := _VARIANT.fullmatch(self.left.get("langidopts", ""))) and is_known_language(variant[1]):
            del self.left["langidopts"]
            name = variant[1]
        return read_language(decode(name))

    def title(self, prefix: str, variable: str) -> None:
        """Compose a title with its subtitle and addition."""
        main = self.text(f"{prefix}title")
        if main is None and prefix not in ("", "journal"):
            return
        sub, addon = self.kept(f"{prefix}subtitle"), self.kept(f"{prefix}titleaddon")
        self.put(variable, compose([("", main), (": ", sub), (". ", addon)]))

    def journal(self) -> None:
        """The journal that a macro of astronomers' styles stands for."""
        found = read_journal(self.left["journaltitle"]) if "\\" in self.left.get("journaltitle", "") else None
        if found is not None:
            title, short = found
            self.left["journaltitle"] = encode(title)
            if short != title:
                self.left.setdefault("shortjournal", encode(short))

    def titles(self) -> None:
        kind = self.type
        has_main = bool(self.left.get("maintitle", "").strip())
        if kind == "periodical" and "journaltitle" not in self.left:
            if "issuetitle" in self.left:
                self.title("", "container-title")
                self.title("issue", "title")
        elif kind in ARTICLES or "journaltitle" in self.left:
            self.title("journal", "container-title")
        if kind in PARTS and has_main:
            self.title("main", "container-title")
            self.title("book", "volume-title")
        elif has_main:
            self.title("main", "title")
            self.title("", "volume-title")
        if "booktitle" in self.left and (kind in PARTS or "container-title" not in self.variables):
            if kind in BOOKS and not self.is_part():
                self.left.pop("booktitle")
            elif kind not in BOOKS:
                self.title("book", "container-title")
        self.title("", "title")
        if self.variables.get("volume-title") == self.variables.get("container-title"):
            self.variables.pop("volume-title", None)
        if kind != "periodical" and "issuetitle" in self.left and "volume-title" not in self.variables:
            self.title("issue", "volume-title")

    def is_part(self) -> bool:
        """Whether a book's ``booktitle`` is that of another book; often it repeats the title, for its parts."""
        book = self.left.get("booktitle")
        return book is not None and _bare(book) != _bare(self.left.get("title", book))

    def people(self) -> None:
        dropping = self.dialect == "biblatex"
        options = self.left.get("options")
        if options is not None and (match := _USEPREFIX.search(options)):
            dropping = (match[1] or "true").lower() == "false"
            rest = _USEPREFIX.sub("", options).strip(" ,")
            if rest:
                self.left["options"] = rest
            else:
                del self.left["options"]
        for role in ("editor", "editora", "editorb", "editorc"):
            if role not in self.left:
                continue
            word = decode(self.left.get(f"{role}type", "editor" if role == "editor" else "")).lower()
            variable = tables.EDITOR_ROLES.get(word)
            if variable is not None and variable not in self.variables:
                self.names(role, variable, dropping)
                self.left.pop(f"{role}type", None)
        for field, variable in tables.NAME_FIELDS.items():
            if field in self.left and variable not in self.variables:
                self.names(field, variable, dropping)
        for name in [name for name in self.left if name in NAME_VARIABLES and name not in self.variables]:
            self.names(name, name, dropping)

    def names(self, field: str, variable: str, dropping: bool) -> None:
        latex = self.left.pop(field)
        if _ANONYMOUS.fullmatch(latex):  # a catalogue says in brackets that nobody is named
            self.custom[remembered(self.dialect, field)] = decode(latex)
            return
        names, empty = read_names(latex, dropping, self.complain)
        if empty and latex.strip():
            self.report(self.entry, "empty-name", f"an empty name in {field} is left out")
        if names:
            self.variables[variable] = annotated(field, names, self.left)
        elif text := decode(latex):
            self.custom[remembered(self.dialect, field)] = text

    def complain(self, code: str, message: str) -> None:
        self.report(self.entry, code, message)

    def dates(self) -> None:
        left = self.left
        for name in ("date", "year"):
            years = split_original(left[name]) if "[" in left.get(name, "") else None
            if years is not None and left.get("origdate", years[1]).strip() == years[1]:
                left[name], left["origdate"] = years
        for prefix, variable in tables.DATE_FIELDS.items():
            if f"{prefix}date" not in left and f"{prefix}year" not in left:
                continue
            date, used = read_date(self.left, prefix)
            if date is None:
                continue
            self.variables[variable] = date
            for name in used & self.left.keys():
                del self.left[name]
        if "day" in self.left and "month" not in self.left and "issued" in self.variables:
            issued = self.variables["issued"]
            if issued.start is not None and len(issued.date_parts[0]) == 3:
                del self.left["day"]

    def site(self) -> None:
        """In BibTeX, whose ``@misc`` prints nothing else, ``howpublished`` holds what a page or a post is part of."""
        howpublished = self.left.get("howpublished", "").strip()
        if self.dialect != "bibtex" or self.type != "misc" or not howpublished or HAS_ADDRESS.search(howpublished):
            return
        if self.left.get("journaltitle", "").strip() == howpublished:
            del self.left["howpublished"]
        elif "container-title" not in self.variables and ("publisher" in self.left or self.subtype in SITES):
            self.put("container-title", self.text("howpublished"))

    def publisher(self) -> None:
        howpublished = self.left.get("howpublished")
        if howpublished is not None and "url" not in self.left:
            match = _URL_COMMAND.fullmatch(howpublished) or _WEB.fullmatch(howpublished.strip())
            if match:
                self.left["url"] = match[1] if match.re is _URL_COMMAND else match.group()
                del self.left["howpublished"]
        texts: list[tuple[str, str | None]] = []
        names = [name for name in PUBLISHERS if self.left.get(name, "").strip()]
        usual = usual_publisher(self.entry.type)
        for name in names:
            if name == "howpublished" and HAS_ADDRESS.search(self.left[name]):
                self.kept(name)
                continue
            text = self.literals(name)
            if text is not None and ("; ", text) not in texts:
                texts.append(("; ", text))
                if len(names) > 1 or name != usual:
                    self.custom[remembered(self.dialect, name)] = text
        self.put("publisher", compose(texts))
        if self.type == "patent":
            place = self.literals("location")
            self.put("jurisdiction", "; ".join(_string(one) for one in place.split("; ")) if place else None)
        else:
            self.put("publisher-place", self.literals("location"))

    def numbers(self) -> None:
        kind = self.type
        pages = self.text("pages")
        if pages and pages.strip("-–—? "):
            self.put("page", DASHES.sub("–", pages))
        elif "eid" in self.left and kind in ARTICLES | PARTS:
            self.put("page", self.kept("eid"))
        if kind in ARTICLES and "articleno" in self.left:
            # ACM's word for the number of an article that has no pages of its own in the issue.
            self.put("number", self.text("articleno"))
        if kind not in ARTICLES and "numpages" in self.left:
            # Publishers' word for the length of a book; of an article its pages say it.
            self.left.setdefault("pagetotal", self.left.pop("numpages"))
        number = self.text("number")
        if kind in ARTICLES:
            issue = self.text("issue")
            if issue and number:
                self.custom[remembered(self.dialect, "issue")] = issue
            self.put("issue", compose([("", number), (", ", issue if issue != number else None)]))
        else:
            if kind in PARTS or kind in BOOKS:
                self.put("collection-number", number)
            else:
                self.put("number", number)
            self.put("issue", self.text("issue"))

    def electronic(self) -> None:
        left = self.left
        if "doi" in left:
            self.put("DOI", plain_doi(verbatim(left.pop("doi"))))
        if "url" in left:
            address = left.pop("url")
            match = _URL_COMMAND.fullmatch(address)
            self.put("URL", verbatim(match[1] if match else address).replace("{", "").replace("}", ""))
        eprint = left.get("eprint", "").strip()
        kind = decode(left.get("eprinttype", "")).strip().lower()
        for name in tables.KEPT_FIELDS:
            self.kept(name)
        if not eprint or not kind:
            return
        text = verbatim(eprint)
        if kind == "pubmed":
            self.put("PMID", text)
        if kind == "doi":
            self.put("DOI", plain_doi(text))
        elif kind in EPRINT_ADDRESSES:
            if kind == "arxiv":
                text = re.sub(r"^arxiv:\s*", "", text, flags=re.IGNORECASE)
            self.put("URL", EPRINT_ADDRESSES[kind] + text)

    def genre(self) -> None:
        given = self.text("type")
        if given:
            if self.entry.type not in _GENRES or given != BARE_THESIS:
                self.put("genre", _string(given))
        elif self.entry.type in _GENRES:
            self.put("genre", _GENRES[self.entry.type])

    def keywords(self) -> None:
        """A list between semicolons, or else between commas; braces keep the commas of a keyword."""
        latex = self.left.pop("keywords", None)
        if latex is not None:
            parts = split_outside_braces(latex, ";" if ";" in latex else ",")
            self.put("keyword", join_keywords(word for part in parts if (word := decode(part))))

    def note(self) -> None:
        note = self.text("note")
        addendum = self.kept("addendum")
        self.put("note", compose([("", note), (". ", addendum)]))

    def rest(self) -> None:
        """Fields that fill one variable each; all others are kept."""
        for name in list(self.left):
            variable = tables.TEXT_FIELDS.get(name)
            if variable is not None and variable not in self.variables:
                text = self.text(name)
                self.put(variable, _string(text) if text and name == "pubstate" else text)
            elif name[:4] == "csl-" and name[4:] in tables.TAKEN:
                self.put(name[4:], self.text(name))
            elif name in _OWN_VARIABLES and name not in self.variables and (text := self.text(name)):
                self.put(name, Date.parse(text) if name in DATE_VARIABLES else text)
        for name, latex in self.left.items():
            text = self.decoded(name, latex)
            if text is None or name in self.entry.inherited:
                continue
            if name == "file" and (files := read_file_field(text)):
                self.custom[ATTACHMENTS_KEY] = files
            else:
                self.custom[remembered(self.dialect, name)] = text


_LONG: Final = frozenset("abstract annotation note".split())
_OWN_VARIABLES: Final = VARIABLES.keys() - tables.OTHERWISE_MEANT
BARE_THESIS: Final = "Thesis"
"""The ``type`` of a thesis of which nothing else is known, where the entry type alone would say more."""

_GENRES: Final = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis"}


def _bare(latex: str) -> str:
    return re.sub(r"[{}\s]+", " ", latex).strip().casefold()


def _string(text: str) -> str:
    """A localisation key spelt out."""
    return tables.STRINGS.get(text.strip().lower(), text)


def _ignore(entry: Entry, code: str, message: str) -> None:
    pass


def read_item(
    entry: Entry,
    dialect: str,
    *,
    id: str | None = None,
    casing: Casing = SENTENCE,
    groups: GroupTree = NO_GROUPS,
    report: Report = _ignore,
) -> Item:
    """The item that an entry describes.

    Args:
        entry: The entry, with what it inherits.
        dialect: ``"bibtex"`` or ``"biblatex"``; prefix of the names in `Item.custom`, and in BibTeX particles are not
            dropped.
        id: The item's id, if it is not the key.
        casing: How the capitals of titles are read.
        groups: How the groups of the file are nested.
        report: Called with the entry, a code and a message for what is suspicious.
    """
    reading = _Reading(entry, dialect, casing, report)
    left, custom = reading.left, reading.custom
    subtype = left.get("entrysubtype")
    csl_type = read_type(entry.type, subtype, left)
    if subtype is not None and csl_type != read_type(entry.type, None, left):
        if subtype.strip().lower() in (csl_type, write_subtype(csl_type, entry.type)):
            del left["entrysubtype"]
    elif entry.type == "book" and reading.is_part():
        csl_type, reading.type = "chapter", "inbook"
    if entry.type not in KNOWN_TYPES:
        report(entry, "unknown-type", f"the entry type {entry.type!r} is not known")
    if write_type(csl_type, dialect) != entry.type:
        custom[remembered(dialect, "entrytype")] = entry.type
    if collections := read_groups(entry.key, left, groups):
        custom[COLLECTIONS_KEY] = collections
    if "ids" in left:
        custom[ALIASES_KEY] = [one.strip() for one in left.pop("ids").split(",") if one.strip()]
    relations, faults = _relations(left)
    for fault in faults:
        report(entry, "unknown-relation", fault)
    reading.people()
    reading.site()
    reading.journal()
    reading.titles()
    reading.put("language", reading.language)
    reading.dates()
    reading.publisher()
    reading.numbers()
    reading.electronic()
    reading.genre()
    reading.note()
    reading.keywords()
    reading.put("collection-title", _series(reading))
    reading.rest()
    journal = reading.variables.get("container-title")
    if journal and entry.type in ARTICLES and "." in journal and is_abbreviated(journal):
        reading.put("container-title-short", journal)
    if reading.capitals:
        custom[CAPITALS_KEY] = reading.capitals
    key = id or entry.key
    try:
        return Item(key, csl_type, reading.variables, relations=relations, custom=custom)
    except ModelError as error:  # never known to happen; the entry is kept even so
        report(entry, "unfit-value", str(error))
        return Item(key, csl_type, custom={remembered(dialect, name): value for name, value in entry.fields.items()})


def _series(reading: _Reading) -> str | None:
    text = reading.text("series")
    return _string(text) if text else None


def _relations(left: dict[str, str]) -> tuple[Any, list[str]]:
    if not any(name in left for name in RELATION_FIELDS):
        return (), []
    texts: dict[str, str] = {
        name: (decode(left[name]) if name == "relations" else left[name]) for name in RELATION_FIELDS if name in left
    }
    before = set(texts)
    relations, faults = read_relations(texts)
    for name in before - texts.keys():
        del left[name]
    return relations, faults
