"""Is this one work? Records compared, grouped and merged, and stubs matched with full records.

The room knows no library: records are handed to it. `compare` judges two records, `find_groups` finds duplicates among
many, `merged` makes one of several. A stub is an item with few fields, such as the press-release reader makes of
«Rachel Moda-Sava and colleagues»; `link` proposes for each stub the record that it may be, and `apply` puts the records
in the place of the stubs whose proposals are accepted.

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
from citelib.matching.groups import Found, Group, Kinship, find_groups
from citelib.matching.merging import apply, best_first, filled, merged, updated
from citelib.matching.stubs import THRESHOLD, Proposal, link
from citelib.matching.verdicts import Pair, compare

__all__ = [
    "THRESHOLD",
    "Found",
    "Group",
    "Kinship",
    "Pair",
    "Proposal",
    "Reason",
    "apply",
    "best_first",
    "compare",
    "filled",
    "find_groups",
    "link",
    "merged",
    "updated",
]
