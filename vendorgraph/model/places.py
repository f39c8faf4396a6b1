"""Countries and regions as places: which codes are accepted, who belongs where on which day.

A place is a country (ISO 3166-1 alpha-2, and XK for Kosovo), a region's id or `unknown`. `CH` as
a place is the country; `UK` names a region and is refused as a place, because lists that write it
mean the country GB. Closed regions (EEA, EU, UK, CH) are exact and dated by law; open ones are
words of ordinary speech, so a place named by one is not shown to lie in any other.

The open regions follow UN M49, with three readings of our own. Europe includes Cyprus and Kosovo
and, so that "EU" lies in it, the outermost regions of the Union (GF GP MF MQ RE YT); Russia is in
it, Türkiye and the Caucasus are not. APAC is East, South-East and South Asia with Oceania.
Middle-East is Western Asia without the Caucasus and with Egypt and Iran.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache

from vendorgraph.model.vocabulary import shipped

UNKNOWN = "unknown"
WORLDWIDE = "worldwide"
#: Codes that texts write for a country, and the ISO code of the country they mean.
_WRITTEN_FOR = {"UK": "GB", "EL": "GR"}


def is_country(code: str) -> bool:
    """Whether `code` is an ISO 3166-1 alpha-2 code (or XK)."""
    return code in shipped("country")


def is_region(code: str) -> bool:
    """Whether `code` is a region's id; `unknown` counts, and so do UK and CH."""
    return code in shipped("region")


def regions() -> list[str]:
    """The ids of all regions, sorted; `unknown` is one of them."""
    return sorted(shipped("region"))


def name(place: str) -> str:
    """The English name of a place; "not stated" for `unknown`."""
    if place == UNKNOWN:
        return "not stated"
    term = shipped("country").get(place) or shipped("region")[place]
    return str(term["name"])


def check_place(code: str) -> str | None:
    """The sentence that refuses `code` as a place of processing, None when it is accepted."""
    if code in _WRITTEN_FOR:
        return f"{code!r} is no country code; write {_WRITTEN_FOR[code]}"
    if is_country(code) or is_region(code):
        return None
    if is_country(code.upper()) or code.upper() in _WRITTEN_FOR:
        return f"{_shortened(code)} is no place; country codes are upper case, write {meant(code)}"
    return (
        f"{_shortened(code)} is no place; write an ISO 3166-1 alpha-2 country code, as FR, "
        f"one of {', '.join(_region_places())}, or {UNKNOWN}"
    )


def meant(code: str) -> str:
    """The ISO code that a code as people write it stands for: `uk` is GB; in capitals when it stands for none."""
    return _WRITTEN_FOR.get(code.upper(), code.upper())


def _shortened(code: str) -> str:
    return repr(code) if len(code) <= 40 else repr(code[:37] + "...")


@lru_cache(maxsize=1)
def _region_places() -> tuple[str, ...]:
    """Regions that may stand as a place, without those whose id reads as a country."""
    return tuple(r for r in shipped("region") if r != UNKNOWN and r not in _WRITTEN_FOR and not is_country(r))


def members(region: str, on: dt.date) -> frozenset[str]:
    """The countries that belong to a region on a day; KeyError for an unknown region."""
    return _membership(on)[region]


@lru_cache(maxsize=128)
def _membership(on: dt.date) -> Mapping[str, frozenset[str]]:
    """Region -> its countries on a day."""
    day = on.isoformat()  # ISO dates compare as text
    return {
        region["id"]: frozenset(
            span["country"]
            for span in region["members"]
            if (span["from"] is None or span["from"] <= day) and (span["to"] is None or day < span["to"])
        )
        for region in shipped("region").values()
    }


def lies_in(place: str, region: str, on: dt.date) -> bool:
    """Whether a place is `region` or is shown to lie wholly in it on a day.

    KeyError for an unknown region. `unknown` and open regions lie in nothing but themselves
    (open ones in `worldwide` too); a closed region lies where all its members of the day do.
    """
    inside = members(region, on)
    if place == region:
        return True
    if place == UNKNOWN:
        return False
    if region == WORLDWIDE:
        return is_country(place) or is_region(place)
    if is_country(place):
        return place in inside
    if not is_region(place) or shipped("region")[place]["kind"] != "closed":
        return False
    whole = members(place, on)
    return bool(whole) and whole <= inside
