"""Attached files are found again and never lead out of the library's folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from citelib.errors import LibraryError
from citelib.library import Library
from citelib.library.attachments import attach_file, attachments, place
from citelib.model import Item
from citelib.model.custom import ATTACHMENTS_KEY


def test_files_are_kept_once_by_content(library: Library, tmp_path: Path) -> None:
    library.add(Item("a", "book"))
    for name in ("one.pdf", "two.pdf"):
        (tmp_path / name).write_bytes(b"same")
        attach_file(library, "a", tmp_path / name)
    [(name, path)] = attachments(library, "a")
    assert (name, path.read_bytes()) == ("two.pdf", b"same")
    with pytest.raises(LibraryError, match="cannot be attached"):
        attach_file(library, "a", tmp_path / "none")
    assert len(list((tmp_path / "refs.db.files").iterdir())) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_never_ends_is_not_read(library: Library, tmp_path: Path) -> None:
    library.add(Item("a", "book"))
    os.mkfifo(tmp_path / "pipe")
    for file in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with pytest.raises(LibraryError, match="not a regular file"):
            attach_file(library, "a", file)
    assert attachments(library, "a") == []


@pytest.mark.parametrize(
    "sha256", ["../../etc/passwd", "/etc/passwd", "..", "A" * 64, "a" * 63 + "\n", "a" * 65, 5, None]
)
def test_no_record_leads_outside(library: Library, sha256: object) -> None:
    entry = {"sha256": sha256, "name": "../../x"}
    library.add(Item("a", "book", custom={ATTACHMENTS_KEY: [entry, "x", None]}))
    assert attachments(library, "a") == []
    if isinstance(sha256, str):
        with pytest.raises(LibraryError):
            place(library, sha256)


def test_links_are_not_followed(library: Library, tmp_path: Path) -> None:
    target = place(library, "ab" * 32)
    target.parent.mkdir(parents=True)
    (tmp_path / "secret").write_text("secret")
    target.symlink_to(tmp_path / "secret")
    library.add(Item("a", "book", custom={ATTACHMENTS_KEY: [{"sha256": "ab" * 32, "name": "x"}]}))
    assert attachments(library, "a") == []
