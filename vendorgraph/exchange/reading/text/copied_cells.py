"""Lines between two rows of a table whose cells tabs part: which are of the last cell above, which of the first below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from vendorgraph.exchange.reading.names.companies import is_company, looks_like_a_name
from vendorgraph.exchange.reading.places.resolve import names_place, only_places

NUMBER = re.compile(r"\W*\d{1,3}\W*")  # of a row
_GOES_ON = re.compile(r"[a-zà-ÿ(&+]")
_LONGEST = 80  # characters of a line that stands over a group of rows


class Gap:
    """The lines between the last tab of a row and the first of the next, and what stands beside these tabs."""

    def __init__(self, lines: Sequence[str], last: str, first: str) -> None:
        self.last, self.first = last, first
        self.at = [at for at, line in enumerate(lines) if line.strip()]  # of filled lines
        self.texts = [lines[at].strip() for at in self.at]
        self.size = len(lines)
        self.companies = [at for at, text in enumerate(self.texts) if is_company(text)]
        self.begins = is_company(first)  # whether the line with the tab begins with a company

    def __bool__(self) -> bool:
        return bool(self.at)

    def places(self) -> list[int]:
        """Before which of the filled lines, or behind the last, the rows may part: where most blank lines stand."""
        ends = [-1, *self.at, self.size]
        blank = [ends[at + 1] - ends[at] for at in range(len(ends) - 1)]
        return [at for at, many in enumerate(blank) if many == max(blank)]


def is_told_first(gaps: Sequence[Gap]) -> bool:
    """Whether it is the first cells of a table that have several lines, rather than the last ones."""
    firsts = sum(bool(gap.companies) and not gap.begins for gap in gaps)
    lasts = sum(bool(gap) and gap.begins and not gap.companies for gap in gaps)
    return bool(gaps) and (firsts > lasts or (firsts == lasts and bool(gaps[0])))


def shared(gap: Gap, *, first: bool, usual: bool) -> tuple[int, int]:
    """(where the last cell above ends, where the first below begins) in the lines between; between them a group's title.

    `first` is whether first cells have several lines, `usual` whether lines stand between most rows.
    """
    if not gap:
        return 0, 0
    places = gap.places()
    if not gap.first and len(places) > 1:
        places = [at for at in places if at < len(gap.texts)] or places
    parted = _nearest(places, _parted(gap, first=first))
    tail = gap.texts[:parted]
    head = gap.at[parted] if parted < len(gap.at) else gap.size
    alone = not usual and 0 in gap.places() and len(tail) == 1 and _is_title(tail[0])
    return (0 if alone else head), head


def _nearest(places: Sequence[int], wanted: int) -> int:
    return min(places, key=lambda at: (abs(at - wanted), at))


def _parted(gap: Gap, *, first: bool) -> int:
    """How many of the lines are of the cell above, by what they say."""
    lines = len(gap.texts)
    if NUMBER.fullmatch(gap.first):
        return lines
    if gap.begins:
        return gap.companies[0] if first and gap.companies else lines
    if gap.companies:
        return gap.companies[0]
    if first:
        return sum(1 for _ in takewhile(_goes_on, gap.texts[: lines - (not gap.first)]))
    return lines if looks_like_a_name(gap.first) else 0


def _goes_on(text: str) -> bool:
    """Whether a line is rather of the places above it than the name of the next vendor."""
    return only_places(text) or bool(_GOES_ON.match(text))


def _is_title(text: str) -> bool:
    """Whether a line may stand over a group of rows."""
    return len(text) <= _LONGEST and not _GOES_ON.match(text) and not names_place(text)


def at_the_end(lines: Sequence[str], last: str, most: int, *, below: bool) -> int:
    """How many of the lines behind a table are of its last cell.

    `most` is how many are of the last cell of any row above, `below` whether they as a rule stand below the last tab.
    """
    if not last and below:
        texts = list(
            takewhile(lambda at: lines[at].strip() or not any(map(str.strip, lines[:at])), range(len(lines)))
        )
        return len(texts)
    run = list(takewhile(str.strip, lines))
    if most and len(run) <= most:
        return len(run)
    return sum(1 for _ in takewhile(names_place, run)) if most else 0
