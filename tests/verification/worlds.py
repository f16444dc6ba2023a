"""Invented works with records as registries have them, and references to them, right and wrong in known ways.

>>> world = make(20, seed=1)
>>> sorted({one.is_right for one in world.references}), world == make(20, seed=1)
([False, True], True)
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

import attrs

from citelib.model import Date, Item, Name
from citelib.model.names import ET_AL

__all__ = ["Reference", "World", "make"]


@attrs.frozen
class Reference:
    """A reference, what was done to it, and whether it is right.

    Attributes:
        item: The reference.
        kind: What was done to it.
        field: The claim that is wrong; empty for right ones, and for inventions.
        is_right: Whether it is right as it stands.

    """

    item: Item
    kind: str
    field: str = ""
    is_right: bool = True


@attrs.frozen
class World:
    """References and the records of all works that any registry has."""

    references: tuple[Reference, ...]
    records: tuple[Item, ...]


_FAMILIES: Final = (
    "Berg Lindqvist Okafor Tanaka Müller García Novák Silva Petrov Haddad Kowalski Jensen Moreau Rossi Nguyen "
    "Chaudhary Ferreira Wójcik Andersen Bianchi Yılmaz Horvat Dubois Fischer Suzuki Mensah Ivanov Santos Larsen "
    "Weber O'Brien"
).split()  # fmt: skip
_GIVEN: Final = (
    "Ann Louise,Bo,Jae-Ho,María José,Peter,Katharina,Dmitri,Fatima,John Paul,Zoë,Wei,Elena,Thomas,Ingrid,Samuel,Chiara,"
    "Hiroshi,Amara,Lukas,Beatriz,Oskar,Yasmin,Victor,Nora"
).split(",")  # fmt: skip
_SUBJECTS: Final = (
    "moss lichen bark gravel harbour lantern granite meadow orchard tide glacier beetle heron cedar quarry estuary "
    "violin parchment bronze canal bridge weather pollen kelp raven cobalt thistle badger"
).split()  # fmt: skip
_DOINGS: Final = (
    "growth,colour,behaviour,decline,acoustics,chemistry,mapping,migration,erosion,modelling,restoration,symmetry,"
    "economics,classification,fatigue,dispersal"
).split(",")  # fmt: skip
_PLACES: Final = (
    "town walls,northern islands,coastal dunes,mountain villages,flooded mines,old libraries,river deltas,salt marshes,"
    "railway yards,botanical gardens,alpine lakes,market squares"
).split(",")  # fmt: skip
_METHODS: Final = (
    "a longitudinal study,evidence from field trials,lessons of thirty years,a comparative survey,new measurements,"
    "a Bayesian account"
).split(",")  # fmt: skip
_JOURNALS: Final = (
    ("Journal of Applied Bryology", "J. Appl. Bryol."),
    ("Annals of Coastal Research", "Ann. Coast. Res."),
    ("International Review of Building Materials", "Int. Rev. Build. Mater."),
    ("Acta Botanica Insularum", "Acta Bot. Insul."),
    ("Archives of Rural History", "Arch. Rural Hist."),
)
_CONFERENCES: Final = (
    ("Proceedings of the International Conference on Machine Learning", "ICML"),
    ("IEEE/CVF Conference on Computer Vision and Pattern Recognition", "CVPR"),
    ("Annual Meeting of the Association for Computational Linguistics", "ACL"),
    ("Advances in Neural Information Processing Systems", "NeurIPS"),
)
_SHORT: Final = dict((*_JOURNALS, *_CONFERENCES))
_ACCENTS: Final = str.maketrans("üíáóéëıúãç", "uiaoeeiuac")


def make(count: int, seed: int) -> World:
    """A world of so many works, with two references to each: one right, one wrong, and some that nobody has."""
    random_ = random.Random(seed)
    works = [_work(number, random_) for number in range(count)]
    references: list[Reference] = []
    records: list[Item] = []
    for number, work in enumerate(works):
        other = works[number - 1]
        key = f"r{number}"
        if random_.random() < 0.04:
            references.append(Reference(work.evolve(id=key, DOI=None), "absent"))
            continue
        records += _records(work, random_)
        kind = random_.choice(list(_HARMLESS))
        references.append(Reference(_HARMLESS[kind](work, random_).evolve(id=key), kind))
        kind = random_.choice(list(_FAULTS))
        field, spoil = _FAULTS[kind]
        references.append(Reference(spoil(work, other, random_).evolve(id=f"{key}-wrong"), kind, field, is_right=False))
        if random_.random() < 0.12:
            invented = _work(count + number, random_).evolve(id=f"{key}-invented", DOI=None)
            references.append(Reference(invented, "invented", is_right=False))
    return World(tuple(references), tuple(records))


def _work(number: int, random_: random.Random) -> Item:
    what, how = random_.choice(_SUBJECTS), random_.choice(_DOINGS)
    title = f"The {how} of {what} and {random_.choice(_SUBJECTS)} in {random_.choice(_PLACES)}"
    if random_.random() < 0.5:
        title += f": {random_.choice(_METHODS)}"
    names = [Name(random_.choice(_FAMILIES), random_.choice(_GIVEN)) for _ in range(random_.choice((1, 2, 2, 3, 4, 6)))]
    is_paper = random_.random() < 0.4
    venue, _ = random_.choice(_CONFERENCES if is_paper else _JOURNALS)
    return Item(
        f"w{number}",
        "paper-conference" if is_paper else "article-journal",
        title=title,
        author=list(dict.fromkeys(names)),
        issued=Date.on(random_.randint(1999, 2024)),
        container_title=venue,
        volume=None if is_paper else str(random_.randint(2, 60)),
        page=f"{(first := random_.randint(1, 900))}-{first + random_.randint(4, 30)}",
        DOI=f"10.5555/w{number}" if random_.random() < 0.8 else None,
    )


def _year(item: Item, by: int) -> Date:
    assert item.issued is not None
    assert item.issued.year is not None
    return Date.on(item.issued.year + by)


def _names(item: Item) -> list[Name]:
    return list(item.author or ())


def _initials(name: Name) -> str:
    return " ".join(f"{part[0]}." for part in (name.given or "").split())


def _records(work: Item, random_: random.Random) -> list[Item]:
    """What some of four registries have of a work, each with its own blemishes."""
    makers = random_.sample(list(_REGISTRIES), random_.choice((1, 2, 2, 3, 4)))
    records = []
    for source in makers:
        record = _REGISTRIES[source](work, random_).evolve(id=f"{work.id}-{source}", source=source)
        if len(makers) > 2 and source == makers[0] and random_.random() < 0.1:
            record = record.evolve(title=_slip(record.title or "", random_))
        records.append(record)
    return records


def _slip(text: str, random_: random.Random) -> str:
    at = random_.randrange(5, len(text) - 2)
    return text[:at] + text[at + 1 :]


def _crossref(work: Item, random_: random.Random) -> Item:
    title = work.title or ""
    chance = random_.random()
    if chance < 0.15:
        title = title.partition(":")[0]
    elif chance < 0.3:
        title = title.replace(" and ", " &amp; ").replace("moss", "<i>moss</i>")
    elif chance < 0.4:
        title = title.upper()
    is_early = work.type == "article-journal" and random_.random() < 0.3
    names = _names(work)
    if random_.random() < 0.1:
        names = [Name(name.family, "null") for name in names]
    return work.evolve(title=title, author=names, issued=_year(work, -1) if is_early else work.issued)


def _dblp(work: Item, random_: random.Random) -> Item:
    first, *others = _names(work)
    marked = Name(f"{first.family} {random_.randint(1, 99):04}", first.given)
    return work.evolve(
        title=f"{work.title}.", container_title=_SHORT[work.container_title or ""],
        author=[marked if random_.random() < 0.2 else first, *others],
    )  # fmt: skip


def _openalex(work: Item, random_: random.Random) -> Item:
    names = [Name(literal=f"{name.given} {name.family}".translate(_ACCENTS)) for name in _names(work)]
    work = work.evolve(author=names, volume=None, page=None)
    if work.type == "paper-conference" and random_.random() < 0.3:
        return Item(
            work.id, "article", title=work.title, author=work.author, issued=_year(work, -1),
            container_title="arXiv (Cornell University)",
        )  # fmt: skip
    return work


def _pubmed(work: Item, random_: random.Random) -> Item:
    names = [Name(name.family, _initials(name).replace(".", "").replace(" ", "")) for name in _names(work)]
    if random_.random() < 0.1:
        names.append(Name(literal="Slow Growth Study Group"))
    return work.evolve(title=f"{(work.title or '').capitalize()}.", author=names)


_REGISTRIES: Final[dict[str, Callable[[Item, random.Random], Item]]] = {
    "Crossref": _crossref, "DBLP": _dblp, "OpenAlex": _openalex, "PubMed": _pubmed,
}  # fmt: skip


def _american(work: Item, _: random.Random) -> Item:
    title = (work.title or "").replace("colour", "color").replace("behaviour", "behavior")
    return work.evolve(title=title.replace("modelling", "modeling"))


def _family_first(work: Item, _: random.Random) -> Item:
    return work.evolve(author=[Name(literal=f"{one.family}, {one.given}") for one in _names(work)])


def _plain_letters(work: Item, _: random.Random) -> Item:
    return work.evolve(
        author=[Name(*((part or "").translate(_ACCENTS) for part in (one.family, one.given))) for one in _names(work)]
    )


_HARMLESS: Final[dict[str, Callable[[Item, random.Random], Item]]] = {
    "as it is": lambda work, _: work,
    "initials": lambda work, _: work.evolve(author=[Name(one.family, _initials(one)) for one in _names(work)]),
    "family first": _family_first,
    "and others": lambda work, _: work.evolve(author=[*_names(work)[:1], ET_AL]) if len(_names(work)) > 1 else work,
    "venue abbreviated": lambda work, _: work.evolve(container_title=_SHORT[work.container_title or ""]),
    "no subtitle": lambda work, _: work.evolve(title=(work.title or "").partition(":")[0]),
    "dash for colon": lambda work, _: work.evolve(title=(work.title or "").replace(":", " –")),
    "capitals": lambda work, _: work.evolve(title=(work.title or "").title()),
    "American": _american,
    "no accents": _plain_letters,
    "DOI as an address": lambda work, _: work.evolve(DOI=f"https://doi.org/{work.DOI}" if work.DOI else None),
    "no DOI": lambda work, _: work.evolve(DOI=None),
}  # fmt: skip


def _other_word(work: Item, _: Item, random_: random.Random) -> Item:
    words = (work.title or "").split()
    words[3] = random_.choice([word for word in _SUBJECTS if word != words[3]])
    return work.evolve(title=" ".join(words))


def _replaced(work: Item, _: Item, random_: random.Random) -> Item:
    names = _names(work)
    names[random_.randrange(len(names))] = Name("Zakharenko", "Olga")
    return work.evolve(author=names)


def _other_given(work: Item, _: Item, random_: random.Random) -> Item:
    names = _names(work)
    at = random_.randrange(len(names))
    given = next(one for one in random_.sample(_GIVEN, len(_GIVEN)) if one[0] != (names[at].given or "")[0])
    names[at] = Name(names[at].family, given)
    return work.evolve(author=names)


def _fewer(work: Item, other: Item, random_: random.Random) -> Item:
    return work.evolve(author=_names(work)[:-1]) if len(_names(work)) > 1 else _replaced(work, other, random_)


def _reordered(work: Item, other: Item, random_: random.Random) -> Item:
    return work.evolve(author=_names(work)[::-1]) if len(_names(work)) > 1 else _replaced(work, other, random_)


def _other_venue(work: Item, _: Item, random_: random.Random) -> Item:
    places = _CONFERENCES if work.type == "paper-conference" else _JOURNALS
    return work.evolve(container_title=random_.choice([one for one, _ in places if one != work.container_title]))


_Spoil = Callable[[Item, Item, random.Random], Item]
_FAULTS: Final[dict[str, tuple[str, _Spoil]]] = {
    "another word": ("title", _other_word),
    "author replaced": ("author", _replaced),
    "author added": ("author", lambda work, *_: work.evolve(author=[*_names(work), Name("Zakharenko", "Olga")])),
    "author left out": ("author", _fewer),
    "authors reordered": ("author", _reordered),
    "another given name": ("author", _other_given),
    "year off": ("issued", lambda work, _, r: work.evolve(issued=_year(work, r.choice((-4, -3, -2, 2, 3))))),
    # Nobody can tell this one from online publication.
    "year off by one": ("issued", lambda work, *_: work.evolve(issued=_year(work, 1))),
    "another venue": ("container-title", _other_venue),
    "another work's DOI": ("DOI", lambda work, other, _: work.evolve(DOI=other.DOI or "10.5555/none")),
    "DOI not registered": ("DOI", lambda work, *_: work.evolve(DOI=f"10.5555/{work.id}.none")),
    "chimera": ("author", lambda work, *_: work.evolve(author=[Name("Zakharenko", "Olga"), Name("Quist", "Per")])),
}  # fmt: skip
