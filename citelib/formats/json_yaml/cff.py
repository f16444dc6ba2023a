r"""CITATION.cff, the Citation File Format of software and data repositories.

Source of the keys: Citation File Format 1.2.0. The software or data is one item; ``preferred-citation`` and each of
``references`` are items of their own, to which it is related (``documented-by`` for the preferred citation, ``cites``
for references). Keys that CSL has no variable for stay in ``custom`` under ``cff:KEY``.

>>> from citelib.formats.exchange import loads
>>> text = "cff-version: 1.2.0\nmessage: m\ntitle: Tool\nauthors:\n- family-names: Doe\nversion: 1.10\n"
>>> item = loads(text, "cff")["doetool"]
>>> item.type, item.version
('software', '1.10')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from citelib.errors import ReadError
from citelib.formats.format import OF_NAMES, Format, Record, Source, Writing
from citelib.formats.json_yaml.yaml_values import read_yaml, untyped, write_yaml
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import kept_values, noted_type, read_extra
from citelib.formats.kit.fields import as_doi, page_range
from citelib.formats.kit.ids import made_id
from citelib.formats.kit.names.affiliations import affiliated, affiliations
from citelib.formats.kit.nested import listed, plain
from citelib.formats.kit.written import WrittenDraft
from citelib.model import Date, Item, Name, Point, Relation
from citelib.model.numbers import whole_number

__all__ = ["CFF"]

TYPES: Final[dict[str, str]] = {
    "software": "software", "software-code": "software", "software-container": "software",
    "software-executable": "software", "software-virtual-machine": "software", "data": "dataset", "database": "dataset",
    "article": "article-journal", "magazine-article": "article-magazine", "newspaper-article": "article-newspaper",
    "book": "book", "edited-work": "book", "proceedings": "book", "report": "report", "conference-paper":
    "paper-conference", "conference": "event", "thesis": "thesis", "unpublished": "manuscript", "blog": "post-weblog",
    "website": "webpage", "patent": "patent", "manual": "report", "map": "map", "music": "musical_score",
    "sound-recording": "song", "video": "motion_picture", "film-broadcast": "motion_picture", "multimedia":
    "motion_picture", "slides": "speech", "pamphlet": "pamphlet", "standard": "standard", "statute": "legislation",
    "bill": "bill", "legal-case": "legal_case", "legal-rule": "regulation", "hearing": "hearing", "art": "graphic",
    "encyclopedia": "entry-encyclopedia", "dictionary": "entry-dictionary", "generic": "document", "pre-print":
    "article", "personal-communication": "personal_communication", "magazine": "periodical", "serial": "periodical",
    "historical-work": "classic", "government-document": "report", "grant": "document", "audiovisual": "motion_picture",
}  # fmt: skip
"""CSL type of each CFF type; the first CFF type of a CSL type is the one that is written."""

FIELDS: Final[dict[str, str]] = {
    "title": "title", "abstract": "abstract", "doi": "DOI", "url": "URL", "version": "version", "license": "license",
    "journal": "container-title", "collection-title": "container-title", "volume": "volume", "issue": "issue",
    "edition": "edition", "isbn": "ISBN", "issn": "ISSN", "pmcid": "PMCID", "number-volumes": "number-of-volumes",
    "section": "section", "status": "status", "medium": "medium", "number": "number", "thesis-type": "genre",
}  # fmt: skip
"""Variable of each key that holds text; where two mean the same, the first is written."""

NAMES: Final[dict[str, str]] = {
    "authors": "author", "editors": "editor", "editors-series": "collection-editor", "translators": "translator",
    "recipients": "recipient",
}  # fmt: skip

_PLACES: Final = {"publisher": ("publisher", "publisher-place"), "institution": ("publisher", "publisher-place"),
                  "conference": ("event-title", "event-place"), "database-provider": ("source", "")}  # fmt: skip
_HANDLED: Final = frozenset(
    """
    cff-version message type authors keywords languages date-released date-published issue-date year month start end
    pages preferred-citation references identifiers notes date-accessed repository-code repository loc-start loc-end
    """.split()
)
_ADDRESSES: Final = ("url", "repository-code", "repository", "repository-artifact")


def read(source: Source) -> Iterator[Record]:
    """Yield the software or data, its preferred citation and its references.

    Raises:
        ReadError: The text is not a YAML mapping.
    """
    value = untyped(read_yaml(source.read_text(), format="cff", source=source.name, limits=source.limits))
    if not isinstance(value, dict):
        raise ReadError("this is not a mapping of keys", format="cff", source=source.name, line=1)
    main = _draft(value, value.get("type") or "software")
    others: list[tuple[str, Draft]] = []
    preferred = value.get("preferred-citation")
    if isinstance(preferred, dict):
        others.append(("documented-by", _draft(preferred, "generic")))
    others += [("cites", _draft(one, "generic")) for one in listed(value, "references") if isinstance(one, dict)]
    taken = {made_id(main.variables)}
    records: list[Record] = []
    for relation, draft in others:
        id, number = plain_id(draft), 1
        while id in taken:
            number += 1
            id = f"{plain_id(draft)}-{number}"
        taken.add(id)
        # The notes of a file that citelib wrote may say how the two are related; else the place in the file does.
        if not any(one.scheme == "id" and one.target == id for one in main.relations):
            main.relations.append(Relation(relation, id))
        records += draft.records(id)
    yield from main.records(plain(main.custom.pop("cff:id", None)))
    yield from records


def plain_id(draft: Draft) -> str:
    """The id that the file gives a reference, or one made from its variables."""
    return plain(draft.custom.pop("cff:id", None)) or made_id(draft.variables)


def _draft(value: Mapping[str, Any], kind: Any) -> Draft:
    draft = Draft("cff", getattr(value, "line", None))
    kind = value.get("type", kind)
    notes = [line for one in listed(value, "notes") for line in str(one).splitlines()]
    draft.type = noted_type(notes) or TYPES.get(str(kind), "document")
    if str(kind) != _OUT_TYPES.get(draft.type):
        draft.keep("type", str(kind))
    for note in notes:
        if not read_extra(note, draft):
            draft.append("note", note, "\n")
    for key, variable in FIELDS.items():
        text = ", ".join(found for one in listed(value, key) if (found := plain(one)))
        draft.put(variable, as_doi(text) or text if variable == "DOI" else text, key=key)
    for key in _ADDRESSES[1:]:
        if not draft.put("URL", plain(value, key), key=key):
            continue
    for key, variable in NAMES.items():
        draft.add(variable, [name for one in listed(value, key) if (name := _name(one))])
    for key, (variable, place) in _PLACES.items():
        draft.put(variable, plain(value, key, "name") or plain(value, key), key=key)
        if place:
            places = (plain(value, key, part) for part in ("city", "region", "country"))
            draft.put(place, ", ".join(part for part in places if part), key=f"{key}-place")
    draft.put("publisher-place", plain(value, "location", "name"))
    for one in listed(value, "identifiers"):
        if plain(one, "type") == "doi":
            draft.put("DOI", as_doi(plain(one, "value")), key="identifiers")
        elif plain(one, "type") == "url":
            draft.put("URL", plain(one, "value"), key="identifiers")
        else:
            draft.keep("identifiers", plain(one, "value"))
    for one in listed(value, "keywords"):
        draft.add_keyword(plain(one))
    draft.put("language", ", ".join(plain(one) for one in listed(value, "languages")))
    draft.put("page", page_range(plain(value, "start"), plain(value, "end")) or plain(value, "loc-start"))
    draft.put("number-of-pages", plain(value, "pages"))
    draft.put("accessed", plain(value, "date-accessed"))
    draft.put("issued", _date(value))
    for key, one in value.items():
        if key not in FIELDS and key not in NAMES and key not in _PLACES and key not in _HANDLED and one is not None:
            draft.custom[f"cff:{key}"] = one
    return draft


_CONTACT: Final = ("email", "website", "alias")
"""What CFF has of people besides."""


def _name(value: Any) -> Name | None:
    family, given = plain(value, "family-names"), plain(value, "given-names")
    orcid = plain(value, "orcid").rpartition("/")[2] or None
    # There is one affiliation; people who have several write them in it with semicolons.
    places = affiliated(plain(value, "affiliation").split("; ")) or {}
    custom = {**places, **{key: text for key in _CONTACT if (text := plain(value, key))}} or None
    if family or given:
        return Name(
            family=family or given,
            given=given or None if family else None,
            suffix=plain(value, "name-suffix") or None,
            non_dropping_particle=plain(value, "name-particle") or None,
            orcid=orcid,
            custom=custom,
        )
    literal = plain(value, "name") or plain(value, "alias")
    return Name(literal=literal, orcid=orcid, custom=custom) if literal else None


_LONGEST_YEAR: Final = 6


def _date(value: Mapping[str, Any]) -> Date | None:
    for key in ("date-published", "date-released", "issue-date"):
        if text := plain(value, key):
            return Date.parse(text)
    year, month = plain(value, "year"), plain(value, "month")
    number = whole_number(month)
    if whole_number(year.removeprefix("-")) and len(year) < _LONGEST_YEAR:
        return Date(Point(int(year), number if number is not None and 1 <= number <= 12 else None))
    return Date.parse(year) if year else None


# Writing

_OUT_TYPES: Final = {csl: kind for kind, csl in reversed(TYPES.items())}
_OUT: Final = {variable: key for key, variable in reversed(FIELDS.items())}


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield a CITATION.cff: the first item is the work itself, all others are its references.

    Args:
        items: Items; the first should be software or data.
    """
    works = list(items)
    head = {"cff-version": "1.2.0", "message": "If you use this work, please cite it as below."}
    if not works:
        yield write_yaml(head)
        return
    main, *rest = works
    is_main = main.type in ("software", "dataset")
    inside = {item.id for item in rest}
    kept = [one for one in main.relations if not (one.scheme == "id" and one.target in inside and one.type in _LINKS)]
    documents = {one.target for one in main.relations if one.type == "documented-by" and one.scheme == "id"}
    value = {**head, **_value(main.evolve(relations=kept), is_main)}
    for item in rest:
        record = _value(item, False)
        if item.id in documents and "preferred-citation" not in value:
            value["preferred-citation"] = record
        else:
            value.setdefault("references", []).append(record)
    yield write_yaml(value)


_LINKS: Final = frozenset(("cites", "documented-by"))


def _value(item: Item, is_main: bool) -> dict[str, Any]:
    draft = WrittenDraft(item)
    own = kept_values(item, "cff")
    kinds = own.pop("type", None)
    kind = next(
        (one for one in listed(kinds) if TYPES.get(str(one)) == item.type), _OUT_TYPES.get(item.type, "generic")
    )
    value: dict[str, Any] = {"id": item.id}
    if not (is_main and item.type == "software"):
        value["type"] = "dataset" if is_main else kind
    for variable, key in _OUT.items():
        value[key] = draft.take_exact(variable, as_doi) if variable == "DOI" else draft.take(variable)
    for key, variable in NAMES.items():
        value[key] = draft.take_names(variable, lambda name: _person(name) or None, _name)
    if publisher := draft.take("publisher"):
        value["publisher"] = {"name": publisher}
    value |= _written_date(draft, "date-released" if is_main else "date-published")
    value["start"], value["end"] = draft.take_pages()
    value["keywords"] = draft.take_keywords()
    draft.mark(("note",))
    value = {key: one for key, one in value.items() if one not in ("", None, [])}
    for key, one in own.items():
        value.setdefault(key, one)
    notes = ([] if item.type in _OUT_TYPES else [f"type: {item.type}"]) + list(draft.lines())
    notes += [line for line in draft.value("note").splitlines() if line.strip()]
    return value | ({"notes": "\n".join(notes)} if notes else {})


def _written_date(draft: WrittenDraft, key: str) -> dict[str, Any]:
    """The day under its key, or year and month under theirs."""
    parts = draft.take_parts("issued", range(1, 10_000))
    if len(parts) == len(_ISO_DATE):
        return {key: "-".join(f"{part:0{width}}" for part, width in zip(parts, _ISO_DATE, strict=True))}
    return dict(zip(("year", "month"), parts, strict=False))


_ISO_DATE: Final = (4, 2, 2)
"""Digits of year, month and day."""


def _person(name: Name) -> dict[str, str]:
    if name.literal is not None:
        person = {"name": " ".join(name.literal.split())}
    else:
        given = " ".join(part for part in (name.given, name.dropping_particle) if part)
        person = {
            "family-names": name.family or "", "given-names": given, "name-particle": name.non_dropping_particle or "",
            "name-suffix": name.suffix or "",
        }  # fmt: skip
    if name.orcid:
        person["orcid"] = f"https://orcid.org/{name.orcid}"
    person["affiliation"] = "; ".join(affiliations(name))
    person |= {key: text for key in _CONTACT if isinstance(text := (name.custom or {}).get(key), str)}
    return {key: text for key, value in person.items() if (text := " ".join(value.split()))}


def sniff(text: str) -> float:
    """Sure of ``cff-version``."""
    return 1.0 if text.startswith("cff-version:") or "\ncff-version:" in text else 0.0


CFF: Final = Format(
    "cff",
    "CITATION.cff",
    sniff=sniff,
    read=read,
    write=write,
    aliases=("citation-cff", "citation.cff"),
    note="how software and data ask to be cited, with their references",
    of_names=OF_NAMES,
)
"""Citation File Format."""
