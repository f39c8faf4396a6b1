"""Whether what a list names still stands: vendors struck out or under "Removed" are of the past, others are planned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.row import PlaceWords, Row

PAST, PLANNED = "past", "planned"
STRUCK = "is struck out in the source, no vendor of today"
_NOW = re.compile(
    r"\b(current\w*|active|existing|added|new|aktuell\w*|aktiv\w*|neue?|actuel\w*|actif|ajout\w*|nouve\w*)\b"
)
_SAYS = {
    PAST: re.compile(
        r"\b(removed|former(?:ly)?|historical|past|previous|deprecated|discontinued|retired|no longer|archived?|offboarded|"
        r"entfernt\w*|ehemalig\w*|fruher\w*|nicht mehr|historisch\w*|beendet\w*|supprime\w*|retire\w*|ancien\w*|desactive\w*)\b"
    ),
    PLANNED: re.compile(
        r"\b(planned|upcoming|future|proposed|not yet|roadmap|pending|candidate (?:sub ?)?(?:processors?|vendors?|providers?)|"
        r"candidate subprocessors?|geplant\w*|kunftig\w*|zukunftig\w*|prevue?s?|a venir|future?s?|envisage\w*)\b"
    ),
}  # fmt: skip
#: How the cell of a column "Status", or a bracket behind a name, begins.
_CELL = {
    PAST: re.compile(
        r"(removed|inactive|deactivated|decommissioned|retired|discontinued|deprecated|terminated|ended|no longer|offboarded|"
        r"inaktiv|entfernt|beendet|eingestellt|abgeschaltet|nicht mehr|inactif|desactive|supprime|retire|arrete|resilie)\b"
    ),
    PLANNED: re.compile(
        r"(planned|upcoming|future|proposed|not yet|roadmap|geplant|kunftig|zukunftig|in planung|prevue?|a venir|futur)\b"
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """What a table or list stands under: heading, places that a sentence gives to all its rows, and whether it still holds."""

    section: str | None = None
    places: PlaceWords | None = None
    status: str | None = None


def status_of_titles(titles: Sequence[str]) -> str | None:
    """What the nearest heading or sentence that speaks of it says; None when all of it is of today."""
    for title in reversed(titles):
        words = key(title)
        if _NOW.search(words):
            return None
        for status, said in _SAYS.items():
            if said.search(words):
                return status
    return None


def status_of_cell(text: str) -> str | None:
    """What a cell "Status: removed 2024" says."""
    return next((status for status, said in _CELL.items() if said.match(key(text))), None)


def as_standing(row: Row, status: str | None, cells: Sequence[str] = ()) -> Row:
    """The row with its status, by the cells that tell one or the bracket behind its name, else by what it stands under.

    One of the past is refused with the reason.
    """
    brackets = re.findall(r"\(([^()]*)\)$", row.vendors[0]) if len(row.vendors) == 1 else []
    said = next((text for text in (*cells, *brackets) if status_of_cell(text)), None)
    status = status_of_cell(said) if said else status
    if status == PAST:
        why = f"the source says {said!r} of it" if said else f"stands under {row.section!r}"
        return replace(row, refused=f"{why}: no vendor of today")
    return replace(row, extra={**row.extra, "status": PLANNED}) if status == PLANNED else row
