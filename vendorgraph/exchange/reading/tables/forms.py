"""Forms about a contract with a line that names the vendors: "Approved sub-processors | Acme (US; hosting), Bolt (DE)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vendorgraph.exchange.reading.blocks import Block, Cell, Entry, Listing, Table
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.names.companies import WRITTEN_FORM, is_company
from vendorgraph.exchange.reading.names.several import split_outside

_VENDORS = re.compile(
    r"(?:(?:approved|authori[sz]ed|agreed|current|engaged|list of|genehmigte|eingesetzte|aktuelle) )*"
    r"(?:sub ?processors?|subcontractors?|unterauftrag(?:nehmer|sverarbeiter)|subunternehmer|sous traitants?(?: ulterieurs?)?)"
    r"(?: (?:agrees|approuves|autorises|actuels))?"
)
_BETWEEN = re.compile(rf"\s*[,\n]\s+(?!{WRITTEN_FORM})|\n")


def with_forms(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with the vendors that a line of a form lists as a list of their own behind it."""
    for block in blocks:
        listed = _listed(block) if isinstance(block, Table) else []
        if isinstance(block, Table) and listed:
            yield Table(block.line, [row for row in block.rows if not _names_vendors(row[1])])
        else:
            yield block
        yield from [Listing(listed[0].line, listed)] if listed else []


def _listed(table: Table) -> list[Entry]:
    """An entry for each vendor that a line of a form of two columns lists; [] for another table."""
    if any(len(cells) != 2 for _, cells in table.rows) or len(table.rows) < 3:
        return []
    return [
        Entry(line, Cell(part.strip()))
        for line, cells in table.rows
        if _names_vendors(cells)
        for part in split_outside(_BETWEEN, cells[1].text)
        if part.strip()
    ]


def _names_vendors(cells: Sequence[Cell]) -> bool:
    """Whether the first cell asks for vendors and the second lists some, most of them known."""
    if len(cells) != 2 or not _VENDORS.fullmatch(key(cells[0].text)):
        return False
    names = [re.sub(r"\s*\(.*", "", part).strip() for part in split_outside(_BETWEEN, cells[1].text)]
    return len(names) > 1 and sum(map(is_company, names)) * 2 >= len(names)
