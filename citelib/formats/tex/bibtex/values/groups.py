r"""Groups of JabRef and Mendeley as collections, whose paths are written with slashes.

JabRef names the groups of an entry in its field ``groups``, and says in a comment at the end of the file how groups
are nested; until its version 4, that comment also held the keys of each group's entries. Mendeley writes paths.

>>> tree = GroupTree()
>>> tree.add("@Comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n1 StaticGroup:Moss\\;0\\;1\\;\\;\\;\\;;\n"
...          "2 StaticGroup:Bogs\\;0\\;1\\;\\;\\;\\;;\n}")
>>> read_groups("k", {"groups": "Bogs, Ferns"}, tree)
['Moss/Bogs', 'Ferns']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from typing import Final

from citelib.formats.tex.latex import decode

__all__ = ["GroupTree", "read_groups", "write_groups"]

_BEGIN: Final = re.compile(r"@comment\s*\{\s*jabref-meta:\s*group(?:ing|stree):", re.IGNORECASE)
_GROUP: Final = re.compile(r"\s*([0-9]{1,3}) (\w+):(.*)", re.DOTALL)
_END: Final = re.compile(r"(?<!\\);")


class GroupTree:
    """How JabRef's groups are nested, and which entries old versions put into which.

    Attributes:
        paths: The path of each group by its name.
        members: Paths of groups by the key of an entry.
    """

    def __init__(self) -> None:
        self.paths: dict[str, str] = {}
        self.members: dict[str, list[str]] = {}

    def add(self, text: str) -> None:
        """Learn from the comments of a text."""
        for comment in _comments(text):
            path: list[tuple[int, str]] = []
            # Old versions break lines anywhere.
            for group in _END.split(re.sub(r"\r?\n(?!\s*[0-9]{1,3} \w+:)", "", comment)):
                match = _GROUP.fullmatch(group)
                if match is None:
                    continue
                depth, parts = int(match[1]), match[3].split("\\;")
                name = parts[0].replace("\\", "").strip()
                while path and path[-1][0] >= depth:
                    path.pop()
                if match[2] == "AllEntriesGroup" or not name:
                    continue
                path.append((depth, name))
                whole = "/".join(one for _, one in path)
                self.paths.setdefault(name, whole)
                if match[2] == "ExplicitGroup":
                    for key in parts[2:]:
                        if key.strip(" \\"):
                            self.members.setdefault(key.strip(" \\"), []).append(whole)


def _comments(text: str) -> Iterator[str]:
    """What the comments on groups say; each ends with a brace on a line of its own."""
    at = 0
    while match := _BEGIN.search(text, at):
        at = text.find("\n}", match.end())
        if at < 0:
            return
        yield text[match.end() : at]


def read_groups(key: str, fields: MutableMapping[str, str], tree: GroupTree) -> list[str]:
    """The collections of an entry; the fields that name them are taken out."""
    found = list(tree.members.get(key, ()))
    for name in ("groups", "mendeley-groups"):
        for group in fields.pop(name).split(",") if name in fields else ():
            text = decode(group).strip(" /")
            found.append(tree.paths.get(text, text) if name == "groups" else text)
    return list(dict.fromkeys(path for path in found if path))


def write_groups(paths: object) -> str:
    """The field ``groups`` for an item's collections; JabRef separates groups by commas, which their names lose."""
    if not isinstance(paths, (list, tuple)):
        return ""
    return ", ".join(dict.fromkeys(str(path).replace(",", " ").strip() for path in paths if str(path).strip()))
