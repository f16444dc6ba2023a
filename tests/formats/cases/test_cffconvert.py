"""What cffconvert makes of CITATION.cff in five formats, read back, against what citelib reads of the same file."""

from __future__ import annotations

import json
from typing import Any

from citelib.formats.exchange import loads
from tests.formats.cases.agreement import Agreement, cases, variables

OUTPUTS = {
    "bibtex": "bibtex",
    "ris": "ris",
    "endnote_enw": "refer",
    "schemaorg": "schema-org",
    "codemeta": "codemeta",
}
"""Each output of cffconvert, and the format it is in."""

FLOORS = {"bibtex": 0.82, "ris": 0.87, "endnote_enw": 0.83, "schemaorg": 0.80, "codemeta": 0.81}

REASONS = {
    r".* issued: expected '[\d-]+', found '": "cffconvert writes the year and perhaps the month, citelib the day",
    r".* DOI: .*found '10.0000/(fixme|from-doi)'": "a DOI under doi comes before one among the identifiers",
    r".* URL: expected 'https://github.com/the-url-from-identifiers'": "an address of the work comes before one among "
    "its identifiers",
    r".* URL: .*found 'https://github.com/the-url-from-repository": "the code is where people look, then the "
    "repository, then what was built of it; in JSON cffconvert takes them the other way round",
    r".* author: .*\biii\b": "cffconvert has the suffix in the family name, and no name without a given name",
    r".* author: .*\bjr\.": "cffconvert has the suffix in the family name",
    r".* author: .*'mysteryauthor'": "an author with an alias only is one as well",
    r".* license: expected 'https://spdx.org/licenses/apache-2.0', found 'apache-2.0'": "the same licence",
    r".*/contributors/.* contributor: .*found None": "contributors come with version 1.3, which is no standard yet; "
    "they are kept in custom",
}


def test_outputs() -> None:
    agreement = Agreement()
    for case in cases("cffconvert"):
        found = variables(next(iter(loads(case["input"], "cff").values())))
        for output, format in OUTPUTS.items():
            if output in case["expected"]:
                for name, value in _expected(case["expected"][output], format).items():
                    agreement.compare(output, f"{case['name']} {name}", value, found.get(name))
    agreement.settle(FLOORS, REASONS)


def _expected(text: Any, format: str) -> dict[str, object]:
    works = loads(text if isinstance(text, str) else json.dumps(text), format)
    return variables(next(iter(works.values())))
