"""The engine citeproc-py: a second opinion, for tests and comparison.

It knows less than citelib's own processor: no disambiguation, no year suffixes, no collapsing, no note positions. What
it has no input for (cites without their author, composite citations) is reported and left out.
"""

from __future__ import annotations

import html
import os
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from citelib.csl.citation import Citation, Cite
from citelib.csl.options import DEFAULT_OPTIONS, Options
from citelib.csl.style.repository import read_style, style_bytes
from citelib.diagnostics import Diagnostic
from citelib.engines.engine import Order, Rendered
from citelib.errors import StyleError, UnknownNameError
from citelib.model import Item, unstructure

__all__ = ["ENGINE"]

_OUTPUTS: Final = {"html": "citeproc.formatter.html", "text": "citeproc.formatter.plain"}


class _CiteprocPy:
    """See `citelib.engines.engine.Engine`."""

    def render(
        self,
        items: Sequence[Item],
        citations: Sequence[Citation],
        *,
        style: str | os.PathLike[str],
        locale: str | None,
        output: str,
        sort: Order,
        options: Options = DEFAULT_OPTIONS,
    ) -> Rendered:
        if output not in _OUTPUTS:
            raise UnknownNameError("output of the engine citeproc-py", output, known=_OUTPUTS)
        diagnostics: list[Diagnostic] = []
        if options != DEFAULT_OPTIONS or not (sort is None or isinstance(sort, bool)):
            message = "citeproc-py has no options and no orders but that of the style"
            diagnostics.append(Diagnostic("warning", "citeproc-py-options", message))
        with _quiet(), _style_file(style) as (path, language):
            from importlib import import_module

            import citeproc

            try:
                parsed = citeproc.CitationStylesStyle(str(path), locale=locale or language, validate=False)
            except Exception as error:  # the package raises whatever its parts do
                raise StyleError(f"citeproc-py cannot use the style: {type(error).__name__}: {error}") from error
            source = _source(items)
            document = citeproc.CitationStylesBibliography(parsed, source, import_module(_OUTPUTS[output]))
            asked = [citeproc.Citation([_cite(cite, diagnostics) for cite in citation.cites]) for citation in citations]
            every = citeproc.Citation([citeproc.CitationItem(item.id) for item in items])
            for citation in (*asked, every):
                document.register(citation)
            if sort is not False:
                document.sort()
            texts = tuple(str(document.cite(citation, lambda _: None)) for citation in asked)
            written = [str(entry) for entry in document.bibliography()]
        ids = {item.id.lower(): item.id for item in items}
        entries = tuple((ids[key], text) for key, text in zip(document.keys, written, strict=True))
        return Rendered(texts, entries, _join(entries, output), tuple(diagnostics))


ENGINE: Final = _CiteprocPy()


def _source(items: Sequence[Item]) -> Any:
    from citeproc.source.json import CiteProcJSON

    records = []
    for item in items:
        record = unstructure(item)
        record.pop("custom", None)
        for name, value in record.items():
            # The package has no open ranges, literal or raw dates.
            if isinstance(value, dict) and "date-parts" not in value:
                record[name] = {"date-parts": [[]]}
        records.append({name: value for name, value in record.items() if value != {"date-parts": [[]]}})
    return CiteProcJSON(records)


def _cite(cite: Cite, diagnostics: list[Diagnostic]) -> Any:
    from citeproc import CitationItem, Locator

    if cite.suppress_author or cite.author_only:
        diagnostics.append(
            Diagnostic("warning", "citeproc-py-mode", "citeproc-py prints every cite with its author", item=cite.id)
        )
    given: dict[str, Any] = {name: getattr(cite, name) for name in ("prefix", "suffix") if getattr(cite, name)}
    if cite.locator is not None:
        given["locator"] = Locator(cite.label or "page", cite.locator)
    return CitationItem(cite.id, **given)


@contextmanager
def _style_file(style: str | os.PathLike[str]) -> Iterator[tuple[Path, str | None]]:
    """The independent style as a file, which is what the package reads, and the language that is asked for."""
    data, name = style_bytes(style)
    language = None
    while (read := read_style(data, name=name)).citation is None and read.info.parent is not None:
        language = language or read.default_locale
        data, name = style_bytes(read.info.parent)
    with tempfile.TemporaryDirectory(prefix="citelib-") as folder:
        path = Path(folder) / "style.csl"
        path.write_bytes(data)
        yield path, language or read.default_locale


@contextmanager
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _join(entries: Sequence[tuple[str, str]], output: str) -> str:
    if output == "text":
        return "\n".join(text for _, text in entries)
    rows = "".join(f'  <div class="csl-entry" id="ref-{html.escape(id)}">{text}</div>\n' for id, text in entries)
    return f'<div class="csl-bib-body">\n{rows}</div>'
