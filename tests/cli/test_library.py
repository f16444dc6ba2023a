"""The subcommands of `citelib library`, called as a user calls them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from citelib.cli import main
from citelib.cli.library import SUBCOMMANDS
from citelib.library import Library
from citelib.model import structure
from tests.cli.conftest import WORKS, Shell

AAAS = "American Association for the Advancement of Science"


def test_every_subcommand_has_help(capfd: pytest.CaptureFixture[str]) -> None:
    for name in SUBCOMMANDS:
        with pytest.raises(SystemExit) as end:
            main(["library", name, "--help"])
        assert end.value.code == 0
        assert "--library" in capfd.readouterr().out


def test_the_three_works(shell: Shell) -> None:
    assert shell("search", "ketamine").split("\t")[0] == "aaas2019ketamine"
    assert shell("search", "author:beyeler OR journal:brightsurf", "sort:key").splitlines() == [
        f"aaas2019ketamine\t{AAAS}\t2019\tWhy is ketamine an antidepressant?\t",
        "beyeler2019antidepressants\tBeyeler\t2019\tDo antidepressants restore lost synapses?\t",
    ]
    assert shell("search", "reports-on:modasava2019sustained", "--count") == "1\n"
    tree = shell("show", "modasava2019sustained").splitlines()[-2:]
    assert [line.split("  ")[0] for line in tree] == [
        "├── is reported on by aaas2019ketamine",
        "└── is commented on by beyeler2019antidepressants",
    ]
    assert json.loads(shell("search", "doi:10.1126/*", "sort:key", "--json"))[0]["id"] == "beyeler2019antidepressants"
    assert shell("search", "zzz", status=1) == ""
    shell("search", "autor:x", status=1)
    assert "column 1: there is no field 'autor' \n  hint" in shell.err.replace("\n", " \n") or "autor" in shell.err


def test_missing_libraries_and_keys_are_errors_in_one_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shell = Shell(tmp_path / "none.db", capfd)
    shell("search", "x", status=1)
    assert "there is no library" in shell.err
    assert "citelib library init" in shell.err
    assert not shell.path.exists()


def test_changes_and_their_undoing(shell: Shell) -> None:
    key = "modasava2019sustained"
    shell("tag", key, "--add", "to read")
    assert shell("search", 'tag:"to read"', "--count") == "1\n"
    shell("edit", key, "--set", "volume=365", "--set", "issue=")
    assert json.loads(shell("show", key, "--json"))[0]["volume"] == "365"
    assert json.loads(shell("show", key, "--json", "--at", "1"))[0]["volume"] == "364"
    assert '-  volume: "364"\n' in shell("diff", "2")
    shell("undo")
    assert json.loads(shell("show", key, "--json"))[0]["issue"] == "6436"
    shell("redo")
    shell("undo", "1", status=1)
    assert "changed it since" in shell.err
    assert [line.split("\t")[3] for line in shell("log").splitlines()][:2] == [
        f"redo step 3 (edit {key})",
        f"undo step 3 (edit {key})",
    ]
    shell("remove", key)
    assert shell("search", "--count") == "2\n"
    shell("trash", "--put-back", key)
    shell("relate", key, "cites", "https://doi.org/10.1038/X")
    assert "cites doi:10.1038/x (not in the library)" in shell("show", key)
    shell("relate", key, "cites", "nothing", status=1)


def test_dry_runs_change_nothing(shell: Shell, tmp_path: Path) -> None:
    before = shell("log")
    key = "beyeler2019antidepressants"
    extra = tmp_path / "more.json"
    extra.write_text('[{"id": "x", "type": "book"}]')
    for arguments in (
        ("import", str(extra)), ("edit", key, "--set", "volume=1"), ("remove", key), ("tag", key, "-a", "x"),
        ("collect", "Thesis", key), ("relate", key, "cites", "modasava2019sustained"), ("undo",), ("rebuild",),
        ("merge", key, "modasava2019sustained"), ("dedupe", "--apply"), ("export", str(tmp_path / "out.bib")),
        ("backup", str(tmp_path / "safe.db")), ("restore", str(extra)), ("trash", "--empty"),
    ):  # fmt: skip
        shell(*arguments, "--dry-run")
    assert shell("log") == before
    assert shell("search", "--count") == "3\n"
    assert not (tmp_path / "out.bib").exists()
    assert not (tmp_path / "safe.db").exists()


def test_nothing_hangs_or_is_destroyed_without_a_terminal(shell: Shell, tmp_path: Path) -> None:
    shell("remove", "beyeler2019antidepressants")
    shell("trash", "--empty", status=2)
    assert "--yes" in shell.err
    shell("backup", str(tmp_path / "safe.db"))
    shell("restore", str(tmp_path / "safe.db"), status=2)
    shell("edit", "modasava2019sustained", status=2)
    shell("restore", str(tmp_path / "safe.db"), "--yes")
    assert "refs.db.before-restore" in shell.err
    shell("trash", "--empty", "--yes")
    shell("inspect")
    assert "2 references: nothing wrong" in shell.err


def test_edit_in_an_editor(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = "beyeler2019antidepressants"
    script = tmp_path / "edit.py"
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    change = "import sys, pathlib; p = pathlib.Path(sys.argv[1]); t = p.read_text(); p.write_text({})"
    script.write_text(change.format("t"))
    shell("edit", key)
    assert "nothing was changed" in shell.err
    script.write_text(change.format(f"t.replace('{key}', 'beyeler2019').replace('lost', 'missing')"))
    shell("edit", key)
    assert json.loads(shell("show", key, "--json"))[0]["title"] == "Do antidepressants restore missing synapses?"
    assert shell("search", "key:beyeler2019", "--count") == "1\n"
    for broken in ("'a: [b'", "''", "t.replace('type: article-journal', 'type: [1')"):
        script.write_text(change.format(broken))
        shell("edit", "beyeler2019", status=1)
        kept = Path(shell.err.split("your text is in ")[1].split(";")[0])
        assert kept.exists()
        kept.unlink()
    script.write_text("raise SystemExit(3)")
    shell("edit", "beyeler2019", status=1)
    assert "status 3" in shell.err
    Path(shell.err.split("your text is in ")[1].split(";")[0]).unlink()


def test_exports_are_stable_and_written_only_when_they_change(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    shell("export", str(out))
    first = out.stat().st_mtime_ns, out.stat().st_ino
    shell("export", str(out))
    assert (out.stat().st_mtime_ns, out.stat().st_ino) == first
    assert [item["id"] for item in json.loads(out.read_text())] == sorted(
        item["id"] for item in json.loads(out.read_text())
    )
    shell("tag", "modasava2019sustained", "-a", "x")
    shell("export", str(out))
    assert out.stat().st_ino != first[1]
    assert len(json.loads(shell("export", "--to", "csl-json", "--search", "tag:x"))) == 1
    shell("export", str(tmp_path / "none" / "out.json"), status=1)
    shell("export", "-", status=2)


def test_watch_keeps_a_file_in_step(shell: Shell, tmp_path: Path) -> None:
    from citelib.library import transfer

    out = tmp_path / "out.json"
    counts: list[int] = []
    with Library.open(shell.path) as watched, Library.open(shell.path) as other:
        changes = iter(
            [
                lambda: None,
                lambda: other.remove("beyeler2019antidepressants"),
                lambda: other.undo(),
                lambda: other.make_collection("Empty"),
            ]
        )

        def wait() -> bool:
            counts.append(len(json.loads(out.read_text())))
            change = next(changes, None)
            if change is not None:
                change()
            return change is not None

        written: list[int] = []
        transfer.watch(watched, out, written=lambda: written.append(1), wait=wait)
    assert counts == [3, 3, 2, 3, 3]
    assert len(written) == 3


def test_duplicates(shell: Shell, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    works = json.loads(WORKS.read_text())
    works[1] = {**works[1], "id": "copy", "abstract": "Mice."}
    copy.write_text(json.dumps(works[1:2]))
    shell("import", str(copy), "--dry-run")
    assert "0 references would be added, 1 kept as it is" in shell.err
    assert "'modasava2019sustained': the file differs, and the library was not changed: abstract" in shell.err
    shell("import", str(copy), "--keep", "--dry-run")
    assert "warning" not in shell.err
    shell("import", str(copy), "--update", "--dry-run")
    assert "1 would be updated" in shell.err
    with Library.open(shell.path) as library:
        library.add(structure(works[1]))
    found = json.loads(shell("dedupe", "--json"))["duplicates"]
    assert [sorted(one["keys"]) for one in found] == [["copy", "modasava2019sustained"]]
    assert "same DOI 10.1126/science.aat8078" in found[0]["reasons"]
    shell("dedupe", "--apply")
    assert shell("search", "--count") == "3\n"
    assert json.loads(shell("show", "modasava2019sustained", "--json"))[0]["abstract"] == "Mice."
    assert len(shell("search", "reports-on:copy").splitlines()) == 1
    shell("undo")
    assert shell("search", "--count") == "4\n"
    shell("merge", "copy", "modasava2019sustained")
    assert json.loads(shell("show", "modasava2019sustained", "--json"))[0]["id"] == "copy"
    assert "warning" not in shell.err
    shell("merge", "copy", status=2)
    shell("merge", "copy", "modasava2019sustained", status=1)
    assert "'copy' and 'modasava2019sustained' are one reference" in shell.err
    shell("merge", "copy", "beyeler2019antidepressants")
    assert "looks like another work than 'copy': titles 46% alike" in shell.err
    shell("undo")


def test_collections_and_attachments(shell: Shell, tmp_path: Path) -> None:
    shell("collect", "Thesis/One", "modasava2019sustained")
    shell("collect", "News", "--search", "type:webpage")
    assert shell("collections") == "News\t1\ttype:webpage\nThesis/One\t1\t\n"
    shell("collect", "Thesis/One", "modasava2019sustained", "--remove")
    shell("collect", "Thesis", "--remove")
    assert shell("collections") == "News\t1\ttype:webpage\n"
    paper = tmp_path / "pa:per.pdf"
    paper.write_bytes(b"%PDF")
    place = Path(shell("attach", "modasava2019sustained", str(paper)).strip())
    assert place.read_bytes() == b"%PDF"
    assert shell("search", "has:attachments", "--count") == "1\n"


def test_the_program_ends_at_once_when_nothing_can_be_read(tmp_path: Path) -> None:
    Library.open(tmp_path / "refs.db").close()
    done = subprocess.run(
        [sys.executable, "-m", "citelib", "library", "add", "not an identifier", "-L", str(tmp_path / "refs.db")],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "is not a DOI" in done.stderr
