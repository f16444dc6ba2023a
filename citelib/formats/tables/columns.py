"""What the columns of a table mean: by their headers, by the product that wrote the table, or as a person says.

Each product has a file of TOML within ``products``, and ``--columns map.toml`` is such a file, too. It gives a meaning
to each header that does not mean by itself what it says: the name of a variable (or ``id``, ``type``, ``page start``,
``page end``, ``group author``, ``one author`` of several columns, ``further authors`` than the first,
``subtitle``, ``keep``, which is no variable), or a table with more than that::

    title = "Europe PMC"                        # for people
    signs = ["SOURCE", "PMCID"]                 # headers by which the product is known; or lists of such
    [types]                                     # CSL types of its words for types
    "research-article" = "article-journal"
    "html" = ""                                 # does not describe the work
    [columns]
    JOURNAL_TITLE = "container-title"
    AUTHOR_STRING = { to = "author", separator = ",", order = "family-first" }

Of several columns for one variable the first with a value counts; of keywords, all. ``order`` is ``family-first`` (the
usual one: ``Low, Ann``, ``Low A.``) or ``given-first`` (``Ann Low``); ``separator`` stands between names or keywords,
by default a semicolon; ``case`` stands where names follow each other without one, as in ``Ann LowBea High``.

>>> Columns.of(["Key", "Publication Year", "Author", "Nonsense"]).meanings
[Column(to='id'), Column(to='issued'), Column(to='author'), None]
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Final

import attrs

from citelib.errors import ReadError, UnknownNameError
from citelib.model.vocabulary import ALIASES, VARIABLES

__all__ = ["SPECIAL", "Column", "Columns", "products", "read_map"]

SPECIAL: Final = frozenset(
    (
        "id",
        "type",
        "relations",
        "page start",
        "page end",
        "citation",
        "month",
        "keep",
        "group author",
        "one author",
        "further authors",
        "subtitle",
    )
)
"""What a column can be beside a variable of CSL."""
_DEFAULTS: Final = (("order", "family-first"), ("separator", ";"))
_ORDERS: Final = ("family-first", "given-first")


@attrs.frozen(repr=False)
class Column:
    """What a column means.

    Attributes:
        to: A variable of CSL, or one of `SPECIAL`.
        order: Order of the parts of names.
        separator: What stands between names or keywords.
    """

    to: str
    order: str = "family-first"
    separator: str = ";"

    def __repr__(self) -> str:
        fields = attrs.fields(Column)
        shown = [f"{one.name}={value!r}" for one in fields if (value := getattr(self, one.name)) != one.default]
        return f"Column({', '.join(shown)})"


@attrs.frozen
class _Product:
    """A file of TOML."""

    name: str
    title: str = ""
    signs: tuple[frozenset[str], ...] = ()
    types: Mapping[str, str] = attrs.field(factory=dict)
    columns: Mapping[str, Column] = attrs.field(factory=dict)


@attrs.frozen
class Columns:
    """The columns of a table.

    Attributes:
        product: Title of the product that wrote it, or empty.
        header: The headers.
        meanings: What each column means; None if that is not known.
        types: CSL types of the product's words, in lower case.
    """

    product: str
    header: list[str]
    meanings: list[Column | None]
    types: Mapping[str, str]
    _order: Mapping[str, int] = attrs.field(factory=dict)

    @classmethod
    def of(cls, header: Sequence[str], given: Mapping[str, Any] | None = None) -> Columns:
        """The meaning of headers.

        Args:
            header: The headers.
            given: What a person says of some: as the ``columns`` of a file of TOML.

        Raises:
            UnknownNameError: There is no such variable.
        """
        product = _product_of(header)
        own = {name: _column(value) for name, value in (given or {}).items()}
        known = {_plain(name): one for name, one in {**own, **product.columns, **own}.items()}
        meanings = [known.get(_plain(name)) or _by_itself(name) for name in header]
        if not any(one is not None and one.to in ("author", "one author") for one in meanings):
            # Where the others are not named, the first is better than nobody.
            meanings = [
                Column("author") if _plain(name) in _FIRST else one for name, one in zip(header, meanings, strict=True)
            ]
        order = {name: place for place, name in enumerate(known)}
        return cls(product.title, list(header), meanings, product.types, order)

    @property
    def known(self) -> int:
        """How many columns are understood."""
        return sum(one is not None for one in self.meanings)

    @property
    def unknown(self) -> list[str]:
        """Headers of the others."""
        return [name for name, one in zip(self.header, self.meanings, strict=True) if one is None and name]

    def places(self) -> dict[str, list[int]]:
        """Numbers of the columns for each meaning; those that a product or a person names first come first."""
        found: dict[str, list[int]] = {}
        for number, column in enumerate(self.meanings):
            if column is not None:
                found.setdefault(column.to, []).append(number)
        last = len(self._order)
        for numbers in found.values():
            numbers.sort(key=lambda number: self._order.get(_plain(self.header[number]), last))
        return found


_FIRST: Final = ("first author", "1st author", "lead author", "erstautor", "premier auteur", "primer autor")


def _plain(header: str) -> str:
    """A header without what products change from year to year: case, spaces, marks.

    R puts a full stop for each space and mark, ``Source.title`` and ``Author.s.``.
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header.strip().lstrip("\ufeff"))
    return re.sub(r"[\s_.()/:]+", " ", spaced).casefold().strip(" *")


def _by_itself(header: str) -> Column | None:
    """The meaning of a header that says what it is."""
    name = header.strip().lstrip("\ufeff")
    name = ALIASES.get(name, name)
    if name in VARIABLES or name in ("id", "type", "relations"):
        return Column(name)
    key = _plain(header)
    if key in (common := _common().columns):
        return common[key]
    if (match := _NUMBERED.fullmatch(key)) and (column := _by_itself(match[1])) and column.to == "author":
        return attrs.evolve(column, to="one author")
    name = key.replace(" ", "-")
    return Column(name) if name in VARIABLES or name in ("id", "type") else None


_NUMBERED: Final = re.compile(r"(\D*[^\W\d]) ?#?[0-9]{1,3}")
"""A header that has a number: a column for each author."""


def _product_of(header: Sequence[str]) -> _Product:
    """The product that writes these headers: the one of which most are there; an empty one if it is none."""
    there = {_plain(name) for name in header}
    fitting = [(len(signs), one) for one in products() for signs in one.signs if signs <= there]
    return max(fitting, key=lambda pair: pair[0], default=(0, _Product("")))[1]


@functools.cache
def products() -> tuple[_Product, ...]:
    """All products that are known, but for the common headers."""
    folders = [one for one in (resources.files("citelib.formats.tables") / "products").iterdir() if one.is_dir()]
    files = [file for folder in folders for file in folder.iterdir() if file.name.endswith(".toml")]
    return tuple(
        _product(one.name.removesuffix(".toml"), tomllib.loads(one.read_text(encoding="utf-8")))
        for one in sorted(files, key=lambda one: one.name)
    )


@functools.cache
def _common() -> _Product:
    """The headers and types that mean the same wherever they stand; the headers in other languages by variable."""
    common, languages = (
        tomllib.loads((resources.files("citelib.formats.tables") / "products" / name).read_text(encoding="utf-8"))
        for name in ("common.toml", "languages.toml")
    )
    common["columns"] |= {word: variable for variable, words in languages.items() for word in words}
    found = _product("", common)
    return attrs.evolve(found, columns={_plain(name): one for name, one in found.columns.items()})


def common_types() -> Mapping[str, str]:
    """CSL types of words that mean the same wherever they stand."""
    return _common().types


def _product(name: str, content: Mapping[str, Any]) -> _Product:
    signs = content.get("signs", ())
    groups = [signs] if all(isinstance(one, str) for one in signs) else signs
    return _Product(
        name,
        content.get("title", name),
        tuple(frozenset(map(_plain, group)) for group in groups if group),
        {word.casefold(): kind for word, kind in content.get("types", {}).items()},
        {header: _column(value) for header, value in content.get("columns", {}).items()},
    )


def _column(value: Any) -> Column:
    """The column that a name, or a table of TOML, describes."""
    settings = dict(value) if isinstance(value, Mapping) else {"to": value}
    column = Column(str(settings.get("to", "")), *(str(settings.get(key, default)) for key, default in _DEFAULTS))
    allowed = [*VARIABLES, *SPECIAL]
    if column.to not in allowed:
        raise UnknownNameError("variable", column.to, known=allowed)
    if column.order not in _ORDERS:
        raise UnknownNameError("order of names", column.order, known=_ORDERS)
    return column


def read_map(path: Path) -> Mapping[str, Any]:
    """The ``columns`` of a file of TOML that a person wrote; the whole file, if it has no such table.

    Raises:
        ReadError: It cannot be read.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", source=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReadError(f"is not TOML: {error}", source=str(path), hint='a line is: "Header" = "title"') from error
    columns = content.get("columns", content)
    return columns if isinstance(columns, dict) else {}


def headers(columns: Columns) -> Iterator[tuple[int, str, Column | None]]:
    """The columns with their numbers."""
    yield from zip(range(len(columns.header)), columns.header, columns.meanings, strict=True)
