"""Capitals of titles: title case of journals, and sentence case."""
