r"""Reports on new papers in economics (RePEc NEP), as they are sent by mail.

Source of the form: the reports themselves: a number and a title, ``Date:``, ``By:`` with a name a line and its
institution in parentheses, ``URL:``, the abstract, ``Keywords:`` and ``JEL:``. Each is a report.

>>> from citelib.formats.exchange import loads
>>> text = "1. Races\nDate: 2005-11-07\nBy: Uwe Low (Jena)\nURL: https://example.org/x\nWhat holds.\n"
>>> loads(text, "repec-nep")["low2005races"].abstract
'What holds.'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from citelib.errors import ReadError
from citelib.formats.format import Format, Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.names.affiliations import affiliated
from citelib.model import Date, Name

__all__ = ["REPEC_NEP"]

_START: Final = re.compile(r"^\s{0,3}[0-9]{1,4}\.\s+(\S.*)$")
_LABEL: Final = re.compile(r"^(Date|By|URL|Keywords|JEL):\s*(.*)$")
_PERSON: Final = re.compile(r"([^()]*[^()\s])\s*(?:\((.*)\))?")


def read(source: Source) -> Iterator[Record]:
    """Yield the papers of a report.

    Raises:
        ReadError: The text has no papers.
    """
    title: list[str] = []
    number = 0
    fields: dict[str, list[str]] = {}
    label = "title"
    found = False
    for at, line in enumerate([*source.lines(), "0. end"], 1):
        if start := _START.match(line):
            if number and ("URL" in fields or "Date" in fields):
                found = True
                yield from _item(title, fields, number)
            title, fields, label, number = [start[1].strip()], {}, "title", at
        elif match := _LABEL.match(line.strip()):
            label = match[1]
            fields.setdefault(label, []).append(match[2].strip())
            label = "abstract" if label == "URL" else label
        elif line.strip():
            if label == "title":
                title.append(line.strip())
            else:
                fields.setdefault(label, []).append(line.strip())
        elif label not in ("title", "abstract"):
            label = "after"
    if not found:
        raise ReadError("there are no papers in it", format="repec-nep", source=source.name)


def _item(title: list[str], fields: dict[str, list[str]], line: int) -> Iterator[Record]:
    draft = Draft("repec-nep", line)
    draft.type = "report"
    draft.put("title", " ".join(title))
    for one in fields.get("By", ()):
        match = _PERSON.fullmatch(one)
        if match:
            draft.add("author", [attrs.evolve(Name.parse(match[1]), custom=affiliated([match[2] or ""]))])
            draft.append("publisher", match[2] or "", "; ")
    date = " ".join(fields.get("Date", ()))
    if date and Date.parse(date).start is None:
        draft.report("warning", "date", f"{date!r} is not a date")
        draft.keep("Date", date)
    else:
        draft.put("issued", date)
    draft.put("URL", "".join(fields.get("URL", ())[:1]))
    draft.put("abstract", " ".join(fields.get("abstract", ())))
    for word in ",".join(fields.get("Keywords", ())).split(","):
        draft.add_keyword(word)
    draft.keep("JEL", " ".join(fields.get("JEL", ())))
    yield from draft.records()


def sniff(text: str) -> float:
    """Sure of reports that name NEP and have labelled lines."""
    is_report = re.search(r"nep\.repec\.org|NEP: New Economics Papers", text[:5000])
    return 0.95 if is_report and re.search(r"^\s*URL:", text, re.MULTILINE) else 0.0


REPEC_NEP: Final = Format(
    "repec-nep",
    "RePEc NEP report",
    sniff=sniff,
    read=read,
    aliases=("repec", "nep"),
    note="reports on new papers in economics",
)
"""RePEc's reports."""
