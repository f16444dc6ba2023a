"""Tests of the query language over items."""
