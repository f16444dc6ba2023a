"""Fuzzing the readers: whatever the input, nothing but `ReadError`, `LimitError` and diagnostics, and in time."""
