"""What documents of plain text share: files that they include, places that are replaced, changes that are made."""
