"""Lists that an author typed into LaTeX: their works answer to keys, are cited, and are set in a style."""

from __future__ import annotations

from pathlib import Path

import pytest

from citelib.documents.files import cited_works, read_document, render_file
from citelib.documents.latex import LATEX
from citelib.model import Item

PAPER = r"""\documentclass{article}\begin{document}
Kelp grows \cite{aune19} and moss \cite[p.~3]{boe} does \cite{lost}.
\begin{thebibliography}{9}
\bibitem[Aune et~al.(2019)]{aune19} Aune, A., \& Boe, B. (2019).
  Forests of kelp. \emph{Journal of Tides}, 12(3), 45--67.
% \bibitem{not} Nobody, N. Nothing. 1900.
\bibitem{boe} B.~Boe, \textit{Moss and its friends}, Lantern Press, Utrecht, 2004.
\bibitem{scrap} see the shelf
\end{thebibliography}
\end{document}
"""


def read(folder: Path) -> Path:
    path = folder / "paper.tex"
    path.write_text(PAPER, encoding="utf-8")
    return path


def test_keys_find_the_works_of_a_typed_list(tmp_path: Path) -> None:
    document = read_document(read(tmp_path))
    works = cited_works(document, [])
    assert [(item.id, item.title, item.issued.year if item.issued else None) for item in works.values()] == [
        ("aune19", "Forests of kelp", 2019),
        ("boe", "Moss and its friends", 2004),
    ]
    assert works["aune19"].container_title == "Journal of Tides"
    assert [str(one).partition(": ")[2] for one in works.diagnostics] == [
        "error: the key 'lost' is cited but not in the bibliography [document-missing-key]"
    ]


def test_works_that_are_read_with_doubts_are_told(tmp_path: Path) -> None:
    document = read_document(read(tmp_path))
    [told] = document.diagnostics
    assert (told.code, told.line) == ("document-typed-list", 3)
    assert "1 of the 3 works" in told.message
    assert "scrap" in told.message


def test_a_typed_list_is_set_in_the_style(tmp_path: Path) -> None:
    done = render_file(read(tmp_path), style="apa").data.decode()
    assert r"Kelp grows (Aune \& Boe, 2019) and moss (Boe, 2004, p. 3) does" in done
    assert "thebibliography" not in done
    assert (
        r"\item Aune, A., \& Boe, B. (2019). Forests of kelp. \textit{Journal of Tides}, \textit{12}(3), 45–67." in done
    )
    assert done.index("\\item Aune") < done.index("\\item Boe")


def test_a_bibliography_that_is_given_comes_before_the_typed_list(tmp_path: Path) -> None:
    given = [Item("boe", "book", title="Moss, second edition")]
    works = cited_works(read_document(read(tmp_path)), given)
    assert works["boe"].title == "Moss, second edition"
    assert works["aune19"].title == "Forests of kelp"


@pytest.mark.parametrize("body", ["", r"\bibitem", r"\bibitem{}", r"\bibitem[", r"\bibitem[a]", r"\bibitem{a"])
@pytest.mark.parametrize("end", [r"\end{thebibliography}", ""])
def test_lists_that_are_empty_or_broken_off_are_no_failure(body: str, end: str) -> None:
    document = LATEX.read(rf"\begin{{thebibliography}}{{9}}{body}{end}".encode(), "")
    assert not [item for item in document.metadata.typed if item.title]
