"""Formats of the TeX world: BibTeX and BibLaTeX, and the LaTeX in their values."""
