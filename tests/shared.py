"""Test data made by others, which stands beside the project and is never copied into it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("CITELIB_SHARED", ROOT.parent / "shared"))


def shared(path: str) -> Path:
    """The file or folder of that name, or a skip that says what is missing."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(
            f"the test data {path!r} is not there (put it beside the project as ../shared, or name its folder "
            "in the environment variable CITELIB_SHARED)",
            allow_module_level=True,
        )
    return found
