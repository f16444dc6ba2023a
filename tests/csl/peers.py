"""How much of the official CSL test suite other processors pass: ``python -m tests.csl.peers``.

citeproc-js needs node, and ``python -m tests.differential --install apa`` once; citeproc-py comes with citelib. Each is
driven as its own tests drive it; where these leave something out of the comparison, it is left out here.
"""

from __future__ import annotations

import importlib.metadata
import json
import sys
import warnings
from collections.abc import Callable
from io import BytesIO
from typing import Any

from tests.csl.suite import Fixture, fixtures, suite_folder
from tests.differential.node import PLACE, CiteprocJs, citeproc_js, missing

Run = Callable[[Fixture], str]


def main() -> int:
    """Print a line for each processor that is here."""
    folder = suite_folder()
    if folder is None:
        sys.exit("the suite is not here: name its folder in CSL_TEST_SUITE")
    suite = list(fixtures(folder))
    print("| engine | passes | of |\n|---|--:|--:|")
    print(f"| citeproc-py {importlib.metadata.version('citeproc-py')} | {_passes(by_citeproc_py, suite)} |", flush=True)
    reason = missing()
    if reason is not None:
        print(f"without citeproc-js: {reason}", file=sys.stderr)
        return 0
    package = PLACE / "node_modules" / "citeproc" / "package.json"
    version = json.loads(package.read_text(encoding="utf-8"))["version"]
    with citeproc_js() as peer:
        print(f"| citeproc-js {version} | {_passes(lambda fixture: by_citeproc_js(fixture, peer), suite)} |")
    return 0


def _passes(run: Run, suite: list[Fixture]) -> str:
    passed = 0
    for fixture in suite:
        try:
            passed += run(fixture).strip() == fixture.result
        except Exception:  # what a peer raises is a fixture that it does not pass
            continue
    return f"{passed} | {len(suite)}"


def _section(fixture: Fixture, name: str) -> Any:
    return json.loads(fixture.sections[name]) if name in fixture.sections else None


def by_citeproc_js(fixture: Fixture, peer: CiteprocJs) -> str:
    """The text that citeproc-js gives; raises `KeyError` where it fails."""
    answer = peer.ask(
        command="fixture",
        mode=fixture.sections["MODE"].strip(),
        style=fixture.sections["CSL"],
        items=_section(fixture, "INPUT"),
        cites=_section(fixture, "CITATION-ITEMS"),
        citations=_section(fixture, "CITATIONS"),
    )
    return str(answer["text"])


def by_citeproc_py(fixture: Fixture) -> str:
    """The text that citeproc-py gives."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, Locator, formatter
    from citeproc.source.json import CiteProcJSON

    def citation(cites: list[dict[str, Any]], **options: Any) -> Any:
        made = []
        for cite in cites:
            facts = {key.replace("-", "_"): value for key, value in cite.items() if key != "id"}
            if "locator" in facts:
                facts["locator"] = Locator(facts.pop("label", "page"), facts["locator"])
            made.append(CitationItem(str(cite["id"]), **facts))
        return Citation(made, **options)

    warnings.simplefilter("ignore")
    given = _section(fixture, "INPUT")
    items = [{"id": f"item-{number}", "type": "article", **item} for number, item in enumerate(given)]
    style = CitationStylesStyle(BytesIO(fixture.sections["CSL"].encode()), validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.html)
    document = _section(fixture, "CITATIONS")
    if document:
        citations = [citation(record["citationItems"], key=record["citationID"]) for record, *_ in document]
    elif lines := _section(fixture, "CITATION-ITEMS"):
        citations = [citation(line) for line in lines]
    else:
        citations = [citation([{"id": item["id"]} for item in items])]
    for one in citations:
        bibliography.register(one)
    if style.has_bibliography():
        bibliography.sort()
    if fixture.sections["MODE"].strip() == "bibliography":
        entries = [f'  <div class="csl-entry">{entry}</div>' for entry in bibliography.bibliography()]
        text = "\n".join(['<div class="csl-bib-body">', *entries, "</div>"])
    else:
        texts = [str(bibliography.cite(one, lambda _: None)) for one in citations]
        last = len(texts) - 1
        marks = [f"{'>>' if at == last else '..'}[{at}] " if document else "" for at in range(len(texts))]
        text = "\n".join(mark + text for mark, text in zip(marks, texts, strict=True))
    return text.replace("&amp;", "&#38;")


if __name__ == "__main__":
    sys.exit(main())
