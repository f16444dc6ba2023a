"""Roles of contributors in the vocabularies of libraries: MARC relators, as codes and words in several languages.

Source: the MARC Code List for Relators; the words that German, French, Spanish, Italian and Nordic catalogues have.

>>> role("pht"), role("Translator"), role("unknown")
('author', 'translator', None)
>>> roles(["Herausgeber", "mitarb."]), roles(["publisher"])
((['editor'], False), ([], True))
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Final

__all__ = ["RELATORS", "role", "roles"]

_ROLES: Final = {
    "author": "aut author auth cre creator att attributedname pht photographer art artist ctg cartographer inv "
    "inventor prg programmer lyr lyricist lbt librettist drm draftsman technicaldraftsman rpt reporter spk speaker dis "
    "dissertant ive interviewee scr sculptor scl arc architect etr etcher egr engraver ltg lithographer cll "
    "calligrapher org originator dsr designer dub dubiousauthor corporateauthor jointauthor coauthor verfasser "
    "verfasserin verf fotograf fotografin künstler künstlerin kartograf kartografin auteur photographe autor autora "
    "autore autrice forfatter författare fotografo fotógrafo auteurprincipal tekijä primaryauthor writer",
    "editor": "edt editor ed eds edc editorofcompilation edm vle volumeeditor hrsg hg herausgeber herausgeberin red "
    "redakteur redaktör redaktor redactor éditeurscientifique directeurdepublication directeurdelapublication "
    "editorliterario curatore redaktion coordinador coordinateur pbd publishingdirector scientificeditor",
    "translator": "trl translator übersetzer übersetzerin übers traducteur traductrice traductor traductora traduttore "
    "översättare oversetter oversætter vertaler",
    "illustrator": "ill illustrator illustratorin ilu illuminator illustrateur ilustrador illustratore bookillustrator",
    "composer": "cmp composer komponist komponistin compositeur compositor compositore",
    "director": "drt director fmd filmdirector tld televisiondirector sgd stagedirector rdd radiodirector fmk "
    "filmmaker regisseur regisseurin filmregisseur regie réalisateur réalisatrice regista realizador",
    "performer": "prf performer sng singer voc vocalist mus musician act actor actress itr instrumentalist cnd "
    "conductor dnc dancer sängerin sänger schauspieler schauspielerin musiker dirigent interprète intérprete",
    "producer": "pro producer fmp filmproducer tlp televisionproducer rpc radioproducer produzent producteur productor",
    "compiler": "com compiler compilateur compilador",
    "narrator": "nrt narrator stl storyteller erzähler sprecher narrateur narrador",
    "interviewer": "ivr interviewer",
    "recipient": "rcp addressee recipient adressat adressatin empfänger destinataire destinatario",
    "host": "hst host tlh televisionhost moderator moderatorin mod",
    "guest": "tlg televisionguest guest",
    "contributor": "ctb contributor ths thesisadvisor degreesupervisor dgs asn associatedname aui authorofintroduction "
    "aft authorofafterword win writerofintroduction wpr writerofpreface wac writerofaddedcommentary wat "
    "writerofaddedtext wst writerofsupplementarytextualcontent ann annotator cwt commentatorforwrittentext cmm "
    "commentator adp adapter arr arranger oth other pdr projectdirector res researcher rth researchteamhead rtm "
    "researchteammember dtc datacontributor sad scientificadvisor cng cinematographer chr choreographer flm filmeditor "
    "fld fielddirector col collector mitwirkender mitwirkende mitarb mitarbeiter beiträger beiträgerin verfvorw "
    "verfnachw kommentator bearb bearbeiter collaborateur collaborator colaborador préfacier postfacier "
    "directeurdethèse rev reviewer",
    "curator": "cur curator kurator kuratorin commissairedexposition",
    "organizer": "orm organizer veranst veranstalter",
    "script-writer": "aus screenwriter drehbuchautor drehbuchautorin scénariste guionista",
    "original-author": "ant bibliographicantecedent",
    "editorial-director": "edd editorialdirector",
    "collection-editor": "sed serieseditor",
}
_BY_WORD: Final = {word: variable for variable, words in _ROLES.items() for word in words.split()}

RELATORS: Final = {
    "author": "aut", "editor": "edt", "translator": "trl", "illustrator": "ill", "composer": "cmp", "director": "drt",
    "performer": "prf", "producer": "pro", "compiler": "com", "narrator": "nrt", "interviewer": "ivr",
    "recipient": "rcp", "host": "hst", "guest": "tlg", "contributor": "ctb", "curator": "cur", "organizer": "orm",
    "script-writer": "aus", "original-author": "ant", "editorial-director": "edd", "collection-editor": "series editor",
}  # fmt: skip
"""The MARC relator code that is written for a name variable, or a word if there is no code."""

_NO_CONTRIBUTORS: Final = frozenset(
    "pbl publisher verlag éditeurcommercial dst distributor prt printer drucker imprimeur impresor bsl bookseller mfr "
    "manufacturer dgg degreegrantinginstitution degreegrantor gradverleihendeinstitution own owner currentowner fmo "
    "formerowner ancienpossesseur dnr donor dpc depicted dte dedicatee ded dedicator hnr honoree spn sponsor fnd "
    "funder ppm papermaker bnd binder bkd bookdesigner isb issuingbody his hostinstitution rps repository cph "
    "copyrightholder lse licensee lso licensor prv provider sonstige pat patron sll seller len lender".split()
)


@functools.lru_cache(1024)
def _key(word: str) -> str:
    """The letters of a word, or of the last part of an address, in small."""
    return "".join(c for c in word.rstrip("/").rpartition("/")[2].casefold() if c.isalpha())


def role(word: str) -> str | None:
    """Name variable of a relator code or word, in any case and with or without full stops and spaces; or None."""
    return _BY_WORD.get(_key(word))


def roles(words: Iterable[str]) -> tuple[list[str], bool]:
    """Name variables that relators say, and whether one says that it is nobody to cite: a printer, owner or sponsor.

    A contributor is only what has no other role.
    """
    keys = [_key(word) for word in words]
    found = list(dict.fromkeys(_BY_WORD[key] for key in keys if key in _BY_WORD))
    if len(found) > 1 and "contributor" in found:
        found.remove("contributor")
    return found, not _NO_CONTRIBUTORS.isdisjoint(keys)
