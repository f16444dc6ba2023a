"""Works out of ORCID's and Wikidata's JSON."""

from __future__ import annotations

import json
from typing import Any

from citelib.formats.exchange import loads


def _value(text: str) -> dict[str, str]:
    return {"value": text}


WORK: dict[str, Any] = {
    "put-code": 7, "type": "journal-article", "title": {"title": _value("On roads"), "subtitle": _value("A history")},
    "journal-title": _value("J. Roads"), "url": _value("https://example.org/7"),
    "publication-date": {"year": _value("2021"), "month": _value("3"), "day": None},
    "external-ids": {"external-id": [
        {"external-id-type": "doi", "external-id-value": "doi:10.1000/x", "external-id-relationship": "self"},
        {"external-id-type": "issn", "external-id-value": "1234-5679", "external-id-relationship": "part-of"},
        {"external-id-type": "doi", "external-id-value": "10.1000/book", "external-id-relationship": "part-of"},
        {"external-id-type": "wosuid", "external-id-value": "000123"},
    ]},
}  # fmt: skip


def test_orcid() -> None:
    contributors = {"contributor": [
        {"credit-name": _value("Ada Roa"), "contributor-orcid": {"path": "0000-0002-1825-0097"},
         "contributor-attributes": {"contributor-role": "author"}},
        {"credit-name": _value("Vu, Bo"), "contributor-attributes": None},
        {"credit-name": None},
    ]}  # fmt: skip
    for whole in (
        {"group": [{"work-summary": [WORK, {**WORK, "put-code": 8}]}]},
        {"activities-summary": {"works": {"group": [{"work-summary": [WORK]}]}}},
        {"bulk": [{"work": WORK}, {"error": {"error-code": 1}}]},
        {**WORK, "contributors": contributors},
    ):
        works = loads(json.dumps(whole))
        (item,) = works.values()
        assert (item.id, item.type, item.title) == ("orcid-7", "article-journal", "On roads: A history")
        assert (item.container_title, str(item.issued), item.DOI, item.ISSN) == (
            "J. Roads", "2021-03", "10.1000/x", "1234-5679",
        )  # fmt: skip
        assert item.custom == {"orcid:part-of-doi": ["10.1000/book"], "orcid:wosuid": ["000123"]}
    assert [(one.family, one.given, one.orcid) for one in item.author] == [
        ("Roa", "Ada", "0000-0002-1825-0097"), ("Vu", "Bo", None),
    ]  # fmt: skip


def _claim(value: Any, **qualifiers: str) -> dict[str, Any]:
    return {
        "mainsnak": {"datavalue": {"value": value}}, "rank": "normal",
        "qualifiers": {key: [{"datavalue": {"value": text}}] for key, text in qualifiers.items()},
    }  # fmt: skip


def _to(id: str) -> dict[str, str]:
    return {"entity-type": "item", "id": id}


ENTITY: dict[str, Any] = {
    "type": "item", "id": "Q1", "labels": {"en": {"value": "Label"}},
    "claims": {
        "P31": [_claim(_to("Q13442814"))],
        "P1476": [_claim({"text": "On roads", "language": "en"})],
        "P577": [_claim({"time": "+2021-03-00T00:00:00Z", "precision": 10})],
        "P2093": [_claim("Bo Vu", P1545="2"), _claim("Cy de Xi", P1545="10")],
        "P50": [_claim(_to("Q5"), P1545="1"), _claim(_to("Q6"), P1545="3", P1932="Eva Ek")],
        "P1433": [_claim(_to("Q2"))], "P478": [_claim("3")], "P433": [_claim("2")], "P304": [_claim("11-19")],
        "P356": [_claim("10.1000/X"), {**_claim("10.1000/old"), "rank": "deprecated"}],
        "P932": [_claim("1234567")], "P123": [_claim(_to("Q9"))],
    },
}  # fmt: skip


def test_wikidata() -> None:
    others = {
        "Q2": {"id": "Q2", "labels": {"en": {"value": "J. Roads"}}, "claims": {"P31": [_claim(_to("Q5633421"))]}},
        "Q5": {"id": "Q5", "labels": {"mul": {"value": "Ada Roa"}}, "claims": {"P31": [_claim(_to("Q5"))]}},
    }
    works = loads(json.dumps({"entities": {"Q1": ENTITY, **others}}))
    (item,) = works.values()
    assert (item.id, item.type, item.title) == ("Q1", "article-journal", "On roads")
    assert [str(one) for one in item.author] == ["Ada Roa", "Bo Vu", "Eva Ek", "Cy de Xi"]
    assert (item.container_title, str(item.issued), item.volume, item.issue, item.page) == (
        "J. Roads", "2021-03", "3", "2", "11-19",
    )  # fmt: skip
    assert (item.DOI, item.PMCID) == ("10.1000/X", "PMC1234567")
    assert item.custom == {"wikidata:P123": ["Q9"]}
    (told,) = works.diagnostics
    assert (told.code, told.severity) == ("wikidata-no-label", "warning")
    assert "publisher Q9" in told.message
