"""What survives being written in each format and read back, field by field: measured, not promised.

One item of every type with every variable is written in a format and read back; each variable is then equal, changed
or gone. `table` makes the page of it that the documentation has.

>>> from citelib.formats.registry import find
>>> survival(find("csl-json"))["volume"]
'yes'
"""

from __future__ import annotations

import collections
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from citelib.errors import CitelibError
from citelib.formats.exchange import dumps, loads
from citelib.formats.format import Format
from citelib.formats.kit.names.affiliations import affiliated, affiliations
from citelib.model import Date, Item, Name, Relation
from citelib.model.vocabulary import ITEM_TYPES, VARIABLES
from citelib.richtext.markup import reduced

__all__ = ["FEATURES", "again_all", "everything", "survival", "table"]

_SAMPLES: Final[Mapping[str, str]] = {
    "DOI": "10.1126/science.aax0719",
    "ISBN": "9780306406157",
    "ISSN": "0036-8075",
    "PMCID": "PMC6540000",
    "PMID": "31123456",
    "URL": "https://example.org/works/1",
    "language": "en-US",
    "page": "129–137",
    "page-first": "129",
    "keyword": "synapses, depression",
}
"""Values of variables that take no other text; all others get a text that names them, numbers a number."""

_REST: Final = (
    "type",
    "ORCID of a name",
    "affiliations of a name",
    "suffix of a name",
    "particle of a name",
    "group as author",
    "range of dates",
    "italics",
    "words that keep their case",
)
FEATURES: Final = (*sorted(VARIABLES), *_REST, "relations", "custom")
"""What the table has a row for."""


def everything(type: str, number: int) -> Item:
    """An item of a type that has every variable, a relation, and something that no variable holds."""
    variables: dict[str, Any] = {}
    for place, (name, kind) in enumerate(VARIABLES.items()):
        if kind == "date":
            variables[name] = Date.on(2000 + place % 20, 4, 12)
        elif kind == "name":
            variables[name] = [Name("Beyeler", f"Anna {name.title()}")]
        elif kind == "number":
            variables[name] = str(2 + place)
        else:
            variables[name] = f"The {name.replace('-', ' ')}"
    variables |= _SAMPLES
    variables["author"] = [
        Name(
            "Berg",
            "Lucia",
            "Jr.",
            non_dropping_particle="van der",
            orcid="0000-0002-1825-0097",
            custom=affiliated(["University of X, Y", "Z"]),
        ),
        Name(literal="World Health Organization"),
    ]
    variables["event-date"] = Date.parse("2019-05-02/2019-05-04")
    variables["title"] = 'The <i>title</i> of <span class="nocase">bell hooks</span>'
    custom = {"shelf": "by the window"}
    return Item(f"item{number}", type, variables, relations=[Relation("cites", "10.1000/182", "doi")], custom=custom)


def survival(format: Format) -> dict[str, str]:
    """What of each feature is there after writing and reading: ``yes``, ``some types``, ``changed`` or ``no``."""
    items = [everything(type, number) for number, type in enumerate(sorted(ITEM_TYPES))]
    verdicts: dict[str, collections.Counter[str]] = {feature: collections.Counter() for feature in FEATURES}
    for item, again in zip(items, again_all(items, format), strict=True):
        for feature in FEATURES:
            verdicts[feature][_verdict(_value(item, feature), _value(again, feature) if again else None)] += 1
    return {feature: _summary(counts) for feature, counts in verdicts.items()}


def again_all(items: Sequence[Item], format: Format) -> list[Item | None]:
    """The items after they were written and read, in their order; None for what is gone."""
    try:
        works = list(loads(dumps(items, format, report=lambda _: None), format).values())
    except CitelibError:
        works = []
    if len(works) == len(items):
        return list(works)
    by_id = {work.id: work for work in works}
    return [by_id.get(item.id) for item in items]


def _value(item: Item, feature: str) -> object:
    """What an item has of a feature, None if nothing."""
    person, *groups = [*item.author, *[None] * 2][:2]
    match feature:
        case "type":
            return item.type
        case "ORCID of a name":
            return person and person.orcid
        case "affiliations of a name":
            return person and (affiliations(person) or None)
        case "suffix of a name":
            return person and person.suffix
        case "particle of a name":
            return person and (person.non_dropping_particle or person.dropping_particle)
        case "group as author":
            return groups[0] and groups[0].literal
        case "range of dates":
            return item.event_date and (item.event_date.start, item.event_date.end)
        case "title":
            return item.title and reduced(item.title, ())
        case "italics":
            return "<i>title</i>" in (item.title or "") or None
        case "words that keep their case":
            return '<span class="nocase">bell hooks</span>' in (item.title or "") or None
        case "relations":
            return item.relations or None
        case "custom":
            return item.custom.get("shelf")
        case "page":  # a hyphen and an en dash say the same
            return item.page and item.page.replace("–", "-")
    value = item.get(feature)
    if isinstance(value, tuple):  # what a name consists of has rows of its own
        return [(name.full_family, name.given, name.literal) for name in value]
    return value


def _verdict(before: object, after: object) -> str:
    return "no" if after is None else "yes" if before == after else "changed"


def _summary(counts: Mapping[str, int]) -> str:
    """One word for all types."""
    if len([count for count in counts.values() if count]) == 1:
        return next(verdict for verdict, count in counts.items() if count)
    return "some types" if counts.get("yes") else "changed"


def table(formats: Iterable[Format]) -> str:
    """The page: a line for each format, then a table of all features."""
    both = [format for format in formats if format.read is not None and format.write is not None]
    found = {format.name: survival(format) for format in both}
    lines = [
        "# What survives where",
        "",
        (
            "One item of each type with every variable of CSL was written in each format and read back when this page "
            "was built. *yes*: equal for every type; *some types*: the format has a place for it in some types only; "
            "*changed*: something is there, but not the same; *no*: gone."
        ),
        "",
        "| format | yes | some types | changed | no |",
        "|---|---|---|---|---|",
    ]
    for format in both:
        counts = collections.Counter(found[format.name].values())
        numbers = " | ".join(str(counts[verdict]) for verdict in ("yes", "some types", "changed", "no"))
        lines.append(f"| [{format.title}]({format.name}.md) | {numbers} |")
    names = list(found)
    lines += ["", "| | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    lines += [f"| {feature} | " + " | ".join(found[name][feature] for name in names) + " |" for feature in FEATURES]
    return "\n".join(lines) + "\n"
