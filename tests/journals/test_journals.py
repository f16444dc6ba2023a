"""Names of journals, long and short: lists, other works, rules; and what that does to files."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import pytest

from citelib.cli import main
from citelib.errors import CitelibError, ReadError
from citelib.journals import Journals, read_list
from citelib.model import Item

needs_rules = pytest.mark.skipif(
    importlib.util.find_spec("pyiso4") is None,
    reason="the rules need an extra: pip install citelib[journals]",
)

BIB = r"""@string{jacs = "Journal of the American Chemical Society"}

@article{a,
  author = {Lee, A},
  title = {One of $\alpha$},
  journal = jacs,
  year = 2020
}

@article{b,
  author = {Roe, B},
  title = {Two},
  journal = {Zeitschrift f{\"u}r Physik},
  year = 2021
}

@article{c,
  author = {Roe, B},
  title = {Three},
  journal = {J. Am. Chem. Soc.},
  year = 2022
}

@book{d,
  author = {Roe, B},
  title = {The Journal of the Plague Year},
  year = 2021,
  publisher = {Acme}
}
"""


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([*map(str, arguments)])
    return int(ended.value.code or 0)


def article(title: str, short: str | None = None) -> Item:
    return Item("a", "article-journal", container_title=title, container_title_short=short)


# The short names that the journals themselves, or the ISSN register, use.
@needs_rules
@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("Physical Review Letters", "Phys. Rev. Lett."),
        ("The New England Journal of Medicine", "N. Engl. J. Med."),
        ("Public Health Nutrition", "Public Health Nutr."),
        ("Annual Review of Cell and Developmental Biology", "Annu. Rev. Cell Dev. Biol."),
        ("Monthly Notices of the Royal Astronomical Society", "Mon. Not. R. Astron. Soc."),
        ("Zeitschrift für Physik", "Z. Phys."),
        ("The Lancet", "Lancet"),
    ],
)
def test_rules(long: str, short: str) -> None:
    assert Journals().short(long) == short


@needs_rules
@pytest.mark.parametrize("name", ["Nature", "eLife", "Phys. Rev. Lett.", "中国科学", "J. Moss."])
def test_what_is_short_already(name: str) -> None:
    assert Journals().short(name) is None


def test_lists_come_first_and_work_both_ways() -> None:
    journals = Journals([{"Physical Review Letters": "PRL"}, {"Physical Review Letters": "No.", "Ferns": "F."}])
    assert journals.short("physical review letters") == "PRL"
    assert journals.long("PRL") == "Physical Review Letters"
    assert journals.short("The Ferns") == "F."
    assert journals("container-title", "Ferns") == "F."
    assert journals("title", "Ferns") is None


def test_long_names_are_learned_of_other_works() -> None:
    journals = Journals(rules=False)
    journals.learn([article("Acta Muscorum", "Acta Musc."), article("J. Moss. Res.", "J. Moss. Res.")])
    assert journals.long("acta musc") == "Acta Muscorum"
    assert journals.long("J. Moss. Res.") is None
    assert journals.is_unknown(article("J. Moss. Res."))
    assert not journals.is_unknown(article("Acta Musc."))
    assert not journals.is_unknown(article("Nature"))


def test_lists_of_any_form(tmp_path: Path) -> None:
    file = tmp_path / "list"
    want = {"Acta, of Moss": "Acta Moss.", "Ferns": "F."}
    for text in (
        '# x\n"Acta, of Moss",Acta Moss.\nFerns,F.\n', "Acta, of Moss;Acta Moss.;AM\nFerns;F.",
        "Acta, of Moss = Acta Moss.\n\nFerns = F.",
        "Acta, of Moss\tActa Moss.\nFerns\tF.\n", json.dumps({"default": {"container-title": want}}), json.dumps(want),
    ):  # fmt: skip
        file.write_text(text, encoding="utf-8")
        assert read_list(file) == want
    for text in ("Acta;A.\nnothing\n", "Acta;\n", "{", '{"a": 1}', '{"container-title": []}'):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(ReadError):
            read_list(file)


def test_without_the_extra_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from citelib.journals import rules

    monkeypatch.setitem(sys.modules, "pyiso4.ltwa", None)
    rules._abbreviate.cache_clear()
    with pytest.raises(CitelibError, match="not installed"):
        Journals().short("Journal of Unheard Mosses")
    rules._abbreviate.cache_clear()


@needs_rules
def test_a_file_is_shortened_in_place_and_lengthened_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bib = tmp_path / "refs.bib"
    bib.write_text(BIB, encoding="utf-8")
    assert run("tidy", bib, "--journals", "short") == 0
    assert "journals abbreviated in 2 entries" in capsys.readouterr().err
    short = BIB.replace(
        "journal = jacs,\n  year = 2020",
        "journal = {J. Am. Chem. Soc.},\n  year = 2020,\n  fjournal = {Journal of the American Chemical Society}",
    ).replace(
        'journal = {Zeitschrift f{\\"u}r Physik},\n  year = 2021',
        "journal = {Z. Phys.},\n  year = 2021,\n  fjournal = {Zeitschrift für Physik}",
    )
    assert bib.read_text(encoding="utf-8") == short
    assert run("tidy", bib, "--journals", "short", "--check") == 0
    assert run("tidy", bib, "--journals", "long") == 0
    # The third entry takes the name that the first one keeps.
    long = BIB.replace("= jacs,", "= {Journal of the American Chemical Society},").replace('{\\"u}', "ü")
    assert bib.read_text(encoding="utf-8") == long.replace(
        "{J. Am. Chem. Soc.}", "{Journal of the American Chemical Society}"
    )


def test_a_list_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bib, mine = tmp_path / "refs.bib", tmp_path / "mine.csv"
    bib.write_text("@article{a, author={Lee, A}, title={T}, journal={Proc. Moss. Soc.}, year=2020}\n", encoding="utf-8")
    mine.write_text("Proceedings of the Moss Society;Proc. Moss. Soc.\n", encoding="utf-8")
    assert run("tidy", bib, "--journals", "long", "--journal-list", mine) == 0
    assert "journal = {Proceedings of the Moss Society}" in bib.read_text(encoding="utf-8")
    assert run("format", bib, "-s", "american-chemical-society", "--journal-list", mine) == 0
    assert "Proc. Moss. Soc. 2020" in capsys.readouterr().out
    paper = tmp_path / "paper.md"
    paper.write_text("So [@a].\n", encoding="utf-8")
    assert run("render", paper, "-b", bib, "-s", "american-chemical-society", "--journal-list", mine) == 0
    assert "*Proc. Moss. Soc.* **2020**" in capsys.readouterr().out
    assert run("tidy", bib, "--journal-list", mine) == 2
    mine.write_text("what\n", encoding="utf-8")
    assert run("tidy", bib, "--journals", "long", "--journal-list", mine) == 1
    assert f"{mine}:1" in capsys.readouterr().err
