"""The end of every reading of a row: what was gathered about a vendor, its places apart from where it sits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from vendorgraph.exchange.reading.instruments import read_instruments
from vendorgraph.exchange.reading.lines.seats import parted
from vendorgraph.exchange.reading.names.cells import Named
from vendorgraph.exchange.reading.row import PlaceWords, Row

NO_VENDOR = "names no vendor"
_ADDRESS = "the source gives its address, which is a seat, and no place of processing"
_SEAT = "the source gives its seat and no place of processing"


def finished(
    row: Row,
    named: Named,
    places: Sequence[PlaceWords],
    seats: Sequence[str],
    *,
    beside: Sequence[PlaceWords] = (),
    address: bool = False,
    instruments: Iterable[str] = (),
    notes: Iterable[str | None] = (),
) -> Row:
    """The row with the names, places, seat and instruments that a source gives, and a note of what it leaves open.

    `beside` are places under no header of their own, seats where others are of servers (see `parted`);
    `address` says that the seats are a postal address. Words of `instruments` that name none are left out.
    """
    kept, apart, said = parted(places, beside)
    lacks = None if kept or not seats else _ADDRESS if address else _SEAT
    extra: dict[str, Any] = {"basis": "inferred"} if named.unsure else {}
    if mechanisms := read_instruments(list(instruments)):
        extra["mechanisms"] = mechanisms
    return replace(
        row,
        vendors=named.names,
        places=kept,
        seat=", ".join(seats or apart) or None,
        website=row.website or named.website,
        extra=extra,
        note="; ".join(filter(None, (*notes, named.lacks, named.unsure, *said, lacks))) or None,
    )
