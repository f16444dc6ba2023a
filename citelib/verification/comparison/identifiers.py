"""Identifiers that a reference claims: of its work, of another one, or not registered.

>>> from citelib.model import Item
>>> list(identifiers_of(Item("a", title="Slow moss", container_title="arXiv preprint arXiv:2305.01234")))
[('arxiv', '2305.01234')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from citelib.identifiers import ARXIV_ID, is_short_doi, normal
from citelib.model import Item
from citelib.model.handles import handles
from citelib.verification.comparison.field import Field, statements
from citelib.verification.comparison.titles import title_key

__all__ = ["doi", "doi_of", "identifiers_of", "other_identifiers", "without_identifier"]

_DOI_IN_ADDRESS: Final = re.compile(
    r"^https?://[^?#]*?\b(?:doi[:=])?(10\.[0-9]{4,9}/[^\s?#&]+)|^https?://\S*doi[:=](10\.[0-9]{4,9}/[^\s&]+)",
    re.IGNORECASE,
)
_ARXIV_IN_TEXT: Final = re.compile(
    rf"(?:\barxiv\s*:\s*|\babs/)({ARXIV_ID}(?:v[0-9]{{1,2}})?)",
    re.IGNORECASE,
)
_PLACEHOLDER: Final = re.compile(r"\barxiv\s*:\s*([0-9X?]{4}\.(?=[0-9X?]*[X?]|0+\b)[0-9X?]{4,5})", re.IGNORECASE)
"""Letters or noughts where the number of a preprint would stand."""
_TEXTS: Final = ("container-title", "volume", "number", "note", "publisher")
"""Variables in which people write the identifier of a preprint."""
_LONGEST: Final = 300
"""Characters of a text in which an identifier is looked for."""
_CHECKED: Final = {"arxiv": "arXiv", "pmid": "PMID", "pmcid": "PMCID"}


def identifiers_of(item: Item) -> Iterator[tuple[str, str]]:
    """The identifiers of an item with their schemes, also those of arXiv that stand in the place of a journal."""
    found = [one for one in handles(item) if one[0] != "id"]
    if not item.DOI and (value := doi_of(item)) is not None:
        found.append(("doi", value))
    if not any(scheme == "arxiv" for scheme, _ in found):
        for name in _TEXTS:
            match = _ARXIV_IN_TEXT.search(str(item.variables.get(name) or "")[:_LONGEST])
            if match is not None and (arxiv := normal("arxiv", match[1])):
                found.append(("arxiv", arxiv))
                break
    yield from dict.fromkeys(found)


def doi_of(item: Item) -> str | None:
    """The DOI that an item claims, in normal form: in its own field, or in an address at doi.org or a publisher's."""
    if not item.DOI:
        return normal("doi", item.URL or "")
    in_address = _DOI_IN_ADDRESS.search(item.DOI)
    return normal("doi", (in_address[1] or in_address[2]) if in_address else item.DOI)


def doi(entry: Item, records: Sequence[Item], others: Sequence[Item], *, is_registered: bool | None = None) -> Field:
    """The DOI, against those of the work and against the works that have it."""
    ours = doi_of(entry)
    if ours is None:
        is_wrong = bool(entry.DOI) and not is_short_doi(entry.DOI or "")
        return Field("DOI", "differs" if is_wrong else "unknown", entry.DOI or "")
    theirs = {value for record in records if (value := normal("doi", record.DOI or ""))}
    bare = {_without_version(value) for value in theirs}
    said = statements(records, "DOI")
    if ours in theirs or _without_version(ours) in bare or any(record in records for record in others):
        return Field("DOI", "same", ours, said)
    own = {("doi", ours), ("arxiv", normal("arxiv", ours))}
    others = [record for record in others if own & set(identifiers_of(record))]
    if others:
        host = title_key(entry.container_title or "")
        is_host = bool(host) and any(title_key(other.title or "") == host for other in others)
        return Field("DOI", "harmless" if is_host else "differs", ours, statements(others, "title"))
    if is_registered is False:
        return Field("DOI", "differs", ours, (*said, ("doi.org", "no work with this DOI")))
    return Field("DOI", "unknown", ours, said)


def _without_version(value: str) -> str:
    """A DOI without the version that arXiv, F1000 and the like put behind it."""
    match = re.fullmatch(r"(10\.48550/.+|10\.12688/.+|10\.21203/.+|10\.26434/.+)[./v-]v?[0-9]{1,2}", value)
    return match[1].rstrip(".") if match else value


def other_identifiers(entry: Item, records: Sequence[Item], others: Sequence[Item]) -> Iterator[Field]:
    """Identifiers beside the DOI, where one of them leads to another work.

    An identifier that no record has is not contradicted: most registries keep only their own.

    Args:
        entry: The reference.
        records: All records of the work.
        others: All records with an identifier of the reference, whatever they are of.
    """
    for name in _TEXTS:
        if match := _PLACEHOLDER.search(str(entry.variables.get(name) or "")[:_LONGEST]):
            yield Field("arXiv", "differs", match[1])
            return
    for scheme, value in identifiers_of(entry):
        if scheme not in _CHECKED:
            continue
        known = [record for record in others if (scheme, value) in set(identifiers_of(record))]
        ours = {id(record) for record in records}
        if known and not any(id(record) in ours for record in known):
            yield Field(_CHECKED[scheme], "differs", value, statements(known, "title"))
        elif known:
            yield Field(_CHECKED[scheme], "same", value, statements(known, "title"))


def without_identifier(item: Item, name: str, value: str) -> dict[str, Any]:
    """The variables of an item but for those in which an identifier stands.

    Args:
        item: The item.
        name: The name of the `Field` of the identifier.
        value: The identifier in normal form.
    """
    scheme = next((scheme for scheme, called in _CHECKED.items() if called == name), "doi")
    names = [one for one in ("URL", "DOI", "PMID", "PMCID", *_TEXTS) if one in item.variables]
    leading = {
        one
        for one in names
        if value in str(item.variables[one])
        or (scheme, value) in identifiers_of(Item("one", variables={one: item.variables[one]}))
    }
    return {one: content for one, content in item.variables.items() if one not in leading}
