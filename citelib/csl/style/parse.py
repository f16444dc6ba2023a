"""Parse CSL styles and locale files into nodes, and report everything that is wrong with them at once.

The tables of `citelib.csl.style.schema` say what may stand where; this module walks a file along them. Macros are
checked as a graph by `citelib.csl.style.checks`. An error anywhere makes a `StyleError` that carries all diagnostics;
warnings (unknown variables and terms, macros defined twice) come with the style.

>>> style = parse('''<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
...   <citation><layout><text variable="title"/></layout></citation>
... </style>''')
>>> style.class_, style.citation.layout.children[0].variable
('note', 'title')
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Final, TypeVar, cast

from citelib.csl.style import checks, nodes
from citelib.csl.style.info import read_info
from citelib.csl.style.markup import MarkupElement, MarkupError
from citelib.csl.style.markup import read as read_markup
from citelib.csl.style.reading import ALSO_VARIABLES, Fields, Reading
from citelib.csl.style.schema import CONDITIONS, POSITIONS, RENDERING, TERMS, read_text
from citelib.errors import LocaleError, StyleError
from citelib.limits import DEFAULT_LIMITS, Limits
from citelib.model.vocabulary import (
    DATE_VARIABLES,
    ITEM_TYPES,
    LOCATOR_TYPES,
    NAME_VARIABLES,
    VARIABLES,
)

__all__ = ["parse", "parse_locale"]

N = TypeVar("N")


def parse(
    source: str | bytes, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS, strict: bool = True
) -> nodes.Style:
    """Parse a style.

    Args:
        source: The XML text of an independent or a dependent style.
        name: Name of the file, for diagnostics.
        limits: Bounds on size, nesting and macros.
        strict: Whether unknown elements, unknown attributes and bad values are errors; otherwise they are warnings
            and what is not understood is left out.

    Raises:
        StyleError: The style cannot be used; its `diagnostics` say all that is wrong, with line and column.
    """
    reading = _Reading(name, limits, strict)
    try:
        root = read_markup(source, name=name, limits=limits)
    except MarkupError as error:
        raise StyleError(f"the style {name or ''} cannot be read".replace("  ", " "), [error.diagnostic]) from None
    style = reading.style(root) if root.tag == "style" else None
    if style is None:
        reading.error(root, "not-a-style", f"the root element is {root.tag!r}, not 'style'", "is this a CSL style?")
    else:
        wrong = checks.check_macros(style, limits, reading.where, name)
        reading.diagnostics += wrong
        reading.failed = reading.failed or bool(wrong)
    if reading.failed or style is None:
        what = f"the style {name or ''} cannot be used".replace("  ", " ")
        raise StyleError(what, reading.sorted_diagnostics(), hint=_dialect(root))
    return style.evolve(diagnostics=reading.sorted_diagnostics()) if reading.diagnostics else style


def _dialect(root: MarkupElement) -> str | None:
    """The dialect or early version of CSL that a style is written in, which its errors alone would not reveal."""
    version = root.attributes.get("version", "")
    children = {
        child.tag for area in root.children if area.tag in ("citation", "bibliography") for child in area.children
    }
    if "mlz" in version or "juris-m" in version.lower():
        return "it is written in CSL-M, the dialect of Juris-M"
    if "option" in children or any(child.tag == "terms" for child in root.children) or version.startswith("0."):
        return "it is written in CSL 0.8, which is older than CSL 1.0: take the style of that name from the repository"
    return None


def parse_locale(source: str | bytes, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> nodes.Locale:
    """Parse a locale file.

    Raises:
        LocaleError: The locale cannot be used; its `diagnostics` say why.

    >>> parse_locale('<locale xml:lang="de-DE"><terms><term name="in">in</term></terms></locale>').terms[0].single
    'in'
    """
    reading = _Reading(name, limits, strict=True)
    try:
        root = read_markup(source, name=name, limits=limits)
    except MarkupError as error:
        raise LocaleError(f"the locale {name or ''} cannot be read", [error.diagnostic]) from None
    locale = reading.locale(root) if root.tag == "locale" else None
    if locale is None:
        reading.error(root, "not-a-locale", f"the root element is {root.tag!r}, not 'locale'", "is this a CSL locale?")
    if reading.failed or locale is None:
        raise LocaleError(f"the locale {name or ''} cannot be used", reading.sorted_diagnostics())
    return locale


class _Reading(Reading):
    """The elements of a style, each made into its node."""

    def rendering(self, element: MarkupElement) -> tuple[nodes.Node, ...]:
        """The rendering elements inside an element."""
        built = (_BUILDERS[child.tag](self, child) for child in self.children(element) if child.tag in RENDERING)
        return tuple(node for node in built if node is not None)

    def text(self, element: MarkupElement) -> nodes.Node | None:
        fields = self.fields(element)
        self.children(element)
        form = fields.pop("form", None)
        plural = fields.pop("plural", None)
        sources = {key: fields.pop(key) for key in ("variable", "macro", "term", "value") if key in fields}
        if len(sources) != 1:
            message = "the element 'text' needs exactly one of 'variable', 'macro', 'term', 'value'"
            self.invalid(element, "text-source", message, "give one of them")
            if not sources:
                return None
        if "variable" in sources:
            variable = sources["variable"]
            self.variable(element, variable, _PRINTABLE, "text or number variable")
            if form not in (None, "long", "short"):
                self.invalid(element, "bad-value", f"form={form!r} is not valid for a variable", "'long' or 'short'")
                form = None
            return nodes.TextVariable(variable=variable, form=form or "long", **fields)
        if "macro" in sources:
            self.where[sources["macro"]].append(element)
            return nodes.TextMacro(macro=sources["macro"], **fields)
        if "term" in sources:
            term = sources["term"]
            if term not in TERMS and term not in self.terms:
                self.unknown(element, "term", term, TERMS)
            return nodes.TextTerm(term=term, form=form or "long", plural=bool(plural), **fields)
        return nodes.TextValue(value=sources["value"], **fields)

    def number(self, element: MarkupElement) -> nodes.Node | None:
        fields = self.fields(element)
        self.children(element)
        if not self.need(element, fields, "variable"):
            return None
        self.variable(element, fields["variable"], _PRINTABLE, "number variable")
        return nodes.Number(**fields)

    def date(self, element: MarkupElement) -> nodes.Node | None:
        fields = self.fields(element)
        parts = self.date_parts(element)
        if not self.need(element, fields, "variable"):
            return None
        self.variable(element, fields["variable"], DATE_VARIABLES, "date variable")
        self.dates += 1
        return nodes.Date(parts=parts, index=self.dates - 1, **fields)

    def date_parts(self, element: MarkupElement) -> tuple[nodes.DatePart, ...]:
        parts = []
        for child in self.children(element):
            fields = self.fields(child)
            if self.need(child, fields, "name"):
                allowed = _DATE_PART_FORMS[fields["name"]]
                if fields.get("form", allowed[0]) not in allowed:
                    hint = f"allowed are {', '.join(map(repr, allowed))}"
                    self.warn(child, "date-part-form", f"a {fields['name']} has no form {fields['form']!r}", hint)
                    fields.pop("form")
                parts.append(nodes.DatePart(**fields, written=frozenset(fields)))
        return tuple(parts)

    def names_(self, element: MarkupElement) -> nodes.Node | None:
        fields = self.fields(element)
        index = self.names
        self.names += 1
        tags = [child.tag for child in self.children(element)]
        name, label, et_al, substitute = (self.only(element, tag) for tag in ("name", "label", "et-al", "substitute"))
        if not self.need(element, fields, "variable"):
            return None
        for variable in fields["variable"]:
            self.variable(element, variable, NAME_VARIABLES, "name variable")
        if name is not None:
            fields["name"] = self.name_(name)
        if label is not None:
            fields["label"] = nodes.Label(**self.fields(label))
            fields["label_first"] = name is not None and tags.index("label") < tags.index("name")
        if et_al is not None:
            fields["et_al"] = nodes.EtAl(**self.fields(et_al))
        if substitute is not None:
            fields["substitute"] = nodes.Substitute(children=self.rendering(substitute))
        return nodes.Names(variables=fields.pop("variable"), index=index, **fields)

    def name_(self, element: MarkupElement) -> nodes.Name:
        fields = self.fields(element)
        options = nodes.NameOptions(**fields.pop("options", {}))
        parts = []
        for child in self.children(element):
            part = self.fields(child)
            if self.need(child, part, "name"):
                parts.append(nodes.NamePart(**part))
        return nodes.Name(options=options, parts=tuple(parts), **fields)

    def label(self, element: MarkupElement) -> nodes.Node | None:
        fields = self.fields(element)
        if not self.need(element, fields, "variable"):
            return None
        self.variable(element, fields["variable"], _PRINTABLE, "number variable")
        return nodes.Label(**fields)

    def group(self, element: MarkupElement) -> nodes.Node:
        return nodes.Group(children=self.rendering(element), **self.fields(element))

    def choose(self, element: MarkupElement) -> nodes.Node:
        branches = []
        previous = ""
        for child in self.children(element):
            if (child.tag == "if") != (not previous) or previous == "else":
                self.invalid(
                    child, "branch-order", "'choose' holds one 'if', then any 'else-if', then at most one 'else'"
                )
            branches.append(self.branch(child))
            previous = child.tag
        if not branches:
            self.invalid(element, "empty-choose", "the element 'choose' is empty", "give it an 'if'")
        return nodes.Choose(branches=tuple(branches))

    def branch(self, element: MarkupElement) -> nodes.Branch:
        fields = self.fields(element)
        conditions = []
        for tag, attribute in CONDITIONS.items():
            values = fields.get(attribute.field)
            if values is None:
                continue
            known, kind = _CONDITION_VALUES[tag]
            for value in values:
                if value in known or value in ALSO_VARIABLES:
                    continue
                if tag in {"position", "disambiguate"}:
                    hint = f"allowed are {', '.join(sorted(known))}"
                    self.invalid(element, "bad-value", f"{tag}={value!r} is not valid", hint)
                else:
                    self.unknown(element, kind, value, known)
            conditions.append(nodes.Condition(test=cast(nodes.ConditionTest, tag), values=values))
        if element.tag != "else" and not conditions:
            self.invalid(element, "no-condition", f"the element {element.tag!r} tests nothing")
        return nodes.Branch(
            conditions=tuple(conditions), match=fields.get("match", "all"), children=self.rendering(element)
        )

    # The frame of a style

    def layouts(self, element: MarkupElement) -> tuple[nodes.Layout, tuple[nodes.Layout, ...]]:
        """The layout, and those for items in certain languages, which CSL-M has."""
        found = [child for child in element.children if child.tag == "layout"]
        localized = [child for child in found if "locale" in child.attributes]
        common = [child for child in found if "locale" not in child.attributes]
        for extra in common[1:]:
            self.invalid(extra, "repeated-element", f"a second element 'layout' in {element.tag!r}")
        if not common:
            self.error(element, "no-layout", f"the element {element.tag!r} has no 'layout'")
            return nodes.Layout(), ()
        return self.layout(common[0]), tuple(map(self.layout, localized))

    def layout(self, element: MarkupElement) -> nodes.Layout:
        return nodes.Layout(children=self.rendering(element), **self.fields(element))

    def sort(self, element: MarkupElement) -> nodes.Sort | None:
        sort = self.only(element, "sort")
        if sort is None:
            return None
        keys = []
        for child in self.children(sort):
            fields = self.fields(child)
            if ("variable" in fields) == ("macro" in fields):
                self.error(child, "sort-key", "the element 'key' needs either 'variable' or 'macro'")
                continue
            if "macro" in fields:
                self.where[fields["macro"]].append(child)
            else:
                self.variable(child, fields["variable"], frozenset(VARIABLES))
            keys.append(nodes.Key(**fields))
        return nodes.Sort(keys=tuple(keys))

    def area(self, make: Callable[..., N], element: MarkupElement) -> N:
        fields = self.fields(element)
        options = nodes.NameOptions(**fields.pop("options", {}))
        self.children(element)
        layout, localized = self.layouts(element)
        return make(layout=layout, localized=localized, sort=self.sort(element), name_options=options, **fields)

    def macros(self, elements: list[MarkupElement]) -> dict[str, nodes.Macro]:
        macros: dict[str, nodes.Macro] = {}
        for element in elements:
            fields = self.fields(element)
            macro_children = self.rendering(element)
            if not self.need(element, fields, "name"):
                continue
            if fields["name"] in macros:
                self.warn(element, "repeated-macro", f"the macro {fields['name']!r} is defined twice; the first counts")
                continue
            macros[fields["name"]] = nodes.Macro(name=fields["name"], children=macro_children)
        return macros

    def style(self, root: MarkupElement) -> nodes.Style:
        by_tag: dict[str, list[MarkupElement]] = defaultdict(list)
        for child in self.children(root):
            by_tag[child.tag].append(child)
        fields = self.fields(root)
        options = nodes.NameOptions(**fields.pop("options", {}))
        locales = tuple(map(self.locale, by_tag["locale"]))
        self.terms = frozenset(term.name for locale in locales for term in locale.terms)
        info = read_info(self.only(root, "info"))
        citation = self.only(root, "citation")
        bibliography = self.only(root, "bibliography")
        if citation is None and info.parent is None:
            hint = "a dependent style has a link with rel='independent-parent' in its 'info'"
            self.error(root, "no-citation", "the style has no 'citation'", hint)
        style: Fields = {
            "info": info,
            "locales": locales,
            "name_options": options,
            "macros": self.macros(by_tag["macro"]),
            "citation": None if citation is None else self.area(nodes.Citation, citation),
            "bibliography": None if bibliography is None else self.area(nodes.Bibliography, bibliography),
        }
        return nodes.Style(**fields, **style, names_count=self.names, dates_count=self.dates)

    # Locales

    def locale(self, element: MarkupElement) -> nodes.Locale:
        language = self.fields(element).get("language")
        options: Fields = {}
        dates, terms = [], []
        for child in self.children(element):
            if child.tag == "style-options":
                options |= self.fields(child)
            elif child.tag == "date":
                fields = self.fields(child)
                if "form" in fields:
                    kept = {
                        key: fields[key] for key in ("form", "formatting", "delimiter", "text_case") if key in fields
                    }
                    dates.append(nodes.LocaleDate(parts=self.date_parts(child), **kept))
                else:
                    self.error(child, "missing-attribute", "a localized date needs form='text' or form='numeric'")
            elif child.tag == "terms":
                terms += [term for found in self.children(child) if (term := self.term(found)) is not None]
        return nodes.Locale(
            language=language or None, options=nodes.StyleOptions(**options), dates=tuple(dates), terms=tuple(terms)
        )

    def term(self, element: MarkupElement) -> nodes.Term | None:
        fields = self.fields(element)
        if not self.need(element, fields, "name"):
            return None
        texts = {child.tag: _content(child) for child in self.children(element)}
        own = _content(element)
        single = texts.get("single", own)
        return nodes.Term(single=single, multiple=texts.get("multiple", single), **fields)


def _content(element: MarkupElement) -> str:
    # A term that holds nothing but a line break counts as empty (fixture label_EditorTranslator1), but the space of
    # a term such as " BC" is part of it.
    return "" if "\n" in element.text and element.text.isspace() else read_text(element.text)


_PRINTABLE: Final = frozenset(VARIABLES) - NAME_VARIABLES - DATE_VARIABLES
_DATE_PART_FORMS: Final[Mapping[str, tuple[str, ...]]] = {
    "day": ("numeric", "numeric-leading-zeros", "ordinal"),
    "month": ("long", "short", "numeric", "numeric-leading-zeros"),
    "year": ("long", "short"),
}
_CONDITION_VALUES: Final[Mapping[str, tuple[frozenset[str], str]]] = {
    "disambiguate": (frozenset(["true"]), "value"),
    "is-numeric": (frozenset(VARIABLES), "variable"),
    "is-uncertain-date": (DATE_VARIABLES, "variable"),
    "locator": (LOCATOR_TYPES | {"sub verbo"}, "locator"),
    "position": (POSITIONS, "position"),
    "type": (ITEM_TYPES, "type"),
    "variable": (frozenset(VARIABLES), "variable"),
}
_BUILDERS: Final[Mapping[str, Callable[[_Reading, MarkupElement], nodes.Node | None]]] = {
    "text": _Reading.text,
    "number": _Reading.number,
    "date": _Reading.date,
    "names": _Reading.names_,
    "label": _Reading.label,
    "group": _Reading.group,
    "choose": _Reading.choose,
}
