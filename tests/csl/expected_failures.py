"""Fixtures of the official suite that fail, each with the reason; a fixture that passes must not stand here."""

EXPECTED_FAILURES = {
    "bugreports_SortedIeeeItalicsFail": (
        "wants «Jun.» for the short form of June; the locale has «June», and punctuation_DateStripPeriods wants that"
    ),
    "date_NegativeDateSort": (
        "wants «100BC»; the term of the locale is « BC» now, as date_DateBC and date_NegativeDateSortViaMacro want"
    ),
    "date_NegativeDateSortViaMacroOnYearMonthOnly": "as date_NegativeDateSort",
    "magic_SubsequentAuthorSubstituteNotFooled": (
        "wants «tran.» for one translator; the locale has «trans.», "
        "as name_SubsequentAuthorSubstituteMultipleNames wants"
    ),
}
