"""What ``citelib verify`` reads, asks and prints."""
