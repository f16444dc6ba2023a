r"""Lists of journals that people keep: a long and a short name on each line.

The forms of JabRef are read (``Long name;Short name``, CSV in quotes, ``Long name = Short name``), tables with tabs,
and the JSON of citeproc (``{"default": {"container-title": {"Long": "Short"}}}``).

>>> import tempfile
>>> with tempfile.TemporaryDirectory() as folder:
...     file = Path(folder) / "mine.csv"
...     _ = file.write_text('# mine\n"Acta Muscorum";"Acta Musc."\nFerns = Fern.\n')
...     read_list(file)
{'Acta Muscorum': 'Acta Musc.', 'Ferns': 'Fern.'}
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Final

from citelib.errors import ReadError
from citelib.files import decode, read_file
from citelib.limits import DEFAULT_LIMITS

__all__ = ["read_list"]

_SEPARATORS: Final = ("\t", ";", " = ", ",")


def read_list(file: Path) -> dict[str, str]:
    """Short names by long name.

    Raises:
        ReadError: The file cannot be read, or a line of it has no two names; with the line.
    """
    text, _ = decode(read_file(file, DEFAULT_LIMITS, "document_size"))
    if text.lstrip().startswith("{"):
        return _of_json(text, file)
    names: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        parts = _parts(line)
        if parts is None:
            hint = "write Long name;Short name on each line"
            raise ReadError("the line has no two names of a journal", source=str(file), line=number, hint=hint)
        names.setdefault(*parts)
    return names


def _parts(line: str) -> tuple[str, str] | None:
    for separator in _SEPARATORS:
        if separator in line:
            cells = line.split(separator) if len(separator) > 1 else next(csv.reader([line], delimiter=separator))
            cells = [cell.strip() for cell in cells]
            if len(cells) > 1 and cells[0] and cells[1]:
                return cells[0], cells[1]
    return None


def _of_json(text: str, file: Path) -> dict[str, str]:
    try:
        table = json.loads(text)
        table = table.get("default", table)
        table = table.get("container-title", table)
        if all(isinstance(short, str) for short in table.values()):
            return dict(table)
    except (ValueError, AttributeError) as error:
        raise ReadError(f"is not a table of journals: {error}", source=str(file)) from error
    raise ReadError('is not a table of journals: {"container-title": {"Long": "Short"}} is expected', source=str(file))
