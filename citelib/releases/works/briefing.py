r"""Releases of several studies: which of the people in the text belong to which of them.

A briefing tells of one paper after the other. Its studies are told apart by their references, or, where it has none,
by the DOIs that stand in its sections: whoever is named before a DOI, and after the one before, led that work.

>>> text = "Ann Lee and colleagues found moss (10.5555/m.1). Bo Ek and colleagues drained it (10.5555/m.2)."
>>> from citelib.releases.lines.layout import read_layout
>>> from citelib.releases.page.page import plain_page
>>> from citelib.releases.people.people import People
>>> page = plain_page(f"Moss found\n\nMay 3, 2020\n\n{text}")
>>> passages = Passages(read_layout(page), People(page.text), [], None)
>>> from citelib.releases.works.claims import find_claims
>>> references = told_by_doi(passages, find_claims(passages, lambda name: False))
>>> [(str(reference.authors[0]), reference.doi) for reference, _ in references]
[('Ann Lee', '10.5555/m.1'), ('Bo Ek', '10.5555/m.2')]
"""

from __future__ import annotations

import bisect

from citelib.matching.people import same_person
from citelib.releases.page.page import Span
from citelib.releases.people.names import fold, key
from citelib.releases.works.authors import leading
from citelib.releases.works.claims import Claim
from citelib.releases.works.passages import Passages
from citelib.releases.works.references import DOI, Reference, trim_identifier
from citelib.releases.works.work import MOST_WORKS

__all__ = ["share_leads", "told_by_doi"]


def told_by_doi(passages: Passages, claims: list[Claim]) -> list[tuple[Reference, Span]]:
    """What the text says of each of several works with DOIs; nothing if it has not several."""
    ordered = sorted(claims, key=lambda claim: claim.span[0])
    told: dict[str, tuple[Reference, Span]] = {}
    previous = 0
    for start, end in passages.layout.body:
        for match in DOI.finditer(passages.text, start, end):
            doi = trim_identifier(match[0])
            before = bisect.bisect_left(ordered, match.start(), key=lambda claim: claim.span[0])
            if doi in told or before == previous or len(told) >= MOST_WORKS:
                continue
            claim = min(ordered[previous:before], key=leading)
            told[doi] = (Reference((claim.name,), doi=doi), claim.span)
            previous = before
    several = len({key(reference.authors[0]) for reference, _ in told.values()}) > 1
    return list(told.values()) if several else []


def share_leads(references: list[tuple[Reference, Span]], claims: list[Claim]) -> tuple[list[list[Claim]], list[Claim]]:
    """The claims of each reference, by its authors, and those that are of none."""
    shares: list[list[Claim]] = [[] for _ in references]
    rest: list[Claim] = []
    # References by the last word of their authors, which all forms of a name share.
    by_word: dict[str, list[int]] = {}
    for index, (reference, _) in enumerate(references[:MOST_WORKS]):
        for word in dict.fromkeys(_last_word(str(name)) for name in reference.authors):
            by_word.setdefault(word, []).append(index)
    for claim in claims:
        near = by_word.get(_last_word(str(claim.name)), [])[:20]
        found = next((i for i in near if any(same_person(name, claim.name) for name in references[i][0].authors)), None)
        (rest if found is None else shares[found]).append(claim)
    return shares, rest


def _last_word(name: str) -> str:
    return (fold(name).split() or [""])[-1]
