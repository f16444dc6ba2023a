"""The file of a library: its tables, the one way in which they change, and the history that every change leaves."""
