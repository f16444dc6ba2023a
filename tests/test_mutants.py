"""Mutants change one decision each, and the code that they were made of stays as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.forking import ForkingPytest
from tests.imports import ROOT
from tests.mutants import mutants_of, nearest_tests

SOURCE = '''
"""A module."""
WORDS = ("one", "two")
def early(year: int, limit: int = 5) -> bool:
    """Whether it is early."""
    for word in WORDS:
        if word.isdigit() and year < limit:
            break
    print(year)
    return not year
'''


def test_each_decision_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(SOURCE, encoding="utf-8")
    assert [(mutant.line, mutant.change) for mutant in mutants_of(path)] == [
        (3, "WORDS = ('one', 'two')  ->  WORDS = ('two',)"),
        (3, "WORDS = ('one', 'two')  ->  WORDS = ('one',)"),
        (4, "def early(year: int, limit: int=5) -> bool:  ->  def early(year: int, limit: int=6) -> bool:"),
        (4, "def early(year: int, limit: int=5) -> bool:  ->  def early(year: int, limit: int=4) -> bool:"),
        (7, "if word.isdigit() and year < limit:  ->  if word.isdigit() or year < limit:"),
        (7, "if word.isdigit() and year < limit:  ->  if year < limit:"),
        (7, "if word.isdigit() and year < limit:  ->  if word.isdigit():"),
        (7, "if word.isdigit() and year < limit:  ->  if word.isdigit() and year <= limit:"),
        (7, "if word.isdigit() and year < limit:  ->  if word.isdigit() and year >= limit:"),
        (8, "break  ->  continue"),
        (9, "print(year)  ->  pass"),
        (10, "return not year  ->  return None"),
        (10, "return not year  ->  return not not year"),
    ]


def test_the_nearest_tests_are_run() -> None:
    assert nearest_tests(ROOT / "citelib/richtext/case.py")[0] == "tests/richtext"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_each_run_sees_the_files_as_they_are_now(tmp_path: Path) -> None:
    test, log = tmp_path / "test_it.py", tmp_path / "log"
    # Python tells by whole seconds whether its compiled form is out of date.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    with ForkingPytest(tmp_path, environment, log) as runs:
        for body, timeout, status in (("pass", None, 0), ("assert False", None, 1), ("while True: pass", 1, -9)):
            test.write_text(f"def test():\n    {body}\n", encoding="utf-8")
            assert runs.run(["-q", "-p", "no:cacheprovider", test.name], timeout) == status
    assert "1 passed" in log.read_text(encoding="utf-8")
