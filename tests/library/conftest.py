from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from citelib.library import Library


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that goes on by a minute each time it is asked."""
    minutes = count()
    return lambda: datetime(2026, 11, 23, 12, tzinfo=UTC) + timedelta(minutes=next(minutes))


@pytest.fixture
def library(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Library]:
    with Library.open(tmp_path / "refs.db", clock=clock) as library:
        yield library
