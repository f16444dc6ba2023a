"""The command line run within the process of a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from citelib.cli import main


def run(*arguments: str | Path) -> int:
    """The exit status of a command."""
    with pytest.raises(SystemExit) as ended:
        main([*map(str, arguments)])
    code = ended.value.code
    return code if isinstance(code, int) else 0
