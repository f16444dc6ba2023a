"""Other processors are driven through fixtures of the suite's kind as their own tests drive them."""

from __future__ import annotations

import pytest

from tests.csl.peers import by_citeproc_js, by_citeproc_py
from tests.csl.suite import Fixture, run
from tests.differential.node import citeproc_js, missing

STYLE = """
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><id>pool</id><title>Pool</title><updated>2024-01-01T00:00:00+00:00</updated></info>
  <citation><layout delimiter="; " prefix="(" suffix=")"><text variable="title"/></layout></citation>
  <bibliography><sort><key variable="title"/></sort><layout suffix="."><text variable="title"/></layout></bibliography>
</style>
"""
INPUT = '[{"id": "a", "type": "book", "title": "Tides"}, {"id": "b", "type": "book", "title": "Pools"}]'
CITATIONS = """[
  [{"citationID": "one", "citationItems": [{"id": "a"}], "properties": {"noteIndex": 0}}, [], []],
  [{"citationID": "two", "citationItems": [{"id": "b"}], "properties": {"noteIndex": 0}}, [["one", 0]], []]
]"""


def fixture(mode: str, result: str, **more: str) -> Fixture:
    return Fixture("pool", {"MODE": mode, "CSL": STYLE, "INPUT": INPUT, "RESULT": result, **more})


ENTRIES = """<div class="csl-bib-body">
  <div class="csl-entry">Pools.</div>
  <div class="csl-entry">Tides.</div>
</div>"""
FIXTURES = [
    fixture("citation", "(Tides)\n(Pools; Tides)", **{"CITATION-ITEMS": '[[{"id": "a"}], [{"id": "b"}, {"id": "a"}]]'}),
    fixture("citation", "..[0] (Tides)\n>>[1] (Pools)", CITATIONS=CITATIONS),
    fixture("bibliography", ENTRIES),
]


@pytest.mark.parametrize("number", range(3))
def test_citelib_and_citeproc_py_give_what_the_fixture_expects(number: int) -> None:
    one = FIXTURES[number]
    assert run(one).strip() == one.result
    assert by_citeproc_py(one).strip() == one.result


def test_citeproc_js_gives_what_the_fixture_expects() -> None:
    if reason := missing():
        pytest.skip(reason)
    with citeproc_js() as peer:
        assert [by_citeproc_js(one, peer).strip() for one in FIXTURES] == [one.result for one in FIXTURES]
