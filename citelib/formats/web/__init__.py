"""Formats that live in web pages and addresses: HTML with metadata, COinS and OpenURL, bookmarks."""
