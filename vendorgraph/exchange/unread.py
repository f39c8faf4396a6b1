"""The names in rows of a list that could not be read: such a row is no sign that its vendor is gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from vendorgraph.exchange.outcomes import Told
from vendorgraph.exchange.reading.vendor.finish import NO_VENDOR
from vendorgraph.exchange.vendors import normalised


class Unread:
    """Finds the refused row whose words hold a name.

    Rows that say that a vendor is gone, and those of tables and lists of something else, are none of them.
    """

    def __init__(self, told: Iterable[Told]) -> None:
        self._rows: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for one in told:
            if one.outcome == "refused" and one.why.startswith(NO_VENDOR):
                words = normalised(one.row.words)
                for word in set(words.split()):
                    self._rows[word].append((f" {words} ", one.row.number))

    def row_with(self, name: str) -> int | None:
        """The number of the first refused row that holds the whole of `name`; None when none does."""
        words = normalised(name)
        near = self._rows.get(words.partition(" ")[0], ()) if words else ()
        return next((number for held, number in near if f" {words} " in held), None)
