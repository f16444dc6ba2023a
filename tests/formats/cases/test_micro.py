"""The small sets: names as BibTeX and biber split them, dates of biber, LaTeX and Unicode of JabRef and pylatexenc."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Any

from citelib.formats.tex.bibtex.read import evaluate
from citelib.formats.tex.bibtex.values.dates import read_date
from citelib.formats.tex.bibtex.values.names import read_names, split_list, split_name
from citelib.formats.tex.latex import decode, encode
from citelib.model import Bound, Date, Name
from tests.formats.cases.agreement import Agreement, cases

# Names

NAME_FLOORS = {"BibTeX": 0.94, "biber": 0.90, "JabRef": 0.93, "lists": 0.72}
NAME_REASONS = {
    r"BibTeX '.*[{}].*expected .*\}": "braces that are never closed are not closed for the author",
    r"(biber|JabRef) 'von Berlichingen zu Hornberg": "as BibTeX does, the von part reaches to the last small word",
    r"lists .*\band\b": "an 'and' without a name on one side parts names all the same",
    r"lists '(\\[nt]|\s)+'": "nothing is one empty name, which no reader keeps",
}


def test_names() -> None:
    agreement = Agreement()
    for case in cases("micro_names")["names"]:
        text, expected = case["input"], case["expected"]
        if "first" in expected:
            parts = split_name(text)
            agreement.compare("BibTeX", repr(text), expected, {part: list(getattr(parts, part)) for part in expected})
        else:
            group = case["source"].split()[0]
            (name,), _ = read_names(text, False)
            wanted = {part: _plain(expected[part]) for part in ("given", "family", "prefix", "suffix")}
            agreement.compare(group, repr(text), wanted, _parts(name))
    for case in cases("micro_names")["lists"]:
        agreement.compare("lists", repr(case["input"]), case["expected"], split_list(case["input"]))
    agreement.settle(NAME_FLOORS, NAME_REASONS)


def _plain(text: str | None) -> str:
    return decode(text or "").replace("\u00a0", " ")


def _parts(name: Name) -> dict[str, str]:
    return {
        "given": _plain(name.given),
        "family": _plain(name.family or name.literal),
        "prefix": _plain(name.non_dropping_particle or name.dropping_particle),
        "suffix": _plain(name.suffix),
    }


# Dates

DATE_FLOORS = {"date": 0.88, "eventdate": 0.94, "origdate": 0.94, "urldate": 0.94}
DATE_REASONS = {r".*date unspec": "open digits are kept as such; biber makes ranges of them"}
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}


def test_dates() -> None:
    agreement = Agreement()
    for case in cases("micro_dates"):
        (entry,) = evaluate(case["input"], "biblatex")
        expected = case["expected_date_fields"]
        for kind in ("", "event", "orig", "url"):
            date = read_date(entry.fields, kind)[0]
            agreement.compare(f"{kind}date", case["name"], _expected_date(expected, kind), _date(date))
    agreement.settle(DATE_FLOORS, DATE_REASONS)


def _expected_date(fields: dict[str, Any], kind: str) -> object:
    """Both ends as biber has them: parts of the date, whether it is open or unknown; and whether it is approximate."""
    if f"{kind}year" not in fields and f"{kind}endyear" not in fields:
        return None
    ends = []
    for end in ("", "end"):
        if fields.get(f"{kind}{end}dateunknown"):
            ends.append("unknown")
        elif fields.get(f"{kind}{end}year") == "":
            ends.append("open")
        elif f"{kind}{end}year" in fields:
            year = int(fields[f"{kind}{end}year"])
            # biber counts the years before Christ from zero, CSL from one.
            year = -year - 1 if fields.get(f"{kind}{end}dateera") == "bce" else year
            month = fields.get(f"{kind}{end}month") or SEASONS.get(fields.get(f"{kind}{end}yeardivision", ""))
            parts = (year, month, fields.get(f"{kind}{end}day"))
            ends.append(str(tuple(int(part) for part in parts if part)))
    marks = (f"{kind}{end}date{mark}" for end in ("", "end") for mark in ("circa", "uncertain"))
    return [*ends, any(fields.get(mark) for mark in marks)]


def _date(date: Date | None) -> object:
    if date is None or date.literal:
        return None if date is None else date.literal
    ends = [date.start] if date.end is None else [date.start, date.end]
    shown = ["open" if one is Bound.OPEN else "unknown" if one is Bound.UNKNOWN else str(one.parts) for one in ends]
    return [*shown, date.circa]


# LaTeX

LATEX_FLOORS = {"LaTeX": 0.64, "Unicode": 1.0}
LATEX_REASONS = {
    r"LaTeX '.*\$.*\\\\(math|acute)": "mathematics stays TeX unless it is simple",
    r"LaTeX .*\\mbox": "a box is what is in it",
    r"LaTeX .*\\i\b": "a dotless i under an accent is an i",
    r"LaTeX .*\\spreadlips|LaTeX .*zzz": "unknown commands stay, so that nothing is lost",
    r"LaTeX .*\\input": "nothing is read from files; the command stays",
    r"LaTeX 'Lorem ipsum_": "no mathematics outside of dollar signs",
}


def test_latex() -> None:
    """Text and mathematics decoded, and decoded again after encoding."""
    agreement = Agreement()
    for case in cases("micro_latex"):
        text, expected = case["input"], case["expected"]
        if case["format"] in ("LatexToUnicodeFormatter", "latex-to-text"):
            agreement.compare("LaTeX", repr(text), _folded(expected), _folded(decode(text)))
        elif case["format"].startswith("UnicodeToLatex"):
            agreement.compare(
                "Unicode", repr(text), _folded(decode(expected)), _folded(decode(encode(text, ascii_only=True)))
            )
    agreement.settle(LATEX_FLOORS, LATEX_REASONS)


def _folded(text: str) -> str:
    """Without markup, as JabRef has it: letters above and below the line are letters."""
    return unicodedata.normalize("NFKC", re.sub(r"</?(i|b|sup|sub|sc)>", "", html.unescape(text)))
