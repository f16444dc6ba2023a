"""Citations as they stand in a document: cites with locators, affixes and modes.

The fields are those of ``csl-citation.json``, with underscores for hyphens.

>>> Citation((Cite("doe99", locator="12"),), note=3).cites[0].locator
'12'
>>> Citation.of("doe99", "roe01").ids
('doe99', 'roe01')
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Literal, get_args

import attrs

from citelib.errors import ModelError, UnknownNameError
from citelib.model.vocabulary import LOCATOR_TYPES
from citelib.near import near_matches

__all__ = ["FIRST", "IBID", "IBID_WITH_LOCATOR", "MODES", "SUBSEQUENT", "Citation", "Cite", "Mode"]

FIRST: Final = 0
"""Position of a cite that is the first of its item."""
SUBSEQUENT: Final = 1
"""Position of a cite whose item was cited before."""
IBID: Final = 2
"""Position of a cite that repeats the cite before it."""
IBID_WITH_LOCATOR: Final = 3
"""Position of a cite that repeats the cite before it with another locator."""

Mode = Literal[
    "", "composite", "author-only", "suppress-author", "year-only", "title-only", "locator-only", "bare", "full"
]  # fmt: skip
MODES: Final[tuple[str, ...]] = get_args(Mode)
"""Every way to cite; see `Citation`."""


_LABELS: Final = LOCATOR_TYPES | {"sub verbo"}
"""The last is how CSL 1.0.1 wrote ``sub-verbo``."""


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _optional_text(value: Any) -> str | None:
    return None if value is None or value == "" else str(value)


@attrs.frozen
class Cite:
    """One item within a citation.

    Attributes:
        id: Id of the item.
        locator: Place within the item, such as ``"33–36"``.
        label: Kind of the locator, one of `citelib.model.vocabulary.LOCATOR_TYPES`; None means ``"page"``.
        prefix: Text before the cite; may hold the inline markup of CSL-JSON.
        suffix: Text after the cite.
        suppress_author: The names are left out, because the sentence names them.
        author_only: Only the names are printed.
        position: Overrides the position that is worked out: `FIRST`, `SUBSEQUENT`, `IBID` or `IBID_WITH_LOCATOR`.
        near_note: Overrides whether an earlier cite of the item stands in a note nearby.
        first_reference_note_number: Overrides the number of the note that cites the item first.

    Raises:
        UnknownNameError: CSL has no such label.
    """

    id: str = attrs.field(converter=str)
    locator: str | None = attrs.field(default=None, converter=_optional_text)
    label: str | None = attrs.field(default=None, converter=_optional_text)
    prefix: str = attrs.field(default="", converter=_text)
    suffix: str = attrs.field(default="", converter=_text)
    suppress_author: bool = False
    author_only: bool = False
    position: int | None = None
    near_note: bool | None = None
    first_reference_note_number: str | None = attrs.field(default=None, converter=_optional_text)

    def __attrs_post_init__(self) -> None:
        if self.label is not None and self.label not in _LABELS:
            raise UnknownNameError("locator label", self.label, known=LOCATOR_TYPES)


def _number(value: Any) -> int:
    if value is None:
        return 0
    if isinstance(value, int) and value >= 0:
        return value
    raise ModelError(f"the number of a note or chapter has to be an integer from 0 on, not {value!r}")


def _cites(cites: Iterable[Cite]) -> tuple[Cite, ...]:
    return tuple(cites)


@attrs.frozen
class Citation:
    """Cites that stand together at one place of a document.

    Attributes:
        cites: The cites in the order in which they were put.
        id: Name of the citation within its document; a processor gives one where there is none.
        note: Number of the foot- or endnote that it stands in; 0 for the running text.
        mode: How it is printed:

            - ``""``: as the style cites, «(Doe, 1999, p. 3)»;
            - ``"composite"``: names in the sentence, the rest behind, «Doe (1999, p. 3)», «Doe [1]»;
            - ``"author-only"``: only the names, «Doe»; a mention, which makes no later cite a subsequent one;
            - ``"suppress-author"``: without the names of the first work, «(1999, p. 3)»;
            - ``"year-only"``, ``"title-only"``, ``"locator-only"``: that part of the first cite, without affixes;
            - ``"bare"``: all cites without what the style puts around them, «Doe, 1999, p. 3»;
            - ``"full"``: the entries of the bibliography.

        prefix: Text before the whole citation, within the affixes of the style.
        suffix: Text after it.
        capitalize: Whether it begins a sentence and gets a capital: «Van Gogh (1999)», «Ibid.».
        chapter: Number of the chapter that it stands in: positions such as ibid restart when it changes.
        ids: Ids of the items, in order.
        is_mention: Whether it only names authors, so that no later cite is subsequent to it.
        is_placed: Whether one of its cites overrides its position.

    Raises:
        UnknownNameError: There is no such mode.
        ModelError: The number of a note or chapter is none.
    """

    cites: tuple[Cite, ...] = attrs.field(converter=_cites)
    id: str = attrs.field(default="", converter=_text)
    note: int = attrs.field(default=0, converter=_number)
    mode: Mode = ""
    prefix: str = attrs.field(default="", converter=_text)
    suffix: str = attrs.field(default="", converter=_text)
    capitalize: bool = False
    chapter: int = attrs.field(default=0, converter=_number)
    ids: tuple[str, ...] = attrs.field(init=False, repr=False, eq=False)
    is_mention: bool = attrs.field(init=False, repr=False, eq=False)
    is_placed: bool = attrs.field(init=False, repr=False, eq=False)

    @ids.default
    def _ids(self) -> tuple[str, ...]:
        return tuple([cite.id for cite in self.cites])

    @is_mention.default
    def _is_mention(self) -> bool:
        return self.mode == "author-only" or (bool(self.cites) and all(cite.author_only for cite in self.cites))

    @is_placed.default
    def _is_placed(self) -> bool:
        return any(
            cite.position is not None or cite.near_note is not None or cite.first_reference_note_number is not None
            for cite in self.cites
        )

    def __attrs_post_init__(self) -> None:
        if self.mode not in MODES:
            near = near_matches(self.mode, MODES)
            hint = None if near else f"there are {', '.join(filter(None, MODES))}"
            raise UnknownNameError("mode", self.mode, near, hint=hint)

    @classmethod
    def of(cls, *ids: str, **fields: Any) -> Citation:
        """A citation of items without locators or affixes."""
        return cls(tuple(Cite(id) for id in ids), **fields)
