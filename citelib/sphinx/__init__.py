"""Sphinx extension: citations and lists of works in any CSL style.

In ``conf.py``::

    extensions = ["citelib.sphinx"]
    bibtex_bibfiles = ["refs.bib"]
    bibtex_default_style = "apa"

Needs Sphinx 8.1 or later (``pip install citelib[sphinx]``). Roles, directives, settings and the names of warnings are
those of sphinxcontrib-bibtex, so that a project changes the name of the extension only. Files of works may be in any
format that citelib reads.
"""

from __future__ import annotations

from importlib import metadata
from typing import Any, Final

from sphinx.application import Sphinx

from citelib.sites import STATIC
from citelib.sphinx.directives import Bibliography, FootBibliography
from citelib.sphinx.domain import CiteDomain, FootciteDomain
from citelib.sphinx.nodes import NODES
from citelib.sphinx.places import CollectPlaces
from citelib.sphinx.results import PutTexts
from citelib.sphinx.roles import CiteRole

__all__ = ["setup"]

_SETTINGS: Final[tuple[tuple[str, Any, str], ...]] = (
    ("bibtex_bibfiles", None, "env"),
    ("bibtex_encoding", "utf-8-sig", "env"),
    ("bibtex_default_style", "alpha", "env"),
    ("bibtex_reference_style", "label", "env"),
    ("bibtex_foot_reference_style", "foot", "env"),
    ("bibtex_bibliography_header", "", "env"),
    ("bibtex_footbibliography_header", "", "env"),
    ("bibtex_tooltips", True, "html"),
    ("bibtex_tooltips_style", "", "html"),
    ("bibtex_cite_id", "", "env"),
    ("bibtex_footcite_id", "", "env"),
    ("bibtex_bibliography_id", "", "env"),
    ("bibtex_footbibliography_id", "", "env"),
    ("citelib_backlinks", True, "html"),
)
"""Name, default, and what is built again when a setting changes."""


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension; Sphinx calls it."""
    for name, default, rebuild in _SETTINGS:
        app.add_config_value(name, default, rebuild)
    for node, visitors in NODES.items():
        app.add_node(node, override=True, **visitors)
    app.add_domain(CiteDomain)
    app.add_domain(FootciteDomain)
    app.add_role("cite", CiteRole())
    app.add_role("footcite", CiteRole())
    app.add_directive("bibliography", Bibliography)
    app.add_directive("footbibliography", FootBibliography)
    app.add_transform(CollectPlaces)
    app.add_post_transform(PutTexts)
    app.connect("builder-inited", _start)
    app.connect("env-updated", _update)
    return {
        "version": metadata.version("citelib"),
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _start(app: Sphinx) -> None:
    app.config.html_static_path.append(str(STATIC))
    app.add_css_file("citelib.css")
    domain = app.env.get_domain("cite")
    assert isinstance(domain, CiteDomain)
    domain.load_works()


def _update(app: Sphinx, _env: object) -> list[str]:
    domain = app.env.get_domain("cite")
    assert isinstance(domain, CiteDomain)
    return domain.update()
