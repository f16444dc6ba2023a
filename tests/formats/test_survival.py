"""What the documentation says of each format's losses is no worse than what is written here."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

import pytest

from citelib.formats import registry
from citelib.formats.exchange import dumps, load, loads
from citelib.model.vocabulary import ITEM_TYPES
from tests.shared import ROOT


def _survival() -> ModuleType:
    spec = importlib.util.spec_from_file_location("survival", ROOT / "docs" / "survival.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["survival"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


survival = _survival()
FORMATS = [one for one in registry.formats() if one.read and one.write]
# Almost no format has a place for what citelib itself knows nothing of.
USUAL = {"custom"}
_DATACITE = {"particle of a name", "custom"}
LOSSES: dict[str, set[str]] = {
    "csl-json": set(),
    "csl-jsonl": set(),
    "csl-yaml": set(),
    "ris": USUAL,
    "mods": {"custom"},
    "crossref-json": {"particle of a name", "custom"},
    "crossref-xml": {"particle of a name", "custom"},
    "datacite-json": _DATACITE,
    "datacite-xml": _DATACITE,
    "cff": {"relations", "custom"},
    "csv": {*USUAL, "type"},
    "tsv": {*USUAL, "type"},
}
"""What does not survive in each format, where that is not what is usual."""
SAID = {
    "italic": "italics", "nocase": "words that keep their case", "orcid": "ORCID of a name",
    "affiliation": "affiliations of a name",
}  # fmt: skip
"""Features of which formats themselves say whether they have them."""


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_losses(format: registry.Format) -> None:
    lost = {feature for feature, verdict in survival.survival(format).items() if verdict != "yes"}
    # A format says itself which markup it has, and what of names; the data of a page are plain.
    markup = format.markup if format.name != "html" else frozenset()
    unsaid = {feature for kind, feature in SAID.items() if kind not in markup | format.of_names}
    assert lost == LOSSES.get(format.name, USUAL) | unsaid


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_no_item_is_lost(format: registry.Format) -> None:
    items = [survival.everything(type, number) for number, type in enumerate(sorted(ITEM_TYPES))]
    assert None not in survival.again_all(items, format)


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.json")), ids=lambda path: path.stem)
def test_examples(format: registry.Format, path: object) -> None:
    works = load(str(path))
    back = loads(dumps(works, format), format)
    assert [one.title for one in back.values()] == [one.title for one in works.values()]


def test_page() -> None:
    page = survival.table([registry.find("csl-json"), registry.find("ris")])
    assert "| volume | yes | yes |" in page
    assert "| custom | yes | no |" in page
