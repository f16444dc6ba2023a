"""Writing simple Dublin Core with DCMI terms."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from citelib.formats.catalogues.dublin_core.statements import read_people, read_source, read_statement
from citelib.formats.catalogues.dublin_core.tables import OURS, WORDS_OF_TYPES, known_type
from citelib.formats.format import Writing
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import kept_lines
from citelib.formats.kit.fields import as_doi, isbns, issns, web_address
from citelib.formats.kit.lines import is_line, without_control
from citelib.formats.kit.names import write_name
from citelib.formats.kit.names.affiliations import affiliations
from citelib.formats.kit.written import WrittenDraft
from citelib.formats.xml.writing import declare, element, prefixed, write_xml
from citelib.model import Item, Name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["write"]

_OUT: Final = (
    ("title", "dc:title"), ("abstract", "dcterms:abstract"), ("publisher", "dc:publisher"), ("language", "dc:language"),
    ("license", "dc:rights"), ("container-title", "dc:source"), ("title-short", "dcterms:alternative"),
    ("medium", "dcterms:medium"), ("dimensions", "dcterms:extent"),
)  # fmt: skip
_NAMESPACES: Final = {"dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/"}


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield records of Dublin Core.

    Args:
        items: Items.
    """
    spaces = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in _NAMESPACES.items())
    return write_xml(f"<records{spaces}>", (_element(item) for item in items), "</records>")


_make: Final = prefixed(_NAMESPACES)


def _element(item: Item) -> Element | None:
    rest = WrittenDraft(item)
    content: list[Element | None] = []
    issue = _issue(item)
    if issue and _takes(rest, issue):
        content.append(_make("dc:source", issue))
    for variable, name in _OUT:
        if variable == "container-title" and variable not in rest.left():
            continue
        again = functools.partial(_again, item.type, name.partition(":")[2])
        if variable == "abstract":
            value = "\n".join(rest.take_lines(variable, again)) or None
        else:
            value = rest.take(variable, again) if variable == "title" else rest.take_exact(variable, again)
        content.append(_make(name, value))
    for variable, name in (("author", "dc:creator"), ("contributor", "dc:contributor")):
        content += [_make(name, text) for text in rest.take_names(variable, _written, _read_written)]
    if date := rest.take_date("issued"):
        content.append(_make("dc:date", date))
    content += [_make("dc:subject", word) for word in rest.take_keywords()]
    word = WORDS_OF_TYPES.get(item.type, "Text")
    content.append(_make("dc:type", word))
    if doi := rest.take_exact("DOI", as_doi):
        content.append(_make("dc:identifier", f"doi:{doi}"))
    content += [_make("dc:identifier", f"ISBN {one}") for one in (rest.take_exact("ISBN", isbns) or "").split()]
    content += [_make("dc:identifier", f"ISSN {one}") for one in (rest.take_exact("ISSN", issns) or "").split()]
    if url := rest.take_exact("URL", web_address):
        content.append(_make("dc:identifier", url))
    lines = [f"id: {item.id}", *rest.lines(known_type(word)), *kept_lines(item, "dc")]
    content += [_make("dc:description", f"{OURS}{line}") for line in lines]
    node = element("dc", content)
    return None if node is None else declare(node, _NAMESPACES)


def _issue(item: Item) -> str:
    """Journal, volume, issue and pages as OJS writes a source, or nothing."""
    parts = [f"{label} {item.get(name)}" for label, name in (("Vol.", "volume"), ("No.", "issue")) if item.get(name)]
    title = item.get("container-title")
    return "; ".join(filter(None, (title, " ".join(parts), item.get("page")))) if title and parts else ""


def _takes(rest: WrittenDraft, source: str) -> bool:
    """Whether the reader gives back what a source says; if so, it counts as written."""
    draft = Draft("dc")
    if not is_line(source) or not read_source(draft, source):
        return False
    if any(rest.item.get(name) != value for name, value in draft.variables.items()):
        return False
    rest.mark(draft.variables)
    return True


def _again(kind: str, name: str, value: str) -> str | None:
    """The value of the one variable that the reader makes of a statement, or None."""
    draft = Draft("dc")
    draft.type = kind
    if not value.startswith(OURS):
        read_statement(draft, name, value)
    found = next(iter(draft.variables.values()), None)
    return found if len(draft.variables) == 1 and not draft.custom and isinstance(found, str) else None


def _written(name: Name) -> str | None:
    """A name and its affiliations; dates of life and ORCIDs have no place."""
    plain = without_control(write_name(name))
    text = "; ".join([plain, *affiliations(name)])
    return (text if len(read_people(text)) == 1 else plain) or None


def _read_written(text: str) -> Name | None:
    found = read_people(text)
    return found[0] if len(found) == 1 else None
