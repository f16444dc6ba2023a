"""Putting the text of a field into a draft, if it is a value of the variable; else it is kept as it is.

>>> draft = Draft("ris")
>>> put_value(draft, "DOI", "DO", "https://doi.org/10.1000/x")
>>> put_value(draft, "URL", "UR", "<Go to ISI>://000123")
>>> draft.variables, draft.custom
({'DOI': '10.1000/x'}, {'ris:UR': ['<Go to ISI>://000123']})
"""

from __future__ import annotations

from collections.abc import Callable

from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi, as_pmcid, isbns, issns
from citelib.formats.kit.lines import one_line
from citelib.model import Date
from citelib.model.vocabulary import DATE_VARIABLES

__all__ = ["is_read", "put_serial", "put_value"]


def put_value(draft: Draft, variable: str, key: str, text: str, read_date: Callable[[str], Date] = Date.parse) -> None:
    """Put a text into the variable of its field; what is no such value is kept, but for the day of issue.

    Args:
        draft: The item in the making.
        variable: CSL name.
        key: Name of the field.
        text: What stands in the field.
        read_date: Reads a date as the format writes it.
    """
    value: str | Date | None = text
    if variable == "DOI":
        value = as_doi(text)
    elif variable == "PMCID":
        value = as_pmcid(text)
    elif variable == "URL":
        value = text if is_read(variable, text) else None
    elif variable in DATE_VARIABLES:
        date = read_date(text)
        value = date if date.start is not None or variable == "issued" else None
        if draft.variables.get(variable, value) != value:
            value = None
    if value is None:
        draft.keep(key, text)
    else:
        draft.put(variable, value, key=key)


def is_read(variable: str, text: str) -> bool:
    """Whether `put_value` takes a text for a value of the variable."""
    if variable == "DOI":
        return as_doi(one_line(text)) is not None
    if variable == "URL":
        # EndNote has «<Go to ISI>://» in front of numbers of Web of Science.
        return not text.startswith("<")
    return variable != "PMCID" or as_pmcid(text) == text


def put_serial(draft: Draft, key: str, text: str, otherwise: str | None = None) -> None:
    """Put ISBNs or ISSNs, whichever they are.

    Args:
        draft: The item in the making.
        key: Name of the field.
        text: What stands in the field.
        otherwise: Variable of what is neither; if not given, that is kept.
    """
    if (numbers := isbns(text)) is not None:
        draft.append("ISBN", numbers, " ")
    elif (numbers := issns(text)) is not None:
        draft.append("ISSN", numbers, " ")
    elif otherwise is not None:
        draft.put(otherwise, text, key=key)
    else:
        draft.keep(key, text)
