"""The words of a PDF as lines on one long sheet: its pages one below the other, without what runs along on each of them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path
from typing import Any

from vendorgraph.errors import Invalid
from vendorgraph.exchange.reading.lines.columns import roles_of
from vendorgraph.exchange.reading.lines.keys import is_keyed
from vendorgraph.exchange.reading.lines.textlines import PAGE
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.pdf import worker as pdf_worker
from vendorgraph.exchange.reading.places.resolve import names_place
from vendorgraph.exchange.reading.row import collapsed
from vendorgraph.exchange.reading.source import Source
from vendorgraph.model.wording import plural

SECONDS = 60
_BESIDE = 3  # lines at the head and the foot of a page among which what runs along stands
_LEVEL = 0.35  # of the height of words, by which their baselines differ on one line
_GAP = 3.0  # points between two pages
_MARGIN = 15.0  # points around the words of a page in which rules belong to them

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its box, the line it stands on (its baseline), its height, and whether it is bold."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    bold: bool


@dataclass(slots=True)
class Line:
    """Words on one baseline, from left to right; its number counts the lines of all pages."""

    number: int
    words: list[Word]
    mark: float | None = None  # where a mark stands that is drawn before it

    @property
    def left(self) -> float:
        """Where the first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the last word ends."""
        return max(word.right for word in self.words)

    @property
    def base(self) -> float:
        """The baseline."""
        return self.words[0].base

    @property
    def size(self) -> float:
        """The height of the largest word."""
        return max(word.size for word in self.words)

    @property
    def text(self) -> str:
        """The words, with blanks between them."""
        return collapsed(" ".join(word.text for word in self.words))

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(word.bold for word in self.words)


@dataclass(slots=True)
class Sheet:
    """All lines of a PDF, its rules, where its pages end, and what a person should know about it."""

    lines: list[Line] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)  # of pages
    starts: list[int] = field(default_factory=list)  # the numbers of the first lines of pages
    told: list[str] = field(default_factory=list)

    def place(self, number: int) -> str:
        """Where a line stands: "page 2, line 14"."""
        page = max(bisect_right(self.starts, number), 1)
        return f"page {page}, line {number - self.starts[page - 1] + 1}"

    def page(self, y: float) -> int:
        """The page on which a height of the sheet lies, from 0."""
        return bisect_right(self.ends, y)


def sheet_of(source: Source) -> Sheet:
    """The sheet of a PDF. Raises Invalid with one sentence when it cannot be read, or holds no text."""
    answer = _asked(source)
    pages = [_Page.of(page) for page in answer["pages"]]
    if not any(page.lines for page in pages):
        shown = plural(len(pages), "page")
        raise Invalid(f"{source.name}: is a PDF without text ({shown} of images); recognise its text first")
    sheet = Sheet()
    if answer["count"] > len(pages):
        sheet.told.append(f"only the first {len(pages)} of {answer['count']} pages are read")
    for at, page in enumerate(answer["pages"], 1):
        if page.get("damaged"):
            sheet.told.append(f"page {at} is damaged and not read")
        if page["turned"]:
            sheet.told.append(f"{plural(page['turned'], 'word')} upright on page {at} are not read")
    if running := _without_running(pages):
        more = f" and {plural(len(running) - 1, 'more line')}" if len(running) > 1 else ""
        sheet.told.append(f"{running[0]!r}{more} at the head or foot of most pages is left out")
    _below(pages, sheet)
    return sheet


def _asked(source: Source) -> dict[str, Any]:
    """What the process that reads the file tells of it."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(Path(pdf_worker.__file__))],
            input=source.data,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise Invalid(
            f"{source.name}: takes longer than {SECONDS} seconds to read; save the pages with the list apart"
        ) from None
    except (subprocess.CalledProcessError, OSError, ValueError):
        raise Invalid(f"{source.name}: is not a PDF that can be read; it is damaged") from None
    if "refused" in answer:
        raise Invalid(f"{source.name}: is {answer['refused']}")
    return dict(answer)


@dataclass(slots=True)
class _Page:
    """A page by itself: its lines, its rules, and how many lines it had."""

    lines: list[Line]
    rules: list[Box]
    count: int = 0

    @classmethod
    def of(cls, told: dict[str, Any]) -> _Page:
        """A page as the process tells it."""
        lines = lines_of(Word(*word) for word in told["words"])
        for at, line in enumerate(lines):
            line.number = at
        for left, top, right, bottom in told["marks"]:
            middle = (top + bottom) / 2
            beside = [
                line
                for line in lines
                if line.words[0].top - 2 < middle < line.words[0].bottom
                and 0 < line.left - right < 2 * line.size
            ]
            if beside:
                min(beside, key=lambda line: abs(line.base - 0.35 * line.size - middle)).mark = left
        return cls(lines, [tuple(rule) for rule in told["rules"]], len(lines))


def lines_of(words: Iterable[Word], number: int = 0) -> list[Line]:
    """Words as lines from top to bottom."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda one: one.base):
        if found and word.base - found[-1][0].base <= _LEVEL * min(word.size, found[-1][0].size):
            found[-1].append(word)
        else:
            found.append([word])
    return [Line(number, sorted(line, key=lambda one: one.left)) for line in found]


def _without_running(pages: Sequence[_Page]) -> list[str]:
    """Take from pages what stands at the same height at the head or foot of most, but for its numbers, and their counts.

    The texts taken. What may be a row stays, unless it is the same on each of at least three pages.
    """
    stands: dict[tuple[str, int], dict[int, str]] = defaultdict(dict)
    for at, page in enumerate(pages):
        for line in (*page.lines[:_BESIDE], *page.lines[-_BESIDE:]):
            stands[_alike(line)][at] = line.text
    filled = sum(bool(page.lines) for page in pages)
    often = {one for one, found in stands.items() if len(found) > 1 and len(found) * 5 >= filled * 3}
    always = {one for one in often if len(stands[one]) == filled > 2 and len(set(stands[one].values())) == 1}
    taken: dict[str, None] = {}
    for page in pages:
        runs = [
            _alike(line) in (always if _may_be_told(line) else often)
            and not (_is_header(line) or _is_row(line))
            for line in page.lines
        ]
        head = len(list(takewhile(bool, runs[:_BESIDE])))  # what runs along stands at the edge
        foot = len(runs) - len(list(takewhile(bool, runs[: -_BESIDE - 1 : -1])))
        runs = [run and (at < head or at >= foot) for at, run in enumerate(runs)]
        taken |= dict.fromkeys(line.text for line, run in zip(page.lines, runs, strict=True) if run)
        ends = (0, len(page.lines) - 1)
        page.lines = [
            line
            for at, (line, run) in enumerate(zip(page.lines, runs, strict=True))
            if not (run or (at in ends and PAGE.fullmatch(line.text)))
        ]
    return list(taken)


def _may_be_told(line: Line) -> bool:
    """Whether a line may tell something of a vendor: it names a company or a place."""
    pieces = pieces_of(line)
    return any(map(names_place, pieces)) or any(map(is_company, pieces))


def _is_row(line: Line) -> bool:
    """Whether a line names a company and, apart from it, a place, or is told with a key."""
    pieces = pieces_of(line)
    return is_keyed(line.text) or (
        any(map(is_company, pieces)) and any(names_place(one) for one in pieces if not is_company(one))
    )


def _alike(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.base / 3)


def _is_header(line: Line) -> bool:
    """Whether a line is the header of a table, which recurs where the table goes on."""
    return len(roles_of(pieces_of(line))) > 1


def pieces_of(line: Line, apart: float = 0.8) -> list[str]:
    """The words of a line by the wide gaps between them."""
    pieces: list[list[str]] = [[]]
    for at, word in enumerate(line.words):
        if at and word.left - line.words[at - 1].right > apart * word.size:
            pieces.append([])
        pieces[-1].append(word.text)
    return [" ".join(piece) for piece in pieces]


def _below(pages: Sequence[_Page], sheet: Sheet) -> None:
    """Put pages one below the other."""
    number, foot = 1, 0.0
    for page in pages:
        sheet.starts.append(number)
        if page.lines:
            words = [word for line in page.lines for word in line.words]
            top, bottom = min(word.top for word in words), max(word.bottom for word in words)
            rules = [rule for rule in page.rules if rule[3] > top - _MARGIN and rule[1] < bottom + _MARGIN]
            down = foot - min([top, *(max(rule[1], top - _MARGIN) for rule in rules)])
            sheet.lines += [
                Line(number + line.number, [_lower(word, down) for word in line.words], line.mark)
                for line in page.lines
            ]
            sheet.rules += [(left, up + down, right, low + down) for left, up, right, low in rules]
            foot = down + max([bottom, *(min(rule[3], bottom + _MARGIN) for rule in rules)]) + _GAP
        sheet.ends.append(foot)
        number += page.count


def _lower(word: Word, down: float) -> Word:
    return replace(word, top=word.top + down, bottom=word.bottom + down, base=word.base + down)
