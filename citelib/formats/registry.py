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

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Final

from citelib.errors import ReadError, UnknownNameError
from citelib.formats.compressed import ENDINGS
from citelib.formats.format import Format
from citelib.formats.quality import best_of
from citelib.registry import Registry

__all__ = ["BUILT_IN", "ENTRY_POINTS", "choose", "extensions", "find", "for_path", "formats", "recognise"]

ENTRY_POINTS: Final = "citelib.formats"
"""Group of the entry points by which other packages add formats."""

_TABLE: Final[dict[str, tuple[str, str]]] = {
    "bibtex": ("tex.bibtex:BIBTEX", ".bib .bibtex"),
    "biblatex": ("tex.bibtex:BIBLATEX", ".bib"),
    "bib.txt": ("tex.bibtex.bib_txt:BIB_TXT", ".bib.txt .txt.bib"),
    "csl-jsonl": ("json_yaml.csl_json:CSL_JSON_LINES", ".jsonl .ndjson"),
    "csl-json": ("json_yaml.csl_json:CSL_JSON", ".json .csl.json"),
    "csl-yaml": ("json_yaml.csl_yaml:CSL_YAML", ".yaml .yml"),
    "ris": ("tagged.ris:RIS", ".ris"),
    "medline-nbib": ("tagged.nbib:NBIB", ".nbib .medline"),
    "refer": ("tagged.refer:REFER", ".enw .refer"),
    "wos-tagged": ("tagged.wos:WOS", ".ciw .isi"),
    "refworks-tagged": ("tagged.refworks:REFWORKS", ""),
    "ovid-tagged": ("tagged.ovid:OVID", ""),
    "endnote-xml": ("xml.endnote_xml:ENDNOTE_XML", ".xml"),
    "pubmed-xml": ("xml.pubmed_xml:PUBMED_XML", ".xml"),
    "mods": ("catalogues.mods:MODS", ".mods .xml"),
    "crossref-json": ("json_yaml.crossref_json:CROSSREF_JSON", ".json"),
    "crossref-xml": ("xml.crossref_xml:CROSSREF_XML", ".xml"),
    "datacite-json": ("json_yaml.datacite_json:DATACITE_JSON", ".json"),
    "datacite-xml": ("xml.datacite_xml:DATACITE_XML", ".xml"),
    "inveniordm": ("json_yaml.inveniordm:INVENIORDM", ".json"),
    "openalex": ("json_yaml.openalex:OPENALEX", ".json"),
    "pica": ("catalogues.pica:PICA", ".pica .pp .plain .xml"),
    "marcxml": ("catalogues.marc:MARCXML", ".marcxml .xml"),
    "marc": ("catalogues.marc:MARC", ".mrc .mrk .marc .json .jsonl .ndjson"),
    "primo-pnx-xml": ("xml.pnx:PNX", ".pnx .xml"),
    "cff": ("json_yaml.cff:CFF", ".cff"),
    "hayagriva": ("json_yaml.hayagriva:HAYAGRIVA", ".yml .yaml"),
    "zotero-json": ("json_yaml.services:ZOTERO_JSON", ".json"),
    "publish-or-perish-json": ("json_yaml.services:PUBLISH_OR_PERISH", ".json"),
    "semantic-scholar": ("json_yaml.services:SEMANTIC_SCHOLAR", ".json"),
    "europe-pmc": ("json_yaml.services:EUROPE_PMC", ".json"),
    "orcid": ("json_yaml.orcid:ORCID_JSON", ".json"),
    "wikidata": ("json_yaml.wikidata:WIKIDATA", ".json"),
    "papis": ("json_yaml.services:PAPIS", ".yaml .yml"),
    "csv": ("tables.csv:CSV", ".csv"),
    "tsv": ("tables.csv:TSV", ".tsv .tab"),
    "excel": ("tables.excel:EXCEL", ".xlsx .xlsm .xls"),
    "parquet": ("parquet:PARQUET", ".parquet .pq"),
    "schema-org": ("json_yaml.schema_org:SCHEMA_ORG", ".jsonld .json"),
    "codemeta": ("json_yaml.schema_org:CODEMETA", "codemeta.json"),
    "coins": ("web.openurl:COINS", ""),
    "openurl-contextobject-xml": ("web.openurl:CONTEXT_OBJECT", ".xml"),
    "zotero-rdf": ("catalogues.rdf:ZOTERO_RDF", ".rdf"),
    "html": ("web.html:HTML", ""),
    "word-bibliography-xml": ("xml.word_xml:WORD_XML", ".xml"),
    "jats": ("xml.jats:JATS", ".jats .nxml .xml"),
    "dublin-core": ("catalogues.dublin_core:DUBLIN_CORE", ".dc .xml"),
    "dspace-dim-xml": ("catalogues.dublin_core:DIM", ".xml"),
    "arxiv": ("xml.arxiv:ARXIV", ".atom .xml"),
    "html-bookmarks": ("web.bookmarks:BOOKMARKS", ""),
    "wikipedia": ("text.wikipedia:WIKIPEDIA", ".wiki .wikitext .mediawiki"),
    "markdown-table": ("tables.markdown_table:MARKDOWN_TABLE", ".md"),
    "biblioscape": ("tagged.biblioscape:BIBLIOSCAPE", ""),
    "copac": ("tagged.copac:COPAC", ""),
    "repec-nep": ("tagged.repec_nep:REPEC_NEP", ""),
    "redif": ("tagged.redif:REDIF", ".rdf .redif"),
    "noteexpress": ("tagged.noteexpress:NOTEEXPRESS", ".net"),
    "dblp": ("xml.dblp:DBLP", ".xml"),
    "tei": ("xml.tei:TEI", ".tei .xml"),
    "cochrane": ("tagged.cochrane:COCHRANE", ""),
    "pubmed-text": ("tagged.pubmed_text:PUBMED_TEXT", ""),
    "jsonfeed": ("json_yaml.jsonfeed:JSON_FEED", ".json"),
    "rss": ("xml.rss:RSS", ".rss .xml"),
    "press-release": ("press_release:PRESS_RELEASE", ""),
    "plain-text": ("text.plain_text:PLAIN_TEXT", ""),
}
"""By the name of each format, where it is within this package and the endings of its files, the usual one first. The
endings stand here so that no module is imported to find them. On a draw, the earlier format wins."""

BUILT_IN: Final[Registry[Format]] = Registry(
    "format", "citelib.formats", {name: address for name, (address, _) in _TABLE.items()}, entry_points=ENTRY_POINTS
)
"""Where each of the formats is that are built in, by name."""


def extensions(format: Format) -> tuple[str, ...]:
    """The endings of a format's files with their dot, the usual one first.

    >>> extensions(find("bibtex"))
    ('.bib', '.bibtex')
    """
    return tuple(_TABLE[format.name][1].split()) if format.name in _TABLE else format.extensions


def formats() -> Iterator[Format]:
    """Every format, built-in ones first."""
    return BUILT_IN.objects()


def find(name: str) -> Format:
    """The format of that name or alias; case and the choice of ``-``, ``_`` or space do not matter.

    Raises:
        UnknownNameError: No format answers to it; the error has near matches.
    """
    wanted = name.strip().casefold().replace("_", "-").replace(" ", "-")
    if wanted in BUILT_IN:
        return BUILT_IN.load(wanted)
    names: list[str] = []
    for format in formats():
        own = (format.name, *format.aliases)
        if wanted in own:
            return format
        names += own
    raise UnknownNameError("format", name, known=names)


def for_path(path: str | PurePath) -> list[Format]:
    """The formats whose files end like `path`.

    >>> [format.name for format in for_path("refs.ris")]
    ['ris']
    """
    name = PurePath(path).name.casefold()
    meant = [one for one, (_, endings) in _TABLE.items() if endings and name.endswith(tuple(endings.split()))]
    if meant:
        return [BUILT_IN.load(one) for one in meant]
    return [format for format in BUILT_IN.added() if name.endswith(format.extensions)]


def recognise(text: str, among: Iterable[Format] | None = None) -> Format | None:
    """The readable format that the beginning of a text looks most like, or None.

    Args:
        text: The beginning of a text, or all of it.
        among: Formats to choose from; all if not given.
    """
    text = _with_newlines(text)
    best, certainty = None, 0.0
    for format in formats() if among is None else among:
        if format.read is not None and (likeness := format.sniff(text)) > certainty:
            best, certainty = format, likeness
            if likeness >= 1:
                break
    return best


def _with_newlines(text: str) -> str:
    """The text with the line ends that patterns know, also of files of old Macs, which have carriage returns alone."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def hint_of_another(head: str, read_as: Format) -> str | None:
    """What to do about a text of which a reader understood little: the format that it looks like, if there is one."""
    found = recognise(head, (one for one in formats() if one is not read_as))
    if found is None:
        return "say what the columns mean with --columns, or name another format with --from"
    return f"looks like {found.title}: use --from {found.name}"


def choose(head: str, path: str | None) -> Format:
    """The format of a file: by its name, and by its content where the name leaves a choice.

    Raises:
        ReadError: Neither says what it is.
    """
    head = _with_newlines(head)
    name = _uncompressed(path) if path else ""
    candidates = [format for format in for_path(name) if format.read is not None] if name else []
    likeliest = recognise(head, candidates)
    if likeliest is None and (kind := _binary(head)) is not None:
        if (found := recognise(head, (one for one in formats() if one.is_binary))) is not None:
            return found
        raise ReadError(f"is {kind}", source=path, hint=_IN_OFFICE if "office" in kind else "give the text in it")
    # A name that several formats of XML share says no more than that.
    is_open = not candidates or (len(candidates) > 1 and head.lstrip().startswith("<"))
    other = None if likeliest else recognise(head)
    if other is not None and not is_open and other.sniff(head) < _SURE:
        other = None
    # Of what a name may mean, one reader says best what is wrong with the text.
    found = likeliest or other or (None if is_open else candidates[0])
    if found is not None and is_open and found.name not in _PROSE and found.sniff(head) < _SURE:
        # Where nobody is sure, who makes most of the first records is right.
        rivals = sorted((one for one in formats() if one.read), key=lambda one: one.sniff(head), reverse=True)
        near = [one for one in rivals if one.name not in _PROSE and one.sniff(head) >= _POSSIBLE]
        found = best_of(near, head, path) or found
    if found is None:
        raise ReadError(
            _unknown(head) if head.strip() else "is empty, and has no name that would say its format",
            source=path,
            hint=_NAME_IT if head.lstrip()[:1] in ("", "<") else f"{_NAME_IT}; {_OF_PROSE}",
        )
    return found


def _uncompressed(path: str) -> str:
    """The name of a file without the endings of compression, which do not tell its format."""
    while path.casefold().endswith(ENDINGS):
        path = path.rpartition(".")[0]
    return path


def _unknown(head: str) -> str:
    """What is wrong with a text whose format is not recognised."""
    root = re.match(r"\s*<\?xml[^>]*>\s*(?:<[!?][^>]*>\s*)*<([\w:.-]+)", head)
    return f"is XML of a kind that is not known (<{root[1]}>)" if root else "the format is not recognised"


_NAME_IT: Final = "name the format (`citelib formats` lists them): format=… in Python, --from on the command line"
_OF_PROSE: Final = "press-release is for news, plain-text for lists of references"
_IN_OFFICE: Final = "`citelib cited` writes the references of a document; of anything else, give the text in it"
_PROSE: Final = frozenset(("press-release", "plain-text", "html", "html-bookmarks"))
"""Formats that make something of any text."""
_POSSIBLE: Final = 0.2
"""How sure a format must be to be tried beside others."""
_SURE: Final = 0.9
"""How sure a format must be of a text whose name says another."""
_BINARY: Final = (
    (re.compile("\x1f\x8b"), "compressed (gzip)"),
    (re.compile("\xd0\xcf\x11\xe0"), "an old office document"),
    (re.compile("BZh"), "compressed (bzip2)"),
    (re.compile("\xfd7zXZ"), "compressed (xz)"),
    (re.compile("PK\x03\x04"), "a ZIP archive or an office document"),
    (re.compile("%PDF-"), "a PDF"),
    (re.compile("SQLite format 3\0"), "a database"),
)
"""What files begin with that hold no text, decoded byte by byte."""


def _binary(head: str) -> str | None:
    """What kind of file a beginning is of if it is not text; no text has zero bytes."""
    kinds = (kind for start, kind in _BINARY if start.match(head))
    return next(kinds, "not text but binary data" if "\0" in head else None)
