"""Keys of titles: what stays of a title when everything is left out that authors and registries write in two ways.

Equal keys are equal titles; likeness only proposes. Left out are case, accents, markup, entities, hyphens and
punctuation and an article in front; Greek letters are spelt out, «&» is «and», and British spelling is American.

>>> title_key("The Behaviour of &beta;-Moss &amp; <i>Lichens</i>.") == title_key("behavior of beta moss and lichens")
True
>>> title_key("ROCK: Causal Inference"), head_key("ROCK: Causal Inference for Reasoning")
('rockcausalinference', 'rock')
"""

from __future__ import annotations

import functools
import html
import re
import unicodedata
from collections.abc import Iterable
from typing import Final, Literal

from anyascii import anyascii

from citelib.comparing import beginning, fold, fold_words
from citelib.model.notices import without_mark
from citelib.verification.numbers import NUMBERS

__all__ = ["compare_titles", "head_key", "language_of", "likeness", "title_key", "title_words"]

_GREEK: Final = re.compile("[\u0391-\u03a9\u03b1-\u03c9\u03f5]")
_MACRO: Final = re.compile(
    r"\\(?!alpha|beta|gamma|delta|epsilon|lambda|mu|pi|sigma|omega|phi|psi|chi|tau|rho|eta|theta)[a-zA-Z]{2,}"
)
"""A command of LaTeX that its file does not define."""
_COMMAND: Final = re.compile(r"\\[a-zA-Z]+\s*(?=\{)")
_MATHS: Final = re.compile(r"\\(?:math|text|operator|emph|rm|bf|it)[a-z]*\s*|\\(?:left|right|,|;|!)|[\\${}^_]")
_TAGS: Final = re.compile(r"</?[a-zA-Z][\w:-]*(?:\s[^<>]{0,200})?/?>")
_AMERICAN: Final = (
    (re.compile(r"is(ation|ations|ational|ed|er|ers|es|ing|e|able)$"), r"iz\1"),
    (re.compile(r"ys(ed|er|ers|es|ing|e)$"), r"yz\1"),
    (re.compile(r"our(s|ed|ing|al|ally|able|ite|ites|less|ful)?$"), r"or\1"),
    (re.compile(r"ll(ed|er|ers|ing|ings)$"), r"l\1"),
    (re.compile(r"([tb])re(s?)$"), r"\1er\2"),
    (re.compile(r"(c)entred$"), r"\1entered"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
    (re.compile(r"(def|off|lic|pret)ence(s?)$"), r"\1ense\2"),
    (re.compile(r"amme(s?)$"), r"am\1"),
    (re.compile(r"dgement(s?)$"), r"dgment\1"),
)
"""Endings of British words and their American ones; the same words of both sides are changed, whatever they are."""
_WORDS: Final = {
    "grey": "gray", "aluminium": "aluminum", "ageing": "aging", "artefact": "artifact", "artefacts": "artifacts",
    "mould": "mold", "moulds": "molds", "plough": "plow", "tyre": "tire", "tyres": "tires", "sceptic": "skeptic",
    "sceptical": "skeptical", "scepticism": "skepticism", "enrolment": "enrollment", "fulfil": "fulfill",
    "skilful": "skillful", "whilst": "while", "towards": "toward", "amongst": "among", "versus": "vs",
    "learnt": "learned", "cheque": "check", "practise": "practice", "pp": "p",
}  # fmt: skip
_ROMAN: Final = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12",
}  # fmt: skip
"""Numbers of parts and volumes, but for those that are letters, too."""
_NUMBERS: Final = {
    word: str(number)
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        2,
    )
} | {
    word: str(number * 10)
    for number, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)
}  # fmt: skip
"""Numbers that one writes out and another does not."""
_NAMED: Final = _ROMAN | _NUMBERS
_LATIN: Final = re.compile(
    r"^(an|leuk|h|p|gyn|f|c|encyclop|orthop|isch|hyperglyc|hypoglyc|bacter|septic|ur)(?:ae|oe)(?=[a-z]{3})|"
    r"^oe(?=s|d)|(?<=arrh)oe(?=a)|(?<=n)oe(?=uv)"
)
"""Where British words of Greek have «ae» and «oe» for American «e»."""
_SULPHUR: Final = re.compile(r"sulph")

_ARTICLES: Final = frozenset({"a", "an", "the"})
_HEAD: Final = re.compile(
    r"\s*[:?!]\s+|\s+[-–—]+\s+|\s*—\s*|\s*;\s+|\.\s+(?=[A-Z]|[0-9]{1,3}\b)|"
    r",\s+(?:or|ou|oder),\s+|,\s+or\s+(?=[Tt]he\s)"
)
"""Where a subtitle, the number of a volume or an alternative title begins."""
_CODA: Final = re.compile(
    r"[\s.,;:]*[(\[](?:extended (?:abstract|version)|abstract|preprint|invited (?:paper|talk)|short paper|demo(?: "
    r"paper)?|"
    r"poster|full paper|student abstract|reprint(?:ed)?|in [A-Z][a-z]+|[0-9a-z]+ ed(?:ition|n)?\.?|author's transl\.?|"
    r"oral|spotlight|with discussion|review)[)\]][\s.]*$",
    re.IGNORECASE,
)
"""What stands behind titles and is no part of them."""
_ORDINAL: Final = (
    r"[0-9]{1,2}(?:st|nd|rd|th|er?|re|ème|ª|º|\.)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|new|"
    r"rev(?:ised|\.)|updated|international|student|zweite|dritte|vierte|deuxième|segunda|seconda"
)
_RENEWED: Final = (
    r"rev(?:ised)?|and|updated|enlarged|expanded|international|student|überarb(?:eitete)?|erw(?:eiterte)?|"
    r"aktualisierte|neu bearbeitete|u|und"
)
_EDITION: Final = re.compile(
    rf"\s*[.,;:(\[]\s*(?:{_ORDINAL}),?\s+(?:(?:{_RENEWED})\b\.?,?\s+){{0,4}}"
    r"(?:ed(?:ition|n|s)?|aufl(?:age)?|éd(?:ition)?|edición|edizione|edição|druk)\b[.)\]\s]*$",
    re.IGNORECASE,
)
"""The statement of an edition behind a title."""
_LONGEST: Final = 1_000
"""Characters of a title that are compared; longer ones are abstracts that stand in the wrong field."""
_ACRONYM: Final = re.compile(r"(?<=\S)\s+[(\[](?![IVXLC]+[)\]])[A-Z][A-Z0-9]+(?:-?[A-Z0-9]+)*[)\]]")
"""The acronym of a study or of a thing behind its name: «(NORTH-2)»."""
_NOTES: Final = re.compile(r"[\s*†‡§¶#]+$")
_TRANSLATED: Final = re.compile(r"^\s*\[[^\[\]\s]+\s[^\[\]]+\]\s+|\s+\[[^\[\]\s]+\s[^\[\]]+\]\s*$")
"""A translation of the title in square brackets beside it, as styles ask for titles that readers may not understand."""
_CUT: Final = re.compile(r"\s*(?:…|\.\.\.)\s*$")


def _bare(title: str) -> str:
    """A title without what registries put before and behind it."""
    text = beginning(title, _LONGEST)
    text = html.unescape(html.unescape(text)) if "&" in text else text
    text = _ACRONYM.sub("", text) if "(" in text or "[" in text else text
    text = _NOTES.sub("", _EDITION.sub("", _CODA.sub("", without_mark(text))))
    return text[1:].rstrip(".").removesuffix("]") if text.startswith("[") and text.rstrip(".").endswith("]") else text


def title_words(title: str) -> list[str]:
    """The words of a title as they are compared."""
    text = _bare(title)
    if "<" in text:
        text = _TAGS.sub("", text)
    if "\\" in text or "$" in text or "{" in text or "_" in text or "^" in text:
        text = _MATHS.sub("", _COMMAND.sub("", text))
    if not text.isascii():
        text = _GREEK.sub(lambda match: _spelt(match[0]), unicodedata.normalize("NFKC", text))
    text = text.replace("&", " and ").replace("%", " percent ").replace("per cent", "percent")
    return [_NAMED.get(word) or _american(word) for word in fold_words(text).split()]


def _spelt(letter: str) -> str:
    return f" {unicodedata.name(letter, 'GREEK LETTER').split(' LETTER ')[-1].split()[-1].lower()} "


@functools.lru_cache(maxsize=1 << 14)
def _american(word: str) -> str:
    if len(word) < 4:
        return word
    if word in _WORDS:
        return _WORDS[word]
    word = _SULPHUR.sub("sulf", _LATIN.sub(lambda match: (match[1] or "") + "e", word))
    if len(word) > 4:
        for pattern, replacement in _AMERICAN:
            changed = pattern.sub(replacement, word)
            if changed != word:
                return changed
    return word


@functools.lru_cache(maxsize=1 << 14)
def title_key(title: str) -> str:
    """The key of a whole title."""
    words = title_words(title)
    return "".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


@functools.lru_cache(maxsize=1 << 14)
def head_key(title: str) -> str:
    """The key of what stands before the subtitle; empty if there is none."""
    parts = _HEAD.split(_bare(title), maxsplit=1)
    return title_key(parts[0]) if len(parts) > 1 and parts[1] else ""


def _heads(title: str) -> set[str]:
    """The keys of all beginnings of a title that stand before a subtitle: «Moss – Part II: Roofs» has two."""
    bare = _bare(title)
    return {title_key(bare[: match.start()]) for match in _HEAD.finditer(bare)}


def compare_titles(
    ours: str, theirs: Iterable[str], *, whole: Iterable[str] = ()
) -> Literal["same", "harmless", "differs", "unknown"]:
    """Whether a title is that of records: the same, with or without its subtitle, another, or not to be compared.

    Args:
        ours: The title of the reference.
        theirs: Those of the records.
        whole: Those of them that are known to lack no subtitle.
    """
    titles = list(theirs)
    key, head = title_key(ours), head_key(ours)
    keys = {title_key(title) for title in titles}
    if key in keys:
        return "same"
    if not keys - {""}:
        return "unknown"
    # A subtitle may be left out, unless a record has another one in its place.
    if key in {head for title in titles for head in _heads(title)} or (
        head
        and head in keys
        and head not in {title_key(title) for title in whole}
        and not any(one.startswith(head) and one != head for one in keys)
    ):
        return "harmless"
    if all(_was_cut(key, title) for title in titles if title_key(title)):
        return "harmless"
    if title_key(_TRANSLATED.sub("", ours)) in keys or key in {title_key(_TRANSLATED.sub("", one)) for one in titles}:
        return "harmless"
    if any(_is_spelt_alike(ours, title) for title in titles):
        return "harmless"
    if any(_MACRO.search(title) and likeness(ours, title) >= NUMBERS.near for title in titles) or (
        _MACRO.search(ours) and any(likeness(ours, title) >= NUMBERS.near for title in titles)
    ):
        return "unknown"  # what an undefined command stands for
    language = language_of(ours)
    languages = set(map(language_of, titles))
    if (language and languages.isdisjoint({"", language})) or (
        not language.isupper() and all(map(str.isupper, languages))
    ):
        return "unknown"  # a translation, or a title in other letters
    return "differs"


def _was_cut(key: str, title: str) -> bool:
    """Whether a registry cut the title of its record."""
    written = beginning(title, _LONGEST)
    theirs = title_key(_CUT.sub("", written))
    return key.startswith(theirs) and len(theirs) >= (NUMBERS.telling if _CUT.search(written) else NUMBERS.cut_title)


def _is_spelt_alike(one: str, other: str) -> bool:
    if one.isascii() and other.isascii() and "ae" not in (both := (one + other).casefold()) and "oe" not in both:
        return "ue" in both and _vowels(one) == _vowels(other)
    plain = [title_key(anyascii(_bare(title)).replace("?", "")) for title in (one, other)]
    return plain[0] == plain[1] or _vowels(one) == _vowels(other)


def _vowels(title: str) -> str:
    """A key without the second letters by which umlauts and ligatures are written."""
    return re.sub("(?<=[aou])e", "", fold(title_key(title)))


_STOPWORDS: Final = {
    "en": "the of and in for on with to from by is are an at as under between its",
    "de": "der die das und von im zur zum über für mit eine einer des den dem bei aus zu nach als",
    "fr": "le la les des du et une dans sur pour par au aux de est en l d",
    "es": "el la los las del y una en por para con sobre de entre su al",
    "pt": "o os as da do das dos e uma em no na por para com sobre de entre ao",
    "it": "il lo la gli le della del dei delle di e una nel nella per con sul tra",
    "nl": "de het een van en voor met bij door op naar over uit",
}
_STOP: Final = {language: frozenset(words.split()) for language, words in _STOPWORDS.items()}


@functools.lru_cache(maxsize=1 << 12)
def language_of(title: str) -> str:
    """The language that a title seems to be in; its script if that is not the Latin one; empty if nothing tells.

    >>> language_of("Über die Moose der Alpen"), language_of("On the mosses of the Alps"), language_of("Slow moss")
    ('de', 'en', '')
    """
    letters = [letter for letter in title if letter.isalpha()]
    other = [letter for letter in letters if ord(letter) > 0x36F]
    if len(other) * 2 > len(letters):
        return unicodedata.name(other[0], "?").split()[0]
    words = re.findall(r"[^\W\d_]+", title.casefold())
    counts = {language: sum(word in stop for word in words) for language, stop in _STOP.items()}
    first, second = sorted(counts, key=lambda language: -counts[language])[:2]
    return first if counts[first] > max(1, counts[second]) else ""


def likeness(one: str, other: str) -> float:
    """How alike two titles are, from 0 to 1."""
    from rapidfuzz import fuzz

    return fuzz.ratio(title_key(one), title_key(other)) / 100
