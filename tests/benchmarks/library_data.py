"""Realistic references from a seed, and real ones with the errors that people and programs make, labelled."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence

from citelib.model import Date, Item, Name

SYLLABLES = [consonant + vowel for consonant in "bcdfghklmnprstvz" for vowel in "aeiou"]
ENDINGS = "tion ment ity ism logy ics al ous ive ing er or s n r l".split()
FUNCTION_WORDS = "of the in and for on with by from to".split()


def vocabulary(generator: random.Random, size: int) -> list[str]:
    """Words that could be English."""
    words: set[str] = set()
    while len(words) < size:
        words.add("".join(generator.choices(SYLLABLES, k=generator.randint(1, 4))) + generator.choice(ENDINGS))
    listed = sorted(words)
    generator.shuffle(listed)
    return listed


def synthetic(count: int, seed: int = 1) -> Iterator[Item]:
    """Items with titles, names, journals and abstracts whose words are as unevenly frequent as those of a language."""
    generator = random.Random(seed)
    words = vocabulary(generator, 40_000)
    names = [word.capitalize() for word in vocabulary(generator, 20_000)]
    journals = [
        " ".join(w.capitalize() for w in generator.choices(words, k=generator.randint(1, 4))) for _ in range(3000)
    ]

    def text(length: int) -> str:
        # A rank from a power law, as word frequencies are; every third word is a function word.
        return " ".join(
            generator.choice(FUNCTION_WORDS)
            if generator.random() < 0.33
            else words[int(40_000 ** generator.random()) - 1]
            for _ in range(length)
        )

    for number in range(count):
        authors = [
            Name(names[int(20_000 ** generator.random()) - 1], f"{generator.choice('ABCDEFGHIJKLMNOPRSTVW')}.")
            for _ in range(min(1 + int(generator.expovariate(0.4)), 12))
        ]
        year = 2024 - int(generator.expovariate(0.08)) % 120
        first = generator.randint(1, 900)
        yield Item(
            f"{(authors[0].family or '').lower()}{year}n{number}",
            "article-journal" if generator.random() < 0.8 else "book",
            title=text(generator.randint(5, 15)).capitalize(),
            author=authors,
            issued=Date.on(year, generator.randint(1, 12)),
            container_title=journals[int(3000 ** generator.random()) - 1],
            volume=str(generator.randint(1, 90)),
            page=f"{first}–{first + generator.randint(1, 30)}",
            DOI=f"10.{generator.randint(1000, 9999)}/{number:x}.{generator.randint(0, 99999)}" if number % 10 else None,
            abstract=text(80) if number % 5 == 0 else None,
            keyword=", ".join(generator.choices(words[:300], k=3)) if number % 3 == 0 else None,
        )


Corruption = Callable[[Item, random.Random], Item]


def corrupted(
    item: Item, id: str, generator: random.Random, corruptions: Sequence[Corruption] | None = None, most: int = 5
) -> Item:
    """The same work as someone else would have written it down: three to `most` of the usual differences."""
    for change in generator.sample(corruptions or CORRUPTIONS, generator.randint(min(3, most), most)):
        item = change(item, generator)
    return item.evolve(id=id)


def _typo(text: str, generator: random.Random) -> str:
    if len(text) < 4:
        return text
    at = generator.randrange(1, len(text) - 2)
    return generator.choice(
        [text[:at] + text[at + 1 :], text[:at] + text[at + 1] + text[at] + text[at + 2 :], text[:at] + "e" + text[at:]]
    )


def _typing_error(item: Item, generator: random.Random) -> Item:
    return item.evolve(title=_typo(item.title or "", generator) or None)


def _capitals(item: Item, generator: random.Random) -> Item:
    return item.evolve(title=generator.choice([str.upper, str.title, str.capitalize])(item.title or "") or None)


def _no_subtitle(item: Item, generator: random.Random) -> Item:
    head, colon, _ = (item.title or "").partition(": ")
    return item.evolve(title=head) if colon and len(head) > 25 else item


def _initials(item: Item, generator: random.Random) -> Item:
    return item.evolve(
        author=[
            Name(name.family, (name.given or "")[:1] + ".") if name.family and name.given else name
            for name in item.author
        ]
    )


def _fewer_authors(item: Item, generator: random.Random) -> Item:
    return item.evolve(author=item.author[:1]) if len(item.author) > 3 else item


def _no_accents(item: Item, generator: random.Random) -> Item:
    import unicodedata

    def plain(text: str | None) -> str | None:
        return (text and unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()) or text

    return item.evolve(author=[Name(plain(n.family), plain(n.given), literal=n.literal) for n in item.author])


def _abbreviated_journal(item: Item, generator: random.Random) -> Item:
    journal = item.container_title
    if not journal or " " not in journal:
        return item
    return item.evolve(
        container_title=" ".join(w[:4] + "." if len(w) > 5 else w for w in journal.split() if w not in FUNCTION_WORDS)
    )


def _drop(*names: str) -> Corruption:
    def drop(item: Item, generator: random.Random) -> Item:
        return item.evolve(**dict.fromkeys(names))

    return drop


def _other_year(item: Item, generator: random.Random) -> Item:
    year = item.issued.year if item.issued else None
    return item.evolve(issued=Date.on(year + generator.choice([-1, 1]))) if year and year > 1 else item


def _first_page_only(item: Item, generator: random.Random) -> Item:
    return item.evolve(page=item.page.replace("--", "–").split("–")[0].split("-")[0]) if item.page else item


def _swapped_names(item: Item, generator: random.Random) -> Item:
    return item.evolve(author=[Name(n.given, n.family) if n.family and n.given else n for n in item.author])


def _one_string(item: Item, generator: random.Random) -> Item:
    """All authors in one name, as programs that split nothing leave them."""
    text = " and ".join(str(name) for name in item.author[:3])
    return item.evolve(author=[Name(literal=text)]) if item.author else item


CORRUPTIONS: Sequence[Corruption] = (
    _typing_error, _typing_error, _capitals, _no_subtitle, _initials, _fewer_authors, _no_accents, _abbreviated_journal,
    _drop("DOI", "PMID"), _drop("volume", "issue"), _drop("container_title"), _drop("publisher", "publisher_place"),
    _drop("ISBN", "ISSN", "URL"), _drop("issued"), _other_year, _first_page_only,
    _swapped_names, _one_string,
)  # fmt: skip
"""Errors that the rules and thresholds of `citelib.matching.comparison` were tuned to."""


# Others, which nothing was tuned to.


def _misread(item: Item, generator: random.Random) -> Item:
    """As scanned: characters that look alike."""
    one, other = generator.choice([("rn", "m"), ("l", "1"), ("o", "0"), ("cl", "d"), ("ii", "n"), ("e", "c")])
    return item.evolve(title=(item.title or "").replace(one, other, 1) or None)


def _lost_word(item: Item, generator: random.Random) -> Item:
    words = (item.title or "").split()
    if len(words) < 6:
        return item
    del words[generator.randrange(1, len(words) - 1)]
    return item.evolve(title=" ".join(words))


def _other_spelling(item: Item, generator: random.Random) -> Item:
    title = item.title or ""
    for one, other in (("isation", "ization"), ("our", "or"), ("yse", "yze"), ("-", " "), ("&", "and")):
        title = title.replace(one, other) if one in title else title.replace(other, one, 1)
    return item.evolve(title=title or None)


def _et_al(item: Item, generator: random.Random) -> Item:
    return item.evolve(author=[*item.author[:1], Name(literal="et al.")]) if len(item.author) > 1 else item


def _other_order(item: Item, generator: random.Random) -> Item:
    names = list(item.author)
    generator.shuffle(names)
    return item.evolve(author=names)


def _umlauts(item: Item, generator: random.Random) -> Item:
    table = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "é": "e´"})
    return item.evolve(
        title=(item.title or "").translate(table) or None,
        author=[Name((n.family or "").translate(table) or None, n.given, literal=n.literal) for n in item.author],
    )


def _no_type(item: Item, generator: random.Random) -> Item:
    return Item(item.id, "document", item.variables, relations=item.relations, custom=item.custom)


def _short_range(item: Item, generator: random.Random) -> Item:
    match = re.fullmatch(r"(\d+)[-–]+(\d+)", item.page or "")
    if not match or len(match[1]) != len(match[2]):
        return item
    return item.evolve(page=f"pp. {match[1]}-{match[2][-2:]}")


def _initialism(item: Item, generator: random.Random) -> Item:
    words = [word for word in (item.container_title or "").split() if word[0].isupper()]
    return item.evolve(container_title="".join(word[0] for word in words)) if len(words) > 2 else item


def _markup(item: Item, generator: random.Random) -> Item:
    words = (item.title or "").split()
    if not words:
        return item
    at = generator.randrange(len(words))
    words[at] = generator.choice(["<i>{}</i>", "{{{}}}", "\\emph{{{}}}", "“{}”"]).format(words[at])
    return item.evolve(title=" ".join(words))


OTHER_CORRUPTIONS: Sequence[Corruption] = (
    _misread, _lost_word, _other_spelling, _et_al, _other_order, _umlauts, _no_type,
    _short_range, _initialism, _markup, _drop("DOI", "PMID", "ISBN", "URL"), _drop("page", "volume"), _drop("issued"),
)  # fmt: skip
"""Errors that nothing was tuned to."""
