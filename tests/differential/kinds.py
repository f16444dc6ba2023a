"""Kinds of difference over real works in which citeproc-js is wrong, and the rule by which they are recognised.

A difference is of a kind if citeproc-js's text, with that one fault put right, *is* citelib's text: every other letter
and its style must be the same. What is put right follows from the record or from the style, never from citelib's text,
so that a fault of citelib cannot hide behind a kind.

>>> explain('In 1:15-Cv-2 <i>x</i>.', 'In 1:15-cv-2 <i>x</i>.', {})
'a docket number in title case'
>>> explain('In 1:15-Cv-2 <i>x</i>.', 'In 1:15-cv-3 <i>x</i>.', {}) is None
True
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any, Final

import attrs

from citelib.csl.style.locale import ResolvedLocale, resolve_locale
from citelib.csl.style.repository import resolve_style
from tests.differential.compare import Record, looks

__all__ = ["KINDS", "Kind", "explain"]


@attrs.frozen
class Case:
    """What is known of a difference besides the two texts.

    Attributes:
        record: The work.
        locale: The language of the output.
    """

    record: Record
    locale: ResolvedLocale
    style: str


@attrs.frozen
class Kind:
    """A kind of fault.

    Attributes:
        name: What citeproc-js prints.
        why: Why that is wrong: the record, the style, a manual or the specification.
        mend: The text of citeproc-js and the case → the text without the fault.
    """

    name: str
    why: str
    mend: Callable[[str, Case], str]


def _names(record: Record) -> Iterator[dict[str, Any]]:
    for value in record.values():
        if isinstance(value, list):
            yield from (name for name in value if isinstance(name, dict))


def _docket(text: str, case: Case) -> str:
    return re.sub(r"(?<=\d-)Cv(?=-\d)", "cv", text)


def _abbreviation(text: str, case: Case) -> str:
    """Small letters behind «Inc.» and «Comm.» as the record has them."""
    for value in case.record.values():
        for before, after in re.findall(r"\b((?:Inc|Comm)\. )([a-z]+)", value if isinstance(value, str) else ""):
            text = text.replace(before + after[0].upper() + after[1:], before + after)
    return text


def _subtitles(text: str, case: Case) -> str:
    """APA's capitals and dashes, where the title of the record has its other subtitles (Publication Manual, 6.17)."""
    title = case.record.get("title")
    is_english = str(case.record.get("language", "en"))[:2].lower() == "en"
    if case.style != "apa" or not isinstance(title, str) or not is_english:
        return text
    for mark in re.findall(r"\w(?:[:.?!] | - | -- | — )[a-z]+", title):
        dashed = re.sub(r" (?:-|--|—) ", "—", mark)
        found = mark if mark in text else dashed
        word = re.search("[a-z]+$", dashed)
        assert word is not None
        text = text.replace(found, dashed[: word.start()] + word[0][0].upper() + word[0][1:])
    return text


def _hyphenated_initials(text: str, case: Case) -> str:
    for name in _names(case.record):
        for one, two in re.findall(r"\b([A-Z])\.?[-\u2010\u2011] ?([A-Z])", str(name.get("given", ""))):
            text = re.sub(rf"\b{one}\.(?: |\u00a0)?{two}\.", f"{one}.-{two}.", text)
    return text


def _comma_before_a_literal_name(text: str, case: Case) -> str:
    """The comma that APA and Chicago set before the last name, where that is the name of an institution."""
    names = case.record.get("author", [])
    if len(names) < 2 or not ("literal" in names[-1] or "given" not in names[-1]):
        return text
    last = html.escape(names[-1].get("literal") or names[-1]["family"], quote=False)
    return re.sub(rf"(?<!,) ?(&#38;|\b{case.locale.term('and')}\b|[和と])( ?)(?={re.escape(last)})", _with_comma, text)


def _with_comma(match: re.Match[str]) -> str:
    return f", {match[1]}{match[2]}"


def _comma_before_a_chinese_name(text: str, case: Case) -> str:
    """No comma before 和 and と behind a name that is not inverted, as no Chinese name is."""
    return re.sub("(?<=[\u4e00-\u9fff]), (?=[和と])", "", text)


def _french_marks(text: str, case: Case) -> str:
    """Narrow spaces before all high marks of a title, where citeproc-js sets some of them."""
    if case.style != "apa" or not case.locale.language.startswith("fr"):
        return text
    for title in (case.record.get("title"), case.record.get("container-title")):
        for before, mark in re.findall(r"(\w*\W?)([:?!]) ", html.escape(str(title), quote=False)):
            text = text.replace(f"{before}{mark} ", f"{before}\u202f{mark} ")
    return text


def _comma_never(text: str, case: Case) -> str:
    """No comma before «&» where the style has ``delimiter-precedes-last="never"``, for names of one part."""
    names = case.record.get("author", [])
    if not names or "literal" not in names[-1]:
        return text
    return re.sub(rf", (?=&#38; {re.escape(names[-1]['literal'])})", " ", text)


def _identifier(text: str, case: Case) -> str:
    """«No.» for one identifier with hyphens, printed as it stands."""
    number = str(case.record.get("number", ""))
    if not re.search(r"[A-Z]", number):
        return text
    text = text.replace(number.replace("-", "–"), number)
    return re.sub(rf"(N(?:<sup>o</sup>)?)(?:o?s|<sup>s</sup>)(\.? )(?={re.escape(number)})", _one_number, text)


def _one_number(match: re.Match[str]) -> str:
    return f"{match[1]}{'' if '<' in match[1] else 'o'}{match[2]}"


def _range_of_pages(text: str, case: Case) -> str:
    """A range of pages that have points in them, with its dash and the plural of its label."""
    found = re.fullmatch(r"(\d+\.\d+)-(\d+\.\d+)", str(case.record.get("page", "")))
    if not found:
        return text
    dash = case.locale.term("page-range-delimiter") or "–"
    label = r"\b(p?)(\.?[ \u00a0]?)"
    return re.sub(label + re.escape(found[0]), lambda one: f"{one[1] * 2}{one[2]}{found[1]}{dash}{found[2]}", text)


def _range_of_years(text: str, case: Case) -> str:
    return re.sub(r"\((\d{4}[–-])\((\d{4})\)\)", r"(\1\2)", text)


def _space_behind_a_title(text: str, case: Case) -> str:
    title = str(case.record.get("title", ""))
    if not title.endswith(" "):
        return text
    return re.sub(rf"\b({re.escape(title.split()[-1])}) (?=\W)", r"\1", text, count=1, flags=re.IGNORECASE)


def _note_number(text: str, case: Case) -> str:
    """Text of a field is not translated: «752 n.1»."""
    for value in case.record.values():
        if isinstance(value, str) and (found := re.fullmatch(r"(\d+) (n\.\d+)", value)):
            text = re.sub(rf"\b{found[1]} [^\s<]+?\.?{found[2][2:]}\b", value, text)
    return text


def _address(text: str, case: Case) -> str:
    """The address of a work that has nothing else by which it can be found."""
    url = case.record.get("URL")
    if not url or "http" in text or case.record.get("type", "document") != "document" or "DOI" in case.record:
        return text
    address = html.escape(url, quote=False).replace("&amp;", "&#38;")
    if re.search(r" \(\d{4}\)\.</div>$", text):
        return re.sub(r"(?= \(\d{4}\)\.</div>$)", lambda _: f" {address}", text)
    return re.sub(r"</div>$", lambda _: f" {address}.</div>", text)


def _cut_list(text: str, case: Case) -> str:
    """«et al.» of the language, and no «and», for a list of names that the record cuts short."""
    names = case.record.get("author", [])
    if not names or "et al" not in str(names[-1].get("family") or names[-1].get("literal")):
        return text
    joined = "|".join(re.escape(word) for word in ("&#38;", case.locale.term("and") or "and"))
    term = case.locale.term("et-al") or ""
    term = f"<i>{term}</i>" if case.style in _SLANTED else term
    stop = r"\.?" if term.endswith((".", ".</i>")) else ""
    return re.sub(rf",? ?(?:{joined}) ?et al{stop}", lambda _: f", {term}", text)


_SLANTED: Final = ("ieee", "nature")
"""Styles with «et al.» in italics."""


def _quoted_word(text: str, case: Case) -> str:
    """The capital of title case for a word in quotation marks."""
    title = str(case.record.get("title", ""))
    for word in re.findall(r"[“‘\"']([a-z]+)[”’\"']", title):
        text = re.sub(rf"(?<=[“‘„«‚「『])(?:{word})\b", word.capitalize(), text)
    return text


def _season_term(case: Case) -> tuple[str, str]:
    """The season that a record names, and the word for it in the language of the list."""
    season = str((case.record.get("issued") or {}).get("season") or "")
    names = ("spring", "summer", "autumn", "winter")
    if season.lower() not in names:
        return "", ""
    return season, case.locale.term(f"season-{names.index(season.lower()) + 1:02}") or season


def _season(text: str, case: Case) -> str:
    season, term = _season_term(case)
    if not season:
        return text
    capital = f". {term[0].upper()}{term[1:]}"
    return text.replace(f"{season}月", term).replace(f". {season}", capital).replace(season, term)


def _lost_season(text: str, case: Case) -> str:
    """The season where Chicago author-date has the month: behind the issue, or else behind the title."""
    season, term = _season_term(case)
    if not season or case.style != "chicago-author-date":
        return text
    if issue := case.record.get("issue"):
        return text.replace(f" {issue}: ", f" {issue} ({term}): ")
    return text.replace("</i>. ", f"</i>. {term[0].upper()}{term[1:]}. ", 1)


def _turkish_capital(text: str, case: Case) -> str:
    """The capital of the Turkish «i» has its dot."""
    word = case.locale.term("in") or ""
    if not case.locale.language.startswith("tr") or not word.startswith("i"):
        return text
    return re.sub(rf"\bI{word[1:]}\b", f"İ{word[1:]}", text)


KINDS: Final = (
    Kind("a docket number in title case", "«1:15-cv-04282» is an identifier", _docket),
    Kind("a capital behind an abbreviation: «Inc. V. Sci-Hub»", "the sentence goes on", _abbreviation),
    Kind(
        "no capital behind a colon that a capital stands before, or in a second subtitle",
        "APA's Publication Manual, 6.17",
        _subtitles,
    ),
    Kind("«S. J.» for «S.-J.»", "the record has the hyphen", _hyphenated_initials),
    Kind("no comma before a last name that is a body's", "the styles ask for it", _comma_before_a_literal_name),
    Kind("a comma before the last of several names of one part", "the style says never", _comma_never),
    Kind("«Nos.», or a dash, for one number with hyphens", "it is an identifier", _identifier),
    Kind("«p. 1.1-1.36»", "it is a range of pages", _range_of_pages),
    Kind("«(1790–(1803))»", "affixes of a date stand around it", _range_of_years),
    Kind("a space before the full stop", "white space at the end of a field", _space_behind_a_title),
    Kind("a small letter for a quoted word in title case", "the style asks for title case", _quoted_word),
    Kind("«and et al.»", "the record cuts the list of names", _cut_list),
    Kind("no address of a web page", "it can be found by nothing else", _address),
    Kind("«Spring» in lists of other languages", "the locale has the word", _season),
    Kind("no season where the style asks for the month", "specification, Date-part", _lost_season),
    Kind("a comma before 和 or と behind a Chinese name", "the name is not inverted", _comma_before_a_chinese_name),
    Kind("a narrow space before some marks of a French list", "all have it in French", _french_marks),
    Kind("«Içinde» in Turkish", "the capital of i has a dot in Turkish", _turkish_capital),
    Kind("«752 Anm.1» for «752 n.1»", "fields are not translated", _note_number),
)  # fmt: skip
"""What is recognised; whatever is of none of these kinds counts as different."""


def _locale(style: str, language: str) -> ResolvedLocale:
    return resolve_style(style, language).locale if style else resolve_locale(language)


def explain(theirs: str, ours: str, record: Record, style: str = "", language: str = "en-US") -> str | None:
    """The kinds of fault of citeproc-js that alone make two texts differ, or None.

    Args:
        theirs: The text of citeproc-js, as HTML.
        ours: That of citelib.
        record: The work.
        style: Name of the style.
        language: The language of the output.
    """
    wanted = looks(ours)
    case = Case(record, _locale(style, language), style)
    useful = [kind for kind in KINDS if kind.mend(theirs, case) != theirs]
    for size in range(1, len(useful) + 1):
        for kinds in combinations(useful, size):
            text = theirs
            for kind in kinds:
                text = kind.mend(text, case)
            if looks(text) == wanted:
                return "; ".join(kind.name for kind in kinds)
    return None
