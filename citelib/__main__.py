"""The programs that come with the package, and ``python -m citelib``.

Nothing is imported before an interruption is caught, so that Ctrl-C ends a program without a traceback at any time.
"""

from __future__ import annotations

import sys

__all__ = ["main", "pandoc"]

_INTERRUPTED = 130
"""The exit status of a program that Ctrl-C ended."""


def main() -> None:
    """Run ``citelib``, and exit with its status."""
    try:
        from citelib.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


def pandoc() -> None:
    """Run ``citelib-pandoc``, and exit with its status."""
    try:
        from citelib.cli.pandoc import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
