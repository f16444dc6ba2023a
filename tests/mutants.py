"""Break a module in small ways, one at a time, and see whether a test notices.

``python -m tests.mutants MODULE… [--tests PATH…] [--then PATH…] [--lines FROM-TO] [--sample N] [--seed N] [--jobs N]``

A mutant that no test notices survives: it is printed with its place, what the code was and what it became. Then a test
is missing that says what is decided there, or the code decides nothing and can go. The exit status is 0 if none does.

The project is copied to a temporary folder and broken there. Without ``--tests``, the folder of tests that mirrors the
module is run (``citelib/csl/style/dates.py`` → ``tests/csl/style``), the tests that import it, and its doctests.
Quick tests go to ``--tests`` and slow ones to ``--then``, which only those mutants meet that the quick ones let pass.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from tests.forking import ForkingPytest
from tests.imports import ROOT, all_tests, imported, name_of
from tests.shared import SHARED

PATIENCE = 10
"""How many times longer than the unbroken module a mutant may take; a loop without end counts as noticed."""


@dataclass(frozen=True)
class Mutant:
    """A module with one decision changed."""

    path: Path
    line: int
    change: str
    source: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line}: {self.change}"


# --- Making mutants ---------------------------------------------------------------------------------------------------

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
# What decides nothing at run time.
_IDLE_FIELDS = {"annotation", "returns", "decorator_list", "type_params", "type"}


def mutants_of(path: Path) -> list[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    original = ast.unparse(tree)
    made: dict[str, Mutant] = {original: Mutant(path, 0, "", original)}
    for line in _mutate(tree):
        source = ast.unparse(ast.fix_missing_locations(tree))
        if source not in made:
            made[source] = Mutant(path, line, _difference(original, source), source)
    assert ast.unparse(tree) == original
    return sorted(list(made.values())[1:], key=lambda mutant: mutant.line)


def _difference(before: str, after: str) -> str:
    """What was and what became of it, in a line; of long lines the part that differs."""
    old, new = before.splitlines(), after.splitlines()
    for tag, start, end, new_start, new_end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        one, other = (" ".join(part).strip() for part in (old[start:end], new[new_start:new_end]))
        if max(len(one), len(other)) > 160:
            common = next(
                place for place, pair in enumerate(zip(one + "\0", other + "\1", strict=False)) if len({*pair}) > 1
            )
            from_ = max(0, common - 60)
            one, other = (("…" if from_ else "") + text[from_ : common + 80] + "…" for text in (one, other))
        return f"{one}  ->  {other or '(nothing)'}"
    return "?"


@contextmanager
def _put(owner: object, field: str, value: object) -> Iterator[None]:
    before = getattr(owner, field)
    setattr(owner, field, value)
    yield
    setattr(owner, field, before)


def _mutate(tree: ast.Module) -> Iterator[int]:
    """Change the tree in one place, give the line, undo it, and go on to the next."""
    for statement in tree.body:
        yield from _mutate_statements(tree.body, statement)
        yield from _mutate_below(statement, at_import=True)


def _mutate_below(node: ast.AST, *, at_import: bool) -> Iterator[int]:
    if _is_idle(node):
        return
    if isinstance(node, ast.expr):
        yield from _mutate_expression(node, at_import=at_import)
    at_import = at_import and not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    for field, value in ast.iter_fields(node):
        if field in _IDLE_FIELDS:
            continue
        if field == "test":
            for negated in _negations(value):
                with _put(node, "test", negated):
                    yield value.lineno
        children = value if isinstance(value, list) else [value]
        for child in list(children):
            if isinstance(child, ast.stmt):
                yield from _mutate_statements(children, child)
            if isinstance(child, ast.AST):
                yield from _mutate_below(child, at_import=at_import)


def _is_idle(node: ast.AST) -> bool:
    """Whether a node decides nothing at run time: docstrings, types, exports, text that is put together."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Import() | ast.ImportFrom() | ast.Assert() | ast.JoinedStr():
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case ast.Assign(value=ast.Subscript(value=ast.Name(id="tuple" | "dict" | "list" | "Callable" | "Literal"))):
            return True  # a type under another name
        case ast.Raise(exc=ast.Call()):
            return True
    return False


def _mutate_statements(block: list[ast.stmt], statement: ast.stmt) -> Iterator[int]:
    other: ast.stmt | None = None
    match statement:
        case ast.Break():
            other = ast.Continue()
        case ast.Continue():
            other = ast.Break()
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.AugAssign() | ast.Delete():
            other = ast.Pass()
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            other = ast.Return(ast.Constant(None))
    if other is not None:
        index = block.index(statement)
        block[index] = other
        yield statement.lineno
        block[index] = statement


def _negations(test: ast.expr) -> Iterator[ast.expr]:
    """A condition turned round; comparisons and what `and` or `or` joins are changed inside."""
    if not isinstance(test, (ast.Compare, ast.BoolOp, ast.Constant, ast.UnaryOp)):
        yield ast.UnaryOp(ast.Not(), test)


def _mutate_expression(node: ast.expr, *, at_import: bool) -> Iterator[int]:
    match node:
        case ast.Compare(ops=ops):
            for index, op in enumerate(ops):
                for other in _COMPARISONS[type(op)]:
                    ops[index] = other()
                    yield node.lineno
                ops[index] = op
        case ast.BoolOp(op=joint, values=values):
            with _put(node, "op", ast.Or() if isinstance(joint, ast.And) else ast.And()):
                yield node.lineno
            if len(values) > 1:
                for entry in list(values):
                    with _put(node, "values", [one for one in values if one is not entry]):
                        yield entry.lineno
        case ast.BinOp(op=sign) if type(sign) in _ARITHMETIC and not _is_text(node):
            with _put(node, "op", _ARITHMETIC[type(sign)]()):
                yield node.lineno
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            with _put(node, "operand", ast.UnaryOp(ast.Not(), operand)):
                yield node.lineno
        case ast.Constant(value=bool() as flag):
            with _put(node, "value", not flag):
                yield node.lineno
        case ast.Constant(value=int() as number):
            for other_number in (number + 1, number - 1):
                with _put(node, "value", other_number):
                    yield node.lineno
        case ast.Constant(value=float() as fraction):
            for other_fraction in (round(fraction * 1.1 + 0.01, 6), round(fraction * 0.9 - 0.01, 6)):
                with _put(node, "value", other_fraction):
                    yield node.lineno
    yield from _mutate_entries(node, at_import=at_import)


def _mutate_entries(node: ast.expr, *, at_import: bool) -> Iterator[int]:
    """Tables and word lists without one of their entries, comprehensions without one of their conditions."""
    match node:
        case ast.List(elts=entries) | ast.Set(elts=entries) | ast.Tuple(elts=entries) if at_import and len(entries) > 1:
            for index, entry in enumerate(list(entries)):
                del entries[index]
                yield entry.lineno
                entries.insert(index, entry)
        case ast.Dict(keys=keys, values=values) if at_import and len(keys) > 1:
            for index, (key, value) in enumerate(list(zip(keys, values, strict=True))):
                del keys[index], values[index]
                yield value.lineno
                keys.insert(index, key)
                values.insert(index, value)
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            for generator in node.generators:
                for index, condition in enumerate(list(generator.ifs)):
                    del generator.ifs[index]
                    yield condition.lineno
                    generator.ifs.insert(index, condition)


def _is_text(node: ast.BinOp) -> bool:
    """Whether text is put together or filled in: another sign would only raise."""
    return any(
        isinstance(side, ast.JoinedStr) or (isinstance(side, ast.Constant) and isinstance(side.value, (str, bytes)))
        for side in (node.left, node.right)
    )


# --- Running tests ----------------------------------------------------------------------------------------------------


def nearest_tests(path: Path) -> list[str]:
    """What to run for a module: the folder that mirrors it, the tests that import it, its doctests."""
    module = name_of(path)
    found: list[str] = []
    mirror = ROOT / "tests" / path.relative_to(ROOT / "citelib").parent
    if mirror != ROOT / "tests" and any(mirror.glob("test_*.py")):
        found.append(str(mirror.relative_to(ROOT)))
    importers = (test for test in all_tests() if mirror not in test.parents and module in imported(test))
    found.extend(str(test.relative_to(ROOT)) for test in importers)
    if not found:
        found = [str(test.relative_to(ROOT)) for test in all_tests() if test.stem == f"test_{path.stem}"] or ["tests"]
    return [*found, str(path.relative_to(ROOT))]


class Bench:
    """A copy of the project in which one mutant at a time stands in for its module.

    The tests are run in rounds, each up to its first failure; a later round only if the ones before it passed.
    """

    def __init__(self, folder: Path, tests: Sequence[Sequence[str]]) -> None:
        self.folder = folder
        self.tests = tests
        self.clock = time.time()
        names = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
            cwd=ROOT,
            check=True,
            capture_output=True,
        ).stdout
        for name in filter(None, os.fsdecode(names).split("\0")):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)
        self.log = folder / "pytest.log"
        environment = {**os.environ, "PYTHONPATH": str(folder), "CITELIB_SHARED": str(SHARED)}
        self.pytest = ForkingPytest(folder, environment, self.log)

    def run(self, timeout: float | None = None) -> bool:
        """Whether all tests pass, in so many seconds if that is given."""
        options = ("-x", "-q", "--doctest-modules", "--no-header", "-p", "no:cacheprovider")
        return all(self.pytest.run([*options, *paths], timeout) == 0 for paths in self.tests)

    def notices(self, mutant: Mutant, timeout: float) -> bool:
        """Whether a test fails, or the time runs out, with the mutant in place."""
        file = self.folder / mutant.path.relative_to(ROOT)
        original = file.read_bytes()
        file.write_text(mutant.source, encoding="utf-8")
        # Python tells by whole seconds whether its compiled form is out of date.
        self.clock += 2
        os.utime(file, (self.clock, self.clock))
        try:
            return not self.run(timeout)
        finally:
            file.write_bytes(original)


def survivors(mutants: Sequence[Mutant], tests: Sequence[Sequence[str]], jobs: int) -> list[Mutant]:
    """Those of the mutants that no test notices."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        benches: SimpleQueue[Bench] = SimpleQueue()
        for number in range(jobs):
            bench = Bench(Path(folder, str(number)), tests)
            stack.enter_context(bench.pytest)
            benches.put(bench)
        start = time.monotonic()
        if not bench.run():
            sys.exit(f"the tests fail before anything is broken:\n{bench.log.read_text(encoding='utf-8')}")
        timeout = 10 + PATIENCE * (time.monotonic() - start)

        def survives(mutant: Mutant) -> bool:
            bench = benches.get()
            try:
                survived = not bench.notices(mutant, timeout)
            finally:
                benches.put(bench)
            if survived:
                print(mutant, flush=True)
            return survived

        with ThreadPoolExecutor(jobs) as pool:
            kept = list(pool.map(survives, mutants))
    return [mutant for mutant, survived in zip(mutants, kept, strict=True) if survived]


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the mutants that the command line asks for, run the tests on each, and print those that survive."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "modules", nargs="+", type=Path, metavar="MODULE", help="files such as citelib/csl/processor.py"
    )
    parser.add_argument("--tests", nargs="+", help="what pytest runs; found from the module if not given")
    parser.add_argument("--then", nargs="+", help="what pytest runs on those that the tests before it let pass")
    parser.add_argument("--lines", help="only mutants of these lines, such as 120-180")
    parser.add_argument("--sample", type=int, help="only so many, drawn at random, the same for each seed")
    parser.add_argument("--seed", type=int, default=0, help="draw others")
    parser.add_argument("--jobs", type=int, default=1, help="how many to try at a time")
    parser.add_argument("--list", action="store_true", help="print the mutants and run nothing")
    options = parser.parse_args(arguments)
    total = alive = 0
    for path in [module.resolve() for module in options.modules]:
        mutants = mutants_of(path)
        if options.lines:
            start, _, end = options.lines.partition("-")
            mutants = [mutant for mutant in mutants if int(start) <= mutant.line <= int(end or start)]
        if options.sample is not None and options.sample < len(mutants):
            mutants = random.Random(options.seed).sample(mutants, options.sample)
            mutants.sort(key=lambda mutant: mutant.line)
        if options.list:
            print(*mutants, sep="\n")
            continue
        tests = options.tests or nearest_tests(path)
        print(f"== {path.relative_to(ROOT)}: {len(mutants)} mutants, tests: {' '.join(tests)}", flush=True)
        total += len(mutants)
        rounds = [tests, options.then] if options.then else [tests]
        alive += len(survivors(mutants, rounds, options.jobs))
    if not options.list:
        print(f"== {alive} of {total} mutants survive")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
