r"""HTML of a Markdown document with its citations and its list, made by markdown-it-py.

Citations and lists stand in the Markdown as marks of two private characters while it becomes HTML, so that what they
hold is never read as Markdown; then they are put in. Each cite leads to its entry.

>>> from citelib.documents.markdown.read import read
>>> from citelib.documents.render import render
>>> from citelib.model import Date, Item, Name
>>> doe = Item("doe", "book", title="A Book", author=[Name("Doe", "Jane")], issued=Date.on(1999))
>>> page = write_html(render(read("*So* [@doe, p. 3].\n"), [doe], style="apa", output="html-linked"))
>>> '<p><em>So</em> (<a href="#ref-doe">Doe, 1999, p. 3</a>).</p>' in page
True
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Final

import attrs

from citelib.csl.results import RenderedBibliography
from citelib.documents.markdown.mask import front_matter
from citelib.documents.render import RenderedDocument
from citelib.documents.text.changes import Change, apply
from citelib.documents.text.writing import list_title, place_change
from citelib.errors import CitelibError
from citelib.output.page import direction_of

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

__all__ = ["write_html"]

_START, _END = "\ue200", "\ue201"
_MARK: Final = re.compile(f"<p>{_START}(?P<block>\\d+){_END}</p>|{_START}(?P<inline>\\d+){_END}")
_TAG: Final = re.compile(r"<[A-Za-z/][^<>]*>")
_NO_MARKS: Final = {ord(_START): "\ufffd", ord(_END): "\ufffd"}
_PLUGINS: Final = (
    ("footnote", "footnote_plugin"),
    ("deflist", "deflist_plugin"),
    ("dollarmath", "dollarmath_plugin"),
    ("attrs", "attrs_plugin"),
)
_DIV: Final = re.compile(r"^:{3,}.*$", re.MULTILINE)
_STYLE: Final = """
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.55 system-ui, sans-serif; }
@media (prefers-color-scheme: dark) { body { background: #16181c; color: #e6e6e6; } a { color: #8ab4f8; } }
.csl-entry { margin-block-end: 0.6rem; }
.csl-hanging .csl-entry { padding-inline-start: 2rem; text-indent: -2rem; }
.csl-left-margin { display: inline-block; min-width: 2.5rem; text-indent: 0; }
.csl-right-inline { display: inline; }
.csl-indent { margin-inline-start: 2rem; }
:target { background: color-mix(in srgb, currentColor 12%, transparent); }
"""


def write_html(rendered: RenderedDocument) -> str:
    """A page of HTML, complete in itself.

    Args:
        rendered: The document, rendered in the output ``"html-linked"``.

    Raises:
        CitelibError: The package mdit-py-plugins is not installed.
    """
    document = rendered.document
    pieces: list[str] = []
    notes: list[str] = []

    def mark(piece: str) -> str:
        pieces.append(piece)
        return f"{_START}{len(pieces) - 1}{_END}"

    def note(text: str) -> str:
        """A footnote of Markdown, whose text is a mark."""
        label = f"citelib-{len(notes) + 1}"
        notes.append(f"[^{label}]: {mark(text)}")
        return f"[^{label}]"

    front = front_matter(document.text)[1]
    changes: list[Change] = [(0, front, "")] if front else []
    for done in rendered.places:
        marked = attrs.evolve(done, text=mark(done.text) if done.text else "")
        changes.append(place_change(rendered, marked, note))
    changes += _lists(rendered, mark)
    source = apply(document.text.translate(_NO_MARKS), changes)
    # Divs of pandoc are no Markdown; what they hold stays.
    source = _DIV.sub("", source)
    if not document.lists and rendered.bibliography is not None and rendered.bibliography.entries:
        source = f"{source.rstrip()}\n\n{_heading(rendered, source)}{mark(_list(rendered.bibliography))}\n"
    if notes:
        source = f"{source.rstrip()}\n\n" + "\n\n".join(notes) + "\n"
    body = _parser().render(source)
    body = _TAG.sub(lambda tag: _plain(tag[0], pieces) if _START in tag[0] else tag[0], body)
    body = _MARK.sub(lambda match: pieces[int(match["block"] or match["inline"])], body)
    return _page(rendered, body)


def _plain(tag: str, pieces: list[str]) -> str:
    """A tag with text in the place of marks: what is cited in the description of a picture stands in an attribute."""

    def text(match: re.Match[str]) -> str:
        piece = pieces[int(match["block"] or match["inline"])]
        return html.escape(html.unescape(_TAG.sub("", piece)), quote=True)

    return _MARK.sub(text, tag)


def _lists(rendered: RenderedDocument, mark: object) -> Iterator[Change]:
    assert callable(mark)
    for place, bibliography in zip(rendered.document.lists, rendered.lists, strict=False):
        if bibliography.entries:
            yield place.start, place.end, f"\n{mark(_list(bibliography))}\n\n"


def _list(bibliography: RenderedBibliography) -> str:
    text = str(bibliography)
    return text.replace("csl-bib-body", "csl-bib-body csl-hanging", 1) if bibliography.params.hanging_indent else text


def _heading(rendered: RenderedDocument, source: str) -> str:
    """The heading of the list, unless the document ends with one."""
    last = source.rstrip().rsplit("\n", 1)[-1]
    return "" if last.startswith("#") else f"## {list_title(rendered)}\n\n"


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for module, name in _PLUGINS:
        try:
            plugin = getattr(import_module(f"mdit_py_plugins.{module}"), name)
        except ImportError as error:
            hint = "pip install 'citelib[markdown]'"
            raise CitelibError("HTML of Markdown needs the package mdit-py-plugins", hint=hint) from error
        parser.use(plugin)
    return parser


def _page(rendered: RenderedDocument, body: str) -> str:
    title = rendered.document.metadata.values.get("title")
    shown = html.escape(title if isinstance(title, str) and title.strip() else rendered.document.name or "Document")
    language = rendered.style.locale.language
    return (
        f'<!doctype html>\n<html lang="{html.escape(language)}" dir="{direction_of(language)}">\n'
        '<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{shown}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n{body}</body>\n</html>\n"
    )
