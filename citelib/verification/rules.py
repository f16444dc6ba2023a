"""What can be found of a reference, as one table of stable codes, and the findings of a verdict.

>>> RULES["verify-year"].severity, RULES["verify-published"].severity
('error', 'info')
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

import attrs

from citelib.diagnostics import Severity
from citelib.identifiers import normal
from citelib.matching.people import same_person
from citelib.model.names import is_cut_short, people
from citelib.verification.comparison.field import Field
from citelib.verification.comparison.publications import people_of
from citelib.verification.verdicts import Verdict

__all__ = ["CALLED", "RULES", "Finding", "Rule", "findings"]


@attrs.frozen
class Rule:
    """What a code stands for.

    Attributes:
        severity: How grave it is.
        title: What it says, in one sentence.
        help: What to do about it.
    """

    severity: Severity
    title: str
    help: str


RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "verify-not-found": Rule("error", "No source has this work",
                "look for it by hand: it may be a work that no registry has"),
        "verify-title": Rule("error", "All records of the work have another title", "take the title of the record"),
        "verify-authors": Rule("error", "All records of the work have other authors",
                "take the authors of the record"),
        "verify-authors-cut": Rule("error", "Authors are left out, and nothing says so", "add them, or 'and others'"),
        "verify-year": Rule("error", "All records of the work have another year",
                "take the year of the version that is cited"),
        "verify-venue": Rule("error", "All records of the work have another venue",
                "take the venue of the version that is cited"),
        "verify-volume": Rule("error", "All records of the work have another volume",
                "take the volume of the record"),
        "verify-pages": Rule("error", "All records of the work have other pages", "take the pages of the record"),
        "verify-doi-none": Rule("error", "The DOI is not registered", "take the DOI of the record, or none"),
        "verify-doi-other": Rule("error", "The DOI is that of another work", "take the DOI of the record, or none"),
        "verify-identifier": Rule("error", "An identifier is that of another work, or of none",
                "take the identifier of the record, or none"),
        "verify-doi-malformed": Rule("error", "What stands for a DOI is none", "take the DOI of the record, or none"),
        "verify-retracted": Rule("error", "The work was retracted",
                "say so where it is cited, or cite something else"),
        "verify-concern": Rule("warning", "A concern about the work was published",
                "read it before you rely on the work"),
        "verify-corrected": Rule("info", "The work was corrected",
                "see whether the correction touches what you cite"),
        "verify-superseded": Rule("info", "A newer version has taken the place of the work",
                "cite it, if you mean it"),
        "verify-published": Rule("info", "The preprint has been published",
                "cite the published version, if you mean it"),
        "verify-unsure": Rule("warning", "What can be seen is not enough for a verdict",
                "run it again later, or look by hand"),
        "verify-not-checked": Rule("info", "No source holds such works", "look by hand"),
    }
)  # fmt: skip
"""Severity, meaning and remedy of each code."""

_CODES: Final = {
    "title": "verify-title", "author": "verify-authors", "editor": "verify-authors", "issued": "verify-year",
    "container-title": "verify-venue", "volume": "verify-volume", "page": "verify-pages",
    "arXiv": "verify-identifier", "PMID": "verify-identifier", "PMCID": "verify-identifier",
}  # fmt: skip
CALLED: Final = {
    "title": "title", "author": "authors", "editor": "editors", "issued": "year", "container-title": "venue",
    "volume": "volume", "page": "pages", "DOI": "DOI", "arXiv": "arXiv identifier", "PMID": "PMID", "PMCID": "PMCID",
}  # fmt: skip
"""What each claim is called where people read of it."""


@attrs.frozen
class Finding:
    """One thing to say of a reference.

    Attributes:
        code: A key of `RULES`.
        severity: How grave it is.
        message: What is found, in one sentence.
        hint: What to do.
        field: The claim that it is about; None for the reference as a whole.
    """

    code: str
    severity: Severity
    message: str
    hint: str
    field: Field | None = None


def findings(verdict: Verdict) -> Iterator[Finding]:
    """What there is to say of a reference; nothing of one that is verified, or that somebody looked at and accepted."""
    if verdict.accepted is not None:
        return
    if verdict.verdict in ("not-found", "unsure", "not-checked"):
        yield _finding(f"verify-{verdict.verdict}", verdict.reason)
    for field in verdict.fields:
        if field.outcome == "differs":
            code = _code(field, verdict)
            yield attrs.evolve(_finding(code, _contrast(field, code)), field=field)
    for notice in verdict.notices:
        yield _finding(f"verify-{notice.flag}", f"the work {notice.text}")


def _finding(code: str, message: str) -> Finding:
    return Finding(code, RULES[code].severity, message, RULES[code].help)


def _code(field: Field, verdict: Verdict) -> str:
    if field.name == "DOI":
        if normal("doi", field.ours) is None:
            return "verify-doi-malformed"
        return "verify-doi-none" if any(source == "doi.org" for source, _ in field.theirs) else "verify-doi-other"
    if field.name == "author" and _is_cut(verdict):
        return "verify-authors-cut"
    return _CODES[field.name]


def _is_cut(verdict: Verdict) -> bool:
    """Whether all authors that are named are in a record, which has more."""
    ours = people(verdict.item.author or ())
    if is_cut_short(verdict.item.author or ()):
        return False
    return any(
        len(theirs) > len(ours) and all(any(same_person(name, other) for other in theirs) for name in ours)
        for theirs in map(people_of, verdict.records)
    )


def _contrast(field: Field, code: str) -> str:
    called = CALLED[field.name]
    if code == "verify-doi-none":
        return f"the DOI {field.ours} is not registered"
    if code == "verify-doi-malformed":
        return f"{field.ours!r} is not a DOI"
    said = dict.fromkeys(text for _, text in field.theirs)
    theirs = " or ".join(repr(_short(text)) for text in list(said)[:2])
    if field.name == "arXiv" and not field.theirs:
        return f"the arXiv identifier {field.ours} cannot exist"
    if code in ("verify-doi-other", "verify-identifier"):
        return f"the {called} {field.ours} is that of {theirs or 'another work'}"
    who = ", ".join(dict.fromkeys(source for source, _ in field.theirs))
    return (
        f"the {called} {_short(field.ours)!r} {'are' if called.endswith('s') else 'is'} {theirs} in {who}"
        if theirs
        else f"no record has the {called} {_short(field.ours)!r}"
    )


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:150]}…"
