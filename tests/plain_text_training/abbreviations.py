"""Titles of journals cut short as lists have them.

>>> abbreviated("International Journal of Applied Physics", dots=True)
'Int. J. Appl. Phys.'
>>> abbreviated("Zeitschrift für Geschichte", dots=False)
'Z Gesch'
"""

# ruff: noqa: E501 - tables read best with one row a line

from __future__ import annotations

__all__ = ["abbreviated"]

_SHORT = dict(
    pair.split(":")
    for pair in """journal:J zeitschrift:Z revue:Rev revista:Rev rivista:Riv review:Rev reviews:Rev annals:Ann annales:Ann archives:Arch archive:Arch archiv:Arch bulletin:Bull proceedings:Proc transactions:Trans international:Int american:Am
 british:Br european:Eur canadian:Can australian:Aust african:Afr national:Natl academy:Acad society:Soc science:Sci sciences:Sci scientific:Sci research:Res medicine:Med medical:Med clinical:Clin biology:Biol biological:Biol chemistry:Chem
 chemical:Chem physics:Phys physical:Phys psychology:Psychol psychological:Psychol psychiatry:Psychiatry neuroscience:Neurosci neurology:Neurol genetics:Genet genetic:Genet engineering:Eng mathematics:Math mathematical:Math applied:Appl
 advances:Adv advanced:Adv studies:Stud history:Hist historical:Hist economics:Econ economic:Econ education:Educ educational:Educ environmental:Environ environment:Environ ecology:Ecol geology:Geol geological:Geol geophysical:Geophys
 geophysics:Geophys microbiology:Microbiol biochemistry:Biochem biochemical:Biochem molecular:Mol cellular:Cell pharmacology:Pharmacol immunology:Immunol infectious:Infect diseases:Dis disease:Dis public:Public health:Health social:Soc
 sociology:Sociol political:Polit politics:Polit philosophy:Philos quarterly:Q letters:Lett report:Rep reports:Rep technology:Technol technological:Technol computer:Comput computing:Comput computational:Comput systems:Syst system:Syst
 information:Inf management:Manag materials:Mater agriculture:Agric agricultural:Agric anthropology:Anthropol archaeology:Archaeol association:Assoc atmospheric:Atmos behavior:Behav behavioral:Behav botany:Bot cancer:Cancer cardiology:Cardiol
 communication:Commun communications:Commun comparative:Comp current:Curr opinion:Opin developmental:Dev development:Dev electronic:Electron electronics:Electron endocrinology:Endocrinol epidemiology:Epidemiol experimental:Exp fisheries:Fish
 food:Food forest:For gastroenterology:Gastroenterol general:Gen geography:Geogr hospital:Hosp human:Hum industrial:Ind institute:Inst language:Lang linguistics:Linguist literature:Lit marine:Mar mechanical:Mech nuclear:Nucl nursing:Nurs
 nutrition:Nutr oncology:Oncol optical:Opt organic:Org pathology:Pathol pediatrics:Pediatr perspectives:Perspect physiology:Physiol plant:Plant policy:Policy practice:Pract preventive:Prev processing:Process quaternary:Quat radiology:Radiol
 royal:R surgery:Surg surgical:Surg theoretical:Theor theory:Theory therapy:Ther toxicology:Toxicol tropical:Trop veterinary:Vet virology:Virol zoology:Zool geschichte:Gesch française:Fr internationale:Int wissenschaft:Wiss""".split()
)
_DROPPED = frozenset(
    "of the and for in on de la le les des du et für und der die das e da do del della di & y en a an to".split()
)


def abbreviated(title: str, *, dots: bool) -> str:
    """A title with its longer words cut short and its little ones left out; titles of one word stay.

    Args:
        title: The title in full.
        dots: Whether words that were cut end with full stops.
    """
    words = [word for word in title.replace(":", "").split() if word.lower() not in _DROPPED]
    if len(words) < 2:
        return title
    return " ".join(_cut(word, "." if dots else "") for word in words)


def _cut(word: str, dot: str) -> str:
    short = _SHORT.get(word.lower())
    if short is None and len(word) > 8 and word.isalpha():
        # Long words that the table has not are cut behind a consonant.
        at = next((at for at in range(4, 7) if word[at].lower() not in "aeiouyéèáíó"), 5)
        short = word[: at + 1]
    return word if short is None or short.lower() == word.lower() else f"{short}{dot}"
