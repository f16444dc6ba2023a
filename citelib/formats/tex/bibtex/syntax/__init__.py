"""The syntax of .bib files: text to parts and macros, without any meaning."""
