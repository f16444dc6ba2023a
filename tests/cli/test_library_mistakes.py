"""What people get wrong at the command line, and what must not be lost or hidden from them then."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from citelib.cli import main
from citelib.library import Library, importing, transfer
from citelib.lookup import LookupFailedError
from citelib.model import Item
from tests.cli.conftest import WORKS, Shell

STUDY = "modasava2019sustained"
PERSPECTIVE = "beyeler2019antidepressants"


def test_commands_that_are_misspelt_have_near_matches(shell: Shell) -> None:
    with pytest.raises(SystemExit) as end:
        main(["library", "serch"])
    assert end.value.code == 2
    assert "Did you mean 'search'?" in shell.capfd.readouterr().err


def test_finding_nothing_is_said(shell: Shell) -> None:
    assert shell("search", "zzz", status=1) == ""
    assert "nothing was found" in shell.err
    shell("log", "nokey", status=1)
    assert "nothing was done to 'nokey' yet" in shell.err
    shell("trash", "--empty")
    assert "the trash is empty" in shell.err


@pytest.mark.parametrize("when", ["yesterday", "77", "2026-1-1", "-1", "²"])
def test_states_that_never_were_are_errors(shell: Shell, when: str) -> None:
    for command in (("show", STUDY, f"--at={when}"), ("diff", "--", when)):
        with pytest.raises(SystemExit) as end:
            main(["library", *command[:1], "-L", str(shell.path), *command[1:]])
        assert end.value.code == 1
        out, err = shell.capfd.readouterr()
        assert out == ""
        assert "no step" in err or "neither a step nor a time" in err


def test_markup_is_not_shown_in_tables(shell: Shell) -> None:
    shell("edit", STUDY, "--set", "title=The <i>role</i> of mice")
    assert shell("search", "key:moda*").split("\t")[3] == "The role of mice"


def test_states_before_there_was_anything(shell: Shell) -> None:
    shell("show", STUDY, "--at", "2000-01-01", status=1)
    assert "there was no item 'modasava2019sustained' on 2000-01-01" in shell.err
    shell("show", STUDY, "--at", "0", status=1)
    assert "after step 0" in shell.err


def test_a_folder_is_no_file_to_import(shell: Shell, tmp_path: Path) -> None:
    shell("import", str(tmp_path), status=1)
    assert "is a folder" in shell.err
    broken = tmp_path / "broken.bib"
    broken.write_text("@book{a, title={One}}\n@book{b, title={Two")
    shell("import", str(broken), status=1)
    assert "2 references added" in shell.err
    assert "[bibtex-unclosed-entry]" in shell.err


def test_an_import_that_fails_says_how_to_undo_it(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = tmp_path / "many.json"
    many.write_text(json.dumps([{"id": f"k{n}", "type": "book", "note": "x" * 3000} for n in range(100)]))
    monkeypatch.setattr(importing, "BATCH", 10)
    with Library.open(shell.path) as library:
        pages = library.database.read("PRAGMA page_count")[0][0]
    real = Library.open

    def small(*arguments: object, **options: object) -> Library:
        library = real(*arguments, **options)  # type: ignore[arg-type]
        library.database.read(f"PRAGMA max_page_count = {pages + 40}")
        return library

    monkeypatch.setattr(Library, "open", small)
    shell("import", str(many), status=1)
    assert "the disk is full" in shell.err
    assert "items were read and kept; `citelib library undo 2` undoes that" in shell.err
    monkeypatch.undo()
    assert int(shell("search", "--count")) in range(13, 100, 10)
    shell("undo", "2")
    assert shell("search", "--count") == "3\n"


def test_a_query_that_finds_nothing_empties_no_file(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "out.bib"
    shell("export", str(out))
    assert f"{out} was written" in shell.err
    before = out.read_bytes()
    shell("export", str(out))
    assert f"{out} holds this already" in shell.err
    shell("export", str(out), "--search", "tag:thesys", status=1)
    assert f"nothing was found by 'tag:thesys'; {out} was left as it is" in shell.err
    assert out.read_bytes() == before
    shell("export", str(tmp_path / "new.bib"), "--search", "tag:thesys")
    shell("collect", "Thesis", STUDY)
    shell("export", str(out), "--search", "in:Thesys", status=1)
    assert "no collection is named 'Thesys'\n  hint: did you mean 'Thesis'?" in shell.err
    assert out.read_bytes() == before
    assert (tmp_path / "new.bib").read_bytes() == b""


def test_retracted_works_are_flagged_wherever_they_are_shown(shell: Shell, tmp_path: Path) -> None:
    shell("relate", STUDY, "retracted-by", "10.1126/science.retraction")
    assert shell("search", "key:moda*").endswith("\tRETRACTED\n")
    shell("show", STUDY)
    assert f"{STUDY} was retracted" in shell.err
    for arguments in (("export", str(tmp_path / "out.bib")), ("export", "-t", "bibtex", "--search", "key:moda*")):
        shell(*arguments)
        assert f"warning: '{STUDY}' was retracted [library-notice]" in shell.err
    shell("export", "-t", "bibtex", "--search", "key:beyeler*")
    assert "retracted" not in shell.err
    paper = tmp_path / "paper.md"
    paper.write_text(f"See [@{STUDY}; @{PERSPECTIVE}].\n")
    with pytest.raises(SystemExit):
        main(["check", "--library", str(shell.path), "--document", str(paper)])
    out = shell.capfd.readouterr().out
    assert f"{paper}:1:6: warning: '{STUDY}' was retracted [document-retracted]" in out
    assert "[item-retracted]" in out


def test_check_repairs_a_library(shell: Shell) -> None:
    shell("edit", STUDY, "--set", "title=SUSTAINED &amp; rescue", "--set", "author=LISTON, CONOR; Beyeler, A.")
    for option, found in (("--diff", "LISTON"), ("--fix", "Liston")):
        with pytest.raises(SystemExit):
            main(["check", "--library", str(shell.path), option])
        out, err = shell.capfd.readouterr()
        assert json.loads(shell("show", STUDY, "--json"))[0]["author"][0]["family"] == found
        assert ("-  title: SUSTAINED &amp; rescue" in out) == (option == "--diff")
        assert ("1 item repaired; `citelib library undo` takes that back" in err) == (option == "--fix")
    assert json.loads(shell("show", STUDY, "--json"))[0]["author"][0]["given"] == "Conor"
    shell("undo")
    assert "LISTON" in shell("show", STUDY)


def test_findings_after_a_repair_stand_on_the_lines_that_the_file_has_now(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bib = tmp_path / "refs.bib"
    url = "url={https://doi.org/10.5555/x}"
    bib.write_text(f"@misc{{a, author={{Roe, A}},\n  {url},\n  title={{One}}, year=1978}}\n@book{{b, title={{Two}}}}\n")
    with pytest.raises(SystemExit):
        main(["check", "--fix", str(bib)])
    out = capfd.readouterr().out
    assert bib.read_text().splitlines()[2] == "@book{b, title={Two}}"
    assert f"{bib}:3: warning: 'b':" in out


# Editing


def test_misspelt_variables_are_not_kept_silently(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell("edit", STUDY, "--set", "titel=x", status=1)
    assert "no variable is named 'titel' \n  hint: did you mean 'title'" in shell.err.replace("\n", " \n")
    shell("edit", STUDY, "--set", "type=artikle", status=1)
    text = tmp_path / "text.yaml"
    text.write_text(shell("show", STUDY).split("├")[0].replace("  volume:", "  volumme:"))
    shell("edit", STUDY, "--text", str(text), "--dry-run")
    assert "'volumme' is not a variable of CSL; it is kept under custom [library-unknown-variable]" in shell.err
    assert "did you mean 'volume" in shell.err
    assert '+    volumme: "364"' in shell("edit", STUDY, "--text", str(text), "-n")
    assert "volume" in json.loads(shell("show", STUDY, "--json"))[0]
    shell("edit", STUDY, "--text", str(text))
    shell("edit", STUDY, "--set", "volumme=")
    assert "volumme" not in shell("show", STUDY, "--json")


def test_names_are_set_as_names(shell: Shell) -> None:
    shell("edit", STUDY, "--set", "author=Moda-Sava, R. N.; Conor Liston", "--set", "issued=2019-04")
    assert f"{STUDY} was changed" in shell.err
    record = json.loads(shell("show", STUDY, "--json"))[0]
    assert record["author"] == [
        {"family": "Moda-Sava", "given": "R. N."},
        {"family": "Liston", "given": "Conor"},
    ]
    assert record["issued"]["date-parts"] == [[2019, 4]]


def test_a_broken_text_is_kept_and_can_be_taken_when_it_is_right(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "edit.py"
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    script.write_text("import sys, pathlib; pathlib.Path(sys.argv[1]).write_text('references:\\n- title: \"x\\n')")
    shell("edit", STUDY, status=1)
    text = Path(shell.err.split("your text is in ")[1].split(";")[0])
    # The place of the mistake is one that an editor can go to.
    assert f"{text}:" in shell.err
    assert f"`citelib library edit {STUDY} --text {text}`" in shell.err
    text.write_text(text.read_text().replace('"x', '"x"'))
    shell("edit", STUDY, "--text", str(text))
    assert json.loads(shell("show", STUDY, "--json"))[0]["title"] == "x"
    text.write_text("references:\n- id: a\n- id: b\n")
    shell("edit", STUDY, "--text", str(text), status=1)
    assert "one reference is expected, but the text has 2" in shell.err
    text.unlink()
    monkeypatch.setenv("EDITOR", "/no/such/editor")
    shell("edit", STUDY, status=2)
    assert "the editor '/no/such/editor' cannot be started" in shell.err


def test_what_is_added_behind_the_last_line_counts(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "append.py"
    script.write_text("import sys\nwith open(sys.argv[1], 'a') as file: file.write('  section: News\\n')\n")
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    shell("edit", STUDY)
    assert "section: News" in shell("show", STUDY)


def test_an_edit_that_comes_too_late_keeps_the_text(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "edit.py"
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    script.write_text(
        "import sys, pathlib\n"
        "from citelib.library import Library\n"
        f"with Library.open({str(shell.path)!r}) as library: library.tag({STUDY!r}, ['other'])\n"
        "p = pathlib.Path(sys.argv[1]); p.write_text(p.read_text().replace('364', '365'))\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(Path.cwd()))
    shell("edit", STUDY, status=1)
    assert "has been changed in the meantime" in shell.err
    text = Path(shell.err.split("your text is in ")[1].split(";")[0])
    assert 'volume: "365"' in text.read_text()
    text.unlink()
    assert "other" in shell("show", STUDY)


# Tags, relations, attachments


def test_what_is_there_can_be_listed(shell: Shell, tmp_path: Path) -> None:
    shell("tag", STUDY, PERSPECTIVE, "-a", "to read")
    shell("tag", STUDY, "-a", "Mice", "-r", "none")
    assert shell("tag") == "Mice\t1\nto read\t2\n"
    assert shell("log", "-l", "1").split("\t")[3] == f"tag {STUDY} +Mice -none\n"
    shell("tag", "-a", "x", status=2)
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF")
    place = shell("attach", STUDY, str(paper)).strip()
    assert shell("attach", STUDY) == f"paper.pdf\t{place}\n"


def test_relations_that_cannot_be_say_which_can(shell: Shell) -> None:
    shell("relate", STUDY, "zzz", PERSPECTIVE, status=1)
    assert "relations are reports-on" in shell.err
    shell("relate", STUDY, "cite", PERSPECTIVE, status=1)
    assert "'cites'?" in shell.err
    shell("relate", STUDY, "cites", "zzz", status=1)
    assert "a DOI, PMID or address of a work that is not in the library" in shell.err
    shell("relate", STUDY, "cites", PERSPECTIVE)
    assert shell("relate", STUDY, "cites", PERSPECTIVE).endswith("(already)\n")


# Adding


def test_one_identifier_that_is_not_known_costs_the_others_nothing(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    works = {
        "10.1/new": Item("x", "book", title="Structures", DOI="10.1/new"),
        "30975859": Item("y", "article-journal", title="Sustained rescue", DOI="10.1126/science.aat8078", volume="9"),
    }

    def look_up(identifier: str, _: object) -> Item:
        if identifier not in works:
            raise LookupFailedError(f"Crossref has no record of {identifier}")
        return works[identifier]

    monkeypatch.setattr("citelib.cli.library.add.look_up", look_up)
    out = shell("add", "10.1/none", "10.1/new", "30975859", status=1)
    assert "Crossref has no record of 10.1/none" in shell.err
    assert out.splitlines()[0].endswith(": Structures")
    # It is known by its DOI, although the PMID was asked for.
    assert out.splitlines()[1] == f"{STUDY} is there already; nothing was lacking"
    assert "volume: kept 364, found 9" in shell.err
    assert shell("search", "--count") == "4\n"
    shell("undo")
    assert shell("search", "--count") == "3\n"


# Duplicates


def test_looking_for_duplicates_writes_nothing_and_says_each_thing_once(shell: Shell, tmp_path: Path) -> None:
    copies = tmp_path / "copies.json"
    study = next(item for item in json.loads(WORKS.read_text()) if item["id"] == STUDY)
    report = {name: study[name] for name in ("title", "author", "issued")} | {"id": "report", "type": "report"}
    copies.write_text(json.dumps([report]))
    shell("import", str(copies))
    with Library.open(shell.path) as library:
        library.add(library[STUDY].evolve(id="copy"))
    with Library.open(shell.path) as other, other.transaction("another writer"):
        other.tag(PERSPECTIVE, ["x"])
        out = shell("dedupe").splitlines()
    assert out[0].startswith(f"0.99  {STUDY} = copy  (same DOI")
    assert out[1] == f"      {study['title']}"
    assert " report came before " in out[2]
    assert "1 group of duplicates and 1 earlier version found; --apply merges and relates them" in shell.err
    shell("dedupe", "--apply", "--dry-run")
    assert "would be merged and related" in shell.err
    assert shell("search", "--count") == "5\n"
    shell("dedupe", "--apply")
    assert "1 group of duplicates and 1 earlier version merged and related" in shell.err
    assert shell("dedupe") == ""
    assert "0 groups of duplicates and 0 earlier versions found\n" in shell.err
    assert shell("search", f"preprint-of:{STUDY}").startswith("report\t")


# Watching


def test_a_watched_file_comes_back_when_it_is_deleted_or_could_not_be_written(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    out = folder / "out.json"
    said: list[str] = []
    with Library.open(shell.path) as watched, Library.open(shell.path) as other:

        def change(number: int) -> bool:
            if number == 1:
                out.unlink()
            elif number == 2:
                assert out.exists()
                folder.rename(tmp_path / "moved")
                other.tag(STUDY, ["x"])
            elif number in (3, 4):
                said.append("waiting")
            elif number == 5:
                (tmp_path / "moved").rename(folder)
            return number < 7

        numbers = iter(range(1, 9))
        transfer.watch(
            watched,
            out,
            written=lambda: said.append("written"),
            failed=lambda error: said.append(type(error).__name__),
            wait=lambda: change(next(numbers)),
        )
    assert said == ["written", "written", "WriteError", "waiting", "waiting", "written"]
    assert "x" in out.read_text()


def test_a_file_that_was_just_written_is_not_written_again(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    written: list[str] = []
    with Library.open(shell.path) as watched, Library.open(shell.path) as other:
        state = transfer.state_of(watched)
        transfer.export(watched, out)
        out.write_text("kept", encoding="utf-8")  # whether it is written anew shows
        transfer.watch(watched, out, written=lambda: written.append("now"), wait=lambda: False, since=state)
        assert (out.read_text(encoding="utf-8"), written) == ("kept", [])
        other.tag(STUDY, ["x"])  # after the state, before the watching
        transfer.watch(watched, out, written=lambda: written.append("now"), wait=lambda: False, since=state)
    assert written == ["now"]


def test_two_watchers_of_one_file_agree(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    written: list[str] = []
    with Library.open(shell.path) as first, Library.open(shell.path) as second, Library.open(shell.path) as other:
        rounds = iter([lambda: other.tag(STUDY, ["a"]), lambda: other.tag(STUDY, ["b"]), lambda: None])

        def both() -> bool:
            transfer.watch(second, out, written=lambda: written.append("second"), wait=lambda: False)
            following = next(rounds, None)
            if following is not None:
                following()
            return following is not None

        transfer.watch(first, out, written=lambda: written.append("first"), wait=both)
    assert written == ["first"] * 3
    assert "a, b" in out.read_text()
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_a_watcher_that_is_killed_leaves_a_whole_file(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    generator = random.Random(9)
    with Library.open(shell.path) as library:
        for number in range(6):
            with subprocess.Popen(
                [sys.executable, "-m", "citelib", "library", "export", str(out), "--watch", "-L", str(shell.path)],
                stderr=subprocess.PIPE,
                text=True,
            ) as watcher:
                assert watcher.stderr is not None
                while "is kept in step" not in watcher.stderr.readline():
                    pass
                library.add(Item(f"k{number}", "book", title="x" * 100_000))
                time.sleep(generator.random())
                watcher.kill()
            assert len(json.loads(out.read_text())) in (number + 3, number + 4)
        # The next one begins with what is due.
        transfer.watch(library, out, wait=lambda: False)
    assert len(json.loads(out.read_text())) == 9


def test_imports_and_dry_runs_count(shell: Shell) -> None:
    shell("import", str(WORKS))
    assert "0 references added, 3 were there already" in shell.err
    shell("import", str(WORKS), "--dry-run")
    assert "0 references would be added, 3 were there already" in shell.err


def test_an_edit_with_an_id_that_is_taken_keeps_the_text(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "edit.py"
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    script.write_text(
        "import sys, pathlib; p = pathlib.Path(sys.argv[1])\n"
        f"p.write_text(p.read_text().replace({STUDY!r}, {PERSPECTIVE!r}) + '  section: kept\\n')\n"
    )
    shell("edit", STUDY, status=1)
    text = Path(shell.err.split("your text is in ")[1].split(";")[0])
    assert "section: kept" in text.read_text()
    text.unlink()


def test_a_watched_file_is_not_emptied_by_a_query_that_comes_to_find_nothing(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "w.bib"
    failures: list[str] = []
    with Library.open(shell.path) as library:
        library.tag(STUDY, ["now"])

        def untag() -> bool:
            if failures:
                return False
            library.tag(STUDY, remove=["now"])
            return True

        transfer.watch(library, file, query="tag:now", failed=lambda error: failures.append(str(error)), wait=untag)
    assert STUDY in file.read_text()
    assert "was left as it is" in failures[0]
