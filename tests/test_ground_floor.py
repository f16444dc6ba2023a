"""The ground floor: comparing text, near matches, files that are whole or not there, registries, errors that travel."""

from __future__ import annotations

import inspect
import pickle
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib import errors
from citelib.comparing import fold, fold_words, strip_markup
from citelib.diagnostics import Diagnostic
from citelib.files import cache_folder, decode, new_file, replace_file
from citelib.identifiers import as_doi, is_short_doi, normal, recognise
from citelib.near import did_you_mean, near_matches
from citelib.registry import Registry

ERRORS = [kind for kind in vars(errors).values() if inspect.isclass(kind) and issubclass(kind, errors.CitelibError)]
ARGUMENTS = {
    errors.ReadError: ({"format": "ris", "source": "a.ris", "line": 3, "column": 7}, ("broken",)),
    errors.StyleError: ({}, ("broken", [Diagnostic("error", "style-x", "wrong", line=2)])),
    errors.LocaleError: ({}, ("broken", [Diagnostic("error", "locale-x", "wrong", line=2)])),
    errors.UnknownNameError: ({"known": ["apa", "ieee"]}, ("style", "appa")),
    errors.UnknownIdError: ({}, ("lee2020", ["lee2021"])),
    errors.UnknownRelationError: ({}, ("reports", ["reports-on"])),
    errors.ExpressionError: ({"hint": "close it"}, ("not closed", 4)),
    errors.PatternError: ({"hint": "close it"}, ("not closed", 4)),
    errors.QueryError: ({"hint": "close it"}, ("not closed", 4)),
}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Sørensen", "sorensen"),
        ("SØRENSEN", "sorensen"),
        ("José  Ñandú", "jose nandu"),
        ("Łukasz Đorđe", "lukasz dorde"),
        ("Ægir Œuvre", "aegir oeuvre"),
        ("Groß GROẞ", "gross gross"),
        ("Işık İnce", "isik ince"),
        ("Ǿstergård Ǽ", "ostergard ae"),
        ("Þór Guðrún", "thor gudrun"),
        ("O’Brien", "o'brien"),
        ("ﬁne ２", "fine 2"),
    ],
)
def test_letters_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_is_done_once_and_for_all(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper()) == fold(text.upper().lower())


def test_markup_goes_and_less_than_stays() -> None:
    assert strip_markup("H<sub>2</sub>O, p <0.05, a<b>c") == "H2O, p <0.05, ac"
    assert strip_markup("<italic>x</italic> i < 3") == "<italic>x</italic> i < 3"
    assert fold_words('A <span style="font-variant:small-caps;">Small</span>-cap') == "a small cap"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("doi.org/10.5555/Moss", ("doi", "10.5555/moss")),
        ("dx.doi.org/10.5555/moss", ("doi", "10.5555/moss")),
        ("doi: dx.doi.org/10.5555/moss", ("doi", "10.5555/moss")),
        ("www.ncbi.nlm.nih.gov/pubmed/30975859", ("pmid", "30975859")),
        ("pubmed.ncbi.nlm.nih.gov/30975859/", ("pmid", "30975859")),
        ("pmc.ncbi.nlm.nih.gov/articles/PMC6785189/", ("pmcid", "PMC6785189")),
        ("arxiv.org/abs/1207.7214v2", ("arxiv", "1207.7214")),
        ("moss.org/10.5555/moss", None),
    ],
)
def test_addresses_of_identifiers_are_known_without_https(text: str, found: tuple[str, str] | None) -> None:
    """Browsers leave it out when they show an address, and people copy what they see."""
    assert recognise(text) == found
    if found and found[0] == "doi":
        assert recognise(f"https://{text.removeprefix('doi: ')}") == found


def test_a_doi_among_medlines_identifiers() -> None:
    assert as_doi("S0016508594002283 [pii];10.5555/moss.1 [doi]") == "10.5555/moss.1"
    assert as_doi("S0016508594002283 [pii]; 10.5555/moss.1") == "10.5555/moss.1"
    assert as_doi("S0016508594002283 [pii]") is None


def test_an_identifier_has_a_length_that_it_may_have() -> None:
    longest = "10.5555/" + "x" * 2040
    assert normal("doi", longest) == longest
    assert normal("doi", longest + "x") is None


def test_short_dois_are_known_without_https() -> None:
    assert is_short_doi("doi.org/ggkd66")
    assert not is_short_doi("moss.org/ggkd66")


def test_near_matches_have_a_bound() -> None:
    assert near_matches("titel", [f"title{number}" for number in range(10_001)]) == []
    assert did_you_mean("zzz", ["title"], "look again") == "look again"


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_errors_survive_pickling(kind: type[errors.CitelibError]) -> None:
    keywords, arguments = ARGUMENTS.get(kind, ({"hint": "mend it"}, ("broken",)))
    error = kind(*arguments, **keywords)
    error.add_note("while reading")
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is kind
    assert str(back) == str(error)
    assert vars(back) == vars(error)
    assert back.args == error.args


def _fail(name: str) -> None:
    raise errors.UnknownNameError("style", name, known=["apa"])


def test_errors_come_back_from_another_process() -> None:
    with ProcessPoolExecutor(1) as pool, pytest.raises(errors.UnknownNameError, match="did you mean 'apa'"):
        pool.submit(_fail, "appa").result(timeout=60)


def test_a_new_file_is_whole_or_not_there(tmp_path: Path) -> None:
    target = tmp_path / "refs.bib"
    target.write_text("old")
    with pytest.raises(UnicodeEncodeError), new_file(target) as new:
        new.path.write_text("half \udc80", encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["refs.bib"]
    assert target.read_text() == "old"
    with new_file(target) as new:
        new.path.write_text("whole")
        new.target = tmp_path / "other.bib"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.bib", "refs.bib"]


def test_replacing_keeps_mode_and_link(tmp_path: Path) -> None:
    target, link = tmp_path / "refs.bib", tmp_path / "link.bib"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    replace_file(link, ["ne", "w"])
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o640
    with pytest.raises(errors.WriteError, match="there is no folder"):
        replace_file(tmp_path / "nowhere" / "x", ["x"])


def test_the_cache_can_be_named_and_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITELIB_CACHE", "somewhere")
    assert cache_folder() == Path("somewhere")
    monkeypatch.setenv("CITELIB_CACHE", "")
    assert cache_folder() is None


def test_a_registry_imports_what_is_asked_for() -> None:
    numbers: Registry[float] = Registry("number", "math", {"pi": "nowhere:pi"})
    assert list(numbers) == ["pi"]
    with pytest.raises(errors.UnknownNameError, match=r"no number is named 'pie'.*'pi'"):
        numbers.find("pie")
    with pytest.raises(ModuleNotFoundError):
        numbers.find("pi")


ENCODED = {
    "gb18030": "@article{k, author={王小明 and 李四}, title={关于某事的研究}}",
    "big5": "@article{k, author={王小明 and 李四}, title={關於道路的研究與發展}}",
    "shift_jis": "TY  - JOUR\r\nAU  - 山田, 太郎\r\nTI  - 道路の研究\r\nER  - \r\n",
    "euc_jp": "TY  - JOUR\nAU  - 山田, 太郎\nTI  - 道路の研究について\nER  - \n",
    "euc_kr": "TY  - JOUR\nAU  - 김, 철수\nTI  - 도로에 관한 연구\nER  - \n",
    "cp1252": "TY  - JOUR\nAU  - Lefèvre, René\nTI  - L’étude des forêts – « Über Straßen »\nER  - \n",
    "cp1250": "TY  - JOUR\nAU  - Dvořák, Jiří\nAU  - Łącki, Świętosław\nTI  - Žluťoučký kůň\nER  - \n",
    "cp1251": "TY  - JOUR\nAU  - Иванов, Иван\nTI  - О дорогах и мостах\nER  - \n",
    "mac_roman": "TY  - JOUR\nAU  - Müller, Jürgen\nTI  - Über Straßen und Brücken\nER  - \n",
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_encodings_are_told_by_what_text_they_give(encoding: str) -> None:
    assert decode(ENCODED[encoding].encode(encoding)) == (ENCODED[encoding], encoding)


def test_what_a_text_says_of_its_encoding_counts() -> None:
    text = "% Encoding: windows-1251\n@book{k, title={Ж}}"
    assert decode(text.encode("cp1251")) == (text, "cp1251")
    assert decode(text.encode()) == (text, "utf-8"), "but no text in UTF-8 is misread for it"


@pytest.mark.parametrize("as_path", [True, False])
def test_a_guess_is_told_and_can_be_overruled(tmp_path: Path, as_path: bool) -> None:
    from citelib.formats.exchange import load, loads

    data = ENCODED["mac_roman"].encode("mac_roman")
    (tmp_path / "a.ris").write_bytes(data)
    read = (lambda **options: load(tmp_path / "a.ris", **options)) if as_path else (lambda **o: loads(data, "ris", **o))
    told = [one for one in read().diagnostics if one.code == "items-encoding"]
    assert [one.severity for one in told] == ["warning"]
    assert "mac_roman" in told[0].message
    works = read(encoding="cp437")
    assert not any(one.code == "items-encoding" for one in works.diagnostics)
    assert "Müller" not in str(next(iter(works.values())).author[0])
    with pytest.raises(errors.UnknownNameError, match="cp1250"):
        read(encoding="cp125")
