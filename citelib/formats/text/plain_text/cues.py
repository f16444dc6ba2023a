r"""What lines of a list of references look like: their labels, how they begin and end, and what can only go on.

>>> [(one.mark, one.text) for one in (label_of("[3] J. Devlin"), label_of("12. Roe R."), label_of("Roe R.")) if one]
[('3', '[3] '), ('12', '12. ')]
>>> begins_with_people("Devlin, J., & Chang, M. (2019). A title."), begins_with_people("Oxford: Press, 1999.")
(True, False)
"""

from __future__ import annotations

import re
from typing import Final

import attrs

__all__ = [
    "BULLET",
    "PAGE_NUMBER",
    "YEAR",
    "Label",
    "begins_with_people",
    "continues_identifier",
    "ends",
    "ends_with_identifier",
    "goes_on",
    "label_of",
    "starts",
]


@attrs.frozen
class Label:
    """What stands before a reference to number or to name it.

    Attributes:
        mark: The number or name itself.
        text: The label as it stands, with the space behind it.
        certain: Whether it can be nothing else, as «[3]» at the beginning of a line. «3.» may also be what was left of
            a sentence when its line was wrapped.
    """

    mark: str
    text: str
    certain: bool

    @property
    def number(self) -> int | None:
        """The number, if the mark is one."""
        return int(self.mark) if self.mark.isascii() and self.mark.isdecimal() else None


_HAN: Final = "\u3400-\u9fff"
_BRACKETED: Final = re.compile(
    r"\s*[\[［【]\s?(\d{1,4}|[^\W\d_][^\]］】\s]{0,14}\d{2,4}[a-z]?)\s?[\]］】」][.:]?\s*", re.IGNORECASE
)
_PARENTHESISED: Final = re.compile(r"\s*[(（](\d{1,3})[)）]\s*(?=[^\W\d_«“\"])")
_COUNTED: Final = re.compile(rf"\s*(\d{{1,4}})(?:[.)．、](?:\s+|$|(?=[{_HAN}]))|\s+(?=[^\W\d_]))")
_YEARLIKE: Final = re.compile(r"(?:1[4-9]|20)\d\d")


def label_of(line: str) -> Label | None:
    """The label that a line begins with, if any."""
    if match := _BRACKETED.match(line):
        # «[2019] UKSC 12» is part of a citation whose line was wrapped.
        return Label(match[1], match[0], not _YEARLIKE.fullmatch(match[1]))
    if match := _PARENTHESISED.match(line) or _COUNTED.match(line):
        return Label(match[1], match[0], False)
    return None


BULLET: Final = re.compile(r"^\s*(?:[•·▪◦‣●○■□◆*➢–—-]|\uf0b7)\s+(?=\S)")
"""A bullet and the space behind it."""
YEAR: Final = re.compile(
    r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)|\bn\.\s?d\.|in press|forthcoming|to appear|s\.\s?d\.", re.IGNORECASE
)
"""A year, or what stands in its place."""
PAGE_NUMBER: Final = re.compile(
    r"\W{0,5}(?:(?:page|seite|p\.)?\s*\d{1,4}(?:\s*(?:/|of|von|sur|de)\s*\d{1,4})?)[^\w.)\]]{0,5}", re.IGNORECASE
)
"""A line with the number of a page and nothing else; «3.» and «[3]» alone are labels."""

_ADDRESS: Final = re.compile(
    r"(?:https?://\S+|\bwww\.\S+|\b10\.\d{4,9}/\S+|\barXiv\s?:\s?\S+|\bPMC\d+|\bPMID:?\s?\d+)$", re.IGNORECASE
)
_ENDS: Final = re.compile(r"(?:[.)\]>»”\"。．]|\d[\d–-]*|(?:https?:|www\.|doi)\S+)$", re.IGNORECASE)
_JOINTS: Final = "/-_=&?%~#"
"""Characters that an address hardly ever ends with, so that it goes on behind them."""
_REST: Final = re.compile(
    r"[/_=&%]|[a-z]\d|\d[a-z]|\.(?:html?|pdf|php|aspx?)\b|^\d{2,}[.,;]?$|[a-z]-[a-z]+-|^\d[\d.]*\.\d"
)


def ends_with_identifier(line: str) -> bool:
    """Whether a DOI, an address or another identifier is the last of a line."""
    return _ADDRESS.search(line[-400:].rstrip(" .,;)>]")) is not None


def continues_identifier(before: str, line: str) -> bool:
    """Whether a line begins with the rest of the identifier that the line before ends with."""
    before = before.rstrip()
    if not line.strip() or not ends_with_identifier(before):
        return False
    first = line.split(maxsplit=1)[0]
    if before[-1:] in _JOINTS:
        return first[0].isascii() and not label_of(line)
    if before[-1:] in ".,;)>]" and not (before[-1] == "." and first[0].isdigit() and re.search(r"\d\.\d", first)):
        return False
    # Words of a sentence have neither a slash nor digits among their letters.
    return first[0].isascii() and (first[0].islower() or first[0].isdigit()) and _REST.search(first) is not None


def ends(line: str) -> bool:
    """Whether a reference may end with this line."""
    return _ENDS.search(line.rstrip()[-200:]) is not None


_UPPER: Final = "A-ZÀ-ÖØ-ÞĀĆČĐĘĞİŁŃŐŒŘŚŞŠŢŤŮŹŻŽА-ЯΑ-Ω"
_U: Final = f"[{_UPPER}]"
_WORD: Final = rf"{_U}[\w'’‐-]{{1,30}}"
_PARTICLE: Final = (
    r"(?:(?:van|von|de|der|den|del|della|di|du|da|dos|le|la|al|el|ten|ter|zu|zur|af)\s){0,3}(?:d['’]|al-)?"
)
_FAMILY: Final = rf"{_PARTICLE}{_WORD}(?:\s{_PARTICLE}{_WORD})?"
_STARTS: Final = re.compile(rf"\W{{0,2}}{_PARTICLE}[^\W\d_a-zà-ÿа-я]")
_AND: Final = r"\s(?:and|et|und|y|&)\s"
_PEOPLE: Final = re.compile(
    rf"\W{{0,2}}(?:{_FAMILY},\s?{_U}\w?\."  # Doe, J.
    rf"|{_FAMILY},\s{_WORD}(?:\s{_U}\.)?(?:\.\s|,\s(?:and\s)?{_U}|{_AND}|\s\()"  # Doe, Jane.   Doe, Jane, Roe
    rf"|{_FAMILY},\s{_U}{{1,3}}(?:[,;]|{_AND}|\s\()"  # Doe, JA,
    rf"|{_FAMILY}\s(?!(?:UP|AG|DC|UK|USA?|NY|NJ|MA|CA|II+|IV|VI+)\b){_U}{{1,3}}(?:[,.;]\s|{_AND}|\s\(|$)"  # Doe JA,
    rf"|{_FAMILY},?\s(?:et al\b|and others)"
    rf"|(?:{_U}\w?\.[\s‐-]?){{1,4}}{_FAMILY}(?:,\s(?=[{_UPPER}“\"«‘„]|and\s|et\sal)|{_AND}|\set\sal\b)"  # J. Doe, “
    rf"|[{_HAN}·]{{2,12}}\s?(?:[,，、.．。：:]|等))"
)


def starts(line: str) -> bool:
    """Whether a reference may start with this line: with a capital, a quotation mark, or a particle of a name."""
    return _STARTS.match(line.lstrip()) is not None


def begins_with_people(line: str) -> bool:
    """Whether a line begins with names of people as lists of references write them."""
    return _PEOPLE.match(line.lstrip()[:300]) is not None


_ACCESS: Final = re.compile(
    r"\W{0,2}(?:accessed|retrieved|available|viewed|cited|last\s|disponible|consulté|abgerufen|zugriff|url\b|isbn\b|"
    r"issn\b|pmid\b|pmcid\b|pmc\d|arxiv\s?:|doi\b|epub\b|https?:|www\.|10\.\d{4,9}/)",
    re.IGNORECASE,
)
_HOST: Final = re.compile(r"\W{0,2}[Ii]n:?\s")
_SOURCE: Final = re.compile(
    r"\W{0,2}(?:pp?\.\s?\d|vol(?:ume|\.)\s|no\.\s?\d|proc(?:eedings|\.)\s|journal\s(?:of|de)\b|revue\s|"
    r"university\s|univ\.\s|\w+\suniversity\spress\b|(?:[A-Z]\w+\s){0,2}(?:press|verlag|publishers?)\b)",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(rf"{_U}[\w.]+(?:[\s-]{_U}[\w.]+){{0,2}}(?:,\s{_U}[\w.]{{1,12}})?\s?:\s{_U}[^.:]{{2,60}}\W")


def goes_on(line: str) -> bool:
    """Whether a line can only go on with the reference before it: with access, a source, or place and publisher."""
    line = line.lstrip()
    if _ACCESS.match(line) or _HOST.match(line):
        return True
    if begins_with_people(line):
        return False
    return _SOURCE.match(line) is not None or (_PLACE.match(line) is not None and len(line) < 100)
