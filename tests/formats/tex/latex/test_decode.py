"""LaTeX to text with inline markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.formats.tex.latex import decode, encode

SPELLINGS = [
    (r"{\'e} \'e {\'{e}} \'{e}", "é é é é"),
    (r"\"{\i} {\"\i} \'\i", "ï ï í"),
    (r"\v{s} {\v s} \c{c} \c c \H{o} \k{a} \r{a}", "š š ç ç ő ą å"),
    (r"\aa{} \AA \o{} {\O} \l{}odz \ss{} \ae \OE{}", "å Åø Ø łodz ß æŒ"),
    (r"\t{oo} \d{h} \b{b}", "o\u0361o ḥ ḇ"),
    (r"\'{\i}n\~{}x \^{}", "ín~x ^"),
    (r"Vall{\'e}e~Poussin", "Vallée\u00a0Poussin"),
    (r"\'\ae", "ǽ"),
]
MARKUP = [
    (r"\emph{em} \textbf{bf}", "<i>em</i> <b>bf</b>"),
    (r"{\em old} {\it i}", "<i>old</i> <i>i</i>"),
    (r"\textsc{sc}", '<span style="font-variant:small-caps;">sc</span>'),
    (r"1\textsuperscript{st} H\textsubscript{2}", "1<sup>st</sup> H<sub>2</sub>"),
    (r"\enquote{q \enquote{inner}}", "“q ‘inner’”"),
    (r"``double'' `single'", "“double” ‘single’"),
    (r"a -- b --- c", "a – b — c"),
    (r"\url{http://a.b/c_d%20e~f} \href{http://x.y/~z}{Link}", "http://a.b/c_d%20e~f Link"),
    (r"\& \% \$ \# \_ \{ \} \textbackslash", "& % $ # _ { } \\"),
    (r"pre\-{C}olumbian", "preColumbian"),
    (r"{\noopsort{1973c}}1981", "1981"),
    (r"el-{\aftergroup\ignorespaces} Sadat", "el- Sadat"),
    (r"\{\vphantom\} {B} \vphantom\{\} \phantom{x}", "{ B }"),
    (r"\foreignlanguage{german}{Über}", "Über"),
    (r"\unknowncmd{arg} rest", r"\unknowncmd{arg} rest"),
]
MATHEMATICS = [
    (r"$H_2O$", "H₂O"),
    (r"$\alpha$-Particles", "α-Particles"),
    (r"4$^{\textrm{ème}}$", "4<sup>ème</sup>"),
    (r"79$^\circ$C", "79°C"),
    (r"\(x^2\)", "x²"),
    (r"$(11\bar{2}0)$ ${\rm GaN}\left( 000\overline 1 \right)$", "(112\u03050) GaN( 0001\u0305 )"),
    (r"$\bar{B}^0 \hat\beta \vec x_i$", "B\u0304⁰ β\u0302 x\u20d7ᵢ"),
    (r"$\overline{AB}$", r"$\overline{AB}$"),
    (r"$\frac{1}{2}$", r"$\frac{1}{2}$"),
    (r"$\mathbf{P}^{1}$", r"$\mathbf{P}^{1}$"),
    ("$5 and more", "$5 and more"),
]


@pytest.mark.parametrize(("latex", "text"), SPELLINGS + MARKUP + MATHEMATICS)
def test_decode(latex: str, text: str) -> None:
    assert decode(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("The {DNA}", 'The <span class="nocase">DNA</span>'),
        ("{{Whole}}", '<span class="nocase">Whole</span>'),
        (r"{\'E}tude", "Étude"),
        (r"{\em E. coli}", "<i>E. coli</i>"),
        ("{}x", "x"),
        (r"{$\alpha$}-rays", '<span class="nocase">α</span>-rays'),
    ],
)
def test_braces_protect_unless_a_backslash_follows(latex: str, text: str) -> None:
    assert decode(latex, protect=True) == text


def test_a_percent_sign_is_a_comment_only_where_it_looks_like_one() -> None:
    assert decode("50% of\nthem, 20 % of\nthose") == "50% of them, 20 % of those"
    assert decode("Richard %A.\n B.") == "Richard B."
    assert decode("% a note\nText") == "Text"


def test_paragraphs() -> None:
    assert decode("one\n\n two", paragraphs=True) == "one\n\ntwo"
    assert decode("one\n\n two") == "one two"


def test_only_spaces_of_the_source_fold() -> None:
    assert decode("a \n\t b\u2009\u00a0c \u3000d\n\n\u2003e", paragraphs=True) == "a b\u2009\u00a0c \u3000d\n\n\u2003e"


@pytest.mark.parametrize(
    "latex",
    ["{" * 200_000 + "x" + "}" * 200_000, "\\emph{" * 50_000, "\\'{" * 50_000 + "e", "$" * 99_999, "\\url{" * 50_000,
     "%" * 50_000, "{\\em " * 50_000, "\\(" * 50_000, "\\verb|" * 30_000, "{B}c" * 50_000],
)  # fmt: skip
def test_hostile_input_ends(latex: str) -> None:
    decode(latex, protect=True)


TEXTS = st.text(st.sampled_from("ab AB éα—–-'`\"\\{}$&#%_^~<>/=isubp₂\n\u00a0,.@") | st.characters(), max_size=40)


@given(TEXTS)
def test_decode_takes_anything(text: str) -> None:
    decode(text, protect=True)
    decode(text, paragraphs=True)


@given(TEXTS, st.booleans(), st.booleans())
def test_decode_is_the_inverse_of_encode(text: str, ascii_only: bool, paragraphs: bool) -> None:
    known = decode(encode(text, ascii_only=ascii_only, paragraphs=paragraphs), paragraphs=paragraphs)
    again = encode(known, ascii_only=ascii_only, paragraphs=paragraphs)
    assert decode(again, paragraphs=paragraphs) == known


@given(st.text(st.sampled_from("ab AB éα—-'`\\{}&#%_^~"), max_size=30))
def test_text_without_odd_space_survives(text: str) -> None:
    text = " ".join(text.split())
    assert decode(encode(text)) == text
    assert decode(encode(text, ascii_only=True)) == text
