"""CSL styles: nodes, parsing, locales, resolution and the repository of styles."""
