"""The pages of the documentation that show what comes of code are right."""

from __future__ import annotations

import doctest

from tests.shared import ROOT


def test_notebooks() -> None:
    done = doctest.testfile(str(ROOT / "docs" / "notebooks.md"), module_relative=False, encoding="utf-8")
    assert done.attempted >= 6
    assert done.failed == 0
