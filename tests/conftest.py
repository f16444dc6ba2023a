"""Settings of the whole test suite."""

from __future__ import annotations

import re
from importlib.util import find_spec

import pytest
from hypothesis import HealthCheck, settings

# Deterministic: the same examples every time, and no clock decides over success.
settings.register_profile(
    "citelib", derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
# Examples that nobody saw before, and many of them: `python -m tests random`. A failure prints how to repeat it.
settings.register_profile(
    "random", deadline=None, max_examples=400, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("citelib")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected files of golden pairs")


OF_EXTRAS = {"citelib.tables": "pyarrow", "citelib.scale": "pyarrow", "citelib.scale.duckdb": "duckdb"}
"""The packages, of extras, that the examples in the docstrings of a room need."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip examples in docstrings that need a package of an extra which is not installed."""
    for item in items:
        if not isinstance(item, pytest.DoctestItem):
            continue
        for room, package in OF_EXTRAS.items():
            if f"{item.name}.".startswith(f"{room}.") and find_spec(package) is None:
                item.add_marker(pytest.mark.skip(reason=f"the example needs {package}, which is not installed"))


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update-golden"))


# Tests run in several processes, each of which collects them: a name that is another one in each, such as an address in
# memory or bytes with a time in them, would end the run.

_OF_ONE_PROCESS = re.compile(r" at 0x[0-9a-f]+")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A name for what has none of its own: packed bytes, which hold the time at which they were made."""
    return argname if isinstance(val, bytes) and val[:2] == b"\x1f\x8b" else None


def pytest_itemcollected(item: pytest.Item) -> None:
    """Refuse tests whose names differ from process to process."""
    if _OF_ONE_PROCESS.search(item.nodeid):
        raise pytest.UsageError(f"{item.nodeid}: the name of this test is another one in each process")
