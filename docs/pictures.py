"""Makes the pictures of the docs and of the README anew: ``python docs/pictures.py`` (needs Chromium and Sphinx).

Each is what a reader gets: a page that a command of the docs writes, or a site that is built, photographed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
WORKS: Final = HERE.parent / "examples" / "works.json"

RELEASE: Final = HERE.parent / "examples" / "release.txt"

CONF: Final = """
project = "Notes on moss"
extensions = ["citelib.sphinx"]
bibtex_bibfiles = ["works.json"]
bibtex_default_style = "ieee"
html_theme = "alabaster"
html_theme_options = {"nosidebar": True}
"""
INDEX: Final = """
What we know
============

{text}

References
----------

.. bibliography::
"""
MKDOCS: Final = """
site_name: Notes on moss
use_directory_urls: false
theme: readthedocs
plugins: [{citelib: {bibliography: works.json, style: ieee}}]
"""


def photograph(page: Path, name: str, width: int, height: int, *, dark: bool = False) -> None:
    """A page as a picture in the folder ``pictures``."""
    browser = next(path for one in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(one)))
    with tempfile.TemporaryDirectory() as profile:
        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={profile}"]
        flags += [f"--window-size={width},{height}", f"--screenshot={HERE / 'pictures' / name}.png"]
        flags += ["--blink-settings=preferredColorScheme=0"] if dark else []
        subprocess.run([browser, *flags, page.as_uri()], check=True, capture_output=True)


def main() -> None:
    """All pictures."""
    from front_picture import front_page

    from citelib.formats.exchange import load

    (HERE / "pictures").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        front = folder / "front.html"
        front.write_text(front_page(), encoding="utf-8")
        photograph(front, "front", 1200, 740)
        photograph(front, "front-dark", 1200, 740, dark=True)

        preview = folder / "works.html"
        command = [sys.executable, "-m", "citelib", "preview", str(WORKS), "-s", "apa", "-s", "nature", "-s", "ieee"]
        subprocess.run([*command, "-o", str(preview)], check=True)
        photograph(preview, "preview", 1200, 900)
        photograph(preview, "preview-phone", 500, 900, dark=True)

        release = folder / "release.html"
        command = [sys.executable, "-m", "citelib", "show", str(RELEASE), "--from", "press-release", "--output", "html"]
        subprocess.run([*command, "-o", str(release)], check=True)
        photograph(release, "release", 1200, 1000)
        photograph(release, "release-dark", 1200, 1000, dark=True)

        keys = list(load(WORKS))[:3]
        text = (
            f"It grows :cite:p:`{{see}}{keys[0]}{{p. 3}}`, as :cite:t:`{keys[1]}` write; others\n"
            f"say more :cite:p:`{keys[0]},{keys[2]}`."
        )
        (folder / "conf.py").write_text(CONF, encoding="utf-8")
        (folder / "works.json").write_bytes(WORKS.read_bytes())
        (folder / "index.rst").write_text(INDEX.format(text=text), encoding="utf-8")
        subprocess.run([sys.executable, "-m", "sphinx", "-q", place, str(folder / "html")], check=True)
        photograph(folder / "html" / "index.html", "sphinx", 900, 560)

        site = folder / "site"
        (site / "docs").mkdir(parents=True)
        (site / "works.json").write_bytes(WORKS.read_bytes())
        (site / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
        text = (
            f"# What we know\n\nIt grows [see @{keys[0]}, p. 3], as @{keys[1]} write; others say more [@{keys[2]}].\n"
        )
        (site / "docs" / "index.md").write_text(f"{text}\n## References\n\n::: {{#refs}}\n:::\n", encoding="utf-8")
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(site / "mkdocs.yml")], check=True)
        photograph(site / "site" / "index.html", "mkdocs", 1000, 560)


if __name__ == "__main__":
    main()
