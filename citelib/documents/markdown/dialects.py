"""All that cites in covered Markdown: pandoc's syntax, roles of MyST, commands of LaTeX, elements of notebooks.

>>> from citelib.documents.locators import locator_words
>>> text = "{cite:t}`doe` and [@roe]"
>>> [work.key for one in citations(text, text, locator_words("en-US")).found for work in one.works]
['doe', 'roe']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote

import attrs

from citelib.csl.citation import Mode
from citelib.documents.latex.scan import scan
from citelib.documents.locators import LocatorWords, split_suffix
from citelib.documents.markdown.grammar import KEY, Found, Scanner
from citelib.documents.markdown.mask import COVER, RawTex, raw_tex
from citelib.documents.model import CitedWork

__all__ = ["MAY_CITE", "NOCITE", "Citations", "citations"]

_ROLE: Final = re.compile(r"\{(?P<role>(?:foot)?cite(?::[a-z]+)?)\}`(?P<body>[^`\n]+)`")
_ELEMENT: Final = re.compile(
    r'<cite\s+data-cite="(?P<keys>[^"<>]+)"[^<>]*(?:/>|(?<!/)>.*?</cite>)'
    r'|<cite\s+id="[^"<>]*">(?P<links>(?:(?!</cite>).){1,5000}?)</cite>',
    re.DOTALL,
)
_NAMES_AND_YEAR: Final = re.compile(r"<cite [^<>]*>[^()\[\]]*[^\W\d_][^()\[\]]*\((?:\d{4}[a-z]?|n\.d\.)\)\s*</cite>")
"""What the author saw where the names are part of the sentence."""
_LINK: Final = re.compile(r'href="#([^"<>]+)"')
_IN_ROLE: Final = re.compile(
    r"(?<!\s)\s*(?:\{(?P<prefix>[^{}]*)\}\s*)?(?P<key>[^\s{},;]+)\s*(?:\{(?P<suffix>[^{}]*)\})?\s*(?:[,;]|$)"
)
_COMMAND: Final = re.compile(r"\\[A-Za-z]*cite", re.IGNORECASE)
_COMPOSITE_ROLES: Final = frozenset({"cite:t", "cite:ts", "cite:ct", "cite:cts", "footcite:t", "footcite:ts"})
_ROLE_MODES: Final[dict[str, Mode]] = {
    **dict.fromkeys(_COMPOSITE_ROLES, "composite"),
    **dict.fromkeys(("cite:author", "cite:authors", "cite:cauthor", "cite:cauthors"), "author-only"),
    **dict.fromkeys(("cite:year", "cite:yearpar"), "suppress-author"),
}
_INNER_METADATA: Final = re.compile(
    r"(?:(?<=\n\n)|(?<=\n\r\n))---[ \t]*\r?\n(?P<yaml>(?=\S)(?:(?!---|\.\.\.).*\n)*?)(?:---|\.\.\.)[ \t]*\r?$",
    re.MULTILINE,
)
NOCITE: Final = re.compile(r"^nocite[ \t]*:.*\n(?:(?:[ \t]+\S|-[ \t]).*\n)*", re.MULTILINE)
"""What metadata ask to be listed."""
MAY_CITE: Final = re.compile("@|cite", re.IGNORECASE)
"""What a text without citations lacks."""


@attrs.frozen
class Citations:
    """What a text cites.

    Attributes:
        found: The citations, in order.
        covered: The text with what cites nothing covered, and all that is no pandoc syntax.
        closings: The offset of each opening bracket with that of its closing one.
        footnotes: Offset of each footnote of LaTeX, with start and end of its text.
    """

    found: tuple[Found, ...]
    covered: str
    closings: Mapping[int, int]
    footnotes: tuple[tuple[int, int, int], ...]
    _raw: Mapping[str, str]
    _raw_of_commands: Mapping[int, Mapping[str, str]]

    def raw_of(self, found: Found) -> Mapping[str, str]:
        """The document's own markup in the affixes of a citation, by the character that stands for it."""
        return self._raw_of_commands.get(found.start, self._raw)


def citations(text: str, covered: str, words: LocatorWords) -> Citations:
    """What a text cites.

    Args:
        text: The text.
        covered: The same, with what can hold no citation covered.
        words: The words for locators of its language.
    """
    others = [*_roles(text, covered, words), *_elements(text, covered), *_requests(text)] if "cite" in text else []
    tex = raw_tex(text, covered) if "\\" in text and MAY_CITE.search(text) else RawTex(covered)
    commands = [*_commands(text, tex.shown, words)] if _COMMAND.search(text) else []
    others += [one for one, _ in commands]
    for other in others:
        covered = covered[: other.start] + COVER * (other.end - other.start) + covered[other.end :]
    scanner = Scanner(text, covered, words)
    found = sorted([*others, *scanner.scan(0, len(text))], key=lambda one: one.start)
    return Citations(
        tuple(attrs.evolve(one, in_tex=True) if tex.holds(one.start) else one for one in found),
        covered,
        scanner.closings,
        tex.footnotes,
        scanner.affixes.raw,
        {one.start: raw for one, raw in commands},
    )


def _roles(text: str, covered: str, words: LocatorWords) -> Iterator[Found]:
    """Roles of MyST: ``{cite:p}`key` `` with ``{see}key{p. 3}`` for what stands before and behind."""
    for match in _ROLE.finditer(text):
        # Where the role itself is covered it stands in code; the covered body alone is its code span.
        if covered[match.start()] == COVER:
            continue
        works = []
        for part in _IN_ROLE.finditer(match["body"]):
            label, locator, suffix = split_suffix(part["suffix"] or "", words)
            prefix = f"{part['prefix']} " if part["prefix"] else ""
            works.append(
                CitedWork(part["key"], match.start("body") + part.start("key"), prefix, suffix, locator, label)
            )
        if works:
            mode = _ROLE_MODES.get(match["role"], "")
            yield Found(match.start(), match.end(), tuple(works), mode)


def _commands(text: str, shown: str, words: LocatorWords) -> Iterator[tuple[Found, dict[str, str]]]:
    """Commands of LaTeX, which papers for journals have; each with the markup in its affixes."""
    for found in scan(text, words, shown):
        works = list(found.works)
        works[0] = attrs.evolve(works[0], prefix=found.prefix + works[0].prefix)
        works[-1] = attrs.evolve(works[-1], suffix=works[-1].suffix + found.suffix)
        command = found.command
        is_list = command.shape == "list"
        yield (
            Found(found.start, found.end, tuple(works), command.mode, command.capital, command.in_note, is_list),
            found.raw,
        )


def _elements(text: str, covered: str) -> Iterator[Found]:
    """Elements of notebooks: ``<cite data-cite="key">…</cite>``, and those of jupyterlab-citation-manager."""
    for match in _ELEMENT.finditer(text):
        if covered[match.end() - 1] != COVER or _is_code(text, match.start()):
            continue
        if match["keys"]:
            keys = [key.strip() for key in re.split(r"[,;]", match["keys"]) if key.strip()]
        else:
            keys = [unquote(link) for link in _LINK.findall(match["links"])]
        position = match.start("keys" if match["keys"] else "links")
        if keys:
            mode: Mode = "composite" if _NAMES_AND_YEAR.fullmatch(match.group()) else ""
            yield Found(match.start(), match.end(), tuple(CitedWork(key, position) for key in keys), mode)


def _requests(text: str) -> Iterator[Found]:
    """Works to be listed that metadata within the text name, which pandoc reads wherever they stand."""
    for block in _INNER_METADATA.finditer(text):
        for match in NOCITE.finditer(text, block.start("yaml"), block.end("yaml")):
            is_all = match.span() == block.span("yaml")
            start, end = block.span() if is_all else match.span()
            keys = KEY.finditer(text, *match.span())
            works = tuple(CitedWork(key["braced"] or key["plain"], key.start()) for key in keys)
            if works:
                yield Found(start, end, works, "", is_list=True)


def _is_code(text: str, at: int) -> bool:
    line = text.rfind("\n", 0, at) + 1
    return text.count("`", line, at) % 2 == 1
