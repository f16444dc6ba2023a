"""Names as formats write them: ``Family, Given, Suffix`` on one line, in both directions.

>>> read_name("Moda-Sava, R. N.")
Name(family='Moda-Sava', given='R. N.')
>>> read_name("World Health Organization")
Name(literal='World Health Organization')
>>> write_name(Name(literal="University of California, Berkeley"))
'University of California,, Berkeley'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from citelib.formats.kit.names.lists import split_han
from citelib.model import ET_AL, Name
from citelib.model.names import is_body, is_suffix, is_suffix_alone, stands_for_others

__all__ = [
    "completed",
    "in_reading_order",
    "is_east_asian",
    "is_same_text",
    "read_in_order",
    "read_initials",
    "read_name",
    "read_names",
    "split_names",
    "whole_person",
    "with_dots",
    "with_spaces",
    "without_others",
    "write_name",
]

_COMPANY: Final = re.compile(r"(?:Inc|Ltd|LLC|LLP|Corp|Co\.|Company|Limited|Incorporated|GmbH|PLC|Pty)\b\.?.*")
_INITIALS: Final = re.compile(
    r"((?:(?:[a-zà-ÿ']+|D[aeiou]|D[aeo]s|Del|La|Le|Van|Von|Den|Der|Ten|Ter) )*[^\W\d_][\w'’-]*[^\W\d_A-Z][\w'’-]*)"
    r"\s+([A-ZÀ-ÞА-ЯЁ](?:[.\s-]*[A-ZÀ-ÞА-ЯЁ]){0,3}\.?)"
)
_CAPITAL_AND_SMALL: Final = "[A-ZÀ-Þ][a-zß-ÿ'’-]+"
_TWO_FAMILIES: Final = re.compile(
    rf"((?:(?:d[aeo]s?|del|de la|van|von) )?{_CAPITAL_AND_SMALL} {_CAPITAL_AND_SMALL})"
    r" ([A-ZÀ-Þ](?:\.?[ -]?[A-ZÀ-Þ]){0,3}\.?)"
)
"""Two family names and initials; without full stops or a particle in front, it may be a company («Volvo Car AB»)."""
_FORMS_OF_COMPANIES: Final = frozenset("S.A. N.V. A.G. S.L. B.V. A.S. A.B. L.P. D.C. U.S.".split())
_LONGEST: Final = 200
"""Characters of a name that is looked at for initials and suffixes; what is longer is none that a person has."""
_PARTICLE: Final = "(?:af|av|da|das|de|del|della|den|der|des|di|do|dos|du|la|le|te|ten|ter|van|vom|von|zu|zum|zur)"
_PARTICLES: Final = re.compile(rf"(?<=\S)\s+({_PARTICLE}(?:\s+{_PARTICLE})*)$")


_EMAIL: Final = re.compile(r"\s*[(<\[]([^\s()<>\[\],;@]+@[^\s()<>\[\],;@]+)[)>\]]")
"""An address for mail, which some databases have behind the name."""
_BEHIND: Final = re.compile(r"(.*\w[^\w\s]*)\s+([JS]r\.?|I{2,3}|IV)")
"""A suffix that stands behind the given names without a comma."""


def read_name(text: str) -> Name:
    """Read ``Family, Given``; without a comma, ``Family AB`` is a person with initials and all else literal.

    Two commas in a row, EndNote's sign for an institution with a comma in its name, and a comma at the end mean the
    same: the name is literal.

    >>> read_name("Humboldt, Alexander von")
    Name(family='Humboldt', given='Alexander', dropping_particle='von')
    >>> read_name("Bramwick, V."), read_name("King, Jr.")
    (Name(family='Bramwick', given='V.'), Name(family='King', suffix='Jr.'))
    >>> read_name("King, Martin Luther Jr.")
    Name(family='King', given='Martin Luther', suffix='Jr.')
    """
    text = " ".join(text.split())
    if "@" in text and (match := _EMAIL.search(text)) and (rest := f"{text[: match.start()]}{text[match.end() :]}"):
        return attrs.evolve(read_name(rest), custom={"email": match[1]})
    if "||" in text:  # Zotero's sign in notes
        family, _, given = (part.strip() for part in text.partition("||"))
        return Name(family or None, given or None)
    if ",," in text or text.endswith(",") or text.startswith(","):
        return Name(literal=_single_commas(text) or text)
    family, comma, given = text.partition(",")
    if not comma:
        return read_initials(text) or _initials_first(text) or Name(literal=text)
    family, given = family.rstrip(), given.lstrip()
    if _COMPANY.fullmatch(given):
        return Name(literal=_single_commas(text))
    suffix = None
    if given.startswith(","):  # `write_name` leaves the place of the given names empty: «Roa, , Baroness»
        return attrs.evolve(read_name(f"{family}, N."), given=None, suffix=given.strip(", ") or None)
    if is_suffix_alone(given):
        given, suffix = "", given
    elif "," in given:
        first, _, rest = (part.strip() for part in given.partition(","))
        before, _, last = (part.strip() for part in given.rpartition(","))
        if is_suffix(last):
            given, suffix = before, last
        elif is_suffix(first):
            given, suffix = rest, first
    elif " " in given and len(given) < _LONGEST and (match := _BEHIND.fullmatch(given)):
        given, suffix = match.groups()
    given = given.strip(", ")
    if suffix and not given and not is_suffix_alone(suffix):
        given, suffix = suffix, None
    # Catalogues put the particle that is dropped behind the given names.
    dropping = None
    if " " in given and len(given) < _LONGEST and (particle := _PARTICLES.search(given)):
        given, dropping = given[: particle.start()], particle[1]
    if not family[:1].islower() or " " not in family:
        return Name(family or None, given or None, suffix, dropping)
    # The particle in front of the family name is found by the rules of `Name.parse`.
    name = Name.parse(f"{family}, N.")
    return attrs.evolve(name, given=given or None, suffix=suffix, dropping_particle=dropping)


def read_in_order(text: str) -> Name:
    """Read a name in reading order, ``Ada Roa``; one with a comma is read as `read_name` does, an institution literal.

    >>> read_in_order("Ada Roa"), read_in_order("Roa, Ada"), read_in_order("Road Office")
    (Name(family='Roa', given='Ada'), Name(family='Roa', given='Ada'), Name(literal='Road Office'))
    """
    is_person = "," not in text and 1 < len(text.split()) <= _MOST_WORDS and not is_body(text)
    return Name.parse(text) if is_person else read_name(text)


_SEVERAL: Final = 2
_MOST_WORDS: Final = 5
"""Words that the name of a person has at most."""


def read_names(texts: Sequence[str]) -> list[Name]:
    """Read the names of one list, each as `read_name` does, or all in reading order where none of several has a comma.

    Some programs write lists so in formats that want the family name first.

    >>> read_names(["Ada Roa", "Bo van Vu"])
    [Name(family='Roa', given='Ada'), Name(family='Vu', given='Bo', non_dropping_particle='van')]
    >>> read_names(["Ada Roa"]), read_names(["Roa A", "Vu B"])[0]
    ([Name(literal='Ada Roa')], Name(family='Roa', given='A'))
    """
    return in_reading_order([read_name(text) for text in texts])


def in_reading_order(names: list[Name]) -> list[Name]:
    """The names of a list, none of which could be read as one of a person, in reading order if several look like it."""
    unread = [name.literal for name in names if name.literal and not stands_for_others(name)]
    people = [text for text in unread if 1 < len(text.split()) <= _MOST_WORDS and not is_body(text)]
    if len(people) < _SEVERAL or any(not name.literal and not stands_for_others(name) for name in names):
        return names
    return [
        attrs.evolve(read_in_order(name.literal), orcid=name.orcid, custom=name.custom)
        if name.literal in people
        else name
        for name in names
    ]


def whole_person(names: Sequence[Name]) -> str | None:
    """The one name of a list if it is read as an institution's and may be a person's, written without a comma.

    >>> whole_person([Name(literal="Ada Roa")]), whole_person([Name(literal="World Health Organization")])
    ('Ada Roa', None)
    """
    text = names[0].literal if len(names) == 1 else None
    is_doubtful = text is not None and _GIVEN_AND_FAMILY.fullmatch(text) is not None and not is_body(text)
    return text if is_doubtful else None


_GIVEN_AND_FAMILY: Final = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ'’-]+ (?:[A-Z]\. ?)*[A-ZÀ-Þ][\w'’-]+")


def split_names(text: str) -> list[str]:
    """The names in a field for one, of which some databases make a list with semicolons.

    >>> split_names("王小明;李四;"), split_names("Roa, Ada; Vu, Bo"), split_names("Low & Sons; Hill, Ltd.")
    (['王小明', '李四'], ['Roa, Ada', 'Vu, Bo'], ['Low & Sons; Hill, Ltd.'])
    >>> split_names("['Roa, Ada', 'Vu, Bo']")  # as programs print a list
    ['Roa, Ada', 'Vu, Bo']
    """
    if text.startswith(("['", '["')) and text.endswith(("']", '"]')):
        return [one or other for one, other in _QUOTED.findall(text)]
    if not text.isascii() and len(han := split_han(text)) > 1:
        return han
    parts = [part.strip() for part in re.split("[;；]", text) if part.strip()]
    is_list = len(parts) > 1 and all(part.count(",") == 1 or not part.isascii() for part in parts)
    return parts if is_list or (len(parts) == 1 and text.rstrip().endswith((";", "；"))) else [text]


_QUOTED: Final = re.compile(r"'([^']+)'(?=[,\]])|\"([^\"]+)\"(?=[,\]])")
"""Names in a list as programs print it, ``['Roa, Ada', "O'Dea, Bo"]``."""
_INITIALS_FIRST: Final = re.compile(
    rf"((?:[^\W\d_]\.[ -]?){{1,4}}) ?((?:{_PARTICLE} ){{0,2}}[^\W\d_][^\W\d_'’-]+(?:[-'’ ][^\W\d_][^\W\d_'’]+)?)"
)
_STATES: Final = frozenset(("U.S.", "U. S.", "U.K.", "U. K.", "U.N.", "U. N.", "E.U."))
"""What stands in front of names of institutions and is not initials of anybody."""


def _initials_first(text: str) -> Name | None:
    """Read ``A. B. Family`` or ``A. Given Family``, which no institution is called, or None if it is something else.

    >>> read_name("A. B. van der Roa"), read_name("U.S. Congress"), read_name("W. Bruce Lindt")
    (Name(family='Roa', given='A. B.', non_dropping_particle='van der'), Name(literal='U.S. Congress'), \
Name(family='Lindt', given='W. Bruce'))
    """
    match = _INITIALS_FIRST.fullmatch(text) if "." in text[:2] and len(text) < _LONGEST else None
    if match is None or is_body(text) or match[1].strip() in _STATES:
        return None
    return Name.parse(f"{match[1].strip()} {match[2]}")


def without_others(name: Name) -> list[Name]:
    """A name, and `ET_AL` behind it if its text ends with «et al.», or if it is no more than that.

    >>> without_others(Name("Roa", "Ada, et al."))
    [Name(family='Roa', given='Ada'), Name(literal='et al.')]
    >>> without_others(read_name("et al.")), without_others(Name(literal="王小明等"))
    ([Name(literal='et al.')], [Name(literal='王小明'), Name(literal='et al.')])
    """
    last = name.literal or name.given or name.family or ""
    if (name.family or last).endswith(_ELLIPSES) or last.endswith(_ELLIPSES):
        return _without_ellipsis(name)
    if last.isascii():
        if last.rstrip("]).").casefold()[-3:] not in (" al", "al"):
            return [name]
    elif match := _HAN_OTHERS.fullmatch(last):
        return [attrs.evolve(name, literal=match[1]) if name.literal else Name(literal=match[1]), ET_AL]
    if name.family and f"{name.given} {name.family}".casefold().rstrip(".") == "et al":
        return [ET_AL]
    rest = _OTHERS_BEHIND.sub("", last)
    if rest == last:
        return [name]
    if name.literal is not None:
        return [read_name(rest), ET_AL] if rest else [ET_AL]
    if name.given:
        return [attrs.evolve(name, given=rest or None), ET_AL]
    return [attrs.evolve(name, family=rest), ET_AL] if rest else [ET_AL]


_ELLIPSES: Final = ("…", "...")
"""How Google Scholar ends a list that it cuts short."""


def _without_ellipsis(name: Name) -> list[Name]:
    """A name without the ellipsis behind any part of it, and `ET_AL`; initials keep their full stop.

    >>> without_others(Name("Kamau…", "D.")), without_others(Name(literal="..."))
    ([Name(family='Kamau', given='D.'), Name(literal='et al.')], [Name(literal='et al.')])
    """
    family, given, literal = (
        _ELLIPSIS_BEHIND.sub("", part or "") or None for part in (name.family, name.given, name.literal)
    )
    is_person = family or given or literal
    return [attrs.evolve(name, family=family, given=given, literal=literal), ET_AL] if is_person else [ET_AL]


_ELLIPSIS_BEHIND: Final = re.compile(r"(?<![\s,])[\s,]*+(?:…|\.{3})$|^(?:…|\.{3})$")
_OTHERS_BEHIND: Final = re.compile(r"(?<![\s,;&])[\s,;&]*+(?<![^\W\d_])[(\[]?et\.?\s+al\.?[)\]]?\.?$", re.IGNORECASE)
_HAN_OTHERS: Final = re.compile("([\u3400-\u9fff]{2,4})等人?")


def read_initials(text: str) -> Name | None:
    """Read ``Family AB`` with one to four initials, or None if it is something else.

    >>> read_initials("van der Berg LM")
    Name(family='Berg', given='LM', non_dropping_particle='van der')
    """
    match = _INITIALS.fullmatch(text) if len(text) < _LONGEST else None
    if match is None and len(text) < _LONGEST and (two := _TWO_FAMILIES.fullmatch(text)):
        is_person = ("." in two[2] or two[1][0].islower()) and two[2] not in _FORMS_OF_COMPANIES and not is_body(text)
        match = two if is_person else None
    return Name.parse(f"{match[1]}, {match[2]}") if match else None


def write_name(name: Name) -> str:
    """``Family, Given, Suffix``, or the literal name such that `read_name` knows it again; always one line."""
    if name.literal is None:
        family = " ".join(name.full_family.replace(",", " ").split())
        given = " ".join(part for part in (name.given, name.dropping_particle) if part)
        parts = [family or given, given if family else "", name.suffix]
        if name.suffix and family and not given and not is_suffix_alone(name.suffix):
            parts[1] = " "  # behind a single comma, it would be a given name
        text = ", ".join(part for part in parts if part)
    else:
        text = _single_commas(name.literal)
        if "," in text:
            if not _COMPANY.fullmatch(text.partition(",")[2].strip()):
                text = text.replace(",", ",,", 1)
        elif read_initials(text):
            text += ","
    return " ".join(text.split()).strip(" ")


def _single_commas(text: str) -> str:
    return ", ".join(part for part in (" ".join(part.split()) for part in text.split(",")) if part)


_CAPITAL: Final = "[A-ZÀ-ÞА-ЯЁІЇЄҐ]"
_JOINED_INITIALS: Final = re.compile(rf"(?<=\b{_CAPITAL}\.)(?={_CAPITAL}\.)")
_BARE_INITIAL: Final = re.compile(rf"(?<![\w.'’-])({_CAPITAL})(?![\w.'’])")
_BEHIND_HYPHEN: Final = re.compile(rf"(?<={_CAPITAL})-({_CAPITAL})(?=$|\s)")
_CAPITALS: Final = re.compile(rf"{_CAPITAL}{{2,4}}")


def with_dots(name: Name) -> Name:
    """The name with full stops behind bare initials, as databases leave them out, and spaces between initials.

    >>> with_dots(Name("Raaij", "M J")).given, with_dots(Name("Logunov", "D.V.")).given
    ('M. J.', 'D. V.')
    >>> with_dots(Name("ROA", "LUIS")).given, with_dots(Name("ROA", "LB")).given
    ('LUIS', 'L. B.')
    >>> with_dots(Name("Сухов", "АБ")).given, with_dots(Name("Øye", "Å")).given
    ('А. Б.', 'Å.')
    """
    given = name.given
    if not given:
        return name
    given = given.strip()
    # Where everything is in capitals, «LUIS» is a name.
    most = _SEVERAL if name.family and len(name.family) > _SEVERAL and name.family.isupper() else 4
    if _CAPITALS.fullmatch(given) and len(given) <= most:
        given = " ".join(given)
    given = _JOINED_INITIALS.sub(" ", _BARE_INITIAL.sub(r"\1.", given))
    return attrs.evolve(name, given=_BEHIND_HYPHEN.sub(r".-\1.", given))


def with_spaces(name: Name) -> Name:
    """The name with spaces between its initials.

    >>> with_spaces(Name("Logunov", "D.V.")).given
    'D. V.'
    """
    return attrs.evolve(name, given=_JOINED_INITIALS.sub(" ", name.given)) if name.given else name


def is_same_text(read: Name | None, name: Name) -> bool:
    """Whether a reader has made of what was written for a name that very name, but for what notes cannot say either.

    Args:
        read: What it has made.
        name: The name.
    """
    return read is not None and attrs.evolve(read, custom=None, orcid=None, parse_names=None) == attrs.evolve(
        name, custom=None, orcid=None, parse_names=None
    )


def completed(read: Iterable[Name], exact: Iterable[Name]) -> list[Name] | None:
    """Names as notes have them exactly, with what else stands in their places; None if these are other people.

    >>> completed([Name("King", "Martin", orcid="1")], [Name("King", "Martin", "Jr.")])
    [Name(family='King', given='Martin', suffix='Jr.', orcid='1')]
    >>> completed([Name("King", "Billie")], [Name("King", "Martin", "Jr.")])
    """
    found, wanted = list(read), list(exact)
    if len(found) != len(wanted):
        return None
    pairs = list(zip(found, wanted, strict=True))
    if not all(_words(one) <= _words(other) or _words(other) <= _words(one) for one, other in pairs):
        return None
    return [attrs.evolve(other, orcid=one.orcid, custom=one.custom) for one, other in pairs]


def _words(name: Name) -> set[str]:
    return set(re.findall(r"\w+", str(name).casefold()))


_EAST_ASIAN: Final = re.compile("[\u3041-\u309f\u3005\u3400-\u9fff\uac00-\ud7a3]+")
"""Hiragana, Han and Hangul. A name in katakana is one from elsewhere, in the order of its language."""


def is_east_asian(name: Name) -> bool:
    """Whether a name is in a script in which family names stand first.

    >>> is_east_asian(Name("王", "小明")), is_east_asian(Name("Wang", "Xiaoming"))
    (True, False)
    """
    return _EAST_ASIAN.fullmatch(name.family or "") is not None
