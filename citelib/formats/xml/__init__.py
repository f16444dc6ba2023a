"""Formats in XML whose elements say bibliographic things: Crossref, DataCite, JATS, PubMed, EndNote, Word."""
