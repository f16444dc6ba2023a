"""The words by which a release is read, as tables: one place for each, in the languages that are understood.

Languages are English, German, French and Spanish. Every table is a list of words or of alternatives of a regular
expression without nested repetition, so that what is built of them runs in linear time. The tables are gathered from
the habits of news writing; none of them is the word of one issuer, except for `SITES`, which lists sites by name.

>>> re.fullmatch(NAME, "Ludwig van den Berg") is not None
True
>>> re.fullmatch(NAME, "the wind") is None
True
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "AND",
    "CAPITAL",
    "COLLEAGUES",
    "COMMENT_GENRES",
    "DATE",
    "FUNCTION_WORDS",
    "INSTITUTION",
    "MONTHS",
    "NAME",
    "NOT_NAMES",
    "PARTICLE",
    "PRONOUN",
    "REPORTING",
    "SAYING",
    "SENTENCE_CLOSE",
    "SHORT_NAME",
    "SITES",
    "SPACE",
    "TITLES",
    "WORK_NOUNS",
]


def _alternatives(words: str) -> str:
    """Words separated by ``|`` or line ends as one group, longest first, spaces matching any white space."""
    parts = {" ".join(part.split()) for line in words.splitlines() for part in line.split("|")} - {""}
    return "(?:" + "|".join(part.replace(" ", r"\s+") for part in sorted(parts, key=lambda p: (-len(p), p))) + ")"


SPACE: Final = r"(?:[ \t\xa0]{1,4}|[ \t]{0,4}\r?\n[ \t]{0,4})"
"""White space between two words of one paragraph."""

_UPPER = "".join(
    chr(code) for code in (*range(0x41, 0x250), *range(0x386, 0x482), *range(0x1E00, 0x1F00)) if chr(code).isupper()
)
CAPITAL: Final = rf"[{_UPPER}][\w]{{0,40}}(?:[’'\-‐‑][^\W\d_]\w{{0,40}}){{0,3}}"
"""A capitalised word: «Moda-Sava», «O’Neil»."""
_INITIAL = rf"[{_UPPER}]\.(?:-?[{_UPPER}]\.){{0,3}}"
PARTICLE: Final = (
    r"(?:van|von|vom|der|den|de|del|della|di|da|dos|das|do|du|la|le|los|las|el|al|bin|bint|ibn|ter|ten|te|zu|zum"
    r"|zur|af|av|y|e|dal|d’|d')"
)
_PARTICLES = rf"(?:{PARTICLE}{SPACE}){{0,3}}"
NAME: Final = rf"(?:{CAPITAL}|{_INITIAL})(?:{SPACE}{_PARTICLES}(?:{_INITIAL}|(?:[Dd][’'])?{CAPITAL})){{1,5}}"
"""What may be the full name of a person: two to six capitalised words or initials, with particles between them."""
SHORT_NAME: Final = rf"{_PARTICLES}{CAPITAL}(?:{SPACE}{_PARTICLES}{CAPITAL}){{0,3}}"
"""What may be a name in any length, such as a family name alone."""

MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
"""English months, for where no whole date stands; dates are read by `citelib.model.Date`."""

TITLES: Final = frozenset(
    """
    dr drs prof professor professorin priv doz pd mr mrs ms mx miss sir dame lord lady rev reverend father sister
    brother
    the very right most hon honourable honorable associate assistant adjunct emeritus emerita full distinguished
    senior junior lead leading first last corresponding principal study co-author coauthor author authors co-authors
    coauthors co-lead co-leader co-first co-senior co-corresponding doctoral postdoctoral student fellow lecturer
    researcher scientist captain colonel general president director dean chair head chief executive officer minister
    secretary senator governor mayor herr frau herrn doktor doktorin ing dipl-ing dipl juniorprofessor
    juniorprofessorin m mm mme mlle docteur professeur professeure dra sr sra profa doctor doctora profesor profesora
    investigator coordinator coordinadora coordinador engineer nurse judge chef vice provost chancellor
    studienleiter studienleiterin erstautor erstautorin letztautor letztautorin hauptautor hauptautorin
    seniorautor seniorautorin koautor koautorin mitautor mitautorin projektleiter projektleiterin doktorand doktorandin
    """.split()
)
"""Words before a name that are no part of it, without their points."""

NOT_NAMES: Final = frozenset(
    """
    the a an this that these those in on at of for from by with without within under over after before during since
    until when while where why how what who but and or nor yet so if as because although though however moreover
    meanwhile instead according both each every all some many most no not only even now then today yesterday tomorrow
    here there it its he she his her they their we our you your i my read more see story source media contact about
    note related new our
    january february march april june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday
    spring summer autumn fall winter
    university universities institute institution college school academy department faculty laboratory laboratories
    lab centre center hospital clinic museum foundation trust society association council agency ministry office
    committee commission corporation company inc ltd llc group journal proceedings press release news national
    international federal state states united north south east west northern southern eastern western central
    american british european african asian english german french spanish chinese japanese research science sciences
    nature st saint mount lake river street road park island islands sea ocean bay city county
    der die das den dem ein eine einer im am zum zur und oder aber nach vor bei mit von für auf aus seit wenn
    universität institut hochschule klinik forschung zentrum fakultät max-planck-institut fraunhofer
    le la les un une des du et ou mais dans pour avec sur selon université centre école laboratoire
    el los las una unos y o pero en con por según universidad instituto centro
    paper study studies article image images photo video credit caption doi http https www email phone tel fax
    """.split()
)
"""Words that no person's name begins with, and that make a run of capitalised words something else than a person."""

AND: Final = r"(?:and|&|und|et|y|e)"
"""Joins the last two of several names."""

COLLEAGUES: Final = (
    rf"(?:,?{SPACE}(?:and|&|und|et|y|with|along{SPACE}with|together{SPACE}with|mit){SPACE}"
    rf"(?:(?:his|her|their|other|many|several|[a-z]+|ihre|ihrem|ihren|ihr|seine|seinem|seinen|sein|seiner|ses"
    rf"|sus|son|su|"
    rf"the|rest|of|collaborating|sein|das){SPACE}){{0,3}}"
    rf"(?:colleagues?|co-?workers?|co-?authors?|collaborators?|team|group|teammates|associates|"
    rf"Kolleg(?:en|innen|[:*_]innen)|Kolleginnen{SPACE}und{SPACE}Kollegen|Mitarbeiter(?:n|innen)?|Mitarbeitende[n]?|"
    rf"Team|Forschungsteam|Arbeitsgruppe|coll[èe]gues|collaborateurs|(?:son{SPACE})?[ée]quipe|colegas"
    rf"|colaboradores|equipo)\b"
    rf"|,?{SPACE}et{SPACE}al\b\.?|,?{SPACE}u\.{SPACE}?a\.)"
)
"""What follows the leader of a group: «and colleagues», «et al.», «and her co-workers»."""

SAYING: Final = _alternatives(
    r"""
    say|says|said|saying|write|writes|wrote|explain|explains|explained|add|adds|added|note|notes|noted
    comment|comments|commented|tell|tells|told|report|reports|reported|conclude|concludes|concluded
    state|states|stated|argue|argues|argued|suggest|suggests|suggested|remark|remarks|remarked|points out|pointed out
    point out|emphasize|emphasizes|emphasized|emphasise|emphasises|emphasised|stress|stresses|stressed
    continue
    continues
    continued|caution|cautions|cautioned|warn|warns|warned|recall|recalls|recalled|observe|observes|observed
    believe|believes|believed|thinks|thought|hopes|hoped|asks|asked|predict|predicts|predicted|agree|agrees|agreed
    claim|claims|claimed|acknowledge|acknowledges|acknowledged|admit|admits|admitted|jokes|joked|quips|quipped
    summarize|summarizes|summarized|summarise|summarises|summarised|according to|declares|declared|insists|insisted
    reflects|reflected|elaborates|elaborated|announces|announced|replies|replied|answers|answered|laughs|laughed
    speculates|speculated|marvels|marveled|marvelled|muses|mused|sums up|summed up|goes on|went on|According to
    Selon
    Según|Laut|laut|enthuses|enthused
    sagt|sagte|sagen|erklärt|erklärte|erklären|berichtet|berichtete|berichten|erläutert|erläuterte|betont
    betonte
    betonen
    meint|meinte|ergänzt|ergänzte|resümiert|resümierte|schreibt|schrieb|schreiben|schrieben|kommentiert|kommentierte
    unterstreicht|unterstrich|hebt hervor|fügt hinzu|fügte hinzu|fasst|fasste|freut sich|bestätigt
    bestätigte
    so(?=\s+[^\W\d_a-zß-ÿ])
    schildert|schilderte|beschreibt|beschrieb|urteilt|urteilte|findet|hofft|hoffte|warnt|warnte|stellt fest|führt aus
    dit|déclare|déclaré|explique|expliqué|précise|précisé|affirme|affirmé|ajoute|ajouté|souligne|souligné
    indique
    indiqué
    commente|commenté|conclut|conclu|raconte|raconté|selon|écrit|écrivent|expliquent|résume|estime|remarque|observe
    dice|dicen|dijo|explica|explican|explicó|afirma|afirmó|señala|señaló|añade|añadió|asegura|aseguró|comenta|comentó
    concluye|concluyó|apunta|apuntó|destaca|destacó|indica|indicó|según|escribe|escriben|escribió|subraya|subrayó
    """
)
"""Verbs that go with words somebody says or writes."""

DESCRIBING: Final = _alternatives(
    "call|calls|called|calling|describe|describes|described|describing|dub|dubs|dubbed|deem|deems|deemed|"
    "label|labels|labeled|labelled|nennt|nannte|bezeichnet|bezeichnete|qualifie|califica|calificó|hailed|hails"
    "|praised|praises"
)
"""Verbs that go with a part of a sentence in quotation marks: «called it “a gift”»."""

PRONOUN: Final = r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ee]r|[Ss]ie|[Ii]l|[Ee]lle|[Éé]l|[Ee]lla)"
"""Pronouns that may stand for whoever was named last."""

REPORTING: Final = _alternatives(
    """
    show|shows|showed|shown|find|finds|found|report|reports|reported|describe|describes|described|demonstrate
    demonstrates|demonstrated|reveal|reveals|revealed|discover|discovers|discovered|propose|proposes|proposed
    publish|publishes|published|list|lists|listed|suggest|suggests|suggested|observe|observes|observed|present|presents
    presented|argue|argues|argued|predict|predicts|predicted|introduce|introduced|develop|developed|identify|identified
    identifies|establish|established|document|documented|measured|estimate|estimated|conclude|concluded|noted|calculated
    analyze|analyzed|analyse|analysed|examined|sought|set out|tested|investigated|studied|mapped|recorded|catalogued
    cataloged|coined|wrote|detected|uncovered|reconstructed
    zeigte|zeigten|zeigt|zeigen|berichtete|berichteten|beschrieb|beschrieben|fanden|fand|entdeckte|entdeckten|wies nach
    veröffentlichte|veröffentlichten|belegte|belegten|nachgewiesen|gezeigt
    montré|décrit|publié|découvert|démontré|proposé|montrait|montraient|mostró|mostraron|describió|describieron
    publicó|publicaron|demostró|demostraron|descubrió|descubrieron|propuso|propusieron
    """
)
"""Verbs that go with the result of a work."""

WORK_NOUNS: Final = _alternatives(
    """
    study|studies|paper|papers|article|articles|research|work|works|survey|analysis|findings|results|report|manuscript
    preprint|publication|investigation|experiment|experiments|trial|review|meta-analysis|project
    Studie|Arbeit|Untersuchung|Publikation|Veröffentlichung|Fachartikel|Artikel|Analyse|Forschung
    Forschungsarbeit
    Ergebnisse
    étude|article|travaux|recherche|publication|analyse|résultats|estudio|artículo|trabajo|investigación|resultados
    """
)
"""What a piece of research is called."""

COMMENT_GENRES: Final = {
    r"[Ii]nvited{S}[Cc]ommentary": "Invited Commentary",
    r"[Nn]ews{S}?(?:&|[Aa]nd){S}?[Vv]iews": "News & Views",
    r"[Pp]olicy{S}[Ff]orum": "Policy Forum",
    r"[Rr]esearch{S}[Hh]ighlight": "Research Highlight",
    r"[Ee]xpert{S}[Vv]oices": "Expert Voices",
    r"[Pp]erspective|Perspektive": "Perspective",
    r"[Cc]ommentary": "Commentary",
    r"[Cc]omment|Kommentar|[Cc]ommentaire|[Cc]omentario": "Comment",
    r"[Ee]ditorial|[Éé]ditorial|Leitartikel": "Editorial",
    r"[Vv]iewpoint": "Viewpoint",
    r"[Ii]nsight": "Insight",
    r"[Pp]review": "Preview",
    r"[Ss]potlight": "Spotlight",
    r"[Oo]pinion": "Opinion",
    r"[Ff]ocus": "Focus",
}
"""Kinds of articles that comment on another, with their usual spelling; ``{S}`` stands for white space."""

INSTITUTION: Final = re.compile(
    r"\b(?:universit\w{0,4}|universidad\w?|université|università|universidade|uniwersytet|institut\w{0,3}"
    r"|instituto|istituto|college|school|"
    r"academy|akademie|académie|academia|hochschule|fachhochschule|polytechnic|politecnico|polytechnique"
    r"|laborator(?:y|ies)|laboratoire|observatory|sternwarte|"
    r"cent(?:er|re)|zentrum\w*|\w+zentrum|centro|hospital|hôpital|klinik\w*|\w+klinikum|klinikum|clinic|museum"
    r"|musée|museo|foundation|stiftung|fondation|fundación|"
    r"trust|society|gesellschaft|société|sociedad|association|verband|council|conseil|consejo|agency|agentur|agence|"
    r"ministry|ministerium|company|corporation|inc|ltd|llc|gmbh|ag|plc|press|publishing|publishers|verlag|"
    r"group|network|consortium|organization|organisation|service|survey|gardens?|zoo|aquarium|library|"
    r"department|administration|bureau|commission|federation|alliance|partnership|program|programme|fund|"
    r"charity|max-planck-\w+|fraunhofer-\w+|leibniz-\w+|helmholtz-\w+|\w+institut|\w+universität"
    r"|\w+gesellschaft|tech|institutet|universitetet?|universiteit|högskola)\b",
    re.IGNORECASE,
)
"""Words that show a name to be that of an institution."""

SITES: Final = {
    r"brightsurf": "Brightsurf",
    r"eurekalert!?": "EurekAlert!",
    r"sciencedaily": "ScienceDaily",
    r"phys\.org": "Phys.org",
    r"medical ?xpress": "Medical Xpress",
    r"tech ?xplore": "Tech Xplore",
    r"alphagalileo": "AlphaGalileo",
    r"pr ?newswire": "PR Newswire",
    r"business ?wire": "Business Wire",
    r"globe ?newswire": "GlobeNewswire",
    r"newswise": "Newswise",
    r"idw-online|informationsdienst wissenschaft": "idw – Informationsdienst Wissenschaft",
    r"asia research news|asiaresearchnews": "Asia Research News",
    r"accesswire": "ACCESSWIRE",
    r"cision": "Cision",
    r"presseportal": "Presseportal",
    r"futurity": "Futurity",
    r"scienmag": "Scienmag",
    r"mirage news|miragenews": "Mirage News",
    r"news-medical": "News-Medical",
    r"science ?x": "Science X",
    r"techexplorist": "Tech Explorist",
    r"cordis": "CORDIS",
    r"agencia sinc": "Agencia SINC",
}
"""Sites that carry the releases of others: pattern and name."""

DATE: Final = re.compile(
    r"(?<![\w/.-])(?:"
    r"(?:[^\W\d_]{3,12}\.?\s{1,2}[0-9]{1,2}(?:st|nd|rd|th)?,?\s{1,2}[12][0-9]{3})"
    r"|(?:[0-9]{1,2}(?:st|nd|rd|th|\.|er|º)?[\s-]{1,2}(?:de\s|of\s)?[^\W\d_]{3,12}\.?,?[\s-]{1,2}(?:de\s"
    r"|del\s)?[12][0-9]{3})"
    r"|(?:[12][0-9]{3}[-/][0-9]{1,2}[-/][0-9]{1,2})"
    r"|(?:[0-9]{1,2}\.\s?[0-9]{1,2}\.\s?[12][0-9]{3})"
    r"|(?:[0-9]{1,2}/[0-9]{1,2}/[12][0-9]{3})"
    r")(?![\w])"
)
"""Where a full date may stand; `citelib.model.Date.parse` decides."""

SENTENCE_CLOSE: Final = re.compile(r"[.!?…][\"”’»“)\]]{0,3}$|\.\.\.$")
"""Where a text ends that is a sentence."""

FUNCTION_WORDS: Final = {
    "en": "the of and to in that is for with on are was by as at from which have has it this their be not or",
    "de": "der die das und in den von zu mit für ist auf des im dem nicht ein eine sich als auch werden sind wurde bei",
    "fr": "le la les de des et en du un une dans que est pour qui par sur pas plus avec sont au aux ces cette",
    "es": "el la los las de del y en que un una por con para es se su al lo como más han ha este esta",
    "it": "il lo la i gli le di del della e in che un una per con è si dei nel sono da come alla questo",
    "pt": "o a os as de do da e em que um uma por com para é se dos das no na são mais como foi",
    "nl": "de het een van en in dat is op te voor met zijn die niet aan er door ook bij naar deze werd",
    "sv": "och att det som en på är av för med den till har de inte om ett vi från kan",
    "da": "og at det som en på er af for med den til har de ikke om et vi fra kan",
}
"""The commonest words of a language, by which it is recognised."""
