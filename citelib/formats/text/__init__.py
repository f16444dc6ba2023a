"""Formats that people write by hand: references in plain text, templates of Wikipedia."""
