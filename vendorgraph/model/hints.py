"""What a refusal adds to help: the known names nearest to an unknown one, and the name that stands twice."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from typing import TypeVar

from rapidfuzz import fuzz, process

Name = TypeVar("Name", bound=Hashable)

#: How alike two names must be, of 100, for one to be suggested in place of the other: of a name up to SHORT
#: letters long more, for half of these stand in many others by chance.
ALIKE, SHORT_ALIKE = 60, 66
SHORT = 6


def nearest(given: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known names nearest to the one given, the nearest first; none when all are too different.

    First come those of which it is a whole part (`health` of `user.health_and_medical`), the broadest first,
    then those most like it. Quick enough for every id of a large inventory.
    """
    names = sorted(known)
    word = given.lower()
    whole = re.compile(rf"(?:^|[._:]){re.escape(word)}(?:[._:]|$)")
    holding = [name for name in names if word and word in name and whole.search(name)]
    bar = SHORT_ALIKE if len(given) <= SHORT else ALIKE
    alike = process.extract(given, names, scorer=fuzz.ratio, limit=most, score_cutoff=bar)
    found = (*sorted(holding, key=lambda name: (name.count("."), len(name))), *(name for name, _, _ in alike))
    return list(dict.fromkeys(found))[:most]


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
