"""What stands behind a blank row below a table in a sheet: titles, notes and tables of something else."""

from __future__ import annotations

from collections.abc import Sequence

from vendorgraph.exchange.reading.blocks import Cell
from vendorgraph.exchange.reading.lines.columns import is_of_something_else, roles_of
from vendorgraph.exchange.reading.lines.headers import role_of
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.names.titles import other_subject
from vendorgraph.exchange.reading.row import collapsed

BELOW = "stands below the table, no vendor"
OTHER = "stands in another table, which names no vendors"


class Below:
    """Tells row by row whether one still belongs to the table, or to what a blank row and a title set apart from it."""

    def __init__(self) -> None:
        self._gap = False  # whether the row before is blank
        self._apart = False  # whether a title stands below the table
        self._other = False  # whether the header of something else does

    def blank(self) -> None:
        """A blank row."""
        self._gap = True

    def goes_on(self) -> None:
        """The heading of a group of vendors stands here: the table goes on, unless another one stands between."""
        if not self._other:
            self._gap = self._apart = False

    def begins(self, filled: Sequence[Cell]) -> bool:
        """Whether a row behind a blank one is the header of another table of vendors."""
        texts = [cell.text for cell in filled]
        roles = roles_of(texts) if self._gap or (self._apart and not self._other) else {}
        begins = len(roles) >= max(2, len(texts) - 1) and not any(map(is_company, texts))
        if begins:
            self._gap = self._apart = self._other = False
        return begins

    def why(self, filled: Sequence[Cell], named: bool) -> str | None:
        """Why a row is none of the table; None for one of it. `named` says whether it holds a company or a place."""
        texts = list(dict.fromkeys(collapsed(cell.text) for cell in filled))
        gap, self._gap = self._gap, False
        if not gap and not self._apart:
            return None
        if gap:
            self._apart = self._other = False
        if _is_header(texts):
            self._apart = self._other = True
        elif len(texts) == 1 and not (gap and is_company(texts[0])):
            self._apart = True
            self._other = other_subject(texts[0]) is not None
            return BELOW
        if self._other:
            return OTHER
        return None if named or not self._apart else BELOW


def _is_header(texts: Sequence[str]) -> bool:
    """Whether the cells of a row are headers of which none is for vendors."""
    if len(texts) < 2 or any(map(is_company, texts)):
        return False
    told = sum(role_of(text) is not None for text in texts)
    return told * 2 >= len(texts) or is_of_something_else(texts)
