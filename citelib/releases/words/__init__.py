"""The words by which a release is read."""
