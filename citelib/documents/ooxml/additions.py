"""What is added to a DOCX besides text: styles, parts with their relationships and content types, properties."""

from __future__ import annotations

import posixpath
import uuid
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

from citelib.diagnostics import Diagnostic
from citelib.documents.ooxml.names import OFFICE, w
from citelib.documents.ooxml.parts import is_sources, main_part, relationships, relationships_part, sources
from citelib.documents.ooxml.runs import element
from citelib.documents.package import Package, serialised
from citelib.formats.exchange import dumps
from citelib.model import Item

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Additions"]

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD_CONTENT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_PROPERTIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_OFFICE_2006: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_OFFICE_DOCUMENT: Final = "application/vnd.openxmlformats-officedocument"
_LONGEST: Final = 255
"""Characters of a property that Word keeps."""


def _ignore(_: Diagnostic) -> None:
    """What sources have no place for was reported when the works were converted."""


class Additions:
    """Changes parts of a package that hold no text.

    Args:
        package: The package.

    Attributes:
        changed: Roots of the parts that changed or are new, by name.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = main_part(package)
        self.changed: dict[str, Element] = {}
        self._styles = ""

    def main_root(self) -> Element | None:
        """The root of the part with the text."""
        return self._package.xml(self._main)

    def data(self) -> dict[str, bytes]:
        """The bytes of what changed, by name of the part."""
        return {part: serialised(root) for part, root in self.changed.items()}

    def _root(self, part: str, make: Callable[[], Element]) -> Element:
        if part not in self.changed:
            root = self._package.xml(part)
            self.changed[part] = make() if root is None else root
        return self.changed[part]

    # Parts

    def related_part(self, kind: str, name: str, make: Callable[[], Element]) -> Element:
        """The root of a part that the main one is related to, which is made if there is none."""
        for _, type, target, outside in relationships(self._package, self._main):
            if type.rpartition("/")[2] == kind and not outside and target in self._package:
                return self._root(target, make)
        part = posixpath.join(posixpath.dirname(self._main), f"{name}.xml")
        self._relate(self._main, f"{OFFICE}/{kind}", f"{name}.xml")
        self._declare(part, _WORD_CONTENT.format(kind))
        return self._root(part, make)

    def _relate(self, part: str, kind: str, target: str) -> None:
        from lxml import etree

        name = relationships_part(part) if part else "_rels/.rels"
        space = f"{_PACKAGE}/relationships"
        root = self._root(name, lambda: etree.Element(f"{{{space}}}Relationships", nsmap=_default(space)))
        taken = {node.get("Id") for node in root}
        id = next(f"rIdC{number}" for number in range(1, len(taken) + 2) if f"rIdC{number}" not in taken)
        etree.SubElement(root, f"{{{space}}}Relationship", {"Id": id, "Type": kind, "Target": target})

    def _declare(self, part: str, content: str) -> None:
        from lxml import etree

        space = f"{_PACKAGE}/content-types"
        root = self._root("[Content_Types].xml", lambda: etree.Element(f"{{{space}}}Types", nsmap=_default(space)))
        if all(node.get("PartName") != f"/{part}" for node in root):
            etree.SubElement(root, f"{{{space}}}Override", {"PartName": f"/{part}", "ContentType": content})

    def declare_separators(self, notes: Element) -> None:
        """Name the separators of notes in the settings, as Word does, where there are settings without them."""
        for _, type, target, _o in relationships(self._package, self._main):
            if type.rpartition("/")[2] == "settings" and target in self._package:
                root = self._package.xml(target)
                if root is not None and root.find(w("footnotePr")) is None:
                    ids = [note.get(w("id"), "") for note in notes if note.get(w("type"))]
                    made = element("footnotePr", *(element("footnote", id=id) for id in ids))
                    behind = next((child for child in root if child.tag in _BEHIND_NOTES), None)
                    if behind is None:
                        root.append(made)
                    else:
                        behind.addprevious(made)
                    self.changed[target] = root

    # Styles

    def style(self, kind: str, name: str, id: str) -> str:
        """The id of a style by its name in English, which is made if there is none."""
        root = self.related_styles()
        for node in root.iter(w("style")):
            own = node.find(w("name"))
            if own is not None and own.get(w("val"), "").casefold() == name.casefold() and node.get(w("type")) == kind:
                return node.get(w("styleId"), id)
        made = element("style", element("name", val=name), type=kind, styleId=id)
        made.extend(_STYLES[id]())
        root.append(made)
        self._mark_styles()
        return id

    def related_styles(self) -> Element:
        """The root of the part with styles."""
        for _, type, target, outside in relationships(self._package, self._main):
            if type.rpartition("/")[2] == "styles" and not outside and target in self._package:
                root = self._package.xml(target)
                if root is not None:
                    self._styles = target
                    return root
        return self.related_part("styles", "styles", _no_styles)

    def _mark_styles(self) -> None:
        if self._styles and (root := self._package.xml(self._styles)) is not None:
            self.changed[self._styles] = root

    # Properties

    def set_properties(self, values: dict[str, str], prefix: str) -> None:
        """Set custom properties, and take away others whose names begin with a prefix."""
        from lxml import etree

        part = next(
            (target for _, kind, target, _o in relationships(self._package, "") if kind.endswith("/custom-properties")),
            "",
        )
        if not part or part not in self._package:
            part = "docProps/custom.xml"
            self._relate("", f"{OFFICE}/custom-properties", part)
            self._declare(part, "application/vnd.openxmlformats-officedocument.custom-properties+xml")
        spaces: Any = {None: _PROPERTIES, "vt": _VALUES}
        root = self._root(part, lambda: etree.Element(f"{{{_PROPERTIES}}}Properties", nsmap=spaces))
        for node in [one for one in root if one.get("name", "").startswith(prefix) and one.get("name") not in values]:
            root.remove(node)
        known = {node.get("name"): node for node in root}
        number = max([1, *(int(node.get("pid", "1")) for node in root if node.get("pid", "").isdigit())])
        for name, value in values.items():
            if name not in known:
                number += 1
                attributes = {"fmtid": _FORMAT, "pid": str(number), "name": name}
                known[name] = etree.SubElement(root, f"{{{_PROPERTIES}}}property", attributes)
                etree.SubElement(known[name], f"{{{_VALUES}}}lpwstr")
            known[name][0].text = value

    # Sources

    def add_sources(self, items: Iterable[Item]) -> None:
        """Give the document the sources of Word's own citations that it does not have yet."""
        from lxml import etree

        package = self._package
        known = sources(package)
        missing = [item for item in items if item.id not in known]
        if not missing:
            return
        made = etree.fromstring(dumps(missing, "word-bibliography-xml", report=_ignore).encode())
        for part in package.names():
            if is_sources(package, part) and (root := self._root(part, lambda: made)) is not made:
                root.extend(list(made))
                return
        number = next(n for n in range(1, 10_000) if f"customXml/item{n}.xml" not in package)
        part = f"customXml/item{number}.xml"
        self._root(part, lambda: made)
        self._relate(self._main, f"{OFFICE}/customXml", f"../{part}")
        self._relate(part, f"{OFFICE}/customXmlProps", f"itemProps{number}.xml")
        space = f"{_OFFICE_2006}/customXml"
        schema = etree.Element(f"{{{space}}}schemaRef", {f"{{{space}}}uri": f"{_OFFICE_2006}/bibliography"})
        identity = {f"{{{space}}}itemID": f"{{{uuid.uuid5(uuid.NAMESPACE_URL, part)}}}".upper()}
        names: Any = {"ds": space}
        root = etree.Element(f"{{{space}}}datastoreItem", identity, nsmap=names)
        etree.SubElement(root, f"{{{space}}}schemaRefs").append(schema)
        self._root(f"customXml/itemProps{number}.xml", lambda: root)
        self._declare(f"customXml/itemProps{number}.xml", f"{_OFFICE_DOCUMENT}.customXmlProperties+xml")

    @staticmethod
    def pieces(name: str, value: str) -> dict[str, str]:
        """A long value cut into numbered properties."""
        cuts = range(0, max(len(value), 1), _LONGEST)
        return {f"{name}_{number}": value[at : at + _LONGEST] for number, at in enumerate(cuts, 1)}


_BEHIND_NOTES: Final = frozenset(
    w(name)
    for name in (
        "endnotePr compat docVars rsids attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats "
        "doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType shapeDefaults "
        "doNotEmbedSmartTags decimalSymbol listSeparator"
    ).split()
)
"""What comes behind ``footnotePr`` in the settings, by the schema."""


def _default(space: str) -> Any:
    """The namespaces of a part that has but one."""
    return {None: space}


def _no_styles() -> Element:
    from lxml import etree

    from citelib.documents.ooxml.names import WORD

    return etree.Element(w("styles"), nsmap={"w": WORD})


_STYLES: Final[dict[str, Callable[[], list[Element]]]] = {
    "FootnoteReference": lambda: [element("rPr", element("vertAlign", val="superscript"))],
    "FootnoteText": lambda: [
        element("pPr", element("spacing", after="0", line="240", lineRule="auto")),
        element("rPr", element("sz", val="20"), element("szCs", val="20")),
    ],
    "Bibliography": lambda: [element("pPr", element("ind", left="720", hanging="720"))],
}
"""What the styles that are made say, by id."""
