"""Checks: what is suspicious in references, by rules with stable codes, and repairs where they are safe.

>>> from citelib.model import Bibliography, Item
>>> works = Bibliography([Item("a", "webpage", title="News", URL="https://doi.org/10.1126/science.aax0719")])
>>> [finding] = check(works)
>>> finding.code, repaired(works["a"]).DOI
('item-doi-in-url', '10.1126/science.aax0719')
"""

from citelib.checks.collection import COLLECTION_RULES, FIXABLE, check
from citelib.checks.document import check_document, citations
from citelib.checks.rules import RULES, Rule, repaired

__all__ = ["COLLECTION_RULES", "FIXABLE", "RULES", "Rule", "check", "check_document", "citations", "repaired"]
