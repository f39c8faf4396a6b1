"""Countries and regions that a sentence names, as codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vendorgraph.exchange.policy_text.lexicon import Lexicon
from vendorgraph.model.vocabulary import shipped

_LANGUAGES = ("en", "fr", "de")


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
