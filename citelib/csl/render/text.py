"""``cs:text``: variables, terms and verbatim values (specification, Text)."""

from __future__ import annotations

import re
from typing import Any, Final

from citelib.csl.render.context import Context
from citelib.csl.render.date import add_year_suffix
from citelib.csl.render.number import render_number_text
from citelib.csl.render.shape import ANNOTATION, is_annotation
from citelib.csl.render.status import FOUND, MISSING, PLAIN
from citelib.csl.style import nodes
from citelib.model import Item
from citelib.model.vocabulary import NUMBER_VARIABLES
from citelib.richtext import Span

__all__ = ["address_of", "render_term", "render_value", "render_variable"]

_SHORT: Final = {
    "title": "title-short",
    "container-title": "container-title-short",
    "volume-title": "volume-title-short",
}
_VERBATIM: Final = frozenset(("URL", "DOI", "PMID", "PMCID"))
"""Variables without markup: they are addresses, or lead to one."""
_AS_WRITTEN: Final = frozenset(("citation-number", "first-reference-note-number", "section", "version"))
_NUMBERS: Final = NUMBER_VARIABLES - _AS_WRITTEN
_OF_THE_ORIGINAL: Final = frozenset(("original-title", "original-publisher", "original-publisher-place"))
"""Variables that may be in another language than the work."""
_NOT_LATIN: Final = frozenset("am ar be bg el fa he hi hy ja ka ko mk ml ru ta te th uk ur yi zh".split())
"""Languages that are not written in Latin letters: what is, is in none of them."""
_ENGLISH: Final = re.compile(r"\b(?:the|of|and|for|with)\b", re.IGNORECASE)
"""Words that tell an English text from one in other languages of Latin letters."""
_TITLES: Final = frozenset(("title", "container-title", "volume-title", "original-title", "reviewed-title"))
_NAMED_ROLES: Final = {"locator": "locator", "title": "title", ANNOTATION: "annotation"}
"""Roles of variables that later passes look for."""
_ADDRESSES: Final = {
    "DOI": "https://doi.org/",
    "PMID": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
}
"""What makes an address of an identifier (specification, appendix VI)."""


def render_variable(node: nodes.TextVariable, context: Context, out: list[Any]) -> int:
    """A variable in its long or short form."""
    variable = node.variable
    if variable in _ROLES:
        return _ROLES[variable](node, context, out)
    text = context.text(variable)
    if not text and is_annotation(node):
        variable, text = ANNOTATION, context.text(ANNOTATION)
    if node.form == "short" and variable in _SHORT and variable not in context.suppressed:
        short = context.text(_SHORT[variable])
        if short:
            text = short
            context.use(_SHORT[variable])
    if not text:
        return MISSING
    context.use(variable)
    context.started = True
    if variable in _NUMBERS:
        return render_number_text(node, variable, text, context, out)
    properties = context.leaf_formatting(node, text)
    if variable in _VERBATIM:
        span = Span([text], properties, node.prefix, node.suffix)
        _link(span, variable, text)
    else:
        span = Span(context.leaf(text), properties, node.prefix, node.suffix)
    if variable in _NAMED_ROLES:
        span.role = _NAMED_ROLES[variable]
    return _finish(node, span, context, out, variable)


def _finish(node: nodes.Text, span: Span, context: Context, out: list[Any], variable: str = "") -> int:
    """Set a span as its element asks; `variable` is that of the item whose text it holds."""
    span.quotes = node.quotes and not context.sorting
    span.strip_periods = node.strip_periods
    context.set_case(span, node.text_case, of_item=bool(variable))
    if node.text_case is None and context.setting.title_case and variable in _TITLES:
        # What names no language is in English to APA, whatever the language of the list.
        span.text_case = context.setting.title_case
        span.language = context.language if context.variables.get("language") else "en"
    if variable in _OF_THE_ORIGINAL and span.language in _NOT_LATIN:
        text = str(span.children[0])
        if text.isascii():
            span.language = "en" if _ENGLISH.search(text) else context.setting.language
    span.display = node.display
    out.append(span)
    return FOUND


def _link(span: Span, variable: str, text: str) -> None:
    """Set the link of an identifier; a prefix that completes its address becomes part of it."""
    span.link = _address(variable, text)
    before = _ADDRESSES.get(variable, "")
    if before and span.prefix.endswith(before) and not span.formatting and span.link != text:
        span.prefix = span.prefix[: -len(before)]
        span.children = [before + text]


def _address(variable: str, text: str) -> str:
    return text if text.startswith(("https://", "http://")) else _ADDRESSES.get(variable, "") + text


def address_of(item: Item) -> str:
    """The best address of a work, or ""."""
    for variable in ("DOI", "PMCID", "PMID", "URL"):
        if text := item.get(variable):
            return _address(variable, text)
    return ""


def render_term(node: nodes.TextTerm, context: Context, out: list[Any]) -> int:
    """A term; the first thing of a note or an entry begins with a capital."""
    text = context.setting.term(node.term, node.form, node.plural)
    if not text:
        return PLAIN
    if node.term == "ibid" or not context.started:
        first = not context.started and not context.sorting
        if first and (context.area == "bibliography" or context.setting.is_note):
            text = text[0].upper() + text[1:]
    context.started = True
    span = Span(context.leaf(text), context.leaf_formatting(node, text), node.prefix, node.suffix)
    if node.term == "no date" and context.date("accessed") is not None:
        add_year_suffix(span, context, behind_text=True)
    _finish(node, span, context, out)
    return PLAIN


def render_value(node: nodes.TextValue, context: Context, out: list[Any]) -> int:
    """Text that the style gives."""
    text = node.value
    if not text:
        return PLAIN
    context.started = True
    span = Span(context.leaf(text), context.leaf_formatting(node, text), node.prefix, node.suffix)
    _finish(node, span, context, out)
    return PLAIN


def _citation_number(node: nodes.TextVariable, context: Context, out: list[Any]) -> int:
    if context.comparing or "citation-number" in context.suppressed:
        return MISSING
    text = context.text("citation-number")
    if not text:
        return MISSING
    if context.area == "citation":
        context.started = True  # in front of an entry, a number begins no sentence
    span = Span([text], context.setting.properties(node.formatting), node.prefix, node.suffix)
    span.role = "citation-number"
    span.value = context.number
    return _finish(node, span, context, out)


def _year_suffix(node: nodes.TextVariable, context: Context, out: list[Any]) -> int:
    text = context.text("year-suffix")
    if not text or context.suffix_done:
        # A missing suffix must not make the group around it vanish: «n.d.» stays.
        return PLAIN
    span = Span([text], context.setting.properties(node.formatting), node.prefix, node.suffix)
    if context.date_is_text and not node.prefix and not node.formatting:
        span.prefix = "-"  # «in press-a», as `date` sets it
    span.role = "year-suffix"
    span.value = context.decisions.year_suffix
    return _finish(node, span, context, out)


def _citation_label(node: nodes.TextVariable, context: Context, out: list[Any]) -> int:
    from citelib.csl.render.citation_label import citation_label

    text = context.text("citation-label") or citation_label(context.item)
    if not text:
        return MISSING
    context.started = True
    span = Span([text + context.text("year-suffix")], context.setting.properties(node.formatting))
    span.prefix = node.prefix
    span.suffix = node.suffix
    span.role = "citation-label"
    return _finish(node, span, context, out)


_ROLES: Final = {
    "citation-number": _citation_number,
    "year-suffix": _year_suffix,
    "citation-label": _citation_label,
}
