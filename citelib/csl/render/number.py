"""``cs:number``, and number variables called by ``cs:text`` (specification, Number; Range Delimiters).

Hyphens between plain numbers become the locale's range delimiter, and page ranges follow ``page-range-format``. Labels
within a value («7, p. 3-8») are printed as the style's language abbreviates them.
"""

from __future__ import annotations

import re
from typing import Any, Final

from citelib.csl.render.context import Context
from citelib.csl.render.numbers import LABELS, MARKUP, NumberPart, Numbers, parse_numbers, without_markup
from citelib.csl.render.page_range import shorten
from citelib.csl.render.status import FOUND, MISSING
from citelib.csl.style import nodes
from citelib.richtext import Span
from citelib.richtext.tree import Child

__all__ = ["brings_label", "number_text", "ordinal", "render_number", "render_number_text", "roman"]

_RANGE_VARIABLES: Final = frozenset(
    ("page", "locator", "issue", "volume", "edition", "number", "chapter-number", "collection-number",
     "number-of-pages", "number-of-volumes", "page-first", "supplement-number", "part-number", "section")
)  # fmt: skip
_PLACES: Final = frozenset(("page", "locator"))
"""Variables in which a hyphen between numbers always means a range (specification, Range Delimiters)."""
_LONGEST: Final = 4000
_DESIGNATIONS: Final = re.compile(r"[^\W\d_]+ [0-9]+(?:, [^\W\d_]+ [0-9]+)+")
"""Several numbers with labels: «season 3, episode 10». Each label gets a capital (APA manual, 10.12)."""
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """A number in lower-case roman numerals; numbers from 6000 on stay as they are.

    >>> roman(42)
    'xlii'
    """
    if not 0 < number < 6000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def ordinal(number: int, form: str, gender: nodes.Gender, context: Context) -> str:
    """A number as ``ordinal`` or ``long-ordinal``."""
    locale = context.setting.locale
    if form == "long-ordinal":
        words = locale.long_ordinal(number, gender)
        if words:
            return words
    return f"{number}{locale.ordinal(number, gender)}"


def render_number(node: nodes.Number, context: Context, out: list[Any]) -> int:
    """A number variable in a form; what is not numeric is printed as it stands."""
    variable = node.variable
    text = context.text(variable)
    if not text:
        return MISSING
    context.use(variable)
    if variable != "citation-number" or context.area == "citation":
        context.started = True
    span = context.span(node, number_text(variable, text, node.form, context))
    if variable == "citation-number":
        span.role = "citation-number"
        span.value = context.number
    context.set_case(span, node.text_case)
    if node.form == "roman":
        span.language = "en"  # Roman numerals have no dotted capitals in any language.
    span.display = node.display
    out.append(span)
    return FOUND


def render_number_text(node: nodes.TextVariable, variable: str, text: str, context: Context, out: list[Any]) -> int:
    """A number variable called by ``cs:text``."""
    if node.text_case == "capitalize-first" and _DESIGNATIONS.fullmatch(text):
        text = ", ".join([part[0].upper() + part[1:] for part in text.split(", ")])
    children = number_text(variable, text, "numeric", context)
    span = Span(children, context.leaf_formatting(node, text), node.prefix, node.suffix)
    span.quotes = node.quotes and not context.sorting
    span.strip_periods = node.strip_periods
    context.set_case(span, node.text_case)
    span.display = node.display
    if variable == "locator":
        span.role = "locator"
    out.append(span)
    return FOUND


def number_text(variable: str, text: str, form: str, context: Context) -> list[Child]:
    """The value of a number variable, ready to print."""
    if len(text) > _LONGEST:
        # Too long for a number; it is printed as text.
        return context.leaf(text)
    if text.isdecimal():
        if context.sorting:
            return [text.zfill(9)]
        if form == "numeric":
            return [text]
    if context.sorting:
        first = parse_numbers(text).parts[0]
        return [f"{first.digits.zfill(9)} {text}"] if first.digits and not first.particle else [text]
    if variable == "locator" and MARKUP.search(text):
        return context.leaf(_marked_up(text, context))
    if "<" in text and text[0].isdigit():
        # Markup in numbers is not interpreted (test suite, flipflop_NumericField).
        return [text]
    numbers = parse_numbers(text)
    labelled = any(part.label for part in numbers.parts)
    if not (numbers.is_numeric or labelled) or (variable == "number" and "," in text):
        # An identifier, or words: only the ranges within it get a dash.
        return context.leaf(_with_dashes(text, variable, context))
    printed: list[str] = []
    setting = context.setting
    parts = numbers.parts
    is_page = variable in ("page", "page-first") or (variable == "locator" and context.label == "page")
    gender: nodes.Gender = "neuter"
    if form != "numeric":
        gender = setting.locale.gender(context.label if variable == "locator" else variable)
    page_range_format = setting.style.page_range_format
    has_label = False
    for index, part in enumerate(parts):
        label = part.label
        if label and index == 0 and not _shows_first_label(variable, label, context):
            label = ""
        has_label = has_label or bool(label)
        if label:
            printed.append(_label(numbers, index, context) + " ")
        value = part.text
        if index and is_page and form == "numeric" and parts[index - 1].joiner == "-" and _is_range(parts, index - 1):
            value = part.particle + shorten(parts[index - 1].digits, part.digits, page_range_format) + part.tail
            if part.particle and page_range_format and page_range_format != "expanded":
                value = value[len(part.particle) :]
            elif not part.particle and parts[index - 1].particle:
                value = part.text
        elif part.digits and not part.particle and not part.tail and not has_label and form != "numeric":
            number = int(part.digits)
            value = roman(number) if form == "roman" else ordinal(number, form, gender, context)
        printed.append(value)
        if index < len(parts) - 1:
            printed.append(_joined(parts, index, variable, context))
    return context.leaf("".join(printed))


_RANGE: Final = re.compile(
    r"(?<![^\s(\[,;&])"
    r"(?:(?P<first>[A-Za-z]*[0-9]+(?:\.[0-9]+)*[A-Za-z]*)-(?P<last>[A-Za-z]*[0-9]+(?:\.[0-9]+)*[A-Za-z]*)|(?P<from>[ivxlcm]+)-(?P<to>[ivxlcm]+))"
    r"(?![^\s)\],;&.]|\.\w)"
)
"""Two numbers with a hyphen between them, set off from what is around them."""


def _with_dashes(text: str, variable: str, context: Context) -> str:
    """Text with the dash of the language in the ranges that it holds.

    Hyphens of docket and report numbers (``2:19-cv-00222``, ``TM-2019-220``) are part of them and stay.
    """
    if "-" not in text or variable not in _PLACES:
        return text.replace("\\-", "-")

    def dashed(match: re.Match[str]) -> str:
        return match.group().replace("-", _range_dash(variable, context))

    return _RANGE.sub(dashed, text).replace("\\-", "-")


def _marked_up(text: str, context: Context) -> str:
    """A locator with markup, and the dash of the language between its numbers: ``12<sup>v</sup>–13<sup>r</sup>``."""
    if not parse_numbers(without_markup(text)).is_numeric:
        return _with_dashes(text, "locator", context)
    dash = _range_dash("locator", context)
    pieces = re.split(f"({MARKUP.pattern})", text)
    return "".join(piece if index % 2 else piece.replace("-", dash) for index, piece in enumerate(pieces))


def _range_dash(variable: str, context: Context) -> str:
    """What stands between the ends of a range (specification, Range Delimiters)."""
    if variable == "locator" and context.label != "page":
        return "–"
    name = "year-range-delimiter" if variable == "collection-number" else "page-range-delimiter"
    return context.setting.term(name) or "–"


def brings_label(variable: str, numbers: Numbers, context: Context) -> bool:
    """Whether a value begins with a label of another kind than its variable, which is printed with it."""
    label = numbers.parts[0].label
    return bool(label) and _shows_first_label(variable, label, context)


def _shows_first_label(variable: str, label: str, context: Context) -> bool:
    """A label in front of the whole value is printed unless it is the kind of the variable anyway."""
    if variable == "locator":
        return context.cite is None or not (context.cite.label is None or LABELS[label] == context.label)
    if variable in ("page", "number"):
        return LABELS[label] not in ("page", "issue")
    return LABELS[label] != variable


def _label(numbers: Numbers, index: int, context: Context) -> str:
    """The term of a label within a value, singular or plural as the numbers behind it."""
    parts = numbers.parts
    several = (
        index + 1 < len(parts)
        and parts[index].joiner.strip() in ("-", "&", ",")
        and not parts[index + 1].label
        and bool(parts[index].digits)
        and bool(parts[index + 1].digits)
    )
    name = LABELS[parts[index].label]
    return context.setting.term(name, "short", several) or parts[index].label


def _is_range(parts: tuple[NumberPart, ...], index: int) -> bool:
    """Whether a hyphen stands between two plain numbers, with the same letters in front if any."""
    first, last = parts[index], parts[index + 1]
    if first.tail or last.tail or last.label:
        return False
    return bool(first.digits) and bool(last.digits) and first.particle == last.particle


def _joined(parts: tuple[NumberPart, ...], index: int, variable: str, context: Context) -> str:
    """What is printed between a number and the next."""
    first, last = parts[index], parts[index + 1]
    joiner = first.joiner
    if joiner == "\\-":
        return "-"
    if joiner == "&":
        return f" {_ampersand(context)} "
    if joiner != "-":
        return joiner
    if variable not in _RANGE_VARIABLES:
        return "-"
    plain = (first.is_simple and last.is_simple) or _is_range(parts, index)
    if not plain:
        both = bool(first.digits) and bool(last.digits) and first.particle == last.particle
        if not both:
            return "-"
    return _range_dash(variable, context)


def _ampersand(context: Context) -> str:
    setting = context.setting
    symbol = setting.term("and", "symbol")
    return symbol if symbol and symbol != setting.term("and") else "&"
