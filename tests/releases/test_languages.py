"""What is read in one language is read in all: tables that each must fill, and the same statements in each."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from citelib.releases.words import tables
from tests.releases.test_kinds import facts

LETTERS = ("ja", "zh")
"""Languages without spaces, which have tables of their own."""
WITH_SPACES = sorted(set(tables.languages()) - set(LETTERS))
NEEDED = {
    "words": """
        titles not_names function_words small_words
    """,
    "phrases": """
        and saying describing reporting works researchers months weekdays pronouns works_in_the_plural
        preprints not_after_author_role theses books same_journal
    """,
    "labels": """
        title date updated source summary journal article-title article-date authors reference contact
        related furniture notes other embargo
    """,
    "patterns": """
        about all_rights along_with apposed_and appeared author_noun by byline colleagues credit_end
        date_line discussing earlier embargo event first_author impersonal_before in_a_paper in_the_year
        include inverted_adverb journal_likely journal_sure leading_researcher led_by negation new_study
        not_a_journal notice notice_after notice_of of_the_work office personal_apposition personal_before
        person_from place_before profession publication_lead_in publish recent related_lead related_noun
        season second_study senior_author several_studies speaker_role study study_opening supplied_by
        sure_back_matter their_work title_cue titled title_after_quote title_before_quote updated who_led
        work_by
    """,
    "furniture": """
        advertising caption contact contents cookies copyright feedback more navigation reading_time share
        subscription view
    """,
}
"""The tables without which a language would be read worse than others."""


def table(code: str) -> dict[str, Any]:
    path = files("citelib.releases.words") / "data" / f"{code}.toml"
    return tomllib.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("code", WITH_SPACES)
@pytest.mark.parametrize("section", NEEDED)
def test_every_language_fills_the_tables(code: str, section: str) -> None:
    filled = table(code).get(section, {})
    assert [name for name in NEEDED[section].split() if not filled.get(name)] == []


SAID: dict[str, dict[str, str]] = {
    "de": {
        "a team led by": "Schnecken klettern bei Regen höher. Das zeigt eine Studie unter der Leitung von Ida Brandt.",
        "team of": "Schnecken klettern höher, wie das Team um Ida Brandt herausgefunden hat.",
        "head of the study": (
            "Schnecken klettern höher, zeigt eine Studie. „Das war neu“, sagt Studienleiterin Ida Brandt."
        ),
        "author": "Schnecken klettern höher, so eine Studie. „Das war neu“, sagt Ida Brandt, Erstautorin der Studie.",
        "leads the work": (
            "Schnecken klettern höher, ergab eine Untersuchung. Ida Brandt von der Universität Vik leitet die Arbeit."
        ),
        "their study": "Ida Brandt, Biologin, sah genauer hin. Ihre Studie zeigt, wie hoch Schnecken klettern.",
        "journal": "Eine im Journal of Slug Science veröffentlichte Studie zeigt, wie Schnecken klettern.",
        "word for journal": "Wie Schnecken klettern, zeigt eine Studie in der Fachzeitschrift „Garden Letters“.",
    },
    "fr": {
        "a team led by": "Les limaces grimpent plus haut, montre une étude menée sous la direction d’Ida Brandt.",
        "team of": "Les limaces grimpent plus haut. L’équipe d’Ida Brandt a montré comment dans une étude.",
        "head of the study": "Une étude montre que les limaces grimpent, explique Ida Brandt, responsable de l’étude.",
        "author": "Une étude montre que les limaces grimpent, explique Ida Brandt, autrice principale de l’étude.",
        "leads the work": "Une étude montre que les limaces grimpent. Ida Brandt, de Vik, dirige l’équipe.",
        "their study": "Ida Brandt, biologiste, a regardé de plus près. Son étude montre que les limaces grimpent.",
        "journal": "Ces travaux, qui montrent que les limaces grimpent, sont parus dans Garden Letters.",
        "word for journal": "Une étude parue dans la revue Garden Letters montre que les limaces grimpent.",
    },
    "es": {
        "a team led by": "Las babosas trepan más, según un estudio dirigido por Ida Brandt.",
        "team of": "Las babosas trepan más cuando llueve. El equipo de Ida Brandt ha descubierto por qué.",
        "head of the study": "Un estudio muestra que las babosas trepan, explica Ida Brandt, responsable del estudio.",
        "author": "Un estudio muestra que las babosas trepan, explica Ida Brandt, primera autora del artículo.",
        "leads the work": "Un estudio muestra que las babosas trepan. Ida Brandt, de Vik, lidera el estudio.",
        "their study": "Ida Brandt, bióloga, miró de cerca. Su estudio muestra que las babosas trepan.",
        "journal": "Los resultados, que muestran que las babosas trepan, se han publicado en Garden Letters.",
        "word for journal": "Los científicos lo describen en la revista científica «Garden Letters».",
    },
    "it": {
        "a team led by": "Le lumache salgono più in alto, secondo uno studio coordinato da Ida Brandt.",
        "team of": "Le lumache salgono più in alto. Il gruppo di Ida Brandt ha scoperto perché.",
        "head of the study": "Uno studio mostra che le lumache salgono, spiega Ida Brandt, responsabile dello studio.",
        "author": "Uno studio mostra che le lumache salgono, spiega Ida Brandt, prima autrice dello studio.",
        "leads the work": "Uno studio mostra che le lumache salgono. Ida Brandt, di Vik, ha guidato la ricerca.",
        "their study": "Ida Brandt, biologa, ha guardato da vicino. Il suo studio mostra che le lumache salgono.",
        "journal": "Il lavoro, che mostra come le lumache salgono, è pubblicato su Garden Letters.",
        "word for journal": "Lo studio, pubblicato sulla rivista Garden Letters, mostra che le lumache salgono.",
    },
    "pt": {
        "a team led by": "As lesmas sobem mais, segundo um estudo liderado por Ida Brandt.",
        "team of": "As lesmas sobem mais quando chove. A equipe de Ida Brandt descobriu por quê.",
        "head of the study": "Um estudo mostra que as lesmas sobem, explica Ida Brandt, coordenadora do estudo.",
        "author": (
            "Um estudo mostra que as lesmas sobem. De acordo com uma das autoras do artigo, Ida Brandt, foi fácil."
        ),
        "leads the work": "Um estudo mostra que as lesmas sobem. Ida Brandt, de Vik, liderou a pesquisa.",
        "their study": "A bióloga Ida Brandt olhou de perto. O seu estudo mostra que as lesmas sobem.",
        "journal": "Os resultados, que mostram que as lesmas sobem, foram publicados na Garden Letters.",
        "word for journal": "O estudo, publicado na revista “Garden Letters”, mostra que as lesmas sobem.",
    },
    "nl": {
        "a team led by": "Slakken klimmen hoger, blijkt uit onderzoek onder leiding van Ida Brandt.",
        "team of": "Slakken klimmen hoger als het regent. Het team van Ida Brandt ontdekte waarom.",
        "head of the study": (
            "Slakken klimmen hoger, blijkt uit een studie. ‘Dat was nieuw’, zegt hoofdonderzoeker Ida Brandt."
        ),
        "author": (
            "Slakken klimmen hoger, blijkt uit een studie. ‘Dat was nieuw’, zegt Ida Brandt, eerste "
            "auteur van de studie."
        ),
        "leads the work": (
            "Slakken klimmen hoger, blijkt uit een studie. Ida Brandt, die het onderzoek leidde, telde ze."
        ),
        "their study": "Ida Brandt, bioloog, keek beter. Haar studie laat zien dat slakken klimmen.",
        "journal": "Slakken klimmen hoger, schrijven de onderzoekers in Garden Letters.",
        "word for journal": (
            "Dat melden onderzoekers in het wetenschappelijk tijdschrift Garden Letters. Het onderzoek toont het."
        ),
    },
    "sv": {
        "a team led by": "Sniglar klättrar högre, visar en studie ledd av Ida Brandt.",
        "head of the study": "Sniglar klättrar högre, visar en studie. Ida Brandt, ansvarig för studien, räknade dem.",
        "author": "Sniglar klättrar högre, visar en studie. Det säger Ida Brandt, förste författare till studien.",
        "journal": "Studien, som visar att sniglar klättrar, publiceras i Garden Letters.",
        "word for journal": "Studien, som visar att sniglar klättrar, står i tidskriften Garden Letters.",
    },
    "da": {
        "a team led by": "Snegle klatrer højere, viser et studie ledet af Ida Brandt.",
        "head of the study": "Snegle klatrer højere, viser et studie. Ida Brandt, ansvarlig for studiet, talte dem.",
        "author": "Snegle klatrer højere, viser et studie. Det siger Ida Brandt, førsteforfatter på studiet.",
        "journal": "Resultaterne, som viser at snegle klatrer, er offentliggjort i 'Garden Letters'.",
        "word for journal": "Studiet, som viser at snegle klatrer, er i det videnskabelige tidsskrift Garden Letters.",
    },
    "en": {
        "a team led by": "Slugs climb higher. Researchers led by Ida Brandt have shown how.",
        "team of": "Slugs climb higher. A study by the team of Ida Brandt shows how.",
        "head of the study": (
            "A study shows that slugs climb, says Ida Brandt, the principal investigator of the study."
        ),
        "author": "A study shows that slugs climb, says Ida Brandt, first author of the study.",
        "leads the work": "A study shows that slugs climb. Ida Brandt, of Vik, led the study.",
        "their study": "Ida Brandt, a biologist, looked again. Her study shows that slugs climb.",
        "journal": "The results, which show that slugs climb, are published in Garden Letters.",
        "word for journal": "A study in the journal Garden Letters shows that slugs climb.",
    },
}
"""The same statements in each language; the names and the findings are ours."""


@pytest.mark.parametrize(("code", "kind"), [(code, kind) for code, said in SAID.items() for kind in said])
def test_the_same_is_read_in_every_language(code: str, kind: str) -> None:
    found = facts(f"Slugs 1234 walls and rain\n\n2020-05-04\n\n{SAID[code][kind]}")
    assert found["works"] == 1, SAID[code][kind]
    if "journal" in kind:
        assert found["journal"] in ("Garden Letters", "Journal of Slug Science")
    else:
        assert found["authors"] == ["Ida Brandt"]


def test_every_language_is_asked() -> None:
    assert set(SAID) == set(WITH_SPACES)
