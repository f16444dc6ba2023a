"""Languages by the names that babel and polyglossia give them (``langid``) and as BCP 47 tags.

>>> read_language("ngerman"), read_language("Latin"), write_language("en-GB"), write_language("tlh")
('de-DE', 'la', 'british', None)
"""

from __future__ import annotations

from typing import Final

__all__ = ["is_english", "is_known_language", "read_language", "write_language"]

_TAGS: Final[dict[str, str]] = {
    "english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB",
    "australian": "en-AU", "canadian": "en-CA", "newzealand": "en-NZ",
    "german": "de", "ngerman": "de-DE", "germanb": "de-DE", "austrian": "de-AT", "naustrian": "de-AT",
    "swissgerman": "de-CH", "nswissgerman": "de-CH",
    "french": "fr", "francais": "fr-FR", "frenchb": "fr-FR", "canadien": "fr-CA", "acadian": "fr-CA",
    "spanish": "es", "mexican": "es-MX", "italian": "it", "portuguese": "pt", "portuges": "pt-PT",
    "brazilian": "pt-BR", "brazil": "pt-BR", "dutch": "nl", "afrikaans": "af", "danish": "da", "norwegian": "no",
    "norsk": "nb", "bokmal": "nb", "nynorsk": "nn", "swedish": "sv", "finnish": "fi", "icelandic": "is",
    "estonian": "et", "latvian": "lv", "lithuanian": "lt", "polish": "pl", "czech": "cs", "slovak": "sk",
    "slovene": "sl", "slovenian": "sl", "croatian": "hr", "serbian": "sr", "serbianc": "sr-Cyrl", "bosnian": "bs",
    "macedonian": "mk", "bulgarian": "bg", "russian": "ru", "ukrainian": "uk", "belarusian": "be", "hungarian": "hu",
    "magyar": "hu", "romanian": "ro", "albanian": "sq", "greek": "el", "polutonikogreek": "el-polyton",
    "ancientgreek": "grc", "latin": "la", "turkish": "tr", "arabic": "ar", "hebrew": "he", "persian": "fa",
    "farsi": "fa", "hindi": "hi", "sanskrit": "sa", "bengali": "bn", "tamil": "ta", "telugu": "te", "thai": "th",
    "vietnamese": "vi", "indonesian": "id", "malay": "ms", "chinese": "zh", "chinese-hans": "zh-Hans",
    "chinese-hant": "zh-Hant", "pinyin": "zh-Latn-pinyin", "japanese": "ja", "korean": "ko", "catalan": "ca",
    "galician": "gl", "basque": "eu", "welsh": "cy", "irish": "ga", "scottish": "gd", "breton": "br",
    "esperanto": "eo", "interlingua": "ia", "armenian": "hy", "georgian": "ka", "mongolian": "mn", "syriac": "syr",
    "coptic": "cop", "uppersorbian": "hsb", "lowersorbian": "dsb", "friulan": "fur", "urdu": "ur",
}  # fmt: skip
_NAMES: Final = {tag: name for name, tag in reversed(_TAGS.items())}
_ALSO: Final = {"deutsch": "de", "français": "fr", "anglais": "en", "englisch": "en", "español": "es", "italiano": "it"}


def read_language(name: str) -> str:
    """The tag of a language; what is not a known name stays as it is."""
    folded = name.strip().lower().removeprefix("lang")
    return _TAGS.get(folded) or _ALSO.get(folded) or name.strip()


def is_known_language(name: str) -> bool:
    """Whether a name is one of babel's or polyglossia's, such as ``british``."""
    return name in _TAGS


def write_language(tag: str) -> str | None:
    """The name of the language of a tag, if there is one that reads back as that tag."""
    return _NAMES.get(tag)


def is_english(tag: str | None) -> bool:
    """Whether titles in this language follow the case rules of English; unknown counts as English, as in LaTeX."""
    return not tag or tag.lower().split("-")[0] in ("en", "eng", "english", "anglais")
