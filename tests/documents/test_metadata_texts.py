"""Citations in the metadata of Markdown, however YAML has the text; what is put there is YAML of the same shape."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.documents.markdown.read import read
from citelib.documents.markdown.values import text_values
from citelib.documents.markdown.write import write
from citelib.documents.render import render
from citelib.formats.json_yaml.yaml_values import read_yaml
from citelib.model import Date, Item, Name

WORKS = [
    Item("ash", "book", title='On "trees": it\'s #1', author=[Name("Ash", "Ann")], issued=Date.on(1999)),
    Item("elm", "book", title="Leaves", author=[Name("Elm", "Ed"), Name("Fir", "F.")], issued=Date.on(2001)),
    Item("fir", "book", title="Roots: A life, with leaves"),
]


def written(yaml: str, style: str = "apa") -> str:
    text = write(render(read(f"---\n{yaml}---\n\nText.\n"), WORKS, style=style))
    return text[4 : text.index("---\n", 4)]


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("title: On trees [@ash, p. 3]\n", "title: On trees (Ash, 1999, p. 3)\n"),
        ("title: '@ash'\n", "title: 'Ash (1999)'\n"),
        ('title: "[see @ash; @elm]"\n', 'title: "(see Ash, 1999; Elm & Fir, 2001)"\n'),
        ("abstract: |\n  We follow @elm\n  [p. 4].\n", "abstract: |\n  We follow Elm & Fir (2001, p. 4).\n"),
        ("abstract: >-\n  On [@ash]\n  once.\n", "abstract: >-\n  On (Ash, 1999)\n  once.\n"),
        ("abstract: On\n  trees [@ash]\n", "abstract: On\n  trees (Ash, 1999)\n"),
        ("author:\n- name: A. B.\n  note: As in [@ash]\n", "author:\n- name: A. B.\n  note: As in (Ash, 1999)\n"),
        ('keywords: [trees, "b [@ash]"] # see @elm\n', 'keywords: [trees, "b (Ash, 1999)"] # see @elm\n'),
        ("thanks: 'It''s [@ash]'\n", "thanks: 'It''s (Ash, 1999)'\n"),
        ('thanks: "\\"So\\" [@ash]"\n', 'thanks: "\\"So\\" (Ash, 1999)"\n'),
        ("abstract: As \\citet{ash} says\n", "abstract: As Ash (1999) says\n"),
    ],
)
def test_every_way_to_write_a_text(yaml: str, expected: str) -> None:
    assert written(yaml) == expected


@pytest.mark.parametrize(
    "yaml",
    [
        "email: ash@example.org\n",
        "twitter: '@nobody'\n",
        'title: "\\\\@ash and `@ash`"\n',
        'header-includes: "\\\\cite{ash}"\n',
        "# title: [@ash]\nlang: en\n",
        "format:\n  html:\n    footer: '@ash'\n",
    ],
)
def test_what_cites_nothing_stays(yaml: str) -> None:
    done = render(read(f"---\n{yaml}---\n\nText.\n"), WORKS, style="apa")
    assert written(yaml) == yaml
    assert done.diagnostics == ()


def test_a_missing_key_of_the_title_is_an_error_in_its_line() -> None:
    [error] = render(read("---\nlang: en\ntitle: 'See [@ahs]'\n---\n"), WORKS, style="apa").diagnostics
    assert (error.line, error.column, error.code) == (3, 14, "document-missing-key")


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("title: See @fir now\n", "title: See *Roots&#58; A Life, with Leaves* (n.d.) now\n"),
        ("x: [see @fir now]\n", "x: [see *Roots&#58; A Life&#44; with Leaves* (n.d.) now]\n"),
        ("x: 'see @fir now'\n", "x: 'see *Roots: A Life, with Leaves* (n.d.) now'\n"),
    ],
)
def test_what_is_put_into_a_bare_text_does_not_end_it(yaml: str, expected: str) -> None:
    assert shape(read_yaml(written(yaml))) == shape(read_yaml(yaml))
    assert written(yaml) == expected


def test_notes_stay_within_the_marks_of_yaml() -> None:
    yaml = written('title: "On trees [@ash]."\nx: {a: "[@elm]"}\n', "chicago-notes-bibliography")
    assert yaml == 'title: "On trees [^cite-1]."\nx: {a: "[^cite-2]"}\n'


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["'{}'", '"{}"', "{}", "|\n  {}", ">\n  {}", "[a, '{}', b]", '{{k: "{}"}}', "\n- {}\n- c"]),
            st.sampled_from(["see [@ash, p. 3]", "so @elm [p. 1]", "as [@ash; @elm] and", "no works", "x [see: @ash]"]),
        ),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(["apa", "ieee", "mla", "chicago-notes-bibliography"]),
)
def test_what_is_written_is_yaml_of_the_same_shape(values: list[tuple[str, str]], style: str) -> None:
    values = [(form, text) for form, text in values if ": " not in text or not form.endswith(("{}", "c"))]
    yaml = "".join(f"k{number}: {form.format(text)}\n" for number, (form, text) in enumerate(values)) or "a: b\n"
    made = written(yaml, style)
    assert shape(read_yaml(made)) == shape(read_yaml(yaml))
    assert "@" not in made


def shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    return [shape(one) for one in value] if isinstance(value, list) else type(value) is not None


@given(st.text("ab:'\"|>-[]{},#&*!@\n \\", max_size=60))
def test_no_metadata_break_the_reader(yaml: str) -> None:
    for value in text_values(yaml):
        assert 0 <= value.start <= value.end <= len(yaml)
    read(f"---\n{yaml}\n---\n")


def test_what_asks_for_works_to_be_listed_goes_when_they_are() -> None:
    text = "---\nnocite: |\n  @elm\nlang: en\n---\n\nText [@ash].\n"
    made = write(render(read(text), WORKS, style="apa"))
    assert made.startswith("---\nlang: en\n---\n\nText (Ash, 1999).\n")
    assert write(render(read(made), WORKS, style="apa")) == made
