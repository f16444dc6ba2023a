"""A page about references that were checked, to hand to an editor: one file, which asks for nothing else.

Filters and evidence need no script; the one for the search runs by its digest alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.resources import files
from typing import Final

from citelib.output.page import html_page
from citelib.verification.comparison.field import Field
from citelib.verification.comparison.publications import people_of, venue_of
from citelib.verification.reports.checked import Checked, summary
from citelib.verification.rules import CALLED
from citelib.verification.verdicts import Verdict

__all__ = ["report_page"]

_WORDS: Final = {
    "retracted": ("bad", "retracted", "the work is as described, and was retracted"),
    "mismatch": ("bad", "mismatch", "the work was found, and is described in another way by all its records"),
    "not-found": ("bad", "not found", "no source that was asked has the work"),
    "unsure": ("warn", "unsure", "what can be seen is not enough for a verdict"),
    "not-checked": ("note", "not checked", "no source holds such works"),
    "accepted": ("good", "accepted", "somebody looked, and found it right"),
    "verified": ("good", "verified", "the work was found, and every claim is confirmed or differs harmlessly"),
}
"""Colour, name and meaning of each verdict, gravest first."""

_OUTCOMES: Final = {
    "same": "same", "harmless": "written otherwise", "differs": "differs", "unknown": "nobody can tell",
}  # fmt: skip
_ANSWERS: Final = {"found": "found it", "none": "has nothing", "failed": "failed", "not-asked": "was not asked"}


def report_page(checked: Sequence[Checked], *, title: str = "References checked") -> str:
    """A page with a row for each reference, its evidence folded in, and buttons to show and hide verdicts.

    Args:
        checked: The verdicts.
        title: Heading of the page.
    """
    counts = summary(checked)
    order = list(_WORDS)
    rows = sorted(checked, key=lambda one: order.index(_kind(one.verdict)))
    hidden = "\n".join(f"main:has(#show-{kind}:not(:checked)) .is-{kind} {{ display: none; }}" for kind in counts)
    filters = "".join(
        f'<label title="{escape(_WORDS[kind][2])}"><input type="checkbox" id="show-{kind}" checked> '
        f"{_WORDS[kind][1]} <b>{count:,}</b></label>"
        for kind, count in counts.items()
    )
    sheet = (files("citelib.verification.reports") / "page.css").read_text("utf-8")
    script = (files("citelib.verification.reports") / "page.js").read_text("utf-8")
    noun = "reference" if len(checked) == 1 else "references"
    body = (
        "<main>\n"
        f"<h1>{escape(title)}</h1>\n"
        f'<p class="lead">{len(checked):,} {noun}. Open a row for what it says, what the records say, and who says '
        "so.</p>\n"
        f'<fieldset class="filters"><legend>Show</legend>{filters}</fieldset>\n'
        '<p class="search" hidden><label>Search <input type="search" id="search" autocomplete="off"></label> '
        '<output id="count" for="search"></output></p>\n'
        + "\n".join(_row(one) for one in rows)
        + "\n<footer>“Not found” says that the sources that were asked do not have the work, and no more: many books, "
        "theses and reports are in none. A mismatch may be a fault of the records. Whoever decides should look."
        "</footer>\n"
        "</main>"
    )
    return html_page(title, body, sheet=f"{sheet}{hidden}\n", script=script)


def _kind(verdict: Verdict) -> str:
    return "accepted" if verdict.accepted is not None else verdict.verdict


def _row(one: Checked) -> str:
    verdict = one.verdict
    kind = _kind(verdict)
    colour, word, meaning = _WORDS[kind]
    item = verdict.item
    place = ":".join(str(part) for part in (one.source, one.line) if part is not None)
    facts = [", ".join(str(name) for name in list(people_of(item))[:4]) + (" …" if len(people_of(item)) > 4 else "")]
    facts += [venue_of(item), str(item.issued.year) if item.issued and item.issued.year else ""]
    says = "".join(f'<li class="{each.severity}">{escape(_capitalised(each.message))}</li>' for each in one.findings)
    if verdict.accepted is not None:
        says = f'<li class="info">{escape(verdict.accepted)}</li>'
    about = escape(" · ".join(filter(None, facts)))
    return (
        f'<details class="reference {colour} is-{kind}"><summary>'
        f'<span class="what" title="{escape(meaning)}">{word}</span>'
        f'<span class="title">{escape(item.title or item.id)}<small>{about}</small></span>'
        f'<span class="place">{escape(item.id)}{" · " + escape(place) if place else ""}</span>'
        + (f'<ul class="says">{says}</ul>' if says else "")
        + f'</summary><div class="evidence">{_evidence(one)}</div></details>'
    )


def _evidence(one: Checked) -> str:
    verdict = one.verdict
    parts = []
    if verdict.fields:
        rows = "".join(map(_field, verdict.fields))
        parts.append(
            "<table><caption>Claim by claim</caption><thead><tr><th>Field</th><th>The reference</th>"
            f"<th>The records</th><th>Outcome</th></tr></thead><tbody>{rows}</tbody></table>"
        )
    elif verdict.reason:
        parts.append(f"<p>{escape(_capitalised(verdict.reason))}.</p>")
    if verdict.nearest is not None:
        near = verdict.nearest
        names = ", ".join(str(name) for name in list(people_of(near))[:4])
        told = " · ".join(filter(None, (near.title, names, venue_of(near), str(near.issued or ""), near.DOI)))
        parts.append(f"<h3>Most like it</h3><p>{escape(told)}</p>")
    if one.difference:
        parts.append(f"<h3>Suggested</h3><pre>{_difference(one.difference)}</pre>")
    if verdict.answers:
        told = "; ".join(
            f"{each.source} {_ANSWERS[each.outcome]}" + (f" ({each.detail})" if each.detail else "")
            for each in verdict.answers
        )
        parts.append(f'<p class="answers">{escape(told)}. Probability that it is right: {verdict.confidence:.0%}.</p>')
    return "".join(parts)


def _field(field: Field) -> str:
    by_text: dict[str, list[str]] = {}
    for source, text in field.theirs:
        by_text.setdefault(text, []).append(source)
    theirs = "".join(f"<li><b>{escape(', '.join(who))}</b> {escape(text)}</li>" for text, who in by_text.items())
    return (
        f"<tr><th>{_capitalised(CALLED[field.name])}</th><td>{escape(field.ours)}</td><td><ul>{theirs}</ul></td>"
        f'<td class="{field.outcome}">{_OUTCOMES[field.outcome]}</td></tr>'
    )


def _difference(text: str) -> str:
    rows = []
    for line in text.splitlines():
        kind = {"+": "plus", "-": "minus"}.get(line[:1]) if not line.startswith(("+++", "---")) else None
        rows.append(f'<span class="{kind}">{escape(line)}</span>' if kind else escape(line))
    return "\n".join(rows)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
