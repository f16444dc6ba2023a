r"""Characters that LaTeX sets from commands only: as they stand, pdfLaTeX stops at them or leaves them out.

What needs a font of its own, such as Cyrillic or Chinese, stays as it is.

>>> print(in_commands("MoS₂, α-helix, ḗ, p ≤ 0.05, Москва"))
MoS\textsubscript{2}, \ensuremath{\alpha}-helix, \'{\=e}, p \ensuremath{\leq} 0.05, Москва
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["in_commands"]

_LOWERED: Final = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₙᵢⱼ", "0123456789+-=()aeoxnij", strict=True))
_RAISED: Final = dict(zip("⁰⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᴹᵀ", "0456789+-=()niMT", strict=True))
_GREEK: Final = {
    "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Φ": "Phi",
    "Ψ": "Psi", "Ω": "Omega", "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi",
    "ρ": "rho", "σ": "sigma", "ς": "varsigma", "τ": "tau", "υ": "upsilon", "φ": "varphi", "χ": "chi", "ψ": "psi",
    "ω": "omega", "ϕ": "phi", "ϵ": "epsilon", "ϑ": "vartheta",
}  # fmt: skip
"""Letters that stand alone are symbols; words in Greek stay, because they want a Greek font."""
_SIGNS: Final = {
    "−": "-", "≤": r"\leq", "≥": r"\geq", "⩽": r"\leq", "⩾": r"\geq", "≠": r"\neq", "≈": r"\approx", "≡": r"\equiv",
    "∼": r"\sim", "∝": r"\propto", "√": r"\surd", "∞": r"\infty", "∂": r"\partial", "∇": r"\nabla", "∑": r"\sum",
    "∏": r"\prod", "∫": r"\int", "∈": r"\in", "∪": r"\cup", "∩": r"\cap", "⊂": r"\subset", "⊗": r"\otimes",
    "⊕": r"\oplus", "∧": r"\wedge", "∨": r"\vee", "∀": r"\forall", "∃": r"\exists", "∗": r"\ast", "∘": r"\circ",
    "⋅": r"\cdot", "→": r"\rightarrow", "←": r"\leftarrow", "↔": r"\leftrightarrow", "⇒": r"\Rightarrow",
    "↑": r"\uparrow", "↓": r"\downarrow", "′": "'", "″": "''", "ℓ": r"\ell", "ℏ": r"\hbar", "ℎ": "h", "○": r"\circ",
}  # fmt: skip
_PLAIN: Final = {
    "\u2002": r"\enspace{}", "\u2003": r"\quad{}", "\u2005": r"\,", "\u2009": r"\,", "\u200a": r"\,",
    "\u2010": "-", "\u2011": r"\mbox{-}", "ʻ": r"\textquoteleft{}", "ʼ": r"\textquoteright{}", "ŉ": "'n",
}  # fmt: skip
_ACCENTS: Final = {
    "\u0300": r"\`", "\u0301": r"\'", "\u0302": r"\^", "\u0303": r"\~", "\u0304": r"\=", "\u0306": r"\u",
    "\u0307": r"\.", "\u0308": r"\"", "\u030a": r"\r", "\u030b": r"\H", "\u030c": r"\v", "\u0323": r"\d",
    "\u0327": r"\c", "\u0328": r"\k", "\u0331": r"\b", "\u0361": r"\t",
}  # fmt: skip
_MARKS: Final = "".join(_ACCENTS)
_ACCENTED: Final = re.compile(rf"[A-Za-zÆæŒœØøıȷ][{_MARKS}]+")
_FOREIGN: Final = re.compile(rf"[A-Za-z][{_MARKS}]+|[\u0149\u0180-\U0010ffff]")
_GREEK_AROUND: Final = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")


def in_commands(text: str) -> str:
    """A text in which characters that pdfLaTeX does not know are commands; those of LaTeX itself are left alone."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    return _FOREIGN.sub(_command, text)


def _command(match: re.Match[str]) -> str:
    character, text = match.group(), match.string
    if character in _LOWERED:
        return f"\\textsubscript{{{_LOWERED[character]}}}"
    if character in _RAISED:
        return f"\\textsuperscript{{{_RAISED[character]}}}"
    if character in _SIGNS:
        return f"\\ensuremath{{{_SIGNS[character]}}}"
    if character in _PLAIN:
        return _PLAIN[character]
    if character in _GREEK:
        around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
        return character if _GREEK_AROUND.search(around) else f"\\ensuremath{{\\{_GREEK[character]}}}"
    if "\U0001d400" <= character <= "\U0001d7ff":
        letter = unicodedata.normalize("NFKC", character)
        return f"\\ensuremath{{{letter}}}" if letter.isascii() else _command(re.compile(".").match(letter) or match)
    parts = unicodedata.normalize("NFD", character)
    return _accented(parts) if _ACCENTED.fullmatch(parts) else character


def _accented(parts: str) -> str:
    made = {"i": r"\i", "j": r"\j"}.get(parts[0], parts[0]) if parts[1] < "\u0323" else parts[0]
    for mark in parts[1:]:
        accent = _ACCENTS[mark]
        made = f"{accent}{{{made}}}" if len(made) > 1 or accent[-1].isalpha() else f"{accent}{made}"
    return made
