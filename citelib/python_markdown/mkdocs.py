"""Plug-in for MkDocs: citations through the whole site, and lists on any of its pages.

In ``mkdocs.yml``::

    plugins:
      - citelib:
          bibliography: refs.bib
          style: ieee
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from mkdocs.config import Config, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from citelib.errors import CitelibError
from citelib.python_markdown import CitationExtension
from citelib.python_markdown.pages import Pages
from citelib.sites import STATIC

__all__ = ["CitationPlugin"]

_SHEET: Final = "assets/citelib.css"
_logger = logging.getLogger("mkdocs.plugins.citelib")


class CitationConfig(Config):
    """Options of the plug-in."""

    bibliography = config_options.ListOfItems(config_options.Type(str), default=[])
    style = config_options.Type(str, default="apa")
    locale = config_options.Type(str, default="")
    title = config_options.Type(str, default="")


class CitationPlugin(BasePlugin[CitationConfig]):
    """Reads the citations of all pages, then fills them."""

    pages: Pages
    order: list[str]

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None) -> Any:
        """The options; a single file need not stand in a list."""
        if isinstance(options.get("bibliography"), str):
            options = {**options, "bibliography": [options["bibliography"]]}
        return super().load_config(options, config_file_path)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the works; the files are looked for beside ``mkdocs.yml`` and in the folder of the pages."""
        folder = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        names = [
            name if (folder / name).exists() else str(Path(config.docs_dir) / name) for name in self.config.bibliography
        ]
        options = {name: self.config[name] for name in ("style", "locale", "title")}
        if options["style"].endswith(".csl"):
            options["style"] = str(folder / options["style"])
        try:
            self.pages = Pages(bibliography=names, folder=str(folder), **options)
        except CitelibError as error:
            from mkdocs.exceptions import PluginError

            raise PluginError(f"citelib: {error}") from error
        for problem in self.pages.diagnostics:
            if problem.severity != "info":
                _logger.warning("%s", problem)
        self.told = len(self.pages.diagnostics)
        config.markdown_extensions.append(CitationExtension(self.pages))
        config.extra_css.insert(0, _SHEET)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the style sheet."""
        files.append(File.generated(config, _SHEET, abs_src_path=str(STATIC / "citelib.css")))
        return files

    def on_serve(self, server: Any, **_: Any) -> Any:
        """Build again when a file of works changes."""
        for path in self.pages.files:
            server.watch(str(path))
        return server

    def on_nav(self, nav: Navigation, *, files: Files, **_: Any) -> Navigation:
        """Note the order of the pages: that of the navigation, then those that it does not show."""
        listed = [page.file.src_uri for page in nav.pages]
        self.order = [*listed, *sorted({file.src_uri for file in files.documentation_pages()} - set(listed))]
        return nav

    def on_page_markdown(self, markdown: str, *, page: Page, **_: Any) -> str:
        """Begin a page."""
        self.pages.begin(page.file.src_uri)
        return markdown

    def on_env(self, env: Any, *, files: Files, **_: Any) -> Any:
        """Fill all pages, once all of them have been read."""
        site = self.pages.texts(self.order)
        for problem in [*self.pages.diagnostics[self.told :], *self.pages.missing(site, self.order)]:
            _logger.warning("%s", problem)
        urls = {file.src_uri: file.url for file in files.documentation_pages()}
        for page in _pages(files):
            own = page.file.src_uri

            def address(other: str, url: str = page.url) -> str:
                return str(get_relative_url(urls[other], url))

            page.content = self.pages.fill(page.content or "", own, site, address)
        return env


def _pages(files: Files) -> Iterator[Page]:
    for file in files.documentation_pages():
        if file.page is not None:
            yield file.page
