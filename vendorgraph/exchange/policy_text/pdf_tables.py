"""Tables of a PDF's page: its plain text tells the order of words, its layout tells their columns."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from itertools import pairwise

_PIECE = re.compile(r"\S+(?: \S+)*")
_APART = 2  # characters by which the left edges of one column may differ
_HEADER = 3  # lines of a header at most
_MOST = 8  # columns

Pieces = list[tuple[int, str]]


def with_columns(plain: str, laid: str) -> list[str]:
    """The lines of `plain`, with tabs between the cells of tables.

    A row stands whole on the first of its lines; its other lines are left blank, so that lines keep
    their numbers.
    """
    lines = plain.splitlines()
    begin = 0
    for columns in _tables(laid.splitlines()):
        begin = _write(lines, columns, begin)
    return lines


def _tables(laid: list[str]) -> Iterator[list[list[str]]]:
    """The words of each column, top to bottom, for runs of lines in which pieces stand in columns."""
    run: list[Pieces] = []
    blank = 0
    for line in [*laid, "", ""]:
        pieces = [(found.start(), found[0]) for found in _PIECE.finditer(line)]
        near = any(abs(pieces[0][0] - at) <= _APART for row in run for at, _ in row) if pieces else False
        if len(pieces) > 1 or (near and not blank):
            run.append(pieces)
            blank = 0
        elif pieces or blank:
            yield from _columns(run)
            run, blank = [], 0
        else:
            blank += bool(run)
    yield from _columns(run)


def _columns(run: list[Pieces]) -> Iterator[list[list[str]]]:
    """The columns of a run, if it is a table: two lines of two pieces below two edges or more."""
    body = run[_HEADER:] if len(run) > 2 * _HEADER else run
    edges: list[int] = []
    for before, at in pairwise(sorted(at for row in body for at, _ in row)):
        if at - before <= _APART and (not edges or before - edges[-1] > _APART):
            edges.append(before)
    if sum(len(row) > 1 for row in run) < 2 or not 2 <= len(edges) <= _MOST:
        return
    columns: list[list[str]] = [[] for _ in edges]
    for at, text in (piece for row in run for piece in row):
        columns[max(sum(edge <= at + _APART for edge in edges) - 1, 0)] += text.split()
    yield columns


def _start(lines: list[str], columns: list[list[str]], begin: int) -> int:
    """The first line from which on the lines hold all words of a table: a heading may say the same as its header."""
    firsts = {words[0] for words in columns if words}
    for start in range(begin, len(lines)):
        if lines[start].split()[:1] and lines[start].split()[0] in firsts:
            queues, at = [deque(words) for words in columns], 0
            for line in lines[start:]:
                taken = _taken(line.split(), queues, at)
                if not taken:
                    break
                at = taken[-1][0]
            if not any(queues):
                return start
    return begin


def _write(lines: list[str], columns: list[list[str]], begin: int) -> int:
    """Put the rows of a table into `lines`; the index behind its last line."""
    queues = [deque(words) for words in columns]
    begin = _start(lines, columns, begin)
    row: dict[int, list[str]] = {}
    start, at = begin, 0
    for number in range(begin, len(lines)):
        taken = _taken(lines[number].split(), queues, at)
        if not taken:
            if number > start and (row or at):
                return _finish(lines, row, start, number)
            continue
        for column, word in taken:
            if column < at:
                _finish(lines, row, start, number)
                row = {}
            if not row:
                start = number
            row.setdefault(column, []).append(word)
            at = column
    return _finish(lines, row, start, len(lines))


def _taken(words: list[str], queues: list[deque[str]], at: int) -> Pieces:
    """The words with their columns, taken from the heads of the queues; none unless every word is one."""
    used = [0] * len(queues)
    taken: Pieces = []
    for word in words:
        order = [at, *range(at + 1, len(queues)), *range(at)]
        found = next((n for n in order if used[n] < len(queues[n]) and queues[n][used[n]] == word), None)
        if found is None:
            return []
        used[found] += 1
        taken.append((found, word))
        at = found
    for queue, count in zip(queues, used, strict=True):
        for _ in range(count):
            queue.popleft()
    return taken


def _finish(lines: list[str], row: dict[int, list[str]], start: int, end: int) -> int:
    """Write a row of two cells or more to its first line; the index behind it."""
    if len(row) > 1:
        lines[start] = "\t".join(" ".join(row.get(column, ["–"])) for column in range(max(row) + 1))
        lines[start + 1 : end] = [""] * (end - start - 1)
    return end
