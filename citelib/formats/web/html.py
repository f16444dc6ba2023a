"""Web pages: what their head says of the work that they show, and the references embedded in them.

Read are, in this order of trust: Highwire Press tags (``citation_*``), EPrints, bepress, PRISM, Dublin Core, schema.org
as JSON-LD and microdata, OpenGraph, and the general tags and title. They are one item, the page's; each fact is taken
from the first that has it. COinS in the page are items of their own, as are works in JSON-LD of a page that says
nothing of itself, unless the page's item is the same work. Works that ``citation_reference`` names by a DOI become
relations ``cites``; tags of Highwire that are not understood are kept in ``custom`` as ``html:TAG``.

Written is a page with a list of references, each with its COinS and its JSON-LD; the COinS hold all that is needed to
read the same items again, save italics and the like, which stand in the list only. The list is in no citation style:
for that, cite and format.

>>> from citelib.formats.exchange import loads
>>> page = '<meta name="citation_title" content="T"><meta name="citation_doi" content="10.1234/x">'
>>> loads(page, "html")["10.1234/x"].title
'T'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, Final

import attrs

from citelib.errors import ReadError
from citelib.formats.format import STYLES, Format, Record, Source, Writing, in_markup
from citelib.formats.json_yaml.json_values import json_text, json_values
from citelib.formats.json_yaml.schema_org import SCHEMA_ORG, json_ld_records
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi, isbns, issns, page_range
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import affiliated_too, read_name
from citelib.formats.web.openurl import keys_of, put_keys, span
from citelib.formats.web.pages import html_tree, looks_like_html
from citelib.model import Date, Item, Name, Relation
from citelib.richtext.markup import TAGS, translated

__all__ = ["HTML"]

FACTS: Final[dict[str, str]] = {
    "title": "citation_title eprints.title bepress_citation_title dc.title dcterms.title prism.title og:title "
    "twitter:title",
    "container-title": "citation_journal_title citation_inbook_title citation_book_title citation_conference_title "
    "citation_conference eprints.publication bepress_citation_journal_title bepress_citation_series_title "
    "prism.publicationname dc.source.title",
    "container-title-short": "citation_journal_abbrev",
    "issued": "citation_publication_date citation_date citation_cover_date citation_online_date citation_year "
    "eprints.date bepress_citation_date prism.publicationdate dc.date.issued dcterms.issued dc.date dcterms.date "
    "dcterms.created article:published_time book:release_date video:release_date music:release_date datepublished "
    "article.published pubdate date",
    "volume": "citation_volume eprints.volume bepress_citation_volume prism.volume",
    "issue": "citation_issue eprints.number bepress_citation_issue prism.number",
    "publisher": "citation_publisher citation_dissertation_institution citation_technical_report_institution "
    "eprints.publisher bepress_citation_publisher dc.publisher dcterms.publisher",
    "number": "citation_technical_report_number citation_patent_number citation_article_number",
    "language": "citation_language dc.language dcterms.language og:locale",
    "abstract": "citation_abstract eprints.abstract dcterms.abstract dc.description.abstract dc.description "
    "dcterms.description og:description twitter:description description",
    "license": "dc.rights.license dcterms.license dc.rights dcterms.rights prism.copyright",
    "PMID": "citation_pmid",
    "collection-title": "citation_series_title",
    "event-title": "citation_conference_title citation_conference",
    "genre": "citation_dissertation_name",
    "URL": "citation_public_url citation_abstract_html_url citation_fulltext_html_url "
    "bepress_citation_abstract_html_url eprints.official_url og:url twitter:url",
}
"""Tags that say what a variable holds, the most trusted first."""

PEOPLE: Final[dict[str, str]] = {
    "author": "citation_author citation_authors eprints.creators_name bepress_citation_author dc.creator "
    "dc.creator.personalname dc.contributor.author dcterms.creator prism.author article:author book:author author",
    "editor": "citation_editor eprints.editors_name dc.contributor.editor",
    "translator": "citation_translator",
    "director": "video:director",
    "contributor": "dc.contributor dcterms.contributor",
}
"""Tags that name people."""

_TYPES: Final = {
    "journal_article": "article-journal", "article": "article-journal", "journalarticle": "article-journal",
    "text.article": "article-journal", "text.serial.journal": "article-journal", "book": "book", "monograph": "book",
    "book_section": "chapter", "conference_item": "paper-conference", "conferencepaper": "paper-conference",
    "thesis": "thesis", "dissertation": "thesis", "report": "report", "technicalreport": "report",
    "dataset": "dataset", "software": "software", "patent": "patent", "image.moving": "motion_picture",
    "movingimage": "motion_picture", "image": "graphic", "stillimage": "graphic", "sound": "song",
    "text.thesis.doctoral": "thesis", "working_paper": "report", "preprint": "article",
}  # fmt: skip
"""CSL type of words of EPrints and Dublin Core."""

_GRAPH_TYPES: Final = {
    "book": "book", "books.book": "book", "video.movie": "motion_picture", "video.episode": "broadcast",
    "video.other": "motion_picture", "video.tv_show": "broadcast", "music.song": "song", "music.album": "song",
    "blog": "post-weblog",
}  # fmt: skip
"""CSL type of OpenGraph's types; all else is a web page."""

_SCHOLARLY: Final = ("citation_", "eprints.", "bepress_citation_", "dc.", "dcterms.", "prism.")
_UNTOLD: Final = frozenset("webpage graphic document collection event".split())
"""Types of JSON-LD objects that describe the site rather than a work."""


@attrs.frozen
class _Head:
    """Tags in order, and by name in lower case."""

    ordered: Sequence[tuple[str, str]]
    named: Mapping[str, Sequence[str]]

    def first(self, names: str) -> str:
        return next((value for name in names.split() for value in self.named.get(name, ())), "")


def read(source: Source) -> Iterator[Record]:
    """Yield the page's item and the references embedded in it."""
    markup = source.read_text()
    if not looks_like_html(markup) and "<" not in markup:
        raise ReadError("this is no HTML", format="html", source=source.name)
    tree = html_tree(markup, "html", source.name)
    head = _head(tree)
    works = list(_works(tree))
    says_itself = any(name.startswith(_SCHOLARLY) for name in head.named)
    embedded = [keys for node in tree.css("span.Z3988") if (keys := keys_of(node.attributes.get("title") or ""))]
    is_ours = head.first("generator") == _GENERATOR
    if is_ours:
        works.clear()
    page = Draft("html")
    if says_itself or not (embedded or is_ours or any(work.type not in _UNTOLD for work in works)):
        _facts(page, head, tree, works)
        if page.variables:
            yield from page.records(page.variables.get("DOI"))
    seen = {_key(page.variables)}
    for keys in embedded:
        draft = Draft("openurl")
        given = put_keys(draft, keys)
        if is_ours or not _key(draft.variables) or _key(draft.variables) not in seen:
            seen.add(_key(draft.variables))
            yield from draft.records(given)
    for work in works if not says_itself else ():
        if work.type not in _UNTOLD and _key(work.variables) not in seen:
            seen.add(_key(work.variables))
            yield work


_GENERATOR: Final = "citelib"
"""Generator of our own pages, in which COinS hold everything."""


def _key(variables: Mapping[str, Any]) -> str:
    """What tells whether two descriptions are of one work: its DOI, else its title."""
    return str(variables.get("DOI") or variables.get("title") or "").casefold()


def _head(tree: Any) -> _Head:
    ordered: list[tuple[str, str]] = []
    for node in tree.css("meta"):
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
        value = one_line(attributes.get("content") or "")
        if name and value:
            ordered.append((name.strip().casefold().replace("dc:", "dc.").replace("dcterms:", "dcterms."), value))
    named: dict[str, dict[str, None]] = {}
    for name, value in ordered:
        named.setdefault(name, {})[value] = None
    return _Head(ordered, {name: list(values) for name, values in named.items()})


def _works(tree: Any) -> Iterator[Item]:
    """The works of JSON-LD and microdata."""
    values: list[Any] = []
    for node in tree.css("script"):
        if "ld+json" in (node.attributes.get("type") or ""):
            try:
                found = json_values(Source(node.text() or ""), "html")
                values += [one.value for one in found if hasattr(one, "value")]
            except ReadError:
                continue
    values += _microdata(tree)
    for value in values:
        yield from (one for one in json_ld_records(value, "html") if isinstance(one, Item))


def _microdata(tree: Any) -> list[dict[str, Any]]:
    """Elements with ``itemscope`` as objects of JSON-LD."""
    scopes: dict[int, dict[str, Any]] = {}
    outermost = []
    for node in tree.css("[itemscope]"):
        kind = (node.attributes.get("itemtype") or "").rpartition("/")[2]
        scopes[node.mem_id] = {"@type": kind} if kind else {}
        if "itemprop" not in node.attributes:
            outermost.append(scopes[node.mem_id])
    for node in tree.css("[itemprop]") if scopes else ():
        above = node.parent
        while above is not None and above.mem_id not in scopes:
            above = above.parent
        if above is None:
            continue
        attributes = node.attributes
        value: Any = scopes.get(node.mem_id)
        if value is None:
            value = next((attributes[name] for name in _VALUES if attributes.get(name)), None) or node.text()
            value = one_line(value)
        for name in (attributes.get("itemprop") or "").split():
            scopes[above.mem_id].setdefault(name, []).append(value)
    return outermost


_VALUES: Final = ("content", "datetime", "href", "src")


def _facts(draft: Draft, head: _Head, tree: Any, works: Sequence[Item]) -> None:
    work = next((one for one in works if one.type not in _UNTOLD), None)
    draft.type = _type(head, work)
    _identifiers(draft, head)
    for variable, names in PEOPLE.items():
        if variable not in draft:
            draft.add(variable, _people(head, names))
    if work is not None:
        for name in ("author", "editor"):
            if work.get(name) and (name not in draft or not head.first("citation_author dc.creator")):
                draft.variables[name] = list(work[name])
    for variable, names in FACTS.items():
        trusted = " ".join(name for name in names.split() if name.startswith(_SCHOLARLY))
        value = head.first(trusted)
        if not value and work is not None and variable in work:
            continue
        value = value or head.first(names)
        if variable == "event-title" and draft.type != "paper-conference":
            continue
        if variable == "issued":
            draft.put(variable, _date(value) if value else None)
        elif variable == "language":
            draft.put(variable, value.replace("_", "-"))
        else:
            draft.put(variable, value)
    draft.put("page", page_range(head.first("citation_firstpage bepress_citation_firstpage prism.startingpage"),
                                 head.first("citation_lastpage bepress_citation_lastpage prism.endingpage"))
              or head.first("eprints.pagerange citation_pages"))  # fmt: skip
    if work is not None:
        for variable, value in work.variables.items():
            draft.variables.setdefault(variable, value)
    _rest(draft, head, tree)


def _rest(draft: Draft, head: _Head, tree: Any) -> None:
    title = tree.css_first("title")
    if "title" not in draft and title is not None:
        draft.put("title", one_line(title.text()))
    canonical = next((node.attributes.get("href") or "" for node in tree.css("link[rel=canonical i]")), "")
    if re.match("https?://", canonical):
        draft.variables.setdefault("URL", canonical)
    root = tree.css_first("html")
    if "language" not in draft and root is not None:
        draft.put("language", root.attributes.get("lang") or "")
    if "container-title" not in draft and draft.type in _ON_SITES:
        draft.put("container-title", head.first("og:site_name"))
    if "keyword" not in draft:
        for names in ("citation_keywords citation_keyword", "dc.subject dcterms.subject", "article:tag", "keywords"):
            values = [value for name in names.split() for value in head.named.get(name, ())]
            words = [word for value in values for word in re.split("[;,]", value)]
            for word in words:
                draft.add_keyword(word)
            if words:
                break
    for value in head.named.get("citation_reference", ()):
        match = re.search(r"citation_doi=([^;]+)", value)
        if match and (doi := as_doi(match[1])):
            draft.relations.append(Relation("cites", doi, "doi"))
        else:
            draft.keep("citation_reference", value)
    known = {name for names in (*FACTS.values(), *PEOPLE.values()) for name in names.split()} | _KNOWN
    for name, value in head.ordered:
        if name.startswith("citation_") and name not in known:
            draft.keep(name, value)


_KNOWN: Final = frozenset(
    "citation_doi citation_issn citation_eissn citation_isbn citation_pmid citation_firstpage citation_lastpage "
    "citation_pages citation_keywords citation_keyword citation_reference citation_author_institution "
    "citation_author_orcid citation_author_email citation_arxiv_id".split()
)


_ON_SITES: Final = ("webpage", "article-newspaper", "post-weblog", "article-magazine")
"""Types whose container is the site."""


def _type(head: _Head, work: Item | None) -> str:
    if head.first("citation_dissertation_institution citation_dissertation_name"):
        return "thesis"
    if head.first("citation_technical_report_institution citation_technical_report_number"):
        return "report"
    if head.first("citation_conference_title citation_conference"):
        return "paper-conference"
    if head.first("citation_inbook_title citation_book_title"):
        return "chapter"
    if head.first("citation_journal_title citation_issn eprints.publication bepress_citation_journal_title"):
        return "article-journal"
    if head.first("citation_patent_number"):
        return "patent"
    for name in ("eprints.type", "dc.type", "dcterms.type"):
        for value in head.named.get(name, ()):
            if found := _TYPES.get(value.casefold().replace(" ", "")):
                return found
    if head.first("prism.publicationname"):
        return "article-journal"
    if head.first("citation_isbn"):
        return "book"
    if work is not None:
        return work.type
    graph = head.first("og:type").casefold()
    if head.first("citation_title"):
        return "article" if head.first("citation_arxiv_id") else "document"
    return _GRAPH_TYPES.get(graph, "webpage")


def _identifiers(draft: Draft, head: _Head) -> None:
    for name in ("citation_doi", "bepress_citation_doi", "prism.doi", "dc.identifier", "dc.identifier.doi",
                 "dcterms.identifier", "eprints.id_number", "dc.relation.doi"):  # fmt: skip
        for value in head.named.get(name, ()):
            if "DOI" not in draft:
                draft.put("DOI", as_doi(value))
    for name in ("citation_issn", "citation_eissn", "prism.issn", "prism.eissn", "eprints.issn"):
        for value in head.named.get(name, ()):
            draft.append("ISSN", issns(value) or "", " ")
    for name in ("citation_isbn", "eprints.isbn", "book:isbn"):
        for value in head.named.get(name, ()):
            draft.append("ISBN", isbns(value) or "", " ")
    if arxiv := head.first("citation_arxiv_id"):
        draft.put("number", f"arXiv:{arxiv}")


def _people(head: _Head, names: str) -> list[Name]:
    """The people of the first tag that names any, with what the tags behind each say of them."""
    for wanted in names.split():
        found: list[Name] = []
        for name, value in head.ordered:
            if name == wanted and not re.match("https?://", value):
                several = [one.strip() for one in value.split(";") if one.strip()]
                found += [_person(one) for one in several]
            elif found and name == "citation_author_orcid" and wanted == "citation_author":
                found[-1] = attrs.evolve(found[-1], orcid=value.rpartition("/")[2])
            elif found and name == "citation_author_institution" and wanted == "citation_author":
                found[-1] = affiliated_too(found[-1], value)
        if found:
            return list(dict.fromkeys(found))
    return []


def _person(text: str) -> Name:
    return read_name(text) if "," in text or len(text.split()) > 5 else Name.parse(text)


def _date(value: str) -> Date:
    """A date; the time of day is left out, and slashes stand for hyphens."""
    day = re.match(r"[0-9]{4}([-/])[0-9]{1,2}(?:\1[0-9]{1,2})?(?=[T ]|$)", value)
    return Date.parse(day[0] if day else value)


# Writing


def write(items: Iterable[Item], _: Writing, *, title: str = "References") -> Iterator[str]:
    """Yield a page with a list of references, with COinS and JSON-LD inside.

    Args:
        items: Items.
        title: Title of the page.
    """
    yield (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="generator" content="{_GENERATOR}">\n<title>{escape(title)}</title>\n'
        f"</head>\n<body>\n<h1>{escape(title)}</h1>\n<ol>\n"
    )
    for item in items:
        words, item = _words(item), in_markup(item, ())
        # In a script only «<» can do harm; as an escape it is the same JSON.
        data = "".join(SCHEMA_ORG.write((item,), Writing())).strip() if SCHEMA_ORG.write else json_text({})
        data = data.replace("<", "\\u003c")
        yield (
            f'<li id="ref-{escape(item.id)}">{words}{span(item)}\n'
            f'<script type="application/ld+json">{data}</script></li>\n'
        )
    yield "</ol>\n</body>\n</html>\n"


def _words(item: Item) -> str:
    """Authors, year, title and container in words."""
    names = item.author or item.editor
    people = "; ".join(name.inverted for name in names)
    year = f"({item.issued.year})" if item.issued is not None and item.issued.year is not None else ""
    place = ", ".join(filter(None, (item.container_title, item.volume, item.page)))
    parts = [translated(part, TAGS, escape) for part in (f"{people} {year}".strip(), item.title or "", place) if part]
    text = ". ".join(part.rstrip(".") for part in parts)
    if item.DOI:
        address = f"https://doi.org/{item.DOI}"
        text += f'. <a href="{escape(address)}">{escape(address)}</a>'
    return f"{text} "


def sniff(text: str) -> float:
    """Sure of pages that describe a work; any other page is one if it is nothing better."""
    if not looks_like_html(text) or _IS_OTHER_XML.match(text):
        return 0.0
    head = text[:200_000].casefold()
    if re.search(r"""["'](?:citation_|bepress_citation_|eprints\.|dc\.|dcterms\.|prism\.)""", head) or "z3988" in head:
        return 0.95
    if re.search(r"""["'](?:scholarlyarticle|medicalscholarlyarticle)["']""", head):
        return 0.9
    return 0.25 if re.search(r"""<title|["']og:|ld\+json|itemprop""", head) else 0.15


_IS_OTHER_XML: Final = re.compile(r"\s*<\?xml[^>]*>\s*(?:<[!?][^>]*>\s*)*<(?!html\b)\w", re.IGNORECASE)

HTML: Final = Format(
    "html",
    "Web page",
    media_types=("text/html", "application/xhtml+xml"),
    sniff=sniff,
    read=read,
    write=write,
    markup=STYLES,
    aliases=("webpage", "html-metadata", "highwire"),
    note="Highwire, Dublin Core, OpenGraph, schema.org, COinS in pages; writes a list with COinS and JSON-LD",
    own=("openurl:",),
)
"""Web pages."""
