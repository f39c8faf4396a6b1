"""What every reader yields: rows in the words of their source, before anything is matched.

A row is a table row, a bullet, a sheet row, a service or a vendor entry. What cannot be used is
still a row, with the reason in `refused`: rows that go in and rows that come out add up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from vendorgraph.exchange.reading.source import Source

_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Places as written, of one kind: "United States, Belgium"; `kind` null when the source does not say."""

    words: str
    kind: str | None = None  # storage, processing or access


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a source.

    `vendors` are the names as written (two in one cell are two, none when unreadable); `purposes` are
    words as written, or ids of the taxonomy when `coded`; `categories` null = not stated; `extra` holds
    further fields of the flow in the terms of the model (mechanisms, retention, stated_role …), under
    the key `party` those of the party.
    """

    number: int
    words: str
    vendors: tuple[str, ...] = ()
    places: tuple[PlaceWords, ...] = ()
    seat: str | None = None
    purposes: tuple[str, ...] = ()
    coded: bool = False
    categories: tuple[str, ...] | None = None
    categories_text: str | None = None
    subjects: tuple[str, ...] = ()
    website: str | None = None
    section: str | None = None
    sender: str | None = None
    key: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    note: str | None = None
    refused: str | None = None


#: The key under which `extra` says that a row stands for so many that were set aside.
ASIDE = "aside"
#: Column roles by header, as `{"Where": "processing"}`, for the formats that have columns.
Mapped = Mapping[str, str]


class Reader(Protocol):
    """Yields the rows of a source, streaming where the format allows."""

    def __call__(self, source: Source, mapping: Mapped | None = None) -> Iterator[Row]:
        """Every row, refused ones included. Raises Invalid only when nothing of the file is readable."""


def set_aside(number: int, what: str, rows: int) -> Row:
    """What stands for a whole table or list that is plainly of something else: told once, no rows of it."""
    return Row(number, what, extra={ASIDE: rows}, refused=what)


def collapsed(text: str) -> str:
    """`text` with every run of white space as one space, without marks that do not show (zero width, direction)."""
    return " ".join(_UNSEEN.sub("", text).split())


def in_order(rows: list[Row], others: Sequence[Row]) -> Iterator[Row]:
    """Rows with others between them, each before the first that stands below it."""
    left = list(others)
    for row in rows:
        while left and left[0].number < row.number:
            yield left.pop(0)
        yield row
    yield from left
