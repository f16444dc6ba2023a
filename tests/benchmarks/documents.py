"""Times of a long document: ``python -m tests.benchmarks.documents``; printed, never asserted.

300 pages of Markdown with 2,000 citations of 600 works in APA: read, rendered, edited, beside pandoc's own citeproc.
"""

from __future__ import annotations

import json
import random
import statistics
import tempfile
import time
from pathlib import Path

from citelib.documents.live import LiveDocument
from citelib.documents.markdown.read import read
from citelib.documents.markdown.write import write
from citelib.documents.render import render
from citelib.formats.exchange import dumps
from tests.benchmarks.library_data import synthetic
from tests.documents.pandoc_program import has_pandoc, pandoc

WORKS, CITATIONS, EDITS = 600, 2000, 40


def main() -> None:
    """Print the times."""
    chosen = random.Random(1)
    works = [*synthetic(WORKS)]
    keys = [work.id for work in works]
    words = "The quick brown fox jumps over the lazy dog and goes on. " * 6
    parts = []
    for number in range(CITATIONS):
        key, other = chosen.choices(keys, k=2)
        cite = f"[@{{{key}}}, p. {number}; @{{{other}}}]" if number % 3 else f"@{{{key}}} [p. 3]"
        parts.append(f"{f'# Heading {number}' if number % 20 == 0 else ''}\n\n{words}{cite} more words.\n\n")
    text = "".join(parts)
    start = time.process_time()
    document = read(text)
    reading = time.process_time() - start
    rendered = render(document, works, style="apa")
    write(rendered)
    whole = time.process_time() - start
    live = LiveDocument(text, works, style="apa")
    times = []
    for number in range(EDITS):
        at = text.index("brown", chosen.randrange(len(text) // 2))
        if number % 2:
            at = text.index(", p. ", at) + 5
        start = time.process_time()
        live.edit(at, at, "1")
        times.append(time.process_time() - start)
        text = f"{text[:at]}1{text[at:]}"
    edit = statistics.median(times)
    print(f"{len(text):,} characters, {CITATIONS:,} citations, {WORKS} works; seconds of the processor")
    print(f"read {reading:.2f}, whole {whole:.2f}, edit with its list {edit * 1000:.1f} ms, 1 : {whole / edit:.0f}")
    if has_pandoc():
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "refs.json").write_text(dumps(works, "csl-json"), encoding="utf-8")
            source = f"---\nbibliography: refs.json\n---\n\n{text}"
            begin = time.perf_counter()
            pandoc(source, "-t", "json", folder=Path(folder))
            parsed = time.perf_counter() - begin
            begin = time.perf_counter()
            pandoc(source, "--citeproc", "-t", "json", folder=Path(folder))
            cited = time.perf_counter() - begin - parsed
            begin = time.perf_counter()
            render(read(text), works, style="apa")
            ours = time.perf_counter() - begin
            print(f"wall time: citeproc of pandoc {cited:.2f}, ours {ours:.2f}, ratio {cited / ours:.1f}")
    print(json.dumps({"read": reading, "whole": whole, "edit": edit}))


if __name__ == "__main__":
    main()
