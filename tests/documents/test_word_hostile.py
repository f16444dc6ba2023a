"""Hostile DOCX and ODT files end in an error at once and in little memory, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from citelib.documents.odf.read import read as read_odt
from citelib.documents.ooxml.read import read as read_docx
from citelib.errors import LimitError
from citelib.limits import Limits
from tests.documents.test_word_odt import odt, paragraph
from tests.documents.word_packages import docx, p, t

SECONDS: Final = 2.0
MEGABYTES: Final = 300

# Processor time, since other work on the machine is none of the reader's.
PROGRAM: Final = """
import os, re, resource, sys
from citelib.documents.files import render_file
from citelib.errors import CitelibError
try:
    told = [str(one) for one in render_file(sys.argv[1], [], style="apa").diagnostics if one.severity == "error"]
except CitelibError as error:
    told = [str(error)]
used = resource.getrusage(resource.RUSAGE_SELF)
peak = used.ru_maxrss // 1024
if os.path.exists("/proc/self/status"):  # there the other figure includes the process that started this one
    peak = int(re.search("VmHWM:[ \\t]*([0-9]+)", open("/proc/self/status").read())[1]) // 1024
print(used.ru_utime + used.ru_stime, peak, *told[:1])
"""
TEXTS: Final[dict[str, tuple[str, str]]] = {
    "long key": ("[@" + "a" * 2_000_000 + "]", "key_size"),
    "long key of words": ("[@" + "a-" * 1_000_000 + "a]", "key_size"),
    "long key in braces": ("[@{" + "{}" * 1_000_000 + "}]", "key_size"),
    "unclosed keys": ("[@k " * 50_000, "fields"),
    "many keys": (" ".join(f"[@k{number}]" for number in range(50_000)), "fields"),
    "many works": ("[@k" + "; @k" * 50_000 + "]", "fields"),
}


def _marks(names: Callable[[int], str], border: str = "start", count: int = 1_000) -> bytes:
    return odt(*(paragraph(f'<text:reference-mark-{border} text:name="{names(n)}"/>x') for n in range(count)))


def _measured(tmp_path: Path, data: bytes, ending: str) -> str:
    file = tmp_path / f"hostile.{ending}"
    file.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(file)], capture_output=True, text=True, timeout=60, check=True
    )
    seconds, megabytes, told = done.stdout.split(" ", 2)
    assert float(seconds) < SECONDS
    assert int(megabytes) < MEGABYTES
    return told


@pytest.mark.parametrize("ending", ["docx", "odt"])
@pytest.mark.parametrize("name", TEXTS)
def test_typed_keys_are_bounded(tmp_path: Path, name: str, ending: str) -> None:
    text, limit = TEXTS[name]
    data = docx(p(t(text))) if ending == "docx" else odt(paragraph(text))
    assert f"goes beyond the limit {limit}=" in _measured(tmp_path, data, ending)


@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_keys_in_many_paragraphs_are_counted_together(tmp_path: Path, ending: str) -> None:
    data = docx(p(t("[@k")) * 21_000) if ending == "docx" else odt(paragraph("[@k") * 21_000)
    assert "goes beyond the limit fields=" in _measured(tmp_path, data, ending)


@pytest.mark.parametrize(
    "data",
    [_marks("A{}".format), _marks(lambda _: "A"), _marks(lambda _: "A", "end")],
    ids=["names", "one name", "ends"],
)
def test_marks_without_a_partner_are_counted(tmp_path: Path, data: bytes) -> None:
    assert "1000 marks have no partner" in _measured(tmp_path, data, "odt")


def test_marks_are_bounded_while_they_are_open() -> None:
    with pytest.raises(LimitError, match="fields=99"):
        read_odt(_marks("A{}".format, count=100), limits=Limits(fields=99))


def test_limits_can_be_raised_and_lowered() -> None:
    for read, data in ((read_docx, docx(p(t("[@oak; @elm]")))), (read_odt, odt(paragraph("[@oak; @elm]")))):
        assert len(read(data, limits=Limits(fields=2, key_size=4)).places) == 1
        with pytest.raises(LimitError, match="key_size=3"):
            read(data, limits=Limits(key_size=3))
        with pytest.raises(LimitError, match="fields=1"):
            read(data, limits=Limits(fields=1))
