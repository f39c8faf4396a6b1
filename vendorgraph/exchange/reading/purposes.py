"""From the words for a purpose to terms of the taxonomy, where they are clear; the words stay beside them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources

from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.text import parse_yaml

#: A term that says less than the other and is left out beside it.
_COVERED = (
    ("marketing", "marketing."),
    ("essential.service.notifications", "essential.service.notifications."),
    ("essential.service.security", "essential.service.security."),
    ("marketing.communications", "marketing.communications."),
)
_MOST = 4


def read_purposes(words: Iterable[str]) -> tuple[str, ...]:
    """The purposes that the words make clear, most four, in the order in which they are named; () when none."""
    found: dict[str, None] = {}
    for said in words:
        found.update(dict.fromkeys(_terms(said)))
    return tuple(found)[:_MOST]


@lru_cache(maxsize=20_000)
def _terms(words: str) -> tuple[str, ...]:
    text = f" {key(words)} "
    places = {
        term: min(at)
        for term, beginnings in _lexicon().items()
        if (at := [text.find(f" {beginning}") for beginning in beginnings if f" {beginning}" in text])
    }
    for wide, narrow in _COVERED:
        if any(term.startswith(narrow) for term in places):
            places.pop(wide, None)
    if "functional.storage" in places and "essential.service.hosting" in places:
        places.pop("functional.storage")
    return tuple(sorted(places, key=lambda term: (places[term], term)))


@cache
def _lexicon() -> dict[str, tuple[str, ...]]:
    content = resources.files("vendorgraph.exchange").joinpath("data/purposes.yaml").read_text("utf-8")
    return {term: tuple(key(word) for word in words) for term, words in parse_yaml(content).items()}
