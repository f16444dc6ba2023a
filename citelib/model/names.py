"""People and institutions.

A `Name` mirrors the name object of CSL-JSON (specification, Names; ``csl-data.json``) and adds an ORCID and `custom`,
so that what a format knows of a contributor is not lost.

>>> Name.parse("van der Berg, Jr., Ludwig")
Name(family='Berg', given='Ludwig', suffix='Jr.', non_dropping_particle='van der')
>>> Name.parse("Anna Beyeler").inverted
'Beyeler, Anna'
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from citelib.errors import ModelError

__all__ = [
    "ET_AL",
    "FLAGS",
    "Name",
    "is_body",
    "is_cut_short",
    "is_suffix",
    "is_suffix_alone",
    "people",
    "stands_for_others",
]

_NAMESAKE: Final = re.compile(r"(?<=[^\W\d_]) 0[0-9]{3}$")
"""What dblp puts behind the names of people who are called alike."""
_SUFFIX = re.compile(
    r"(?:jr|sr|jnr|snr|junior|senior|i{2,3}|iv|vi{0,3}|esq|ph\.?d|m\.?d)\.?|2nd|3rd|[4-9]th", re.IGNORECASE
)
_SUFFIX_ALONE = re.compile(r"(?:Jr|Sr|Jnr|Snr|Junior|Senior|Esq|Ph\.? ?D)\.?|III|2nd|3rd|[4-9]th")
_BODY: Final = re.compile(
    r"\b(?:univ|instit|colleg|depart|school|hospital|cent(?:er|re|ro)\b|academ|laborat|facult|ministr|hochschul|inc\b"
    r"|ltd\b|gmbh\b|département|escuela|facultad|dept\b|organi[sz]ation|association|society|committee|council|agency"
    r"|group\b|collaboration|consortium|foundation|bureau|office\b|company|corporation\b|authority|union\b|bank\b"
    r"|commission\b|international|national\b|nations\b|federa|government|parliament|network\b|program(?:me)?\b|library\b"
    r"|museum|initiative|alliance|world\b|global\b|european\b|american\b|team\b|investigators\b|project\b|study\b"
    r"|task force\b)",
    re.IGNORECASE,
)
_TEXT_FIELDS = ("family", "given", "suffix", "dropping_particle", "non_dropping_particle", "literal", "orcid")
_TEXT_TYPES = frozenset((str, type(None)))
_FLAG_TYPES = frozenset((bool, type(None)))
FLAGS = ("comma_suffix", "static_ordering", "parse_names")
"""Fields of a name that are not text."""


@attrs.frozen(slots=True, weakref_slot=False, repr=False)
class Name:
    """One contributor.

    A person has `family` and usually `given`; an institution, or any name to be printed as it stands, has `literal`.

    Attributes:
        family: Family name without particles.
        given: Given names or initials.
        suffix: ``"Jr."``, ``"III"`` …
        dropping_particle: Dropped when only the family name is shown (``von`` in Alexander von Humboldt).
        non_dropping_particle: Always shown (``van`` in Vincent van Gogh).
        literal: The whole name as it is to be printed.
        comma_suffix: A comma stands before the suffix.
        static_ordering: Family name first in every context (Chinese, Hungarian …).
        parse_names: False asks a processor not to look for particles in `family` and `given`;
            None leaves it to the processor.
        orcid: ORCID without the address in front, ``"0000-0002-1825-0097"``.
        custom: What else a format knows: affiliation, e-mail, BibLaTeX annotations … (JSON values).
    """

    family: str | None = None
    given: str | None = None
    suffix: str | None = None
    dropping_particle: str | None = None
    non_dropping_particle: str | None = None
    literal: str | None = None
    comma_suffix: bool = False
    static_ordering: bool = False
    parse_names: bool | None = None
    orcid: str | None = None
    custom: Mapping[str, Any] | None = attrs.field(default=None, hash=False)

    def __attrs_post_init__(self) -> None:
        # There are many names, and testing all fields at once is faster when nothing is wrong.
        texts = {
            type(self.family), type(self.given), type(self.suffix), type(self.dropping_particle),
            type(self.non_dropping_particle), type(self.literal), type(self.orcid),
        }  # fmt: skip
        flags = {type(self.comma_suffix), type(self.static_ordering), type(self.parse_names)}
        if not (texts <= _TEXT_TYPES and flags <= _FLAG_TYPES):
            self._check()

    def _check(self) -> None:
        """Find the field that has another kind of value than it may."""
        for field in _TEXT_FIELDS:
            value = getattr(self, field)
            if value is not None and not isinstance(value, str):
                raise ModelError(f"Name.{field} is {value!r}, but must be a str or None")
        for field in FLAGS:
            value = getattr(self, field)
            if value is not None and not isinstance(value, bool):
                raise ModelError(f"Name.{field} is {value!r}, but must be True or False")

    def __repr__(self) -> str:
        shown = ", ".join(
            f"{field.name}={value!r}"
            for field in attrs.fields(type(self))
            if (value := getattr(self, field.name)) != field.default
        )
        return f"Name({shown})"

    @classmethod
    def parse(cls, text: str) -> Name:
        """Read a name as people write it.

        Understood are ``Given Family``, ``Family, Given``, ``Family, Suffix, Given`` (BibTeX),
        ``Family, Given, Suffix`` (when the last part is a known suffix), lower-case particles in front of the family
        name, and ``{Institution in braces}``, which is taken literally. A single word is a family name.

        >>> Name.parse("Ludwig van Beethoven")
        Name(family='Beethoven', given='Ludwig', non_dropping_particle='van')
        >>> Name.parse("King, Martin Luther, Jr.")
        Name(family='King', given='Martin Luther', suffix='Jr.')
        >>> Name.parse("Wei Wang 0001")  # with dblp's number of a namesake
        Name(family='Wang', given='Wei')
        >>> Name.parse("{Barnes and Noble, Inc.}")
        Name(literal='Barnes and Noble, Inc.')
        """
        text = _NAMESAKE.sub("", " ".join(text.split()))
        if text.startswith("{") and text.endswith("}"):
            return cls(literal=text[1:-1].strip())
        parts = [part.strip() for part in text.split(",")]
        suffix = None
        if len(parts) > 2:
            at = 1 if _SUFFIX.fullmatch(parts[1]) and not _SUFFIX.fullmatch(parts[2]) else len(parts) - 1
            if _SUFFIX.fullmatch(parts[at]) or len(parts) == 3:
                suffix = parts.pop(at if _SUFFIX.fullmatch(parts[at]) else 1)
        if len(parts) > 1:
            particle, family = _split_particle(parts[0].split())
            given = ", ".join(part for part in parts[1:] if part)
            if suffix is None and is_suffix_alone(given):
                # «Martin Luther King, Jr.»: what follows the comma is a suffix, not a given name.
                return attrs.evolve(cls.parse(parts[0]), suffix=given, comma_suffix=True)
        else:
            words = parts[0].split()
            if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) and not words[-1].isalpha():
                suffix = words.pop()
            start = next((i for i, word in enumerate(words[1:-1], 1) if word[0].islower()), len(words) - 1)
            given = " ".join(words[:start])
            particle, family = _split_particle(words[start:])
        return cls(
            family=family or None,
            given=given or None,
            suffix=suffix or None,
            non_dropping_particle=particle or None,
        )

    @property
    def full_family(self) -> str:
        """Non-dropping particle and family name (``"van Gogh"``), or the literal name."""
        if self.literal is not None:
            return self.literal
        family = self.family or ""
        particle = self.non_dropping_particle
        if not particle:
            return family
        glue = "" if particle.endswith(("-", "'", "’")) else " "
        return f"{particle}{glue}{family}"

    @property
    def inverted(self) -> str:
        """``Family, Given, Suffix`` with the dropping particle after the given name; the literal name as it is."""
        if self.literal is not None:
            return self.literal
        given = " ".join(part for part in (self.given, self.dropping_particle) if part)
        return ", ".join(part for part in (self.full_family, given, self.suffix) if part)

    def __str__(self) -> str:
        """The name in reading order: ``Ludwig van Beethoven``, ``Martin Luther King, Jr.``."""
        if self.literal is not None:
            return self.literal
        order = [self.given, self.dropping_particle, self.full_family]
        if self.static_ordering:
            order.reverse()
        text = " ".join(part for part in order if part)
        if self.suffix:
            text += f"{',' if self.comma_suffix else ''} {self.suffix}"
        return text


ET_AL: Final = Name(literal="et al.")
"""The last of a list of names that is cut short; it stands for people whom the list does not name.

It is no person. Styles print it as their own «et al.», sorting and disambiguation pass it over, and every format writes
it in its own words (BibTeX ``and others``, CSL-JSON ``{"literal": "others"}``). An `Item` puts it in the place of
whatever says the same at the end of a list, so that ``item.author[-1] == ET_AL`` holds however the list was written;
`people` gives the names without it.
"""

_OTHERS: Final = frozenset(
    text.strip()
    for text in """
    et al | et alii | et alia | et coll | et autres | others | and others | und andere | u a | y otros | e outros
    | e altri | en anderen | m fl | a kol | i in | и др | и другие | та ін | 等 | 等人 | ほか | 외
    """.split("|")
)
"""What stands for further people at the end of a list, in small letters and without full stops."""

_LAST_WORDS: Final = frozenset(text.rpartition(" ")[2] for text in _OTHERS)


def stands_for_others(name: Name) -> bool:
    """Whether a name says in some language that there are further people.

    It is asked of the last of a list only: somewhere else, or alone, a word such as «Others» may be a name.

    >>> stands_for_others(Name(literal="et al.")), stands_for_others(Name("al.", "et")), stands_for_others(Name("Alii"))
    (True, True, False)
    """
    text = name.literal or name.family or ""
    if text.rstrip(".").rpartition(" ")[2].casefold() not in _LAST_WORDS or name.suffix is not None:
        return False
    return " ".join(str(name).replace(".", " ").casefold().split()) in _OTHERS


def is_cut_short(names: Sequence[Name]) -> bool:
    """Whether a list does not name everybody.

    >>> is_cut_short([Name("Roa", "Ada"), ET_AL]), is_cut_short([Name("Roa", "Ada")])
    (True, False)
    """
    return bool(names) and names[-1] == ET_AL


def people(names: Sequence[Name]) -> Sequence[Name]:
    """The names of a list without `ET_AL` at its end.

    >>> people([Name("Roa", "Ada"), ET_AL])
    [Name(family='Roa', given='Ada')]
    """
    return names[:-1] if is_cut_short(names) else names


def is_body(text: str) -> bool:
    """Whether a name has a word that only institutions and groups have.

    >>> is_body("World Health Organization"), is_body("Ada Roa"), is_body("Lake Study Investigators")
    (True, False, True)
    """
    return _BODY.search(text) is not None


def is_suffix(text: str) -> bool:
    """Whether a part of a name is a known suffix.

    >>> is_suffix("Jr."), is_suffix("III"), is_suffix("3rd"), is_suffix("Ludwig")
    (True, True, True, False)
    """
    return _SUFFIX.fullmatch(text) is not None


def is_suffix_alone(text: str) -> bool:
    """Whether what stands behind the only comma of a name is a suffix; ``V.``, ``SR`` and ``MD`` may be initials there.

    >>> is_suffix_alone("Jr."), is_suffix_alone("JR"), is_suffix_alone("V.")
    (True, False, False)
    """
    return _SUFFIX_ALONE.fullmatch(text) is not None


def _split_particle(words: list[str]) -> tuple[str, str]:
    """Lower-case words in front of a family name, and the family name; one word always stays as the family name."""
    count = 0
    while count < len(words) - 1 and words[count][:1].islower():
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])
