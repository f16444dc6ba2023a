"""Items as they are printed: without what is empty, and with what their notes say.

Exporters write names without a name, dates without a date and white space around everything. For whoever reads the
reference, none of that exists: the title moves up, «n.d.» appears. It is taken off here, once for each item, so that
no element of a style has to ask.

Lines such as ``original-date: 1923`` or ``editor: Roe || Ann`` at the beginning of a note stand for the variables that
they name, as Zotero, pandoc and citeproc-js read them. The item itself keeps its note.

Exporters put the number that a work has in PubMed or the Web of Science where archives have their boxes and shelves. No
manual asks for it, and it is not printed.

>>> from citelib.model import Date, Item, Name
>>> printable(Item("a", "book", title="T", author=[Name(family="")], issued=Date(literal=" "), note="volume: 3"))
Item('a', 'book', title='T', volume='3')
"""

from __future__ import annotations

import re
from typing import Any, Final

import attrs

from citelib.csl.options import SHORT_FORMS, Options
from citelib.errors import ModelError
from citelib.model import Date, Item, Name
from citelib.model.custom import BESIDE_NAME
from citelib.model.numbers import edition_number
from citelib.model.said_in_notes import STAGE, version_note, web_note
from citelib.model.vocabulary import ITEM_TYPES, VARIABLES

__all__ = ["abbreviated", "printable"]

_NOTE_LINE: Final = re.compile(r"([-_a-z]+|[A-Z]+): *(\S.*)")
_BRACED: Final = re.compile(r"\{:((?:[-_a-z]+|[A-Z]+):[^{}]+)\}")
_INDEX: Final = re.compile(
    r"(?:Pub)?MED(?:LINE)?|MEDLINE (?:Complete|ALL|with Full Text|\(R\)).*|(?:Ovid|Europe PMC|EBSCO(?:host)?|OVID)\b.*"
    r"|NLM|PubMed-not-MEDLINE|Embase|Scopus|(?:ISI )?Web of (?:Science|Knowledge)\b.*|WOS|Science Citation Index\b.*"
    r"|CINAHL\b.*|(?:APA )?PsycINFO|Inspec|Compendex|Rayyan|AMED|EconLit|SocINDEX\b.*|Global Health|CAB Abstracts"
    r"|(?:Academic Search|Business Source)\b.*|GreenFILE|Google Scholar|Dimensions|Lens(?:\.org)?|OpenAlex|Crossref"
    r"|WorldCat|DBLP|zbMATH|MathSciNet"
    r"|(?-i:[a-z]{1,2}\d[a-z]|[a-z]{2}h|cin20|ccm|cmedm|eric|psyh|edb|eds[a-z]{2,5}|mdc|nrc)",
    re.IGNORECASE,
)
"""Indexes of literature by name or EBSCO's code, which hold no works; JSTOR, ProQuest and arXiv do, and are named."""
_INDEX_NUMBER: Final = re.compile(
    r"(?:WOS|ISI|BCI|MEDLINE|CCC|KJD|RSCI|SCIELO|INSPEC|PPRN):\S+|2-s2\.0-\d+|rayyan-\d+|L?\d{6,10}", re.IGNORECASE
)
_PUBLISHED: Final = ("article-journal", "book", "chapter", "paper-conference", "review")
_NAME_PARTS: Final = ("family", "given", "suffix", "dropping_particle", "non_dropping_particle", "literal")


def printable(item: Item) -> Item:
    """The item as it is printed, which is usually the item itself."""
    changes: dict[str, Any] = {}
    for variable, value in item.variables.items():
        kind = type(value)
        if kind is str:
            if not value or value.isspace():
                changes[variable] = None
        elif kind is tuple:
            for name in value:
                if not _is_plain(name):
                    changes[variable] = _printable_names(value)
                    break
        elif value.start is None:
            changes[variable] = _printable_date(value)
    edition = item.variables.get("edition")
    if edition and edition.isalpha() and (number := edition_number(edition)) is not None:
        changes["edition"] = str(number)  # BibTeX asks for the word
    if "archive" in item.variables or "archive_location" in item.variables:
        changes.update(dict.fromkeys(_of_an_index(item)))
    note = item.variables.get("note")
    item_type = item.type
    if note:
        if ":" in note:
            item_type = _read_note(note, item, changes)
        item_type = _read_sentence(changes.get("note", note) or "", item, item_type, changes)
    if not changes and item_type == item.type:
        return item
    return Item(item.id, item_type, {**item.variables, **changes}, relations=item.relations, custom=item.custom)


def _of_an_index(item: Item) -> tuple[str, ...]:
    """The variables that hold nothing but a work's number in an index of literature."""
    archive, location = (str(item.variables.get(name) or "") for name in ("archive", "archive_location"))
    if archive and _INDEX.fullmatch(archive.strip()):
        return "archive", "archive_location"
    is_number = not archive and item.type in _PUBLISHED and _INDEX_NUMBER.fullmatch(location.strip())
    return ("archive_location",) if is_number else ()


def abbreviated(item: Item, options: Options) -> Item:
    """The item with short forms where it brings none of its own."""
    short = {
        form: found
        for variable, form in SHORT_FORMS.items()
        if form not in item.variables
        and (text := item.variables.get(variable)) is not None
        and (found := options.abbreviation(variable, text)) is not None
    }
    if not short:
        return item
    return Item(item.id, item.type, {**item.variables, **short}, relations=item.relations, custom=item.custom)


def _is_plain(name: Name) -> bool:
    """Whether a name needs no change; true of nearly all, and cheap to check."""
    family, given = name.family, name.given
    if not family or (given is not None and (not given or given[0].isspace() or given[-1].isspace())):
        return False
    return not (family[0].isspace() or family[-1].isspace()) and name.literal is None and name.custom is None


def _printable_names(names: tuple[Name, ...]) -> tuple[Name, ...] | None:
    return tuple([shown for name in names if (shown := _printable_name(name)) is not None]) or None


def _printable_name(name: Name) -> Name | None:
    """The name with trimmed parts and without a format's further data on the person; None if nothing is left."""
    parts: dict[str, Any] = {part: (getattr(name, part) or "").strip() or None for part in _NAME_PARTS}
    if not (parts["family"] or parts["given"] or parts["literal"]):
        return None
    if parts["literal"] is None and not parts["given"] and _is_institution(name):
        parts["literal"], parts["family"] = parts["family"], None
    beside = name.custom.get(BESIDE_NAME) if name.custom else None
    return attrs.evolve(name, **parts, custom={BESIDE_NAME: beside} if beside else None)


def _is_institution(name: Name) -> bool:
    """Whether the name carries the mark that Juris-M sets for institutions."""
    flag = name.custom.get("isInstitution") if name.custom else None
    return flag not in (None, False, 0, "", "0", "false")


def _printable_date(date: Date) -> Date | None:
    """The date that a text is, the text itself, or None for an empty one."""
    literal, raw, season = ((text or "").strip() or None for text in (date.literal, date.raw, date.season))
    if literal is None and raw is not None:
        read = Date.parse(raw)
        if read.start is not None:
            return read
    return Date(literal=literal, raw=raw, season=season) if literal or raw or season else None


def _read_note(note: str, item: Item, changes: dict[str, Any]) -> str:
    """Add the variables that a note sets to the changes; returns the type that it sets, or the item's own.

    They stand in front; one line of text may precede them. Dates replace those of the item, since reference managers
    have a field for one kind only; everything else only fills what is empty.
    """
    item_type = item.type
    names: dict[str, list[Name]] = {}
    rest: list[str] = []
    lines = _BRACED.sub(r"\n\1\n", note).split("\n")
    for number, line in enumerate(lines):
        match = _NOTE_LINE.fullmatch(line.strip())
        if match is None:
            rest.append(line)
            if line.strip() and number:
                rest += lines[number + 1 :]
                break
            continue
        variable, value = match[1], match[2].strip()
        kind = VARIABLES.get(variable)
        has_own = variable in item.variables and changes.get(variable, "") is not None
        if variable == "type" and value in ITEM_TYPES:
            item_type = value
        elif kind == "date" and (date := _read_date(value)) is not None:
            changes[variable] = date
        elif kind is None or kind == "date" or has_own:
            rest.append(line)
        elif kind == "name":
            family, _, given = (part.strip() for part in value.partition("||"))
            names.setdefault(variable, []).append(Name(family, given) if given else Name(literal=family))
        else:
            changes[variable] = value
    changes.update({variable: tuple(found) for variable, found in names.items()})
    left = "\n".join(rest).strip()
    if left != note.strip():
        changes["note"] = left or None
    return item_type


def _read_sentence(note: str, item: Item, item_type: str, changes: dict[str, Any]) -> str:
    """Move the text of a note to the field where it belongs, if it holds nothing else; returns the type of the work."""
    variables = item.variables
    if STAGE.fullmatch(note):
        if not variables.keys() & {"issued", "status"}:
            changes["status"] = note.rstrip(".")
    elif (version := version_note(note)) is not None:
        if "version" not in variables and item_type in _MAY_BE_SOFTWARE:
            changes.update(version=version[1], genre=variables.get("genre") or version[0], note=None)
            return "software"
    elif (found := web_note(note)) is not None:
        url, accessed = found
        if not url or "URL" not in variables or variables["URL"] == url:
            changes.update(note=None, URL=variables.get("URL") or url, accessed=variables.get("accessed") or accessed)
    return item_type


_MAY_BE_SOFTWARE: Final = frozenset(("book", "document", "software", "webpage"))
"""Types under which programs are found, most of them from a ``@manual`` or ``@misc``."""


def _read_date(text: str) -> Date | None:
    try:
        date = Date.parse(text)
    except ModelError:
        return None
    return date if date.start is not None else None
