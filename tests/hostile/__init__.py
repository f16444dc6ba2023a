"""Hostile input of every kind, to everything that reads, writes, formats or answers."""
