"""What cards below a list tell of the vendors that stand in it."""

from __future__ import annotations

from dataclasses import replace

from vendorgraph.exchange.reading.places.resolve import read_places
from vendorgraph.exchange.reading.row import Row
from vendorgraph.model.places import UNKNOWN


def agrees(above: Row, row: Row) -> bool:
    """Whether a row says no other places than the one above about the same vendor, or that one says none."""
    said, known = known_places(row), known_places(above)
    return not known or said <= known


def known_places(row: Row) -> set[str]:
    """The places that the words of a row name, without those that nobody knows."""
    return {place.place for words in row.places for place in read_places(words)} - {UNKNOWN}


def completed(row: Row, more: Row) -> Row:
    """A row with what another about the same vendor says where it says nothing."""
    return replace(
        row,
        places=row.places if known_places(row) else more.places or row.places,
        seat=row.seat or more.seat,
        purposes=row.purposes or more.purposes,
        categories_text=row.categories_text or more.categories_text,
        website=row.website or more.website,
        extra={**more.extra, **row.extra},
    )
