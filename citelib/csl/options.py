r"""What users may choose besides the style.

>>> from citelib.model import Item, Name
>>> from citelib.csl import render_bibliography
>>> work = Item("a", "book", title="The end", author=[Name("Doe", "Jo"), Name("Roe", "Al")], annote="Short.")
>>> options = Options(highlight=["Roe, A."], annotations=True)
>>> print(render_bibliography([work], output="html", options=options).entries[0].text.replace("\n", ""))
Doe, J., &#38; <b>Roe, A.</b> (n.d.). <i>The end</i>.    <div class="csl-block">Short.</div>
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, Literal

import attrs

from citelib.comparing import fold
from citelib.errors import ModelError, UnknownNameError
from citelib.model import Name

__all__ = ["DEFAULT_OPTIONS", "ORIGINAL", "SHORT_FORMS", "Abbreviations", "Options"]

ORIGINAL: Final = "original"
"""Stands for the script and language in which a work has its title or its people, among the tags of variants."""

SHORT_FORMS: Final = {
    "title": "title-short",
    "container-title": "container-title-short",
    "volume-title": "volume-title-short",
}
"""Variables that CSL has a short form of, and the variable that holds it."""

Abbreviations = Mapping[str, Mapping[str, str]] | Callable[[str, str], str | None]
"""Short forms by variable and long form, or a function of a variable and its text."""


BackReferences = str | Mapping[str, str] | Callable[[Sequence[Any]], str]
"""``"notes"``, ``"citations"``, pages by the ids of citations, or a function of the citations that gives the text."""


def _highlight(people: Iterable[str] | Callable[[Name], bool]) -> Callable[[Name], bool] | tuple[str, ...]:
    return people if callable(people) else (people,) if isinstance(people, str) else tuple(people)


def _tags(given: Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _sets(given: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    sets = tuple([tuple(one) for one in given])
    ids = [id for one in sets for id in one]
    if any(isinstance(one, str) for one in given) or len(set(ids)) < len(ids):
        raise ModelError('"sets" are lists of ids, and no work is in two of them', hint='such as [["doe", "roe"]]')
    return sets


def _back_references(given: Any) -> Any:
    if given in ("", "notes", "citations") or callable(given):
        return given
    if isinstance(given, Mapping):
        return {str(id): str(page) for id, page in given.items()}
    if isinstance(given, str):
        raise UnknownNameError("kind of back-references", given, known=("notes", "citations"))
    raise ModelError('"back_references" are "notes", "citations", pages by citation, or a function')


def _abbreviations(given: Any) -> Any:
    if given is None or callable(given):
        return given
    # As citeproc-js has them, the table is one of several jurisdictions.
    table = given.get("default", given) if isinstance(given, Mapping) else given
    if not isinstance(table, Mapping) or not all(isinstance(forms, Mapping) for forms in table.values()):
        raise ModelError('"abbreviations" must be {"default": {"container-title": {"long form": "short form"}}}')
    return {variable: dict(forms) for variable, forms in table.items()}


@attrs.frozen
class Options:
    """Choices that hold in any style.

    Attributes:
        item_languages: Whether each work is printed in its own language, as GB/T 7714, GOST and many houses of the
            humanities ask: terms, et al., dates, quotation marks and title case follow its variable ``language``.
        highlight: People whose names are set in bold, as ``"Family, Given"``, ``"Family, G."`` or ORCID; or a function
            that decides whether a `Name` is one of them.
        annotations: Whether the entries are followed by the annotations of the works (``annote``).
        abbreviations: Short forms for works that bring none, for styles that ask for them: a table by variable and long
            form, ``{"container-title": {"Nature Physics": "Nat. Phys."}}``, or a function of variable and text.
        sets: Works that share a number, each set as ids in order: in numeric styles they are 1a, 1b, 1c, and all of a
            set are listed as soon as one is cited.
        restart_numbers: Whether citation numbers restart with each chapter (`Citation.chapter`); the list of a
            chapter is ``processor.bibliography(chapter=2)``.
        back_references: Whether each entry says where its work is cited: ``"notes"`` by the numbers of the notes,
            ``"citations"`` by those of the citations, a mapping from ids of citations to the pages that they stand on,
            or a function from the tuple of citations to the text. "" for none.
        titles: The order of scripts and languages in which titles are printed, as tags (``"ja-Latn"``, ``"en"``),
            scripts (``"Latn"``) or ``"original"``: the first that a work has, further ones in brackets behind it. The
            works bring them in the form of Juris-M; see `citelib.csl.document.variants`.
        names: The same for names; further ones stand behind the name.
        sort_by: Tag or script of the titles and names by which works are sorted; "" for those that they have.
        native_marks: Whether Arabic and Persian text has the digits, commas, semicolons, question and quotation marks
            of its script: «١٢، ٣٤».
        sentence_case: What sentence case does to words with capitals: ``"names"`` lowers those with a single capital at
            the start and leaves DNA and McDonald, ``"specification"`` leaves all but the first word as they are
            (specification, Sentence Case Conversion).
        capital_subtitles: Whether titles begin with a capital, and again behind a colon, a full stop, a question or
            exclamation mark and a long dash, and whether the dashes of titles have no spaces; None for what
            the manual of the style asks for: APA's does (sections 6.6 and 6.17), though no CSL style can say so.

    Raises:
        ModelError: The abbreviations are not a table, the sets not lists, or the back-references none of the above.
        UnknownNameError: There is no such kind of back-references or of sentence case.
    """

    item_languages: bool = False
    highlight: tuple[str, ...] | Callable[[Name], bool] = attrs.field(default=(), converter=_highlight)
    annotations: bool = False
    abbreviations: Abbreviations | None = attrs.field(default=None, converter=_abbreviations)
    sets: tuple[tuple[str, ...], ...] = attrs.field(default=(), converter=_sets)
    restart_numbers: bool = False
    back_references: BackReferences = attrs.field(default="", converter=_back_references)
    titles: tuple[str, ...] = attrs.field(default=(), converter=_tags)
    names: tuple[str, ...] = attrs.field(default=(), converter=_tags)
    sort_by: str = ""
    native_marks: bool = False
    sentence_case: Literal["names", "specification"] = "names"
    capital_subtitles: bool | None = None

    def __attrs_post_init__(self) -> None:
        if self.sentence_case not in ("names", "specification"):
            raise UnknownNameError("sentence case", self.sentence_case, known=("names", "specification"))

    def abbreviation(self, variable: str, text: str) -> str | None:
        """The short form of a text, if there is one."""
        given = self.abbreviations
        if given is None:
            return None
        short = given(variable, text) if callable(given) else given.get(variable, {}).get(text)
        return str(short) if short else None

    def is_highlighted(self, name: Name) -> bool:
        """Whether a name is one of those that are highlighted."""
        if callable(self.highlight):
            return self.highlight(name)
        return any(_is_called(name, wanted) for wanted in self.highlight)


def _is_called(name: Name, wanted: str) -> bool:
    """Whether a name goes by «Family, Given», «Family, G.», a literal name or an ORCID."""
    if name.orcid is not None and name.orcid == wanted.rpartition("/")[2]:
        return True
    if name.literal is not None:
        return fold(name.literal) == fold(wanted)
    family, _, given = wanted.partition(",")
    if fold(name.full_family) != fold(family):
        return False
    own, other = (_words(text) for text in (name.given or "", given))
    # Initials stand for the names that begin with them; names that one of the two leaves out do not count.
    return all(
        one == two or (min(len(one), len(two)) == 1 and one[0] == two[0]) for one, two in zip(own, other, strict=False)
    )


def _words(given: str) -> list[str]:
    return fold(given.replace(".", " ").replace("-", " ")).split()


DEFAULT_OPTIONS: Final = Options()
"""The options in force unless others are given."""
