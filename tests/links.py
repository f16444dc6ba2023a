"""Whether the links within the built documentation lead somewhere: ``python -m tests.links build/site``.

Every address of a page of the site must be a file of it, and what follows ``#`` an id there; ids are unique on a page.
Links of README and of other files that show the repository on the web must name files that it has.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from tests.imports import ROOT

ON_THE_WEB = re.compile(
    r"https://(?:github\.com/citelib/citelib/(?:blob|tree)|raw\.githubusercontent\.com/citelib/citelib)/main/([^\s)\"#?]+)"
)


@cache
def page(path: Path) -> LexborHTMLParser:
    """A page of the site, parsed."""
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


@cache
def ids(path: Path) -> frozenset[str]:
    """The ids of a page."""
    return frozenset(found for node in page(path).css("[id]") if (found := node.attributes.get("id")))


def broken(site: Path) -> Iterator[str]:
    """What leads nowhere, one line each."""
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site)
        seen: set[str] = set()
        for node in page(path).css("article [id]"):
            if (found := node.attributes.get("id") or "") in seen:
                yield f"{name}: the id {found!r} is there twice"
            seen.add(found)
        for node in page(path).css("a[href], img[src], link[href], script[src]"):
            address = node.attributes.get("href") or node.attributes.get("src") or ""
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or not address:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if target.is_dir():
                target /= "index.html"
            if not target.is_file():
                yield f"{name}: {address} is not there"
            elif parts.fragment and target.suffix == ".html" and unquote(parts.fragment) not in ids(target):
                yield f"{name}: {address} has no such id"


def missing() -> Iterator[str]:
    """Files that pages on the web name and the repository has not, one line each."""
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")):
        for named in ON_THE_WEB.findall(path.read_text(encoding="utf-8")):
            if not (ROOT / unquote(named)).exists():
                yield f"{path.relative_to(ROOT)}: {named} is not in the repository"


def main(arguments: list[str]) -> int:
    """Print what leads nowhere; the exit status is 1 if there is something."""
    found = [*broken(Path(arguments[0]).resolve()), *missing()]
    for line in found:
        print(line)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
