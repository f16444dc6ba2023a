"""Formatting as a service for other programs: a request is one JSON object, an answer another.

A request::

    {"id": 1, "style": "apa", "lang": "en-US", "output": "html",
     "items": [CSL-JSON …],
     "citations": [{"id": "c1", "note": 0, "mode": "", "prefix": "", "suffix": "", "capitalize": false,
                    "items": [{"id": "doe", "locator": "12", "label": "page", "prefix": "see ", "suffix": "",
                               "suppress-author": false, "author-only": false}]}],
     "bibliography": true, "nocite": [], "abbreviations": {"default": {"container-title": {"Nature": "Nat."}}}}

Only ``style`` (a name or XML) is needed. The bibliography lists what is cited, or all items if there are no citations;
``nocite`` adds the items of a list of ids, or all with ``"*"``. What `citelib.csl.Options` has besides may be asked for
under its name with hyphens (``"item-languages": true``, ``"sets": [["doe", "roe"]]``), and a citation may name its
``"chapter"``. The answer::

    {"id": 1, "citations": [{"id": "c1", "text": "…"}],
     "bibliography": {"entries": [{"id": "doe", "text": "…"}], "params": {"max-offset": 0, …}}, "diagnostics": []}

A composite citation also has ``"prose"``, the names for the sentence, and ``"reference"``, the rest, apart.

What cannot be answered gets ``{"id": …, "error": {"code": …, "message": …, "hint": …}, "diagnostics": […]}``. Styles,
and items that are the same as before, are not parsed again.

>>> service = Service()
>>> request = {"style": "apa", "output": "text", "items": [{"id": "a", "type": "book", "title": "T"}]}
>>> service.answer({**request, "citations": [{"id": "c", "items": [{"id": "a"}]}]})["citations"]
[{'id': 'c', 'text': '(T, n.d.)'}]
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, cast

import attrs

from citelib.csl.citation import Citation, Cite, Mode
from citelib.csl.document.clusters import CitationText
from citelib.csl.options import SHORT_FORMS, Options
from citelib.csl.processor import Processor
from citelib.csl.results import BibliographyParams
from citelib.csl.style.repository import resolve_style
from citelib.diagnostics import Diagnostic
from citelib.errors import CitelibError, ModelError, StyleError
from citelib.model import Item, structure

__all__ = ["Service"]

_KNOWN: Final = frozenset(
    (
        "id",
        "style",
        "lang",
        "output",
        "items",
        "citations",
        "bibliography",
        "nocite",
        "abbreviations",
        "item-languages",
        "highlight",
        "annotations",
        "sets",
        "restart-numbers",
        "back-references",
        "titles",
        "names",
        "sort-by",
        "native-marks",
        "sentence-case",
        "capital-subtitles",
    )
)
_REMEMBERED: Final = 100_000
"""Items that are kept to be recognised; beyond, all are forgotten at once."""


class Service:
    """Answers requests, one after the other, and remembers styles and items.

    Args:
        paths: Whether a request may name a style by the path of a file; with the default, it cannot make this program
            open anything but the styles that come along.
    """

    def __init__(self, *, paths: bool = False) -> None:
        self._paths = paths
        self._items: dict[str, tuple[Any, Item, tuple[Diagnostic, ...]]] = {}

    def serve(self, lines: Iterable[str | bytes]) -> Iterator[str]:
        """The answer to each line that is not blank, as a line of JSON without its end."""
        for line in lines:
            if line.strip():
                yield json.dumps(self._answer_line(line), ensure_ascii=False)

    def answer(self, request: Any) -> dict[str, Any]:
        """The answer to a request; it never raises because of what the request holds.

        Args:
            request: The request as `json.loads` gives it.
        """
        id = request.get("id") if isinstance(request, Mapping) else None
        diagnostics: list[Diagnostic] = []
        try:
            answer = self._answer(request, diagnostics)
        except CitelibError as error:
            if isinstance(error, StyleError):
                diagnostics += error.diagnostics
            problem = {"code": _code(error), "message": error.message, "hint": error.hint}
            return {"id": id, "error": problem, "diagnostics": _plain(diagnostics)}
        except Exception as error:  # a fault of ours must not take the requests behind it with it
            message = f"citelib failed on this request: {type(error).__name__}: {error}"
            problem = {"code": "internal", "message": message, "hint": "please report it with the request"}
            return {"id": id, "error": problem, "diagnostics": _plain(diagnostics)}
        return {"id": id, **answer, "diagnostics": _plain(diagnostics)}

    def _answer_line(self, line: str | bytes) -> dict[str, Any]:
        try:
            request = json.loads(line)
        except (ValueError, RecursionError) as error:
            message = "too deeply nested" if isinstance(error, RecursionError) else str(error)
            problem = {"code": "not-json", "message": f"the line is not JSON: {message}", "hint": None}
            return {"id": None, "error": problem, "diagnostics": []}
        return self.answer(request)

    def _answer(self, request: Any, diagnostics: list[Diagnostic]) -> dict[str, Any]:
        if not isinstance(request, Mapping):
            raise ModelError("a request is a JSON object", hint='such as {"id": 1, "style": "apa", "items": []}')
        diagnostics += [
            Diagnostic("warning", "request-unknown-field", f"a request has no {name!r}")
            for name in sorted(set(request) - _KNOWN)
        ]
        style = _get(request, "style", str, None)
        if not style:
            raise ModelError("the request names no style", hint='"style" is a name such as "apa", or XML')
        language = _get(request, "lang", str, None)
        resolved = resolve_style(style, language or None, paths=self._paths)
        diagnostics += resolved.style.diagnostics
        items = [
            self._item(record, index, diagnostics) for index, record in enumerate(_get(request, "items", list, []))
        ]
        citations = [_citation(one, index) for index, one in enumerate(_get(request, "citations", list, []), 1)]
        nocite = request.get("nocite", [] if citations else "*")
        if nocite != "*" and not isinstance(nocite, list):
            raise ModelError(f'"nocite" is {nocite!r}, but must be "*" or a list of ids')
        ids = nocite if nocite == "*" else [str(id) for id in nocite]
        processor = Processor(
            items,
            resolved,
            output=_get(request, "output", str, "html"),
            nocite=ids,
            options=_options(request, diagnostics),
        )
        processor.replace_citations(citations)
        answer: dict[str, Any] = {"citations": [_printed(id, processor.parts(id)) for id, _ in processor.citations]}
        if request.get("bibliography"):
            bibliography = processor.bibliography()
            answer["bibliography"] = {
                "entries": [{"id": entry.id, "text": entry.text} for entry in bibliography.entries],
                "params": _params(bibliography.params),
            }
        return answer

    def _item(self, record: Any, index: int, diagnostics: list[Diagnostic]) -> Item:
        if not isinstance(record, Mapping):
            raise ModelError(f"item {index} is {record!r}, but must be a CSL-JSON object")
        key = str(record.get("id", index))
        known = self._items.get(key)
        if known is None or known[0] != record:
            found: list[Diagnostic] = []

            def report(code: str, message: str) -> None:
                found.append(Diagnostic("warning", f"csl-json-{code}", message, item=key))

            if len(self._items) >= _REMEMBERED:
                self._items.clear()
            known = self._items[key] = (record, structure(record, id=key, report=report), tuple(found))
        diagnostics += known[2]
        return known[1]


def _get(record: Mapping[str, Any], name: str, kind: type, default: Any) -> Any:
    """A field of a request, or an error that says what it must be."""
    value = record.get(name)
    if value is None:
        return default
    if not isinstance(value, kind):
        raise ModelError(f'"{name}" is {str(value)[:60]!r}, but must be {_KINDS[kind]}')
    return value


_KINDS: Final = {str: "text", list: "a list", dict: "an object", int: "a number"}


def _citation(record: Any, number: int) -> Citation:
    if not isinstance(record, Mapping):
        raise ModelError(f"citation {number} is {record!r}, but must be an object")
    note = record.get("note", record.get("noteIndex", 0)) or 0
    if not isinstance(note, int):
        raise ModelError(f'"note" is {note!r}, but must be a number')
    return Citation(
        [_cite(one) for one in _get(record, "items", list, [])],
        id=str(record.get("id", f"citation-{number}")),
        note=note,
        mode=cast(Mode, _get(record, "mode", str, "")),  # `Citation` says which there are
        chapter=_get(record, "chapter", int, 0),
        prefix=_get(record, "prefix", str, ""),
        suffix=_get(record, "suffix", str, ""),
        capitalize=bool(record.get("capitalize")),
    )


def _cite(record: Any) -> Cite:
    if not isinstance(record, Mapping) or record.get("id") is None:
        raise ModelError(f"a cite is {record!r}, but must be an object with an id")
    position = record.get("position")
    return Cite(
        str(record["id"]),
        locator=record.get("locator"),
        label=record.get("label"),
        prefix=record.get("prefix"),
        suffix=record.get("suffix"),
        suppress_author=bool(record.get("suppress-author")),
        author_only=bool(record.get("author-only")),
        position=position if isinstance(position, int) else None,
        near_note=None if record.get("near-note") is None else bool(record["near-note"]),
        first_reference_note_number=record.get("first-reference-note-number"),
    )


def _printed(id: str, printed: CitationText) -> dict[str, str]:
    answer = {"id": id, "text": printed.text}
    return {**answer, "prose": printed.prose, "reference": printed.reference} if printed.prose else answer


def _options(request: Mapping[str, Any], diagnostics: list[Diagnostic]) -> Options:
    """What the request asks for besides the style."""
    options = Options(
        item_languages=bool(request.get("item-languages")),
        highlight=tuple(map(str, _get(request, "highlight", list, []))),
        annotations=bool(request.get("annotations")),
        abbreviations=_get(request, "abbreviations", dict, None),
        sets=_get(request, "sets", list, []),
        restart_numbers=bool(request.get("restart-numbers")),
        back_references=request.get("back-references") or "",
        titles=tuple(map(str, _get(request, "titles", list, []))),
        names=tuple(map(str, _get(request, "names", list, []))),
        sort_by=_get(request, "sort-by", str, ""),
        native_marks=bool(request.get("native-marks")),
        sentence_case=cast(Any, _get(request, "sentence-case", str, "names")),  # `Options` says which there are
        capital_subtitles=_get(request, "capital-subtitles", bool, None),
    )
    table = options.abbreviations if isinstance(options.abbreviations, Mapping) else {}
    for variable in sorted(set(table) - set(SHORT_FORMS)):
        if table[variable]:
            message = f"CSL has no short form of {variable!r}"
            diagnostics.append(Diagnostic("warning", "request-abbreviations", message))
    return options


def _params(params: BibliographyParams) -> dict[str, Any]:
    return {name.replace("_", "-"): value for name, value in attrs.asdict(params).items()}


def _plain(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    return [
        {name: value for name, value in attrs.asdict(diagnostic).items() if value is not None}
        for diagnostic in diagnostics
    ]


def _code(error: CitelibError) -> str:
    """``UnknownNameError`` → ``unknown-name``."""
    name = type(error).__name__.removesuffix("Error")
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")
