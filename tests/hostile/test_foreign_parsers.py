"""Whatever an item holds, a parser that is not ours finds one record in what is written, made of the format's parts."""

from __future__ import annotations

import pytest

from citelib.formats import registry
from citelib.formats.exchange import dumps, loads
from citelib.formats.format import Format
from citelib.model import Item, structure
from tests.hostile.foreign import FOREIGN

WRITERS = [one for one in registry.formats() if one.write is not None]
ENDS = [
    # of values, entries and macros in BibTeX
    "}}", "}", "{", '"', "'", 'a",\n@book{evil, title={Evil}}', "},\n@book{evil,\n title={Evil}\n}\n", "\\", "%", "#",
    "\n\n@book{evil,\n  title = {Evil}\n}\n",
    '@string{a="b"}', '@preamble{"x"}', "@comment{x", " and ", "a, b, c; d",
    "$x$ \\input{a}",
    # of comments, sections, elements and attributes in XML and HTML
    "-->", "<!--", "a -- b --->", "]]>", "<![CDATA[",
    "</title><title>Evil</title>", "</record></records><evil/>",
    "<?evil x?>", "<script>evil</script>", "</script><script>evil</script>", "&evil; &#0; &#x1b;", "' a='b' \" c=\"d",
    '</span><span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft.btitle=Evil"></span>',
    "&rft.title=evil&amp;rft_id=x",
    # of lines and records in tagged formats, also where a program splits lines at more than line feeds
    "\nER  - \n\nTY  - BOOK\nTI  - Evil", "\r\nER  - \r\nTY  - BOOK", "\u2028ER  - \u2028TY  - BOOK", "\n\n",
    "\r", "\n", "\x0bER  - \x0bTY  - BOOK", "\x85ER  - \x85TY  - BOOK", "\x1cER  - \x1cTY  - BOOK\x1dTY  - BOOK\x1eTY",
    "\n\nOID - 2\nPMID- 2\nTI  - Evil", "\n\n%0 Book\n%T Evil", "a\n\n\nb",
    # of fields and records in MARC
    "\x1d00000nam", "\x1e10\x1faEvil", "\x1faEvil", "$aEvil",
    # of values in YAML and JSON
    "a\n- id: evil\n  type: book", "\n---\nevil: x", "\n...\n---\na", "'\"\n]\n- evil", ": ",
    "&a *a", '\n{"id": "evil"}',
    "!!python/object:x {}", '","id":"evil', "? evil", "~", "yes", "1e3", "0x1F", "<<",
    # of cells and rows
    "| evil | x |\n| a | b |", "|", "\n| a | b |", "=cmd()", "\t", "\tevil\tx\n", ',evil,\r\n"x', "`x`", "![x](y)",
    # of templates
    "|title=evil", "}}{{cite book|title=evil}}", "[[a|b]] [http://x y]", "<ref>x</ref>", '</ref><ref name="a"/>',
    "<nowiki>", "</nowiki>}}",
    # of nothing, and of everything
    "", " ", "\0", "\u202e", "\ufeff", "\ufffe", "//", "../..",
]  # fmt: skip
"""What ends a value, a field or a record of one format or another, and what might begin the next."""


def work(text: str, key: str, format: Format, pages: str = "") -> Item:
    """An item that has the text everywhere that text can be: also as its id and under keys of its own."""
    names = [{"family": text, "given": text, "suffix": text}, {"literal": text}, {"given": text, "ORCID": text}]
    fields = (
        "title title-short container-title publisher publisher-place note abstract keyword volume DOI URL ISSN".split()
    )
    relations = [{"type": "cites", "target": text or "x", "scheme": scheme} for scheme in ("id", "doi")]
    record = {
        **dict.fromkeys(fields, text), "type": "article-journal", "language": text, "page": pages or text, "ISSN": text,
        "author": [{**name, "affiliation": [text]} for name in names], "issued": {"literal": text},
        "custom": {f"{format.name}:{key}": text, "citelib:relations": relations, "citelib:aliases": [text]},
    }  # fmt: skip
    return structure({**record, "id": key if key.strip() else "x"}, report=lambda *_: None)


def allowed(format: Format) -> set[str]:
    """The parts that a format has for harmless text: with a subtitle, pages and italics."""
    found: set[str] = set()
    for text, pages in (("Word", "1"), ("Word: <i>word</i>", "1-2"), ("10.1000/x", "1, 3"), ("iPS {x}", "x")):
        found |= FOREIGN[format.name](dumps([work(text, "word", format, pages)], format))[1]
    return found


def test_every_writer_has_a_parser() -> None:
    assert sorted(FOREIGN) == sorted(one.name for one in WRITERS)


@pytest.mark.filterwarnings("ignore::citelib.errors.LossWarning")
@pytest.mark.parametrize("format", WRITERS, ids=lambda format: format.name)
def test_one_record(format: Format) -> None:
    parts = allowed(format)
    for end in ENDS:
        for text in (end, f"w{end}w"):
            written = dumps([work(text, text, format)], format)
            count, found = FOREIGN[format.name](written)
            assert count == 1, (text, written)
            assert {part for part in found - parts if not is_key(part, text, format)} == set(), (text, written)
            if format.read is not None:
                assert len(loads(written, format)) == 1, (text, written)


def is_key(part: str, text: str, format: Format) -> bool:
    """Whether a part is the item's own key, as formats spell it."""
    return letters(part) in (letters(text), letters(format.name + text))


def letters(name: str) -> str:
    return "".join(one for one in name if one.isalnum())
