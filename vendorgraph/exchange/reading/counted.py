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
    counted = {at for marks in styles.values() for at in _counted(marks)}
    return [
        (
            number,
            _MARK.sub(lambda mark: f"{mark['before']}{mark['count'].lower()})", line)
            if at in counted
            else line,
        )
        for at, (number, line) in enumerate(lines)
    ]


def _counted(marks: Sequence[tuple[int, str]]) -> Iterator[int]:
    """Which lines count: those that begin with "a" or "i" and of which each is the next."""
    run: list[int] = []
    ways: list[int] = []  # 0 of letters, 1 of Roman numbers: those by which the run goes on
    for at, count in marks:
        nth = (_letter(count), _ROMAN.index(count) if count in _ROMAN else None)
        going = [way for way in ways if nth[way] == len(run)]
        if not going:
            yield from run if len(run) > 1 else []
            run, going = [], [way for way in (0, 1) if nth[way] == 0]
        ways = going
        run += [at] if going else []
    yield from run if len(run) > 1 else []


def _letter(count: str) -> int | None:
    return ord(count) - ord("a") if len(count) == 1 else None
