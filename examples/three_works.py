"""The main job: references in, formatted citations and BibTeX out.

A news item, the primary study that it reports on, and the Perspective that comments on it are read from a file, shown
with their relations, formatted in several styles and exported as BibTeX.
"""

from pathlib import Path

import citelib

STYLES = ("apa", "nature", "chicago-notes-bibliography", "ieee", "science-news")

works = citelib.load(Path(__file__).with_name("works.json"))

print(f"{len(works)} works")
for item in works.values():
    print(f"\n{item.id}: {item.title}")
    for relation, other in works.related(item.id):
        print(f"    {relation} {other.id}")

for style in STYLES:
    print(f"\n== {style}\n")
    print(citelib.format(works, style=style))
    print("\n    cited:", citelib.cite(works, *works, style=style))

print("\n== BibTeX\n")
print(citelib.dumps(works, format="bibtex"))
