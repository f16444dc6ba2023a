"""How much of the labelled references is read right; the table is printed by the module `scoring`."""

from __future__ import annotations

import json

from tests.formats.text.plain_text.scoring import score
from tests.shared import shared


def test_labelled_references() -> None:
    cases = json.loads(shared("formats/cases/anystyle_plaintext.json").read_text(encoding="utf-8"))
    # Every fifth: enough to tell, and a fifth of the time.
    result = score(cases[2::5])
    print(result.table())
    assert result.accuracy > 0.855
    assert result.field_f1 > 0.78
