"""The passes over the cites of one citation: grouping and collapsing (specification, Cite Grouping; Cite Collapsing).

`arrange` decides which cites are printed in which order, what each leaves out and which delimiter stands before it.
What is left out is not cut from the output: the cite is rendered again with a row that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Final, NamedTuple

from citelib.csl.document.cites import CiteRow, RenderedCite
from citelib.csl.render import Setting
from citelib.csl.style import nodes

__all__ = ["Arranged", "arrange"]

_YEAR_COLLAPSES: Final = ("year", "year-suffix", "year-suffix-ranged")
_BREAKS: Final = frozenset(".,;")


class Arranged(NamedTuple):
    """A cite of a citation and the delimiter before it."""

    cite: RenderedCite
    delimiter: str


def arrange(cites: list[RenderedCite], setting: Setting, render: Callable[[CiteRow], RenderedCite]) -> list[Arranged]:
    """Group, collapse and delimit the cites of a citation.

    Args:
        cites: The cites, sorted and rendered in full.
        setting: The style.
        render: Renders a changed row.
    """
    citation = setting.style.citation
    assert citation is not None
    delimiter = citation.layout.delimiter
    if len(cites) < 2:
        return [Arranged(cite, "") for cite in cites]
    if citation.collapse == "citation-number":
        return _delimited(_collapse_numbers(cites, citation, setting, render))
    groups = citation.collapse is not None or citation.cite_group_delimiter is not None
    if not groups:
        return _delimited([Arranged(cite, delimiter) for cite in cites])
    if citation.sort is not None:
        cites = _grouped(cites)
    return _delimited(_collapse_years(cites, citation, setting, render))


def _delimited(arranged: list[Arranged]) -> list[Arranged]:
    """Shorten delimiters next to cite affixes that bring their own punctuation; the first cite has none."""
    shown = [arranged[0]._replace(delimiter="")]
    for before, one in pairwise(arranged):
        suffix = before.cite.row.cite.suffix
        delimiter = one.delimiter
        if suffix:
            if suffix[-1] in _BREAKS:
                delimiter = delimiter[delimiter.index(" ") :] if " " in delimiter else ""
        elif one.cite.row.cite.prefix[:1] in _BREAKS and one.cite.row.cite.prefix:
            delimiter = ""
        shown.append(one._replace(delimiter=delimiter))
    return shown


def _grouped(cites: list[RenderedCite]) -> list[RenderedCite]:
    """Cites with the same names move to the first of them."""
    groups: dict[str, list[RenderedCite]] = {}
    order: list[list[RenderedCite]] = []
    for cite in cites:
        names = cite.names
        if names and names in groups:
            groups[names].append(cite)
        else:
            group = [cite]
            order.append(group)
            if names:
                groups[names] = group
    return [cite for group in order for cite in group]


def _collapse_years(
    cites: list[RenderedCite],
    citation: nodes.Citation,
    setting: Setting,
    render: Callable[[CiteRow], RenderedCite],
) -> list[Arranged]:
    collapse = citation.collapse if citation.collapse in _YEAR_COLLAPSES else None
    by_suffix = collapse in ("year-suffix", "year-suffix-ranged") and citation.disambiguate_add_year_suffix
    ranged = by_suffix and collapse == "year-suffix-ranged"
    delimiter = citation.layout.delimiter
    arranged: list[Arranged] = []
    suffix_only: list[bool] = []
    was_collapsed = False
    for index, cite in enumerate(cites):
        before = cites[index - 1] if index else None
        same = before is not None and cite.names == before.names and (cite.names != "" or _is_same_year(cite, before))
        hide_year = False
        shown = cite
        if same and collapse is not None and before is not None:
            hide_year = (
                by_suffix
                and _is_same_year(cite, before)
                and not cite.prints_locator
                and not before.prints_locator
                and not cite.row.cite.prefix
            )
            shown = render(cite.row._replace(hide_names=True, hide_year=hide_year))
        if before is None:
            glue = ""
        elif hide_year:
            glue = delimiter if citation.year_suffix_delimiter is None else citation.year_suffix_delimiter
            if citation.year_suffix_delimiter is None and citation.cite_group_delimiter is not None:
                glue = citation.cite_group_delimiter
        else:
            # Cites without names count as one author, whatever each prints in place of names.
            nameless = not cite.names and not before.names
            collapsed = (same or nameless) and collapse is not None
            after = citation.after_collapse_delimiter
            # «2016, 2015, 333» would read as three years: a locator on either side parts works of one author.
            located = before.prints_locator or (same and cite.prints_locator)
            if after is not None and (located or (not collapsed and (was_collapsed or collapse != "year-suffix"))):
                glue = after
            elif located and citation.cite_group_delimiter is None:
                glue = delimiter
            elif same and citation.cite_group_delimiter is not None:
                glue = citation.cite_group_delimiter
            elif collapsed and not setting.is_note:
                glue = ", "
            else:
                glue = delimiter
        was_collapsed = same and collapse is not None
        arranged.append(Arranged(shown, glue))
        suffix_only.append(hide_year)
    return _ranged_suffixes(arranged, suffix_only, cites, setting) if ranged else arranged


def _is_same_year(cite: RenderedCite, before: RenderedCite) -> bool:
    """Whether two cites print the same years, told apart by their suffixes."""
    return cite.years != () and cite.years == before.years and cite.suffix > 0 and before.suffix > 0


def _ranged_suffixes(
    arranged: list[Arranged], suffix_only: list[bool], cites: list[RenderedCite], setting: Setting
) -> list[Arranged]:
    """Three or more successive year suffixes become a range."""
    dash = setting.term("citation-range-delimiter") or "–"
    kept: list[Arranged] = []
    index = 0
    while index < len(arranged):
        end = index
        while (
            end + 1 < len(arranged)
            and suffix_only[end + 1]
            and cites[end + 1].suffix == cites[end].suffix + 1
            # What an author types behind a cite is about that cite alone: «1999a,b,c, chap. 2».
            and not cites[end].row.cite.suffix
            and not cites[end + 1].row.cite.suffix
        ):
            end += 1
        kept.append(arranged[index])
        if end - index >= 2:
            kept.append(arranged[end]._replace(delimiter=dash))
        else:
            kept.extend(arranged[index + 1 : end + 1])
        index = end + 1
    return kept


def _collapse_numbers(
    cites: list[RenderedCite], citation: nodes.Citation, setting: Setting, render: Callable[[CiteRow], RenderedCite]
) -> list[Arranged]:
    """Three or more rising citation numbers, or letters of one number, become a range."""
    letters = setting.letters
    if letters:
        # After a work with the same number only the letter is printed: 1a,b.
        cites = [
            render(cite.row._replace(hide_number=True))
            if index and _shares_number(cites[index - 1], cite) and cite.row.cite.id in letters
            else cite
            for index, cite in enumerate(cites)
        ]
    delimiter = citation.layout.delimiter
    dash = setting.term("citation-range-delimiter") or "–"
    after = citation.after_collapse_delimiter
    kept: list[Arranged] = []
    index = 0
    glue = ""
    while index < len(cites):
        end = index
        while (
            end + 1 < len(cites)
            and _is_bare(cites[end])
            and _is_bare(cites[end + 1])
            and _follows(cites[end], cites[end + 1], letters)
        ):
            end += 1
        kept.append(Arranged(cites[index], glue))
        if end - index >= 2:
            kept.append(Arranged(cites[end], dash))
            glue = delimiter if after is None else after
        else:
            kept.extend(Arranged(cite, delimiter) for cite in cites[index + 1 : end + 1])
            glue = delimiter
        index = end + 1
    return [
        one._replace(delimiter=",") if one.cite.row.hide_number and one.delimiter == delimiter else one for one in kept
    ]


def _shares_number(before: RenderedCite, cite: RenderedCite) -> bool:
    """Whether two cites that are numbers and nothing else have the same one."""
    return _is_bare(before) and _is_bare(cite) and before.number == cite.number


def _follows(before: RenderedCite, cite: RenderedCite, letters: Mapping[str, str]) -> bool:
    """Whether a number, or the letter of a number, is the next one."""
    one, two = letters.get(before.row.cite.id, ""), letters.get(cite.row.cite.id, "")
    if one or two:
        return before.number == cite.number and len(one) == len(two) == 1 and ord(two) == ord(one) + 1
    return cite.number == before.number + 1


def _is_bare(cite: RenderedCite) -> bool:
    """Whether a cite is its number and nothing else."""
    own = cite.row.cite
    return cite.number > 0 and not own.prefix and not own.suffix and not cite.prints_locator
