"""The cells of one row of a table to what they say of a vendor, by the roles of the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from vendorgraph.exchange.reading.blocks import Cell
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.instruments import read_instruments
from vendorgraph.exchange.reading.lines.columns import Layout, is_yes
from vendorgraph.exchange.reading.lines.headers import (
    OF_NOTES,
    PLACES,
    asks_where,
    is_of_instruments,
    is_of_seats,
)
from vendorgraph.exchange.reading.lines.keys import KEYED, PLACE_ROLES, key_role
from vendorgraph.exchange.reading.lines.pieces import pieces_of
from vendorgraph.exchange.reading.lines.seats import places_of_seat, seat_alone, seat_told, servers_of
from vendorgraph.exchange.reading.names.cells import Named, read_names
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.names.labels import RECIPIENTS, is_recipients
from vendorgraph.exchange.reading.names.placeholders import no_name
from vendorgraph.exchange.reading.names.standing import (
    PAST,
    STRUCK,
    Standing,
    as_standing,
    status_by_header,
    status_of_cell,
)
from vendorgraph.exchange.reading.names.transfers import is_of_transfers, places_of_transfer, without_yes
from vendorgraph.exchange.reading.places.resolve import kind_told, names_place, only_places, seat_words
from vendorgraph.exchange.reading.row import PlaceWords, Row, collapsed
from vendorgraph.exchange.reading.vendor.finish import NO_VENDOR, finished
from vendorgraph.exchange.reading.vendor.spoken import places_spoken

#: A column that asks whether data leave a country or region.
_OUTSIDE = re.compile(
    r"(?:is )?(?:it |data |personal data |donnees |daten )?(?:transfers? |transferts? |transferred |processed |held |stored )?"
    r"(?:outside|hors|ausserhalb)(?: of| de| der| des| von)?(?: the| l| la)? ?"
    r"(?:uk|eu|ue|eea|eee|ewr|united kingdom|royaume uni|schweiz|suisse|switzerland)"
)
_WEB = re.compile(r"(?:https?://|www\.)\S+|^[a-z0-9-]+(\.[a-z0-9-]+)+(/\S*)?$", re.I)
_NOTES = re.compile(r"\[([^\[\]]*)\]")  # "Acme [planned]"
_KIND = {"processing": "processing", "storage": "storage", "access": "access", "place": None}


def refusal(line: int, cells: Sequence[Cell], why: str, section: str | None = None) -> Row:
    """A row that counts and cannot be used."""
    return Row(line, _words(cells), section=section, refused=why)


def _words(cells: Sequence[Cell]) -> str:
    seen = dict.fromkeys(id(cell) for cell in cells)
    unique = [next(cell for cell in cells if id(cell) == one) for one in seen]
    return collapsed(" | ".join(collapsed(cell.text) for cell in unique))


def _is_name(text: str) -> bool:
    """Whether a cell that is asked for a seat holds a company: "Registered company | Acme Ltd"."""
    return is_company(text) and not only_places(text)


def cell_at(cells: Sequence[Cell], column: int) -> Cell:
    """The cell of a column; a blank one behind the end of the row."""
    return cells[column] if column < len(cells) else Cell("")


class Cells:
    """Reads the rows of cells under one header."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.vendor = layout.columns("vendor")[0]
        self._columns = cache(layout.columns)
        self._places_apart = layout.places

    def row(self, line: int, cells: Sequence[Cell], standing: Standing, note: str | None = None) -> Row:
        """The row that cells make, refused where they name no vendor of today; `note` goes into that of the row."""
        cell = self._name(cells)
        named = read_names(cell.text, places_apart=self._places_apart) if cell.text.strip() else None
        if named is None or not named.names:
            lacks = f"its cell {cell.lacks}" if cell.lacks else named.lacks if named else None
            why = f"{NO_VENDOR}: {lacks}" if lacks else NO_VENDOR
            return refusal(line, cells, why, standing.section)
        if cell.struck or is_recipients(collapsed(cell.text)):
            return refusal(line, cells, STRUCK if cell.struck else RECIPIENTS, standing.section)
        lacking = (f"{self._header(at)} {one.lacks}" for at, one in enumerate(cells) if one.lacks)
        beside = self._of_cell(named)
        seats = [text for text in self._texts(cells, "seat") if text and not _is_name(text)]
        seats = list(filter(None, map(seat_alone, seats))) or self._seats_of_purposes(cells)
        address = ", ".join(seat_alone(text) for text in self._texts(cells, "address") if text)
        placed = named.address == beside and not self._places_apart  # no column says where
        address = address or ("" if placed else named.address or "")
        row = finished(
            self._told(line, cells, cell, standing),
            named,
            self._places(cells, beside, standing.places),
            seats or ([address] if address else []),
            address=not seats,
            instruments=self._instruments(cells),
            notes=[note, *lacking],
        )
        notes = _NOTES.findall(cell.text) if len(named.names) == 1 else []
        return as_standing(row, standing.status, [*self._texts(cells, "status"), *notes, *self._days(cells)])

    def _days(self, cells: Sequence[Cell]) -> Iterator[str]:
        """From and until which days the vendor is used, where columns ask for these."""
        told = (status_by_header(self._title(at), collapsed(cell.text)) for at, cell in enumerate(cells))
        yield from filter(None, told)

    def _told(self, line: int, cells: Sequence[Cell], name: Cell, standing: Standing) -> Row:
        """What the cells say but for the names, the places and the instruments."""
        purposes = (*self._texts(cells, "purpose"), *self._services(cells, name))
        return Row(
            line,
            _words(cells),
            purposes=tuple(text for text in purposes if text),
            categories_text="; ".join(text for text in self._texts(cells, "categories") if text) or None,
            website=self._website(cells, name),
            section=", ".join(text for text in self._texts(cells, "section") if text) or standing.section,
        )

    def _name(self, cells: Sequence[Cell]) -> Cell:
        """The cell that names the vendor; where it is blank, the one that names the service."""
        first = cell_at(cells, self.vendor)
        if re.search(r"\w", first.text) and not no_name(first.text):
            return first
        services = [cell_at(cells, column) for column in self._columns("service")]
        wanted = is_company if re.search(r"\w", first.text) else str.strip
        return next((cell for cell in services if wanted(cell.text)), first)

    def _services(self, cells: Sequence[Cell], name: Cell) -> list[str]:
        columns = self._columns("service")
        found = (cell_at(cells, column) for column in columns)
        return [collapsed(cell.text) for cell in found if cell.text.strip() and cell is not name]

    def _title(self, column: int) -> str:
        return self.layout.headers[column] if column < len(self.layout.headers) else ""

    def _header(self, column: int) -> str:
        header = self._title(column)
        return f"the cell under {header!r}" if header else f"the cell of column {column + 1}"

    def _texts(self, cells: Sequence[Cell], role: str) -> list[str]:
        return [collapsed(cell_at(cells, column).text) for column in self._columns(role)]

    def _places(
        self, cells: Sequence[Cell], bracketed: str | None, lead: PlaceWords | None
    ) -> tuple[PlaceWords, ...]:
        if self._places_apart:
            return self._places_of_columns(cells)
        if bracketed:
            return (PlaceWords(bracketed),)
        if outside := tuple(self._of_outside(cells)):
            return outside
        if told := tuple(chain(*map(places_of_seat, self._texts(cells, "seat")))):
            return told
        said = self._of_purposes(cells)
        return said or tuple(self._of_notes(cells)) or ((lead,) if lead else ())

    def _of_outside(self, cells: Sequence[Cell]) -> Iterator[PlaceWords]:
        """What a column says that asks whether data leave a country, where none asks where they are: "Outside the UK?"."""
        for column, cell in enumerate(cells):
            if _OUTSIDE.fullmatch(key(self._title(column))):
                where = without_yes(cell.text.strip())
                if names_place(where):
                    yield PlaceWords(where)
                elif is_yes(cell.text):
                    yield PlaceWords(cell.text.strip())  # elsewhere, and not said where

    def _places_of_columns(self, cells: Sequence[Cell]) -> tuple[PlaceWords, ...]:
        """What the columns for places say, else what the vendor is for; without instruments where others name a place."""
        columns = (self._column_of_places(cells, column) for column in self._columns(*PLACES))
        found = tuple(chain(*columns, self._transfers(cells), *map(servers_of, self._texts(cells, "seat"))))
        placed = [one for one in found if names_place(one.words)]
        if not placed:
            return self._of_purposes(cells) or found
        return tuple(one for one in found if one in placed or not read_instruments([one.words]))

    def _of_purposes(self, cells: Sequence[Cell]) -> tuple[PlaceWords, ...]:
        """The places in words about what a vendor is for, or which service it gives."""
        asked = [*self._columns("purpose"), *self._columns("service")]
        services = self._columns("service")
        texts = [(at, cell_at(cells, at).text) for at in asked]
        told = [(at, text) for at, text in texts if at not in services or not is_company(collapsed(text))]
        return tuple(chain(*(self._of_purpose(at, text) for at, text in told)))

    def _seats_of_purposes(self, cells: Sequence[Cell]) -> list[str]:
        """Where what a vendor is for says that it sits: "Payments. Company based in Ireland."."""
        parts = (
            part for text in self._texts(cells, "purpose") for part in pieces_of(text.replace(", ", "; "))
        )
        return list(filter(None, map(seat_told, parts)))

    def _of_notes(self, cells: Sequence[Cell]) -> Iterator[PlaceWords]:
        """The places in the sentences of columns of notes, or that ask for nothing known, but for where companies sit."""
        for column, cell in enumerate(cells):
            text = collapsed(cell.text)
            other = column not in self.layout.roles and not only_places(text) and kind_told(text)
            # "Until 2022 hosted in Sweden", and not "No longer hosted in the US, hosted in Ireland"
            past = status_of_cell(text) == PAST and not re.search(r"[,;.]\s", text)
            if (other or OF_NOTES.search(key(self._title(column)))) and not (past or seat_words(text)):
                yield from places_spoken(cell.text)

    def _of_purpose(self, column: int, written: str) -> Iterator[PlaceWords]:
        """The places in words about what a vendor is for, all of them where the header asks: "Service and place"."""
        text = collapsed(written)
        keyed = [
            KEYED.match(part) for part in pieces_of(text.replace(", ", "; ")) if key_role(part) in PLACE_ROLES
        ]
        told = [PlaceWords(one[2]) for one in keyed if one and names_place(one[2])]
        if asks_where(self._title(column)) and names_place(text):
            yield PlaceWords(text)
        else:
            yield from told or places_spoken(written)

    def _of_cell(self, named: Named) -> str | None:
        """The place that stands with the name in its cell, unless it is an address or the header asks for seats."""
        seats = self.vendor < len(self.layout.headers) and is_of_seats(self.layout.headers[self.vendor])
        place = named.address if named.address and only_places(named.address) and not seats else None
        return named.bracketed or place

    def _column_of_places(self, cells: Sequence[Cell], column: int) -> Iterator[PlaceWords]:
        text = cell_at(cells, column).text.strip()
        header = self._title(column)
        if column in self.layout.ticked:
            yield from [PlaceWords(header)] if is_yes(text) else []
        elif is_of_transfers(header) and not asks_where(header) and read_instruments([text]):
            yield from places_of_transfer(text)
        else:
            yield PlaceWords(without_yes(text), _KIND[self.layout.roles[column]])

    def _transfers(self, cells: Sequence[Cell]) -> Iterator[PlaceWords]:
        """Third countries that a column of transfers names beside the instrument: "Support from the USA (SCC)"."""
        for column in self._columns("mechanisms"):
            if is_of_transfers(self._title(column)):
                yield from places_of_transfer(collapsed(cell_at(cells, column).text))

    def _instruments(self, cells: Sequence[Cell]) -> list[str]:
        """The words of columns that ask for instruments, alone or beside places."""
        mixed = [at for at in self._columns(*PLACES) if is_of_instruments(self._title(at))]
        return [*self._texts(cells, "mechanisms"), *(collapsed(cell_at(cells, at).text) for at in mixed)]

    def _website(self, cells: Sequence[Cell], vendor: Cell) -> str | None:
        for column in self._columns("website"):
            cell = cell_at(cells, column)
            found = _WEB.search(collapsed(cell.text))
            if cell.link or found:
                return cell.link or (found[0] if found else None)
        return vendor.link
