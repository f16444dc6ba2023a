"""Options mean one thing in every command; help fits a screen and has an example; shells complete names."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete

from citelib.cli import citelib
from citelib.cli.completing import library_keys
from citelib.cli.renamed import RENAMED, current
from citelib.library import Library
from citelib.model import Item
from tests.cli.running import run
from tests.imports import ROOT

COLUMNS, LINES = 80, 40
"""What a screen shows; click leaves two columns free."""


def commands(group: click.Group = citelib, path: str = "citelib") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group, info_name=path)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


COMMANDS = dict(commands())


def options() -> Iterator[tuple[str, click.Option]]:
    for path, command in COMMANDS.items():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield path, parameter


def test_a_letter_stands_for_one_option() -> None:
    meant = collections.defaultdict(set)
    letters = collections.defaultdict(set)
    for _, option in options():
        long = next(name for name in option.opts if name.startswith("--"))
        short = next((name for name in option.opts if not name.startswith("--")), "")
        letters[long].add(short)
        if short:
            meant[short].add(long)
    assert {short: names for short, names in meant.items() if len(names) > 1} == {}
    assert {long: shorts for long, shorts in letters.items() if len(shorts) > 1} == {}


# `tag --remove TAG` names what is removed, `collect --remove` removes what its arguments name; `format --sort` sorts as
# the style would, `tidy --sort` by what it names.
TWO_SHAPES = {"--remove", "--sort"}


def test_an_option_takes_the_same_kind_of_value_everywhere() -> None:
    shapes = collections.defaultdict(set)
    for _, option in options():
        long = next(name for name in option.opts if name.startswith("--"))
        shapes[long].add("" if option.is_flag else option.metavar or option.type.name.upper())
    assert {long: shape for long, shape in shapes.items() if len(shape) > 1 and long not in TWO_SHAPES} == {}


def test_whatever_reads_references_can_be_quiet() -> None:
    names = collections.defaultdict(set)
    for path, option in options():
        names[path].update(option.opts)
    assert {path for path, found in names.items() if "--encoding" in found and "--quiet" not in found} == set()
    assert len([path for path, found in names.items() if "--quiet" in found]) > 15


def test_quiet_leaves_the_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("refs.bib").write_text("@book{a, title={T}, year=2001, month=13, url={moss}}\n", encoding="utf-8")
    run("check", "refs.bib", "-q")
    said = capsys.readouterr().out
    assert "[item-date]" in said
    assert "[item-url]" not in said
    Path("refs.ris").write_text("TY  - BOOK\nTI  - T\nER  - \n", encoding="utf-8")
    run("show", "refs.ris")
    assert "[ris-no-id]" in capsys.readouterr().err
    run("show", "refs.ris", "--quiet")
    assert capsys.readouterr().err == ""


def test_a_file_that_looks_like_an_option_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-refs.bib").write_text("@book{a, title={T}}\n", encoding="utf-8")
    assert run("show", "-refs.bib") == 2
    assert "./-refs.bib is the file" in capsys.readouterr().err
    assert run("show", "./-refs.bib") == 0


@pytest.mark.parametrize("path", COMMANDS)
def test_help_fits_a_screen_and_has_an_example(path: str) -> None:
    command = COMMANDS[path]
    context = click.Context(command, info_name=path, terminal_width=COLUMNS - 2)
    text = command.get_help(context)
    assert len(text.splitlines()) <= LINES, len(text.splitlines())
    assert max(len(line) for line in text.splitlines()) < COLUMNS
    uses = [line for line in text.splitlines() if "citelib " in line and not line.startswith("Usage")]
    assert any(f"{path} " in f"{line} " for line in uses), text


def offered(*words: str) -> list[str]:
    """What a shell offers for the last of the words."""
    complete = ShellComplete(citelib, {}, "citelib", "_CITELIB_COMPLETE")
    return [one.value for one in complete.get_completions(list(words[:-1]), words[-1])]


def test_shells_complete_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("refs.bib").write_text("@book{gordon1978, title={T}}\n@book{lee2020, title={U}}\n", encoding="utf-8")
    assert "apa" in offered("format", "--style", "ap")
    assert "nature" in offered("render", "-s", "natur")
    assert "de-DE" in offered("cite", "--locale", "de")
    assert "html-linked" in offered("format", "--output", "html")
    assert "bibtex" in offered("convert", "--to", "bib")
    assert "press-release" not in offered("convert", "--to", "press")
    assert "press-release" in offered("convert", "--from", "press")
    assert offered("cite", "refs.bib", "g") == ["gordon1978"]
    assert offered("cite", "missing.bib", "g") == []
    assert "--style" in offered("format", "--sty")
    assert "--columns" in offered("format", "--col")
    assert offered("form") == ["format", "formats"]


def test_keys_of_the_library_are_completed(tmp_path: Path) -> None:
    path = tmp_path / "refs.db"
    with Library.open(path) as library:
        library.add(Item("gordon1978", "book", title="Structures"))
    context = click.Context(COMMANDS["citelib library show"])
    context.params = {"path": path}
    (one,) = library_keys(context, click.Argument(["keys"]), "gor")
    assert (one.value, one.help) == ("gordon1978", "Structures")
    context.params = {"path": tmp_path / "missing.db"}
    assert library_keys(context, click.Argument(["keys"]), "gor") == []


@pytest.mark.parametrize("command", RENAMED)
def test_new_names_exist(command: str) -> None:
    known = {
        name for path, one in options() if path.endswith(f" {command}") for name in (*one.opts, *one.secondary_opts)
    }
    assert {one.new for one in RENAMED[command].values()} <= known


def test_old_names_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert current("link", ["a", "--threshold=0.5"]) == ["a", "--min-score=0.5"]
    assert "--threshold of `link` is deprecated; write --min-score" in capsys.readouterr().err
    assert current("search", ["-l5", "--", "-l"]) == ["--limit=5", "--", "-l"]
    assert current("format", ["-o", "html"]) == ["--output", "html"]
    assert current("format", ["-o", "refs.html"]) == ["-o", "refs.html"]


def test_an_old_name_still_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("refs.bib").write_text("@book{a, title={T}, author={Lee, A.}, year=2001}\n", encoding="utf-8")
    assert run("format", "refs.bib", "-o", "html") == 0
    old = capsys.readouterr()
    assert run("format", "refs.bib", "--output", "html") == 0
    new = capsys.readouterr()
    assert old.out == new.out
    assert "deprecated" in old.err
    assert new.err == ""


def test_an_old_name_of_a_command_still_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = tmp_path / "refs.db"
    assert run("library", "init", "--library", library) == 0
    capsys.readouterr()
    assert run("library", "verify", "--library", library) == 0
    assert capsys.readouterr().err.splitlines() == [
        "warning: `library verify` is deprecated; write `library inspect`",
        "0 references: nothing wrong",
    ]
    assert "verify" not in offered("library", "ver")


def test_the_page_lists_every_command_and_every_letter_that_two_commands_have() -> None:
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `citelib (\w+)", page, re.MULTILINE))
    assert {name for name in citelib.list_commands(click.Context(citelib)) if name not in listed} == set()
    shared = collections.Counter(tuple(sorted(option.opts, reverse=True)) for _, option in options())
    wanted = {names for names, count in shared.items() if count > 2 and len(names) == 2}
    assert {names for names in wanted if f"| `{names[0]}`, `{names[1]}` |" not in page} == set()


def test_the_docs_list_what_is_deprecated() -> None:
    page = (ROOT / "docs" / "public.md").read_text(encoding="utf-8").partition("## Deprecated now")[2]
    rows = {(command, old, one.new) for command, olds in RENAMED.items() for old, one in olds.items()}
    assert set(re.findall(r"^\| `(\S+)` \| `(\S+)` \| `(\S+)` \|$", page, re.MULTILINE)) == rows
