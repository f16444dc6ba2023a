"""What is held of a reader for any input, and inputs to start from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from citelib.errors import LimitError, ReadError
from citelib.formats import registry
from citelib.formats.exchange import dumps, load, loads
from citelib.formats.format import Format, Source
from citelib.formats.tex.bibtex.syntax.split import split
from citelib.formats.tex.latex import decode, encode
from citelib.limits import Limits

ROOT = Path(__file__).resolve().parents[2]
LIMITS = Limits(file_size=1 << 20, field_size=1 << 18, names=1000, expanded_size=1 << 18)


def check(format: Format, data: bytes) -> None:
    """Read the input; what is read can be written as CSL-JSON, and blocks that are written again are the input."""
    try:
        works = loads(data, format, limits=LIMITS)
    except (ReadError, LimitError):
        return
    dumps(works, "csl-json")
    texts = [block.text for block in works.blocks if block.kind != "place"]
    if texts and format.write is not None:
        assert "".join(texts) == Source(data).read_text()
    for diagnostic in works.diagnostics:
        assert diagnostic.severity in ("error", "warning", "info")
        assert diagnostic.message


def check_recognising(data: bytes) -> None:
    """Every format may look at the input."""
    registry.recognise(data.decode("utf-8", "replace"))


def check_latex(data: bytes) -> None:
    """Anything is text in LaTeX; what was read and written comes back."""
    latex = data.decode("utf-8", "replace")
    decode(latex, protect=True)
    for paragraphs in (False, True):
        text = decode(encode(decode(latex, paragraphs=paragraphs), paragraphs=paragraphs), paragraphs=paragraphs)
        assert decode(encode(text, paragraphs=paragraphs), paragraphs=paragraphs) == text


def latex_seeds() -> Iterator[bytes]:
    """Values in LaTeX: those of the golden files, and the titles of the examples as they are written."""
    for path in sorted((ROOT / "tests" / "formats" / "golden").glob("*/*.bib")):
        for part in split(path.read_text(encoding="utf-8")):
            yield from (str(field.value).encode() for field in part.fields)
    for item in load(ROOT / "examples" / "works.json").values():
        yield encode(item.title or "", ascii_only=True).encode()


BY_NAME = {
    "bib.txt": b"[moss]\n  type: article\n  author: Bramwick, Ada and Kessler, Tom\n  title: Mosses of the fens\n"
    b"  journal: Wet Places\n  year: 2014\n  pages: 45-61\n\n[fens]\n  title: Fens & bogs\n  year: 1986\n",
    "plain-text": b"[1] A. Bramwick and T. Kessler, Mosses of the fens, Wet Places 12(3), 45-61 (2014).\n"
    b"[2] Lindqvist, O. (2009). Fens and bogs. Uppsala: Fen Press.\n",
}
"""Files of formats that have no golden ones."""


def seeds(format: Format) -> Iterator[bytes]:
    """Files of that format: golden ones, and what citelib writes of the examples."""
    if format.name in BY_NAME:
        yield BY_NAME[format.name]
    elif format.name == "press-release":
        yield (ROOT / "examples" / "release.txt").read_bytes()
    folder = ROOT / "tests" / "formats" / "golden" / format.name
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        if path.suffix != ".json" or format.name.endswith("json"):
            yield path.read_bytes()
    if format.write is not None:
        yield dumps(load(ROOT / "examples" / "works.json"), format).encode("utf-8", "replace")


def target(name: str) -> tuple[Callable[[bytes], None], list[bytes]]:
    """What to check of any input, and the inputs to start from.

    Args:
        name: ``recognise``, ``latex`` or the name of a format.

    Raises:
        UnknownNameError: There is no such format.
    """
    if name == "latex":
        return check_latex, list(latex_seeds())
    if name == "recognise":
        return check_recognising, [seed for format in registry.formats() for seed in seeds(format)]
    format = registry.find(name)
    return lambda data: check(format, data), list(seeds(format))
