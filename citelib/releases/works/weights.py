"""What speaks for a person having written the study, and for having led it, and how much.

``python -m tests.releases.weights`` learns the numbers from labelled releases.

>>> AUTHORSHIP[FIRST_AUTHOR] > AUTHORSHIP[QUOTED]
True
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# What the text says of a person
LISTED: Final = "stands first in the list of authors"
IN_LIST: Final = "stands in the list of authors"
IN_REFERENCE: Final = "is an author of the reference"
FIRST_AUTHOR: Final = "is called first author"
MAIN_AUTHOR: Final = "is called lead author"
SENIOR_AUTHOR: Final = "is called senior author"
AUTHOR: Final = "is called an author"
GROUP_HEAD: Final = "reports with colleagues"
MEMBER: Final = "is named among the colleagues"
CHIEF: Final = "is called the leading researcher"
LEADER: Final = "leads the team"
WORK_BY: Final = "has done the work"
# How a person appears in the text
OWN_WORK: Final = "speaks of the work as their own"
QUOTED: Final = "is quoted"
FIRST_NAMED: Final = "is named first"
WITH_STUDY: Final = "is named where the study is"
WITH_JOURNAL: Final = "is named where its journal or title is"
TOGETHER: Final = "is named in one breath with the first"
NOT_INVOLVED: Final = "took no part in the study"
AFTER_TEXT: Final = "is named after the text only"
# How a person stands to the others
BESIDE_AUTHOR: Final = "somebody else is called an author"
BESIDE_CLAIMED: Final = "somebody else is said to have done the study"
SECOND_LEADER: Final = "somebody else is said to lead before"
OTHER_GROUP: Final = "another group is named more often"
MISSING: Final = "is missing from the authors of the reference"

ALWAYS: Final = "to begin with"

_WEIGHTS: Final[Mapping[str, tuple[float, float]]] = {
    # reason: (for having written the study, for having led it)
    ALWAYS: (-0.5, 0),
    LISTED: (2.7, 5),
    IN_LIST: (2.9, 0),
    IN_REFERENCE: (4.6, 0),
    FIRST_AUTHOR: (2.7, 7),
    MAIN_AUTHOR: (2.7, 4.6),
    SENIOR_AUTHOR: (2.9, 0.6),
    AUTHOR: (3.5, -0.4),
    GROUP_HEAD: (2.2, 2.6),
    MEMBER: (3.4, -0.3),
    CHIEF: (2.4, 1.5),
    LEADER: (1.5, 1.6),
    WORK_BY: (2.7, 1.5),
    OWN_WORK: (0.8, 0.2),
    QUOTED: (-0.3, 0.4),
    FIRST_NAMED: (0.6, 1.1),
    TOGETHER: (0.6, 0),
    WITH_STUDY: (0.2, 0.1),
    WITH_JOURNAL: (0.4, 0.1),
    NOT_INVOLVED: (-2, 0),
    AFTER_TEXT: (-1, 0),
    BESIDE_AUTHOR: (-1.1, 0.2),
    BESIDE_CLAIMED: (-1.8, 0.1),
    SECOND_LEADER: (-2.1, -1),
    OTHER_GROUP: (-4, 0),
    MISSING: (-2.9, 0),
}
AUTHORSHIP: Final[Mapping[str, float]] = {reason: wrote for reason, (wrote, _) in _WEIGHTS.items()}
"""What each reason weighs for having written the study; who has more than nothing is an author."""
LEADING: Final[Mapping[str, float]] = {reason: led for reason, (_, led) in _WEIGHTS.items()}
"""What each reason weighs for having led it; the authors are ordered by it."""
