"""Is it real: references checked against records, field by field, with who says so.

Never accuses without evidence: a field is contradicted only by all records of the work that may speak about it.
"""

from citelib.verification.comparison.field import Field
from citelib.verification.sources import Collection, Source
from citelib.verification.verdicts import Verdict, verdicts, verify

__all__ = ["Collection", "Field", "Source", "Verdict", "verdicts", "verify"]
