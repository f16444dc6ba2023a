"""Pages that are made of the code: one for each format, what survives where, tables, the example notebook.

`write` puts the pages beside those that are written by hand, in files that the repository does not hold.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import notebook_page
import samples
import survival

from citelib.formats.format import Format
from citelib.formats.registry import BUILT_IN, extensions, find
from citelib.model import RELATION_TYPES
from citelib.model.variables import ItemVariables
from citelib.model.vocabulary import VARIABLES, python_name
from citelib.tables.columns import COLUMNS

__all__ = ["TABLES", "write"]

HERE: Final = Path(__file__).parent
NOTEBOOK: Final = HERE.parent / "examples" / "library.ipynb"
GOLDEN: Final = HERE.parent / "tests" / "formats" / "golden"
LINES_SHOWN: Final = 40
"""Lines that a page shows of its sample file."""


def write(folder: Path) -> None:
    """Write the pages into the folder of the docs; a page that would not change is left alone, and not built again."""
    formats = [find(name) for name in sorted(BUILT_IN)]
    pages = {f"formats/{format.name}.md": _page(format) for format in formats}
    pages["formats/index.md"] = _index(formats)
    pages["formats/survival.md"] = survival.table(formats)
    pages["notice.md"] = (HERE.parent / "NOTICE").read_text(encoding="utf-8")
    pages["library-pictures.md"] = notebook_page.page(NOTEBOOK)
    for name, picture in notebook_page.pictures(NOTEBOOK).items():
        (folder / name).write_bytes(picture)
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def _index(formats: list[Format]) -> str:
    rows = "\n".join(
        f"| [{one.name}]({one.name}.md) | {one.title} | {_yes(one.read)} | {_yes(one.writer)} "
        f"| {' '.join(f'`{end}`' for end in extensions(one))} |"
        for one in formats
    )
    names = "\n".join(one.name for one in formats)
    return (
        "# Formats\n\nA format is chosen by the argument `format`, else by the file's name, else by its content. "
        "What survives in each of them, field by field, [has been measured](survival.md).\n\n"
        f"| name | what it is | read | write | files |\n|---|---|---|---|---|\n{rows}\n\n"
        f"```{{toctree}}\n:hidden:\n\nsurvival\n{names}\n```\n"
    )


def _page(format: Format) -> str:
    module = f"citelib.formats.{BUILT_IN[format.name].partition(':')[0]}"
    facts = [
        ("Name", f"`{format.name}`" + "".join(f", `{alias}`" for alias in format.aliases)),
        ("Files", " ".join(f"`{end}`" for end in extensions(format))),
        ("Media types", " ".join(f"`{one}`" for one in format.media_types)),
        ("Read, write", f"{_yes(format.read)}, {_yes(format.writer)}"),
        ("Options of reading", _options(format.read)),
        ("Options of writing", _options(format.writer)),
    ]
    table = "\n".join(f"| {name} | {value} |" for name, value in facts if value)
    words = f"```{{eval-rst}}\n.. automodule:: {module}\n   :no-members:\n   :no-index:\n```"
    return f"# {format.title}\n\n{words}\n\n| | |\n|---|---|\n{table}\n{_sample(format)}"


def _sample(format: Format) -> str:
    """The beginning of a file of the format, one of those that the tests read."""
    folder = GOLDEN / format.name
    files = [one for one in folder.iterdir() if one.suffix not in (".json", ".mrc")] if folder.is_dir() else []
    if not files or format.is_binary:
        return ""
    file = min(files, key=lambda one: (one.name == "works.out", one.stat().st_size))
    lines = file.read_text(encoding="utf-8").splitlines()
    shown = "\n".join(line[:200] for line in lines[:LINES_SHOWN]) + "\n…" * (len(lines) > LINES_SHOWN)
    return f"\n## A sample\n\n~~~~text\n{shown}\n~~~~\n"


def _options(function: Any) -> str:
    if function is None:
        return ""
    parameters = inspect.signature(function).parameters.values()
    return ", ".join(
        f"`{one.name}={one.default!r}`" for one in parameters if one.kind is inspect.Parameter.KEYWORD_ONLY
    )


def _yes(function: object) -> str:
    return "yes" if function is not None else "–"


def _relations() -> str:
    columns = ("name", "inverse", "datacite", "crossref", "jats", "schema_org", "biblatex")
    rows = "\n".join(
        "| " + " | ".join(f"`{value}`" if (value := getattr(row, column)) else "" for column in columns) + " |"
        for row in RELATION_TYPES.values()
    )
    head = "| relation | inverse | DataCite | Crossref | JATS | schema.org | BibLaTeX |\n|---|---|---|---|---|---|---|"
    return f"{head}\n{rows}"


def _variables() -> str:
    rows = "\n".join(
        f"| `{python_name(name)}` | `{name}` | {kind} | {getattr(ItemVariables, python_name(name)).__doc__} |"
        for name, kind in VARIABLES.items()
    )
    return f"| attribute | CSL name | kind | meaning |\n|---|---|---|---|\n{rows}"


def _columns() -> str:
    kinds = {"int": "number", "texts": "list of texts", "text": "text"}
    rows = "\n".join(f"| `{name}` | {kinds.get(kind, 'struct' if kind == 'date' else 'list of structs')} | {words} |"
                     for name, (kind, _, words) in COLUMNS.items())  # fmt: skip
    return f"| column | kind | what it is |\n|---|---|---|\n{rows}"


TABLES: Final[Mapping[str, Callable[[], str]]] = {
    "GALLERY_OF_STYLES": samples.gallery,
    "OUTPUT_SAMPLES": samples.output_samples,
    "OUTPUT_TABLE": samples.output_table,
    "RELATION_TABLE": _relations,
    "TABLE_COLUMNS": _columns,
    "VARIABLE_TABLE": _variables,
}
"""What stands in the place of these words on a page: a function that gives it."""
