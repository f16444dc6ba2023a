"""Cases that others found outside: style, items and citations with what a reader expects (skipped where absent)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from citelib.csl import Citation, Cite, Processor, render_bibliography
from citelib.csl.style.repository import resolve_style
from citelib.model import Item, structure
from tests.shared import SHARED

OTHERWISE = {"empty-name": ["(Doe &#38; Roe, 2001)"]}
"""Citations that are not as the case says, with the reason in docs/architecture.md («A name without content»)."""


def _paths(folder: str) -> list[Path]:
    return sorted((SHARED / "found" / folder).glob("*.json"))


def _items(records: list[dict[str, Any]]) -> list[Item]:
    return [structure(record, report=lambda _code, _message: None) for record in records]


def _cite(record: Any) -> Cite:
    return Cite(record) if isinstance(record, str) else Cite(**{key.replace("-", "_"): record[key] for key in record})


def _citations(case: dict[str, Any]) -> list[Citation]:
    if isinstance(case["citations"], str):
        return [Citation.of(*[item["id"] for item in case["items"]])]
    found = []
    for one in case["citations"]:
        if isinstance(one, list):
            found.append(Citation([_cite(cite) for cite in one]))
        else:
            cites = [_cite(cite) for cite in one["items"]]
            found.append(Citation(cites, note=one.get("note", 0), mode=one.get("mode", "")))
    return found


@pytest.mark.parametrize("path", _paths("csl"), ids=lambda path: path.stem)
def test_constructed(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    processor = Processor(_items(case["items"]), case["style"], output="html")
    processor.replace_citations(_citations(case))
    assert [text for _, text in processor.citations] == case["want"]


@pytest.mark.parametrize("path", _paths("csl-styles"), ids=lambda path: path.stem)
def test_official_styles(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    style, items = resolve_style(case["style"], case["locale"]), _items(case["items"])
    processor = Processor(items, style, output="html")
    if case["citations"]:
        processor.replace_citations(
            Citation(
                [_cite(cite) for cite in one["citationItems"]],
                id=one["citationID"],
                note=one["properties"]["noteIndex"],
            )
            for one in case["citations"]
        )
    entries = ["".join(entry.text.split("\n")) for entry in render_bibliography(items, style, output="html").entries]
    plain = [
        text.replace('    <div class="csl-left-margin">', "").replace('<div class="csl-right-inline">', "")
        .replace("</div>", "").strip()
        for text in entries
    ]  # fmt: skip
    assert [text for _, text in processor.citations] == OTHERWISE.get(path.stem, case["want"]["citations"])
    # The cases hold no no-break spaces.
    assert [text.replace("\u00a0", " ") for text in plain] == case["want"]["bibliography"]
