"""Why two texts differ, where the reason is known: a table of causes, each with the party that departs from CSL 1.0.2.

A cause is recognised by the style (it has the attribute in question), the items (they have the data in question) and
the texts (they are equal once that one thing is left out of account). What no cause explains is open.
"""

from __future__ import annotations

import difflib
import functools
import html
import re
from collections.abc import Callable
from typing import Any, Final

import attrs

from citelib.csl.style.locale import resolve_locale
from citelib.csl.style.repository import find_style, resolve_style
from tests.differential.compare import Difference
from tests.differential.items import citations, items

Record = dict[str, Any]


@attrs.frozen
class Case:
    """A difference with the style and the items behind it."""

    difference: Difference
    xml: str
    records: tuple[Record, ...]
    cites: tuple[Record, ...]
    reordered: bool
    """Whether the bibliography of the style has another order."""

    @property
    def theirs(self) -> str:
        """The text of citeproc-js without markup."""
        return plain(self.difference.theirs)

    @property
    def ours(self) -> str:
        """The text of citelib without markup."""
        return plain(self.difference.ours)

    def equal(self, key: Callable[[str], str]) -> bool:
        """Whether the texts are equal once `key` has been taken of both."""
        return key(self.theirs) == key(self.ours)

    def changes(self) -> list[tuple[str, str]]:
        """The words that differ, theirs and ours."""
        theirs, ours = (re.findall(r"\w+|[^\w\s]|\s", text) for text in (self.theirs, self.ours))
        matcher = difflib.SequenceMatcher(None, theirs, ours, autojunk=False)
        return [
            ("".join(theirs[a:b]), "".join(ours[c:d])) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"
        ]


def plain(text: str) -> str:
    """Text without markup, all white space alike."""
    return re.sub(r"\s+", " ", html.unescape(re.sub("<[^>]*>", "", text))).strip()


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _marks_once(text: str) -> str:
    return re.sub(r"([.,;:?!])[.,;:]+", r"\1", re.sub(r"\s+", "", text))


def _seams(case: Case) -> bool:
    if case.equal(_marks_once):
        return True
    doubled = re.search(r"[.,;:?!][”’»\"']?\s*[.,;:]", case.theirs + "|" + case.ours) is not None
    return doubled and case.equal(lambda text: re.sub(r"[.,;:?!]+", "¦", _unquoted(re.sub(r"\s+", "", text))))


def _unquoted(text: str) -> str:
    return re.sub("[\"'“”‘’„‚«»‹›]", "", text)


def _without_place(text: str) -> str:
    """An entry without what follows from its place: number and year suffix."""
    return re.sub(r"(?<=\d{4})[a-z]{1,2}\b", "", re.sub(r"^\W*\d+\W*", "", text))


def _without_year_suffix(text: str) -> str:
    return _letters(re.sub(r"(?<=\d{4})\W*?(?<![a-z])[a-z]{1,2}\b", "", text))


def _has(pattern: str, case: Case) -> bool:
    return re.search(pattern, case.xml) is not None


def _empty_label(case: Case) -> bool:
    words = _label_words(case.difference.style)

    def split(text: str) -> tuple[str, int]:
        found = re.findall(r"[^\W\d_]+|\d+", text)
        rest = [word for word in found if word.casefold() not in words]
        return "".join(rest), len(found) - len(rest)

    (theirs, more), (ours, fewer) = split(case.theirs), split(case.ours)
    return theirs == ours and more > fewer


_TERMS: Final = (
    *("page", "section", "volume", "issue", "chapter", "number", "edition", "locator", "book", "part", "paragraph"),
    *("in", "no date", "presented at", "reviewed-author", "container-author", "editor", "editorial-director"),
)
"""Terms that styles set before a variable."""


@functools.cache
def _label_words(style: str) -> frozenset[str]:
    locale = resolve_style(find_style(style).path).locale
    texts = (
        locale.term(name, form, plural) for name in _TERMS for form in ("long", "short") for plural in (False, True)
    )
    return frozenset(word.casefold() for text in texts if text for word in re.findall(r"[^\W\d_]+", plain(text)))


def _bare(text: str) -> str:
    return text.rstrip(".,;: ")


def _grows(case: Case, ours: bool) -> bool:
    """Whether one text has words that the other lacks, and lacks none."""
    changes = [(_letters(theirs), _letters(mine)) for theirs, mine in case.changes()]
    return bool(changes) and all(not (theirs if ours else mine) for theirs, mine in changes)


def _dash(case: Case) -> bool:
    """Whether one of the texts has a dash in place of names."""
    found = re.search(r'subsequent-author-substitute="([^"]+)"', case.xml)
    dash = html.unescape(found[1]).strip() if found else ""
    return bool(dash) and (dash in case.theirs) != (dash in case.ours)


@functools.cache
def _english_words() -> frozenset[str]:
    """The words of all American English terms."""
    terms = resolve_locale("en-US").terms.values()
    return frozenset(
        word.casefold() for term in terms for word in re.findall(r"[^\W\d_]+", term.single + term.multiple)
    )


def _speaks_english(style: str) -> bool:
    return resolve_style(find_style(style).path).locale.language.startswith("en")


def _foreign_term(case: Case) -> bool:
    words = [word.casefold() for _, ours in case.changes() for word in re.findall(r"[^\W\d_]+", ours)]
    return bool(words) and _english_words().issuperset(words) and not _speaks_english(case.difference.style)


def _is_initial(change: tuple[str, str]) -> bool:
    theirs, ours = (_letters(text) for text in change)
    return len(theirs) == 1 and ours.startswith(theirs)


def _range_of_years(case: Case) -> bool:
    def joined(text: str) -> str:
        return re.sub(r"(?<=1990)–\D{0,30}(?=1995)", "–", text)

    return any(record["id"] == "range" for record in case.records) and case.equal(lambda text: _letters(joined(text)))


def _year_suffix_affix(case: Case) -> bool:
    return (
        _has(r'<date-part\b(?=[^>]*name="year")[^>]*(?:prefix|suffix)=', case)
        and re.search(r"\d{4}\W+[a-z]{1,2}\b", case.theirs) is not None
        and case.equal(_letters)
    )


def _substitute_affix(case: Case) -> bool:
    found = re.search(r"<substitute>.*?</substitute>", case.xml, re.DOTALL) is not None
    affixes = [
        html.unescape(affix)
        for part in re.findall(r"<substitute>.*?</substitute>", case.xml, re.DOTALL)
        for tag in re.findall(r"<names\b[^>]*/>", part)
        for affix in re.findall(r'(?:prefix|suffix)="([^"]*)"', tag)
    ]
    words = {word for affix in affixes for word in re.findall(r"\w+", affix)}
    added = [_letters(ours) for theirs, ours in case.changes() if not _letters(theirs)]
    return (
        found and bool(affixes) and len(added) == len(case.changes()) and all(not one or one in words for one in added)
    )


def _nameless(case: Case) -> bool:
    """Whether an item has names of one part."""
    return any(
        "literal" in name or not name.get("given")
        for record in case.records
        for value in record.values()
        if isinstance(value, list)
        for name in value
        if isinstance(name, dict)
    )


@attrs.frozen
class Cause:
    """One reason.

    Attributes:
        name: What citeproc-js does.
        departs: Whether that departs from the specification; if not, the specification is silent.
        explains: Whether it explains a difference.

    """

    name: str
    departs: bool
    explains: Callable[[Case], bool]


CAUSES: Final = (
    Cause(
        "title case leaves items with a jurisdiction alone",
        True,
        lambda case: any("jurisdiction" in record for record in case.records) and case.equal(str.casefold),
    ),
    Cause(
        "text-case on a call of a macro is ignored",
        True,
        lambda case: (
            _has(r'<text\b(?=[^>]*\bmacro=)[^>]*\btext-case="', case) and case.equal(str.casefold)
        ),
    ),
    Cause(
        "formatting that undoes or repeats the one around it is ignored",
        True,
        lambda case: case.theirs == case.ours
        and _has(r'(?:font-\w+="normal"|vertical-align="baseline"|text-decoration="none")', case),
    ),
    Cause(
        "a delimiter stands after the prefix of a collapsed number",
        True,
        lambda case: any(cite.get("prefix") for cite in case.cites)
        and _has('collapse="citation-number"', case)
        and case.equal(_letters),
    ),
    Cause("affixes of a date of years stand within a range", True, _range_of_years),
    Cause(
        "ordinals of the locale file stay although the style has its own",
        True,
        lambda case: _has('name="ordinal-0', case) and not _has('name="ordinal"', case) and case.theirs == case.ours,
    ),
    Cause(
        "the suffix of the layout is lost behind a display block",
        True,
        lambda case: _has(r"\b(?:display|second-field-align)=", case)
        and case.ours != case.theirs
        and _bare(case.ours) == _bare(case.theirs),
    ),
    Cause(
        "names in substitute with a cs:name of their own take the name parts of the original",
        True,
        lambda case: _has(r"<name-part\b[^>]*text-case=", case) and _has("<substitute>", case)
        and case.equal(str.casefold),
    ),
    Cause(
        "title case is applied in styles of other languages to some variables",
        True,
        lambda case: case.equal(str.casefold)
        and _has('text-case="title"', case)
        and not _speaks_english(case.difference.style),
    ),
    Cause(
        "the delimiter stands before the last name although the one before is not inverted",
        True,
        lambda case: _has('delimiter-precedes-last="after-inverted-name"', case) and case.equal(_letters),
    ),
    Cause(
        'initialize="true" on cs:name does not undo what is set around it',
        True,
        lambda case: _has(r'<name\b[^>]*initialize="true"', case)
        and _has(r'<(?:style|citation|bibliography)\b[^>]*initialize="false"', case)
        and all(_is_initial((ours, theirs)) or not _letters(ours + theirs) for theirs, ours in case.changes()),
    ),
    Cause("labels and terms of empty variables are printed", True, _empty_label),
    Cause(
        "a term in a form that the language lacks is not looked up in American English",
        True,
        _foreign_term,
    ),
    Cause(
        "a dash stands for names of an entry further up, and does not for those that are not first",
        True,
        _dash,
    ),
    Cause(
        "affixes of cs:name are left out for names of one part",
        True,
        lambda case: _nameless(case) and _has(r"<name\b[^>]*(?:prefix|suffix)=", case) and case.equal(_letters),
    ),
    Cause("affixes of names that stand in for others are left out", True, _substitute_affix),
    Cause(
        "et-al-use-last shows at most et-al-min less two names",
        True,
        lambda case: _has('et-al-use-last="true"', case)
        and any(len(record.get("author", ())) > 10 for record in case.records)
        and all(not _letters(theirs) for theirs, _ in case.changes()),
    ),
    Cause(
        "the first cite shows as many names as a later one",
        True,
        lambda case: _has("et-al-subsequent-", case)
        and any(len(record.get("author", ())) > 2 for record in case.records)
        and len(case.changes()) <= 3,
    ),
    Cause(
        "year suffixes do not count in a sort key that prints them",
        True,
        lambda case: _has('variable="year-suffix"', case)
        and len(case.cites) > 1
        and case.equal(lambda text: "".join(sorted(_letters(text)))),
    ),
    Cause(
        "a locator that the style prints twice appears once",
        True,
        lambda case: any(
            re.sub(rf"(\b{re.escape(cite['locator'])})\W+\1", r"\1", case.ours) == case.theirs
            for cite in case.cites
            if "locator" in cite
        ),
    ),
    Cause(
        "the delimiter after a collapsed group is the common one",
        True,
        lambda case: _has("after-collapse-delimiter=", case) and len(case.cites) > 1 and case.equal(_letters),
    ),
    Cause(
        "ibid follows a citation of several works",
        True,
        lambda case: case.difference.where in ("citation c64", "citation c73") and _has('position="ibid', case),
    ),
    Cause(
        "cites without names are joined to the cite before",
        True,
        lambda case: len(case.cites) > 1
        and any(not record.get("author") for record in case.records)
        and case.equal(lambda text: "".join(sorted(_letters(text)))),
    ),
    Cause(
        "an address is cut to its host in the short form",
        True,
        lambda case: _has('variable="URL" form="short"', case) and any("URL" in record for record in case.records),
    ),
    Cause(
        "the era stands after the affix of the year",
        False,
        lambda case: any(record["id"] == "bc" for record in case.records)
        and case.equal(lambda text: _letters(text).replace("undefined", "44")),
    ),
    Cause(
        "names that tell cites apart are left out of the entries",
        True,
        lambda case: case.difference.where.startswith("entry")
        and _has('disambiguate-add-names="true"', case)
        and any(len(record.get("author", ())) > 2 for record in case.records)
        and _grows(case, ours=True),
    ),
    Cause(
        "year suffixes are given to works that given names tell apart",
        True,
        lambda case: _has('disambiguate-add-year-suffix="true"', case)
        and _has('disambiguate-add-givenname="true"', case)
        and any(record["id"].startswith("same-") for record in case.records)
        and case.equal(_without_year_suffix),
    ),
    Cause(
        "the condition disambiguate is not met by cites that are still ambiguous",
        True,
        lambda case: _has(r'<(?:else-)?if\b[^>]*disambiguate="true"', case)
        and case.difference.where.startswith("citation")
        and _grows(case, ours=True),
    ),
    Cause(
        "year suffixes are given where the condition disambiguate would do",
        True,
        lambda case: _has('disambiguate-add-year-suffix="true"', case)
        and _has(r'<(?:else-)?if\b[^>]*disambiguate="true"', case)
        and (case.equal(_without_year_suffix) or re.search(r"\d{4}[a-z]\b", case.theirs) is not None),
    ),
    Cause("the affix of a year is printed again after its year suffix", True, _year_suffix_affix),
    Cause("adjacent marks are not joined at every seam", False, _seams),
    Cause(
        "cites of one short name stand in another order",
        False,
        lambda case: len(case.cites) > 1 and case.equal(lambda text: "".join(sorted(_letters(text)))),
    ),
    Cause(
        "inner quotes depend on what was formatted before",
        False,
        lambda case: any(record["id"] == "quotes" for record in case.records) and case.equal(_unquoted),
    ),
    Cause(
        "given names that cites need are initials in the bibliography",
        False,
        lambda case: _has('disambiguate-add-givenname="true"', case)
        and bool(case.changes())
        and all(_is_initial(change) or not any(map(_letters, change)) for change in case.changes()),
    ),
    Cause(
        "year suffixes are given to works that only their later cites confuse",
        False,
        lambda case: _has('class="note"', case) and case.equal(_without_year_suffix),
    ),
    Cause(
        "sort order: keys with formatting, and ties, come out otherwise",
        False,
        lambda case: case.difference.where.endswith("order") or (case.reordered and case.equal(_without_place)),
    ),
)  # fmt: skip


def explain(differences: tuple[Difference, ...], xml: str) -> list[Cause | None]:
    """The cause of each difference of one style, None where it is open.

    Args:
        differences: The differences.
        xml: The style.

    """
    reordered = any(one.where.endswith("order") for one in differences)
    return [_explain(Case(one, xml, *_behind(one.where), reordered)) for one in differences]


def _explain(case: Case) -> Cause | None:
    return next((cause for cause in CAUSES if cause.explains(case)), None)


def _behind(where: str) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """The items and the cites that a text was made from."""
    id = where.split()[-1]
    cites = _citations().get(id, ()) if where.startswith("citation") else ({"id": id},)
    return tuple(_items()[cite["id"]] for cite in cites if cite["id"] in _items()), tuple(cites)


@functools.cache
def _items() -> dict[str, Record]:
    return {record["id"]: record for record in items()}


@functools.cache
def _citations() -> dict[str, tuple[Record, ...]]:
    return {record["citationID"]: tuple(record["citationItems"]) for record in citations()}
