"""Lists of works as their directives ask for them: which works, in which style, under which ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from citelib.model import Item
from citelib.sites.model import ListText, SiteList
from citelib.sphinx.bibtex_styles import alphabetic_label
from citelib.sphinx.filters import CITED, Filter, parse_filter
from citelib.sphinx.pages import PageList
from citelib.sphinx.problems import not_found, warn
from citelib.sphinx.styles import has_labels

if TYPE_CHECKING:
    from citelib.sphinx.domain import CiteDomain

__all__ = ["anchors", "files_of", "site_list", "warn_of_lists", "with_labels"]


def site_list(domain: CiteDomain, one: PageList) -> SiteList:
    """What a list of the site is to hold."""
    options = one.options
    style = domain.style(options["style"])
    works = {key: item for path in files_of(domain, one) for key, item in domain.works.files[path].items()}
    accepts = parse_filter(options["filter"])
    location = options["location"]

    def selects(key: str, item: Item, pages: frozenset[str]) -> bool:
        return _holds(accepts, key, item, one.page, pages, location)

    return SiteList(
        one.id,
        one.page,
        style,
        with_labels(style, works),
        selects,
        tuple(key for key in options["keys"] if key in works),
        options["key_prefix"],
        options["number_prefix"],
        options["kind"] == "citation",
    )


def with_labels(style: str, works: Mapping[str, Item]) -> Mapping[str, Item]:
    """The works, with the labels that the style prints if it is one of those that know them from BibTeX."""
    if not has_labels(style):
        return works
    return {
        key: item.evolve(citation_label=item.citation_label or alphabetic_label(item)) for key, item in works.items()
    }


def files_of(domain: CiteDomain, one: PageList) -> Iterator[Path]:
    """The files of works that a list names, or all of them."""
    if not one.options["files"]:
        yield from domain.works.files
    for name in one.options["files"]:
        path = Path(domain.env.relfn2path(name, one.page)[1]).resolve()
        if path in domain.works.files:
            yield path


def anchors(domain: CiteDomain, one: PageList, text: ListText) -> dict[str, str]:
    """Ids of the entries, which no other thing on the page has."""
    config = domain.env.config
    template = config.bibtex_cite_id or ("ref-{key}" if one.number == 1 else "ref-{key}-{bibliography_count}")
    taken = {*one.ids}
    found = {}
    for key, _ in text.entries:
        id = wanted = nodes.make_id(template.format(key=key, bibliography_count=one.number)) or "ref"
        number = 1
        while id in taken:
            number += 1
            id = f"{wanted}-{number}"
        taken.add(id)
        found[key] = id
    return found


def _holds(accepts: Filter, key: str, item: Item, page: str, pages: frozenset[str], location: str) -> bool:
    try:
        return accepts(key, item, page, pages)
    except (ValueError, TypeError, ArithmeticError) as error:
        warn(
            f"syntax error in :filter: expression; {error}; works that are cited are listed",
            location,
            "filter_syntax_error",
        )
        return CITED(key, item, page, pages)


def warn_of_lists(domain: CiteDomain, lists: Sequence[PageList]) -> None:
    """Warn of keys and files that lists name and that are not there, and of styles."""
    for one in lists:
        options, location = one.options, one.options["location"]
        if options["style"]:
            domain.check_style(options["style"], location)
        known = {key for path in files_of(domain, one) for key in domain.works.files[path]}
        for key in options["keys"]:
            if key not in known:
                warn(not_found(key, known), location, "key_not_found")
        for name in options["files"]:
            path = Path(domain.env.relfn2path(name, one.page)[1]).resolve()
            if path not in domain.works.files:
                warn(f"{name} is not found, or not among bibtex_bibfiles", location, "bibfile_error")
