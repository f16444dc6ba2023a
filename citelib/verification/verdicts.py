"""Verdicts on references: does the work exist, and is it described as its records have it.

>>> from citelib.model import Date, Item, Name
>>> record = Item("r", "article-journal", title="Slow moss", author=[Name("Berg", "Ann")], issued=Date.on(2020))
>>> [one] = verify([record.evolve(id="a", issued=Date.on(2017))], [Collection([record])])
>>> one.verdict, one.differing
('mismatch', ('issued',))
"""

from __future__ import annotations

import itertools
from collections.abc import Collection as AnyCollection
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

import attrs

from citelib.model import Item
from citelib.verification.comparison.conflicts import conflicts
from citelib.verification.comparison.field import Field
from citelib.verification.comparison.fields import compare
from citelib.verification.comparison.identifiers import doi_of
from citelib.verification.inquiry import Answer, Health, Inquiry
from citelib.verification.kinds import is_held_nowhere
from citelib.verification.notices import Remark, remarks
from citelib.verification.numbers import CONFIDENCE
from citelib.verification.sources import Collection, Source
from citelib.verification.suggestions import suggested
from citelib.verification.works import Found, book_of, find

__all__ = ["Collection", "Judgement", "Verdict", "verdicts", "verify"]

Judgement = Literal["verified", "mismatch", "not-found", "unsure", "not-checked", "retracted"]

_BATCH: Final = 50
"""References whose identifiers are asked for at once, where a service can."""


@attrs.frozen
class Verdict:
    """What was found of a reference.

    Attributes:
        item: The reference.
        verdict: ``"verified"``, ``"mismatch"``, ``"not-found"``, ``"unsure"``, ``"not-checked"`` or ``"retracted"``.
        reason: Why, where the fields do not say it.
        fields: The claims, each with what the records say.
        records: The records of the work.
        notices: What a reader must know of the work.
        answers: What came of asking each source.
        nearest: The record most like the reference, where none is of the work.
        accepted: What somebody noted who looked at the reference and found it right; None if nobody did.
    """

    item: Item
    verdict: Judgement
    reason: str = ""
    fields: tuple[Field, ...] = ()
    records: tuple[Item, ...] = ()
    notices: tuple[Remark, ...] = ()
    answers: tuple[Answer, ...] = ()
    nearest: Item | None = None
    accepted: str | None = None

    @property
    def differing(self) -> tuple[str, ...]:
        """Names of the fields that every record contradicts."""
        return tuple(one.name for one in self.fields if one.outcome == "differs")

    @property
    def evidence(self) -> str:
        """What the confidence goes by, a key of `citelib.verification.numbers.CONFIDENCE`."""
        if self.verdict not in ("verified", "retracted"):
            return self.verdict
        outcomes = {one.outcome for one in self.fields}
        if any(one.name == "issued" and one.outcome == "harmless" for one in self.fields):
            return "near year"
        return next((outcome for outcome in ("unknown", "harmless") if outcome in outcomes), "verified")

    @property
    def confidence(self) -> float:
        """How likely the reference is right as it stands, between 0 and 1."""
        return CONFIDENCE[self.evidence]

    @property
    def suggestion(self) -> Item | None:
        """The reference with what its records say where it differs; None if there is nothing to suggest."""
        return suggested(self.item, self.fields, self.records)

    @property
    def is_certain(self) -> bool:
        """Whether it is certain which work is meant: its title and its people are confirmed."""
        outcomes = {one.name: one.outcome for one in self.fields}
        return bool(self.records) and all(
            outcomes.get(name) in ("same", "harmless") for name in ("title", "author" if self.item.author else "editor")
        )


def verify(
    items: Iterable[Item], sources: Sequence[Source], *, retractions: AnyCollection[Source] = ()
) -> list[Verdict]:
    """Verdicts on references, as `verdicts` gives them one after the other.

    Args:
        items: The references.
        sources: Where records are looked for.
        retractions: Sources of notices alone, such as a list of retractions; they confirm nothing.
    """
    return list(verdicts(items, sources, retractions=retractions))


def verdicts(
    items: Iterable[Item], sources: Sequence[Source], *, retractions: AnyCollection[Source] = ()
) -> Iterator[Verdict]:
    """Verdicts on references, one after the other.

    Sources at hand are all asked, and all of them count. Services are asked one after the other until the reference is
    confirmed, or is contradicted by two of them.

    Args:
        items: The references.
        sources: Where records are looked for.
        retractions: Sources of notices alone, such as a list of retractions; they confirm nothing.
    """
    health = Health()
    remote = [source for source in sources if source.is_remote]
    iterator = iter(items)
    while batch := list(itertools.islice(iterator, _BATCH if remote else 1)):
        for source in remote:
            if (prepare := getattr(source, "prepare", None)) is not None:
                prepare(batch)
        for item in batch:
            yield _verdict(item, sources, retractions, health)


def _verdict(item: Item, sources: Sequence[Source], retractions: AnyCollection[Source], health: Health) -> Verdict:
    inquiry = Inquiry(item, health)
    inquiry.include(*(source for source in sources if not source.is_remote))
    found, verdict = _ask(item, inquiry)
    for source in sources:
        if not source.is_remote:
            continue
        if is_held_nowhere(item) or not source.holds(item):
            inquiry.spare(source, "it has no works of this kind")
        elif verdict is not None and _is_settled(verdict, source):
            inquiry.spare(source, "others had answered")
        else:
            inquiry.include(source)
            found, verdict = _ask(item, inquiry)
    assert verdict is not None
    notices = remarks(item, found.records, found.own, retractions)
    if verdict.verdict == "verified" and any(one.flag == "retracted" for one in notices):
        verdict = attrs.evolve(verdict, verdict="retracted")
    return attrs.evolve(verdict, notices=notices, answers=inquiry.outcomes(found.records))


def _is_settled(verdict: Verdict, source: Source) -> bool:
    """Whether a further source needs not be asked: all is confirmed, or two sources contradict the same claim."""
    if verdict.verdict == "verified":
        unknown = {one.name for one in verdict.fields if one.outcome == "unknown"}
        return not unknown or (unknown == {"DOI"} and not source.knows_dois)
    return verdict.verdict == "mismatch" and _is_contradicted_twice(verdict)


def _is_contradicted_twice(verdict: Verdict) -> bool:
    return any(len({source for source, _ in one.theirs}) > 1 for one in verdict.fields if one.outcome == "differs")


def _ask(item: Item, inquiry: Inquiry) -> tuple[Found, Verdict]:
    """What is found with the sources that are included so far, and the verdict on that.

    The record of the reference's own identifier is enough if it confirms everything: one request.
    """
    if not item.title:
        return Found(), _plain(item, "not-checked", "it has no title")
    found, verdict = _judge(item, inquiry, thorough=False)
    if found.own and inquiry.is_remote() and any(one.outcome in ("differs", "unknown") for one in verdict.fields):
        found, verdict = _judge(item, inquiry, thorough=True)
    return found, verdict


def _judge(item: Item, inquiry: Inquiry, *, thorough: bool) -> tuple[Found, Verdict]:
    found = find(item, inquiry, thorough=thorough)
    if not found.records:
        return found, _without_record(item, found, inquiry)
    doi = doi_of(item)
    is_registered = inquiry.is_registered(doi) if doi and not found.own else None
    is_complete = inquiry.is_complete()
    claims = compare(item, found.records, found.own, is_registered=is_registered, is_complete=is_complete)
    testimony = inquiry.testimony(found.records, found.own)
    claims, undecided = testimony.weighed(item, claims, is_registered=is_registered, is_complete=is_complete)
    outcomes = {one.outcome for one in claims}
    judgement: Judgement = "mismatch" if "differs" in outcomes else "verified"
    verdict = Verdict(item, judgement, "", claims, found.records)
    if judgement == "mismatch" and inquiry.has_failed() and not _is_contradicted_twice(verdict):
        reason = "a source that may know better could not be asked"
        return found, attrs.evolve(verdict, verdict="unsure", reason=reason)
    if judgement == "verified" and undecided:
        reason = f"only lists typed by people have this work, and they differ from it: {_contrast(claims, undecided)}"
        return found, attrs.evolve(verdict, verdict="unsure", reason=reason)
    if judgement == "verified" and (names := conflicts(item, testimony.official(), found.own)):
        reason = f"records contradict each other: {', '.join(names)}"
        return found, attrs.evolve(verdict, verdict="unsure", reason=reason)
    return found, verdict


def _contrast(claims: Iterable[Field], names: AnyCollection[str]) -> str:
    """What the reference and the records say of some claims."""
    parts = []
    for one in claims:
        if one.name in names:
            theirs = " or ".join(list(dict.fromkeys(f"{text!r} ({source})" for source, text in one.theirs))[:2])
            parts.append(f"{one.name} {one.ours!r} here, {theirs or 'none'}")
    return "; ".join(parts)


def _plain(item: Item, judgement: Judgement, reason: str) -> Verdict:
    return Verdict(item, judgement, reason)


def _without_record(item: Item, found: Found, inquiry: Inquiry) -> Verdict:
    """The verdict on a reference whose work no source has."""
    if is_held_nowhere(item):
        return _plain(item, "not-checked", "no registry records works of this kind")
    if inquiry.has_failed():
        return _plain(item, "unsure", "a source that may have it could not be asked")
    if book := book_of(item, inquiry):
        reason = f"{book.source or 'a catalogue'} has its book, and no record of what stands in it"
        return attrs.evolve(_plain(item, "unsure", reason), nearest=book)
    testimony = inquiry.testimony((), found.own)
    if not testimony.has_registry() and not inquiry.is_held():
        reason = "lists typed by people have its identifier for another work, and no registry was asked"
        if found.own:
            return _plain(item, "unsure", reason)
        return _plain(item, "not-checked", "none of the sources is a registry or a catalogue of such works")
    claims = compare(item, (), found.own)
    verdict = attrs.evolve(_plain(item, "not-found", "no source has this work"), nearest=found.nearest)
    return attrs.evolve(verdict, fields=tuple(one for one in claims if one.outcome == "differs"))
