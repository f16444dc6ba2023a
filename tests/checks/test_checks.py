"""Each rule finds what it is for, leaves good records alone, and repairs only what is sure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import citelib
from citelib.checks import COLLECTION_RULES, RULES, check, check_document, citations, repaired
from citelib.checks.rules import REQUIRED
from citelib.cli import main
from citelib.model import ET_AL, Bibliography, Date, Item, Name, Point, Relation
from citelib.model.vocabulary import ITEM_TYPES, VARIABLES
from tests.shared import ROOT, shared

GOOD = Item(
    "good",
    "article-journal",
    title="Do antidepressants restore lost synapses?",
    author=[Name("Beyeler", "Anna", orcid="0000-0002-1825-0097")],
    container_title="Science",
    issued=Date.on(2019, 4, 12),
    page="129–30",
    DOI="10.1126/science.aax0719",
    ISSN="0036-8075",
    ISBN="0-306-40615-2",
    URL="https://example.org/x",
)

BAD = {
    "item-missing-field": GOOD.evolve(author=None),
    "item-stub": GOOD.evolve(DOI=None, title=None, custom={"press-release:stub": {"role": "reports-on"}}),
    "item-isbn": GOOD.evolve(ISBN="0-306-40615-3"),
    "item-issn-in-isbn": GOOD.evolve(ISBN="0036-8075"),
    "item-doi-short": GOOD.evolve(DOI="10/abc12"),
    "item-doi-stop": GOOD.evolve(DOI="10.1126/science.aax0719."),
    "item-date-ahead": GOOD.evolve(issued=Date.on(2091)),
    "item-title-address": GOOD.evolve(title="https://example.org/x"),
    "item-issn": GOOD.evolve(ISSN="0036-8076"),
    "item-orcid": GOOD.evolve(author=[Name("Beyeler", orcid="0000-0002-1825-0098")]),
    "item-doi": GOOD.evolve(DOI="science.aax0719"),
    "item-doi-prefix": GOOD.evolve(DOI="https://doi.org/10.1126/science.aax0719"),
    "item-doi-in-url": GOOD.evolve(DOI=None, URL="https://doi.org/10.1126/science.aax0719"),
    "item-url": GOOD.evolve(URL="www.example.org"),
    "item-date": GOOD.evolve(issued=Date.on(2019, 2, 30)),
    "item-name-capitals": GOOD.evolve(author=[Name("BEYELER", "Anna")]),
    "item-name-swapped": GOOD.evolve(author=[Name("A.", "Beyeler")]),
    "item-name-several": GOOD.evolve(author=[Name(literal="Beyeler, A.; Roe, B.")]),
    "item-name-twice": GOOD.evolve(author=[Name("Beyeler", "Anna"), Name("Roe", "B."), Name("beyeler", "Anna")]),
    "item-encoding": GOOD.evolve(container_title="CafÃ© – SociÃ©tÃ©"),
    "item-title-html": GOOD.evolve(title="Mice &amp; <em>men</em> at night?"),
    "item-title-latex": GOOD.evolve(title=r"Mice \emph{in vivo} at night?"),
    "item-title-capitals": GOOD.evolve(title="DO MICE DREAM AT NIGHT?"),
    "item-title-period": GOOD.evolve(title="Do mice dream."),
    "item-pages": GOOD.evolve(page="130-129"),
    "item-unknown-field": Item("x", "webpage", title="T", URL="https://x.org", custom={"bibtex:volum": "3"}),
}

REPAIRED = {
    "item-issn-in-isbn": GOOD.evolve(ISBN=None),
    "item-doi-stop": GOOD,
    "item-name-several": GOOD.evolve(author=[Name("Beyeler", "A."), Name("Roe", "B.")]),
    "item-doi-prefix": GOOD,
    "item-doi-in-url": GOOD.evolve(URL=None),
    "item-name-capitals": GOOD.evolve(author=[Name("Beyeler", "Anna")]),
    "item-name-swapped": GOOD.evolve(author=[Name("Beyeler", "A.")]),
    "item-encoding": GOOD.evolve(container_title="Café – Société"),
    "item-title-html": GOOD.evolve(title="Mice & <i>men</i> at night?"),
    "item-title-period": GOOD.evolve(title="Do mice dream"),
}


def codes(*items: Item) -> list[str]:
    return [one.code for one in check(Bibliography(items))]


def test_good_records_are_left_alone() -> None:
    assert codes(GOOD) == []
    assert repaired(GOOD) is GOOD
    works = citelib.load(ROOT / "examples" / "works.json")
    assert list(check(works)) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_finds_its_fault_and_only_that(rule: object) -> None:
    code = rule.code  # type: ignore[attr-defined]
    assert codes(BAD[code]) == [code]
    assert (code in REPAIRED) == (rule.repair is not None)  # type: ignore[attr-defined]
    if code in REPAIRED:
        assert repaired(BAD[code]) == REPAIRED[code]
        assert codes(REPAIRED[code]) == []
        assert repaired(BAD[code], frozenset()) == BAD[code]
    else:
        assert repaired(BAD[code]) == BAD[code]


@pytest.mark.parametrize(
    "item",
    [
        GOOD.evolve(title="The work of J. Smith Jr."), GOOD.evolve(title="And so on..."), GOOD.evolve(title="U.S.A."),
        GOOD.evolve(author=[Name("de la Cruz", "Ana"), Name("LI", "Wei"), Name(literal="UNESCO")]),
        GOOD.evolve(author=[Name(literal="Johnson & Johnson Research")]),
        GOOD.evolve(title="São Paulo, Ângela and Ähnliches"),
        GOOD.evolve(page="e12–e19"), GOOD.evolve(page="1034–41"), GOOD.evolve(title="DNA and RNA in the WHO"),
        GOOD.evolve(issued=Date(Point(2020, 2, 29))), GOOD.evolve(issued=Date.parse("1998/2001")),
        GOOD.evolve(title="AT&T Bell laboratories"),
        GOOD.evolve(issued=Date.on(-44, 2, 29)),
        GOOD.evolve(ISBN="978-0-306-40615-7 (pbk.), 0-306-40615-2"),
        GOOD.evolve(URL="https://a.org/x https://b.org/y"), GOOD.evolve(URL="https://a.org/x; https://b.org/y,z"),
        GOOD.evolve(author=[Name("Lee", "A. B.", suffix="Jr."), Name("Smith-Roe", "J", suffix="III")]),
        GOOD.evolve(author=[Name(literal="Smith & Sons"), Name(literal="Research and Development Board")]),
        GOOD.evolve(author=[Name(literal="Department of Health, Education, and Welfare")]),
        GOOD.evolve(author=[Name("Wang", "Y."), Name("Wang", "Y."), Name("Wang", "Yi"), Name("Wang", "Yu")]),
        GOOD.evolve(author=[Name("Wang", "Yi")], editor=[Name("Wang", "Yi")]),
        GOOD.evolve(URL="https://example.org/10.1126/science.aax0719"),
    ],
)  # fmt: skip
def test_what_looks_odd_but_is_right(item: Item) -> None:
    assert codes(item) == []


@given(st.text(max_size=60), st.text(min_size=1, max_size=20), st.text(max_size=20))
def test_repairs_settle(title: str, family: str, given: str) -> None:
    item = Item("a", "book", title=title, author=[Name(family, given)])
    once = repaired(repaired(repaired(item)))
    assert once.id == "a"
    assert len(once.author) == 1
    list(check(Bibliography([item])))


def test_dates_that_cannot_be() -> None:
    assert codes(GOOD.evolve(issued=Date(Point(2001), Point(1998)))) == ["item-date"]
    assert codes(GOOD.evolve(accessed=Date.on(2010))) == ["item-date"]
    assert codes(GOOD.evolve(issued=Date.on(3020))) == ["item-date"]


@pytest.mark.parametrize(
    ("name", "people"),
    [
        (Name("A. B. Lee", "E. Poe", suffix="C. D. Roe"), ["Lee, A. B.", "Roe, C. D.", "Poe, E."]),
        (Name("Lee A", "Roe B, Poe C"), ["Lee, A", "Roe, B", "Poe, C"]),
        (Name(literal="Lee A & Roe B"), ["Lee, A", "Roe, B"]),
        (Name("van der Lee AB; de Roe C"), ["van der Lee, AB", "de Roe, C"]),
        (Name(literal="Lee, Ann; Roe, Rick"), ["Lee, Ann", "Roe, Rick"]),
        (Name("Roe", "Lee &"), []),
        (Name("Lee et al."), []),
        (Name("Lee and Roe"), []),
    ],
)
def test_lists_in_one_name(name: Name, people: list[str]) -> None:
    item = GOOD.evolve(author=[name])
    assert codes(item) == ["item-name-several"]
    # What may be one name is only told.
    assert [one.inverted for one in repaired(item).author] == (people or [name.inverted])


def test_lists_that_are_cut_short_are_no_fault() -> None:
    assert codes(GOOD.evolve(author=[Name("Beyeler", "Anna"), ET_AL])) == []


def test_dates_that_were_not_read() -> None:
    for date in (Date(literal="2020-13-01"), Date(raw="2020/02/31/"), Date.parse("20010")):
        assert codes(GOOD.evolve(issued=date)) == ["item-date"]
    assert codes(GOOD.evolve(custom={"bibtex:month": ["13"]})) == ["item-date"]
    [finding] = check(Bibliography([GOOD.evolve(issued=Date(literal="2020-13-01"))]))
    assert finding.message == "'good': issued is '2020-13-01', but there is no month 13"


def test_given_names_in_capitals_are_calmed_but_initials_are_not() -> None:
    mended = repaired(GOOD.evolve(author=[Name("SMITH", "JOHN-PAUL JR"), Name("KUHN", "TS")]))
    assert mended.author == (Name("Smith", "John-Paul JR"), Name("Kuhn", "TS"))
    short = (Name("LEE", "Ann"), Name("LI", "Wei"), Name("LEE", "A."))
    assert repaired(GOOD.evolve(author=short)).author == (Name("Lee", "Ann"), *short[1:])


def test_collections() -> None:
    notice = Item("notice", "article", title="Notice", relations=[Relation("retracts", "good")])
    assert codes(GOOD, notice) == ["item-retracted"]
    assert codes(GOOD.evolve(status="Retracted"), notice) == []
    assert codes(GOOD, GOOD.evolve(id="b", DOI="10.1126/SCIENCE.aax0719")) == ["item-duplicate"]
    a = Item("a", "book", title="T", author=[Name("X")], issued=Date.on(1), relations=[Relation("part-of", "b")])
    b = a.evolve(id="b", relations=[Relation("part-of", "c")])
    assert codes(a, b, a.evolve(id="c", relations=[Relation("part-of", "b")])) == ["relation-circle"] * 2
    assert codes(a) == ["relation-dangling"]
    doubtful = GOOD.evolve(relations=[Relation("expression-of-concern-in", "10.1/x", "doi")])
    assert codes(doubtful) == ["item-concern"]


def test_a_long_chain_is_no_circle_and_takes_no_recursion() -> None:
    chain = [
        Item(f"k{n}", "document", title="T", relations=[Relation("part-of", f"k{n + 1}")] if n < 300 else ())
        for n in range(301)
    ]
    assert codes(*chain) == []


def test_tables_use_the_vocabulary() -> None:
    assert set(REQUIRED) <= ITEM_TYPES
    assert {name for names in REQUIRED.values() for one in names for name in one.split("|")} <= set(VARIABLES)
    assert len({rule.code for rule in RULES}) == len(RULES)


def test_every_rule_is_documented() -> None:
    page = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    for code in [*(rule.code for rule in RULES), *COLLECTION_RULES]:
        assert f"`{code}`" in page, code


def test_citations_of_manuscripts() -> None:
    markdown = (
        "A [@a; see -@b.c, p. 3] and @d_1.\n`@no` me@example.org \\@no\n```\n@no\n```\n"
        "@{odd/{}key} <!-- @no --> @e:f.\n"
    )
    assert [(one.key, one.line) for one in citations(markdown, "x.md")] == [
        ("a", 1), ("b.c", 1), ("d_1", 1), ("odd/{}key", 6), ("e:f", 6),
    ]  # fmt: skip
    tex = "\\cite{a}\\parencite[1][2]{b, c}\n% \\cite{no}\n\\nocite{*} \\footcite*{d} 5\\% \\textcite{e}"
    assert [(one.key, one.line, one.column) for one in citations(tex, "x.tex")] == [
        ("a", 1, 7), ("b", 1, 26), ("c", 1, 29), ("d", 3, 23), ("e", 3, 40),
    ]  # fmt: skip


def test_keys_of_a_manuscript_against_a_bibliography() -> None:
    works = Bibliography([GOOD.evolve(custom={"citelib:aliases": ["old"]})])
    found = list(check_document("@good @goood @old", "paper.md", works))
    assert [(one.code, one.column) for one in found] == [("document-missing-key", 7), ("document-former-key", 14)]
    assert found[0].hint == "did you mean 'good'?"
    assert [one.code for one in check_document(r"\cite{Good}", "paper.tex", works)] == ["document-key-capitals"]


def test_a_manuscript_is_checked_with_the_files_that_it_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "refs.bib").write_text("@book{good, title={Trees}, author={Ash, Ann}, publisher={Elm}, year=1999}\n")
    paper, release = tmp_path / "paper.md", tmp_path / "release.md"
    paper.write_text("---\nbibliography: refs.bib\n---\n\nSo [@good; @goood].\n")
    release.write_text("# Trees grow\n\nWrite to us at @good.\n")
    bare = tmp_path / "bare.tex"
    bare.write_text("\\cite{good} \\cite{nothing}")

    def codes(*names: Path) -> list[str]:
        with pytest.raises(SystemExit):
            main(["check", "--json", *map(str, names)])
        return [one["code"] for one in json.loads(capsys.readouterr().out)]

    assert codes(paper) == ["document-missing-key"]
    assert codes(bare) == ["document-missing-key"] * 2
    assert codes(bare, tmp_path / "refs.bib") == ["document-missing-key"]
    assert "document-missing-key" not in codes(release)


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capfd.readouterr()
    with pytest.raises(SystemExit) as end:
        main(["check", *arguments])
    out, err = capfd.readouterr()
    return int(end.value.code or 0), out, err


def test_the_command(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    bib = tmp_path / "refs.bib"
    text = (
        "% mine\n@book{a,\n  title = {Mice &amp; men},\n  author = {GORDON, James},\n  year = 1978,\n}\n\n"
        "@book{b,\n  title    = {Untouched},\n  author={Gordon, J.}, year = 1979}\n"
    )
    bib.write_text(text)
    paper = tmp_path / "paper.md"
    paper.write_text("See\n[@a; @c].\n")
    status, out, err = run(capfd, str(bib), "--document", str(paper))
    assert (status, err) == (1, "")
    assert (
        f"{bib}:2: warning: 'a': author 'James GORDON' is written in capitals (--fix repairs it) [item-name-capitals]"
        in out
    )
    assert f"{paper}:2:6: error: the key 'c' is cited but not in the bibliography [document-missing-key]" in out
    assert "'b' is not cited [document-unused-key]" in out
    assert out.endswith("2 items: 1 error, 2 warnings, 1 info\n--fix repairs 2 of them\n")
    status, out, _ = run(capfd, str(bib), "--github", "--document", str(paper), "--ignore", "document-unused-key")
    assert out.splitlines()[-1] == (
        f"::error file={paper},line=2,col=6,title=document-missing-key::"
        "the key 'c' is cited but not in the bibliography"
    )
    status, out, _ = run(capfd, str(bib), "--json")
    assert {one["code"] for one in json.loads(out)} == {"item-name-capitals", "item-title-html"}
    assert status == 0
    status, out, _ = run(capfd, str(bib), "--diff")
    assert "+  title = {Mice \\& men}," in out
    assert "Untouched" not in "".join(line for line in out.splitlines() if line[:1] in "+-")
    assert bib.read_text() == text
    status, out, err = run(capfd, str(bib), "--fix")
    assert (status, out, err) == (0, "2 items: nothing wrong\n", f"{bib}: 1 item repaired\n")
    assert bib.read_text() == text.replace("&amp;", "\\&").replace("GORDON", "Gordon")
    assert run(capfd, str(bib), "--no-rules")[0] == 0


def test_what_cannot_be_read_stays_as_it_is(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    bib = tmp_path / "refs.bib"
    text = "@book{a, title = {$\\alpha$ &amp; men}, author = {GORDON, James}, year = 1978}\n@book{, title = {"
    bib.write_text(text)
    status, _, err = run(capfd, str(bib), "--fix")
    assert status == 1
    assert err == f"{bib}: 1 item repaired\n"
    assert bib.read_text() == text.replace("&amp;", "\\&").replace("GORDON", "Gordon")
    # Formats without blocks of text would lose what was not read.
    ris = tmp_path / "refs.ris"
    text = "TY  - BOOK\nTI  - Mice &amp; men\nAU  - GORDON, James\nPY  - 1978\nU7  - kept\nER  - \n"
    ris.write_text(text + "no RIS\n")
    capfd.readouterr()
    run(capfd, str(ris), "--fix")
    assert "no RIS" in ris.read_text() or "GORDON" not in ris.read_text()


def test_titles_keep_their_capitals(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    bib = tmp_path / "refs.bib"
    bib.write_text("@book{a, title = {The Moss of the Walls.}, author = {Roe, A.}, year = 1978}\n")
    assert run(capfd, str(bib), "--fix")[0] == 0
    assert bib.read_text() == "@book{a, title = {The Moss of the Walls}, author = {Roe, A.}, year = 1978}\n"


def test_the_library_is_checked(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from citelib.library import Library

    with Library.open(tmp_path / "refs.db") as library:
        library.add(GOOD)
        library.add(BAD["item-isbn"].evolve(id="bad", DOI=None))
    status, out, _ = run(capfd, "--library", str(tmp_path / "refs.db"))
    assert status == 1
    assert "[item-isbn]" in out
    assert "2 items: 1 error" in out


def test_real_bibliographies_have_few_errors() -> None:
    works = citelib.load(shared("corpora/cdl.bib"))
    errors = [one for one in check(works) if one.severity == "error"]
    assert len(errors) < len(works) / 50, errors[:20]


@pytest.mark.parametrize(
    "address", ["https://doi.org/10.1126/x?utm_source=twitter", "https://doi.org/10.1126/x#abstract"]
)
def test_an_address_with_more_than_a_doi_is_not_repaired(address: str) -> None:
    item = Item("a", "webpage", title="News", URL=address)
    [finding] = check(Bibliography([item]))
    assert (finding.code, finding.hint) == ("item-doi-in-url", None)
    assert repaired(item) == item
    item = Item("a", "webpage", title="News", URL="https://example.org", DOI=address)
    assert repaired(item) == item


def test_what_an_address_encodes_is_decoded() -> None:
    item = repaired(Item("a", "webpage", title="News", URL="https://doi.org/10.1126%2Fscience.x%2800%29"))
    assert (item.DOI, item.URL) == ("10.1126/science.x(00)", None)
    assert repaired(Item("a", DOI="https://dx.doi.org/10.1126%2FScience.x")).DOI == "10.1126/Science.x"


def test_names_with_other_separators_are_repaired_in_the_file(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bib = tmp_path / "refs.bib"
    bib.write_text("@book{a, author={Lee, A.; Roe, C. D.}, title={$x$}, editor={Vu, B}, year=2020}\n")
    _, out, _ = run(capfd, str(bib))
    assert "(--fix repairs it) [biblatex-names-separated]" in out or "(--fix repairs it) [bibtex-names-" in out
    assert run(capfd, str(bib), "--fix") == (0, "1 item: nothing wrong\n", f"{bib}: 1 item repaired\n")
    assert bib.read_text() == "@book{a, author={Lee, A. and Roe, C. D.}, title={$x$}, editor={Vu, B}, year=2020}\n"


def test_kinds_are_counted_where_findings_are_many(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    bib = tmp_path / "refs.bib"
    bib.write_text("".join(f"@book{{a{n}, author={{Lee, A}}, title={{T}}}}\n" for n in range(60)))
    status, out, _ = run(capfd, str(bib))
    assert status == 0
    assert "… and 10 more [item-missing-field]\n" in out
    assert "    60  warning   A variable that the type needs is missing [item-missing-field]\n" in out
    assert out.endswith("60 items: 60 warnings\n")


def test_a_month_beside_a_year_that_is_none_is_a_month() -> None:
    def messages(**fields: str) -> list[str]:
        item = GOOD.evolve(custom={f"bibtex:{name}": value for name, value in fields.items()})
        return [one.message for one in check(Bibliography([item]))]

    assert messages(month="may") == []
    assert messages(month="smarch") == ["'good': month is 'smarch', which is not part of a date"]
    assert messages(day="may") == ["'good': day is 'may', which is not part of a date"]


def test_a_name_that_stands_there_three_times_is_told_once() -> None:
    item = GOOD.evolve(author=[Name("Roe", "Bo")] * 3)
    assert [one.message for one in check(Bibliography([item]))] == ["'good': author 'Bo Roe' is there more than once"]
