"""The kinds in which citeproc-js is wrong: each explains its own difference, and no other."""

from __future__ import annotations

from typing import Any

import pytest

from tests.differential.kinds import explain

ROA_AND_BODY = {"author": [{"family": "Roa"}, {"literal": "The Mud"}]}
BODIES = {"author": [{"literal": "A"}, {"literal": "The Mud"}]}
CUT = {"author": [{"family": "Roa"}, {"literal": "et al"}]}
CASES: list[tuple[str, str, dict[str, Any], str, str]] = [
    ("In 1:15-Cv-2.", "In 1:15-cv-2.", {"number": "1:15-cv-2"}, "", "en-US"),
    ("Kelp Inc. V. Mud.", "Kelp Inc. v. Mud.", {"title": "Kelp Inc. v. Mud"}, "apa", "en-US"),
    ("MuD: kelp.", "MuD: Kelp.", {"title": "MuD: kelp"}, "apa", "en-US"),
    ("Mud: A b - kelp.", "Mud: A b—Kelp.", {"title": "Mud: A b - kelp"}, "apa", "en-US"),
    ("S. J. Roa.", "S.-J. Roa.", {"author": [{"family": "Roa", "given": "S.-J."}]}, "", "en-US"),
    ("Roa, A. &#38; The Mud.", "Roa, A., &#38; The Mud.", ROA_AND_BODY, "apa", "en-US"),
    ("A, &#38; The Mud.", "A &#38; The Mud.", BODIES, "nature", "en-US"),
    ("Nos. 7X-2.", "No. 7X-2.", {"number": "7X-2"}, "", "en-US"),
    ("7X–2.", "7X-2.", {"number": "7X-2"}, "", "en-US"),
    ("(p. 1.1-1.36)", "(pp. 1.1–1.36)", {"page": "1.1-1.36"}, "", "en-US"),
    ("(1790–(1803)).", "(1790–1803).", {}, "", "en-US"),
    ("Of mud .", "Of mud.", {"title": "Of mud "}, "", "en-US"),
    ("752 Anm.1 (2000)", "752 n.1 (2000)", {"page": "752 n.1"}, "", "de-DE"),
    ("Roa, A., &#38; et al. (1990).", "Roa, A., et al. (1990).", CUT, "apa", "en-US"),
    ("Mud. Içinde Kelp.", "Mud. İçinde Kelp.", {}, "", "tr-TR"),
    ("Mud. Spring 2015.", "Mud. Printemps 2015.", {"issued": {"season": "Spring"}}, "", "fr-FR"),
    ("(Spring 2015)", "(Frühjahr 2015)", {"issued": {"season": "Spring"}}, "", "de-DE"),
    ("no. 2: 7.", "no. 2 (Spring): 7.", {"issue": "2", "issued": {"season": "Spring"}}, "chicago-author-date", "en-US"),
    ("秦晖, 和金雁.", "秦晖和金雁.", {}, "", "zh-CN"),
    ("“‘Mud and “kelp” Beds.’”", "“‘Mud and “Kelp” Beds.’”", {"title": "'Mud and \"kelp\" beds'"}, "", "en-US"),
    ("Mud? A bed.", "Mud\u202f? A bed.", {"title": "Mud? A bed"}, "apa", "fr-FR"),
]  # fmt: skip


@pytest.mark.parametrize(("theirs", "ours", "record", "style", "language"), CASES, ids=[case[1] for case in CASES])
def test_a_kind_explains_its_fault_and_no_other(
    theirs: str, ours: str, record: dict[str, Any], style: str, language: str
) -> None:
    assert explain(theirs, ours, record, style, language) is not None
    for other in (
        ours + " more",
        ours[1:],
        f"<i>{ours}</i>",
        ours.replace("2", "3") if "2" in ours else "",
        theirs[1:],
    ):
        assert explain(theirs, other, record, style, language) is None


def test_an_address_is_missed_only_where_a_work_has_nothing_else() -> None:
    record = {"type": "document", "URL": "https://a.example"}
    theirs, ours = "<div>Mud (2023).</div>", "<div>Mud https://a.example (2023).</div>"
    assert explain(theirs, ours, record) == "no address of a web page"
    assert explain(theirs, ours, record | {"URL": "https://b.example"}) is None
    assert explain(theirs, ours, record | {"DOI": "10.5555/a"}) is None
