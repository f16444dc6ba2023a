"""An ODT with its citations and its list in a style: places are replaced, and nothing else moves.

As of a DOCX, three things can be made of it: ``odt`` keeps the marks of the tools, with new text in them; ``odt-plain``
makes text of all citations; ``odt-zotero`` makes marks of Zotero's of them.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING, Final, Literal

from citelib.documents.fields import Field, zotero
from citelib.documents.fields.csl_json import updated_code
from citelib.documents.model import Place
from citelib.documents.odf.read import Source, read
from citelib.documents.odf.text import Styles, element, insert_behind, name_of, replace, unlink
from citelib.documents.odf.walk import Mark
from citelib.documents.package import PUNCTUATION, runs_of, serialised, text_of, unchanged
from citelib.documents.render import RenderedDocument, RenderedPlace

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Form", "write"]

Form = Literal["live", "plain", "zotero"]
_PARTS: Final = ("content.xml", "styles.xml")
_TEXT: Final = frozenset(map(name_of, ("text:span", "text:s", "text:tab", "text:line-break", "text:soft-page-break")))
"""What a citation is shown with, and nothing that must stay where it is."""
_PARAGRAPHS: Final = frozenset((name_of("text:p"), name_of("text:h")))


def write(rendered: RenderedDocument, form: Form) -> bytes:
    """The bytes of a document with what was rendered in it.

    Args:
        rendered: The document, rendered in the output ``"json"``.
        form: What becomes of citations.
    """
    return _Writer(rendered, form).data()


class _Writer:
    def __init__(self, rendered: RenderedDocument, form: Form) -> None:
        self._rendered = rendered
        self._form = form
        self._document, source = unchanged(rendered.document, Source, read, "an ODT")
        self._source = source
        self._roots = {part: root for part in _PARTS if (root := source.package.xml(part)) is not None}
        named = frozenset(
            node.get(name_of("style:name"), "")
            for root in self._roots.values()
            for node in root.iter(name_of("style:style"))
        )
        self._styles = {part: Styles(root, named) for part, root in self._roots.items()}
        self._note_ids = {
            node.get(name_of("text:id")) for root in self._roots.values() for node in root.iter(name_of("text:note"))
        }
        self._last_note = 0
        self._has_zoteros = any(
            field.tool == "Zotero" and mark.form == "mark" for mark, field in source.fields.values()
        )
        self._addresses = zotero.addresses(
            (found[1], place)
            for place in self._document.places
            if (found := source.fields.get((place.start, place.end))) is not None
        )

    def data(self) -> bytes:
        """The package with the parts that changed."""
        before = {part: serialised(root) for part, root in self._roots.items()}
        kept = self._document.places
        known = [index for index, place in enumerate(kept) if self._rendered.has_all(place)]
        order = sorted(known, key=lambda index: (kept[index].anchor, kept[index].start))
        numbers = {index: number for number, index in enumerate(order, 1)}
        touched = False
        # From the end, so that offsets and stretches hold.
        for index in reversed(range(len(self._rendered.places))):
            done = self._rendered.places[index]
            if not self._rendered.keeps(done.place):
                touched = True
                self._place(done, numbers.get(index, 0))
        touched = self._lists(touched) or touched
        changed = {part: now for part, root in self._roots.items() if (now := serialised(root)) != before[part]}
        if touched and (meta := self._preferences()) is not None:
            changed["meta.xml"] = meta
        return self._source.package.packed(changed)

    def _part_of(self, node: Element) -> str:
        root = node.getroottree().getroot()
        return next(part for part, one in self._roots.items() if one is root)

    # Citations

    def _place(self, done: RenderedPlace, number: int) -> None:
        place, walk = done.place, self._source.walk
        found = self._source.fields.get((place.start, place.end))
        node = found[0].begin if found is not None else None
        if node is None:
            at = bisect_right(walk.shown, place.start, key=lambda one: one.start) - 1
            if at < 0:
                return
            node = walk.shown[at].node
        styles = self._styles[self._part_of(node)]
        names: list[dict[str, str]] = []
        runs = runs_of(done.text if done.note is None else done.note)
        makes_mark = self._makes_mark(done, found)
        if makes_mark and done.parts is not None:
            names, runs = map(runs_of, done.parts)
        shown = text_of(runs)
        inner = styles.spans(runs)
        if makes_mark:
            name = self._name(done, shown, number, found)
            inner = [
                element("text:reference-mark-start", text__name=name),
                *inner,
                element("text:reference-mark-end", text__name=name),
            ]
        elif found is not None and self._stays(place):
            self._refresh(found, inner, shown)
            if done.note is None:
                return
            # The mark moves into the note with what it shows.
            inner = self._taken_out(found[0])
        made = [*styles.spans(names), *inner]
        if done.note is None:
            self._put(place.start, place.end, found, made)
            return
        # The number of a note follows what it belongs to: without a space, and behind the punctuation.
        names = [] if done.text else names
        punctuation = None if done.text else PUNCTUATION.match(walk.text, place.end)
        if punctuation is not None:
            replace(walk.shown, *punctuation.span(), ())
        ahead = [{"text": punctuation.group()}] if punctuation is not None else runs_of(done.text)
        self._put(place.start, place.end, found, [*styles.spans([*ahead, *names]), self._note(inner)])
        before = len(walk.text[: place.start].rstrip(" \u00a0"))
        if not done.text and before < place.start:
            replace(walk.shown, before, place.start, ())

    def _makes_mark(self, done: RenderedPlace, found: tuple[Mark, Field] | None) -> bool:
        place = done.place
        if self._form == "plain" or not self._rendered.has_all(place):
            return False
        if place.mode not in ("", "composite", "suppress-author", "author-only"):
            return False
        return self._form == "zotero" or (found is None and self._has_zoteros)

    def _stays(self, place: Place) -> bool:
        """Whether the mark of a tool stays what it is, as does one whose works are not known, but in plain text."""
        return self._form == "live" or (self._form != "plain" and not self._rendered.has_all(place))

    def _name(self, done: RenderedPlace, shown: str, number: int, found: tuple[Mark, Field] | None) -> str:
        """The name of a mark of Zotero's: its own with the new text, else one that is made of the citation."""
        if found is not None and found[1].tool == "Zotero" and found[0].form == "mark" and done.parts is None:
            code, _, random = found[0].code.rpartition(" RND")
            return f"{updated_code(found[1], code, shown)} RND{random}" if code else found[0].code
        code = zotero.citation_code(done.place, self._rendered.items, shown, self._addresses, number, "ZOTERO_ITEM ")
        return f"{code.strip().removeprefix('ADDIN ')} RND{_letters(f'{number} {code}')}"

    def _refresh(self, found: tuple[Mark, Field], inner: Sequence[Element], shown: str) -> None:
        """New text within a mark that stays."""
        mark, field = found
        assert mark.begin is not None
        if mark.form == "entry":
            for child in list(mark.begin):
                mark.begin.remove(child)
            mark.begin.text = shown
            return
        self._fill(mark, inner)
        if mark.form == "mark" and mark.close is not None:
            code, _, random = mark.code.rpartition(" RND")
            name = f"{updated_code(field, code, shown)} RND{random}" if code else updated_code(field, mark.code, shown)
            for node in (mark.begin, mark.close):
                node.set(name_of("text:name"), name)
        for child in mark.begin:
            if mark.form == "field" and str(child.get(_FIELD_NAME, "")).endswith("code"):
                child.set(_FIELD_VALUE, updated_code(field, mark.code, shown))

    def _taken_out(self, mark: Mark) -> list[Element]:
        """A mark and what it shows, to be put elsewhere; a node of one element as it is."""
        assert mark.begin is not None
        nodes = [mark.begin]
        while mark.close is not None and nodes[-1] is not mark.close:
            following = nodes[-1].getnext()
            if following is None:
                return []
            nodes.append(following)
        spot, last = element("text:span"), nodes[-1]
        mark.begin.addprevious(spot)
        spot.tail, last.tail = last.tail, None
        shown = self._source.walk.shown
        for one in shown[bisect_left(shown, mark.end, key=lambda one: one.start) :][:2]:
            if one.node is last and one.slot == "tail":
                one.node = spot
        for node in nodes:
            parent = node.getparent()
            assert parent is not None
            parent.remove(node)
        mark.begin, mark.close, mark.form = spot, None, "moved"
        return nodes

    def _put(self, start: int, end: int, found: tuple[Mark, Field] | None, made: Sequence[Element]) -> None:
        mark = found[0] if found is not None else None
        if mark is None or mark.begin is None:
            replace(self._source.walk.shown, start, end, made)
            return
        if mark.close is not None:
            self._fill(mark, made)
        elif made:
            made[-1].tail, mark.begin.tail = mark.begin.tail, None
            insert_behind(mark.begin, "tail", made)
        for node in (mark.begin, mark.close):
            if node is not None:
                unlink(node)

    def _fill(self, mark: Mark, made: Sequence[Element]) -> None:
        """Put elements between the two ends of a mark, in the place of what stands there."""
        begin, close = mark.begin, mark.close
        assert begin is not None
        between = []
        node = begin.getnext()
        while node is not None and node is not close:
            between.append(node)
            node = node.getnext()
        # Bookmarks and other elements without text stay.
        ahead, behind = _without_text([begin, *between])
        if node is None or any(any(one.itertext()) for one in (*ahead, *behind)):
            if not replace(self._source.walk.shown, mark.start, mark.end, made):
                insert_behind(begin, "tail", made)
            return
        begin.tail = None
        for one in between:
            one.tail = None
            unlink(one)
        for one in (*ahead, *behind):
            one.tail = None
        insert_behind(begin, "tail", [*ahead, *made, *behind])

    def _note(self, inner: Sequence[Element]) -> Element:
        number = self._last_note = next(n for n in count(self._last_note + 1) if f"ftnC{n}" not in self._note_ids)
        note = element("text:note", text__id=f"ftnC{number}", text__note_class="footnote")
        paragraph = element("text:p", text__style_name="Footnote")
        paragraph.extend(inner)
        body = element("text:note-body")
        body.append(paragraph)
        note.extend([element("text:note-citation", str(number)), body])
        return note

    # The list

    def _lists(self, touched: bool) -> bool:
        bibliography = self._rendered.bibliography
        source = self._source
        if bibliography is None or not bibliography.entries or not (source.lists or touched):
            return False
        styles = self._styles["content.xml"]
        params = bibliography.params
        style = styles.paragraph(hanging=params.hanging_indent, has_labels=params.second_field_align is not None)
        paragraphs = []
        for entry in bibliography.entries:
            paragraph = element("text:p", text__style_name=style)
            paragraph.extend(styles.spans(runs_of(entry.text)))
            paragraphs.append(paragraph)
        if source.lists:
            return self._replace_list(*source.lists[0], paragraphs)
        text = self._roots["content.xml"].find(f"{name_of('office:body')}/{name_of('office:text')}")
        if text is None:
            return False
        tools = {field.tool for _, field in source.fields.values()} if self._form == "live" else set()
        if self._form == "zotero" or "Zotero" in tools:
            paragraphs = [_section(paragraphs)]
        elif tools:
            # The list is found again when the document is rendered again.
            paragraphs = [_index(paragraphs)]
        text.extend(paragraphs)
        return True

    def _replace_list(self, mark: Mark, field: Field, paragraphs: list[Element]) -> bool:
        assert mark.begin is not None
        stays = self._form == "live" or (self._form == "zotero" and field.tool == "Zotero")
        if mark.close is not None:
            return self._between(mark, paragraphs, stays=stays)
        holder = next(mark.begin.iter(name_of("text:index-body")), mark.begin)
        if stays:
            for child in list(holder):
                holder.remove(child)
            holder.extend(paragraphs)
            return True
        made = [_section(paragraphs)] if self._form == "zotero" else paragraphs
        for one in made:
            mark.begin.addprevious(one)
        unlink(mark.begin)
        return True

    def _between(self, mark: Mark, paragraphs: list[Element], *, stays: bool) -> bool:
        """A list between two marks, each of which stands in a paragraph."""
        assert mark.begin is not None
        assert mark.close is not None
        first, last = _paragraph(mark.begin), _paragraph(mark.close)
        if first is None or last is None or first.getparent() is not last.getparent():
            return False
        parent = first.getparent()
        assert parent is not None
        old = list(parent)[parent.index(first) : parent.index(last) + 1]
        if stays:
            unlink(mark.begin)
            unlink(mark.close)
            paragraphs[0].insert(0, mark.begin)
            paragraphs[-1].append(mark.close)
        made = [_section(paragraphs)] if self._form == "zotero" and not stays else paragraphs
        for one in made:
            first.addprevious(one)
        for one in old:
            parent.remove(one)
        return True

    # Preferences

    def _preferences(self) -> bytes | None:
        """Tell Zotero the style, so that it gives the same texts when it refreshes them."""
        values = self._source.properties
        text = zotero.written_preferences(
            values,
            self._rendered.style,
            "ReferenceMark",
            anew=self._form == "zotero"
            or (self._form == "live" and self._has_zoteros and "ZOTERO_PREF_1" not in values),
            live=self._form == "live",
        )
        root = self._source.package.xml("meta.xml")
        holder = root.find(name_of("office:meta")) if root is not None else None
        if text is None or root is None or holder is None:
            return None
        for node in list(holder.iter(name_of("meta:user-defined"))):
            if node.get(name_of("meta:name"), "").startswith("ZOTERO_PREF_"):
                unlink(node)
        for number, at in enumerate(range(0, len(text), 255), 1):
            holder.append(element("meta:user-defined", text[at : at + 255], meta__name=f"ZOTERO_PREF_{number}"))
        return serialised(root)


_FIELD: Final = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
_FIELD_NAME: Final = f"{_FIELD}name"
_FIELD_VALUE: Final = f"{_FIELD}value"


def _section(paragraphs: Sequence[Element]) -> Element:
    section = element("text:section", text__name=f"{zotero.LIST_CODE} RND{_letters('list')}")
    section.extend(paragraphs)
    return section


def _index(paragraphs: Sequence[Element]) -> Element:
    """A list as LibreOffice's own index of literature."""
    index = element("text:bibliography", text__name="Bibliography1", text__protected="false")
    body = element("text:index-body")
    body.extend(paragraphs)
    index.extend([element("text:bibliography-source"), body])
    return index


def _letters(text: str) -> str:
    """Ten letters and digits that stand for a text, the same each time."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:10]


def _paragraph(node: Element) -> Element | None:
    return next((one for one in node.iterancestors() if one.tag in _PARAGRAPHS), None)


def _without_text(nodes: Sequence[Element]) -> tuple[list[Element], list[Element]]:
    """The elements in a stretch that are not of its text: those before its first letter, and the others."""
    found: tuple[list[Element], list[Element]] = ([], [])
    has_text = bool(nodes[0].tail)

    def visit(node: Element) -> None:
        nonlocal has_text
        if node.tag in _TEXT:
            has_text = has_text or bool(node.text)
            for child in node:
                visit(child)
        else:
            found[has_text].append(node)
        has_text = has_text or bool(node.tail)

    for node in nodes[1:]:
        visit(node)
    return found
