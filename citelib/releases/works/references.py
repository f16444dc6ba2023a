"""A reference as releases print it under «Journal Reference», «Paper», «More information».

The orders that are understood are those of ScienceDaily, Vancouver, APA, Nature and Phys.org, and a title in quotation
marks with authors before it or after «by».

>>> reference = parse_reference("Holloway B, Puig-Soler F. Whispering modes in domes. Structural Health (2022).")
>>> [str(name) for name in reference.authors], reference.title, reference.journal, reference.year
(['B Holloway', 'F Puig-Soler'], 'Whispering modes in domes', 'Structural Health', 2022)
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from citelib.model import Name
from citelib.releases.page.page import clean
from citelib.releases.words.patterns import AND, CAPITAL, DEGREES, INSTITUTION, NAME, PARTICLE, alternatives, compiled

__all__ = ["DOI", "QUOTED_TITLE", "URL", "Reference", "author_list", "find_doi", "judge_reference", "parse_reference"]

DOI: Final = re.compile(r"(?<![\w.])10\.[0-9]{4,9}/[^\s\"<>“”«»{}\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]{1,300}")
"""A DOI with whatever stands at its end; see `find_doi`."""
URL: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»]{3,500}")
_YEAR: Final = re.compile(r"(?<![\d./-])((?:19|20)[0-9]{2})(?![\d/-])")
_YEAR_PAREN: Final = re.compile(r"\(\s*(?:[^()\d]{0,20})((?:1[5-9]|20)[0-9]{2})[^()]{0,20}\)")
_INITIALS_POINT = r"[^\W\d_a-zß-ÿ]\.(?:[\s-]?[^\W\d_a-zß-ÿ]\.?){0,3}"
_FAMILY = rf"(?:{PARTICLE}\s){{0,3}}{CAPITAL}(?:\s{CAPITAL}){{0,2}}"
_AUTHOR_FORMS: Final = tuple(
    (order, re.compile(form))
    for order, form in (
        ("inverted", rf"(?P<family>{_FAMILY}),\s(?P<given>{_INITIALS_POINT})(?![\w])"),
        (
            "inverted",
            (
                rf"(?P<family>(?:{PARTICLE}\s){{0,3}}{CAPITAL}(?:\s{CAPITAL})?)\s"
                rf"(?P<given>[^\W\d_a-zß-ÿ]{{1,4}}(?:-[^\W\d_a-zß-ÿ])?)(?:\.(?=\s*[,;&]))?(?=[,.;:&\s*]"
                rf"|$)(?!\s*[^\W\d_]{{2,}}[’'])"
            ),
        ),
        (
            "inverted",
            rf"(?P<family>(?:{PARTICLE}\s){{0,3}}{CAPITAL}(?:\s{CAPITAL})?)\s(?P<given>{_INITIALS_POINT})(?=\s*[,;&(]|\s+{AND}\s)",
        ),
        ("natural", rf"(?P<whole>{_INITIALS_POINT}\s(?:{_FAMILY}))(?![\w])"),
        ("natural", rf"(?P<whole>{NAME})(?![\w])"),
    )
)
_SEPARATOR: Final = re.compile(
    rf"\s*(?:[0-9*†‡,]{{0,6}}(?=\s*[,;&]|\s+and\b))?\s*(?:[,;]\s*(?:{AND}\s+|…\s*)?|\s{AND}\s+|&\s*)"
)
_ET_AL: Final = compiled(
    "more_authors", re.IGNORECASE, before=r"[,;]?\s*(?:(?:…|\.\.\.)\s*)?", after=r"|[,;]?\s*u\.\s?a\."
)
_DEGREES: Final = re.compile(rf"(?:{DEGREES}){{1,4}}")
QUOTED_TITLE: Final = re.compile(
    r"“([^“”]{8,400})”"
    r"|\"([^\"]{8,400})\""
    r"|„([^„“”]{8,400})[“”]"
    r"|«\s?([^«»]{8,400}?)\s?»"
    r"|»([^«»]{8,400})«"
    r"|(?<!\w)[‘']([^‘\n]{8,400}?)[’'](?=[\s,.;:)]|$)"
)
_SENTENCE_END: Final = re.compile(
    r"(?<![\s.][^\W\d_])(?<!\bvs)(?<!\bSt)(?<!\bsp)(?<!\bspp)[.](?=\s+[^\W_a-z])|[?!](?=\s+[^\W_])|[.?!]?\s*$"
)
_JOURNAL: Final = re.compile(r"[^,;()\d\n]{2,120}")
_LEAD_IN: Final = compiled("publication_lead_in", re.IGNORECASE, before=r"^[\s.,;:)–—-]*(?:", after=r"){0,4}(?=\S)")


_ABBREVIATED: Final = re.compile(r"(?:[^\W\d_a-zß-ÿ][\w]{1,9}\.\s){2}")
"""Two shortened words in a row: the name of a journal, whose points end no sentence."""
_LIST_MARK: Final = re.compile(r"^\s*(?:\[?[0-9]{1,2}[\].)]+|[-*•▪‣·–])\s+")
"""What stands before a reference in a list."""

_BY: Final = compiled("by", before=r"[\s,.]*", after=r"\s+")
_VOLUME: Final = re.compile(rf"\.\s|\s{alternatives('volume')}\b\.?")


@attrs.frozen
class Reference:
    """What a reference says.

    Attributes:
        authors: The authors in order.
        title: Title without quotation marks and closing point.
        journal: Journal.
        year: Year of publication.
        doi: DOI.
        url: Another address.
        et_al: Whether more authors are meant than are named.
    """

    authors: tuple[Name, ...] = ()
    title: str | None = None
    journal: str | None = None
    year: int | None = None
    doi: str | None = None
    url: str | None = None
    et_al: bool = False

    def __bool__(self) -> bool:
        """Whether it says enough to be one."""
        return bool(self.doi or (self.title and (self.authors or self.journal)))

    @property
    def is_complete(self) -> bool:
        """Whether it says who wrote what and where it appeared, in words that may be so."""
        return bool(
            self.authors
            and self.title
            and (self.journal or self.doi)
            and len(self.title.split()) > 1
            and not re.match(r"[\W\d]|[^\W\d_]\.", self.title)
            and not _YEAR_PAREN.search(self.title)
        )


def find_doi(text: str) -> str | None:
    """The first DOI in a text, without the punctuation of the sentence around it.

    >>> find_doi("see https://doi.org/10.5555/ab(12)c.")
    '10.5555/ab(12)c'
    """
    match = DOI.search(text)
    return trim_identifier(match[0]) if match else None


def trim_identifier(text: str) -> str:
    """An identifier or address without the punctuation that belongs to the sentence."""
    while text:
        last = text[-1]
        if last in ".,;:!?'’‘*([" or (
            last in ")]>" and text.count(last) > text.count({")": "(", "]": "[", ">": "<"}[last])
        ):
            text = text[:-1]
        else:
            break
    return text


def author_list(text: str) -> tuple[tuple[Name, ...], int, bool]:
    """Authors at the beginning of a text, the offset after them, and whether «et al.» follows.

    >>> authors, end, more = author_list("Mizushima, H., van der Berg, L. & Pham, L. T. Title")
    >>> [name.full_family for name in authors], more
    (['Mizushima', 'van der Berg', 'Pham'], False)
    """
    names: list[Name] = []
    at = end = 0
    order: re.Pattern[str] | None = None
    while len(names) < 2000:
        # The form of the first author is the form of all, where it fits.
        forms = sorted(_AUTHOR_FORMS, key=lambda form: form[1] is not order)
        for kind, form in forms:
            match = form.match(text, at)
            if match and not (
                order is None
                and kind == "inverted"
                and text[match.end() : match.end() + 1] == "."
                and _is_natural(text, at)
            ):
                break
        else:
            break
        if names and INSTITUTION.search(match[0]):
            # «A. Lee, B. Ek, Vik University»: the address of the last one.
            break
        order = order or form
        if kind == "inverted":
            names.append(Name.parse(f"{match['family']}, {match['given']}"))
        else:
            names.append(Name.parse(match["whole"]))
        end = match.end()
        if degrees := _DEGREES.match(text, end):
            end = degrees.end()
        if more := _ET_AL.match(text, end):
            return tuple(names), more.end(), True
        separator = _SEPARATOR.match(text, end)
        if not separator or separator.end() == end:
            break
        at = separator.end()
    return tuple(names), end, False


def _is_natural(text: str, at: int) -> bool:
    """Whether «Theresa M. Lindgren, …» begins there, not «Theresa M. A title»: more authors or degrees follow."""
    match = _AUTHOR_FORMS[-1][1].match(text, at)
    return match is not None and re.match(r"\s*(?:[,;&]|and\b|et\b)|\s*$", text[match.end() :]) is not None


def parse_reference(text: str) -> Reference:
    """Read a reference; what cannot be found is None.

    >>> parse_reference("Ann Lee et al, A tide table for whales, Marine Logs (2024). DOI: 10.5555/ml.24").title
    'A tide table for whales'
    """
    text = _LIST_MARK.sub("", text[:6000])
    doi = find_doi(text)
    url = next((trim_identifier(match[0]) for match in URL.finditer(text) if "doi.org" not in match[0]), None)
    flat = clean(DOI.sub(" ", URL.sub(" ", re.sub(r"https?://(?:dx\.)?doi\.org/\S+", " ", text))))
    flat = re.sub(r"\b(?:doi|DOI)\s*:?\s*(?=$|[\s.,;)])", "", flat).strip(" ,;")
    years = [int(year) for year in _YEAR_PAREN.findall(flat)] or [int(year) for year in _YEAR.findall(flat)]
    year = years[-1] if years else None
    if quoted := QUOTED_TITLE.search(flat):
        title = next(group for group in quoted.groups() if group is not None).rstrip(" ,.").strip()
        before, after = flat[: quoted.start()], flat[quoted.end() :]
        authors, _, more = author_list(before)
        if not authors and (by := _BY.match(after)):
            authors, end, more = author_list(after[by.end() :])
            after = after[by.end() + end :]
        elif not authors and len((listed := author_list(after.lstrip(" ,")))[0]) > 1:
            # «“Title”, A, B, Journal»
            authors, end, more = listed
            after = after.lstrip(" ,")[end:]
        return Reference(authors, title, _journal(after), year, doi, url, more)
    authors, end, more = author_list(flat)
    if not authors:
        title, authors, journal, more = _title_first(flat)
        return Reference(authors, title, journal, year, doi, url, more)
    rest = flat[end:]
    head = re.match(r"\s*(?:\(Eds?\.\)\s*)?([.,:;]?)\s*(?:\(?((?:19|20)\d\d)[a-z]?\)?\s*[.,:]\s*)?", rest)
    mark = head[1] if head else ""
    rest = rest[head.end() :] if head else rest
    if mark == "," and (in_year := _YEAR_PAREN.search(rest)):
        # «Title, Journal (2024)»
        title, _, journal = rest[: in_year.start()].rstrip(" ,").rpartition(", ")
        if title and not re.search(r"[.?!]\s+[^\W\d_a-z]", title):
            return Reference(authors, title.strip(), _journal(journal), year, doi, url, more)
    title, after = _title_and_rest(rest)
    if not after.strip(" .") and ", " in title:
        # Only one sentence: the journal follows the last comma.
        title, _, journal = title.rpartition(", ")
        return Reference(authors, title or None, _journal(journal), year, doi, url, more)
    return Reference(authors, title or None, _journal(after), year, doi, url, more)


def _title_and_rest(text: str) -> tuple[str, str]:
    """The title that a text begins with, and what stands behind it; a question may go on with a subtitle.

    >>> _title_and_rest("Who eats moss? A survey of nine drains. Mosses, 2019")
    ('Who eats moss? A survey of nine drains', ' Mosses, 2019')
    >>> _title_and_rest("Who eats moss? Mosses, 2019")
    ('Who eats moss?', ' Mosses, 2019')
    """
    stop = _SENTENCE_END.search(text)
    if stop is None:
        return text.strip(" ."), ""
    if stop[0][:1] in ("?", "!"):
        further = _SENTENCE_END.search(text, stop.end())
        subtitle = text[stop.end() : further.start()] if further else ""
        if further and text[further.end() :].lstrip()[:1].isalpha() and len(subtitle.split()) > 2:
            return text[: further.end()].strip(" ."), text[further.end() :]
        return text[: stop.end()].strip(" ."), text[stop.end() :]
    return text[: stop.start()].strip(" ."), text[stop.end() :]


def _title_first(flat: str) -> tuple[str | None, tuple[Name, ...], str | None, bool]:
    """Title, authors and journal of «Title. A, B, C. Journal, date»; nothing of another form.

    >>> title, authors, journal, _ = _title_first("Three naps of a dormouse. Ann Lee, Bo Ek. Sleep, 26 mars 2024")
    >>> title, len(authors), journal
    ('Three naps of a dormouse', 2, 'Sleep')
    """
    stop = _SENTENCE_END.search(flat)
    if stop is None or stop.end() >= len(flat):
        return None, (), None, False
    title, rest = flat[: stop.end()].strip(" ."), flat[stop.end() :].lstrip()
    authors, end, more = author_list(rest)
    if not authors or rest[end : end + 1] not in (".", ":") or len(title.split()) < 3:
        return None, (), None, False
    return title, authors, _journal(rest[end:].lstrip(" .:")), more


def judge_reference(text: str) -> Reference:
    """Read a reference by the rules of this module, and by the reader of references in plain text where they fail.

    >>> judge_reference("On moss in drains. Ann Lee, Bo Ek. Mosses, 26 March 2024, DOI: 10.5555/m.1").title
    'On moss in drains'
    """
    text = _LIST_MARK.sub("", text[:6000])
    by_rules = parse_reference(text)
    if (by_rules.is_complete and not _ABBREVIATED.search(text)) or not 30 < len(text) < 2_000 or not _YEAR.search(text):
        return by_rules
    read = _read_plainly(clean(text))
    return read if read.is_complete or not by_rules else by_rules


def _read_plainly(text: str) -> Reference:
    """What the reader of references in plain text makes of one."""
    from citelib.formats.format import Source
    from citelib.formats.text.plain_text import PLAIN_TEXT
    from citelib.model import Item

    assert PLAIN_TEXT.read is not None
    items = [record for record in PLAIN_TEXT.read(Source(text)) if isinstance(record, Item)]
    if len(items) != 1:
        return Reference()
    item = items[0]
    names = item.author or ()
    authors = tuple(name for name in names if name.family)
    return Reference(
        authors,
        item.title,
        item.container_title,
        item.issued.year if item.issued else None,
        item.DOI,
        item.URL,
        len(authors) < len(names),
    )


def _journal(text: str) -> str | None:
    """The journal that a text begins with."""
    lead = _LEAD_IN.match(text)
    text = text[lead.end() :] if lead else text
    match = _JOURNAL.match(text)
    if not match:
        return None
    name = _VOLUME.split(match[0])[0].strip(" .:“”\"'‘’,")
    return name if (name[:1].isupper() and 2 <= len(name) <= 100) or name in ("eLife", "mBio", "iScience") else None
