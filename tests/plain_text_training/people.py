"""People whom no record names, with the given and family names of many countries."""

from __future__ import annotations

import random
from collections.abc import Mapping

from citelib.model import Name
from tests.plain_text_training.sources import COUNTRIES, families, givens

__all__ = ["People"]

_LATIN = {country: often for country, often in COUNTRIES.items() if country not in ("ru", "uk")}
_PARTICLES = {
    "nl": ["van", "de", "van der", "van den"],
    "de": ["von"],
    "fr": ["de", "du"],
    "pt-br": ["da", "dos", "de"],
}


class People:
    """Makes people up.

    Args:
        chance: Where chance comes from.
    """

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def name(self, country: str | None = None, *, initials: bool = False) -> Name:
        """A name with one or two given names, in full or as initials."""
        country = country or self._country()
        pick, roll = self.chance.choice, self.chance.random
        family = pick(families(country))
        if roll() < 0.06:
            family += f"-{pick(families(country))}"
        if roll() < 0.04 and (particles := _PARTICLES.get(country)):
            family = f"{pick(particles)} {family}"
        given = pick(givens(country))
        if country in ("en", "en-au") and roll() < 0.5:
            given += f" {pick('ABCDEFGHJKLMNPRSTW')}."
        elif roll() < 0.3:
            given += f"{pick(' -') if country == 'fr' else ' '}{pick(givens(country))}"
        if initials:
            given = " ".join(f"{word[0].upper()}." for word in given.split())
        return Name(family, given)

    def names(self, count: int) -> list[Name]:
        """Names of people who work together: mostly of one country, all in full or all with initials."""
        country, initials = self._country(), self.chance.random() < 0.35
        mixed = country in _LATIN and self.chance.random() < 0.4
        return [self.name(self._country(_LATIN) if mixed else country, initials=initials) for _ in range(count)]

    def _country(self, among: Mapping[str, float] = COUNTRIES) -> str:
        return self.chance.choices(list(among), list(among.values()))[0]
