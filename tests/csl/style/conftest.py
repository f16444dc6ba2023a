"""The cache of styles goes to a folder of its own while tests run."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITELIB_CACHE", str(tmp_path_factory.getbasetemp() / "citelib-cache"))
