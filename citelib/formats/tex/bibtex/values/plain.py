r"""Values that are not running text: addresses, identifiers, pages, and which field names the publisher.

>>> verbatim(r"10.1000/a\_b"), plain_doi("https://doi.org/10.1000/x"), usual_publisher("phdthesis")
('10.1000/a_b', '10.1000/x', 'school')
"""

from __future__ import annotations

import re
from typing import Final

from citelib.formats.tex.latex.tables import ESCAPES

__all__ = [
    "EPRINT_ADDRESSES",
    "HAS_ADDRESS",
    "PUBLISHERS",
    "SITES",
    "dashed",
    "is_abbreviated",
    "plain_doi",
    "usual_publisher",
    "verbatim",
]

EPRINT_ADDRESSES: Final = {
    "arxiv": "https://arxiv.org/abs/",
    "jstor": "https://www.jstor.org/stable/",
    "pubmed": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "googlebooks": "https://books.google.com?id=",
    "hdl": "https://hdl.handle.net/",
}
"""Where works of an ``eprinttype`` are found."""

HAS_ADDRESS = re.compile(r"\\(?:url|href)\b|https?://")
_DASHES = re.compile(r"(?<!\s)\s*+(?<!-)-*+[–—]-*+\s*+|(?<!\s)\s*+(?<!-)--++\s*+|(?<=[0-9])\s*+-\s*+(?=[0-9])")

SITES: Final = frozenset(["webpage", "post", "post-weblog"])
"""Types of works that are part of a site."""

PUBLISHERS: Final = ("school", "institution", "organization", "howpublished", "publisher")
"""The fields that name who publishes an entry, in the order in which they are printed."""


def dashed(pages: str) -> str:
    """Pages with an en dash, as far as it is one, between the first and the last.

    >>> dashed("12 -- 34"), dashed("12-34, 56"), dashed("A-12")
    ('12–34', '12–34, 56', 'A-12')
    """
    first, _, last = pages.partition("–")
    if first.isalnum() and (not last or last.isalnum()):
        return pages
    return _DASHES.sub("–", pages)


_DOI_ADDRESS = re.compile(r"^(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


def plain_doi(text: str) -> str:
    """A DOI without an address in front."""
    return _DOI_ADDRESS.sub("", text).replace("{", "").replace("}", "")


def usual_publisher(entry_type: str) -> str:
    """The field in which an entry of this type usually names who publishes it."""
    if entry_type in ("phdthesis", "mastersthesis"):
        return "school"
    if entry_type in ("thesis", "report", "techreport"):
        return "institution"
    if entry_type in ("manual", "online", "misc", "electronic", "www", "webpage", "software", "dataset"):
        return "organization" if entry_type in ("manual", "online", "electronic", "www", "webpage") else "publisher"
    return "howpublished" if entry_type == "booklet" else "publisher"


def verbatim(latex: str) -> str:
    """A value that is not LaTeX: only white space is folded, and the escapes that exporters add are taken off."""
    text = " ".join(latex.split())
    if text.startswith("{") and text.endswith("}") and "}" not in text[1:-1]:
        text = text[1:-1].strip()
    if "\\" not in text:
        return text
    text = _ESCAPED.sub(lambda match: match[1] or match[2] or match[3], text)
    for character in "\\{}":
        text = text.replace(ESCAPES[character], character)
    return text


_ESCAPED = re.compile(r"\{\\([%#&_~$])\}|\\([%#&_$])|\\(~)(?:\{\})?")


_CUT_SHORT: Final = frozenset(
    """
    acad. am. ann. appl. arch. assoc. biochem. biol. bull. chem. clin. comput. conf. eng. environ. eur. exp. geol.
    geophys. inst. int. lett. mag. mater. math. mech. med. meth. mol. nat. opt. philos. phys. proc. psychol. quant.
    rep. res. rev. sci. soc. stat. surv. symp. syst. technol. theor. trans. univ. z.
    """.split()
)
"""Words that ISO 4 shortens in titles of journals everywhere, and that stand so in no full title."""


def is_abbreviated(title: str) -> bool:
    """Whether the words of a journal's title are cut short, most of them or those that are in most journals' titles.

    It then is its short title, too.

    >>> is_abbreviated("Phys. Rev. B"), is_abbreviated("Phys. Status Solidi A"), is_abbreviated("St. Louis Review")
    (True, True, False)
    """
    words = title.lower().split()
    cut = [word for word in words if word.rstrip(":,)").endswith(".")]
    return 1 < len(words) < 12 and (2 * len(cut) >= len(words) or not _CUT_SHORT.isdisjoint(cut))
