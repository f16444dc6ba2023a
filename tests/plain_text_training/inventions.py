"""Places, publishers, bodies, journals and titles that no record has, put together from common words.

Fields of learning, patterns and well-known publishers and their seats are ours; names of people, cities, universities and
journals come from `sources`.
"""

# ruff: noqa: E501 - tables and lists of choices read best with one row a line

from __future__ import annotations

import random

from tests.plain_text_training.people import People
from tests.plain_text_training.sources import cities, country_names, journals, universities

__all__ = ["Inventions", "journal_titles", "publishers", "seats"]

_FIELDS = {
    "en": """Physics Chemistry Biology Medicine Law History Philosophy Economics Education Psychology Sociology Ecology Geology Botany Zoology Nursing Surgery
    Politics Anthropology Archaeology Theology Literature Linguistics Music Art Architecture Engineering Statistics Mathematics Agriculture Forestry
    Fisheries Wildlife Pharmacology Neurology Psychiatry Cardiology Oncology Immunology Nutrition Health Business Management Marketing Finance
    Accounting Geography Tourism Communication Media Religion Ethics Policy Planning Transport Energy Water Climate Geophysics Astronomy Genetics
    Biochemistry Microbiology Virology Toxicology Epidemiology Radiology Pediatrics Anesthesia Pain Rehabilitation Sport Dentistry Materials""".split(),
    "fr": """histoire sociologie géographie philosophie économie droit médecine psychologie littérature santé éducation politique linguistique chimie
    physique botanique archéologie ethnologie anthropologie gestion théologie esthétique urbanisme démographie""".split(),
    "de": "Geschichte Soziologie Philosophie Theologie Recht Medizin Psychologie Pädagogik Politik Chemie Physik Kunst Literatur Wirtschaft Germanistik Archäologie Verwaltung".split(),
    "es": "historia sociología filosofía economía derecho medicina psicología literatura educación política antropología geografía arqueología estudios salud".split(),
    "it": "storia sociologia filosofia economia diritto medicina psicologia letteratura educazione politica archeologia arte musica filologia teologia".split(),
    "pt": "história sociologia filosofia economia direito medicina psicologia literatura educação política antropologia geografia saúde enfermagem".split(),
    "ru": "истории философии экономики права медицины психологии литературы политики социологии физики химии".split(),
}  # fmt: skip
_JOURNALS = {
    "en": ["Journal of {0}", "Journal of {0} and {1}", "International Journal of {0}", "{p} Journal of {0}", "The {p} Journal of {0}", "Annals of {0}", "Archives of {0}",
           "Advances in {0}", "{0} Review", "{0} Letters", "{0} Today", "Studies in {0}", "{0} & {1}", "{0}", "Current Opinion in {0}", "Journal of the {p} {0} Society",
           "{p} {0}", "{0} Quarterly", "Bulletin of {0}", "Transactions on {0}", "Proceedings of the {p} Academy of {0}", "Trends in {0}", "{0} Research", "Research in {0}",
           "Review of {0}", "{p} Studies", "Acta {0}", "{0} and {1} Reports", "{0}: An International Journal", "Critical {0}", "Social {0}", "Applied {0}", "Clinical {0}"],
    "fr": ["Revue de {0}", "Revue française de {0}", "Revue d'{0}", "Annales de {0}", "Cahiers de {0}", "Les Cahiers d'{0}", "Archives de {0}", "Bulletin de la Société de {0}",
           "Actes de la recherche en {0}", "{0} et {1}", "Études de {0}", "Revue internationale de {0}", "Annales", "Critique", "Le Débat"],
    "de": ["Zeitschrift für {0}", "Archiv für {0}", "{0} und {1}", "Jahrbuch für {0}", "Deutsche Zeitschrift für {0}", "Beiträge zur {0}", "Neue {0}"],
    "es": ["Revista de {0}", "Revista española de {0}", "Estudios de {0}", "Anales de {0}", "Cuadernos de {0}", "Revista Latinoamericana de {0}", "Boletín de {0}"],
    "it": ["Rivista di {0}", "Studi di {0}", "Quaderni di {0}", "Archivio di {0}", "Annali di {0}", "Rivista italiana di {0}", "Giornale di {0}"],
    "pt": ["Revista de {0}", "Revista Brasileira de {0}", "Cadernos de {0}", "Estudos de {0}", "Anais de {0}"],
    "ru": ["Вопросы {0}", "Журнал {0}", "Проблемы {0}"],
}  # fmt: skip
_TITLES = {
    "fr": ["{A} {n} de l'{n2}", "Le {n} et la {n2} dans la {n3}", "L'{n} en France au XIXe siècle", "La {n} des {n2}s : une étude sur le {n3}", "Les {n}s de la {n2} : {n3} et {n4}",
           "Pour une {n} de la {n2}", "Du {n} à la {n2}", "Introduction à l'{n}", "Le {n} au Moyen Âge", "Une {n} sans {n2} ? Le cas de la {n3}", "De la {n}", "Qu'est-ce que la {n} ?"],
    "de": ["Die {n} der {n2}", "Das {n} und die {n2}: eine Einführung", "Zur {n} der {n2} im 19. Jahrhundert", "{n} und {n2} in der {n3}", "Über die {n}", "Einführung in die {n}",
           "Der {n} des {n2}s. Studien zur {n3}", "{n} im Wandel", "Von der {n} zur {n2}"],
    "es": ["La {n} de la {n2}", "El {n} y la {n2} en América Latina", "Los {n}s del {n2}: un estudio de la {n3}", "Hacia una {n} de las {n2}s", "Introducción a la {n}", "La {n} en el siglo XX"],
    "it": ["La {n} della {n2}", "Il {n} e la {n2} nel Medioevo", "Storia della {n}", "Le {n} e la {n2}: {n3} in Italia", "Per una {n} della {n2}", "I {n} di {n2}"],
    "pt": ["A {n} da {n2}", "O {n} e a {n2} no Brasil", "Estudos sobre a {n}", "Uma {n} para a {n2}: {n3}", "Os {n}s da {n2}", "Introdução à {n}"],
    "ru": ["История {n}", "Введение в теорию {n}", "{n} и {n2} в современной России", "О проблеме {n}", "Очерки по {n}"],
}  # fmt: skip
_NOUNS = {
    "fr": "histoire société pouvoir femme ville monde État peuple langue culture guerre mémoire travail corps image religion école enfant droit nature vie mort liberté pensée sujet art espace temps politique réforme église roi commune nation identité".split(),
    "de": "Gesellschaft Macht Frau Stadt Welt Staat Sprache Kultur Krieg Erinnerung Arbeit Körper Bild Religion Schule Kindheit Recht Natur Leben Freiheit Denken Kunst Raum Zeit Politik Reform Kirche Nation Verfassung Wissenschaft".split(),
    "es": "historia sociedad poder mujer ciudad mundo Estado pueblo lengua cultura guerra memoria trabajo cuerpo imagen religión escuela derecho naturaleza vida libertad arte espacio tiempo política reforma iglesia nación identidad".split(),
    "it": "storia società potere donna città mondo Stato popolo lingua cultura guerra memoria lavoro corpo immagine religione scuola diritto natura vita libertà arte spazio tempo politica riforma chiesa nazione identità".split(),
    "pt": "história sociedade poder mulher cidade mundo Estado povo língua cultura guerra memória trabalho corpo imagem religião escola direito natureza vida liberdade arte espaço tempo política reforma igreja nação identidade".split(),
    "ru": "общества власти города мира государства народа языка культуры войны памяти труда образа религии школы права природы жизни свободы искусства".split(),
}  # fmt: skip
_PUBLISHERS = ["{c} University Press", "{c} UP", "{c} Univ. Press", "U of {c} P", "Univ. of {c} Press", "PU {c}", "PUF", "OUP", "CUP", "MIT Press", "{n} Verl.", "Ed. {n}", "Éd. du {n}", "Ed. de {n}", "Libr. {n}", "Librairie {n}", "University of {c} Press", "University Press of {c}", "Presses universitaires de {c}", "Éditions {n}", "Éditions du {n}", "Verlag {n}", "{n} Verlag",
               "{n} Press", "{n} Books", "{n} & Sons", "{n} Publishers", "{n} Publishing Company", "Editorial {n}", "Edizioni {n}", "Editora {n}", "{n}", "{n}", "{n}", "{n}", "{n}", "{n} and {m}", "{n} & {m}", "{n}-{m}",
               "University of {c}", "{c} University", "Université de {c}", "Universität {c}", "Universidad de {c}", "Università di {c}", "Department of {f}, University of {c}", "{f} Institute",
               "Institute of {f}", "Ministry of {f}", "U.S. Department of {f}", "U.S. Geological Survey", "Government Printing Office", "{c} Museum of {f}", "Centre for {f}", "National {f} Council",
               "{c} State University", "{n} Ltd", "{n}, Inc.", "Les {n}", "La {n}", "École de {c}", "Издательство {n}", "Наука", "Мысль", "Forlaget {n}", "Nakladatelství {n}", "Wydawnictwo {n}"]  # fmt: skip
_BODIES = ["{p} {f} Agency", "{f} Protection Agency, {p} States", "Agency for {f} and {g} Registry", "Department of {f}, {c}", "Office of the High Commissioner for {f}", "Commission on {f} in the Profession", "{p} {f} Association", "Department of {f}", "Ministry of {f}", "{c} {f} Council", "City of {c}", "{p} Department of {f} and {g}", "International {f} Organization", "Institute of {f}",
           "National Institute of {f}", "{c} {f} Society", "Office of {f}", "{f} Task Force", "European {f} Commission", "Committee on {f}", "{p} {f} Authority", "Ministère de la {f}", "Centre for {f} Research", "{f} Canada",
           "The {f} Collaboration", "{p} Bureau of {f}", "{n} {m} and Associates", "{n} Inc.", "{c} Regional {f} Board", "Joint Committee on {f} and {g}"]  # fmt: skip
_ADJECTIVES = "American British European Canadian African Australian Indian Scandinavian Asian German French Japanese California Florida Texas Ontario National Federal International Royal World United States".split()
_STATES = "Calif. Mass. N.Y. Conn. Ill. Penn. Tex. Fla. Mich. N.J. Colo. Wash. Md.".split()


_SEATS = """London Paris Berlin Oxford Cambridge New~York Chicago Boston Amsterdam Leiden Dordrecht Leipzig Stuttgart München Munich Frankfurt Tübingen Göttingen Heidelberg Wien Vienna Zürich
 Basel Bern Genève Geneva Bruxelles Brussels Louvain Leuven Milano Milan Roma Rome Torino Bologna Firenze Napoli Venezia Padova Madrid Barcelona Valencia Sevilla Lisboa São~Paulo Rio~de~Janeiro Buenos~Aires
 México~D.F. Santiago Bogotá Lima Moscow Москва М. СПб. Praha Prague Warszawa Kraków Budapest Stockholm Uppsala København Copenhagen Oslo Helsinki Edinburgh Dublin Toronto Montréal Ottawa Québec Vancouver Sydney
 Melbourne Canberra Tokyo Kyoto Beijing New~Delhi Princeton New~Haven Berkeley Stanford Los~Angeles San~Francisco Washington~DC Washington,~D.C. Cambridge,~MA Cambridge,~Mass. New~York,~NY Hoboken,~NJ Englewood~Cliffs,~NJ Upper~Saddle~River
 Thousand~Oaks,~CA Newbury~Park Baltimore Philadelphia Ithaca Bloomington Minneapolis Durham,~NC Chapel~Hill Ann~Arbor Austin Houston Denver Toulouse Lyon Grenoble Rennes Strasbourg Bordeaux Marseille Lille Nantes Aix-en-Provence Montpellier
 Wiesbaden Weinheim Opladen Köln Bonn Hamburg Hannover Freiburg Würzburg Darmstadt Reinbek Hildesheim Münster Aldershot Hampshire Basingstoke Harmondsworth Thousand~Oaks Malden,~MA London~and~New~York Berlin/New~York Berlin,~Heidelberg
 Hillsdale,~NJ Reading,~MA Boca~Raton,~FL Reston,~VA Rockville,~MD Bethesda,~MD Anchorage,~Alaska Sacramento,~CA Honolulu s.l. S.l.""".split()  # fmt: skip
_SEATS = [seat.replace("~", " ") for seat in _SEATS]
_STATE_CODES = "CA NY MA IL TX PA FL WA NJ MD OH MI NC VA CT WI MN OR CO IN GA".split()
_CITY_SHARES = {"en": 5, "en-gb": 4, "fr": 4, "de": 3, "it": 1, "es": 0.5, "es-mx": 0.5, "nl": 1, "de-at": 0.4, "de-ch": 0.5, "pt-br": 0.6, "pt": 0.3, "sv": 0.5, "no": 0.3,
                "da": 0.4, "fi": 0.3, "pl": 0.7, "cs": 0.4, "ru": 0.7, "tr": 0.3, "hu": 0.3, "hr": 0.3}  # fmt: skip
"""How often cities of each country are drawn."""
_HOUSES = """Springer|Elsevier|Wiley|John Wiley & Sons|Wiley-Blackwell|Blackwell|Routledge|Routledge & Kegan Paul|Taylor & Francis|Sage|SAGE Publications|Palgrave Macmillan|Macmillan|Penguin|Penguin Books|Academic Press|McGraw-Hill|Pearson
Prentice Hall|Prentice-Hall|Addison-Wesley|Harper & Row|HarperCollins|Basic Books|Free Press|Norton|W. W. Norton|Knopf|Random House|Doubleday|Vintage|Houghton Mifflin|Little, Brown|Brill|De Gruyter|Mouton de Gruyter|Mouton|Benjamins
John Benjamins|Kluwer|Kluwer Academic Publishers|Peter Lang|Ashgate|Edward Elgar|Cengage|Thomson|Dover|CRC Press|IEEE|ACM|ACM Press|IEEE Press|North-Holland|Pergamon|Pergamon Press|Birkhäuser|Teubner|Vieweg|Karger|Thieme|Mosby|Saunders
Lippincott|Lippincott Williams & Wilkins|Churchill Livingstone|Butterworth-Heinemann|Morgan Kaufmann|O’Reilly|Oxford University Press|Clarendon Press|Clarendon|Cambridge University Press|Harvard University Press|Princeton University Press
Yale University Press|MIT Press|University of Chicago Press|University of California Press|Stanford University Press|Columbia University Press|Cornell University Press|Duke University Press|Johns Hopkins University Press|Manchester University Press
Edinburgh University Press|Presses Universitaires de France|Gallimard|Seuil|Le Seuil|Éditions du Seuil|Flammarion|Fayard|Grasset|Hachette|Albin Michel|Minuit|Éditions de Minuit|La Découverte|L’Harmattan|Armand Colin|Nathan|Larousse|Dunod|Plon
Payot|Vrin|Klincksieck|Champion|Droz|Honoré Champion|Belin|Odile Jacob|Payot & Rivages|Éditions du CNRS|CNRS Éditions|La Documentation française|Dalloz|LGDJ|PUF|PUR|Presses universitaires de Rennes|Suhrkamp|Fischer|S. Fischer|Rowohlt|Reclam
Beck|C. H. Beck|Mohr|Mohr Siebeck|Vandenhoeck & Ruprecht|Duncker & Humblot|Niemeyer|Steiner|Franz Steiner|Harrassowitz|Metzler|Böhlau|Klett-Cotta|Klett|Campus|VS Verlag|Nomos|Westdeutscher Verlag|Leske + Budrich|Transcript|Hanser|Winter|Fink
Wilhelm Fink|Einaudi|Laterza|Mondadori|Feltrinelli|Il Mulino|Carocci|Olschki|Giuffrè|FrancoAngeli|Alianza|Ariel|Cátedra|Gredos|Siglo XXI|Fondo de Cultura Económica|Tecnos|Paidós|Taurus|Anagrama|Akal|Editora UFMG|Edusp|Companhia das Letras
Almedina|Atlas|Zahar|Наука|Мысль|Просвещение|АСТ|Academia|Argo|PWN|Ossolineum|Norstedts|Bonniers|Studentlitteratur|Gyldendal|Universitetsforlaget|Nijhoff|Martinus Nijhoff|Reidel|Sijthoff|Elsevier Science|World Scientific|World Bank|OECD
UNESCO|FAO|WHO|World Health Organization|ILO|United Nations|Government Printing Office|HMSO|The Stationery Office|National Academy Press|National Academies Press|RAND Corporation|Brookings Institution|US Geological Survey|USDA Forest Service
AAAI Press|Morgan & Claypool|Association for Computational Linguistics|SIAM|AMS|American Mathematical Society|American Psychological Association|American Chemical Society|Geological Society|Royal Society|Institute of Physics""".replace(
    "\n", "|"
).split("|")
"""Well-known publishers and bodies that publish."""


class Inventions:
    """Makes places, publishers, bodies, journals and titles up.

    Args:
        chance: Where chance comes from.
    """

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.folk = People(chance)

    def city(self) -> str:
        """A city of a country that publishes."""
        country = self.chance.choices(list(_CITY_SHARES), list(_CITY_SHARES.values()))[0]
        return self.chance.choice(cities(country))

    def place(self) -> str:
        """Where a work was published."""
        pick, roll = self.chance.choice, self.chance.random()
        if roll < 0.62:
            return pick(_SEATS)
        city = self.city()
        if roll < 0.8:
            return city
        if roll < 0.86:
            return f"{city}, {pick(_STATES)}"
        if roll < 0.92:
            return f"{city}, {pick(_STATE_CODES)}"
        if roll < 0.95:
            return f"{city}{pick([' and ', '/', ', ', ' & ', '; ', '-'])}{pick(_SEATS)}"
        return f"{city}, {pick(country_names())}" if roll < 0.99 else f"{city} ({pick(country_names())})"

    def _filled(self, pattern: str) -> str:
        pick = self.chance.choice
        return pattern.format(
            pick(_FIELDS["en"]), pick(_FIELDS["en"]), c=self.city(), n=self.surname(), m=self.surname(), f=pick(_FIELDS["en"]), g=pick(_FIELDS["en"]), p=pick(_ADJECTIVES)
        )  # fmt: skip

    def surname(self) -> str:
        """A family name, as publishers have them."""
        return str(self.folk.name().family)

    def publisher(self) -> str:
        """A publisher: a known one, one after a person or a place, or a university."""
        roll = self.chance.random()
        if roll < 0.5:
            return self.chance.choice(_HOUSES)
        if roll < 0.58:
            return self.university()
        return self._filled(self.chance.choice(_PUBLISHERS))

    def university(self) -> str:
        """A university."""
        country = self.chance.choice(
            ["en", "en-gb", "en-ca", "en-au", "fr", "fr", "de", "de", "it", "es", "pt-br", "nl", "sv"]
        )
        return self.chance.choice(universities(country))

    def body(self) -> str:
        """An institution as author."""
        name = self._filled(self.chance.choice(_BODIES))
        initials = "".join(word[0] for word in name.split() if word[0].isupper())
        return f"{name} ({initials})" if self.chance.random() < 0.25 else name

    def journal(self) -> str:
        """A journal's title in full."""
        pick = self.chance.choice
        if self.chance.random() < 0.45:
            return pick(journals())
        language = pick(["en", "en", "en", "fr", *_JOURNALS])
        fields = _FIELDS[language]
        return pick(_JOURNALS[language]).format(pick(fields), pick(fields), p=pick(_ADJECTIVES))

    def title(self) -> str:
        pick = self.chance.choice
        language = pick(["fr", "fr", "fr", *_TITLES])
        words = _NOUNS[language]
        text = pick(_TITLES[language]).format(
            A=pick(["Une", "Cette", "L'autre"]), n=pick(words), n2=pick(words), n3=pick(words), n4=pick(words)
        )
        if self.chance.random() < 0.35:
            text += pick([". ", " : ", ", "]) + pick(_TITLES[language]).format(
                A="Une", n=pick(words), n2=pick(words), n3=pick(words), n4=pick(words)
            )
        return text


def publishers() -> list[str]:
    """The well-known publishers."""
    return _HOUSES


def seats() -> list[str]:
    """Where publishers are."""
    return _SEATS


def journal_titles() -> list[str]:
    """Every pattern of a journal's title with every field of learning."""
    return [
        pattern.format(field, field, p=_ADJECTIVES[0])
        for language, patterns in _JOURNALS.items()
        for pattern in patterns
        for field in _FIELDS[language]
    ]
