"""Formats that references come in."""
