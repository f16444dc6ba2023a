"""Items to and from CSL-JSON objects (dicts, lists and strings).

`unstructure` writes what ``csl-data.json`` allows; what CSL has no place for goes to the object's ``custom``: the
item's own `custom`, and its relations under ``custom["citelib:relations"]``.

>>> structure({"id": "a", "type": "book", "issued": {"date-parts": [["2019", 4]]}}).issued
Date('2019-04')
>>> unstructure(structure({"id": 1, "type": "book", "title": "T", "x": "y"}))
{'id': '1', 'type': 'book', 'title': 'T', 'custom': {'x': 'y'}}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import attrs

from citelib.errors import ModelError
from citelib.model.custom import RELATIONS_KEY
from citelib.model.dates import Bound, Date, Point
from citelib.model.items import Item
from citelib.model.names import ET_AL, FLAGS, Name
from citelib.model.numbers import whole_number
from citelib.model.relations import Evidence, Relation
from citelib.model.vocabulary import ALIASES, ITEM_TYPES, VARIABLES, type_by_fields

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["NAME_PARTS_ELSEWHERE", "structure", "unstructure"]

Report = Callable[[str, str], None]
"""Takes the code and the message of something that was not understood (and was kept in ``custom``)."""


def structure(record: Mapping[str, Any], *, id: str | None = None, report: Report | None = None) -> Item:
    """Make an item of a CSL-JSON object.

    Numbers where text is due become text; ``journalAbbreviation`` and the other spellings of
    `citelib.model.vocabulary.ALIASES` become the variables that they stand for. Whatever is unknown or malformed goes
    to `Item.custom` under its own name, so that nothing is lost.

    Args:
        record: The object, as `json.loads` gives it.
        id: Id for an object that has none.
        report: Called for each thing that was not understood; without it, the first raises.

    Raises:
        ModelError: It is not an object, has no id and none is given, or (without `report`) has a malformed value.
    """
    if not isinstance(record, Mapping):
        raise ModelError(f"{_short(record)} is given where an object is expected")
    if report is None:
        report = _refuse
    custom: dict[str, Any] = {}
    given = record.get("custom")
    if isinstance(given, Mapping):
        custom.update(given)
    elif given is not None:
        custom["custom"] = given
    relations = _relations(custom, report)
    own_id = record.get("id")
    if isinstance(own_id, (int, float)) and not isinstance(own_id, bool):
        own_id = str(own_id)
    if not isinstance(own_id, str) or not own_id:
        if own_id:
            custom["id"] = own_id
        own_id = id or ""
    item_type = record.get("type")
    if not isinstance(item_type, str) or item_type not in ITEM_TYPES:
        if "type" in record:
            report("unknown-type", f"the type {item_type!r} is not in the vocabulary of CSL 1.0.2")
            custom["type"] = item_type
        item_type = type_by_fields({ALIASES.get(name, name) for name, value in record.items() if value})
    variables: dict[str, Any] = {}
    for name, value in record.items():
        if name in _RESERVED or value is None:
            continue
        variable = ALIASES.get(name, name)
        kind = VARIABLES.get(variable)
        if kind is None or (variable != name and variable in record):
            custom[name] = value
            continue
        if kind in ("text", "number") and isinstance(value, list):
            value = _one_text(variable, value)
        try:
            if (found := _STRUCTURE[kind](value)) or kind != "date":
                variables[variable] = found
            if kind == "name" and any(one.custom and one == Name(custom=one.custom) for one in found):
                report("malformed-value", f"{name} is {_short(value)}: a name has neither family, given nor literal")
        except (ModelError, ValueError, TypeError) as error:
            report("malformed-value", f"{name} is {_short(value)}: {error}")
            custom[name] = value
    return Item(own_id, item_type, variables, relations=relations, custom=custom)


def unstructure(item: Item) -> dict[str, Any]:
    """The CSL-JSON object of an item: `structure` gives the item back from it."""
    record: dict[str, Any] = {"id": item.id, "type": item.type}
    for name, value in item.variables.items():
        if value.__class__ is str:
            record[name] = value
        elif value.__class__ is tuple:
            record[name] = [_unstructure_name(one) for one in value]
        else:
            record[name] = unstructure_date(value)
    custom = dict(item.custom)
    if item.relations:
        custom[RELATIONS_KEY] = [_converter().unstructure(relation) for relation in item.relations]
    if custom:
        record["custom"] = custom
    return record


_RESERVED: Final = frozenset({"id", "type", "custom"})


def _refuse(code: str, message: str) -> None:
    raise ModelError(f"{message} [{code}]")


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:79] + "…"


# Text


def _one_text(variable: str, value: list[Any]) -> object:
    """The text of a list, as Crossref has even in its CSL-JSON: its only element, all serial numbers, or nothing."""
    if variable in ("ISSN", "ISBN") and all(isinstance(one, str) for one in value):
        return " ".join(value)
    return value[0] if len(value) == 1 else value or ""


def _text(value: object, _: object = None) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Mapping) and isinstance(name := value.get("name"), str):
        return name  # publishers and journals are objects with a name to DataCite and schema.org
    raise ModelError(f"{_short(value)} is given where text is expected")


def _flag(value: object, _: object = None) -> bool:
    """CSL-JSON writes flags as booleans, numbers or strings."""
    if isinstance(value, str):
        return value.casefold() not in ("", "0", "false", "no")
    return bool(value)


# Names

_NAME_FIELDS: Final = {
    field.name.replace("_", "-"): (field.name, _flag if field.name in FLAGS else _text)
    for field in attrs.fields(Name)
    if field.name not in ("custom", "orcid")
}
"""Field of each key of a name object, and what reads its value."""
_NAME_KEYS: Final = tuple(
    (field.name, field.name.replace("_", "-"), field.default) for field in attrs.fields(Name) if field.name != "custom"
)
"""Each field of a name, its key and what it is when it is left out."""
_ORCID_KEYS: Final = ("orcid", "ORCID", "_orcid")


def _structure_name(value: Any, _: object = None) -> Name:
    if isinstance(value, str):
        return Name.parse(value) if _INVERTED.fullmatch(value) else Name(literal=value)
    if not isinstance(value, Mapping):
        raise ModelError(f"{_short(value)} is given where a name is expected")
    if not value.keys() & _NAMING:
        value = _translated(value)
    fields: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    for key, part in value.items():
        if part is None:
            continue
        known = _NAME_FIELDS.get(key)
        if known is None:
            extra[key] = part
        else:
            field, read = known
            fields[field] = read(part)
    orcid = next((extra.pop(key) for key in _ORCID_KEYS if isinstance(extra.get(key), str)), None)
    custom = extra.pop("custom", None)
    if orcid is None and custom is None and not extra:
        return Name(**fields)
    if isinstance(custom, Mapping):
        extra = {**custom, **extra}
    elif custom is not None:
        extra["custom"] = custom
    if orcid is not None:
        orcid = orcid.removeprefix("https://orcid.org/").removeprefix("http://orcid.org/")
    return Name(**fields, orcid=orcid, custom=extra or None)


_NAMING: Final = frozenset(("family", "given", "literal"))
_INVERTED: Final = re.compile(r"[^\W\d_][^,&0-9]{0,60},\s+[^\W\d_](?:[^,&0-9\s]*\s?){1,4}")
"""«Family, Given», where a program wrote names as text; no list, and no company's «Low, Hill & Sons»."""
NAME_PARTS_ELSEWHERE: Final = {
    **dict.fromkeys(("familyName", "family_name", "lastName", "last_name", "last", "surname"), "family"),
    **dict.fromkeys(("givenName", "given_name", "firstName", "first_name", "first", "forename"), "given"),
    **dict.fromkeys(("name", "fullName", "full_name", "displayName", "display_name", "full"), "literal"),
}
"""How other programs call the parts of a name."""


def _translated(value: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """A name of which no part has CSL's key, with CSL's keys as far as other programs' are known."""
    translated: dict[Any, Any] = {}
    for key, part in value.items():
        ours = NAME_PARTS_ELSEWHERE.get(key) if isinstance(part, str) else None
        translated[key if ours is None or ours in translated else ours] = part
    if "family" in translated and "literal" in translated:
        del translated["literal"]  # the same once more
    return translated


def _unstructure_name(name: Name) -> dict[str, Any]:
    if name == ET_AL:
        return {"literal": "others"}  # as pandoc and Better BibTeX write it
    record: dict[str, Any] = {}
    for field, key, default in _NAME_KEYS:
        value = getattr(name, field)
        if value != default:
            record[key] = value
    if name.custom:
        record["custom"] = dict(name.custom)
    return record


def _names(value: object) -> tuple[Name, ...]:
    if isinstance(value, (Mapping, str)):
        value = [value]
    if not isinstance(value, list):
        raise ModelError("a list of names is expected")
    return tuple(_structure_name(name) for name in value if not _is_nothing(name))


def _is_nothing(name: object) -> bool:
    """Whether what stands in the place of a name says nothing, as services write it for what they do not know."""
    return name in (None, "") or (isinstance(name, Mapping) and not any(name.values()))


# Dates


def structure_date(value: object, _: object = None) -> Date:
    """Make a `Date` of a CSL-JSON date object, an EDTF or a free-form string; anything else is a `ModelError`."""
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return Date.parse(str(value)) if value != "" else Date()
    if isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
        value = _of_points(value)
    elif isinstance(value, list):
        value = {"date-parts": value}
    elif isinstance(value, Mapping) and "year" in value:
        value = _of_points([value])
    if not isinstance(value, Mapping):
        raise ModelError(f"{_short(value)} is given where a date is expected")
    if isinstance(value.get("edtf"), str) and len(value) == 1:
        return Date.parse(value["edtf"])
    unknown = set(value) - _DATE_KEYS
    if unknown:
        raise ModelError(f"a date has no {', '.join(sorted(map(repr, unknown)))}")
    circa = _flag(value.get("circa"))
    given = value.get("date-parts") or []
    if not isinstance(given, list):
        raise ModelError(f"date-parts are {_short(given)}, but must be a list")
    if not any(isinstance(parts, list) for parts in given if parts not in ("", None)):
        given = [given]  # one date that is not in a list of its own
    if strangers := [parts for parts in given if parts and not isinstance(parts, list)]:
        raise ModelError(f"{_short(strangers[0])} is given where the parts of a date are expected")
    if len(given) == 1 and len(given[0] or ()) == 1 and isinstance(text := given[0][0], str) and "-" in text[1:]:
        return structure_date({**value, "date-parts": [text.split("-")]})
    points = [
        Point.from_parts(tuple(_number(part) for part in parts[:3] if part not in ("", None)), circa=circa)
        for parts in given
        if parts and parts[0] not in ("", None)
    ]
    literal, raw, season = (
        None if value.get(key) in (None, "") else _text(value[key]) for key in ("literal", "raw", "season")
    )
    number = whole_number(season or "")
    if points and number is not None and 1 <= number <= 4 and points[0].month is None:
        points[0] = attrs.evolve(points[0], month=20 + number)
        season = None
    if raw is not None:
        # `unstructure_date` leaves in raw what date-parts cannot say.
        read = Date.parse(raw)
        if read.raw is None and (not points or read.date_parts == [list(point.parts) for point in points]):
            return attrs.evolve(read, season=season, literal=literal)
    start = points[0] if points else None
    end: Point | Bound | None = points[1] if len(points) > 1 else None
    if isinstance(end, Point) and end.year == 0:
        end = Bound.OPEN  # how pandoc writes an open range
    return Date(start, end, season=season, literal=literal, raw=raw)


def _of_points(points: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The date object of pandoc's older form, years, months and days, or of a list with one date object."""
    if len(points) == 1 and "year" not in points[0]:
        return points[0]
    date: dict[str, Any] = {"date-parts": [_parts(one) for one in points if one.get("year") is not None]}
    for one in points:
        if unknown := set(one) - _POINT_KEYS:
            raise ModelError(f"a date has no {', '.join(sorted(map(repr, unknown)))}")
        date.update((key, one[key]) for key in ("circa", "literal", "raw") if one.get(key) is not None)
    return date


def _parts(point: Mapping[str, Any]) -> list[Any]:
    parts = [point["year"]]
    season = point.get("season")
    if isinstance(season, (str, int)) and point.get("month") is None:
        number = whole_number(str(season))
        parts.append(20 + number if number is not None and number < 5 else season)
    parts += [point[key] for key in ("month", "day") if point.get(key) is not None]
    return parts


def unstructure_date(date: Date) -> dict[str, Any]:
    """The CSL-JSON object of a date; what ``date-parts`` cannot say is repeated as EDTF in ``raw``."""
    record: dict[str, Any] = {}
    points = [point for point in (date.start, date.end) if isinstance(point, Point)]
    if points:
        record["date-parts"] = [list(point.parts) for point in points]
        if date.circa:
            record["circa"] = True
    for key in ("season", "literal", "raw"):
        if (value := getattr(date, key)) is not None:
            record[key] = value
    plain = [attrs.evolve(point, approximate=date.circa, uncertain=False, unspecified="") for point in points]
    if date.raw is None and (points != plain or len(points) != (date.start is not None) + (date.end is not None)):
        record["raw"] = date.edtf()
    return record


_DATE_KEYS: Final = frozenset({"date-parts", "season", "circa", "literal", "raw"})
_POINT_KEYS: Final = frozenset({"year", "month", "day", "season", "circa", "literal", "raw"})


def _number(value: object) -> int:
    with suppress(ValueError):
        if isinstance(value, (int, str)) and not isinstance(value, bool):
            return int(value)
    raise ModelError(f"{_short(value)} is given where a number of a date is expected")


# Relations


@cache
def _converter() -> Converter:
    """What reads and writes relations; made when the first is met, because most items have none."""
    import cattrs
    from cattrs.gen import make_dict_structure_fn

    converter = cattrs.Converter(detailed_validation=False, omit_if_default=True)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(bool, _flag)
    for kind in (Evidence, Relation):
        hook = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True)
        converter.register_structure_hook(kind, hook)
    return converter


def _relations(custom: dict[str, Any], report: Report) -> list[Relation]:
    """Take the relations out of `custom`; what is malformed stays there."""
    given = custom.pop(RELATIONS_KEY, None)
    relations: list[Relation] = []
    malformed = []
    if given is None:
        return relations
    for value in given if isinstance(given, list) else [given]:
        try:
            if not isinstance(value, Mapping):
                raise ModelError("a relation is an object with type and target")
            relations.append(_converter().structure(value, Relation))
        except Exception as error:  # cattrs lets through whatever a value of another kind makes its code raise
            report("malformed-relation", f"{_short(value)} is not a relation: {error}")
            malformed.append(value)
    if malformed:
        custom[RELATIONS_KEY] = malformed
    return relations


_STRUCTURE: Final[dict[str, Callable[[object], Any]]] = {
    "text": _text,
    "number": _text,
    "name": _names,
    "date": structure_date,
}
