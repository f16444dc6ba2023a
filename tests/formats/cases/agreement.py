"""Counting where citelib and the authors of a set of cases agree, and giving every disagreement its reason."""

from __future__ import annotations

import collections
import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import attrs

from citelib.model import Date, Item, Name
from tests.shared import shared

_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_UNIFIED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‐": "-", "\u2011": "-"})


def cases(name: str) -> Any:
    """The set of that name, or a skip if it is not there."""
    return json.loads((shared("formats/cases") / f"{name}.json").read_text(encoding="utf-8"))


@attrs.define
class Agreement:
    """What was compared, in groups: how often it agreed, and a line for each disagreement."""

    agreed: collections.Counter[str] = attrs.field(factory=collections.Counter)
    disagreements: list[tuple[str, str]] = attrs.field(factory=list)

    def compare(self, group: str, subject: str, expected: object, found: object) -> None:
        """Count one comparison of a group, which has a floor of its own; `subject` says what was compared."""
        if expected == found:
            self.agreed[group] += 1
        else:
            self.disagreements.append((group, f"{group} {subject}: expected {expected!r}, found {found!r}"))

    def settle(self, floors: Mapping[str, float], reasons: Mapping[str, str]) -> None:
        """Print what agrees, and hold that it is enough and that every disagreement has a reason.

        Args:
            floors: The smallest share that agrees, from 0 to 1, of each group.
            reasons: Regular expressions, matched with the beginning of the line of a disagreement (group, subject,
                what was expected and found), and why it is so. Every one must be needed.
        """
        differ = collections.Counter(group for group, _ in self.disagreements)
        shares = {group: self.agreed[group] / (self.agreed[group] + differ[group]) for group in self.agreed | differ}
        for group, share in sorted(shares.items()):
            print(f"{group}: {self.agreed[group]} of {self.agreed[group] + differ[group]} agree ({share:.1%})")
        classes: collections.Counter[str] = collections.Counter()
        unexplained = []
        for _, line in self.disagreements:
            pattern = next((one for one in reasons if re.match(one, line, re.DOTALL)), "")
            classes[pattern] += 1
            if not pattern:
                unexplained.append(line[:300])
        for pattern, count in classes.most_common():
            print(f"  {count:4} × {reasons.get(pattern, 'without a reason')}")
        assert not unexplained, "\n".join(unexplained)
        assert shares.keys() == floors.keys()
        assert not {group: share for group, share in shares.items() if share < floors[group]}
        assert classes.keys() == reasons.keys(), f"not needed any more: {reasons.keys() - classes.keys()}"


def plain(value: object) -> object:
    """A value of an item in a form in which two programs can be compared: no markup, no difference of case,
    quotation marks and dashes, names as one text each, dates as EDTF."""
    if value is None or value == "":
        return None
    if isinstance(value, Name):
        with_particles = attrs.evolve(value, family=value.full_family, non_dropping_particle=value.dropping_particle)
        parts = (with_particles.full_family, value.given, value.suffix)
        return plain(value.literal or ", ".join(part for part in parts if part))
    if isinstance(value, Date):
        return plain(value.literal) if value.literal else value.edtf()
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    text = unicodedata.normalize("NFC", _TAG.sub("", str(value))).translate(_UNIFIED)
    return " ".join(re.sub("-+", "-", text).split()).casefold()


def variables(item: Item, names: Mapping[str, Any] | None = None) -> dict[str, object]:
    """The variables of an item, each in its `plain` form; only those of `names` if given."""
    return {name: plain(value) for name, value in item.variables.items() if names is None or name in names}
