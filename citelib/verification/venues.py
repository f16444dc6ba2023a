"""Venues: whether two titles of journals or conferences mean one, another, or cannot be compared.

`VENUES` is a table of conferences and journals with their abbreviations and the words that their full names have.
Preprint servers, series and repositories say nothing of where a work appeared.

>>> compare_venues("NIPS", "Advances in Neural Information Processing Systems 36"), compare_venues("ICML", "CVPR 2023")
('same', 'other')
>>> compare_venues("arXiv preprint arXiv:2109.11817", "ICML")
'unknown'
"""

from __future__ import annotations

import functools
import html
import re
from typing import Final, Literal

from citelib.comparing import fold_words
from citelib.matching.likeness import same_journal

__all__ = ["VENUES", "compare_venues", "is_comparable", "venue"]

Comparison = Literal["same", "other", "unknown"]

VENUES: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "neurips": ("neurips|nips", ("neural information processing systems",)),
    "icml": ("icml", ("international conference on machine learning",)),
    "iclr": ("iclr", ("learning representations",)),
    "aistats": ("aistats", ("artificial intelligence and statistics",)),
    "uai": ("uai", ("uncertainty in artificial intelligence",)),
    "colt": ("colt", ("conference on learning theory", "computational learning theory")),
    "alt": ("alt", ("algorithmic learning theory",)),
    "acml": ("acml", ("asian conference on machine learning",)),
    "ecml": ("ecml pkdd|ecml|ecmlpkdd|pkdd",
             ("european conference on machine learning", "machine learning and knowledge discovery in databases")),
    "corl": ("corl", ("conference on robot learning",)),
    "mlsys": ("mlsys", ("machine learning and systems",)),
    "cvpr": ("cvpr", ("computer vision and pattern recognition",)),
    "iccv": ("iccv", ("international conference on computer vision",)),
    "eccv": ("eccv", ("european conference on computer vision",)),
    "accv": ("accv", ("asian conference on computer vision",)),
    "wacv": ("wacv", ("applications of computer vision",)),
    "bmvc": ("bmvc", ("british machine vision",)),
    "icpr": ("icpr", ("international conference on pattern recognition",)),
    "icip": ("icip", ("international conference on image processing",)),
    "miccai": ("miccai", ("medical image computing",)),
    "aaai": ("aaai", ("aaai conference on artificial intelligence",
                      "association for the advancement of artificial intelligence")),
    "ijcai": ("ijcai", ("joint conference on artificial intelligence", "joint conferences on artificial intelligence")),
    "ecai": ("ecai", ("european conference on artificial intelligence",)),
    "aamas": ("aamas", ("autonomous agents and multiagent systems", "autonomous agents and multi agent systems")),
    "icaps": ("icaps", ("automated planning and scheduling",)),
    "naacl": ("naacl|naacl hlt", ("north american chapter of the association for computational linguistics",)),
    "eacl": ("eacl", ("european chapter of the association for computational linguistics",)),
    "aacl": ("aacl|aacl ijcnlp", ("asia pacific chapter of the association for computational linguistics",)),
    "tacl": ("tacl", ("transactions of the association for computational linguistics",)),
    "emnlp": ("emnlp|emnlp ijcnlp", ("empirical methods in natural language processing",)),
    "acl": ("acl|acl ijcnlp", ("annual meeting of the association for computational linguistics",)),
    "coling": ("coling|lrec coling", ("international conference on computational linguistics",)),
    "conll": ("conll", ("computational natural language learning",)),
    "lrec": ("lrec", ("language resources and evaluation",)),
    "interspeech": ("interspeech", ("international speech communication association",)),
    "icassp": ("icassp", ("acoustics speech and signal processing",)),
    "kdd": ("kdd|sigkdd", ("knowledge discovery and data mining",)),
    "www": ("www|thewebconf", ("world wide web", "the web conference", "acm web conference")),
    "sigir": ("sigir", ("research and development in information retrieval",)),
    "cikm": ("cikm", ("information and knowledge management",)),
    "wsdm": ("wsdm", ("web search and data mining",)),
    "sdm": ("sdm", ("siam international conference on data mining",)),
    "icdm": ("icdm", ("international conference on data mining",)),
    "recsys": ("recsys", ("recommender systems",)),
    "icde": ("icde", ("international conference on data engineering",)),
    "sigmod": ("sigmod", ("management of data",)),
    "vldb": ("vldb|pvldb", ("vldb endowment", "very large data bases")),
    "icra": ("icra", ("robotics and automation",)),
    "iros": ("iros", ("intelligent robots and systems",)),
    "rss": ("rss", ("robotics science and systems",)),
    "chi": ("chi", ("human factors in computing systems",)),
    "siggraph": ("siggraph", ("computer graphics and interactive techniques",)),
    "stoc": ("stoc", ("symposium on theory of computing",)),
    "focs": ("focs", ("foundations of computer science",)),
    "soda": ("soda", ("symposium on discrete algorithms",)),
    "icse": ("icse", ("international conference on software engineering",)),
    "usenix security": ("usenix security", ("usenix security symposium",)),
    "ccs": ("ccs", ("computer and communications security",)),
    "sp": ("s p", ("symposium on security and privacy",)),
    "ndss": ("ndss", ("network and distributed system security",)),
    "jmlr": ("jmlr|j mach learn res", ("journal of machine learning research",)),
    "tmlr": ("tmlr|trans mach learn res", ("transactions on machine learning research",)),
    "tpami": ("tpami|pami", ("transactions on pattern analysis and machine intelligence",)),
    "tip": ("tip", ("transactions on image processing",)),
    "tnnls": ("tnnls", ("transactions on neural networks and learning systems",)),
    "tkde": ("tkde", ("transactions on knowledge and data engineering",)),
}  # fmt: skip
"""Name of the table → abbreviations, and words of the full name. More particular names stand before those they hold."""

_SILENT: Final = re.compile(
    r"arxiv|\bcorr\b|preprint|biorxiv|medrxiv|ssrn|openreview|research square|\bhal\b|zenodo|\bosf\b|dspace|pubmed|"
    r"proceedings of machine learning research|\bpmlr\b|lecture notes in|\blncs\b|\bceur\b|repository"
)
_WORKSHOP: Final = re.compile(r"workshop|\bfindings\b|companion|tutorial")
_ORDINARY: Final = re.compile(
    r"\b(?:[0-9]+(?:st|nd|rd|th)?|in|proc|proceedings|of|the|on|and|for|annual|international|conference|conf|intl|int|symposium|symp|advances|adv|ieee|cvf|acm|"
    r"main|long|papers?|volume|vol|first|second|third|fourth|fifth|[a-z]+(?:ieth|teenth|first|second|third))\b"
)
"""Words that come and go in the names of venues."""


def is_comparable(text: str) -> bool:
    """Whether a text names a place of publication, and no preprint server, series or repository."""
    return bool(fold_words(text)) and not _SILENT.search(fold_words(html.unescape(text)))


@functools.lru_cache(maxsize=4096)
def venue(text: str) -> str | None:
    """The name in `VENUES` of a venue; None if the table does not have it."""
    words = fold_words(html.unescape(text).replace("&", " and "))
    for name, (_, phrases) in VENUES.items():
        if any(phrase in words for phrase in phrases):
            return name
    padded = f" {words} "
    for name, (abbreviations, _) in VENUES.items():
        if any(f" {one} " in padded for one in abbreviations.split("|")):
            return name
    return _abbreviated(words)


def _abbreviated(words: str) -> str | None:
    """The venue whose full name a text abbreviates word by word: «Proc. Int. Conf. Mach. Learn.»."""
    if not re.search(r"\b(?:proc|conf|symp|trans|adv)", words):
        return None
    bare = _bare(words)
    for name, (_, phrases) in VENUES.items():
        if any(same_journal(bare, _bare(phrase)) for phrase in phrases):
            return name
    return None


def _bare(words: str) -> str:
    return " ".join(_ORDINARY.sub(" ", words).split())


def compare_venues(ours: str, theirs: str) -> Comparison:
    """Whether two texts name one venue; workshops, findings and companions are others than their conference."""
    if not is_comparable(ours) or not is_comparable(theirs):
        return "unknown"
    mine, yours = (fold_words(html.unescape(text).replace("&", " and ")) for text in (ours, theirs))
    if bool(_WORKSHOP.search(mine)) != bool(_WORKSHOP.search(yours)):
        return "other"
    known = venue(ours), venue(theirs)
    if None not in known:
        return "same" if known[0] == known[1] else "other"
    if mine == yours or same_journal(ours, theirs):
        return "same"
    bare = _bare(mine)
    return "same" if bare and bare == _bare(yours) else "other"
