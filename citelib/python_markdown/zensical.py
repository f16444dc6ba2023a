"""What Zensical tells of the page that it makes, and what the other pages of its site cite.

Zensical makes each page by itself. Numbers that run through the site need the other pages as well: they are read with
the extensions that change where citations can stand, once and again when they change.
"""

from __future__ import annotations

import posixpath
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs
from markdown import Markdown
from markdown.extensions import Extension

from citelib.documents.markdown.mask import front_matter
from citelib.errors import ReadError
from citelib.files import decode, read_file
from citelib.limits import DEFAULT_LIMITS
from citelib.python_markdown.pages import Pages, ReadPage

__all__ = ["Context", "context_of", "read_others"]

_NAME: Final = "rendering_context"
"""The name under which Zensical registers what it knows of the page."""
_STRUCTURE: Final = frozenset(
    (
        *("abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables", "smarty"),
        *("pymdownx.arithmatex", "pymdownx.details", "pymdownx.inlinehilite", "pymdownx.superfences"),
        *("pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.magiclink"),
    )
)
"""Extensions that say what is text and what is code."""
_READ: Final[dict[tuple[object, ...], ReadPage]] = {}
_LOCK: Final = threading.RLock()


@attrs.frozen
class Context:
    """A page within its site.

    Attributes:
        page: Path of its file within the folder of the pages.
        folder: That folder.
        order: All pages, in the order in which they are read.
        extensions: Names of the extensions of the site.
        options: Their options, by name.
    """

    page: str
    folder: Path
    order: tuple[str, ...]
    extensions: tuple[str, ...]
    options: Mapping[str, Any]

    def address(self, other: str) -> str:
        """The file of another page, from that of this one: Zensical makes its address of it."""
        return posixpath.relpath(other, posixpath.dirname(self.page) or ".")


def context_of(md: Markdown) -> Context | None:
    """What Zensical tells of the page; None if another program makes it."""
    if _NAME not in md.preprocessors:
        return None
    found = md.preprocessors[_NAME]
    config: Mapping[str, Any] = found.config
    folder = Path(config.get("root_dir") or ".") / config["docs_dir"]
    listed = list(dict.fromkeys(_listed(config.get("nav") or ())))
    others = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))
    return Context(
        found.page.path,
        folder,
        tuple(dict.fromkeys([*listed, *others])),
        tuple(one for one in config["markdown_extensions"] if isinstance(one, str)),
        config.get("mdx_configs") or {},
    )


def _listed(nav: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for one in nav:
        if str(one.get("url") or "").endswith(".md"):
            yield one["url"]
        yield from _listed(one.get("children") or ())


def read_others(pages: Pages, context: Context, extension: Extension) -> None:
    """Read what all pages but the one that is made cite and list.

    Args:
        pages: Where it is noted.
        context: The page that is made, within its site.
        extension: The extension that finds citations and notes them there.
    """
    names = [name for name in context.extensions if name in _STRUCTURE]
    options = {name: context.options[name] for name in names if name in context.options}
    reader: Markdown | None = None
    with _LOCK:
        for name in context.order:
            path = context.folder / name
            if name == context.page or not path.is_file():
                continue
            state = path.stat()
            key = (pages.key, str(path), state.st_mtime_ns, state.st_size, tuple(names))
            if key not in _READ:
                try:
                    text, *_ = decode(read_file(path, DEFAULT_LIMITS, "document_size"))
                except ReadError:
                    continue
                reader = reader or Markdown(extensions=[extension, *names], extension_configs=options)
                pages.begin(name)
                reader.reset().convert(text[front_matter(text)[1] :])
                _READ[key] = pages.read_page(name)
            pages.note_page(name, _READ[key])
        pages.page = context.page
