"""Small DOCX packages made by hand, as the tools and Word write them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def csl(uri: str, **data: Any) -> dict[str, Any]:
    """An item of a citation of Zotero's or Mendeley's."""
    one: dict[str, Any] = {"id": "ITEM-1", "uris": [uri], "itemData": {"id": "ITEM-1", "type": "book", **data}}
    return one


ASH = csl("http://zotero.org/users/1/items/ASH", title="Trees", author=[{"family": "Ash", "given": "Ann"}],
          issued={"date-parts": [["1999"]]}, publisher="Grove")  # fmt: skip
ELM = csl("http://zotero.org/users/1/items/ELM", title="Leaves", author=[{"family": "Elm", "given": "Ed"}],
          issued={"date-parts": [[2001]]}, publisher="Wood")  # fmt: skip


def zotero(*items: dict[str, Any], **more: Any) -> str:
    """The code of a citation of Zotero's."""
    value = {"citationID": "abc", "properties": {"noteIndex": 0}, "citationItems": items, **more}
    return f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(value)} "


ZOTERO_LIST = ' ADDIN ZOTERO_BIBL {"uncited":[],"omitted":[],"custom":[]} CSL_BIBLIOGRAPHY '


def t(text: str, properties: str = "") -> str:
    """A run of text."""
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def mark(kind: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def field(code: str, shown: str = "(shown)", cuts: int = 1, data: str = "") -> str:
    """A complex field, its code cut over some runs."""
    size = max(1, -(-len(code) // cuts))
    codes = "".join(
        f'<w:r><w:instrText xml:space="preserve">{escape(code[at : at + size])}</w:instrText></w:r>'
        for at in range(0, len(code), size)
    )
    inside = f"<w:fldData>{data}</w:fldData>" if data else ""
    return f"{mark('begin', inside)}{codes}{mark('separate')}{t(shown) if shown else ''}{mark('end')}"


def p(*runs: str, style: str = "") -> str:
    """A paragraph."""
    ppr = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{ppr}{''.join(runs)}</w:p>"


def control(tag: str, inside: str) -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr><w:tag w:val={quoteattr(tag)}/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def note_reference(id: int, kind: str = "footnote") -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{id}"/></w:r>'


def docx(
    *body: str,
    footnotes: Mapping[int, str] | None = None,
    header: str = "",
    properties: Mapping[str, str] | None = None,
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A package with paragraphs, notes, a header, custom properties and whatever parts besides."""
    main = (
        f"{_HEAD}<w:document {_SPACES}><w:body>{''.join(body)}"
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>'
    )
    types = ""
    rels = ""
    found: dict[str, str | bytes] = {}
    if footnotes is not None:
        own = "".join(
            f'<w:footnote w:id="{id}"><w:p><w:r><w:footnoteRef/></w:r>{text}</w:p></w:footnote>'
            for id, text in footnotes.items()
        )
        separators = "".join(
            f'<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for kind, id in (("separator", -1), ("continuationSeparator", 0))
        )
        found["word/footnotes.xml"] = f"{_HEAD}<w:footnotes {_SPACES}>{separators}{own}</w:footnotes>"
        rels += f'<Relationship Id="rId1" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/>'
        types += _override("/word/footnotes.xml", "footnotes")
    if header:
        found["word/header1.xml"] = f"{_HEAD}<w:hdr {_SPACES}>{header}</w:hdr>"
        rels += f'<Relationship Id="rId2" Type="{_OFFICE}/header" Target="header1.xml"/>'
        types += _override("/word/header1.xml", "header")
    outer = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    if properties:
        rows = "".join(
            f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name={quoteattr(name)}>'
            f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
            for number, (name, value) in enumerate(properties.items(), 2)
        )
        office = "http://schemas.openxmlformats.org/officeDocument/2006"
        found["docProps/custom.xml"] = (
            f'{_HEAD}<Properties xmlns="{office}/custom-properties" '
            f'xmlns:vt="{office}/docPropsVTypes">{rows}</Properties>'
        )
        outer += f'<Relationship Id="rId2" Type="{_OFFICE}/custom-properties" Target="docProps/custom.xml"/>'
        types += (
            '<Override PartName="/docProps/custom.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'
        )
    package = "http://schemas.openxmlformats.org/package/2006"
    start = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{_override('/word/document.xml', 'document.main')}{types}</Types>",
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{package}/relationships">{outer}</Relationships>',
        "word/document.xml": main,
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{package}/relationships">{rels}</Relationships>',
    }
    return packed({**start, **found, **(parts or {})})


def _override(part: str, kind: str) -> str:
    content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    return f'<Override PartName="{part}" ContentType="{content}"/>'


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A package of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
