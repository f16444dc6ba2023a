"""A verdict as an object of JSON."""

from __future__ import annotations

from typing import Any

from citelib.formats.exchange import dumps
from citelib.model import Item
from citelib.verification.reports.checked import Checked

__all__ = ["as_record"]


def _csl(item: Item) -> Any:
    import json

    return json.loads(dumps([item], "csl-json"))[0]


def as_record(checked: Checked) -> dict[str, Any]:
    """A verdict with its evidence, its findings, the answer of each source and the suggestion as CSL-JSON."""
    one = checked.verdict
    record: dict[str, Any] = {"id": one.item.id, "verdict": one.verdict, "confidence": one.confidence}
    if checked.source is not None:
        record["file"] = checked.source
    if checked.line is not None:
        record["line"] = checked.line
    if one.reason:
        record["reason"] = one.reason
    if one.accepted is not None:
        record["accepted"] = one.accepted
    if one.records:
        record["record"] = one.records[0].id
        record["records"] = [{"id": each.id, "source": each.source} for each in one.records]
    if one.records or one.fields:
        record["fields"] = list(one.differing)
        record["evidence"] = [
            {"field": field.name, "outcome": field.outcome, "ours": field.ours,
             "theirs": [{"source": source, "says": text} for source, text in field.theirs]}
            for field in one.fields
        ]  # fmt: skip
    record["findings"] = [
        {"code": each.code, "severity": each.severity, "message": each.message, "hint": each.hint}
        for each in checked.findings
    ]
    if one.notices:
        record["notices"] = [
            {"flag": each.flag, "text": each.text, **({"item": _csl(each.item)} if each.item is not None else {})}
            for each in one.notices
        ]
    record["sources"] = [
        {"source": each.source, "outcome": each.outcome, **({"detail": each.detail} if each.detail else {})}
        for each in one.answers
    ]
    if one.nearest is not None:
        record["nearest"] = _csl(one.nearest)
    if one.differing and one.suggestion is not None:
        record["suggestion"] = _csl(one.suggestion)
    if checked.difference:
        record["difference"] = checked.difference
    return record
