r"""The institution that issued a release.

Everything that may be it is a candidate: a label, «Provided by X», lines of the head, lines under the text, «About X»,
JSON-LD, the copyright line, the contact, the first paragraph. What each place weighs is in one table.

>>> from citelib.releases.lines.layout import read_layout
>>> from citelib.releases.page.page import plain_page
>>> page = plain_page("Moss found\n\nUniversity of Bern\n\nMay 3, 2020\n\nMoss was found in nine drains of the town.")
>>> find_issuer(read_layout(page), None, lambda *doubt: None)
'University of Bern'
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from typing import Final

from citelib.diagnostics import Severity
from citelib.releases.graph.origin import Say
from citelib.releases.lines.alone import LEGAL_FORM, is_institution
from citelib.releases.lines.layout import Layout
from citelib.releases.page.page import Meta, Page, Span, clean
from citelib.releases.people.names import fold
from citelib.releases.scored import Candidate, best
from citelib.releases.words.patterns import INSTITUTION, alternatives, compiled, each

__all__ = ["find_issuer"]


_SUPPLIED: Final = re.compile(
    rf"\b{alternatives('supplied_by')}:?\s(?:the\s)?(?P<by>[^\W\d_a-zß-ÿ][^\n.]{{2,100}})"
    rf"|^{alternatives('source_line')}:?\s+(?P<source>[^\n]{{3,100}})$",
    re.MULTILINE,
)
_RIGHTS: Final = compiled(
    "rights",
    after=r"\s*(?:[12][0-9]{3}(?:\s*[-–]\s*[12][0-9]{3})?)?,?\s*(?P<owner>[^\W\d_a-zß-ÿ][^\n.|·]{2,80})",
)
_ALL_RIGHTS: Final = compiled("all_rights", before=r"\.\s|,?\s+")
_ADDRESSED: Final = compiled("institution_with_address", re.IGNORECASE, before=r"\b")
_IN_TEXT: Final = each("institution_in_text")
_AFTER_NAME: Final = re.compile(rf"(?i:\.\s|\s[|·–—]\s|,\s*(?:by\b|{alternatives('office')}|{alternatives('notice')}))")
_SUPPLIED_VALUE: Final = compiled("supplied_by", before="^", after=r":?\s+(?:the )?")

_WEIGHTS: Final[Mapping[str, float]] = {
    "under a label for the source": 100,
    "said to have provided the text": 95,
    "named with the kind of text": 92,
    "in the byline": 90,
    "a line of the head": 85,
    "a line under the text": 80,
    "about itself": 75,
    "a short line of the head": 70,
    "named in the page's head": 60,
    "an institution in the page's title": 45,
    "an institution that owns the rights": 50,
    "the owner of the rights": 25,
    "in the address of the contact": 30,
    "the first institution in the text": 20,
    "the site that carries the text": -40,
}
"""What speaks for an institution having issued the release; what says it of the release itself weighs most."""
_PLACES: Final = {
    "notice": "named with the kind of text",
    "byline": "in the byline",
    "head": "a line of the head",
    "tail": "a line under the text",
    "about": "about itself",
    "weak": "a short line of the head",
}
_DOUBTS: Final[Mapping[str, tuple[Severity, str, str]]] = {
    "in the address of the contact": ("info", "issuer-from-contact", "the issuer {!r} is known from the contact only"),
    "the first institution in the text": (
        "warning",
        "issuer-from-text",
        "no issuer is stated; {!r} is the first institution in the text",
    ),
}


def find_issuer(layout: Layout, site: str | None, say: Say) -> str | None:
    """The institution that issued a release, or None.

    Args:
        layout: The parts of the release.
        site: The site that carries it, which is taken for the issuer only if nobody else may be.
        say: Takes what is doubtful.
    """
    found = best(_candidates(layout, site), _WEIGHTS)
    if found is None:
        say("warning", "no-issuer", "no issuing institution was found")
        return None
    if doubt := _DOUBTS.get(found.reasons[0]):
        severity, code, message = doubt
        say(severity, code, message.format(found.value))
    return found.value


def _candidates(layout: Layout, site: str | None) -> Iterator[Candidate[str]]:
    """Whoever may have issued the release, each with the reason."""
    page = layout.page
    for span in layout.fields.get("source", ()):
        if name := _as_institution(clean(page.quote(span))):
            yield Candidate(name, ("under a label for the source",), span)
    for name in _supplied(layout):
        yield Candidate(name, ("said to have provided the text",))
    for where, text in layout.institutions:
        yield _unless_site(_plain(text, page.text), _PLACES[where], site)
    for name in _organisations(page.meta):
        yield _unless_site(name, "named in the page's head", site)
    for part in re.split(r"\s[|–—-]\s", page.meta.title or "")[1:]:
        if is_institution(part):
            yield _unless_site(clean(part), "an institution in the page's title", site)
    yield from _copyright(page, site)
    for name in _in_contact(layout):
        yield Candidate(name, ("in the address of the contact",))
    if layout.body:
        start, end = layout.body[0]
        for pattern in _IN_TEXT:
            if match := pattern.search(page.text, start, min(end, start + 600)):
                yield Candidate(match["name"], ("the first institution in the text",), match.span("name"))


def _unless_site(name: str, reason: str, site: str | None) -> Candidate[str]:
    same = site is not None and fold(name) == fold(site)
    return Candidate(name, (reason, *(("the site that carries the text",) if same else ())))


def _supplied(layout: Layout) -> Iterator[str]:
    """«Materials provided by X», «Provided by X», «SOURCE X» after the text."""
    page = layout.page
    after = layout.body[-1][1] if layout.body else 0
    # What supplies a name ends with its line, which in HTML is the block.
    for start, end in _lines(page, after):
        for match in _SUPPLIED.finditer(page.text, start, end):
            yield clean(match["by"] or match["source"]).rstrip(" .")


def _lines(page: Page, after: int) -> Iterator[Span]:
    """The lines that end after an offset: all of plain text as one, the blocks of HTML."""
    if not page.is_html:
        yield after, len(page.text)
        return
    yield from ((max(block.start, after), block.end) for block in page.blocks if block.end > after)


def _copyright(page: Page, site: str | None) -> Iterator[Candidate[str]]:
    """The owner of the rights."""
    found = (match for span in _lines(page, 0) for match in _RIGHTS.finditer(page.text, *span))
    for rights in itertools.islice(found, 3):
        name = _ALL_RIGHTS.split(rights["owner"].split(". ")[0])[0].split(", ")[0]
        name = clean(name).rstrip(" .")
        known = INSTITUTION.search(name)
        yield _unless_site(name, "an institution that owns the rights" if known else "the owner of the rights", site)


def _in_contact(layout: Layout) -> Iterator[str]:
    """Institutions in the address of the contact."""
    for span in layout.fields.get("contact", ()):
        for part in re.split(r"[,\n|]", layout.page.quote(span)):
            if _ADDRESSED.search(part) and "@" not in part:
                yield clean(part)


def _organisations(meta: Meta) -> list[str]:
    """Organisations that JSON-LD names as author, source or publisher."""
    found: list[str] = []
    for role in ("author", "sourceOrganization", "creator", "provider", "copyrightHolder", "publisher"):
        for thing in meta.objects:
            if "Scholarly" in str(thing.get("@type")):
                continue
            value = thing.get(role)
            found += [
                clean(one["name"])
                for one in (value if isinstance(value, list) else [value])
                if isinstance(one, dict) and isinstance(one.get("name"), str) and "Person" not in str(one.get("@type"))
            ]
    named = meta.all("dc.publisher", "dc.creator", "article:publisher", "author", "dcterms.publisher", "publisher")
    found += [value for value in named if INSTITUTION.search(value) and not value.startswith("http")]
    return found


def _as_institution(text: str) -> str | None:
    """The name in the value of a source label: «Materials provided by X. Original written by Y.»."""
    text = _SUPPLIED_VALUE.sub("", text)
    text = _AFTER_NAME.split(text)[0].rstrip(" .")
    return text if 2 <= len(text) <= 120 and not text.startswith("http") and text[:1].isalnum() else None


def _plain(text: str, whole: str = "") -> str:
    if text.isupper() and len(text.split()) > 1 and (mixed := _mixed_case(text, whole)):
        text = mixed
    text = re.sub(
        r"^(?:[Aa]bout|[Tt]he)\s+(?=[^\W\d_a-zß-ÿ])|(?<!\s)\s*+\([^()]{1,30}\)$", "", re.split(r"\s[|·]\s", text)[0]
    ).strip(" :")
    return text if LEGAL_FORM.search(text) else text.rstrip(".")


def _mixed_case(text: str, whole: str) -> str | None:
    """The name as the text writes it elsewhere, not in capitals only."""
    pattern = re.compile(r"\s+".join(map(re.escape, text.split())), re.IGNORECASE)
    return next((clean(match[0]) for match in pattern.finditer(whole) if not match[0].isupper()), None)
