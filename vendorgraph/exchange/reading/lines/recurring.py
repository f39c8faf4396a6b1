"""Lines of a text that recur as labels do, each by itself above what it is about: "Location" above "Ireland"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.headers import PLACES, role_of
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.places.resolve import only_places

_WORDS, _LONGEST = 8, 80  # words and characters of a label
_ALWAYS = 0.8  # of the labels that ask where, for one whose words tell nothing


def recurring_labels(lines: Sequence[str]) -> frozenset[str]:
    """The keys of the short lines that recur about as often as one that asks for a place, each time above another line.

    Blank lines are among the `lines`: a line above one is no label where those that ask for places are above none.
    """
    texts = [line.strip(" :") for line in lines]
    times = Counter(key(text) for text in texts if 0 < len(text) <= _LONGEST)
    recurring = {text for text in texts if times[key(text)] > 1 and _may_be_label(text)}
    often = max((times[key(text)] for text in recurring if role_of(text) in PLACES), default=0)
    if not often or any(role_of(text) == "vendor" for text in recurring):
        return frozenset()  # who it is stands below a label
    above, below, apart = _neighbours(texts)
    parted = any(apart[key(text)] * 2 > times[key(text)] for text in recurring if role_of(text) in PLACES)

    def asks(text: str) -> bool:
        role, many, under = role_of(text), times[key(text)], below[key(text)]
        if len(above[key(text)]) < 2 or (apart[key(text)] * 2 > many and not parted):
            return role in PLACES  # another is what the label above it says, or the end of a card
        if sum(map(is_company, under)) * 2 > len(under):
            return False  # a line above names
        return role is not None or len({key(one) for one in under}) * 2 > many >= often * _ALWAYS

    return frozenset(key(text) for text in recurring if times[key(text)] * 2 > often and asks(text))


def _neighbours(
    texts: Sequence[str],
) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]], Mapping[str, int]]:
    """By the key of a line: the keys of those above it, those below it, and how often a blank line stands there."""
    above: dict[str, set[str]] = defaultdict(set)
    below: dict[str, set[str]] = defaultdict(set)
    apart: Counter[str] = Counter()
    filled = [at for at, text in enumerate(texts) if text]
    for at, after in pairwise(filled):
        below[key(texts[at])].add(texts[after])
        above[key(texts[after])].add(key(texts[at]))
        apart[key(texts[at])] += after > at + 1
    return above, below, apart


def _may_be_label(text: str) -> bool:
    """Whether a line has few words and is no sentence, value, company or place."""
    short = 0 < len(key(text).split()) <= _WORDS and not re.search(r"[.,;]$|: |\s{2}|\t|\d", text)
    return short and not (is_company(text) or only_places(text))
