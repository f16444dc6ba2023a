r"""Case in titles: what braces protect, and turning title case into sentence case.

LaTeX styles lower the words of an English title unless braces protect them, so a .bib file protects names and
acronyms; CSL keeps a title as it is written. Where the braces are just those that `protect_capitals` would set (around
names in a title in sentence case, and around words with capitals inside), they are left out of what is read and set
again when it is written; where they say more or less, they become ``<span class="nocase">``.

>>> read_title("The role of {NASA} in {G}ermany"), read_title("The Role of {Apps}")
('The role of NASA in Germany', 'The Role of <span class="nocase">Apps</span>')
>>> protect_capitals("The role of NASA in Germany")
'The role of <span class="nocase">NASA</span> in <span class="nocase">Germany</span>'
"""

from __future__ import annotations

import re

from citelib.formats.tex.latex import decode

__all__ = ["protect_capitals", "read_title", "sentence_case"]

_SPAN = re.compile(r'<span class="nocase">(.*?)</span>')
_NOCASE = '<span class="nocase">'
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*[^\W_]|[^\W\d_]")
_WHOLE_WORD = re.compile(r'([\w’-]*)<span class="nocase">([^<>]*)</span>([\w’-]*)')
_LONGEST = 5000
_BREAK = re.compile(r"[:?!.]\s*$")


def read_title(latex: str, *, sentence: bool = False) -> str:
    """The text of a title with inline markup.

    Args:
        latex: The title.
        sentence: Whether to turn title case into sentence case.
    """
    text = decode(latex, protect=True)
    if len(text) > _LONGEST:
        return text
    if _NOCASE in text:
        text = _widened(text)
        bare = text.replace(_NOCASE, "").replace("</span>", "") if text.count("</span>") == text.count(_NOCASE) else ""
        if bare and protect_capitals(bare) == text and not sentence:
            return bare
    return sentence_case(text) if sentence else text


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
        if index == 0 or _BREAK.search(text[max(0, word.start() - 3) : word.start()])
    }
    lower = upper = 0
    for word in words:
        found = word.group()
        if word.start() not in begins and len(found) > 3 and not _has_capital_inside(found):
            lower += found[0].islower() and found not in _SMALL_WORDS
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


_SMALL_WORDS = frozenset(
    """
    about above across after against along among around before behind below beneath beside between beyond during from
    inside into like near once onto over since than that their through toward towards under until upon versus when where
    which while whose with within without
    """.split()
)
"""Words that stay in lower case in a title in title case."""


def _blanked(text: str) -> str:
    """The text with tags, and what is protected already, blanked out."""
    text = _SPAN.sub(lambda match: " " * len(match.group()), text)
    return _TAG.sub(lambda match: " " * len(match.group()), text) if "<" in text else text


def sentence_case(text: str) -> str:
    """A title with its unprotected words in lower case, but for the first of the title and of each part.

    >>> sentence_case("Higher-Dimensional Algebra: A Study of DNA")
    'Higher-dimensional algebra: A study of DNA'
    """
    blanked = _blanked(text)
    out = []
    at = 0
    first = True
    for word in _WORD.finditer(blanked):
        begins = first or _BREAK.search(text[max(0, word.start() - 3) : word.start()]) is not None
        first = False
        found = word.group()
        out.append(text[at : word.start()])
        at = word.end()
        out.append("-".join(_lowered(part, begins and index == 0) for index, part in enumerate(found.split("-"))))
    out.append(text[at:])
    return "".join(out)


def _lowered(word: str, begins: bool) -> str:
    return word if begins or any(character.isupper() for character in word[1:]) else word.lower()
