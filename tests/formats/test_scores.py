"""The scores of the case files, as the script beside them computes them, may not fall."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.shared import ROOT, shared

FLOORS = {
    "bbt_import": 0.92,
    "biblatex_csl_converter": 0.862,
    "citation_js": 0.95,
    "pandoc": 0.975,
    "zotero_translators/bibtex": 0.884,  # «PMID: 1» in a note is the variable here, and a note there
    "zotero_translators/crossref-unixref-xml": 0.91,
    "zotero_translators/csl-json": 0.94,
    "zotero_translators/datacite-json": 0.91,
    "zotero_translators/dspace-dim-xml": 0.94,
    "zotero_translators/endnote-xml": 0.89,
    "zotero_translators/html-bookmarks": 0.99,
    "zotero_translators/marc": 0.69,
    "zotero_translators/marcxml": 0.87,
    "zotero_translators/medline-nbib": 0.90,
    "zotero_translators/mets-mods": 0.76,
    "zotero_translators/mods": 0.81,
    "zotero_translators/openalex-json": 0.91,
    "zotero_translators/openurl-contextobject-xml": 0.99,
    "zotero_translators/ovid-tagged": 0.83,
    "zotero_translators/primo-pnx-xml": 0.90,
    "zotero_translators/pubmed-xml": 0.95,
    "zotero_translators/rdf-dc": 0.70,
    "zotero_translators/refer-enw": 0.87,
    "zotero_translators/refworks-tagged": 0.95,
    "zotero_translators/ris": 0.82,
    "zotero_translators/wos-tagged": 0.98,
}
"""F1 of each set and format, just below what is reached."""


def test_scores() -> None:
    script = shared("formats/score.py")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, script, "--json"], cwd=ROOT, env=environment, capture_output=True, check=True, timeout=600
    )
    scores = json.loads(run.stdout)
    for name, row in scores.items():
        peer = f"  best peer {row['best_peer']}" if row["best_peer"] else ""
        print(f"{name:45} {row['exact']:5} of {row['records']:5} exact   F1 {row['f1']:.3f}{peer}")
    assert not {name: row["raised"] for name, row in scores.items() if row["raised"]}
    assert scores.keys() == FLOORS.keys()
    assert not {name: row["f1"] for name, row in scores.items() if row["f1"] < FLOORS[name]}
    assert not [name for name, row in scores.items() if row["best_peer"] and row["f1"] <= row["best_peer"]]
