"""What entries have from others."""

from __future__ import annotations

from citelib.formats.exchange import loads


def test_crossref_renames_titles() -> None:
    works = loads(
        """@inproceedings{child, author={Doe, Jane}, title={A Paper}, crossref={proc}, pages={1--2}}
@proceedings{proc, editor={Ed, Itor}, title={Proc of X}, subtitle={The Sub}, year=1999, publisher={P}}""",
        "biblatex",
    )
    child = works["child"]
    assert child.container_title == "Proc of X: The Sub"
    assert child.editor[0].family == "Ed"
    assert child.title == "A paper"
    assert str(child.issued) == "1999"
    assert [item.id for item in works.related("child", "part-of")] == ["proc"]


def test_levels() -> None:
    works = loads(
        """@inbook{part, title={Part}, crossref={volume}}
@book{volume, title={Volume}, crossref={set}} @mvbook{set, title={Set}, author={A, B}}""",
        "biblatex",
    )
    part = works["part"]
    assert (part.container_title, part.volume_title) == ("Set", "Volume")
    assert part.container_author[0].family == "A"


def test_xdata_whole_and_granular() -> None:
    works = loads(
        """@xdata{px, publisher={Springer}, location={Berlin}} @xdata{p2, xdata={px}, date={2010}}
@book{b1, title={X}, xdata={p2}}
@book{b2, title={G}, date=2001, publisher={xdata=px-publisher}}""",
        "biblatex",
    )
    assert list(works) == ["b1", "b2"]
    assert (works["b1"].publisher, works["b1"].publisher_place, str(works["b1"].issued)) == (
        "Springer",
        "Berlin",
        "2010",
    )
    assert (works["b2"].publisher, works["b2"].publisher_place) == ("Springer", None)


def test_circles_and_missing_parents_are_reported() -> None:
    works = loads(
        "@book{a, title={A}, crossref={b}} @book{b, title={B}, crossref={a}} @book{c, title={C}, crossref={x}}",
        "bibtex",
    )
    assert [item.title for item in works.values()] == ["A", "B", "C"]
    assert {one.code for one in works.diagnostics} == {"bibtex-inheritance-loop", "bibtex-missing-parent"}


def test_long_chains_do_not_recurse() -> None:
    text = (
        "".join(f"@book{{b{i}, title={{T}}, crossref={{b{i + 1}}}}}\n" for i in range(3000)) + "@book{b3000, volume=7}"
    )
    assert loads(text, "bibtex")["b0"].volume == "7"
