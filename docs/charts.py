"""Runs the cells of ``charts.md`` and takes their pictures: ``python docs/charts.py`` (needs matplotlib, networkx)."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).resolve().parent
PAGE: Final = HERE / "charts.md"


def cells() -> list[str]:
    """The code of the page, a cell each."""
    return re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def run(folder: Path) -> list[Path]:
    """Run the cells; the picture of each that draws goes into a folder."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt
    import networkx  # noqa: F401 - what the cells need is told before they run

    names: dict[str, Any] = {}
    taken: list[Path] = []
    here = Path.cwd()
    os.chdir(HERE.parent)
    try:
        for cell in cells():
            exec(compile(cell, str(PAGE), "exec"), names)
            if plt.get_fignums():
                taken.append(folder / f"charts-{len(taken) + 1}.png")
                plt.tight_layout()
                plt.savefig(taken[-1], dpi=110)
                plt.close("all")
    finally:
        os.chdir(here)
    return taken


if __name__ == "__main__":
    run(HERE / "pictures")
