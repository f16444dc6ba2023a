"""Everything that happened is recorded and can be taken back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citelib.errors import LibraryError
from citelib.library import Library
from citelib.model import Item


def book(title: str, key: str = "a") -> Item:
    return Item(key, "book", title=title)


def test_log_undo_redo(library: Library) -> None:
    library.add(book("One"))
    library.replace(book("Two"))
    library.remove("a")
    assert [one.command for one in library.log()] == ["remove 'a'", "replace 'a'", "add 'a'"]
    assert [one.at for one in library.log()] == sorted((one.at for one in library.log()), reverse=True)
    titles = []
    for _ in range(3):
        library.undo()
        titles.append(getattr(library.get("a"), "title", None))
    assert titles == ["Two", "One", None]
    with pytest.raises(LibraryError, match="nothing to undo"):
        library.undo()
    for expected in ("One", "Two", None):
        library.redo()
        assert getattr(library.get("a"), "title", None) == expected
    with pytest.raises(LibraryError, match="nothing to redo"):
        library.redo()
    library.undo()
    library.undo()
    assert library["a"].title == "One"


def test_undo_says_why_not(library: Library) -> None:
    library.add(book("One"))
    library.replace(book("Two"))
    library.replace(book("Three"))
    with pytest.raises(LibraryError, match=r"step 2 cannot be undone.*step 3 \(replace 'a'\) changed it since"):
        library.undo(2)
    assert library["a"].title == "Three"
    with pytest.raises(LibraryError, match="no step 99"):
        library.undo(99)
    with pytest.raises(LibraryError, match="not undone"):
        library.redo(2)


def test_a_dry_run_keeps_nothing(library: Library) -> None:
    library.add(book("One"))
    with library.transaction("try", keep=False) as step:
        library.replace(book("Two"))
        assert library["a"].title == "Two"
    assert (library["a"].title, step.number, len(library.log())) == ("One", None, 1)
    with library.transaction("mine"):
        library.add(book("Three", "b"))
        with library.transaction("try", keep=False):
            library.replace(book("Four", "b"))
    assert library["b"].title == "Three"


def test_undo_is_a_step_of_its_own(library: Library) -> None:
    library.add(book("One"))
    with library.transaction("mine"), pytest.raises(LibraryError, match="step of its own"):
        library.undo()
    assert library.undo(dry_run=True).command == "undo step 1 (add 'a')"
    assert library["a"].title == "One"
    assert len(library.log()) == 1


def test_undo_of_one_step_among_others(library: Library) -> None:
    library.add(book("One"))
    library.add(book("Other", "b"))
    library.undo(1)
    assert [item.id for item in library] == ["b"]
    library.redo(1)
    assert library["a"].title == "One"


def test_steps_with_many_changes_go_back_whole(library: Library) -> None:
    with library.transaction("import"):
        for number in range(10):
            library.add(book("T", f"k{number}"))
        library.rename("k1", "x")
        library.rename("k2", "k1x")
        library.collect("x", "Thesis/One")
    assert len(library.log()) == 1
    library.undo()
    assert len(library) == 0
    assert library.collections() == {}
    library.redo()
    assert library["k1"].id == "x"
    assert library.collections() == {"Thesis/One": None}


def test_earlier_states_can_be_seen(library: Library) -> None:
    library.add(book("One"))
    library.replace(book("Two"))
    library.rename("a", "b")
    library.remove("b")
    assert library.at(1)["a"].title == "One"
    assert library.at(2)["a"].title == "Two"
    assert library.at(3)["b"].title == "Two"
    assert library.at(3).get("a") is None
    assert library.at(4).get("b") is None
    assert library.at(0).get("a") is None
    assert library.at("2026-11-23").get("b") is None
    assert library.at(library.log()[2].at)["a"].title == "Two"
    changed = [(one.kind, one.label, one.before is None, one.after is None) for one in library.diff(0, 3)]
    assert changed == [("item", "a", True, False)]
    assert list(library.diff(0)) == []
    assert [one.command for one in library.log(key="a")][-1] == "add 'a'"


CHANGES = st.lists(
    st.tuples(st.sampled_from(["add", "replace", "remove", "rename", "tag", "undo", "redo"]), st.sampled_from("abc")),
    max_size=25,
)


@settings(max_examples=25)
@given(CHANGES)
def test_whatever_happens_can_be_undone_to_the_beginning(changes: list[tuple[str, str]]) -> None:
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "refs.db") as library:
        states = {0: ""}

        def state() -> str:
            return repr(sorted(library, key=lambda item: item.id))

        for number, (kind, key) in enumerate(changes):
            try:
                match kind:
                    case "add":
                        library.add(book(str(number), key))
                    case "replace":
                        library.replace(book(str(number), key))
                    case "remove":
                        library.remove(key)
                    case "rename":
                        library.rename(key, key + key)
                    case "tag":
                        library.tag(key, [f"t{number}"])
                    case "undo":
                        library.undo()
                    case "redo":
                        library.redo()
            except (LibraryError, LookupError):
                pass
            states[library.log()[0].number if library.log() else 0] = state()
        steps = library.log()
        for step in steps:
            shown = [library.at(step.number).get(key) for key in ("a", "b", "c", "aa", "bb", "cc")]
            assert repr(sorted((item for item in shown if item), key=lambda item: item.id)) == states[step.number]
        while True:
            try:
                library.undo()
            except LibraryError:
                break
        if not any(step.kind == "redo" for step in steps):
            assert len(library) == 0
