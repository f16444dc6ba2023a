"""citeproc-js as a child process that answers one request a line."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from citelib.csl.style import locale

HERE = Path(__file__).parent
PLACE = HERE.parents[1] / "build" / "node"
"""Where the node package goes; git ignores it."""


def install() -> None:
    """Fetch citeproc-js from npm into `PLACE`."""
    PLACE.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "package.json", PLACE)
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"]
    subprocess.run(command, cwd=PLACE, check=True, timeout=300)


def missing() -> str | None:
    """Why citeproc-js cannot run here, or None."""
    if shutil.which("node") is None:
        return "node is not installed"
    if not (PLACE / "node_modules" / "citeproc").is_dir():
        return "citeproc-js is not there (python -m tests.differential --install apa fetches it)"
    return None


ANSWERS = PLACE.parent / "citeproc-js-answers"
"""Where answers are kept, so that the next comparison need not wait for them; git ignores it."""


class CiteprocJs:
    """The running process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        package = PLACE / "node_modules" / "citeproc" / "package.json"
        self.version = package.read_bytes() + (HERE / "citeproc.js").read_bytes()

    def recall(self, **request: Any) -> dict[str, Any]:
        """The answer to a request that does not measure time: the one kept, if it was asked before."""
        words = self.version + json.dumps(request, sort_keys=True).encode()
        kept = ANSWERS / f"{hashlib.sha256(words).hexdigest()[:40]}.json"
        if kept.exists():
            answer: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
            return answer
        answer = self.ask(**request)
        ANSWERS.mkdir(parents=True, exist_ok=True)
        written = kept.with_suffix(f".{os.getpid()}")
        written.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
        written.replace(kept)
        return answer

    def ask(self, **request: Any) -> dict[str, Any]:
        """Send a request and wait for its answer; an error of citeproc-js is under ``"error"``."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        request["locales"] = str(locale._folder())
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            return {"error": "citeproc-js ended"}
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def citeproc_js() -> Iterator[CiteprocJs]:
    """Start citeproc-js and end it afterwards."""
    environment = {**os.environ, "NODE_PATH": str(PLACE / "node_modules")}
    with subprocess.Popen(
        ["node", "--max-old-space-size=2000", str(HERE / "citeproc.js")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env=environment,
    ) as process:
        try:
            yield CiteprocJs(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.terminate()
