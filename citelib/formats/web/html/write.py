"""Writing a page with a list of references, which any program can read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from citelib.formats.format import Writing, in_markup
from citelib.formats.json_yaml.json_values import json_text
from citelib.formats.json_yaml.schema_org import SCHEMA_ORG
from citelib.formats.web.html.tables import GENERATOR
from citelib.formats.web.openurl import span
from citelib.model import Item
from citelib.richtext.markup import TAGS, translated

__all__ = ["write"]

# Writing


def write(items: Iterable[Item], _: Writing, *, title: str = "References") -> Iterator[str]:
    """Yield a page with a list of references, with COinS and JSON-LD inside.

    Args:
        items: Items.
        title: Title of the page.
    """
    yield (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="generator" content="{GENERATOR}">\n<title>{escape(title)}</title>\n'
        f"</head>\n<body>\n<h1>{escape(title)}</h1>\n<ol>\n"
    )
    for item in items:
        words, item = _words(item), in_markup(item, ())
        # In a script only «<» can do harm; as an escape it is the same JSON.
        data = "".join(SCHEMA_ORG.write((item,), Writing())).strip() if SCHEMA_ORG.write else json_text({})
        data = data.replace("<", "\\u003c")
        yield (
            f'<li id="ref-{escape(item.id)}">{words}{span(item)}\n'
            f'<script type="application/ld+json">{data}</script></li>\n'
        )
    yield "</ol>\n</body>\n</html>\n"


def _words(item: Item) -> str:
    """Authors, year, title and container in words."""
    names = item.author or item.editor
    people = "; ".join(name.inverted for name in names)
    year = f"({item.issued.year})" if item.issued is not None and item.issued.year is not None else ""
    place = ", ".join(filter(None, (item.container_title, item.volume, item.page)))
    parts = [translated(part, TAGS, escape) for part in (f"{people} {year}".strip(), item.title or "", place) if part]
    text = ". ".join(part.rstrip(".") for part in parts)
    if item.DOI:
        address = f"https://doi.org/{item.DOI}"
        text += f'. <a href="{escape(address)}">{escape(address)}</a>'
    return f"{text} "
