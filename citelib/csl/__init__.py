"""CSL 1.0.2: styles, rendering, documents and the processor."""
