"""Languages by the three-letter codes of libraries, as the two-letter codes that CSL and BCP 47 prefer.

Source: ISO 639-1 and 639-2 (bibliographic and terminological codes).

>>> as_language("ger"), as_language("deu"), as_language("grc"), as_language("en-GB")
('de', 'de', 'grc', 'en-GB')
"""

from __future__ import annotations

from typing import Final

__all__ = ["as_language", "library_code"]

_CODES: Final = (
    "afr af, alb sq, sqi sq, amh am, ara ar, arm hy, hye hy, aze az, baq eu, eus eu, bel be, ben bn, bos bs, bul bg, "
    "bur my, mya my, cat ca, ces cs, cze cs, chi zh, zho zh, cos co, cym cy, wel cy, dan da, deu de, ger de, dut nl, "
    "nld nl, ell el, gre el, eng en, epo eo, est et, fao fo, fas fa, per fa, fin fi, fra fr, fre fr, fry fy, geo ka, "
    "kat ka, gla gd, gle ga, glg gl, guj gu, hau ha, heb he, hin hi, hrv hr, hun hu, ibo ig, ice is, isl is, ind id, "
    "ita it, jav jv, jpn ja, kan kn, kaz kk, khm km, kor ko, kur ku, lao lo, lat la, lav lv, lit lt, ltz lb, mac mk, "
    "mkd mk, mal ml, mao mi, mri mi, mar mr, may ms, msa ms, mlt mt, mon mn, nep ne, nno nn, nob nb, nor no, oci oc, "
    "ori or, pan pa, pol pl, por pt, pus ps, roh rm, ron ro, rum ro, rus ru, san sa, sin si, slk sk, slo sk, slv sl, "
    "som so, spa es, srp sr, sun su, swa sw, swe sv, tam ta, tat tt, tel te, tgk tg, tha th, tib bo, bod bo, tur tr, "
    "uig ug, ukr uk, urd ur, uzb uz, vie vi, yid yi, yor yo, zul zu"
)
_SHORT: Final = dict(pair.split() for pair in _CODES.split(", "))
_BIBLIOGRAPHIC: Final = frozenset(
    "alb arm baq bur chi cze dut fre geo ger gre ice mac mao may per rum slo tib wel".split()
)
_LONG: Final = {short: long for long, short in sorted(_SHORT.items(), key=lambda pair: pair[0] in _BIBLIOGRAPHIC)}


def as_language(code: str) -> str:
    """The two-letter code of a language's three-letter code; anything else as it is."""
    code = code.strip()
    return _SHORT.get(code.casefold(), code)


def library_code(language: str) -> str | None:
    """The three-letter code by which libraries know a language, or None if a tag says more than a language.

    >>> library_code("de"), library_code("en"), library_code("grc"), library_code("en-GB")
    ('ger', 'eng', 'grc', None)
    """
    if len(language) == 3 and language.isascii() and language.isalpha() and language.islower():
        return language if language not in _SHORT else None
    return _LONG.get(language)
