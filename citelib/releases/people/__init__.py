"""The people whom a release names, and what they say."""
