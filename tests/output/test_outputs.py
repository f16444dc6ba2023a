"""Every output escapes whatever an item holds: hostile text stays text."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.csl import Citation, Processor
from citelib.errors import UnknownNameError
from citelib.model import Date, Item, Name
from citelib.output import OUTPUTS, get_output, write
from citelib.richtext import ROOT, Mark, Run
from tests.hostile.attacks import ATTACKS

PROPERTIES = [
    ("font-style", "italic"),
    ("font-style", "oblique"),
    ("font-style", "normal"),
    ("font-weight", "bold"),
    ("font-weight", "normal"),
    ("font-variant", "small-caps"),
    ("font-variant", "normal"),
    ("text-decoration", "underline"),
    ("vertical-align", "sup"),
    ("vertical-align", "sub"),
    ("nocase", ""),
]
TEXTS = st.sampled_from(ATTACKS) | st.text(max_size=20) | st.sampled_from("\\{}[]()<>*_`#$&%~^|\"'-.;:@!/ \n")


@st.composite
def lines(draw: st.DrawFn) -> list[Run]:
    """A few runs under marks that open and close."""
    mark = ROOT
    runs = []
    for text in draw(st.lists(TEXTS, min_size=1, max_size=5)):
        for _ in range(draw(st.integers(0, 2))):
            if mark.parent is not None and draw(st.booleans()):
                mark = mark.parent
            elif mark.depth < 4:
                mark = Mark(mark, *draw(st.sampled_from(PROPERTIES)))
        if text:
            runs.append(Run(text, mark))
    return runs


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.depth = 0
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.depth += 1

    def handle_endtag(self, _tag: str) -> None:
        self.depth -= 1

    def handle_data(self, data: str) -> None:
        self.text += data


STYLES = {"font-style", "font-variant", "font-weight", "text-decoration", "baseline"}


def check_html(text: str) -> None:
    collector = _Collector()
    collector.feed(text)
    collector.close()
    assert collector.depth == 0
    for tag, attributes in collector.tags:
        assert tag in {"i", "em", "b", "sup", "sub", "span", "a", "div"}
        for name, value in attributes.items():
            assert name in {"style", "class", "id", "href", "lang", "dir"}
            if name == "style":
                assert (value or "").split(":")[0] in STYLES
            if name == "href":
                assert re.match(r"(?:https?|mailto|doi):|#ref-[\w.~%-]*$", value or "")


def check_latex(text: str) -> None:
    """No command but ours, and braces in pairs."""
    commands = set(re.findall(r"\\([a-zA-Z]+)", text))
    assert commands <= {
        "textbackslash", "textasciitilde", "textasciicircum", "textless", "textgreater", "textbar", "textquotedbl",
        "textasciigrave", "textit", "textsl", "textup", "textbf", "textmd", "textsc", "underline", "textsuperscript",
        "textsubscript", "quad", "href", "hyperlink", "bibitem", "begin", "end",
    }  # fmt: skip
    bare = re.sub(r"\\(?:bibitem|hyperlink)\{[\w:./+-]*\}|\\[^a-zA-Z]|\\[a-zA-Z]+", "", text)
    assert not re.search(r"[$&#%_^]", bare)
    depth = 0
    for character in bare:
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 0


def check_rtf(text: str) -> None:
    assert text.isascii()
    bare = re.sub(r"\\[\\{}~]", "", text)
    words = set(re.findall(r"\\([a-z]+)", bare))
    assert words <= {
        "i", "b", "scaps", "ul", "ulnone", "super", "sub", "nosupersub", "u", "line", "tab", "rtf", "ansi", "uc",
        "pard", "par",
    }  # fmt: skip
    assert bare.count("{") == bare.count("}")


def check_typst(text: str) -> None:
    """Every hash opens one of our functions, and nothing else is special."""
    bare = re.sub(r"\\.", "", text, flags=re.DOTALL)
    bare = re.sub(
        r'#(?:emph|strong|smallcaps|underline|super|sub|text\((?:style|weight): "[a-z]+"\)|link\("[^"\\]*"\)|h\(1em\)|'
        r'link\(label\("ref-[\w.~%-]*"\)\)|metadata\(none\)#label\("ref-[\w.~%-]*"\))',
        "",
        bare,
    )
    assert not re.search(r"[#$*_`<>@~\"'/]", bare)
    assert bare.count("[") == bare.count("]")


def check_markdown(text: str) -> None:
    from markdown_it import MarkdownIt

    rendered = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    tags = set(re.findall(r"</?([a-z0-9]+)", rendered))
    assert tags <= {"p", "em", "strong", "br", "a"}, rendered
    assert not re.search(r'href="(?!https?:|mailto:|doi:|#ref-)', rendered)


def check_rst(text: str) -> None:
    bare = re.sub(r"\\.", "", text, flags=re.DOTALL)
    bare = re.sub(r":su[pb]:`|`|\*\*|\*", "", bare)
    assert not re.search(r"[*|_<>\[\]]|::", bare)


def check_json(text: str) -> None:
    for line in text.strip().split("\n"):
        json.loads(line)


def check_jats(text: str) -> None:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    tree = etree.fromstring(f'<a xmlns:xlink="http://www.w3.org/1999/xlink">{text}</a>'.encode(), parser)
    for element in tree.iter():
        assert element.tag in {
            "a", "italic", "bold", "roman", "sc", "underline", "sup", "sub", "xref", "ext-link", "ref-list", "ref",
            "mixed-citation",
        }  # fmt: skip
        href = element.get("{http://www.w3.org/1999/xlink}href")
        assert href is None or re.match("(?:https?|mailto|doi):", href.strip(), re.IGNORECASE)


def check_asciidoc(text: str) -> None:
    """Nothing is special but our own marks and character references."""
    bare = re.sub(r"&#\d+;", "", text)
    bare = re.sub(
        r"link:(?:https?|mailto|doi):[^\s\[\]<>{}*_`#^~+]*\[|xref:ref-[\w.-]*\[|\[\[ref-[\w.-]*\]\]", "[", bare
    )
    bare = re.sub(r"\[\.(?:small-caps|underline)\]##|##|__|\*\*|[\^~]| \+\n", "", bare)
    assert not re.search(r"[\\*_`#<>{}|&'\"=$!@+]|;;|--|\.\.|::", bare), bare
    assert not re.search(r"(?i)(?<![a-z])(?:javascript|data|file|include|image):", bare)


def check_org(text: str) -> None:
    """Nothing is special but our own marks and links."""
    bare = re.sub(r"\[\[(?:https?:|mailto:|doi:|ref-)[^\[\]\s]*\]\[|<<ref-[\w.~%-]*>>|\]\]", "", text)
    bare = re.sub(r"https?://[^\s<>\[\]{}\\|*_=~^$]+", "", bare)
    bare = re.sub(r"\\(?:zwnj|dollar|backslash|lbrack|rbrack)\{\}", "¤", bare)
    assert not re.search(r"\\|[\[\]]|<(?!\u200b)|\{\{|\$|@@|--|\.\.", bare), bare
    assert not re.search(r"(?i)(?<![a-z])(?:javascript|elisp|shell|file):(?=\S)", bare)


def check_ansi(text: str) -> None:
    bare = re.sub(r"\x1b\[(?:3|23|1|22|4|24)m|\x1b\]8;;(?:(?:https?|mailto|doi):[^\x00-\x20\x7f]*)?\x1b\\", "", text)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", bare)


CHECKS = {
    "ansi": check_ansi,
    "asciidoc": check_asciidoc,
    "asciidoc-linked": check_asciidoc,
    "jats": check_jats,
    "org": check_org,
    "org-linked": check_org,
    "html": check_html,
    "html-linked": check_html,
    "json": check_json,
    "latex": check_latex,
    "latex-linked": check_latex,
    "markdown": check_markdown,
    "markdown-linked": check_markdown,
    "rst": check_rst,
    "rtf": check_rtf,
    "text": lambda _text: None,
    "typst": check_typst,
    "typst-linked": check_typst,
}


def test_every_output_is_checked() -> None:
    assert set(CHECKS) == set(OUTPUTS)


@pytest.mark.parametrize("name", sorted(OUTPUTS))
@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_stays_text(name: str, attack: str) -> None:
    CHECKS[name](write([Run(attack)], get_output(name)))
    CHECKS[name](write([Run(attack, Mark(ROOT, "font-style", "italic")), Run(attack)], get_output(name)))


@pytest.mark.parametrize("name", sorted(OUTPUTS))
@given(runs=lines())
def test_runs_stay_text(name: str, runs: list[Run]) -> None:
    CHECKS[name](write(runs, get_output(name)))


@pytest.mark.parametrize("name", sorted(OUTPUTS))
@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_in_an_item(name: str, attack: str) -> None:
    item = Item(
        f"id {attack}",
        "article-journal",
        title=attack,
        author=[Name(family=attack or "x", given=attack)],
        container_title=attack,
        issued=Date(literal=attack),
        DOI=attack,
        URL=attack,
        volume=attack,
        page=attack,
    )
    processor = Processor([item], "apa", output=name)
    text = processor.cite(Citation.of(item.id)).citations[0][1]
    CHECKS[name](text)
    CHECKS[name](processor.bibliography().entries[0].text)
    if name not in ("rst", "markdown", "markdown-linked"):
        CHECKS[name](str(processor.bibliography()))


def test_html_says_what_text_says() -> None:
    for attack in ATTACKS:
        collector = _Collector()
        collector.feed(write([Run(attack)], get_output("html")))
        collector.close()
        wanted = re.sub("[\x00-\x08\x0b-\x1f]", "", attack).replace("  ", "\u00a0 ")
        assert collector.text.replace("\u00a0", " ") == wanted.replace("\u00a0", " ")


def test_links() -> None:
    item = Item("a", "webpage", title="T", URL="https://example.org/?a=1&b=2", DOI="10.1000/182")
    linked = str(Processor([item], "apa", output="html-linked", nocite="*").bibliography())
    assert '<a href="https://doi.org/10.1000/182">https://doi.org/10.1000/182</a>' in linked
    assert 'id="ref-a"' in linked
    plain = str(Processor([item], "apa", output="html", nocite="*").bibliography())
    assert "<a " not in plain


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("html", '<i>On <span style="font-style:normal;">E. coli</span></i> <b>5</b>'),
        ("markdown", "*On* E. coli **5**"),
        ("latex", r"\textit{On \textup{E. coli}} \textbf{5}"),
        ("rst", r"*On* E. coli **5**"),
        ("rtf", r"{\i On {\i0 E. coli}} {\b 5}"),
        ("ansi", "\x1b[3mOn \x1b[23mE. coli \x1b[1m5\x1b[22m"),
        ("asciidoc", "__On__ E. coli **5**"),
        ("jats", "<italic>On <roman>E. coli</roman></italic> <bold>5</bold>"),
        ("org", "/On/ E. coli *5*"),
        ("text", "On E. coli 5"),
        ("typst", '#emph[On #text(style: "normal")[E. coli];]; #strong[5];'),
    ],
)
def test_styles(name: str, wanted: str) -> None:
    italic = Mark(ROOT, "font-style", "italic")
    runs = [
        Run("On ", italic),
        Run("E. coli", Mark(italic, "font-style", "normal")),
        Run(" "),
        Run("5", Mark(ROOT, "font-weight", "bold")),
    ]
    assert write(runs, get_output(name)) == wanted


def test_unknown_output() -> None:
    with pytest.raises(UnknownNameError, match="markdown"):
        get_output("markdwon")


@pytest.mark.parametrize(
    ("text", "address", "expected"),
    [
        ("https://example.org/a_b", "https://example.org/a_b", "<https://example.org/a_b>"),
        ("doi:10.1/x", "https://doi.org/10.1/x", "[doi:10.1/x](<https://doi.org/10.1/x>)"),
        (
            "https://example.org/<b>",
            "https://example.org/<b>",
            r"[https://example.org/\<b\>](<https://example.org/%3Cb%3E>)",
        ),
        ("javascript:alert(1)", "javascript:alert(1)", r"javascript\:alert(1)"),
    ],
)
def test_a_link_that_shows_its_address_in_markdown(text: str, address: str, expected: str) -> None:
    assert write([Run(text, Mark(ROOT, "link", address))], get_output("markdown")) == expected
