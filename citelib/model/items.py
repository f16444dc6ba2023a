"""One work: an `Item` of CSL.

>>> from citelib.model import Date, Item, Name
>>> item = Item(
...     "beyeler2019", "article-journal",
...     title="Do antidepressants restore lost synapses?", author=[Name("Beyeler", "Anna")],
...     container_title="Science", issued=Date.on(2019, 4, 12),
... )
>>> item.container_title, item["container-title"]
('Science', 'Science')
>>> item.author[0].family
'Beyeler'
>>> item.evolve(volume="364").volume
'364'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from sys import intern
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Unpack

import attrs

from citelib.errors import ModelError
from citelib.model.dates import Date
from citelib.model.display import show_item
from citelib.model.names import ET_AL, Name, stands_for_others
from citelib.model.relations import Relation
from citelib.model.variables import ItemVariables
from citelib.model.vocabulary import ALIASES, ITEM_TYPES, VARIABLES, python_name
from citelib.near import did_you_mean

if TYPE_CHECKING:
    from citelib.model.values import Changes, NamedValues

__all__ = ["Item", "Value"]

Value = str | int | Date | Iterable[Name]
"""What may be given for a variable – text, a number, a date, or names; each variable takes one kind."""

_EMPTY: Final[Mapping[str, Any]] = MappingProxyType({})


@attrs.frozen(slots=True, weakref_slot=False, init=False, repr=False, hash=False)
class Item(ItemVariables):
    """A work that can be cited.

    Variables are given by Python name (``container_title="Science"``) or in a mapping by CSL name
    (``{"container-title": "Science"}``), and read as ``item.container_title`` or ``item["container-title"]``.
    Absent text and dates read as None, absent names as ``()``; by CSL name, absent variables raise `KeyError`.

    Args:
        id: Non-empty id, unique in a collection; the citation key.
        type: A CSL type, `citelib.model.vocabulary.ITEM_TYPES`.
        variables: Values by CSL name; text and numbers as str (or int), dates as `Date`, names as a sequence of
            `Name`, whose last is `ET_AL` if it is cut short. None stands for no value.
        relations: Links to other works.
        custom: What no variable can hold, as JSON values by name.
        named: Values by Python name.

    Raises:
        ModelError: A value of the wrong kind or an unknown type or variable; the message names the field, what was
            given and what is allowed.

    Items are frozen; `evolve` makes a changed copy. Two items are equal if all their fields are.
    """

    id: str
    type: str
    variables: Mapping[str, Any]
    relations: tuple[Relation, ...]
    custom: Mapping[str, Any]

    def __init__(
        self,
        id: str,
        type: str = "document",
        variables: Mapping[str, Value | None] = _EMPTY,
        *,
        relations: Iterable[Relation] = (),
        custom: Mapping[str, Any] | None = None,
        **named: Unpack[NamedValues],
    ) -> None:
        if not isinstance(id, str) or not id:
            raise ModelError(f"Item.id is {id!r}, but must be a non-empty str")
        if type not in ITEM_TYPES:
            raise _unknown("type", type, ITEM_TYPES)
        values: dict[str, Any] = {}
        for name, value in variables.items():
            if value is not None:
                check = _CHECKS.get(name) or _CHECKS[_canonical(name)]
                name, value = check(value, id)
                if value.__class__ is not tuple or value:
                    values[name] = value
        given: Mapping[str, Any] = named
        for name, value in given.items():
            if value is not None:
                check = _BY_PYTHON_NAME.get(name) or _CHECKS[_canonical(name)]
                name, value = check(value, id)
                if value.__class__ is not tuple or value:
                    values[name] = value
        relations = tuple(relations)
        if not all(isinstance(relation, Relation) for relation in relations):
            raise ModelError(f"Item.relations of {id!r} is {relations!r}, but must hold Relation objects")
        self.__attrs_init__(id, intern(type), values, relations, dict(custom) if custom else _EMPTY)

    # Reading

    def __getitem__(self, name: str) -> Any:
        """Value of a variable by CSL name; `KeyError` if the item has none."""
        try:
            return self.variables[name]
        except KeyError:
            if name in ALIASES:
                return self.variables[ALIASES[name]]
            raise

    def get(self, name: str, default: Any = None) -> Any:
        """Value of a variable by CSL name, or `default`."""
        return self.variables.get(ALIASES.get(name, name), default)

    def __contains__(self, name: object) -> bool:
        return name in self.variables or ALIASES.get(str(name)) in self.variables

    def __iter__(self) -> Iterator[str]:
        """CSL names of the variables that the item has."""
        return iter(self.variables)

    def __len__(self) -> int:
        return len(self.variables)

    # An item without variables is still an item.
    def __bool__(self) -> bool:
        return True

    def __hash__(self) -> int:
        return hash((self.id, self.type, self.variables.get("title")))

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (self.id, self.type, dict(self.variables), self.relations, dict(self.custom))

    def __repr__(self) -> str:
        shown = [repr(self.id), repr(self.type)]
        shown += [f"{python_name(name)}={value!r}" for name, value in self.variables.items()]
        if self.relations:
            shown.append(f"relations={self.relations!r}")
        if self.custom:
            shown.append(f"custom={dict(self.custom)!r}")
        return f"Item({', '.join(shown)})"

    # In notebooks

    def _repr_html_(self) -> str:
        return show_item(self, "html")

    def _repr_markdown_(self) -> str:
        return show_item(self, "markdown")

    def _repr_latex_(self) -> str:
        return show_item(self, "latex")

    # Changing

    def evolve(self, **changes: Unpack[Changes]) -> Item:
        """A copy with changes: ``id``, ``type``, ``relations``, ``custom``, or variables by Python name; None removes.

        >>> Item("a", "book", title="One").evolve(title=None, volume="2")
        Item('a', 'book', volume='2')
        """
        rest: dict[str, Any] = {**changes}
        own = {name: rest.pop(name, getattr(self, name)) for name in ("id", "type", "relations", "custom")}
        variables = {**self.variables, **{_canonical(name): value for name, value in rest.items()}}
        return Item(own["id"], own["type"], variables, relations=own["relations"], custom=own["custom"])


def _rebuilt(
    id: str, type: str, variables: dict[str, Any], relations: tuple[Relation, ...], custom: dict[str, Any]
) -> Item:
    """An item that was pickled or copied."""
    return Item(id, type, variables, relations=relations, custom=custom)


# Checks of values, one function a kind; each returns the interned CSL name and the value to keep.

_Check = Callable[[Any, str], tuple[str, Any]]


def _check_text(name: str) -> _Check:
    def check(value: Any, item: str) -> tuple[str, Any]:
        if value.__class__ is str:
            return name, value
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            return name, str(value)
        raise _wrong_type(name, value, item, "a str")

    return check


def _check_date(name: str) -> _Check:
    def check(value: Any, item: str) -> tuple[str, Any]:
        if isinstance(value, Date):
            return name, value
        raise _wrong_type(name, value, item, "a Date, such as Date.parse('2019-04-11')")

    return check


def _check_names(name: str) -> _Check:
    def check(value: Any, item: str) -> tuple[str, Any]:
        if value.__class__ is not tuple and (
            isinstance(value, (str, Mapping, Name)) or not isinstance(value, Iterable)
        ):
            raise _wrong_type(name, value, item, "a sequence of Name, such as [Name.parse('Beyeler, Anna')]")
        names = tuple(value)
        for one in names:
            if one.__class__ is not Name:
                raise _wrong_type(name, one, item, "a sequence of Name, such as [Name.parse('Beyeler, Anna')]")
        if len(names) > 1 and stands_for_others(names[-1]):
            names = (*names[:-1], ET_AL)
        return name, names

    return check


_MAKERS: Final = {"text": _check_text, "number": _check_text, "date": _check_date, "name": _check_names}
_CHECKS: Final[dict[str, _Check]] = {name: _MAKERS[kind](intern(name)) for name, kind in VARIABLES.items()}
_PYTHON_NAMES: Final = {python_name(name): name for name in (*VARIABLES, *ALIASES)}
_BY_PYTHON_NAME: Final = {python: _CHECKS[ALIASES.get(name, name)] for python, name in _PYTHON_NAMES.items()}


def _canonical(name: str) -> str:
    """The CSL name that a CSL name, a Python name or an alias stands for."""
    name = _PYTHON_NAMES.get(name, name)
    name = ALIASES.get(name, name)
    if name not in _CHECKS:
        raise _unknown("variable", name, VARIABLES, "what no variable can hold belongs in custom")
    return name


def _wrong_type(name: str, value: object, item: str, allowed: str) -> ModelError:
    return ModelError(f"{name} of {item!r} is {value!r}, but must be {allowed}")


def _unknown(what: str, name: object, known: Iterable[str], otherwise: str | None = None) -> ModelError:
    hint = did_you_mean(str(name), known, otherwise)
    return ModelError(f"{what} {name!r} is not in the vocabulary of CSL 1.0.2", hint=hint)
