"""Countries and regions that a sentence names, as codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vendorgraph.exchange.policy_text.lexicon import Lexicon
from vendorgraph.exchange.reading.gazetteer import gazetteer, key
from vendorgraph.exchange.reading.places.towns import town
from vendorgraph.model.vocabulary import shipped

_LANGUAGES = ("en", "fr", "de")
_NAME = r"[A-ZÀ-ÖØ-Þ][\w’'-]+(?:[ -](?:am|an der|in|upon|sur|de|la|le)[ -][A-Z]\w+| [A-Z]\w+){0,2}"
#: Words behind which a town may stand: "in Frankfurt", "à Lyon", "in the region Paris", "Serverstandort: Köln".
_TOWN = re.compile(
    r"(?:\b(?:in|In|à|at|near|bei|[Rr]egion(?:en|s)?|régions?|est|ist|is|the|de|EU)|:)\s+"
    rf"(?P<town>{_NAME})"
)
#: A further town: "in Dublin (eu-west-1) and Frankfurt".
_FURTHER = re.compile(
    rf"(?:\s*\([^()]*\))?(?:,|\s(?:and|or|und|oder|sowie|et|ou))\s+(?:in\s|à\s|de\s)?(?P<town>{_NAME})"
)
_LAST = re.compile(r"[ -](?:am |an der )?[\w’'-]+$")


@dataclass(frozen=True, slots=True)
class Named:
    """A place in a text: its code, whether it is a country, the words and where they stand."""

    code: str
    country: bool
    words: str
    start: int


def places_in(text: str, lexicon: Lexicon) -> list[Named]:
    """The countries and regions that `text` names, in order; a code once."""
    found = []
    for section, country in (("regions", False), ("countries", True)):
        found += [
            Named(hit.entry.key, country, hit.words, hit.start)
            for hit in lexicon.hits(section, text)
            if hit.words[0].isupper() or " " in hit.words
        ]
    for match in _countries().finditer(text):
        found.append(Named(_codes()[match[0]], True, match[0], match.start()))
    first: dict[str, Named] = {}
    for place in sorted(found, key=lambda place: place.start):
        first.setdefault(place.code, place)
    return list(first.values())


def towns_in(text: str) -> list[Named]:
    """The country of the first town that `text` names where a place may stand, and those of the towns joined to it."""
    for found in _TOWN.finditer(text):
        if first := _town_at(found):
            towns, end = [first], first.start + len(first.words)
            while (further := _FURTHER.match(text, end)) and (named := _town_at(further)):
                towns.append(named)
                end = named.start + len(named.words)
            return list({town.code: town for town in reversed(towns)}.values())[::-1]
    return []


def _town_at(found: re.Match[str]) -> Named | None:
    """The country of the town that `found` begins with."""
    words = found["town"]
    while words:
        if code := _country_of(words):
            return Named(code, True, words, found.start("town"))
        shorter = _LAST.sub("", words)
        words = shorter if shorter != words else ""
    return None


def _country_of(words: str) -> str | None:
    meant = gazetteer().names.get(key(words))
    if meant and meant.sort == "city" and len(meant.places) == 1:
        return meant.places[0]
    return town(words)


@cache
def _codes() -> dict[str, str]:
    """Name of a country in one of the three languages -> its code."""
    return {
        name: code
        for code, term in shipped("country").items()
        for language, name in term["names"].items()
        if language in _LANGUAGES and len(name) > 3
    }


@cache
def _countries() -> re.Pattern[str]:
    names = sorted(_codes(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})(?=e?n?\b)")
