"""What is held of a reader for any input, and inputs to start from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from citelib.errors import LimitError, ReadError
from citelib.formats import registry
from citelib.formats.exchange import dumps, load, loads
from citelib.formats.format import Format
from citelib.limits import Limits

ROOT = Path(__file__).resolve().parents[2]
LIMITS = Limits(file_size=1 << 20, field_size=1 << 18, names=1000, expanded_size=1 << 18)


def check(format: Format, data: bytes) -> None:
    """Read the input; what is read can be written again as CSL-JSON."""
    try:
        works = loads(data, format, limits=LIMITS)
    except (ReadError, LimitError):
        return
    dumps(works, "csl-json")
    for diagnostic in works.diagnostics:
        assert diagnostic.severity in ("error", "warning", "info")
        assert diagnostic.message


def check_recognising(data: bytes) -> None:
    """Every format may look at the input."""
    registry.recognise(data.decode("utf-8", "replace"))


def seeds(format: Format) -> Iterator[bytes]:
    """Files of that format: golden ones, and what citelib writes of the examples."""
    folder = ROOT / "tests" / "formats" / "golden" / format.name
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        if path.suffix != ".json" or format.name.endswith("json"):
            yield path.read_bytes()
    if format.write is not None:
        yield dumps(load(ROOT / "examples" / "works.json"), format).encode("utf-8", "replace")
