"""Pages in headless Chromium, where it is installed."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--virtual-time-budget=3000")


def browser() -> str:
    """The browser, or a skip that says what is missing."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium is installed to open pages in")
    return found


def tried(page: str, script: str, folder: Path, *flags: str) -> Any:
    """What a script says of a page in the browser: the value that it gives to ``report``, as JSON.

    The policy of the page is widened by the digest of this script and by nothing else, so that it holds for all else.
    """
    script = f"(async () => {{ {script} }})().catch(error => document.title = 'failed: ' + error.stack)"
    script = f"const report = value => {{ document.title = JSON.stringify(value); }};\n{script}"
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert "script-src 'sha256-" in page
    page = page.replace("script-src ", f"script-src 'sha256-{digest}' ", 1)
    page = page.replace("</body>", f"<script>{script}</script></body>")
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    done = subprocess.run(
        [browser(), *FLAGS, *flags, f"--user-data-dir={folder / 'profile'}", "--dump-dom", f"file://{file}"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    title = re.search(r"<title>(.*?)</title>", done.stdout, re.DOTALL)
    assert title is not None, done.stderr[-2000:]
    told = html.unescape(title[1])
    assert told.startswith(("{", "[", '"')), told
    return json.loads(told)
