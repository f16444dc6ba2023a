"""Months and seasons by their names, in the languages in which references are written.

The names are those of CSL's locales and of everyday use, in the nominative and, where dates have it, the genitive. A
word that is another month in another language, as «listopad» (November in Czech, October in Croatian), is not a month.
"""

from __future__ import annotations

import unicodedata
from typing import Final

__all__ = ["month_number"]

_NAMES: Final[dict[int, str]] = {
    1: """
        january jan januar januari januarie janúar január januarius ianuarius ianuarie janvier janv jänner jän
        gennaio gen enero ene xaneiro xan janeiro gener jaanuar jaan janvāris sausio sausis leden ledna styczeń
        stycznia siječanj siječnja ocak tammikuu tammikuuta urtarrila ionawr
        январь января янв януари јануар јан січень січня ιανουάριος ιανουαρίου ιαν
        يناير جنوری ژانویه ינואר जनवरी հունվար 一月""",
    2: """
        february feb februar februari februarie febrúar február februarius februarii febr février fevrier
        févr fevr febrero febbraio febreiro fevereiro fev febrer veebruar veebr februāris vasario vasaris únor února
        luty lutego veljača veljače şubat helmikuu helmikuuta otsaila chwefror pebrero
        февраль февраля фев февр февруари фебруар феб лютий лютого φεβρουάριος φεβρουαρίου φεβ
        فبراير فروری فوریه פברואר फ़रवरी փետրվար 二月""",
    3: """
        march mar mars märz maerz mrz marts mart marzo março marco marso març maart maret mrt märts martie martius
        marec marca március márc marzec kovas kovo březen března ožujak ožujka maaliskuu maaliskuuta martxoa
        mawrth
        март марта марто мар березень березня μάρτιος μαρτίου μαρ
        مارس مارچ מרץ मार्च մարտ 三月""",
    4: """
        april apr apríl április ápr apirila aprill aprīlis aprilis aprilie avril avr abril abr aprile balandis
        balandžio duben dubna kwiecień kwietnia travanj travnja nisan huhtikuu huhtikuuta ebrill
        апрель апреля апр април квітень квітня απρίλιος απριλίου απρ
        أبريل ابريل اپریل آوریل אפריל अप्रैल ապրիլ 四月""",
    5: """
        may mai maí maj máj maja május mája maijs mayo maggio mag maio mei maig maius maiatza květen května gegužė
        gegužės svibanj svibnja mayıs toukokuu toukokuuta
        май мая мај травень травня μάιος μαΐου μαι
        مايو مئی می מאי मई մայիս 五月""",
    6: """
        june jun juni junie juin junio junho juny jún júní június junij junius iunius iunie jūnijs giugno giu xuño
        juuni birželis birželio červen června czerwiec czerwca lipanj lipnja haziran kesäkuu kesäkuuta ekaina
        mehefin hunyo
        июнь июня июн юни јуни јун червень червня ιούνιος ιουνίου ιουν
        يونيو جون ژوئن יוני जून հունիս 六月""",
    7: """
        july jul juli julie juillet juil juill julio julho juliol júl júlí július julij julius iulius iulie jūlijs
        luglio lug xullo xul juuli liepa liepos červenec července lipiec lipca srpanj srpnja temmuz heinäkuu
        heinäkuuta uztaila gorffennaf hulyo julai
        июль июля июл юли јули јул липень липня ιούλιος ιουλίου ιουλ
        يوليو جولای ژوئیه יולי जुलाई հուլիս 七月""",
    8: """
        august aug augusti augusts augustus augusztus ágúst avgust avg août aout agosto ago agost agustus rugpjūtis
        rugpjūčio srpen srpna sierpień sierpnia kolovoz kolovoza ağustos elokuu elokuuta abuztua ogos ogoss
        август августа авг серпень серпня αύγουστος αυγούστου αυγ
        أغسطس اگست آگوست אוגוסט अगस्त օգոստոս 八月""",
    9: """
        september sept sep septembre septiembre settembre set setembro setembre septembar septembrie septembris
        szeptember szept rugsėjis rugsėjo září wrzesień września wrz rujan rujna eylül syyskuu syyskuuta iraila
        setyembre
        сентябрь сентября сен сент септември септембар вересень вересня σεπτέμβριος σεπτεμβρίου σεπ
        سبتمبر ستمبر سپتامبر ספטמבר सितम्बर सितंबर սեպտեմբեր 九月""",
    10: """
        october oct oktober okt október octobre octubre ottobre ott outubro out oktobar octombrie oktobris oktoober
        spalis spalio říjen října październik października paź ekim lokakuu lokakuuta urria oktubre
        октябрь октября окт октомври октобар жовтень жовтня οκτώβριος οκτωβρίου οκτ
        أكتوبر اکتوبر اکتبر אוקטובר अक्टूबर հոկտեմբեր 十月""",
    11: """
        november nouember nov nóvember novembre noviembre novembro novembar novembris noiembrie lapkritis lapkričio
        studeni studenoga studenog kasım marraskuu marraskuuta azaroa tachwedd nobyembre
        ноябрь ноября ноя ноември новембар нов листопад листопада νοέμβριος νοεμβρίου νοε
        نوفمبر نومبر نوامبر נובמבר नवम्बर नवंबर նոյեմբեր 十一月""",
    12: """
        december dec desember des dezember dez detsember dets décembre decembre déc diciembre dic dicembre dezembro
        desembre decembro decembar decembrie decembris dexembre disember gruodis gruodžio prosinec prosince grudzień
        grudnia prosinac prosinca aralık joulukuu joulukuuta abendua rhagfyr disyembre
        декабрь декабря дек декември децембар грудень грудня δεκέμβριος δεκεμβρίου δεκ
        ديسمبر دسمبر دسامبر דצמבר दिसम्बर दिसंबर դեկտեմբեր 十二月""",
    21: "spring spr frühling frühjahr printemps primavera lente forår vår våren jaro wiosna весна bahar kevät 春 春季",
    22: "summer sum sommer sommar été estate verano verão zomer estiu léto лето літо yaz 夏 夏季",
    23: "autumn aut fall fal herbst automne otoño autunno outono herfst efterår høst höst tardor podzim jesień осень 秋"
    " 秋季",
    24: "winter win vinter hiver invierno inverno hivern zima зима kış talvi 冬 冬季",
}

_NUMBERS: Final = {
    unicodedata.normalize("NFC", word.casefold()): number for number, words in _NAMES.items() for word in words.split()
}


def month_number(word: str) -> int | None:
    """Number of a month (1–12) or season (21–24) by its name in one of some fifty languages, full or shortened.

    >>> month_number("Sept."), month_number("Oktober"), month_number("Spring"), month_number("Smarch")
    (9, 10, 21, None)
    >>> month_number("января"), month_number("四月"), month_number("ΜΑΡΤΊΟΥ")
    (1, 4, 3)
    """
    return _NUMBERS.get(unicodedata.normalize("NFC", word.strip().rstrip(".").casefold()))
