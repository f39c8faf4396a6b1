"""Regions that only bound where data are, beside the countries that say where: "Nürnberg; Verarbeitung nur innerhalb der EU"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection

from vendorgraph.model.places import UNKNOWN, WORLDWIDE, is_country, lies_in

_BOUND = re.compile(
    r"\b(?:ausschließlich|ausschliesslich|nur|stets|immer|exclusively|solely|only|entirely|always|exclusivement|uniquement|"
    r"toujours|n['’]t leaves?|never leaves?|not leave|verlassen|verlässt|quitten?t?|remains?|stays?|verbleib\w*|bleib\w*|"
    r"rest(?:e|ent))\b",
    re.I,
)


def is_bound(words: str) -> bool:
    """Whether words say of where data are that they are nowhere else: "processed exclusively within the EU"."""
    return bool(_BOUND.search(words))


def adds_nothing(bound: Collection[str], others: Collection[str]) -> bool:
    """Whether the places of a bound are regions in which all the others lie."""
    exact = [place for place in others if place != UNKNOWN]
    regions = [place for place in bound if place not in (UNKNOWN, WORLDWIDE)]
    wide = bool(regions) and not any(map(is_country, regions))
    today = dt.date.today()
    return (
        wide and bool(exact) and all(any(lies_in(one, region, today) for region in regions) for one in exact)
    )
