"""Kinds of invention that public reports of 2025 and 2026 describe, and honest references beside them; all made up.

The reports tell of titles that blend two works or are paraphrased, subtitles that were added, given names made up from
initials, authors left out, added or doubled, placeholders for names and identifiers, identifiers of other works,
preprints at conferences that never had them, impossible pages and years.
"""

from __future__ import annotations

from typing import Any

import pytest

from citelib.model import Date, Item, Name
from citelib.model.names import ET_AL
from citelib.verification import Collection, Verdict, verify

SOLVANG, RUIZ, CHAO = Name("Solvang", "Ingrid"), Name("Ruiz", "Mateo"), Name("Chao", "Wei-Lin")
RAMAN, KERN, OWUSU, SATO = Name("Raman", "Priya"), Name("Kern", "Tobias"), Name("Owusu", "Ama"), Name("Sato", "Jun")
FUCHS, HADDAD, DAHL, PEREZ = Name("Fuchs", "Lena"), Name("Haddad", "Omar"), Name("Dahl", "Hanne"), Name("Pérez", "Luz")

LICHEN = Item(
    "lichen", "article-journal", title="Lichen Growth on Granite under Urban Light", author=[SOLVANG, RUIZ, CHAO],
    issued=Date.on(2019), container_title="Journal of Urban Ecology", volume="12", page="101-115",
    DOI="10.5555/jue.2019.101",
)  # fmt: skip
STONES = Item(
    "stones", "article-journal", title="Slow Stones: Forty Years of Moss on Harbour Walls", author=[PEREZ, DAHL],
    issued=Date.on(2016), container_title="Annals of Coastal Research", volume="40", page="7-29",
    DOI="10.5555/acr.2016.7",
)  # fmt: skip
MAP = Item(
    "map", "paper-conference", title="GraniteNet: Learning to Map Lichens from Street Images",
    author=[RAMAN, KERN, OWUSU, SATO], issued=Date.on(2021), page="770-779", DOI="10.5555/cvpr.2021.77",
    container_title="IEEE/CVF Conference on Computer Vision and Pattern Recognition",
)  # fmt: skip
WEATHER = Item(
    "weather", "article", title="Sparse Moss Transformers for Long Weather Records", author=[FUCHS, HADDAD],
    issued=Date.on(2023), container_title="arXiv", URL="https://arxiv.org/abs/2305.01234", source="arXiv",
)  # fmt: skip
SURVEY = Item(
    "survey", "paper-conference", title="A Survey of Lichen Names in Forty Languages", author=[OWUSU, PEREZ, CHAO],
    issued=Date.on(2022), DOI="10.5555/2022.acl-long.9", page="120-139",
    container_title="Proceedings of the 60th Annual Meeting of the Association for Computational Linguistics",
)  # fmt: skip
ALMANAC = Item(
    "almanac", "book", title="The Moss Gardener's Almanac of the Northern Year", author=[DAHL], issued=Date.on(2008),
    publisher="Fjord Press", ISBN="9780306406157",
)  # fmt: skip


def _preprint(of: Item, number: str, year: int) -> Item:
    return Item(
        f"{of.id}-x", "article", title=of.title, author=of.author, issued=Date.on(year), container_title="arXiv",
        URL=f"https://arxiv.org/abs/{number}", source="arXiv",
    )  # fmt: skip


WORLD = (
    LICHEN.evolve(source="Crossref"), LICHEN.evolve(source="PubMed", PMID="31000001"),
    STONES.evolve(source="Crossref", title="Slow Stones"), STONES.evolve(source="PubMed", PMID="27000002"),
    MAP.evolve(source="DBLP", container_title="CVPR"), MAP.evolve(source="OpenAlex"),
    _preprint(MAP, "2011.04321", 2020), WEATHER,
    SURVEY.evolve(source="DBLP", container_title="ACL"), SURVEY.evolve(source="ACL Anthology"),
    ALMANAC.evolve(source="K10plus"),
)  # fmt: skip


def told(of: Item, **changes: Any) -> Verdict:
    """The verdict on a work as it is cited with some changes."""
    [verdict] = verify([of.evolve(id="cited", source=None, **changes)], [Collection(WORLD)])
    return verdict


def article(of: Item, **changes: Any) -> Item:
    """A work as people cite preprints: as an article of a journal."""
    kept = {name: value for name, value in of.variables.items() if name not in ("source", "URL", "DOI", "page")}
    return Item(of.id, "article-journal", kept).evolve(**changes)


def preprint(number: str) -> str:
    return f"arXiv preprint arXiv:{number}"


JANE, JOHN = Name("Smith", "Jane"), Name("Doe", "John")

INVENTED = {
    "title blended from two works": (LICHEN, {"title": "Lichen Growth on Granite from Street Images", "DOI": None}),
    "title paraphrased": (LICHEN, {"title": "How Urban Light Shapes the Growth of Lichens", "DOI": None}),
    "title paraphrased, own DOI": (LICHEN, {"title": "How Urban Light Shapes the Growth of Lichens"}),
    "subtitle added": (SURVEY, {"title": f"{SURVEY.title}: Challenges and Opportunities"}),
    "subtitle added to a preprint": (WEATHER, {"title": f"{WEATHER.title}: A Benchmark Study"}),
    "subtitle of another kind": (STONES, {"title": "Slow Stones: A Century of Lichens on Church Walls"}),
    "word of the title in the plural": (LICHEN, {"title": "Lichen Growths on Granite under Urban Light"}),
    "title of a survey that nobody wrote": (MAP, {"title": "A Survey of Maps of Lichens from Images", "DOI": None}),
    "given names made up from initials": (LICHEN, {"author": [Name("Solvang", "Isa"), Name("Ruiz", "Miguel"), CHAO]}),
    "one given name made up": (MAP, {"author": [RAMAN, KERN, OWUSU, Name("Sato", "Jiro")]}),
    "given names exchanged": (MAP, {"author": [Name("Raman", "Tobias"), Name("Kern", "Priya"), OWUSU, SATO]}),
    "authors left out": (MAP, {"author": [RAMAN, SATO]}),
    "last author left out": (LICHEN, {"author": [SOLVANG, RUIZ]}),
    "somebody famous added": (WEATHER, {"author": [FUCHS, HADDAD, Name("Hinton", "Geoffrey")]}),
    "somebody famous first": (WEATHER, {"author": [Name("Hinton", "Geoffrey"), FUCHS, HADDAD]}),
    "an author doubled": (WEATHER, {"author": [FUCHS, HADDAD, FUCHS]}),
    "placeholders for people": (MAP, {"author": [JANE, JOHN]}),
    "placeholders in the words of a template": (MAP, {"author": [Name("Lastname", "Firstname"), ET_AL]}),
    "authors of another work": (LICHEN, {"author": MAP.author}),
    "second author before the first, and others": (MAP, {"author": [KERN, ET_AL]}),
    "an author skipped, and others": (MAP, {"author": [RAMAN, OWUSU, ET_AL]}),
    "authors in another order": (LICHEN, {"author": [CHAO, RUIZ, SOLVANG]}),
    "a body for people": (SURVEY, {"author": [Name(literal="Lichen Research Team")]}),
    "arXiv identifier of another work": (
        article(MAP, container_title=preprint("2305.01234"), issued=Date.on(2020)), {}),
    "arXiv identifier of another work, as volume": (
        article(MAP, container_title="CoRR", volume="abs/2305.01234", issued=Date.on(2020)), {}),
    "arXiv identifier of another work, as address": (MAP, {"URL": "https://arxiv.org/abs/2305.01234"}),
    "arXiv identifier with letters": (article(WEATHER, container_title=preprint("2305.XXXXX")), {}),
    "arXiv identifier of noughts": (article(WEATHER, container_title=preprint("2305.00000")), {}),
    "arXiv identifier that is later than the year": (
        article(WEATHER, container_title=preprint("2305.01234"), issued=Date.on(2021)), {}),
    "PMID of another work": (LICHEN, {"PMID": "27000002", "DOI": None}),
    "DOI of a template": (LICHEN, {"DOI": "10.1000/xyz123"}),
    "DOI with letters for digits": (LICHEN, {"DOI": "10.XXXX/jue.2019.XXXXX"}),
    "DOI of another work": (LICHEN, {"DOI": STONES.DOI}),
    "DOI of another work, as address": (LICHEN, {"DOI": None, "URL": f"https://doi.org/{STONES.DOI}"}),
    "DOI one digit off": (LICHEN, {"DOI": "10.5555/jue.2019.107"}),
    "preprint at a conference": (
        article(WEATHER, container_title="International Conference on Learning Representations"), {}),
    "another conference of the same field": (MAP, {"container_title": "International Conference on Computer Vision"}),
    "workshop of the conference": (MAP, {"container_title": "CVPR Workshops"}),
    "findings instead of proceedings": (SURVEY, {"container_title": "Findings of the Association for Computational "
                                                                    "Linguistics: ACL 2022"}),
    "journal that does not exist": (LICHEN, {"container_title": "International Journal of Lichen Intelligence"}),
    "conference as a journal": (MAP, {"container_title": "Journal of Machine Learning Research"}),
    "year two off": (LICHEN, {"issued": Date.on(2021)}),
    "year after the volume": (STONES, {"issued": Date.on(2017)}),
    "year of a conference one off": (MAP, {"issued": Date.on(2022)}),
    "year to come": (SURVEY, {"issued": Date.on(2031)}),
    "pages far away": (LICHEN, {"page": "2201-2234"}),
    "pages that end before they begin": (LICHEN, {"page": "115-101"}),
    "volume made up": (STONES, {"volume": "112"}),
    "nothing of it": (Item("none", "article-journal", title="Neural Moss Fields for Robust Urban Granite Sensing",
                           author=[JANE, KERN], issued=Date.on(2024), container_title="Journal of Urban Ecology"), {}),
    "nothing of it, but a DOI": (Item("none", "article-journal", title="Neural Moss Fields for Robust Granite Sensing",
                                      author=[JANE, JOHN], issued=Date.on(2024), DOI=MAP.DOI), {}),
    "book that its author did not write": (ALMANAC, {"title": "The Lichen Gardener's Guide to Winter", "ISBN": None}),
    "book by somebody else": (ALMANAC, {"author": [JANE]}),
    "year of a book": (ALMANAC, {"issued": Date.on(2014)}),
    "correction that nobody published": (LICHEN, {"title": f"Correction to: {LICHEN.title}", "DOI": None}),
}  # fmt: skip

HONEST = {
    "initials and abbreviations": (LICHEN, {
        "author": [Name("Solvang", "I."), Name("Ruiz", "M."), Name("Chao", "W.-L.")],
        "container_title": "J. Urban Ecol."}),
    "and others": (LICHEN, {"author": [SOLVANG, ET_AL]}),
    "year online": (LICHEN, {"issued": Date.on(2018)}),
    "first page alone": (LICHEN, {"page": "101"}),
    "pages cut short": (LICHEN, {"page": "101–15"}),
    "PMID of its own": (LICHEN, {"PMID": "31000001", "DOI": None}),
    "PMCID that no registry tells": (LICHEN, {"PMCID": "PMC6400001"}),
    "DOI as address": (LICHEN, {"DOI": None, "URL": f"https://doi.org/{LICHEN.DOI}"}),
    "address of a publisher": (LICHEN, {"URL": "https://example.org/doi/full/10.5555/jue.2019.101?download=true"}),
    "name without hyphen": (LICHEN, {"author": [SOLVANG, RUIZ, Name("Chao", "Weilin")]}),
    "family name first": (MAP, {"author": [RAMAN, KERN, OWUSU, Name("Jun", "Sato")]}),
    "without subtitle": (STONES, {"title": "Slow Stones"}),
    "subtitle behind a dash": (STONES, {"title": "Slow stones – Forty years of moss on harbor walls"}),
    "acronym with a year": (MAP, {"container_title": "CVPR 2021"}),
    "proceedings with a place": (MAP, {"container_title": "Proc. of the IEEE/CVF Conf. on Computer Vision and Pattern "
                                                          "Recognition (CVPR), Nashville, TN, USA"}),
    "published, with the address of its preprint": (MAP, {"URL": "https://arxiv.org/abs/2011.04321v3"}),
    "as its preprint": (article(MAP, container_title=preprint("2011.04321"), issued=Date.on(2020)), {}),
    "preprint with a version": (article(WEATHER, container_title=preprint("2305.01234v2")), {}),
    "preprint as a volume": (article(WEATHER, container_title="CoRR", volume="abs/2305.01234"), {}),
    "preprint with arXiv's DOI": (WEATHER, {"DOI": "10.48550/arXiv.2305.01234", "URL": None}),
    "preprint that is under review": (article(WEATHER, container_title="Submitted to ICLR 2024"), {}),
    "volume of long papers": (SURVEY, {
        "container_title": "Proceedings of the 60th Annual Meeting of the Association for Computational Linguistics "
                           "(Volume 1: Long Papers)"}),
    "another edition of a book": (ALMANAC, {"issued": Date.on(2015), "ISBN": None}),
    "book with a place": (ALMANAC, {"publisher_place": "Bergen"}),
}  # fmt: skip


@pytest.mark.parametrize("kind", INVENTED)
def test_inventions_are_found(kind: str) -> None:
    work, changes = INVENTED[kind]
    verdict = told(work, **changes)
    assert verdict.verdict in ("mismatch", "not-found"), verdict.fields


@pytest.mark.parametrize("kind", HONEST)
def test_honest_references_are_not_accused(kind: str) -> None:
    work, changes = HONEST[kind]
    verdict = told(work, **changes)
    assert verdict.verdict == "verified", (verdict.reason, verdict.fields)


def test_what_is_suggested_is_right() -> None:
    """Whoever takes over what the records have is not accused again."""
    found = [told(work, **changes) for work, changes in INVENTED.values()]
    suggested = [one.suggestion for one in found if one.verdict == "mismatch" and one.suggestion is not None]
    assert len(suggested) > 30
    again = verify(suggested, [Collection(WORLD)])
    assert [(one.item, one.fields) for one in again if one.verdict != "verified"] == []
