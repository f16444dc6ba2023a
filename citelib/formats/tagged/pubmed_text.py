r"""PubMed's «abstract» text: numbered records in paragraphs: citation, title, authors, affiliations, abstract, numbers.

>>> from citelib.formats.exchange import loads
>>> text = "1. J Roads. 2001 Mar;3(4):1-9. doi: 10.1000/p.\n\nOn roads.\n\nRoa A(1), Vu B.\n\nPMID: 12\n"
>>> loads(text)["12"].container_title
'J Roads'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Final

from citelib.formats.format import Format, Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi, as_pmcid, full_pages
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import read_name, with_dots
from citelib.formats.kit.nlm import without_stop
from citelib.model import Date

__all__ = ["PUBMED_TEXT"]

_START: Final = re.compile(r"([0-9]+)\. (\S.*)")
_CITATION: Final = re.compile(
    r"(?P<journal>.+?)\. (?P<date>[12][0-9]{3}[^;:.]*)(?:;(?P<volume>[^:(.]*)(?:\((?P<issue>[^()]*)\))?)?"
    r"(?::(?P<page>[^.]*))?\.(?P<rest>.*)"
)
_NUMBER: Final = re.compile(r"(DOI|PMID|PMCID): ?(\S+).*")
_ABOUT: Final = ("Author information:", "Comment in", "Comment on", "Erratum in", "Conflict of interest", "Copyright")


def read(source: Source) -> Iterator[Record]:
    """Yield the records."""
    paragraphs: list[str] = []
    begin = 1
    lines: list[str] = []
    for number, line in zip(count(1), [*source.lines(), ""], strict=False):
        if line.strip():
            lines.append(line.strip())
            continue
        if lines and _START.match(lines[0]) and _CITATION.match(one_line(_START.sub(r"\2", " ".join(lines)))):
            if paragraphs:
                yield from _item(paragraphs, begin)
            paragraphs, begin = [], number - len(lines)
        if lines:
            paragraphs.append("\n".join(lines))
        lines = []
    if paragraphs:
        yield from _item(paragraphs, begin)


def _item(paragraphs: list[str], line: int) -> Iterator[Record]:
    draft = Draft("pubmed-text", line)
    draft.type = "article-journal"
    citation = _CITATION.match(_START.sub(r"\2", one_line(paragraphs[0])))
    if citation is None:
        draft.keep("text", "\n\n".join(paragraphs))
        draft.report("warning", "no-citation", "the record does not begin with a citation")
        yield from draft.records()
        return
    for variable, group in (("container-title", "journal"), ("volume", "volume"), ("issue", "issue")):
        draft.put(variable, citation[group] or "")
    draft.put("issued", Date.parse(citation["date"].strip()))
    draft.put("page", full_pages((citation["page"] or "").strip()))
    if doi := re.search(r"doi: (\S+?)\.?(?:\s|$)", citation["rest"]):
        draft.put("DOI", as_doi(doi[1]))
    draft.put("title", without_stop(one_line(paragraphs[1])) if len(paragraphs) > 1 else "")
    if len(paragraphs) > 2:
        people = re.sub(r"\([0-9, ]+\)", "", one_line(paragraphs[2])).rstrip(".").split(", ")
        draft.add("author", [with_dots(read_name(one)) for one in people if one])
    for paragraph in paragraphs[3:]:
        numbers = [match for one in paragraph.splitlines() if (match := _NUMBER.fullmatch(one)) is not None]
        for kind, value in (match.groups() for match in numbers):
            draft.put(kind, as_pmcid(value) if kind == "PMCID" else as_doi(value) if kind == "DOI" else value, key=kind)
        if not numbers and not paragraph.startswith(_ABOUT):
            draft.append("abstract", one_line(paragraph), "\n")
        elif paragraph.startswith(_ABOUT):
            draft.keep(paragraph.partition(":")[0].partition(" in")[0], paragraph)
    yield from draft.records(draft.variables.get("PMID"))


def sniff(text: str) -> float:
    """Sure of a citation with a number in front, and a PubMed number below."""
    head = text[:20_000].lstrip("\ufeff\r\n ")
    match = _START.match(head)
    is_citation = match is not None and _CITATION.match(one_line(_START.sub(r"\2", head.partition("\n\n")[0])))
    return 0.9 if is_citation and re.search(r"^PMID: ?[0-9]+", head, re.MULTILINE) else 0.0


PUBMED_TEXT: Final = Format(
    "pubmed-text", "PubMed abstracts (text)", sniff=sniff, read=read, note="what PubMed saves as «Abstract (text)»"
)
"""PubMed's text."""
