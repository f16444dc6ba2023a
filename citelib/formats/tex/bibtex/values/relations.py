r"""Relations between entries: ``related`` and ``relatedtype`` of BibLaTeX, ``crossref``, ``xref``, ``entryset``.

BibLaTeX gives an entry one ``relatedtype`` for all of ``related``. What does not fit goes to the field ``relations``
of our own, which holds ``type scheme target`` and, if there is evidence, a JSON list of the quoted words and their
place, separated by semicolons.

>>> write_relations([Relation("reports-on", "a"), Relation("mentions", "10.1/b", "doi")])
{'related': 'a', 'relatedtype': 'reportson', 'relations': 'mentions doi 10.1/b'}
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, Final

from citelib.errors import ModelError, UnknownNameError
from citelib.model import RELATION_TYPES, Evidence, Relation, relation_type

__all__ = ["CROSSREF", "RELATION_FIELDS", "read_relations", "write_relations"]

CROSSREF: Final = ("crossref", "xref")
"""Fields that say in which entry this one is; as relations they are ``part-of`` and remember the field."""

RELATION_FIELDS: Final = (*CROSSREF, "related", "relatedtype", "relations", "entryset")

_MARK: Final = "biblatex:field"
_SEPARATOR = re.compile(r"\s*;?")
_ONE = re.compile(r"\s*([a-z-]+)\s+(id|doi|pmid|url)\s+(\S+)\s*")


def read_relations(fields: dict[str, str]) -> tuple[list[Relation], list[str]]:
    """The relations of an entry, taking out of `fields` those that they say everything of.

    Args:
        fields: Text of the fields; `RELATION_FIELDS` are looked at.

    Returns:
        The relations, and what could not be read.
    """
    relations: list[Relation] = []
    faults: list[str] = []
    for name in CROSSREF:
        if name in fields and not re.search(r"[^\s,]\s+[^\s,]", fields[name].strip()):
            relations += [Relation("part-of", key, custom={_MARK: name}) for key in _keys(fields.pop(name))]
    if "entryset" in fields:
        relations += [Relation("has-part", key, custom={_MARK: "entryset"}) for key in _keys(fields.pop("entryset"))]
    if "related" in fields:
        word = fields.get("relatedtype", "related").strip()
        kind = relation_type("biblatex", word) or relation_type("biblatex", _SYNONYMS.get(word.lower(), ""))
        if kind is None:
            faults.append(f"the relatedtype {word!r} is not known")
        custom = None if kind is not None and kind.biblatex == word else {"biblatex:relatedtype": word}
        name = kind.name if kind else "related-to"
        relations += [Relation(name, key, custom=custom) for key in _keys(fields.pop("related"))]
        fields.pop("relatedtype", None)
    if "relations" in fields:
        read = _read_list(fields["relations"])
        if read is None:
            faults.append("the field 'relations' is not written as citelib writes it")
        else:
            relations += read
            del fields["relations"]
    return relations, faults


_SYNONYMS: Final = {
    "translationas": "translatedas",
    "reprintas": "replacedby",
    "reprintfrom": "reprintof",
    "": "related",
    "bytranslator": "translatedas",
}


def _keys(text: str) -> list[str]:
    return [key for key in (key.strip() for key in text.split(",")) if key]


def _read_list(text: str) -> list[Relation] | None:
    found = []
    at = 0
    decoder = json.JSONDecoder()
    while at < len(text):
        match = _ONE.match(text, at)
        if match is None:
            return None
        at = match.end()
        target = match[3]
        evidence = None
        try:
            if target.endswith(";"):
                target = target[:-1]
            elif text.startswith("[", at):
                values, at = decoder.raw_decode(text, at)
                evidence = Evidence(*values)
                if separator := _SEPARATOR.match(text, at):
                    at = separator.end()
            elif at < len(text):
                return None
            found.append(Relation(match[1], target, match[2], evidence))
        except (ModelError, UnknownNameError, ValueError, TypeError, RecursionError):
            return None
    return found


def write_relations(relations: Iterable[Relation]) -> dict[str, str]:
    """The fields that say the relations, as text."""
    fields: dict[str, list[str]] = {}
    first_word: str | None = None
    rest = []
    for relation in relations:
        custom: dict[str, Any] = dict(relation.custom or {})
        field = custom.get(_MARK)
        is_key = relation.scheme == "id" and not re.search(r"[,\s{}\"%#\\]", relation.target)
        word = custom.get("biblatex:relatedtype") or RELATION_TYPES[relation.type].biblatex
        if not is_key or relation.evidence is not None or not isinstance(word, str):
            rest.append(relation)
        elif field in CROSSREF and field not in fields and relation.type == "part-of":
            fields[str(field)] = [relation.target]
        elif field == "entryset" and relation.type == "has-part":
            fields.setdefault("entryset", []).append(relation.target)
        elif first_word in (None, word):
            first_word = word
            fields.setdefault("related", []).append(relation.target)
        else:
            rest.append(relation)
    texts = {name: ",".join(keys) for name, keys in fields.items()}
    if first_word is not None:
        texts["relatedtype"] = first_word
    if rest:
        texts["relations"] = "; ".join(map(_written, rest))
    return texts


def _written(relation: Relation) -> str:
    target = re.sub(r"\s", "%20", relation.target)
    text = f"{relation.type} {relation.scheme} {target}"
    if (evidence := relation.evidence) is None:
        return text
    values = [evidence.quote, evidence.start, evidence.end, evidence.source]
    while values[-1] is None:
        values.pop()
    # White space is folded in a field, so it is written as JSON's escapes where it counts.
    quoted = json.dumps(values, ensure_ascii=False).replace("  ", " \\u0020")
    return f"{text} {quoted}"
