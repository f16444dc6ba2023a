"""``python -m citelib.cli``, the same as ``citelib``."""

from citelib.cli import main

if __name__ == "__main__":
    main()
