"""Lists of names as references write them.

>>> [str(name) for name in read_names("Smith J, van der Berg LM, et al.")[0]]
['J. Smith', 'L. M. van der Berg']
>>> [str(name) for name in read_names("Ehrenreich, Robert and Tim Cole.")[0]]
['Robert Ehrenreich', 'Tim Cole']
>>> [str(name) for name in read_names("In: Fenner, M., & Doe, A. B. (Eds.)")[0]]
['M. Fenner', 'A. B. Doe']
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from citelib.formats.kit.names import with_dots
from citelib.model import Name
from citelib.model.names import is_body, is_suffix

__all__ = ["read_names"]

_ET_AL: Final = re.compile(
    r"[,;]?\s*(?:\b(?:and|et|und|y|e)\s+|&\s+)?\b(?:et\.?\s+al(?:ii|\.|\b)|and others|u\.\s?a\.|et coll\.?|и др\.?)"
    r"|[,;]?\s*(?:…|\.\.\.)|[,，]?\s*等[.．]?$",
    re.IGNORECASE,
)
_ROLE: Final = (
    # The longer ones first: a shorter one would leave the rest of them.
    r"(?:edit(?:ed|é)s?\s+by|ed\.?\s+by|translated\s+by|trans\.?\s+by|sous\s+la\s+dir(?:ection|\.)?\s+d[e’']|"
    r"(?:édité|publié)\s+par|trad(?:uit|\.)?\s+(?:par|de)|herausgegeben\s+von|hrsg\.?\s+v(?:on|\.)|hg\.?\s+v(?:on|\.)|"
    r"a\s+cura\s+di|übers(?:etzt)?\.?\s+v(?:on|\.)|editado\s+por|pod\s+red|под\s+ред|отв\.?\s+ред|"
    r"eds?|editors?|edit(?:ed)?|hrsgg?|hgg?|hg|dirs?|coords?|orgs?|comps?|éds?|éditeurs?|ред|red|transl?|translators?|trad|tr|"
    r"übers|directors?|with|by)"
)
_ROLE_BEFORE: Final = re.compile(rf"^\W*(?:in|dans|en|em)?\b\W*{_ROLE}(?![^\W\d_])[.:,]?\s*", re.IGNORECASE)
_ROLE_AFTER: Final = re.compile(rf"[\s,]*[(\[]?(?<![^\W\d_]){_ROLE}\.?[^\w)\]]*[)\]]?[\s.,:;]*$", re.IGNORECASE)
_ROLE_IN_PARENTHESES: Final = re.compile(rf"\s*[(\[]\s*{_ROLE}\.?\s*[)\]]", re.IGNORECASE)
_IN: Final = re.compile(r"^\W*(?:[Ii]n|IN|[Dd]ans|[Ee]n|[Ee]m)\s*:?\s+(?=\S)")
_AND: Final = re.compile(r"\s*[,;]?\s+(?:and|AND|und|UND|et|ET|y|och|en|og|e|и|&)\s+|\s*&\s*")
_SEMICOLON: Final = re.compile(r"\s*;\s*|\s+/\s+|\s+[-–—]\s+")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]{1,2}\.[\s‐-]*)+[^\W\d_]?\.?|[A-ZÀ-ÞА-Я](?:[\s‐-]?[A-ZÀ-ÞА-Я]){0,3}")
_TRAILING: Final = re.compile(r"(?P<family>.*[^\W\d_]{2,}.*?)\s+(?P<given>[A-ZÀ-ÞА-Я](?:[.‐-]?\s?[A-ZÀ-ÞА-Я]){0,3}\.?)")
_PARTICLES: Final = frozenset("van von de der den del della di du da dos la le ter ten zu zur af al el".split())
_WORDS_OF_BODIES: Final = re.compile(
    r"\b(?:of|for|the|université|institut\w*|ministère|united|conseil|service|board|press|news|canada|"
    r"statistics|investments?|\w*verwaltung|\w*ministerium|\w*amt|verein|verband|gesellschaft|gouvernement|haute|autorité|"
    r"musée|administration|survey|trust)\b",
    re.IGNORECASE,
)
"""Words that in lists of names belong to institutions and elsewhere may be names of people («Press, W. H.»)."""
_INITIAL_LAST: Final = re.compile(r"(?:\b[^\W\d_]{1,2}\.|\b(?:[JS]r|Jnr)\.)$")
_CJK: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_LONGEST: Final = 200
_COMMA: Final = "\x00"
"""Stands for a comma within the name of an institution while names are separated."""


def read_names(text: str) -> tuple[list[Name], bool]:
    """The names of a list with its words and marks, and whether it says that there are others."""
    text = " ".join(text.split())
    text = _ROLE_IN_PARENTHESES.sub("", text)
    others = _ET_AL.search(text) is not None
    text = _ET_AL.sub(", ", text)
    for pattern in (_ROLE_BEFORE, _ROLE_BEFORE, _IN, _ROLE_AFTER):
        text = pattern.sub("", text).strip()
    text = text.strip(" ,;:([{<«“\"'")
    if not text.endswith("."):
        text = text.rstrip(" )]}>»”")
    return [name for one in _parts(text) if (name := _name(one))], others


def _parts(text: str) -> list[str]:
    """The single names, each in an order that `_name` knows."""
    if len(_SEMICOLON.split(text)) > 1:
        return [part for piece in _SEMICOLON.split(text) for part in _AND.split(piece)]
    if _CJK.search(text):
        return [part for part in re.split(r"[,，、;；]\s*|\s*[等他]+$", text) if part]
    if _is_body(text):
        return [text.replace(",", _COMMA)]
    pieces = [piece for piece in _AND.split(text) if piece.strip(" .,")]
    parts: list[str] = []
    for number, piece in enumerate(pieces):
        parts += _by_commas([part.strip() for part in piece.split(",") if part.strip(" .")], number == 0)
    return parts


def _names_body(text: str) -> bool:
    return is_body(text) or _WORDS_OF_BODIES.search(text) is not None


def _is_body(text: str) -> bool:
    """Whether a text is the name of one institution: a word says so, and nothing looks like people's names."""
    if not _names_body(text) or _SEMICOLON.search(text) or _is_family(text.partition(",")[0]):
        return False
    return not any(_INITIALS.fullmatch(word) for word in re.split(r"[\s,]+", text) if len(word) < 3 or "." in word)


def _by_commas(parts: list[str], first: bool) -> list[str]:
    """Names of what stands between commas."""
    if len(parts) > 1 and _are_pairs(parts):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    names: list[str] = []
    at = 0
    while at < len(parts):
        part = parts[at]
        following = parts[at + 1] if at + 1 < len(parts) else None
        if following is None or _is_whole(part):
            names.append(part)
            at += 1
        elif _INITIALS.fullmatch(following) or is_suffix(following) or (
            first and not names and (_is_family(part) or _is_double_family(part, following))
        ) or (
            _is_family(part) and _is_family(following) and len(parts) % 2 == 0
        ):  # fmt: skip
            names.append(f"{part}, {following}")
            at += 2
        else:
            names.append(part)
            at += 1
        if at < len(parts) and is_suffix(parts[at]):
            names[-1] += f", {parts[at]}"
            at += 1
    return names


_GIVEN_AND_INITIALS: Final = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:[\s-][^\W\d_]+)?(?:\s[^\W\d_]\.)+")


def _are_pairs(parts: list[str]) -> bool:
    """Whether family and given names take turns: «Crown, John H., Lodge, James P.», where «James P.» is not a name."""
    if len(parts) % 2 or not all(_is_family(part) and not _INITIALS.fullmatch(part) for part in parts[::2]):
        return False
    return all(_GIVEN_AND_INITIALS.fullmatch(part) for part in parts[1::2])


def _is_family(part: str) -> bool:
    """Whether a part can be a family name alone: one word, or particles and a word."""
    words = part.split()
    return sum(word.lower() not in _PARTICLES for word in words) <= 1


def _is_double_family(part: str, following: str) -> bool:
    """Whether a part is a family name of two words, «García Márquez, Gabriel»: one given name follows."""
    return len(part.split()) in (2, 3) and len(following.split()) == 1


def _is_whole(part: str) -> bool:
    """Whether a part is a name in itself: initials before or behind a family name."""
    words = part.split()
    if len(words) < 2:
        return False
    return _TRAILING.fullmatch(part) is not None or _INITIALS.fullmatch(words[0]) is not None


def _name(text: str) -> Name | None:
    text = text.strip(' ,;:()[]{}<>«»“”"*†‡')
    if not any(c.isalpha() for c in text) or len(text) > _LONGEST:
        return None
    if _COMMA in text:
        return Name(literal=text.replace(_COMMA, ",").rstrip(". "))
    if any(c.isdigit() for c in text) or _CJK.search(text):
        # Where such a name parts into family and given name is not for a rule to say.
        return Name(literal=text.rstrip(". "))
    if "," not in text:
        text = text if text.endswith(".") and len(text.split()[-1]) <= 3 else text.rstrip(".")
        if _names_body(text) or (len(text.split()) == 1 and text.isupper() and len(text) < 7):
            return Name(literal=text)
        if match := _TRAILING.fullmatch(text):
            return _with_initials(match["family"], match["given"])
        if len(text.split()) > 5:
            return Name(literal=text)
    family, comma, given = text.partition(",")
    if comma and _INITIALS.fullmatch(given.strip()) and len(given.strip()) < 3:
        return _with_initials(family, given.strip())
    if comma and len(family) > 3 and family.isupper():
        text = f"{_capitalised(family)},{given}"
    elif not comma and len(words := text.split()) > 1 and len(words[-1]) > 3 and words[-1].isupper():
        text = " ".join([*words[:-1], _capitalised(words[-1])])
    if comma and not _INITIAL_LAST.search(text):
        text = text.rstrip(". ")
    return with_dots(Name.parse(text))


def _with_initials(family: str, given: str) -> Name:
    """A name whose initials could be taken for a suffix: «Burgio V» is not the fifth of his name."""
    if len(family) > 3 and family.isupper():
        family = _capitalised(family)
    if len(given) > 2 and given[:-1].isupper() and given[:-1].isalpha():
        # «Marra CM.» at the end of a list: the full stop is the list's.
        given = given.rstrip(".")
    return with_dots(attrs.evolve(Name.parse(f"{family}, N."), given=given))


def _capitalised(family: str) -> str:
    """``MOULIN-DUPRÉ`` as ``Moulin-Dupré``."""
    return re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), family)
