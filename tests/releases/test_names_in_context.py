"""What stands before and behind the names of people, in each language; all people and places are ours."""

from __future__ import annotations

import pytest

from citelib.releases.people.people import People
from citelib.releases.works.references import find_doi
from tests.releases.test_kinds import facts

NAMED = {
    "a trade, a title and a degree": (
        "Eine Gruppe um den Berner Chemiker Professor Dr. Ida Brandt misst.",
        ["Ida Brandt"],
    ),
    "whose she is": ("Das, says Norway's Ida Brandt of the institute, is new.", ["Ida Brandt"]),
    "whose she is, typographic": ("So says Norway’s Ida Brandt.", ["Ida Brandt"]),
    "French trades": ("La chimiste Anne Morel et le biologiste Luc Petit ont mesuré.", ["Anne Morel", "Luc Petit"]),
    "Spanish trades": ("La bióloga Ana Rueda y el catedrático Juan Gil midieron.", ["Ana Rueda", "Juan Gil"]),
    "Chinese, no mark between": ("南山大学王小明助理教授李青讲席教授参与。", ["王小明", "李青"]),
    "a Chinese chair before the name": ("南山大学讲席教授王小明团队。", ["王小明"]),
    "a name in Latin letters": ("加拿大南山大学Ida Brandt教授和王小明教授参与。", ["Ida Brandt", "王小明"]),
    "traditional Chinese": ("南山大學許小明教授團隊聯合北山大學黃青教授團隊。", ["許小明", "黃青"]),
}


@pytest.mark.parametrize(("text", "wanted"), NAMED.values(), ids=list(NAMED))
def test_a_name_ends_where_titles_and_trades_begin(text: str, wanted: list[str]) -> None:
    found = People(text).mentions
    assert [str(mention.name) for mention in found] == wanted


def test_a_periodical_is_no_trade() -> None:
    assert not any(
        mention.sure for mention in People("Lo studio, uscito sulla rivista Lumache e Muri, è nuovo.").mentions
    )


LED = {
    "discovered by": (
        (
            "New slug found\n\nMay 3, 2020\n\nThe slug was discovered by Ida Brandt, zoologist at Vik University. "
            "It is described in the journal Garden Letters."
        ),
        ["Ida Brandt"],
    ),
    "découverte par": (
        (
            "Une limace nouvelle\n\n3 mai 2020\n\nCette limace a été découverte par Ida Brandt, zoologiste à Vik. "
            "Les résultats ont été publiés mercredi dans le journal scientifique en ligne SlugKeys."
        ),
        ["Ida Brandt"],
    ),
    "earlier studies that the group uses": (
        (
            "Slugs climb\n\nMay 3, 2020\n\nA new study was published in Garden Letters. "
            "The team of researchers, led by Ida Brandt from the Vik University, analysed data from previous studies."
        ),
        ["Ida Brandt"],
    ),
    "an address before the role": (
        (
            "Slugs climb\n\nMay 3, 2020\n\n“Slugs climb,” says Norway's Ida Brandt of the Institute of Snails in Vik, "
            "lead author of the report in the Nature journal. Bo Ek, a co-author of the study, agrees."
        ),
        ["Ida Brandt", "Bo Ek"],
    ),
    "Japanese heads with notes": (
        (
            "ナメクジが登る仕組み\n\n2022年9月1日\n\n山田花子さん(農学系・博士2年)、佐藤次郎教授(同研究科)らの研究グループは、"
            "ナメクジが登る仕組みを発見したと発表した。成果は科学誌『Garden Letters』に掲載された。"
        ),
        ["山田花子", "佐藤次郎"],
    ),
    "Chinese students without a title of their own": (
        (
            "蛞蝓研究新进展\n\n2022-09-01\n\n近日,《自然》(Nature)期刊发表了南山大学李青教授团队的研究成果。"
            "李青教授为通讯作者,博士研究生王小明、张红为共同第一作者。"
        ),
        ["王小明", "张红", "李青"],
    ),
    "Chinese authors with those who worked with them": (
        (
            "蛞蝓研究新進展\n\n2022-09-01\n\n南山大學的許小明研究員、黃青院士與合作者展開研究。"
            "相關研究在國際學術期刊《自然》(Nature)上發表。"
        ),
        ["許小明", "黃青"],
    ),
    "groups in traditional Chinese": (
        (
            "南山大學研究蛞蝓\n\n2022-09-01\n\n南山大學許小明教授團隊聯合北山大學黃青教授團隊，成功研發新方法。"
            "這項研究成果於19日正式發表於國際學術期刊《自然》（Nature）。"
        ),
        ["許小明", "黃青"],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), LED.values(), ids=list(LED))
def test_who_led_the_study(text: str, wanted: list[str]) -> None:
    assert facts(text)["authors"] == wanted


@pytest.mark.parametrize("behind", ["(编辑:王青)", ")。", "。南山大学", "）", "」に掲載"])
def test_a_doi_ends_before_other_scripts(behind: str) -> None:
    text = f"See the paper at https://doi.org/10.5555/slug.24-1{behind}"
    assert find_doi(text) == "10.5555/slug.24-1"


JOURNALS = {
    "lo publica la revista": (
        "Limacos suben\n\n3 de mayo de 2020\n\nUn equipo de Vik ha visto que los limacos suben. "
        "El resultado lo publica la revista Garden Letters. Los investigadores lo han descubierto en un jardín."
    ),
    "wurden in … veröffentlicht": (
        "Schnecken klettern\n\n3. Mai 2020\n\nDas zeigt eine aktuelle Studie aus Vik. "
        "Die Ergebnisse, die auf Regen deuten, wurden in Garden Letters veröffentlicht."
    ),
}


@pytest.mark.parametrize("text", JOURNALS.values(), ids=list(JOURNALS))
def test_where_it_appeared(text: str) -> None:
    assert facts(text)["journal"] == "Garden Letters"


def test_an_earlier_study_of_somebody_else_stays_earlier() -> None:
    text = (
        "Slugs climb\n\nMay 3, 2020\n\nSlugs climb, Ida Brandt and colleagues report in the journal Garden Letters. "
        "A previous team of researchers, led by Bo Ek from Vik, found none."
    )
    assert facts(text)["authors"] == ["Ida Brandt"]


NO_PERSON = {
    "a German genitive": "Die Zunahme der Artenvielfalt findet in der Höhe statt. Die Forscher sind sich sicher.",
    "a subject with its abbreviation": "El grupo de Neurociencia y Salud Mental (NEPSAX) participó en el proyecto.",
    "an adjective of a place": "Die Schweizer Gletscher wurden von der Gruppe vermessen, und das ist neu.",
    "words that the text writes small as well": "The climate of slugs saw a change. Climate Change is on all walls.",
    "a unit": "Bei zwei Grad Celsius kriechen die Schnecken in der Stadt nicht mehr aus dem Haus.",
}


@pytest.mark.parametrize("text", NO_PERSON.values(), ids=list(NO_PERSON))
def test_capitalised_words_that_name_nobody(text: str) -> None:
    assert People(text).mentions == []


PERSON_WITHIN = {
    "behind «study by» in a run of German nouns": (
        "Im Vik-Bericht zur Studie von Friederike Berg heißt es.",
        "Friederike Berg",
    ),
    "behind a house and a rank": ("VikSpace Team Leader Jennifer Ek-Holm agrees.", "Jennifer Ek-Holm"),
    "behind a rank in capitals": ("“Yes,” says Associate Scholar Hiroko Murata.", "Hiroko Murata"),
    "with a given name that nobody knows, led by": ("A team led by Zzaya Liu found it.", "Zzaya Liu"),
}


@pytest.mark.parametrize(("text", "name"), PERSON_WITHIN.values(), ids=list(PERSON_WITHIN))
def test_a_person_is_found_within_a_run_of_capitals(text: str, name: str) -> None:
    assert [str(mention.name) for mention in People(text).mentions] == [name]


TOLD = {
    "spearheaded": (
        (
            "Slugs climb\n\nMay 3, 2020\n\nA new study was published in Garden Letters. Ida Brandt, a lecturer at Vik "
            "University’s School of Snail Sciences, spearheaded the study."
        ),
        ["Ida Brandt"],
    ),
    "co-authored": (
        (
            "Slugs climb\n\nMay 3, 2020\n\n“Slugs climb,” said Ida Brandt of the University of Vik, "
            "who co-authored the "
            "study published in Thursday's issue of Garden Letters."
        ),
        ["Ida Brandt"],
    ),
    "first author before lead author": (
        (
            "Slugs climb\n\nMay 3, 2020\n\n“Slugs climb,” said lead study author Ida Brandt in the "
            "journal Garden Letters. "
            "“We measured it.” Bo Ek, first author of the study, agrees."
        ),
        ["Bo Ek", "Ida Brandt"],
    ),
    "an initial that is a title in French": (
        (
            "Slugs climb\n\nMay 3, 2020\n\nThe slugs of the town climb, explains first author M. "
            "Ida Brandt, PhD, in the "
            "journal Garden Letters."
        ),
        ["M. Ida Brandt"],
    ),
    "Swedish, together with": (
        (
            "Sniglar klättrar\n\n3 maj 2020\n\nSniglarna klättrar högre, säger docent Ida Brandt "
            "vid Vik som lett studien "
            "tillsammans med professor Bo Ek. Studien presenteras i tidskriften Garden Letters."
        ),
        ["Ida Brandt", "Bo Ek"],
    ),
    "Spanish, with departments": (
        (
            "Las babosas suben\n\n3 de mayo de 2020\n\nEl artículo presentado por los profesores "
            "Ida Brandt Gil, Dpto. de "
            "Biología Marina; Ana Rueda, Depto. de Salud; y Luis Gil, de Vik, apareció en la revista Garden Letters."
        ),
        ["Ida Brandt Gil", "Ana Rueda", "Luis Gil"],
    ),
    "Japanese labels in brackets that are spaced out": (
        (
            "研究が掲載されました\n\n2023.04.13\n\n南山大学の山田花子教授を中心とする研究チームは、ナメクジが登る仕組みを報告しました。\n\n"
            "【題 名】Slugs climb higher when it rains in the garden\n【著者名】Ida Brandt, Bo Ek\n【掲載誌】\n"
            "Garden Letters, Vol. 12, No. 3, e22.\nhttps://doi.org/10.5555/slugs"
        ),
        ["Ida Brandt", "Bo Ek"],
    ),
    "Japanese names with one title": (
        (
            "論文が掲載されました\n\n2023年4月13日\n\n南山研究所の山田花子・佐藤次郎博士らを中心とする研究プロジェクトは、"
            "科学雑誌「Garden Letters」に論文を発表しました。"
        ),
        ["山田花子", "佐藤次郎"],
    ),
}


@pytest.mark.parametrize(("text", "authors"), TOLD.values(), ids=list(TOLD))
def test_who_wrote_it_in_other_words(text: str, authors: list[str]) -> None:
    assert facts(text)["authors"] == authors


def test_a_journal_with_its_volume_and_a_doi_below() -> None:
    found = facts(TOLD["Japanese labels in brackets that are spaced out"][0])
    assert (found["journal"], found["doi"], found["date"]) == ("Garden Letters", "10.5555/slugs", "2023-04-13")


def test_the_journal_of_a_society() -> None:
    text = "Slugs climb\n\nMay 3, 2020\n\nThe study by Ida Brandt appeared today in the Society's journal Climbing."
    assert facts(text)["journal"] == "Climbing"


def test_a_house_in_quotation_marks_is_nobody() -> None:
    assert People("L’Università degli Studi “Gabriele Berg” di Vik studia le lumache.").mentions == []


def test_a_dateline_with_a_slash() -> None:
    text = (
        "Slugs climb\n\nVIK/May 3, 2020 – The slugs of the town climb when it rains, Ida Brandt and colleagues report."
    )
    assert facts(text)["date"] == "2020-05-03"


def test_classes_of_an_entry_name_its_topics() -> None:
    text = "Slugs climb higher when it rains, Ida Brandt and colleagues report in the journal Garden Letters."
    page = (
        "<html><body><h1>Slugs climb walls</h1><div class='post-7 post type-post hentry category-slugs author-ek'>"
        f"<p>{text}</p><p>They measured the climb for nine years in the gardens of the town, and wrote it down.</p>"
        "</div></body></html>"
    )
    assert facts(page)["body"].startswith(text)


def test_an_element_that_nobody_closes_is_read() -> None:
    text = "Slugs climb higher when it rains, Ida Brandt and colleagues report in the journal Garden Letters."
    page = f"<html><body><esi:include src='/dock'><h1>Slugs climb walls</h1><div><p>{text}</p></div></body></html>"
    assert facts(page)["body"] == text
