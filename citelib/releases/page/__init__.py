"""The page of a release: its text cut into blocks, with links, emphasis and what its head says."""
