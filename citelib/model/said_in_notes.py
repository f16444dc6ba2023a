"""What people write into notes for want of a field: «[Online; accessed 19-July-2008]», «R package version 3.4.0».

Classic BibTeX has no fields for addresses, days of access, versions and the state of what is not yet published;
manuals, templates and programs write them into ``note``.

>>> web_note("Available at https://example.org/a, accessed Jan. 5, 2020")
('https://example.org/a', Date('2020-01-05'))
>>> web_note("Last accessed: 2021-03-05"), web_note("Accessed by hundreds")
((None, Date('2021-03-05')), None)
>>> version_note("R package version 3.4.0")
('R package', '3.4.0')
"""

from __future__ import annotations

import re
from typing import Final

from citelib.model.date_text import read_date_text
from citelib.model.dates import Date

__all__ = ["STAGE", "version_note", "web_note"]

STAGE: Final = re.compile(
    r"(?:to appear|in press|forthcoming|accepted(?: for publication)?|submitted(?: for publication)?|under review|"
    r"in preparation|im Druck|im Erscheinen|à paraître|sous presse|en prensa|no prelo|in corso di stampa|in druk|"
    r"в печати|印刷中|待刊)\.?",
    re.IGNORECASE,
)
"""What stands in the note of a work that has no year yet."""

_LONGEST: Final = 1000
_LEAD: Final = (
    r"(?:(?:url|website|web ?page|online|available|retrieved|accessible|verfügbar|disponible|disponível|at|from|under|"
    r"on|unter|en|sur|em)\b[\s,;:]*){1,3}"
)
_VERB: Final = (
    r"(?:accessed|access date|date accessed|date of access|visited|retrieved|viewed|checked|consulted|"
    r"zugriff|zugegriffen|abgerufen|aufgerufen|besucht|consultée?|consultado|consultato|acedido|acessado|acesso|accedido|acceso|"
    r"geraadpleegd|bezocht|访问日期|引用日期|閲覧日|参照日)"
)
_NOTE: Final = re.compile(
    rf"[\[(<]*(?:{_LEAD})?<?(?P<url>https?://[^\s<>]+?)?[>,;.]?[\s;,]*"
    rf"(?:[\[(]*(?:online\b[\s;,:]*)?(?:last|zuletzt|letzter|dernier|último|ultimo|on|am|le)?\s*{_VERB}"
    r"(?:\s+(?:on|at|am|le|el|em|il|op|the)\b)?\s*[:：]?\s*(?P<date>[^\s\[\](){}<>][^\[\](){}<>]{3,30}?))?[\])>.\s]*",
    re.IGNORECASE,
)


def web_note(note: str) -> tuple[str | None, Date | None] | None:
    """The address and the day of access that a note tells, either of which may be missing; None if it tells more."""
    note = note.strip()
    if not note or len(note) > _LONGEST:
        return None
    match = _NOTE.fullmatch(note)
    if match is None or not (match["url"] or match["date"]):
        return None
    date = read_date_text(match["date"]) if match["date"] else None
    is_read = date is not None and date.raw is None  # «03/04/2019» is one of two days
    return (match["url"], date) if is_read or not match["date"] else None


_VERSION: Final = re.compile(
    r"(?P<kind>[A-Z][\w+#]* (?:package|library|module|toolbox|plugin)),? version (?P<version>\w[\w.+-]{0,40}?)"
    r"(?:[,;.]?\s*https?://\S+)?\.?"
)


def version_note(note: str) -> tuple[str, str] | None:
    """The kind of software and its version, if a note tells them and nothing else."""
    match = _VERSION.fullmatch(note.strip()) if len(note) <= _LONGEST else None
    return (match["kind"], match["version"]) if match else None
