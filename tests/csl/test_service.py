"""Requests of other programs, well-formed and not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.csl import service as module
from citelib.csl.service import Service

BOOK = {
    "id": "gordon",
    "type": "book",
    "title": "Structures",
    "author": [{"family": "Gordon", "given": "J. E."}],
    "issued": {"date-parts": [[1978]]},
}
CITED = {"id": "c1", "items": [{"id": "gordon", "locator": 61}]}


def listed(answer: dict[str, Any]) -> list[str]:
    return [entry["id"] for entry in answer["bibliography"]["entries"]]


def test_a_whole_request() -> None:
    answer = Service().answer(
        {"id": "r", "style": "apa", "output": "text", "items": [BOOK], "citations": [CITED], "bibliography": True}
    )
    assert answer["id"] == "r"
    assert answer["citations"] == [{"id": "c1", "text": "(Gordon, 1978, p. 61)"}]
    assert answer["bibliography"]["entries"][0]["id"] == "gordon"
    assert answer["bibliography"]["params"]["hanging-indent"] is True
    assert set(answer["bibliography"]["params"]) == {
        "max-offset", "entry-spacing", "line-spacing", "hanging-indent", "second-field-align", "start", "end",
    }  # fmt: skip
    assert answer["diagnostics"] == []


def test_nocite_and_language() -> None:
    items = [BOOK, {"id": "other", "type": "book", "title": "Other"}]
    request = {"style": "apa", "lang": "de-DE", "items": items, "citations": [CITED], "bibliography": True}
    answer = Service().answer(request)
    assert answer["citations"][0]["text"] == "(Gordon, 1978, S. 61)"
    assert listed(answer) == ["gordon"]
    assert listed(Service().answer({**request, "nocite": ["other"]})) == ["gordon", "other"]
    assert listed(Service().answer({**request, "nocite": "*"})) == ["gordon", "other"]
    assert listed(Service().answer({**request, "citations": []})) == ["gordon", "other"]


def test_abbreviations() -> None:
    item = {"id": "a", "type": "article-journal", "title": "T", "container-title": "Journal of Irreproducible Results"}
    table = {"default": {"container-title": {"Journal of Irreproducible Results": "J. Irrep. Res."}, "publisher": {}}}
    request = {"style": "nature", "output": "text", "items": [item], "bibliography": True}
    answer = Service().answer({**request, "abbreviations": table})
    assert "J. Irrep. Res." in answer["bibliography"]["entries"][0]["text"]
    assert answer["diagnostics"] == []


@pytest.mark.parametrize(
    ("request_", "code", "words"),
    [
        ([], "model", "object"),
        ({}, "model", "names no style"),
        ({"style": 3}, "model", '"style"'),
        ({"style": "no-such-style"}, "unknown-name", "no style is named"),
        ({"style": "<style/>"}, "style", "style"),
        ({"style": "apa", "output": "pdf"}, "unknown-name", "output"),
        ({"style": "apa", "items": {}}, "model", '"items"'),
        ({"style": "apa", "items": [3]}, "model", "item 0"),
        ({"style": "apa", "citations": [3]}, "model", "citation 1"),
        ({"style": "apa", "citations": [{"items": [{}]}]}, "model", "with an id"),
        ({"style": "apa", "citations": [{"items": [{"id": "x"}]}]}, "unknown-name", "'x'"),
        ({"style": "apa", "citations": [{"mode": "loud"}]}, "unknown-name", "no mode is named"),
        ({"style": "apa", "citations": [{"note": "one"}]}, "model", '"note"'),
        ({"style": "apa", "nocite": 3}, "model", '"nocite"'),
        ({"style": "apa", "abbreviations": {"default": {"title": 3}}}, "model", '"abbreviations"'),
    ],
)
def test_bad_requests_get_an_error(request_: Any, code: str, words: str) -> None:
    answer = Service().answer(request_)
    assert answer["error"]["code"] == code
    assert words in answer["error"]["message"]


def test_what_is_malformed_in_an_item_is_a_diagnostic() -> None:
    request = {"style": "apa", "items": [{"id": "a", "type": "jornal", "title": {"x": 1}}], "colour": "red"}
    answer = Service().answer(request)
    codes = [one["code"] for one in answer["diagnostics"]]
    assert codes == ["request-unknown-field", "csl-json-unknown-type", "csl-json-malformed-value"]


def test_lines() -> None:
    good = json.dumps({"id": 2, "style": "ieee", "output": "text", "items": [BOOK], "citations": [CITED]})
    answers = [json.loads(line) for line in Service().serve(["{", "", good, "[" * 100_000, good])]
    assert [answer.get("error", {}).get("code") for answer in answers] == ["not-json", None, "not-json", None]
    assert answers[1] == answers[3]


def test_items_seen_before_are_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    service = Service()
    request = {"style": "ieee", "items": [BOOK]}
    service.answer(request)
    monkeypatch.setattr(module, "structure", None)
    assert "error" not in service.answer(json.loads(json.dumps(request)))


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 3000), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)),
    max_leaves=8,
)


@given(
    st.fixed_dictionaries(
        {"style": st.just("apa")},
        optional={
            "items": st.lists(
                st.dictionaries(
                    st.sampled_from(["id", "type", "title", "author", "issued", "page", "custom", "language"]), values
                ),
                max_size=2,
            ),
            "citations": values,
            "nocite": values,
            "abbreviations": values,
            "bibliography": values,
            "lang": st.sampled_from(["en-US", "xx", "", "de"]),
        },
    )
)
def test_no_request_raises(request: dict[str, Any]) -> None:
    json.dumps(Service().answer(request))
