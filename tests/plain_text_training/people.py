"""People whom no record names, with the given and family names of many countries.

The corpora are of a few fields, whose authors come again and again; a model would learn them by heart. The names are
those of the package faker, which only training needs.
"""

from __future__ import annotations

import importlib
import random
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any

from citelib.model import Name

__all__ = ["People", "given_and_family"]

_COUNTRIES = {
    "en_US": 6, "en_GB": 5, "fr_FR": 5, "de_DE": 5, "it_IT": 3, "es_ES": 4, "es_MX": 2, "nl_NL": 3, "en_IN": 3,
    "sv_SE": 2, "no_NO": 1, "da_DK": 1, "fi_FI": 1, "cs_CZ": 2, "hr_HR": 2,
    "hu_HU": 1, "pt_BR": 2, "ru_RU": 2, "uk_UA": 0.5,
    "tr_TR": 1, "et_EE": 0.5, "id_ID": 0.5, "lt_LT": 0.3, "ro_RO": 0.5,
}  # fmt: skip
"""How often names of each country are drawn."""

_LATIN = {country: often for country, often in _COUNTRIES.items() if country not in ("ru_RU", "uk_UA")}


def _names(values: Iterable[object]) -> list[str]:
    return [name for name in dict.fromkeys(map(str, values)) if 1 < len(name) < 20]


def _provider(country: str) -> Any:
    return importlib.import_module(f"faker.providers.person.{country}").Provider


def _givens(country: str) -> list[str]:
    # Some countries have the given names in one list, others in two.
    lists = [values for key, values in sorted(vars(_provider(country)).items()) if key.startswith("first_names")]
    return _names(name for values in lists for name in values)


def given_and_family() -> Iterator[tuple[str, str]]:
    """All the names: pairs whose halves have nothing to do with each other, with "" where one list is longer."""
    for country in _COUNTRIES:
        yield from zip_longest(_givens(country), _names(_provider(country).last_names), fillvalue="")


class People:
    """Makes people up.

    Args:
        chance: Where chance comes from.
    """

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self._families = {country: _names(_provider(country).last_names) for country in _COUNTRIES}
        self._givens = {country: _givens(country) for country in _COUNTRIES}

    def name(self, country: str | None = None) -> Name:
        """A name with one or two given names in full."""
        country = country or self._country()
        pick, roll = self.chance.choice, self.chance.random
        family = pick(self._families[country])
        if roll() < 0.06:
            family += f"-{pick(self._families[country])}"
        given = pick(self._givens[country])
        if country == "en_US" and roll() < 0.5:
            given += f" {pick('ABCDEFGHJKLMNPRSTW')}."
        elif roll() < 0.25:
            given += f"{pick(' -') if country == 'fr_FR' else ' '}{pick(self._givens[country])}"
        return Name(family, given)

    def names(self, count: int) -> list[Name]:
        """Names of people who work together: mostly of one country."""
        country = self._country()
        mixed = country in _LATIN and self.chance.random() < 0.4
        return [self.name(self._country(_LATIN) if mixed else country) for _ in range(count)]

    def _country(self, among: Mapping[str, float] = _COUNTRIES) -> str:
        return self.chance.choices(list(among), list(among.values()))[0]
