r"""Case in titles: what braces protect.

LaTeX styles lower the words of an English title unless braces protect them, so a .bib file protects names and
acronyms; CSL styles expect titles in sentence case. Where the braces are just those that `protect_capitals` would set
(around names in a title in sentence case, and around words with capitals inside), they are left out of what is read and
set again when it is written; where they say more or less, they become ``<span class="nocase">``.

>>> read_title("The role of {NASA} in {G}ermany"), read_title("The Role of {Apps}")
('The role of NASA in Germany', 'The Role of <span class="nocase">Apps</span>')
>>> protect_capitals("The role of NASA in Germany")
'The role of <span class="nocase">NASA</span> in <span class="nocase">Germany</span>'
"""

from __future__ import annotations

import functools
import re

import attrs

from citelib.formats.kit.casing.sentence_case import SMALL_WORDS, Capitals, sentence_case
from citelib.formats.tex.latex import decode

__all__ = ["Casing", "protect_capitals", "read_title"]

_SPAN = re.compile(r'<span class="nocase">(.*?)</span>')
_NOCASE = '<span class="nocase">'
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*[^\W_]|[^\W\d_]")
_WHOLE_WORD = re.compile(r'([\w’-]*)<span class="nocase">([^<>]*)</span>([\w’-]*)')
_LONGEST = 5000
_BREAK = re.compile(r"[:?!.]\s*$")


@functools.lru_cache(maxsize=4096)
def read_title(latex: str) -> str:
    """The text of a title with inline markup, with the capitals that the file has."""
    return _without_usual_braces(read_protected(latex))


def read_protected(latex: str) -> str:
    """The text of a title in which everything that braces protect is marked up as ``nocase``."""
    text = decode(latex, protect=True)
    return _widened(text) if _NOCASE in text and len(text) <= _LONGEST else text


def _without_usual_braces(text: str) -> str:
    """A title without the protection that would be set anyway when it is written."""
    if _NOCASE in text and len(text) <= _LONGEST and text.count("</span>") == text.count(_NOCASE):
        bare = text.replace(_NOCASE, "").replace("</span>", "")
        if protect_capitals(bare) == text:
            return bare
    return text


@attrs.frozen
class Casing:
    """How the capitals of titles are read.

    Attributes:
        keep: Whether titles keep the capitals that the file has; otherwise English ones in title case are put into
            sentence case.
        braces: Whether braces around a whole title protect it. Some programs put all titles of a file into them.
        names: Names that the rest of the file tells.
    """

    keep: bool = False
    braces: bool = True
    names: Capitals | None = None

    def read(self, latex: str, context: str = "") -> tuple[str, str]:
        """The text of an English title as it is read, and with the capitals that the file has.

        Args:
            latex: The title.
            context: What else is said of the work.

        >>> Casing().read("The Role of {Apps} in {The Hague}: A Study")[0]
        'The role of <span class="nocase">Apps</span> in <span class="nocase">The Hague</span>: A study'
        >>> Casing(braces=False).read("{The Role of Apps}")
        ('The role of apps', '<span class="nocase">The Role of Apps</span>')
        """
        found = read_protected(latex)
        text = found
        if not self.keep and len(text) <= _LONGEST:
            if not self.braces and text.count(_NOCASE) == 1 and (match := _SPAN.fullmatch(text)):
                text = match[1]
            text = sentence_case(text, context, self.names)
        kept = _without_usual_braces(found)
        return (kept if text == found else _without_usual_braces(text)), kept


def _widened(text: str) -> str:
    """Protection of part of a word made that of the word: what is lower-case anyway needs none."""
    previous = None
    while previous != text and text.count(_NOCASE) < 500:
        previous = text
        text = _WHOLE_WORD.sub(r'<span class="nocase">\1\2\3</span>', text)
        text = text.replace(f"</span>{_NOCASE}", "")
    return text


def protect_capitals(text: str) -> str:
    """The title with its names and acronyms marked as protected.

    Words with a capital behind their first letter always; other words with a capital only in a title in sentence case,
    and not at the beginning of the title or of a part of it.
    """
    if text.islower() or len(text) > _LONGEST or _NOCASE in text:
        return text  # what is marked up has been thought about
    words = list(_WORD.finditer(_blanked(text)))
    begins = {
        word.start()
        for index, word in enumerate(words)
        if index == 0 or _BREAK.search(text, max(0, word.start() - 3), word.start())
    }
    lower = upper = 0
    for word in words:
        found = word.group()
        if word.start() not in begins and len(found) > 3 and not _has_capital_inside(found):
            lower += found[0].islower() and found not in SMALL_WORDS
            upper += found[0].isupper()
    in_sentence_case = 0 < lower >= upper
    out = []
    at = 0
    for word in words:
        found = word.group()
        is_name = in_sentence_case and word.start() not in begins and found[0].isupper()
        if is_name or _has_capital_inside(found):
            out.append(f"{text[at : word.start()]}{_NOCASE}{found}</span>")
            at = word.end()
    out.append(text[at:])
    return "".join(out)


def _has_capital_inside(word: str) -> bool:
    return not word[1:].islower() and any(
        character.isupper() for part in re.split("[-‐]", word) for character in part[1:]
    )


def _blanked(text: str) -> str:
    """The text with tags, and what is protected already, blanked out."""
    text = _SPAN.sub(lambda match: " " * len(match.group()), text)
    return _TAG.sub(lambda match: " " * len(match.group()), text) if "<" in text else text
