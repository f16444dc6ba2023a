"""How the documentation is built: ``python -m tests docs``, or ``sphinx-build docs build/site``."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import generated
from pygments.lexers.shell import BashSessionLexer

import citelib

project = "citelib"
author = "The citelib authors"
project_copyright = author
version = release = citelib.__version__
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "citelib.sphinx",
]
exclude_patterns = ["*.py"]

html_theme = "furo"
html_title = "citelib"
html_static_path = ["static"]
html_css_files = ["docs.css"]
html_show_sphinx = False
html_copy_source = False
html_theme_options = {
    "source_repository": "https://github.com/citelib/citelib/",
    "source_branch": "main",
    "source_directory": "docs/",
}
pygments_style = "friendly"
pygments_dark_style = "github-dark"

myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_default_options = {"members": True, "member-order": "bysource"}
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
default_role = "py:obj"  # `name` in a docstring is a link where there is such a name
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88

copybutton_prompt_text = r"\$ |>>> |\.\.\. "
copybutton_prompt_is_regexp = True

bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "ieee"

# Samples of broken input are shown as what they should have been; the lexer may stumble, the reader sees them.
suppress_warnings = ["misc.highlighting_failure"]

linkcheck_ignore = [r"https://github\.com/citelib/.*", r"https?://example\.org.*"]

_TITLED = re.compile(r"^(?P<mark>`{3,}|~{3,})(?P<language>[\w-]+) title=\"(?P<title>[^\"\n]+)\"$", re.MULTILINE)


def _prepare(_app: Any, _name: str, source: list[str]) -> None:
    """Put tables that are made of the code in their places; a file in a fence gets its name as a caption."""
    text = source[0]
    for words, table in generated.TABLES.items():
        if words in text:
            text = text.replace(words, table())
    source[0] = _TITLED.sub(r"\g<mark>{code-block} \g<language>\n:caption: \g<title>\n", text)


class Session(BashSessionLexer):
    """Commands after ``$ ``, and output, which may begin as the prompt of a virtual environment does: «(Doe, 1999)»."""

    _ps1rgx = re.compile(r"^(\$ )(.*\n?)")
    _venv = re.compile(r"(?!)")


def setup(app: Any) -> None:
    """Connect what this site adds."""
    app.add_lexer("console", Session)
    app.connect("builder-inited", lambda app: generated.write(Path(app.srcdir)))
    app.connect("source-read", _prepare)
