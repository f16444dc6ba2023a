"""MARC 21 and UNIMARC: each kind of field, and what is kept of it."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pytest

from citelib.formats.catalogues.marc.record import parse_field
from citelib.formats.exchange import dumps, loads
from citelib.model import Item, Name, Relation

BOOK = "00000nam a2200000 a 4500"


def record(*fields: str, leader: str = BOOK, control: str = "") -> str:
    """MARCXML of fields in the form ``TAG 0#$aText``."""
    made = []
    for line in fields:
        field = parse_field(line[:3], line[4:])
        assert field is not None, line
        inside = "".join(f'<subfield code="{code}">{escape(value)}</subfield>' for code, value in field.subfields)
        ind1, ind2 = field.indicators[0], field.indicators[1]
        made.append(f'<datafield tag="{field.tag}" ind1="{ind1}" ind2="{ind2}">{inside}</datafield>')
    coded = f'<controlfield tag="008">{control.ljust(40)}</controlfield>' if control else ""
    first = '<controlfield tag="001">x</controlfield>'
    return f"<record><leader>{leader}</leader>{first}{coded}{''.join(made)}</record>"


def read(*fields: str, leader: str = BOOK, control: str = "") -> Item:
    """The item, which must survive being written again, with all that has been kept."""
    works = loads(record(*fields, leader=leader, control=control), "marcxml")
    assert loads(dumps(works, "marcxml"), "marcxml") == works
    return works["x"]


@pytest.mark.parametrize(
    ("field", "title"),
    [
        ("245 14$aThe map /$cA. Low.", "The map"),
        ("245 10$aMap :$ban essay /", "Map: an essay"),
        ("245 10$aMap.$nPart 2,$pRoads :$ban atlas /", "Map. Part 2: Roads: an atlas"),
        ("245 10$aMap.$pRoads.", "Map. Roads"),
        ("245 10$aKarte =$bMap /", "Karte = Map"),
        ("245 10$aMap ;$bRoads /", "Map; Roads"),
        ("245 10$aMap$h[electronic resource] :$ban essay", "Map: an essay"),
        ("880 10$6245-00/$1".replace("/$1", "/1") + "$a地圖", "地圖"),
    ],
)
def test_titles(field: str, title: str) -> None:
    assert read(field).title == title


@pytest.mark.parametrize(
    ("control", "imprint", "issued"),
    [
        ("", "260 ##$aParis :$bX,$cc1993.", "1993"),
        ("", "264 #1$aParis :$bX,$c[1957?]", "1957?"),
        ("", "264 #1$c1402 [1982]", "1982"),
        ("", "264 #1$c[197-?]", "197X?"),
        ("", "264 #1$c1994-", "1994/.."),
        ("850219s1984    ", "500 ##$aNo imprint.", "1984"),
        ("850219m19841990", "500 ##$aNo imprint.", "1984/1990"),
        ("850219c19849999", "500 ##$aNo imprint.", "1984/.."),
        ("850219e19840514", "264 #1$c1984.", "1984-05-14"),
        ("850219nuuuuuuuu", "500 ##$aNo date.", ""),
    ],
)
def test_dates(control: str, imprint: str, issued: str) -> None:
    date = read("245 00$aT", imprint, control=control).issued
    assert (date.edtf() if date else "") == issued


def test_a_reprint_has_the_date_of_the_original() -> None:
    item = read("245 00$aT", "260 ##$c1984.", control="850219r19841949")
    assert str(item.original_date) == "1949"


def test_marks_of_cataloguers_are_kept_with_the_field() -> None:
    item = read("245 00$aT", "264 #1$a[Berlin] :$bX,$c1900.")
    assert (item.publisher_place, item.publisher) == ("Berlin", "X")
    assert item.custom["marc:264"] == ["#1$a[Berlin] :$bX,$c1900."]


def test_no_place_and_no_name_are_nothing() -> None:
    item = read("245 00$aT", "260 ##$a[S.l.] :$b[s.n.],$c1900.")
    assert item.publisher is None
    assert item.publisher_place is None


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("edited by John Smith and Mary Jones", {"editor": 2}),
        ("by John Smith ; translated by Mary Jones", {"author": 1, "translator": 1}),
        ("John Smith ; mit einem Vorwort von Mary Jones", {"author": 1, "contributor": 1}),
        ("sous la direction de John Smith ; illustrations de Mary Jones", {"editor": 1, "illustrator": 1}),
        ("edited and translated by John Smith and Mary Jones", {"editor": 2, "translator": 2}),
        ("John Smith, Mary Jones (eds.)", {"editor": 2}),
        ("", {"editor": 2}),
    ],
)
def test_roles_by_the_statement(statement: str, names: dict[str, int]) -> None:
    title = f"245 00$aT /$c{statement}" if statement else "245 00$aT"
    item = read(title, "700 1#$aSmith, John.", "700 1#$aJones, Mary.")
    assert {name: len(item.get(name)) for name in names} == names


@pytest.mark.parametrize(
    ("statement", "main", "role"),
    [
        ("Ф. Достоевский ; под редакцией В. Иванова", True, "editor"),
        ("под редакцией В. Иванова ; перевод А. Петрова", False, "editor"),
        ("Ф. Достоевский ; перевод В. Иванова", True, "author"),
        ("В. Иванов и др.", False, "author"),
        ("", True, "author"),
        ("", False, "editor"),
    ],
)
def test_roles_of_whom_the_statement_does_not_name(statement: str, main: bool, role: str) -> None:
    title = f"245 00$aT /$c{statement}" if statement else "245 00$aT"
    entry = ["100 1#$aDostoyevsky, Fyodor."] if main else []
    item = read(*entry, title, "700 1#$aIvanov, V.")
    assert item.get(role)[-1].family == "Ivanov"


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("100 1#$aKing, Martin Luther,$cJr.,$d1929-1968.", Name("King", "Martin Luther", "Jr.")),
        ("100 0#$aJohn Paul$bII,$cPope,$d1920-2005.", Name(literal="John Paul II")),
        ("100 0#$aThomas,$cAquinas, Saint,$d1225?-1274.", Name(literal="Thomas Aquinas")),
        ("100 0#$aHomer.", Name(literal="Homer")),
        ("100 3#$aJones family.", Name(literal="Jones family")),
        ("100 1#$aLow, A.$0(orcid)0000-0002-1825-0097", Name("Low", "A.", orcid="0000-0002-1825-0097")),
        ("110 1#$aNorway.$bStorting.", Name(literal="Norway. Storting")),
    ],
)
def test_names(field: str, name: Name) -> None:
    (author,) = read(field, "245 10$aT").author
    assert (author.family, author.given, author.suffix, author.literal, author.orcid) == (
        name.family,
        name.given,
        name.suffix,
        name.literal,
        name.orcid,
    )


def test_the_field_of_a_name_is_kept_with_the_name() -> None:
    item = read("100 1#$aLow, A.$q(Ann),$d1901-$0(DE-588)1", "245 10$aT")
    assert item.author[0].custom == {"dates": "1901-", "marc": "$q(Ann),$0(DE-588)1"}
    assert '<subfield code="0">(DE-588)1</subfield>' in dumps([item], "marcxml")


def test_publishers_and_owners_are_no_contributors() -> None:
    item = read("245 10$aT", "710 2#$aX Press,$epublisher.", "700 1#$aLow, A.,$eformer owner.")
    assert item.publisher == "X Press"
    assert not item.contributor
    assert item.custom["marc:700"] == ["1#$aLow, A.,$eformer owner."]


def test_several_roles_of_one_person() -> None:
    item = read("245 10$aT", "700 1#$aLow, A.,$eeditor,$etranslator.")
    assert item.editor == item.translator == (Name("Low", "A."),)


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        (["856 42$3Table of contents$uhttp://x.org/toc"], None),
        (["856 41$3Publisher description$uhttp://x.org/d", "856 40$uhttp://x.org/"], "http://x.org/"),
        (["856 41$uhttp://x.org/copy", "856 40$uhttp://x.org/"], "http://x.org/"),
        (["024 7#$a10.1000/x$2doi", "856 4#$uhttp://x.org/a.csv$s12$ya.csv"], None),
        (["024 7#$a1/2$2hdl"], "https://hdl.handle.net/1/2"),
    ],
)
def test_addresses(fields: list[str], address: str | None) -> None:
    item = read("245 00$aT", *fields)
    assert item.get("URL") == address


def test_the_address_of_a_doi_is_the_doi() -> None:
    item = read("245 00$aT", "856 40$uhttps://doi.org/10.1000/182")
    assert (item.DOI, item.URL) == ("10.1000/182", None)


@pytest.mark.parametrize(
    ("note", "genre", "publisher"),
    [
        ("502 ##$aThesis (Ph.D.)--University of X, 1999.", "Ph.D.", "University of X"),
        ("502 ##$bDissertation$cUniversität X$d2010", "Dissertation", "Universität X"),
        ("502 ##$aMünchen, Univ., Diss., 2010", "Dissertation", "Univ. München"),
        ("502 ##$aDissertation, Universität Wien, 2015", "Dissertation", "Universität Wien"),
        ("502 ##$aThèse de doctorat : Histoire : Paris 1 : 1999", "Thèse de doctorat", "Paris 1"),
    ],
)
def test_theses(note: str, genre: str, publisher: str) -> None:
    item = read("245 00$aT", note)
    assert (item.type, item.genre, item.publisher) == ("thesis", genre, publisher)


@pytest.mark.parametrize(
    ("leader", "control", "fields", "type"),
    [
        ("00000nas a", "850219c19849999nyuqr p", [], "periodical"),
        ("00000nai a", "850219c19849999nyuqr w", [], "webpage"),
        ("00000nam a", "850219s1984    nyu      t  ", [], "report"),
        ("00000nam a", "", ["336 ##$atext$btxt$2rdacontent", "336 ##$amoving image$btdi"], "book"),
        ("00000nmm a", "", ["336 ##$acomputer dataset$bcod$2rdacontent"], "dataset"),
        ("00000     ", "", ["336 ##$aDataset"], "dataset"),
        ("00000ngm a", "850219s1984    nyu112            sl", [], "graphic"),
        ("00000nab a", "", ["773 0#$tX$g1 (1984)"], "article-journal"),
        ("00000naa a", "", ["773 0#$tX$z9780199535569"], "chapter"),
        ("00000naa a", "", ["773 0#$tX / edited by A. Low$dBern, 1992$gp. 4-7"], "chapter"),
        ("00000nam a", "", ["655 #7$aHochschulschrift$2gnd"], "thesis"),
        ("00000nam a", "", ["088 ##$aNASA-1"], "report"),
        ("00000coc a", "", ["980 ##$aThesis"], "thesis"),
    ],
)
def test_types(leader: str, control: str, fields: list[str], type: str) -> None:
    assert read("245 00$aT", *fields, leader=leader.ljust(24), control=control).type == type


@pytest.mark.parametrize(
    ("extent", "pages", "volumes"),
    [
        ("xii, 345 p., [16] p. of plates :", "345", None),
        ("1 online resource (xv, 304 pages)", "304", None),
        ("3 v. (1234 p.) ;", "1234", "3"),
        ("v. ;", None, None),
    ],
)
def test_extents(extent: str, pages: str | None, volumes: str | None) -> None:
    item = read("245 00$aT", f"300 ##$a{extent}")
    assert (item.number_of_pages, item.number_of_volumes) == (pages, volumes)


def test_series() -> None:
    item = read("245 00$aT", "490 1#$aEssays ;$v7", "830 #0$aEssays ;$v7.", "830 #0$aOther series.")
    assert (item.collection_title, item.collection_number) == ("Essays", "7")
    assert item.custom["marc:830"] == ["#0$aOther series."]


def test_relations() -> None:
    item = read("245 00$aT", "787 08$iDataset:$o10.1000/x", "780 00$tBefore$x1234-5679")
    assert item.relations == (Relation("related-to", "10.1000/x", "doi"),)
    assert item.custom["marc:780"] == ["00$tBefore$x1234-5679"]


def test_what_is_kept_stands_for_what_would_be_made() -> None:
    """No field twice, and none that says what is no longer so."""
    kept = "300 ##$axii, 230 p. :$bill. ;$c26 cm."
    works = loads(record("245 00$aT", kept), "marcxml")
    assert dumps(works, "marcxml").count('tag="300"') == 1
    changed = dumps([works["x"].evolve(number_of_pages="231")], "marcxml")
    assert loads(changed, "marcxml")["x"].number_of_pages == "231"


def test_blanks_of_coded_fields_are_kept() -> None:
    coded = "850219s1984    nyu           000 0 eng  "
    assert f'<controlfield tag="008">{coded}</controlfield>' in dumps(
        loads(record("245 00$aT", control=coded), "marcxml"), "marcxml"
    )


def test_unimarc() -> None:
    item = read(
        "010 ##$a978-2-07-036024-5$bbr.",
        "101 1#$afre$ceng",
        "200 1#$aLe livre$eessai$fJean Martin$gtraduit par Anne Dupont",
        "214 #3$aLyon$cImprimeur",
        "214 #0$aParis$cGallimard$dDL 2009",
        "215 ##$a1 vol. (331 p.)$d18 cm",
        "225 0#$aFolio$v2",
        "454 #|$tThe book",
        "700 #1$aMartin$bJean$4070",
        "702 #1$aDupont$bAnne$4730",
        "702 #1$aGallimard$4650",
        "801 #3$aFR",
        leader="     cam0 22        450 ",
    )
    assert item.title == "Le livre: essai"
    assert (item.author, item.translator) == ((Name("Martin", "Jean"),), (Name("Dupont", "Anne"),))
    assert (item.publisher, item.publisher_place, str(item.issued)) == ("Gallimard", "Paris", "2009")
    assert (item.number_of_pages, item.collection_title, item.original_title) == ("331", "Folio", "The book")
    assert not item.contributor
    assert item.custom["marc:unimarc801"] == ["#3$aFR"]


def test_a_host_of_embedded_fields() -> None:
    item = read(
        "200 1#$aUn article$fMarie Curie",
        "461 #0$12001 $aAnnales$1011  $a0003-4169",
        "463 #|$tAnnales$v12$d1905$pp. 12-34",
        leader="     naa0 22        450 ",
    )
    assert (item.container_title, item.ISSN, item.volume, item.page) == ("Annales", "0003-4169", "12", "12-34")
    assert str(item.issued) == "1905"


def test_the_exchange_form_is_written_with_its_lengths() -> None:
    text = dumps([Item("x", "book", title="Über Ordnung", author=[Name("Low", "Ann")])], "marc")
    data = text.encode()
    assert int(data[:5]) == len(data)
    base = int(data[12:17])
    directory = data[24 : base - 1].decode()
    entry = next(directory[at : at + 12] for at in range(0, len(directory), 12) if directory[at : at + 3] == "245")
    length, start = int(entry[3:7]), int(entry[7:])
    assert data[base + start : base + start + length].decode() == "10\x1faÜber Ordnung\x1e"
    assert loads(data, "marc")["x"].author == (Name("Low", "Ann"),)


def test_a_field_too_long_for_the_exchange_form_is_told_of() -> None:
    item = Item("x", "book", title="T", abstract="order " * 4000 + "end")
    found: list[str] = []
    text = dumps([item], "marc", report=lambda one: found.append(one.code))
    assert found == ["marc-too-long"]
    assert loads(text, "marc")["x"] == item


@pytest.mark.parametrize("format", ["marc", "marcxml"])
def test_a_part_of_something_stays_that(format: str) -> None:
    item = Item("a", "book", title="T", relations=[Relation("part-of", "10.5555/whole", "doi")])
    [back] = loads(dumps([item], format), format).values()
    assert back.relations == item.relations
    assert not back.custom


def exchange(content: bytes, mark: bytes = b"a") -> bytes:
    """A record in the exchange form with one title, whatever its bytes."""
    return b"00000nam " + mark + b"2200000 a 4500" + b"245001500000\x1e10\x1fa" + content + b"\x1e\x1d"


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (b"Histoire du th\xe2e\xe3atre et de Genevi\xe1eve", "Histoire du théâtre et de Geneviève"),
        ("Une généalogie".encode("latin-1"), "Une généalogie"),
        ("Über Häuser".encode(), "Über Häuser"),
    ],
)
def test_encodings_that_the_leader_denies(content: bytes, title: str) -> None:
    (item,) = loads(exchange(content), "marc").values()
    assert item.title == title


def test_a_wrong_byte_costs_only_itself_and_is_told() -> None:
    works = loads(exchange("Čapek, Škoda a ".encode() + b"\xe3("), "marc")
    assert [item.title for item in works.values()] == ["Čapek, Škoda a �("]
    assert "marc-encoding" in {one.code for one in works.diagnostics}


def test_pica_is_not_taken_for_empty_marc() -> None:
    text = '<record><leader/><datafield tag="021A"><subfield code="a">Karten</subfield></datafield></record>'
    works = loads(text, "marcxml")
    assert not works
    assert [(one.severity, one.code) for one in works.diagnostics] == [("error", "marc-no-fields")]


MNEMONIC = """=LDR  00000nam a2200000 a 4500
=001  x
=020  \\\\$a3000000000 :$c{dollar}5
=100  1\\$aRoa, Ad{egrave}le,$d1950-
=245  14$aThe {uml}uber map {lcub}A{rcub} /$cAd{grave}ele Roa.
=260  \\\\$aUlm :$bMoss,$c2001.
"""


def test_the_form_in_which_marcedit_shows_records() -> None:
    works = loads(f"{MNEMONIC}\n{MNEMONIC.replace('=001  x', '=001  y')}")
    assert list(works) == ["x", "y"]
    first = works["x"]
    assert (first.title, str(first.issued)) == ("The über map {A}", "2001")
    assert first.author == (Name("Roa", "Adèle", custom={"dates": "1950-"}),)
    assert first.custom["marc:020"] == ["##$a3000000000 :$c{dollar}5"]


def test_a_record_of_marcedit_needs_no_empty_line_before_the_next() -> None:
    works = loads(MNEMONIC + MNEMONIC.replace("=001  x", "=001  y"), "marc")
    assert list(works) == ["x", "y"]
