"""Slips of the pen in the names of countries: "United Stated", "Germnay".

Only for what stands alone between marks where a place is asked for, and only where one country's name is near:
"Icland" may be Iceland or Irland.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from vendorgraph.exchange.reading.gazetteer import gazetteer, key, tokens
from vendorgraph.exchange.reading.places.placewords import plain, scan
from vendorgraph.exchange.reading.places.towns import county, town

_BETWEEN = re.compile(r"([,;/|()\[\]&+\n:]|\b(?:and|und|et)\b)")
_SHORTEST = 6  # letters of a country's name: of shorter ones too many are near to each other
_LONG = 10  # letters of a name in which two may be wrong


def spelled(words: str) -> tuple[str, dict[str, str]]:
    """(`words` with the names of countries as they are spelled, the name as written for each that was put in)."""
    slips: dict[str, str] = {}
    pieces = _BETWEEN.split(words)
    for at, piece in enumerate(pieces):
        written = piece.strip(" .*_\t")
        meant = _meant(written) if written[:1].isupper() and len(written) >= _SHORTEST - 1 else None
        if meant is not None:
            slips[meant] = written
            pieces[at] = piece.replace(written, meant)
    return "".join(pieces), slips


@lru_cache(maxsize=20_000)
def _meant(written: str) -> str | None:
    """The name of the one country that is nearest to what was written and begins as it does; None for any other words."""
    name = key(written)
    if len(name) > max(map(len, _countries())) + 1 or any(char.isdigit() for char in name):
        return None
    if (
        town(written)
        or county(written)
        or any(item.name.sort != "filler" for item in scan(plain(written))[0])
    ):
        return None
    known = gazetteer()
    if any(word.norm in known.adjectives or word.norm in known.names for word in tokens(written)):
        return None
    wrong = 2 if len(name) >= _LONG else 1
    near = process.extract(name, _countries().keys(), scorer=OSA.distance, score_cutoff=wrong, limit=None)
    near = [one for one in near if one[0][0] == name[0]]
    if len({_countries()[one[0]] for one in near}) != 1:
        return None
    best = min(near, key=lambda one: (one[1], one[0]))
    return best[0].title()


@cache
def _countries() -> dict[str, str]:
    """The country of each name that is long enough."""
    names = gazetteer().names.items()
    return {
        name: meant.places[0] for name, meant in names if meant.sort == "country" and len(name) >= _SHORTEST
    }
