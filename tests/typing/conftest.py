"""Examples for type checkers are never run."""

collect_ignore = ["right.py", "wrong.py"]
