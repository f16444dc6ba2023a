"""The tests of citelib, and `python -m tests`, the one command that runs them all."""
