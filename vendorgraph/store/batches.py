"""Rows in the portions that a statement takes at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

#: Rows of one portion, and the characters of their texts: a Bolt message has its limit.
BATCH_ROWS = 1000
BATCH_CHARACTERS = 2_000_000


def batches(items: Iterable[T], weight: Callable[[T], int] = lambda _: 0) -> Iterator[list[T]]:
    """`items` in lists of at most BATCH_ROWS that together weigh about BATCH_CHARACTERS at most."""
    batch: list[T] = []
    carried = 0
    for item in items:
        batch.append(item)
        carried += weight(item)
        if len(batch) >= BATCH_ROWS or carried >= BATCH_CHARACTERS:
            yield batch
            batch, carried = [], 0
    if batch:
        yield batch
