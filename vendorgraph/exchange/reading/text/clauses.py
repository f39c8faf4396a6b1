"""Clauses of a contract that a text counts, one of which lists vendors: "4. The suppliers are:", "(a) Acme Ltd" …"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from vendorgraph.exchange.reading.blocks import Cell, Heading, Paragraph
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.keys import is_keyed
from vendorgraph.exchange.reading.lines.textlines import BULLET, Line, indent_of, mark_of
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.names.titles import ABOUT
from vendorgraph.exchange.reading.row import collapsed

_FEW = 8  # words of a title
_LEVEL = 6  # of a title
Part = Heading | Paragraph | Sequence[Line]


def with_clauses(lines: Sequence[Line]) -> list[Part]:
    """The lines, with clauses as titles and paragraphs where one of them lists vendors, whose items are lines of their own."""
    marks = [mark_of(line) for _, line in lines]
    for mark in dict.fromkeys(filter(None, marks)):
        starts = [at for at, one in enumerate(marks) if one == mark]
        ends = [*starts[1:], _end(lines, starts[-1])]
        lists = [_items(lines, marks, *bounds) for bounds in zip(starts, ends, strict=True)]
        if any(lists):
            parts: list[Part] = [lines[: starts[0]]]
            for start, end, items in zip(starts, ends, lists, strict=True):
                parts += _clause(lines, start, end, items)
            parts.append(lines[ends[-1] :])
            return [part for part in parts if not isinstance(part, Sequence) or _filled(part)]
    return [lines]


def _filled(lines: Sequence[Line]) -> bool:
    return any(line.strip() for _, line in lines)


def _end(lines: Sequence[Line], start: int) -> int:
    """Where the last clause ends: at a line behind a blank one that is not set in."""
    deep = indent_of(lines[start][1])
    ends = (
        at
        for at in range(start + 1, len(lines))
        if lines[at][1].strip()
        and not lines[at - 1][1].strip()
        and indent_of(lines[at][1]) <= deep
        and not BULLET.match(lines[at][1])
    )
    return next(ends, len(lines))


def _items(
    lines: Sequence[Line], marks: Sequence[tuple[int, str] | None], start: int, end: int
) -> range | None:
    """Where the items of a clause stand that announces vendors; None of a clause that lists nobody."""
    own = marks[start]
    first = next((at for at in range(start + 1, end) if marks[at] and marks[at] != own), None)
    if first is None or own is None or indent_of(lines[first][1]) < own[0]:
        return None
    items = [at for at in range(first, end) if marks[at] == marks[first]]
    lead = collapsed(" ".join(line for _, line in lines[start:first]))
    texts = [BULLET.sub("", lines[at][1], count=1).strip() for at in items]
    told = lead.endswith(":") and bool(ABOUT.search(key(lead)))
    if not told or is_company(BULLET.sub("", lead).rstrip(": ")) or any(map(is_keyed, texts)):
        return None
    return range(first, _end_of_items(lines, items[-1], end))


def _end_of_items(lines: Sequence[Line], last: int, end: int) -> int:
    """Where the last item ends: at a line less far in behind a blank one."""
    deep = indent_of(lines[last][1])
    ends = (
        at
        for at in range(last + 1, end)
        if lines[at][1].strip() and not lines[at - 1][1].strip() and indent_of(lines[at][1]) <= deep
    )
    return next(ends, end)


def _clause(lines: Sequence[Line], start: int, end: int, items: range | None) -> Iterator[Part]:
    """A clause: what it says, its items, and what it says behind them."""
    number, first = lines[start]
    bare = " " * indent_of(first) + BULLET.sub("", first, count=1)
    said = [(number, bare), *lines[start + 1 : items.start if items else end]]
    yield from _paragraphs(said)
    if items:
        yield [lines[at] for at in items]
        yield from _paragraphs(lines[items.stop : end])


def _paragraphs(lines: Sequence[Line]) -> Iterator[Part]:
    """What stands between blank lines as a title or a paragraph each."""
    for filled, run in groupby(lines, key=lambda line: bool(line[1].strip())):
        group = list(run) if filled else []
        text = collapsed(" ".join(line for _, line in group))
        if text and len(text.split()) <= _FEW and not text.endswith((".", ":", ";", ",")):
            yield Heading(group[0][0], _LEVEL, text)
        elif text:
            yield Paragraph(group[0][0], Cell(text))
