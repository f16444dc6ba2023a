"""Formats that references are read from and written to, one module a format.

`citelib.formats.format` says what a format is, `citelib.formats.registry` finds one, and `citelib.formats.exchange`
reads and writes with it. A new format is one module with a `Format` and one line in the registry.
"""
