"""One entry: its type and fields, and the item that they mean. Each module reads and writes one part of a work."""
