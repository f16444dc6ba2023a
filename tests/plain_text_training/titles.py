"""Titles that no work has, put together of words of many languages in the ways that titles are."""

# ruff: noqa: E501 - tables and lists of choices read best with one row a line

from __future__ import annotations

import random
import re

from tests.plain_text_training.inventions import Inventions
from tests.plain_text_training.sources import WordNet, country_names, words

__all__ = ["Titles"]

_ENGLISH = """{A} {n} and the {n} of {N}|The {n} of {a} {N}|{A} {N} in {place}|Effects of {n} on {a} {N} in {N}|On the {n} of {N}|{V} {a} {N}: a {n} of {n} and {n}
{N} and {N} in {place}, {y}|Is {n} a {n}?|What is {n}?|{n}, {n} and {n}|The {a} {n}|A {n} of {n} in {being}|{a} {n} of {being} from {place}|Why {N} {v}: {n} and {n} in {place}
A {a} approach to {n} {n}|{n}-based {n} for {a} {N}|The role of {n} in {a} {n}|{Person} and the {n} of {n}|The letters of {Person}|{n} in the age of {n}|Towards a {n} of {n}
How to {v} {a} {N} with {n}|{A} {n} {n} using {a} {N}|An introduction to {a} {n}|Handbook of {n} and {n}|{place}: a {n} of {n}|{N} of {place}|{a} {n}: {n}, {n}, and the {n} of {n}
The {n} of {n} in {place}, {y}–{y}|{acronym}: a {n} for {a} {n}|{acronym} and {a} {n} in {N} with {n}|Notes on {being}|A new {n} of {being} ({Latin}) from {place}|{Latin}: {n} and {n}
{a} {n} of {n}: {phrase}|{phrase}|{phrase}|{phrase}: {n} and {n} in {place}|{n} of {phrase}|The {n}: {phrase}|{V} {phrase}|Comment on “{A} {n}”|{n} as {n}|Beyond {n}|{N} without {N}|{acronym}-{k}: {a} {n}
Proceedings of {a} {n}|{n} {n} in {N} aged {k} to {k} years: a {a} {n}|{A} versus {a} {n} for {n} of {n}|{n} theory|{A} {n}, second thoughts|Principles of {a} {n}|The {place} {n}|{n} of the {a} {n}
{N} and the {n}: {Person}’s {n}|In search of {n}|Reply to {Person}|A {n} in {k} {N}|From {n} to {n}: {V} {a} {N}|{n}? {A} {n} and {n}|The {n} {v}s: {n} at {place}|{y}: the {n} of {n}|{n}. Volume {k}: {a} {n}""".replace(
    "\n", "|"
).split("|")
"""n noun, N nouns, a adjective, A adjective with a capital, v verb, V verb in -ing, y year, k number."""
_OTHER = {
    "fr": ["{w} et {w} dans la {w}", "Les {w} de l’{w}", "La {w} des {w} en {place} ({y}-{y})", "Le {w} du {w} : {w} et {w}", "Une {w} de {w}", "{w}, {w} et {w}", "De la {w} à l’{w}", "L’{w} au XIXe siècle", "Introduction à la {w}", "Pour une {w} du {w}", "{w} : le cas de {place}", "Qu’est-ce que la {w} ?", "Histoire de la {w} à {place}"],
    "de": ["Die {W} der {W}", "{W} und {W} in {place}", "Zur {W} des {W}", "{W} im 19. Jahrhundert. {W} und {W}", "Über {W}", "Das {w}e {W}: eine {W}", "Einführung in die {W}", "Von der {W} zur {W}"],
    "es": ["La {w} de la {w}", "El {w} y los {w} en {place}", "{w} y {w}: una {w}", "Hacia una {w} de {w}", "Introducción a la {w}", "Los {w} del {w} ({y}-{y})"],
    "it": ["La {w} della {w}", "Il {w} e la {w} in {place}", "Storia della {w}", "{w} e {w}: per una {w}", "I {w} di {place}"],
    "pt": ["A {w} da {w}", "O {w} e a {w} em {place}", "Uma {w} para os {w}: {w}", "Introdução à {w}", "{w}, {w} e {w} no Brasil"],
    "nl": ["De {w} van het {w}", "{w} en {w} in {place}", "Een {w} over {w}", "Het {w} van de {w}"],
    "sv": ["{w} och {w} i {place}", "Om {w}", "En {w} av {w}: {w}"], "da": ["{w} og {w} i {place}", "Om {w}", "Den {w} {w}"],
    "pl": ["{w} i {w} w {place}", "O {w}", "{w}: {w} i {w}"], "cs": ["{w} a {w}", "O {w}", "{w} v {place}: {w}"],
    "ru": ["{w} и {w} в {w}", "О {w}", "История {w}", "{w}: {w} и {w}", "Проблемы {w} {w}"],
    "fi": ["{w} ja {w}", "{w}n {w}: {w}"], "tr": ["{w} ve {w}", "{w} üzerine {w}"],
}  # fmt: skip
_SHARES = {
    "en": 12,
    "made": 4,
    "fr": 4,
    "de": 1.5,
    "es": 1,
    "it": 1,
    "pt": 1,
    "nl": 0.5,
    "sv": 0.3,
    "da": 0.3,
    "pl": 0.4,
    "cs": 0.3,
    "ru": 1,
    "fi": 0.2,
    "tr": 0.2,
}
"""How often titles of each language are made; ``made`` are the patterns of `Inventions`."""
_LITTLE = frozenset("a an and as at but by for from in into nor of on or the to with versus using".split())


class Titles:
    """Makes titles.

    Args:
        wordnet: English words.
        made: Makes places, people and fields.
        chance: Where chance comes from.
    """

    def __init__(self, wordnet: WordNet, made: Inventions, chance: random.Random) -> None:
        self.wordnet, self.made, self.chance = wordnet, made, chance

    def title(self, *, host: bool = False) -> str:
        """A title; of a book or of proceedings that something is in, with capitals more often."""
        language = self.chance.choices(list(_SHARES), list(_SHARES.values()))[0]
        text, roll = self._in(language), self.chance.random()
        if roll < 0.2:
            text += f"{' : ' if language == 'fr' else ': '}{self._in(language)}"
        elif roll < 0.27:
            text += f"{self.chance.choice(['. ', '. ', ' – ', '? ', ', '])}{self._in(language)}"
        elif roll < 0.31:
            text += self.chance.choice(
                [" ({place}, {y}-{y})", " ({y}–{y})", " (Part {k})", " ({being})", ". Part II", ", {y}-{y}"]
            )
            text = self._english(text)
        elif roll < 0.34:
            text = f"“{text.split(' ')[0]}” {text.partition(' ')[2] or text}"
        return _headline(text) if language == "en" and self.chance.random() < (0.6 if host else 0.35) else text

    def _in(self, language: str) -> str:
        if language == "made":
            return self.made.title()
        return self._english(self.chance.choice(_ENGLISH)) if language == "en" else self._other(language)

    def _english(self, pattern: str) -> str:
        pick, roll = self.chance.choice, self.chance.random
        net = self.wordnet

        def fill(match: re.Match[str]) -> str:
            match match[1]:
                case "n":
                    return pick(net.nouns)
                case "N":
                    return _plural(pick(net.nouns))
                case "a":
                    return pick(net.adjectives)
                case "A":
                    return pick(net.adjectives).capitalize()
                case "v":
                    return pick(net.verbs)
                case "V":
                    return _ing(pick(net.verbs)).capitalize()
                case "y":
                    return str(self.chance.randrange(1700, 2022))
                case "k":
                    return str(self.chance.randrange(1, 90))
                case "being":
                    return pick(net.beings)
                case "phrase":
                    return pick(net.phrases)
                case "acronym":
                    return "".join(pick("ABCDEFGHILMNOPRSTV") for _ in range(self.chance.randrange(2, 6)))
                case "Latin":
                    return f"{pick(net.nouns).capitalize()}us {pick(net.nouns)}i"
                case "Person":
                    name = self.made.folk.name("en-gb")
                    return f"{name.given} {name.family}" if roll() < 0.5 else str(name.family)
                case _:
                    return pick(country_names()) if roll() < 0.4 else self.made.city()

        text = re.sub(r"\{(\w+)\}", fill, pattern)
        text = text[:1].upper() + text[1:]
        return re.sub(r"(?<=: )[a-z]", lambda m: m[0].upper(), text) if roll() < 0.3 else text

    def _other(self, language: str) -> str:
        pick, known = self.chance.choice, words(language)

        def fill(match: re.Match[str]) -> str:
            if match[1] == "y":
                return str(self.chance.randrange(1700, 2022))
            if match[1] == "place":
                return self.made.city()
            return pick(known).capitalize() if match[1] == "W" else pick(known)

        text = re.sub(r"\{(\w+)\}", fill, pick(_OTHER[language]))
        return text[:1].upper() + text[1:]


def _plural(noun: str) -> str:
    if noun.endswith(("s", "x", "ch", "sh")):
        return f"{noun}es"
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else f"{noun}s"


def _ing(verb: str) -> str:
    return f"{verb[:-1]}ing" if verb.endswith("e") and not verb.endswith("ee") else f"{verb}ing"


def _headline(text: str) -> str:
    """With capitals as English headlines have them."""
    first, *rest = text.split(" ")
    return " ".join([first, *(w if w in _LITTLE else w[:1].upper() + w[1:] for w in rest)])
