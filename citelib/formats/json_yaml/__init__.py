"""Formats whose records are objects of JSON or YAML: CSL's own, registries' interfaces, software citations."""
