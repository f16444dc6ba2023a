"""Fuzz one reader, or all of them in turn, with atheris (the extra ``fuzz``).

``python -m tests.fuzz FORMAT [-max_total_time=60 …]``: what follows the format goes to libFuzzer. ``latex`` fuzzes the
values of BibTeX's fields, ``recognise`` how formats are recognised. ``all`` runs every reader in a process of its own.
Inputs that fail are written to the working folder.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from citelib.formats import registry


def main(arguments: list[str]) -> int:
    """Run the target of that name and return the exit status."""
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if arguments else 2
    name, *options = arguments
    if name == "all":
        names = [*(one.name for one in registry.formats() if one.read is not None), "latex", "recognise"]
        failed = [
            one for one in names if subprocess.run([sys.executable, "-m", "tests.fuzz", one, *options]).returncode
        ]
        print(f"failed: {' '.join(failed) or 'none'}")
        return bool(failed)
    with tempfile.TemporaryDirectory() as folder:
        _fuzz(name, [*options, folder], Path(folder))
    return 0


def _fuzz(name: str, options: list[str], corpus: Path) -> None:
    import atheris

    # The modules are imported again so that atheris sees their branches.
    for module in [one for one in sys.modules if one.startswith("citelib")]:
        del sys.modules[module]
    with atheris.instrument_imports(include=["citelib"]):
        from tests.fuzz.target import target

        check, seeds = target(name)
        for seed in seeds:
            check(seed)  # what is only imported when it is needed has to be seen, too
    for number, seed in enumerate(seeds):
        (corpus / str(number)).write_bytes(seed)
    atheris.Setup([sys.argv[0], *options], check)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
