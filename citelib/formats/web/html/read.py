"""Reading a page: its own item, and the references embedded in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from citelib.errors import ReadError
from citelib.formats.format import Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.web.html.embedded import embedded_works
from citelib.formats.web.html.head import read_facts, read_head
from citelib.formats.web.html.tables import GENERATOR, SCHOLARLY, SITE_TYPES
from citelib.formats.web.openurl import keys_of, put_keys
from citelib.formats.web.pages import html_tree, looks_like_html

__all__ = ["read", "sniff"]


def read(source: Source) -> Iterator[Record]:
    """Yield the page's item and the references embedded in it.

    Raises:
        ReadError: The text is no HTML.
    """
    markup = source.read_text()
    if not looks_like_html(markup) and "<" not in markup:
        raise ReadError("this is not HTML", format="html", source=source.name)
    tree = html_tree(markup, "html", source.name)
    head = read_head(tree)
    works = list(embedded_works(tree))
    says_itself = any(name.startswith(SCHOLARLY) for name in head.named)
    embedded = [keys for node in tree.css("span.Z3988") if (keys := keys_of(node.attributes.get("title") or ""))]
    is_ours = head.first("generator") == GENERATOR
    if is_ours:
        works.clear()
    page = Draft("html")
    if says_itself or not (embedded or is_ours or any(work.type not in SITE_TYPES for work in works)):
        read_facts(page, head, tree, works)
        if page.variables:
            yield from page.records(page.variables.get("DOI"))
    seen = {_key(page.variables)}
    for keys in embedded:
        draft = Draft("openurl")
        given = put_keys(draft, keys)
        if is_ours or not _key(draft.variables) or _key(draft.variables) not in seen:
            seen.add(_key(draft.variables))
            yield from draft.records(given)
    for work in works if not says_itself else ():
        if work.type not in SITE_TYPES and _key(work.variables) not in seen:
            seen.add(_key(work.variables))
            yield work


def _key(variables: Mapping[str, Any]) -> str:
    """What tells whether two descriptions are of one work: its DOI, else its title."""
    return str(variables.get("DOI") or variables.get("title") or "").casefold()


def sniff(text: str) -> float:
    """Sure of pages that describe a work; any other page is one if it is nothing better."""
    if not looks_like_html(text) or _IS_OTHER_XML.match(text):
        return 0.0
    head = text[:200_000].casefold()
    if re.search(r"""["'](?:citation_|bepress_citation_|eprints\.|dc\.|dcterms\.|prism\.)""", head) or "z3988" in head:
        return 0.95
    if re.search(r"""["'](?:scholarlyarticle|medicalscholarlyarticle)["']""", head):
        return 0.9
    return 0.25 if re.search(r"""<title|["']og:|ld\+json|itemprop""", head) else 0.15


_IS_OTHER_XML: Final = re.compile(r"\s*<\?xml[^>]*>\s*(?:<[!?][^>]*>\s*)*<(?!html\b)\w", re.IGNORECASE)
