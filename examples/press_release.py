"""A press release becomes the news item, stubs for the works it points at, and links with the words that prove them.

The stubs are then matched with the full records.
"""

from pathlib import Path

import citelib

here = Path(__file__).parent
release = citelib.load(here / "release.txt", format="press-release")
records = citelib.load(here / "works.json")

for item in release.values():
    print(f"{item.id} [{item.type}, {item.genre}] {item.title or 'without a title'}")
    for link in item.relations:
        words = f" because of «{link.evidence.quote}»" if link.evidence else ""
        print(f"    {link.type} {link.target}{words}")

proposals = citelib.link(release, records)
for proposal in proposals:
    print(f"{proposal.stub.id} → {proposal.record.id} ({proposal.score:.2f})")
