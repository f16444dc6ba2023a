r"""An item as the type and fields of an entry: the inverse of `citelib.formats.tex.bibtex.entries`.

>>> from citelib.model import Item
>>> compose_entry(Item("a", "webpage", title="T", URL="http://a.b/c_d"), "biblatex")
('online', {'title': 'T', 'url': 'http://a.b/c_d'})
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import quote

from citelib.formats.kit.attachments import attachments_of, write_file_field
from citelib.formats.kit.extra import kept_values
from citelib.formats.tex.bibtex import fields as tables
from citelib.formats.tex.bibtex.entries import BARE_THESIS
from citelib.formats.tex.bibtex.types import ARTICLES, BOOKS, KNOWN_TYPES, PARTS, read_type, write_subtype, write_type
from citelib.formats.tex.bibtex.values.annotations import written_annotations
from citelib.formats.tex.bibtex.values.dates import write_date
from citelib.formats.tex.bibtex.values.groups import write_groups
from citelib.formats.tex.bibtex.values.languages import is_english, write_language
from citelib.formats.tex.bibtex.values.names import write_names
from citelib.formats.tex.bibtex.values.plain import (
    DASHES,
    EPRINT_ADDRESSES,
    HAS_ADDRESS,
    PUBLISHERS,
    SITES,
    is_abbreviated,
    usual_publisher,
)
from citelib.formats.tex.bibtex.values.relations import write_relations
from citelib.formats.tex.bibtex.values.titles import protect_capitals
from citelib.formats.tex.latex import encode
from citelib.formats.tex.latex.encode import is_safe
from citelib.formats.tex.latex.tables import ESCAPES
from citelib.model import Item
from citelib.model.custom import ALIASES_KEY, CAPITALS_KEY, COLLECTIONS_KEY, remembered
from citelib.model.keywords import split_keywords
from citelib.model.vocabulary import DATE_VARIABLES, NAME_VARIABLES

__all__ = ["compose_entry"]

_FIELD_NAME = re.compile(r"[a-z][a-z0-9_+:.-]*")
_ENTRY_TYPE = re.compile(r"(?!(?:comment|preamble|string)$)[a-z][a-z0-9_-]*")
"""What may be an entry type: blocks of the other kinds hold no entry."""

_UNIQUE_FIELDS: Final = {variable: field for field, variable in tables.TEXT_FIELDS.items()}
_NAMES: Final = {variable: field for field, variable in tables.NAME_FIELDS.items()}
_ROLES: Final = {variable: role for role, variable in tables.EDITOR_ROLES.items() if variable not in _NAMES}
_PREFIXES: Final = {variable: prefix for prefix, variable in tables.DATE_FIELDS.items()}
_LONG: Final = frozenset("abstract annotation note".split())
_URL_UNSAFE = re.compile(r"[{}\\]")

Report = Callable[[str, str, str], None]


def _ignore(code: str, message: str, item: str) -> None:
    pass


def compose_entry(
    item: Item, dialect: str, *, ascii_only: bool = False, capitals: bool = True, report: Report = _ignore
) -> tuple[str, dict[str, str]]:
    """The entry type and the fields, in LaTeX, of an item.

    Args:
        item: The item.
        dialect: ``"bibtex"`` or ``"biblatex"``.
        ascii_only: Whether characters beyond ASCII are written as LaTeX commands.
        capitals: Whether names and acronyms in titles are protected although the item does not mark them up.
        report: Called with a code, a message and the item's id for what the format has no place for.
    """
    return _Composing(item, dialect, ascii_only, capitals, report).entry()


class _Composing:
    """The state of composing one entry: variables not yet written, and fields."""

    def __init__(self, item: Item, dialect: str, ascii_only: bool, capitals: bool, report: Report) -> None:
        self.item = item
        self.dialect = dialect
        self.ascii_only = ascii_only
        self.capitals = capitals
        self.report = report
        self.left: dict[str, Any] = dict(item.variables)
        self.fields: dict[str, str] = {}
        other = "bibtex" if dialect == "biblatex" else "biblatex"
        former = item.custom.get(CAPITALS_KEY)
        self.former_capitals: dict[str, str] = former if isinstance(former, dict) else {}
        self.kept: dict[str, Any] = {}
        for prefix in (other, dialect):
            self.kept |= kept_values(item, prefix)
        if remembered(dialect, "entrytype") not in item.custom:
            self.kept.pop("entrytype", None)
        self.type = self.entry_type()

    def entry_type(self) -> str:
        csl_type = self.item.type
        written = self.kept.pop("entrytype", None)
        if isinstance(written, str) and _ENTRY_TYPE.fullmatch(written):
            if written not in KNOWN_TYPES or read_type(written, None) == csl_type:
                return written
            if written == "book" and csl_type == "chapter":
                return "incollection"
            if read_type(written, csl_type) == csl_type and written != "misc":
                return written
        if csl_type == "thesis" and self.dialect == "bibtex":
            return "mastersthesis" if "master" in str(self.left.get("genre", "")).lower() else "phdthesis"
        return write_type(csl_type, self.dialect)

    # Fields

    def latex(self, text: str, name: str = "") -> str:
        if name in tables.VERBATIM:
            return _verbatim(text)
        return encode(text.strip(), ascii_only=self.ascii_only, paragraphs=name in _LONG)

    def put(self, name: str, text: Any) -> None:
        """Write a field in LaTeX, under the name that the dialect has for it."""
        if not isinstance(text, str) or not text.strip():
            return
        latex = self.latex_title(text) if name in tables.TITLE_FIELDS else self.latex(text, name)
        self.fields[self.own_name(name)] = latex

    def own_name(self, name: str) -> str:
        return tables.BIBTEX_NAMES.get(name, name) if self.dialect == "bibtex" else name

    def latex_title(self, text: str) -> str:
        text = self.former_capitals.get(text, text)
        if self.capitals and (self.dialect == "bibtex" or is_english(self.item.language)):
            text = protect_capitals(text)
        return encode(text.strip(), ascii_only=self.ascii_only, protect=True)

    def take(self, variable: str) -> str | None:
        value: str | None = self.left.pop(variable, None)
        return value

    # Parts of the work

    def entry(self) -> tuple[str, dict[str, str]]:
        self.people()
        self.titles()
        self.dates()
        self.publisher()
        self.numbers()
        self.electronic()
        self.genre()
        self.note()
        self.keywords()
        self.language()
        self.put("series", self.take("collection-title"))
        for name, text in write_relations(self.item.relations).items():
            self.fields[name] = text if name != "relations" else self.latex(text)
        if aliases := self.item.custom.get(ALIASES_KEY):
            keys = [str(key) for key in aliases if not re.search(r"[\s,{}\\\"%#]", str(key))]
            if keys:
                self.fields["ids"] = ",".join(keys)
        if groups := write_groups(self.item.custom.get(COLLECTIONS_KEY)):
            self.fields["groups"] = self.latex(groups)
        self.rest()
        self.subtype()
        return self.type, {name: value for name, value in self.fields.items() if value.strip()}

    def people(self) -> None:
        dropping = self.dialect == "biblatex"
        names = [name for variable in NAME_VARIABLES for name in self.left.get(variable, ())]
        useprefix = any(name.non_dropping_particle for name in names)
        if dropping and useprefix:
            options = self.kept.pop("options", None)
            text = f"{options},useprefix=true" if isinstance(options, str) and options else "useprefix=true"
            self.fields["options"] = _verbatim(text)
        roles = iter(("editora", "editorb", "editorc"))
        for variable in [variable for variable in self.left if variable in NAME_VARIABLES]:
            field = _NAMES.get(variable)
            role = _ROLES.get(variable) if self.dialect == "biblatex" else None
            if field is None and role is not None and (field := next(roles, None)) is not None:
                self.fields[f"{field}type"] = role
            names = self.left.pop(variable)
            text = write_names(names, self.dialect, ascii_only=self.ascii_only, useprefix=useprefix)
            self.fields[field or variable] = text
            if self.dialect == "biblatex":
                self.fields |= written_annotations(field or variable, names, ascii_only=self.ascii_only)

    def split(self, prefix: str, text: str | None) -> None:
        """Write a title; what was composed of parts is written in parts, if they are still in it."""
        if not text:
            for part in ("subtitle", "titleaddon"):
                self.kept.pop(f"{prefix}{part}", None)
            return
        for part, separator in (("titleaddon", ". "), ("subtitle", ": ")):
            kept = self.kept.pop(f"{prefix}{part}", None)
            if not isinstance(kept, str) or not text.endswith(kept):
                continue
            head = text[: len(text) - len(kept)]
            if not head and not prefix:
                self.put(part, kept)
                return
            if head.endswith(separator):
                head = head[: -len(separator)]
            elif head.endswith(" ") and head[:-1].endswith((".", "?", "!", ":", "…")):
                head = head[:-1]
            else:
                continue
            text = head
            self.put(f"{prefix}{part}", kept)
        self.put(f"{prefix}title", text)

    def titles(self) -> None:
        title, container = self.take("title"), self.take("container-title")
        if container and self.left.get("container-title-short") == container and is_abbreviated(container):
            del self.left["container-title-short"]
        kind = self.type
        volume_title = self.left.get("volume-title")
        if kind == "periodical":
            self.split("issue" if container else "", title)
            self.split("", container)
        elif kind in PARTS and container and volume_title:
            self.split("", title)
            self.split("main", container)
            self.split("book", self.take("volume-title"))
        elif container and self.prints_little():
            self.split("", title)
            self.site(container)
        elif kind in ARTICLES or (kind in ("misc", "online") and container and "journaltitle" not in self.kept):
            self.split("", title)
            self.split("journal", container)
            if kind in ARTICLES and volume_title:
                self.split("issue", self.take("volume-title"))
        elif volume_title and not container:
            self.split("main", title)
            self.split("", self.take("volume-title"))
        else:
            self.split("", title)
            self.split("book" if kind not in BOOKS else "journal", container)

    def prints_little(self) -> bool:
        """Whether the entry is one of BibTeX's ``@misc``, of which styles print little more than ``howpublished``."""
        return self.dialect == "bibtex" and self.type == "misc" and not self.kept.keys() & {"howpublished", "publisher"}

    def dates(self) -> None:
        for variable, prefix in _PREFIXES.items():
            date = self.left.pop(variable, None)
            if date is not None:
                self.fields.update(write_date(date, prefix, self.dialect, ascii_only=self.ascii_only))

    def site(self, container: str) -> None:
        """What a work is part of that has no type of its own in BibTeX, where ``@misc`` prints it."""
        self.put("howpublished", container)
        if self.item.type not in SITES and "publisher" not in self.left:
            self.split("journal", container)

    def publisher(self) -> None:
        text = self.take("publisher")
        usual = usual_publisher(self.type)
        if self.prints_little() and "howpublished" not in self.fields and self.item.type not in SITES:
            usual = "howpublished"
        kept = {name: self.kept[name] for name in PUBLISHERS if isinstance(self.kept.get(name), str)}
        for name, value in kept.items():
            if text and not HAS_ADDRESS.search(value) and value not in text.split("; ") and value != text:
                self.kept.pop(name)  # the publisher has changed since
        if text:
            for name, value in kept.items():
                if text == value:
                    text = None
                elif text and text.startswith(value + "; "):
                    text = text[len(value) + 2 :]
                elif text and text.endswith("; " + value):
                    text = text[: -len(value) - 2]
                else:
                    continue
                self.kept.pop(name, None)
                self.literals(name, value)
                if text is None:
                    break
        self.literals("publisher" if usual in self.fields else usual, text)
        self.literals("location", self.take("jurisdiction" if self.type == "patent" else "publisher-place"))

    def literals(self, name: str, text: str | None) -> None:
        """Write a list of literals: in BibLaTeX ``and`` joins its items, and those that hold the word are in braces."""
        if not text:
            return
        if self.dialect == "bibtex" or name == "howpublished":
            self.put(name, text)
            return
        items = [encode(one.strip(), ascii_only=self.ascii_only) for one in text.split("; ")]
        shown = [f"{{{one}}}" if re.search(r"\band\b", one, re.IGNORECASE) else one for one in items]
        self.fields[self.own_name(name)] = " and ".join(shown)

    def numbers(self) -> None:
        page = self.take("page")
        if page:
            if self.kept.get("eid") == page:
                self.put("eid", self.kept.pop("eid"))
            else:
                self.fields["pages"] = self.latex(DASHES.sub("–", page))
        kind = self.type
        issue = self.take("issue")
        if kind in ARTICLES:
            kept = self.kept.pop("issue", None)
            if issue and isinstance(kept, str) and (issue == kept or issue.endswith(", " + kept)):
                self.put("issue", kept)
                issue = issue.removesuffix(", " + kept)
            self.put("number", issue)
            self.put("articleno", self.take("number"))
        else:
            if issue:
                self.put("issue", issue)
            if kind in PARTS or kind in BOOKS:
                self.put("number", self.take("collection-number"))
            else:
                self.put("number", self.take("number"))

    def electronic(self) -> None:
        address = self.take("URL")
        eprint, kind = self.kept.get("eprint"), str(self.kept.get("eprinttype", "")).lower()
        if address and not (
            isinstance(eprint, str)
            and kind in EPRINT_ADDRESSES
            and address == EPRINT_ADDRESSES[kind] + re.sub(r"^arxiv:\s*", "", eprint, flags=re.IGNORECASE)
        ):
            self.fields["url"] = _address(address)
        if kind == "pubmed" and self.left.get("PMID") == eprint:
            del self.left["PMID"]
        doi = self.take("DOI")
        if doi and not (kind == "doi" and eprint == doi):
            self.fields["doi"] = _address(doi)

    def genre(self) -> None:
        genre = self.take("genre")
        if self.type in ("phdthesis", "mastersthesis"):
            usual = "PhD thesis" if self.type == "phdthesis" else "Master’s thesis"
            if genre == usual:
                return
            genre = genre or BARE_THESIS
        self.put("type", genre)

    def note(self) -> None:
        note, addendum = self.take("note"), self.kept.pop("addendum", None)
        if note and isinstance(addendum, str):
            if note == addendum:
                note = None
            elif note.endswith(addendum):
                note = note[: -len(addendum)].removesuffix(" ").removesuffix(".")
            else:
                addendum = None
            self.put("addendum", addendum)
        self.put("note", note)

    def keywords(self) -> None:
        words = [self.latex(word) for word in split_keywords(self.take("keyword") or "")]
        text = ", ".join(f"{{{word}}}" if "," in word else word for word in words)
        if text:
            self.fields["keywords"] = text

    def language(self) -> None:
        tag = self.take("language")
        if tag:
            name = write_language(tag)
            field = "langid" if self.dialect == "biblatex" or "language" in self.kept else "language"
            self.fields[field] = name or self.latex(tag)

    def rest(self) -> None:
        for variable, value in self.left.items():
            field = _UNIQUE_FIELDS.get(variable)
            if field is not None:
                self.put(field, value)
            elif variable in DATE_VARIABLES:
                self.put(variable, value.edtf() or str(value))
            elif isinstance(value, str):
                self.put(f"csl-{variable}" if variable in tables.TAKEN else variable, value)
        if files := attachments_of(self.item):
            self.put("file", write_file_field(files))
        for name, value in self.kept.items():
            if self.own_name(name) in self.fields or name in self.fields:
                continue
            if not isinstance(value, str) or not _FIELD_NAME.fullmatch(name):
                self.report("not-written", f"{name!r} of {self.item.id!r} cannot be a field", self.item.id)
                continue
            self.put(name, value)

    def subtype(self) -> None:
        """Name the CSL type if the entry type would read back as another."""
        csl_type = self.item.type
        if read_type(self.type, self.fields.get("entrysubtype"), self.fields) == csl_type:
            return
        self.fields["entrysubtype"] = write_subtype(csl_type, self.type)


def _address(text: str) -> str:
    """An address, with what could end its field written as in addresses."""
    return _URL_UNSAFE.sub(lambda match: quote(match.group()), " ".join(text.split()))


def _verbatim(text: str) -> str:
    """A value that is no LaTeX; braces and commands in it are only written as they are if they are harmless."""
    text = " ".join(text.split())
    if is_safe(text) and "\\}" not in text:
        return text
    return re.sub(r"[\\{}]", lambda match: ESCAPES[match.group()], text)
