"""Hypothesis strategies for the data model, shared by the tests of all formats."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from citelib.model import RELATION_TYPES, Bound, Date, Evidence, Item, Name, Point, Relation
from citelib.model.vocabulary import DATE_VARIABLES, ITEM_TYPES, NAME_VARIABLES, NUMBER_VARIABLES, TEXT_VARIABLES

__all__ = ["dates", "items", "json_values", "names", "relations", "texts"]

_PROSE = [
    "Do antidepressants restore lost synapses?", "<i>Mus musculus</i> & “friends”", "no", "10.1126", "2019-04-11",
    "null",
    "a: b", "- x", "ER  - ", "TY  - JOUR", "x}, note={INJ}}\n@article{evil,", "<script>alert(1)</script>", "=1+1",
    "tab\there",
    "x\ny", "ÅÄÖ 𝔘nicode ﬁ", "%0 Journal Article", "#hash", '"quoted"', "'single'", "50%", "a\\b", "naïve–dash", "]]>",
    "https://example.org/a?b=c&d=e", "1990///Spring", "{braces}", "$x_1^2$",
]  # fmt: skip

texts = st.one_of(st.sampled_from(_PROSE), st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
"""Text as it may stand in a variable: harmless, hostile, with any character but lone surrogates."""

points = st.builds(
    Point,
    st.integers(-3000, 3000).filter(bool),
    st.none() | st.integers(1, 12) | st.integers(21, 24),
    approximate=st.booleans(),
    uncertain=st.booleans(),
) | st.builds(Point, st.integers(1, 2999), st.integers(1, 12), st.integers(1, 28))

dates = st.one_of(
    st.builds(Date, points),
    st.builds(Date, points, st.one_of(points, st.just(Bound.OPEN), st.just(Bound.UNKNOWN))),
    st.builds(Date, st.just(Bound.OPEN), points),
    st.builds(Date, literal=st.sampled_from(["in press", "forthcoming", "n.d."])),
    st.builds(Date, raw=st.sampled_from(["4/11/2019", "some day", "1990?–91"])),
    st.builds(Date, points.filter(lambda point: point.month is None), season=st.just("Trinity")),
)

names = st.one_of(
    st.builds(
        Name,
        family=texts,
        given=st.none() | texts,
        suffix=st.none() | st.sampled_from(["Jr.", "III"]),
        dropping_particle=st.none() | st.just("von"),
        non_dropping_particle=st.none() | st.just("van der"),
        comma_suffix=st.booleans(),
        orcid=st.none() | st.just("0000-0002-1825-0097"),
    ),
    st.builds(Name, literal=texts),
    st.builds(Name, family=st.sampled_from(["Moda-Sava", "Beyeler"]), given=st.sampled_from(["R. N.", "Anna"])),
    st.just(Name(literal="American Association for the Advancement of Science")),
)

evidence = st.builds(Evidence, texts, st.just(3), st.just(9), st.none() | st.just("release.txt"))
relations = st.builds(
    Relation,
    st.sampled_from(sorted(RELATION_TYPES)),
    st.sampled_from(["study", "10.1126/science.aat8078", "30975859", "https://example.org/x"]),
    st.sampled_from(["id", "doi", "pmid", "url"]),
    st.none() | evidence,
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(texts, inside, max_size=3),
    max_leaves=6,
)


@st.composite
def items(draw: Any, custom: bool = True) -> Item:
    """Items of all types with any variables; with `custom`, also with other data."""
    variables: dict[str, Any] = {}
    for known, values in (
        (TEXT_VARIABLES | NUMBER_VARIABLES, texts),
        (NAME_VARIABLES, st.lists(names, min_size=1, max_size=3)),
        (DATE_VARIABLES, dates),
    ):
        for name in draw(st.lists(st.sampled_from(sorted(known)), max_size=5, unique=True)):
            variables[name] = draw(values)
    return Item(
        draw(st.from_regex(r"[A-Za-z][A-Za-z0-9_:.-]{0,12}", fullmatch=True)),
        draw(st.sampled_from(sorted(ITEM_TYPES))),
        variables,
        relations=draw(st.lists(relations, max_size=2)),
        custom=draw(st.dictionaries(texts, json_values, max_size=2)) if custom else None,
    )
