from __future__ import annotations

from pathlib import Path

import pytest

from citelib.csl.style import cache
from citelib.csl.style.catalogue import all_styles, style_files
from citelib.csl.style.repository import find_style, load_style, read_style, resolve_style, search_styles
from citelib.errors import ReadError, StyleError, UnknownNameError
from tests.csl.style.samples import style


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("apa", "apa"),
        ("APA", "apa"),
        ("apa.csl", "apa"),
        ("http://www.zotero.org/styles/apa", "apa"),
        ("https://www.zotero.org/styles/Nature?source=1", "nature"),
        ("Nature Genetics", "nature-genetics"),
        ("apa style 7TH edition", "apa"),
        ("vancouver", "nlm-citation-sequence"),
        ("1061-4036", "nature-genetics"),
        ("15461718", "nature-genetics"),
        ("science-news", "science-news"),
    ],
)
def test_a_style_answers_to_its_names(asked: str, name: str) -> None:
    assert find_style(asked).name == name


@pytest.mark.parametrize("asked", ["apaa", "chicago-foo", "no such style", "../apa", "", "apa\0", "/etc/passwd"])
def test_an_unknown_name_is_an_error_never_another_style(asked: str) -> None:
    with pytest.raises(UnknownNameError):
        find_style(asked)


def test_near_matches_and_renames_are_told() -> None:
    with pytest.raises(UnknownNameError, match="modern-language-association"):
        find_style("modern-langage-asociation")
    with pytest.raises(UnknownNameError, match="nlm-citation-sequence"):
        find_style("vancuver")


def test_a_dependent_style_keeps_its_title_and_locale() -> None:
    parsed = load_style("nature-genetics")
    assert (parsed.info.title, parsed.default_locale) == ("Nature Genetics", "en-GB")
    assert parsed.macros == load_style("nature").macros


def test_a_style_is_taken_from_text_and_from_a_path(tmp_path: Path) -> None:
    xml = style().replace("Test", "Überstil")
    (tmp_path / "my.csl").write_bytes(b'<?xml version="1.0" encoding="iso-8859-1"?>\n' + xml.encode("latin-1"))
    for source in (xml, tmp_path / "my.csl", str(tmp_path / "my.csl"), f'<?xml version="1.0" encoding="x"?>\n{xml}'):
        assert load_style(source).info.title == "Überstil"
    with pytest.raises(ReadError):
        load_style(tmp_path / "none.csl")
    with pytest.raises(UnknownNameError):
        load_style(str(tmp_path / "none.csl"))


def test_a_dependent_style_without_its_parent_is_an_error() -> None:
    info = '<info><link rel="independent-parent" href="http://x.org/no-such-style-anywhere"/></info>'
    with pytest.raises(StyleError, match="no-such-style-anywhere"):
        load_style(f"<style>{info}</style>")
    with pytest.raises(StyleError):
        load_style("<style")


def test_search() -> None:
    names = [entry.name for entry in search_styles("chicago", kind="independent")]
    assert "chicago-author-date" in names
    assert all("chicago" in name for name in names[:5])
    assert {entry.format for entry in search_styles(format="note", field="history")} == {"note"}
    assert search_styles("chicago no-such-word") == []
    assert len(all_styles()) == len(style_files())


def test_the_same_style_is_not_made_again() -> None:
    assert resolve_style("apa") is resolve_style("APA")
    assert resolve_style("apa", "de-DE") is not resolve_style("apa")


def test_a_parsed_style_comes_back_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITELIB_CACHE", str(tmp_path))
    data = style().encode()
    first = read_style(data)
    (entry,) = tmp_path.iterdir()
    assert read_style(data) == first
    for damaged in (b"", b"x", entry.read_bytes()[:-5], b"0" * 64 + b"\n{}"):
        entry.write_bytes(damaged)
        assert cache.load(entry.name) is None
        assert read_style(data) == first
        assert cache.load(entry.name) is not None


def test_a_cache_that_holds_something_else_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITELIB_CACHE", str(tmp_path))
    data = style().encode()
    first = read_style(data)
    for value in ({"": "Text"}, {"": "os.system", "command": "x"}, [1], 5, {"": "Style", "no": 1}, {"x": 1}):
        cache.save(cache.key("style", data), value)
        assert read_style(data) == first


def test_without_a_cache_everything_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    for place in ("", str(tmp_path / "file" / "below")):
        monkeypatch.setenv("CITELIB_CACHE", place)
        assert read_style(style().encode()).citation is not None
