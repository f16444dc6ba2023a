"""Terms, date formats and options of a language (specification, Locale Elements)."""

from __future__ import annotations

from dataclasses import dataclass

from citelib.csl.style.nodes.elements import DatePart, Formatting
from citelib.csl.style.nodes.frozen import Data
from citelib.csl.style.nodes.values import DateForm, Gender, OrdinalMatch, TermForm, TextCase

__all__ = ["Locale", "LocaleDate", "StyleOptions", "Term"]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Term(Data):
    """``cs:term`` in one form and gender.

    Attributes:
        single: The text, or the singular.
        multiple: The plural; equal to `single` when the term has only one text.
        gender: Gender of the noun (long form of number and month terms).
        gender_form: Gender that an ordinal term agrees with.
        match: What an ordinal term is compared with; None means the default of its name.
    """

    name: str
    form: TermForm = "long"
    single: str = ""
    multiple: str = ""
    gender: Gender = "neuter"
    gender_form: Gender = "neuter"
    match: OrdinalMatch | None = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class LocaleDate(Data):
    """``cs:date`` of a locale: the order and look of the parts of a localized date."""

    form: DateForm
    formatting: Formatting | None = None
    delimiter: str = ""
    text_case: TextCase | None = None
    parts: tuple[DatePart, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class StyleOptions(Data):
    """``cs:style-options`` of a locale; None where not set."""

    limit_day_ordinals_to_day_1: bool | None = None
    punctuation_in_quote: bool | None = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Locale(Data):
    """``cs:locale`` as written, in a style or as the root of a locale file.

    What a style uses is the merged `citelib.csl.style.locale.ResolvedLocale`.
    """

    language: str | None = None
    options: StyleOptions = StyleOptions()
    dates: tuple[LocaleDate, ...] = ()
    terms: tuple[Term, ...] = ()
