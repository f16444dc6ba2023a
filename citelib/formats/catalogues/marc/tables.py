"""The vocabulary of MARC 21: which type a record has, what its fields say, and which subfields are understood.

Source: MARC 21 Format for Bibliographic Data, with the code lists for the leader and field 008 and the RDA terms of
field 336; the tags and words of Invenio for field 980.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "COLLECTIONS", "COMPUTER_FILES", "CONTENT", "GENRES", "KINDS", "LINKS", "PARTS_OF", "RANKS", "SERIALS", "TEXTS",
    "TYPES", "UNDERSTOOD", "VISUALS",
]  # fmt: skip

TYPES: Final = {
    "a": "book", "c": "musical_score", "d": "musical_score", "e": "map", "f": "map", "g": "motion_picture",
    "i": "song", "j": "song", "k": "graphic", "m": "book", "o": "collection", "p": "collection", "r": "graphic",
    "t": "manuscript",
}  # fmt: skip
"""CSL type by the sixth byte of the leader."""

CONTENT: Final = {
    "cop": "software", "cod": "dataset", "crd": "dataset", "tdi": "motion_picture", "tdm": "motion_picture",
    "sti": "graphic", "cri": "map", "ntm": "musical_score", "prm": "song", "spw": "song",
    "computer program": "software", "software": "software", "computer dataset": "dataset", "dataset": "dataset",
    "still image": "graphic", "two-dimensional moving image": "motion_picture", "cartographic image": "map",
    "notated music": "musical_score", "performed music": "song", "spoken word": "song",
}  # fmt: skip
"""CSL type by code or word of the content type (336), if the leader says only «computer file», «kit» or nothing."""

COMPUTER_FILES: Final = {"a": "dataset", "b": "software"}
"""CSL type by the kind of computer file: byte 26 of field 008."""

TEXTS: Final = {"m": "thesis", "t": "report", "j": "patent", "u": "standard"}
"""CSL type by what a text consists of: bytes 24 to 27 of field 008."""

SERIALS: Final = {"d": "dataset", "w": "webpage", "l": "book"}
"""CSL type by the kind of continuing resource, byte 21 of field 008, where it is not a periodical."""

VISUALS: Final = {"m": "motion_picture", "v": "motion_picture", "f": "motion_picture", "|": "motion_picture"}
"""CSL type of projected material by byte 33 of field 008; anything else is a picture."""

GENRES: Final = {
    "academic theses": "thesis", "dissertations, academic": "thesis", "hochschulschrift": "thesis",
    "thèses et écrits académiques": "thesis", "tesis": "thesis", "zeitschrift": "periodical",
    "zeitung": "periodical", "periodicals": "periodical", "newspapers": "periodical", "technical reports": "report",
    "feature films": "motion_picture", "documentary films": "motion_picture", "video recordings": "motion_picture",
    "podcasts": "broadcast", "interviews": "interview", "interview": "interview", "patents": "patent",
    "blogs": "post-weblog", "web sites": "webpage", "standards": "standard", "computer programs": "software",
}  # fmt: skip
"""CSL type by the genre (655) of a book."""

COLLECTIONS: Final = {
    "article": "article-journal", "articles": "article-journal", "published": "article-journal", "thesis": "thesis",
    "theses": "thesis", "book": "book", "books": "book", "bookchapter": "chapter", "chapter": "chapter", "preprint":
    "article", "report": "report", "reports": "report", "conferencepaper": "paper-conference", "proceedings": "book",
    "dataset": "dataset", "datasets": "dataset", "software": "software", "lecture": "speech", "talk": "speech",
    "poster": "speech", "patent": "patent", "image": "graphic", "video": "motion_picture", "videos": "motion_picture",
}  # fmt: skip
"""CSL type by the collection of a repository (980), if the leader says nothing."""

KINDS: Final = {
    "musical_score": "c", "map": "e", "motion_picture": "g", "broadcast": "g", "song": "j", "graphic": "k",
    "figure": "k", "software": "m", "dataset": "m", "collection": "p", "manuscript": "t",
}  # fmt: skip
"""Sixth byte of the leader by CSL type; all else is text."""

PARTS_OF: Final = frozenset(
    "article-journal article-magazine article-newspaper chapter entry entry-dictionary entry-encyclopedia "
    "paper-conference review review-book".split()
)
"""Types that are part of something else: seventh byte of the leader ``a``."""

LINKS: Final = {
    "765": "translation-of", "767": "has-translation", "770": "supplemented-by", "772": "supplements", "773": "part-of",
    "774": "has-part", "775": "has-version", "780": "continues", "785": "continued-by", "786": "based-on",
    "787": "related-to",
}  # fmt: skip
"""Relation that a linking entry asserts, if it has a DOI."""

UNDERSTOOD: Final = {
    "020": "a", "022": "a", "024": "a2", "041": "a2", "050": "ab", "055": "ab", "060": "ab", "070": "ab", "080": "a",
    "082": "a", "084": "a", "086": "a", "088": "a", "090": "ab", "099": "a", "100": "abcde4", "110": "abe4",
    "111": "acdne4j", "210": "a", "240": "a", "245": "abnp", "250": "a", "255": "a", "260": "abc",
    "264": "abc", "269": "ca", "300": "a", "440": "anpvx", "490": "avx", "500": "a",
    "502": "abcd", "520": "ab", "540": "au", "600": "abcdnpqtvxyz", "610": "abcdnpqtvxyz",
    "611": "abcdnpqtvxyz", "630": "abcdnpqtvxyz", "648": "avxyz", "650": "abcdvxyz", "651": "avxyz", "653": "a",
    "700": "abcde4", "710": "abe4", "711": "acdne4j", "720": "ae4", **dict.fromkeys(LINKS, "o"),
    "773": "tpgdxzovncyq", "830": "anpvx", "852": "h", "856": "u",
}  # fmt: skip
"""The subfields of each field that are read; a field with others is kept as it is, too."""

RANKS: Final = {
    "245": 0, "100": 10, "110": 10, "111": 10, "264": 20, "260": 21, "269": 22, "502": 23, "024": 31, "490": 40,
    "440": 41, "830": 42, "800": 43, "852": 60, "090": 61, "050": 62, "055": 63, "060": 63, "070": 63, "099": 64,
    "086": 65, "082": 66, "084": 66, "080": 67, "773": 70, "765": 71, "240": 72, "534": 73, "856": 80,
}  # fmt: skip
"""Order in which fields are read, as the first to name a thing is believed; 50 if not given."""
