"""The error-recovery set: 921 .bib files as Better BibTeX meets them, a fifth of them with faults."""

from __future__ import annotations

import re

from citelib.formats.exchange import loads
from citelib.formats.tex.bibtex.read import evaluate
from tests.formats.cases.agreement import Agreement, cases

LARGEST = 60_000
"""Characters of the largest file that is read; the few that are larger show nothing else."""

FLOORS = {"entries": 1.0, "faults": 1.0, "no faults": 0.86}
REASONS = {
    r"no faults .*missing-parent": "a crossref to an entry that is not there is told here",
    r"no faults .*unknown-type": "types that BibLaTeX does not know are told here",
    r"no faults .*duplicate-key": "two entries under one key are told here",
    r"no faults .*undefined-macro": "a macro that is not defined is told wherever it stands, in ignored fields too",
    r"no faults .*items-no-titles": "a file in which nothing has a title is told here",
    r"no faults .*unclosed-value": "a value without its closing brace is told here",
    r"no faults .*names-initials": "initials without a space, of which BibTeX prints the first only, are told here",
}

_CODES = {"Unresolved @string": "biblatex-undefined-macro", "unexpected": "biblatex-names-separated"}
"""What a fault is called there, and here."""


def test_entries_and_faults() -> None:
    """Every entry comes in, every fault is told, and what is right is not complained of."""
    agreement = Agreement()
    for case in cases("retorquere_snapshots"):
        if len(case["input"]) > LARGEST:
            continue
        works = loads(case["input"], "biblatex")
        keys = sorted({one["key"] for one in case["expected_records"] if one.get("key")})
        found = {entry.key for entry in evaluate(case["input"], "biblatex")}
        agreement.compare("entries", case["name"], keys, [key for key in keys if key in found])
        for fault in case["expected_errors"]:
            wanted = next(code for words, code in _CODES.items() if words in fault["error"])
            subject = re.findall('"([^"]*)"', fault["error"])[0].split(",")[0]
            told = any(one.code == wanted and subject in one.message for one in works.diagnostics)
            agreement.compare("faults", f"{case['name']}: {fault['error']}", True, told)
        if not case["expected_errors"]:
            errors = sorted({one.code for one in works.diagnostics if one.severity != "info"})
            agreement.compare("no faults", case["name"], [], errors)
    agreement.settle(FLOORS, REASONS)
