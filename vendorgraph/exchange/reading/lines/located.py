"""Which lines say plainly where data are: sentences about data or servers, and keys with several places behind them."""

from __future__ import annotations

import re

from vendorgraph.exchange.reading.lines.keys import PLACE_ROLES, is_keyed, is_telling, key_role
from vendorgraph.exchange.reading.lines.pieces import BETWEEN_KEYS, STOP
from vendorgraph.exchange.reading.names.several import split_outside
from vendorgraph.exchange.reading.places.resolve import names_place, only_places
from vendorgraph.exchange.reading.row import PlaceWords

_OF_DATA = re.compile(
    r"\b(?:data|daten|données|verarbeitung|processing|traitements?|servers?|serveurs?|stored|hosted|processed|kept|gespeichert|gehostet|verarbeitet|liegen|"
    r"hébergé\w*|stocké\w*|conservé\w*|traité\w*)\b",
    re.I,
)
#: Some of the data, and where they are.
_SOME = re.compile(
    r"(?:[A-ZÀ-Þ]\w*daten|(?:[\w-]+ ){0,2}(?:meta)?data|(?:méta)?données(?: (?:de |d['’])?[\w-]+){0,3}?)\s+"
    r"(?:in (?:the )?|en |aux? )?([A-ZÀ-Þ].*)",
    re.I,
)
_IN = re.compile(r"\b(?:in|im|en|aux?|dans)\b")  # "Seat: Vienna · Processed in Germany" says two things


def tells_where(text: str) -> bool:
    """Whether a sentence that names a place speaks of data or servers: "Data stored in Germany"."""
    return bool(_OF_DATA.search(text))


def where_some_are(text: str) -> PlaceWords | None:
    """The place of words that say where some of the data are and nothing else: "Kontodaten USA"."""
    found = _SOME.fullmatch(text)
    return PlaceWords(text) if found and only_places(found[1]) else None


def is_key_of_places(text: str) -> bool:
    """Whether a line is a key of places or seats and a place in each part behind it: "Headquarters: EU · Finland"."""
    parts = split_outside(BETWEEN_KEYS, text)
    of_places = len(parts) > 1 and key_role(parts[0]) in (*PLACE_ROLES, "seat")
    return of_places and all(
        names_place(part) and not (is_keyed(part) or _IN.search(part)) for part in parts[1:]
    )


def parts_with_keys(value: str) -> list[str]:
    """What stands behind a key, and sentences behind it that have keys of their own: "mail. Location: Ireland"."""
    first, *more = STOP.split(value)
    return [first, *more] if more and all(map(is_telling, more)) else [value]
