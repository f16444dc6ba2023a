r"""LaTeX as it stands in bibliographic fields ⇄ text with the inline markup of CSL-JSON.

>>> from citelib.formats.tex.latex import decode, encode
>>> decode(r"{\'E}tude of {NASA}'s \emph{Drosophila} --- H$_2$O", protect=True)
'Étude of <span class="nocase">NASA</span>\'s <i>Drosophila</i> — H₂O'
>>> encode("<i>Drosophila</i> & Étude", ascii_only=True)
"\\textit{Drosophila} \\& {\\'E}tude"
"""

from citelib.formats.tex.latex.decode import decode
from citelib.formats.tex.latex.encode import encode

__all__ = ["decode", "encode"]
