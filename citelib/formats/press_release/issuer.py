r"""The institution that issued a release.

It is looked for from the surest place to the least sure: a label, «Provided by X», lines of the head, lines under the
text, «About X», JSON-LD, the copyright line, the contact, the first paragraph.

>>> from citelib.formats.press_release.layout import read_layout
>>> from citelib.formats.press_release.page import plain_page
>>> page = plain_page("Moss found\n\nUniversity of Bern\n\nMay 3, 2020\n\nMoss was found in nine drains of the old town.")
>>> Issuer(read_layout(page), lambda *what: None).find(site=None)
'University of Bern'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citelib.formats.press_release.layout import Layout
from citelib.formats.press_release.origin import Say
from citelib.formats.press_release.page import clean
from citelib.formats.press_release.people import fold
from citelib.formats.press_release.words import INSTITUTION

__all__ = ["Issuer"]


class Issuer:
    """Finds the issuing institution.

    Args:
        layout: The parts of the release.
        say: Takes what is doubtful.
    """

    def __init__(self, layout: Layout, say: Say) -> None:
        self.layout = layout
        self.page = layout.page
        self.text = layout.page.text
        self.meta = layout.page.meta
        self.say = say

    def find(self, site: str | None) -> str | None:
        """The institution; the site that carries the release counts only if nothing else does."""
        layout = self.layout
        for span in layout.fields.get("source", ()):
            if name := _as_institution(clean(self.page.quote(span))):
                return name
        for name in self._supplied():
            return name
        organisations = self._organisations()
        places = ("byline", "head", "tail", "about", "weak")
        named = [text for place in places for where, text in layout.institutions if where == place]
        # A line in the head that also stands in «About …» is surest; else the order of places.
        for text in named:
            if not site or fold(text) != fold(site):
                return _plain(text, self.text)
        for text in organisations:
            if fold(text) != fold(site or ""):
                return text
        rights = re.search(
            r"(?:©|\(c\)|[Cc]opyright)\s*(?:[12][0-9]{3}(?:\s*[-–]\s*[12][0-9]{3})?)?,?\s*([^\W\d_a-zß-ÿ][^\n.|·]{2,80})",
            self.text,
        )
        if rights and INSTITUTION.search(rights[1]):
            return clean(re.split(r"\.\s|,?\s+[Aa]ll [Rr]ights", rights[1])[0]).rstrip(" .")
        if organisations:
            return organisations[0]
        for span in layout.fields.get("contact", ()):
            for part in re.split(r"[,\n|]", self.page.quote(span)):
                if (
                    re.search(
                        r"\b(?:universit|institut|hochschule|college|academy|museum|observatory|centre|center|society)",
                        part,
                        re.IGNORECASE,
                    )
                    and "@" not in part
                ):
                    self.say(
                        "info", "issuer-from-contact", f"the issuer {clean(part)!r} is known from the contact only"
                    )
                    return clean(part)
        if layout.body:
            first = self.page.quote(layout.body[0])[:600]
            if match := re.search(
                r"\b(?:at|of|from|by) (?:the )?((?:[^\W\d_a-zß-ÿ][\w’'-]+ ){0,4}(?:University|Institute|College|Academy|Museum|Observatory|Centre|Center|Laboratory|School)(?: (?:of|for|at)(?: [^\W\d_a-zß-ÿ][\w’'-]+)+)?)",
                first,
            ):
                self.say(
                    "warning",
                    "issuer-from-text",
                    f"no issuer is stated; {match[1]!r} is the first institution in the text",
                )
                return match[1]
        self.say("warning", "no-issuer", "no issuing institution was found")
        return None

    def _supplied(self) -> Iterator[str]:
        """«Materials provided by X», «Provided by X», «SOURCE X»."""
        pattern = re.compile(
            r"\b(?:[Mm]aterials?|[Cc]ontent|[Ss]tory|[Tt]ext)?\s?(?:[Pp]rovided|[Ii]ssued|[Ss]upplied)\sby:?\s(?:the\s)?([^\W\d_a-zß-ÿ][^\n.]{2,100})|^SOURCE:?\s+([^\n]{3,100})$",
            re.MULTILINE,
        )
        for match in pattern.finditer(self.text, self.layout.body[-1][1] if self.layout.body else 0):
            yield clean(match[1] or match[2]).rstrip(" .")

    def _organisations(self) -> list[str]:
        """Organisations that JSON-LD names as author, source or publisher."""
        found: list[str] = []
        for role in ("author", "sourceOrganization", "creator", "provider", "copyrightHolder", "publisher"):
            for thing in self.meta.objects:
                if "Scholarly" in str(thing.get("@type")):
                    continue
                value = thing.get(role)
                found += [
                    clean(one["name"])
                    for one in (value if isinstance(value, list) else [value])
                    if isinstance(one, dict)
                    and isinstance(one.get("name"), str)
                    and "Person" not in str(one.get("@type"))
                ]
        named = self.meta.all(
            "dc.publisher", "dc.creator", "article:publisher", "author", "dcterms.publisher", "publisher"
        )
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
