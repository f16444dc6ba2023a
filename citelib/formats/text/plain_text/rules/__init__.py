"""What rules read of a reference, where statistics cannot know or err: `citelib.formats.text.plain_text.model`."""
