r"""Which formats there are, and which one is meant by a name, a file name or a text.

The built-in table has one line a format; a format's module is imported when it is first asked for. Other packages add
formats through the entry points of the group ``citelib.formats``, whose objects are `Format`; they are consulted only
for what the built-in table does not know.

>>> find("csl-json").title
'CSL-JSON'
>>> recognise("TY  - BOOK\nER  - \n").name
'ris'
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import PurePath
from typing import Final

from citelib.errors import ReadError, UnknownNameError
from citelib.formats.format import Format
from citelib.model.vocabulary import near_matches

__all__ = ["BUILT_IN", "ENDINGS", "ENTRY_POINTS", "find", "for_path", "formats", "recognise"]

ENTRY_POINTS: Final = "citelib.formats"
"""Group of the entry points by which other packages add formats."""

BUILT_IN: Final[dict[str, str]] = {
    "bibtex": "tex.bibtex:BIBTEX",
    "biblatex": "tex.bibtex:BIBLATEX",
    "bib.txt": "tex.bibtex.bib_txt:BIB_TXT",
    "csl-jsonl": "json_yaml.csl_json:CSL_JSON_LINES",
    "csl-json": "json_yaml.csl_json:CSL_JSON",
    "csl-yaml": "json_yaml.csl_yaml:CSL_YAML",
    "ris": "tagged.ris:RIS",
    "medline-nbib": "tagged.nbib:NBIB",
    "refer": "tagged.refer:REFER",
    "wos-tagged": "tagged.wos:WOS",
    "refworks-tagged": "tagged.refworks:REFWORKS",
    "ovid-tagged": "tagged.ovid:OVID",
    "endnote-xml": "xml.endnote_xml:ENDNOTE_XML",
    "pubmed-xml": "xml.pubmed_xml:PUBMED_XML",
    "mods": "catalogues.mods:MODS",
    "crossref-json": "json_yaml.crossref_json:CROSSREF_JSON",
    "crossref-xml": "xml.crossref_xml:CROSSREF_XML",
    "datacite-json": "json_yaml.datacite_json:DATACITE_JSON",
    "datacite-xml": "xml.datacite_xml:DATACITE_XML",
    "inveniordm": "json_yaml.inveniordm:INVENIORDM",
    "openalex": "json_yaml.openalex:OPENALEX",
    "marcxml": "catalogues.marc:MARCXML",
    "marc": "catalogues.marc:MARC",
    "primo-pnx-xml": "xml.pnx:PNX",
    "cff": "json_yaml.cff:CFF",
    "hayagriva": "json_yaml.hayagriva:HAYAGRIVA",
    "csv": "tables.csv:CSV",
    "tsv": "tables.csv:TSV",
    "schema-org": "json_yaml.schema_org:SCHEMA_ORG",
    "codemeta": "json_yaml.schema_org:CODEMETA",
    "coins": "web.openurl:COINS",
    "openurl-contextobject-xml": "web.openurl:CONTEXT_OBJECT",
    "zotero-rdf": "catalogues.rdf:ZOTERO_RDF",
    "html": "web.html:HTML",
    "word-bibliography-xml": "xml.word_xml:WORD_XML",
    "jats": "xml.jats:JATS",
    "dublin-core": "catalogues.dublin_core:DUBLIN_CORE",
    "dspace-dim-xml": "catalogues.dublin_core:DIM",
    "arxiv": "xml.arxiv:ARXIV",
    "html-bookmarks": "web.bookmarks:BOOKMARKS",
    "wikipedia": "text.wikipedia:WIKIPEDIA",
    "markdown-table": "tables.markdown_table:MARKDOWN_TABLE",
    "biblioscape": "tagged.biblioscape:BIBLIOSCAPE",
    "copac": "tagged.copac:COPAC",
    "repec-nep": "tagged.repec_nep:REPEC_NEP",
    "jsonfeed": "json_yaml.jsonfeed:JSON_FEED",
    "press-release": "press_release:PRESS_RELEASE",
    "plain-text": "text.plain_text:PLAIN_TEXT",
}
"""Module (within this package) and attribute of each format by its name. On a draw, the earlier one wins."""


ENDINGS: Final[dict[str, str]] = {
    ".bib": "bibtex biblatex",
    ".bibtex": "bibtex",
    ".bib.txt": "bib.txt",
    ".txt.bib": "bib.txt",
    ".json": "csl-json crossref-json datacite-json inveniordm openalex schema-org jsonfeed",
    ".jsonl": "csl-jsonl",
    ".ndjson": "csl-jsonl",
    ".csl.json": "csl-json",
    ".yaml": "csl-yaml hayagriva",
    ".yml": "csl-yaml hayagriva",
    ".ris": "ris",
    ".nbib": "medline-nbib",
    ".medline": "medline-nbib",
    ".enw": "refer",
    ".refer": "refer",
    ".ciw": "wos-tagged",
    ".isi": "wos-tagged",
    ".xml": "endnote-xml pubmed-xml mods crossref-xml datacite-xml marcxml primo-pnx-xml "
    "openurl-contextobject-xml word-bibliography-xml jats dublin-core dspace-dim-xml arxiv",
    ".mods": "mods",
    ".marcxml": "marcxml",
    ".mrc": "marc",
    ".marc": "marc",
    ".pnx": "primo-pnx-xml",
    ".cff": "cff",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonld": "schema-org",
    "codemeta.json": "codemeta",
    ".rdf": "zotero-rdf",
    ".jats": "jats",
    ".nxml": "jats",
    ".dc": "dublin-core",
    ".atom": "arxiv",
    ".wiki": "wikipedia",
    ".wikitext": "wikipedia",
    ".mediawiki": "wikipedia",
    ".md": "markdown-table",
}
"""Names of the formats whose files have each ending, so that no other module is imported to find them."""


@functools.cache
def _built_in(name: str) -> Format:
    module, _, attribute = BUILT_IN[name].partition(":")
    format: Format = getattr(import_module(f"citelib.formats.{module}"), attribute)
    return format


@functools.cache
def _added() -> tuple[Format, ...]:
    """The formats of other packages."""
    from importlib import metadata

    return tuple(point.load() for point in metadata.entry_points(group=ENTRY_POINTS) if point.name not in BUILT_IN)


def formats() -> Iterator[Format]:
    """Every format, built-in ones first."""
    yield from map(_built_in, BUILT_IN)
    yield from _added()


def find(name: str) -> Format:
    """The format of that name or alias; case and the choice of ``-``, ``_`` or space do not matter.

    Raises:
        UnknownNameError: No format answers to it; the error has near matches.

    """
    wanted = name.strip().casefold().replace("_", "-").replace(" ", "-")
    if wanted in BUILT_IN:
        return _built_in(wanted)
    names: list[str] = []
    for format in formats():
        own = (format.name, *format.aliases)
        if wanted in own:
            return format
        names += own
    raise UnknownNameError("format", name, near_matches(wanted, names))


def for_path(path: str | PurePath) -> list[Format]:
    """The formats whose files end like `path`.

    >>> [format.name for format in for_path("refs.ris")]
    ['ris']
    """
    name = PurePath(path).name.casefold()
    meant = {one for ending, names in ENDINGS.items() if name.endswith(ending) for one in names.split()}
    if meant:
        return [_built_in(one) for one in BUILT_IN if one in meant]
    return [format for format in _added() if name.endswith(format.extensions)]


def recognise(text: str, among: Iterable[Format] | None = None) -> Format | None:
    """The readable format that the beginning of a text looks most like, or None.

    Args:
        text: The beginning of a text, or all of it.
        among: Formats to choose from; all if not given.

    """
    best, certainty = None, 0.0
    for format in formats() if among is None else among:
        if format.read is not None and (likeness := format.sniff(text)) > certainty:
            best, certainty = format, likeness
            if likeness >= 1:
                break
    return best


def choose(head: str, path: str | None) -> Format:
    """The format of a file: by its name, and by its content where the name leaves a choice.

    Raises:
        ReadError: Neither says what it is.

    """
    candidates = [format for format in for_path(path) if format.read is not None] if path else []
    likeliest = recognise(head, candidates)
    if likeliest is None and (kind := _binary(head)) is not None:
        raise ReadError(f"is {kind}", source=path, hint="give the text that is in it")
    # A name that several formats of XML share says no more than that.
    is_open = not candidates or (len(candidates) > 1 and head.lstrip().startswith("<"))
    other = None if likeliest else recognise(head)
    if other is not None and not is_open and other.sniff(head) < _SURE:
        other = None
    # Of what a name may mean, one reader says best what is wrong with the text.
    found = likeliest or other or (None if is_open else candidates[0])
    if found is None:
        raise ReadError(
            "the format is not recognised" if head.strip() else "is empty, and has no name that would say its format",
            source=path,
            hint="name the format (`citelib formats` lists them): format=… in Python, --from on the command line",
        )
    return found


_SURE: Final = 0.9
"""How sure a format must be of a text whose name says another."""
_BINARY: Final = (
    (re.compile("\x1f[\x8b\u2039]"), "compressed (gzip)"),
    (re.compile("BZh"), "compressed (bzip2)"),
    (re.compile("\xfd7zXZ"), "compressed (xz)"),
    (re.compile("PK\x03\x04"), "a ZIP archive or an office document"),
    (re.compile("%PDF-"), "a PDF"),
    (re.compile("SQLite format 3\0"), "a database"),
)
"""What files begin with that hold no text, once decoded; ‹ is a byte of gzip's in Windows-1252."""


def _binary(head: str) -> str | None:
    """What kind of file a beginning is of if it is no text; no text has zero bytes."""
    kinds = (kind for start, kind in _BINARY if start.match(head))
    return next(kinds, "no text but binary data" if "\0" in head else None)
