"""Places that a column of transfers names beside instruments, and what is left of "yes (USA)"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.places.resolve import (
    kind_told,
    only_places,
    read_places,
    without_instruments,
)
from vendorgraph.exchange.reading.row import PlaceWords
from vendorgraph.model.places import UNKNOWN, members

_OF_TRANSFERS = re.compile(
    r"transfer|transfert|drittland|drittstaat|third countr|pays tiers|hors (?:de )?(?:l )?(?:ue|eee)|outside (?:the )?(?:eu|eea)|"
    r"ausserhalb"
)
_YES = re.compile(
    r"^\s*(?:yes|no|ja|nein|oui|non|none|keine?r?|aucune?|n/a|y|n)(?:\s*$|\s*(?=\()|\s*[.,;:–—-]+\s*)", re.I
)
_BETWEEN = re.compile(r"\s*[,;:()]\s*|\s+[–—-]\s+|\n|\s+(?:with|under|via|mit|unter|avec|sous)\b")
_TOWARDS = re.compile(
    r"\b(?:from|to|in|into|aus|nach|in|depuis|vers|aux?|en)\s+(?:the\s+|les\s+|la\s+|den\s+|die\s+|der\s+|l['’])?([A-ZÀ-Þ].*)$"
)
#: From where to where: of "UK → US" the second counts.
_ARROW = re.compile(r"(^|[,;:(\n])[^,;:()\n]*?\s*(?:→|⇒|➔|➜|↦|->|=>|-->|>)\s*(?=\S)")
_ONLY = re.compile(r"\b(?:only|exclusively|ausschließlich|nur|uniquement|seulement|exclusivement)\b", re.I)
#: How often or when it is made, before the country: "in Einzelfällen USA", "exceptionally, the USA".
_SELDOM = re.compile(
    r"^(?:in (?:einzelfällen|ausnahmefällen|some cases|individual cases|exceptional cases)|vereinzelt|teilweise|ggf\.|"
    r"gegebenenfalls|möglicherweise|eventuell|occasionally|exceptionally|sometimes|possibly|partly|dans certains cas|parfois|"
    r"ponctuellement|exceptionnellement|éventuellement|le cas échéant|en partie)[,:]?\s+"
    r"(?:(?:in|to|nach|aux?|vers|en) )?(?:the |die |les )?",
    re.I,
)
_INSIDE = frozenset(("EU", "EEA", "Europe"))


def is_of_transfers(header: str) -> bool:
    """Whether a header asks for transfers to third countries, and not for instruments in general."""
    return bool(_OF_TRANSFERS.search(key(header)))


def places_of_transfer(words: str) -> Iterator[PlaceWords]:
    """The third countries that words about a transfer name: "Yes, access from the USA (SCC)"."""
    inside = members("EEA", dt.date.today())
    for piece in _BETWEEN.split(_ARROW.sub(r"\1", without_instruments(_YES.sub("", words)))):
        piece = _SELDOM.sub("", piece)
        if _ONLY.search(piece):
            continue  # "EU hosting only" says that none are made
        towards = _TOWARDS.search(piece)
        said = towards[1] if towards and only_places(towards[1]) else piece
        if only_places(said) and not {place.place for place in read_places(said)} <= {
            UNKNOWN,
            *_INSIDE,
            *inside,
        }:
            yield PlaceWords(said, kind_told(piece))


def without_yes(words: str) -> str:
    """What is left of "yes (USA)" when it names a place; a bare "no" says nothing of where."""
    answer = _YES.match(words)
    if answer is None:
        return words
    rest = words[answer.end() :].strip("() ")
    return rest if only_places(rest) else ""
