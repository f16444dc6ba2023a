r"""Lists of names as BibTeX splits them, and BibLaTeX's extended names, read.

The rules are BibTeX's own (``split.name$``; «Tame the BeaST», section 11): ``and`` between names, commas, and words
whose first letter outside braces is lower-case form the particle. A name wholly in braces is an institution. Names
with parts written out (``family=…, given=…``) are of the BibLaTeX manual, section 3.4.

>>> read_names(r"Ludwig van Beethoven and {Barnes and Noble, Inc.} and {\'E}mile Zola", False)[0][1:]
(Name(literal='Barnes and Noble, Inc.'), Name(family='Zola', given='Émile'))
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from citelib.formats.kit.names import with_dots
from citelib.formats.kit.names.lists import inverted, separated
from citelib.formats.tex.latex import decode
from citelib.model import ET_AL, Name
from citelib.model.names import is_suffix_alone

__all__ = [
    "OTHERS",
    "NameParts",
    "has_joined_initials",
    "is_lower",
    "is_whole",
    "read_names",
    "split_list",
    "split_name",
    "split_outside_braces",
]

OTHERS: Final = "others"
"""The name that stands for further ones, `ET_AL`."""

_AND = re.compile(r"(?<!\s)\s+and(?=\s)", re.IGNORECASE)
_MARKS = re.compile(r"\\.|[{}]|(?<!\s)\s+and(?=\s|$)", re.IGNORECASE | re.DOTALL)
_SEPARATORS = re.compile(r"\\(?:[A-Za-z]{1,2}(?![A-Za-z])\s*|.)|[{}]|,|[\s~]+", re.DOTALL)
"""An accent or letter swallows the blanks behind it: «Sz\\H ol\\H o» is one word. Behind longer ones BibTeX cuts."""
_SPECIAL_IN_NAME = re.compile(r"[,{}\\~=]")
_COMMENT = re.compile(r"(?<![^\s])%[^\n]*\n\s*")
_EXTENDED = re.compile(r"\s*\"?(family|given|prefix|suffix|useprefix|id|hash|[a-z]+-i)\s*=", re.IGNORECASE)
_PART = re.compile(r"([A-Za-z-]++)\s*+=\s*+(.*)", re.DOTALL)
_SPECIAL = re.compile(r"\{\\(?:([A-Za-z]+)|.)\s*(?:\{?\s*\\?([^\W\d_])?)")
_CONTROL = re.compile(r"\\([A-Za-z]+)\s*|\\.", re.DOTALL)
_LOWER_COMMANDS: Final = frozenset("oe ae aa o l i j ss dh th dj ng".split())
_UPPER_COMMANDS: Final = frozenset("OE AE AA O L DH TH DJ NG".split())


class NameParts(NamedTuple):
    """A name cut up, still in LaTeX: words of the given names, the particle, the family name and the suffix."""

    first: tuple[str, ...] = ()
    von: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    jr: tuple[str, ...] = ()


def split_list(text: str) -> list[str]:
    """The items of a list that ``and`` separates, outside braces.

    >>> split_list("A {and B} and C AND D")
    ['A {and B}', 'C', 'D']
    """
    if "{" not in text:
        if (count := text.lower().count("and")) == text.count(" and "):
            found = text.split(" and ") if count else [text]
        else:
            found = _AND.split(f" {text} ")
        return [item.strip() for item in found]
    items: list[str] = []
    start = depth = 0
    for match in _MARKS.finditer(text):
        mark = match.group()
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth = max(0, depth - 1)
        elif depth == 0 and mark[0] != "\\":
            items.append(text[start : match.start()].strip())
            start = match.end()
    items.append(text[start:].strip())
    if items[0][:4].lower() == "and ":
        items[:1] = ["", items[0][4:].strip()]
    return items


def _words(text: str) -> tuple[list[list[str]], bool]:
    """The words of a name between its commas."""
    if "{" not in text and "\\" not in text:
        return [part.replace("~", " ").split() for part in text.split(",")], "," in text
    parts: list[list[str]] = [[]]
    start = depth = 0
    for match in _SEPARATORS.finditer(text):
        mark = match.group()
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth = max(0, depth - 1)
        elif depth == 0 and (mark[0] != "\\" or mark in ("\\ ", "\\\n")):
            if match.start() > start:
                parts[-1].append(text[start : match.start()])
            start = match.end()
            if mark == ",":
                parts.append([])
    if start < len(text):
        parts[-1].append(text[start:])
    return parts, len(parts) > 1


def is_lower(word: str) -> bool:
    """Whether a word belongs to the particle: its first letter outside braces is lower-case."""
    first = word[0]
    if first.isalpha():
        return first.islower()
    at = 0
    while at < len(word):
        character = word[at]
        if character == "{":
            if word.startswith("{\\", at):
                match = _SPECIAL.match(word, at)
                command, letter = (match[1], match[2]) if match else (None, None)
                if command in _LOWER_COMMANDS or command in _UPPER_COMMANDS:
                    return command in _LOWER_COMMANDS
                if command == "relax":
                    rest = re.search(r"[^\W\d_]", word[at + 7 :])
                    return rest is not None and rest.group().islower()
                return letter is not None and letter.islower()
            depth = 0
            for brace in re.finditer(r"[{}]", word[at:]):
                depth += 1 if brace.group() == "{" else -1
                if depth == 0:
                    at += brace.end()
                    break
            else:
                return False
            continue
        if character == "\\":
            match = _CONTROL.match(word, at)
            command = match[1] if match else None
            if command in _LOWER_COMMANDS or command in _UPPER_COMMANDS:
                return command in _LOWER_COMMANDS
            at = match.end() if match else at + 1
            if word[at : at + 1] == "{":
                at += 1
            continue
        if character.isalpha():
            return character.islower()
        at += 1
    return False


def split_name(text: str) -> NameParts:
    r"""Cut a name up as BibTeX does.

    >>> split_name(r"de la Vall{\'e}e, Jr., Charles")
    NameParts(first=('Charles',), von=('de', 'la'), last=("Vall{\\'e}e",), jr=('Jr.',))
    """
    parts, has_comma = _words(text)
    if not has_comma:
        words = parts[0]
        if len(words) < 2:
            return NameParts(last=tuple(words))
        flags = [is_lower(word) for word in words[:-1]]
        if not any(flags):
            return NameParts(first=tuple(words[:-1]), last=(words[-1],))
        start = flags.index(True)
        end = len(flags) - flags[::-1].index(True)
        return NameParts(tuple(words[:start]), tuple(words[start:end]), tuple(words[end:]))
    words = parts[0]
    end = 0
    for index, word in enumerate(words[:-1], 1):
        if is_lower(word):
            end = index
    jr: list[str] = []
    first = [word for part in parts[1:] for word in part]
    if len(parts) > 2:
        jr, first = parts[1], [word for part in parts[2:] for word in part]
        if len(first) == 1 and is_suffix_alone(first[0]) and not is_suffix_alone(" ".join(jr)):
            jr, first = first, jr  # «Roa, A., Jr.», as people write it
    return NameParts(tuple(first), tuple(words[:end]), tuple(words[end:]), tuple(jr))


def read_names(
    text: str, dropping: bool, complain: Callable[[str, str], None] | None = None
) -> tuple[tuple[Name, ...], int]:
    """The names of a list.

    Args:
        text: The list in LaTeX.
        dropping: Whether particles are dropped when only the family name is shown (BibLaTeX without ``useprefix``).
        complain: Called with a code and a message for each name that breaks the rules.

    Returns:
        The names, and how many empty ones were left out.
    """
    if "%" in text:
        text = _COMMENT.sub(" ", text)
    names: list[Name] = []
    empty = 0
    for item in split_list(text):
        found, left_out, complaints = _read_item(item, dropping)
        names += found
        empty += left_out
        if complain is not None:
            for code, message in complaints:
                complain(code, message)
    if len(names) > 1 and all(map(_is_exchanged, names)):
        if complain is not None:
            complain("names-exchanged", f"family names and initials are exchanged in {text[:80]!r}, and read as meant")
        names = [Name(name.given, name.family) for name in names]
    is_inverted = text.count(",") >= sum(name.literal is None for name in names)  # «ANZ Group» has no initials
    if is_inverted and has_joined_initials(names) and not _PROTECTED_INITIALS.search(text):
        if complain is not None:
            message = f"the initials in {text[:80]!r} are read one by one, of which BibTeX would print the first only"
            complain("names-initials", message)
        names = [with_dots(name) for name in names]
    return tuple(names), empty


_JOINED_INITIALS = re.compile(r"[A-Z]{2,3}")
_PROTECTED_INITIALS = re.compile(r"\{[A-Z]{2,3}\}")


def has_joined_initials(names: Sequence[Name]) -> bool:
    """Whether all people of a list have initials without a space or full stop between them, as databases write them.

    >>> has_joined_initials([Name("Lee", "JT"), Name("Roa", "AB")]), has_joined_initials([Name("LEE", "BO")])
    (True, False)
    """
    persons = [name for name in names if name.literal is None]
    return bool(persons) and all(
        _JOINED_INITIALS.fullmatch(name.given or "") is not None and not (name.family or "").isupper()
        for name in persons
    )


@functools.lru_cache(maxsize=16384)
def _read_item(item: str, dropping: bool) -> tuple[tuple[Name, ...], int, tuple[tuple[str, str], ...]]:
    """What stands between two «and»: its names, how many are empty, and what breaks the rules."""
    names: list[Name] = []
    complaints = []
    empty = 0
    several = separated(item)
    if several is not None and len(several) - (several[-1] in ("et al.", "等")) > 1:
        message = f"{item[:80]!r} is read as {len(several)} names, which the word 'and' should separate"
        complaints.append(("names-separated", message))
    for one in [item] if several is None else several:
        if (turned := inverted(one)) is not None:
            complaints.append(("names-inverted", f"the name {one[:80]!r} is read as {turned[:80]!r}"))
            one = turned
        name = _read_name(one, dropping) if one else None
        if name is None:
            empty += 1
            continue
        if one.count(",") > 2 and name.literal is None and not _EXTENDED.match(one):
            complaints.append(("too-many-commas", f"the name {one[:80]!r} has too many commas"))
        names.append(name)
    return tuple(names), empty, tuple(complaints)


_INITIALS_ALONE = re.compile(r"(?:[A-Z]\.?[ -]?){1,3}")
_FAMILY_ALONE = re.compile(r"[^\W\d_][^\W\d_'’ -]{2,}(?:[ -][^\W\d_]{2,})?")


def _is_exchanged(name: Name) -> bool:
    """Whether initials stand where a family name is due, and the family name behind them: «B, ROA»."""
    return (
        not name.suffix
        and _INITIALS_ALONE.fullmatch(name.family or "") is not None
        and _FAMILY_ALONE.fullmatch(name.given or "") is not None
    )


def _read_name(text: str, dropping: bool) -> Name | None:
    if text == OTHERS:
        return ET_AL
    family, comma, rest = text.partition(", ")
    given = rest.split() if comma else text.split()
    if _SPECIAL_IN_NAME.search(rest if comma else text) is None:
        # Most names are of these two kinds, in which nothing is to be cut up.
        if comma and family.isalpha():
            return Name(family, _join(given) or None)
        if not comma and len(given) > 1 and all(word[0].isupper() for word in given[:-1]):
            return Name(_join(given[-1:]), _join(given[:-1]))
    if text[0] == "{" and is_whole(text):
        literal = decode(text[1:-1])
        return Name(literal=literal) if literal else None
    if "=" in text and _EXTENDED.match(text):
        return _read_extended(text, dropping)
    parts = split_name(text)
    if not parts.last and not parts.first:
        return None
    if parts.von and not parts.first and "," not in text and is_lower(parts.last[-1]):
        # A name all in lower case («bell hooks») is one of those who write theirs so.
        parts = parts._replace(first=parts.von, von=())
    von = _join(parts.von)
    family = _join(parts.last)
    # Braces say that «{van Inwagen}» is all of it the family name, which processors would not know otherwise.
    has_particle_inside = not von and " " in family and family[0].islower()
    return Name(
        family=family or None,
        given=_join(parts.first) or None,
        suffix=_join(parts.jr) or None,
        dropping_particle=von if dropping and von else None,
        non_dropping_particle=None if dropping or not von else von,
        parse_names=False if has_particle_inside else None,
    )


def _join(words: Sequence[str]) -> str:
    return decode(" ".join(words)).replace("\u00a0", " ") if words else ""


def is_whole(text: str) -> bool:
    """Whether the braces that open a text close at its end."""
    depth = 0
    for match in re.finditer(r"\\.|[{}]", text, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if depth == 0:
            return match.end() == len(text)
    return False


def _read_extended(text: str, dropping: bool) -> Name | None:
    found: dict[str, str] = {}
    for piece in split_outside_braces(text, ","):
        match = _PART.fullmatch(piece.strip().removeprefix('"').removesuffix('"').strip())
        if match is None:
            return Name(literal=decode(text))
        found[match[1].lower()] = match[2]
    useprefix = found.get("useprefix", "").lower()
    if useprefix:
        dropping = useprefix != "true"
    values = {key: decode(value) or None for key, value in found.items()}
    von = values.pop("prefix", None)
    extra = {key: value for key, value in values.items() if key not in ("family", "given", "suffix", "useprefix")}
    if not any(values.get(key) for key in ("family", "given")):
        return None
    return Name(
        family=values.get("family"),
        given=values.get("given"),
        suffix=values.get("suffix"),
        dropping_particle=von if dropping else None,
        non_dropping_particle=None if dropping else von,
        custom={f"biblatex:{key}": value for key, value in extra.items() if value} or None,
    )


def split_outside_braces(text: str, separator: str) -> list[str]:
    """The pieces of a text between separators outside braces and quotation marks.

    >>> split_outside_braces('a, {b, c}, "d, e"', ",")
    ['a', ' {b, c}', ' "d, e"']
    """
    pieces, start, depth, quoted = [], 0, 0, False
    for match in re.finditer(rf'\\.|[{{}}"{separator}]', text, re.DOTALL):
        mark = match.group()
        depth += {"{": 1, "}": -1}.get(mark, 0)
        quoted ^= mark == '"' and depth == 0
        if mark == separator and depth == 0 and not quoted:
            pieces.append(text[start : match.start()])
            start = match.end()
    pieces.append(text[start:])
    return pieces
