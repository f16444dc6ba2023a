"""How the model of the plain-text format is made: records, formatted in many styles, and their statistics.

Run ``python -m tests.plain_text_training`` to make the data file again. Nothing of the records is kept in it but the
weights of words and shapes that many of them share.
"""
