"""Files kept with items, under the hash of their content in a folder beside the library.

An item lists its files in ``custom["citelib:attachments"]``: hash, name and size. A place in the folder is made of the
hash alone, which is checked to be one, so that no record can point outside.

>>> import tempfile
>>> from citelib.library import Library
>>> from citelib.model import Item
>>> with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "refs.db") as library:
...     _ = (Path(folder) / "a.txt").write_text("hello")
...     library.add(Item("a", "book"))
...     place = attach_file(library, "a", Path(folder) / "a.txt")
...     place.relative_to(folder).as_posix()[:24], attachments(library, "a")[0][0]
('refs.db.files/2c/f24dba5', 'a.txt')
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final

from citelib.errors import LibraryError
from citelib.files import kind_of, new_file, reason
from citelib.library.library import Library
from citelib.model import Item
from citelib.model.custom import ATTACHMENTS_KEY

__all__ = ["attach_file", "attachments", "place"]

_HASH: Final = re.compile(r"[0-9a-f]{64}")
_UNFIT: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')


def place(library: Library, sha256: str) -> Path:
    """Where the file with this SHA-256 is.

    Raises:
        LibraryError: It is not a SHA-256 in hexadecimal.
    """
    if not _HASH.fullmatch(sha256):
        raise LibraryError(f"{sha256!r} is not the hash of a file")
    return library.path.with_name(library.path.name + ".files") / sha256[:2] / sha256[2:]


def attach_file(library: Library, key: str, file: Path) -> Path:
    """Copy a file to the library's folder and list it with an item; where the copy is.

    Raises:
        UnknownNameError: There is no such item.
        LibraryError: The file cannot be read or copied.
    """
    library.number(key)
    if kind_of(file) in ("folder", "stream"):
        # Reading a pipe or a device may never end.
        raise LibraryError(
            f"{file} cannot be attached: it is not a regular file", hint="name a file; pack a folder first"
        )
    try:
        target = _copied(library, file)
        size = target.stat().st_size
    except (OSError, ValueError) as error:
        raise LibraryError(f"{file} cannot be attached: {reason(error)}") from error
    entry = {"sha256": target.parent.name + target.name, "name": _UNFIT.sub("_", file.name), "size": size}
    with library.transaction(f"attach {file.name!r} to {key!r}"):
        item = library[key]
        listed = [one for one in _listed(item) if one.get("sha256") != entry["sha256"]]
        library.replace(item.evolve(custom={**item.custom, ATTACHMENTS_KEY: [*listed, entry]}))
    return target


def _copied(library: Library, file: Path) -> Path:
    """The copy, which is whole under its name or not there at all."""
    folder = library.path.with_name(library.path.name + ".files")
    folder.mkdir(exist_ok=True)
    digest = hashlib.sha256()
    with new_file(folder / "new") as new:
        with file.open("rb") as source, new.path.open("wb") as copy:
            while block := source.read(1 << 20):
                digest.update(block)
                copy.write(block)
        new.target = place(library, digest.hexdigest())
        new.target.parent.mkdir(exist_ok=True)
    return new.target


def attachments(library: Library, key: str) -> list[tuple[str, Path]]:
    """Names and places of an item's files; entries that are malformed or whose file is missing are left out."""
    found = []
    for entry in _listed(library[key]):
        sha256, name = entry.get("sha256"), entry.get("name")
        if isinstance(sha256, str) and isinstance(name, str) and _HASH.fullmatch(sha256):
            path = place(library, sha256)
            if path.is_file() and not path.is_symlink():
                found.append((_UNFIT.sub("_", name), path))
    return found


def _listed(item: Item) -> list[dict[str, object]]:
    value = item.custom.get(ATTACHMENTS_KEY)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
