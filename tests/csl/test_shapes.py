"""Styles cut to the shape of an item: what prints the same with fewer calls is cut so, and nothing else."""

from __future__ import annotations

import pytest

from citelib.csl.render.shape import Shape
from citelib.csl.render.status import MISSING, PLAIN
from citelib.csl.style import nodes
from citelib.csl.style.nodes import Group, TextMacro, TextTerm, TextVariable

TITLE = TextVariable(variable="title")
NOTE = TextVariable(variable="note")
TWO = Group(children=(TITLE, TextTerm(term="in")), delimiter=" ")
MACROS = {"two": nodes.Macro(name="two", children=(TWO,))}
CALL = TextMacro(macro="two")


def cut(*children: nodes.Node) -> tuple[tuple[nodes.Node, ...], int]:
    return Shape("bibliography", "book", ["title"], MACROS).cut_to(children)


@pytest.mark.parametrize(
    "wrapped",
    [Group(children=(TWO,)), CALL, Group(children=(CALL,)), Group(children=(Group(children=(CALL,)),), delimiter=", ")],
)
def test_groups_and_macros_that_add_nothing_are_passed_over(wrapped: nodes.Node) -> None:
    assert cut(wrapped) == ((TWO,), PLAIN)


@pytest.mark.parametrize(
    "wrapped",
    [
        Group(children=(TWO,), prefix="("),
        Group(children=(TWO,), suffix=")"),
        Group(children=(TWO,), display="block"),
        Group(children=(TWO,), formatting=nodes.Formatting(font_style="italic")),
        TextMacro(macro="two", quotes=True),
        TextMacro(macro="two", strip_periods=True),
        TextMacro(macro="two", text_case="lowercase"),
        Group(children=(TITLE,)),  # what is not a group itself counts as grouped
        Group(children=(TWO, TITLE)),
    ],
)
def test_what_they_add_is_kept(wrapped: nodes.Node) -> None:
    assert cut(wrapped) == ((wrapped,), PLAIN)


def test_a_group_that_lacks_a_variable_may_vanish_where_the_one_inside_does_not() -> None:
    outer = Group(children=(NOTE, TWO))
    assert cut(outer) == ((outer,), PLAIN)
    lacking = Group(children=(NOTE, TITLE, TextTerm(term="in")))
    assert cut(Group(children=(NOTE, lacking))) == ((lacking,), PLAIN)


def test_what_never_prints_is_left_out() -> None:
    assert cut(Group(children=(NOTE,)), TITLE) == ((TITLE,), MISSING)
