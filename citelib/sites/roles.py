"""Ways to cite on a site, by the names that sphinxcontrib-bibtex gives them.

>>> ROLES["cts"].mode, ROLES["cts"].capitalize
('composite', True)
"""

from __future__ import annotations

from typing import Final

import attrs

from citelib.csl.citation import Mode

__all__ = ["ROLES", "Role"]


@attrs.frozen
class Role:
    """A way to cite.

    Attributes:
        mode: As for `citelib.csl.citation.Citation`.
        all_names: Whether all names are printed where the style would say «et al.».
        capitalize: Whether it begins a sentence.
        apart: Whether each work is a citation of its own, separated by commas.
        brackets: Whether it stands in the brackets of the style, which its mode leaves out.
        prints: Whether it prints anything; what does not only puts works on the list.
    """

    mode: Mode = ""
    all_names: bool = False
    capitalize: bool = False
    apart: bool = False
    brackets: bool = False
    prints: bool = True


ROLES: Final[dict[str, Role]] = {
    "p": Role(),
    "ps": Role(all_names=True),
    "t": Role("composite", apart=True),
    "ts": Role("composite", all_names=True, apart=True),
    "ct": Role("composite", capitalize=True, apart=True),
    "cts": Role("composite", all_names=True, capitalize=True, apart=True),
    "narrative": Role("composite"),
    "alp": Role("bare"),
    "alps": Role("bare", all_names=True),
    "label": Role("bare"),
    "labelpar": Role(),
    "year": Role("year-only", apart=True),
    "yearpar": Role("year-only", apart=True, brackets=True),
    "author": Role("author-only", apart=True),
    "authors": Role("author-only", all_names=True, apart=True),
    "authorpar": Role("author-only", apart=True, brackets=True),
    "authorpars": Role("author-only", all_names=True, apart=True, brackets=True),
    "cauthor": Role("author-only", capitalize=True, apart=True),
    "cauthors": Role("author-only", all_names=True, capitalize=True, apart=True),
    "title": Role("title-only", apart=True),
    "full": Role("full", apart=True),
    "empty": Role(prints=False),
}
"""Every role."""
