"""The lines of a release that say what follows, and the field that each announces.

>>> LABELS["journal reference"], LABELS["originalpublikation"], LABELS["notes to editors"]
('reference', 'reference', 'notes')
"""

from __future__ import annotations

from typing import Final

__all__ = ["LABELS"]

LABELS: Final = {
    label.strip(): field
    for field, labels in {
        "title": "title|headline|titel|titre|título|überschrift",
        "url": "original link|url|link|permalink|web address|original source",
        "date": (
            "date|published|publication date|release date|public release|public release date|posted|posted on|issued|"
            "date of release|news release|press release|published on|published online|released|datum|veröffentlicht|"
            "veröffentlicht am|publié le|fecha|date de publication|fecha de publicación|pressemitteilung|"
            "pressemitteilung vom|medienmitteilung|communiqué de presse|nota de prensa|media release"
        ),
        "embargo": (
            "embargo|embargoed until|embargoed for release|under embargo until|not for release before|"
            "strictly embargoed until|not for publication before|sperrfrist|sperrfrist bis|sous embargo jusqu'au|"
            "embargoed|hold for release until"
        ),
        "updated": (
            "updated|last updated|modified|last modified|corrected|aktualisiert|zuletzt geändert|mis à jour le|"
            "actualizado|revised"
        ),
        "source": (
            "news provided by|content provided by|text provided by|source|institution|provided by|"
            "materials provided by|issued by|organization|organisation|issuer|story source|news source|herausgeber|"
            "quelle|institut|établissement|fuente|institución|release from|from|university|source institution"
        ),
        "summary": (
            "summary|in brief|at a glance|zusammenfassung|kurzfassung|résumé|resumen|highlights|key points|"
            "key findings|abstract|teaser|das wichtigste in kürze|auf einen blick"
        ),
        "journal": (
            "journal|journal name|journal information|name of journal|zeitschrift|fachzeitschrift|revue|revista|"
            "published in|veröffentlicht in"
        ),
        "doi": "doi|article doi|paper doi|dx.doi.org|digital object identifier",
        "article-title": (
            "article title|paper title|title of paper|title of the paper|title of original paper|study title|"
            "titel der publikation|titre de l'article|título del artículo|title of article"
        ),
        "article-date": (
            "article publication date|date of publication|paper publication date|online publication date|"
            "erscheinungsdatum"
        ),
        "authors": (
            "authors|study authors|paper authors|article authors|autoren|autorinnen und autoren|auteurs|autores"
        ),
        "reference": (
            "journal reference|journal references|reference|references|more information|paper|the paper|publication|"
            "publications|original publication|original paper|original article|originalpublikation|"
            "originalveröffentlichung|originalarbeit|originalstudie|full citation|bibliographic information|"
            "publication details|read the paper|read the study|read the article|study|the study|research paper|"
            "research article|link to paper|link to the paper|paper reference|papers|literatur|quellenangabe|"
            "veröffentlichung|publikation|zur publikation|zur studie|zum paper|référence|références|bibliographie|"
            "referencia|referencias|referencia bibliográfica|article|source article|journal article|scientific paper|"
            "fachartikel|zur veröffentlichung|further information|full bibliographic information|"
            "additional information|publication information|the research|pour en savoir plus|published paper|"
            "paper information|full paper|article reference|study reference|journal citation|reference article"
        ),
        "contact": (
            "media contact|media contacts|contact|contacts|press contact|press contacts|contact information|"
            "media inquiries|media enquiries|press enquiries|press inquiries|press office|for media inquiries|"
            "pressekontakt|kontakt|medienkontakt|ansprechpartner|wissenschaftlicher ansprechpartner|"
            "wissenschaftliche ansprechpartner|contact presse|contacts presse|contacto|contacto de prensa|"
            "scientific contact|researcher contact|for further information|for more information|"
            "for further information, contact|for more information, contact|for more information please contact|"
            "for further information please contact|expert contact|contact details|rückfragen|weitere informationen|"
            "media relations|ansprechpartnerin|investor contact|press officer|interviews|contact person|"
            "kontakt für rückfragen|news contact|author contact"
        ),
        "cite": "cite this page|citation|cite this|how to cite",
        "related": (
            "related stories|related articles|related news|related content|related|related links|related topics|"
            "related releases|related press releases|more news|more stories|more like this|more on this topic|"
            "more from this category|recommended for you|recommended|you may also like|you might also like|read next|"
            "read also|see also|explore further|explore more|keep reading|latest news|other news|further reading|"
            "you might also be interested in|more from this institution|similar stories|related news releases|"
            "related research|also of interest|mehr zum thema|verwandte artikel|verwandte meldungen|"
            "verwandte beiträge|ähnliche meldungen|ähnliche artikel|weitere meldungen|weitere nachrichten|"
            "das könnte sie auch interessieren|das könnte sie interessieren|lesen sie auch|à lire aussi|"
            "articles liés|sur le même sujet|lire aussi|articles connexes|noticias relacionadas|"
            "artículos relacionados|te puede interesar|lea también|más noticias|more news releases|related coverage|"
            "other stories|trending stories|most popular|popular stories|in other news|related reading|"
            "read more stories|more headlines|up next|more coverage"
        ),
        "furniture": (
            "share|share this|share this article|share this story|share this page|share on|print|email|"
            "print this page|follow us|follow|free subscriptions|get social media|newsletter|subscribe|sign up|"
            "advertisement|full story|story tools|tags|topics|have feedback?|have feedback|explore|categories|"
            "facebook|twitter|linkedin|comments|leave a comment|let us know|teilen|drucken|newsletter abonnieren|"
            "anzeige|partager|imprimer|publicité|compartir|imprimir|publicidad|keywords|schlagwörter|mots clés|"
            "palabras clave|stay connected|stay informed|breadcrumb|menu|home|multimedia|never miss a story|"
            "stay up to date|merkmale dieser pressemitteilung|save|bookmark"
        ),
        "notes": (
            "notes|notes to editors|note to editors|notes for editors|editor's notes|editors' notes|editor's note|"
            "notes for editors:|hinweis für die redaktion|hinweise für die redaktion|notas|notes aux rédacteurs|"
            "nota para los editores|editor’s notes|editors’ notes|editor’s note|notes to the editor|note to editor|"
            "notes to journalists"
        ),
        "other": (
            "method of research|subject of research|coi statement|conflict of interest|competing interests|"
            "conflicts of interest|disclosures|funding|funder|funders|funding information|acknowledgments|"
            "acknowledgements|acknowledgment|disclaimer|image|images|photo|photos|video|caption|credit|image credit|"
            "photo credit|image caption|photo caption|förderung|finanzierung|financement|financiación|bild|bilder|"
            "bildunterschrift|bildnachweis|bildhinweis|bildmaterial|legend|usage restrictions|license|background|"
            "press kit|pictures|downloads|available multimedia|web page|website|about the author|about the authors|"
            "peer review|evidence|people|regions|multimedia available|weblinks|press materials|affiliations|"
            "type of publication|level of evidence|method|subject"
        ),
    }.items()
    for label in labels.split("|")
}
"""Lines that say what follows, in lower case and without a colon, and the field that they announce."""
