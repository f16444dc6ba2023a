"""Lines that do not belong to a release's text: a table of what pages say around it, by kind.

>>> furniture("Share on Facebook"), furniture("© 2023 Some Institute"), furniture("The crack grew.")
('share', 'copyright', None)
"""

from __future__ import annotations

import re
from typing import Final

from citelib.releases.words.patterns import DATE, alternatives, compiled
from citelib.releases.words.tables import mapping, words

CREDIT: Final = compiled("credit_line")
"""The credit of a picture, alone in a line: «Agency/Ann Lee»."""

CREDIT_END: Final = compiled("credit_end", re.IGNORECASE, before=r"(?:^|[\s(\[（])", after="$")
"""The credit of a picture at the end of its caption: «… Credit: Ann Lee»."""
CREDIT_END_NAME: Final = compiled("credit_end_name", after=r"\)?\.?$")
"""A credit that only a stroke or a sign shows: «… / Agency»."""

__all__ = [
    "CREDIT",
    "CREDIT_END",
    "CREDIT_END_NAME",
    "END",
    "NOTICE",
    "NOTICE_AFTER",
    "NOTICE_OF",
    "furniture",
    "is_contact",
]

_MENU: Final = words("menu")
_TABLE: Final = tuple(
    (kind, re.compile("|".join(patterns), re.IGNORECASE)) for kind, patterns in mapping("furniture").items()
)

NOTICE: Final = compiled(
    "notice", re.IGNORECASE, after=r"(?:\s+(?:(?:no|nr|n[°º]|num)\.?\s?|#\s?)?[0-9][0-9/.-]{0,12})?[\s:.!*-]*$"
)
"""A line that says only that this is a release, or when it may be used."""

NOTICE_OF: Final = re.compile(
    rf"\W*(?i:{alternatives('notice')})\s+(?i:{alternatives('notice_of')})\s*(?P<by>[^\W\d_a-zß-ÿ][^\n.:|·]{{1,90}}?)"
    rf"\s*(?:[.,:|·–—-]\s*)?(?:{DATE.pattern})?\W*"
)
"""A line that says whose release it is: «Nota de prensa de la Universidad de Vik. 03/07/2014»."""

NOTICE_AFTER: Final = compiled(
    "notice_after",
    before=r"(?:[Ff]rom\s+)?(?:(?:[Aa]n?|[Tt]he)\s+)?(?P<by>[^\W\d_a-zß-ÿ][^\n.:|·]{2,90}?)\s+",
    after=r"\s*(?:[:|·–—-].*)?$",
)
"""The same with the name first: «From a University of Vik press release: …»."""

END: Final = re.compile(
    r"(?:#[\s#]*#|-+\s?30\s?-+"
    rf"|[-–—*.~=_/\s]{{0,10}}{alternatives('end')}[-–—*.~=_/\s]{{0,10}}"
    r"|[*\s]{3,20}|[-–—_=~]{3,80}|•\s?•\s?•)$",
    re.IGNORECASE,
)
"""A line that ends the text of a release."""

_EMAIL: Final = re.compile(r"[\w.+-]{1,64}(?:@|\s?\[at\]\s?|\s?\(at\)\s?)[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PHONE: Final = re.compile(r"(?:\+|\b00)?\(?[0-9][0-9 ().\-/]{6,22}[0-9]\b")


def furniture(text: str) -> str | None:
    """The kind of page furniture that a line is, or None."""
    text = text[:700]
    if _is_menu(text):
        return "navigation"
    return next((kind for kind, pattern in _TABLE if pattern.match(text)), None)


def _is_menu(text: str) -> bool:
    """Whether a line holds nothing but entries of a menu.

    >>> _is_menu("Search Sitemap Contact Login"), _is_menu("Contact with moss")
    (True, False)
    """
    entries = re.findall(r"[^\W\d_]+", text.casefold())
    return 2 < len(entries) < 12 and sum(entry in _MENU for entry in entries) * 4 >= len(entries) * 3


def is_contact(text: str) -> bool:
    """Whether a short line is there to reach somebody: an e-mail address, a telephone number, a handle.

    >>> is_contact("Office: 555-0142"), is_contact("dwhitlock@lakemont.example"), is_contact("A beam of 12 m broke.")
    (True, True, False)
    """
    if len(text) > 200 or (len(text.split()) > 14):
        return False
    if _EMAIL.search(text):
        return True
    phone = _PHONE.search(text)
    return (
        phone is not None
        and sum(char.isdigit() for char in phone[0]) >= 7
        and not re.search(r"10\.\d{4}/", text)
        and len(text) - len(phone[0]) < 60
    )
