"""Stubs matched with full records: scored proposals with their reasons, and a merge of what is accepted.

A stub is an item with few fields, such as the press-release reader makes of «Rachel Moda-Sava and colleagues».
`link` compares stubs with the records of a library and proposes for each the record that it may be; `apply` puts the
records in the place of the stubs whose proposals are accepted.

>>> from citelib.model import Bibliography, Date, Item, Name
>>> stubs = Bibliography([Item("s", "article-journal", author=[Name("Lee", "Ann")], container_title="Mosses",
...     issued=Date.on(2020))])
>>> library = [Item("lee2020", "article-journal", title="On moss", author=[Name("Lee", "A. B.")],
...     container_title="Mosses", issued=Date.on(2020, 5))]
>>> [proposal] = link(stubs, library)
>>> proposal.record.id, proposal.accepted
('lee2020', True)
>>> list(apply(stubs, [proposal]))
['lee2020']
"""

from citelib.matching.evidence import Reason
from citelib.matching.merge import apply
from citelib.matching.propose import THRESHOLD, Proposal, link

__all__ = ["THRESHOLD", "Proposal", "Reason", "apply", "link"]
