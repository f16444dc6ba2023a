r"""Values evaluated: ``#`` joins pieces, names stand for what ``@string`` or the months define.

>>> macros = Macros(DEFAULT_LIMITS)
>>> macros.define("pub", ("Acme", Macro("jan")))
>>> macros.evaluate((Macro("PUB"), " & Sons"), None)
'AcmeJanuary & Sons'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from citelib.errors import LimitError
from citelib.formats.tex.bibtex.syntax.parts import Macro, Value
from citelib.limits import DEFAULT_LIMITS, Limits

__all__ = ["DEFAULT_LIMITS", "MONTHS", "MONTH_MACROS", "Macro", "Macros"]

MONTHS: Final = "January February March April May June July August September October November December".split()
"""What the styles of BibTeX define the month macros as."""

MONTH_MACROS: Final = tuple(month[:3].lower() for month in MONTHS)
"""The twelve macros, in order."""

_TOTAL_FACTOR: Final = 64
_DEEPEST: Final = 20


class Macros:
    """The macros that are defined at some place of a file. Their names do not distinguish case.

    Args:
        limits: ``expanded_size`` bounds one value; all expansions of a file together may have 64 times as much.
        given: Values of macros defined elsewhere.
        named: Whether the name of a macro that nothing defines stands for it; otherwise it is empty, as in BibTeX.
    """

    def __init__(self, limits: Limits, given: Mapping[str, str] | None = None, *, named: bool = True) -> None:
        self._limits = limits
        self._named = named
        self._values = dict(zip(MONTH_MACROS, MONTHS, strict=True))
        self._values.update({name.lower(): text for name, text in (given or {}).items()})
        self._later: dict[str, Value] = {}
        self._expanded = 0
        self._depth = 0

    def announce(self, name: str, value: Value) -> None:
        """Note a definition further down in the file, for entries that use it before."""
        self._later.setdefault(name.lower(), value)

    def define(self, name: str, value: Value, unknown: Callable[[str], None] | None = None) -> None:
        """Define a macro, or redefine it, from here on."""
        self._values[name.lower()] = self.evaluate(value, unknown)

    def evaluate(self, value: Value, unknown: Callable[[str], None] | None) -> str:
        """The text of a value; `unknown` is called with the name of a macro that nothing defines.

        Raises:
            LimitError: The text is longer than the limit ``expanded_size``.
        """
        if value.__class__ is str:
            return str(value)
        texts = [self._text(piece, unknown) if isinstance(piece, Macro) else piece for piece in value]
        size = sum(map(len, texts))
        self._limits.check("expanded_size", size, "a value after @string expansion")
        self._expanded += size
        if self._expanded > _TOTAL_FACTOR * self._limits.expanded_size:
            raise LimitError(
                f"all values after @string expansion go beyond {_TOTAL_FACTOR} times the limit "
                f"expanded_size={self._limits.expanded_size}",
                hint="raise it with Limits(expanded_size=…) if you trust the input",
            )
        return "".join(texts)

    def _text(self, macro: str, unknown: Callable[[str], None] | None) -> str:
        name = macro.lower()
        found = self._values.get(name)
        if found is not None:
            return found
        if name in self._later and self._depth < _DEEPEST:
            value = self._later.pop(name)  # taken out first, so that a definition by itself ends
            self._depth += 1
            text = self.evaluate(value, unknown)
            self._depth -= 1
            self._later[name] = value
            return text
        if unknown is not None:
            unknown(str(macro))
        return str(macro) if self._named else ""
