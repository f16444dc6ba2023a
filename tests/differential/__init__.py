"""Comparison with citeproc-js, the reference processor, over the official styles.

``python -m tests.differential`` runs it; `tests.differential.report` says what is printed.
"""
