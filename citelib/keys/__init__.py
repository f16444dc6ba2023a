"""Citation keys: patterns that make them, and what keeps them apart.

>>> from citelib.model import Date, Item, Name
>>> item = Item("x", "book", author=[Name("Müller", "Désirée")], issued=Date.on(2019), title="The Lost Synapses")
>>> Pattern.parse(PATTERNS["jabref"]).key(item), Pattern.parse(PATTERNS["better-bibtex"]).key(item)
('Muller2019', 'mullerLostSynapses2019')
>>> unique("Muller2019", {"Muller2019", "Muller2019a"})
'Muller2019b'
"""

from citelib.errors import PatternError
from citelib.keys.pattern import FUNCTIONS, PATTERNS, Pattern, unique

__all__ = ["FUNCTIONS", "PATTERNS", "Pattern", "PatternError", "unique"]
