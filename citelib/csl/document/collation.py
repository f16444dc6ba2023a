"""Keys by which text is sorted as people expect: letters count, accents, case and punctuation do not.

Text is compared word by word, numbers by their value. Which letters stand on their own, and where, depends on the
language: Swedish has å, ä and ö behind z, Czech has ch behind h, Russian has its own script before Latin.

Source: the first level of the Unicode collation algorithm with the orders of CLDR, which the sort keys of
citeproc-js follow; JIS X 0208 for kanji in Japanese; CSL leaves the order to the processor (specification, Sorting).

>>> sorted(["Ab", "A Zebra", "Äpfel", "apple", "10 b", "9 a"], key=collation_key)
['9 a', '10 b', 'A Zebra', 'Ab', 'Äpfel', 'apple']
>>> sorted(["Äpple", "Zebra", "Ask"], key=lambda text: collation_key(text, "sv-SE"))
['Ask', 'Zebra', 'Äpple']
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable
from typing import Final

__all__ = ["collation_key"]

_BEHIND: Final = 0x10FFF0
"""A letter that is not in an alphabet stands behind all words that begin with the one before it: the two together."""
_LAST: Final = "\U0010f000"
"""A prefix for the letters of scripts that sort later than their code points."""

_ALPHABETS: Final = {
    "az": "c<ç g<ğ h<x<ı k<q o<ö s<ş u<ü z<w",
    "be": "е<ё у<ў",
    "bs": "c<č<ć d<dž<đ l<lj n<nj s<š z<ž",
    "cs": "c<č h<ch r<ř s<š z<ž",
    "cy": "c<ch d<dd f<ff g<ng l<ll p<ph r<rh t<th",
    "da": "th=þ y=ü=ű z<æ=ä<ø=ö=ő<å=aa",
    "eo": "c<ĉ g<ĝ h<ĥ j<ĵ s<ŝ u<ŭ",
    "es": "n<ñ",
    "et": "s<š<z=ź=ż<ž w<õ<ä<ö<ü",
    "fi": "n=ŋ y=ü z<å<ä=æ<ö=ø",
    "fo": "th=þ y=ü=ű z<æ=ä=ę<ø=ö=ő=œ<å=aa",
    "hr": "c<č<ć d<dž<đ l<lj n<nj s<š z<ž",
    "hu": "c<cs d<dz<dzs g<gy l<ly n<ny o<ö=ő s<sz t<ty u<ü=ű z<zs",
    "is": "a<á d<ð e<é i<í o<ó u<ú y<ý z<þ<æ=ä<ö=ø<å",
    "kk": "е<ё ы<і=ї",
    "lt": "c<č i=y=ý=ÿ s<š z<ž",
    "lv": "c<č e<ē g<ģ i=y=ý=ÿ<ī k<ķ l<ļ n<ņ r<ŗ s<š u<ū z<ž",
    "mk": "д<ђ<ѓ и=й т<ћ<ќ",
    "mt": "b<ċ f<ġ h<ħ y<ż",
    "nb": "th=þ y=ü=ű z<æ=ä=ę<ø=ö=ő=œ<å=aa",
    "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż",
    "ro": "a<ă<â i<î s<ș=ş t<ț=ţ",
    "sk": "a<ä c<č h<ch o<ô r<ř s<š z<ž",
    "sl": "c<č<ć d<đ s<š z<ž",
    "sq": "c<ç d<dh e<ë g<gj l<ll n<nj r<rr s<sh t<th x<xh z<zh",
    "sr": "и=й",
    "sv": "th=þ y=ü=ű z<å<ä=æ=ę<ö=ø=ő=ô=œ",
    "tr": "c<ç g<ğ h<ı o<ö s<ş u<ü",
    "uk": "г<ґ и<і<ї",
    "vi": "a<ă<â d<đ e<ê o<ô<ơ u<ư",
}
"""Letters with a place of their own: ``a<b`` puts b behind a, ``a=b`` makes them one (CLDR, collation)."""
_SAME: Final = {"nn": "nb", "no": "nb", "eu": "es", "gl": "es", "fil": "es"}
"""Languages that sort Latin script as another one does."""

_CYRILLIC, _HAN = "\u0400-\u052f", "\u3400-\u9fff\uf900-\ufaff"
_FIRST: Final = {
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "uk"), _CYRILLIC),
    **dict.fromkeys(("ar", "fa", "ur"), "\u0600-\u06ff"),
    "el": "\u0370-\u03ff",
    "he": "\u0590-\u05ff",
    "hi": "\u0900-\u097f",
    "hy": "\u0530-\u058f",
    "ja": f"a-z\u3040-\u30ff{_HAN}",
    "ka": "\u10a0-\u10ff",
    "ko": "\u1100-\u11ff",
    "th": "\u0e00-\u0e7f",
    "zh": _HAN,
}
"""Scripts that a language sorts before all others."""

_LETTERS: Final = str.maketrans(
    {
        "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": f"i{chr(_BEHIND)}", "ĳ": "ij",
        "ə": f"e{chr(_BEHIND)}", "ŋ": f"n{chr(_BEHIND)}", "þ": f"z{chr(_BEHIND + 15)}", "ʼ": "",
        # Letters that Unicode takes apart although their alphabets do not.
        "й": f"и{chr(_BEHIND + 2)}", "ї": f"и{chr(_BEHIND)}", "ґ": "г",
        # Cyrillic letters that stand elsewhere than their codes.
        "ђ": f"д{chr(_BEHIND)}", "є": f"е{chr(_BEHIND)}", "ѕ": f"з{chr(_BEHIND)}", "і": f"и{chr(_BEHIND)}",
        "ј": f"и{chr(_BEHIND + 3)}", "љ": f"л{chr(_BEHIND)}", "њ": f"н{chr(_BEHIND)}",
        "ћ": f"т{chr(_BEHIND)}", "џ": f"ч{chr(_BEHIND)}",
    }
)  # fmt: skip
_IGNORED: Final = str.maketrans(
    dict.fromkeys(
        "_-‐‑‒–—―,;:!?.…'‘’‚‛\"“”„‟«»‹›()[]{}§¶@*/\\&#%·¡¿ー\u00a0\u2002\u2003\u2009\u200b\u202f\u0000《》〈〉「」『』【】〔〕、。，：；！？（）～・ʿʾʻʼʹʺˈ\u00ad\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e",
        "",
    )
)
_SYMBOLS: Final = str.maketrans("`´^¨°©®+<=>|~$€", "!\"#$%&'()*+,-./")
"""Symbols in their order, between spaces and digits; what they turn into is punctuation, which is gone by then."""
_SMALL_KANA: Final = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")
_KATAKANA: Final = str.maketrans({chr(code): chr(code - 0x60) for code in range(0x30A1, 0x30F7)})
_VOWELS: Final = {
    vowel: frozenset(kana)
    for vowel, kana in {
        "あ": "あかさたなはまやらわ", "い": "いきしちにひみり", "う": "うくすつぬふむゆるゔ", "え": "えけせてねへめれ",
        "お": "おこそとのほもよろを",
    }.items()
}  # fmt: skip
_LONG_VOWEL: Final = re.compile("(.)ー")
_COMMON: Final = range(0xB0A1, 0xD7FA)
"""Level 1 of GB 2312, the common characters of Chinese."""
_DOTTED: Final = ("tr", "az")
"""Languages in which I is the capital of ı."""
_NUMBER: Final = re.compile("[0-9]+")


def _drawn(match: re.Match[str]) -> str:
    """The long-vowel mark as the vowel before it (JIS X 4061)."""
    kana = match[1]
    return kana + next((vowel for vowel, row in _VOWELS.items() if kana in row), "")


def _by_value(match: re.Match[str]) -> str:
    """A number as text that sorts by its value: the count of its digits goes first."""
    digits = match.group().lstrip("0") or "0"
    return f"{min(len(digits), 99):02d}{digits}"


@functools.cache
def _tailoring(language: str) -> tuple[Callable[[str], str] | None, Callable[[str], str] | None]:
    """What a language does to letters before they lose their accents, and to scripts after that."""
    short = "hr" if language.lower().startswith("sr-latn") else language.partition("-")[0].lower()
    alphabet = _ALPHABETS.get(_SAME.get(short, short))
    letters = _letters(alphabet) if alphabet else None
    script = _FIRST.get(short)
    if script is None:
        return letters, None
    if short == "ja":
        return letters, functools.partial(re.compile(f"[^\\W\\d_{script}]|[{_HAN}]").sub, _in_jis)
    others = re.compile(f"[^\\W\\d_{script}]|[{_HAN}]" if language in ("zh", "zh-CN") else f"[^\\W\\d_{script}]")
    return letters, functools.partial(others.sub, _by_pronunciation if script == _HAN else _later)


def _letters(alphabet: str) -> Callable[[str], str]:
    places: dict[str, str] = {}
    for chain in alphabet.split():
        first, *behind = chain.split("<")
        anchor, *same = first.split("=")
        places.update(dict.fromkeys(same, anchor))
        for rank, letters in enumerate(behind):
            places.update(dict.fromkeys(letters.split("="), anchor + chr(_BEHIND + rank)))
    pattern = re.compile("|".join(sorted(places, key=len, reverse=True)))
    return functools.partial(pattern.sub, lambda match: places[match.group()])


def _later(match: re.Match[str]) -> str:
    return _LAST + match.group()


def _in_jis(match: re.Match[str]) -> str:
    """Kanji in the order of JIS X 0208, where the common ones stand by their readings; the rest of Han behind them."""
    letter = match.group()
    if not "\u3400" <= letter <= "\ufaff":
        return _LAST + letter
    row, *cell = letter.encode("euc_jp", "ignore")[:2] or b"\0"
    is_kanji = len(cell) == 1 and row >= _FIRST_KANJI
    return chr(0x3400 + (row - _FIRST_KANJI) * 94 + cell[0] - 0xA1) if is_kanji else f"\u4dff{letter}"


_FIRST_KANJI: Final = 0xB0
"""The row of JIS X 0208 in which the kanji begin, as EUC has it."""


def _by_pronunciation(match: re.Match[str]) -> str:
    """Han by its sound in Mandarin, as dictionaries of the mainland have it; other scripts later."""
    from anyascii import anyascii

    letter = match.group()
    if letter < "\u3400":
        return _LAST + letter
    # The end of the sound sorts before all letters: hu before hui. Its tone is known by the standard character set,
    # whose common characters stand in the order of sounds and tones; all others come after them.
    code = int.from_bytes(letter.encode("gb2312", "ignore"))
    rank = chr(code) if code in _COMMON else f"\ue000{letter}"
    return f"{anyascii(letter).lower()}\x01{rank}"


@functools.lru_cache(maxsize=32768)
def collation_key(text: str, language: str = "en-US") -> str:
    """The key of a text.

    Args:
        text: The text.
        language: Language in whose order it is sorted.
    """
    if language[:2] in _DOTTED:
        text = text.replace("I", "ı").replace("İ", "i")
    key = text.casefold()
    letters, scripts = _tailoring(language)
    if letters is not None:
        key = letters(unicodedata.normalize("NFC", key))
    if not key.isascii():
        key = unicodedata.normalize("NFD", key.translate(_LETTERS))
        key = "".join([character for character in key if not unicodedata.combining(character)])
        if any("\u3041" <= character <= "\u30f6" for character in key):
            key = _LONG_VOWEL.sub(_drawn, key.translate(_KATAKANA).translate(_SMALL_KANA))
    key = key.translate(_IGNORED).translate(_SYMBOLS)
    if scripts is not None:
        key = scripts(key)
    if _NUMBER.search(key):
        key = _NUMBER.sub(_by_value, key)
    return key.strip()
