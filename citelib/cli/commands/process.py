"""``citelib process``: answer formatting requests of other programs."""

from __future__ import annotations

import sys

import click

from citelib.cli.terminal import Terminal, say
from citelib.csl.service import Service

__all__ = ["command"]


@click.command("process")
@click.option("--style-paths", is_flag=True, help="Let requests name styles by the paths of files.")
def command(style_paths: bool) -> None:
    """Answer formatting requests, one JSON object a line.

    Each line of standard input is a request, each line of standard output its answer, in the same order. A bad request
    is answered with an error object, and the next is served.

    \b
    {"id": 1, "style": "apa", "output": "text", "bibliography": true,
     "items": [{"id": "a", "type": "book", "title": "T"}],
     "citations": [{"id": "c1", "items": [{"id": "a", "locator": "3"}]}]}

    \b
    citelib process < requests.jsonl > answers.jsonl
    """
    for answer in Service(paths=style_paths).serve(sys.stdin.buffer):
        if isinstance(sys.stdout, Terminal):
            say(answer)
        else:  # through the buffer, so that neither the locale's encoding nor line buffering comes between the programs
            sys.stdout.buffer.write(answer.encode("utf-8", "backslashreplace") + b"\n")
            sys.stdout.buffer.flush()
