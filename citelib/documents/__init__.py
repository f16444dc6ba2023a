"""Citations in documents: found where people write them, and replaced by what a style makes of them.

One route serves every kind of document: bytes → a reader gives a `Document`, whose text is untouched and whose places
have offsets → keys become items → the processor → texts → a writer replaces the places and nothing else → bytes.
"""
