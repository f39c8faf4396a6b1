"""What a refusal adds to help: the known names nearest to an unknown one, and the name that stands twice."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

from rapidfuzz import fuzz, process

Name = TypeVar("Name", bound=Hashable)

#: How alike two names must be, of 100, for one to be suggested in place of the other.
ALIKE = 60


def nearest(given: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known names most like the one given, the most alike first; none when all are too different.

    Quick enough for every id of a large inventory.
    """
    found = process.extract(given, sorted(known), scorer=fuzz.ratio, limit=most, score_cutoff=ALIKE)
    return [name for name, _, _ in found]


def nearest_are(given: str, known: Iterable[str], most: int = 3) -> str:
    """`; the nearest are a, b` to go on with after a refusal; empty when nothing is near."""
    near = nearest(given, known, most)
    return f"; the nearest {'is' if len(near) == 1 else 'are'} {', '.join(near)}" if near else ""


def first_repeated(names: Iterable[Name]) -> Name | None:
    """The first name that stood before; None when all differ."""
    seen: set[Name] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None
