"""What is done to everything that a search finds: counted, one step of the log, and nothing in a dry run."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Shell

STUDY, PERSPECTIVE, NEWS = "modasava2019sustained", "beyeler2019antidepressants", "aaas2019ketamine"


def tags(shell: Shell) -> dict[str, str | None]:
    return {one["id"]: one.get("keyword") for one in json.loads(shell("search", "--json"))}


def test_tags_of_all_that_is_found(shell: Shell) -> None:
    before = tags(shell)
    shell("tag", "--search", "type:article-journal", "--add", "read", "--dry-run")
    assert "2 of 2 references would be changed" in shell.err
    assert tags(shell) == before
    out = shell("tag", "--search", "type:article-journal", "--add", "read")
    assert sorted(line.partition(":")[0] for line in out.splitlines()) == [PERSPECTIVE, STUDY]
    assert "2 of 2 references changed" in shell.err
    assert shell("search", "tag:read", "--count") == "2\n"
    # What has the tag already is counted, and not listed.
    assert shell("tag", "--search", f"key:{STUDY} OR key:{NEWS}", "-a", "read").splitlines() == [f"{NEWS}: read"]
    assert "1 of 2 references changed" in shell.err
    shell("undo")
    shell("undo")
    assert tags(shell) == before
    shell("tag", "--search", "author:nobody", "--add", "x", status=1)
    assert "nothing was found by 'author:nobody'" in shell.err
    shell("tag", "--add", "x", status=2)
    shell("tag", "--search", "year:2019", status=2)


def test_all_that_is_found_is_edited(shell: Shell) -> None:
    shell("edit", "--search", "type:article-journal", "--set", "container-title=Science (New York)", "--dry-run")
    assert "2 of 2 references would be changed" in shell.err
    out = shell("edit", "--search", "type:article-journal", "--set", "container-title=Sci")
    assert sorted(out.split()) == [PERSPECTIVE, STUDY]
    assert "2 of 2 references changed" in shell.err
    assert shell("search", "journal:sci", "--count") == "2\n"
    assert "edit --search 'type:article-journal' container-title=Sci" in shell("log", "--limit", "1")
    for wrong in (
        ["--search", "x"],
        [STUDY, "--search", "x", "--set", "note=y"],
        ["--search", "x", "--set", "id=y"],
        [],
    ):
        shell("edit", *wrong, status=2)


def test_all_that_is_found_goes_into_a_collection_and_out_again(shell: Shell) -> None:
    shell("collect", "Thesis", "--found", "type:article-journal", "--dry-run")
    assert "2 references would be put into 'Thesis'" in shell.err
    shell("collect", "Thesis", "--found", "type:article-journal")
    assert shell("search", "in:Thesis", "--count") == "2\n"
    shell("collect", "Thesis", "--found", f"key:{STUDY}", "--remove")
    assert "1 reference taken out of 'Thesis'" in shell.err
    assert shell("search", "in:Thesis", "--count") == "1\n"
    shell("collect", "Thesis", "--found", "x", "--search", "y", status=2)


def test_all_that_is_found_is_removed(shell: Shell) -> None:
    shell("remove", "--search", "year:2019", "--dry-run")
    assert "3 references would be removed" in shell.err
    shell("remove", "--search", "type:article-journal")
    assert shell("search", "--count") == "1\n"
    shell("undo")
    assert shell("search", "--count") == "3\n"
    shell("remove", status=2)


def test_export_of_what_a_paper_cites_without_some_fields(shell: Shell, tmp_path: Path) -> None:
    paper, out = tmp_path / "paper.md", tmp_path / "paper.json"
    paper.write_text(f"As [@{STUDY}; @missing] says.\n")
    shell("export", str(out), "--only-cited", str(paper), "--without", "abstract,DOI,author", status=1)
    assert f"{paper}:1:" in shell.err
    assert "the key 'missing' is cited" in shell.err
    [item] = json.loads(out.read_text())
    assert item["id"] == STUDY
    assert item["title"]
    assert not {"abstract", "DOI", "author"} & item.keys()
    paper.write_text("Nothing.\n")
    shell("export", str(out), "--only-cited", str(paper), status=1)
    assert "nothing of it is cited" in shell.err
    assert json.loads(out.read_text()) == [item]
