"""Lines that are no part of a release's text: a table of what pages say around it, by kind.

>>> furniture("Share on Facebook"), furniture("© 2023 Some Institute"), furniture("The crack grew.")
('share', 'copyright', None)
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["END", "NOTICE", "furniture", "is_contact"]

_TABLE: Final = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("advertising", r"(?:advertisement|advertising|sponsored(?: content)?|anzeige|publicité|publicidad|ad)$"),
        (
            "affiliate",
            (
                r".{0,80}\b(?:affiliate (?:program|programme|advertising|scheme|links?)|Amazon Services LLC"
                r"|earn (?:a commission|advertising fees))"
            ),
        ),
        (
            "more",
            (
                r"(?:read more|read the full|see more|view more|show more|learn more|click here|continue reading"
                r"|find out more|weiterlesen|mehr lesen|lire la suite|leer más)\b.{0,140}$"
            ),
        ),
        (
            "share",
            (
                r"(?:(?:share|tweet|like|post|pin|email|e-mail|print|save|copy|teilen|partager"
                r"|compartir)\b(?:(?: this| on| via| to| the| by| with| link| auf| sur| en)\b.{0,60}|[\s|·,/]*"
                r"(?:share|tweet|email|print|save|facebook|twitter|x|linkedin|whatsapp|reddit|pinterest"
                r"|copy link|link)*)$"
                r"|(?:(?:facebook|twitter|x|linked-?in|pinterest|reddit|whatsapp|e-?mail|instagram|youtube"
                r"|print|mastodon|bluesky|threads|share|xing|rss|telegram|copy link|tumblr)[\s|·•,/&]*){2,}$)"
            ),
        ),
        (
            "subscription",
            (
                r"(?:free subscriptions?|subscribe|sign up|newsletter|never miss|get (?:the latest|our)"
                r"|stay (?:informed|connected|up)|follow us|join our|abonnieren|abonnez|suscr[ií]b)\b.{0,200}$"
            ),
        ),
        ("subscription", r".{0,100}\b(?:newest|latest|top) (?:science )?(?:headlines|news) (?:sent|delivered)\b"),
        (
            "cookies",
            (
                r".{0,100}\b(?:cookies?)\b.{0,100}\b(?:accept|use|site|website|agree|settings|policy)\b"
                r"|(?:accept|reject|manage) (?:all|cookies).{0,40}$"
                r"|(?:wir verwenden|we use|nous utilisons|utilizamos) cookies"
            ),
        ),
        (
            "reading time",
            (
                r"(?:estimated )?(?:reading time|read time|lesezeit)[: ].{0,30}$"
                r"|[0-9]{1,3}[ -]min(?:ute)?s?(?: read| lesezeit| de lecture)?$"
            ),
        ),
        (
            "copyright",
            r"(?:©|\(c\)|copyright\b|all rights reserved|alle rechte vorbehalten|tous droits réservés).{0,400}$",
        ),
        (
            "copyright",
            (
                r"this (?:document|content|material|work) (?:is subject to copyright|is licensed)"
                r"|no part may be reproduced|the content is provided for information"
            ),
        ),
        (
            "disclaimer",
            (
                r"(?:disclaimer\b|note: (?:the text|content|materials?) (?:may|above)"
                r"|.{0,120}\b(?:do(?:es)? not vouch for|(?:is|are) not responsible for the accuracy"
                r"|may be edited for (?:style|content|length)|may have been edited for))"
            ),
        ),
        (
            "supply",
            r"(?:materials provided by|content provided by|original(?:ly)? (?:written|published) by|story source)\b",
        ),
        (
            "view",
            (
                r"(?:view (?:original|source|all|full|the)|download|see original|source version|logo -|photo -"
                r"|video -|image available|multimedia|high[- ]resolution|bild herunterladen|télécharger"
                r"|descargar)\b.{0,200}$"
            ),
        ),
        (
            "caption",
            (
                r"(?:\[?(?:image|photo|picture|video|figure|graphic|illustration|foto|bild|abbildung|crédit|crédito"
                r"|imagen)s?\b(?: credit| caption| by)?\s?[:/©]|credit:|caption:|photograph(?:s|y)? by|bildnachweis"
                r"|bildunterschrift).{0,600}$"
            ),
        ),
        (
            "contact",
            (
                r"(?:(?:media|press|news) (?:contact|office|enquir|inquir|relation)"
                r"|for (?:more|further|additional) (?:information|details),? (?:please )?(?:contact|visit|see"
                r"|call|email)|to (?:arrange|request) an interview|contact:|kontakt:|"
                r"(?:tel|phone|fax|e-?mail|office|mobile|cell|telefon|tél|teléfono|direct|t|e|m)\.?\s?:).{0,400}$"
            ),
        ),
        (
            "web",
            (
                r"(?:learn more at|visit (?:us|our|https?:|www)|on twitter:|follow @|website:|web:|for more,? visit"
                r"|more information (?:is )?(?:available )?at).{0,300}$"
            ),
        ),
        (
            "navigation",
            (
                r"(?:home|start|news|startseite|accueil|inicio)\s?(?:[>»/|›]\s?.{1,120})$"
                r"|(?:skip to (?:main )?content|back to (?:top|news|all)|previous(?: article| story)?"
                r"|next(?: article| story)?|all news|zurück|menu|search)$"
            ),
        ),
        ("retrieval", r".{0,300}\bretrieved\s+.{0,40}\s+from\s+(?:https?:|www)"),
        (
            "formats",
            (
                r"(?:MLA|APA|Chicago|Harvard|BibTeX|RIS"
                r"|Vancouver)(?:[\s|,·]+(?:MLA|APA|Chicago|Harvard|BibTeX|RIS|Vancouver))*$"
            ),
        ),
        ("full story", r"full story$|story highlights?$|advertisement$"),
        (
            "feedback",
            (
                r"(?:have (?:any )?(?:feedback|questions|a question)|tell us what you think|let us know"
                r"|report (?:an )?error|was this (?:article|page) helpful|leave a comment|comments? ?\([0-9]+\)"
                r"|[0-9]+ (?:comments?|shares?)$)"
            ),
        ),
        ("source", r"source\s+[A-Z][\w&.,’' -]{2,80}$"),
    )
)

NOTICE: Final = re.compile(
    r"(?:for immediate (?:release|distribution)|immediate release"
    r"|(?:joint |official )?(?:press|news|media)[- ]release|press (?:notice|statement|information)"
    r"|news(?:room)?|research (?:news|highlight|brief|story)|"
    r"peer[- ]reviewed(?: publication)?|not peer[- ]reviewed|reports? and proceedings"
    r"|grant and award announcement|business announcement|meeting announcement|book announcement"
    r"|science[- ]news|university news|"
    r"feature(?: story)?"
    r"|news story"
    r"|latest news"
    r"|press (?:office|centre|center|room)"
    r"|medienmitteilung"
    r"|presse(?:mitteilung|information|meldung)"
    r"|pressemeldung"
    r"|communiqué(?: de presse)?"
    r"|nota de prensa"
    r"|noticias?"
    r"|actualités?"
    r"|"
    r"aktuelles|mitteilung|research|health|science|technology|environment|public release|news in brief"
    r"|announcement|zur sofortigen veröffentlichung|sperrfrist:?.{0,80}|"
    r"(?:strictly )?(?:under )?embargo(?:ed)?\b.{0,160}"
    r"|not for (?:release|publication|distribution)\b.{0,160}"
    r"|hold for release\b.{0,160}"
    r"|for release\b.{0,100}"
    r"|for (?:use|publication) (?:on|after)\b.{0,100})[\s:.!*-]*$",
    re.IGNORECASE,
)
"""A line that says only that this is a release, or when it may be used."""

END: Final = re.compile(
    r"(?:#[\s#]*#|-+\s?30\s?-+"
    r"|[-–—*.~=_/\s]{0,10}(?:ends?|ende|fin|end of (?:the )?(?:press |news )?release)[-–—*.~=_/\s]{0,10}"
    r"|[*\s]{3,20}|[-–—_=~]{3,80}|xxx|•\s?•\s?•)$",
    re.IGNORECASE,
)
"""A line that ends the text of a release."""

_EMAIL: Final = re.compile(r"[\w.+-]{1,64}(?:@|\s?\[at\]\s?|\s?\(at\)\s?)[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PHONE: Final = re.compile(r"(?:\+|\b00)?\(?[0-9][0-9 ().\-/]{6,22}[0-9]\b")


def furniture(text: str) -> str | None:
    """The kind of page furniture that a line is, or None."""
    text = text[:700]
    return next((kind for kind, pattern in _TABLE if pattern.match(text)), None)


def is_contact(text: str) -> bool:
    """Whether a short line is there to reach somebody: an e-mail address, a telephone number, a handle.

    >>> is_contact("Office: 555-0142"), is_contact("dwhitlock@lakemont.example"), is_contact("A beam of 12 m broke.")
    (True, True, False)
    """
    if len(text) > 200 or (len(text.split()) > 14):
        return False
    if _EMAIL.search(text):
        return True
    phone = _PHONE.search(text)
    return (
        phone is not None
        and sum(char.isdigit() for char in phone[0]) >= 7
        and not re.search(r"10\.\d{4}/", text)
        and len(text) - len(phone[0]) < 60
    )
