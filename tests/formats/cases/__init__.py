"""Sets of cases that other projects wrote: how far citelib agrees, and why not further."""
