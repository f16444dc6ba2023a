"""Messages, hints and help are of one style, so that they read as one editor's.

A message is a clause without a capital in front or a full stop behind; it goes on behind the name of a file («is not
a notebook», «the entry is not closed»). A hint is what to do. Help of options are sentences. What is quoted stands in
the quotation marks of `repr`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

import click
import pytest

from citelib.cli import citelib
from tests.imports import ROOT

PACKAGE = ROOT / "citelib"
RAISED = re.compile(r"\w*Error|Diagnostic|LossWarning")
REPORTS = ("report", "warn", "error", "tell", "fail", "_complain")
NAMED = ("message", "hint")

IDIOMS = re.compile(
    r"\b(?<!there )(?:is|was) no (?!longer)[a-z.A-Z]"
    r"|\b(?:is|are) due\b(?! date)|\bsays? nothing\b|\b(?:is|are) told\b"
    r"|\bstands? for it\b|\bso many\.|\bmeanwhile\b|\bspoilt\b|[«»]"
)
"""Private English: «is no date», «is due», «says nothing of», «is told»."""


class Message(NamedTuple):
    """A text that somebody may read.

    Attributes:
        place: File and line.
        text: The text, with a letter in the place of each value.
        begins: Whether the text begins with a word, and not with a value.
    """

    place: str
    text: str
    begins: bool


def texts(node: ast.AST | None) -> Iterator[tuple[str, bool]]:
    """The texts that an expression may give."""
    match node:
        case ast.Constant(value=str(text)):
            yield text, True
        case ast.JoinedStr(values=values):
            parts = [one.value if isinstance(one, ast.Constant) else "X" for one in values]
            yield "".join(map(str, parts)), bool(values) and isinstance(values[0], ast.Constant)
        case ast.IfExp(body=body, orelse=other):
            yield from texts(body)
            yield from texts(other)


def messages() -> Iterator[Message]:
    """Every message and hint in the code."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = str(path.relative_to(ROOT))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found: list[ast.expr] = []
            if isinstance(node, ast.Assign) and any(
                isinstance(one, ast.Name) and one.id in NAMED for one in node.targets
            ):
                found = [node.value]
            elif isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if RAISED.fullmatch(called) or called in REPORTS:
                    found = [*node.args, *(one.value for one in node.keywords if one.arg in NAMED)]
            for one in found:
                for text, begins in texts(one):
                    if " " in text.strip():
                        yield Message(f"{name}:{one.lineno}", text, begins)


MESSAGES = list(messages())
PROPER = re.compile(
    r"(?:[A-Z]+[\w-]*[A-Z]|SQLite|HTML|CSL|PubMed|Zotero|Word|Point\.|Date\.|Name\.|Item\.|Evidence|Relation\.|X\b|Latin-1|Spark)"
)


def test_there_are_messages() -> None:
    assert len(MESSAGES) > 400


def test_no_message_is_in_a_private_idiom() -> None:
    assert [one for one in MESSAGES if IDIOMS.search(one.text)] == []


def test_messages_are_clauses() -> None:
    odd = [
        one
        for one in MESSAGES
        if re.search(r"[^.]\.$", one.text) or (one.begins and one.text[0].isupper() and not PROPER.match(one.text))
    ]
    assert odd == []


def commands(group: click.Group = citelib, path: str = "citelib") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


@pytest.mark.parametrize(("path", "command"), [*commands()], ids=[path for path, _ in commands()])
def test_help_is_made_of_sentences(path: str, command: click.Command) -> None:
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            text = parameter.help or ""
            assert re.fullmatch(r"(?:[A-Z]|--|[a-z]+, or ).*[.…)]", text), (path, parameter.name, text)
            assert not IDIOMS.search(text), (path, parameter.name, text)
    assert not IDIOMS.search(command.help or ""), path
