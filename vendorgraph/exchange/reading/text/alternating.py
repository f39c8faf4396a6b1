"""Cards of vendors in a text whose lines are a name, then a label and what it says by turns, the same labels in each card."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from vendorgraph.exchange.reading.blocks import Cell, Table
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.columns import roles_of
from vendorgraph.exchange.reading.lines.headers import PLACES, role_of
from vendorgraph.exchange.reading.lines.textlines import BULLET, Line
from vendorgraph.exchange.reading.names.companies import looks_like_a_name

_FEWEST = 3  # cards of a run
_LABEL = 60  # characters of a label
_NO_LABEL = re.compile(r"\.$|:\s|\w[|\t]|\s[|–—-]\s")
_NAME = "Vendor"  # the header that the names lack


def with_alternating(lines: Sequence[Line]) -> list[Table | Sequence[Line]]:
    """The lines, with such cards as the rows of a table whose headers are their labels."""
    runs = [list(run) for filled, run in groupby(lines, key=lambda line: bool(line[1].strip())) if filled]
    told = [_labels(run) for run in runs]
    parts: list[Table | Sequence[Line]] = []
    begins = at = 0
    known: dict[str, str] = {}
    while at < len(runs):
        labels, end = _cards(told, at)
        few = end - at < _FEWEST and not labels.keys() <= known.keys()
        if not labels or few or not _ask_where(labels):
            at += 1
            continue
        parts += [_between(lines, begins, runs[at][0][0]), _table(labels, runs[at:end])]
        begins = runs[end - 1][-1][0]
        at = end
        known |= labels  # a few cards below another title are cards too
    rest = _between(lines, begins, lines[-1][0] + 1) if lines else []
    return [part for part in [*parts, rest] if isinstance(part, Table) or part]


def _between(lines: Sequence[Line], above: int, below: int) -> list[Line]:
    """The lines between two numbers of lines."""
    number = itemgetter(0)
    return list(lines[bisect_right(lines, above, key=number) : bisect_left(lines, below, key=number)])


def _cards(told: Sequence[dict[str, str]], start: int) -> tuple[dict[str, str], int]:
    """(the labels by their keys, where the runs from `start` on end that are cards with these), by the labels of each run."""
    labels, end = dict(told[start]), start
    while end < len(told) and told[end]:
        own = told[end]
        if len(own.keys() & labels.keys()) * 2 <= max(len(own), len(labels)):
            break
        labels = own | labels
        end += 1
    return labels, end


def _labels(run: Sequence[Line]) -> dict[str, str]:
    """The labels of a card by their keys; {} for lines that are none."""
    texts = [line.strip() for _, line in run]
    labels = {key(text): text for text in texts[1::2] if len(text) <= _LABEL and not _NO_LABEL.search(text)}
    shaped = len(texts) % 2 and len(labels) == len(texts) // 2 and not any(map(BULLET.match, texts[::2]))
    said = {key(text) for text in texts[::2]}
    return labels if shaped and looks_like_a_name(texts[0]) and not said & labels.keys() else {}


def _ask_where(labels: dict[str, str]) -> bool:
    """Whether labels are known to ask for a place, or for what a vendor does and another thing."""
    roles = set(roles_of(labels.values()).values()) | {role_of(label) for label in labels.values()}
    return bool(roles & {*PLACES, "seat", "address"}) or ("purpose" in roles and len(roles - {None}) > 1)


def _table(labels: dict[str, str], cards: Sequence[Sequence[Line]]) -> Table:
    """A row for each card, its cells below the labels."""
    rows = [(cards[0][0][0], [Cell(_NAME), *map(Cell, labels.values())])]
    for card in cards:
        texts = [line.strip() for _, line in card]
        said = dict(zip(map(key, texts[1::2]), texts[2::2], strict=True))
        rows.append((card[0][0], [Cell(texts[0]), *(Cell(said.get(label, "")) for label in labels)]))
    return Table(cards[0][0][0], rows)
