"""Named bounds on the work that input can cause.

Every reader and the style compiler take a `Limits`; what goes beyond is a `citelib.errors.LimitError` that names the
limit, so that it can be raised by whoever trusts the input.

>>> attrs.evolve(DEFAULT_LIMITS, field_size=100_000_000).field_size
100000000
"""

from __future__ import annotations

import attrs

from citelib.errors import LimitError

__all__ = ["DEFAULT_LIMITS", "Limits"]


@attrs.frozen
class Limits:
    """Bounds, in the unit that each name says.

    Attributes:
        file_size: Bytes of a file that is read as a whole.
        document_size: Bytes of a document whose citations are read.
        field_size: Characters of one field of a record.
        nesting: Depth of nested braces, elements, groups or lists.
        names: Names in one name variable.
        expanded_size: Characters of a value after macro (``@string``) expansion.
        macro_depth: Depth of CSL macros calling each other.
        macro_visits: Elements rendered for one cite, counting each visit of a shared macro.
        style_size: Bytes of a style or locale file.
        package_size: Bytes of all parts of a packed document (DOCX, ODT) or compressed file, unpacked.
        package_members: Files in a compressed file.
        part_size: Bytes of one part of a packed document that is read.
        part_nodes: Tags and attributes of such a part.
        package_ratio: How many times larger than packed a part or file over ten megabytes may be.
        fields: Fields and marks of a packed document, and works that are cited in it by typed keys.
        key_size: Characters of a key that is typed into a packed document.
        rows: Rows of a spreadsheet.

    >>> Limits(file_size=8 << 30).file_size
    8589934592
    """

    file_size: int = 1 << 29
    document_size: int = 1 << 27
    field_size: int = 64_000_000
    nesting: int = 200
    names: int = 100_000
    expanded_size: int = 1_000_000
    macro_depth: int = 100
    macro_visits: int = 200_000
    style_size: int = 4_000_000
    package_size: int = 1 << 30
    package_members: int = 10_000
    part_size: int = 32_000_000
    part_nodes: int = 2_000_000
    package_ratio: int = 200
    fields: int = 20_000
    key_size: int = 10_000
    rows: int = 1 << 20

    def check(self, limit: str, size: int, what: str) -> None:
        """Raise `LimitError` when `size` goes beyond the limit of that name.

        >>> DEFAULT_LIMITS.check("nesting", 5000, "the element 'group'")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        citelib.errors.LimitError: the element 'group' goes beyond the limit nesting=200 (raise it with ...)
        """
        bound: int = getattr(self, limit)
        if size > bound:
            raise LimitError(
                f"{what} goes beyond the limit {limit}={bound}",
                hint=f"raise it with Limits({limit}=…) if you trust the input",
            )


DEFAULT_LIMITS = Limits()
"""The bounds that apply when none are given."""
