from __future__ import annotations

import pytest

from citelib.formats.text.plain_text.rules.preprints import without_preprint
from tests.formats.text.plain_text.test_read import records


@pytest.mark.parametrize(
    ("reference", "server", "number"),
    [
        ("Roa A, Birk B. Salt in lakes: A survey. arXiv preprint arXiv:1811.01241. 2018 Nov 3.", "arXiv", "1811.01241"),
        ("Roa, A., Birk, B.: Salt in lakes: A survey. CoRR abs/2302.13971 (2018)", "arXiv", "2302.13971"),
        ("Roa A. Salt in lakes: A survey. arXiv:2005.14165 [cs]. July 2018.", "arXiv", "2005.14165"),
        ("A. Roa, “Salt in lakes: A survey,” ArXiv, abs/1706.03762, 2018.", "arXiv", "1706.03762"),
        ("Roa, A. Salt in lakes: A survey (arXiv preprint). 2018", "arXiv", None),
        ("Roa A. Salt in lakes: A survey. Preprint at https://arxiv.org/abs/1901.01234 (2018).", "arXiv", None),
        ("Roa A (2018) Salt in lakes: A survey. In: arXiv preprint arXiv:hep-th/0101001.", "arXiv", "hep-th/0101001"),
        ("Roa A. Salt in lakes: A survey. medRxiv preprint. 2018.", "medRxiv", None),
        ("Roa A. Salt in lakes: A survey. bioRxiv 2018.02.11.944462", "bioRxiv", None),
    ],
)  # fmt: skip
def test_preprints_are_known_by_their_servers(reference: str, server: str, number: str | None) -> None:
    (item,) = records(reference)
    assert (item.type, item.title, item.publisher) == ("article", "Salt in lakes: A survey", server)
    assert str(item.issued).startswith("2018")
    assert item.get("number") == (f"arXiv:{number}" if number else None)


@pytest.mark.parametrize(
    "reference",
    [
        "Roa A. A history of arXiv papers. Lake Letters. 2001.",
        "https://doi.org/10.48550/arXiv.1811.01241",
        "arXiv:1811.01241",
        "Roa A. Salt. SSRN Electronic Journal. 2018.",
    ],
)
def test_what_only_names_a_server_stays(reference: str) -> None:
    assert without_preprint(reference) == (reference, None)


def test_a_preprint_that_appeared_is_known_by_its_journal() -> None:
    (item,) = records("Roa A, Birk B. Salt in lakes. Phys. Rev. D 12, 345-350 (2001), arXiv:hep-th/0101001.")
    assert (item.type, item.get("number"), item.publisher) == ("article-journal", "arXiv:hep-th/0101001", None)
    assert str(item.container_title).startswith("Phys. Rev")
