"""Cases and files that others made."""

from __future__ import annotations

import collections
import gzip
import json
import tarfile
from pathlib import Path

import pytest

from citelib.files import decode
from citelib.formats.exchange import dumps, loads
from citelib.formats.tex.bibtex.read import evaluate
from tests.shared import shared

# The smallest share of entries whose type is right, and why it is no larger.
TYPES = {
    "pandoc": (0.93, "@misc is '' there, and @periodical a journal article"),
    "citation_js": (0.99, ""),
    "bbt_import": (0.91, "@image and some @book and @misc count as chapters and graphics"),
    "biblatex_csl_converter": (0.60, "every @article is an 'article', a preprint in CSL"),
}


@pytest.mark.parametrize("name", TYPES)
def test_types_of_entries(name: str) -> None:
    right = total = 0
    for case in json.loads((shared("formats/cases") / f"{name}.json").read_text(encoding="utf-8")):
        if case["format"] not in ("bibtex", "biblatex") or len(case["input"]) > 200_000:
            continue
        works = loads(case["input"], case["format"])
        for want in case["expected_csl_json"]:
            if want.get("id") in works:
                total += 1
                right += works[want["id"]].type == want["type"]
    print(f"{name}: {right} of {total}")
    assert right >= TYPES[name][0] * total, TYPES[name][1]


HARVEST = 40_000


def _files(limit: int) -> list[tuple[str, bytes]]:
    found = []
    with tarfile.open(shared("corpora/web-harvest.tar.xz")) as archive:
        for member in archive:
            if member.isfile() and member.size < limit:
                file = archive.extractfile(member)
                assert file is not None
                found.append((Path(member.name).name, file.read()))
    return found


def test_fields_of_files_found_on_the_web_are_as_btparse_reads_them() -> None:
    texts = {name: decode(data)[0] for name, data in _files(HARVEST)}
    right = total = 0
    with gzip.open(shared("corpora/expected-fields.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for line in lines:
            expected = json.loads(line)
            if expected["file"] not in texts:
                continue
            found = collections.defaultdict(list)
            for entry in evaluate(texts[expected["file"]], named=False):
                found[entry.key].append(entry)
            for want in expected["entries"]:
                total += 1
                entry = found[want["key"]].pop(0) if found[want["key"]] else None
                fields = {name: " ".join(value.split()) for name, value in entry.fields.items()} if entry else {}
                right += all(
                    fields.get(name) == " ".join((text or "").split()) for name, text in want["fields"].items()
                )
    print(f"{right} of {total} entries are equal")
    assert right >= 0.995 * total


def test_files_found_on_the_web_are_repeated_and_read_back() -> None:
    for name, data in _files(HARVEST // 2):
        works = loads(data, "bibtex")
        assert dumps(works, "bibtex") == decode(data)[0], name
        once = loads(dumps(list(works.values()), "bibtex"), "bibtex")
        assert loads(dumps(list(once.values()), "bibtex"), "bibtex") == once, name


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
def test_hard_files(dialect: str) -> None:
    for path in sorted(shared("formats/hard").glob("*.bib")):
        works = loads(path.read_bytes(), dialect)
        assert dumps(works, dialect) == decode(path.read_bytes())[0], path.name
        assert len(works)
