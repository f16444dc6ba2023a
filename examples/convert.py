"""The three works in every format that can be written, and back again."""

from pathlib import Path

import citelib
from citelib.formats.registry import formats

works = citelib.load(Path(__file__).with_name("works.json"))

for format in formats():
    if format.read is None or format.write is None:
        continue
    text = citelib.dumps(works, format=format)
    again = citelib.loads(text, format=format)
    kept = sum(item.title == works[id].title for id, item in again.items() if id in works)
    print(f"{format.name}: {len(text)} characters, {kept} of {len(works)} titles and ids came back")
