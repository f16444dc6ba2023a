"""Formats of library catalogues and their descriptions: MARC, MODS, Dublin Core, RDF."""
