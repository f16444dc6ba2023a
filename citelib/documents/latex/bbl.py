r"""A .bbl file for LaTeX's own citations, natbib and apacite: the list in a style, with the labels that they want.

A .bbl cannot change what citations look like: LaTeX prints its own text from the labels. What needs that wants the
resolved source (`citelib.documents.latex.write`) or the package citation-style-language
(`citelib.documents.latex.aux`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citelib.csl.citation import Citation
from citelib.csl.processor import Processor
from citelib.documents.render import RenderedDocument, cited_keys
from citelib.errors import WriteError

__all__ = ["write_bbl"]


def write_bbl(rendered: RenderedDocument) -> str:
    """The .bbl file of a document.

    Args:
        rendered: The document, rendered in the output ``"latex"``.

    Raises:
        WriteError: The document uses biblatex, which reads no list that another program has made.
    """
    packages = rendered.document.metadata.values.get("packages", {})
    if "biblatex" in packages:
        raise WriteError(
            "biblatex takes no .bbl file but its own",
            hint="--to tex puts the citations into the source; or use the package citation-style-language",
        )
    bibliography = rendered.bibliography
    if bibliography is None:
        return ""
    form = "apacite" if "apacite" in packages else "natbib" if "natbib" in packages else "plain"
    is_numeric = "citation-number" in rendered.style.layouts["citation"].variables
    # LaTeX numbers by itself what has no label; natbib and apacite stop without one.
    labels = {} if form == "plain" and is_numeric else dict(_labels(rendered))
    items = rendered.items
    # LaTeX looks for the key as the document writes it, which may be an alias.
    keys = {items[key].id: key for key, _ in reversed([*cited_keys(rendered.document)]) if key in items}
    entries = []
    for number, entry in enumerate(bibliography.entries, 1):
        text = rendered.output.entry(entry.id, entry.text).strip()
        head, _, rest = text.partition("} ")
        key = keys.get(entry.id) or head.removeprefix("\\bibitem{")
        entries.append(
            f"\\bibitem{_label(form, labels.get(entry.id))}{{{key}}}\n{_without_number(rest.strip(), number)}"
        )
    body = "\n\n".join(entries)
    return f"\\begin{{thebibliography}}{{{len(entries)}}}\n\n{body}\n\n\\end{{thebibliography}}\n"


def _label(form: str, label: tuple[str, str] | None) -> str:
    """The optional argument of an entry; none where the package numbers by itself and the style has no names."""
    if label is None:
        return ""
    names, year = label
    if form == "natbib":
        return f"[{{{names}}}({year})]"
    if form == "apacite":
        return f"[\\protect\\citeauthoryear{{{names}}}{{{names}}}{{{year}}}]"
    return f"[{names}, {year}]" if year else f"[{names}]"


def _without_number(text: str, number: int) -> str:
    """An entry without the number that a numeric style puts before it: LaTeX prints its own."""
    return re.sub(rf"^(?:\{{\[\}}|\(|\\textsuperscript\{{)?{number}(?:\{{\]\}}|[).}}])*\s+", "", text)


def _labels(rendered: RenderedDocument) -> Iterator[tuple[str, tuple[str, str]]]:
    """Names and year of each entry as citations of the style have them, letters behind years included."""
    assert rendered.bibliography is not None
    ids = [entry.id for entry in rendered.bibliography.entries]
    processor = Processor(rendered.items.values(), rendered.style, output=rendered.output, nocite=ids)
    processor.replace_citations(
        [Citation.of(id, id=f"names-{number}", mode="author-only") for number, id in enumerate(ids)]
        + [Citation.of(id, id=f"year-{number}", mode="year-only") for number, id in enumerate(ids)]
    )
    texts = dict(processor.citations)
    for number, id in enumerate(ids):
        yield id, (texts[f"names-{number}"], texts[f"year-{number}"].strip("()"))
