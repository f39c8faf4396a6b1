"""Where data are by the sentences about what a vendor is for: "Payments. Données au Canada et en Irlande."."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from vendorgraph.exchange.reading.lines.access import access_told
from vendorgraph.exchange.reading.lines.endings import end_of
from vendorgraph.exchange.reading.lines.pieces import STOP
from vendorgraph.exchange.reading.lines.places_in_text import affirmed, places_in_words
from vendorgraph.exchange.reading.lines.seats import says_where_inside, seat_told
from vendorgraph.exchange.reading.names.several import split_outside
from vendorgraph.exchange.reading.places.bounds import adds_nothing, is_bound
from vendorgraph.exchange.reading.places.placewords import DOUBLE, EVERYDAY
from vendorgraph.exchange.reading.places.resolve import (
    denied,
    is_place,
    kind_told,
    place_at_start,
    read_places,
)
from vendorgraph.exchange.reading.row import PlaceWords, collapsed
from vendorgraph.model.places import WORLDWIDE

_SEMICOLON = re.compile(r"\s*;\s*")
_OF_DATA = re.compile(r"\b(?:data|daten|données|servers?|serveurs?|cdn|edge)\b", re.I)


def places_spoken(text: str) -> Iterator[PlaceWords]:
    """The places in sentences: those that are nothing but places, from where there is access, else what they say of servers.

    A line that is a place is a sentence of its own.
    """
    lines = text.split("\n")
    apart = len(lines) > 1 and any(_is_place_alone(line.strip(" .")) for line in lines)
    for sentence in (one for part in (lines if apart else [collapsed(text)]) for one in STOP.split(part)):
        if seat_told(sentence) or (denied(sentence) and "," not in sentence):
            continue
        parts = (affirmed(part).strip().rstrip(".") for part in split_outside(_SEMICOLON, sentence))
        told = [one for part in parts for one in _of_part(part)]
        bound = [words for words, bounds in told if bounds]
        exact = [words for words, bounds in told if not bounds]
        yield from exact or bound or places_in_words(sentence)
        yield from bound if exact and not adds_nothing(_named(bound), _named(exact)) else ()


def _named(words: Iterable[PlaceWords]) -> list[str]:
    return [place.place for one in words for place in read_places(one)]


def _of_part(part: str) -> Iterator[tuple[PlaceWords, bool]]:
    """(the places of a part between semicolons, whether they only bound where data are)."""
    start = place_at_start(part)
    rest = part[len(start) :]
    if is_place(part):
        yield from [(PlaceWords(part, kind_told(part)), is_bound(part))] if _is_place_alone(part) else ()
    elif start and says_where_inside(rest):
        yield PlaceWords(part), False  # "USA (EU hosting available)"
    elif access := access_told(part):
        yield from _of_part(access[0])
        yield access[1], False
    elif start and kind_told(start):
        yield PlaceWords(start, kind_told(start)), is_bound(start)  # "Hosted in Ireland for the matters of …"
        yield from _of_part(rest.strip(" ,"))
    else:
        yield from ((words, is_bound(part)) for words in _of_sentence(part))


def _of_sentence(part: str) -> Iterable[PlaceWords]:
    """The places that a part says as a sentence does, by the first of the ways to say so that gives any."""
    end = end_of(part)
    return tuple(places_in_words(part)) or ((end.places,) if end and end.places.kind else ())


def _is_place_alone(part: str) -> bool:
    """Whether words are a place and hardly what something is for: no "HR", and no "International"."""
    if not is_place(part) or part in DOUBLE or EVERYDAY.match(part):
        return False
    everywhere = all(place.place == WORLDWIDE for place in read_places(part))
    return not everywhere or bool(kind_told(part) or _OF_DATA.search(part))
