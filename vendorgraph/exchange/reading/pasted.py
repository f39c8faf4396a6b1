"""Tables whose cells were pasted one below the other, as lines: the headers, then as many lines for each row."""

from __future__ import annotations

from collections.abc import Sequence

from vendorgraph.exchange.reading.blocks import Cell, Table
from vendorgraph.exchange.reading.columns import roles_of
from vendorgraph.exchange.reading.companies import is_company, looks_like_a_name
from vendorgraph.exchange.reading.headers import PLACES, role_of
from vendorgraph.exchange.reading.keys import is_keyed
from vendorgraph.exchange.reading.places import only_places
from vendorgraph.exchange.reading.textlines import Line

_HEADED = 200  # lines among which their headers are looked for
_WIDEST = 12  # columns whose cells stand one below the other
_LEADING, _NARROW = 6, 5  # lines before a table without headers, and the most of its cells in a row


def pasted_table(filled: Sequence[Line]) -> tuple[Table, Sequence[Line], Sequence[Line]] | None:
    """A table whose cells were pasted one below the other: its headers, then as many lines for each row."""
    told = [len(line) < 60 and role_of(line.strip()) is not None for _, line in filled[: _HEADED + _WIDEST]]
    for at in range(min(len(filled), _HEADED)):
        for width in range(2, _WIDEST + 1):
            if not told[at] or sum(told[at : at + width]) * 3 < width * 2:
                continue
            roles = roles_of(line.strip() for _, line in filled[at : at + width])
            places = [column for column, role in roles.items() if role in PLACES]
            if len(roles) < 2 or len(roles) * 3 < width * 2:
                continue
            rows = [filled[here : here + width] for here in range(at + width, len(filled) - width + 1, width)]
            if places:
                good = next(
                    (n for n, row in enumerate(rows) if not only_places(row[places[0]][1])), len(rows)
                )
            else:
                good = _named_by_turns(rows) if list(roles.values()) == ["vendor", "purpose"] else 0
            if good >= 2:
                table = Table(filled[at][0])
                for row in (filled[at : at + width], *rows[:good]):
                    table.rows.append((row[0][0], [Cell(line.strip()) for _, line in row]))
                return table, filled[:at], filled[at + width * (good + 1) :]
    return _unheaded(filled)


def _named_by_turns(rows: Sequence[Sequence[Line]]) -> int:
    """How many rows of a name and what it is for there are; 0 unless most names are known."""
    names = [row[0][1].strip() for row in rows]
    plain = [
        looks_like_a_name(name) and not is_company(row[1][1]) for name, row in zip(names, rows, strict=True)
    ]
    end = next((at for at, one in enumerate(plain) if not one), len(rows))
    known = [at for at, name in enumerate(names[:end]) if is_company(name)]
    return known[-1] + 1 if len(known) > 2 and len(known) * 2 > known[-1] else 0


def _unheaded(filled: Sequence[Line]) -> tuple[Table, Sequence[Line], Sequence[Line]] | None:
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
