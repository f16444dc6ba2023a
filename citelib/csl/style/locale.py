"""Locales: terms, date forms and grammar options of a language, with the fallback of the specification."""

from __future__ import annotations

from citelib.csl.style import nodes


class ResolvedLocale:
    """Everything that a style prints in one language; immutable, shared.

    Attributes:
        language: The tag of the output language, ``"de-AT"``.
        punctuation_in_quote: Whether commas and periods move inside closing quotes.
        limit_day_ordinals_to_day_1: Whether only the first day of a month is ordinal.

    """

    language: str
    punctuation_in_quote: bool
    limit_day_ordinals_to_day_1: bool

    def term(self, name: str, form: nodes.TermForm = "long", plural: bool = False) -> str | None:
        """Text of a term, with fallback of forms; None when the term is defined nowhere."""
        raise NotImplementedError

    def gender(self, name: str) -> nodes.Gender:
        """Gender of the noun: of ``"edition"``, ``"month-01"``."""
        raise NotImplementedError

    def ordinal(self, number: int, gender: nodes.Gender = "neuter") -> str:
        """Suffix of an ordinal number: ``"nd"`` of 2."""
        raise NotImplementedError

    def long_ordinal(self, number: int, gender: nodes.Gender = "neuter") -> str | None:
        """Ordinal in words for 1 to 10, or None (then digits and `ordinal` are due)."""
        raise NotImplementedError

    def date(self, form: nodes.DateForm) -> nodes.LocaleDate:
        """The localized date format."""
        raise NotImplementedError
