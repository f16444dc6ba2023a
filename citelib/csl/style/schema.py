"""The vocabulary of style files as tables: which element holds which attributes and children, and what values are.

Source: CSL 1.0.2 specification; the field names are those of `citelib.csl.style.nodes`.

>>> ELEMENTS["group"].attributes["delimiter"].field
'delimiter'
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, get_args

import attrs

from citelib.csl.style import nodes
from citelib.model.vocabulary import ITEM_TYPES, LOCATOR_TYPES, VARIABLES

__all__ = ["CONDITIONS", "ELEMENTS", "POSITIONS", "RENDERING", "TERMS", "Attribute", "ElementRule", "read_text"]


@attrs.frozen
class Attribute:
    """One attribute: where its value goes and how it is read.

    Attributes:
        field: Field of the node.
        read: Makes the value; raises `ValueError` saying what is allowed.
        part: ``"formatting"`` or ``"options"`` when the field belongs to that part of the node.
    """

    field: str
    read: Callable[[str], Any]
    part: str = ""


@attrs.frozen
class ElementRule:
    """One element: its attributes by XML name, and the elements that it may hold."""

    attributes: Mapping[str, Attribute]
    children: frozenset[str] = frozenset()


_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[\da-fA-F]{1,6}|lt|gt|amp|quot|apos|nbsp);")


def read_text(value: str) -> str:
    """Text as it is; references that were escaped twice, as some styles do, are read."""
    return _REFERENCE.sub(lambda match: html.unescape(match.group()), value) if "&" in value else value


def _boolean(value: str) -> bool:
    if value in {"true", "false"}:
        return value == "true"
    raise ValueError("allowed are 'true' and 'false'")


def _number(value: str) -> int:
    try:
        number = int(value.strip())
    except ValueError:
        number = -1
    if not 0 <= number <= 1_000_000:
        raise ValueError("a whole number is needed")
    return number


def _words(value: str) -> tuple[str, ...]:
    return tuple(value.split())


def _one_of(literal: object) -> Callable[[str], str]:
    allowed: dict[str, str] = {value: value for value in get_args(literal)}

    def read(value: str) -> str:
        found = allowed.get(value)
        if found is None:
            raise ValueError(f"allowed are {', '.join(map(repr, allowed))}")
        return found

    return read


def _table(part: str = "", **fields: Callable[[str], Any]) -> dict[str, Attribute]:
    """Attributes whose XML names are the field names with hyphens for underscores."""
    return {field.rstrip("_").replace("_", "-"): Attribute(field, read, part) for field, read in fields.items()}


_FORMATTING: Final = _table(
    "formatting",
    font_style=_one_of(nodes.FontStyle),
    font_variant=_one_of(nodes.FontVariant),
    font_weight=_one_of(nodes.FontWeight),
    text_decoration=_one_of(nodes.TextDecoration),
    vertical_align=_one_of(nodes.VerticalAlign),
)
_LOOK: Final = {**_FORMATTING, **_table(prefix=read_text, suffix=read_text)}
_DELIMITER: Final = _table(delimiter=read_text)
_DISPLAY: Final = _table(display=_one_of(nodes.Display))
_TEXT_CASE: Final = _table(text_case=_one_of(nodes.TextCase))
_STRIP_PERIODS: Final = _table(strip_periods=_boolean)

_NAME_OPTIONS: Final = _table(
    "options",
    and_=_one_of(nodes.And),
    delimiter_precedes_et_al=_one_of(nodes.DelimiterPrecedes),
    delimiter_precedes_last=_one_of(nodes.DelimiterPrecedes),
    et_al_min=_number,
    et_al_use_first=_number,
    et_al_subsequent_min=_number,
    et_al_subsequent_use_first=_number,
    et_al_use_last=_boolean,
    initialize=_boolean,
    initialize_with=read_text,
    name_as_sort_order=_one_of(nodes.NameAsSortOrder),
    sort_separator=read_text,
)
_NAME_OWN: Final = _table("options", form=_one_of(nodes.NameForm), delimiter=read_text)
# The names that these three have on cs:style, cs:citation and cs:bibliography.
_NAME_INHERITED: Final = {
    **_NAME_OPTIONS,
    "name-form": _NAME_OWN["form"],
    "name-delimiter": _NAME_OWN["delimiter"],
    **_table("options", names_delimiter=read_text),
}

RENDERING: Final = frozenset(["text", "number", "date", "names", "label", "group", "choose"])
"""The elements that a layout, macro, group, branch or substitute may hold."""

CONDITIONS: Final = _table(
    disambiguate=_words,
    is_numeric=_words,
    is_uncertain_date=_words,
    locator=_words,
    position=_words,
    type=_words,
    variable=_words,
)
"""The test attributes of ``cs:if`` and ``cs:else-if``."""

_BRANCH: Final = {**CONDITIONS, **_table(match=_one_of(nodes.Match))}
_AREA: Final = frozenset(["sort", "layout"])

ELEMENTS: Final[dict[str, ElementRule]] = {
    "style": ElementRule(
        {
            **_NAME_INHERITED,
            **_table(
                class_=_one_of(nodes.StyleClass),
                version=read_text,
                default_locale=read_text,
                demote_non_dropping_particle=_one_of(nodes.Demote),
                initialize_with_hyphen=_boolean,
                page_range_format=_one_of(nodes.PageRangeFormat),
            ),
        },
        frozenset(["info", "locale", "macro", "citation", "bibliography"]),
    ),
    "citation": ElementRule(
        {
            **_NAME_INHERITED,
            **_table(
                collapse=_one_of(nodes.Collapse),
                cite_group_delimiter=read_text,
                year_suffix_delimiter=read_text,
                after_collapse_delimiter=read_text,
                disambiguate_add_names=_boolean,
                disambiguate_add_givenname=_boolean,
                disambiguate_add_year_suffix=_boolean,
                givenname_disambiguation_rule=_one_of(nodes.GivennameRule),
                near_note_distance=_number,
            ),
        },
        _AREA,
    ),
    "bibliography": ElementRule(
        {
            **_NAME_INHERITED,
            **_table(
                hanging_indent=_boolean,
                second_field_align=_one_of(nodes.SecondFieldAlign),
                line_spacing=_number,
                entry_spacing=_number,
                subsequent_author_substitute=read_text,
                subsequent_author_substitute_rule=_one_of(nodes.SubstituteRule),
            ),
        },
        _AREA,
    ),
    "macro": ElementRule(_table(name=read_text), RENDERING),
    "layout": ElementRule({**_LOOK, **_DELIMITER, "locale": Attribute("locales", _words)}, RENDERING),
    "sort": ElementRule({}, frozenset(["key"])),
    "key": ElementRule(
        _table(
            variable=read_text,
            macro=read_text,
            sort=_one_of(nodes.SortOrder),
            names_min=_number,
            names_use_first=_number,
            names_use_last=_boolean,
        )
    ),
    "text": ElementRule(
        {
            **_LOOK,
            **_DISPLAY,
            **_TEXT_CASE,
            **_STRIP_PERIODS,
            **_table(
                variable=read_text,
                macro=read_text,
                term=read_text,
                value=read_text,
                form=_one_of(nodes.TermForm),
                plural=_boolean,
                quotes=_boolean,
            ),
        }
    ),
    "number": ElementRule(
        {**_LOOK, **_DISPLAY, **_TEXT_CASE, **_table(variable=read_text, form=_one_of(nodes.NumberForm))}
    ),
    "date": ElementRule(
        {
            **_LOOK,
            **_DISPLAY,
            **_TEXT_CASE,
            **_DELIMITER,
            **_table(variable=read_text, form=_one_of(nodes.DateForm), date_parts=_one_of(nodes.DateParts)),
        },
        frozenset(["date-part"]),
    ),
    "date-part": ElementRule(
        {
            **_LOOK,
            **_TEXT_CASE,
            **_STRIP_PERIODS,
            **_table(name=_one_of(nodes.DatePartName), form=_one_of(nodes.DatePartForm), range_delimiter=read_text),
        }
    ),
    "names": ElementRule(
        {**_LOOK, **_DISPLAY, **_DELIMITER, **_table(variable=_words)},
        frozenset(["name", "et-al", "label", "substitute"]),
    ),
    "name": ElementRule({**_LOOK, **_NAME_OPTIONS, **_NAME_OWN}, frozenset(["name-part"])),
    "name-part": ElementRule({**_LOOK, **_TEXT_CASE, **_table(name=_one_of(nodes.NamePartName))}),
    "et-al": ElementRule({**_LOOK, **_table(term=read_text)}),
    "substitute": ElementRule({}, RENDERING),
    "label": ElementRule(
        {
            **_LOOK,
            **_TEXT_CASE,
            **_STRIP_PERIODS,
            **_table(variable=read_text, form=_one_of(nodes.TermForm), plural=_one_of(nodes.Plural)),
        }
    ),
    "group": ElementRule({**_LOOK, **_DELIMITER, **_DISPLAY}, RENDERING),
    "choose": ElementRule({}, frozenset(["if", "else-if", "else"])),
    "if": ElementRule(_BRANCH, RENDERING),
    "else-if": ElementRule(_BRANCH, RENDERING),
    "else": ElementRule({}, RENDERING),
    "locale": ElementRule(
        {"xml:lang": Attribute("language", read_text), "version": Attribute("version", read_text)},
        frozenset(["info", "style-options", "date", "terms"]),
    ),
    "style-options": ElementRule(_table(limit_day_ordinals_to_day_1=_boolean, punctuation_in_quote=_boolean)),
    "terms": ElementRule({}, frozenset(["term"])),
    "term": ElementRule(
        _table(
            name=read_text,
            form=_one_of(nodes.TermForm),
            gender=_one_of(nodes.Gender),
            gender_form=_one_of(nodes.Gender),
            match=_one_of(nodes.OrdinalMatch),
        ),
        frozenset(["single", "multiple"]),
    ),
    "single": ElementRule({}),
    "multiple": ElementRule({}),
}
"""Every element that is checked, by its tag; ``cs:info`` is read for what it has and not checked."""

POSITIONS: Final = frozenset(["first", "subsequent", "ibid", "ibid-with-locator", "near-note"])
"""Values of the condition ``position``."""

TERMS: Final = (
    frozenset(
        """
        advance-online-publication album and anonymous at audio-recording by circa cited et-al film forthcoming from
        henceforth ibid in internet letter loc-cit no-place no-publisher on online op-cit original-work-published
        personal-communication podcast podcast-episode preprint printing radio-broadcast radio-series
        radio-series-episode reference retrieved review-of special-issue special-section television-broadcast
        television-series television-series-episode video working-paper editortranslator
        ad bc bce ce open-quote close-quote open-inner-quote close-inner-quote page-range-delimiter colon comma
        semicolon ordinal
        """.split()
    )
    | {"and others", "available at", "in press", "no date", "presented at", "sub verbo"}
    | {f"month-{number:02d}" for number in range(1, 13)}
    | {f"season-{number:02d}" for number in range(1, 5)}
    | {f"ordinal-{number:02d}" for number in range(100)}
    | {f"long-ordinal-{number:02d}" for number in range(1, 11)}
    | ITEM_TYPES
    | LOCATOR_TYPES
    | frozenset(VARIABLES)
)
"""Names of terms (specification, appendix II); locators, types and variables are terms too."""
