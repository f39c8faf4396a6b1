"""Which lists of a page are its lists of vendors, and which tell of something else, weighed against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from vendorgraph.exchange.reading.companies import is_company
from vendorgraph.exchange.reading.found import identity
from vendorgraph.exchange.reading.row import PlaceWords, Row, set_aside
from vendorgraph.exchange.vendors import catalogue

APART = "the page lists its vendors elsewhere, and names no company that is known here"
AGAIN = "the page lists these vendors elsewhere"
REGISTER = "the table is a register of processing activities, and the page lists its vendors elsewhere"


_TOLD = 8  # words of what tells more of a vendor than whom it is and what for


@dataclass(frozen=True, slots=True)
class Part:
    """A table, a list or a run of cards: its line, and what tells that it lists vendors.

    `near` is whether a heading of its own, or the sentence before it, speaks of vendors, `titled` whether the page
    does, and `asked` whether a header asks for vendors; `other` is whether its heading is of something else, `above`
    whether it is about those that stand above. A `register` of processing activities names `recipients`, or only
    what is used.
    """

    line: int
    near: bool = False
    titled: bool = False
    asked: bool = False
    other: bool = False
    above: bool = False
    register: bool = False
    recipients: bool = False
    lead: PlaceWords | None = None  # of all rows, by the words above them
    titles: tuple[str, ...] = field(default=(), compare=False)


class Placed(NamedTuple):
    """A row of a page, and the part of it that it stands in."""

    row: Row
    part: Part


def weighed(rows: Sequence[Placed]) -> Iterator[Placed]:
    """The rows in order, those of a part that lists no vendors of its own set aside as one that says why."""
    parts = [(part, [one.row for one in run]) for part, run in groupby(rows, key=lambda one: one.part)]
    strong = [_names(made) for part, made in parts if _is_strong(part, made)]
    for part, made in parts:
        others = (
            frozenset[str]().union(*(names for names in strong if names is not None))
            if strong
            else frozenset()
        )
        left, why = _left(part, made, others) if strong else (made, "")
        if len(left) < len(made):
            yield Placed(set_aside(part.line, why, len(made) - len(left)), part)
        yield from (Placed(row, part) for row in left)


def _left(part: Part, made: list[Row], others: frozenset[str]) -> tuple[list[Row], str]:
    """The rows of a part that stay beside lists of the vendors named elsewhere, and why the rest does not."""
    if part.register:
        new = [row for row in made if part.recipients and any(map(_is_known, _new(row, others)))]
        return new, REGISTER
    named = [row for row in made if row.vendors and row.refused is None]
    if part.above:
        return [row for row in made if row not in named or _new(row, others)], AGAIN
    if part.asked or not named or _is_strong(part, made):
        return made, ""
    if part.other and not part.titled and not part.near:
        return [row for row in made if row not in named or any(map(_is_known, _new(row, others)))], APART
    known = sum(any(map(_is_known, row.vendors)) for row in named)
    placed = sum(_is_placed(row, part) for row in named)
    told = all(len(row.words.split()) > _TOLD for row in named)
    if (told or not part.titled) and not part.near and all(not _new(row, others) for row in named):
        return [row for row in made if row not in named], AGAIN
    if part.near or placed * 2 > len(named):
        return made, ""
    weak = len(named) > 1 and not (known or placed) if part.titled else known * 2 < len(named)
    return ([], APART) if weak else (made, "")


def _is_strong(part: Part, made: Sequence[Row]) -> bool:
    """Whether a part plainly lists vendors: words say so, and half of its rows name a company or say where."""
    named = [row for row in made if row.vendors and row.refused is None]
    told = sum(_is_placed(row, part) or any(map(_is_known, row.vendors)) for row in named)
    return (
        (part.near or part.asked or part.titled)
        and not (part.register or part.above)
        and bool(told)
        and told * 2 >= len(named)
    )


def _is_placed(row: Row, part: Part) -> bool:
    """Whether words of its own say where the vendor of a row is."""
    return bool(row.places) and row.places != (part.lead,)


def _is_known(name: str) -> bool:
    """Whether a name is a company's, and no ordinary word that is one too."""
    return is_company(name) and not catalogue().is_word(name)


def _names(made: Sequence[Row]) -> frozenset[str]:
    return frozenset(identity(name) for row in made if row.refused is None for name in row.vendors)


def _new(row: Row, others: frozenset[str]) -> list[str]:
    """The names of a row that are not among those of vendors listed elsewhere."""
    return [name for name in row.vendors if identity(name) not in others]
