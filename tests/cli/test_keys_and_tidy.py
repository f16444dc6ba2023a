"""`citelib keys` and `citelib tidy` change what they were asked to, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.formats.exchange import load, loads
from citelib.formats.tex.bibtex.tidying import ORDERS, renamed, tidied
from tests.cli.running import run

BIB = r"""% Encoding: Cp1252
@string{pub = {Acme}}

@book{zwei,
  note = {kept as it is}, Title = {{On} Moss} # " and \"{u}",
  author = {Möwe, Anna}, year = 2001, publisher = pub,
}

% about ferns
@inbook{eins, author = {Roe, Ann}, title = {Ferns}, abstract = {A, b = {c}}, crossref = {zwei}, year = 1999}
"""
TEX = "See \\cite[p.~2]{eins,zwei}, not \\verb|\\cite{eins}|; \\nocite{other} % \\cite{zwei}\n"
MARKDOWN = "Moss [@zwei, p. 3; -@eins] and @zwei, but `@zwei` not.\n"


@pytest.fixture
def bib(tmp_path: Path) -> Path:
    path = tmp_path / "refs.bib"
    path.write_text(BIB, encoding="utf-8")
    return path


def test_keys_are_listed_and_nothing_changes(bib: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("keys", bib, "--pattern", "{author.lower}{year}", "--umlauts") == 0
    assert capsys.readouterr().out == "zwei\tmoewe2001\neins\troe1999\n"
    assert bib.read_text(encoding="utf-8") == BIB


def test_keys_change_in_files_and_manuscripts(bib: Path, tmp_path: Path) -> None:
    tex, markdown = tmp_path / "paper.tex", tmp_path / "paper.md"
    tex.write_text(TEX, encoding="utf-8")
    markdown.write_text(MARKDOWN, encoding="utf-8")
    assert run("keys", bib, "-p", "{author}{year}", "--rewrite", tex, "--rewrite", markdown, "-q") == 0
    expected = BIB.replace("Cp1252", "UTF-8").replace("{zwei,", "{Mowe2001,\n  ids = {zwei},")
    expected = expected.replace("{eins,", "{Roe1999,\n  ids = {eins},").replace(
        "crossref = {zwei}", "crossref = {Mowe2001}"
    )
    assert bib.read_text(encoding="utf-8") == expected
    cited = "See \\cite[p.~2]{Roe1999,Mowe2001}, not \\verb|\\cite{eins}|; \\nocite{other} % \\cite{zwei}\n"
    assert tex.read_text(encoding="utf-8") == cited
    assert markdown.read_text(encoding="utf-8") == "Moss [@Mowe2001, p. 3; -@Roe1999] and @Mowe2001, but `@zwei` not.\n"
    works = load(bib)
    assert works["zwei"].id == "Mowe2001"
    assert run("keys", bib, "-p", "{author}{year}", "--apply") == 0
    assert bib.read_text(encoding="utf-8") == expected


def test_keys_of_other_formats(tmp_path: Path) -> None:
    path = tmp_path / "refs.json"
    path.write_text('[{"id": "x", "type": "book", "title": "T", "author": [{"family": "Roe"}]}]', encoding="utf-8")
    assert run("keys", path, "-p", "{author}", "--apply") == 0
    works = load(path)
    assert works["x"].id == "Roe"


def test_one_key_in_two_files_is_an_error(bib: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.bib"
    other.write_text("@book{eins, title = {T}}\n", encoding="utf-8")
    assert run("keys", bib, other, "--apply") == 1
    assert bib.read_text(encoding="utf-8") == BIB


TIDY = r"""% Encoding: UTF-8
@string{pub = {Acme}}

% about ferns
@inbook{eins,
  author   = {Roe, Ann},
  title    = {Ferns},
  year     = 1999,
  crossref = {zwei}
}

@book{zwei,
  author    = {Möwe, Anna},
  title     = {{On} Moss} # " and \"{u}",
  year      = 2001,
  publisher = pub,
  note      = {kept as it is}
}
"""


def test_tidy(bib: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--sort", "key", "--without", "abstract", "--align"]
    assert run("tidy", bib, *arguments, "--check") == 1
    assert run("tidy", bib, *arguments, "-o", "-") == 0
    assert bib.read_text(encoding="utf-8") == BIB
    found = capsys.readouterr().out
    assert found.split() == TIDY.split()
    assert run("tidy", bib, *arguments) == 0
    assert bib.read_text(encoding="utf-8") == found
    assert run("tidy", bib, *arguments, "--check") == 0


def test_tidy_takes_bib_files_only(tmp_path: Path) -> None:
    path = tmp_path / "refs.ris"
    path.write_text("TY  - BOOK\nTI  - T\nER  - \n", encoding="utf-8")
    assert run("tidy", path) == 1


PIECES = ["@book{a, title = {T}, year = 2001}\n", "@book{b, Year = {1}, title = pub # {x}}\n\n", "% note\n", "\n",
          "@string{pub = {P}}\n", "@book{c, crossref = {a}, author = {B}}\n", "@book{broken title = {x}\n",
          "@comment{x}\n", "@article{d,\n  title = {multi\n  line}}\n", "junk @ here\n"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=8, unique=True).map("".join), st.sampled_from([None, *ORDERS]))
def test_tidying_changes_no_work(text: str, sort: str | None) -> None:
    tidy = tidied(text, sort=sort)
    before, after = loads(text, "bibtex"), loads(tidy, "bibtex")
    assert dict(before) == dict(after)
    assert tidied(tidy, sort=sort) == tidy


@given(st.lists(st.sampled_from(PIECES), max_size=8, unique=True).map("".join))
def test_renaming_changes_nothing_but_keys(text: str) -> None:
    there = {"a": "x1", "c": "x2"}
    assert renamed(renamed(text, there, aliases=False), {new: old for old, new in there.items()}, aliases=False) == text


def test_capitals_of_titles_reach_every_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bib, ris, paper = tmp_path / "a.bib", tmp_path / "b.ris", tmp_path / "p.md"
    bib.write_text("@book{a, author = {Roe, Ann}, title = {The Growth of Moss}, year = 2001}\n", encoding="utf-8")
    ris.write_text("TY  - BOOK\nTI  - The Other Book\nID  - b\nER  - \n", encoding="utf-8")
    paper.write_text("---\nbibliography: a.bib\n---\n[@a]\n", encoding="utf-8")
    commands: list[list[str | Path]] = [
        ["format", bib, ris],
        ["convert", bib, "-", "--to", "ris"],
        ["render", paper],
        ["render", paper, "-b", bib],
        ["cited", paper, "--to", "ris"],
    ]
    for command in commands:
        for case, title in ((), "The growth of moss"), (("--case", "keep"), "The Growth of Moss"):
            assert run(*command, *case) == 0
            assert title in capsys.readouterr().out
