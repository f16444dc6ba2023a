"""Small Sphinx projects, built in this process."""

from __future__ import annotations

import io
import re
import warnings
from pathlib import Path

import attrs

BIB = """
@book{doe99, author={Doe, Jane and Roe, Ann and Poe, Al and Moe, Bo}, title={A book of things}, year=1999,
  publisher={Acme}}
@article{roe01, author={Roe, Ann}, title={An article}, journal={Journal of X}, year=2001, volume=3, pages={1--9},
  doi={10.1000/182}}
@misc{poe05, author={Poe, Al}, title={A page}, year=2005}
"""


@attrs.frozen
class Built:
    """A built project: texts of its pages by name, and what Sphinx warned of."""

    folder: Path
    warnings: str
    written: tuple[str, ...]

    def page(self, name: str, ending: str = "txt") -> str:
        return (self.folder / f"{name}.{ending}").read_text("utf-8")


def build(folder: Path, files: dict[str, str], builder: str = "text", jobs: int = 1, **settings: object) -> Built:
    """Write the files of a project and build it; what was built before is built again only where it must be."""
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    source = folder / "source"
    source.mkdir(parents=True, exist_ok=True)
    for name, text in {"refs.bib": BIB, **files}.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, encoding="utf-8")
    given = {
        "extensions": ["citelib.sphinx"],
        "bibtex_bibfiles": ["refs.bib"],
        "bibtex_default_style": "apa",
        **settings,
    }
    told = io.StringIO()
    written: list[str] = []
    with warnings.catch_warnings(), patch_docutils(), docutils_namespace():
        warnings.simplefilter("ignore")
        app = Sphinx(
            source, None, folder / builder, folder / f"{builder}-doctrees", builder,
            confoverrides=given, status=None, warning=told, parallel=jobs,
        )  # fmt: skip
        app.connect("doctree-resolved", lambda _app, _doctree, docname: written.append(docname))
        app.build()
    text = re.sub("\x1b\\[[0-9;]*m", "", told.getvalue()).replace(f"{source}/", "")
    return Built(folder / builder, text, tuple(sorted(written)))
