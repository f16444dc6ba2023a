"""Regular expressions built of the word tables: names of people and journals, verbs of saying, dates.

No pattern repeats what repeats itself, so that all run in linear time.

>>> re.fullmatch(NAME, "Ludwig van den Berg") is not None
True
>>> re.fullmatch(NAME, "the wind") is None
True
>>> alternatives("of_the_work").startswith("(?:(?:on|of)")
True
"""

from __future__ import annotations

import functools
import re
from typing import Final

from citelib.releases.words.tables import mapping, patterns, patterns_of, phrases, words

__all__ = [
    "AND",
    "CAPITAL",
    "COLLEAGUES",
    "COMMENT_GENRES",
    "DATE",
    "DEGREES",
    "DESCRIBING",
    "INSTITUTION",
    "NAME",
    "NOT_IN_A_WORD",
    "NOT_NAMES",
    "NO_LETTER_AFTER",
    "NO_LETTER_BEFORE",
    "PARTICLE",
    "PRONOUN",
    "SAYING",
    "SENTENCE_CLOSE",
    "SHORT_NAME",
    "SPACE",
    "TITLES",
    "WORK_NOUNS",
    "alternatives",
    "any_of",
    "compiled",
    "each",
    "each_of",
    "filled",
]

SPACE: Final = r"(?:[ \t\xa0]{1,4}|[ \t]{0,4}\r?\n[ \t]{0,4})"
"""White space between two words of one paragraph."""

_UPPER = "".join(
    chr(code) for code in (*range(0x41, 0x250), *range(0x386, 0x482), *range(0x1E00, 0x1F00)) if chr(code).isupper()
)
_LETTER = r"[^\W\u3040-\u30ff\u3400-\u9fff]"
"""What a word consists of; scripts without spaces go on behind one («Sham教授»)."""
_ELISION = r"(?!(?:[CDJLMNST]|Qu)[’'][a-zß-ÿ])"
"""«L’équipe», «D’après»: the word behind is written small."""
CAPITAL: Final = rf"{_ELISION}[{_UPPER}]{_LETTER}{{0,40}}(?:[’'\-‐‑](?![\d_]){_LETTER}{{1,41}}){{0,3}}"
"""A capitalised word: «Moda-Sava», «O’Neil»."""
NO_LETTER_BEFORE: Final = rf"(?<!{_LETTER})(?:(?<![’'\-.])|(?<=\W[dl][’']))"
NO_LETTER_AFTER: Final = rf"(?!{_LETTER})"
"""Where a word begins and ends, in scripts without spaces, too."""
_INITIAL = rf"(?:[{_UPPER}]|[CKPSTZ]h|Chr|Y[aou])\.(?:-?[{_UPPER}]\.){{0,3}}"


NOT_IN_A_WORD: Final = r"(?!(?<=[a-zß-ÿ])[a-zß-ÿ])"
"""Leaves out at once most places of a text, where no pattern begins as they lie within a word."""
_PLAIN_BEGINNING: Final = re.compile(r"[^\W_](?![?*+{|])[^|]*(?:\([^()]*\)[^|()]*)*$")
"""Of a phrase whose first letter must be there; «|» may only stand in a group."""


def any_of(parts: tuple[str, ...] | frozenset[str]) -> str:
    """Words and phrases as one group, longest first, spaces matching any white space.

    Those that begin with the same letter stand together, as few places of a text need more than their first letter.
    """
    groups: dict[str, list[str]] = {}
    for part in sorted(set(parts), key=lambda part: (-len(part), part)):
        first = part[0] if _PLAIN_BEGINNING.match(part) else ""
        groups.setdefault(first, []).append(part[len(first) :].replace(" ", r"\s+"))
    grouped = (f"{first}(?:{'|'.join(rest)})" if first else "|".join(rest) for first, rest in groups.items())
    return "(?:" + "|".join(grouped) + ")"


PARTICLE: Final = "(?:" + "|".join(sorted(words("particles_of_names"), key=lambda word: (-len(word), word))) + ")"
_PARTICLES = rf"(?:{PARTICLE}{SPACE}){{0,3}}"
NAME: Final = rf"(?:{CAPITAL}|{_INITIAL})(?:{SPACE}{_PARTICLES}(?:{_INITIAL}|(?:[Dd][’'])?{CAPITAL})){{1,5}}"
"""What may be the full name of a person: two to six capitalised words or initials, with particles between them."""
SHORT_NAME: Final = rf"{_PARTICLES}{CAPITAL}(?:{SPACE}{_PARTICLES}{CAPITAL}){{0,3}}"
"""What may be a name in any length, such as a family name alone."""
AND: Final = any_of(phrases("and"))
"""Joins the last two of several names."""
DEGREES: Final = (
    rf"(?:,?{SPACE}(?:{'|'.join(part.replace('{S}', SPACE) for part in patterns('after', 'degrees'))})(?![\w]))"
)
"""A degree or honour after a name."""
SAYING: Final = any_of(phrases("saying"))
"""Verbs that go with words somebody says or writes."""
DESCRIBING: Final = any_of(phrases("describing"))
"""Verbs that go with a part of a sentence in quotation marks: «called it “a gift”»."""
PRONOUN: Final = any_of(phrases("pronouns"))
"""Pronouns that may stand for whoever was named last."""
WORK_NOUNS: Final = any_of(phrases("works"))
"""What a piece of research is called."""
TITLES: Final = words("titles")
"""Words before a name that do not belong to it, without their points."""
NOT_NAMES: Final = words("not_names") | {word.casefold() for word in (*phrases("works"), *phrases("researchers"))}
"""Words that no person's name begins with, and that make a run of capitalised words something else than a person."""

_JOURNAL: Final = (
    rf"[“\"‘'«„»]?(?P<journal>(?:(?:The|the|Der|Die|Le|La)\s)?(?:[a-z]{{1,4}}[A-Z]\w+|{CAPITAL})"
    rf"(?:(?:\s(?:of|and|the|in|for|&|de|der|des|du|et|y|für|und|la|on"
    rf"|to|e|i|della|dei|delle|do|da|van|het|en))*(?:[:,]\s(?=[A-Z][a-z]+\s(?:&|and)\s)|:\s|\s){CAPITAL}){{0,9}})"
)
_NAMED: Final = {
    "S": SPACE,
    "CAPITAL": CAPITAL,
    "JOURNAL": _JOURNAL,
    "NAME": NAME,
    "DEGREES": DEGREES,
    "AND": AND,
    "SAYING": SAYING,
    "WORK": WORK_NOUNS,
    "REPORTING": any_of(phrases("reporting")),
    "RESEARCHERS": any_of(phrases("researchers")),
    "MONTH": any_of(phrases("months")),
}
"""What a name in braces stands for, beside the names of tables."""
_REFERENCE: Final = re.compile(r"\{([A-Z_]+)\}")


@functools.cache
def alternatives(table: str, section: str = "patterns") -> str:
    """The regular expressions of a table as one group, with what names in braces stand for put in."""
    return "(?:" + "|".join(map(filled, patterns(table, section))) + ")"


def filled(pattern: str) -> str:
    """A pattern of a data file, with what names in braces stand for put in."""
    return _REFERENCE.sub(lambda match: _NAMED.get(match[1]) or alternatives(match[1].lower()), pattern)


@functools.cache
def compiled(table: str, flags: re.RegexFlag = re.NOFLAG, *, before: str = "", after: str = "") -> re.Pattern[str]:
    """The pattern that the regular expressions of a table make together, with what must stand around them."""
    return re.compile(f"{before}{alternatives(table)}{after}", flags)


@functools.cache
def each(table: str) -> tuple[re.Pattern[str], ...]:
    """The regular expressions of a table one by one, for those with named groups."""
    return tuple(re.compile(filled(pattern)) for pattern in patterns(table))


@functools.cache
def each_of(language: str, table: str) -> tuple[re.Pattern[str], ...]:
    """The pattern of each regular expression of a table in one language."""
    return tuple(re.compile(filled(pattern)) for pattern in patterns_of(language, table))


COLLEAGUES: Final = alternatives("colleagues")
"""What follows the leader of a group: «and colleagues», «et al.», «and her co-workers»."""
COMMENT_GENRES: Final = {name: "|".join(parts) for name, parts in mapping("phrases", "genres").items()}
"""Kinds of articles that comment on another: their usual spelling, and the pattern."""
INSTITUTION: Final = compiled("institution", re.IGNORECASE, before=r"\b", after=r"\b")
"""Words that show a name to be that of an institution."""
DATE: Final = re.compile(
    r"(?:(?<![\w.-])(?<![0-9]/)(?:"
    r"(?:[^\W\d_]{3,12}\.?\s{1,2}[0-9]{1,2}(?:st|nd|rd|th)?,?\s{1,2}[12][0-9]{3})"
    r"|(?:[0-9]{1,2}(?:st|nd|rd|th|\.|er|º)?[\s-]{1,2}(?:de\s|of\s)?[^\W\d_]{3,12}\.?,?[\s-]{1,2}(?:de\s"
    r"|del\s)?[12][0-9]{3})"
    r"|(?:[12][0-9]{3}(?:[-/][0-9]{1,2}[-/]|\.\s?[0-9]{1,2}\.\s?)[0-9]{1,2})"
    r"|(?:[0-9]{1,2}\.\s?[0-9]{1,2}\.\s?[12][0-9]{3})"
    r"|(?:[0-9]{1,2}/[0-9]{1,2}/[12][0-9]{3})"
    r")(?![\w])"
    rf"|(?:[12][0-9]{{3}}|(?:{'|'.join(mapping('eras'))})\s?(?:元|[0-9]{{1,2}}))\s?年\s?[0-9]{{1,2}}\s?月\s?[0-9]{{1,2}}\s?日)"
)
"""Where a full date may stand; `citelib.model.Date.parse` decides."""
SENTENCE_CLOSE: Final = re.compile(r"[.!?…。！？][\"”’»“)\]」』]{0,3}$|\.\.\.$")
"""Where a text ends that is a sentence."""
