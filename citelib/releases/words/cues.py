"""The turns of phrase by which a text points at a work: who leads it, where it appeared, what comments on it.

All patterns have bounded repetitions and are tried within one sentence at a time.

>>> GROUP.search("Moda-Sava et al. found it")[0].strip()
'et al.'
"""

from __future__ import annotations

import re
from typing import Final

from citelib.releases.people.people import DEGREES
from citelib.releases.words.words import (
    CAPITAL,
    COLLEAGUES,
    COMMENT_GENRES,
    MONTHS,
    REPORTING,
    SAYING,
    SHORT_NAME,
    SPACE,
    WORK_NOUNS,
)

__all__ = [
    "AFTER_ROLE",
    "APPOSED",
    "BOOK",
    "DATED_BEFORE",
    "DISCUSSING",
    "EARLIER",
    "EARLIER_YEAR",
    "FIRST",
    "GENRE",
    "GENRE_AFTER",
    "GENRE_BEFORE",
    "GROUP",
    "IN_A_PAPER",
    "JOURNAL_CUES",
    "JOURNAL_NAME",
    "JOURNAL_TITLE",
    "LED",
    "NOUN_BY",
    "NO_JOURNAL",
    "PREPRINT",
    "RECENT",
    "ROLE",
    "SAME_JOURNAL",
    "SCHOLARLY",
    "SECOND_STUDY",
    "SENIOR",
    "SEVERAL_STUDIES",
    "SHORT_BEFORE",
    "STUDY",
    "THESIS",
    "TITLE_AFTER",
    "TITLE_CUE",
    "WHO_LED",
]

GROUP: Final = re.compile(rf"(?:{DEGREES}){{0,3}}(?:{COLLEAGUES})")
SHORT_BEFORE: Final = re.compile(rf"(?:{SHORT_NAME})$")
JOURNAL_NAME: Final = (
    rf"[“\"‘'«„»]?(?P<journal>(?:(?:The|the|Der|Die|Le|La)\s)?(?:e[A-Z][a-z]+|[a-z][A-Z]\w+|{CAPITAL})"
    rf"(?:(?:\s(?:of|and|the|in|for|&|de|der|des|du|et|y|für|und|la|on"
    rf"|to))*(?:[:,]\s(?=[A-Z][a-z]+\s(?:&|and)\s)|:\s|\s){CAPITAL}){{0,9}})"
)
PUBLISH: Final = (
    r"(?:publish(?:ed|es|ing)?|appear(?:s|ed|ing)?|report(?:s|ed|ing)?|describe[sd]?|describing|detail(?:s|ed)"
    r"|out|online|writ(?:es?|ing|ten)|wrote|printed|outlined|"
    r"study|paper|article|findings|results|"
    r"veröffentlicht\w*|erschienen|erscheint|erschien|berichte[nt]\w*|publiziert\w*|beschreib\w+|schreib\w+"
    r"|Studie|publiée?s?|paru[es]*|publicad[oa]s?|publican?)"
)
JOURNAL_CUES: Final = tuple(
    (sure, re.compile(pattern))
    for sure, pattern in (
        (
            True,
            (
                rf"\b(?:in|by|of|from|for|to)\s(?:the\s|an?\s)?(?:[\w-]{{2,25}},?\s){{0,4}}?(?:journal|magazine"
                rf"|periodical)(?:,|\scalled)?\s{JOURNAL_NAME}"
            ),
        ),
        (
            True,
            (
                rf"\b(?:in|im|In|Im)\s(?:der\s|dem\s|the\s)?(?:[\w-]{{2,25}}\s){{0,3}}?(?:Fach)?(?:[Zz]eitschrift"
                rf"|journal|magazin|Journal|Magazin)\s{JOURNAL_NAME}"
            ),
        ),
        (
            True,
            (
                rf"\b(?:dans|en)\s(?:la\s|le\s)?(?:revue|journal"
                rf"|revista)(?:\s(?:scientifique|científica|[a-zéè]+))?\s{JOURNAL_NAME}"
            ),
        ),
        (True, rf"\b[Ww]riting\s(?:\w+\s){{0,2}}?in\s(?:the\s)?{JOURNAL_NAME}"),
        (True, rf"\b(?:issue|edition|number|Ausgabe)\s(?:of|von|der)\s(?:the\sjournal\s)?{JOURNAL_NAME}"),
        (True, rf"\b(?:[Tt]oday[’']s|this\s(?:week|month)[’']s|this\sweek)\s{JOURNAL_NAME}"),
        (
            False,
            (
                rf"\b{PUBLISH}(?:,?\s(?:[a-z0-9]{{1,12}}|[A-Z][a-z]{{2,8}}day|{CAPITAL}\s[0-9]{{1,2}}"
                rf"|\([^()]{{1,30}}\))){{0,6}}?,?\s(?:in|bei)\s(?:the\s(?=[A-Z]))?{JOURNAL_NAME}"
            ),
        ),
    )
)
NO_JOURNAL: Final = re.compile(
    rf"(?:{MONTHS}|Spring|Summer"
    r"|Autumn|Fall|Winter|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|English|German|French|Spanish|"
    r"Europe|Africa|Asia|America|Germany|France|Spain|Italy|Britain|Chinese|Japan|China|India|Canada|Australia"
    r"|London|Paris|Berlin|New York|Table|Figure|Section|Part|Chapter|Phase|Monday|Tuesday|Wednesday|"
    r"Thursday|Friday|Saturday|Sunday|Dr|Professor|University|Department|Perspective|Commentary|Comment"
    r"|Editorial|News|Press|PhD|DNA|RNA|United|Washington|Supplementary|Vienna|Zurich|Geneva|Boston|The|I)(?:\b"
    r"|$)"
)
SAME_JOURNAL: Final = re.compile(
    r"\b(?:in|of) the same (?:journal|issue|edition)"
    r"|\bthe journal[’']s\b"
    r"|in derselben (?:Zeitschrift|Ausgabe)"
    r"|dans la même revue"
    r"|en la misma revista"
    r"|dans le même numéro"
    r"|en el mismo número"
)

ROLE: Final = re.compile(
    r"\b(?P<negation>(?:not|nor|neither|kein|nicht)\s+(?:an?\s+|one\s+of\s+the\s+"
    r"|the\s+)?)?(?P<kind>(?:(?:[Cc]o-?)?(?:first|lead|leading|main|primary|principal|senior|corresponding|last"
    r"|second|third|fourth|fifth|other|study|paper|joint|final|"
    r"First"
    r"|Lead"
    r"|Main"
    r"|Senior"
    r"|Corresponding"
    r"|Study"
    r"|Principal)(?:,?\s+(?:and|&|und)\s+"
    r"|[,\s]+"
    r"|-)){0,4})(?P<noun>[Cc]o-?authors?|[Aa]uthors?"
    r"|(?:[Ee]rst|[Ll]etzt|[Hh]aupt|[Ss]enior|[Kk]o-?|[Mm]it|[Cc]o-?|Studien)autor(?:in|en|innen)?"
    r"|[Aa]utor(?:in)?|"
    r"(?:premi[eè]re?\s+|principale?\s+)?[Aa]ut(?:eur|rice)|(?:primera?\s+)?[Aa]utora?)\b"
)
FIRST: Final = re.compile(r"first|lead|main|primary|principal|erst|haupt|premi|primer", re.IGNORECASE)
SENIOR: Final = re.compile(r"senior|corresponding|last|final|letzt", re.IGNORECASE)
AFTER_ROLE: Final = re.compile(
    r"(?:\s+(?:on|of|der|de|du|del)\s+(?:the\s+|this\s+|a\s+|la\s+|l[’'])?(?:[a-z-]{2,20}\s+){0,2}?(?:study"
    r"|paper|article|work|research|report|Studie|Arbeit|étude|estudio|artículo|publication|survey|manuscript"
    r"|analysis))?"
    r"[,:]?\s+(?:(?:is|are|was|were|include|includes|included|ist|sind|waren)\s+)?(?:[a-z-]{2,18}\s+){0,4}$"
)
LED: Final = re.compile(
    rf"\b(?P<what>team|teams|group|study|survey|research|work|project|scientists|researchers|effort|trial"
    rf"|collaboration|investigation|paper|analysis|experiments?|consortium|biologists|physicists|chemists|"
    rf"engineers|investigators|astronomers|ecologists|geologists|{WORK_NOUNS})\b[^.!?“”\"]{{0,80}}?\b(?:led"
    rf"|headed|directed|conducted|carried\s+out|spearheaded|authored|co-led|done|performed|written|run)\s+by\s+"
    rf"|"
    r"\b(?:unter\s+(?:der\s+)?(?:Leitung|Federführung)\s+(?:von\s+)?(?:de[rs]\s+)?|geleitet\s+von\s+"
    r"|dirigée?s?\s+par\s+|menée?s?\s+par\s+|conduite?s?\s+par\s+"
    r"|(?:dirigid[oa]s?|liderad[oa]s?|encabezad[oa]s?|coordinad[oa]s?)\s+por\s+)"
    r"|\b(?:team|group|researchers|scientists)\s+(?:around|of)\s+"
    r"|\bTeam\s+um\s+"
    r"|\bArbeitsgruppe\s+(?:von|um)\s+"
    r"|\bForsche\w+\s+um\s+"
)
WHO_LED: Final = re.compile(
    r",?\s*(?:[^.!?“”\"]{0,140}?[, ])?(?:who|der|die|qui|quien|que)\s+(?:has\s+|had\s+|co-)?(?:led|leads|headed"
    r"|directed|conducted|supervised|designed|leitete?|geleitet|a\s+dirigé|dirigió"
    r"|lideró)\b\s+(?:(?:the|this|die|das|la|l[’']|el)\s*)?(?:[\w-]{2,20}\s+){0,2}?"
    rf"(?:experiments?|team|expedition|fieldwork|excavation|trial|measurements|{WORK_NOUNS})\b"
)
NOUN_BY: Final = re.compile(
    rf"\b(?:{WORK_NOUNS}|book|monograph|thesis"
    rf"|dissertation)(?:,?\s+(?:published|written|[Tt]itled|entitled)?[^.!?]{{0,40}}?)?\s+(?:by|from|von|par|de"
    rf"|por)\s+(?:the\s+)?(?:[a-z-]{{2,20}}\s+){{0,4}}$"
)
EARLIER_YEAR: Final = re.compile(r"(?<![\d.,/-])(1[5-9][0-9]{2}|20[0-9]{2})(?![\d/-]|,[0-9]|\.[0-9])")
DATED_BEFORE: Final = re.compile(
    rf"(?:\b(?:{MONTHS}|[Ss]pring"
    r"|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov"
    r"|Dec)\.?(?:\s+[0-9]{1,2})?,?\s+"
    r"|\b(?:between|from|since|until|till|to|and|during|by|after|before|seit|bis|zwischen|–|-)\s*)$"
)
EARLIER: Final = re.compile(
    r"\b(?:previous|previously|earlier|prior|past|pioneering|seminal|landmark|classic|decades\s+ago|years\s+ago"
    r"|had\s+(?:already\s+)?(?:shown|found|described|reported|proposed|predicted|suggested|demonstrated)"
    r"|frühere[nrs]?|bereits|antérieure?s?|anteriore?s?)\b"
)
SCHOLARLY: Final = re.compile(rf"(?<![\w-]){REPORTING}(?![\w-])")
BOOK: Final = re.compile(
    r"\b(?:book|monograph|flora|atlas|treatise|catalogue|textbook|volume|Buch|livre|libro|Monographie)\b", re.IGNORECASE
)
THESIS: Final = re.compile(r"\b(?:thesis|dissertation|Doktorarbeit|Dissertation|thèse|tesis)\b")
PREPRINT: Final = re.compile(r"\b(?:preprint|arXiv|bioRxiv|medRxiv|chemRxiv|SSRN)\b")
TITLE_CUE: Final = re.compile(
    rf"\b(?:{WORK_NOUNS})[,:]?\s*(?:(?:is|was|ist)\s+)?(?:(?:en)?titled|called|headed|published\s+as"
    rf"|mit\s+dem\s+Titel|intitulée?|titulado|unter\s+dem\s+Titel)?[,:]?\s*$"
    rf"|\b(?:en)?titled[,:]?\s*$",
    re.IGNORECASE,
)
TITLE_AFTER: Final = re.compile(
    r"[,\s]{0,3}(?:(?:is|was|were|has\s+been|ist|wurde|est)\s+(?:published|available|online|erschienen"
    r"|veröffentlicht|publié)|can\s+be\s+(?:found|read)|appear(?:s|ed)\b"
    r"|(?:will|is\s+to)\s+(?:be\s+published|appear)|by\s+[A-Z]|\((?:doi|DOI|https?|10\.))"
)
RECENT: Final = re.compile(
    r"\b(?:today|tomorrow|yesterday|this\s+(?:week|month|morning|issue|year)"
    r"|now\s+(?:online|available|published)"
    rf"|(?:{MONTHS}|spring|summer"
    r"|fall|autumn|winter|current|latest|upcoming|next|early)\s+(?:[0-9]{1,2}\s+)?(?:online\s+)?(?:issue"
    r"|edition)|"
    r"(?:on|am)\s+(?:[A-Z][a-z]+day|[0-9]{1,2}\.?\s+[A-Z]\w+|[A-Z]\w+\s+[0-9]{1,2})"
    r"|[A-Z][a-z]+day"
    r"|heute"
    r"|diese\s+Woche"
    r"|dieser\s+Woche"
    r"|aujourd[’']hui"
    r"|hoy"
    r"|just\s+published"
    r"|newly\s+published"
    r"|published\s+(?:online\s+)?(?:[A-Z]\w{2,8}\.?\s+[0-9]{1,2}|[0-9]{1,2}\s+[A-Z]\w{2,8}))\b"
)
STUDY: Final = re.compile(
    rf"\b(?:[Nn]ew|[Tt]he|[Tt]his|[Tt]heir|[Ll]atest|[Rr]ecent|[Cc]urrent|[Oo]ur|[Aa]|[Aa]n|[Ee]ine|[Dd]ie"
    rf"|[Ll]a|[Ll][’']|[Uu]ne|[Uu]n|[Ee]l|[Nn]eue"
    rf"|[Nn]ouvelle)\s*(?:[\w-]{{2,20}}\s){{0,2}}?(?:{WORK_NOUNS})\b,?\s(?:\w+\s){{0,2}}?(?:{REPORTING}"
    rf"|led\s+by|published|appears?|finds|is\s+published|suggests?|says|provides?|sheds|offers?|zeigt"
    rf"|erschien\w*|suggère|révèle|sugiere|revela)\b"
    rf"|\b(?:researchers|scientists|biologists|engineers|physicists|chemists|astronomers|ecologists|geologists"
    rf"|investigators|psychologists|economists|team|group|authors|botanists|zoologists|neuroscientists"
    rf"|archaeologists|historians|mathematicians|"
    rf"Forschende"
    rf"|Forscher"
    rf"|Forscherinnen"
    rf"|Wissenschaftler"
    rf"|Wissenschaftlerinnen"
    rf"|chercheurs"
    rf"|investigadores"
    rf"|científicos"
    rf"|équipe"
    rf"|equipo)\b[^.!?]{{0,90}}?\b(?:have"
    rf"|has"
    rf"|haben"
    rf"|hat"
    rf"|ont"
    rf"|a"
    rf"|han"
    rf"|ha)?\s?(?:{REPORTING}"
    rf"|nachgewiesen"
    rf"|entdeckt"
    rf"|gefunden"
    rf"|gezeigt)\b"
    rf"|\bnew\s+(?:study|research|paper)\b|\b[Nn]eue\s+Studie\b"
)
GENRE: Final = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<g{index}>{pattern.replace('{S}', SPACE)})" for index, pattern in enumerate(COMMENT_GENRES))
    + r")(?!\w)"
)
GENRE_BEFORE: Final = re.compile(
    r"(?:\b(?P<certain>related|accompanying|associated|linked|companion|corresponding|separate"
    r"|begleitende[nrm]?|zugehörige[nrm]?|dazugehörige[nrm]?|associée?|accompagnant|relacionad[oa]|adjunt[oa]"
    r"|invited|independent)\s+(?:[A-Z][\w&]+\s+){0,3}"
    r"|\b(?:[Ii]n|[Aa]|[Aa]n|[Tt]he|[Ee]inem|[Dd]ans\s+une?|[Ee]n\s+une?)\s+(?:(?:[A-Z]\w+\s+(?:and|&)?\s*){0,3}))$"
)
GENRE_AFTER: Final = re.compile(
    r"\s+(?:article|piece|essay|on\s+the\s+(?:study|paper|work|findings)|(?:that\s+)?accompan\w+|published"
    r"|publiée?|parue?|publicad[oa]|erschienen|in\s+the\s+same|written|by)\b"
)
DISCUSSING: Final = (
    rf"(?:{SAYING}|discuss(?:es|ed|ing)?|welcom(?:es?|ed)|highlight(?:s|ed)?|describ(?:es?|ed)|call(?:s|ed)?"
    rf"|prais(?:es?|ed)|comment(?:s|ed)?|review(?:s|ed)?|put(?:s)?|outline[sd]?|examine[sd]?|consider(?:s|ed)?"
    rf"|ask(?:s|ed)?|diskutier\w+|würdig\w+|salue\w*|analyse\w*|analiza\w*)"
)
IN_A_PAPER: Final = re.compile(
    r"\b(?:In|in|Dans|En|In)\s+(?:a|an|the|their|this|une?|einer|una?)\s+(?:[\w-]{2,20}\s+){0,2}?(?:study|paper"
    r"|article|report|Studie|étude|article|estudio"
    r"|artículo)\b(?P<rest>[^.!?;“”\"]{0,140}?),\s+(?:[\w.-]{1,20}\s+){0,4}$"
)
APPOSED: Final = re.compile(
    r"(?:,[^,.;“”\"]{0,70})?,?\s+(?:and|&|und|et"
    r"|y)\s+(?:(?:his|her|their|ihr\w{0,2}|sein\w{0,2}|son|sa"
    r"|su)\s+)?(?:[a-z][\w-]{1,20}\s*){0,4},?\s*(?:[A-Z][\w.]{1,14}\s+){0,2}$"
)
SECOND_STUDY: Final = re.compile(
    r"\b(?:second|another|companion|separate|parallel|third|fourth|fifth|related|sister|independent"
    r"|accompanying)\s+(?:\w+\s){0,2}?(?:study|paper|article|work|team|group|analysis|report)\b"
    r"|\b(?:zweite[nr]?|dritte[nr]?|weitere[nr]?)\s+(?:Studie|Arbeit)\b"
    r"|\b(?:deuxième|seconde?|troisième|autre)\s+(?:étude|article)\b"
    r"|\b(?:segundo|segunda|tercer|tercera|otro|otra)\s+(?:estudio|artículo|trabajo)\b",
    re.IGNORECASE,
)
SEVERAL_STUDIES: Final = re.compile(
    r"\b(?:two|three|four|five|six|seven|several|both|pair\s+of|trio\s+of|series\s+of|[2-9])\s+(?:[\w-]{2,20}\s+){0,2}?"
    r"(?:studies|papers|articles)\b"
    r"|\b(?:zwei|drei|vier|fünf|sechs|mehrere|beide[n]?)\s+(?:[\w-]{2,20}\s+){0,2}?(?:Studien|Arbeiten|Fachartikel)\b"
    r"|\b(?:deux|trois|quatre|cinq|plusieurs)\s+(?:[\w-]{2,20}\s+){0,2}?(?:études|articles)\b"
    r"|\b(?:dos|tres|cuatro|cinco|varios)\s+(?:[\w-]{2,20}\s+){0,2}?(?:estudios|artículos|trabajos)\b",
    re.IGNORECASE,
)


JOURNAL_TITLE: Final = re.compile(
    r"(?:The\s)?(?:\w+\s){0,4}?(?:Journal|Annals|Proceedings|Archives|Transactions|Letters|Reviews|Bulletin"
    r"|Zeitschrift|Revista|Revue)\b"
)
