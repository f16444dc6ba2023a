"""One pass over a style or locale file: its diagnostics, and its elements read along the tables of the schema."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Any, Final

from citelib.csl.style import nodes
from citelib.csl.style.markup import MarkupElement
from citelib.csl.style.schema import ELEMENTS
from citelib.diagnostics import Diagnostic, Severity
from citelib.limits import Limits
from citelib.model.vocabulary import VARIABLES
from citelib.near import did_you_mean

__all__ = ["ALSO_VARIABLES", "Fields", "Reading"]

Fields = dict[str, Any]
"""The attributes of an element as fields of its node."""

ALSO_VARIABLES: Final = frozenset(["journalAbbreviation", "shortTitle", "page-last"])
"""Variables of earlier versions and of the JSON schema that styles may ask for without a warning."""

_TEXT_ELEMENTS: Final = frozenset(["term", "single", "multiple"])


@lru_cache(maxsize=256)
def _formatting(items: tuple[tuple[str, Any], ...]) -> nodes.Formatting:
    """One shared object for equal formatting."""
    return nodes.Formatting(**dict(items))


class Reading:
    """One pass over one file: the diagnostics and counters that belong to it."""

    def __init__(self, name: str | None, limits: Limits, strict: bool) -> None:
        self.name = name
        self.limits = limits
        self.strict = strict
        self.failed = False
        self.diagnostics: list[Diagnostic] = []
        self.where: dict[str, list[MarkupElement]] = defaultdict(list)
        self.names = 0
        self.dates = 0
        self.terms: frozenset[str] = frozenset()

    # Diagnostics

    def report(
        self, severity: Severity, element: MarkupElement, code: str, message: str, hint: str | None = None
    ) -> None:
        """Add a diagnostic at the place of an element."""
        self.failed = self.failed or severity == "error"
        self.diagnostics.append(
            Diagnostic(
                severity, f"style-{code}", message, hint, source=self.name, line=element.line, column=element.column
            )
        )

    def error(self, element: MarkupElement, code: str, message: str, hint: str | None = None) -> None:
        """Report what makes the file unusable."""
        self.report("error", element, code, message, hint)

    def warn(self, element: MarkupElement, code: str, message: str, hint: str | None = None) -> None:
        """Report what a reader should know."""
        self.report("warning", element, code, message, hint)

    def invalid(self, element: MarkupElement, code: str, message: str, hint: str | None = None) -> None:
        """Report what the schema does not allow: an error, or a warning where the reading is not strict."""
        self.report("error" if self.strict else "warning", element, code, message, hint)

    def sorted_diagnostics(self) -> tuple[Diagnostic, ...]:
        """The diagnostics in the order of the file."""
        return tuple(sorted(self.diagnostics, key=lambda diagnostic: (diagnostic.line or 0, diagnostic.column or 0)))

    def unknown(self, element: MarkupElement, kind: str, name: str, known: frozenset[str]) -> None:
        """Warn of a variable, term, type or locator that the specification does not know."""
        hint = did_you_mean(name, known, count=1)
        self.warn(element, f"unknown-{kind}", f"CSL 1.0.2 has no {kind} {name!r}", hint)

    # Along the tables

    def fields(self, element: MarkupElement) -> Fields:
        """The attributes of an element as fields of its node; those of its parts under the name of the part."""
        fields: Fields = {}
        attributes = ELEMENTS[element.tag].attributes
        for key, value in element.attributes.items():
            attribute = attributes.get(key)
            if attribute is None:
                if not key.startswith(("{}", "xml:")):
                    self.invalid(
                        element,
                        "unknown-attribute",
                        f"the element {element.tag!r} has no attribute {key!r}",
                        did_you_mean(key, attributes, count=1),
                    )
                continue
            try:
                read = attribute.read(value)
            except ValueError as error:
                self.invalid(element, "bad-value", f"{key}={value!r} is not valid", str(error))
                continue
            if attribute.part:
                fields.setdefault(attribute.part, {})[attribute.field] = read
            else:
                fields[attribute.field] = read
        formatting = fields.get("formatting")
        if formatting:
            fields["formatting"] = _formatting(tuple(formatting.items()))
        return fields

    def children(self, element: MarkupElement) -> list[MarkupElement]:
        """The children that the element may have; others are reported."""
        allowed = ELEMENTS[element.tag].children
        known = []
        for child in element.children:
            if child.tag in allowed:
                known.append(child)
            elif not child.foreign:
                self.invalid(
                    child,
                    "unknown-element",
                    f"the element {element.tag!r} cannot hold an element {child.tag!r}",
                    did_you_mean(child.tag, allowed, count=1),
                )
        if element.text and not element.text.isspace() and element.tag not in _TEXT_ELEMENTS:
            self.invalid(element, "stray-text", f"text inside the element {element.tag!r} means nothing")
        return known

    def only(self, element: MarkupElement, tag: str) -> MarkupElement | None:
        """The child of that name; a second one is reported."""
        found = [child for child in element.children if child.tag == tag]
        for extra in found[1:]:
            self.invalid(extra, "repeated-element", f"a second element {tag!r} in {element.tag!r}")
        return found[0] if found else None

    def need(self, element: MarkupElement, fields: Fields, field: str) -> bool:
        """Whether a required attribute is there; otherwise it is reported."""
        if fields.get(field):
            return True
        self.error(element, "missing-attribute", f"the element {element.tag!r} needs the attribute {field!r}")
        return False

    def variable(self, element: MarkupElement, name: str, known: frozenset[str], kind: str = "variable") -> None:
        """Warn of a variable that does not exist, or is of another kind."""
        if name not in known and name not in ALSO_VARIABLES:
            if kind != "variable" and name in VARIABLES:
                self.warn(element, "wrong-kind", f"{name!r} is not a {kind}", f"it is a {VARIABLES[name]} variable")
            else:
                self.unknown(element, "variable", name, known)
