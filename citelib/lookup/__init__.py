"""Records by identifier and by title, from registries and catalogues; the one room that uses the network.

Only an identifier, or a title with the first family name, leaves the machine, and only for the hosts of
`citelib.lookup.services`.

>>> [service.name for service in SERVICES["pmid"]]
['PubMed']
"""

from __future__ import annotations

from citelib.errors import LookupFailedError
from citelib.lookup.asking import look_up, look_up_all
from citelib.lookup.http import Fetcher
from citelib.lookup.services import SERVICES, Service

__all__ = ["SERVICES", "Fetcher", "LookupFailedError", "Service", "look_up", "look_up_all"]
