r"""PICA+: records of K10plus, the German National Library and other catalogues with software of OCLC; only read.

Read are the plain form (``021A $aA map$hAda Roa``), the normalised form with separators and its relatives, XML of SRU
(``picaXML``, ``ppxml``) and JSON. The fields become those of MARC 21 and are read as such; a field without a kin is
kept as ``marc:pica`` and its tag. Records of persons, bodies and subjects are not works, and are reported.

>>> from citelib.formats.exchange import loads
>>> record = "002@ $0Aau\n003@ $0123\n011@ $a2001\n021A $aDie @Karren$deine Kunde\n028A $dAda$aRoa\n"
>>> item = loads(record)["123"]
>>> item.title, str(item.author[0]), str(item.issued)
('Die Karren: eine Kunde', 'Ada Roa', '2001')
"""

from __future__ import annotations

import re
from typing import Final

from citelib.formats.catalogues.pica.read import read
from citelib.formats.format import Format
from citelib.formats.xml.elements import root_names

__all__ = ["PICA"]

_XML: Final = re.compile(r"picaXML|ppxml|<(?:\w+:)?datafield tag=\"[0-9]{3}[A-Z@]\"")
_JSON: Final = re.compile(r'\s*\[\s*\[\s*"0[0-9]{2}[A-Z@]"\s*,')
_TEXT: Final = re.compile(r"(?:^|[\x1e\n])0[0-9]{2}[A-Z@](?:/[0-9]{2,3})? [$ƒ\x1f][0-9A-Za-z]")


def sniff(text: str) -> float:
    """Sure of several fields with PICA's tags, and of its namespaces."""
    if root_names(text)[0]:
        return 1.0 if _XML.search(text[:20_000]) else 0.0
    return 1.0 if _JSON.match(text) or len(_TEXT.findall(text[:20_000])) > 1 else 0.0


PICA: Final = Format(
    "pica",
    "PICA+",
    sniff=sniff,
    read=read,
    aliases=("picaxml", "pica-xml", "pica-plain", "pica-json", "ppxml"),
    note="catalogues with software of OCLC, such as K10plus; read as MARC 21",
)
"""PICA+."""
