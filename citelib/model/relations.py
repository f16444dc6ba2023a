"""Typed links between works: what reports on, comments on, corrects or translates what.

A `Relation` is kept in the direction that was asserted; the inverse is computed, because registries are not reciprocal.
`RELATION_TYPES` is the one table that maps each relation to its inverse and to the words that DataCite 4.6
(``relatedIdentifiers.relationType``), Crossref (relations schema 5.4 and ``update-to``), JATS 1.3
(``related-article-type``), schema.org and BibLaTeX (``relatedtype``) have for it.

>>> RELATION_TYPES["comments-on"].inverse
'commented-on-by'
>>> relation_type("crossref", "is-comment-on").name
'comments-on'
>>> Relation("reports-on", "10.1126/science.aat8078", scheme="doi").target
'10.1126/science.aat8078'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

import attrs

from citelib.errors import ModelError, UnknownRelationError
from citelib.identifiers import normal
from citelib.model.display import show_relation

__all__ = [
    "RELATION_TYPES", "Evidence", "Relation", "RelationType", "Scheme", "redirected", "relation_type", "target",
]  # fmt: skip

Scheme = Literal["id", "doi", "pmid", "url"]
_SCHEMES: Final[tuple[Scheme, ...]] = get_args(Scheme)


@attrs.frozen
class RelationType:
    """A relation and its names elsewhere; None where a vocabulary has no word for it.

    Attributes:
        name: citelib's name, as in «the news item *reports-on* the study».
        inverse: Name of the same relation seen from the target; equal to `name` if it is symmetric.
        label: Words for people, to stand between the two works.
        datacite: DataCite ``relationType``.
        crossref: Crossref relation in the kebab-case of its REST interface.
        jats: JATS ``related-article-type``, said of the target.
        schema_org: schema.org property of the subject.
        biblatex: BibLaTeX ``relatedtype``, said of the target; also a bibliography string.
    """

    name: str
    inverse: str
    label: str
    datacite: str | None = None
    crossref: str | None = None
    jats: str | None = None
    schema_org: str | None = None
    biblatex: str | None = None


_Row = tuple[str, str, str, str | None, str | None, str | None, str | None, str | None]


def _table(*rows: _Row) -> Mapping[str, RelationType]:
    """Rows stand in pairs, each the inverse of the other; a symmetric relation stands alone with itself as inverse."""
    return MappingProxyType({row[0]: RelationType(*row) for row in rows})


# fmt: off
RELATION_TYPES: Final = _table(
    # name, inverse, label, DataCite, Crossref, JATS, schema.org, BibLaTeX
    ("reports-on", "reported-on-by", "reports on", None, None, None, "about", "reportson"),
    ("reported-on-by", "reports-on", "is reported on by", None, None, "press-release", "subjectOf", "reportedonby"),
    ("comments-on", "commented-on-by", "comments on", None, "is-comment-on", "commentary-article", None, "commentson"),
    ("commented-on-by", "comments-on", "is commented on by", None, "has-comment", "commentary", None, "commentedonby"),
    ("replies-to", "replied-to-by", "replies to", None, "is-reply-to", "letter", "parentItem", "repliesto"),
    ("replied-to-by", "replies-to", "is replied to by", None, "has-reply", "article-reference", None, "repliedtoby"),
    ("reviews", "reviewed-by", "reviews", "Reviews", "is-review-of", "peer-reviewed-article", "itemReviewed", "reviewof"),
    ("reviewed-by", "reviews", "is reviewed by", "IsReviewedBy", "has-review", "peer-review", "review", "reviewedby"),
    ("mentions", "mentioned-by", "mentions", "References", "references", None, "mentions", "mentions"),
    ("mentioned-by", "mentions", "is mentioned by", "IsReferencedBy", "is-referenced-by", None, None, "mentionedby"),
    ("related-to", "related-to", "is related to", None, "is-related-material", "related-article", "isRelatedTo", "related"),
    ("cites", "cited-by", "cites", "Cites", None, None, "citation", "cites"),
    ("cited-by", "cites", "is cited by", "IsCitedBy", None, None, None, "citedby"),
    ("corrects", "corrected-by", "corrects", None, "correction", "corrected-article", "correction", "corrects"),
    ("corrected-by", "corrects", "is corrected by", None, None, "correction-forward", None, "errata"),
    ("retracts", "retracted-by", "retracts", None, "retraction", "retracted-article", None, "retracts"),
    ("retracted-by", "retracts", "is retracted by", None, None, "retraction-forward", None, "retractedby"),
    (
        "expresses-concern-about", "expression-of-concern-in", "expresses concern about",
        None, "expression_of_concern", "object-of-concern", None, "expressesconcernabout",
    ),
    (
        "expression-of-concern-in", "expresses-concern-about", "is subject of a concern expressed in",
        None, None, "expression-of-concern", None, "expressionofconcernin",
    ),
    ("version-of", "has-version", "is a version of", "IsVersionOf", "is-version-of", None, "exampleOfWork", "versionof"),
    ("has-version", "version-of", "has the version", "HasVersion", "has-version", None, "workExample", "hasversion"),
    ("preprint-of", "has-preprint", "is a preprint of", None, "is-preprint-of", "version-of-record", None, "preprintof"),
    ("has-preprint", "preprint-of", "has the preprint", None, "has-preprint", "preprint", None, "haspreprint"),
    ("replaces", "replaced-by", "replaces", "Obsoletes", "replaces", "republished-article", "supersededBy", "reprintof"),
    ("replaced-by", "replaces", "is replaced by", "IsObsoletedBy", "is-replaced-by", "republication", None, "replacedby"),
    ("identical-to", "identical-to", "is identical to", "IsIdenticalTo", "is-identical-to", None, "sameAs", "identicalto"),
    ("part-of", "has-part", "is part of", "IsPartOf", "is-part-of", "collection", "isPartOf", "in"),
    ("has-part", "part-of", "has the part", "HasPart", "has-part", None, "hasPart", "multivolume"),
    (
        "supplements", "supplemented-by", "supplements",
        "IsSupplementTo", "is-supplement-to", "article-supplemented", "isBasedOn", "supplements",
    ),
    (
        "supplemented-by", "supplements", "is supplemented by",
        "IsSupplementedBy", "is-supplemented-by", "supplement", None, "supplementedby",
    ),
    (
        "translation-of", "has-translation", "is a translation of",
        "IsTranslationOf", "is-translation-of", "translated-article", "translationOfWork", "translationof",
    ),
    (
        "has-translation", "translation-of", "is translated in",
        "HasTranslation", "has-translation", "translation", "workTranslation", "translatedas",
    ),
    ("continues", "continued-by", "continues", "Continues", "continues", "continued-article", None, "continues"),
    ("continued-by", "continues", "is continued by", "IsContinuedBy", "is-continued-by", "continues", None, "continuedby"),
    ("based-on", "basis-of", "is based on", "IsDerivedFrom", "is-based-on", None, "isBasedOnUrl", "origpubin"),
    ("basis-of", "based-on", "is the basis of", "IsSourceOf", "is-basis-for", None, None, "basisof"),
    ("documents", "documented-by", "documents", "Documents", "documents", None, None, "documents"),
    ("documented-by", "documents", "is documented by", "IsDocumentedBy", "is-documented-by", None, "softwareHelp", "documentedby"),
)
# fmt: on
"""Every relation by its name."""

Vocabulary = Literal["datacite", "crossref", "jats", "schema_org", "biblatex"]

_BY_WORD: Final[dict[str, dict[str, RelationType]]] = {
    vocabulary: {
        word.casefold(): row for row in RELATION_TYPES.values() if (word := getattr(row, vocabulary)) is not None
    }
    for vocabulary in ("datacite", "crossref", "jats", "schema_org", "biblatex")
}


def relation_type(vocabulary: Vocabulary, word: str) -> RelationType | None:
    """The relation that another vocabulary calls `word` (ignoring case), or None.

    >>> relation_type("datacite", "IsTranslationOf").name
    'translation-of'
    """
    return _BY_WORD[vocabulary].get(word.casefold())


@attrs.frozen(slots=True, weakref_slot=False)
class Evidence:
    """The words in which a source asserts a relation.

    Attributes:
        quote: The words, exactly.
        start: Offset of the first character in the source text, from 0, or None.
        end: Offset after the last character, or None.
        source: Name or address of the source text, or None.

    >>> Relation("reports-on", "beyeler2019", evidence=Evidence("Anna Beyeler in a Perspective", 17, 46)).evidence.quote
    'Anna Beyeler in a Perspective'

    Raises:
        ModelError: Only one of start and end is given, or they are in the wrong order.
    """

    quote: str
    start: int | None = None
    end: int | None = None
    source: str | None = None

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.quote, str):
            raise ModelError(f"Evidence.quote is {self.quote!r}, but must be a str")
        if (self.start is None) != (self.end is None):
            raise ModelError("Evidence has only one of start and end, but must have both or neither")
        if self.start is not None and self.end is not None and not 0 <= self.start <= self.end:
            raise ModelError(f"Evidence spans {self.start}–{self.end}, but must have 0 ≤ start ≤ end")


def _scheme(value: str) -> Scheme:
    for scheme in _SCHEMES:
        if scheme == value:
            return scheme
    raise ModelError(f"Relation.scheme is {value!r}, but must be one of {', '.join(_SCHEMES)}")


@attrs.frozen(slots=True, weakref_slot=False)
class Relation:
    """A directed link from the item that holds it to another work.

    Attributes:
        type: A name of `RELATION_TYPES`.
        target: The other work: an id of the same collection, or a DOI, PMID or URL, as `scheme` says.
        scheme: ``"id"``, ``"doi"``, ``"pmid"`` or ``"url"``.
        evidence: Words of a source that assert the relation.
        custom: What else a format says of the link (JSON values).

    Raises:
        UnknownRelationError: The type is none of `RELATION_TYPES`.
        ModelError: The target is empty, or the scheme unknown.
    """

    type: str
    target: str
    scheme: Scheme = attrs.field(default="id", converter=_scheme)
    evidence: Evidence | None = None
    custom: Mapping[str, Any] | None = attrs.field(default=None, hash=False)

    def __attrs_post_init__(self) -> None:
        if self.type not in RELATION_TYPES:
            raise UnknownRelationError(str(self.type), RELATION_TYPES)
        if not isinstance(self.target, str) or not self.target:
            raise ModelError(f"Relation.target is {self.target!r}, but must be a non-empty str")

    @property
    def inverse_type(self) -> str:
        """The same link seen from its target."""
        return RELATION_TYPES[self.type].inverse

    # In notebooks

    def _repr_html_(self) -> str:
        return show_relation(self, "html")

    def _repr_markdown_(self) -> str:
        return show_relation(self, "markdown")

    def _repr_latex_(self) -> str:
        return show_relation(self, "latex")


def target(scheme: str, text: str) -> tuple[str, str]:
    """What a relation points at, as `citelib.model.handles` gives it: the address of a DOI is that DOI.

    >>> target("url", "https://dx.doi.org/10.1126/Science.aat8078"), target("id", "Moda2019")
    (('doi', '10.1126/science.aat8078'), ('id', 'Moda2019'))
    """
    if scheme == "id":
        return scheme, text
    if scheme == "url" and (doi := normal("doi", text)):
        return "doi", doi
    return scheme, normal(scheme, text) or text.strip().casefold()


def redirected(
    relations: Iterable[Relation], targets: Mapping[str, str] = MappingProxyType({}), own: str | None = None
) -> tuple[Relation, ...]:
    """Relations that follow ids which were changed or merged, each link once.

    Args:
        relations: The relations of one item.
        targets: New ids by former ids.
        own: Id of the item; what now points at itself is left out. None to keep it.

    Returns:
        The relations in order; of links that have become equal, one with evidence if there is one.

    >>> links = [Relation("cites", "old"), Relation("cites", "new", evidence=Evidence("see there")), Relation("cites", "me")]
    >>> [(one.target, one.evidence.quote) for one in redirected(links, {"old": "new"}, own="me")]
    [('new', 'see there')]
    """
    found: dict[tuple[str, str, str], Relation] = {}
    for link in relations:
        if link.scheme == "id":
            if link.target in targets:
                link = attrs.evolve(link, target=targets[link.target])
            if link.target == own:
                continue
        key = (link.type, *target(link.scheme, link.target))
        if key not in found or (found[key].evidence is None and link.evidence is not None):
            found[key] = link
    return tuple(found.values())
