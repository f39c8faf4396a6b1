"""Whether the rows that the bullets of a list make read as vendors."""

from __future__ import annotations

from collections.abc import Sequence

from vendorgraph.exchange.reading.names.companies import is_company, is_product
from vendorgraph.exchange.reading.names.kinds import is_what
from vendorgraph.exchange.reading.names.standing import STRUCK
from vendorgraph.exchange.reading.purposes import read_purposes
from vendorgraph.exchange.reading.row import Row
from vendorgraph.exchange.vendors import catalogue


def names_vendor(row: Row) -> bool:
    """Whether a row names a vendor, of today or not."""
    return bool(row.vendors) or row.refused == STRUCK


def says_more(row: Row) -> bool:
    """Whether a row holds more than a word that may be a name."""
    told = row.places or row.purposes or row.website or row.seat or row.refused
    return bool(told or any(map(is_company, row.vendors)))


def says_what_for(row: Row) -> bool:
    """Whether a row says what a vendor is for in words that are known."""
    return bool(read_purposes(row.purposes)) or any(map(is_what, row.purposes))


def tell_nothing(made: Sequence[Row]) -> bool:
    """Whether no row names a company, and none says where or for what a vendor is: "Frequency: daily"."""
    return not any(
        row.places
        or row.website
        or says_what_for(row)
        or any(is_company(name) or is_product(name) for name in row.vendors)
        for row in made
        if names_vendor(row)
    )


def plainly_vendors(made: Sequence[Row], *, of_else: bool) -> bool:
    """Whether bullets read as vendors without words about vendors before them: most are known or say where they are.

    Under a title of something `of_else` they are known, or companies that say what they are for.
    """
    good = sum(
        names_vendor(row) and (_is_plain_elsewhere(row) if of_else else _is_plain(row)) for row in made
    )
    return good * 3 >= len(made) * 2


def _is_plain(row: Row) -> bool:
    return bool(row.places or (row.website and row.purposes) or any(map(is_company, row.vendors)))


def _is_plain_elsewhere(row: Row) -> bool:
    known = any(catalogue().find(name) or is_product(name) for name in row.vendors)
    return row.refused == STRUCK or known or (bool(row.purposes) and any(map(is_company, row.vendors)))
