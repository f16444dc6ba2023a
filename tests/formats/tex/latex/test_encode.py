"""Text with inline markup to LaTeX."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.formats.tex.latex import encode
from citelib.formats.tex.latex.encode import is_safe

EVIL = ["x}, note={INJ}}\n@article{evil,", "\\input{/etc/passwd}", "\\write18{rm}", "{", "}", "\\", "$\\input{x}$"]


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("<i>D.</i> & 50%", r"\textit{D.} \& 50\%"),
        ("10–20", "10--20"),
        ("“x”", "“x”"),
        ('<span class="nocase">x</span>', "x"),
        ("<i>x", "<i>x"),
        ("a -- b ''c''", "a -{}- b '{}'c'{}'"),
        (r"$\frac{1}{2}$", r"$\frac{1}{2}$"),
        ("$5 and $6", r"\$5 and \$6"),
    ],
)
def test_encode(text: str, latex: str) -> None:
    assert encode(text) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [("é", r"{\'e}"), ("š", r"{\v{s}}"), ("ï", r"{\"{\i}}"), ("ø", r"{\o}"), ("α", r"$\alpha$"), ("₂", "$_{2}$"),
     ("B\u0304", r"{\=B}"), ("2\u0305", r"$\overline{2}$"), ("“x”", "``x''"), ("ệ", None), ("中", "中")],
)  # fmt: skip
def test_ascii(text: str, latex: str | None) -> None:
    found = encode(text, ascii_only=True)
    assert found == latex if latex is not None else found.isascii()


def test_protection() -> None:
    assert encode('the <span class="nocase">iPhone</span>', protect=True) == "the {iPhone}"


@pytest.mark.parametrize("text", EVIL)
def test_nothing_breaks_out(text: str) -> None:
    latex = encode(text)
    assert _is_balanced(latex)
    assert not re.search(r"\\(?:input|write)", latex)


@given(st.text(st.sampled_from("ab\\{}$%<>/i \n") | st.characters(), max_size=40))
def test_braces_always_balance(text: str) -> None:
    for ascii_only in (False, True):
        assert _is_balanced(encode(text, ascii_only=ascii_only, protect=True))


def test_is_safe() -> None:
    assert is_safe(r"\alpha_{1}")
    assert not is_safe(r"\def\x{}")
    assert not is_safe("a\\")


def _is_balanced(latex: str) -> bool:
    depth = 0
    for mark in re.findall(r"[{}]", latex):  # as BibTeX counts, behind backslashes too
        depth += 1 if mark == "{" else -1
        if depth < 0:
            return False
    return depth == 0
