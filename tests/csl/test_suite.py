"""Every fixture of the official CSL test suite, compared exactly; what fails is listed with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.csl.expected_failures import EXPECTED_FAILURES
from tests.csl.suite import read_fixture, run, suite_folder

_FOLDER = suite_folder()
_PATHS = sorted(_FOLDER.glob("*.txt")) if _FOLDER is not None else []


@pytest.mark.parametrize("path", _PATHS, ids=lambda path: path.stem)
def test_fixture(path: Path) -> None:
    fixture = read_fixture(path)
    text = run(fixture)
    if fixture.name in EXPECTED_FAILURES:
        assert text != fixture.result, f"{fixture.name} passes now: take it off the list of expected failures"
    else:
        assert text == fixture.result


@pytest.mark.skipif(_FOLDER is None, reason="the official CSL test suite is not there (set CSL_TEST_SUITE)")
def test_expected_failures_are_fixtures() -> None:
    assert set(EXPECTED_FAILURES) <= {path.stem for path in _PATHS}
