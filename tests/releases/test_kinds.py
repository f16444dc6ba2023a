"""Kinds of releases that the world writes, each in as few lines as show it; all words are ours."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from citelib.formats.format import Source
from citelib.formats.press_release import PRESS_RELEASE
from citelib.model import Item
from citelib.model.custom import QUOTATIONS_KEY, STUB_KEY


def read(text: str) -> list[Item]:
    assert PRESS_RELEASE.read is not None
    return [record for record in PRESS_RELEASE.read(Source(text)) if isinstance(record, Item)]


def facts(text: str) -> dict[str, Any]:
    """What a test may ask of a release."""
    news, *others = read(text)
    roles = {relation.target: relation.type for relation in news.relations}
    works = [item for item in others if roles[item.id] != "related-to"]
    study = next((item for item in works if roles[item.id] == "reports-on"), None)
    comment = next((item for item in works if any(link.type == "comments-on" for link in item.relations)), None)
    said = news.custom.get(QUOTATIONS_KEY, [])
    return {
        "title": news.title,
        "date": news.issued and str(news.issued),
        "issuer": news.author[0].literal if news.author else None,
        "site": news.container_title,
        "language": news.language,
        "body": news.abstract,
        "works": len(works),
        "authors": study and [str(name) for name in study.author or ()],
        "journal": study and study.container_title,
        "year": study and study.issued and study.issued.year,
        "doi": study and study.DOI,
        "work title": study and study.title,
        "unsure": bool(study and study.custom[STUB_KEY].get("unsure")),
        "comment by": comment and [str(name) for name in comment.author or ()],
        "comment title": comment and comment.title,
        "said": [(one["speaker"], one["words"]) for one in said],
        "related": [item.title for item in others if roles[item.id] == "related-to"],
    }


@attrs.frozen
class Kind:
    """A text, and what it must be read as."""

    text: str
    wanted: dict[str, Any]


BODY = "Slugs climb higher when it rains, Ida Brandt and colleagues report in the journal Garden Letters."
KINDS = {
    "credit under a caption": Kind(
        "Slugs climb walls\n\n5 min read\n\nA slug on the wall of the old barn\nThe barn stands by the mill and has been "
        "dry for years.\nInstitute/Rolf Hansen\n\nSlugs climb at night. A new study tells how high.\n\nComments are closed.",
        {"title": "Slugs climb walls", "body": "Slugs climb at night. A new study tells how high."},
    ),
    "a menu above the headline": Kind(
        "Search and menu\n\nNewsroom\n\nVik, May 5, 2020\n\nGarden slugs climb wet walls at night\n\nA new study tells how "
        "slugs of the garden climb walls that are wet. They wait for rain, and for night.",
        {"title": "Garden slugs climb wet walls at night"},
    ),
    "the address of a site above the headline": Kind(
        "slug-news.example - All the News\n\nSlugs climb at last\n\n2020-05-05\n\nA new study tells how slugs climb walls.",
        {"title": "Slugs climb at last"},
    ),
    "a release without a headline": Kind(
        "A new study tells how slugs climb. They wait for rain. Ida Brandt and colleagues counted them on nine walls.\n\n"
        "Vik Courier, 5 May 2020\n\nPrinted here as it was sent to us by the institute that did the work in the spring.",
        {"title": None, "authors": ["Ida Brandt"]},
    ),
    "a year counted from the beginning of an era": Kind(
        "ナメクジが壁を登るしくみを解明\n\n令和 2 年 5 月 4 日\n\n北浜大学の森下花子教授らの研究グループは、ナメクジが壁を登るしくみを"
        "明らかにしました。",
        {"date": "2020-05-04", "authors": ["森下花子"]},
    ),
    "a Japanese list of people with their houses": Kind(
        "ナメクジが壁を登るしくみを解明\n\n2020年5月4日\n\n北浜研究所の森下花子グループリーダー(北浜大学教授)、リン・コール研究員、"
        "南浜大学学生寮研究所の大森健教授らの共同研究グループは、ナメクジが壁を登るしくみの解明に成功しました。",
        {"authors": ["森下花子", "大森健"]},
    ),
    "Chinese in traditional letters": Kind(
        "蛞蝓爬牆之謎\n\n發布時間：2020年5月4日\n\n近日，我校在《園藝通訊》上發表論文。林小雨教授和陳大海教授作為論文的共同通訊作者，"
        "王明為論文的第一作者。",
        {"date": "2020-05-04", "authors": ["王明", "林小雨", "陳大海"], "journal": "園藝通訊"},
    ),
    "a reference over several lines without a label": Kind(
        "Slugs climb walls\n\nMay 5, 2020\n\nA new study tells how slugs climb in the rain.\n\nHow the slugs of an old garden "
        "climb in a night\nof rain\nIda Brandt, Rolf L. Hansen, Mia Kern\nGarden Letters volume 7, article 12 (2020)",
        {
            "authors": ["Ida Brandt", "Rolf L. Hansen", "Mia Kern"],
            "work title": "How the slugs of an old garden climb in a night of rain",
            "journal": "Garden Letters",
        },
    ),
    "authors, title and journal in lines of a labelled reference": Kind(
        "Schnecken klettern\n\n5. Mai 2020\n\nEine Studie zeigt, wie Schnecken klettern.\n\nLiteratur:\nIda Brandt et al.\nHow "
        "slugs climb walls in the rain\nGarden Letters (2020), doi: 10.5555/gl.1",
        {"authors": ["Ida Brandt"], "work title": "How slugs climb walls in the rain", "doi": "10.5555/gl.1"},
    ),
    "an address behind a list of authors": Kind(
        "Slugs climb walls\n\nMay 5, 2020\n\nA new study tells how slugs climb.\n\nAuthors: I. Brandt, R. Hansen, Vik "
        "University, Vik, Norway",
        {"authors": ["I. Brandt", "R. Hansen"]},
    ),
    "a journal known by its own words": Kind(
        "Slugs climb walls\n\nMay 5, 2020\n\nA new study tells how slugs climb; more of it stands in Annals of Slug Science.",
        {"journal": "Annals of Slug Science"},
    ),
    "what looks like a name behind a particle is a house": Kind(
        "Schnecken klettern\n\n5. Mai 2020\n\nEine Studie zeigt es. Beitrag zur Studie auf der Homepage der VIKX.",
        {"authors": []},
    ),
    "two names joined by a word that is a particle elsewhere": Kind(
        "Le lumache salgono\n\n2020-05-05\n\nUno studio realizzato da Ida Brandt mostra che le lumache salgono. Il lavoro, "
        "condotto dal team di Brandt e Rolf Hansen del Dipartimento di Biologia di Vik, conta le lumache.",
        {"authors": ["Ida Brandt"]},
    ),
    "tag of a carrier": Kind(
        "NEWS-CARRIER.example - News Release Distribution\n\nSlugs climb walls\n\n2015-03-04\n(News-Carrier.example) "
        "VIK -- Slugs climb by night, say Ida Brandt of the University of Vik, Rolf Hansen and their colleagues.",
        {
            "site": "News-Carrier.example",
            "authors": ["Ida Brandt", "Rolf Hansen"],
            "date": "2015-03-04",
            "title": "Slugs climb walls",
        },
    ),
    "co-authors in a list with semicolons": Kind(
        f"Slugs climb walls\n\nMay 5, 2020\n\n{BODY}\n\nCo-authors include Rolf Hansen, who bred the slugs; "
        "Dr. Mia Kern at Vik Hospital; and lab head Per Lund.",
        {"authors": ["Ida Brandt", "Rolf Hansen", "Mia Kern", "Per Lund"]},
    ),
    "degrees and an address before the colleagues": Kind(
        "Slugs climb walls\n\nEMBARGOED FOR RELEASE: 11 A.M., FRIDAY, MAY 8, 2020\n\nSlugs climb higher in rain, according "
        "to a study published by Annals of Slug Science.\n\nIda Brandt, M.D., M.P.H., of Vik Children’s Hospital, Vik, "
        "Norway, and colleagues counted slugs on nine walls.",
        {"authors": ["Ida Brandt"], "journal": "Annals of Slug Science", "year": 2020, "unsure": False},
    ),
    "commentary in a line of its own": Kind(
        f"Slugs climb walls\n\nMay 5, 2020\n\nRelated material: The commentary, “A Wall Is a Road,” by Rolf Hansen, M.D., of "
        f"the University of Vik, and Mia Kern, Ph.D., of Vik Media, also is available.\n\n{BODY}",
        {
            "comment by": ["Rolf Hansen", "Mia Kern"],
            "comment title": "A Wall Is a Road",
            "authors": ["Ida Brandt"],
            "works": 2,
            "body": BODY,
        },
    ),
    "an hour earlier is no earlier work": Kind(
        "Slugs climb walls\n\nMay 5, 2020\n\nSlugs rise an hour earlier, Ida Brandt and colleagues report in the journal "
        "Garden Letters.",
        {"authors": ["Ida Brandt"], "works": 1},
    ),
    "title before the authors in the reference": Kind(
        "Slugs climb walls\n\nMay 5, 2020\n\nA new study tells how slugs climb.\n\nReference: How slugs climb a wall in the "
        "rain. Ida Brandt, Rolf L. Hansen, Mia Kern.\nGarden Letters, 4 May 2020, DOI: https://doi.org/10.5555/gl.1",
        {
            "authors": ["Ida Brandt", "Rolf L. Hansen", "Mia Kern"],
            "work title": "How slugs climb a wall in the rain",
            "journal": "Garden Letters",
            "year": 2020,
            "doi": "10.5555/gl.1",
        },
    ),
    "German references over several lines, and a comment": Kind(
        "Schnecken klettern bei Regen\n\nVik - Mai 2020. In der Zeitschrift Gartenkunde ist zu lesen, wie hoch Schnecken "
        "klettern. Neun Wände wurden vermessen (siehe auch Artikel von Kern).\n\nZusatzinformationen:\n\nIda Brandt, Rolf "
        "Hansen et al.:\nHow slugs climb a wall.\nIn: Gartenkunde; Vol. 7, Issue 2, pp. 6 - 9, 15. Mai 2020, DOI 10.5555/gk.1"
        "\n\nMia Kern:\nRoads for slugs.\nIn: Gartenkunde; Vol. 7, Issue 2, pp. 3, 15. Mai 2020, DOI 10.5555/gk.2\n\n"
        "Quelle: Technische Hochschule Vik, Pressemitteilung",
        {
            "date": "2020-05",
            "issuer": "Technische Hochschule Vik",
            "authors": ["Ida Brandt", "Rolf Hansen"],
            "work title": "How slugs climb a wall",
            "comment by": ["Mia Kern"],
            "comment title": "Roads for slugs",
            "works": 2,
        },
    ),
    "initials of two letters": Kind(
        "Slugs climb walls\n\nMay 5, 2020\n\nA new study tells how slugs climb.\n\nMore information: Ida Th. Brandt et al. How "
        "slugs climb a wall, Garden Letters (2020). DOI: 10.5555/gl.1",
        {"authors": ["Ida Th. Brandt"], "work title": "How slugs climb a wall", "journal": "Garden Letters"},
    ),
    "French: parus dans": Kind(
        "Les limaces grimpent\n\nCrédits: Institut de Vik/Brandt, Ida\n\nDes chercheurs de l’Institut de Vik ont montré que "
        "les limaces grimpent la nuit. Ces travaux sont parus dans Jardins du Nord le 4 mai 2020.",
        {"journal": "Jardins du Nord", "year": 2020, "title": "Les limaces grimpent", "language": "fr"},
    ),
    "a media advisory with parts of the text labelled": Kind(
        "Do Slugs Climb?\n\nSlug Health Letters\n\nEMBARGOED FOR RELEASE: 11 A.M., FRIDAY, MAY 8, 2020\n\nMedia advisory: To "
        "contact Ida Brandt, Ph.D., email kern@vik.example. The full study is on the website.\n\nWant to embed a link to "
        "this study in your story? https://shl.example/10.5555/shl.1\n\nBottom Line: Slugs climbed higher in the rain of "
        "nine wet nights.\n\nAuthors: Ida Brandt, Ph.D., of the University of Vik, and coauthors",
        {
            "body": "Bottom Line: Slugs climbed higher in the rain of nine wet nights.",
            "authors": ["Ida Brandt"],
            "doi": "10.5555/shl.1",
            "year": 2020,
        },
    ),
    "a trade before a name": Kind(
        "Schnecken klettern\n\n5. Mai 2020\n\nSchnecken klettern bei Regen höher, sagt VIK-Umweltchemikerin Ida Brandt. Das "
        "zeigt eine Studie von Rolf Hansen im Fachblatt Gartenkunde.",
        {"authors": ["Rolf Hansen"], "journal": "Gartenkunde"},
    ),
    "Japanese": Kind(
        "国立大学法人 北浜大学\n\n雨の夜にナメクジが壁を登るしくみを解明\n\n2020年5月4日\n\n　北浜大学の森下花子教授らの研究グループは、雨の夜に"
        "ナメクジが壁を登るしくみを明らかにしました。本研究成果は、2020年5月1日に国際学術誌「Garden Letters」にオンライン掲載されました。\n\n"
        "　「ナメクジは雨を待っていたのです」と森下教授は話します。\n\n論文情報\nタイトル: How slugs climb a wall\n著者: Hanako Morishita, "
        "Ken Mori\n掲載誌: Garden Letters\nDOI: 10.5555/gl.1",
        {
            "title": "雨の夜にナメクジが壁を登るしくみを解明",
            "date": "2020-05-04",
            "issuer": "国立大学法人 北浜大学",
            "language": "ja",
            "authors": ["Hanako Morishita", "Ken Mori"],
            "journal": "Garden Letters",
            "work title": "How slugs climb a wall",
            "said": [("森下花子", "ナメクジは雨を待っていたのです")],
        },
    ),
    "Chinese": Kind(
        "蛞蝓为何在雨夜爬墙\n\n发布时间：2020年5月4日\n\n来源：北滨大学\n\n近日，北滨大学林小雨教授团队发现，蛞蝓在雨夜爬得更高。相关成果于5月1日"
        "发表在《园艺通讯》上。\n\n林小雨说：“它们一直在等雨。”",
        {
            "title": "蛞蝓为何在雨夜爬墙",
            "date": "2020-05-04",
            "issuer": "北滨大学",
            "language": "zh",
            "authors": ["林小雨"],
            "journal": "园艺通讯",
            "year": 2020,
            "said": [("林小雨", "它们一直在等雨。")],
        },
    ),
    "whoever guided a study": Kind(
        "Moss grows on snails\n\nVik, May 5, 2020\n\nMoss grows on snails that sleep long. Dr. Ida Brandt, a botanist at "
        "Vik University, guided a study published in the journal Garden Letters.",
        {"authors": ["Ida Brandt"], "journal": "Garden Letters", "issuer": "Vik University"},
    ),
    "among the co-authors, below a button": Kind(
        f"Slugs climb walls\n\nVik, May 5, 2020\n\nShare\n\n{BODY} Tom Ek of Nord College, Mia Kern and Bo Lind are among the "
        "paper’s co-authors.",
        {
            "authors": ["Ida Brandt", "Tom Ek", "Mia Kern", "Bo Lind"],
            "body": f"{BODY} Tom Ek of Nord College, Mia Kern and Bo Lind are among the paper’s co-authors.",
        },
    ),
    "said in the journal": Kind(
        "Moss grows on snails\n\nVik, May 5, 2020\n\nA new study tells why moss grows on snails. Snails pay for it with "
        "speed, says Ida Brandt in the journal Garden Letters.",
        {"authors": ["Ida Brandt"], "journal": "Garden Letters"},
    ),
    "those who have shown it": Kind(
        "Moss grows on snails\n\nVik, May 5, 2020\n\nIda Brandt and Tom Ek, of Nord College, have shown why moss grows on "
        "snails. Their study, published in Garden Letters, looks at ninety shells.",
        {"authors": ["Ida Brandt", "Tom Ek"], "journal": "Garden Letters"},
    ),
    "somebody who was not involved": Kind(
        "Moss grows on snails\n\nVik, May 5, 2020\n\nA new study in the journal Garden Letters tells why moss grows on "
        "snails. Ida Brandt, who was not involved in the study, has shown that snails sleep long.",
        {"authors": [], "journal": "Garden Letters"},
    ),
    "a group with its professor before all": Kind(
        "苔はカタツムリの上に育つ\n\n2020年5月5日\n\n北野大学の山田花子教授をはじめとする研究グループは、眠りの長いカタツムリの殻に"
        "苔が育つことを明らかにしました。本研究成果は学術誌「Garden Letters」に掲載されました。",
        {"authors": ["山田花子"], "journal": "Garden Letters", "year": 2020},
    ),
}
PAGES = {
    "the section's heading above the headline": Kind(
        "<html lang='de'><head><title>News - Gartenwarte</title></head><body><h1>News</h1><h2>Schnecken klettern bei Regen"
        "</h2><p class='date'>5. Mai 2020, Themen: Garten</p><p>Schnecken klettern bei Regen höher als bei Sonne. Das zeigt "
        "eine Studie von Ida Brandt im Fachblatt Gartenkunde.</p><p class='caption'>Bild: Hansen</p>"
        "<div class='footer'>© Gartenwarte, 2020</div></body></html>",
        {
            "title": "Schnecken klettern bei Regen",
            "issuer": "Gartenwarte",
            "authors": ["Ida Brandt"],
            "journal": "Gartenkunde",
            "year": 2020,
        },
    ),
    "the site's name as heading": Kind(
        "<html lang='de'><head><title>Schnecken klettern bei Regen</title></head><body><h1>nwd – Nordischer Wissensdienst</h1>"
        "<span>05.05.2020 11:35</span><h2>Schnecken klettern bei Regen</h2><p class='author'>Dr. Mia Kern <em>Presse</em><br/>"
        "Gesellschaft Nordischer Gärtner e.V.</p><p>Schnecken klettern bei Regen höher als bei Sonne. Ein Forschungsteam stellt "
        "das in der Fachzeitschrift Gartenkunde vor.</p><p>Die Forschungsgruppe um Ida Brandt von der Hochschule Vik hat neun "
        "Wände vermessen.</p><p>Gartenkunde, Postfach 1011, 69451 Vik.</p></body></html>",
        {
            "title": "Schnecken klettern bei Regen",
            "site": "nwd – Nordischer Wissensdienst",
            "issuer": "Gesellschaft Nordischer Gärtner e.V.",
            "authors": ["Ida Brandt"],
        },
    ),
}


@pytest.mark.parametrize("kind", [*KINDS, *PAGES])
def test_kind(kind: str) -> None:
    case = (KINDS | PAGES)[kind]
    found = facts(case.text)
    assert {name: found[name] for name in case.wanted} == case.wanted


def test_no_year_is_made_up_in_silence() -> None:
    told = facts(f"Slugs climb walls\n\nMay 5, 2020\n\n{BODY}")
    assert (told["year"], told["unsure"]) == (2020, True)
    told = facts("Slugs climb walls\n\nMay 5, 2020\n\n" + BODY.replace("report", "report this week"))
    assert (told["year"], told["unsure"]) == (2020, False)
    assert facts(f"Slugs climb walls\n\n{BODY}")["year"] is None


PAGE = """<html><head><title>Slugs climb walls</title></head><body><h1>Slugs climb walls</h1>
<p>Slugs climb higher when it rains, Ida Brandt and colleagues report in the journal Garden Letters.</p>
<footer><span class="post-date">{}</span></footer></body></html>"""


def test_a_date_that_only_the_page_shows_is_guessed() -> None:
    pytest.importorskip("htmldate", reason="dates are guessed with the extra «web»")
    assert PRESS_RELEASE.read is not None
    records = list(PRESS_RELEASE.read(Source(PAGE.format("2020-05-08"))))
    assert str(next(one.issued for one in records if isinstance(one, Item))) == "2020-05-08"
    assert "press-release-guessed-date" in {one.code for one in records if not isinstance(one, Item)}


def test_no_page_breaks_the_guessing() -> None:
    for text in ("", "2020-99-99", "<", "\x00"):
        assert read(PAGE.format(text))[0].title == "Slugs climb walls"


def test_a_page_is_read_without_htmldate(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "htmldate", None)
    assert read(PAGE.format("2020-05-08"))[0].issued is None
