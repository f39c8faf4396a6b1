"""Lines of a text that recur as labels do, each by itself above what it is about: "Location" above "Ireland"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from vendorgraph.exchange.reading.companies import is_company
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.headers import PLACES, role_of
from vendorgraph.exchange.reading.places import only_places

_WORDS = 8  # of a label
_ALWAYS = 0.8  # of the labels that ask where, for one whose words tell nothing


def recurring_labels(lines: Sequence[str]) -> frozenset[str]:
    """The keys of the short lines that recur about as often as one that asks for a place, each time above another line."""
    texts = [line.strip(" :") for line in lines]
    times = Counter(key(text) for text in texts if _may_be_label(text))
    recurring = {text for text in texts if times[key(text)] > 1}
    often = max((times[key(text)] for text in recurring if role_of(text) in PLACES), default=0)
    above: dict[str, set[str]] = defaultdict(set)
    below: dict[str, set[str]] = defaultdict(set)
    for text, after in pairwise(map(key, texts)):
        below[text].add(after)
        above[after].add(text)

    def asks(text: str) -> bool:
        role, many = role_of(text), times[key(text)]
        if len(above[key(text)]) < 2:
            return role in PLACES  # another is what the label above it says
        return role is not None or len(below[key(text)]) * 2 > many >= often * _ALWAYS

    return frozenset(key(text) for text in recurring if often and times[key(text)] * 2 > often and asks(text))


def _may_be_label(text: str) -> bool:
    """Whether a line has few words and is no sentence, value, company or place."""
    short = 0 < len(key(text).split()) <= _WORDS and not re.search(r"[.,;]$|: |\s{2}|\t|\d", text)
    return short and not (is_company(text) or only_places(text))
