"""The works that a release points at: studies, comments on them, earlier works."""
