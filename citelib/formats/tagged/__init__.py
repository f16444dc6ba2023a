"""Formats of lines that begin with a tag: RIS, refer, MEDLINE, Web of Science and their kin."""
