"""A small sample of the comparison, with a floor for the share that agrees."""

from __future__ import annotations

from pathlib import Path

import pytest

from citelib.csl.style.repository import find_style
from tests.differential.compare import compare
from tests.differential.items import citations, items
from tests.differential.node import citeproc_js, missing

STYLES = ("apa", "ieee", "nature", "chicago-author-date", "chicago-notes-bibliography", "modern-language-association")
AGREEMENT = 0.98


def test_a_sample_agrees_with_citeproc_js() -> None:
    if (reason := missing()) is not None:
        pytest.skip(reason)
    records, document = items(), citations()
    with citeproc_js() as peer:
        results = [compare(Path(find_style(name).path), records, document, peer) for name in STYLES]
    assert [result.error for result in results if result.error] == []
    texts = sum(result.entries + result.citations for result in results)
    differences = [difference for result in results for difference in result.differences]
    assert 1 - len(differences) / texts >= AGREEMENT, differences[:5]
