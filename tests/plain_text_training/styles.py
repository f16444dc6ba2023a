"""Styles to format with: real ones of many fields, and ones put together at random for what lists in the wild look like."""

# ruff: noqa: E501 - tables and lists of choices read best with one row a line

from __future__ import annotations

import random
from xml.sax.saxutils import escape, quoteattr

from citelib.csl.style.catalogue import all_styles

__all__ = ["LOCALES", "made_style", "real_styles"]

WELL_KNOWN = """apa vancouver nlm-citation-sequence ieee chicago-author-date chicago-note-bibliography modern-language-association harvard-cite-them-right
 elsevier-harvard elsevier-vancouver american-medical-association nature science cell plos springer-basic-author-date springer-lecture-notes-in-computer-science
 american-chemical-society american-physics-society turabian-fullnote-bibliography iso690-author-date-fr iso690-author-date-en iso690-numeric-fr
 din-1505-2 associacao-brasileira-de-normas-tecnicas unified-style-sheet-for-linguistics the-lancet bmj council-of-science-editors mhra-notes
 american-sociological-association american-political-science-association annual-reviews oscola asa gost-r-7-0-5-2008 universitat-freiburg-geschichte""".split()  # fmt: skip

LOCALES = (
    ["en-US"] * 10
    + ["en-GB"] * 5
    + ["fr-FR"] * 6
    + ["de-DE"] * 4
    + ["es-ES"] * 2
    + ["it-IT", "it-IT", "pt-BR", "pt-PT", "nl-NL", "pl-PL", "ru-RU", "sv-SE", "cs-CZ", "da-DK"]
)


def real_styles(count: int, seed: int = 1) -> list[str]:
    """Names of well-known styles and of a sample of all independent ones."""
    chance = random.Random(seed)
    names = [entry.name for entry in all_styles() if not entry.parent and entry.format != "label"]
    known = [name for name in WELL_KNOWN if name in set(names)]
    return [*known, *chance.sample(sorted(names), count - len(known))]


def _text(variable: str, chance: random.Random, prefix: str = "", suffix: str = "", more: str = "") -> str:
    return f"<text variable={quoteattr(variable)} prefix={quoteattr(prefix)} suffix={quoteattr(suffix)} {more}/>"


def _value(text: str) -> str:
    return f"<text value={quoteattr(text)}/>"


def _group(delimiter: str, *children: str, prefix: str = "", suffix: str = "") -> str:
    inner = "".join(children)
    return (
        f"<group delimiter={quoteattr(delimiter)} prefix={quoteattr(prefix)} suffix={quoteattr(suffix)}>{inner}</group>"
    )


_WORDS = {
    "en": {
        "in": ["In: ", "In ", "in ", "in: ", "In: "], "page": ["pp. ", "p. ", "pp ", "pages ", "", "pp."], "volume": ["vol. ", "Vol. ", "Volume ", "vol "],
        "issue": ["no. ", "No. ", "issue ", "no ", "iss. "], "and": ["text", "symbol"], "ed": [" (ed.)", " (Ed.)", ", ed.", " (eds)", ", editor", " (Eds.)", ", eds.", " [ed.]"],
        "edby": ["edited by ", "ed. ", "ed. by ", "Ed. ", "Edited by "], "edition": [" ed.", " edition", " ed", " Edition"], "trans": ["trans. ", "translated by ", "Trans. ", "tr. "],
        "url": ["Available at: ", "Retrieved from ", "URL: ", "Available from: ", "", "<", "online: ", "Available: ", "[Online]. Available: ", "URL "],
        "acc": ["accessed ", "Accessed ", "Accessed: ", "retrieved ", "[accessed ", "(accessed ", "last accessed ", "viewed "], "total": [" p.", " pp.", " pages", " pp"],
    },
    "fr": {
        "in": ["In: ", "In ", "in ", "dans ", "in : ", "Dans "], "page": ["p. ", "pp. ", "p.", "", "pages "], "volume": ["vol. ", "t. ", "Vol. ", "tome ", "volume "],
        "issue": ["n° ", "no ", "n°", "fasc. ", "nº "], "and": ["text"], "ed": [" (dir.)", " (éd.)", " (éds.)", ", éd.", " (dir)", " (sous la direction de)", " (coord.)", " (eds.)"],
        "edby": ["sous la direction de ", "dir. ", "édité par ", "sous la dir. de ", "éd. par "], "edition": [" éd.", " édition", "e éd."], "trans": ["trad. ", "traduit par ", "trad. par ", "traduction de "],
        "url": ["Disponible sur : ", "[en ligne] ", "URL : ", "", "En ligne : ", "<", "[En ligne], "], "acc": ["consulté le ", "(consulté le ", "page consultée le ", "Consulté le ", "[consulté le "], "total": [" p.", " pages", " pp."],
    },
    "de": {
        "in": ["In: ", "in: ", "in ", "In "], "page": ["S. ", "S.", "pp. ", "Seiten ", ""], "volume": ["Bd. ", "Jg. ", "Band ", "", "Vol. "], "issue": ["H. ", "Nr. ", "Heft ", "no. "], "and": ["text", "symbol"],
        "ed": [" (Hrsg.)", " (Hg.)", " (Hgg.)", " (ed.)", ", Hrsg."], "edby": ["hrsg. von ", "hg. v. ", "herausgegeben von "], "edition": [". Aufl.", ". Auflage", ". überarb. Aufl."], "trans": ["übers. von ", "Übers. v. ", "aus dem Engl. von "],
        "url": ["URL: ", "Online: ", "", "Online unter: ", "<", "verfügbar unter: "], "acc": ["abgerufen am ", "(Stand: ", "[Zugriff: ", "zuletzt geprüft am ", "Zugriff am "], "total": [" S.", " Seiten"],
    },
    "es": {
        "in": ["En: ", "En ", "en ", "In: "], "page": ["pp. ", "p. ", "págs. ", "pág. ", ""], "volume": ["vol. ", "Vol. ", "tomo ", "v. "], "issue": ["núm. ", "nº ", "No. ", "n. "], "and": ["text", "symbol"],
        "ed": [" (ed.)", " (eds.)", " (coord.)", ", ed.", " (Org.)", " (a cura di)"], "edby": ["editado por ", "ed. de ", "a cura di "], "edition": ["ª ed.", "a ed.", ". ed."], "trans": ["trad. de ", "trad. ", "traducción de "],
        "url": ["Disponible en: ", "Recuperado de ", "Disponível em: ", "URL: ", "", "<"], "acc": ["consultado el ", "Acesso em: ", "[Consulta: ", "consultato il "], "total": [" p.", " págs.", " pp."],
    },
    "ru": {
        "in": ["// ", " // ", "В кн.: ", "В: ", "// В сб.: "], "page": ["С. ", "с. ", "C. ", "стр. "], "volume": ["Т. ", "т. ", "Том "], "issue": ["№ ", "№", "Вып. ", "вып. "], "and": ["text"],
        "ed": [" (ред.)", " (отв. ред.)", ", ред."], "edby": ["под ред. ", "Под ред. ", "отв. ред. "], "edition": ["-е изд."], "trans": ["пер. ", "Пер. с англ. "],
        "url": ["URL: ", "Режим доступа: ", "[Электронный ресурс]. URL: "], "acc": ["(дата обращения: ", "дата обращения: "], "total": [" с.", " c."],
    },
    "cs": {
        "in": ["In: ", "in: ", "In ", "w: ", "[in:] "], "page": ["s. ", "str. ", "S. ", "pp. "], "volume": ["roč. ", "sv. ", "t. ", "vol. "], "issue": ["č. ", "nr ", "z. ", "no. "], "and": ["text"],
        "ed": [" (ed.)", " (red.)", " (eds.)"], "edby": ["red. ", "pod red. ", "ed. "], "edition": [". vyd.", ". wyd.", ". vydání"], "trans": ["přel. ", "przeł. "],
        "url": ["Dostupné z: ", "Dostupné na: ", "[online]. Dostupné z: ", ""], "acc": ["[cit. ", "dostęp: ", "[dostęp "], "total": [" s.", " str."],
    },
}  # fmt: skip


def _volume_and_issue(chance: random.Random, words: dict[str, list[str]], locale: str) -> tuple[str, str]:
    """The volume, and the volume with the issue."""
    pick, roll = chance.choice, chance.random
    vol, iss = (
        pick(["bare", "bare", "word"]),
        pick(["paren", "paren", "paren ", "word", "slash", "comma", "dot", "colon"]),
    )
    volume = _text("volume", chance) if vol == "bare" else _text("volume", chance, prefix=pick(words["volume"]))
    if locale == "de-DE" and roll() < 0.15:
        # «10. Jg. (2004), Heft 4»
        volume = _text("volume", chance, suffix=pick([". Jg.", ".Jg."]))
    if iss.startswith("paren"):
        numbers = _group("", volume, _text("issue", chance, (" (" if iss.endswith(" ") else "("), ")"))
    elif iss == "word":
        numbers = _group(pick([", ", ", ", " "]), volume, _text("issue", chance, pick(words["issue"])))
    else:
        numbers = _group({"slash": "/", "comma": ", ", "dot": ".", "colon": ":"}[iss], volume, _text("issue", chance))
    return volume, numbers


def _publication(chance: random.Random) -> str:
    """Place and publisher in one of their orders."""
    pick, roll = chance.choice, chance.random
    publisher_first = roll() < 0.3
    place_sep = pick([": ", ": ", " : ", ", ", ", "])
    if publisher_first:
        publication = _group(", ", _text("publisher", chance), _text("publisher-place", chance))
    elif roll() < 0.06:
        publication = (
            f'<group delimiter=" ">{_text("publisher", chance)}{_text("publisher-place", chance, "(", ")")}</group>'
        )
    elif roll() < 0.12:
        publication = _text("publisher-place", chance) if roll() < 0.5 else _text("publisher", chance)
    else:
        publication = _group(place_sep, _text("publisher-place", chance), _text("publisher", chance))
    return publication


def made_style(chance: random.Random) -> tuple[str, str]:
    """A style put together at random, as XML, and the locale to use it with."""
    locale = chance.choice(LOCALES)
    words = _WORDS.get({"it": "es", "pt": "es", "pl": "cs"}.get(locale[:2], locale[:2]), _WORDS["en"])
    pick = chance.choice
    roll = chance.random
    word = lambda name: pick(words[name])  # noqa: E731
    separator = pick([". "] * 4 + [", "] * 5 + ["; "])
    comma = pick([", ", ", ", " ", "; ", ". ", ","])

    def names(variable: str, first: bool) -> str:
        order = (
            pick(["first", "first", "all", "all", "all", "none", "none"]) if first else pick(["none", "none", "all"])
        )
        initials = pick([". ", ". ", ". ", ".", "", " ", None, None, None])
        attributes = ""
        if order != "none":
            attributes += (
                f' name-as-sort-order="{order}" sort-separator={quoteattr(pick([", ", ", ", " ", ", ", ", "]))}'
            )
        if initials is not None:
            attributes += f' initialize-with="{initials}"'
        joiner = pick([word("and"), word("and"), None])
        if joiner:
            attributes += f' and="{joiner}"'
        attributes += f" delimiter={quoteattr(pick([', ', ', ', ', ', '; ', ' - ', ' / ', ', ', '–'] if not joiner else [', ', ', ', '; ']))}"
        attributes += f' delimiter-precedes-last="{pick(["contextual", "always", "never"])}"'
        if roll() < 0.4:
            attributes += f' et-al-min="{pick([3, 4, 4, 6, 7])}" et-al-use-first="{pick([1, 1, 3])}"'
        case = pick(['text-case="uppercase"', "", "", "", "", ""])
        part = f'<name-part name="family" {case}/>' if case else ""
        return f"<name {attributes}>{part}</name>"

    author_name, editor_name = names("author", True), names("editor", False)
    label_style = word("ed")
    role = ""
    substitute = '<substitute><names variable="editor"/></substitute>'
    author_suffix = pick(["", "", "", ":"])
    author = f'<names variable="author" suffix="{author_suffix}">{author_name}{role}{substitute}</names>'
    year_form = pick(["year"] * 6 + ["full", "full", "month"])
    date_parts = {
        "year": '<date-part name="year"/>',
        "month": f'<date-part name="month" form="{pick(["long", "short"])}" suffix=" "/><date-part name="year"/>',
        "full": pick([
            '<date-part name="day" suffix=" "/><date-part name="month" suffix=" "/><date-part name="year"/>',
            '<date-part name="month" suffix=" "/><date-part name="day" suffix=", "/><date-part name="year"/>',
            '<date-part name="year" suffix=" "/><date-part name="month" form="short" suffix=" "/><date-part name="day"/>',
        ]),
    }  # fmt: skip

    def date(parens: bool, prefix: str = "", suffix: str = "") -> str:
        opening, closing = pick([("(", ")"), ("(", ")"), ("[", "]")]) if parens else ("", "")
        return f'<date variable="issued" prefix={quoteattr(prefix + opening)} suffix={quoteattr(closing + suffix)}>{date_parts[year_form]}</date>'

    position = pick(["front", "front", "journal", "end", "end", "end"])
    parens_front = roll() < 0.75
    quotes = pick(
        [
            *[None] * 12,
            ("“", "”"),
            ("“", "”"),
            ('"', '"'),
            ("‘", "’"),
            ("« ", " »"),
            ("«", "»"),
            ("„", "“"),
            ("'", "'"),
            ("‟", "”"),
            ("``", "''"),
        ]
    )
    quoted = bool(quotes)
    case = pick(
        ['text-case="sentence"', "", "", "", "", 'text-case="title"', 'text-case="uppercase"' if roll() < 0.2 else ""]
    )
    before, after = quotes or ("", "")
    title = _text("title", chance, before, after, case)
    plain_title = _text("title", chance, more=case)
    volume, numbers = _volume_and_issue(chance, words, locale)
    page_word = word("page")
    pages = _text("page", chance, page_word)
    journal_pages = pick([_text("page", chance), pages])
    after_volume = pick([": ", ":", ", ", ", ", ". "])
    publication = _publication(chance)
    imprint = publication
    book_parens = roll() < 0.12
    if position == "end":
        imprint = _group(pick([", ", ", ", " ", "; ", ". "]), publication, date(False))
    if book_parens:
        imprint = f'<group prefix="(" suffix=")">{imprint}</group>'
    year_end = date(roll() < 0.4) if position == "end" else ""
    year_journal = date(roll() < 0.6) if position == "journal" else ""
    container = _text("container-title", chance)
    odd = roll()
    if odd < 0.05 and position == "journal":
        # «33 No. 1 ACC Docket 38 (2015)», as lawyers write.
        journal = _group(" ", numbers, container, journal_pages, date(roll() < 0.7))
    elif position == "journal" and odd < 0.15:
        # «18(1979)1, 2–10»
        issue = _text("issue", chance, pick(["", ", ", " ", ", " + word("issue")]))
        journal = _group(
            pick([", ", ": "]),
            _group(" ", container, _group("", volume, date(True, pick(["", " "])), issue)),
            journal_pages,
        )
    elif position == "journal" and roll() < 0.5:
        journal = _group(
            comma,
            container,
            _group(pick([";", "; ", ", ", ": "]), year_journal, _group(after_volume, numbers, journal_pages)),
        )
    elif position == "journal":
        journal = _group(
            pick([", ", " "]), container, _group(after_volume, _group(" ", numbers, year_journal), journal_pages)
        )
    else:
        journal = _group(comma, container, _group(after_volume, numbers, journal_pages), year_end)
        if position == "end" and roll() < 0.3:
            journal = _group(comma, container, numbers, year_end, journal_pages)
    in_word = word("in") if roll() < 0.78 else ""
    editors_first = f'<names variable="editor">{editor_name}<label form="short" prefix=" (" suffix=")"/></names>'
    if roll() < 0.5:
        editors_first = f'<names variable="editor" suffix={quoteattr(label_style)}>{editor_name}</names>'
    editors_after = f'<names variable="editor" prefix={quoteattr(word("edby"))}>{editor_name}</names>'
    # The words beside names belong to them: a group that only sets them off would lose them to the neighbours.
    if roll() < 0.6:
        host = _group(pick([", ", ", ", ". ", ": ", " "]), editors_first, container, prefix=in_word)
    else:
        host = _group(pick([", ", ". ", " "]), container, editors_after, prefix=in_word)
    translator = f'<names variable="translator" prefix={quoteattr(word("trans"))}>{editor_name}</names>'
    edition = f'<number variable="edition" form="{pick(["ordinal", "numeric"])}" suffix={quoteattr(word("edition"))}/>'
    if roll() < 0.3:
        edition = f"<group prefix='(' suffix=')'>{edition}</group>"
    collection = _group(
        pick([" ", ", ", ", no. ", " no. "]), _text("collection-title", chance), _text("collection-number", chance)
    )
    if roll() < 0.5:
        collection = f"<group prefix='(' suffix=')'>{collection}</group>"
    total = _text("number-of-pages", chance, suffix=word("total")) if roll() < 0.8 else ""
    genre = pick([_text("genre", chance), _text("genre", chance, "(", ")"), _text("genre", chance, "[", "]")])
    number = _text("number", chance, pick(["", " ", "No. ", "no. "]))
    accessed_word = word("acc")
    closing = {"[": "]", "(": ")"}.get(accessed_word[0], "")
    shown = pick(['<date-part name="day" suffix=" "/><date-part name="month" suffix=" "/><date-part name="year"/>',
                  '<date-part name="month" suffix=" "/><date-part name="day" suffix=", "/><date-part name="year"/>',
                  '<date-part name="day" form="numeric-leading-zeros" suffix="/"/><date-part name="month" form="numeric-leading-zeros" suffix="/"/><date-part name="year"/>',
                  '<date-part name="day" form="numeric-leading-zeros" suffix="."/><date-part name="month" form="numeric-leading-zeros" suffix="."/><date-part name="year"/>'])  # fmt: skip
    accessed = f'<date variable="accessed" prefix={quoteattr(accessed_word)} suffix="{closing}">{shown}</date>'
    url_word = word("url")
    url = _text("URL", chance, url_word, ">" if url_word == "<" else "")
    address = _group(pick([" ", ", ", ". "]), *(pick([(url, accessed), (url, accessed), (accessed, url)])))
    doi = _text("DOI", chance, pick(["doi:", "doi: ", "DOI: ", "https://doi.org/", "http://dx.doi.org/", "DOI "]))
    isbn = _text("ISBN", chance, pick(["ISBN ", "ISBN: ", "[ISBN: ", ""]))
    note = _text("note", chance, *pick([("", ""), ("(", ")"), ("[", "]")]))
    medium = _text("medium", chance, *pick([("", ""), ("[", "]"), ("(", ")")]))
    book_title = title if quoted and roll() < 0.1 else plain_title
    parts_pages = pages if page_word else _text("page", chance, "pp. ")
    chapter_pages = pick([parts_pages, _text("page", chance, "(" + (page_word or "pp. "), ")")])

    front_date = date(parens_front) if position == "front" else ""
    starts = _group(pick([" ", " ", ". ", ", "]) if front_date else "", author, front_date)
    date_first = position != "front" and roll() < 0.04
    title_first = position != "front" and roll() < 0.07
    fallback_date = "" if position != "journal" else date(False)
    book = [
        book_title,
        edition,
        translator,
        collection if roll() < 0.5 else "",
        imprint,
        collection if roll() < 0.5 else "",
        total,
        fallback_date,
    ]
    chapter = [title, host, edition, imprint, chapter_pages, fallback_date]
    if roll() < 0.3:
        chapter = [title, host, chapter_pages, imprint, fallback_date]
    layouts = {
        "article-journal article-magazine article-newspaper": [title, journal],
        "chapter paper-conference": chapter,
        "thesis": [book_title, genre, imprint, total, fallback_date],
        "report": [book_title, _group(" ", genre, number), imprint, fallback_date],
        "webpage": [title, container, year_end or fallback_date],
    }
    tail = [medium, note, isbn, doi, address]
    chance.shuffle(tail)
    starters = pick([". ", ", ", ", ", ", ", ", ", " ", ": "]) if separator != ". " else pick([". ", ". ", " ", ": "])
    starter = " " if author_suffix else starters

    def layout(children: list[str]) -> str:
        if date_first:
            starts_late = _group(pick([" ", ": ", ". "]), date(False), author)
            return _group(starter, starts_late, _group(separator, *children, *tail))
        if title_first:
            return _group(separator, children[0], starts, *children[1:], *tail)
        return _group(starter, starts, _group(separator, *children, *tail))

    choices = "".join(
        f'<if type="{types}" match="any">{layout(c)}</if>'
        if i == 0
        else f'<else-if type="{types}" match="any">{layout(c)}</else-if>'
        for i, (types, c) in enumerate(layouts.items())
    )
    body = f"<choose>{choices}<else>{layout(book)}</else></choose>"
    end = pick([".", ".", "", "."])
    return (
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title>made</title><id>made</id>'
        "<updated>2020-01-01T00:00:00+00:00</updated></info><citation><layout><text variable=\"title\"/></layout></citation>"
        f'<bibliography><layout suffix="{escape(end)}">{body}</layout></bibliography></style>'
    ), locale  # fmt: skip
