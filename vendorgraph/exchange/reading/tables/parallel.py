"""Rows of a table whose cells are lists side by side: "Acme, Bolt" beside "Ireland, France", or "DE (Acme), FR (Bolt)"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from vendorgraph.exchange.reading.blocks import Cell
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.headers import role_of
from vendorgraph.exchange.reading.names.cells import read_names
from vendorgraph.exchange.reading.names.companies import is_company, looks_like_a_name
from vendorgraph.exchange.reading.places.resolve import is_place

Line = tuple[int, list[Cell]]

_PARTS = re.compile(r"\s*[,;\n]\s*")
#: A place with whose it is: "DE (Acme)", "Ireland for Acme", "Acme: Ireland".
_WHOSE = (
    re.compile(r"(?P<where>.+?)\s*\((?P<who>[^()]+)\)"),
    re.compile(r"(?P<where>.+?)\s+(?:for|pour|für|bei|chez)\s+(?P<who>.+)"),
    re.compile(r"(?P<who>[^:]+):\s*(?P<where>.+)"),
)


def apart(grid: Sequence[Line]) -> list[Line]:
    """The rows, and for one whose names and places are as many lines a row for each of them."""
    asked = {at for _, cells in grid[:1] for at, cell in enumerate(cells) if role_of(cell.text) == "vendor"}
    return [row for line, cells in grid for row in _apart(line, _by_name(cells), asked)]


def _by_name(cells: list[Cell]) -> list[Cell]:
    """Cells with names and places as lines side by side, where the places say whose each is."""
    for at, cell in enumerate(cells):
        for other, places in enumerate(cells):
            parts = _PARTS.split(places.text.strip()) if other != at else []
            names = read_names(cell.text).names if len(parts) > 1 else ()
            told = [where for name in names if (where := _of_name(name, parts))]
            if 1 < len(parts) == len(names) == len(told):
                lines = {at: "\n".join(names), other: "\n".join(told)}
                return [replace(one, text=lines.get(nth, one.text)) for nth, one in enumerate(cells)]
    return cells


def _of_name(name: str, parts: Sequence[str]) -> str:
    """The place that one of the parts says of a name, "" where none does."""
    found = (match for part in parts for whose in _WHOSE if (match := whose.fullmatch(part)))
    first = key(name).partition(" ")[0]
    return next(
        (
            one["where"]
            for one in found
            if first == key(one["who"]).partition(" ")[0] and is_place(one["where"])
        ),
        "",
    )


def _apart(line: int, cells: list[Cell], asked: Collection[int]) -> Iterator[Line]:
    """The rows of a row whose names and places are lines side by side.

    Behind a single company such lines are its products, unless their column is `asked` for vendors and its own is not.
    """
    lines = [[one.strip() for one in cell.text.split("\n") if one.strip()] for cell in cells]
    places = [at for at, texts in enumerate(lines) if len(texts) > 1 and all(map(is_place, texts))]
    count = len(lines[places[0]]) if places else 0
    names = next(
        (
            at
            for at, texts in enumerate(lines)
            if len(texts) == count and at not in places and _are_names(texts)
        ),
        None,
    )
    alone = {at for at, texts in enumerate(lines[:names]) if len(texts) == 1 and is_company(texts[0])}
    if names is None or (alone and (names not in asked or alone & set(asked))):
        yield line, cells
        return
    for nth in range(count):
        yield (
            line,
            [
                replace(cell, text=texts[nth], strong=None) if len(texts) == count else cell
                for cell, texts in zip(cells, lines, strict=True)
            ],
        )


def _are_names(texts: Sequence[str]) -> bool:
    """Whether each line is a name of its own, and no address or second name of the one above it."""
    named = read_names("\n".join(texts))
    known = any(map(is_company, texts))
    return known and len(named.names) == len(texts) and all(map(looks_like_a_name, texts))
