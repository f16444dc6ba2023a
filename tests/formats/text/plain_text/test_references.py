# ruff: noqa: E501 - inputs and outputs side by side
from __future__ import annotations

import pytest

from citelib.formats.text.plain_text.references import split

ONE = "Doe, J. (1999). On the nature of things. Journal of Things, 3(2), 1–20."
TWO = "Roe, R. (2001). Another view of things and their uses. Oxford: Thing Press."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{ONE}\n{TWO}\n", [ONE, TWO]),
        (f"{ONE}\r\n\r\n{TWO}", [ONE, TWO]),
        (f"[1] {ONE}\n[2] {TWO}", [f"[1] {ONE}", f"[2] {TWO}"]),
        (f"1. {ONE}\n2. {TWO}", [f"1. {ONE}", f"2. {TWO}"]),
        ("9. Doe J. Life\n   on Mars. 1999.\n10. Roe R. Life. 2001.", ["9. Doe J. Life on Mars. 1999.", "10. Roe R. Life. 2001."]),
        ("1. Doe J. Life. Science\n1999. 12, 3.\n2. Roe R. Life. 2001.", ["1. Doe J. Life. Science 1999. 12, 3.", "2. Roe R. Life. 2001."]),
        ("Doe, J. (1999). On the nature of\n    things. Oxford: Press.\nRoe, R. (2001). Views.\n", ["Doe, J. (1999). On the nature of things. Oxford: Press.", "Roe, R. (2001). Views."]),
        ("Doe, J. (1999). On the nature of things that\nare wrapped. Oxford: Press.\nRoe, R. (2001). Views of things and their users are\nmany. 3.", ["Doe, J. (1999). On the nature of things that are wrapped. Oxford: Press.", "Roe, R. (2001). Views of things and their users are many. 3."]),
        ("- Doe J. Life. 1999.\n- Roe R. Death. 2001.", ["- Doe J. Life. 1999.", "- Roe R. Death. 2001."]),
        ("Doe J. The antide-\npressants of 1999.", ["Doe J. The antidepressants of 1999."]),
        ("Doe J. Life. http://example.org/a/\nb.html 1999.", ["Doe J. Life. http://example.org/a/b.html 1999."]),
        ("", []),
        (" \n\t\n", []),
    ],
)  # fmt: skip
def test_split(text: str, expected: list[str]) -> None:
    assert [one.text for one in split(text)] == expected


def test_lines_are_counted() -> None:
    assert [one.line for one in split(f"\n\n{ONE}\n\n{TWO}\n")] == [3, 5]
