"""One style through both processors, and what differs."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import Any

import attrs

from citelib.csl import Citation, Cite, render_bibliography, render_document
from citelib.csl.style import nodes
from citelib.csl.style.repository import resolve_style
from citelib.errors import CitelibError
from citelib.model import Item, structure
from tests.differential.node import CiteprocJs

Record = dict[str, Any]


@attrs.frozen
class Difference:
    """Two texts that should be one."""

    style: str
    where: str
    ours: str
    theirs: str

    @property
    def visible(self) -> bool:
        """Whether a reader would see the difference."""
        return self.where.startswith("order") or looks(self.ours) != looks(self.theirs)

    @property
    def cause(self) -> str:
        """The first place where the texts part, in a form that other differences of the same cause share."""
        ours, theirs = _words(self.ours), _words(self.theirs)
        changes = []
        for kind, a, b, c, d in difflib.SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
            if kind != "equal":
                changes.append(f"{''.join(theirs[a:b])!r} → {''.join(ours[c:d])!r}")
        return "order" if self.where.startswith("order") else " | ".join(changes[:2])


def _words(text: str) -> list[str]:
    return re.findall(r"<[^>]*>|&#?\w+;|\w+|\s|.", text)


_STYLES = {
    "<i>": ("style", "italic"),
    "<b>": ("weight", "bold"),
    "<sup>": ("align", "sup"),
    "<sub>": ("align", "sub"),
    '<span style="font-variant:small-caps;">': ("variant", "small-caps"),
    '<span style="text-decoration:underline;">': ("decoration", "underline"),
    '<span style="font-style:normal;">': ("style", ""),
    '<span style="font-weight:normal;">': ("weight", ""),
    '<span style="font-variant:normal;">': ("variant", ""),
    '<span style="text-decoration:none;">': ("decoration", ""),
    '<span style="baseline">': ("align", ""),
}


def looks(html: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What a reader sees: pieces of text with the styles in force, white space as a browser shows it.

    Italics within italics of the style, or a "baseline" where nothing is raised, are markup that
    changes nothing.

    >>> looks("<i><i>a</i></i>  b") == looks('<i>a</i> <span style="baseline">b</span>')
    True
    """
    stack: list[dict[str, str]] = [{}]
    pieces: list[tuple[str, tuple[str, ...]]] = []
    for part in re.split(r"(<[^>]*>)", re.sub(r"\s*(</?div[^>]*>)\s*", r"\1", html)):
        if part.startswith("</"):
            if len(stack) > 1:
                stack.pop()
            if part == "</div>":
                pieces.append(("\n", ()))
        elif part.startswith("<"):
            change = _STYLES.get(part)
            stack.append({**stack[-1], **({change[0]: change[1]} if change else {"block": part})})
        elif part:
            style = tuple(sorted(f"{name}={value}" for name, value in stack[-1].items() if value))
            if pieces and pieces[-1][1] == style:
                pieces[-1] = (pieces[-1][0] + part, style)
            else:
                pieces.append((part, style))
    seen: list[tuple[str, tuple[str, ...]]] = []
    space = True
    for text, style in pieces:
        text = re.sub("[ \t\n\u00a0]+", " ", text)
        if space and text.startswith(" "):
            text = text[1:]
        if text:
            space = text.endswith(" ")
            seen.append((text, style))
    return _merged(seen)


def _merged(pieces: list[tuple[str, tuple[str, ...]]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Letter runs of one style joined; spaces belong to what is before them."""
    merged: list[tuple[str, tuple[str, ...]]] = []
    for text, style in pieces:
        bare = text.lstrip(" ")
        if merged and len(bare) < len(text):
            merged[-1] = (merged[-1][0] + " ", merged[-1][1])
            text = bare
        if not text:
            continue
        if merged and merged[-1][1] == style:
            merged[-1] = (merged[-1][0] + text, style)
        else:
            merged.append((text, style))
    return tuple(
        (text.rstrip(" ") if last else text, style)
        for last, (text, style) in zip([False] * (len(merged) - 1) + [True], merged, strict=False)
    )


@attrs.frozen
class Result:
    """What came of one style."""

    style: str
    entries: int = 0
    citations: int = 0
    differences: tuple[Difference, ...] = ()
    error: str = ""
    language: str = "en-US"

    def differing(self, kind: str, visible: bool = False) -> int:
        """How many differences there are of ``"entry"`` or ``"citation"``, or how many of them can be seen."""
        return sum(one.where.startswith(kind) and (one.visible or not visible) for one in self.differences)


def read_items(records: list[Record]) -> list[Item]:
    """The records as items."""
    return [structure(record, report=lambda _code, _message: None) for record in records]


def read_citations(records: list[Record]) -> list[Citation]:
    """The citations in the form of citeproc-js as citelib's."""
    return [
        Citation(
            [
                Cite(
                    cite["id"],
                    locator=cite.get("locator"),
                    label=cite.get("label"),
                    prefix=cite.get("prefix", ""),
                    suffix=cite.get("suffix", ""),
                    suppress_author=cite.get("suppress-author", False),
                )
                for cite in record["citationItems"]
            ],
            id=record["citationID"],
            note=record["properties"]["noteIndex"],
        )
        for record in records
    ]


def compare(
    path: Path,
    records: list[Record],
    citations: list[Record],
    peer: CiteprocJs,
    *,
    in_text: bool | None = None,
    language: str | None = None,
) -> Result:
    """Format the items, and the document, with both.

    Args:
        path: The style.
        records: The items as CSL-JSON.
        citations: The citations as citeproc-js takes them.
        peer: The running citeproc-js.
        in_text: Whether all citations are in the running text; None for what suits the style.
        language: Language of the output; None for that of the style.

    """
    xml = path.read_text(encoding="utf-8")
    try:
        style = resolve_style(path, language)
    except CitelibError as error:
        return Result(path.stem, error=str(error))
    if in_text or (in_text is None and style.style.class_ == "in-text"):
        citations = [{**citation, "properties": {"noteIndex": 0}} for citation in citations]
    request = {"style": xml, "items": records, "citations": citations}
    theirs = peer.recall(**request, lang=language) if language else peer.recall(**request)
    if "error" in theirs:
        return Result(path.stem, error=f"citeproc-js: {theirs['error']}")
    try:
        ours = _ours(style, records, citations)
    except Exception as error:
        return Result(path.stem, error=f"citelib: {type(error).__name__}: {error}")
    differences = []
    for place, texts in (("entry", "entries"), ("entry cited", "cited")):
        expected = {id: text.strip() for id, text in theirs[texts]}
        actual = dict(ours[texts])
        if list(expected) != list(actual):
            differences.append(Difference(path.stem, f"{place} order", " ".join(actual), " ".join(expected)))
        differences += [
            Difference(path.stem, f"{place} {id}", actual.get(id, ""), text)
            for id, text in expected.items()
            if actual.get(id, "") != text
        ]
    for citation, expected_text, text in zip(citations, theirs["citations"], ours["citations"], strict=True):
        if printed(text) != printed(expected_text):
            differences.append(Difference(path.stem, f"citation {citation['citationID']}", text, expected_text))
    entries = len(theirs["entries"]) + len(theirs["cited"])
    return Result(path.stem, entries, len(theirs["citations"]), tuple(differences))


def _ours(style: Any, records: list[Record], citations: list[Record]) -> dict[str, Any]:
    items = read_items(records)
    parsed: nodes.Style = style.style
    whole = render_bibliography(items, style, output="html").entries if parsed.bibliography is not None else ()
    document = render_document(items, read_citations(citations), style, output="html")
    cited = document.bibliography.entries if document.bibliography is not None else ()
    return {
        "entries": [(entry.id, unwrapped(entry.text)) for entry in whole],
        "cited": [(entry.id, unwrapped(entry.text)) for entry in cited],
        "citations": [text for _, text in document.citations],
    }


NOTHING = ("[NO_PRINTED_FORM]", "[CSL STYLE ERROR: reference with no printed form.]")


def printed(text: str) -> str:
    """A citation in which the several notes that a cite prints nothing are all alike."""
    for note in NOTHING:
        text = text.replace(note, "∅")
    return text or "∅"


def unwrapped(text: str) -> str:
    """An entry without white space around it."""
    return text.strip()
