"""Asking sources for one reference: what each answered, and what could not be asked.

>>> from citelib.model import Item
>>> from citelib.verification.sources import Collection
>>> inquiry = Inquiry(Item("a", "book", title="Slow moss"), Health())
>>> inquiry.include(Collection([Item("r", "book", title="Slow moss")], "catalogue"))
>>> inquiry.outcomes(inquiry.by_title("Slow moss"))
(Answer(source='catalogue', outcome='found', detail=''),)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import attrs

from citelib.errors import LookupFailedError
from citelib.model import Item, Name
from citelib.verification.numbers import NUMBERS
from citelib.verification.sources import Source
from citelib.verification.standing import Standing, Testimony, standing_of

__all__ = ["Answer", "Health", "Inquiry", "once"]


@attrs.frozen
class Answer:
    """What came of asking a source.

    Attributes:
        source: Its name.
        outcome: ``"found"``, ``"none"``, ``"failed"`` or ``"not-asked"``.
        detail: Why it failed, or was not asked.
    """

    source: str
    outcome: Literal["found", "none", "failed", "not-asked"]
    detail: str = ""


class Health:
    """Which sources fail: one that fails again and again is not asked any more in this run."""

    def __init__(self) -> None:
        self._failures: Counter[str] = Counter()

    def is_down(self, source: Source) -> bool:
        """Whether a source is not to be asked any more."""
        return self._failures[source.name] >= NUMBERS.failures

    def note(self, source: Source, *, failed: bool) -> None:
        """Count a failure, or forget all former ones."""
        self._failures[source.name] = self._failures[source.name] + 1 if failed else 0


class Inquiry:
    """Sources that are asked for a reference; a failure of one is noted, and costs nothing of the others.

    Args:
        item: The reference.
        health: Which sources fail, for the whole run.
    """

    def __init__(self, item: Item, health: Health) -> None:
        self.item = item
        self.failed: dict[str, str] = {}
        self._health = health
        self._sources: list[Source] = []
        self._found: dict[str, list[Item]] = {}
        self._spared: dict[str, str] = {}
        self._from: dict[int, Source] = {}
        self._named: dict[int, tuple[Item, Item]] = {}

    def include(self, *sources: Source) -> None:
        """Ask these, too, from now on."""
        self._sources += sources

    def spare(self, source: Source, why: str) -> None:
        """Note that a source was not asked."""
        self._spared[source.name] = why

    def is_held(self) -> bool:
        """Whether any of the sources holds such works."""
        return any(source.holds(self.item) for source in self._sources)

    def is_remote(self) -> bool:
        """Whether any of the sources is a service."""
        return any(source.is_remote for source in self._sources)

    def is_complete(self) -> bool:
        """Whether any of the sources would have the published version of a preprint."""
        return any(source.is_complete for source in self._sources)

    def has_failed(self) -> bool:
        """Whether a source that holds such works could not be asked."""
        return any(source.name in self.failed and source.holds(self.item) for source in self._sources)

    def by_identifier(self, scheme: str, value: str) -> list[Item]:
        """Records with an identifier."""
        return self._each(lambda source: source.by_identifier(scheme, value))

    def by_title(self, title: str, names: Sequence[Name] = (), *, remote: bool = True) -> list[Item]:
        """Records of a title; without `remote`, of those at hand alone."""
        return self._each(lambda source: source.by_title(title, names) if remote or not source.is_remote else ())

    def by_people(self, names: Sequence[Name], title: str, year: int | None) -> list[Item]:
        """Records of these people, whose titles are alike."""
        return self._each(lambda source: source.by_people(names, title, year))

    def is_registered(self, doi: str) -> bool | None:
        """Whether a DOI is registered, if any source can tell."""
        answers: list[bool | None] = []
        for source in self._sources:
            try:
                answers.append(source.is_registered(doi))
            except LookupFailedError as error:
                self.failed[source.name] = error.message
        if True in answers:
            return True
        return False if False in answers and (None not in answers or self._is_authority(answers)) else None

    def _is_authority(self, answers: Sequence[bool | None]) -> bool:
        """Whether a remote source said no: among those only doi.org's own answer says that."""
        return any(answer is False and source.is_remote for source, answer in zip(self._sources, answers, strict=False))

    def _each(self, ask: Callable[[Source], Sequence[Item]]) -> list[Item]:
        found: list[Item] = []
        for source in self._sources:
            if self._health.is_down(source):
                self.failed.setdefault(source.name, "it failed several times in a row and is not asked any more")
                continue
            try:
                records = [self._with_source(record, source) for record in ask(source)]
            except LookupFailedError as error:
                self._health.note(source, failed=True)
                self.failed[source.name] = error.message
                continue
            if source.is_remote:
                self._health.note(source, failed=False)
            self._found.setdefault(source.name, []).extend(records)
            self._from.update((id(record), source) for record in records)
            found += records
        return once(found)

    def _with_source(self, record: Item, source: Source) -> Item:
        """A record that says who has it: where it does not say so itself, its source does."""
        if record.source:
            return record
        if id(record) not in self._named:
            self._named[id(record)] = (record, record.evolve(source=source.name))
        return self._named[id(record)][1]

    def testimony(self, records: Sequence[Item], own: Sequence[Item]) -> Testimony:
        """Records that sources have given, with who they are from.

        Args:
            records: Those of the work.
            own: Those with an identifier of the reference.
        """
        return Testimony(records, own, self._standing, self._origin)

    def _standing(self, record: Item) -> Standing:
        source = self._from.get(id(record))
        return standing_of(record, source.standing if source is not None else "registry")

    def _origin(self, record: Item) -> str:
        source = self._from.get(id(record))
        return source.name if source is not None else ""

    def outcomes(self, records: Iterable[Item]) -> tuple[Answer, ...]:
        """What came of each source, of which some records turned out to be of the work."""
        of_work = set(map(id, records))
        answers = {}
        for name, why in self._spared.items():
            answers[name] = Answer(name, "not-asked", why)
        for name, found in self._found.items():
            answers[name] = Answer(name, "found" if of_work & set(map(id, found)) else "none")
        for name, why in self.failed.items():
            answers[name] = Answer(name, "failed", why)
        return tuple(answers.values())


def once(records: Iterable[Item]) -> list[Item]:
    """The same records without those that are there already."""
    return list({id(record): record for record in records}.values())
