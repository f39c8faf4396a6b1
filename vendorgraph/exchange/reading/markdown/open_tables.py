"""Tables of Markdown without bars at their edges, whose cells go on over lines: html2text writes them so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vendorgraph.exchange.reading.names.companies import is_company

_RULE = re.compile(r"\s*:?-+:?(?:\|\s*:?-+:?)+\s*")
_BAR = re.compile(r"(?<!\\)\|")
_BOLD = re.compile(r"\s*(?:\*\*[^*]+\*\*|__[^_]+__)\s*")
_HEADER = 4  # lines of a header at the most
Line = tuple[int, str]


@dataclass(slots=True)
class OpenTable:
    """The rows of such a table: the number of the first line of each, and its cells with their line breaks."""

    line: int
    rows: list[tuple[int, list[str]]] = field(default_factory=list)


def without_open_tables(text: str) -> tuple[str, dict[str, OpenTable]]:
    """(the text with a comment in the place of each such table of which a cell goes on over lines, these tables)."""
    lines = text.split("\n")
    found: dict[str, OpenTable] = {}
    rules = [at for at, line in enumerate(lines) if _RULE.fullmatch(line)]
    starts = {at: _header(lines, at) for at in rules}
    for here, at in enumerate(rules):
        first = starts[at]
        last = starts[rules[here + 1]] if here + 1 < len(rules) else None
        end = _end(lines, at + 1, len(lines) if last is None else last)
        table = _table(lines, first, at, end) if first is not None else None
        if first is not None and table is not None:
            mark = f"<!-- table {len(found)} -->"
            found[mark] = table
            lines[first:end] = [mark, *[""] * (end - first - 1)]
    return "\n".join(lines), found


def _header(lines: Sequence[str], rule: int) -> int | None:
    """Where the header above a rule begins: at the first of the lines that hold as many bars; None where none do."""
    wanted, bars = len(_BAR.findall(lines[rule])), 0
    for at in range(rule - 1, max(rule - 1 - _HEADER, -1), -1):
        bars += len(_BAR.findall(lines[at]))
        if not lines[at].strip() or bars > wanted:
            return None
        if bars == wanted:
            return at
    return None


def _end(lines: Sequence[str], at: int, last: int) -> int:
    """Where the table ends: at a blank line, before words that announce what follows, or at the header of the next."""
    end = next((here for here in range(at, last) if not lines[here].strip()), last)
    while end > at and lines[end - 1].rstrip().endswith(":") and not _BAR.search(lines[end - 1]):
        end -= 1
    return end


def _table(lines: Sequence[str], first: int, rule: int, end: int) -> OpenTable | None:
    """The table that begins at its header; None where each row is one line, or the bars do not add up."""
    wanted = len(_BAR.findall(lines[rule]))
    body = [(at + 1, lines[at]) for at in range(rule + 1, end)]
    broken = any(0 < len(_BAR.findall(line)) < wanted for _, line in body)
    ends = lines[rule - 1].endswith("  ") and any(not _BAR.search(line) for _, line in body)
    if not (broken or ends):
        return None  # lines without bars are notes but where html2text ends each line with two blanks
    if any(line.lstrip().startswith("|") for _, line in body):
        return None
    groups = _groups(body, wanted)
    if groups is None:
        return None
    rows = [[(at + 1, lines[at]) for at in range(first, rule)], *groups]
    return OpenTable(first + 1, [(row[0][0], _cells(row)) for row in rows])


def _groups(body: Sequence[Line], wanted: int) -> list[list[Line]] | None:
    """The lines of each row; those without bars between two rows are of the one or the other."""
    groups: list[list[Line]] = []
    row: list[Line] = []
    apart: list[Line] = []  # behind a row that is whole
    leads, bars = not _BAR.search(body[0][1]), 0
    for number, line in body:
        more = len(_BAR.findall(line))
        if bars < wanted:
            row.append((number, line))
            bars += more
        elif more:
            behind = _behind(apart, line, leads=leads)
            groups.append(row + apart[:behind])
            row, apart, bars = [*apart[behind:], (number, line)], [], more
        else:
            apart.append((number, line))
        if bars > wanted:
            return None
    groups.append(row + apart)
    return groups if bars == wanted else None


def _behind(apart: Sequence[Line], line: str, *, leads: bool) -> int:
    """How many lines between two rows are of the row above: none that is a name, and none where rows begin so."""
    for at, (_, one) in enumerate(apart):
        if _BOLD.fullmatch(one) or is_company(one.strip(" *_")):
            return at
    return 0 if leads and not is_company(_BAR.split(line)[0].strip(" *_")) else len(apart)


def _cells(row: Sequence[Line]) -> list[str]:
    """The cells of a row, with their lines."""
    return [cell.strip() for cell in _BAR.split("\n".join(line.strip() for _, line in row))]
