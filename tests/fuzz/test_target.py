"""The fuzz targets themselves: every reader passes on its seeds and on damaged ones."""

from __future__ import annotations

import random

import pytest

from citelib.formats import registry
from citelib.formats.format import Format
from tests.fuzz.target import check, check_recognising, seeds, target

READERS = [one for one in registry.formats() if one.read is not None]


@pytest.mark.parametrize("format", READERS, ids=lambda format: format.name)
def test_damaged_files(format: Format) -> None:
    chance = random.Random(format.name)
    for seed in seeds(format):
        check(format, seed)
        for _ in range(12):
            data = bytearray(seed)
            for _ in range(chance.randint(1, 8)):
                at = chance.randrange(len(data) + 1)
                data[at : at + chance.choice([0, 1, 1, 40])] = bytes(chance.choices(b'{}<>[]",:\\=@%\n\x00\xff-', k=2))
            check(format, bytes(data))


def test_recognising() -> None:
    for format in READERS:
        for seed in seeds(format):
            check_recognising(seed[: len(seed) // 2])


def test_latex() -> None:
    check, found = target("latex")
    assert len(found) > 50
    for seed in found:
        check(seed)
