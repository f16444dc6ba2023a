"""What the model sees of each token: its word, its shape, its punctuation, where it stands, and its neighbours.

>>> from citelib.formats.plain_text.tokens import tokenize
>>> sorted(features(tokenize("Doe J. Life. 1999."))[3])[:4]
['#b|year|.|', '#year', '#y|year|1', '+1|END']
"""

from __future__ import annotations

import re
from typing import Final

from citelib.formats.plain_text.tokens import Token, folded
from citelib.model.months import month_number

__all__ = ["features"]

_CLASSES: Final = {
    "in": "in dans en em i w im v",
    "and": "and & et und y e og och en i u a",
    "al": "al coll others alii",
    "editor": "ed eds editor editors edited edit hrsg hg hgg hrsgg herausgegeben dir coord coords org orgs cura"
    " curatore red éd éds édité direction directeur ред",
    "edition": "edition edn aufl auflage édition edizione edición edição ausgabe rev revised wyd"
    " vyd vydání изд utg druk edn",
    "translator": "trans translated translator trad traduit traduction tr übers übersetzt"
    " traducción tradução traduzione"
    " пер přel przeł tłum",
    "volume": "vol vols volume volumes v bd band t tome tom tomo jg jahrgang т bde том jahrg roč sv",
    "issue": "no nos number nr n issue iss n° nº h heft fasc núm num № číslo cahier suppl supplement вып č z zeszyt",
    "page": "p pp page pages s ss pag pags pág págs seiten seite str с pgs стр sid",
    "press": "press verlag university publishers publishing éditions editions editorial edizioni books presses univ"
    " publ publications presse universitaires wiley springer elsevier routledge sage blackwell macmillan books"
    " publisher éd editora kluwer inc ltd co company sons gallimard seuil puf flammarion hachette harmattan"
    " cnrs oup cup издательство nakladatelství wydawnictwo förlag forlag uitgeverij",
    "journal": "journal j revue review zeitschrift revista rivista annals annales bulletin bull transactions trans"
    " letters archives archiv quarterly magazine acta int cahiers studies research med biol chem phys psychol"
    " quaderni cuadernos estudios studi вестник журнал вопросы sci am ann arch rev proc natl acad annu",
    "proceedings": "proceedings proc conference conf symposium workshop congress colloque actes meeting kongress"
    " international lecture notes",
    "thesis": "thesis dissertation diss thèse phd ph.d mémoire master's masters msc tesis tese doctoral doctorat"
    " unpublished habilitation",
    "report": "report tech technical rep working paper rapport discussion memo memorandum bericht",
    "url": "available retrieved accessed disponible url online consulté http abgerufen ligne recuperado internet"
    " accessible viewed www",
    "doi": "doi",
    "isbn": "isbn issn",
    "article": "the a an of le la les der die das el los il",
    "suffix": "jr sr iii phd md",
    "media": "print web cd-rom dvd film online microfilm videorecording",
    "note": "press appear forthcoming submitted manuscript preparation unpublished paraître accepted",
    "particle": "van von de der den del della di du la le da dos ter zu zur af",
}  # fmt: skip
_LITTLE: Final = frozenset(("in", "and", "article", "particle", "al"))
"""Classes that say something of one place only."""
_CLASS_OF: Final[dict[str, tuple[str, ...]]] = {}
for _name, _words in _CLASSES.items():
    for _word in dict.fromkeys(folded(_words).split()):
        _CLASS_OF[_word] = (*_CLASS_OF.get(_word, ()), _name)

_YEAR: Final = re.compile(r"(?:1[4-9]|20)\d\d[a-z]?")
_YEARS: Final = re.compile(r"(?:1[4-9]|20)\d\d\s*[-–—/‐−]+\s*(?:(?:1[4-9]|20)\d\d|\d\d)?")
_RANGE: Final = re.compile(r"[A-Za-z]{0,3}\d+[A-Za-z]?\s*[-–—‐−‑]+\s*[A-Za-z]{0,3}\d+[A-Za-z]?")
_ROMAN: Final = re.compile(r"[IVXLC]+|[ivxlc]{2,}")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.[-‐]?){1,5}")
_BARE_INITIALS: Final = re.compile(r"[A-ZÀ-ÞА-Я]{1,3}")
_ADDRESS: Final = re.compile(r"https?:|www\.|ftp:|^[\w.-]+\.(?:com|org|net|edu|gov|html?)\b", re.IGNORECASE)
_DOI: Final = re.compile(r"10\.\d{4,9}/|doi", re.IGNORECASE)
_ORDINAL: Final = re.compile(r"\d{1,3}(?:st|nd|rd|th|e|è|ème|er|ª|º|a|o|\.)", re.IGNORECASE)
_HEAD: Final = re.compile(r"^[^\w]+")
_TAIL: Final = re.compile(r"[^\w]+$")
_TAG: Final = re.compile(r"</?[A-Za-z]{1,10}>")
_RUNS: Final = re.compile(r"(.)\1+")
_OPENING: Final = "«“„‟‘\"'`"
_CLOSING: Final = "»”“’\"'"


def _shape(word: str) -> str:
    """Letters and digits by kind, runs of one kind as one or two."""
    marks: list[str] = []
    for character in word[:24]:
        if character.isdigit():
            mark = "0"
        elif character.isalpha():
            mark = "X" if character.isupper() else "x" if character.islower() else "c"
        else:
            mark = character if character in ".-'’/&" else "_"
        if len(marks) < 2 or not (marks[-1] == mark == marks[-2]):
            marks.append(mark)
    return "".join(marks)


def _kind(core: str, text: str) -> str:
    """What sort of number, name or address a token is, or ""."""
    if _ADDRESS.search(text):
        return "doi" if "doi" in text.lower() else "url"
    if _DOI.match(core):
        return "doi"
    if core[:1].isdigit() or core[-1:].isdigit():
        if _YEAR.fullmatch(core):
            return "year"
        if _YEARS.fullmatch(core):
            return "years"
        if _RANGE.fullmatch(core):
            return "range"
        if core.isdigit():
            return f"n{min(len(core), 5)}"
        if _ORDINAL.fullmatch(core):
            return "ordinal"
        return "mixed" if core[:1].isdigit() else "lettered"
    if _ORDINAL.fullmatch(core):
        return "ordinal"
    if _INITIALS.fullmatch(text.strip(",;:()[]&")):
        return "initials"
    if _BARE_INITIALS.fullmatch(core):
        return "caps" + str(len(core))
    if _ROMAN.fullmatch(core):
        return "roman"
    return (
        "month"
        if month_number(core) is not None and core[:1].isalpha() and not (core.islower() and len(core) < 4)
        else ""
    )


_Shown = tuple[str, str, str, str, str, tuple[str, ...]]
"""Word, shape, kind, punctuation behind and before, and classes of a token."""


def _stretches(shown: list[_Shown], marks: str, prefix: str) -> list[list[str]]:
    """Features that all tokens between two marks share: how many, what words, and what comes before and after."""
    ends = [
        any(c in marks for c in tail) and kind != "initials" and not (tail == "." and len(word) < 3 and not kind)
        for word, _, kind, tail, _, _ in shown
    ]
    count = len(shown)
    found: list[list[str]] = []
    start = number = 0
    before = "START"
    for at in range(count):
        if not ends[at] and at < count - 1:
            continue
        after = shown[at + 1] if at + 1 < count else None
        following = (after[2] or after[1][:3]) + after[4][-1:] if after is not None else "END"
        size = at + 1 - start
        length = size if size < 4 else 4 if size < 7 else 7
        tail = shown[at][3]
        classes = dict.fromkeys(name for one in shown[start : at + 1] for name in one[5] if name not in _LITTLE)
        row = [
            f"{prefix}n|{length}|{tail}", f"{prefix}>|{following}", f"{prefix}<|{before}",
            f"{prefix}#|{min(number, 6)}|{length}", f"{prefix}><|{before}|{following}|{length}",
            f"{prefix}0|{shown[start][1]}|{length}",
        ]  # fmt: skip
        row += [f"{prefix}c|{name}" for name in classes]
        if after is not None:
            row += [f"{prefix}c>|{name}" for name in after[5]]
        # One list for all of them: nobody changes it.
        found += [row] * size
        before = f"{shown[at][2] or shown[at][1][:3]}{tail}"
        start = at + 1
        number += 1
    return found


def features(tokens: list[Token]) -> list[list[str]]:
    """The features of every token, as short names; time is linear in the tokens."""
    count = len(tokens)
    own: list[list[str]] = []
    shown: list[_Shown] = []
    state: list[str] = []
    depth = quote = 0
    quotes_done = years = breaks = 0
    last_end = ""
    for token in tokens:
        text = _TAG.sub("", token.text) or token.text
        head = match[0] if (match := _HEAD.match(text)) else ""
        tail = match[0] if len(head) < len(text) and (match := _TAIL.search(text)) else ""
        core = text[len(head) : len(text) - len(tail)]
        word = folded(core)
        classes = _CLASS_OF.get(word, ())
        kind = _kind(core, text)
        if kind in ("year", "years") and not quote:
            years += 1
        # Sentences seen so far: full stops behind words, not behind initials and abbreviations.
        if last_end and core[:1].isupper():
            breaks += 1
        last_end = tail if any(c in tail for c in ".?!") and len(core) > 3 and not core[:1].isdigit() else ""
        opens = any(c in _OPENING for c in head)
        if opens and not quote:
            quote = 1
        depth += sum(c in "([<" for c in head)
        place = f"{'q' if quote else ''}{'p' if depth > 0 else ''}"
        state.append(f"{place}|{min(quotes_done, 2)}|{min(years, 2)}|{min(breaks, 4)}")
        if quote and any(c in _CLOSING for c in tail or (head if not opens else "")):
            quote = 0
            quotes_done += 1
        depth = max(0, depth - sum(c in ")]>" for c in tail))
        shape = _shape(core) if not kind or kind == "mixed" else kind
        tail = _RUNS.sub(r"\1", tail)[:3]
        shown.append((word, shape, kind, tail, head[-2:], classes))
    around = [*_stretches(shown, '.?!”»"', "g"), *_stretches(shown, '.,;:?!)]”»"', "h")]
    for index, (word, shape, kind, tail, head, classes) in enumerate(shown):
        place, quoted, years_seen, broken = state[index].split("|")
        found = [
            f"s|{shape}", f".|{tail}", f"s.|{shape}|{tail}", f"[|{head}", f"i|{place}", f"iq|{place}|{quoted}",
            f"y|{years_seen}", f"b|{broken}", f"yb|{years_seen}|{broken}|{quoted}",
            f"@|{10 * index // count}", f"@<|{min(index, 6)}", f"@>|{min(count - index - 1, 4)}",
        ]  # fmt: skip
        if kind:
            found.append(f"#{kind}")
            found.append(f"#y|{kind}|{years_seen}")
            found.append(f"#b|{kind}|{tail}|{head}")
        else:
            found.append(f"w|{word}")
            found.append(f"wi|{word}|{place}" if classes else f"-3|{word[-3:]}")
            found.append(f"bs|{broken}|{shape}|{place}")
        found.extend([f"c|{name}" for name in classes])
        found.extend([f"c.|{name}|{tail}{head}" for name in classes])
        if tokens[index].glued:
            found.append("glued")
        found += around[index]
        found += around[count + index]
        for offset in (-2, -1, 1, 2):
            at = index + offset
            if at < 0:
                found.append(f"{offset:+}|START")
                continue
            if at >= count:
                found.append(f"{offset:+}|END")
                continue
            other_word, other_shape, other_kind, other_tail, other_head, other_classes = shown[at]
            found.append(f"{offset:+}s|{other_shape}")
            found.append(f"{offset:+}.|{other_tail}")
            if other_head:
                found.append(f"{offset:+}[|{other_head}")
            found.extend([f"{offset:+}c|{name}" for name in other_classes])
            if offset in (-1, 1):
                if not other_kind and len(other_word) < 18:
                    found.append(f"{offset:+}w|{other_word}")
                found.append(f"{offset:+}ss|{shape}|{other_shape}|{other_tail if offset < 0 else tail}")
        if 0 < index < count - 1:
            found.append(f"3|{shown[index - 1][3]}|{shape}|{tail}|{shown[index + 1][1][:4]}")
        own.append(found)
    return own
