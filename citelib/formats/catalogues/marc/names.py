"""People, bodies and meetings of MARC records, and who did what by the statement of responsibility.

>>> responsibility("Homer ; translated by E. V. Rieu ; edited and introduced by Peter Jones", "Rieu")
['translator']
>>> read_person(MarcField("100", "1 ", [("a", "King, Martin Luther,"), ("c", "Jr.,"), ("d", "1929-1968.")]))
Name(family='King', given='Martin Luther', suffix='Jr.', custom={'dates': '1929-1968'})
"""

from __future__ import annotations

import re
from typing import Any, Final

import attrs

from citelib.formats.catalogues.cataloguing import LIFE, clean
from citelib.formats.catalogues.marc.record import MarcField, parse_field, write_field
from citelib.formats.catalogues.marc.tables import UNDERSTOOD
from citelib.formats.catalogues.roles import role, roles
from citelib.formats.kit.names import read_name
from citelib.formats.kit.names.affiliations import affiliated, affiliations
from citelib.model import Name
from citelib.model.custom import DATES

__all__ = ["known_roles", "name_field", "names_editor", "read_body", "read_person", "responsibility"]

_VERBS: Final = {
    "editor": r"\bed(?:ited|itors?|s?\.|iert|ição|izione|ición)|\bhrsg|herausge|herausgegeben|\bédit|\béd\.|a cura di"
    r"|\bred(?:\.|ig)|direction d|\bdir(?:\.|igé)|coord|\bosg\b|pod red|под ред|editad|\butg\.|\budg\.|toim\b",
    "translator": r"translat|\btrans\.|\btr\. |übers|aus dem \w+ von|tradui|traduc|tradu[zt]|trad\.|vertaald|\bvert\.|"
    r"övers|overs(?:at|ett)|przeł|překl|перев|from the \w+ by|suom\.",
    "illustrator": r"illus|\bill\.|ilustr|drawings|pictures by|Zeichn|\bdessins?\b|\bBilder\b",
    "compiler": r"compil|\bcomp\.|zusammengest|selected by|ausgewählt",
    "contributor": r"introd|forew|prefac|préf|pref\.|prólog|prefaz|\bvorw|einleit|\beinf\b|geleitw|mitarb|assist|"
    r"contribut|collab|annot|\bnotes\b|comment|kommentar|nachw|avant-prop|postfa|afterw|epilog|revised by|\brev\. by",
    "composer": r"\bmusic by|\bMusik\b|musique|compos",
    "director": r"direct(?:ed|or)|\bRegie\b|réalis|a film by|film by",
    "producer": r"produced",
    "script-writer": r"screenplay|drehbuch|scénario|\bguión|script by|teleplay",
    "narrator": r"read by|narrat|gelesen von",
}
_CLAUSES: Final = {variable: re.compile(pattern, re.IGNORECASE) for variable, pattern in _VERBS.items()}
"""What a clause of a statement of responsibility says of those whom it names, in the languages of catalogues."""

_TITLES: Final = re.compile(
    r"(?:pope|saint|sainte?|king|queen|emperor|empress|prince|princess|sultan|duke|count|earl|baron|bishop|archbishop"
    r"|cardinal|patriarch|sir|dame|lady|lord|rabbi|imam|shah|czar|tsar|prophet|spirit|papst|könig|kaiser|bischof"
    r"|pape|roi|reine|papa)\b",
    re.IGNORECASE,
)
_SUFFIX: Final = re.compile(r"(?:Jr|Sr|I{2,3}|IV|VI*)\.?", re.IGNORECASE)
_PEOPLE: Final = frozenset(("100", "700", "720"))


def responsibility(statement: str, family: str) -> list[str] | None:
    """Name variables of a person by the first clause of the statement that names the family; None if none does.

    Args:
        statement: The statement of responsibility (245 $c), clauses separated by semicolons.
        family: Family name.
    """
    folded = family.casefold()
    for clause in statement.split(";"):
        # A verb at the end of the clause belongs to other names.
        before, found, after = clause.casefold().partition(folded)
        if folded and found:
            said = [variable for variable, pattern in _CLAUSES.items() if pattern.search(before)]
            return said or (
                ["editor"] if re.match(r"[^;]*[(\[]?\b(?:eds?\.|hrsg|editors?\b|dir\.)", after) else ["author"]
            )
    return None


def names_editor(statement: str) -> bool:
    """Whether a statement of responsibility says of anybody that it is the editor."""
    return _CLAUSES["editor"].search(statement) is not None


def known_roles(field: MarcField) -> tuple[list[str], bool]:
    """Name variables that a field's relators say, and whether one says that it is nobody to cite."""
    words = [part for word in field.all("j" if field.tag in ("111", "711") else "e") for part in _relators(word)]
    return roles([*words, *field.all("4")])


def _relators(word: str) -> list[str]:
    """The roles in one subfield, such as ``editor, translator``."""
    return [part for part in re.split(r",\s+| and | und | et ", word) if part.strip(" .,")]


def read_person(field: MarcField) -> Name | None:
    """The person of field 100, 700 or 720, or None if it has no name."""
    whole = field.first("a").strip().rstrip(",;:/ ").strip()
    if not whole:
        return None
    custom, orcid = _rest(field)
    if not field.first("d") and (life := LIFE.search(whole)):
        whole, custom = whole[: life.start()], {**(custom or {}), DATES: life[0].strip(" ,.")}
    if field.tag == "720" and field.indicators[0] != "1" and field.first("7").casefold().startswith("organi"):
        return Name(literal=whole, custom=custom)
    if field.indicators[0] == "3":
        return _whole(field, clean(whole))
    addition = field.first("c").strip(" ,.")
    if "," not in whole:
        forename = " ".join(filter(None, (clean(whole), clean(field.first("b")))))
        if field.indicators[0] == "0":
            # «John Paul II, Pope», but «Thomas, Aquinas, Saint».
            epithet = addition.partition(",")[0]
            return _whole(field, forename if not epithet or _TITLES.match(epithet) else f"{forename} {epithet}")
        name = read_name(whole) if field.indicators[0] != "1" else Name(clean(whole))
        return attrs.evolve(name, custom=custom, orcid=orcid)
    name = read_name(clean(whole) if whole.endswith(".") and not re.search(r"\b\w\.$", whole) else whole)
    suffix = name.suffix or (field.first("c").strip(" ,") if _SUFFIX.fullmatch(addition) else None)
    return attrs.evolve(name, suffix=suffix, custom=custom, orcid=orcid)


def _whole(field: MarcField, name: str) -> Name:
    """A person known by forename, or a family: a literal name with the field that says so, without the roles."""
    rest = [(code, value) for code, value in field.subfields if code not in "e4"]
    return Name(literal=name, custom={"marc": write_field(MarcField(field.tag, field.indicators, rest))})


def read_body(field: MarcField) -> Name | None:
    """The body of field 110 or 710, or the meeting of 111 or 711, with the units below it; None without a name."""
    parts = [clean(value) for value in field.all("ab" if field.tag in ("110", "710") else "ae")]
    whole = ". ".join(part for part in parts if part)
    return Name(literal=whole, custom=_rest(field)[0]) if whole else None


_ORCID: Final = re.compile(
    r"(?:https?://orcid\.org/|\(orcid\)\s*|ORCID:?\s*)([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])"
)


def _rest(field: MarcField) -> tuple[dict[str, Any] | None, str | None]:
    """Dates of life, the subfields that are not read, and the ORCID."""
    custom: dict[str, Any] = {}
    orcid = None
    rest: list[tuple[str, str]] = []
    for code, value in field.subfields:
        if code in "01" and (match := _ORCID.search(value)):
            orcid = match[1]
        elif code == "d" and field.tag in _PEOPLE:
            custom.setdefault(DATES, value.rstrip(".,"))
        elif code != "u" and not _is_read(field.tag, code, value):
            rest.append((code, value))
    custom |= affiliated(field.all("u")) or {}
    if rest:
        custom["marc"] = write_field(MarcField(field.tag, "  ", rest))[2:]
    return custom or None, orcid


def _is_read(tag: str, code: str, value: str) -> bool:
    if code == "c" and tag in _PEOPLE:
        return bool(_SUFFIX.fullmatch(value.strip(" ,.")))
    if code in "e4":
        return any(map(role, _relators(value)))
    return code in UNDERSTOOD[tag]


def name_field(tag: str, name: Name, relator: str, whole: str) -> MarcField:
    """The field of a name, with what `read_person` and `read_body` have kept of it.

    Args:
        tag: ``1`` for the main entry or ``7``.
        name: The name.
        relator: Code or word of the role.
        whole: The name as one text.
    """
    custom = name.custom or {}
    dates, rest = custom.get(DATES), custom.get("marc")
    role_subfield = ("4" if len(relator) == _CODE else "e", relator)
    if isinstance(rest, str) and not rest.startswith("$"):
        field = parse_field(f"{tag}00", rest)
        if field is not None and (read := read_person(field)) is not None and read.literal == name.literal:
            return attrs.evolve(field, subfields=[*field.subfields, role_subfield])
    kept = parse_field(f"{tag}00", f"##{rest}") if isinstance(rest, str) else None
    after = kept.subfields if kept else []
    before = [(code, value) for code, value in after if code in "bcq"]
    subfields = [("a", whole), *before]
    if isinstance(dates, str) and dates:
        subfields.append(("d", dates))
    subfields += [("u", place) for place in affiliations(name)]
    subfields += [pair for pair in after if pair not in before]
    if name.orcid:
        subfields.append(("1", f"https://orcid.org/{name.orcid}"))
    subfields.append(role_subfield)
    is_body = name.literal is not None
    return MarcField(f"{tag}10" if is_body else f"{tag}00", "2 " if is_body else "1 ", subfields)


_CODE: Final = 3
"""Length of a relator code."""
