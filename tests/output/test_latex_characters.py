"""Characters in LaTeX: none that pdfLaTeX would leave out of the page."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.output import get_output
from citelib.output.latex_characters import in_commands


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("MoS₂ and 10⁻⁴", r"MoS\textsubscript{2} and 10\textsuperscript{-}\textsuperscript{4}"),
        ("the β-sheet", r"the \ensuremath{\beta}-sheet"),
        ("Ἑλληνικά και", "Ἑλληνικά και"),
        ("a ≤ b − c", r"a \ensuremath{\leq} b \ensuremath{-} c"),
        ("Ṣalāḥ, é, Ł", r"\d{S}alā\d{h}, é, Ł"),
        ("e\u0301 and x\u0301", r"é and \'x"),
        ("𝐴𝛼", r"\ensuremath{A}\ensuremath{\alpha}"),
        ("Ʞ Москва 北京", "Ʞ Москва 北京"),
        ("10\u2009km, co\u2011author", r"10\,km, co\mbox{-}author"),
    ],
)
def test_what_pdflatex_does_not_know_is_a_command(text: str, latex: str) -> None:
    assert in_commands(text) == latex


@given(st.text(alphabet=st.characters(max_codepoint=0x148, exclude_categories=("Cc", "Cs"))))
def test_letters_of_western_languages_stay(text: str) -> None:
    assert in_commands(text) == (text if text.isascii() else unicodedata.normalize("NFC", text))


def test_commands_of_latex_itself_are_not_touched() -> None:
    assert get_output("latex").escape("50 % of α_1") == r"50 \% of \ensuremath{\alpha}\_1"


def test_pdflatex_sets_them(tmp_path: Path) -> None:
    if shutil.which("pdflatex") is None:
        pytest.skip("pdflatex is not installed")
    text = get_output("latex").escape("x₂ y⁴ γ Σ ≤ − √ ∞ ḗ ṣ ǚ ʻ ʼ 𝑎 \u2009 \u2011 ′ → ŉ")
    source = rf"\documentclass{{article}}\usepackage[T1]{{fontenc}}\begin{{document}}{text}\end{{document}}"
    (tmp_path / "a.tex").write_text(source, encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "a.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout.decode("latin-1")[-2000:]


def test_what_latex_would_obey_is_printed_and_the_spaces_that_do_not_break_are_its_own() -> None:
    escaped = get_output("latex").escape('\\{}$&#%_~^<>|"`[]\u00a0\u202fa')
    assert escaped == (
        r"\textbackslash{}\{\}\$\&\#\%\_\textasciitilde{}\textasciicircum{}\textless{}\textgreater{}\textbar{}"
        r"\textquotedbl{}\textasciigrave{}{[}{]}~\,a"
    )
