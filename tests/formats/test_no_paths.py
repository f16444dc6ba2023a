"""No path of the machine leaves it: neither a format nor an output says in which folder a file lay."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

import citelib
from citelib.formats import registry
from citelib.model import Bibliography
from citelib.output import OUTPUTS

RELEASE = """Moss found

May 3, 2020

University of Bern

Moss is back in the drains, Ann Lee and colleagues report in the journal Mosses. "It grew," said Lee.

The work was discussed by Bo Ek in a related Perspective.
"""
OTHERS = {
    "a.bib": "@article{moss, author = {Lee, Ann}, title = {Moss}, journal = {Mosses}, year = 2020}\n",
    "a.ris": "TY  - JOUR\nAU  - Lee, Ann\nTI  - Moss\nPY  - 2020\nER  - \n",
    "a.json": '[{"id": "moss", "type": "book", "title": "Moss"}]',
}
WRITABLE = sorted(format.name for format in registry.formats() if format.write is not None)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("of-nobodys-concern")
    (folder / "release.txt").write_text(RELEASE, "utf-8")
    for name, text in OTHERS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def works(folder: Path) -> Bibliography:
    items = list(citelib.load(folder / "release.txt", format="press-release").values())
    for name in OTHERS:
        items += [attrs.evolve(item, id=f"{name}-{item.id}") for item in citelib.load(folder / name).values()]
    works = Bibliography(items)
    assert any(relation.evidence for item in works.values() for relation in item.relations)
    return works


@pytest.mark.parametrize("name", WRITABLE)
def test_formats(name: str, works: Bibliography, folder: Path) -> None:
    written = citelib.dumps(works, name)
    assert "of-nobodys-concern" not in written
    assert str(folder) not in written


@pytest.mark.parametrize("name", sorted(OUTPUTS))
def test_outputs(name: str, works: Bibliography) -> None:
    assert "of-nobodys-concern" not in str(citelib.format(works, "apa", output=name))


@pytest.mark.parametrize("path", ["/home/ann/drafts/moss.txt", "C:\\Users\\ann\\moss.txt"])
def test_evidence_names_the_file_only(path: str) -> None:
    from citelib.formats.format import Source
    from citelib.formats.press_release import PRESS_RELEASE
    from citelib.model import Item

    assert PRESS_RELEASE.read is not None
    items = [one for one in PRESS_RELEASE.read(Source(RELEASE, name=path)) if isinstance(one, Item)]
    assert {link.evidence.source for item in items for link in item.relations if link.evidence} == {"moss.txt"}
