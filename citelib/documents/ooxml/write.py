"""A DOCX with its citations and its list in a style: places are replaced, and nothing else moves.

Four things can be made of a document: ``docx`` keeps the fields of the tools, with new text in them; ``docx-plain``
makes text of all citations; ``docx-zotero`` makes fields of Zotero's of them, ``docx-word`` Word's own with sources.
"""

from __future__ import annotations

import copy
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final, Literal

import attrs

from citelib.documents.fields import Field, word, zotero
from citelib.documents.ooxml.additions import Additions
from citelib.documents.ooxml.bibliography import (
    append_list,
    controlled,
    entry_paragraphs,
    field_around,
    replace_list,
)
from citelib.documents.ooxml.citations import field_runs, put
from citelib.documents.ooxml.names import WORD, XML_SPACE, local
from citelib.documents.ooxml.notes import Footnotes
from citelib.documents.ooxml.read import LIST_TAG, Part, Source, read
from citelib.documents.ooxml.runs import base_properties, element, isolate, text_runs
from citelib.documents.package import PUNCTUATION, runs_of, serialised, text_of, unchanged
from citelib.documents.render import RenderedDocument, RenderedPlace
from citelib.errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Form", "write"]

Form = Literal["live", "plain", "zotero", "word"]
_ZOTERO_LIST: Final = f" ADDIN {zotero.LIST_CODE} "


def write(rendered: RenderedDocument, form: Form) -> bytes:
    """The bytes of a document with what was rendered in it.

    Args:
        rendered: The document, rendered in the output ``"json"``.
        form: What becomes of citations.

    Raises:
        ReadError: The document is of a kind that can be read only.
    """
    return _Writer(rendered, form).data()


class _Writer:
    def __init__(self, rendered: RenderedDocument, form: Form) -> None:
        self._rendered = rendered
        self._form = form
        self._document, source = unchanged(rendered.document, Source, read, "a DOCX")
        self._source = source
        if source.parts[0].root.nsmap.get("w", WORD) != WORD or not source.parts[0].root.tag.startswith(f"{{{WORD}}}"):
            hint = "save it as a Word document that is not 'strict'"
            raise ReadError("is strict Open XML, which is read but not written", source=self._document.name, hint=hint)
        self._additions = Additions(source.package)
        self._footnotes = Footnotes(self._additions)
        places = self._document.places
        self._addresses = zotero.addresses((field, places[index]) for index, (_, field, _) in source.fields.items())
        known = [index for index, done in enumerate(rendered.places) if rendered.has_all(done.place)]
        order = sorted(known, key=lambda index: _order(rendered.places[index]))
        self._numbers = {index: number for number, index in enumerate(order, 1)}

    def data(self) -> bytes:
        rendered, source = self._rendered, self._source
        before = {part.name: serialised(part.root) for part in source.parts}
        touched = False
        pending = []
        for index, done in enumerate(rendered.places):
            if not rendered.keeps(done.place):
                touched = True
                pending.append((index, done))
        # Notes get their numbers in the order of the text; places are replaced from the end, so that offsets hold.
        for index, done in reversed(pending):
            self._place(index, done)
        self._footnotes.number()
        touched = self._lists(touched) or touched
        if touched:
            self._preferences()
        if touched and self._form == "word":
            items = self._rendered.items
            cited = [items[work.key] for done in rendered.places for work in done.place.works if work.key in items]
            self._additions.add_sources({item.id: item for item in cited}.values())
        changed = self._additions.data()
        for part in source.parts:
            if part.name not in changed and (now := serialised(part.root)) != before[part.name]:
                changed[part.name] = now
        return source.package.packed(changed)

    # Citations

    def _place(self, index: int, done: RenderedPlace) -> None:
        found = self._source.fields.get(index)
        wants_code = self._wants_code(done, is_field=found is not None)
        names: list[dict[str, str]] = []
        runs = runs_of(done.text if done.note is None else done.note)
        if wants_code and done.parts is not None:
            # A composite citation is no field of its own in Zotero: the names are text before it.
            names, runs = map(runs_of, done.parts)
        code = self._code(index, done, text_of(runs)) if wants_code else None
        if found is not None:
            one, field, _ = found
            made = put(one, field, runs, code=code, live=self._keeps(field, done))
        else:
            made = self._typed(done, runs, code)
        if not made:
            return
        before = text_runs(names, base_properties(made[0]))
        for run in before:
            made[0].addprevious(run)
        if found is not None and done.note is None:
            self._space(done, [*before, made[0]][0], made[-1])
        if done.note is not None:
            self._to_note(done, made)

    def _space(self, done: RenderedPlace, first: Element, last: Element) -> None:
        """Keep the space that a tool put into its field where none stood outside it, as Word does."""
        text, place = self._document.text, done.place
        shown = text[place.start : place.end]
        if not shown.strip() or local(first.tag) != "r":  # around whole paragraphs, there is no place for a space
            return
        if (
            shown[0].isspace()
            and not self._rendered.raises
            and not text[place.start - 1 : place.start].isspace()
            and place.start
        ):
            first.addprevious(text_runs([{"text": " "}], None)[0])
        if shown[-1].isspace() and text[place.end : place.end + 1].strip():
            last.addnext(text_runs([{"text": " "}], None)[0])

    def _wants_code(self, done: RenderedPlace, *, is_field: bool) -> bool:
        """Whether a citation becomes a field: all do in Zotero's form, and typed ones where others are fields."""
        place = done.place
        if not self._rendered.has_all(place):
            return False
        if place.mode not in ("", "composite", "suppress-author", "author-only"):
            return False
        if self._form == "word" and any(not work.key.strip() for work in place.works):
            return False
        return self._form in ("zotero", "word") or (self._form == "live" and not is_field and bool(self._source.fields))

    def _keeps(self, field: Field, done: RenderedPlace) -> bool:
        """Whether the field of a tool stays what it is, as does one whose works are not known, but in plain text."""
        if self._form == "live" or (self._form == "word" and field.tool == "Word"):
            return True
        return self._form != "plain" and not self._rendered.has_all(done.place)

    def _code(self, index: int, done: RenderedPlace, shown: str) -> str:
        place, items = done.place, self._rendered.items
        if self._form == "word":
            place = attrs.evolve(place, works=tuple(attrs.evolve(one, key=items[one.key].id) for one in place.works))
            return word.written(place, 1033, self._locator_name)
        tool = "ZOTERO_ITEM " if self._form == "zotero" or self._has_fields_of("Zotero") else ""
        number = self._numbers[index]
        return zotero.citation_code(place, items, shown, self._addresses, number, tool)

    def _locator_name(self, label: str, locator: str) -> str:
        return self._rendered.style.locale.term(label, "short", not locator.isalnum()) or label

    def _typed(self, done: RenderedPlace, runs: list[dict[str, str]], code: str | None) -> list[Element]:
        """Replace text of a paragraph, which may be split over runs."""
        place = done.place
        part = self._part(place.start)
        pieces = part.walk.pieces
        first = bisect_right(pieces, place.start, key=lambda piece: piece.start) - 1
        last = bisect_left(pieces, place.end, key=lambda piece: piece.start)
        touched = pieces[max(first, 0) : last]
        anchor: Element | None = None
        base: Element | None = None
        for piece in reversed(touched):
            run = isolate(piece.element)
            text = piece.element.text or "" if local(piece.element.tag) == "t" else ""
            head, tail = text[: max(place.start - piece.start, 0)], text[max(place.end - piece.start, 0) :]
            if tail:
                behind = copy.deepcopy(run)
                _set_text(next(one for one in behind if local(one.tag) == "t"), tail)
                run.addnext(behind)
            base = base_properties(run)
            anchor = run
            if head:
                _set_text(piece.element, head)
                piece.end = piece.start + len(head)
            else:
                parent = run.getparent()
                mark = element("r")
                run.addprevious(mark)
                assert parent is not None
                parent.remove(run)
                anchor = mark
                piece.end = piece.start
            if piece is not touched[0] and not head:
                _drop(anchor)
        if anchor is None:
            return []
        shown = text_runs(runs, base)
        made = shown if code is None else field_runs(code, shown, base)
        for one in reversed(made):
            anchor.addnext(one)
        if not len(anchor):
            _drop(anchor)
        return made

    def _part(self, offset: int) -> Part:
        parts = self._source.parts
        return parts[bisect_right(parts, offset, key=lambda part: part.start) - 1]

    def _to_note(self, done: RenderedPlace, made: list[Element]) -> None:
        """Move a citation into a note of its own; names stay in the sentence, punctuation comes before the number."""
        first = made[0]
        names = text_runs(runs_of(done.text), None)
        spot = element("r")
        first.addprevious(spot)
        reference = self._footnotes.add(made)
        for one in names:
            spot.addprevious(one)
        if not names:
            before = spot.getprevious()
            _trim(before)
            self._punctuate(spot)
        spot.addprevious(reference)
        _drop(spot)

    def _punctuate(self, spot: Element) -> None:
        following = spot.getnext()
        while following is not None and local(following.tag) in ("bookmarkEnd", "proofErr", "bookmarkStart"):
            following = following.getnext()
        if following is None or local(following.tag) != "r":
            return
        text = next((one for one in following if local(one.tag) != "rPr"), None)
        if text is None or local(text.tag) != "t":
            return
        match = PUNCTUATION.match(text.text or "")
        if match is None:
            return
        moved = copy.deepcopy(following)
        for one in [one for one in moved if local(one.tag) not in ("rPr", "t")]:
            moved.remove(one)
        _set_text(next(one for one in moved if local(one.tag) == "t"), match.group())
        spot.addprevious(moved)
        _set_text(text, (text.text or "")[match.end() :])
        if not text.text and len([one for one in following if local(one.tag) != "rPr"]) == 1:
            _drop(following)

    # The list

    def _lists(self, touched: bool) -> bool:
        bibliography = self._rendered.bibliography
        if bibliography is None or not bibliography.entries:
            return False
        if not self._source.lists and not touched:
            return False
        style = self._additions.style("paragraph", "Bibliography", "Bibliography")
        made = False
        for number, (found, _, _part) in enumerate(self._source.lists.values()):
            paragraphs = entry_paragraphs(bibliography, style)
            if number:
                continue
            stays = self._form == "live" or (bool(self._list_code()) and self._list_name() in found.code)
            if replace_list(found, paragraphs, live=stays):
                made = True
                if (code := self._list_code()) and not stays:
                    field_around(paragraphs, code)
        if not self._source.lists:
            paragraphs = entry_paragraphs(bibliography, style)
            blocks = paragraphs
            if code := self._list_code():
                field_around(paragraphs, code)
            elif self._form == "live" and self._has_fields_of("Zotero"):
                field_around(paragraphs, _ZOTERO_LIST)
            elif self._form == "live" and self._source.fields:
                blocks = controlled(paragraphs, LIST_TAG)
            append_list(self._source.parts[0].root, blocks)
            made = True
        return made

    def _list_code(self) -> str:
        """The code of the field around the list, where the form has one of its own."""
        return {"zotero": _ZOTERO_LIST, "word": " BIBLIOGRAPHY "}.get(self._form, "")

    def _list_name(self) -> str:
        return "ZOTERO_BIBL" if self._form == "zotero" else "BIBLIOGRAPHY"

    def _has_fields_of(self, tool: str) -> bool:
        return any(field.tool == tool for _, field, _ in self._source.fields.values())

    # Preferences

    def _preferences(self) -> None:
        """Tell Zotero the style, so that it gives the same texts when it refreshes them."""
        is_zoteros = self._form == "live" and self._has_fields_of("Zotero")
        text = zotero.written_preferences(
            self._source.properties,
            self._rendered.style,
            "Field",
            anew=self._form == "zotero" or (is_zoteros and "ZOTERO_PREF_1" not in self._source.properties),
            live=self._form == "live",
        )
        if text is not None:
            self._additions.set_properties(Additions.pieces("ZOTERO_PREF", text), "ZOTERO_PREF_")


def _order(done: RenderedPlace) -> tuple[int, int]:
    return done.place.anchor, done.place.start


def _set_text(node: Element, text: str) -> None:
    node.text = text
    node.set(XML_SPACE, "preserve")


def _trim(before: Element | None) -> None:
    """Take the space away that stood before a citation."""
    if before is None or local(before.tag) != "r":
        return
    texts = [one for one in before if local(one.tag) == "t"]
    if texts and before[-1] is texts[-1]:
        _set_text(texts[-1], (texts[-1].text or "").rstrip(" \u00a0"))


def _drop(node: Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
