"""PubMed XML: articles and books as the National Library of Medicine distributes them.

Source of the elements: the PubMed document type definition. Comments, errata and retractions
(``CommentsCorrections``) are relations.

>>> from citelib.formats.exchange import loads
>>> article = "<PMID>1</PMID><Article><ArticleTitle>T.</ArticleTitle></Article>"
>>> text = f"<PubmedArticle><MedlineCitation>{article}</MedlineCitation></PubmedArticle>"
>>> loads(text, "pubmed-xml")["1"].title
'T'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from citelib.diagnostics import Diagnostic
from citelib.formats.format import Format, Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi, full_pages, page_range
from citelib.formats.kit.names import with_dots
from citelib.formats.kit.names.affiliations import affiliated
from citelib.formats.kit.nlm import is_english, journal_title, relation_of, without_stop
from citelib.formats.xml.elements import line_of, rich, root_names, text, texts, xml_records
from citelib.model import ET_AL, Date, Name, Relation
from citelib.model.numbers import whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["PUBMED_XML"]

_ROLES: Final = {"authors": "author", "editors": "editor"}


def read(source: Source) -> Iterator[Record]:
    """Yield the items of PubMed XML."""
    found: list[Diagnostic] = []
    names = {"PubmedArticle", "PubmedBookArticle"}
    for record in xml_records(source, "pubmed-xml", names, found.append):
        yield from _article(record) if record.tag == "PubmedArticle" else _book(record)
    yield from found


def _article(record: Element) -> Iterator[Record]:
    draft = Draft("pubmed-xml", line_of(record))
    draft.type = "article-journal"
    citation = record.find("MedlineCitation")
    citation = record if citation is None else citation
    article = citation.find("Article")
    article = citation if article is None else article
    draft.put("PMID", text(citation, "PMID"))
    draft.put("title", without_stop(rich(article, "ArticleTitle")))
    original = without_stop(rich(article, "VernacularTitle"))
    draft.put("original-title" if "title" in draft else "title", original)
    journal = article.find("Journal")
    if journal is not None:
        full = text(journal, "Title")
        title, qualifier = journal_title(full, is_english=is_english(texts(article, "Language")))
        draft.put("container-title", title)
        draft.keep("Title", full if qualifier else "")
        short = text(journal, "ISOAbbreviation") or text(citation, "MedlineJournalInfo/MedlineTA")
        draft.put("container-title-short", short)
        draft.put("ISSN", text(journal, "ISSN"))
        draft.put("volume", text(journal, "JournalIssue/Volume"))
        draft.put("issue", text(journal, "JournalIssue/Issue"))
        draft.put("issued", _date(journal.find("JournalIssue/PubDate")))
    draft.put("issued", _date(article.find("ArticleDate")), key="ArticleDate")
    pages = text(article, "Pagination/MedlinePgn") or page_range(
        text(article, "Pagination/StartPage"), text(article, "Pagination/EndPage")
    )
    draft.put("page", full_pages(pages))
    for name in article.findall("ELocationID"):
        if name.get("EIdType") == "doi":
            draft.put("DOI", as_doi(text(name)))
        elif name.get("EIdType") == "pii" and not pages and not text(name).startswith("S"):
            draft.put("page", text(name), key="pii")
    _identifiers(draft, record, "PubmedData/ArticleIdList/ArticleId")
    _abstract(draft, article.find("Abstract"))
    draft.put("language", text(article, "Language"))
    draft.put("license", text(article, "Abstract/CopyrightInformation"))
    _people(draft, article)
    for path in ("KeywordList/Keyword", "MeshHeadingList/MeshHeading/DescriptorName"):
        for word in texts(citation, path):
            draft.add_keyword(word)
    for note in texts(citation, "GeneralNote"):
        draft.append("note", note, "\n")
    draft.keep("NumberOfReferences", text(citation, "NumberOfReferences"))
    kinds = texts(article, "PublicationTypeList/PublicationType")
    for kind in kinds:
        draft.keep("PublicationType", kind)
    if "Preprint" in kinds:
        _preprint(draft)
    _relations(draft, citation)
    yield from draft.records(text(citation, "PMID"))


def _preprint(draft: Draft) -> None:
    """A preprint has a server, not a journal, and no volume."""
    draft.type = "article"
    variables = draft.variables
    if "container-title" in variables:
        variables["publisher"] = variables.pop("container-title")
    variables.pop("container-title-short", None)
    if "page" in variables:
        variables["number"] = variables.pop("page")


def _book(record: Element) -> Iterator[Record]:
    draft = Draft("pubmed-xml", line_of(record))
    document = record.find("BookDocument")
    document = record if document is None else document
    book = document.find("Book")
    book = document if book is None else book
    chapter = without_stop(rich(document, "ArticleTitle"))
    title = without_stop(rich(book, "BookTitle"))
    draft.type = "chapter" if chapter else "book"
    draft.put("title", chapter or title)
    if chapter:
        draft.put("container-title", title)
    draft.put("PMID", text(document, "PMID"))
    draft.put("collection-title", text(book, "CollectionTitle"))
    draft.put("publisher", text(book, "Publisher/PublisherName"))
    draft.put("publisher-place", text(book, "Publisher/PublisherLocation"))
    draft.put("edition", text(book, "Edition"))
    draft.put("volume", text(book, "Volume"))
    for number in texts(book, "Isbn"):
        draft.append("ISBN", number, " ")
    draft.put("issued", _date(book.find("PubDate")))
    draft.put("issued", _date(document.find("ContributionDate")), key="ContributionDate")
    draft.put("language", text(document, "Language"))
    _abstract(draft, document.find("Abstract"))
    draft.put("license", text(document, "Abstract/CopyrightInformation"))
    draft.put("page", full_pages(text(document, "Pagination/MedlinePgn")))
    _people(draft, document)
    _people(draft, book)
    _identifiers(draft, document, "ArticleIdList/ArticleId")
    for word in texts(document, "KeywordList/Keyword"):
        draft.add_keyword(word)
    for one in document.findall("ArticleIdList/ArticleId"):
        if one.get("IdType") == "bookaccession" and "URL" not in draft:
            draft.put("call-number", text(one))
            draft.put("URL", f"http://www.ncbi.nlm.nih.gov/books/{text(one)}/")
    _relations(draft, document)
    yield from draft.records(text(document, "PMID"))


def _people(draft: Draft, node: Element) -> None:
    for group in node.findall("AuthorList"):
        role = _ROLES.get((group.get("Type") or "authors").casefold(), "author")
        for one in group.findall("Author"):
            if one.get("ValidYN") == "N":
                continue  # a misspelling that was corrected, which stands beside the name that is right
            group_name = text(one, "CollectiveName")
            if group_name:
                draft.add(role, [Name(literal=group_name)])
                continue
            given = text(one, "ForeName") or text(one, "FirstName") or text(one, "Initials")
            orcid = next((text(id) for id in one.findall("Identifier") if id.get("Source") == "ORCID"), "")
            match = re.search(r"[0-9]{4}-?[0-9]{4}-?[0-9]{4}-?[0-9]{3}[0-9X]", orcid)
            digits = match[0].replace("-", "") if match else ""
            name = Name(
                family=text(one, "LastName") or None,
                given=given or None,
                suffix=text(one, "Suffix") or None,
                orcid="-".join(digits[at : at + 4] for at in range(0, 16, 4)) if digits else None,
                custom=affiliated(texts(one, "AffiliationInfo/Affiliation")),
            )
            draft.add(role, [with_dots(name)])
        if group.get("CompleteYN") == "N":
            draft.add(role, [ET_AL])


def _identifiers(draft: Draft, node: Element, path: str) -> None:
    for one in node.findall(path):
        kind, value = one.get("IdType"), text(one)
        if kind == "doi":
            draft.put("DOI", as_doi(value), key="doi")
        elif kind == "pmc":
            draft.put("PMCID", value.partition(".")[0], key="pmc")
        elif kind == "pii":
            draft.keep("pii", value)


def _abstract(draft: Draft, node: Element | None) -> None:
    if node is None:
        return
    parts = []
    for one in node.findall("AbstractText"):
        label = one.get("Label")
        words = rich(one)
        if words:
            parts.append(f"{label}: {words}" if label and label != "UNLABELLED" else words)
    draft.put("abstract", "\n".join(parts))


def _relations(draft: Draft, node: Element) -> None:
    for one in node.findall("CommentsCorrectionsList/CommentsCorrections"):
        relation = relation_of(one.get("RefType") or "")
        target, words = text(one, "PMID"), text(one, "RefSource")
        if relation and target:
            custom = {"citation": words} if words else None
            draft.relations.append(Relation(relation, target, "pmid", custom=custom))
        elif words:
            draft.keep("CommentsCorrections", f"{one.get('RefType')}: {words}")


def _date(node: Element | None) -> Date | None:
    if node is None:
        return None
    year, month, day = (text(node, part) for part in ("Year", "Month", "Day"))
    words = text(node, "MedlineDate") or " ".join(part for part in (year, month or text(node, "Season"), day) if part)
    if year and (number := whole_number(month)) is not None:
        days = [] if (one := whole_number(day)) is None else [f"{one:02d}"]
        words = "-".join([year, f"{number:02d}", *days])
    if not words:
        return None
    date = Date.parse(words)
    if date.start is None and (match := re.search(r"[12][0-9]{3}", words)):
        date = Date.on(int(match[0]))
    return date


def sniff(text: str) -> float:
    """Sure of the names of PubMed's elements."""
    return 1.0 if re.search(r"<(?:\w+:)?Pubmed(?:Book)?Article(?:Set)?\b", text) and root_names(text)[0] else 0.0


PUBMED_XML: Final = Format(
    "pubmed-xml",
    "PubMed XML",
    sniff=sniff,
    read=read,
    aliases=("pubmedxml", "medline-xml"),
    note="articles and books of PubMed; comments and corrections are relations",
)
"""PubMed XML."""
