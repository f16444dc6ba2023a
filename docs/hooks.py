"""Pages that are made of the code: one for each format, from its module's docstring and its `Format`."""

from __future__ import annotations

import inspect
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from citelib.formats.format import Format
from citelib.formats.registry import BUILT_IN, extensions, find
from citelib.model import RELATION_TYPES
from citelib.model.variables import ItemVariables
from citelib.model.vocabulary import VARIABLES, python_name

sys.path.insert(0, str(Path(__file__).parent))

import survival

from examples import fence


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the page of each format into the navigation."""
    pages = [{find(name).title: f"formats/{name}.md"} for name in sorted(BUILT_IN)]
    for section in config.nav or ():
        if isinstance(section, dict) and "Formats" in section:
            section["Formats"].append({"Each format": pages})
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of the formats, and where data comes from, to those that are there."""
    formats = [find(name) for name in sorted(BUILT_IN)]
    files.append(File.generated(config, "formats/index.md", content=_index(formats)))
    files.append(File.generated(config, "formats/survival.md", content=survival.table(formats)))
    notice = Path(__file__).parent.parent / "NOTICE"
    files.append(File.generated(config, "notice.md", content=notice.read_text(encoding="utf-8")))
    for format in formats:
        files.append(File.generated(config, f"formats/{format.name}.md", content=_page(format)))
    return files


def _index(formats: list[Format]) -> str:
    rows = "\n".join(
        f"| [{one.name}]({one.name}.md) | {one.title} | {_yes(one.read)} | {_yes(one.write)} "
        f"| {' '.join(f'`{end}`' for end in extensions(one))} |"
        for one in formats
    )
    return (
        "# Formats\n\nA format is chosen by the argument `format`, else by the file's name, else by its content. "
        "What survives in each of them, field by field, [has been measured](survival.md).\n\n"
        f"| name | what it is | read | write | files |\n|---|---|---|---|---|\n{rows}\n"
    )


def _page(format: Format) -> str:
    module = import_module(f"citelib.formats.{BUILT_IN[format.name].partition(':')[0]}")
    facts = [
        ("Name", f"`{format.name}`" + "".join(f", `{alias}`" for alias in format.aliases)),
        ("Files", " ".join(f"`{end}`" for end in extensions(format))),
        ("Media types", " ".join(f"`{one}`" for one in format.media_types)),
        ("Read, write", f"{_yes(format.read)}, {_yes(format.write)}"),
        ("Options of reading", _options(format.read)),
        ("Options of writing", _options(format.write)),
    ]
    table = "\n".join(f"| {name} | {value} |" for name, value in facts if value)
    words = _markdown(inspect.getdoc(module) or "")
    return f"# {format.title}\n\n{words}\n\n| | |\n|---|---|\n{table}\n{_sample(format)}"


_GOLDEN = Path(__file__).parent.parent / "tests" / "formats" / "golden"
_SHOWN = 40


def _sample(format: Format) -> str:
    """The beginning of a file of the format, one of those that the tests read."""
    folder = _GOLDEN / format.name
    files = [one for one in folder.iterdir() if one.suffix not in (".json", ".mrc")] if folder.is_dir() else []
    if not files or format.is_binary:
        return ""
    file = min(files, key=lambda one: (one.name == "works.out", one.stat().st_size))
    lines = file.read_text(encoding="utf-8").splitlines()
    shown = "\n".join(line[:200] for line in lines[:_SHOWN]) + "\n…" * (len(lines) > _SHOWN)
    return f"\n## A sample\n\n~~~~text\n{shown}\n~~~~\n"


def _options(function: Any) -> str:
    if function is None:
        return ""
    parameters = inspect.signature(function).parameters.values()
    return ", ".join(
        f"`{one.name}={one.default!r}`" for one in parameters if one.kind is inspect.Parameter.KEYWORD_ONLY
    )


def _markdown(docstring: str) -> str:
    """Docstrings are written in the light reStructuredText that Python programmers are used to."""
    text = re.sub(r"``([^`]+)``", r"`\1`", docstring)
    text = re.sub(r"(?m)^::$", "", text)
    return fence(text)


def _yes(function: object) -> str:
    return "yes" if function is not None else "–"


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put tables that are made of the code in their places."""
    for name, table in (("RELATION_TABLE", _relations), ("VARIABLE_TABLE", _variables)):
        if name in markdown:
            markdown = markdown.replace(name, table())
    return markdown


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
