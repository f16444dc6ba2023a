r"""Lists of names that are separated otherwise than by «and», as some databases and many people write them."""

from __future__ import annotations

import re
import string

__all__ = ["inverted", "separated", "separated_by_commas", "split_han"]

_OTHER_SEPARATORS = re.compile(r"[;；、，&]|\bet\.?\s+al\b|等", re.IGNORECASE)
_SEMICOLONS = re.compile(r"\s*[;；]\s*")
_ENTITY = re.compile(r"(&#?\w{2,8});")
_HAN_LIST = re.compile(
    r"(?:[\u3040-\u30ff\u3400-\u9fff·]{2,8}\s*[;；、]\s*)+(?:[\u3040-\u30ff\u3400-\u9fff·]{1,8})?"
    r"|(?:[\u3040-\u30ff\u3400-\u9fff·]{2,8}\s*[，,]\s*){2,}(?:[\u3040-\u30ff\u3400-\u9fff·]{1,8})?"
)
"""Names in Han characters; one comma may stand between family and given name."""
_HAN_SEPARATOR = re.compile(r"\s*[;；、，,]\s*")
_HAN_ET_AL = re.compile(r"([\u3400-\u9fff]{2,4})等人?")
_AMPERSAND = re.compile(r",?\s+\\?&\s+")
_ET_AL = re.compile(r"[\s,]et\.?\s+al\.?,?\Z", re.IGNORECASE)
_TAIL = 40
"""Characters at the end of a list in which «et al.» is looked for."""
_CAPITALIZED = r"[^\W\d_a-z](?=[\w'’-]*[^\W\d_A-Z])[\w'’-]*+"
"""A word with a capital and a small letter, which can be matched in one way only."""
_FAMILY_INITIALS = re.compile(
    rf"(?:[^\W\d_A-Z]{{1,4}} )*+{_CAPITALIZED}(?: {_CAPITALIZED})*? (?:[A-Z]{{1,3}}|[A-Z](?:\.[ -]?[A-Z])*\.)"
)
_ENDS = frozenset(f"{string.ascii_uppercase}.")
"""How initials end."""
_INITIALS_FAMILY = re.compile(rf"(?:[A-Z]\.[ -]?){{1,4}} ?(?:[^\W\d_A-Z]{{1,4}} )*+{_CAPITALIZED}")
_PIECE = re.compile(r"\S+(?:\s+\S+){0,2}")
"""What may be half a name between commas: up to three words."""
_ENDS_SMALL = re.compile(r".*\s[a-z]+").fullmatch


def separated(item: str) -> list[str] | None:
    """The names in what «and» should separate and something else does; None where all is well.

    >>> separated("Hue, SL, Meh, NH,"), separated("Roa A, Vu B"), separated("Roa, Ada; Vu, Bo")
    (['Hue, SL', 'Meh, NH'], ['Roa, A', 'Vu, B'], ['Roa, Ada', 'Vu, Bo'])
    >>> separated("A. Roa, B. C. Vu")
    ['A. Roa', 'B. C. Vu']
    >>> separated("King, Jr., Martin"), separated("{Barnes; Noble}"), separated("Roa, A. et al.")
    (None, None, ['Roa, A.', 'et al.'])
    """
    commas = item.count(",")
    if "{" in item or "=" in item:
        return None
    if _OTHER_SEPARATORS.search(item) is None and (commas < 2 or item.isascii()):
        return separated_by_commas([part.strip() for part in item.strip(" ,").split(",")]) if commas else None
    if match := _ET_AL.search(item[-_TAIL:]):
        rest = item[: match.start() - len(item[-_TAIL:])].rstrip(" ,")
        return [*(separated(rest) or [rest]), "et al."] if rest else None
    if match := _HAN_ET_AL.fullmatch(item):
        return [match[1], "等"]
    for separator in (_HAN_SEPARATOR,) if _HAN_LIST.fullmatch(item) else (_SEMICOLONS, _AMPERSAND):
        parts = separator.split(_ENTITY.sub("\\1\0", item))  # a semicolon that ends an entity separates nothing
        found = [one.replace("\0", ";") for part in parts if (one := part.strip(" ,"))]
        if len(parts) > 1 and (separator is not _AMPERSAND or all("," in one for one in found)):
            return [name for one in found for name in separated(one) or [one]]
    return separated_by_commas([part.strip() for part in item.strip(" ,").split(",")]) if commas else None


def inverted(item: str) -> str | None:
    """A name that has its initials behind the family name without a comma, with one; None for every other name.

    >>> inverted("Roa AB"), inverted("de la Cruz M."), inverted("Ada Roa"), inverted("Malcolm X")
    ('Roa, AB', 'de la Cruz, M.', None, None)
    """
    if "," in item or item.endswith(_NO_INITIALS) or not _ends_in_initials(item):
        return None
    return ", ".join(item.rsplit(" ", 1))


_NO_INITIALS = ("Malcolm X", " II", " III", " IV", " VI")
"""A family name that is a letter, and the numbers of popes and kings."""


def _ends_in_initials(name: str) -> bool:
    return name[-1:] in _ENDS and _FAMILY_INITIALS.fullmatch(name) is not None


def separated_by_commas(parts: list[str]) -> list[str] | None:
    """Names between commas: ``Roa A, Vu B`` or ``Roa, A, Vu, B``; None if the commas are those of one name."""
    if len(parts) > 1 and all(map(_ends_in_initials, parts)):
        return [", ".join(part.rsplit(" ", 1)) for part in parts]
    if len(parts) > 1 and parts[0][1:2] == "." and all(map(_INITIALS_FAMILY.fullmatch, parts)):
        return parts
    families = parts[::2]
    if (
        3 < len(parts) == 2 * len(families)
        and all(map(_PIECE.fullmatch, parts))
        and not any(map(_ENDS_SMALL, families))
    ):
        return [f"{family}, {given}" for family, given in zip(families, parts[1::2], strict=True)]
    return None


_HAN_NAMES = re.compile(r"[\u3400-\u9fff·]{2,5}(?:\s*[,，、;；]\s*[\u3400-\u9fff·]{2,5})+[;；]?")
_LONG_FAMILIES = frozenset(
    "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 令狐 慕容 夏侯 司徒 端木".split()
)
"""Family names of two characters, behind which a comma may stand."""


def split_han(text: str) -> list[str]:
    """The names of a list in Han characters, whole between commas; one name, «王,小明» or «欧阳,娜娜», stays one.

    >>> split_han("张三,李四"), split_han("王小明；李四;"), split_han("欧阳,娜娜")
    (['张三', '李四'], ['王小明', '李四'], ['欧阳,娜娜'])
    """
    if _HAN_NAMES.fullmatch(text) is None:
        return [text]
    parts = [part for part in _HAN_SEPARATOR.split(text) if part]
    return [text] if len(parts) == 2 and parts[0] in _LONG_FAMILIES else parts
