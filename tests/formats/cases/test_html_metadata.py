"""Pages with every kind of metadata: what a reader of metadata finds, against what citelib makes of it."""

from __future__ import annotations

from citelib.formats.exchange import loads
from citelib.model import Date
from tests.formats.cases.agreement import Agreement, cases, plain, variables

TABLE = {
    "highwirePress": "journal_title=container-title issn=ISSN doi=DOI publication_date=issued title=title "
    "author=author volume=volume issue=issue publisher=publisher abstract=abstract",
    "bePress": "series_title=container-title author=author title=title date=issued publisher=publisher "
    "abstract_html_url=URL online_date=issued",
    "dublinCore": "title=title creator=author description=abstract date=issued",
    "openGraph": "title=title description=abstract url=URL published_time=issued tag=keyword locale=language",
    "prism": "publicationName=container-title publicationDate=issued copyright=license volume=volume issn=ISSN "
    "doi=DOI url=URL",
    "coins": "atitle=title jtitle=container-title date=issued volume=volume issue=issue au=author",
}
"""Fields of each kind of metadata, and the variables they are."""

FLOORS = {"highwirePress": 1.0, "bePress": 0.85, "dublinCore": 0.58, "openGraph": 0.7, "prism": 0.68, "coins": 1.0}
REASONS = {
    r"dublinCore \w+ creator": "an address is no name; another tag has the name",
    r"bePress \w+ date: expected '2012', found '2012-": "the most exact of several dates",
    r"(dublinCore|openGraph) \w+ description": "the abstract of Highwire tags comes first; they are there for citing",
    r"(openGraph|prism) \w+ url": "the address of the page itself, not of the site",
    r"prism \w+ publicationName": "the title of the journal in Highwire tags comes first",
    r"openGraph \w+ tag": "the keywords of the page come before the tags of the network",
}


def test_pages() -> None:
    agreement = Agreement()
    for case in cases("html_metadata"):
        page, *objects = (variables(item) for item in loads(case["input"], "html").values())
        for kind, pairs in TABLE.items():
            given = case["expected"].get(kind)
            if kind == "coins" and given:
                given = given[0]["rft"]
            for pair in pairs.split() if given else ():
                field, variable = pair.split("=")
                if field in given:
                    found = (objects[0] if kind == "coins" else page).get(variable)
                    agreement.compare(kind, f"{case['name']} {field}", _value(given[field], variable), found)
    agreement.settle(FLOORS, REASONS)


def _value(value: str | list[str], variable: str) -> object:
    if variable == "issued":
        return plain(Date.parse(str(value)[:10].replace("/", "-")))
    if variable == "author":
        names = [value] if isinstance(value, str) else value
        return [plain(f"{name.split()[-1]}, {' '.join(name.split()[:-1])}" if " " in name else name) for name in names]
    if variable == "keyword":
        return plain(", ".join(value))
    return plain(str(value).replace("_", "-") if variable == "language" else value)
