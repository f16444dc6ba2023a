"""How time grows with the size of the input, on machines that are busy with other things."""

from __future__ import annotations

import time
from collections.abc import Callable

LINEAR = 7.0
"""Growth over four times the input that is linear beyond doubt: four if it is, sixteen if it is quadratic."""


def growth(work: Callable[[str], object], text: str, *, rounds: int = 3) -> float:
    """How many times as long the whole of a text takes as its first quarter.

    Processor time of this process alone counts, the least of some rounds that take turns, so that another process or a
    slow moment does not decide.
    """
    quarter = text[: len(text) // 4]
    least = {quarter: float("inf"), text: float("inf")}
    for _ in range(rounds):
        for part in least:
            start = time.process_time()
            work(part)
            least[part] = min(least[part], time.process_time() - start)
    # What takes no time at all shows nothing but the grain of the clock.
    return least[text] / max(least[quarter], 0.005)
