"""Locales: terms, date forms and grammar options of a language, with the fallback of the specification.

Locale files come from the data of the package citeproc-py. A language takes each unit from the first source that has
it: the ``cs:locale`` elements of the style for the dialect, the language and any language, then the files of the
dialect, of the primary dialect of its language, and of American English (specification, Locale Fallback).

>>> locale = resolve_locale("de-AT")
>>> locale.term("editor", "short", plural=True), locale.ordinal(3), locale.term("month-01")
('Hrsg.', '.', 'Jänner')
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from citelib.csl.style import cache as disk
from citelib.csl.style import nodes
from citelib.csl.style.codec import decode, encode
from citelib.csl.style.nodes.frozen import Data
from citelib.errors import UnknownNameError

__all__ = [
    "DEFAULT_LANGUAGE",
    "ResolvedLocale",
    "is_known",
    "is_like",
    "known_language",
    "languages",
    "load_locale",
    "normal_language",
    "resolve_locale",
]

DEFAULT_LANGUAGE: Final = "en-US"
"""The language of last resort."""

_FORM_FALLBACK: Final[Mapping[nodes.TermForm, tuple[nodes.TermForm, ...]]] = {
    "long": ("long",),
    "short": ("short", "long"),
    "verb": ("verb", "long"),
    "verb-short": ("verb-short", "verb", "long"),
    "symbol": ("symbol", "short", "long"),
}
"""What stands in for a form that a language lacks."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ResolvedLocale(Data):
    """Everything that a style prints in one language; immutable and shared.

    Attributes:
        language: The tag of the output language, ``"de-AT"``.
        punctuation_in_quote: Whether commas and periods move inside closing quotes.
        limit_day_ordinals_to_day_1: Whether only the first day of a month is ordinal.
        terms: Terms by name and form, every form filled in by fallback.
        ordinals: Ordinal terms by name and gender.
        dates: Date formats by form.
    """

    language: str
    punctuation_in_quote: bool
    limit_day_ordinals_to_day_1: bool
    terms: Mapping[tuple[str, nodes.TermForm], nodes.Term]
    ordinals: Mapping[tuple[str, nodes.Gender], nodes.Term]
    dates: Mapping[nodes.DateForm, nodes.LocaleDate]

    def term(self, name: str, form: nodes.TermForm = "long", plural: bool = False) -> str | None:
        """Text of a term, with fallback of forms; None when the term is defined nowhere.

        >>> resolve_locale("en-US").term("page", "short", plural=True)
        'pp.'
        """
        term = self.terms.get((name, form))
        if term is None:
            return None
        return term.multiple if plural else term.single

    def gender(self, name: str) -> nodes.Gender:
        """Gender of the noun of a term.

        >>> resolve_locale("fr-FR").gender("edition")
        'feminine'
        """
        term = self.terms.get((name, "long"))
        return term.gender if term is not None else "neuter"

    def ordinal(self, number: int, gender: nodes.Gender = "neuter") -> str:
        """Suffix that makes a number ordinal (specification, Ordinal Suffixes).

        >>> english = resolve_locale("en-US")
        >>> [english.ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 112)]
        ['st', 'nd', 'rd', 'th', 'th', 'th', 'th', 'st', 'th']
        """
        number = abs(number)
        if (
            gender == "neuter"
            and ("ordinal", "neuter") not in self.ordinals
            and ("ordinal", "feminine") in self.ordinals
        ):
            # Where no noun is neuter, nearly all that is counted are editions, which are feminine.
            gender = "feminine"
        if self._gendered("ordinal", gender) is None:
            return self._ordinal_1_0(number, gender)
        tail = number % 100
        for ending in ((tail,) if tail >= 10 else ()) + (number % 10,):
            term = self._gendered(f"ordinal-{ending:02d}", gender)
            if term is not None and _matches(term, ending, number):
                return term.single
        term = self._gendered("ordinal", gender)
        return term.single if term is not None else ""

    def _ordinal_1_0(self, number: int, gender: nodes.Gender) -> str:
        """The scheme of CSL 1.0, for locales without the term ``ordinal``."""
        ending = number % 10 if number % 10 in (1, 2, 3) and number % 100 not in (11, 12, 13) else 4
        term = self._gendered(f"ordinal-{ending:02d}", gender)
        return term.single if term is not None else ""

    def _gendered(self, name: str, gender: nodes.Gender) -> nodes.Term | None:
        return self.ordinals.get((name, gender)) or self.ordinals.get((name, "neuter"))

    def long_ordinal(self, number: int, gender: nodes.Gender = "neuter") -> str | None:
        """Ordinal in words, or None where there is none (then digits and `ordinal` are due).

        >>> resolve_locale("it-IT").long_ordinal(1, "feminine"), resolve_locale("en-US").long_ordinal(11)
        ('prima', None)
        """
        term = self._gendered(f"long-ordinal-{number:02d}", gender) if 1 <= number <= 10 else None
        return term.single if term is not None else None

    def date(self, form: nodes.DateForm) -> nodes.LocaleDate:
        """The localized date format.

        >>> [part.name for part in resolve_locale("en-US").date("text").parts]
        ['month', 'day', 'year']
        """
        return self.dates.get(form) or nodes.LocaleDate(form=form)


def _matches(term: nodes.Term, ending: int, number: int) -> bool:
    """Whether an ordinal term for numbers with an ending is for this number."""
    default: Literal["last-digit", "last-two-digits"] = "last-two-digits" if ending >= 10 else "last-digit"
    match term.match or default:
        case "whole-number":
            return number == ending
        case "last-two-digits":
            return number % 100 == ending
        case _:
            return number % 10 == ending % 10


def resolve_locale(language: str, in_style: Iterable[nodes.Locale] = ()) -> ResolvedLocale:
    """The merged locale of a language.

    Args:
        language: A BCP 47 tag; private subtags (``-x-…``) are ignored, a dialect without a locale file prints in its
            nearest one, and a language without any in American English where the style does not say otherwise.
        in_style: The ``cs:locale`` elements of a style.
    """
    tag = normal_language(language)
    styles = tuple(in_style)
    if not styles:
        return _merged(tag, ())
    wanted = [tag, tag.partition("-")[0], None]
    ranked = [locale for want in wanted for locale in styles if _same(locale.language, want)]
    # A tag without a dialect equals its language, so that its elements would be found twice: keep the first.
    unique = tuple({id(locale): locale for locale in ranked}.values())
    return _merge(tag, unique)


def _same(language: str | None, wanted: str | None) -> bool:
    return (language.lower() if language else None) == (wanted.lower() if wanted else None)


@cache
def _merged(tag: str, styles: tuple[nodes.Locale, ...]) -> ResolvedLocale:
    return _merge(tag, styles)


def _merge(tag: str, styles: tuple[nodes.Locale, ...]) -> ResolvedLocale:
    """Merge sources, most important first."""
    files = _files()
    primary = _nearest(tag)
    names = dict.fromkeys(name for name in (tag, primary, DEFAULT_LANGUAGE) if name and name.lower() in files)
    sources = (*styles, *(load_locale(name) for name in names))
    foreign = load_locale(DEFAULT_LANGUAGE) if not tag.lower().startswith("en") else None
    written: dict[tuple[str, nodes.TermForm], nodes.Term] = {}
    in_english: dict[tuple[str, nodes.TermForm], nodes.Term] = {}
    ordinals: dict[tuple[str, nodes.Gender], nodes.Term] = {}
    long_ordinals: dict[tuple[str, nodes.Gender], nodes.Term] = {}
    dates: dict[nodes.DateForm, nodes.LocaleDate] = {}
    punctuation = limit = None
    for source in sources:
        # Any ordinal term of a source replaces all those of the sources behind it.
        replaced = bool(ordinals)
        for term in reversed(source.terms):  # The last of several of one name counts.
            if term.name.startswith("ordinal"):
                if not replaced:
                    ordinals.setdefault((term.name, term.gender_form), term)
            elif term.name.startswith("long-ordinal"):
                long_ordinals.setdefault((term.name, term.gender_form), term)
            elif term.gender_form == "neuter":
                (in_english if source is foreign else written).setdefault((term.name, term.form), term)
        for date in source.dates:
            dates.setdefault(date.form, date)
        if punctuation is None:
            punctuation = source.options.punctuation_in_quote
        if limit is None:
            limit = source.options.limit_day_ordinals_to_day_1
    return ResolvedLocale(
        language=tag,
        punctuation_in_quote=bool(punctuation),
        limit_day_ordinals_to_day_1=bool(limit),
        # Another form of the language is nearer to a reader than the form in English.
        terms=_with_forms(in_english) | _with_forms(written, last=() if foreign is None else ("short", "verb")),
        ordinals=ordinals | long_ordinals,
        dates=dates,
    )


def _with_forms(
    written: Mapping[tuple[str, nodes.TermForm], nodes.Term], last: tuple[nodes.TermForm, ...] = ()
) -> dict[tuple[str, nodes.TermForm], nodes.Term]:
    """The terms with every form filled in by fallback, in the end by the `last` forms."""
    filled = {}
    for name in dict.fromkeys(name for name, _ in written):
        for form, fallback in _FORM_FALLBACK.items():
            for candidate in (*fallback, *last):
                term = written.get((name, candidate))
                if term is not None:
                    filled[name, form] = term
                    break
    return filled


def normal_language(language: str) -> str:
    """A language tag as locale files are named: without private subtags, with the primary dialect filled in.

    >>> normal_language("de"), normal_language("EN-gb"), normal_language("en-US-x-sort-ja"), normal_language("gx")
    ('de-DE', 'en-GB', 'en-US', 'gx')
    """
    tag = language.replace("_", "-").strip().partition("-x-")[0]
    known = _files().get(tag.lower())
    if known is not None and "-" in known:
        return known
    return _primary_dialects().get(tag.lower(), known or tag or DEFAULT_LANGUAGE)


_NEAREST: Final = {
    **dict.fromkeys(("en-au", "en-nz", "en-ie", "en-za", "en-in", "en-sg", "en-hk", "en-mt", "en-jm"), "en-GB"),
    **dict.fromkeys(("es-ar", "es-pe", "es-co", "es-ve", "es-uy", "es-bo", "es-ec", "es-py"), "es-CL"),
    **dict.fromkeys(
        ("es-gt", "es-cu", "es-do", "es-pr", "es-pa", "es-cr", "es-hn", "es-ni", "es-sv", "es-us"), "es-MX"
    ),
    **dict.fromkeys(("zh-hk", "zh-mo", "zh-hant"), "zh-TW"),
    **dict.fromkeys(("no", "no-no"), "nb-NO"),
    "de-li": "de-CH",
    "sr-cyrl": "sr-Cyrl-RS",
}
"""The locale of a dialect, where it is not the primary one of its language."""


def _nearest(tag: str) -> str | None:
    """The locale of a dialect that has none of its own; None for a language without any."""
    wanted = tag.lower().split("-")
    while wanted:
        joined = "-".join(wanted)
        found = _NEAREST.get(joined) or _files().get(joined) or _primary_dialects().get(joined)
        if found is not None:
            return found
        wanted.pop()
    return None


_REGIONS: Final = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
    CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET EU FI FJ FK FM FO FR GA GB
    GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG
    KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV
    MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB
    SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UK UM
    US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
    """.split()
)
"""The codes of ISO 3166-1, and EU, UK and XK, which people use."""


def known_language(tag: str) -> str:
    """The tag of the locale in which a language is printed.

    Raises:
        UnknownNameError: There is none; near matches are of the same language, or of languages that read alike.

    >>> known_language("nl-BE"), known_language("zh_Hant"), known_language("no"), known_language("EN-gb")
    ('nl-NL', 'zh-TW', 'nb-NO', 'en-GB')
    """
    bare = tag.replace("_", "-").strip().partition("-x-")[0]
    found = _nearest(bare)
    if found is None:
        raise UnknownNameError("locale", tag, _named_like(tag), known=languages())
    if not _has_real_region(bare):
        language = bare.partition("-")[0].lower()
        alike = [one for one in languages() if one.partition("-")[0] == language]
        raise UnknownNameError("locale", tag, sorted(alike, key=lambda one: one != found), known=languages())
    return found


def _has_real_region(tag: str) -> bool:
    """Whether the region of a tag, if it has one, is one of ISO 3166-1, so that ``de-ED`` is not taken for German."""
    region = next((part for part in tag.split("-")[1:] if len(part) == 2 and part.isalpha()), None)
    return region is None or region.upper() in _REGIONS


def is_known(tag: str) -> bool:
    """Whether there is a locale for a language or one of its dialects.

    >>> is_known("de-LI"), is_known("xx"), is_known("English; German")
    (True, False, False)
    """
    return _nearest(tag.replace("_", "-").strip()) is not None


def is_like(tag: str, other: str) -> bool:
    """Whether two tags are of one language, so that readers of the one need no change for the other."""
    return tag[:3].rstrip("-_").lower() == other[:3].rstrip("-_").lower()


def _named_like(name: str) -> list[str]:
    """Locales of the language that has this name in English or in itself: «german», «Deutsch»."""
    with (_folder() / "locales.json").open(encoding="utf-8") as file:
        names: dict[str, list[str]] = json.load(file)["language-names"]
    wanted = name.casefold()
    found = [tag for tag, called in names.items() if wanted and any(wanted in one.casefold() for one in called)]
    return sorted(found, key=lambda tag: tag not in _primary_dialects().values())


def languages() -> list[str]:
    """Tags of all locale files.

    >>> "pt-BR" in languages()
    True
    """
    return sorted(_files().values())


@cache
def load_locale(language: str) -> nodes.Locale:
    """The locale file of exactly that language.

    Raises:
        UnknownNameError: There is none.
        LocaleError: The file is not valid.
    """
    tag = _files().get(language.lower())
    if tag is None:
        raise UnknownNameError("locale", language, known=_files().values())
    path = _folder() / f"locales-{tag}.xml"
    data = path.read_bytes()
    key = disk.key("locale", data)
    locale = decode(disk.load(key), nodes.Locale)
    if locale is None:
        from citelib.csl.style.parse import parse_locale

        locale = parse_locale(data, name=path.name)
        disk.save(key, encode(locale))
    return locale


@cache
def _folder() -> Path:
    """The folder of locale files, found without importing the package that holds it."""
    spec = importlib.util.find_spec("citeproc")
    if spec is None or not spec.submodule_search_locations:
        raise UnknownNameError("package", "citeproc-py", hint="install citeproc-py: the locale files are in it")
    return Path(spec.submodule_search_locations[0]) / "data" / "locales"


@cache
def _files() -> Mapping[str, str]:
    """Tags of the locale files, by the tag in lower case."""
    tags = (path.stem.removeprefix("locales-") for path in _folder().glob("locales-*.xml"))
    return {tag.lower(): tag for tag in tags}


@cache
def _primary_dialects() -> Mapping[str, str]:
    with (_folder() / "locales.json").open(encoding="utf-8") as file:
        dialects: dict[str, str] = json.load(file)["primary-dialects"]
    return dialects
