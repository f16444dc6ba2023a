"""The note in an entry about where its work is cited: «Cited: nn. 3, 7».

Its words are terms of the locale, so that it can be printed in any style.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from citelib.csl.citation import Citation
from citelib.csl.options import BackReferences
from citelib.csl.render import Setting

__all__ = ["back_references"]


def back_references(citations: Sequence[Citation], wanted: BackReferences, setting: Setting) -> dict[str, str]:
    """The note for each item that is cited.

    Args:
        citations: The citations of the document, in order.
        wanted: What `Options.back_references` asks for.
        setting: The style and the language.
    """
    if not wanted:
        return {}
    places: dict[str, list[tuple[int, Citation]]] = {}
    for number, citation in enumerate(citations, 1):
        for id in dict.fromkeys(citation.ids):
            places.setdefault(id, []).append((number, citation))
    return {id: text for id, found in places.items() if (text := _text(found, wanted, setting))}


def _text(found: Sequence[tuple[int, Citation]], wanted: BackReferences, setting: Setting) -> str:
    if callable(wanted):
        return wanted(tuple(citation for _, citation in found))
    if isinstance(wanted, Mapping):
        label, texts = "page", [wanted[citation.id] for _, citation in found if citation.id in wanted]
    elif wanted == "notes":
        label, texts = "note", [str(citation.note) for _, citation in found if citation.note]
    else:
        label, texts = "", [str(number) for number, _ in found]
    texts = list(dict.fromkeys(texts))
    if not texts:
        return ""
    cited = setting.term("cited")
    name = setting.term(label, "short", len(texts) > 1) if label else ""
    return f"{cited[:1].upper()}{cited[1:]}: {f'{name} ' if name else ''}{', '.join(texts)}."
