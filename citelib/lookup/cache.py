"""Answers of services kept for a while: records for a month, notices for a day, misses for three, failures never.

>>> import tempfile, pathlib
>>> with tempfile.TemporaryDirectory() as folder:
...     answers = Answers(pathlib.Path(folder))
...     answers.keep("https://example.org/x", b"{}")
...     answers.keep("https://example.org/none", None)
...     answers.get("https://example.org/x"), answers.get("https://example.org/none"), answers.get("https://e.org/y")
(CachedAnswer(body=b'{}'), CachedAnswer(body=None), None)
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from pathlib import Path
from typing import Final

import attrs

from citelib.files import cache_folder, new_file

__all__ = ["DAY", "HITS", "MISSES", "NOTICES", "Answers", "CachedAnswer", "default_cache"]

DAY: Final = 24 * 3600.0
HITS: Final = 30 * DAY
"""Seconds for which a record is kept."""
NOTICES: Final = DAY
"""Seconds for which an answer is kept that may say that a work was retracted."""
MISSES: Final = 3 * DAY
"""Seconds for which it is kept that there is no such record: what is new is registered within days."""


def default_cache() -> Path | None:
    """Where answers are kept, within the cache folder; None if there is to be no cache."""
    folder = cache_folder()
    return folder / "lookups" if folder else None


@attrs.frozen
class CachedAnswer:
    """An answer that was kept; the body is None if there was no such record."""

    body: bytes | None


class Answers:
    """Answers in a folder, a file each; the name of a file is a hash and tells nothing.

    Args:
        folder: The folder; None to keep nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, request: str, lifetime: float = HITS) -> CachedAnswer | None:
        """The answer to a request, if it is not older than its lifetime.

        Args:
            request: What was asked: method, media type and address.
            lifetime: Seconds for which a record counts; misses have their own.
        """
        if self._folder is None:
            return None
        for suffix, seconds in (("", lifetime), (".none", MISSES if lifetime else 0.0)):
            path = self._path(request, suffix)
            try:
                if time.time() - path.stat().st_mtime < seconds:
                    return CachedAnswer(None if suffix else path.read_bytes())
            except OSError:
                continue
        return None

    def keep(self, request: str, body: bytes | None) -> None:
        """Keep an answer; None for a miss. What cannot be kept is an answer all the same."""
        if self._folder is None:
            return
        path = self._path(request, ".none" if body is None else "")
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            with new_file(path, durable=False) as new:
                new.path.write_bytes(body or b"")
            self._path(request, "" if body is None else ".none").unlink(missing_ok=True)

    def forget(self, request: str) -> None:
        """Keep the answer to a request no longer."""
        if self._folder is not None:
            with contextlib.suppress(OSError):
                self._path(request, "").unlink(missing_ok=True)

    def _path(self, request: str, suffix: str) -> Path:
        assert self._folder is not None
        return self._folder / (hashlib.sha256(request.encode()).hexdigest() + suffix)
