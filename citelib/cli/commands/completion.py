"""``citelib completion SHELL``: a script that completes commands."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from citelib.cli.terminal import say

__all__ = ["command"]


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print a script that completes commands in a shell.

    \b
    bash:  eval "$(citelib completion bash)"                  in ~/.bashrc
    zsh:   eval "$(citelib completion zsh)"                   in ~/.zshrc
    fish:  citelib completion fish > ~/.config/fish/completions/citelib.fish
    """
    from citelib.cli import citelib

    complete = get_completion_class(shell)
    if complete is None:
        raise click.UsageError(f"no completion is known for {shell}")
    say(complete(citelib, {}, "citelib", "_CITELIB_COMPLETE").source())
