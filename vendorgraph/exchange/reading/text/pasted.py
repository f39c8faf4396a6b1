"""Tables whose cells were pasted one below the other, as lines: the headers, then as many lines for each row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations, groupby, islice, takewhile

from vendorgraph.exchange.reading.blocks import Cell, Table
from vendorgraph.exchange.reading.lines.columns import roles_of
from vendorgraph.exchange.reading.lines.headers import PLACES, role_of
from vendorgraph.exchange.reading.lines.keys import is_keyed
from vendorgraph.exchange.reading.lines.textlines import BULLET, Line
from vendorgraph.exchange.reading.names.companies import is_company, looks_like_a_name
from vendorgraph.exchange.reading.names.labels import is_label
from vendorgraph.exchange.reading.names.placeholders import no_name
from vendorgraph.exchange.reading.names.things import why_thing
from vendorgraph.exchange.reading.places.resolve import names_place, only_places

_HEADER = 60  # characters of a header
_FEWEST = 3  # rows below headers
_PLACE = 80  # characters of a cell that says where
_HEADED = 200  # lines among which their headers are looked for
_COUNTER = re.compile(r"#|N[or]\.?|N°|Nummer|Pos\.?", re.I)  # a header of numbers
_PAGE = re.compile(r"https?://|www\.", re.I)
_WIDEST = 12  # columns whose cells stand one below the other
_LEADING, _NARROW = 6, 5  # lines before a table without headers, and the most of its cells in a row


def with_pasted(lines: Sequence[Line]) -> list[Table | Sequence[Line]]:
    """The lines, with the tables each cell of which stands on a line of its own below their headers."""
    parts = _with_grouped(lines)
    return parts if len(parts) > 1 else with_cells(lines)


def with_cells(lines: Sequence[Line], *, dense: bool = False) -> list[Table | Sequence[Line]]:
    """The lines, with such a table whose rows nothing parts; a `dense` one has no blank lines but for blank cells."""
    if dense and len(_with_grouped(lines)) > 1:
        return [lines]
    ways = ([line for line in lines if line[1].strip()], _trimmed(lines))  # a blank line may be a blank cell
    tables = [one for way in ways if (one := pasted_table(way, _FEWEST, headed=True))]
    tables = [one for one in tables if not dense or _is_dense(one[0])]
    found = max(tables, key=lambda one: sum(len(row) for _, row in one[0].rows), default=None)
    if found is None:
        return [lines]
    table, before, after = found
    begins, ends = table.line, after[0][0] if after else lines[-1][0] + 1
    first = [line for line in lines if line[0] < begins] if before else []
    return [part for part in (first, table, [line for line in lines if line[0] >= ends]) if part]


def _is_dense(table: Table) -> bool:
    """Whether each cell of a table stands directly below the one before it."""
    first, last = table.rows[0], table.rows[-1]
    return last[0] - first[0] == (len(table.rows) - 1) * len(first[1])


def _with_grouped(lines: Sequence[Line]) -> list[Table | Sequence[Line]]:
    """The lines, with the tables whose rows blank lines part, each cell on a line of its own below as many headers or more."""
    groups = [list(run) for filled, run in groupby(lines, key=lambda line: bool(line[1].strip())) if filled]
    parts: list[Table | Sequence[Line]] = []
    begins = at = 0
    while at < len(groups):
        table = _grouped(groups, at)
        if table is None:
            at += 1
            continue
        first = table.rows[0][0]
        parts.append([one for one in lines if begins < one[0] < first])
        parts.append(table)
        at += len(table.rows)
        begins = groups[at - 1][-1][0]
    rest = [one for one in lines if one[0] > begins]
    return [part for part in [*parts, rest] if isinstance(part, Table) or part]


def _grouped(groups: Sequence[Sequence[Line]], at: int) -> Table | None:
    """The table that begins with a group of lines: the headers, then groups of as many lines, a few of less."""
    header = groups[at]
    width = len(header)
    roles = _roles(header)
    below = islice(groups, at + 1, None) if roles else ()
    rows = list(takewhile(lambda group: 2 <= len(group) <= width, below))
    while rows and not _is_row([line.strip() for _, line in rows[-1]], roles, width):
        rows.pop()  # what stands below the table
    if len(rows) < 2 or sum(len(row) == width for row in rows) * 3 < len(rows) * 2:
        return None
    cells = [_fitted([line.strip() for _, line in row], roles, width) for row in rows]
    if not _are_rows(cells, roles):
        return None
    numbers = [group[0][0] for group in (header, *rows)]
    texts = [[line.strip() for _, line in header], *cells]
    return Table(
        numbers[0], [(number, list(map(Cell, row))) for number, row in zip(numbers, texts, strict=True)]
    )


def _roles(header: Sequence[Line]) -> Mapping[int, str]:
    """The roles of lines that are the headers of a table, which ask for vendors and for where they are or what for; else {}."""
    texts = [line.strip() for _, line in header]
    if (
        not 2 <= len(texts) <= _WIDEST
        or any(len(text) > _HEADER for text in texts)
        or any(map(is_keyed, texts))
    ):
        return {}
    roles = roles_of(texts)
    asked = set(roles.values())
    where = asked & {*PLACES, "seat"} or ("purpose" in asked and len(texts) > 2)
    told = "vendor" in asked and where and len(roles) * 2 >= len(texts)
    return roles if told and not any(map(is_company, texts)) else {}


def _fitted(cells: Sequence[str], roles: Mapping[int, str], width: int) -> list[str]:
    """Cells in as many columns as the header has, blank ones where that puts most names and places below their headers."""
    best: tuple[int, list[str]] | None = None
    for filled in combinations(range(width), len(cells)):
        row = [""] * width
        for column, text in zip(filled, cells, strict=True):
            row[column] = text
        fits = sum(_fits(row[column], role) for column, role in roles.items())
        if best is None or fits > best[0]:
            best = fits, row
    return best[1] if best else []


def _fits(text: str, role: str) -> int:
    """How well words stand below a header: places below one of places, and nowhere else, names below that of vendors."""
    if role in PLACES or role == "seat":
        return 1 if text and names_place(text) else 0
    if role == "vendor":
        return (2 if text and looks_like_a_name(text) else 0) - (3 if text and only_places(text) else 0)
    return -1 if text and only_places(text) else 0


def _is_row(cells: Sequence[str], roles: Mapping[int, str], width: int) -> bool:
    """Whether cells name a vendor, and say where it is if a header asks."""
    row = _fitted(cells, roles, width)
    name = next(row[column] for column, role in roles.items() if role == "vendor")
    where = [row[column] for column, role in roles.items() if role in PLACES]
    label = role_of(name) is not None or is_keyed(name) or is_label(name) or no_name(name) or why_thing(name)
    return (
        looks_like_a_name(name)
        and not label
        and (any(map(names_place, where)) if where else is_company(name))
    )


def _are_rows(rows: Sequence[Sequence[str]], roles: Mapping[int, str]) -> bool:
    """Whether what stands below the headers is what they ask for, in most rows."""
    vendor = next(column for column, role in roles.items() if role == "vendor")
    names = [row[vendor] for row in rows]
    where = next((column for column, role in roles.items() if role in PLACES), None)
    placed = where is None or sum(names_place(row[where]) for row in rows) * 2 >= len(rows)
    return placed and sum(map(looks_like_a_name, names)) * 5 >= len(names) * 4


Parted = tuple[Table, Sequence[Line], Sequence[Line]]  # a table, and the lines before and behind it


def pasted_table(filled: Sequence[Line], fewest: int = 2, *, headed: bool = False) -> Parted | None:
    """A table of `fewest` rows or more whose cells were pasted one below the other: headers, then as many lines for each row.

    One without headers too, unless only those `headed` are asked for.
    """
    told = [len(line) < 60 and role_of(line.strip()) is not None for _, line in filled[: _HEADED + _WIDEST]]
    for at in range(min(len(filled), _HEADED)):
        if not _may_be_header(filled, told, at):
            continue
        start, width, rows = _best(filled, told, at, headed=headed)
        if rows >= fewest:
            end = start + width * (rows + 1)
            found = ((here, filled[here : here + width]) for here in range(start, end, width))
            cells = [(filled[here][0], [Cell(line.strip()) for _, line in row]) for here, row in found]
            return Table(filled[start][0], cells), filled[:start], filled[end:]
    return None if headed else _unheaded(filled)


def _best(filled: Sequence[Line], told: Sequence[bool], at: int, *, headed: bool) -> tuple[int, int, int]:
    """(where the headers begin, how many there are, rows below) that explain most lines; a title may stand above them."""
    starts = [start for start in range(at, min(at + 2, len(filled))) if _may_be_header(filled, told, start)]
    sizes = {
        (start, width): _rows_below(filled, told, start, width, headed=headed)
        for start in starts
        for width in range(2, _WIDEST + 1)
    }

    def explains(one: tuple[int, int]) -> tuple[object, ...]:
        start, width = one
        (saying, rows), headers = sizes[one], sum(told[start : start + width])
        return saying, width * rows, _is_below_title(filled, start), headers, start

    start, width = max(sizes, key=explains)
    return start, width, sizes[start, width][1]


def _may_be_header(filled: Sequence[Line], told: Sequence[bool], at: int) -> bool:
    return told[at] or bool(_COUNTER.fullmatch(filled[at][1].strip()))


def _is_below_title(filled: Sequence[Line], at: int) -> bool:
    """Whether more blank lines stand above a line than below it."""
    if at in (0, len(filled) - 1):
        return False
    return filled[at][0] - filled[at - 1][0] > filled[at + 1][0] - filled[at][0]


def _trimmed(lines: Sequence[Line]) -> list[Line]:
    """Lines, blank ones among them, without those at the ends."""
    filled = [at for at, (_, line) in enumerate(lines) if line.strip()]
    return list(lines[filled[0] : filled[-1] + 1]) if filled else []


def _rows_below(
    filled: Sequence[Line], told: Sequence[bool], at: int, width: int, *, headed: bool
) -> tuple[bool, int]:
    """(whether they say where data are, how many rows stand below so many headers from `at` on); no rows where they are none."""
    if sum(told[at : at + width]) * 3 < width * 2:
        return False, 0
    texts = [line.strip() for _, line in filled[at : at + width]]
    if not all(texts):
        return False, 0
    if headed and any(":" in text or re.search(r"\d|\s{2}|\t", text) or is_company(text) for text in texts):
        return False, 0
    roles = roles_of(texts)
    if len(roles) < 2 or len(roles) * 3 < width * 2:
        return False, 0
    rows = [filled[here : here + width] for here in range(at + width, len(filled) - width + 1, width)]
    again = sum(line.strip() in texts for row in rows for _, line in row)
    if headed and again > 1:
        return False, 0  # labels, which recur
    if headed and sum(is_keyed(line) for row in rows[:_FEWEST] for _, line in row) > 1:
        return False, 0
    places = [column for column, role in roles.items() if role in PLACES]
    seats = [column for column, role in roles.items() if role in ("seat", "address")]
    if places or (seats and headed):
        vendor = next(column for column, role in roles.items() if role == "vendor")
        if told[at + width + vendor : at + width + vendor + 1] == [True]:
            return False, 0  # a header where the first name should be
        return bool(places), _placed(rows, vendor, (places or seats)[0])
    by_turns = not headed and list(roles.values()) == ["vendor", "purpose"]
    return False, _named_by_turns(rows) if by_turns else 0


def _placed(rows: Sequence[Sequence[Line]], vendor: int, place: int) -> int:
    """How many rows there are with a name and a place where the headers ask for these; the last one says where."""
    names, places = ([row[column][1].strip() for row in rows] for column in (vendor, place))
    said = [only_places(one) or (len(one) <= _PLACE and names_place(one)) for one in places]
    named = [
        looks_like_a_name(one)
        and not (only_places(one) or no_name(one) or _PAGE.match(one) or BULLET.match(one))
        for one in names
    ]
    ends = (at for at, one in enumerate(named) if not (one or (said[at] and all(named[at + 1 : at + 3]))))
    end = next(ends, len(rows))
    # the last row of a text may say no place
    last = len(rows) - 1 if rows and is_company(names[-1]) else len(rows)
    end = next((at for at in range(min(end, last)) if not said[at] and not any(said[at + 1 : at + 3])), end)
    many = sum(said[:end]) * 2 > end
    return end if end and many and (said[end - 1] or is_company(names[end - 1])) else 0


def _named_by_turns(rows: Sequence[Sequence[Line]]) -> int:
    """How many rows of a name and what it is for there are; 0 unless most names are known."""
    names = [row[0][1].strip() for row in rows]
    plain = [
        looks_like_a_name(name) and not is_company(row[1][1]) for name, row in zip(names, rows, strict=True)
    ]
    end = next((at for at, one in enumerate(plain) if not one), len(rows))
    known = [at for at, name in enumerate(names[:end]) if is_company(name)]
    return known[-1] + 1 if len(known) > 2 and len(known) * 2 > known[-1] else 0


def _unheaded(filled: Sequence[Line]) -> Parted | None:
    """Such a table without headers, to the end of the text: every first line is a name, one of the others a place."""
    for at in range(min(len(filled), _LEADING)):
        for width in range(2, _NARROW + 1):
            rows = [filled[here : here + width] for here in range(at, len(filled), width)]
            if len(rows) < 3 or len(rows[-1]) < width:
                continue
            names = [row[0][1].strip() for row in rows]
            known = sum(map(is_company, names)) * 2 >= len(rows) and all(map(looks_like_a_name, names))
            known = known and not any(map(is_keyed, names))
            if known and any(all(only_places(row[column][1]) for row in rows) for column in range(1, width)):
                cells = [(row[0][0], [Cell(line.strip()) for _, line in row]) for row in rows]
                return Table(filled[at][0], cells), filled[:at], ()
    return None
