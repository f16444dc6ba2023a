r"""Commands of LaTeX and what they stand for: symbols, accents, styles, and commands by what their arguments are.

The symbols come from the tables of pylatexenc; the rest is what the LaTeX kernel, `textcomp`, `csquotes` and BibLaTeX
(manual, sections 3.13 and 4.10) define for use inside bibliographic data.

>>> symbols()["oe"], greek("α")
('œ', '\\alpha')
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final

__all__ = [
    "ACCENTS",
    "CITING",
    "COMBINING",
    "DECLARATIONS",
    "DROPPED",
    "ESCAPES",
    "HEXADECIMAL",
    "QUOTED",
    "SECOND",
    "SPACING_ACCENTS",
    "STYLES",
    "TRANSPARENT",
    "ascii_latex",
    "greek",
    "is_math_command",
    "symbols",
]

NOCASE: Final = ('<span class="nocase">', "</span>")
SMALL_CAPS: Final = ('<span style="font-variant:small-caps;">', "</span>")
_ITALIC: Final = ("<i>", "</i>")
_BOLD: Final = ("<b>", "</b>")
_SUPERIOR: Final = ("<sup>", "</sup>")
_INFERIOR: Final = ("<sub>", "</sub>")

STYLES: Final[dict[str, tuple[str, str]]] = {
    **dict.fromkeys("emph textit textsl mkbibemph mkbibitalic mathit".split(), _ITALIC),
    **dict.fromkeys("textbf mkbibbold mathbf".split(), _BOLD),
    **dict.fromkeys("textsc mkbibsc".split(), SMALL_CAPS),
    **dict.fromkeys("textsuperscript mkbibsuperscript up".split(), _SUPERIOR),
    **dict.fromkeys("textsubscript mkbibsubscript".split(), _INFERIOR),
    "mkbibparens": ("(", ")"),
    "mkbibbrackets": ("[", "]"),
}
"""Commands with one argument that is set in a style, and the markup that opens and closes it."""

DECLARATIONS: Final[dict[str, tuple[str, str]]] = {
    **dict.fromkeys("em it itshape sl slshape".split(), _ITALIC),
    **dict.fromkeys("bf bfseries".split(), _BOLD),
    **dict.fromkeys("sc scshape".split(), SMALL_CAPS),
    **dict.fromkeys(
        "rm sf tt rmfamily sffamily ttfamily upshape mdseries normalfont tiny small normalsize large Large huge Huge "
        "footnotesize scriptsize LARGE boldmath protect relax leavevmode noindent par nobreak allowbreak break "
        "newline linebreak null sloppy raggedright centering selectfont bgroup egroup unskip ignorespaces "
        "aftergroup expandafter".split(),
        ("", ""),
    ),
}
"""Commands that hold to the end of their group; those without an effect on text open and close nothing."""

QUOTED: Final = frozenset("enquote mkbibquote textquote".split())
"""Commands whose argument stands in quotation marks."""

TRANSPARENT: Final = frozenset(
    """
    texttt textsf textrm textup textnormal textmd textlf text mbox hbox fbox makebox vbox underline uline uuline sout
    mathrm mathsf mathtt mathnormal operatorname MakeUppercase MakeLowercase uppercase lowercase nohyphens mkbibacro
    textgreek textcyrillic textlatin ensureascii autocap MakeCapital MakeSentenceCase bibstring bibcpstring url
    nolinkurl path textlining textulc nocase NoCaseChange BibTitle surname textswash oldstylenums smash bibcyr
    raise lower phantomsection hologo Hologo
    """.split()
)
"""Commands that leave their argument as it is, as far as text goes."""

SECOND: Final = frozenset(
    "foreignlanguage textcolor colorbox texorpdfstring textlang href parbox raisebox scalebox hyperref".split()
)
"""Commands of two arguments of which only the second is text."""

DROPPED: Final = frozenset(
    """
    noopsort SortNoop noop sortnoop singleletter label index hspace vspace vskip hskip kern phantom hphantom vphantom
    footnote footnotemark thanks nocite ref pageref color fontsize hyphenation enlargethispage llap rlap
    """.split()
)
"""Commands that print nothing of their argument in a bibliography."""

CITING: Final = frozenset(
    """
    cite citet citep citealt citealp citeauthor citeyear citeyearpar textcite parencite autocite footcite fullcite
    """.split()
)
"""Commands of which the keys are shown."""

HEXADECIMAL: Final = frozenset("ElsevierGlyph unichar".split())
"""Commands whose argument is a code point."""

ACCENTS: Final[dict[str, str]] = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "U": "\u030e", "G": "\u030f", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331", "t": "\u0361", "h": "\u0309", "C": "\u030f", "f": "\u0311",
    "grave": "\u0300", "acute": "\u0301", "hat": "\u0302", "tilde": "\u0303", "bar": "\u0304", "breve": "\u0306",
    "dot": "\u0307", "ddot": "\u0308", "check": "\u030c", "vec": "\u20d7", "mathring": "\u030a",
    "textcommabelow": "\u0326", "textsubbar": "\u0331", "textsubdot": "\u0323", "capitalacute": "\u0301",
}  # fmt: skip
"""Accent commands and the combining character that each adds to its argument."""

COMBINING: Final[dict[str, str]] = {
    mark: command for command, mark in reversed(ACCENTS.items()) if len(command) == 1 and command not in "hCfUG"
}
"""The accent command for a combining character, among those that every LaTeX knows."""

_MATH_MARKS: Final = {"\u0305": "overline", "\u20d7": "vec"}
"""Marks that only mathematics has."""

SPACING_ACCENTS: Final = {"`": "`", "'": "´", "^": "^", "~": "~", "=": "¯", ".": "˙", '"': "¨", "c": "¸", "v": "ˇ"}
"""What an accent over nothing prints."""

ESCAPES: Final[dict[str, str]] = {
    "\\": "\\textbackslash{}",
    # BibTeX counts braces even behind a backslash, so braces are named.
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "$": "\\$",
    "&": "\\&",
    "#": "\\#",
    "%": "\\%",
    "_": "\\_",
    "^": "\\textasciicircum{}",
    "~": "\\textasciitilde{}",
    "`": "\\textasciigrave{}",
    "\u00a0": "~",
    "\u2009": "\\,",
}
"""Characters that mean something to LaTeX and how they are written."""

_OWN_SYMBOLS: Final = {
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "LaTeXe": "LaTeX2e", "XeTeX": "XeTeX", "LuaTeX": "LuaTeX",
    "AmS": "AMS", "slash": "/", "/": "", "-": "", "@": "", "!": "", ",": "\u2009", ";": "\u2009", ":": "\u2009",
    ">": "\u2009", " ": " ", "\n": " ", "\t": " ", "\\": " ", "*": "",  "|": "‖", '"': '"', "(": "(", ")": ")",
    "quad": " ", "qquad": " ", "enspace": " ", "thinspace": "\u2009", "enskip": " ", "space": " ",
    "nobreakspace": "\u00a0",
    "textbraceleft": "{", "textbraceright": "}", "lbrace": "{", "rbrace": "}", "textasciigrave": "`",
    "textquotesingle": "'", "textquotedbl": '"', "textasciitilde": "~", "textasciicircum": "^", "sim": "∼",
    "textgreater": ">", "textless": "<", "gt": ">", "lt": "<", "textbar": "|", "mid": "|", "lq": "‘", "rq": "’",
    "copyright": "©", "pounds": "£", "S": "§", "P": "¶", "dots": "…", "ldots": "…", "textellipsis": "…",
    "textunderscore": "_", "textdollar": "$", "textsterling": "£", "textperiodcentered": "·", "textbullet": "•",
    "bullet": "•", "textdegree": "°", "degree": "°", "textmu": "µ", "micro": "µ", "celsius": "°C", "times": "×",
    "cdot": "·", "prime": "′", "colon": ":", "textregistered": "®", "texttrademark": "™", "textcopyright": "©",
    "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ",
    "SS": "ẞ", "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»", "flq": "‹", "frq": "›",
    "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»", "guilsinglleft": "‹",
    "guilsinglright": "›", "quotedblbase": "„", "quotesinglbase": "‚", "textexclamdown": "¡", "textquestiondown": "¿",
    "textminus": "−", "hyp": "-", "textendash": "–", "textemdash": "—", "cyrillic": "", "textvisiblespace": "␣",
    "bibinitperiod": ".", "bibrangedash": "–", "bibinitdelim": " ", "addspace": " ", "adddot": ".", "isdot": "",
    "newblock": "", "adddotspace": ". ", "addcomma": ",", "addcolon": ":", "addslash": "/", "mu": "μ", "hyphen": "-",
    "epsilon": "ϵ", "varepsilon": "ε", "phi": "φ", "varphi": "ϕ", "theta": "θ", "vartheta": "ϑ", "textohm": "Ω",
    "ohm": "Ω", "angstrom": "Å", "mathcent": "¢", "to": "→", "rightarrow": "→", "leftarrow": "←", "cdots": "⋯",
    "deg": "deg", "mod": "mod", "dim": "dim", "ker": "ker", "gcd": "gcd", "det": "det", "Pr": "Pr", "arg": "arg",
}  # fmt: skip
"""What pylatexenc lacks, or has for mathematics where text needs another character."""

_NOT_SYMBOLS: Final = frozenset("today".split())
_NAMED = re.compile(r"\\([A-Za-z]+)|\\ensuremath\{\\([A-Za-z]+)\}")
_MATH_ONLY: Final = frozenset(
    """
    frac dfrac tfrac sqrt binom mathbf mathbb mathcal mathfrak mathscr mathit mathrm mathsf mathtt text textrm textit
    textbf mbox hbox overline underline widehat widetilde overrightarrow overset underset stackrel left right big Big
    bigl bigr Bigl Bigr bigg Bigg operatorname limits nolimits displaystyle textstyle pmod bmod not boldsymbol bm rm it
    bf cal em quad qquad hat bar tilde vec dot ddot acute grave breve check mathop sp sb
    """.split()
)


@functools.cache
def symbols() -> dict[str, str]:
    """Characters by the name of the command, without backslash, that prints them."""
    from pylatexenc.latex2text import get_default_latex_context_db
    from pylatexenc.latexencode import get_builtin_uni2latex_dict

    found: dict[str, str] = {}
    for code, latex in get_builtin_uni2latex_dict().items():
        if match := _NAMED.fullmatch(latex):
            found.setdefault(match[1] or match[2], chr(code))
    for category in get_default_latex_context_db().d.values():
        for name, macro in category["macros"].items():
            text = macro.simplify_repl
            if isinstance(text, str) and "%" not in text:
                found[name] = text
    for name in (*_NOT_SYMBOLS, *ACCENTS, *STYLES, *DECLARATIONS, *TRANSPARENT, *SECOND, *DROPPED, *CITING):
        found.pop(name, None)
    found.update(_OWN_SYMBOLS)
    return found


def is_math_command(name: str) -> bool:
    """Whether a command may stand in mathematics that is kept as TeX: it prints, and does nothing else."""
    return name in _MATH_ONLY or name in symbols() or name in ACCENTS


@functools.cache
def _greek() -> dict[str, str]:
    names: dict[str, str] = {}
    for name, character in symbols().items():
        if len(character) == 1 and "\u0370" <= character <= "\u03ff" and name.isalpha():
            names.setdefault(character, f"\\{name}")
    return names


def greek(character: str) -> str | None:
    """The mathematical command for a Greek letter."""
    return _greek().get(character)


@functools.lru_cache(maxsize=4096)
def ascii_latex(character: str) -> str | None:
    r"""ASCII with LaTeX commands for one character that is not ASCII, or one with a mark; None if there is none.

    >>> ascii_latex("é"), ascii_latex("ø"), ascii_latex("α"), ascii_latex("1\u0305")
    ("{\\'e}", '{\\o}', '$\\alpha$', '$\\overline{1}$')
    """
    if len(character) == 2:
        decomposed = list(character)
    else:
        decomposed = [chr(int(code, 16)) for code in unicodedata.decomposition(character).split() if code[0] != "<"]
    if len(decomposed) == 2 and decomposed[1] in COMBINING:
        base, command = decomposed[0], COMBINING[decomposed[1]]
        if base.isascii():
            base = {"i": "\\i", "j": "\\j"}.get(base, base) if decomposed[1] < "\u0320" else base
            return f"{{\\{command}{{{base}}}}}" if command.isalpha() or len(base) > 1 else f"{{\\{command}{base}}}"
        inner = ascii_latex(base)
        return f"{{\\{command}{{{inner}}}}}" if inner else None
    if len(character) == 2:
        mark = _MATH_MARKS.get(character[1])
        return f"$\\{mark}{{{character[0]}}}$" if mark else None
    if letter := greek(character):
        return f"${letter}$"
    if unicodedata.decomposition(character).startswith(("<sub>", "<super>")):
        plain = unicodedata.normalize("NFKC", character)
        if plain.isascii() or plain == "−":
            return (
                f"${'_' if unicodedata.decomposition(character)[1:4] == 'sub' else '^'}{{{plain.replace('−', '-')}}}$"
            )
    from pylatexenc.latexencode import get_builtin_uni2latex_dict

    latex = get_builtin_uni2latex_dict().get(ord(character))
    if not isinstance(latex, str) or not latex.isascii():
        return None
    match = _NAMED.fullmatch(latex)
    name = (match[1] or match[2]) if match else None
    if name is None or symbols().get(name) != character:
        return None
    return f"${{}}\\{name}$".replace("{}", "") if match and match[2] else f"{{\\{name}}}"
