"""Styles for tests: small ones built from parts, and official ones drawn by a fixed rule."""

from __future__ import annotations

from pathlib import Path

from citelib.csl.style.catalogue import folders


def style(
    citation: str = '<text variable="title"/>', macros: str = "", attributes: str = "", bibliography: str = ""
) -> str:
    """The XML of a small style."""
    return (
        f'<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" {attributes}>\n'
        f"<info><title>Test</title><id>test</id></info>\n{macros}\n"
        f"<citation><layout>\n{citation}\n</layout></citation>\n"
        + (f"<bibliography><layout>{bibliography}</layout></bibliography>\n" if bibliography else "")
        + "</style>"
    )


def official_styles(step: int = 1) -> list[Path]:
    """Every n-th independent official style."""
    folder = folders()[-2]
    return sorted(folder.glob("*.csl"))[::step]
