"""Names of citations, which they keep while the text around them, or their own, is edited."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

__all__ = ["matched"]


def matched(
    contents: Sequence[Hashable], old: Sequence[tuple[str, Hashable]], new_name: Callable[[], str]
) -> list[str]:
    """The name of each citation of a text.

    What was the same at the beginning and at the end is itself; between, what says the same is the same, and what was
    edited itself takes the name of what is gone.

    Args:
        contents: What each citation says.
        old: Name of each citation before, with what it said.
        new_name: Gives a name that no citation has had.

    >>> matched(["a", "x", "new", "b"], [("1", "a"), ("2", "b"), ("3", "b")], lambda: "4")
    ['1', '2', '4', '3']
    """
    least = min(len(contents), len(old))
    start = next((at for at in range(least) if contents[at] != old[at][1]), least)
    end = next((at for at in range(least - start) if contents[-1 - at] != old[-1 - at][1]), least - start)
    waiting: dict[Hashable, list[str]] = {}
    for name, content in old[start : len(old) - end]:
        waiting.setdefault(content, []).append(name)
    middle = [waiting[one].pop(0) if waiting.get(one) else None for one in contents[start : len(contents) - end]]
    free = [name for names in waiting.values() for name in names]
    return [
        *(name for name, _ in old[:start]),
        *(name or (free.pop(0) if free else new_name()) for name in middle),
        *(name for name, _ in old[len(old) - end :]),
    ]
