"""The values that attributes of CSL 1.0.2 may have, as types."""

from __future__ import annotations

from typing import Literal

__all__ = [
    "And",
    "Area",
    "CitationFormat",
    "Collapse",
    "ConditionTest",
    "DateForm",
    "DatePartForm",
    "DatePartName",
    "DateParts",
    "DelimiterPrecedes",
    "Demote",
    "Display",
    "FontStyle",
    "FontVariant",
    "FontWeight",
    "Gender",
    "GivennameRule",
    "Match",
    "NameAsSortOrder",
    "NameForm",
    "NamePartName",
    "NumberForm",
    "OrdinalMatch",
    "PageRangeFormat",
    "Plural",
    "SecondFieldAlign",
    "SortOrder",
    "StyleClass",
    "SubstituteRule",
    "TermForm",
    "TextCase",
    "TextDecoration",
    "VariableForm",
    "VerticalAlign",
]

Area = Literal["citation", "bibliography"]
FontStyle = Literal["normal", "italic", "oblique"]
FontVariant = Literal["normal", "small-caps"]
FontWeight = Literal["normal", "bold", "light"]
TextDecoration = Literal["none", "underline"]
VerticalAlign = Literal["baseline", "sup", "sub"]
TextCase = Literal["lowercase", "uppercase", "capitalize-first", "capitalize-all", "sentence", "title"]
Display = Literal["block", "left-margin", "right-inline", "indent"]
TermForm = Literal["long", "short", "verb", "verb-short", "symbol"]
VariableForm = Literal["long", "short"]
NumberForm = Literal["numeric", "ordinal", "long-ordinal", "roman"]
Plural = Literal["contextual", "always", "never"]
DateForm = Literal["text", "numeric"]
DatePartName = Literal["year", "month", "day"]
DatePartForm = Literal["long", "short", "numeric", "numeric-leading-zeros", "ordinal"]
DateParts = Literal["year-month-day", "year-month", "year"]
NamePartName = Literal["family", "given"]
NameForm = Literal["long", "short", "count"]
And = Literal["text", "symbol"]
DelimiterPrecedes = Literal["contextual", "after-inverted-name", "always", "never"]
NameAsSortOrder = Literal["first", "all"]
Gender = Literal["neuter", "masculine", "feminine"]
OrdinalMatch = Literal["last-digit", "last-two-digits", "whole-number"]
StyleClass = Literal["in-text", "note"]
CitationFormat = Literal["author-date", "author", "numeric", "label", "note"]
Demote = Literal["never", "sort-only", "display-and-sort"]
PageRangeFormat = Literal["chicago", "chicago-15", "chicago-16", "expanded", "minimal", "minimal-two"]
Collapse = Literal["citation-number", "year", "year-suffix", "year-suffix-ranged"]
GivennameRule = Literal["all-names", "all-names-with-initials", "primary-name", "primary-name-with-initials", "by-cite"]
SecondFieldAlign = Literal["flush", "margin"]
SubstituteRule = Literal["complete-all", "complete-each", "partial-each", "partial-first"]
Match = Literal["all", "any", "none"]
ConditionTest = Literal["disambiguate", "is-numeric", "is-uncertain-date", "locator", "position", "type", "variable"]
SortOrder = Literal["ascending", "descending"]
