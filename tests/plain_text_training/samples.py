"""Labelled references: tokens with one label each, and the damage that references take on their way."""

# ruff: noqa: E501 - tables and lists of choices read best with one row a line

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from citelib.comparing import fold
from citelib.csl.style.repository import read_style
from citelib.csl.style.resolve import ResolvedStyle, resolve
from citelib.errors import CitelibError
from citelib.formats.text.plain_text.tokens import tokenize
from citelib.model import Item
from tests.plain_text_training.labelling import Labelled, references
from tests.plain_text_training.records import Records
from tests.plain_text_training.sources import WordNet
from tests.plain_text_training.styles import LOCALES, made_style, real_styles

Sample = tuple[str, list[str]]
"""A reference and the labels of its tokens."""

LABELS = {
    "author": "author", "container-author": "author", "original-author": "author", "reviewed-author": "author", "composer": "author",
    "director": "author", "interviewer": "author", "recipient": "author", "contributor": "editor", "curator": "editor",
    "editor": "editor", "collection-editor": "editor", "editorial-director": "editor", "editor-translator": "editor", "translator": "translator",
    "issued": "date", "year-suffix": "date", "original-date": "date", "event-date": "date", "available-date": "date", "submitted": "date",
    "accessed": "accessed",
    "title": "title", "title-short": "title", "original-title": "title", "reviewed-title": "title", "volume-title": "title", "part-title": "title",
    "container-title": "container", "container-title-short": "container", "event": "container", "event-title": "container",
    "collection-title": "collection", "collection-number": "collection",
    "volume": "volume", "number-of-volumes": "volume", "issue": "issue", "page": "page", "page-first": "page", "number-of-pages": "page", "locator": "page",
    "publisher": "publisher", "authority": "publisher", "archive": "publisher", "original-publisher": "publisher",
    "publisher-place": "place", "event-place": "place", "archive-place": "place", "archive_location": "place", "original-publisher-place": "place",
    "edition": "edition", "version": "edition", "genre": "genre", "number": "genre", "medium": "medium", "note": "note", "annote": "note", "status": "note",
    "DOI": "doi", "URL": "url", "ISBN": "isbn", "ISSN": "isbn", "PMID": "note", "PMCID": "note", "citation-number": "number", "citation-label": "number",
    "chapter-number": "volume", "part-number": "volume", "supplement-number": "issue", "section": "page",
}  # fmt: skip
_JOURNALS = ("article-journal", "article-magazine", "article-newspaper", "periodical", "review", "review-book")
_WORDS = {
    label: frozenset(fold(words).split())
    for label, words in {
        "editor": "ed eds editor editors hrsg hg hgg dir éd éds coord org red ред отв sous la direction de a cura di",
        "edition": "ed edn edition éd édition aufl auflage ª изд vyd wyd vydání überarb e",
        "page": "p pp pages pag págs s seiten с str",
        "volume": "vols",
    }.items()
}
_MEDIUM = re.compile(r"\W*(?:internet|online|en ligne|en línea|on-line|electronic|web|print)\W*", re.IGNORECASE)
_URL = re.compile(r"\W*URL\W*", re.IGNORECASE)
_UNDATED = re.compile(r"\W*(?:n\.\s?d\.|s\.\s?d\.|s\.\s?f\.|o\.\s?J\.|no date|undated|б\.\s?д\.)\W*", re.IGNORECASE)
_UNPUBLISHED = re.compile(
    r"\W*(?:in press|forthcoming|to appear|à paraître|im druck|submitted|in preparation)\W*", re.IGNORECASE
)


def _opens(word: str, before: str) -> bool:
    """Whether a token without an owner belongs to what follows: a mark that opens, and none that closes «„»."""
    return word[:1] in "«([<„‘" or (word[:1] == "“" and ("„" not in before or word[1:2].isalnum()))


def sample(pieces: Labelled, item: Item) -> Sample | None:
    """Tokens and labels of one entry: words that show no variable belong to the one that follows them."""
    text = "".join(piece for piece, _ in pieces).rstrip()
    owner: list[str] = []
    for piece, variable in pieces:
        label = LABELS.get(variable, "note") if variable else ""
        if label == "container" and item.type in _JOURNALS:
            label = "journal"
        if variable == "number" and item.type in _JOURNALS:
            label = "page"
        if not label and _MEDIUM.fullmatch(piece):
            label = "medium"
        elif not label and _UNDATED.fullmatch(piece):
            label = "date"
        elif label in ("date", "") and _UNPUBLISHED.fullmatch(piece):
            label = "note"
        owner += [label] * len(piece)
    tokens = tokenize(text)
    if not 3 <= len(tokens) <= 160:
        return None
    labels: list[str] = []
    for token in tokens:
        counts: dict[str, int] = {}
        for at in range(token.start, token.end):
            if text[at].isalnum() and owner[at]:
                counts[owner[at]] = counts.get(owner[at], 0) + 1
        labels.append(max(counts, key=lambda label: counts[label]) if counts else "")
    unowned = [not label for label in labels]
    following = ""
    for index in range(len(labels) - 1, -1, -1):
        word = tokens[index].text
        if not labels[index] and following == "url" and any(c.isalpha() for c in word) and not _URL.fullmatch(word):
            # «Retrieved from» tells of access; the address alone is the field.
            labels[index] = "accessed"
        elif (not labels[index] and following and any(c.isalnum() for c in word)) or _opens(
            word, text[: tokens[index].start]
        ):
            labels[index] = labels[index] or following
        following = labels[index] or following
    for index in range(1, len(labels)):
        # «(Hrsg.)» behind editors, «ed.» behind an edition: the words of a field may follow it.
        own = labels[index - 1]
        if own in _WORDS and unowned[index] and fold(tokens[index].text.strip("()[].,;: ")) in _WORDS[own]:
            labels[index] = own
    leading = next((label for label in labels if label and label != "number"), "")
    if leading == "editor":
        stop = next((i for i, label in enumerate(labels) if label not in ("editor", "number", "")), len(labels))
        if not any(fold(token.text.strip("()[].,;: ")) in _WORDS["editor"] for token in tokens[:stop]):
            # Nothing tells a reader that these are editors.
            labels[:stop] = ["author" if label == "editor" else label for label in labels[:stop]]
    before = next((label for label in labels if label), "")
    for index, label in enumerate(labels):
        # Bare punctuation hangs on what stands before it.
        before = labels[index] = label or before
    return (text, labels) if before else None


# Damage

_ASIDES = [
    " (in French)",
    " (Special issue)",
    ", passim",
    ", with maps",
    " (reprinted 1987)",
    " (abstract)",
    ", illus.",
    " (Collection Essais)",
    " (Paper 12)",
    ", bibl.",
    ". Abstract only",
    " (avec Jean Martin)",
    ". Repr. 1968",
    " [In German]",
    ". Reprint, New York: Dover, 1962",
    ", abstract no. 12",
    " (extraits)",
    ". Ph.D. thesis",
    " IF: 2.4",
    ". Contains reprints of earlier articles and a glossary",
    ". See chapters 3 and 4",
    ". Includes bibliographical references and index",
    ". For the Spanish version see item 7988",
    ". A classic account of the subject, still worth reading",
    " – unpublished manuscript in the library",
    ". Accompanied by maps and plates",
    ". Keywords: language, culture, power",
]
_DASHES = ["-", "–", "—", "‐", "--", "−"]


def damaged(pieces: Labelled, chance: random.Random) -> Labelled:
    """The same reference as carelessness, typists and scanners write it."""
    roll = chance.random
    changed = list(pieces)
    if roll() < 0.07:
        number = str(chance.randrange(1, 250 if roll() < 0.85 else 9999))
        opening, closing = chance.choice([("[", "] "), ("", ". "), ("(", ") "), ("", " "), ("[", "] "), ("", ") ")])
        if not any(variable == "citation-number" for _, variable in changed):
            changed = [(opening, ""), (number, "citation-number"), (closing, ""), *changed]
    if roll() < 0.3:
        dash = chance.choice(_DASHES)
        changed = [
            (text.replace("–", dash) if variable in ("page", "issued", "") else text, variable)
            for text, variable in changed
        ]
    if roll() < 0.15:
        changed = [(text.replace("’", "'").replace("“", '"').replace("”", '"'), variable) for text, variable in changed]
    if roll() < 0.05:
        changed = [(text.upper() if variable == "author" else text, variable) for text, variable in changed]
    if roll() < 0.03:
        changed = [(text.upper() if variable == "title" else text, variable) for text, variable in changed]
    if roll() < 0.06:
        changed = [
            (
                re.sub(r"(?<=[.,:;]) ", "", text) if variable in ("author", "page", "volume", "issue", "") else text,
                variable,
            )
            for text, variable in changed
        ]
    if roll() < 0.08:
        changed = [(re.sub(r"(?<=\w)([:;?!])", r" \1", text), variable) for text, variable in changed]
    if roll() < 0.06:
        changed = [
            (re.sub(r"(?<=[A-Z]\.) (?=[A-Z]\.)", "", text) if variable in ("author", "editor") else text, variable)
            for text, variable in changed
        ]
    if roll() < 0.06:
        changed = [
            (text.replace(" and ", " & ") if variable in ("author", "editor") else text, variable)
            for text, variable in changed
        ]
    if roll() < 0.1:
        changed = [
            (_shortened(text, chance) if variable == "container-title" else text, variable)
            for text, variable in changed
        ]
    if roll() < 0.05:
        tag = chance.choice(["i", "i", "em", "italic", "b"])
        marked = chance.choice(["container-title", "container-title", "title"])
        changed = [(f"<{tag}>{text}</{tag}>" if variable == marked else text, variable) for text, variable in changed]
    if roll() < 0.05:
        # Marks between fields are forgotten or lost.
        changed = [
            (" " if not variable and text in (". ", ", ", ": ") and roll() < 0.5 else text, variable)
            for text, variable in changed
        ]
    if roll() < 0.04:
        changed = [
            ("p. " + text if variable == "page" and text[:1].isdigit() else text, variable)
            for text, variable in changed
        ]
    if roll() < 0.02:
        changed = [
            (text.replace(",", "*,", 1) if variable == "author" else text, variable) for text, variable in changed
        ]
    if roll() < 0.06:
        changed.append((chance.choice(_ASIDES) if roll() < 0.7 else _code(chance), "note"))
    if roll() < 0.1 and changed and not changed[-1][1]:
        changed[-1] = (chance.choice([".", "", ";", ","]), "")
    if roll() < 0.03:
        changed = [(_slip(text, chance) if len(text) > 8 else text, variable) for text, variable in changed]
    return changed


def _code(chance: random.Random) -> str:
    """What catalogues and databases put behind a reference."""
    number = chance.randrange(1, 10**4)
    return chance.choice(
        [f" ({chance.choice('ABHJQS')}C{number})", f" [{number}]", f" PMID: {number}{number}", f" {number}."]
    )


def _shortened(text: str, chance: random.Random) -> str:
    """A title of a journal as abbreviations go: words cut, small ones left out."""
    if len(text.split()) < 2:
        return text
    dot = chance.choice([".", "."])
    words = [
        word
        for word in text.split()
        if word.lower() not in ("of", "the", "and", "for", "in", "de", "la", "für", "und", "et", "des")
    ]
    return " ".join(
        word if len(word) < 6 or not word.isalpha() else word[: chance.randrange(3, 6)] + dot for word in words
    )


def _slip(text: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(text) - 1)
    return chance.choice(
        [
            text[:at] + text[at + 1 :],
            text[:at] + " " + text[at:],
            text[:at] + "- " + text[at:],
            text[:at] + text[at - 1] + text[at:],
        ]
    )


def samples(wordnet: WordNet, count: int, seed: int = 1, real_share: float = 0.5, batch: int = 25) -> Iterator[Sample]:
    """As many labelled references, from styles in turn.

    Args:
        wordnet: English words.
        count: How many.
        seed: What decides everything that is left to chance.
        real_share: The share of references in official styles; the others are in styles put together at random.
        batch: How many are made in one style.
    """
    chance = random.Random(seed)
    records = Records(wordnet, chance)
    names = real_styles(400, seed)
    made = 0
    while made < count:
        style: str | ResolvedStyle
        if chance.random() < real_share:
            style, locale = chance.choice(names), chance.choice([None, None, chance.choice(LOCALES)])
        else:
            xml, locale = made_style(chance)
            style, locale = resolve(read_style(xml.encode()), locale), None
        items = [records.record(f"{number}") for number in range(batch)]
        try:
            entries = references(style, items, locale)
        except CitelibError:
            continue
        for item, pieces in entries:
            found = sample(damaged(pieces, chance), item)
            if found is not None and len(set(found[1])) > 2 and made < count:
                made += 1
                yield found
