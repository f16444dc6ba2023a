"""Wikidata's entities as JSON, as ``Special:EntityData`` and the interface give them.

Source of the properties: their pages in Wikidata. Other entities (a journal, an author, a publisher) are only named by
their number; where the file has them, or their label stands beside the claim, the label is taken, else the number is
kept in ``custom`` under ``wikidata:PROPERTY`` and reported. Authors stand in the order of P1545.

>>> from citelib.formats.exchange import loads
>>> title = '{"mainsnak": {"datavalue": {"value": {"text": "On roads", "language": "en"}}}}'
>>> text = '{"entities": {"Q1": {"id": "Q1", "claims": {"P1476": [%s]}}}}' % title
>>> loads(text, "wikidata")["Q1"].title
'On roads'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from citelib.diagnostics import Diagnostic
from citelib.formats.format import Format, Record, Source
from citelib.formats.json_yaml.json_values import json_values, looks_like_json
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi, as_pmcid
from citelib.formats.kit.names import read_in_order
from citelib.formats.kit.nested import at, listed, plain

__all__ = ["WIKIDATA"]

TYPES: Final = {
    "Q13442814": "article-journal", "Q7318358": "article-journal", "Q871232": "article-journal", "Q571": "book",
    "Q3331189": "book", "Q47461344": "book", "Q7725634": "book", "Q1980247": "chapter", "Q23927052":
    "paper-conference", "Q1143604": "paper-conference", "Q1266946": "thesis", "Q187685": "thesis", "Q1907875": "thesis",
    "Q10870555": "report", "Q1172284": "dataset", "Q7397": "software", "Q580922": "article", "Q5707594":
    "article-newspaper", "Q30070590": "article-magazine", "Q35127": "webpage", "Q36774": "webpage", "Q253623": "patent",
    "Q11424": "motion_picture", "Q5633421": "periodical", "Q41298": "periodical", "Q13433827": "entry-encyclopedia",
    "Q17329259": "entry-encyclopedia", "Q265158": "review", "Q637866": "review-book",
}  # fmt: skip
"""CSL type of each class that works are instances of."""

TEXTS: Final = {
    "P478": "volume", "P433": "issue", "P304": "page", "P698": "PMID", "P953": "URL", "P856": "URL", "P212": "ISBN",
    "P957": "ISBN", "P236": "ISSN", "P1104": "number-of-pages", "P393": "edition", "P392": "genre",
}  # fmt: skip
"""Variable of each property whose value is text or a number."""
ENTITIES: Final = {
    "P1433": "container-title", "P123": "publisher", "P291": "publisher-place", "P407": "language",
    "P98": "editor", "P655": "translator", "P50": "author",
}  # fmt: skip
"""Variable of each property whose value is another entity."""
_PEOPLE: Final = frozenset(("author", "editor", "translator"))
_DAY, _MONTH, _YEAR = 11, 10, 9
"""Precision of times."""


def read(source: Source) -> Iterator[Record]:
    """Yield the works."""
    for value in json_values(source, "wikidata"):
        if isinstance(value, Diagnostic):
            yield value
            continue
        entities = at(value.value, "entities")
        known = dict(entities) if isinstance(entities, Mapping) else {}
        whole = [value.value] if not known else list(known.values())
        labels = {str(id): _label(entity) for id, entity in known.items()}
        for entity in whole:
            if isinstance(entity, Mapping) and _is_work(entity):
                yield from _item(entity, labels, value.line)


def _label(entity: Any) -> str:
    labels = at(entity, "labels")
    if not isinstance(labels, Mapping):
        return ""
    return (
        plain(labels, "en", "value")
        or plain(labels, "mul", "value")
        or next((plain(one, "value") for one in labels.values()), "")
    )


def _is_work(entity: Mapping[str, Any]) -> bool:
    """Whether an entity is not a person, place or thing that a work of the file names."""
    classes = {_entity(claim) for claim in listed(entity, "claims", "P31")}
    has_title = bool(listed(entity, "claims", "P1476") or listed(entity, "claims", "P577"))
    return has_title or bool(classes & TYPES.keys() - {"Q5633421", "Q41298"})


def _value(claim: Any) -> Any:
    return at(claim, "mainsnak", "datavalue", "value")


def _entity(claim: Any) -> str:
    """The number of the entity that a claim leads to."""
    value = _value(claim)
    return plain(value, "id") or (f"Q{number}" if (number := plain(value, "numeric-id")) else "")


def _text(claim: Any) -> str:
    value = _value(claim)
    if isinstance(value, str):
        return value.strip()
    return plain(value, "text") or plain(value, "amount").lstrip("+")


def _item(entity: Mapping[str, Any], labels: Mapping[str, str], line: int | None) -> Iterator[Record]:
    draft = Draft("wikidata", line)

    def claims(name: str) -> list[Any]:
        found = [one for one in listed(entity, "claims", name) if plain(one, "rank") != "deprecated"]
        return [one for one in found if plain(one, "rank") == "preferred"] or found

    classes = [_entity(claim) for claim in claims("P31")]
    draft.type = next((TYPES[one] for one in classes if one in TYPES), "document")
    title = next(filter(None, map(_text, claims("P1476"))), "") or _label(entity)
    subtitle = next(filter(None, map(_text, claims("P1680"))), "")
    draft.put("title", f"{title}: {subtitle}" if subtitle else title)
    draft.put("title-short", next(filter(None, map(_text, claims("P1813"))), ""))
    for name, variable in TEXTS.items():
        for claim in claims(name):
            if variable in ("ISBN", "ISSN"):
                draft.append(variable, _text(claim), " ")
            else:
                draft.put(variable, _text(claim), key=name)
    for claim in claims("P356"):
        draft.put("DOI", as_doi(_text(claim)), key="P356")
    for claim in claims("P932"):
        draft.put("PMCID", as_pmcid(f"PMC{_text(claim).removeprefix('PMC')}"), key="P932")
    for claim in claims("P818"):
        draft.put("number", f"arXiv:{_text(claim)}", key="P818")
    draft.put("issued", next(filter(None, map(_time, claims("P577"))), ""))
    _named(draft, claims, labels)
    yield from draft.records(plain(entity, "id"))


def _time(claim: Any) -> str:
    """A time as ISO 8601, as much of it as is meant."""
    value = _value(claim)
    match = re.match(r"([+-])0*([0-9]{4,})-([0-9]{2})-([0-9]{2})", plain(value, "time"))
    if match is None:
        return ""
    precision = at(value, "precision")
    parts = [match[2], match[3], match[4]][
        : {_DAY: 3, _MONTH: 2}.get(precision if isinstance(precision, int) else 0, 1)
    ]
    text = "-".join(part for part in parts if part != "00")
    return f"-{text}" if match[1] == "-" else text


def _named(draft: Draft, claims: Any, labels: Mapping[str, str]) -> None:
    """Names, and what other entities are called."""
    people: dict[str, list[tuple[int, str]]] = {"author": [(_place(one), _text(one)) for one in claims("P2093")]}
    unnamed: list[str] = []
    for name, variable in ENTITIES.items():
        for claim in claims(name):
            id = _entity(claim)
            stated = plain(claim, "qualifiers", "P1932", 0, "datavalue", "value")  # as the work has the name
            label = stated or labels.get(id, "")
            if not label:
                unnamed += [f"{variable} {id}"] if id else []
                draft.keep(name, id)
            elif variable in _PEOPLE:
                people.setdefault(variable, []).append((_place(claim), label))
            else:
                draft.put(variable, label, key=name)
    for variable, found in people.items():
        draft.add(variable, [read_in_order(text) for _, text in sorted(found, key=lambda pair: pair[0]) if text])
    if unnamed:
        shown = ", ".join(unnamed[:5]) + ", …" * (len(unnamed) > 5)
        hint = "fetch these entities, too, and give them in one file"
        draft.report("warning", "no-label", f"the file does not say what is called {shown}", hint=hint)


def _place(claim: Any) -> int:
    """The place of a name in its list."""
    text = next((plain(one, "datavalue", "value") for one in listed(claim, "qualifiers", "P1545")), "")
    return int(text) if text.isdecimal() and len(text) < 6 else 1_000_000


def sniff(text: str) -> float:
    """Sure of entities with claims."""
    if not looks_like_json(text):
        return 0.0
    return 0.95 if re.search(r'"claims"\s*:', text) and re.search(r'"(?:mainsnak|entities)"\s*:', text) else 0.0


WIKIDATA: Final = Format("wikidata", "Wikidata JSON", sniff=sniff, read=read, note="entities of works as JSON")
"""Wikidata."""
