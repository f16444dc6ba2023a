"""A new DOCX of a Markdown document, with its citations as text or as live fields.

The text is converted by pandoc where it is installed, which knows its whole markup, pictures and notes, else by
`citelib.documents.ooxml.blank`. Either leaves the citations as they are written; they are then resolved as those that
somebody typed into Word are.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from citelib.documents.ooxml.blank import blank_docx
from citelib.documents.ooxml.names import local, w
from citelib.documents.ooxml.read import LIST_TAG, read
from citelib.documents.ooxml.runs import element
from citelib.documents.ooxml.write import Form, write
from citelib.documents.package import Package, serialised
from citelib.documents.render import RenderedDocument, render
from citelib.errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["converted", "write_new"]

_LIST: Final = "citelib-list-goes-here"
"""A paragraph that stands for the list while the document is converted."""
_REMOTE: Final = re.compile(r"!\[[^\]]*\]\(\s*<?[a-z][a-z0-9+.-]*:|<(?:img|iframe|embed|object)\b", re.IGNORECASE)
_SECONDS: Final = 120


def write_new(rendered: RenderedDocument, form: Form) -> bytes:
    """The bytes of a new DOCX.

    Args:
        rendered: A Markdown document, rendered in any output.
        form: What becomes of citations.

    Raises:
        ReadError: pandoc cannot convert the text.
    """
    document = rendered.document
    text = document.text
    if document.lists:
        place = document.lists[0]
        text = f"{text[: place.start]}\n\n{_LIST}\n\n{text[place.end :]}"
    made = read(_with_list(converted(text, document.name)))
    metadata = attrs.evolve(document.metadata, references=(), bibliographies=())
    done = render(
        attrs.evolve(made, name=document.name, metadata=metadata),
        rendered.items.values(),
        style=rendered.style,
        output="json",
    )
    return write(done, form)


def converted(text: str, name: str = "") -> bytes:
    """A DOCX of a Markdown text in which citations stand as they are written.

    Args:
        text: The text.
        name: Name of its file, beside which pictures are looked for.

    Raises:
        ReadError: pandoc cannot read the text.
    """
    program = shutil.which("pandoc")
    if program is None:
        return blank_docx(text)
    command = [program, "--from", "markdown-citations", "--to", "docx", "--output", "-"]
    # pandoc would fetch pictures from anywhere; shut in, it reads no file at all.
    command += ["--sandbox"] if _REMOTE.search(text) else ["--resource-path", str(Path(name).parent)]
    try:
        done = subprocess.run(
            command, input=text.encode("utf-8", "replace"), capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ReadError(f"cannot be converted by pandoc: {error}", source=name or None) from None
    if done.returncode:
        messages = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ReadError(
            f"cannot be converted by pandoc: {messages[0] if messages else 'it gave no reason'}", source=name or None
        )
    return done.stdout


def _with_list(data: bytes) -> bytes:
    """The document with a content control where the list goes."""
    package = Package(data)
    root = package.xml("word/document.xml")
    if root is None:
        return data
    for paragraph in list(root.iter(w("p"))):
        if "".join(_texts(paragraph)).strip() == _LIST:
            control = element("sdt", element("sdtPr", element("tag", val=LIST_TAG)))
            paragraph.addprevious(control)
            holder = element("sdtContent")
            holder.append(paragraph)
            control.append(holder)
    return package.packed({"word/document.xml": serialised(root)})


def _texts(paragraph: Element) -> list[str]:
    return [one.text or "" for one in paragraph.iter() if isinstance(one.tag, str) and local(one.tag) == "t"]
