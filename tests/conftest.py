"""Settings of the whole test suite."""

from __future__ import annotations

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
