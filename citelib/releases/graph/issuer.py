r"""The institution that issued a release.

It is looked for from the surest place to the least sure: a label, «Provided by X», lines of the head, lines under the
text, «About X», JSON-LD, the copyright line, the contact, the first paragraph.

>>> from citelib.releases.lines.layout import read_layout
>>> from citelib.releases.page.page import plain_page
>>> page = plain_page("Moss found\n\nUniversity of Bern\n\nMay 3, 2020\n\nMoss was found in nine drains of the town.")
>>> find_issuer(read_layout(page), None, lambda *doubt: None)
'University of Bern'
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

from citelib.releases.graph.origin import Say
from citelib.releases.lines.layout import Layout
from citelib.releases.page.page import Meta, clean
from citelib.releases.people.people import fold
from citelib.releases.words.words import INSTITUTION

__all__ = ["find_issuer"]


_PLACES: Final = ("byline", "head", "tail", "about", "weak")
"""Where lines that name an institution stand, the surest place first."""
_SUPPLIED: Final = re.compile(
    r"\b(?:[Mm]aterials?|[Cc]ontent|[Ss]tory|[Tt]ext)?\s?(?:[Pp]rovided|[Ii]ssued|[Ss]upplied)\sby:?\s(?:the\s)?"
    r"([^\W\d_a-zß-ÿ][^\n.]{2,100})"
    r"|^SOURCE:?\s+([^\n]{3,100})$",
    re.MULTILINE,
)
_RIGHTS: Final = re.compile(
    r"(?:©|\(c\)|[Cc]opyright)\s*(?:[12][0-9]{3}(?:\s*[-–]\s*[12][0-9]{3})?)?,?\s*"
    r"([^\W\d_a-zß-ÿ][^\n.|·]{2,80})"
)
_ADDRESSED: Final = re.compile(
    r"\b(?:universit|institut|hochschule|college|academy|museum|observatory|centre|center|society)", re.IGNORECASE
)
_IN_TEXT: Final = re.compile(
    r"\b(?:at|of|from|by) (?:the )?("
    r"(?:[^\W\d_a-zß-ÿ][\w’'-]+ ){0,4}"
    r"(?:University|Institute|College|Academy|Museum|Observatory|Centre|Center|Laboratory|School)"
    r"(?: (?:of|for|at)(?: [^\W\d_a-zß-ÿ][\w’'-]+)+)?)"
)


def find_issuer(layout: Layout, site: str | None, say: Say) -> str | None:
    """The institution that issued a release, or None.

    Args:
        layout: The parts of the release.
        site: The site that carries it, which is taken for the issuer only if nobody else may be.
        say: Takes what is doubtful.
    """
    page = layout.page
    organisations = _organisations(page.meta)
    certain = itertools.chain(
        filter(None, (_as_institution(clean(page.quote(span))) for span in layout.fields.get("source", ()))),
        _supplied(layout),
        (_plain(name, page.text) for name in _named(layout) if not site or fold(name) != fold(site)),
        (name for name in organisations if fold(name) != fold(site or "")),
        _copyright(page.text),
        organisations,
    )
    if name := next(certain, None):
        return name
    if name := next(_in_contact(layout), None):
        say("info", "issuer-from-contact", f"the issuer {name!r} is known from the contact only")
        return name
    if layout.body and (match := _IN_TEXT.search(page.quote(layout.body[0])[:600])):
        say("warning", "issuer-from-text", f"no issuer is stated; {match[1]!r} is the first institution in the text")
        return match[1]
    say("warning", "no-issuer", "no issuing institution was found")
    return None


def _supplied(layout: Layout) -> Iterator[str]:
    """«Materials provided by X», «Provided by X», «SOURCE X» after the text."""
    for match in _SUPPLIED.finditer(layout.page.text, layout.body[-1][1] if layout.body else 0):
        yield clean(match[1] or match[2]).rstrip(" .")


def _named(layout: Layout) -> list[str]:
    """Lines that name an institution, those in the surest place first."""
    return [text for place in _PLACES for where, text in layout.institutions if where == place]


def _copyright(text: str) -> Iterator[str]:
    """The owner of the rights."""
    rights = _RIGHTS.search(text)
    if rights and INSTITUTION.search(rights[1]):
        yield clean(re.split(r"\.\s|,?\s+[Aa]ll [Rr]ights", rights[1])[0]).rstrip(" .")


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
    text = re.sub(
        r"^(?:materials?|content|story|text)?\s*(?:provided|supplied|issued) by:?\s+(?:the )?",
        "",
        text,
        flags=re.IGNORECASE,
    )
    text = re.split(r"\.\s|\s[|·–—]\s|,\s*(?:by|press|media|office|news)\b", text)[0].rstrip(" .")
    return text if 2 <= len(text) <= 120 and not text.startswith("http") and text[:1].isalnum() else None


def _plain(text: str, whole: str = "") -> str:
    if text.isupper() and len(text.split()) > 1 and (mixed := _mixed_case(text, whole)):
        text = mixed
    return re.sub(
        r"^(?:[Aa]bout|[Tt]he)\s+(?=[^\W\d_a-zß-ÿ])|\s*\([^()]{1,30}\)$", "", re.split(r"\s[|·]\s", text)[0]
    ).strip(" :.")


def _mixed_case(text: str, whole: str) -> str | None:
    """The name as the text writes it elsewhere, not in capitals only."""
    pattern = re.compile(r"\s+".join(map(re.escape, text.split())), re.IGNORECASE)
    return next((clean(match[0]) for match in pattern.finditer(whole) if not match[0].isupper()), None)
