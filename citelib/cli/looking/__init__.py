"""Commands that show references to look at: as a tree, as pages."""
