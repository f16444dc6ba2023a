"""What the benchmarks work on: the references of cdl.bib as CSL-JSON, and a document that cites them."""

from __future__ import annotations

import json
import random
from typing import Any

from citelib.model import unstructure
from tests.differential.node import PLACE
from tests.shared import SHARED

Record = dict[str, Any]


def references() -> list[Record]:
    """The references, read once by citelib's own BibTeX reader and kept as JSON beside the node package."""
    source = SHARED / "corpora" / "cdl.bib"
    kept = PLACE / "cdl.json"
    if kept.exists() and kept.stat().st_mtime > source.stat().st_mtime:
        records: list[Record] = json.loads(kept.read_text(encoding="utf-8"))
        return records
    import citelib

    records = [_plain(unstructure(item)) for item in citelib.load(source, format="bibtex").values()]
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
    return records


def _plain(record: Record) -> Record:
    """Without what is no CSL variable, so that every processor gets the same."""
    return {name: value for name, value in record.items() if name not in ("custom", "relations")}


def ambiguous(records: list[Record]) -> list[Record]:
    """The records as works of one year by two authors, who differ in their initials."""
    return [_of_2000(record, [{"family": "Smith", "given": f"{'AB'[n % 2]}."}]) for n, record in enumerate(records)]


def sharing_authors(records: list[Record]) -> list[Record]:
    """The records as works of one year by one first author, with five others of thirty families."""
    chosen = random.Random(1)
    families = [head + tail for head in ("Ab", "Be", "Co", "Du", "Er", "Fi") for tail in "ler mann son ini ova".split()]
    return [
        _of_2000(
            record,
            [
                {"family": "Smith", "given": "A."},
                *({"family": chosen.choice(families), "given": f"{chosen.choice('ABC')}."} for _ in range(5)),
            ],
        )
        for record in records
    ]


def _of_2000(record: Record, authors: list[Record]) -> Record:
    return {**record, "author": authors, "issued": {"date-parts": [[2000]]}}


def document(records: list[Record], citations: int = 1000, items: int = 400) -> list[Record]:
    """Citations of two cites each, in notes 1 to n, some with locators; always the same ones."""
    chosen = random.Random(5)
    ids = [record["id"] for record in records[:items]]
    made = []
    for number in range(1, citations + 1):
        first, second = chosen.sample(ids, 2)
        cite: Record = {"id": first}
        if number % 3 == 0:
            cite |= {"locator": str(number % 90 + 1), "label": "page"}
        made.append(
            {
                "citationID": f"c{number}",
                "citationItems": [cite, {"id": second}],
                "properties": {"noteIndex": number},
            }
        )
    return made


def edits(citations: list[Record], count: int = 30) -> list[Record]:
    """Edits as citeproc-js takes them: one citation changed, with all that stand before and after it."""
    chosen = random.Random(6)
    places = [(citation["citationID"], citation["properties"]["noteIndex"]) for citation in citations]
    made = []
    for _ in range(count):
        place = chosen.randrange(len(citations))
        other = citations[chosen.randrange(len(citations))]
        changed = {
            **citations[place],
            "citationItems": [other["citationItems"][1], citations[place]["citationItems"][0]],
        }
        made.append({"citation": changed, "before": places[:place], "after": places[place + 1 :]})
    return made
