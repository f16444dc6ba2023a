"""What speaks for and against a stub and a record being one work, each with its weight.

Every function compares one kind of fact and returns a `Reason`, or None when one of the two does not have it. The
weights are in log-odds: they add up, and `citelib.matching.propose` turns the sum into a score between 0 and 1.

>>> print(names(Item("s", author=[Name("Lee", "Ann")]), Item("r", author=[Name("Lee", "A.")])))
+2.0 author: Ann Lee is the only author as A. Lee
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import attrs

from citelib.model import Item, Name

__all__ = [
    "IDENTIFIERS",
    "Reason",
    "fold",
    "identifiers",
    "journals",
    "kinds",
    "names",
    "same_journal",
    "same_name",
    "titles",
    "topic",
    "umlauts",
    "words_of",
    "years",
]

IDENTIFIERS: Final = ("DOI", "PMID", "PMCID", "ISBN")


@attrs.frozen
class Reason:
    """One fact that speaks for or against a match.

    Attributes:
        fact: What was compared: ``"identifier"``, ``"author"``, ``"title"``, ``"year"``, ``"journal"``, ``"topic"``,
            ``"genre"``.
        contribution: Its weight in log-odds: positive speaks for the match, negative against it.
        detail: What was found, in words.

    """

    fact: str
    contribution: float
    detail: str

    def __str__(self) -> str:
        return f"{self.contribution:+.1f} {self.fact}: {self.detail}"


# Text to compare by

_LETTERS: Final = str.maketrans(
    {"æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "’": "'"}
)
_MARKUP: Final = re.compile(r"</?(?:i|b|sup|sub|span|sc)[^<>]{0,80}>")


def fold(text: str) -> str:
    """Text without case, accents, markup and punctuation.

    >>> fold("<i>Łucja</i> Hætta-Berg")
    'lucja haetta berg'
    """
    text = _MARKUP.sub("", text).casefold().translate(_LETTERS)
    text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^\w]+", " ", text).split())


_COMMON: Final = frozenset(
    """
    a an and are as at be been but by can for from had has have how in into is it its may more most new not of on or our
    over some such than that the their them there these they this those to under was we were what when which while who
    will with within without would
    study studies research researchers paper article result results finding findings report reports authors author
    science scientific journal work works team colleagues show shows showed shown found find reveal reveals revealed
    suggest suggests suggested used using use based effect effects analysis data model also however both between one
    two three many much well first
    der die das und von mit für ist auf des im dem nicht ein eine zu sich als auch le la les de des et en du un une dans
    el los las y que una por con para
    """.split()
)


def words_of(text: str) -> frozenset[str]:
    """The words of a text that tell what it is about, shortened to a stem of six letters so that forms meet.

    >>> sorted(words_of("Sustained rescue of prefrontal circuits in the study"))
    ['circui', 'prefro', 'rescue', 'sustai']
    """
    return frozenset(word[:6] for word in fold(text).split() if len(word) > 3 and word not in _COMMON)


# Facts


def identifiers(stub: Item, record: Item) -> Reason | None:
    """Equal identifiers decide for, different ones of one kind against."""
    for variable in IDENTIFIERS:
        ours, theirs = stub.get(variable), record.get(variable)
        if ours and theirs:
            if _identifier(ours) == _identifier(theirs):
                return Reason("identifier", 12.0, f"both have the {variable} {theirs}")
            if variable == "DOI":
                return Reason("identifier", -8.0, f"the DOIs differ: {ours} and {theirs}")
    return None


def _identifier(text: str) -> str:
    return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*|pmc(?=\d))", "", text.strip().casefold()).replace("-", "")


def same_name(one: Name, other: Name) -> float:
    """How much two names agree: 1 for family and given name, 0.8 for initials, 0.5 for the family alone, 0 for none.

    >>> same_name(Name("Berg", "Ludwig", non_dropping_particle="van den"), Name("van den Berg", "L."))
    0.8
    >>> same_name(Name("Lee", "Ann"), Name("Lee", "Bob"))
    0.0
    """
    if one.literal or other.literal:
        return 1.0 if fold(str(one)) == fold(str(other)) else 0.0
    if not _same_family(one, other):
        return 0.0
    ours, theirs = fold(one.given or "").split(), fold(other.given or "").split()
    if not ours or not theirs:
        return 0.5
    initials = _is_initials(one.given) or _is_initials(other.given)
    if ours[0] == theirs[0] and len(ours[0]) > 1:
        return 1.0
    if initials and ours[0][0] == theirs[0][0]:
        # «R. N.» agrees with «Rachel» and with «Rachel Nora», not with «Rachel Maria».
        second = [given[1][0] for given in (ours, theirs) if len(given) > 1]
        return 0.8 if len(set(second)) < 2 else 0.3
    if ours[0][0] == theirs[0][0]:
        from rapidfuzz.distance import JaroWinkler

        # «Kate» and «Katharine», «Jon» and «John»: nearly, but not surely, one person.
        return 0.6 if JaroWinkler.similarity(ours[0], theirs[0]) > 0.88 else 0.0
    return 0.0


def _is_initials(given: str | None) -> bool:
    if not given:
        return False
    first = re.split(r"[\s.\-]+", given.strip())[0]
    return len(first) == 1 or (first.isupper() and len(first) <= 3)


def _same_family(one: Name, other: Name) -> bool:
    """Whether the family names agree, with or without particles, whole or one part of a compound."""
    ours, theirs = fold(one.full_family), fold(other.full_family)
    bare_ours, bare_theirs = fold(one.family or ""), fold(other.family or "")
    if ours == theirs or bare_ours == bare_theirs:
        return bool(ours and theirs)
    if umlauts(ours) == umlauts(theirs):
        return True
    # «Jiménez Whitfield» may be filed under «Whitfield», with the rest among the given names.
    whole_ours, whole_theirs = fold(str(one)).split(), fold(str(other)).split()
    if bare_ours and bare_theirs and whole_ours[-1] == whole_theirs[-1]:
        return set(bare_ours.split()) <= set(whole_theirs) and set(bare_theirs.split()) <= set(whole_ours)
    return False


def umlauts(text: str) -> str:
    """«Mueller» as «Muller», so that both spellings of «Müller» meet."""
    return text.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def names(stub: Item, record: Item) -> Reason | None:
    """The authors of the stub among those of the record, the first one in the first place above all."""
    if not stub.author or not record.author:
        return None
    first = stub.author[0]
    agreements = [same_name(first, author) for author in record.author[:200]]
    best = max(agreements)
    if best < 0.3:
        others = [max(same_name(author, other) for other in record.author[:200]) for author in stub.author[1:20]]
        if others and max(others) >= 0.8:
            return Reason("author", 0.5, f"{first} is not among the authors, but others are")
        if any(_same_family(first, author) for author in record.author[:200]):
            return Reason("author", -4.0, f"another {first.full_family} is among the authors")
        return Reason("author", -5.0, f"{first} is not among the authors")
    at = agreements.index(best)
    weight = 2.5 * best
    place = "the first author"
    if at:
        last = at == len(record.author) - 1
        weight -= 0.4 if last else 1.0
        place = "the last author" if last else f"author number {at + 1}"
    elif len(record.author) == 1 == len(stub.author):
        place = "the only author"
    shared = sum(
        1 for author in stub.author[1:20] if any(same_name(author, other) >= 0.5 for other in record.author[:200])
    )
    missing = len(stub.author[1:20]) - shared
    weight += min(3.0, 1.5 * shared) - min(3.0, 1.0 * missing)
    detail = f"{first} is {place} as {record.author[at]}"
    if len(stub.author) > 1:
        detail += f", and {shared} of {len(stub.author) - 1} others are among the authors"
    return Reason("author", round(weight, 2), detail)


def titles(stub: Item, record: Item) -> Reason | None:
    """How like the titles are."""
    if not stub.title or not record.title:
        return None
    from rapidfuzz import fuzz

    ours, theirs = fold(stub.title)[:2000], fold(record.title)[:2000]
    likeness = max(fuzz.ratio(ours, theirs), fuzz.token_sort_ratio(ours, theirs))
    if min(len(ours.split()), len(theirs.split())) >= 4:
        # A subtitle may be left out.
        likeness = max(likeness, 0.95 * fuzz.partial_ratio(ours, theirs) if ours[:12] == theirs[:12] else 0)
    weight = 6.0 if likeness >= 95 else 4.0 if likeness >= 85 else 1.0 if likeness >= 70 else -5.0
    return Reason("title", weight, f"the titles agree to {likeness:.0f} %")


def years(stub: Item, record: Item, reference_year: int | None) -> Reason | None:
    """The years; where the stub has none, that of the release, which comes out at about the same time.

    Args:
        stub: The stub.
        record: The record.
        reference_year: Year of the release that reports or comments on the stub's work, or None.
    """
    theirs = record.issued.year if record.issued else None
    ours = stub.issued.year if stub.issued else None
    if theirs is None:
        return None
    if ours is not None:
        apart = abs(ours - theirs)
        weight = 1.5 if apart == 0 else 0.3 if apart == 1 else -3.0
        return Reason("year", weight, f"{ours} and {theirs}" if apart else f"both are of {ours}")
    if reference_year is None:
        return None
    apart = abs(reference_year - theirs)
    weight = 1.0 if apart == 0 else 0.2 if apart == 1 else -3.0
    return Reason("year", weight, f"the release is of {reference_year}, the record of {theirs}")


def journals(stub: Item, record: Item) -> Reason | None:
    """The journals: equal, abbreviated word by word, or different."""
    ours = stub.container_title or stub.container_title_short
    theirs = [title for title in (record.container_title, record.container_title_short) if title]
    if not ours or not theirs:
        return None
    if any(same_journal(ours, title) for title in theirs):
        return Reason("journal", 1.5, f"both appeared in {theirs[0]}")
    return Reason("journal", -3.0, f"{ours} and {theirs[0]} are different journals")


_SMALL_WORDS: Final = frozenset("the of and for in on de der die des du la le et und y & a an e".split())


def same_journal(one: str, other: str) -> bool:
    """Whether two titles mean one journal, abbreviations included.

    >>> same_journal("J. Exp. Biol.", "Journal of Experimental Biology"), same_journal("Nature", "Nature Plants")
    (True, False)
    >>> same_journal("PNAS", "Proceedings of the National Academy of Sciences")
    True
    """
    ours = [word for word in fold(one).split() if word not in _SMALL_WORDS]
    theirs = [word for word in fold(other).split() if word not in _SMALL_WORDS]
    if not ours or not theirs:
        return False
    if ours == theirs:
        return True
    short, long = sorted((ours, theirs), key=len)
    if len(short) == 1 and len(long) > 2 and len(short[0]) >= 3:
        initials = "".join(word[0] for word in long)
        return initials.startswith(short[0]) and len(initials) - len(short[0]) <= 1
    if len(ours) != len(theirs):
        return False
    return all(
        a[0] == b[0] and (a.startswith(b) or b.startswith(a) or _contracted(a, b))
        for a, b in zip(ours, theirs, strict=True)
    )


def _contracted(one: str, other: str) -> bool:
    """«natl» for «national», «intl» for «international»: the letters of the shorter in order within the longer."""
    short, long = sorted((one, other), key=len)
    if len(short) < 3:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short) and len(short) <= len(long) - 2


def kinds(stub: Item, record: Item) -> Reason | None:
    """The genres: a Perspective is no research article. Only what both say counts."""
    ours, theirs = _kind(stub), _kind(record)
    if ours is None:
        return None
    if theirs is None:
        # A record without genre is of a research article more often than not, and long; a comment is short.
        pages = _pages(record)
        if ours in _COMMENTS and (pages is not None and pages > 8):
            return Reason("genre", -1.5, f"a {stub.genre} of {pages} pages is unlikely")
        return None
    if ours == theirs or (ours in _COMMENTS and theirs in _COMMENTS):
        return Reason("genre", 0.8, f"both are of the kind {record.genre or record.type}")
    return Reason(
        "genre", -3.0, f"the stub is of the kind {stub.genre or stub.type}, the record {record.genre or record.type}"
    )


_COMMENTS: Final = frozenset(
    "perspective|commentary|comment|editorial|viewpoint|insight|preview|spotlight|opinion|focus|letter|news views|"
    "news and views|invited commentary|policy forum|research highlight|expert voices".split("|")
)
_TYPES: Final = {
    "book": "book",
    "thesis": "thesis",
    "report": "report",
    "dataset": "dataset",
    "webpage": "webpage",
    "chapter": "chapter",
}


def _kind(item: Item) -> str | None:
    if item.type in _TYPES:
        return _TYPES[item.type]
    genre = fold(item.genre or "")
    return "article" if genre in ("research article", "article", "journal article") else genre or None


def _pages(record: Item) -> int | None:
    match = re.fullmatch(r"([0-9]{1,9})\s*[-–]\s*([0-9]{1,9})", record.page or "")
    return int(match[2]) - int(match[1]) + 1 if match and int(match[2]) >= int(match[1]) else None


def topic(text: frozenset[str], record: Item, rarity: dict[str, float]) -> Reason | None:
    """Words of the text that points at the stub in title and abstract of the record.

    Args:
        text: Words of the text, as `words_of` gives them.
        record: The record.
        rarity: How rare each word is among the records, from 0 to 1.
    """
    title, abstract = words_of(record.title or ""), words_of((record.abstract or "")[:20_000])
    if not text or not (title or abstract):
        return None
    whole = sum(rarity.get(word, 1.0) for word in title)
    shared = sorted(title & text, key=lambda word: (-rarity.get(word, 1.0), word))
    share = sum(rarity.get(word, 1.0) for word in shared) / whole if whole else 0.0
    if abstract:
        both = abstract & text
        share = max(share, min(1.0, 2.5 * len(both) / (len(abstract) + 1)))
        shared = shared or sorted(both)
    weight = -2.0 if not shared else min(2.5, -0.8 + 5.0 * share + 0.4 * min(3, len(shared)))
    found = ", ".join(f"{word}…" if len(word) == 6 else word for word in shared[:6])
    detail = (
        f"{share:.0%} of the record's words are in the text ({found})"
        if shared
        else "no word of the record is in the text"
    )
    return Reason("topic", round(weight, 2), detail)
