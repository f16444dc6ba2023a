"""Verdicts as JSON, SARIF and a page of HTML."""

from citelib.verification.reports.checked import Checked
from citelib.verification.reports.page import report_page
from citelib.verification.reports.record import as_record
from citelib.verification.reports.sarif import sarif

__all__ = ["Checked", "as_record", "report_page", "sarif"]
