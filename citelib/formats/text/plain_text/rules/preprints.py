"""Preprints as references name them, which reads like a title or a journal and is neither.

>>> without_preprint("Roa A. Salt. arXiv preprint arXiv:1811.01241. 2018.")
('Roa A. Salt. 2018.', 'arXiv')
>>> without_preprint("Roa, A.: Salt. CoRR abs/2302.13971 (2023)")
('Roa, A.: Salt. (2023)', 'arXiv')
>>> without_preprint("Roa A. Salt. Science. 2018.")
('Roa A. Salt. Science. 2018.', None)
"""

from __future__ import annotations

import re
from typing import Final

from citelib.identifiers import ARXIV_ID

__all__ = ["without_preprint"]

_WORD: Final = r"(?:e-?|pre-?)prints?"
_PREPRINT: Final = re.compile(
    rf"""
    (?:\bin:?\s+)?(?:\b{_WORD},?\s+(?:(?:at|in|on)\s+)?)?
    (?:
      \b(?:arXiv(?:\.org)?|CoRR)
      (?: (?:[\s,.:\[(]*{_WORD}[\])]?)? [\s,.:]* (?:arXiv\s?:\s?)? (?:abs/)? {ARXIV_ID}(?:v[0-9]+)?
        | \s*[\[(]{_WORD}[\])] | [\s,.:]+{_WORD}
        | (?=\s*\[[a-z-]+\.[A-Z]{{2}}\])
      )
      (?:\s*[\[(][a-z-]+(?:\.[A-Za-z-]{{2,}})?(?:\s\([^()]{{2,40}}\))?[\])])?  # its subject
    | \b(?P<server>(?:bio|med|Chem|EcoEvo|Agri|Tech)Rxiv|(?:Psy|Soc|Earth)ArXiv|engrXiv|Research\sSquare)
      (?: \s*[\[(]{_WORD}[\])] | \s+{_WORD} | (?=,?\s+[0-9]{{4}}\.[0-9]{{2}}\.) )
      (?:,?\s+(?:(?P<posted>[0-9]{{4}})\.[0-9]{{2}}\.[0-9]{{2}}\.)?[0-9]{{6,8}}(?:v[0-9]+)?)?
    | (?<=[Pp]reprint[ ]at[ ])(?=https?://(?:www\.|export\.)?(?P<host>arxiv|biorxiv|medrxiv)\.org)
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SERVERS: Final = {"arxiv": "arXiv", "biorxiv": "bioRxiv", "medrxiv": "medRxiv"}
_YEAR: Final = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_MARKS: Final = ".,;: "


def without_preprint(reference: str) -> tuple[str, str | None]:
    """A reference without the words that say that it is a preprint, and the server that they name.

    Addresses stay: «https://arxiv.org/abs/…» is the URL of the work.
    """
    for match in _PREPRINT.finditer(reference):
        before, behind = reference[: match.start()], reference[match.end() :]
        if before.endswith(("/", "doi:", "doi: ")) or not before.strip(" \"'«“(["):
            continue
        server = match["server"] or _SERVERS[(match["host"] or "arXiv").lower()]
        if before.rstrip()[-1:] in "([" and behind.lstrip()[:1] in ")]":
            before, behind = before.rstrip()[:-1], behind.lstrip()[1:]
        rest = behind.lstrip(_MARKS) if before.rstrip()[-1:] in ".,;:?!”\"'" else behind.lstrip()
        if match["posted"] and not _YEAR.search(before + behind):
            # The day when it was posted, of which its number is made, is then its only date.
            rest = f"{match['posted']}. {rest}"
        if rest[:1] in _MARKS:
            return before.rstrip() + rest, server
        return f"{before.rstrip()} {rest}".rstrip(), server
    return reference, None
