"""Citation templates of Wikipedia: ``{{cite journal}}``, ``{{cite book}}``, ``{{cite web}}``, ``{{citation}}`` and kin.

Source of the parameters: the documentation of Citation Style 1 and 2 in the English Wikipedia. Templates are read out
of any wikitext; the name of the ``<ref>`` around one is its id. Links become their words, ``''italics''`` and
``'''bold'''`` CSL's markup; ``((…))`` around a name or title means that it stands as written.

Written is a ``<ref>`` for each item. Variables without a parameter, relations, and the type where the template does not
tell it, stand in comments (``<!-- citelib: … -->``) inside of it. Parameters that are not understood are kept in
``custom`` as ``wikipedia:PARAMETER`` and written back.

>>> from citelib.formats.exchange import loads
>>> text = 'As known.<ref name="low">{{cite journal |last=Low |first=Ada |title=Bonds |journal=[[J. Ord.]]}}</ref>'
>>> loads(text, "wikipedia")["low"].container_title
'J. Ord.'
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from citelib.errors import ReadError
from citelib.formats.format import FACES, Format, Record, Source, Writing
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import kept_texts, noted_type, read_extra
from citelib.formats.kit.fields import as_doi, as_pmcid
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import read_initials, read_name
from citelib.formats.kit.written import WrittenDraft
from citelib.model import ET_AL, Date, Item, Name, Point, is_cut_short
from citelib.richtext.markup import TAGS, translated

__all__ = ["WIKIPEDIA"]

TYPES: Final = {
    "journal": "article-journal", "book": "book", "web": "webpage", "news": "article-newspaper", "magazine":
    "article-magazine", "thesis": "thesis", "conference": "paper-conference", "report": "report", "tech report":
    "report", "techreport": "report", "encyclopedia": "entry-encyclopedia", "encyclopaedia": "entry-encyclopedia",
    "dictionary": "entry-dictionary", "arxiv": "article", "biorxiv": "article", "medrxiv": "article", "ssrn":
    "article", "citeseerx": "article", "preprint": "article", "press release": "webpage", "podcast": "broadcast",
    "episode": "broadcast", "serial": "broadcast", "av media": "motion_picture", "av media notes": "document",
    "interview": "interview", "map": "map", "speech": "speech", "sign": "graphic", "mailing list": "post",
    "newsgroup": "post", "tweet": "post", "document": "document", "patent": "patent", "court": "legal_case",
    "newspaper": "article-newspaper", "website": "webpage", "dvd notes": "document", "video": "motion_picture",
    "dataset": "dataset", "software": "software",
}  # fmt: skip
"""CSL type of each template by its name behind «cite»."""

_OUT_TYPES: Final = {
    csl: name for name, csl in reversed(TYPES.items())
} | {
    "article": "document", "chapter": "book", "document": "document", "webpage": "web", "post-weblog": "web",
    "review": "journal", "review-book": "journal", "report": "report", "dataset": "document", "software": "document",
    "motion_picture": "av media", "graphic": "document", "post": "web", "patent": "document", "legal_case": "document",
    "article-newspaper": "news", "entry-encyclopedia": "encyclopedia", "broadcast": "episode",
}  # fmt: skip
_CONTAINERS: Final = {
    "article-journal": "journal", "article-magazine": "magazine", "article-newspaper": "newspaper", "review":
    "journal", "review-book": "journal", "webpage": "website", "post-weblog": "website", "post": "website",
    "entry-encyclopedia": "encyclopedia", "entry-dictionary": "dictionary", "paper-conference": "book-title",
}  # fmt: skip
"""Parameter of the container by CSL type; all else has a work."""

_FIELDS: Final = {
    "journal": "container-title", "magazine": "container-title", "newspaper": "container-title", "website":
    "container-title", "work": "container-title", "periodical": "container-title", "encyclopedia": "container-title",
    "encyclopaedia": "container-title", "dictionary": "container-title", "book-title": "container-title",
    "program": "container-title", "publisher": "publisher", "institution": "publisher", "location": "publisher-place",
    "place": "publisher-place", "publication-place": "publisher-place", "volume": "volume", "issue": "issue",
    "number": "issue", "page": "page", "pages": "page", "at": "page", "pp": "page", "p": "page", "isbn": "ISBN",
    "issn": "ISSN", "eissn": "ISSN", "pmid": "PMID", "url": "URL", "chapter-url": "URL", "access-date": "accessed",
    "accessdate": "accessed", "language": "language", "lang": "language", "edition": "edition", "series":
    "collection-title", "type": "genre", "degree": "genre", "medium": "genre", "via": "source", "orig-date":
    "original-date", "orig-year": "original-date", "origyear": "original-date", "conference": "event-title", "event":
    "event-title", "script-title": "original-title", "agency": "authority", "department": "section", "section":
    "section", "version": "version", "scale": "scale", "time": "dimensions",
}  # fmt: skip
"""Variable of each parameter that means one thing."""

_OUT: Final = (
    ("publisher", "publisher"), ("publisher-place", "location"), ("volume", "volume"), ("issue", "issue"),
    ("page", "pages"), ("ISBN", "isbn"), ("ISSN", "issn"), ("PMID", "pmid"), ("URL", "url"), ("language", "language"),
    ("edition", "edition"), ("collection-title", "series"), ("source", "via"),
)  # fmt: skip
_ROLES: Final = {"": "author", "author": "author", "editor": "editor", "translator": "translator", "interviewer":
                 "interviewer", "contributor": "contributor", "subject": "author", "inventor": "author"}  # fmt: skip
_PARTS: Final = {"last": "family", "surname": "family", "first": "given", "given": "given", "": "whole",
                 "author": "whole"}  # fmt: skip
_NAME: Final = re.compile(
    r"(?:(author|editor|translator|interviewer|contributor|subject|inventor)([0-9]*)-?)?(last|surname|first|given|author)?"
    r"([0-9]*)"
)
_MONTHS: Final = (
    "January February March April May June July August September October November December".split(),
    ("Spring", "Summer", "Autumn", "Winter"),
)
_READ: Final = frozenset(
    "title chapter contribution article entry doi pmc arxiv eprint date year month day vauthors veditors authors "
    "publication-date display-authors display-editors ref mode".split()
)


@attrs.define
class _Template:
    """A template: its name, parameters by name, and where it begins and ends."""

    name: str
    parameters: dict[str, str]
    start: int
    end: int


_TOKEN: Final = re.compile(r"\{\{|\}\}|\[\[|\]\]|\|")
_COMMENT: Final = re.compile(r"<!--(.*?)-->", re.DOTALL)


def _templates(text: str) -> Iterator[_Template]:
    """The outermost citation templates, in one pass."""
    # Open brackets: what they are, where they begin, where their parts begin.
    stack: list[tuple[str, int, list[int]]] = []
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark in ("{{", "[["):
            stack.append((mark, token.start(), [token.end()]))
        elif mark == "|":
            if stack:
                stack[-1][2].append(token.end())
        else:
            wanted = "{{" if mark == "}}" else "[["
            # What was left open inside is text; a bracket that closes nothing is, too.
            depth = next(
                (at for at in range(len(stack) - 1, max(-1, len(stack) - 50), -1) if stack[at][0] == wanted), None
            )
            if depth is None:
                continue
            _, start, parts = stack[depth]
            del stack[depth:]
            if (
                mark == "}}"
                and _IS_CITATION.match(text, parts[0])
                and not any(_is_citation(text, one) for one in stack)
            ):
                yield _template(text, start, token, parts)


_IS_CITATION: Final = re.compile(r"\s*(?:cite[ _]|vcite[ _]|citation\s*[|}])", re.IGNORECASE)


def _is_citation(text: str, opened: tuple[str, int, list[int]]) -> bool:
    return opened[0] == "{{" and _IS_CITATION.match(text, opened[2][0]) is not None


def _template(text: str, start: int, end: re.Match[str], parts: list[int]) -> _Template:
    edges = [*parts[1:], end.start() + 1]
    pieces = [text[first : last - 1] for first, last in zip(parts, edges, strict=True)]
    parameters: dict[str, str] = {}
    for piece in pieces[1:]:
        name, sign, value = piece.partition("=")
        name = re.sub(r"[\s_]+", "-", _COMMENT.sub("", name).strip().casefold())
        if sign and value.strip():
            parameters.setdefault(name, value.strip())
    return _Template(pieces[0].strip().casefold().replace("_", " "), parameters, start, end.end())


_REF: Final = re.compile(
    r"<ref\b[^<>]*?\bname\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>/]+))[^<>]*>\s*$", re.IGNORECASE
)


def read(source: Source) -> Iterator[Record]:
    """Yield the items of citation templates."""
    text = source.read_text()
    found = False
    line, counted = 1, 0
    for template in _templates(text):
        found = True
        line, counted = line + text.count("\n", counted, template.start), template.start
        ref = _REF.search(text, max(0, template.start - 300), template.start)
        id = html.unescape(ref[1] or ref[2] or ref[3]).strip() if ref else None
        notes = []
        if ref and (tail := re.compile(r"(?:\s*<!--.*?-->)+", re.DOTALL).match(text, template.end)):
            comments = (html.unescape(one[1]).strip() for one in _COMMENT.finditer(tail[0]))
            notes = [one.removeprefix("citelib: ") for one in comments if one.startswith("citelib: ")]
        yield from _item(template, notes, id, line)
    if not found and text.strip():
        raise ReadError("there are no citation templates in it", format="wikipedia", source=source.name)


def _item(template: _Template, notes: list[str], id: str | None, line: int) -> Iterator[Record]:
    draft = Draft("wikipedia", line)
    values = {name: found for name, value in template.parameters.items() if (found := _text(value))}
    draft.type = noted_type(notes) or _type(template.name, values)
    for note in notes:
        if note.startswith("id: "):
            id = note[4:]
        else:
            read_extra(note, draft)
    inner = next((values[name] for name in ("chapter", "contribution", "entry", "article") if name in values), "")
    title = values.get("title", "")
    draft.put("title", inner or title)
    if inner:
        draft.put("container-title", title, key="title")
    _people(draft, values)
    for name, value in values.items():
        if (variable := _FIELDS.get(name)) is not None:
            if name == "url" and "chapter-url" in values:
                draft.keep(name, value)
            else:
                draft.put(variable, value, key=name)
        elif name not in _READ and not _is_name(name):
            draft.keep(name, value)
    draft.put("DOI", as_doi(values.get("doi", "")) or values.get("doi"))
    if pmc := values.get("pmc"):
        draft.put("PMCID", as_pmcid(pmc) or f"PMC{pmc}")
    if arxiv := values.get("arxiv") or values.get("eprint"):
        draft.put("number", f"arXiv:{arxiv.removeprefix('arXiv:')}", key="arxiv")
    draft.put("issued", _date(values))
    yield from draft.records(id)


def _type(name: str, values: dict[str, str]) -> str:
    words = name.partition(" ")[2]
    found = TYPES.get(words)
    if name == "citation":
        if "journal" in values:
            found = "article-journal"
        elif "newspaper" in values or "work" in values:
            found = "article-newspaper" if "newspaper" in values else "webpage"
        elif "isbn" in values or "publisher" in values or "chapter" in values:
            found = "book"
        else:
            found = "webpage" if "url" in values else "document"
    if found == "book" and {"chapter", "contribution", "entry", "article"} & values.keys():
        return "chapter"
    return found or "document"


_MARKUP: Final = (
    (re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]"), r"\1"),
    (re.compile(r"\[https?://[^\s\[\]]+ ([^\[\]]*)\]"), r"\1"),
    (re.compile(r"\{\{!\}\}"), "|"),
    (re.compile(r"\{\{(?:nbsp|spaces?)\}\}", re.IGNORECASE), "\u00a0"),
    (re.compile(r"\{\{(?:lang|transl)\|[^{}|]*\|([^{}|]*)\}\}", re.IGNORECASE), r"\1"),
    (re.compile(r"\{\{[^{}|]*\|([^{}|]*)(?:\|[^{}]*)?\}\}"), r"\1"),
    (re.compile(r"\{\{[^{}]*\}\}"), ""),
    (re.compile(r"'''(.+?)'''"), r"<b>\1</b>"),
    (re.compile(r"''(.+?)''"), r"<i>\1</i>"),
    (re.compile(r"</?nowiki\s*/?>|<br\s*/?>", re.IGNORECASE), ""),
)


_MARKED: Final = re.compile(r"[\[{<]|''")
"""What begins any of these, and comments."""


def _text(value: str) -> str:
    """The words of a value, with CSL's markup."""
    if _MARKED.search(value):
        value = _COMMENT.sub("", value)
        for pattern, to in _MARKUP:
            value = pattern.sub(to, value)
    return one_line(html.unescape(value))


def _is_name(name: str) -> bool:
    match = _NAME.fullmatch(name)
    return match is not None and bool(match[1] or match[3])


def _people(draft: Draft, values: dict[str, str]) -> None:
    people: dict[tuple[str, int], dict[str, str]] = {}
    for name, value in values.items():
        match = _NAME.fullmatch(name)
        if match is None or not (match[1] or match[3]):
            continue
        number = match[2] or match[4] or "1"
        if len(number) < 5:
            key = (_ROLES[match[1] or ""], int(number))
            people.setdefault(key, {}).setdefault(_PARTS[match[3] or ""], value)
    for (role, _), parts in sorted(people.items(), key=lambda one: one[0]):
        if name_ := _name(parts):
            draft.add(role, [name_])
    for role, name in _DISPLAYED.items():
        # A number says how many of the names that are there are shown, which is no business of the work's.
        if values.get(name, "").replace(" ", "").rstrip(".").casefold() in ("etal", "others"):
            draft.add(role, [ET_AL])
    for name, role in (("vauthors", "author"), ("authors", "author"), ("veditors", "editor")):
        for one in re.split(r";|,(?![^()]*\)\))" if name.startswith("v") else ";", values.get(name, "")):
            if one.strip():
                draft.add(role, [_whole(one.strip()) if _WRITTEN.fullmatch(one.strip()) else
                                 read_initials(one.strip()) or _whole(one.strip())])  # fmt: skip


_WRITTEN: Final = re.compile(r"\(\((.+)\)\)")


def _name(parts: dict[str, str]) -> Name | None:
    if "family" in parts and "given" in parts:
        name = Name.parse(f"{parts['family'].replace(',', ' ')}, N.")
        return Name(name.family, parts["given"], non_dropping_particle=name.non_dropping_particle)
    whole = parts.get("whole") or parts.get("family") or parts.get("given")
    return _whole(whole) if whole else None


def _whole(text: str) -> Name:
    written = _WRITTEN.fullmatch(text)
    return Name(literal=written[1]) if written else read_name(text) if "," in text else Name(literal=text)


def _date(values: dict[str, str]) -> Date | None:
    if date := values.get("date") or values.get("publication-date"):
        return Date.parse(date)
    words = (values.get(name, "") for name in ("day", "month", "year"))
    return Date.parse(joined) if (joined := " ".join(filter(None, words))) else None


# Writing


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield a ``<ref>`` with a template for each item.

    Args:
        items: Items.

    """
    for item in items:
        yield _ref(item)


def _ref(item: Item) -> str:
    rest = WrittenDraft(item)
    name = _OUT_TYPES.get(item.type, "document")
    parameters: list[tuple[str, str]] = []

    def add(key: str, value: str | None) -> None:
        if value:
            parameters.append((key, _escape(value)))

    for variable, prefix in (("author", ""), ("editor", "editor-"), ("translator", "translator-")):
        for number, parts in enumerate(rest.take_names(variable, _name_parts, _read_parts), 1):
            if "whole" in parts:
                add(f"{prefix or 'author'}{number}".replace("-", ""), parts["whole"])
            else:
                add(f"{prefix}last{number}", parts["family"])
                add(f"{prefix}first{number}", parts.get("given"))
        if variable in _DISPLAYED and is_cut_short(item.get(variable, ())):
            add(_DISPLAYED[variable], "etal")
            rest.mark_cut_short(variable)
    is_part = item.type == "chapter" and "container-title" in item and "title" in item
    add("chapter" if is_part else "title", rest.take("title", _same))
    container = "title" if is_part else _CONTAINERS.get(item.type, "work")
    add(container, rest.take("container-title", _same))
    add("date", _written_date(rest, "issued"))
    for variable, parameter in _OUT:
        add(parameter, rest.take(variable, _same))
    add("doi", rest.take_exact("DOI", as_doi))
    add("pmc", (rest.take_exact("PMCID", as_pmcid) or "").removeprefix("PMC"))
    add("access-date", _written_date(rest, "accessed"))
    if item.type in ("thesis", "report"):
        add("type" if item.type == "report" else "degree", rest.take("genre", _same))
    for parameter, texts in kept_texts(item, "wikipedia").items():
        if re.fullmatch(r"[\w-]+", parameter):
            for value in texts:
                add(parameter, value)
    said = _type(f"cite {name}", dict(parameters))
    id = re.sub(r"[\s\"<>&{}\[\]|\x00-\x1f\x7f-\x9f]", "_", item.id)
    lines = [*([f"id: {item.id}"] if id != item.id else []), *rest.lines(said)]
    comments = "".join(f"<!-- citelib: {_comment(line)} -->" for line in lines)
    body = "".join(f" |{key}={value}" for key, value in parameters)
    return f'<ref name="{id}">{{{{cite {name}{body}}}}}{comments}</ref>\n'


_DISPLAYED: Final = {"author": "display-authors", "editor": "display-editors"}
"""The parameter that says how many names of a list are shown, or ``etal`` if it is cut short."""


def _as_written(name: str) -> str:
    return f"(({name}))" if "," in name or _WRITTEN.fullmatch(name) else name


def _same(value: str) -> str:
    """What the reader makes of what the writer makes of a value."""
    return _text(_escape(value))


_MARKS: Final = {**TAGS, "italic": ("''", "''")}
_SPECIAL: Final = str.maketrans({one: f"&#{ord(one)};" for one in "|{}[]<>&'"})


def _escape(value: str) -> str:
    """The value as wikitext that shows it; apostrophes are escaped where they could be taken for italics."""
    text = translated(value, _MARKS, lambda plain: plain.translate(_SPECIAL))
    return text if "<i>" in value or "''" in value else text.replace("&#39;", "'")


def _comment(line: str) -> str:
    """A line as a comment holds it: nothing ends the comment, and no program that ignores comments sees a template."""
    text = html.escape(line, quote=False).replace("--", "&#45;&#45;").replace("->", "&#45;>")
    return text.translate(_BRACKETS)


_BRACKETS: Final = {ord(bracket): f"&#{ord(bracket)};" for bracket in "{}[]|"}


def _written_date(rest: WrittenDraft, variable: str) -> str | None:
    date = rest.item.get(variable)
    point = date.start if isinstance(date, Date) else None
    if not isinstance(date, Date) or not isinstance(point, Point) or not 999 < point.year < 10_000:
        return None
    end = date.end
    text = _point(point)
    if isinstance(end, Point) and end.year < 10_000:
        # The template's form of a range: «1984–1986», «March–May 2001», «12 May 2001 – 3 June 2001».
        if end.year == point.year and None not in (point.month, end.month) and point.day is None and end.day is None:
            text = f"{_month(point)}–{_point(end)}"
        else:
            text += f"–{end.year}" if len(point.parts) == len(end.parts) == 1 else f" – {_point(end)}"
    if date.circa:
        text = f"c. {text}"
    if Date.parse(text) == date:
        rest.mark((variable,))
    return text


def _point(point: Point) -> str:
    return f"{_month(point)} {point.year}" if point.month is not None and point.day is None else point.edtf()


def _month(point: Point) -> str:
    months, seasons = _MONTHS
    month = point.month or 1
    return months[month - 1] if month < 13 else seasons[(month - 21) % 4]


def _name_parts(name: Name) -> dict[str, str] | None:
    """The parameters of a name."""
    family = one_line(name.full_family)
    if name.literal is not None or not family:
        whole = one_line(name.literal or name.given or "")
        return {"whole": _as_written(whole)} if whole else None
    given = " ".join(part for part in (name.given, name.dropping_particle) if part)
    if name.suffix:
        given = f"{given}, {name.suffix}" if given else name.suffix
    parts = {"family": family, "given": one_line(given)}
    return {key: value for key, value in parts.items() if value}


def _read_parts(parts: dict[str, str]) -> Name | None:
    """What the reader makes of them."""
    return _name({key: _same(value) for key, value in parts.items()})


def sniff(text: str) -> float:
    """Sure of citation templates."""
    return 0.95 if re.search(r"\{\{\s*(?:[Cc]ite[ _][A-Za-z]|[Cc]itation\s*\|)", text[:50_000]) else 0.0


WIKIPEDIA: Final = Format(
    "wikipedia",
    "Wikipedia citation templates",
    media_types=("text/x-wiki",),
    sniff=sniff,
    read=read,
    write=write,
    markup=FACES,
    aliases=("wikipedia-templates", "wikitext", "cite-template"),
    note="{{cite journal}} and its kin, in any wikitext",
)
"""Wikipedia's templates."""
