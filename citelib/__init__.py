"""citelib."""
