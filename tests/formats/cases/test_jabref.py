"""What JabRef makes of records in ten formats, as BibTeX, against what citelib reads of the same records."""

from __future__ import annotations

from citelib.formats.exchange import loads
from citelib.model.keywords import split_keywords
from tests.formats.cases.agreement import Agreement, cases, variables

FLOORS = {
    "ris": 0.83,
    "word-bibliography-xml": 0.88,
    "pubmed-xml": 0.58,
    "medline-nbib": 0.68,
    "endnote-xml": 0.70,
    "marcxml": 0.79,
    "mods": 0.78,
    "biblioscape": 0.66,
    "copac": 0.60,
    "repec-nep": 0.90,
}
"""The smallest share of JabRef's variables that is equal, by format."""

REASONS = {
    r".* issued: expected '([\d-]+)', found '\1-": "JabRef writes year and month, citelib the day or season too",
    # RIS
    r"ris .*5a issue: ": "M1 holds whatever has no other place; a notice of copyright is no issue",
    r"ris .*Test6 author: ": "a stop that ends the line is not in the initial",
    r"ris .*Test6 issue: |ris .*TestDOI issue: expected '26957754'": "PMC and PubMed numbers are no issue",
    r"ris .*Test7 author: ": "A2 of a book are its editors",
    r"ris .* container-title: expected 'j\. chem\. phys\.'": "the full title of the journal, not its abbreviation",
    r"ris .*TestDOI URL: ": "the first address of several",
    r"ris .*TestDOI ISSN: ": "both numbers of the journal",
    r"ris .* edition: .*found None": "ET of an article is the day of its electronic publication, or nothing",
    r"ris .*(author|editor): expected \['\w+, some'\]": "without a comma there is no family name",
    r"ris .*TestDoiAndJournalTitle container-title: ": "a patent is in no journal",
    r"(ris|endnote-xml) .* publisher-place: ": "AD is where the authors work, not the publisher",
    # Word
    r"word.* author: expected \['adam'": "a list of names in one name stays as it is",
    r"word.* language: .*found None": "LCID 0 says nothing",
    # PubMed and MEDLINE
    r"(pubmed-xml|medline-nbib) .* status: .*found None": "the stage in MEDLINE is no status of the work",
    r"pubmed-xml .* title: expected (['\"]).*\.\1, found|medline-nbib .* title: expected '.*\.', found": "PubMed ends "
    "every title with a full stop that is not its own",
    r"pubmed-xml .* URL: expected 'https://pubmed": "JabRef makes an address of the PMID",
    r"(pubmed-xml|medline-nbib|copac|mods) .* keyword: ": "a heading is one keyword, commas and all",
    r"pubmed-xml .* author: expected \['for chronic conditions": "what reads as a name there is a group",
    r"pubmed-xml .* author: .*found \[.*\b[a-z]\.": "initials have their full stops",
    r"pubmed-xml .* author: expected \['koop, c everett'\]": "whom a work is about did not write it",
    r"pubmed-xml .*SingleEntry PMID: ": "the file has two, the first one is taken",
    r"pubmed-xml .*(ArticleItalics|MathML) abstract: ": "markup and mathematics of abstracts stay "
    "with the space that they have",
    r"pubmed-xml .*BookArticleSet (title|DOI): ": "an article has its own title and DOI, not those of the book",
    r"pubmed-xml .* references: ": "how many works a work cites is kept in custom",
    r"medline-nbib .* PMID: ": "a line without a tag is stray text",
    r"medline-nbib .*MultiTitle title: ": "titles that are repeated are parted by a space",
    r"medline-nbib .* author: .*'corporater'\]": "corporate authors are authors",
    r"medline-nbib .* publisher-place: expected 'india'": "PL is the country of the journal, kept in custom",
    r"medline-nbib .* abstract: ": "the notice of copyright is part of the abstract",
    r"medline-nbib .* ISBN: ": "an ISBN is a number",
    r"medline-nbib .* source: ": "SO repeats the record",
    # EndNote
    r"endnote-xml .* URL: expected '://": "what EndNote has in front of numbers of Web of Science makes no address",
    r"endnote-xml .* ISBN: .*found None": "numbers of journals are ISSNs",
    r"endnote-xml .* language: expected 'en', found 'english'": "as it stands there",
    # MARC and MODS
    r"marcxml .* title: ": "who is responsible is not part of the title",
    r"marcxml .* ISBN: |mods .* ISBN: ": "all of the numbers",
    r"marcxml .* publisher: expected 'springer'": "the publisher of the edition, as it stands there",
    r"marcxml .* volume: ": "the number of a series is no volume",
    r"marcxml .* publisher: expected 'mcfarland &": "the file is not XML: a bare ampersand is lost on the way",
    r"marcxml .* keyword: ": "each keyword once",
    r"mods .* language: ": "a language by the code that CSL knows",
    r"mods .* source: ": "who catalogued it is not where it was found",
    r"mods .* container-title: ": "the title in full, not its abbreviation",
    r"mods .* publisher-place: ": "where the publisher is, not the copy, and for people, without its code",
    r"mods .* author: .*found None": "they are its editors",
    r"mods .* note: ": "who is responsible is said by names",
    # Biblioscape and COPAC
    r"biblioscape .* publisher-place: ": "where the authors work is not where the publisher is",
    r"biblioscape .* ISBN: ": "an ISSN is no ISBN",
    r"biblioscape .* URL: ": "the address comes before that of an attachment",
    r"biblioscape .* abstract: ": "lines are joined with a space",
    r"biblioscape .* language: ": "the language as it was written",
    r"biblioscape .* page: ": "a last page without a first one is a page",
    r"copac .* author: ": "an institution has no family name",
    r"copac .* title: ": "a colon has no space before it",
    r"copac .* publisher: ": "the place is not part of the publisher",
    r"copac .* collection-title: ": "the number is not part of the series",
    r"copac .* ISBN: ": "a number without remarks",
    # RePEc
    r"repec-nep .* publisher: ": "JabRef puts the word «and» between institutions, as it stands in names of them",
}
"""Disagreements, and why they are."""


def test_records() -> None:
    agreement = Agreement()
    for case in cases("jabref"):
        format = case["format"]
        if format in FLOORS:
            found = list(loads(case["input"], format).values())
            expected = list(loads(case["expected_bibtex"], "biblatex").values())
            agreement.compare(format, f"{case['name']} count", len(expected), len(found))
            for want, have in zip(expected, found, strict=False):
                values = variables(have)
                for name, value in variables(want).items():
                    other = values.get(name)
                    if name == "keyword":  # a list, however it is separated
                        value, other = (", ".join(split_keywords(str(words or ""))) for words in (value, other))
                    agreement.compare(format, f"{case['name']} {name}", value, other)
    agreement.settle(FLOORS, REASONS)
