"""Parsed styles, locales and the index of styles on disk, so that a second start need not make them again.

An entry is JSON, never pickled, so that a file that somebody else wrote could at worst give another style and never
run code; its first line is the digest of the rest, so that a damaged entry is noticed and rebuilt. The name of an
entry is a digest of the content it was made from and of the code that made it: nothing has to be invalidated. Entries
are written to a file of their own and moved into place, so that processes may write at once, and a folder that cannot
be read or written only costs the time. The folder is the cache folder of the platform, readable by its user only, or
what the environment variable ``CITELIB_CACHE`` names; if that is empty there is no cache.

>>> key("style", b"<style/>") == key("style", b"<style/>") != key("style", b"<style />")
True
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from citelib.files import cache_folder, new_file

__all__ = ["key", "load", "save"]


def key(kind: str, *content: bytes) -> str:
    """Name of the entry of this kind for content."""
    digest = hashlib.sha256(_code())
    for part in content:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return f"{kind}-{digest.hexdigest()[:40]}.json"


def load(name: str) -> Any:
    """What was saved under a name; None when there is nothing or it is damaged."""
    place = cache_folder()
    if place is None:
        return None
    try:
        digest, _, payload = (place / name).read_bytes().partition(b"\n")
        if hashlib.sha256(payload).hexdigest().encode() != digest:
            return None
        return json.loads(payload)
    except (OSError, ValueError, RecursionError):
        return None


def save(name: str, value: Any) -> None:
    """Save what JSON can hold under a name; failures are ignored."""
    place = cache_folder()
    if place is None:
        return
    payload = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    with contextlib.suppress(OSError):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        with new_file(place / name, durable=False) as new:
            new.path.write_bytes(hashlib.sha256(payload).hexdigest().encode() + b"\n" + payload)


@cache
def _code() -> bytes:
    """Digest of the code whose results are cached: what another version made is never read."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        with contextlib.suppress(OSError):
            digest.update(path.read_bytes())
    return digest.digest()
