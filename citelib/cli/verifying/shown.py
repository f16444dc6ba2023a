"""Verdicts as text: what is wrong, who says so, and what would set it right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from citelib.cli.terminal import Styled, say, visible
from citelib.cli.titles import title_of
from citelib.diagnostics import Diagnostic
from citelib.verification.comparison.publications import people_of, venue_of
from citelib.verification.reports.checked import Checked, summary
from citelib.verification.rules import CALLED

__all__ = ["diagnostics", "show", "summed"]

_COLOURS: Final[Mapping[str, str]] = {
    "verified": "green", "accepted": "green", "not-checked": "cyan", "unsure": "yellow",
}  # fmt: skip
_SEVERITIES: Final[Mapping[str, str]] = {"error": "red", "warning": "yellow", "info": "cyan"}


def show(one: Checked, *, verbose: bool = False) -> None:
    """Print a verdict with its evidence.

    Args:
        one: The verdict.
        verbose: Whether also what is confirmed, and what was asked.
    """
    verdict = one.verdict
    word = "accepted" if verdict.accepted is not None else verdict.verdict
    place = ":".join(str(part) for part in (one.source, one.line) if part is not None)
    where = f"  ({visible(place, one_line=True)})" if place else ""
    head = f"  {visible(verdict.item.id, one_line=True)}  {visible(title_of(verdict.item), one_line=True)}"
    say(Styled(word, fg=_COLOURS.get(word, "red"), bold=True), head, where)
    if verdict.accepted not in (None, "accepted"):
        say(f"    {visible(str(verdict.accepted), one_line=True)}")
    for each in one.findings:
        if each.field is None:
            say("    ", Styled(each.severity, fg=_SEVERITIES[each.severity]), f": {_line(each.message)} [{each.code}]")
        else:
            say(f"    {CALLED[each.field.name]}: ", Styled(_line(each.field.ours), fg="red"), f"  [{each.code}]")
            for source, text in each.field.theirs:
                say(f"        {_line(source)}: {_line(text)}")
    for notice in verdict.notices:
        if notice.item is not None and notice.item.DOI:
            say(f"        https://doi.org/{_line(notice.item.DOI)}")
    if verdict.nearest is not None and verdict.accepted is None:
        near = verdict.nearest
        people = ", ".join(str(name) for name in list(people_of(near))[:3])
        told = ". ".join(filter(None, (people, title_of(near), venue_of(near), str(near.issued or ""))))
        say(f"    most like it: {_line(told)}")
    for line in one.difference.splitlines()[2:]:
        say("      ", Styled(visible(line), fg={"+": "green", "-": "red"}.get(line[:1])))
    if verbose:
        for field in verdict.fields:
            if field.outcome != "differs":
                who = ", ".join(dict.fromkeys(source for source, _ in field.theirs))
                say(f"    {CALLED[field.name]}: {field.outcome}{f' ({_line(who)})' if who else ''}")
        for answer in verdict.answers:
            say(f"    {_line(answer.source)}: {answer.outcome}{f' ({_line(answer.detail)})' if answer.detail else ''}")


def _line(text: str) -> str:
    return visible(text, one_line=True)


def summed(checked: Sequence[Checked]) -> str:
    """How many references have each verdict, in words."""
    return ", ".join(f"{count:,} {kind}" for kind, count in summary(checked).items()) or "no references"


def diagnostics(one: Checked) -> list[Diagnostic]:
    """The findings as diagnostics, which other outputs print."""
    return [
        Diagnostic(
            each.severity,
            each.code,
            f"{one.verdict.item.id!r}: {each.message}",
            each.hint,
            one.source,
            one.line,
            item=one.verdict.item.id,
        )
        for each in one.findings
    ]
