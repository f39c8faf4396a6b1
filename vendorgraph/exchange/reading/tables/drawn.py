"""Tables that a text draws: cells between bars, or in columns that blanks align, over several lines and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate, pairwise, takewhile

from vendorgraph.exchange.reading.blocks import Cell, Table
from vendorgraph.exchange.reading.lines.columns import roles_of
from vendorgraph.exchange.reading.lines.textlines import BULLET, OPEN, Line, indent_of, label_of
from vendorgraph.exchange.reading.names.companies import is_company, is_form
from vendorgraph.exchange.reading.places.resolve import only_places
from vendorgraph.exchange.reading.tables.aligned import DRAWN, GAP, Columns, Words
from vendorgraph.exchange.vendors import catalogue

_BAR = re.compile(r"[|│┃║]")
_RULE = re.compile(r"[\s|+:=_─━│┃┌┐└┘├┤┬┴┼╔╗╚╝═║╠╣╦╩╬-]+")
_APART = 3  # blank lines between two rows
_SMALL = re.compile(r"[a-zà-ÿ(&]")
_BROKEN = re.compile(r"(?<=[a-zà-ÿ])- (?=[a-zà-ÿ])")  # "Zahlungs- abwicklung"
_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])- (?=[A-ZÀ-Þ\d])")  # "États- Unis", "eu-central- 1"
_COUNTED = re.compile(r"(\d{1,3})[.)]?(?:\s|$)")  # a row by its number
_DEEP = 8  # blanks before a line that goes on with a cell of another column
_FEWEST = 3  # rows that are counted
_NOTHING = re.compile(r"[–—-]|n\.?/?\s?a\.?|k\.\s?A\.?|s\.\s?o\.?", re.I)  # of a cell without a place
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_NUMBER = re.compile(r"\W*\d{1,3}\W*")


@dataclass(slots=True)
class _Row:
    """A row: the number of its first line, the cells of all its lines, and those of the last one."""

    number: int
    cells: Words = field(default_factory=list)
    last: Words = field(default_factory=list)

    def add(self, words: Words) -> None:
        """Go on with the cells of one more line."""
        for at, text in enumerate(words):
            if at == len(self.cells):
                self.cells.append(text)
            elif text:
                self.cells[at] = f"{self.cells[at]} {text}".strip()
            self.cells[at] = _BROKEN.sub("", _HYPHEN.sub("-", self.cells[at]))
        self.last = words


def with_tables(lines: Sequence[Line]) -> list[Table | Sequence[Line]]:
    """The lines, with those that draw tables as tables; one that goes on below other words keeps its header."""
    parts: list[Table | Sequence[Line]] = []
    header: tuple[int, list[Cell]] | None = None
    at = 0
    for start, end in _regions(lines):
        table = _table(lines[start:end])
        if len(table.rows) < 2:
            continue
        if roles_of(cell.text for cell in table.rows[0][1]):
            header = table.rows[0]
        elif header and len(header[1]) == len(table.rows[0][1]) and not _has_header(lines[start:end]):
            table.rows.insert(0, header)
        parts += [lines[at:start], table]
        at = end
    return [*parts, lines[at:]]


def _has_header(lines: Sequence[Line]) -> bool:
    """Whether a rule alone stands below the first row of a table, as it does below a header."""
    rules = [at for at, (_, line) in enumerate(lines) if _is_rule(line)]
    first = next((at for at in range(len(lines)) if at not in rules), 0)
    return first + 1 in rules and len([at for at in rules if at > first]) == 1


def _is_wide(line: str) -> bool:
    """Whether a line holds several cells; one with a label and a colon is none such."""
    bare = BULLET.sub("", line, count=1).strip() if not _BAR.search(line) else line.strip()
    barred = bool(_BAR.search(bare.strip("|│┃║")))
    label = label_of(line)  # "Acme    Model: chat" is no label, but two cells
    return barred or ((label is None or bool(GAP.search(label[0]))) and len(GAP.split(bare)) > 1)


def _is_rule(line: str) -> bool:
    return bool(_RULE.fullmatch(line) and DRAWN.search(line))


def _regions(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where tables begin and end: two lines of cells or more with little between them."""
    rules = [_is_rule(line) for _, line in lines]
    cells = [_is_wide(line) and not rule for (_, line), rule in zip(lines, rules, strict=True)]
    drawn = [rule or wide for rule, wide in zip(rules, cells, strict=True)]
    said = [
        bool(line.strip()) and not rule and (wide or indent_of(line) < _DEEP)
        for (_, line), rule, wide in zip(lines, rules, cells, strict=True)
    ]
    cells_before, said_before = [0, *accumulate(cells)], [0, *accumulate(said)]
    # where what begins ends, by how far it is set in: the same for the lines until there
    ends: dict[int, int] = {}
    at = 0
    while at < len(lines):
        deep = indent_of(lines[at][1])
        if drawn[at] and ends.get(deep, 0) <= at:
            ends[deep] = _end(lines, drawn, at)
        end = ends[deep] if drawn[at] else at
        wide = cells_before[end] - cells_before[at]
        if wide > 1 and wide * 3 >= said_before[end] - said_before[at]:
            yield at, end
            at = end
        else:
            at += 1


def _end(lines: Sequence[Line], drawn: Sequence[bool], start: int) -> int:
    """Where the table that begins at a line ends."""
    end, width = start, 0
    for at in range(start, len(lines)):
        line = lines[at][1]
        if drawn[at]:
            end = at + 1
            width = max(width, _first_width(line))
        elif line.strip():
            if not _may_go_on(line, lines[start][1], width):
                break
            if end == at:
                end = at + 1
            elif not _leads(lines, drawn, at) or (
                at - end > 1 and indent_of(line) <= indent_of(lines[start][1])
            ):
                break  # a title below the table
        elif at - end >= _APART:
            break
    return end


def _leads(lines: Sequence[Line], drawn: Sequence[bool], at: int) -> bool:
    """Whether a line of one cell stands above a row of cells, as lines of cells in the middle of their row do."""
    below = takewhile(lambda here: lines[here][1].strip(), range(at + 1, len(lines)))
    return any(drawn[here] for here in below)


def _first_width(line: str) -> int:
    """How far the second cell of a line stands from its beginning."""
    found = GAP.search(line, len(line) - len(line.lstrip()))
    return found.end() if found else 0


def _may_go_on(line: str, first: str, width: int) -> bool:
    """Whether a line of one cell, directly below a row, goes on with one of its cells."""
    return indent_of(line) > indent_of(first) or len(line) < width


def _table(lines: Sequence[Line]) -> Table:
    """The rows of a table, each with all of its lines."""
    if all(BULLET.match(line) for _, line in lines if line.strip() and not _is_rule(line)):
        lines = [(number, BULLET.sub("", line, count=1)) for number, line in lines]
    filled = [line for _, line in lines if line.strip() and not _is_rule(line)]
    if not filled:
        return Table(lines[0][0])
    bars = sum(bool(_BAR.search(line)) for line in filled) * 2 > len(filled)
    rules = [line for _, line in lines if _is_rule(line) and not bars]
    outer = bool(_BAR.match(filled[0].strip()))
    cells = partial(_by_bars, outer=outer) if bars else Columns(filled, rules)
    blocks: list[list[tuple[int, Words]]] = [[]]
    for number, line in _unbroken(lines) if bars and not outer else lines:
        if line.strip() and not _is_rule(line):
            blocks[-1].append((number, cells(line)))
        elif blocks[-1]:
            blocks.append([])
    return Table(
        lines[0][0],
        [
            (at, [Cell(text) for text in words])
            for at, words in _rows(list(filter(None, blocks)), barred=bars)
        ],
    )


def _unbroken(lines: Sequence[Line]) -> list[Line]:
    """Lines of cells between bars, where one that is further in than the first goes on with the line before it."""
    made: list[Line] = []
    for number, line in lines:
        further = made and line.strip() and indent_of(line) > indent_of(lines[0][1])
        if further and not _BAR.match(line.lstrip()) and made[-1][1].strip():
            made[-1] = (made[-1][0], f"{made[-1][1]} {line.strip()}")
        else:
            made.append((number, line))
    return made


def _by_bars(line: str, *, outer: bool) -> Words:
    """The cells of a line, without the blank ones beyond bars around it; a line that goes on may lack these."""
    cells = [cell.strip() for cell in _BAR.split(line.strip())]
    if outer and len(cells) > 1:
        cells = cells[not cells[0] : len(cells) - (not cells[-1])]
    return cells or [""]


def _rows(blocks: Sequence[list[tuple[int, Words]]], *, barred: bool) -> list[tuple[int, Words]]:
    """Lines of cells as rows: all lines between two blank ones or rules, else a line with those that go on with it."""
    first = blocks[0][0][1]
    header = first if len(roles_of(first)) > 1 and all(first) else None
    blocks = [part for block in blocks for part in _without_header(block, header)]
    begins = _counted(blocks)
    if not begins and _are_rows(blocks, header):
        whole = [_Row(block[0][0]) for block in blocks]
        for row, block in zip(whole, blocks, strict=True):
            for _, words in block:
                row.add(words)
        return [(row.number, row.cells) for row in whole]
    lines = [words for block in blocks for _, words in block]
    widths = [max(len(words[at]) for words in lines if at < len(words)) for at in range(max(map(len, lines)))]
    rows: list[_Row] = []
    wrapped = _is_wrapped(lines)
    for number, words in (line for block in blocks for line in block):
        if begins and rows and words != header:
            if number in begins:
                rows.append(_Row(number))
                words = [_COUNTED.sub("", words[0]).strip() or words[0], *words[1:]]
            rows[-1].add(words)
            continue
        headed = bool(rows) and rows[-1].cells == header
        below_header = headed and ((barred and all(words)) or any(map(is_company, words)))
        by_itself = (
            not (wrapped or barred)
            and bool(words[0])
            and sum(map(bool, words)) > 1
            and not _SMALL.match(words[0])
        )
        if not rows or words == header or below_header or by_itself or not _goes_on(rows[-1], words, widths):
            rows.append(_Row(number))
        rows[-1].add(words)
    return [(row.number, row.cells) for row in rows]


def _is_wrapped(lines: Sequence[Words]) -> bool:
    """Whether rows plainly go on in further lines: one lacks its first cell, or that is the rest of the one above it."""
    blank = any(not words[0] and any(words) for words in lines)
    return blank or any(
        words[0] and _is_rest(above[0], words[0]) and not is_company(words[0])
        for above, words in pairwise(lines)
    )


def _counted(blocks: Sequence[list[tuple[int, Words]]]) -> frozenset[int]:
    """The numbers of the lines whose first cell counts the rows, from 1 on; none where fewer than three do."""
    begins: list[int] = []
    for number, words in (line for block in blocks for line in block):
        found = _COUNTED.match(words[0])
        if found and int(found[1]) == len(begins) + 1:
            begins.append(number)
    return frozenset(begins if len(begins) >= _FEWEST else ())


def _without_header(block: list[tuple[int, Words]], header: Words | None) -> list[list[tuple[int, Words]]]:
    """The lines between two blank ones or rules, a header above others by itself, with lines that go on with it."""
    if len(block) < 2 or block[0][1] != header:
        return [block]
    end = 1
    while end < len(block) and all(map(_SMALL.match, filter(None, block[end][1]))):
        end += 1
    return list(filter(None, [block[:end], block[end:]]))


def _are_rows(blocks: Sequence[list[tuple[int, Words]]], header: Words | None) -> bool:
    """Whether what blank lines or rules part is one row each: most hold one line at most that fills every cell."""
    body = [block for block in blocks if [words for _, words in block] != [header]]
    full = [sum(all(words) for _, words in block) for block in body]
    return len(body) > 2 and sum(many < 2 for many in full) * 2 > len(body) < sum(map(len, body))


def _goes_on(row: _Row, words: Words, widths: Sequence[int]) -> bool:
    """Whether a line goes on with the row above it: it lacks the first cell, or its words had no room there."""
    above, last = row.cells, row.last
    if len(words) == 1 < len(above) or (not words[0] and above[0]):
        return True
    if _NUMBER.fullmatch(words[0]) or _begins_anew(above, words) or _has_ended(row, words):
        return False
    above, last = ([*cells, *[""] * (len(words) - len(cells))] for cells in (above, last))
    cells = [at for at, text in enumerate(words) if text]
    rest = [_is_rest(above[at], words[at]) for at in cells]
    no_room = [len(last[at]) + 1 + len(words[at].split()[0]) > widths[at] for at in cells]
    names = [
        is_company(above[at]) and is_company(words[at]) and not catalogue().find(f"{above[at]} {words[at]}")
        for at in cells
    ]
    fits = all(one or tight for one, tight in zip(rest, no_room, strict=True)) and not any(names)
    return fits and (len(cells) < len(above) or any(rest))


def _has_ended(row: _Row, words: Words) -> bool:
    """Whether a line has words in a column whose cell ended above it: the row that it is of begins there."""
    columns = zip(row.cells, [*row.last, *[""] * len(row.cells)], words, strict=False)
    return any(said and not last and text for said, last, text in columns)


def _begins_anew(above: Words, words: Words) -> bool:
    """Whether a line that fills all cells names a company, and no other cell goes on with the one above it."""
    apart = not any(OPEN.search(before) for before in above) and not any(map(_SMALL.match, words[1:]))
    whole = len(words) == len(above) and all(words)
    filled = whole and len(above) > 1 and all(above)
    if filled and any(_is_whole(one) and _is_whole(other) for one, other in zip(above, words, strict=True)):
        return not is_form(words[0]) and not catalogue().find(f"{above[0]} {words[0]}")
    # "Acme Web" above "Services Ltd" is one name where it is known
    return whole and apart and is_company(words[0]) and not catalogue().find(f"{above[0]} {words[0]}")


def _is_whole(text: str) -> bool:
    """Whether the words of a cell are nothing but a place or an address of the web, or say that there is none: "n/a"."""
    plain = not (OPEN.search(text) or text.startswith("("))
    return plain and bool(_NOTHING.fullmatch(text) or _LINK.fullmatch(text) or only_places(text))


def _is_rest(before: str, text: str) -> bool:
    """Whether words are the rest of those above them: "Inc." below "Acme Web Services,"."""
    return bool(
        is_form(text) or _SMALL.match(text) or OPEN.search(before) or catalogue().find(f"{before} {text}")
    )
