"""Whatever the input, a reader raises nothing but `ReadError` and `LimitError`, and comes to an end."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest

import citelib
from citelib.errors import LimitError, ReadError
from citelib.formats import registry
from citelib.formats.exchange import dumps, loads

GOLDEN = Path(__file__).parents[1] / "formats" / "golden"
INPUTS = sorted(path for path in GOLDEN.glob("*/*") if path.suffix not in (".json", ".out"))
# The formats that other test modules attack.
ELSEWHERE = {"bibtex", "biblatex", "bib.txt", "press-release", "plain-text"}
NAMES = [name for name in registry.BUILT_IN if name not in ELSEWHERE and registry.find(name).read is not None]

ENTITIES = "".join(f'<!ENTITY a{n} "' + f"&a{n - 1};" * 10 + '">' for n in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{ENTITIES}]><x>&a9;</x>'
FILE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x><title>&f;</title></x>'
LONG = 40_000
ATTACKS = {
    "bomb": BOMB,
    "file": FILE,
    "deep-xml": "<record>" * LONG,
    "deep-html": "<div>" * LONG,
    "deep-json": '{"a":' * LONG,
    "deep-list": "[" * LONG,
    "braces": "{{cite web |title=" * 5_000,
    "links": "[[" * LONG + "{{cite web |title=[http://" * 100,
    "quotes": "{{cite web |title=" + "''" * LONG + "}}",
    "ampersands": "ctx_ver=Z39.88-2004&rft.au=" + "a&" * LONG,
    "spans": "<span class='Z3988' title='" * 5_000,
    "separators": "00000nam a22     uu 4500" + "\x1e\x1f" * LONG,
    "directory": "00000nam a22     uu 4500" + "245000000000" * 5_000 + "\x1e10\x1faT\x1e\x1d",
    "yaml": "a:\n" + " b:\n" * 10_000,
    "aliases": "a: &a [x,x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1 or ''},*a{n - 1 or ''}]\n" for n in range(1, 40)),
    "nul": "\x00" * LONG,
    "surrogate": "<record>\ud800</record>",
    "meta": "<html><meta name='citation_author' content='" + ",;" * LONG + "'>",
    "commas": "<dc><creator>" + "," * LONG + "</creator></dc>",
    "places": "<meta name='citation_title' content='T'><meta name='citation_author' content='Low, Ann'>"
    + "".join(f"<meta name='citation_author_institution' content='U {n}'>" for n in range(LONG)),
    "affiliations": "PMID- 1\nTI  - T\nFAU - Low, Ann\n" + "".join(f"AD  - U {n}\n" for n in range(LONG)),
    "nameless": "<dc a:='x' :b='y'><record a:='x'><title :='z' a:=''>T</title></record><entry a:='x'/></dc>",
}


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("format", NAMES)
def test_attack(format: str, attack: str) -> None:
    with suppress(ReadError, LimitError):
        works = loads(ATTACKS[attack], format)
        assert not any("root:" in (item.title or "") for item in works.values())


@pytest.mark.parametrize("digits", ["4²0", "٤٢", "9" * 5000], ids=["superscript", "arabic", "long"])
@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_odd_numbers(path: Path, digits: str) -> None:
    """Digits that are no numbers, numbers of other scripts, and longer ones than Python takes for one."""
    text = path.read_bytes().decode("utf-8", "replace")
    for pattern in ("[0-9]+", "(?<=[^0-9])[0-9]{1,2}(?=[^0-9])"):
        with suppress(ReadError, LimitError):
            works = loads(re.sub(pattern, digits, text, count=200), path.parent.name)
            dumps(works, path.parent.name) if registry.find(path.parent.name).write else None
            citelib.format(works, style="apa")


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_damaged(path: Path) -> None:
    """Cut short, with zero bytes, with a stretch missing."""
    data = path.read_bytes()
    step = max(1, len(data) // 25)
    for at in range(0, len(data), step):
        for damaged in (data[:at], data[:at] + b"\x00" + data[at:], data[:at] + data[at + step // 2 :]):
            with suppress(ReadError, LimitError):
                loads(damaged, path.parent.name)
