"""Nothing of the data steers the terminal; a pipe gets it as it is; and the program ends as programs do."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from citelib.cli import main
from citelib.cli.report import Findings
from citelib.cli.terminal import visible
from citelib.diagnostics import Diagnostic
from tests.hostile.running import PROGRAM, SECONDS, at_terminal, environment, on_screen, piped

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals and signals of POSIX")

EVIL = "\x1b]0;PWNED\x07\x1b[31mred\x9b2Jc1\x7f\r\x08"
ITEMS = [
    {
        "id": f"a{EVIL}",
        "type": "book",
        "title": f"T{EVIL}",
        "author": [{"family": f"Low{EVIL}", "given": "Ann"}],
        "keyword": f"one{EVIL}",
        "custom": {f"x:{EVIL}": EVIL},
        "relations": [{"type": "cites", "target": f"b{EVIL}", "scheme": "id"}],
    },
    {"id": "b", "type": "book", "title": "T2", "issued": {"raw": EVIL}, "publisher": EVIL},
]
NAME = f"refs{EVIL.replace('/', '')}.json"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / NAME).write_text(json.dumps(ITEMS))
    (folder / "refs.json").write_text(json.dumps(ITEMS))
    (folder / "broken.bib").write_text(f"@book{{a{EVIL}, title = {{{EVIL}\n\n@misc{{b, {EVIL}", newline="")
    (folder / "broken.ris").write_text(f"TY  - BOOK{EVIL}\nXX  - {EVIL}\nDA  - {EVIL}\n{EVIL}\nER  - \n", newline="")
    (folder / "paper.md").write_text(f"See [@{EVIL}] and [@nobody{EVIL}].\n", newline="")
    imported = (
        piped(["library", "init", "-L", "refs.db"], folder=folder),
        piped(["library", "import", "refs.json", "-L", "refs.db"], folder=folder),
    )
    assert [one.returncode for one in imported] == [0, 0], imported
    return folder


COMMANDS = {
    "format": ["format", NAME],
    "format-html": ["format", "refs.json", "--output", "html"],
    "cite": ["cite", NAME, "b"],
    "show": ["show", NAME],
    "show-key": ["show", NAME, "b", ITEMS[0]["id"]],
    "show-json": ["show", NAME, "--json"],
    "convert-ris": ["convert", NAME, "-", "--to", "ris"],
    "convert-csl-json": ["convert", NAME, "-", "--to", "csl-json"],
    "convert-bibtex": ["convert", NAME, "-", "--to", "bibtex"],
    "convert-csv": ["convert", NAME, "-", "--to", "csv"],
    "check": ["check", "broken.bib", "broken.ris", NAME, "--document", "paper.md"],
    "check-diff": ["check", "refs.json", "--diff"],
    "check-github": ["check", "broken.bib", "broken.ris", NAME, "--github"],
    "link": ["link", NAME, "refs.json"],
    "missing-file": ["check", f"no{EVIL}.bib"],
    "unknown-command": [f"x{EVIL}"],
    "unknown-option": ["format", f"--x{EVIL}"],
    "unknown-style": ["format", "refs.json", "--style", f"x{EVIL}"],
    "unknown-key": ["cite", "refs.json", f"x{EVIL}"],
    "styles": ["styles", f"x{EVIL}"],
    "library-search": ["library", "search", "T", "-L", "refs.db"],
    "library-show": ["library", "show", "b", ITEMS[0]["id"], "-L", "refs.db"],
    "library-log": ["library", "log", "-L", "refs.db"],
    "library-tag": ["library", "tag", "-L", "refs.db"],
    "library-dedupe": ["library", "dedupe", "-L", "refs.db"],
    "library-export": ["library", "export", "-", "--to", "csl-yaml", "-L", "refs.db"],
    "library-verify": ["library", "verify", "-L", "refs.db"],
    "library-import": ["library", "import", NAME, "--dry-run", "-L", "refs.db"],
    "library-missing": ["library", "search", "T", "-L", f"no{EVIL}.db"],
}


CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@pytest.mark.parametrize("name", COMMANDS)
def test_data_never_steers_a_terminal(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    arguments = [str(one) for one in COMMANDS[name]]
    _, coloured = on_screen(arguments)
    assert "\x1b]" not in coloured
    assert "\x1b[31mred" not in coloured, "a colour of the data"
    assert CONTROLS.findall(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r", "", coloured)) == []  # also those of a bar
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    _, plain = on_screen(arguments)
    assert CONTROLS.findall(plain) == [], plain


def test_a_real_terminal(folder: Path) -> None:
    """The tests above have a screen of their own; this one has one of the system."""
    for name in ("show", "check", "library-search", "unknown-command"):
        _, plain = at_terminal([str(one) for one in COMMANDS[name]], folder, NO_COLOR="1", TERM="dumb")
        assert CONTROLS.findall(plain.replace("\r\n", "\n")) == [], plain
        assert "PWNED" in plain
        _, coloured = at_terminal([str(one) for one in COMMANDS[name]], folder)
        assert CONTROLS.findall(re.sub(r"\x1b\[[0-9;]*m|\r\n", "", coloured)) == []


def test_a_service_at_a_terminal(folder: Path) -> None:
    request = json.dumps({"style": "apa", "items": ITEMS, "bibliography": True, "output": "text"}).encode()
    status, shown = at_terminal(["process"], folder, given=request + b"\n")
    assert (status, CONTROLS.findall(shown.replace("\r\n", "\n"))) == (0, [])
    assert "PWNED" in shown


def test_pipes_get_what_was_asked_for(folder: Path) -> None:
    done = piped(["convert", NAME, "-", "--to", "csl-json"], folder=folder)
    assert [one["title"] for one in json.loads(done.stdout)] == [one["title"] for one in ITEMS]
    done = piped(["show", NAME], folder=folder)
    assert done.stdout.decode().startswith(f"{ITEMS[0]['id']}  Low{EVIL}")


@pytest.mark.parametrize("one_line", [False, True])
def test_visible_leaves_no_control_character(one_line: bool) -> None:
    everything = "".join(map(chr, range(0x110000)))
    shown = visible(everything, one_line=one_line)
    assert len(shown) == len(everything)
    assert set(re.findall("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", shown)) == (
        set() if one_line else {"\n", "\t"}
    )
    assert visible("Łódź – “naïve” 🙂 مرحبا\u200f") == "Łódź – “naïve” 🙂 مرحبا\u200f"


def test_a_diagnostic_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A forged line in what a program says is as good as one that it said."""
    findings = Findings()
    findings.add(Diagnostic("error", "x", "bad\n::error::forged", hint="a\nb", source="a\nb.bib", line=1))
    findings.print()
    assert capsys.readouterr().err == "a␊b.bib:1: error: bad␊::error::forged [x]\n  hint: a␊b\n"


def test_no_color(folder: Path) -> None:
    assert "\x1b[31m" in at_terminal(["check", "nothing.bib"], folder)[1]
    assert "\x1b[" in at_terminal(["show", "refs.json"], folder)[1]
    for arguments in (["check", "nothing.bib"], ["show", "refs.json"]):
        assert "\x1b" not in at_terminal(arguments, folder, NO_COLOR="1")[1]
    assert b"\x1b[3" not in piped(["check", "nothing.bib"], folder=folder).stderr


def test_names_are_whole_at_80_columns(folder: Path) -> None:
    names = [line.split("\t")[0] for line in piped(["styles", "chicago"]).stdout.decode().splitlines()]
    shown = at_terminal(["styles", "chicago"], folder, NO_COLOR="1", TERM="dumb")[1]
    assert len(names) > 5
    assert max(map(len, names)) > 40
    assert all(name in shown.split() for name in names)


def test_a_closed_pipe_is_no_fault(folder: Path) -> None:
    """As with `| head -1`, however much there is still to say."""
    many = folder / "many.json"
    many.write_text(json.dumps([{"id": f"a{n}", "type": "book", "title": "T" * 500} for n in range(1000)]))
    for arguments in (["styles", "--limit", "5000"], ["convert", str(many), "-", "--to", "ris"], ["show", str(many)]):
        process = subprocess.Popen(
            [*PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
        )
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        process.stderr.close()
        assert (process.wait(SECONDS), b"Traceback" in said, b"Exception" in said) == (0, False, False), said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the device that is always full is one of Linux")
@pytest.mark.parametrize("arguments", [["formats"], ["styles", "--limit", "5000"]])
def test_a_full_disk_is_said(arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run([*PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, env=environment())
    assert done.returncode == 1
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["process"], ["format", "fifo", "--from", "ris"]])
def test_an_interrupt_ends_it_with_130(arguments: list[str], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    process = subprocess.Popen(
        [*PROGRAM, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment(),
        # Where the tests run in the background, interrupts are ignored, and what they start would inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    time.sleep(3)  # until it waits for its input
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=SECONDS)
    assert process.returncode == 130
    assert b"Traceback" not in said


NO_TEXT = b"\xff\xfe"
SURROGATES = {
    "format": [b"format", b"refs.json", b"--style", NO_TEXT],
    "format-file": [b"format", NO_TEXT + b".json"],
    "format-locale": [b"format", b"refs.json", b"--locale", NO_TEXT],
    "format-output": [b"format", b"refs.json", b"--output", NO_TEXT],
    "format-key": [b"format", b"refs.json", b"--key", NO_TEXT],
    "cite": [b"cite", b"refs.json", b"b", b"--prefix", NO_TEXT, b"--suffix", NO_TEXT, b"--locator", NO_TEXT],
    "cite-json": [b"cite", b"refs.json", b"b", b"--prefix", NO_TEXT, b"--json"],
    "convert": [b"convert", b"refs.json", NO_TEXT + b".ris"],
    "convert-to": [b"convert", b"refs.json", b"-", b"--to", NO_TEXT],
    "convert-option": [b"convert", b"refs.json", b"-", b"--to", b"ris", b"--option", NO_TEXT + b"=" + NO_TEXT],
    "show": [b"show", b"refs.json", NO_TEXT],
    "check": [b"check", NO_TEXT],
    "styles": [b"styles", NO_TEXT],
    "unknown": [NO_TEXT],
    "search": [b"library", b"search", NO_TEXT, b"-L", b"refs.db"],
    "search-tag": [b"library", b"search", b"tag:" + NO_TEXT, b"-L", b"refs.db"],
    "library": [b"library", b"search", b"T", b"-L", NO_TEXT],
    "tag": [b"library", b"tag", b"b", NO_TEXT, b"-L", b"refs.db"],
    "collect": [b"library", b"collect", NO_TEXT, b"b", b"-L", b"refs.db"],
    "library-show": [b"library", b"show", NO_TEXT, b"-L", b"refs.db"],
    "remove": [b"library", b"remove", NO_TEXT, b"-L", b"refs.db"],
    "attach": [b"library", b"attach", b"b", NO_TEXT, b"-L", b"refs.db"],
    "import": [b"library", b"import", NO_TEXT + b".json", b"-L", b"refs.db"],
    "export": [b"library", b"export", NO_TEXT + b".ris", b"--search", NO_TEXT, b"-L", b"refs.db"],
    "relate": [b"library", b"relate", b"b", NO_TEXT, NO_TEXT, b"-L", b"refs.db"],
}


@pytest.mark.parametrize("name", SURROGATES)
def test_arguments_that_are_no_text(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Bytes that are no UTF-8 come as half surrogate pairs into the program."""
    monkeypatch.chdir(folder)
    Path(os.fsdecode(NO_TEXT + b".json")).write_text(json.dumps(ITEMS))
    with pytest.raises(SystemExit) as ended:  # any other error is one that the user would see the traceback of
        main([os.fsdecode(one) for one in SURROGATES[name]])
    assert ended.value.code in (0, 1, 2)
    out = capfd.readouterr().out
    out.encode()
    if "--json" in SURROGATES[name]:
        assert json.loads(out)


def test_a_real_command_line_that_is_no_text(folder: Path) -> None:
    for arguments in ([b"format", NO_TEXT + b".json"], SURROGATES["cite"], SURROGATES["search"]):
        done = piped(arguments, folder=folder)
        assert (done.returncode in (0, 1), b"Traceback" in done.stderr) == (True, False), done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_other_encodings_of_standard_output(encoding: str, folder: Path) -> None:
    for arguments in (["format", "refs.json"], ["formats"]):
        done = piped(arguments, folder=folder, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert b"Traceback" not in done.stderr
        assert done.stdout.decode(encoding) or done.stderr.decode(encoding)


def test_what_many_items_share_is_said_once(folder: Path) -> None:
    path = folder / "same.json"
    path.write_text(json.dumps([{"id": f"a{n}", "type": "book", "title": "T", "custom": {"x": 1}} for n in range(400)]))
    done = piped(["convert", str(path), "-", "--to", "ris"])
    assert done.stderr.decode() == (
        "warning: ris has no place for x (400 items: 'a0', 'a1', 'a2' …) [ris-not-written]\n"
    )
    path.write_text(json.dumps([{"type": "book", "title": f"T{n}"} for n in range(400)]))
    said = piped(["convert", str(path), "-", "--to", "ris"]).stderr.decode().splitlines()
    assert said[-1] == "… and 397 more [csl-json-no-id]"
    assert len(said) <= 10


def test_quiet_says_nothing(folder: Path) -> None:
    (folder / "more.json").write_text('[{"id": "more", "type": "book", "title": "More"}]')
    for arguments in (["import", "more.json"], ["export", "out.ris"]):
        done = piped(["library", *arguments, "--quiet", "-L", "refs.db"], folder=folder)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
