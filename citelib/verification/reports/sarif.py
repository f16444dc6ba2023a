"""Findings in SARIF 2.1.0, the format of code scanning (OASIS standard).

A fingerprint is made of the reference's key and the rule, so that an alert is not opened again when lines move.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from citelib.verification.reports.checked import Checked
from citelib.verification.rules import RULES, Finding

__all__ = ["sarif"]

_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_HOME: Final = "https://github.com/citelib/citelib/blob/main/docs/verification.md"
_MOST: Final = 25_000
"""Results that GitHub takes of one run."""


def sarif(checked: Sequence[Checked], *, version: str, texts: Mapping[str, str] | None = None) -> dict[str, Any]:
    """A log of one run.

    Args:
        checked: The verdicts.
        version: Version of citelib.
        texts: Text of each file by its name, from which suggestions are given as replacements of lines.
    """
    ids = list(RULES)
    rules = [
        {
            "id": code,
            "name": "".join(word.capitalize() for word in code.split("-")),
            "shortDescription": {"text": rule.title},
            "help": {"text": rule.help},
            "helpUri": f"{_HOME}#{code}",
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        }
        for code, rule in RULES.items()
    ]
    results = []
    for one in checked:
        fix = _fix(one, texts or {})
        more = {"fixes": [fix]} if fix is not None else {}
        results += [_result(one, finding, ids) | more for finding in one.findings]
    driver = {
        "name": "citelib",
        "version": version,
        "semanticVersion": version,
        "informationUri": _HOME,
        "rules": rules,
    }
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results[:_MOST]}],
    }


def _uri(name: str) -> str:
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/.-_~")


def _result(one: Checked, finding: Finding, ids: Sequence[str]) -> dict[str, Any]:
    item = one.verdict.item
    mark = hashlib.sha256(f"{item.id}\0{finding.code}".encode("utf-8", "surrogatepass")).hexdigest()
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": ids.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{item.id!r}: {finding.message}. {finding.hint[:1].upper()}{finding.hint[1:]}."},
        "partialFingerprints": {"citelibReference/v1": mark},
        "properties": {"key": item.id, "verdict": one.verdict.verdict, "confidence": one.verdict.confidence},
    }
    if one.source is not None:
        result["locations"] = [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(one.source)},
                    "region": {"startLine": one.line or 1},
                }
            }
        ]
    return result


_HUNK: Final = re.compile(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@")


def _fix(one: Checked, texts: Mapping[str, str]) -> dict[str, Any] | None:
    """The suggestion as replacements of whole lines."""
    if not one.difference or one.source is None or one.source not in texts:
        return None
    replacements = []
    removed = 0
    inserted: list[str] = []
    start = 0

    def close() -> None:
        if removed or inserted:
            region: dict[str, Any] = {"startLine": start, "startColumn": 1, "endLine": start + removed, "endColumn": 1}
            text = "".join(f"{line}\n" for line in inserted)
            replacements.append({"deletedRegion": region, "insertedContent": {"text": text}})

    at = 0
    for line in one.difference.splitlines():
        if (match := _HUNK.match(line)) is not None:
            close()
            at, removed, inserted = int(match[1]), 0, []
            start = at
        elif line.startswith("-") and at:
            removed, at = removed + 1, at + 1
        elif line.startswith("+") and at:
            inserted.append(line[1:])
        elif line.startswith(" "):
            close()
            at, removed, inserted = at + 1, 0, []
            start = at
    close()
    change = {"artifactLocation": {"uri": _uri(one.source)}, "replacements": replacements}
    text = f"Describe {one.verdict.item.id} as its records have it"
    return {"description": {"text": text}, "artifactChanges": [change]} if replacements else None
