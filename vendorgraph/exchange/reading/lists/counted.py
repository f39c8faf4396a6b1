"""Items that a text counts by letters or Roman numbers with a stop: "A. Acme", "ii. Acme" as "a) Acme", "ii) Acme"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

_MARK = re.compile(r"^(?P<before>\s*\(?)(?P<count>[ivxIVX]{1,5}|[a-zA-Z])(?P<end>[.)])(?=\s+\S)")
_ROMAN = [
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
]


def with_letters(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines, those that go on counting from the first letter or number with a bracket behind it."""
    styles: dict[tuple[str, str, bool], list[tuple[int, str]]] = defaultdict(list)
    for at, (_, line) in enumerate(lines):
        if mark := _MARK.match(line):
            styles[mark["before"], mark["end"], mark["count"].islower()].append((at, mark["count"].lower()))
    going = {at for marks in styles.values() for at, _ in counted(marks)}
    return [
        (
            number,
            _MARK.sub(lambda mark: f"{mark['before']}{mark['count'].lower()})", line)
            if at in going
            else line,
        )
        for at, (number, line) in enumerate(lines)
    ]


def counted(marks: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Which items count, and as which: those that begin with "a", "i" or 1 and of which each is the next."""
    run: list[int] = []
    ways: list[int] = []  # of letters, of Roman numbers, of digits: those by which the run goes on
    for at, count in marks:
        nth = (_letter(count), _ROMAN.index(count) if count in _ROMAN else None, _digits(count))
        going = [way for way in ways if nth[way] == len(run)]
        if not going:
            yield from _whole(run)
            run, going = [], [way for way in range(3) if nth[way] == 0]
        ways = going
        run += [at] if going else []
    yield from _whole(run)


def _whole(run: Sequence[int]) -> Iterator[tuple[int, int]]:
    return ((at, nth) for nth, at in enumerate(run, 1) if len(run) > 1)


def _letter(count: str) -> int | None:
    return ord(count) - ord("a") if len(count) == 1 and count.isalpha() else None


def _digits(count: str) -> int | None:
    return int(count) - 1 if count.isdigit() else None
