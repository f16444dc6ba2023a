"""Passes over a document: order, positions, disambiguation, grouping and collapsing, substitution of authors."""
