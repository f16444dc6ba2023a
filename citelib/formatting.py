"""References and citations in one call: `format` and `cite`.

>>> from citelib.model import Date, Item, Name
>>> book = Item("g78", "book", title="Structures", author=[Name("Gordon", "J. E.")], issued=Date.on(1978))
>>> print(format([book], style="apa"))
Gordon, J. E. (1978). Structures.
<BLANKLINE>
>>> cite([book], "g78", locator="61", style="apa")
'(Gordon, 1978, p. 61)'
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from citelib.csl.citation import Citation, Cite, Mode
from citelib.csl.options import DEFAULT_OPTIONS, Options
from citelib.diagnostics import Diagnostic
from citelib.engines import Rendered, find_engine
from citelib.engines.engine import Order
from citelib.errors import UnknownIdError, UnknownNameError
from citelib.model import Bibliography, Item
from citelib.model.vocabulary import LOCATOR_TYPES

__all__ = ["Works", "cite", "format", "render"]

Object = Mapping[str, Any]
"""A CSL-JSON object, as `json.loads` gives it."""

Works = Mapping[str, Item] | Iterable[Item] | Iterable[Object] | Item | Object | str | os.PathLike[str]
"""What can be formatted – a bibliography, items, one item, CSL-JSON objects, or the path of a file that holds such."""

StyleName = str | os.PathLike[str]
"""Name, title, address, path or XML of a style, or the path-like object that `find_style` returns."""


def format(
    items: Works,
    style: StyleName = "apa",
    *,
    locale: str | None = None,
    output: str = "text",
    sort: Order = None,
    engine: str = "citelib",
    options: Options = DEFAULT_OPTIONS,
) -> str:
    """The bibliography of items in a CSL style.

    Args:
        items: A bibliography, items, one item, CSL-JSON objects (dicts), or the path of a file in any format that
            citelib reads.
        style: Bare name (``"apa"``), title, address, path or XML of a style. Where the text comes from somebody who
            must not open files, take ``find_style(text)``: it knows installed styles only.
        locale: Language tag (``"de-DE"``); None for the language of the style.
        output: ``"text"``, ``"html"`` or another output, see `citelib.output`.
        sort: None for the order of the style, False for that of `items`, True to sort by names, year and title where
            the style has no order of its own; or variables to order by, ``["-issued"]`` for the newest first.
        engine: ``"citelib"``, or ``"citeproc-py"`` to compare.
        options: Choices that hold in any style: works in their own language, highlighted names, annotations,
            abbreviations.

    Raises:
        UnknownNameError: No style, output or engine has that name; the error has near matches.
        StyleError: The style cannot be used; the error has every problem with line and column.
        ReadError: `items` is a path, and the file cannot be read.
    """
    return render(
        items, (), style, locale=locale, output=output, sort=sort, engine=engine, options=options
    ).bibliography


def cite(
    items: Works,
    *cites: str | Cite,
    style: StyleName = "apa",
    locale: str | None = None,
    output: str = "text",
    locator: str | None = None,
    label: str | None = None,
    prefix: str = "",
    suffix: str = "",
    suppress_author: bool = False,
    mode: Mode = "",
    engine: str = "citelib",
    options: Options = DEFAULT_OPTIONS,
) -> str:
    """One in-text citation of one or more items.

    Other items of `items` count: works that would be cited alike are disambiguated.

    Args:
        items: As for `format`.
        cites: Ids of items, or `Cite` objects for what differs from cite to cite.
        style: As for `format`.
        locale: As for `format`.
        output: As for `format`.
        locator: Place within the last item that is given by its id, such as ``"61"`` or ``"129–130"``.
        label: Kind of the locator, ``"page"`` if not given; see `citelib.model.vocabulary.LOCATOR_TYPES`.
        prefix: Text before the first item.
        suffix: Text after the last item.
        suppress_author: Whether to leave out the names, because the sentence has them.
        mode: ``"composite"`` for names in the sentence: «Gordon (1978)»; see `Citation` for the other modes.
        engine: As for `format`.
        options: As for `format`.

    Raises:
        UnknownNameError: An id that no item has, or a label that CSL does not know; and as for `format`.
    """
    if label is not None and label not in LOCATOR_TYPES:
        raise UnknownNameError("locator label", label, known=LOCATOR_TYPES)
    parts: list[Cite] = []
    for number, one in enumerate(cites):
        if isinstance(one, Cite):
            parts.append(one)
            continue
        is_last = number == len(cites) - 1
        parts.append(
            Cite(
                one,
                locator=locator if is_last else None,
                label=label if is_last else None,
                prefix=prefix if number == 0 else "",
                suffix=suffix if is_last else "",
                suppress_author=suppress_author,
            )
        )
    citation = Citation(parts, mode=mode)
    return render(items, [citation], style, locale=locale, output=output, engine=engine, options=options).citations[0]


def render(
    items: Works,
    citations: Sequence[Citation],
    style: StyleName = "apa",
    *,
    locale: str | None = None,
    output: str = "text",
    sort: Order = None,
    engine: str = "citelib",
    options: Options = DEFAULT_OPTIONS,
) -> Rendered:
    """A whole document: its citations in order, and the bibliography of all items.

    Args:
        items: As for `format`.
        citations: The citations of the document, in order.
        style: As for `format`.
        locale: As for `format`.
        output: As for `format`.
        sort: As for `format`.
        engine: As for `format`.
        options: As for `format`.

    Raises:
        UnknownNameError: A citation names an id that no item has; and as for `format`.

    >>> works = [{"id": "gordon", "type": "book", "title": "Structures", "author": [{"family": "Gordon"}]}]
    >>> render(works, [Citation.of("gordon"), Citation.of("gordon", mode="composite")], "apa").citations
    ('(Gordon, n.d.)', 'Gordon (n.d.)')
    """
    bibliography, noticed = _bibliography(items)
    works = {item.id: item for item in bibliography.values()}
    for citation in citations:
        for id in citation.ids:
            if id not in works:
                raise UnknownIdError(id, works)
    rendered = find_engine(engine).render(
        list(works.values()),
        citations,
        style=style,
        locale=locale,
        output=output,
        sort=sort,
        options=options,
    )
    return attrs.evolve(rendered, diagnostics=(*noticed, *rendered.diagnostics))


def _bibliography(works: Works) -> tuple[Bibliography, Sequence[Diagnostic]]:
    """The items, and what was noticed where they had to be read."""
    if isinstance(works, Item):
        return Bibliography([works]), ()
    if isinstance(works, (str, os.PathLike)):
        return _loaded(works)
    if isinstance(works, Mapping):
        if not all(isinstance(item, Item) for item in works.values()):
            return _loaded(works)
        works = works.values()
    given = list(works)
    if given and all(isinstance(one, Mapping) for one in given):
        return _loaded(given)
    for one in given:
        if not isinstance(one, Item):
            raise TypeError(f"items to format are Item objects or CSL-JSON objects, not {type(one).__name__}")
    return Bibliography(given), ()


def _loaded(works: Any) -> tuple[Bibliography, Sequence[Diagnostic]]:
    from citelib.formats.exchange import load

    bibliography = load(works)
    return bibliography, bibliography.diagnostics
