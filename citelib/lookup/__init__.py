"""Records by identifier, from Crossref, DataCite, PubMed and OpenLibrary; the one room that uses the network.

Only the identifier leaves the machine, and only for the hosts of `citelib.lookup.services.SERVICES`.

>>> [service.name for service in SERVICES["pmid"]]
['PubMed']
"""

from __future__ import annotations

from citelib.errors import LookupFailedError
from citelib.lookup.http import Fetcher
from citelib.lookup.services import SERVICES, Service, look_up, look_up_all

__all__ = ["SERVICES", "Fetcher", "LookupFailedError", "Service", "look_up", "look_up_all"]
