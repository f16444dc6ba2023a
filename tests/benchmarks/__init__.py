"""The same work for citelib and for every peer that is installed: ``python -m tests.benchmarks``."""
