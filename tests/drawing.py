"""The drawing of the house in ``docs/architecture.md``: ``python -m tests.drawing`` makes it anew from the imports."""

from __future__ import annotations

import re

from tests.imports import ROOT, imported, name_of
from tests.test_architecture import FLOORS, MODULES, room

PAGE = ROOT / "docs" / "architecture.md"
BETWEEN = re.compile(r"(?<=<!-- drawing: python -m tests\.drawing -->\n).*(?=<!-- end -->)", re.DOTALL)


def needs() -> dict[str, set[str]]:
    """The rooms that each room imports; the command line asks the façade for nothing but the version."""
    found: dict[str, set[str]] = {name: set() for name in FLOORS}
    for path in MODULES:
        own = room(name_of(path))
        found[own] |= {room(name) for name in imported(path) if name.startswith("citelib.")} - {own}
    return found


def drawing() -> str:
    """The rooms by floor, the highest first; what a room needs is left out where a room that it names needs it."""
    rooms = needs()

    def below(name: str) -> set[str]:
        return set().union(*({other, *below(other)} for other in rooms[name] if FLOORS[other] < FLOORS[name]))

    rows = ["floor  room                   stands on"]
    last = None
    for name in sorted(FLOORS, key=lambda name: (-FLOORS[name], name)):
        floor = FLOORS[name]
        direct = {one for one in rooms[name] if not any(one in below(other) for other in rooms[name] - {one})}
        shown = ", ".join(sorted((_short(one) for one in direct), key=str.casefold))
        rows.append(f"{floor if floor != last else '':>5}  {_short(name):<21}  {shown}".rstrip())
        last = floor
    return "```text\n" + "\n".join(rows) + "\n```\n"


def _short(name: str) -> str:
    return name.removeprefix("citelib.")


def main() -> None:
    """Write the drawing into the page."""
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(BETWEEN.sub(lambda _: drawing(), text), encoding="utf-8")


if __name__ == "__main__":
    main()
