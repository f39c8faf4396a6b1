"""Which lists of a page are its lists of vendors, and which tell of something else, weighed against each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from typing import NamedTuple

from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lists.details import known_places
from vendorgraph.exchange.reading.lists.found import identity
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.row import PlaceWords, Row, set_aside
from vendorgraph.exchange.reading.vendor.evidence import says_what_for
from vendorgraph.exchange.vendors import catalogue, root

APART = "the page lists its vendors elsewhere, and names no company that is known here"
AGAIN = "the page lists these vendors elsewhere"
REGISTER = "the table is a register of processing activities, and the page lists its vendors elsewhere"


#: Titles of what tells once more of vendors that the page lists: all in short, or sorted by what they are for.
_SUMMARY = re.compile(
    r"(?:summary|overview|at a glance|quick reference|recap|(?:^|\w )by (?:feature|function|purpose|category|region|product)|"
    r"zusammenfassung|ubersicht|uberblick|auf einen blick|nach (?:funktion|zweck|kategorie|region)\w*|"
    r"resume|recapitulatif|synthese|vue d ensemble|en un coup d oeil|en bref|"
    r"par (?:fonction(?:nalite)?|finalite|usage|categorie|region))s?$"
)
#: Titles of what is kept in browsers, each by whom.
_COOKIES = re.compile(r"\bcookies?\b|\btraceurs\b|\btrackers?\b")
_TOLD = 8  # words of what tells more of a vendor than whom it is and what for


@dataclass(frozen=True, slots=True)
class Part:
    """A table, a list or a run of cards: its line, the how manieth of the page it is, and what tells that it lists vendors.

    `near` is whether a heading of its own, or the sentence before it, speaks of vendors, `titled` whether the page
    does, and `asked` whether a header asks for vendors; `other` is whether its heading is of something else, `above`
    whether it is about those that stand above. A `register` of processing activities names `recipients`, or only
    what is used.
    """

    line: int
    at: int = 0
    near: bool = False
    titled: bool = False
    asked: bool = False
    table: bool = False
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
    strong = [_is_strong(part, made) for part, made in parts]
    listed = list(zip(parts, strong, strict=True))
    others = _listed(made for (_, made), is_strong in listed if is_strong)
    elsewhere = _listed(made for (part, made), is_strong in listed if is_strong and not _is_summary(part))
    told = _listed(made for (_, made), is_strong in listed if is_strong and not _tells_nothing(made))
    for (part, made), is_strong in listed:
        left, why = (made, "") if is_strong or not others else _left(part, made, others)
        if is_strong and not (part.near or part.asked) and _tells_nothing(made):
            left, why = [row for row in made if not _names(row) or _is_new(row, told)], AGAIN
        if _is_summary(part) and _is_old(left, elsewhere):
            left, why = [row for row in left if not _names(row) or _is_new(row, elsewhere)], AGAIN
        if len(left) < len(made):
            yield Placed(set_aside(part.line, why, len(made) - len(left)), part)
        yield from (Placed(row, part) for row in left)


def _tells_nothing(made: Sequence[Row]) -> bool:
    """Whether rows say of vendors neither where they are nor what they are for, as links to their terms do."""
    return not any(row.places or row.purposes for row in _named(made))


def _listed(lists: Iterable[Sequence[Row]]) -> dict[str, set[str]]:
    """The places of each vendor that lists name."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in chain.from_iterable(map(_named, lists)):
        for name in row.vendors:
            found[identity(name)] |= known_places(row)
    return found


def _is_summary(part: Part) -> bool:
    """Whether a part tells in short, or sorted by what they are for, of vendors that others may list."""
    return any(_SUMMARY.search(key(title)) for title in part.titles[-2:])


def _is_old(made: Sequence[Row], others: Mapping[str, set[str]]) -> bool:
    """Whether at least half of the vendors, and their places, stand in other lists."""
    named = _named(made)
    return bool(named) and sum(not _is_new(row, others) for row in named) * 2 >= len(named)


def _left(part: Part, made: list[Row], others: Mapping[str, set[str]]) -> tuple[list[Row], str]:
    """The rows of a part that stay beside lists of the vendors named elsewhere, and why the rest does not."""
    named = _named(made)
    new = [row for row in made if not _names(row) or _is_new(row, others)]
    if part.register:
        groups = set(map(_group, others))
        unlisted = [row for row in named if any(_group(identity(name)) not in groups for name in row.vendors)]
        wanted = [row for row in unlisted if _is_known(row) or _is_placed(row, part)]
        return (wanted if part.recipients else []), REGISTER
    if _is_of_cookies(part):
        return [], APART
    if part.above:
        return new, AGAIN
    if part.asked or not named:
        return made, ""
    told = all(len(row.words.split()) > _TOLD for row in named)
    old = len(made) - len(new)
    if (told or not part.titled) and not part.near and old * 2 >= len(named):
        return new, AGAIN
    if part.other and not part.titled and not part.near:
        return [row for row in new if not _names(row) or _is_known(row)], APART
    known = sum(map(_is_known, named))
    placed = sum(_is_placed(row, part) for row in named)
    if part.near or placed * 2 > len(named):
        return made, ""
    said = sum(says_what_for(row) and len(row.words.split()) <= _TOLD for row in named)
    speaks = known or placed or (said * 2 >= len(named) and not part.table)
    weak = len(named) > 1 and not speaks if part.titled else known * 2 < len(named)
    return ([], APART) if weak else (made, "")


def _is_strong(part: Part, made: Sequence[Row]) -> bool:
    """Whether a part plainly lists vendors: words say so, and half of its rows name a company or say where."""
    named = _named(made)
    told = sum(_is_placed(row, part) or _is_known(row) for row in named)
    about = part.near or part.asked or part.titled
    other = part.register or part.above or _is_of_cookies(part)
    return about and not other and bool(told) and told * 2 >= len(named)


def _is_of_cookies(part: Part) -> bool:
    return not part.near and any(_COOKIES.search(key(title)) for title in part.titles[-1:])


def _named(made: Sequence[Row]) -> list[Row]:
    return list(filter(_names, made))


def _names(row: Row) -> bool:
    """Whether a row names a vendor."""
    return bool(row.vendors) and row.refused is None


def _is_placed(row: Row, part: Part) -> bool:
    """Whether words of its own say where the vendor of a row is."""
    return bool(row.places) and row.places != (part.lead,)


def _is_known(row: Row) -> bool:
    """Whether a row names a company; one whose name is an ordinary word too says what it is for."""
    return any(
        is_company(name) and (not catalogue().is_word(name) or says_what_for(row)) for name in row.vendors
    )


def _group(name: str) -> str:
    """The group that a vendor with an id in the catalogue belongs to, else the name itself."""
    vendor = catalogue().by_id.get(name)
    return root(vendor).id if vendor else name


def _is_new(row: Row, others: Mapping[str, set[str]]) -> bool:
    """Whether a row names a vendor, or a place of one, that the other lists lack."""
    names = [identity(name) for name in row.vendors]
    said = {place for name in names for place in others.get(name, ())}
    return any(name not in others for name in names) or not known_places(row) <= said
