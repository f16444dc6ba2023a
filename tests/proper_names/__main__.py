"""Make the list of words and phrases that keep their capital in English titles.

    python -m tests.proper_names /usr/share/dict/american-english-large

The word list is SCOWL's (Debian's ``wamerican-large``): of it, the words that stand there with a capital only.
Countries, languages, months and days are CLDR's, by way of Babel; cities those of the time zone database; eponyms and
phrases are in this folder.
"""

from __future__ import annotations

import re
import sys
import zoneinfo
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel import Locale

OUT: Final = Path(__file__).parents[2] / "citelib/formats/kit/casing/proper_names.txt"
HERE: Final = Path(__file__).parent
NO_NAMES: Final = frozenset(
    """
    Center Central Continental East Eastern General Mountain North Oral Pacific Resolute Reunion South Troll Virgin Wake
    West Easter Universal world May March Sun Mon Even Fang Slave Mongo Midway
    """.split()
)
"""What the sources have as a name and titles mostly as a common word."""


def main(path: str) -> None:
    """Write the list."""
    words = {line.strip() for line in Path(path).read_text(encoding="utf-8").splitlines()}
    names = {name for name in found(words) if name not in NO_NAMES}
    OUT.write_text("\n".join(sorted(names)) + "\n", encoding="utf-8")
    print(f"{len(names)} names in {OUT.name}, {OUT.stat().st_size} bytes")


def found(words: set[str]) -> Iterator[str]:
    """The names of all sources."""
    for word in words:
        word = word.removesuffix("'s")
        if len(word) > 2 and word[0].isupper() and word[1:].islower() and word.lower() not in words:
            yield word
    english = Locale("en")
    languages = [
        name
        for code, name in english.languages.items()
        if " " not in name and (len(code) == 2 or name.lower() not in words)
    ]
    countries = [name for code, name in english.territories.items() if code.isalpha() and "Region" not in name]
    months = english.months["format"]["wide"].values()
    days = english.days["format"]["wide"].values()
    for name in (*countries, *languages, *months, *days, *cities(words)):
        yield from spellings(re.sub(r"\s*\(.*?\)", "", name))
    for line in (HERE / "eponyms.txt").read_text(encoding="utf-8").splitlines():
        yield from () if line.startswith("#") else line.split()
    for line in (HERE / "phrases.txt").read_text(encoding="utf-8").splitlines():
        yield from () if line.startswith("#") else line.split(";")


def cities(words: set[str]) -> Iterator[str]:
    """The cities of the time zones, without those that are words, too."""
    for zone in zoneinfo.available_timezones():
        area, _, city = zone.rpartition("/")
        city = city.replace("_", " ")
        if area and area != "Etc" and city.istitle() and city.lower() not in words:
            yield city


def spellings(name: str) -> Iterator[str]:
    """A name of one word, or of several with a capital each, but for small words between them."""
    name = name.replace("’", "'")
    if re.fullmatch(r"[^\W\d_][\w'.-]+(?: (?:and|of|the|da|de|[^\W\d_][\w'.-]+))*", name) and name[0].isupper():
        yield name


if __name__ == "__main__":
    main(sys.argv[1])
