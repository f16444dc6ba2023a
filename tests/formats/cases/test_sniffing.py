"""The confusion matrix: what every case's input is recognised as when no format is given."""

from __future__ import annotations

import collections

from citelib.errors import UnknownNameError
from citelib.formats import registry
from tests.formats.cases.agreement import Agreement, cases

SETS = (
    "bbt_import biblatex_csl_converter cffconvert citation_js commonmeta html_metadata jabref pandoc "
    "retorquere_snapshots zotero_translators"
).split()

DIALECTS = {"bibtex", "biblatex", "bib.txt"}
"""One notation: which of them is meant is in no text, and makes no difference to where its fields go."""

FLOORS = {**dict.fromkeys(SETS, 1.0), "commonmeta": 0.89, "zotero_translators": 0.99}
REASONS = {
    r"commonmeta test_(blog_posting|zenodo|dataverse): ": "answers of Crossref and DataCite; schema.org was asked for",
    r"commonmeta test_(orcid_blog|youtube): ": "pages with schema.org in them, which are read as pages",
    r"zotero_translators METS#1: ": "METS around MARC 21, not MODS",
}


def test_inputs_are_recognised() -> None:
    agreement = Agreement()
    matrix: collections.Counter[tuple[str, str]] = collections.Counter()
    for name in SETS:
        for case in cases(name):
            try:
                format = registry.find(case["format"]).name
            except UnknownNameError:
                continue  # what cannot be read cannot be recognised
            found = registry.recognise(case["input"][:65_536])
            taken = found.name if found else "nothing"
            wanted, taken = ("bibtex" if one in DIALECTS else one for one in (format, taken))
            matrix[wanted, taken] += 1
            agreement.compare(name, str(case.get("name")), wanted, taken)
    for (wanted, taken), count in sorted(matrix.items()):
        print(f"{count:5} {wanted:30} {'' if wanted == taken else taken}")
    agreement.settle(FLOORS, REASONS)
