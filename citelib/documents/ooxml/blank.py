r"""A new DOCX made of Markdown without any other program: headings, paragraphs, lists, quotations, code, tables.

The markup is CommonMark's with tables; what it has no place for here (pictures, raw HTML) stays as its text.

>>> from citelib.documents.ooxml.read import read
>>> print(read(blank_docx("# Trees\n\nThey *grow* [@ash].")).text, end="")
Trees
They grow [@ash].
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from citelib.documents.markdown.mask import front_matter
from citelib.documents.ooxml.names import OFFICE, WORD, XML_SPACE
from citelib.documents.ooxml.runs import element
from citelib.documents.package import serialised
from citelib.formats.xml.writing import legal

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["blank_docx"]

_FENCE: Final = re.compile(r"^:{3,}.*$", re.MULTILINE)
"""Borders of pandoc's divs, which are no text."""
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_CONTENT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES: Final = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_CONTENT}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_CONTENT}.styles+xml"/></Types>'
)
_RELATION: Final = f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/{{}}" Target="{{}}"/></Relationships>'  # noqa: E501
_FONT: Final = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:cs="{0}"/>'


def _style(id: str, name: str, paragraph: str = "", run: str = "", *, kind: str = "paragraph", based: str = "") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    own = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    text = f"<w:rPr>{run}</w:rPr>" if run else ""
    default = ' w:default="1"' if id == "Normal" else ""
    return f'<w:style w:type="{kind}"{default} w:styleId="{id}"><w:name w:val="{name}"/>{base}{own}{text}</w:style>'


_HEADING: Final = '<w:keepNext/><w:spacing w:before="{}" w:after="120"/><w:outlineLvl w:val="{}"/>'
_SHEET: Final = (
    f'{_HEAD}<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr>{_FONT.format("Cambria")}<w:sz w:val="24"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    + _style("Normal", "Normal", '<w:spacing w:after="160" w:line="276" w:lineRule="auto"/>')
    + "".join(
        _style(
            f"Heading{level}",
            f"heading {level}",
            _HEADING.format(360 - 40 * level, level - 1),
            f'{_FONT.format("Calibri")}<w:b/><w:sz w:val="{38 - 3 * level}"/>',
            based="Normal",
        )
        for level in range(1, 7)
    )
    + _style("ListParagraph", "List Paragraph", '<w:spacing w:after="60"/>', based="Normal")
    + _style("Quote", "Quote", '<w:ind w:left="567" w:right="567"/>', based="Normal")
    + _style("SourceCode", "Source Code", '<w:spacing w:after="160"/>', _FONT.format("Consolas"), based="Normal")
    + _style("VerbatimChar", "Verbatim Char", run=_FONT.format("Consolas"), kind="character")
    + "</w:styles>"
)


def blank_docx(text: str) -> bytes:
    """A DOCX of a Markdown text; citations in it stay as they are written.

    Args:
        text: The Markdown; metadata at its beginning are left out.
    """
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(_FENCE.sub("", text[front_matter(text)[1] :]))
    size = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417"/>'
    from lxml import etree

    last = etree.fromstring(f'<w:sectPr xmlns:w="{WORD}">{size}</w:sectPr>')
    root = element("document", element("body", *_Blocks(tokens).blocks(), last))
    out = io.BytesIO()
    parts = {
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": _RELATION.format("officeDocument", "word/document.xml").encode(),
        "word/document.xml": serialised(root),
        "word/_rels/document.xml.rels": _RELATION.format("styles", "styles.xml").encode(),
        "word/styles.xml": _SHEET.encode(),
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, data)
    return out.getvalue()


class _Blocks:
    """The blocks of a text as paragraphs and tables."""

    def __init__(self, tokens: Sequence[Any]) -> None:
        self._tokens = tokens
        self._lists: list[int | None] = []
        """Of each list that is open, the number of its next item; None for bullets."""
        self._marker = ""
        self._style = ""
        self._quotes = 0
        self._rows: list[list[Element]] | None = None

    def blocks(self) -> Iterator[Element]:
        """The elements, in order."""
        for token in self._tokens:
            kind = token.type
            if kind in ("bullet_list_open", "ordered_list_open"):
                start = token.attrGet("start")
                self._lists.append(None if kind.startswith("bullet") else int(1 if start is None else start))
            elif kind in ("bullet_list_close", "ordered_list_close"):
                self._lists.pop()
            elif kind == "list_item_open":
                number = self._lists[-1]
                self._marker = "•" if number is None else f"{number}."
                self._lists[-1] = None if number is None else number + 1
            elif kind in ("blockquote_open", "blockquote_close"):
                self._quotes += 1 if kind.endswith("open") else -1
            elif kind in ("heading_open", "heading_close"):
                self._style = f"Heading{token.tag[1:]}" if kind.endswith("open") else ""
            elif kind in ("fence", "code_block"):
                yield self._code(token.content)
            elif kind == "html_block":
                yield self._paragraph([_run(token.content.strip(), ())])
            elif kind == "hr":
                yield self._paragraph([_run("* * *", ())])
            elif kind == "table_open":
                self._rows = []
            elif kind == "tr_open" and self._rows is not None:
                self._rows.append([])
            elif kind == "table_close" and self._rows is not None:
                yield element("tbl", element("tblPr", element("tblW", w="0", type="auto")), *map(_row, self._rows))
                self._rows = None
            elif kind == "inline":
                paragraph = self._paragraph([*_runs(token.children or ())])
                if self._rows:
                    self._rows[-1].append(paragraph)
                else:
                    yield paragraph

    def _paragraph(self, runs: list[Element]) -> Element:
        style = self._style or ("ListParagraph" if self._lists else "Quote" if self._quotes else "")
        properties = element("pPr")
        if style:
            properties.append(element("pStyle", val=style))
        if self._lists and not self._style:
            left = str(400 * len(self._lists))
            properties.append(element("ind", left=left, hanging="400" if self._marker else "0"))
            if self._marker:
                runs = [_run(self._marker, ()), element("r", element("tab")), *runs]
            self._marker = ""
        return element("p", *([properties] if len(properties) else []), *runs)

    def _code(self, text: str) -> Element:
        runs: list[Element] = []
        for line in text.rstrip("\n").split("\n"):
            runs += [*([element("r", element("br"))] if runs else []), _run(line, ())]
        return element("p", element("pPr", element("pStyle", val="SourceCode")), *runs)


def _row(cells: list[Element]) -> Element:
    made = [element("tc", element("tcPr", element("tcW", w="0", type="auto")), cell) for cell in cells]
    return element("tr", *made)


_MARKS: Final = {"em_open": "i", "strong_open": "b"}


def _runs(tokens: Sequence[Any]) -> Iterator[Element]:
    marks: list[str] = []
    for token in tokens:
        if token.type in _MARKS:
            marks.append(_MARKS[token.type])
        elif token.type in ("em_close", "strong_close"):
            marks.pop()
        elif token.type == "hardbreak":
            yield element("r", element("br"))
        elif token.type == "softbreak":
            yield _run(" ", marks)
        elif token.type == "code_inline":
            yield _run(token.content, ["VerbatimChar"])
        elif token.content:
            yield _run(token.content, marks)


def _run(text: str, marks: Sequence[str]) -> Element:
    shown = element("t")
    shown.text = legal(text)
    shown.set(XML_SPACE, "preserve")
    properties = element("rPr")
    for mark in dict.fromkeys(marks):
        properties.append(element("rStyle", val=mark) if len(mark) > 1 else element(mark))
    return element("r", *([properties] if len(properties) else []), shown)
