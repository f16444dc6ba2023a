"""What is written for BibTeX and BibLaTeX, read by BibTeX and Biber themselves."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from citelib.formats.exchange import dumps
from citelib.model import ET_AL, Date, Item, Name

WORKS = [
    Item("a", "article-journal", title="On the moss of Ulm & Lindau", author=[Name("Möwe", "Anna"), ET_AL],
         container_title="Journal of Moss", issued=Date.on(2019, 4, 12), page="129-135", volume="7", issue="2"),
    Item("b", "book", title="Ferns: 50 % green", author=[Name("Berg", "Ludwig", non_dropping_particle="van der")],
         publisher="Barnes and Noble", publisher_place="Ulm", issued=Date.on(2001)),
    Item("c", "chapter", title="Lichens", author=[Name("Roa", "Ada", "Jr.")], editor=[Name("Itor", "Ed")],
         container_title="The handbook of lichens", publisher="Acme", issued=Date.on(2002), page="1–9"),
    Item("d", "paper-conference", title="Algae", author=[Name("Vu", "Bo")], container_title="Proceedings of Algae",
         issued=Date.on(2003), page="5-6"),
    Item("e", "thesis", title="Peat", author=[Name("Cho", "Cy")], publisher="University of Ulm", issued=Date.on(2004)),
    Item("f", "report", title="Turf", author=[Name(literal="Office of Turf and Peat")], publisher="Turf Office",
         issued=Date.on(2005), number="12"),
    Item("g", "webpage", title="Mud today", author=[Name("Dow", "Di")], container_title="The Mud Site",
         publisher="Mud Inc.", URL="https://mud.org/a_b%20c", issued=Date.on(2006, 7), accessed=Date.on(2020, 1, 2)),
    Item("h", "post-weblog", title="Sand", author=[Name("Eck", "Eva")], container_title="Sand Blog",
         issued=Date.on(2007), URL="https://sand.org"),
    Item("i", "motion_picture", title="Dust", author=[Name("Foy", "Flo")], publisher="Dust Films",
         issued=Date.on(2008)),
]  # fmt: skip
STYLES = ["plain", "IEEEtran", "apalike", "plainnat"]


def said(item: Item) -> list[str]:
    """The words that a reader of the list of references must find."""
    names = [name.family or name.literal for name in item.author if name != ET_AL]
    words = [item.title, item.container_title, item.publisher if item.type != "webpage" else None, *names]
    return [word for word in words if word] + [str(item.issued.start.year)] if item.issued and item.issued.start else []


def plain(tex: str) -> str:
    """The text of TeX, for a search in it."""
    tex = tex.replace("\\&", "&").replace("\\%", "%").replace("--", "–").replace("~", " ")
    return " ".join(re.sub(r"\\[A-Za-z]+\s*|[{}\\\"]", "", tex).split()).casefold()


@pytest.mark.parametrize("style", STYLES)
def test_bibtex_prints_everything(style: str, tmp_path: Path) -> None:
    if shutil.which("bibtex") is None or not _has_style(style):
        pytest.skip(f"BibTeX or its style {style} is not installed")
    (tmp_path / "r.bib").write_text(dumps(WORKS, "bibtex"), encoding="utf-8")
    (tmp_path / "a.aux").write_text(f"\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{r}}\n", encoding="utf-8")
    run = subprocess.run(["bibtex", "a"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 0, run.stdout
    assert "Warning" not in run.stdout.replace("empty address", ""), run.stdout
    blocks = re.split(r"\\bibitem", (tmp_path / "a.bbl").read_text(encoding="utf-8"))[1:]
    found = {key: plain(block) for key in (item.id for item in WORKS) for block in blocks if f"{{{key}}}" in block}
    for item in WORKS:
        missing = [word for word in said(item) if plain(word) not in found[item.id]]
        assert not missing, f"{item.id}: {missing} in {found[item.id]}"
    assert "129–135" in found["a"]
    assert "et al" in found["a"]
    assert "5–6" in found["d"]


def _has_style(style: str) -> bool:
    found = subprocess.run(["kpsewhich", f"{style}.bst"], capture_output=True, text=True, check=False, timeout=60)
    return bool(found.stdout.strip())


def test_biber_reads_everything(tmp_path: Path) -> None:
    if shutil.which("biber") is None:
        pytest.skip("Biber is not installed")
    (tmp_path / "r.bib").write_text(dumps(WORKS, "biblatex"), encoding="utf-8")
    command = ["biber", "--tool", "--validate-datamodel", "--output-file=out.bib", "r.bib"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stdout
    # The standard data model knows no films and no site of a page; all values must be right.
    faults = re.findall(
        r"^(?:WARN|ERROR) - (?!Datamodel: .*(?:mandatory field 'type'|Invalid field)).*", run.stdout, re.MULTILINE
    )
    assert not faults
    assert len(re.findall(r"^@", (tmp_path / "out.bib").read_text(encoding="utf-8"), re.MULTILINE)) == len(WORKS)
