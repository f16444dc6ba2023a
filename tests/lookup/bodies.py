"""Bodies in the shape in which each service answers: envelopes, empty answers and surprises; all works are made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Subfields = tuple[tuple[str, str], ...]


def dblp(*infos: Mapping[str, Any]) -> dict[str, Any]:
    """An answer of dblp's search: without a hit there is no list, and a list of one is that one."""
    hits = [{"@score": "9", "@id": str(at), "info": info, "url": f"URL#{at}"} for at, info in enumerate(infos)]
    count = str(len(hits))
    found: Any = {} if not hits else {"hit": hits[0] if len(hits) == 1 else hits}
    return {
        "result": {
            "query": "slow* moss*", "status": {"@code": "200", "text": "OK"},
            "time": {"@unit": "msecs", "text": "12.12"},
            "completions": {"@total": "1", "@computed": "1", "@sent": "1",
                            "c": {"@sc": "5", "@dc": "3", "@oc": "5", "@id": "65", "text": "moss"}},
            "hits": {"@total": count, "@computed": count, "@sent": count, "@first": "0"} | found,
        }
    }  # fmt: skip


DBLP_ARTICLE = {
    "authors": {"author": {"@pid": "1/2-9", "text": "Ann Berg 0009"}},
    "title": "Slow Moss &amp; Fast Lichens in the Age of Stone.", "venue": ["J. Moss Res.", "CoRR"], "volume": "17",
    "number": "2", "pages": "12:1-12:20", "year": "2021", "type": "Journal Articles", "access": "open",
    "key": "journals/jmr/Berg21", "doi": "10.5555/JMR.1",
    "ee": ["https://doi.org/10.5555/jmr.1", "https://www.wikidata.org/entity/Q1"],
    "url": "https://dblp.org/rec/journals/jmr/Berg21",
}  # fmt: skip
DBLP_PREPRINT = {
    "authors": {"author": [{"@pid": "1", "text": "Ann Berg 0009"}, {"@pid": "2", "text": "Bo O&apos;Lee"}]},
    "title": "Slow Moss &amp; Fast Lichens in the Age of Stone.", "venue": "CoRR", "volume": "abs/2101.00001",
    "year": "2021", "type": "Informal and Other Publications", "access": "open", "key": "journals/corr/abs-2101-00001",
    "doi": "10.48550/ARXIV.2101.00001", "ee": "https://doi.org/10.48550/arXiv.2101.00001",
}  # fmt: skip
DBLP_PROCEEDINGS = {
    "authors": {"author": [{"@pid": "1", "text": "Ann Berg"}, {"@pid": "2", "text": "Bo Lee"}]},
    "title": "Proceedings of the 3rd Conference on Moss, MOSS 2019, Bergen, Norway, June 1-3, 2019.", "venue": "MOSS",
    "publisher": "ACM", "year": "2019", "type": "Editorship", "key": "conf/moss/2019", "isbn": "978-0-306-40615-7",
}  # fmt: skip


def europe_pmc(*results: Mapping[str, Any]) -> dict[str, Any]:
    """An answer of Europe PMC's search with ``resultType=core``."""
    request = {"queryString": "q", "resultType": "core", "cursorMark": "*", "pageSize": 5, "sort": "", "synonym": False}
    return {"version": "6.9", "hitCount": len(results), "request": request, "resultList": {"result": list(results)}}


EUROPE_PMC_ARTICLE = {
    "id": "77", "source": "MED", "pmid": "77", "pmcid": "PMC77", "doi": "10.5555/moss",
    "title": "The <i>slow moss</i> of β-walls &amp; roofs: a cohort.", "authorString": "Berg A, Lee B, Moss Group.",
    "authorList": {"author": [
        {"fullName": "Berg A", "firstName": "Ann", "lastName": "Berg", "initials": "A",
         "authorId": {"type": "ORCID", "value": "0000-0002-1825-0097"}},
        {"fullName": "Lee B", "firstName": "Bo", "lastName": "Lee", "initials": "B"},
        {"collectiveName": "Moss Group"}]},
    "journalInfo": {
        "issue": "2", "volume": "3", "journalIssueId": 1, "dateOfPublication": "2019 Mar-Apr", "monthOfPublication": 3,
        "yearOfPublication": 2019, "printPublicationDate": "2019-03-01",
        "journal": {"title": "Mosses (London, England)", "medlineAbbreviation": "Mosses (Lond)", "issn": "1234-5679",
                    "isoabbreviation": "Mosses (Lond)", "nlmid": "1"}},
    "pubYear": "2019", "pageInfo": "e12-9", "pubTypeList": {"pubType": ["research-article", "Journal Article"]},
    "electronicPublicationDate": "2018-12-20", "firstPublicationDate": "2018-12-20",
    "commentCorrectionList": {"commentCorrection": [
        {"id": "88", "source": "MED", "reference": "Mosses. 2021;5:9", "type": "Retraction in", "orderIn": 1},
        {"id": "PPR9", "source": "PPR", "reference": "bioRxiv", "type": "Preprint in", "orderIn": 2}]},
}  # fmt: skip
EUROPE_PMC_PREPRINT = {
    "id": "PPR9", "source": "PPR", "doi": "10.1101/2018.01.01.123456", "title": "Slow moss and its walls in winter",
    "authorString": "Berg A, Lee B.", "pubYear": "2018",
    "bookOrReportDetails": {"publisher": "bioRxiv", "yearOfPublication": 2018},
    "pubTypeList": {"pubType": ["Preprint"]}, "firstPublicationDate": "2018-01-01", "versionNumber": 1,
    "commentCorrectionList": {"commentCorrection": [
        {"id": "77", "source": "MED", "reference": "Mosses. 2019;3(2):e12.", "type": "Preprint of"}]},
}  # fmt: skip

PUBMED = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN"
 "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">
<PubmedArticleSet>{}</PubmedArticleSet>"""
PUBMED_ARTICLE = PUBMED.format("""<PubmedArticle>
<MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">77</PMID>
<DateRevised><Year>2022</Year><Month>11</Month><Day>14</Day></DateRevised><Article PubModel="Print-Electronic">
<Journal><ISSN IssnType="Print">1234-5679</ISSN><JournalIssue CitedMedium="Print"><Volume>3</Volume><Issue>2</Issue>
<PubDate><MedlineDate>2019 Mar-Apr</MedlineDate></PubDate></JournalIssue><Title>Mosses (London, England)</Title>
<ISOAbbreviation>Mosses (Lond)</ISOAbbreviation></Journal>
<ArticleTitle>[The <i>slow moss</i> of CO<sub>2</sub> walls].</ArticleTitle>
<Pagination><StartPage>112</StartPage><EndPage>119</EndPage><MedlinePgn>112-9</MedlinePgn></Pagination>
<ELocationID EIdType="pii" ValidYN="Y">S12</ELocationID>
<ELocationID EIdType="doi" ValidYN="Y">10.5555/moss</ELocationID>
<AuthorList CompleteYN="Y"><Author ValidYN="Y" EqualContrib="Y"><LastName>Berg</LastName><ForeName>Ann B</ForeName>
<Initials>AB</Initials></Author><Author ValidYN="N"><LastName>Leee</LastName><ForeName>Bo</ForeName></Author>
<Author ValidYN="Y"><LastName>Lee</LastName><ForeName>Bo</ForeName><Initials>B</Initials></Author>
<Author ValidYN="Y"><CollectiveName>Moss Group</CollectiveName></Author></AuthorList><Language>ger</Language>
<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList>
<VernacularTitle>Das langsame Moos der CO2-Wände.</VernacularTitle>
<ArticleDate DateType="Electronic"><Year>2018</Year><Month>12</Month><Day>20</Day></ArticleDate></Article>
<CommentsCorrectionsList><CommentsCorrections RefType="ErratumIn"><RefSource>Mosses. 2020;4:1</RefSource>
<PMID Version="1">87</PMID></CommentsCorrections></CommentsCorrectionsList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">77</ArticleId><ArticleId IdType="pmc">PMC77</ArticleId>
</ArticleIdList></PubmedData></PubmedArticle>""")


def esearch(*ids: str) -> dict[str, Any]:
    """An answer of NCBI's ``esearch``; where there is none, with the phrases that were not found."""
    none = {"errorlist": {"phrasesnotfound": ["moss"], "fieldsnotfound": []},
            "warninglist": {"outputmessages": ["No items found."]}}  # fmt: skip
    count = str(len(ids))
    found = {"count": count, "retmax": count, "retstart": "0", "idlist": list(ids), "translationset": [],
             "querytranslation": '"slow moss"[Title]'}  # fmt: skip
    return {"header": {"type": "esearch", "version": "0.3"}, "esearchresult": found | ({} if ids else none)}


def arxiv(*entries: str) -> str:
    """A feed of arXiv: those that it does not know are missing from it."""
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom"
 xmlns="http://www.w3.org/2005/Atom"><id>https://arxiv.org/api/x</id>
<title>arXiv Query: search_query=&amp;id_list=2101.00001</title><updated>2026-05-11T23:51:23Z</updated>
<link href="https://arxiv.org/api/query?id_list=2101.00001" type="application/atom+xml"/>
<opensearch:itemsPerPage>50</opensearch:itemsPerPage>
<opensearch:totalResults>{len(entries)}</opensearch:totalResults>{"".join(entries)}</feed>"""


def arxiv_entry(comment: str = "10 pages, 3 figures") -> str:
    """An entry of arXiv with a title on two lines and a group among its authors."""
    return rf"""<entry><id>http://arxiv.org/abs/2101.00001v3</id><title>Slow Moss &amp; $\beta$-Walls: A Study of
  Stones</title><updated>2022-02-02T00:00:00Z</updated>
<link href="https://arxiv.org/abs/2101.00001v3" rel="alternate" type="text/html"/>
<link href="https://arxiv.org/pdf/2101.00001v3" rel="related" type="application/pdf" title="pdf"/>
<summary>  We study walls.</summary><category term="math.CO" scheme="http://arxiv.org/schemas/atom"/>
<published>2021-01-01T00:00:00Z</published><arxiv:comment>{comment}</arxiv:comment>
<arxiv:primary_category term="math.CO"/><arxiv:journal_ref>Mosses 3:1-50,2022</arxiv:journal_ref>
<author><name>Ann Berg</name><arxiv:affiliation>Fjord</arxiv:affiliation></author>
<author><name>The Moss Collaboration</name></author><author><name>B. van der Lee</name></author>
<arxiv:doi>10.5555/moss</arxiv:doi><link rel="related" href="https://doi.org/10.5555/moss" title="doi"/></entry>"""


ACL = r"""@inproceedings{berg-etal-2019-slow,
    title = "Slow {M}oss and {BERT}: A {\"U}ber-Study of ``Walls''",
    author = {Berg, Ann  and
      Lee, Bo  and
      d{'}Or, C{\'e}line},
    editor = "Roe, Cy  and
      Poe, Di",
    booktitle = "Proceedings of the 57th Annual Meeting of the Association for Computational Linguistics",
    month = jul # "~" # "28--" # aug # "~2",
    year = "2019",
    address = "Florence, Italy",
    publisher = "Association for Computational Linguistics",
    url = "https://aclanthology.org/P19-1001/",
    doi = "10.18653/v1/P19-1001",
    pages = "1--12",
    abstract = "We {\textquotedblleft}study{\textquotedblright} walls."
}
"""

OPEN_LIBRARY_BOOK = {"ISBN:9780306406157": {
    "url": "https://openlibrary.org/books/OL1M/Moss", "key": "/books/OL1M", "title": "Moss", "subtitle": "a life",
    "authors": [{"url": "https://openlibrary.org/authors/OL1A/Ann_Berg", "name": "Ann Berg"}], "number_of_pages": 92,
    "pagination": "xii, 92 p. ;", "by_statement": "by Ann Berg.", "publish_date": "Oct 01, 2007",
    "identifiers": {"isbn_13": ["9780306406157"], "isbn_10": ["0306406152"], "openlibrary": ["OL1M"]},
    "classifications": {"dewey_decimal_class": ["588"]}, "publishers": [{"name": "Fjord"}],
    "publish_places": [{"name": "Bergen"}], "subjects": [{"name": "Mosses", "url": "https://openlibrary.org/s/m"}],
    "cover": {"small": "https://covers.openlibrary.org/b/id/1-S.jpg"}, "notes": "With an index.",
}}  # fmt: skip


def open_library(*works: Mapping[str, Any]) -> dict[str, Any]:
    """An answer of Open Library's search, which has works, and their editions under them."""
    count = len(works)
    return {"numFound": count, "start": 0, "numFoundExact": True, "num_found": count, "q": "", "offset": None,
            "documentation_url": "https://openlibrary.org/dev/docs/api/search", "docs": list(works)}  # fmt: skip


OPEN_LIBRARY_WORK = {
    "key": "/works/OL1W", "title": "Moss", "author_key": ["OL1A", "OL2A"], "author_name": ["Ann Berg", "Анн Берг"],
    "first_publish_year": 1965, "isbn": ["9780306406157", "0306406152", "9783161484100"],
    "publisher": ["Fjord", "Hodder"],
}  # fmt: skip


def field(tag: str, indicators: str, *subfields: tuple[str, str]) -> str:
    """A field of MARCXML."""
    inside = "".join(f'<subfield code="{code}">{text}</subfield>' for code, text in subfields)
    return f'<datafield tag="{tag}" ind1="{indicators[0]}" ind2="{indicators[1]}">{inside}</datafield>'


def record(leader: str, coded: str, fields: Sequence[str], *, attributes: str = "") -> str:
    """A record of MARCXML with leader and coded field."""
    start = f'<record xmlns="http://www.loc.gov/MARC21/slim"{attributes}><leader>{leader}</leader>'
    controls = f'<controlfield tag="001">1</controlfield><controlfield tag="008">{coded}</controlfield>'
    return f"{start}{controls}{''.join(fields)}</record>"


def dnb(*records: str) -> str:
    """An answer of the German National Library, which has SRU's namespace without a prefix."""
    inside = "".join(
        f"<record><recordSchema>MARC21-xml</recordSchema><recordPacking>xml</recordPacking>"
        f"<recordData>{one}</recordData><recordPosition>{at}</recordPosition></record>"
        for at, one in enumerate(records, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><searchRetrieveResponse xmlns="http://www.loc.gov/zing/srw/">'
        f"<version>1.1</version><numberOfRecords>{len(records)}</numberOfRecords><records>{inside}</records>"
        "<echoedSearchRetrieveRequest><version>1.1</version><query>NUM=9783161484100</query>"
        "</echoedSearchRetrieveRequest></searchRetrieveResponse>"
    )


def catalogue(*records: str, stubs: int = 0) -> str:
    """An answer of K10plus or the Library of Congress; some servers pad their pages with records of nothing."""
    empty = "<zs:record><zs:recordPacking>xml</zs:recordPacking></zs:record>" * stubs
    inside = "".join(
        f"<zs:record><zs:recordSchema>marcxml</zs:recordSchema><zs:recordPacking>xml</zs:recordPacking>"
        f"<zs:recordData>{one}</zs:recordData><zs:recordPosition>{at}</zs:recordPosition></zs:record>"
        for at, one in enumerate(records, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/">'
        f"<zs:version>1.1</zs:version><zs:numberOfRecords>{len(records) + stubs}</zs:numberOfRecords>"
        f"<zs:records>{empty}{inside}</zs:records></zs:searchRetrieveResponse>"
    )


_GERMAN = ' type="Bibliographic"'
DNB_BOOK = record("00000pam a2200000 c 4500", "190101s2019    gw ||||| |||| 00||||ger  ", [
    field("020", "  ", ("a", "9783161484100"), ("c", "Festeinband : EUR 24.90 (DE)"), ("9", "978-3-16-148410-0")),
    field("020", "  ", ("a", "3161484100")), field("041", "  ", ("a", "ger"), ("h", "jpn")),
    field("100", "1 ", ("0", "(DE-588)104"), ("0", "https://d-nb.info/gnd/104"), ("a", "Berg, Anna von"),
          ("d", "1970-"), ("e", "Verfasser"), ("4", "aut")),
    field("245", "10", ("a", "\x98Das\x9c stille Moos"), ("b", "eine Naturgeschichte in zwölf Wänden"),
          ("c", "Anna von Berg. Aus dem Japan. von Bo Lee")),
    field("264", " 1", ("a", "Tübingen"), ("b", "Fjordverlag"), ("c", "2019")), field("300", "  ", ("a", "390 S.")),
    field("700", "1 ", ("0", "(DE-588)105"), ("a", "Lee, Bo"), ("e", "Übersetzer"), ("4", "trl")),
    field("700", "1 ", ("0", "(DE-588)106"), ("a", "Roe, Cy"), ("e", "Verfasser"), ("4", "aut")),
], attributes=_GERMAN)  # fmt: skip
DNB_VOLUME = record("00000nam a2200000 cc4500", "200101s2020    gw ||||| |||| 00||||ger  ", [
    field("020", "  ", ("a", "9783161484117")),
    field("245", "10", ("a", "\x98Die\x9c Moose"), ("n", "2"), ("p", "Wände")),
    field("264", " 1", ("c", "2020-")), field("773", "08", ("q", "2"), ("w", "(DE-101)1")),
], attributes=_GERMAN)  # fmt: skip
K10PLUS_BOOK = record("     cam a22      c 4500", "160702s2016    gw ||||| m    00| ||ger c", [
    field("020", "  ", ("a", "9783161484100"), ("q", " : : circa EUR 24.90 (DE)")),
    field("100", "1 ", ("a", "Berg, Anna"), ("e", "VerfasserIn"), ("0", "(DE-588)1"), ("0", "(DE-627)2"), ("4", "aut")),
    field("245", "14", ("a", "Das stille Moos :"), ("b", "Roman /"), ("c", "Anna Berg")),
    field("250", "  ", ("a", "Erste Auflage")), field("264", " 1", ("a", "Zürich"), ("b", "Fjord"), ("c", "[2016]")),
    field("264", " 2", ("b", "Auslieferer"), ("c", "2017")), field("300", "  ", ("a", "414 Seiten"), ("c", "21 cm")),
    field("700", "1 ", ("a", "Lee, Bo"), ("e", "ÜbersetzerIn"), ("4", "trl")),
])  # fmt: skip
K10PLUS_REVIEW = record("     caa a22      c 4500", "180702s2018    gw |||||o|||| 00| ||ger c", [
    field("100", "1 ", ("a", "Roe, Cy"), ("4", "aut")), field("245", "10", ("a", "Das stille Moos gelesen")),
    field("264", " 1", ("c", "2018")),
    field("773", "08", ("i", "Enthalten in"), ("t", "Moosblätter"), ("g", "3(2018), Seite 4-9"), ("x", "1234-5679")),
])  # fmt: skip
LOC_BOOK = record("01142cam  2200301 a 4500", "780412s1978    nyu           000 1 eng  ", [
    field("010", "  ", ("a", "   78004532 ")), field("020", "  ", ("a", "0306406152 (pbk. : alk. paper)")),
    field("100", "1 ", ("a", "Berg, A. B."), ("q", "(Ann Berta),"), ("d", "1892-1973.")),
    field("245", "14", ("a", "The slow moss, or, There and green again /"), ("c", "by A.B. Berg and Bo Lee.")),
    field("250", "  ", ("a", "Rev. ed.")),
    field("260", "  ", ("a", "New York :"), ("b", "Fjord Books,"), ("c", "c1978.")),
    field("300", "  ", ("a", "x, 310 p. ;"), ("c", "21 cm.")), field("700", "1 ", ("a", "Lee, Bo,"), ("d", "1950-")),
])  # fmt: skip
