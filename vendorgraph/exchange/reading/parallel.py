"""Rows of a table whose cells are lists side by side: "Acme, Bolt" beside "Ireland, France", a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from vendorgraph.exchange.reading.blocks import Cell
from vendorgraph.exchange.reading.companies import is_company, looks_like_a_name
from vendorgraph.exchange.reading.names import read_names
from vendorgraph.exchange.reading.places import is_place

Line = tuple[int, list[Cell]]


def apart(grid: Sequence[Line]) -> list[Line]:
    """The rows, and for one whose names and places are as many lines a row for each of them."""
    return [row for line, cells in grid for row in _apart(line, cells)]


def _apart(line: int, cells: list[Cell]) -> Iterator[Line]:
    lines = [[one.strip() for one in cell.text.split("\n") if one.strip()] for cell in cells]
    places = [at for at, texts in enumerate(lines) if len(texts) > 1 and all(map(is_place, texts))]
    count = len(lines[places[0]]) if places else 0
    if not any(
        len(texts) == count and at not in places and _are_names(texts) for at, texts in enumerate(lines)
    ):
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
